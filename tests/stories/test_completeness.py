"""Which forms the database refuses, whatever screen or command they come from."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from stories.completeness import missing
from stories.models import Authorization
from tests import factories

pytestmark = pytest.mark.django_db


def refused(constraint, story, **values):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        factories.authorization(story, **values)
    return True


@pytest.mark.parametrize("values", [{"signed_by": ""}, {"signed_on": None}])
def test_form_that_nobody_signed_is_refused(values):
    assert refused("signed_or_provisional", factories.story(), **values)


@pytest.mark.parametrize("field", Authorization.WORDS)
def test_form_that_does_not_say_what_to_whom_and_why_is_refused(field):
    assert refused("says_what_to_whom_and_why", factories.story(), **{field: ""})


@pytest.mark.parametrize("field", Authorization.STATEMENTS)
def test_patients_form_without_a_statement_is_refused(field):
    assert refused("states_the_patients_rights", factories.story(), **{field: False})


def test_patients_form_without_a_word_on_payment_is_refused():
    assert refused("states_the_patients_rights", factories.story(), third_party_pays=None)


@pytest.mark.parametrize(
    "values",
    [
        {"third_party_pays": True},
        {"third_party_pays": True, "payer": "A maker of cement"},
        {"third_party_pays": False, "payer": "A maker of cement"},
        {"third_party_pays": None, "payer": "A maker of cement", "provisional": True},
    ],
)
def test_payment_is_named_and_stated_or_there_is_none(values):
    assert refused("names_the_payer", factories.story(), **values)


def test_payment_that_the_form_states_is_taken():
    paid = {"third_party_pays": True, "payer": "A maker of cement", "states_payment": True}
    assert factories.authorization(factories.story(), **paid).pk


@pytest.mark.parametrize("values", [{"representative": "Ann Doe"}, {"authority": "guardian"}])
def test_representative_and_authority_come_together(values):
    assert refused("representative_has_authority", factories.story(), **values)


def test_form_that_covers_nothing_is_refused():
    assert refused("covers_something", factories.story(), covers_text=False)


def test_form_cannot_hold_before_it_was_signed():
    assert refused("holds_once_signed", factories.story(), starts_on=date(2026, 1, 1))


@pytest.mark.parametrize("part", ["text", "name"])
def test_text_or_name_without_a_story_is_refused(part):
    covers = {"covers_text": False, "covers_photo": True} | {f"covers_{part}": True}
    assert refused("of_words_has_a_story", None, **covers)


def test_form_of_a_colleague_belongs_to_no_story():
    assert refused("of_words_has_a_story", factories.story(), person="other")


def test_colleagues_portrait_needs_no_statement_of_the_privacy_rule():
    none = dict.fromkeys(Authorization.STATEMENTS, False) | {"third_party_pays": None}
    covers = {"covers_text": False, "covers_photo": True}
    assert factories.authorization(None, person="other", **covers, **none).pk


def test_provisional_one_may_lack_what_nobody_has_found_yet():
    lacks = {"signed_by": "", "signed_on": None, "purpose": "", "copy_given": False}
    assert factories.authorization(factories.story(), provisional=True, **lacks).pk


def test_digest_without_an_edition_is_refused():
    row = factories.authorization(factories.story())
    with pytest.raises(IntegrityError, match="knows_what_was_seen"), transaction.atomic():
        Authorization.objects.filter(pk=row.pk).update(seen_digest="0" * 64)


def test_everything_that_is_missing_is_named_at_its_field():
    empty = Authorization(third_party_pays=None)
    expected = {"signed_by", "signed_on", *Authorization.WORDS, *Authorization.STATEMENTS}
    assert missing(empty).keys() == expected | {"third_party_pays"}
    with pytest.raises(ValidationError) as error:
        empty.clean()
    assert error.value.message_dict.keys() == expected | {"third_party_pays"}


def test_edition_of_another_page_cannot_be_what_the_patient_saw():
    other = factories.saved(factories.story())
    row = factories.authorization(factories.story())
    row.seen_edition = other
    with pytest.raises(ValidationError, match="belongs to another page"):
        row.clean()


def test_form_from_before_all_items_were_asked_for_becomes_provisional():
    row = factories.authorization(factories.story(), basis="Form of 2020.")
    step = import_module("stories.migrations.0002_record_whole_forms")
    step.hold_incomplete_forms_back(apps, None)
    row.refresh_from_db()
    assert row.provisional
    assert row.basis == f"Form of 2020.{step.NOTE}"
