"""Work on pages and stories: who is told of what, and when it is no longer said."""

import pytest

from bmcspine.publishing import corrections, reviewing, saving, workflow
from bmcspine.site.desk.lines import Level
from tests import factories
from tests.publishing.situations import correct
from tests.site.desks import in_days, lines, lines_of, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer():
    return factories.member("Clinical reviewer")


def test_nobody_is_told_of_what_they_may_not_do():
    sent(factories.procedure_page(title="Bones"))
    factories.approved(factories.procedure_page(title="Cement"))
    assert lines(factories.member("Front desk")) == []
    assert lines(factories.member("Privacy officer")) == []
    assert lines(factories.member("Writer")) == []


def test_text_that_waits_is_told_to_reviewers(reviewer):
    edition = sent(factories.procedure_page(title="Bones"))
    assert lines(reviewer) == ["“Bones”, edition 1, waits for your review."]
    reviewing.approve(edition, by=reviewer)
    assert lines(reviewer) == []


def test_rank_alone_makes_nobody_a_reviewer():
    sent(factories.procedure_page())
    assert lines(factories.member()) == []


def test_nobody_is_asked_to_review_what_they_wrote_or_sent(reviewer):
    wrote, sender = factories.member("Writer"), factories.member("Writer")
    for both in (wrote, sender):
        both.groups.add(reviewer.groups.get())
    edition = factories.saved(factories.procedure_page(), by=wrote)
    reviewing.submit(edition, by=sender)
    assert len(lines(reviewer)) == 1
    assert lines(wrote) == lines(sender) == []


def test_nobody_is_asked_to_review_words_of_theirs_that_somebody_brought_back(reviewer):
    both = factories.member("Writer")
    both.groups.add(reviewer.groups.get())
    page = factories.procedure_page(title="Words of mine")
    factories.saved(page, by=both)
    page.title = "Approved since"
    page.save()
    factories.approved(page)
    back = saving.restore(page, 1, by=factories.member("Writer"), newest=2)
    reviewing.submit(back, by=back.author)
    assert "waits for your review" not in " ".join(lines(both))
    assert len(lines(reviewer)) == 1


def test_nobody_is_asked_to_review_a_correction_of_an_emergency_text_of_theirs(reviewer):
    both = factories.member("Writer")
    both.groups.add(reviewer.groups.get())
    page = factories.procedure_page()
    edition = factories.saved(page, by=both)
    workflow.publish_in_emergency(edition, by=factories.member(), reason="A recall.")
    correct(page, title="Put right")
    assert "review" not in " ".join(lines(both))
    assert "waits for your review" in " ".join(lines(reviewer))


def test_later_words_count_from_the_last_approval_on(reviewer):
    page = factories.procedure_page()
    first = factories.approved(page)
    author = first.author
    author.groups.add(reviewer.groups.get())
    page.title = "New words"
    page.save()
    sent(page)
    assert lines(author) == ["“New words”, edition 2, waits for your review."]
    again = type(author).objects.get(pk=author.pk)
    reviewing.approve(page.editions.get(number=2), by=again)  # the workflow agrees


def test_unchecked_public_page_comes_first(reviewer, settings):
    settings.ALLOW_UNREVIEWED_CONTENT = True
    sent(factories.procedure_page(title="A waiting page"))
    unread = factories.saved(factories.procedure_page(title="Bones"))
    workflow.publish_unreviewed(unread, reason="demonstration")
    found = lines_of(reviewer)
    assert found[0].text == "“Bones” is public, and no doctor has checked it."
    assert [line.level for line in found] == [Level.OVERDUE, Level.TO_DO]


def test_emergency_stays_on_the_list_until_somebody_else_has_reviewed_it(reviewer):
    page = factories.procedure_page(title="Bones")
    edition = factories.saved(page, by=factories.member("Writer"))
    workflow.publish_in_emergency(edition, by=factories.member(), reason="A dose was wrong.")
    told = "“Bones” went public in an emergency, and nobody has reviewed it."
    assert [(line.level, line.text) for line in lines_of(reviewer)] == [(Level.OVERDUE, told)]
    page.title = "Bones, better"
    page.save()
    later = sent(page)
    waits = "“Bones, better”, edition 2, waits for your review."
    assert lines(reviewer) == [told.replace("Bones", "Bones, better"), waits]
    reviewing.approve(later, by=reviewer)
    workflow.publish(later, by=factories.member("Publisher"))
    assert lines(reviewer) == ["Nobody has read the whole of “Bones, better” yet."]


def test_correction_waits_for_review_although_a_draft_came_after_it(reviewer):
    page = factories.procedure_page(title="Bones", body="<p>A slip.</p>")
    factories.published(page, whole_page=True)
    page.summary = "A long draft."
    page.save()
    factories.saved(page)
    fixed = page.only_typed(page.editions.get(number=1).content) | {"title": "Mended bones"}
    corrections.correct(page, fixed, by=factories.member("Writer"), base=1)
    assert lines(reviewer) == ["“Mended bones”, edition 3, waits for your review."]


def test_unchecked_page_rests_with_the_writers_once_changes_are_asked(reviewer, settings):
    settings.ALLOW_UNREVIEWED_CONTENT = True
    unread = factories.saved(factories.procedure_page(title="Bones"))
    workflow.publish_unreviewed(unread, reason="demonstration")
    reviewing.ask_for_changes(unread, by=reviewer, note="Say more.")
    assert lines(reviewer) == []
    told = lines(factories.member("Writer"))
    assert told == [f"{reviewer} asks for changes to “Bones”: Say more."]


def test_unchecked_page_gives_way_to_the_text_that_will_replace_it(reviewer, settings):
    settings.ALLOW_UNREVIEWED_CONTENT = True
    page = factories.procedure_page(title="Bones")
    workflow.publish_unreviewed(factories.saved(page), reason="demonstration")
    page.title = "Better bones"
    page.save()
    edition = sent(page)
    assert lines(reviewer) == ["“Better bones”, edition 2, waits for your review."]
    reviewing.approve(edition, by=reviewer)
    assert lines(reviewer) == []


def test_page_approved_in_pieces_only_is_to_be_read_whole(reviewer):
    factories.published(factories.procedure_page(title="Bones"))
    assert lines(reviewer) == ["Nobody has read the whole of “Bones” yet."]


def test_review_is_told_when_it_is_near_and_when_it_is_late(reviewer):
    page = factories.procedure_page(title="Bones", review_every_months=12)
    factories.published(page, whole_page=True)
    assert lines(reviewer) == []
    with in_days(330):
        assert lines_of(reviewer)[0].level == Level.SOON
    with in_days(370):
        assert lines_of(reviewer)[0].level == Level.OVERDUE


def test_approved_edition_waits_for_a_publisher():
    page = factories.procedure_page(title="Bones")
    edition = factories.approved(page)
    publisher = factories.member("Publisher")
    assert lines(publisher) == ["“Bones”, edition 1, is approved, not published."]
    page.title = "Bones, a newer draft"
    page.save()
    factories.saved(page)
    assert "edition 1, is approved" in lines(publisher)[0]
    workflow.publish(edition, by=publisher)
    assert lines(publisher) == []


def test_changes_are_asked_of_who_wrote_or_sent(reviewer):
    writer, other = factories.member("Writer"), factories.member("Writer")
    edition = sent(factories.procedure_page(title="Bones"), by=writer)
    reviewing.ask_for_changes(edition, by=reviewer, note="Say what it costs.")
    assert lines(writer) == [f"{reviewer} asks for changes to “Bones”: Say what it costs."]
    assert lines(other) == []
