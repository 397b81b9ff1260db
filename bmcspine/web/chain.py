"""What every request passes on its way to a view, and every answer on its way back."""

MIDDLEWARE = [
    # Headers and HEAD, on everything that leaves, whoever made it
    "bmcspine.web.csp.ContentSecurityPolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "bmcspine.web.middleware.FixedHeadersMiddleware",
    "bmcspine.web.middleware.HeadMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Bodies: compressed last; errors become pages with the telephone number
    "bmcspine.web.compression.CompressionMiddleware",
    "bmcspine.web.middleware.ErrorPagesMiddleware",
    "bmcspine.web.middleware.BadInputMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "bmcspine.site.closed.ClosedMiddleware",
    "bmcspine.site.silent.SilentDatabaseMiddleware",
    # What may be kept, and for whom
    "bmcspine.web.middleware.ConditionalGetMiddleware",
    "bmcspine.web.middleware.CacheControlMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
