import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from bmcspine.images import files
from bmcspine.site.proofs.drawing import DrawnSite
from bmcspine.site.proofs.pictures import pictures_have_their_files
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def image(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    image = factories.image(title="Desk")
    for path in files.paths(image.name, image.widths, image.endings):
        default_storage.save(path, ContentFile(b"picture"))
    return image


def test_library_without_pictures_is_whole(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "empty"
    assert pictures_have_their_files(DrawnSite()).holds


def test_every_file_of_every_picture_is_counted(image):
    proof = pictures_have_their_files(DrawnSite())
    assert (proof.counted, proof.problems) == (4, [])


def test_lost_file_is_named(image):
    default_storage.delete(f"images/{image.name}-400.webp")
    (problem,) = pictures_have_their_files(DrawnSite()).problems
    assert problem == f"images/{image.name}-400.webp of “Desk” is gone: restore it from a backup."


@pytest.mark.parametrize("name", ["images/left.jpg", "images/x-400.webp.Ab3.part"])
def test_file_that_a_crash_left_behind_is_named(image, name):
    default_storage.save(name, ContentFile(b"picture"))
    (problem,) = pictures_have_their_files(DrawnSite()).problems
    assert problem == f"{name} belongs to no picture: delete the file."
