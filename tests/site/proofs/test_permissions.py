"""Audits of permissions find what is shown without a signed form, allowed or not."""

import pytest

from bmcspine.site.proofs import permissions
from stories import scan_files
from stories.models import Authorization
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clean_site")]


@pytest.fixture(autouse=True)
def provisional_is_enough(settings):
    settings.ALLOW_PROVISIONAL_AUTHORIZATIONS = True


def test_story_with_a_provisional_permission_is_found(problems):
    Authorization.objects.update(provisional=True)
    assert problems(permissions.stories_have_signed_forms) == [
        "/stories/a-fall/ shows more than forms cover."
    ]


def test_picture_of_a_person_without_a_signed_form_is_found(problems):
    person = factories.image(title="Ward round", shows_person=True)
    form = factories.authorization(None, covers_text=False, covers_photo=True)
    form.photos.add(person)
    page = factories.procedure_page(slug="ward")
    page.sections.update(image=person)
    factories.published(page)
    assert problems(permissions.persons_in_pictures_have_signed_forms) == []
    Authorization.objects.filter(pk=form.pk).update(provisional=True)
    assert problems(permissions.persons_in_pictures_have_signed_forms) == [
        "/procedures/ward/ shows “Ward round”, which no form covers."
    ]


def test_scan_that_is_lost_or_changed_is_found_and_so_is_a_stray_file(problems, settings):
    lost, changed = (factories.scan(Authorization.objects.get()) for _ in range(2))
    assert problems(permissions.scans_are_as_they_were_stored) == []
    folder = settings.PRIVATE_DIR / "scans"
    folder.joinpath(lost.name).unlink()
    folder.joinpath(changed.name).write_bytes(b"%PDF-1.7 another %%EOF")
    folder.joinpath("stray").write_bytes(b"%PDF")
    assert problems(permissions.scans_are_as_they_were_stored) == [
        f"Scan {changed.pk} is not what was stored: restore it from a backup.",
        f"Scan {lost.pk} has lost its file: restore it from a backup.",
        f"{scan_files.path('stray')} belongs to no form: delete the file.",
    ]
