"""Answers that leave without asking Django, with the headers that every response has."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from bmcspine.web.asking import Answer, head


def refusal(status: int) -> Answer:
    """Return the error page with the telephone number."""
    from bmcspine.site.errors import error_response  # needs a started Django

    return dressed(error_response(status))


def refused(status: int) -> bytes:
    """Return the same for the wire; the connection ends with it."""
    answer = refusal(status)
    return head(answer.status, [*answer.headers, ("Connection", "close")]) + b"\r\n" + answer.body


def dressed(response: HttpResponse) -> Answer:
    """Return a response with the headers that the first links of the chain set."""
    from django_permissions_policy import PermissionsPolicyMiddleware

    from bmcspine.web.csp import ContentSecurityPolicyMiddleware
    from bmcspine.web.middleware import FixedHeadersMiddleware

    def unchanged(request: HttpRequest) -> HttpResponseBase:
        return response

    for layer in (
        ContentSecurityPolicyMiddleware,
        PermissionsPolicyMiddleware,
        FixedHeadersMiddleware,
    ):
        layer(unchanged)(HttpRequest())
    status = f"{response.status_code} {response.reason_phrase}"
    return Answer(status, list(response.items()), response.content)
