"""Files are there whole, all of them, or not at all."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from bmcspine.images import files
from bmcspine.images.decoding import renditions
from bmcspine.images.models import Image, PictureInUse
from bmcspine.publishing.models import Edition
from tests import factories
from tests.images.conftest import stored, upload

NAME = "0123456789abcdef"


@pytest.fixture
def made(jpeg: bytes):
    return renditions(upload(jpeg))


def test_every_width_is_stored_in_each_format(media: Path, made):
    with files.NewPictures() as new:
        new.store(NAME, made)
    assert stored(media) == sorted(files.paths(NAME, [400, 800, 1000], made.endings))


def test_failure_behind_the_last_file_leaves_none(media: Path, made):
    def stumbles() -> None:
        with files.NewPictures() as new:
            new.store(NAME, made)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        stumbles()
    assert stored(media) == []


@pytest.mark.django_db(transaction=True)
def test_rollback_leaves_neither_row_nor_file(media: Path, made):
    def is_rolled_back() -> None:
        with files.NewPictures() as new, transaction.atomic():
            factories.image(name=NAME)
            new.store(NAME, made)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        is_rolled_back()
    assert stored(media) == []
    assert not Image.objects.exists()


def test_disk_that_is_full_halfway_leaves_nothing(media: Path, made, monkeypatch):
    calls = []

    def full(name: str, content: ContentFile) -> str:
        calls.append(name)
        if len(calls) == 4:
            raise OSError(28, "No space left on device")
        return save(name, content)

    save = default_storage.save
    monkeypatch.setattr(default_storage, "save", full)
    with pytest.raises(OSError, match="No space left"), files.NewPictures() as new:
        new.store(NAME, made)
    assert stored(media) == []


def test_file_that_breaks_off_never_gets_its_name(media: Path):
    class BreaksOff(ContentFile):
        def chunks(self, chunk_size=None):
            yield b"half"
            raise OSError(5, "Input/output error")

    with pytest.raises(OSError, match="Input/output"):
        default_storage.save("images/x.jpg", BreaksOff(b"halfwhole"))
    assert stored(media) == []


def test_file_that_was_left_behind_gives_way_to_the_new_one(media: Path, made):
    left = files.path(NAME, 400, "avif")
    default_storage.save(left, ContentFile(b"half"))
    with files.NewPictures() as new:
        new.store(NAME, made)
    assert (media / left).read_bytes() == made.files[400, "avif"]
    assert stored(media) == sorted(files.paths(NAME, [400, 800, 1000], made.endings))


@pytest.mark.django_db(transaction=True)
def test_deleting_takes_formats_along_that_came_since_the_row_was_read(media: Path, made):
    image = factories.image(name=NAME, widths=made.widths, endings=["webp", "jpg"])
    with files.NewPictures() as new:
        new.store(NAME, made)
    Image.objects.update(endings=made.endings)
    image.delete()
    assert stored(media) == []


@pytest.mark.django_db(transaction=True)
def test_deleting_takes_the_files_along_once_it_is_certain(media: Path, made):
    image = factories.image(name=NAME, widths=made.widths, endings=made.endings)
    with files.NewPictures() as new:
        new.store(NAME, made)
    with transaction.atomic():
        image.delete()
        transaction.set_rollback(True)
    assert len(stored(media)) == 9
    Image.objects.get().delete()
    assert stored(media) == []


@pytest.mark.django_db
def test_picture_in_a_working_copy_stays():
    page = factories.procedure_page(title="Cement")
    image = factories.image(title="Desk")
    page.sections.update(image=image)
    with pytest.raises(PictureInUse, match=r"“Desk” is in use .* Cement \(section “What it is” of"):
        image.delete()


@pytest.mark.django_db
def test_picture_in_an_old_edition_stays():
    page = factories.procedure_page(title="Cement")
    image = factories.image()
    page.sections.update(image=image)
    factories.published(page)
    page.sections.update(image=None)
    with pytest.raises(PictureInUse, match="readers see it in edition 1"):
        image.delete()
    factories.published(page)
    with pytest.raises(PictureInUse, match="kept in edition 1"):
        image.delete()
    assert Edition.objects.count() == 2


@pytest.mark.django_db
def test_many_pictures_are_not_deleted_at_once():
    with pytest.raises(TypeError, match="one by one"):
        Image.objects.all().delete()
