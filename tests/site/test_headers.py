"""Every response carries the same protective headers, and no others than are listed here."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.http import HttpRequest, HttpResponse
from django.test import Client
from pytest_django import Settings

from bmcspine.web.csp import ContentSecurityPolicyMiddleware

pytestmark = pytest.mark.urls("tests.site.sample_pages")

EVERYWHERE = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "object-src 'none'; frame-ancestors 'none'"
    ),
    "Permissions-Policy": (
        "accelerometer=(), autoplay=(), "
        "browsing-topics=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), "
        "gamepad=(), geolocation=(), gyroscope=(), hid=(), identity-credentials-get=(), "
        "idle-detection=(), interest-cohort=(), keyboard-map=(), local-fonts=(), "
        "magnetometer=(), microphone=(), midi=(), otp-credentials=(), payment=(), "
        "picture-in-picture=(), publickey-credentials-create=(), publickey-credentials-get=(), "
        "screen-wake-lock=(), serial=(), storage-access=(), usb=(), "
        "window-management=(), xr-spatial-tracking=()"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}
HTML = {"Content-Type": "text/html; charset=utf-8"}
ERROR = EVERYWHERE | HTML | {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
TWO_YEARS = "max-age=63072000; includeSubDomains; preload"


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


def headers(response: HttpResponse) -> dict[str, str]:
    """The response's headers without those that follow from the length of its body."""
    varying = ("Content-Length", "Vary")
    return {name: value for name, value in response.items() if name not in varying}


@pytest.mark.parametrize(
    ("address", "status"),
    [("/nowhere/", 404), ("/broken/", 500), ("/gone/", 410), ("/suspicious/", 400)],
)
def test_errors_have_exactly_these_headers(client: Client, address: str, status: int) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert headers(response) == ERROR


def test_wrong_method_has_exactly_these_headers(client: Client) -> None:
    response = client.post("/page/")
    assert response.status_code == 405
    assert headers(response) == ERROR | {"Allow": "GET, HEAD"}


def test_failed_database_has_exactly_these_headers(client: Client) -> None:
    response = client.get("/locked/")
    assert response.status_code == 503
    assert headers(response) == ERROR | {"Retry-After": "30"}


def test_unknown_host_has_exactly_these_headers(client: Client) -> None:
    response = client.get("/page/", headers={"host": "evil.example.org"})
    assert response.status_code == 400
    assert headers(response) == ERROR


def test_unknown_host_without_tls_has_exactly_these_headers(settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True  # its middleware asks for the host before ours can
    response = Client().get("/page/", headers={"host": "evil.example.org"})
    assert response.status_code == 400
    assert headers(response) == ERROR


def test_page_has_exactly_these_headers(client: Client) -> None:
    response = client.get("/page/")
    assert response.status_code == 200
    assert headers(response) == EVERYWHERE | HTML | {
        "Cache-Control": "public, no-cache",
        "ETag": 'W/"bd5dd14dbdcabf9a1abba67bf7dd70f0"',  # MD5 of its text
    }


def test_redirect_has_exactly_these_headers(client: Client) -> None:
    response = client.get("/page")
    assert response.status_code == 301
    assert headers(response) == EVERYWHERE | HTML | {
        "Location": "/page/",
        "Cache-Control": "public, no-cache",
    }


def test_sign_in_page_has_exactly_these_headers(client: Client) -> None:
    response = client.get("/admin/login/")
    assert response.status_code == 200
    expires = response.headers["Expires"]
    assert headers(response) == EVERYWHERE | HTML | {
        "Cache-Control": "private, no-store",
        "Expires": expires,
    }


@pytest.mark.django_db  # closing a file's response looks after the database too
def test_static_file_has_exactly_these_headers(collected: Client, stylesheet: str) -> None:
    response = collected.get(stylesheet)
    assert response.status_code == 200
    stamps = {name: response.headers[name] for name in ("ETag", "Last-Modified")}
    assert headers(response) == EVERYWHERE | stamps | {
        "Content-Type": 'text/css; charset="utf-8"',
        "Cache-Control": "max-age=315360000, public, immutable",
    }
    response.close()


def test_posting_to_a_static_file_is_an_error_page(collected: Client, stylesheet: str) -> None:
    response = collected.post(stylesheet)
    assert response.status_code == 405
    assert headers(response) == ERROR | {"Allow": "GET, HEAD"}


def test_hsts_is_sent_over_tls_only(client: Client, settings: Settings) -> None:
    settings.SECURE_HSTS_SECONDS = 63072000
    settings.SECURE_HSTS_PRELOAD = True
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    assert "Strict-Transport-Security" not in client.get("/page/")
    response = Client().get("/page/", secure=True)
    assert response.headers["Strict-Transport-Security"] == TWO_YEARS


def test_hsts_stands_on_errors_too(settings: Settings) -> None:
    settings.SECURE_HSTS_SECONDS = 63072000
    response = Client().get("/nowhere/", secure=True)
    assert response.headers["Strict-Transport-Security"].startswith("max-age=63072000")


def test_reader_gets_no_cookie(client: Client) -> None:
    for address in ("/page/", "/nowhere/", "/page", "/healthz"):
        assert client.get(address).cookies == {}
        assert "Cookie" not in client.get(address).get("Vary", "")


@pytest.mark.parametrize("address", ["/cookie/", "/admin/login/", "/admin/"])
def test_staff_and_cookies_are_kept_nowhere(client: Client, address: str) -> None:
    assert client.get(address).headers["Cache-Control"] == "private, no-store"


def test_page_for_a_browser_with_a_cookie_is_kept_nowhere(client: Client) -> None:
    client.cookies["anything"] = "1"
    assert client.get("/page/").headers["Cache-Control"] == "private, no-store"


def test_response_may_bring_its_own_policy() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        response = HttpResponse()
        response._csp_config = {"frame-ancestors": ["'self'"]}
        return response

    response = ContentSecurityPolicyMiddleware(view)(HttpRequest())
    assert response.headers["Content-Security-Policy"] == "frame-ancestors 'self'"


@pytest.fixture
def collected(settings: Settings, tmp_path: Path) -> Client:
    """A client of a site whose static files were collected as in production."""
    settings.STATIC_ROOT = tmp_path
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "bmcspine.web.static_files.OneStylesheetStorage"}
    }
    # Our scripts import one of a package, which is not collected here.
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["*.js"])
    return Client()


@pytest.fixture
def stylesheet(collected: Client, tmp_path: Path) -> str:
    return f"/static/css/{next((tmp_path / 'css').glob('site.*.css')).name}"
