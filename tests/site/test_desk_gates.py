"""What would keep a text from going live, on the desk of who can put it right."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from bmcspine.publishing import gates
from bmcspine.site.desk.lines import Level
from tests import factories
from tests.site.desks import in_days, lines, lines_of

pytestmark = pytest.mark.django_db


def test_closed_gate_is_told_with_its_first_message():
    factories.saved(factories.procedure_page(title="Bones", body="<p>About 1 in 5 and 2 in 7.</p>"))
    told = (
        "“Bones”, edition 1, cannot be published yet: What it is (sections): “1 in 5” is a figure"
    )
    for role in ("Writer", "Publisher"):
        found = lines(factories.member(role))
        assert len(found) == 1
        assert found[0].startswith(told)
        assert found[0].endswith("(and 1 more)")


def test_public_page_that_fails_a_gate_is_overdue():
    claim = factories.claim()
    factories.published(factories.procedure_page(body=f"<p>[[claim:{claim.key}]]</p>"))
    writer = factories.member("Writer")
    with in_days(400):
        page, row = lines_of(writer)
    assert "is public but fails a check: The claim" in page.text
    assert f"“{claim.key}” lapsed on" in row.text
    assert {page.level, row.level} == {Level.OVERDUE}


def test_story_without_a_permission_is_told_until_one_is_recorded():
    story = factories.story(title="A fall")
    edition = factories.saved(story)
    writer, privacy = factories.member("Writer"), factories.member("Privacy officer")
    assert lines(writer) == ["No valid permission covers “A fall”, edition 1."]
    (line,) = lines_of(privacy)
    assert line.address == f"/admin/stories/authorization/add/?story={story.pk}"
    factories.authorization(story, ends_on=timezone.localdate() + timedelta(days=400))
    factories.shown_to_the_patient(edition)
    assert lines(writer) == lines(privacy) == []


def test_picture_of_a_person_without_permission_is_told():
    person = factories.image(title="Ward round", shows_person=True)
    page = factories.procedure_page(title="Bones")
    page.sections.update(image=person)
    factories.saved(page)
    told = "No permission covers the picture “Ward round” on “Bones”."
    assert told in lines(factories.member("Writer"))
    form = factories.authorization(None, covers_text=False, covers_photo=True)
    form.photos.add(person)
    assert told not in lines(factories.member("Writer"))


def test_texts_of_a_large_site_are_checked_once_a_day(monkeypatch):
    factories.saved(factories.procedure_page(body="<p>About 1 in 5.</p>"))
    found = lines(factories.member("Writer"))
    cache.set_many({f"gates:of-text:{number}": [] for number in range(1_000)})
    monkeypatch.setattr(gates, "check_text", lambda edition: pytest.fail("checked again"))
    assert lines(factories.member("Publisher")) == found != []
