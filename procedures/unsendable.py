"""Forms that are filled in for paper: the browser itself refuses to send them anywhere."""

from django.conf import settings
from django.http import HttpResponse


def unsendable(response: HttpResponse) -> HttpResponse:
    """Return the response under a policy that lets no form of its page be sent."""
    policy = {**settings.SECURE_CSP, "form-action": ["'none'"]}
    response._csp_config = policy  # type: ignore[attr-defined]  # Django 6's own way
    return response
