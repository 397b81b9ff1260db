"""Every address of the site: each app holds those that begin with its name.

procedures also holds /referral/, /glossary/ and /evidence/; bmcspine.site all that is left.
"""

from django.contrib import admin
from django.urls import include, path

from bmcspine.site import errors

urlpatterns = [
    path("admin/r/<path:rest>", errors.closed),  # Django's shortcut asks for no permission
    path("admin/", admin.site.urls),
    path("review/", include("bmcspine.publishing.urls")),
    path("", include("procedures.urls")),
    path("", include("stories.urls")),
    path("", include("contacts.urls")),
    path("", include("bmcspine.images.urls")),
    path("", include("bmcspine.site.urls")),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
