"""What is stored stays: the model, the database and the chain each refuse on their own."""

import pytest
from django.core.exceptions import ValidationError
from django.db import Error, IntegrityError, connection, transaction
from django.utils import timezone

from bmcspine.publishing.models import Edition, Event, EventChain
from tests import factories

pytestmark = pytest.mark.django_db


def run_sql(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_model_refuses_to_change_an_editions_content():
    edition = factories.saved(factories.procedure_page())
    edition.content["title"] = "Other"
    with pytest.raises(ValidationError, match="never changes"):
        edition.save()
    with pytest.raises(ValidationError, match="never changes"):
        edition.save(update_fields=["content"])


def test_database_refuses_to_change_an_editions_content():
    factories.saved(factories.procedure_page())
    with pytest.raises(Error, match="An edition never changes"), transaction.atomic():
        Edition.objects.update(content={})


def test_database_lets_no_draft_go_live():
    factories.saved(factories.procedure_page())
    with pytest.raises(IntegrityError, match="only_signed_off_goes_live"), transaction.atomic():
        run_sql("UPDATE publishing_edition SET live_from = %s", timezone.now())


def test_database_refuses_an_edition_that_ends_before_it_begins():
    edition = factories.published(factories.procedure_page())
    earlier = edition.live_from.replace(year=2000)
    with pytest.raises(IntegrityError, match="ends_after"), transaction.atomic():
        Edition.objects.update(live_until=earlier)


def test_database_refuses_to_change_an_event():
    factories.saved(factories.procedure_page())
    with pytest.raises(Error, match="only ever added"), transaction.atomic():
        run_sql("UPDATE publishing_event SET note = 'x'")


def test_model_refuses_to_change_or_delete_an_event():
    factories.saved(factories.procedure_page())
    event = Event.objects.get()
    with pytest.raises(TypeError):
        event.save()
    with pytest.raises(TypeError):
        event.delete()
    with pytest.raises(TypeError):
        Event.objects.update(note="x")
    with pytest.raises(TypeError):
        Event.objects.all().delete()


def test_chain_is_whole_when_nobody_touched_it():
    factories.published(factories.procedure_page())
    assert Event.objects.count() == 4
    assert Event.chain_is_whole()


def test_chain_shows_a_deleted_event():
    factories.published(factories.procedure_page())
    middle = Event.objects.order_by("pk")[1]
    run_sql("DELETE FROM publishing_event WHERE id = %s", middle.pk)
    assert Event.objects.first_broken().pk == middle.pk + 1
    assert not Event.chain_is_whole()


def test_chain_shows_that_the_newest_event_is_missing():
    factories.published(factories.procedure_page())
    run_sql("DELETE FROM publishing_event WHERE id = %s", Event.objects.first().pk)
    assert Event.objects.first_broken() is None
    assert not Event.chain_is_whole()


def test_chain_shows_an_event_that_was_slipped_in():
    factories.saved(factories.procedure_page())
    forged = Event(kind="approved", at=timezone.now(), previous=EventChain.objects.get().head)
    forged.digest = "0" * 64
    forged.save()
    assert Event.objects.first_broken() == forged
