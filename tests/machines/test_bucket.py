"""Uploads in a bucket: as whole, as private and as well guarded as on a disk."""

import socket
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from bmcspine.images import files
from bmcspine.images.decoding import renditions
from bmcspine.images.models import Image
from bmcspine.media import storages as storages_of
from bmcspine.site.proofs.permissions import scans_are_as_they_were_stored
from bmcspine.web.bucket import BucketGoneError, BucketStorage, PrivateBucketStorage
from stories import scan_files
from tests import factories
from tests.images.conftest import as_file, drawn, upload
from tests.machines.bucket_server import PICTURES, running_buckets, slow_bucket
from tests.stories.papers import PDF, scan

PATIENCE = timedelta(seconds=20)
"""With a bucket that answers, on a busy machine."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    with running_buckets(tmp_path_factory.mktemp("buckets")) as variables:
        yield variables


@pytest.fixture
def buckets(
    server: dict[str, str], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[dict[str, Any]]:
    """Let the site keep uploads in the server's buckets, as a deployment does; then empty them."""
    from bmcspine.environment import Environment

    for name, value in server.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("bmcspine.web.bucket.GIVES_WITHIN", PATIENCE)
    chosen = storages_of(Environment(), must_be_tls=False)
    settings.STORAGES = {**chosen, "staticfiles": settings.STORAGES["staticfiles"]}
    yield chosen["default"]["OPTIONS"]
    settings.STORAGES = {**chosen, "staticfiles": settings.STORAGES["staticfiles"]}
    files.remove(files.stored())


@pytest.fixture
def picture(buckets, db) -> Image:
    made = renditions(upload(as_file(drawn(size=(1000, 600)))))
    image = factories.image(widths=made.widths, endings=made.endings)
    with files.NewPictures() as new:
        new.store(image.name, made)
    return image


def address(image: Image) -> str:
    return reverse("images:picture", args=[image.name, image.widths[0], "jpg"])


def test_picture_from_a_bucket_is_sent_by_the_site(picture: Image) -> None:
    response = Client().get(address(picture))
    with default_storage.open(files.path(picture.name, picture.widths[0], "jpg")) as file:
        assert response.content == file.read()
    assert response.content.startswith(b"\xff\xd8\xff")
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_picture_of_a_person_needs_a_permission_all_the_same(picture: Image) -> None:
    Image.objects.update(shows_person=True)
    assert Client().get(address(picture)).status_code == 410


def test_nobody_reads_the_bucket_past_the_site(picture: Image, server: dict[str, str]) -> None:
    path = files.path(picture.name, picture.widths[0], "jpg")
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(f"{server['S3_ENDPOINT']}/{PICTURES}/{path}")  # noqa: S310  # ours


def test_wrong_key_is_told_as_such_and_holds_nobody_up(buckets: dict[str, Any]) -> None:
    stranger = BucketStorage(**buckets | {"secret_key": "wrong"})
    for _ in range(2):
        with pytest.raises(PermissionError, match="refuses our keys"):
            stranger.open("images/a.jpg")


def test_files_of_a_picture_are_all_there_and_go_with_it(picture: Image) -> None:
    wanted = files.paths(picture.name, picture.widths, picture.endings)
    assert sorted(files.stored()) == sorted(wanted)
    assert default_storage.listdir("") == (["images"], [])
    files.remove([*wanted, "images/never-there.jpg"])
    assert files.stored() == []
    assert Client().get(address(picture)).status_code == 404


def test_failure_behind_the_last_file_leaves_none(picture: Image) -> None:
    files.remove(files.stored())
    made = renditions(upload(as_file(drawn())))

    def stumbles() -> None:
        with files.NewPictures() as new:
            new.store("0123456789abcdef", made)
            assert len(files.stored()) == len(made.files)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        stumbles()
    assert files.stored() == []


def test_file_that_breaks_off_is_never_sent_to_the_bucket(buckets) -> None:
    class BreaksOff(ContentFile):
        def chunks(self, chunk_size=None):
            yield b"half"
            raise OSError(5, "Input/output error")

    with pytest.raises(OSError, match="Input/output"):
        default_storage.save("images/x.jpg", BreaksOff(b"halfwhole"))
    assert not default_storage.exists("images/x.jpg")


@pytest.mark.django_db
def test_scan_lies_in_the_private_bucket_and_is_proved(buckets, settings, tmp_path) -> None:
    settings.PRIVATE_DIR = tmp_path / "private"
    kept = factories.scan(factories.authorization(None, covers_text=False, covers_photo=True))
    assert scan_files.read(kept.name).startswith(b"%PDF-")
    assert scan_files.stored() == {kept.name}
    assert not default_storage.exists(scan_files.path(kept.name))
    assert not settings.PRIVATE_DIR.exists()
    assert not scans_are_as_they_were_stored(None).problems
    storages["private"].delete(scan_files.path(kept.name))
    (problem,) = scans_are_as_they_were_stored(None).problems
    assert "has lost its file" in problem


def test_scan_of_15_mb_fits(buckets) -> None:
    largest = PDF[:9] + b"0" * (scan_files.LARGEST_BYTES - len(PDF)) + PDF[9:]
    with scan_files.NewScans() as new:
        kept = new.store(scan(largest))
    assert kept.size == scan_files.LARGEST_BYTES
    assert scan_files.digest_of(kept.name) == kept.digest
    new.remove(kept.name)
    assert kept.name not in scan_files.stored()


def test_scan_that_comes_slowly_is_waited_for_and_a_picture_is_not(buckets, monkeypatch) -> None:
    monkeypatch.setattr("bmcspine.web.bucket.GIVES_WITHIN", timedelta(seconds=0.2))
    with slow_bucket(b"%PDF-1.7", pause_seconds=0.1) as endpoint:
        options = buckets | {"endpoint": endpoint}
        with pytest.raises(BucketGoneError, match="does not answer"):
            BucketStorage(**options).open("images/a.jpg")
        with PrivateBucketStorage(**options).open("scans/a") as file:
            assert file.read() == b"%PDF-1.7"


@pytest.mark.parametrize(
    ("kind", "limit"), [(BucketStorage, "GIVES_WITHIN"), (PrivateBucketStorage, "GOES_ON_WITHIN")]
)
def test_bucket_that_hangs_is_waited_for_once(buckets, monkeypatch, kind, limit) -> None:
    monkeypatch.setattr(f"bmcspine.web.bucket.{limit}", timedelta(seconds=0.2))
    begun = time.monotonic()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        endpoint = f"http://127.0.0.1:{silent.getsockname()[1]}"
        storage = kind(**buckets | {"endpoint": endpoint})
        with pytest.raises(BucketGoneError, match="does not answer"):
            storage.open("images/a.jpg")
        with pytest.raises(BucketGoneError, match="a moment ago"):
            storage.open("images/a.jpg")
    assert time.monotonic() - begun < PATIENCE.total_seconds()


@pytest.mark.django_db
def test_bucket_that_is_gone_costs_a_picture_and_no_page(settings, picture, buckets) -> None:
    gone = buckets | {"endpoint": "http://127.0.0.1:1"}
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "bmcspine.web.bucket.BucketStorage", "OPTIONS": gone},
    }
    assert Client().get(address(picture)).status_code == 503
    with pytest.raises(BucketGoneError, match="a moment ago"):  # and nobody waits for it again
        default_storage.open("images/a.jpg")
    assert Client().get("/healthz").status_code == 200
