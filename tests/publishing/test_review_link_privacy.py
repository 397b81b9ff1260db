"""A review link is a key: it is kept nowhere, told to nobody, and only publishers hold it."""

import pytest
from django.core.exceptions import PermissionDenied

from bmcspine.publishing import reviewing
from bmcspine.publishing.exceptions import StepRefused
from bmcspine.publishing.models import ReviewLink
from tests import factories
from tests.publishing.situations import approve, decide, invite, sent
from tests.site.screens import press, sign_in

pytestmark = pytest.mark.django_db


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


def test_publisher_copies_mails_and_revokes_a_link_on_the_review_screen(client, page, edition):
    sign_in(client, "Publisher")
    assert "copy it from this screen" in press(
        client, page, "review", "invite", meant_for="Dr. Doe"
    )
    html = client.get(page.screen("review")).content.decode()
    link = ReviewLink.objects.get()
    assert f"http://127.0.0.1:8000{link.get_absolute_url()}" in html
    assert 'href="mailto:?subject=Please%20review' in html
    sent(page, title="A newer text")  # the link stays open, and has to stay in sight
    assert "does not work any more" in press(client, page, "review", "revoke", link=link.pk)
    assert not ReviewLink.objects.get().is_open


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
