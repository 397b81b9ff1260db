"""The two exceptions to “nothing frames anything”: pages inside the screens of staff."""

from django.http import HttpResponse

from bmcspine.web.csp import CSP
from bmcspine.web.policies import SECURE_CSP


def holds_frames(response: HttpResponse) -> HttpResponse:
    """Let this answer show pages of this site in frames."""
    response._csp_config = SECURE_CSP | {"frame-src": [CSP.SELF]}  # type: ignore[attr-defined]
    return response


def may_be_framed(response: HttpResponse) -> HttpResponse:
    """Let pages of this site, and nobody else's, show this answer in a frame."""
    response._csp_config = SECURE_CSP | {"frame-ancestors": [CSP.SELF]}  # type: ignore[attr-defined]
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response
