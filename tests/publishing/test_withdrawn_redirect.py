"""A withdrawn page says that it is gone, or sends its readers to another page of this site."""

import pytest

from bmcspine.publishing import workflow
from bmcspine.publishing.exceptions import StepRefused
from tests import factories
from tests.publishing.situations import approve, public, publish, sent
from tests.site.screens import press, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    page = factories.procedure_page(slug="old")
    factories.published(page)
    return page


@pytest.fixture
def other():
    other = factories.procedure_page(slug="new", title="The other page")
    factories.published(other)
    return other


def withdraw(client, page, moved_to=""):
    sign_in(client, "Publisher")
    said = {"withdraw-reason": "It moved.", "withdraw-moved_to": moved_to}
    return press(client, page, "publish", "withdraw", edition=public(page).number, **said)


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "new",
        "/procedures/none/",
        "/procedures/draft/",
        "/procedures/old/",
        "/admin/",
        "/healthz",
        "/robots.txt",
        "/review/1:x/",
        "/procedures/new/?x=1",
        "/procedures/new/#a",
        "/" + "x" * 300,
    ],
)
def test_address_that_is_no_public_page_is_refused_beside_its_field(client, page, other, address):
    factories.saved(factories.procedure_page(slug="draft"))
    withdraw(client, page, address)
    assert public(page).number == 1
    with pytest.raises(StepRefused):
        workflow.withdraw(public(page), by=None, reason="It moved.", moved_to=address)


def test_page_without_another_address_is_gone(client, page):
    assert "is off the site" in withdraw(client, page)
    client.logout()
    assert client.get("/procedures/old/").status_code == 410


@pytest.mark.parametrize("address", ["/procedures/new/", "/procedures/", "/stories/", "/contact/"])
def test_readers_are_sent_on_for_good(client, page, other, address):
    assert "is off the site" in withdraw(client, page, address)
    client.logout()
    response = client.get("/procedures/old/")
    assert (response.status_code, response["Location"]) == (301, address)


def test_page_that_comes_back_redirects_no_more(client, page, other):
    withdraw(client, page, "/procedures/new/")
    edition = sent(page, title="Back again")
    approve(edition)
    publish(edition)
    assert client.get("/procedures/old/").status_code == 200


def test_two_pages_never_send_readers_back_and_forth(client, page, other):
    withdraw(client, page, "/procedures/new/")
    with pytest.raises(StepRefused, match="no public page"):
        workflow.withdraw(public(other), by=None, reason="x", moved_to="/procedures/old/")


def test_screen_offers_every_public_page_and_no_other(client, page, other):
    factories.saved(factories.procedure_page(slug="draft"))
    sign_in(client, "Publisher")
    html = client.get(page.screen("publish")).content.decode()
    assert '<option value="/procedures/new/">The other page</option>' in html
    assert "/procedures/draft/" not in html


def test_reason_stays_on_record_and_readers_do_not_see_it(client, page):
    withdraw(client, page)
    client.logout()
    assert "It moved." not in client.get("/procedures/old/").content.decode()
    assert page.events.get(kind="withdrawn").note == "It moved."
