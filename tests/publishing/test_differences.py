"""What changed, as staff read it: in their words, without keys, codes or raw data."""

import pytest

from bmcspine.publishing import kinds
from bmcspine.publishing.texts.differences import compare
from procedures.models import Claim, GlossaryTerm
from tests import factories

pytestmark = pytest.mark.django_db


def text(pieces, *kinds_):
    return "".join(words for kind, words in pieces if kind in ("same", *kinds_))


def saved_content(page):
    page.refresh_from_db()
    return page.to_content()


def differences(page, before):
    found = compare(kinds.get(page.kind), before, saved_content(page))
    return {difference.name: difference for difference in found.differences}


def test_nothing_changed_means_no_difference():
    page = factories.procedure_page()
    before = page.to_content()
    found = compare(kinds.get(page.kind), before, before)
    assert (found.differences, found.unchanged) == ([], 2)


def test_choice_is_shown_by_its_name_and_a_field_by_its_label():
    page = factories.procedure_page()
    before = page.to_content()
    page.sections.update(role="harms", body="<p>Cement goes out.</p>")
    fields = dict(differences(page, before)["What it is"].fields)
    assert text(fields["Place on the page"], "added") == "Harms"
    assert text(fields["Text"], "removed") == "Cement goes in."


def test_new_and_removed_parts_say_what_they_hold_and_nothing_empty():
    page = factories.procedure_page()
    before = page.to_content()
    page.sections.all().delete()
    page.questions.create(key="q", question="Does it hurt?", answer="A little.")
    found = differences(page, before)
    assert (found["What it is"].status, found["Does it hurt?"].status) == ("removed", "added")
    assert dict(found["Does it hurt?"].fields) == {"Answer": [("added", "A little.")]}
    assert "Image" not in dict(found["What it is"].fields)


def test_moved_part_says_behind_which_it_stands_now():
    page = factories.procedure_page()
    for place, key in enumerate(("one", "two"), start=1):
        page.sections.create(key=key, heading=key, body="<p>x</p>", position=place)
    before = page.to_content()
    page.sections.filter(key="what").update(position=9)
    (moved,) = differences(page, before).values()
    assert (moved.name, moved.status, moved.after) == ("What it is", "moved", "two")
    assert compare(kinds.get(page.kind), before, saved_content(page)).unchanged == 3


def test_claim_in_a_text_reads_as_the_words_of_the_claim():
    claim = factories.claim("gain", statement="About 1 in 5 people say so.")
    page = factories.procedure_page()
    before = page.to_content()
    page.sections.update(body="<p>Cement goes in. [[claim:gain]]</p>")
    found = differences(page, before)
    body = text(dict(found["What it is"].fields)["Text"], "added")
    assert "say" in body
    assert "gain" not in body
    assert found[claim.statement].noun == "figure"


def test_claim_that_changed_is_shown_as_a_figure_of_its_own():
    factories.claim("gain", statement="About 1 in 5 people say so.", certainty="low")
    page = factories.procedure_page(body="<p>[[claim:gain]]</p>")
    before = page.to_content()
    Claim.objects.update(statement="About 2 in 5 people say so.", certainty="moderate")
    found = differences(page, before)
    assert found.keys() == {"About 2 in 5 people say so."}
    fields = dict(found["About 2 in 5 people say so."].fields)
    assert fields["How sure"] == [("removed", "Perhaps"), ("added", "Probably")]
    assert ("removed", "1") in fields["Statement"]


def test_source_and_days_of_a_claim_read_as_words():
    claim = factories.claim("gain", source=factories.source(journal="The Lancet"))
    page = factories.procedure_page()
    before = page.to_content()
    page.sections.update(body="<p>[[claim:gain]]</p>")
    fields = dict(differences(page, before)[claim.statement].fields)
    source = text(fields["Source"], "added")
    assert "Journal or publisher: The Lancet" in source
    assert claim.source.key not in source
    assert f"{claim.valid_until:%Y}" in text(fields["Valid until"], "added")
    assert "-" not in text(fields["Valid until"], "added")


def test_figure_that_is_no_longer_used_is_named_and_not_spelled_out():
    claim = factories.claim("gain")
    page = factories.procedure_page(body="<p>[[claim:gain]]</p>")
    before = page.to_content()
    page.sections.update(body="<p>Cement goes in.</p>")
    assert differences(page, before)[claim.statement].fields == []


def test_word_of_the_glossary_is_named_by_the_word():
    page = factories.procedure_page(body="<p>Kyphosis is a bend.</p>")
    before = page.to_content()
    GlossaryTerm.objects.create(term="kyphosis", plain="A forward bend.", aka=[])
    found = differences(page, before)["kyphosis"]
    assert (found.noun, found.status) == ("word explained", "added")


def test_unknown_claim_is_named_so_that_it_can_be_found():
    page = factories.procedure_page()
    before = page.to_content()
    page.sections.update(body="<p>[[claim:nobody]]</p>")
    body = text(dict(differences(page, before)["What it is"].fields)["Text"], "added")
    assert "nobody" in body


def test_what_usually_happens_beside_a_story_reads_as_figures_and_its_digest_is_left_out():
    old, new = factories.claim("old", statement="Old."), factories.claim("new", statement="New.")
    story = factories.story(usual=[old.key])
    before = story.to_content()
    story.usual = [new.key]
    story.title = "Another title"
    story.save()
    fields = dict(differences(story, before)["The page itself"].fields)
    assert fields.keys() == {"Title", "What usually happens"}
    assert text(fields["What usually happens"], "added") == "New."


def test_value_that_reads_the_same_stands_as_replaced():
    page = factories.procedure_page()
    page.sections.update(image=factories.image(alt="Ask here."))
    before = page.to_content()
    page.sections.update(image=factories.image(alt="Ask here."))
    pieces = dict(differences(page, before)["What it is"].fields)["Picture"]
    assert text(pieces, "removed") != text(pieces, "added")
