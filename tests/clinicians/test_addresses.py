"""Every clinician has an address that stays; the site's own names are nobody's."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from contacts.clinicians import RESERVED
from contacts.models import Clinician
from contacts.urls import urlpatterns
from tests import factories

pytestmark = pytest.mark.django_db


def test_names_of_pages_are_no_addresses_of_people():
    routes = [str(pattern.pattern).split("/") for pattern in urlpatterns]
    fixed = {parts[1] for parts in routes if len(parts) > 2 and not parts[1].startswith("<")}
    assert fixed == set(RESERVED)


@pytest.mark.parametrize("name", RESERVED)
def test_address_of_another_page_is_refused_and_never_made(client, name):
    clinician = factories.clinician(name=name.title())
    assert clinician.slug == f"{name}-2"
    assert client.get(clinician.get_absolute_url()).status_code == 200
    clinician.slug = name
    with pytest.raises(ValidationError, match="Another page has this address"):
        clinician.full_clean()


@pytest.mark.parametrize(
    ("names", "slugs"),
    [
        (["Ann Doe", "Ann Doe", "ann doe"], ["ann-doe", "ann-doe-2", "ann-doe-3"]),
        (["Nguyễn Văn Ân"], ["nguyen-van-an"]),
        (["李小龍", "\N{BONE}", "'; DROP"], ["doctor", "doctor-2", "drop"]),
        (["x" * 80, "x" * 80], ["x" * 70, "x" * 70 + "-2"]),
    ],
)
def test_address_is_made_of_the_name_and_of_nobody_elses(names, slugs):
    assert [factories.clinician(name=name).slug for name in names] == slugs


def test_address_stays_when_the_name_changes(client):
    clinician = factories.clinician()
    clinician.name = "Ann Doe-Smith"
    clinician.full_clean()
    clinician.save()
    assert "Ann Doe-Smith" in client.get("/contact/ann-doe/").content.decode()


@pytest.mark.parametrize("end", ["/", "/card/", ".vcf", ".svg"])
def test_page_of_nobody_is_not_found(client, end):
    factories.contact_point()
    assert client.get(f"/contact/nobody{end}").status_code == 404


@pytest.mark.parametrize("number", ["0", "99999", "9" * 30])
def test_code_of_no_number_is_not_found(client, number):
    factories.contact_point()
    assert client.get(f"/contact/numbers/{number}.svg").status_code == 404


def test_migration_gives_rows_of_before_the_addresses_that_new_ones_get():
    rows = [factories.clinician(name=name) for name in ("Callback", "Ann Doe", "Ann Doe", "李")]
    expected = [row.slug for row in rows]
    for row in rows:
        Clinician.objects.filter(pk=row.pk).update(slug=f"old-{row.pk}")
    import_module("contacts.migrations.0007_clinicians_have_pages").give_addresses(apps, None)
    assert [Clinician.objects.get(pk=row.pk).slug for row in rows] == expected
