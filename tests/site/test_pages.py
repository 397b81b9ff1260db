"""What every public page does, whatever its kind."""

import pytest

from bmcspine.publishing import workflow
from tests import factories
from tests.site.test_headers import EVERYWHERE, HTML
from tests.site.test_queries import ADDRESSES

PAGES = [address for address in ADDRESSES if not address.endswith(".xml")]

POLICY = "Content-Security-Policy"
UNSENDABLE = ("/referral/cover-sheet/", "/procedures/is-this-for-me/")


def body(client, address):
    return client.get(address).content.decode()


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_pages_answer_only_get_and_head(client, content, method):
    for address in PAGES:
        response = getattr(client, method)(address)
        assert response.status_code == 405, address
        assert response["Allow"] == "GET, HEAD", address


def test_pages_have_exactly_the_strict_headers(client, content):
    own = {"Cache-Control": "public, no-cache", "Vary": "Accept-Encoding"}
    for address in PAGES:
        found = dict(client.get(address).items())
        assert found.pop("ETag").startswith('W/"'), address
        found.pop("Content-Length")
        story = {"X-Robots-Tag": "noarchive"} if address.startswith("/stories/a") else {}
        wanted = EVERYWHERE | HTML | own | story
        if address in UNSENDABLE:  # nobody may send its form, not even to us
            wanted[POLICY] = wanted[POLICY].replace("form-action 'self'", "form-action 'none'")
        assert found == wanted, address


def test_head_has_the_headers_and_no_body(client, content):
    for address in PAGES:
        response = client.head(address)
        assert response.status_code == 200, address
        assert response.content == b"", address


def test_pages_set_no_cookie_and_name_themselves(client, content):
    for address in PAGES:
        response = client.get(address)
        assert not response.cookies, address
        canonical = f'<link rel="canonical" href="http://127.0.0.1:8000{address}">'
        assert canonical in response.content.decode(), address


def test_pages_answer_304_when_nothing_changed(client, content):
    for address in PAGES:
        tag = client.get(address)["ETag"]
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 304, address


@pytest.mark.django_db
def test_edit_shows_on_the_very_next_request(client):
    page = factories.procedure_page(title="First title")
    edition = factories.published(page)
    address = edition.get_absolute_url()
    tag = client.get(address)["ETag"]
    page.title = "Second title"
    page.save()
    factories.published(page)
    response = client.get(address, headers={"If-None-Match": tag})
    assert response.status_code == 200
    assert b"Second title" in response.content


@pytest.mark.django_db
def test_withdrawn_page_is_gone_and_says_whom_to_call(client):
    edition = factories.published(factories.procedure_page())
    workflow.withdraw(edition, by=factories.member("Publisher"), reason="Wrong.")
    assert client.get(edition.get_absolute_url()).status_code == 410


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/procedures/none/", "/stories/none/", "/none/"])
def test_unknown_address_is_not_found(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_draft_is_not_found(client):
    edition = factories.saved(factories.procedure_page())
    assert client.get(edition.get_absolute_url()).status_code == 404


def test_home_has_one_address(client, content):
    assert client.get("/home/")["Location"] == "/"
    assert client.get("/procedures/referral/")["Location"] == "/referral/"


def test_sitemap_lists_every_public_page_and_no_draft(client, content):
    factories.saved(factories.procedure_page(slug="a-draft"))
    xml = body(client, "/sitemap.xml")
    assert "a-draft" not in xml
    for address in PAGES:
        if address.endswith("/card/"):  # for printing, not for finding
            continue
        assert xml.count(f"<loc>http://127.0.0.1:8000{address}</loc>") == 1, address


def test_robots_may_read_everything_but_the_admin(client, content):
    assert body(client, "/robots.txt") == (
        "User-agent: *\nDisallow: /admin/\nSitemap: http://127.0.0.1:8000/sitemap.xml\n"
    )


def test_only_current_notices_stand_above_the_page(client, content):
    factories.notice(title="Snow today")
    factories.notice(title="Old storm", starts_at="2020-01-01T00:00Z", ends_at="2020-01-02T00:00Z")
    html = body(client, "/about/")
    assert "Snow today" in html
    assert "Old storm" not in html
    assert "Old storm" in body(client, "/notices/")


@pytest.mark.django_db
def test_site_without_any_content_still_answers(client):
    assert client.get("/contact/").status_code == 200
    assert client.get("/procedures/").status_code == 200
    assert client.get("/").status_code == 404
