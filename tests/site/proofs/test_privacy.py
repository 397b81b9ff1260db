"""Audits of privacy find every header that is loose and every host that would be told."""

import pytest

from bmcspine.site.proofs.privacy import headers_protect_readers, pages_keep_to_themselves
from bmcspine.web import middleware

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clean_site", "static_files")]


def test_missing_header_is_found(problems, monkeypatch):
    monkeypatch.delitem(middleware.FIXED_HEADERS, "Cross-Origin-Resource-Policy")
    found = problems(headers_protect_readers)
    assert "/about/ has the wrong Cross-Origin-Resource-Policy." in found


def test_loose_policy_is_found(problems, settings):
    settings.SECURE_CSP = settings.SECURE_CSP | {
        "frame-ancestors": ["'self'"],
        "img-src": ["*"],
        "script-src": ["'self'", "'unsafe-inline'"],
        "font-src": ["'self'", "https://cdn.example"],
    }
    wrong = [f"Content-Security-Policy ({name}-src)" for name in ("font", "img", "script")]
    wrong.insert(1, "Content-Security-Policy (frame-ancestors)")
    assert f"/about/ has the wrong {', '.join(wrong)}." in problems(headers_protect_readers)


def test_feature_that_is_switched_on_is_found(problems, settings):
    settings.PERMISSIONS_POLICY = settings.PERMISSIONS_POLICY | {"camera": ["self"]}
    found = problems(headers_protect_readers)
    assert "/about/ has the wrong Permissions-Policy (camera)." in found


def test_site_behind_tls_is_asked_as_its_readers_ask(problems, settings):
    settings.SITE_URL, settings.TLS = "https://127.0.0.1:8000", True
    settings.SECURE_SSL_REDIRECT = True
    found = problems(headers_protect_readers)  # the pages are drawn, and not redirected
    assert "/about/ has the wrong Strict-Transport-Security." in found
    settings.SECURE_HSTS_SECONDS = 63072000
    assert problems(headers_protect_readers) == []


TELLING = {
    '<img src="https://tracker.example/x.gif" alt="">': "loads https://tracker.example/x.gif.",
    '<img srcset="/static/img/mark.svg 1x, //cdn.example/b 2x">': "loads //cdn.example/b.",
    '<link rel="preload stylesheet" href="//cdn.example/a">': "loads //cdn.example/a.",
    '<iframe src="https://video.example/"></iframe>': "loads https://video.example/.",
    '<form action="https://form.example/"></form>': "loads https://form.example/.",
    "<script>track()</script>": "carries “track()”.",
    '<p onclick="track()">x</p>': "carries “onclick”.",
    '<p style="color: red">x</p>': "carries “style”.",
    "<style>p { color: red }</style>": "carries “p { color: red }”.",
}
"""HTML that would tell another host of a reader, or run → what is said of it."""


def test_what_would_tell_another_host_or_run_is_found(problems, template):
    template("components/footer.html", "".join(TELLING))
    found = problems(pages_keep_to_themselves)
    told = {problem.removeprefix("/about/ ") for problem in found if problem.startswith("/about/")}
    assert told == {*TELLING.values()}


def test_address_in_a_style_sheet_is_found(problems, static_files):
    style = static_files / "css" / "site.css"
    style.write_text("@import url(https://fonts.example/a.css); b { src: url('//c.example/d') }")
    assert problems(pages_keep_to_themselves) == [
        "/static/css/site.css loads https://fonts.example/a.css.",
        "/static/css/site.css loads //c.example/d.",
    ]


def test_cookie_is_found(problems, settings):
    settings.MIDDLEWARE = ["tests.site.proofs.test_privacy.baking", *settings.MIDDLEWARE]
    assert "/about/ sets a cookie." in problems(pages_keep_to_themselves)


def baking(get_response):
    """A middleware that gives everybody a cookie."""

    def answer(request):
        response = get_response(request)
        response.set_cookie("seen", "yes")
        return response

    return answer
