"""What no reader sends is refused with a page that has the telephone number, never with a 500."""

import io
from wsgiref.util import setup_testing_defaults

import pytest
from django.test import Client

from bmcspine.wsgi import BodyCutShort, ExactBody, application
from tests.site.sample_pages import COOKIE, PHONE_PAGE

pytestmark = pytest.mark.urls("tests.site.sample_pages")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"/{'x' * 2000}", 414),
        (f"/page/?q={'x' * 1999}", 414),
        ("/page/%00", 400),
        ("/page/?q=%00", 400),
        ("/page/%FF", 400),
        ("/page/%C3%28", 400),
        ("/page/%ED%A0%80", 400),
        ("/page/?q=%FF", 400),
        ("/page/?%C3%28=1", 400),
        ("/page/%0D%0ASet-Cookie:a=b", 400),
        ("/static/%FF.css", 400),
    ],
)
def test_impossible_address_is_refused(client: Client, address: str, status: int) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert PHONE_PAGE in response.content


@pytest.mark.parametrize(
    "address",
    [
        f"/page/?q={'x' * 1998}",
        "/page/?",
        "/page/?&&=&==",
        "/page/?%",
        "/page/?q=%zz&q[]=1",
        "/page/?lang=xx&lang=../../etc",
        "/page/?q=%E2%82%AC+%F0%9F%A6%B4",
    ],
)
def test_odd_query_is_no_error(client: Client, address: str) -> None:
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "address", ["/p%C3%A4ge/", "/100%25/", "/page//", "/page/../admin", "/.env"]
)
def test_unknown_address_is_not_found(client: Client, address: str) -> None:
    assert client.get(address, follow=True).status_code == 404


def test_unknown_language_gets_the_page(client: Client) -> None:
    for language in ("xx", "*;q=nan", "\x7f", "en-US;q=0.8," * 500):
        assert client.get("/page/", headers={"accept-language": language}).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
@pytest.mark.parametrize("csrf", [True, False])
def test_page_answers_get_and_head_only(method: str, csrf: bool) -> None:
    response = Client(enforce_csrf_checks=csrf).generic(method, "/page/")
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD"
    assert PHONE_PAGE in response.content


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "BREW"])
def test_form_answers_post_besides(client: Client, method: str) -> None:
    response = client.generic(method, "/admin/login/")
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD, POST"


def test_wrong_method_on_an_unknown_address_is_not_found(client: Client) -> None:
    assert client.put("/nowhere/").status_code == 404


def test_body_without_a_length_is_refused(client: Client) -> None:
    environ = {"HTTP_TRANSFER_ENCODING": "chunked", "CONTENT_LENGTH": ""}
    response = client.generic("POST", "/admin/login/", **environ)
    assert response.status_code == 411
    assert PHONE_PAGE in response.content


def test_body_that_no_form_takes_is_refused_unread(client: Client) -> None:
    response = client.generic("POST", "/admin/login/", CONTENT_LENGTH="32000001")
    assert response.status_code == 413
    assert PHONE_PAGE in response.content


@pytest.mark.django_db  # each request looks after the database's connection
def test_body_cut_short_is_refused() -> None:
    assert answer(b"username=desk&pass", announced=40) == "400 Bad Request"
    assert answer(b"--x\r\nContent-Dis", announced=90, kind="multipart/form-data; boundary=x") == (
        "400 Bad Request"
    )


@pytest.mark.django_db
def test_whole_body_reaches_the_form() -> None:
    body = b"username=desk&password=wrong"
    assert answer(body, announced=len(body)) == "403 Forbidden"  # the form token is missing


def answer(body: bytes, announced: int, kind: str = "application/x-www-form-urlencoded") -> str:
    """Post a body that was announced with this length, and return the status line."""
    statuses: list[str] = []
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/admin/login/",
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": str(announced),
        "HTTP_COOKIE": COOKIE.decode(),
        "wsgi.input": io.BytesIO(body),
    }
    setup_testing_defaults(environ)
    b"".join(application(environ, lambda status, headers: statuses.append(status)))
    return statuses[0]


def test_exact_body_gives_whole_lines_and_stops_at_its_end() -> None:
    body = ExactBody(io.BytesIO(b"one\ntwo\nthree"), 8)
    assert [body.readline(), body.readline(2), body.readline(), body.readline()] == [
        b"one\n",
        b"tw",
        b"o\n",
        b"",
    ]
    assert body.read() == b""


def test_exact_body_refuses_a_line_cut_short() -> None:
    body = ExactBody(io.BytesIO(b"one\ntwo"), 12)
    assert body.readline() == b"one\n"
    with pytest.raises(BodyCutShort, match=r"^5 bytes of the request's body did not arrive"):
        body.readline()
