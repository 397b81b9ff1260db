"""Content Security Policy, in the names and shapes of Django 6.

Under Django 6 delete this file, take `CSP` from `django.utils.csp` and
`ContentSecurityPolicyMiddleware` from `django.middleware.csp`; settings stay as they are.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class CSP(StrEnum):
    """The header's name and the keywords that need quotes."""

    HEADER_ENFORCE = "Content-Security-Policy"
    NONE = "'none'"
    SELF = "'self'"


def build_policy(config: Mapping[str, Sequence[str]]) -> str:
    """Return the header's value, the directives in the order of the settings."""
    return "; ".join(f"{directive} {' '.join(values)}" for directive, values in config.items())


class ContentSecurityPolicyMiddleware:
    """Sets SECURE_CSP on every response; one with `_csp_config` brings its own policy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        config = getattr(response, "_csp_config", settings.SECURE_CSP)
        if config and CSP.HEADER_ENFORCE not in response:
            response.headers[CSP.HEADER_ENFORCE.value] = build_policy(config)
        return response
