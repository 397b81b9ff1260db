"""Whether a form was sent from a page of this site; docs/adr/0016 says why no cookie is needed."""

from django.conf import settings
from django.http import HttpRequest


def is_foreign(request: HttpRequest) -> bool:
    """Whether the browser says that a page of another site sent this."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site not in (None, "same-origin"):
        return True
    return origin not in (None, settings.SITE_URL, f"{request.scheme}://{request.get_host()}")


def is_unsaid(request: HttpRequest) -> bool:
    """Whether nothing says where this was sent from; every common browser does since 2020."""
    return "Sec-Fetch-Site" not in request.headers and "Origin" not in request.headers
