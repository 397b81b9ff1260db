"""How pictures reach readers, and when they do not."""

import pytest
from django.test import Client
from django.urls import reverse

from bmcspine.images import files
from bmcspine.images.decoding import renditions
from bmcspine.images.models import Image
from tests import factories
from tests.images.conftest import upload

pytestmark = pytest.mark.django_db
PHONE_PAGE = b"Call the hospital's switchboard."


def stored_image(jpeg: bytes, **values: object) -> Image:
    """A picture whose files are there."""
    made = renditions(upload(jpeg))
    sizes = {"width": made.width, "height": made.height, "widths": made.widths}
    sizes |= {"endings": made.endings}
    image = factories.image(**sizes | values)
    with files.NewPictures() as new:
        new.store(image.name, made)
    return image


def address(image: Image, width: int = 400, ending: str = "webp") -> str:
    return reverse("images:picture", args=[image.name, width, ending])


@pytest.mark.parametrize(
    ("ending", "kind"), [("avif", "image/avif"), ("webp", "image/webp"), ("jpg", "image/jpeg")]
)
def test_picture_is_sent_whole_and_kept_for_good(client: Client, jpeg: bytes, ending, kind):
    image = stored_image(jpeg)
    response = client.get(address(image, 800, ending))
    content = renditions(upload(jpeg)).files[800, ending]
    assert (response.status_code, response.content) == (200, content)
    headers = {name: response.headers[name] for name in ("Content-Type", "Content-Length")}
    assert headers == {"Content-Type": kind, "Content-Length": str(len(content))}
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "ETag" in response.headers
    assert "Content-Encoding" not in response
    assert response.cookies == {}


def test_reader_who_has_the_picture_is_told_so(client: Client, jpeg: bytes):
    place = address(stored_image(jpeg))
    first = client.get(place)
    again = client.get(place, headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"]


def test_head_has_the_length_only(client: Client, jpeg: bytes):
    place = address(stored_image(jpeg))
    head = client.head(place)
    assert head.content == b""
    assert int(head.headers["Content-Length"]) == len(client.get(place).content)


def test_one_query_and_no_session(client: Client, jpeg: bytes, django_assert_num_queries):
    place = address(stored_image(jpeg))
    client.cookies["session"] = "anything"
    with django_assert_num_queries(1):
        assert client.get(place).status_code == 200


@pytest.mark.parametrize(
    "place",
    ["0123456789abcdef-400.webp", "../settings-400.webp", "-400.webp", "x.webp", "x-400.svg"],
)
def test_unknown_picture_is_not_found(client: Client, place: str):
    response = client.get(f"/images/{place}")
    assert response.status_code == 404
    assert PHONE_PAGE in response.content


@pytest.mark.parametrize(("width", "ending"), [(500, "webp"), (0, "jpg"), (400, "png")])
def test_width_or_format_that_was_not_made_is_not_found(client: Client, jpeg, width, ending):
    assert client.get(address(stored_image(jpeg), width, ending)).status_code == 404


def test_lost_file_is_not_found_and_in_the_log(client: Client, caplog: pytest.LogCaptureFixture):
    image = factories.image()
    assert client.get(address(image)).status_code == 404
    assert "lost its file" in caplog.text


def test_person_without_a_permission_is_gone(client: Client, jpeg: bytes):
    place = address(stored_image(jpeg, shows_person=True))
    response = client.get(place)
    assert (response.status_code, response.headers["Cache-Control"]) == (410, "no-store")
    assert PHONE_PAGE in response.content
    etag = {"if-none-match": "*"}
    assert client.get(place, headers=etag).status_code == 410


def test_picture_takes_no_form(client: Client, jpeg: bytes):
    assert client.post(address(stored_image(jpeg))).status_code == 405


def test_picture_that_cannot_be_read_now_is_no_error_to_keep(client: Client, jpeg, monkeypatch):
    def fails(self, name, mode="rb"):
        raise OSError(5, "Input/output error")

    place = address(stored_image(jpeg))
    monkeypatch.setattr("bmcspine.web.whole_files.WholeFileStorage._open", fails)
    response = client.get(place)
    assert response.status_code == 503
    assert "max-age=31536000" not in response.headers.get("Cache-Control", "")
    assert "ETag" not in response.headers
