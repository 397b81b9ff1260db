"""Claims, sources and words in the admin: checked with one button, and never taken from readers."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bmcspine.publishing.clinic_time import written_day
from bmcspine.publishing.models import Event
from procedures.models import Claim, GlossaryTerm
from tests import factories
from tests.site.screens import HIDDEN, form_data, sign_in

pytestmark = pytest.mark.django_db
CLAIMS = "/admin/procedures/claim/"


@pytest.fixture
def claim():
    """Checked 300 days ago for a year."""
    checked = timezone.localdate() - timedelta(days=300)
    until = checked + timedelta(days=365)
    return factories.claim("rate", checked_on=checked, valid_until=until)


@pytest.fixture
def page(claim):
    page = factories.procedure_page(body="<p>[[claim:rate]]</p>", title="The page")
    factories.published(page)
    return page


def shown(client, address):
    return dict(HIDDEN.findall(client.get(address).content.decode()))


def said(response):
    return " ".join(str(message) for message in response.context["messages"])


def test_check_moves_both_days_together_and_says_so_before(client, claim):
    member = sign_in(client, "Writer")
    today = timezone.localdate()
    html = client.get(f"{CLAIMS}{claim.pk}/change/").content.decode()
    until = today + timedelta(days=365)
    assert f"keep it until {written_day(until)}" in html
    seen = shown(client, f"{CLAIMS}{claim.pk}/change/")
    client.post(f"{CLAIMS}{claim.pk}/confirm/", seen)
    claim.refresh_from_db()
    assert (claim.checked_on, claim.valid_until, claim.version) == (today, until, 2)
    event = Event.objects.about(claim).get()
    assert (event.actor, event.note) == (member, "confirmed: checked on, valid until")


def test_check_of_words_that_somebody_changed_meanwhile_is_refused(client, claim):
    sign_in(client, "Writer")
    seen = shown(client, f"{CLAIMS}{claim.pk}/change/")
    claim.statement = "Other words."
    claim.save()
    response = client.post(f"{CLAIMS}{claim.pk}/confirm/", seen, follow=True)
    assert "look at it again, then confirm" in said(response)
    assert Claim.objects.get().checked_on == claim.checked_on


@pytest.mark.parametrize(("days", "is_saved"), [(0, True), (1, False)])
def test_claim_was_checked_on_no_day_that_is_still_to_come(client, claim, days, is_saved):
    sign_in(client, "Writer")
    address, day = f"{CLAIMS}{claim.pk}/change/", timezone.localdate() + timedelta(days=days)
    client.post(address, form_data(client.get(address)) | {"checked_on": str(day)})
    assert (Claim.objects.get().checked_on == day) is is_saved


@pytest.mark.parametrize("role", ["Clinical reviewer", "Front desk"])
def test_only_who_may_change_a_claim_may_check_it(client, claim, role):
    sign_in(client, role)
    assert client.post(f"{CLAIMS}{claim.pk}/confirm/", {}).status_code == 403


def test_claim_that_was_checked_today_asks_for_nothing(client):
    claim = factories.claim()
    sign_in(client, "Writer")
    assert "Checked today" not in client.get(f"{CLAIMS}{claim.pk}/change/").content.decode()


def test_change_says_which_pages_readers_still_see_unchanged(client, claim, page):
    sign_in(client, "Writer")
    address = f"{CLAIMS}{claim.pk}/change/"
    data = form_data(client.get(address)) | {"statement": "About 1 in 6 people say so."}
    assert "as it was before, on “The page”" in said(client.post(address, data, follow=True))
    html = client.get(address).content.decode()
    assert page.screen("change") in html
    assert "as it was before" in html


def test_name_by_which_pages_know_a_claim_cannot_be_changed(client, claim, page):
    sign_in(client, "Writer")
    address = f"{CLAIMS}{claim.pk}/change/"
    client.post(address, form_data(client.get(address)) | {"key": "other", "fact": "X-1"})
    claim.refresh_from_db()
    assert (claim.key, claim.fact) == ("rate", "X-1")


def test_claim_that_readers_see_is_not_deleted_and_the_page_is_named(client, claim, page):
    sign_in(client, "Writer")
    address = f"{CLAIMS}{claim.pk}/delete/"
    html = client.get(address).content.decode()
    assert "cannot be deleted while it is in use" in html
    assert f'<a href="{page.screen("change")}">The page: readers see it in edition 1</a>' in html
    client.post(address, {"post": "yes"})
    assert Claim.objects.exists()


def test_claim_on_no_page_is_deleted_by_its_writer(client, claim):
    sign_in(client, "Writer")
    address = f"{CLAIMS}{claim.pk}/delete/"
    client.post(address, {"post": "yes"} | shown(client, address))
    assert not Claim.objects.exists()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("validity=lapsed", {"lapsed"}),
        ("validity=soon", {"soon"}),
        ("validity=later", {"later"}),
        ("use=public", {"soon"}),
        ("use=nowhere", {"lapsed", "later"}),
        ("validity=other", {"lapsed", "soon", "later"}),
    ],
)
def test_claims_are_filtered_by_validity_and_use(client, query, expected):
    today = timezone.localdate()
    for key, days in {"lapsed": -1, "soon": 60, "later": 61}.items():
        day = today + timedelta(days=days)
        factories.claim(key, checked_on=today - timedelta(days=400), valid_until=day)
    factories.published(factories.procedure_page(body="<p>[[claim:soon]]</p>"))
    sign_in(client, "Writer")
    rows = client.get(f"{CLAIMS}?{query}").context["cl"].queryset
    assert {claim.key for claim in rows} == expected


def test_other_names_of_a_word_are_written_one_in_a_line(client):
    sign_in(client, "Writer")
    add = "/admin/procedures/glossaryterm/add/"
    data = {"term": "Kyphosis", "plain": "A hump.", "aka": "VCF\r\n\r\n hump \r\n", "slug": "k"}
    assert client.post(add, data).status_code == 302
    term = GlossaryTerm.objects.get()
    assert term.aka == ["VCF", "hump"]
    address = f"/admin/procedures/glossaryterm/{term.pk}/change/"
    client.post(address, form_data(client.get(address)))
    assert not Event.objects.filter(kind="changed").exists()
