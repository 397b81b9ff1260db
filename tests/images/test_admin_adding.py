"""Adding a picture: all of it is there afterwards, or nothing."""

from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from bmcspine.images.models import Image
from bmcspine.publishing.models import Event
from tests.images.conftest import as_file, drawn, stored, upload
from tests.images.samples import bomb
from tests.site.screens import sign_in

pytestmark = pytest.mark.django_db
LIST = "/admin/images/image/"
ADD = f"{LIST}add/"

WORDS = {
    "title": "Reception",
    "alt": "Ask at the desk\r\non the left.",
    "shows_person": "False",
    "source": "J. Doe for the clinic, 2026",
}


def posted(client: Client, content: bytes, name: str = "photo.jpg", **words: str):
    return client.post(ADD, {**WORDS, **words, "file": upload(content, name)})


def errors(response) -> dict[str, list[str]]:
    return response.context["adminform"].form.errors


def test_picture_is_added_with_its_files_and_its_words(client, jpeg, media: Path):
    writer = sign_in(client, "Writer")
    response = posted(client, jpeg)
    image = Image.objects.get()
    assert response["Location"] == f"{LIST}{image.pk}/change/"
    assert (image.alt, image.shows_person) == ("Ask at the desk on the left.", False)
    assert (image.width, image.height, image.widths) == (1000, 600, [400, 800, 1000])
    assert image.endings == ["avif", "webp", "jpg"]
    assert len(stored(media)) == 9
    assert "photo" not in f"{stored(media)}{image.name}"
    event = Event.objects.get(subject=f"images.image/{image.pk}")
    assert (event.kind, event.actor) == ("added", writer)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (as_file(drawn(), "GIF"), "This is a GIF"),
        (bomb(13_000, 11_000), "more than 40 million pixels"),
        (as_file(drawn())[:2000], "damaged or was cut off"),
    ],
)
def test_refused_file_leaves_nothing_and_every_typed_word_stays(client, content, reason, media):
    sign_in(client, "Writer")
    response = posted(client, content)
    assert reason in errors(response)["file"][0]
    assert stored(media) == []
    assert not Image.objects.exists()
    form = response.context["adminform"].form
    assert {name: form[name].value() for name in WORDS} == WORDS


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"alt": ""}, "__all__"),
        ({"decorative": "on"}, "__all__"),
        ({"alt": "IMG_2041.jpg"}, "alt"),
        ({"shows_person": ""}, "shows_person"),
        ({"source": ""}, "source"),
        ({"title": ""}, "title"),
    ],
)
def test_picture_without_its_words_is_refused_and_leaves_nothing(client, jpeg, words, field, media):
    sign_in(client, "Writer")
    assert field in errors(posted(client, jpeg, **words))
    assert stored(media) == []
    assert not Image.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("step", ["log_addition", "response_add"])
def test_failure_behind_the_files_leaves_neither_row_nor_file(
    jpeg, media: Path, monkeypatch: pytest.MonkeyPatch, step: str
):
    def fail(*args: object) -> None:
        assert len(stored(media)) == 9
        raise RuntimeError("too late")

    monkeypatch.setattr(f"bmcspine.images.admin.ImageAdmin.{step}", fail)
    client = Client(raise_request_exception=False)
    sign_in(client, "Writer")
    assert posted(client, jpeg).status_code == 500
    assert stored(media) == []
    assert not Image.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_full_disk_leaves_neither_row_nor_file(jpeg, media: Path, monkeypatch):
    def full(name: str, content: object) -> str:
        if len(stored(media)) == 3:
            raise OSError(28, "No space left on device")
        return save(name, content)

    save = default_storage.save
    monkeypatch.setattr(default_storage, "save", full)
    client = Client(raise_request_exception=False)
    sign_in(client, "Writer")
    assert posted(client, jpeg).status_code == 500
    assert stored(media) == []
    assert not Image.objects.exists()
