"""Audits of the record find what was changed behind the site's back."""

import pytest
from django.db import connection
from django.utils import timezone

from bmcspine.publishing.models import Edition, Event
from bmcspine.publishing.querysets import EditionQuerySet
from bmcspine.site.proofs import record
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clean_site")]


def run_sql(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def unfreeze():
    drop = {"sqlite": "DROP TRIGGER publishing_edition_frozen"}
    drop["postgresql"] = f"{drop['sqlite']} ON publishing_edition"
    run_sql(drop[connection.vendor])


def test_removed_event_is_found(problems):
    run_sql("DELETE FROM publishing_event WHERE id = %s", Event.objects.first().pk)
    assert "The chain breaks at event" in problems(record.events_are_unbroken)[0]


def test_content_that_was_changed_behind_the_triggers_is_found(problems):
    unfreeze()
    Edition.objects.filter(document__slug="bones").update(digest="0" * 64)
    assert problems(record.editions_keep_their_digest) == [
        "Bones, edition 1 is not what it was made as."
    ]


def test_text_that_nobody_released_is_found_even_where_the_site_takes_it_for_public(
    problems, monkeypatch
):
    page = Edition.objects.get(document__slug="bones").document.procedurepage
    page.title = "A secret draft"
    page.save()
    draft = factories.approved(page)
    Edition.objects.filter(pk=draft.pk).update(live_from=timezone.now())
    assert problems(record.readers_see_released_texts_only) == []
    monkeypatch.setattr(EditionQuerySet, "begun", lambda rows, at: rows.filter(live_from__lte=at))
    told = "/procedures/bones/ shows “A secret draft”, which was never released."
    assert problems(record.readers_see_released_texts_only) == [told]


def test_draft_at_an_address_of_its_own_is_found(problems, monkeypatch):
    factories.saved(factories.procedure_page(slug="draft", title="A secret draft"))
    assert problems(record.readers_see_released_texts_only) == []
    monkeypatch.setattr(EditionQuerySet, "live", lambda rows, at=None: rows)
    found = problems(record.readers_see_released_texts_only)
    assert "/procedures/draft/ shows “A secret draft”, which was never released." in found


def test_public_page_that_does_not_answer_is_found(problems, template):
    template("procedures/detail.html", "{% broken %}")
    (told,) = problems(record.readers_see_released_texts_only)
    assert told == "/procedures/bones/ should show Bones, edition 1, but answers 500."
