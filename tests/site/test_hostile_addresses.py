"""Absurd numbers, days and names in the addresses of staff's screens are no error."""

import pytest
from django.contrib import admin
from django.urls import reverse

from bmcspine.publishing.models import Event
from tests import factories
from tests.site.screens import sign_in

pytestmark = pytest.mark.django_db
DIGITS = "9" * 30
QUERIES = (
    f"id__in={DIGITS}",
    f"id__exact={DIGITS}",
    "id__exact=abc",
    f"q={DIGITS}",
    f"o={DIGITS}",
    "o=-1.abc",
    f"p={DIGITS}",
    "p=-1",
    "all=x",
    "_to_field=password",
    "_to_field=",
    "_popup=x",
    "_changelist_filters=%25",
    "state=\N{SUPERSCRIPT TWO}",
    "no_such_field=1",
)
MAKE = {
    "Edition": lambda: factories.saved(factories.procedure_page()),
    "Clinic": lambda: factories.contact_point().clinic,
    "Claim": factories.claim,
    "ProcedurePage": factories.procedure_page,
    "Story": factories.story,
    "User": factories.member,
}


@pytest.mark.parametrize("name", MAKE)
def test_absurd_query_of_a_list_or_a_form_is_no_error(client, name):
    row = MAKE[name]()
    (model,) = (model for model in admin.site._registry if model.__name__ == name)
    kind = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    sign_in(client)
    for query in QUERIES:
        for address in (reverse(f"{kind}_changelist"), reverse(f"{kind}_change", args=[row.pk])):
            answer = client.get(f"{address}?{query}").status_code
            assert answer in (200, 302, 400), (address, query)


@pytest.mark.parametrize("query", [f"at__year={DIGITS}", "at__year=0", "at__year=-1", "edition=x"])
def test_absurd_query_of_the_record_is_no_error(client, query):
    Event.objects.record(Event.Kind.CHANGED)
    sign_in(client)
    assert client.get(f"/admin/publishing/event/?{query}").status_code in (200, 302, 400)


@pytest.mark.parametrize("number", ["9" * 23, "9" * 19, "0", "-1", "abc", "\N{BONE}", "1_5F2"])
@pytest.mark.parametrize("screen", ["change/", "review/", "publish/", "editions/", "preview/"])
def test_page_with_an_absurd_number_is_not_found(client, number, screen):
    sign_in(client)
    response = client.get(f"/admin/procedures/procedurepage/{number}/{screen}", follow=True)
    assert response.status_code in (200, 404)
