"""All settings, read from the environment; `.env.example` explains each variable."""

from pathlib import Path
from urllib.parse import urlsplit

from bmcspine.databases import database
from bmcspine.environment import SITE_URL_ADVICE, Environment, is_among, load_env_file
from bmcspine.logs import logging_to_stderr
from bmcspine.media import storages
from bmcspine.passwords import AUTH_PASSWORD_VALIDATORS as AUTH_PASSWORD_VALIDATORS
from bmcspine.passwords import PASSWORD_HASHERS as PASSWORD_HASHERS
from bmcspine.web.chain import MIDDLEWARE as MIDDLEWARE
from bmcspine.web.policies import PERMISSIONS_POLICY as PERMISSIONS_POLICY
from bmcspine.web.policies import SECURE_CSP as SECURE_CSP

BASE_DIR = Path(__file__).resolve().parent.parent
load_env_file(BASE_DIR)
env = Environment()

SITE_PROFILE = env.choice("SITE_PROFILE", ("production", "demonstration"))
PRODUCTION = SITE_PROFILE == "production"
DEBUG = env.flag("DEBUG", default=False)

# The address

HOST = env.text("HOST", "127.0.0.1")
PORT = env.number("PORT", 8000)
_local_name = {"0.0.0.0": "localhost", "::": "localhost", "::1": "[::1]"}.get(HOST, HOST)  # noqa: S104  # not a bind
_local_hosts = [_local_name, "localhost", "127.0.0.1", "[::1]"]
SITE_URL = env.address("SITE_URL", "" if PRODUCTION else f"http://{_local_name}:{PORT}")
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS", [] if PRODUCTION else _local_hosts)
BEHIND_PROXY = env.flag("BEHIND_PROXY", default=False)

# What the profile decides

SECRET_KEY = env.secret("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.names("SECRET_KEY_FALLBACKS", [])
SEALING_PUBLIC_KEY = env.sealing_key("SEALING_PUBLIC_KEY")
SEALING_PRIVATE_KEYS_FILE = env.text("SEALING_PRIVATE_KEYS_FILE")
"""For staff's processes only: with it they open what readers' requests say."""
ALLOW_PROVISIONAL_AUTHORIZATIONS = env.flag("ALLOW_PROVISIONAL_AUTHORIZATIONS", not PRODUCTION)
ALLOW_UNREVIEWED_CONTENT = env.flag("ALLOW_UNREVIEWED_CONTENT", not PRODUCTION)
CLINIC_PHONE = env.phone("CLINIC_PHONE")
"""The number of the built-in error page, for when no written error page can be read."""

# Files

VAR_DIR = Path(env.text("VAR_DIR", str(BASE_DIR / "var"))).resolve()
MEDIA_ROOT = VAR_DIR / "media"
MEDIA_URL = "/media/"
PRIVATE_DIR = VAR_DIR / "private"
"""What only some of staff may open, such as signed forms; no address leads into it."""
STATIC_ROOT = VAR_DIR / "static"
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
ERROR_PAGES_DIR = VAR_DIR / "error-pages"
ENDINGS_DIR = Path(env.text("ENDINGS_DIR", str(VAR_DIR / "endings"))).resolve()
"""What was withdrawn, revoked and erased: a restored database has forgotten it."""
BACKUP_DIR = env.text("BACKUP_DIR")
BACKUP_PUBLIC_KEYS = env.names("BACKUP_PUBLIC_KEYS", [])
PAGES_DIR = Path(env.text("PAGES_DIR", str(VAR_DIR / "pages"))).resolve()
"""Copies of public pages, for nginx and for when the database does not answer."""
STORAGES = storages(env, must_be_tls=PRODUCTION)
WHITENOISE_ALLOW_ALL_ORIGINS = False

DATABASES = {"default": database(env, VAR_DIR)}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},  # what the gates found in every text, day after day
    }
}
REDIS_URL = env.redis("REDIS_URL")
WEB_THREADS = env.number("WEB_THREADS", 4)
WEB_STAFF_THREADS = env.number("WEB_STAFF_THREADS", 2)
PAGE_STORE_BYTES = env.number("PAGE_STORE_BYTES", 32_000_000)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# What must not be missing

if not SECRET_KEY and not env.text("SECRET_KEY_FILE"):
    env.complain("SECRET_KEY", "50 random characters or more (or SECRET_KEY_FILE, a file of them)")
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    env.complain("ALLOWED_HOSTS", "the names that this site answers to, such as spine.example.org")
if SITE_URL and ALLOWED_HOSTS and not is_among(ALLOWED_HOSTS, SITE_URL):
    env.complain("ALLOWED_HOSTS", f"add the name in SITE_URL, {SITE_URL}: pages are drawn under it")
if PRODUCTION and not SITE_URL and not env.text("SITE_URL"):
    env.complain("SITE_URL", SITE_URL_ADVICE)
if PRODUCTION and SITE_URL.startswith("http:"):
    env.complain("SITE_URL", "put an https address; readers of health pages need TLS")
if PRODUCTION and DEBUG:
    env.complain("DEBUG", "leave it out; it shows the program's inside to readers")

# Mail, sent by "manage.py worker" and never while somebody waits for a page

EMAIL_HOST = env.text("EMAIL_HOST")
EMAIL_PORT = env.number("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.text("EMAIL_USER")
EMAIL_HOST_PASSWORD = env.secret("EMAIL_PASSWORD")
EMAIL_USE_TLS = True  # STARTTLS with a certificate that is checked, or nothing is sent
EMAIL_TIMEOUT = 10
EMAIL_FILE_PATH = VAR_DIR / "mail"
_mails_go = "smtp" if PRODUCTION or EMAIL_HOST else "filebased"
EMAIL_BACKEND = f"django.core.mail.backends.{_mails_go}.EmailBackend"
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "" if PRODUCTION else "site@clinic.example")
CALLBACK_MAIL_TO = env.names("CALLBACK_MAIL_TO", [] if PRODUCTION else ["desk@clinic.example"])

# The program

ROOT_URLCONF, WSGI_APPLICATION = "bmcspine.urls", "bmcspine.wsgi.application"
AUTHENTICATION_BACKENDS = ["bmcspine.site.roles.RoleBackend"]
INSTALLED_APPS = [
    "bmcspine.site.apps.StaffAdminConfig",  # django.contrib.admin with a first screen of our own
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_prose_editor",  # its script only; see static/js/prose.js
    "phonenumber_field",
    "crispy_forms",
    "bmcspine.publishing",
    "bmcspine.images",
    "contacts",
    "procedures",
    "stories",
    "bmcspine.site",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "bmcspine.site.context_processors.chrome",
            ]
        },
    }
]

CRISPY_TEMPLATE_PACK = "clinic"  # templates/clinic
CRISPY_ALLOWED_TEMPLATE_PACKS = [CRISPY_TEMPLATE_PACK]
CRISPY_FAIL_SILENTLY = False

# Language, place, numbers

LANGUAGE_CODE = "en-us"
LANGUAGES = [("en", "English")]  # of the pages; each further one needs addresses of its own
TIME_ZONE = "America/New_York"
FORMAT_MODULE_PATH = "bmcspine.formats"
PHONENUMBER_DEFAULT_REGION = "US"

# Staff; readers get no cookie at all

LOGIN_URL = "admin:login"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # a long page with its steps and questions is one form

TLS = urlsplit(SITE_URL).scheme == "https"
_host_only = "__Host-" if TLS else ""  # browsers accept this prefix only with Secure and Path=/
SESSION_COOKIE_NAME = f"{_host_only}session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = TLS
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_NAME = f"{_host_only}csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "bmcspine.site.errors.csrf_failure"

# Transport; FIXED_HEADERS in policies.py holds the same header values

SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = TLS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # load balancers ask from inside, without TLS
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60 if TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.flag("HSTS_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = SECURE_HSTS_INCLUDE_SUBDOMAINS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None

LOGGING = logging_to_stderr(env.choice("LOG_LEVEL", ("INFO", "DEBUG", "WARNING")))

env.refuse_if_wrong()
