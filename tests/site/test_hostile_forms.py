"""Whatever is sent to a form of staff is saved, or comes back in the form with what is wrong."""

import pytest
from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.urls import reverse

from bmcspine.images.models import Image
from bmcspine.site.models import InformationPage, Notice
from contacts.models import Clinic, Clinician, ContactPoint
from procedures.models import Claim, GlossaryTerm, Outcome, ProcedurePage, Source, Trial
from stories.models import Authorization, Story
from tests import factories
from tests.procedures import results
from tests.site.screens import form_data, inputs, sign_in

pytestmark = pytest.mark.django_db

HOSTILE = {
    "thirty digits": "9" * 30,
    "nul": "a\0b",
    "emoji": "\N{BONE}",
    "long": "x" * 100_000,
    "negative": "-1",
    "last day": "9999-12-31",
    "first day": "0001-01-01",
    "last minute": "9999-12-31T23:59",
    "first minute": "0001-01-01T00:00",
    "twice": ["1", "abc"],
    "letters": "abc",
    "superscript": "²",
}
DAYS = ("last day", "first day")
MIXES_OF_A_TEXT = 3
"""So many of the mixtures meet the long forms of pages; their short parts are all alike."""

ROWS = {
    Clinic: lambda: factories.contact_point().clinic,
    Clinician: factories.clinician,
    ContactPoint: factories.contact_point,
    Claim: factories.claim,
    GlossaryTerm: lambda: GlossaryTerm.objects.create(term="Cement", plain="It sets."),
    Source: factories.source,
    Trial: results.trial,
    Outcome: results.outcome,
    Authorization: lambda: factories.authorization(factories.story()),
    Image: factories.image,
    Notice: factories.notice,
    User: factories.member,
    Group: lambda: Group.objects.create(name="Visitors"),
}
TEXTS = {
    ProcedurePage: factories.procedure_page,
    InformationPage: factories.information_page,
    Story: factories.story,
}


def screen(model, step, *numbers):
    """The address of a form that adds or changes a row."""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{step}"
    return reverse(name, args=numbers)


def fields(response):
    """Name and field of all inputs of a form, of its parts those of the first one of each kind."""
    forms = [response.context_data["adminform"].form]
    for inline in response.context_data["inline_admin_formsets"]:
        forms += inline.formset.forms[:1]
    bound = [field for form in forms for field in form]
    return [(name, field.field) for field in bound for name, _ in inputs(field)]


def mixture(named, shift):
    """A hostile value for each field; after as many shifts as there are values each had all."""
    values = [*HOSTILE.values()]
    return {name: values[(at + shift) % len(values)] for at, (name, _) in enumerate(named)}


def outcome(client, address, data):
    """Send a form; return what is wrong with the answer, or nothing."""
    with transaction.atomic():
        response = client.post(address, data)
        transaction.set_rollback(True)
    if response.status_code == 302:
        return ""
    if response.status_code not in (200, 409):
        return f"status {response.status_code}"
    return "" if "errornote" in response.content.decode() else "neither saved nor refused"


def alone(field):
    """The values that one field gets while the others are as they were."""
    if isinstance(field, (forms.DateField, forms.DateTimeField)):
        return DAYS
    is_number = isinstance(field, (forms.ModelChoiceField, forms.IntegerField))
    return ("thirty digits",) if is_number else ()


def test_every_form_of_staff_is_attacked():
    editable = {model for model, screen in admin.site._registry.items() if is_editable(screen)}
    assert editable == ROWS.keys() | TEXTS.keys()


def is_editable(screen):
    return type(screen).has_change_permission is admin.ModelAdmin.has_change_permission


@pytest.mark.parametrize("model", [*ROWS, *TEXTS], ids=lambda model: model.__name__)
def test_hostile_values_in_every_field_are_no_error(client, model):
    address = screen(model, "change", (ROWS | TEXTS)[model]().pk)
    sign_in(client)
    response = client.get(address)
    data, named = form_data(response), fields(response)
    wrong = {
        shift: outcome(client, address, data | mixture(named, shift))
        for shift in range(len(HOSTILE) if model in ROWS else MIXES_OF_A_TEXT)
    }
    assert not any(wrong.values()), wrong


@pytest.mark.parametrize("model", ROWS, ids=lambda model: model.__name__)
def test_hostile_value_in_one_field_is_no_error(client, model):
    address = screen(model, "change", ROWS[model]().pk)
    sign_in(client)
    response = client.get(address)
    data = form_data(response)
    wrong = {
        (name, kind): outcome(client, address, data | {name: HOSTILE[kind]})
        for name, field in fields(response)
        for kind in alone(field)
    }
    assert not any(wrong.values()), wrong


@pytest.mark.parametrize("model", [Claim, Notice, ProcedurePage], ids=lambda model: model.__name__)
def test_hostile_values_in_a_new_form_are_no_error(client, model):
    sign_in(client)
    address = screen(model, "add")
    response = client.get(address)
    data, named = form_data(response), fields(response)
    assert outcome(client, address, data | mixture(named, 0)) == ""


@pytest.mark.parametrize("number", ["9" * 30, "-1", "abc", "\N{BONE}"])
def test_absurd_number_of_parts_is_an_error_of_the_form(client, number):
    page = factories.information_page()
    sign_in(client)
    address = screen(InformationPage, "change", page.pk)
    data = form_data(client.get(address)) | {"sections-TOTAL_FORMS": number}
    assert outcome(client, address, data) == ""
    data["sections-TOTAL_FORMS"] = "1"
    assert outcome(client, address, data | {"sections-INITIAL_FORMS": number}) == ""


def test_form_without_its_counts_of_parts_is_an_error_of_the_form(client):
    page = factories.information_page()
    sign_in(client)
    address = screen(InformationPage, "change", page.pk)
    data = form_data(client.get(address))
    response = client.post(address, {k: v for k, v in data.items() if "_FORMS" not in k})
    assert response.status_code == 200
    assert "errornote" in response.content.decode()
