"""A review link is a key: it is kept nowhere, told to nobody, and only publishers hold it."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied

from bmcspine.publishing import reviewing
from bmcspine.publishing.exceptions import StepRefused
from bmcspine.publishing.models import Event, ReviewLink
from tests import factories
from tests.publishing.situations import approve, decide, invite, sent
from tests.site.screens import press, sign_in

pytestmark = pytest.mark.django_db
ADDRESS = re.compile(r"http://127.0.0.1:8000(/review/[\w-]{43}/)")


@pytest.mark.parametrize("where", ["", "page/1/"])
def test_page_is_kept_nowhere_told_to_nobody_and_sets_no_cookie(client, link, where):
    response = client.get(f"{link.get_absolute_url()}{where}")
    assert response.status_code == 200
    assert not response.cookies
    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]
    thanks = decide(client, link)
    assert not thanks.cookies
    assert (thanks["Cache-Control"], thanks["Referrer-Policy"]) == (
        *("private, no-store", "no-referrer"),
    )


@pytest.mark.parametrize("role", ["Writer", "Clinical reviewer", "Front desk"])
def test_only_publishers_make_and_revoke_links(edition, link, role):
    member = factories.member(role)
    with pytest.raises(PermissionDenied):
        reviewing.invite(edition, by=member, meant_for="Me")
    with pytest.raises(PermissionDenied):
        reviewing.revoke(link, by=member)
    assert ReviewLink.objects.get().is_open


def test_edition_that_waits_for_nobody_is_not_sent_out(edition):
    approve(edition)
    with pytest.raises(StepRefused, match="waits for review"):
        invite(edition)


def make_link(client, page):
    """Press the button; return what this answer shows."""
    page.refresh_from_db()
    data = {"step": "invite", "edition": page.head, "meant_for": "Dr. Doe"}
    return client.post(page.screen("review"), data).content.decode()


def test_address_is_shown_once_to_whoever_made_the_link(client, page, edition):
    sign_in(client, "Publisher")
    html = make_link(client, page)
    assert 'href="mailto:?subject=Please%20review' in html
    (address,) = set(ADDRESS.findall(html))
    assert client.get(address).status_code == 200
    for _ in ("the publisher", "an administrator"):
        later = client.get(page.screen("review")).content.decode()
        assert "Dr. Doe" in later
        assert "/review/" not in later.replace(page.screen("review"), "")
        sign_in(client)


def test_address_is_the_sites_own_whatever_headers_say(client, page, edition):
    sign_in(client, "Publisher")
    data = {"step": "invite", "edition": "1", "meant_for": "Dr. Doe\r\nBcc: evil@evil.example"}
    headers = {"x-forwarded-host": "evil.example", "x-forwarded-proto": "gopher"}
    html = client.post(page.screen("review"), data, headers=headers).content.decode()
    assert ADDRESS.search(html)
    assert "//evil.example" not in html
    assert "\nBcc:" not in re.search(r'href="(mailto:[^"]*)"', html)[1]
    client.post(page.screen("review"), data, headers={"host": "evil.example"})
    assert ReviewLink.objects.count() == 1


def test_what_a_clinician_types_is_text_on_every_screen(client, page, edition, link):
    typed = dict.fromkeys(("person", "role", "credentials", "note"), "<script>alert(1)</script>")
    assert "Thank you" in decide(client, link, "changes", **typed).content.decode()
    sign_in(client)
    for address in (*map(page.screen, ("review", "editions", "change", "publish")), "/admin/"):
        html = client.get(address).content.decode()
        assert "<script>alert" not in html, address
    assert "&lt;script&gt;alert(1)" in client.get(page.screen("editions")).content.decode()


def test_nothing_stored_tells_the_address(client, page, edition):
    sign_in(client, "Publisher")
    (address,) = set(ADDRESS.findall(make_link(client, page)))
    token = address.split("/")[2]
    rows = [*ReviewLink.objects.values(), *Event.objects.values(), *Session.objects.values()]
    assert rows
    assert token not in str(rows)


def test_publisher_revokes_a_link_on_the_review_screen(client, page, link):
    sign_in(client, "Publisher")
    sent(page, title="A newer text")  # the link stays open, and has to stay in sight
    assert "does not work any more" in press(client, page, "review", "revoke", link=link.pk)
    assert not ReviewLink.objects.get().is_open


def test_link_without_a_name_is_not_made(client, page, edition):
    sign_in(client, "Publisher")
    assert "This field is required" in press(client, page, "review", "invite", meant_for=" ")
    assert "not the one that you looked at" in press(
        client, page, "review", "invite", meant_for="Dr. Doe", edition=7
    )
    assert not ReviewLink.objects.exists()


@pytest.mark.parametrize("number", ["", "x", "0", "-1", str(10**30)])
def test_link_that_does_not_exist_cannot_be_revoked(client, page, edition, number):
    sign_in(client, "Publisher")
    data = {"step": "revoke", "link": number}
    assert client.post(page.screen("review"), data).status_code == 404


def test_link_of_another_page_is_not_revoked_from_this_one(client, link):
    other = factories.procedure_page()
    sent(other)
    sign_in(client, "Publisher")
    client.post(other.screen("review"), {"step": "revoke", "link": link.pk})
    assert ReviewLink.objects.get().is_open
