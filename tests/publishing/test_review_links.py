"""A clinician without an account decides by a link: once, on this very text, and nothing leaks."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from bmcspine.publishing import reviewing
from bmcspine.publishing.models import ReviewLink
from bmcspine.publishing.review_links import LASTS_DAYS
from tests import factories
from tests.publishing.situations import (
    DR,
    correct,
    decide,
    invite,
    save,
    sent,
    state,
    with_scheduled,
)

pytestmark = pytest.mark.django_db


def test_forged_address_is_not_found(client, link):
    for token in (link.token[:-1], f"{link.token}x", link.token_digest, str(link.pk), "x"):
        assert client.get(f"/review/{token}/").status_code == 404
        assert client.post(f"/review/{token}/", DR).status_code == 404
        assert client.get(f"/review/{token}/page/1/").status_code == 404


def test_expired_link_says_so_and_decides_nothing(client, edition, link):
    with time_machine.travel(timezone.now() + timedelta(days=LASTS_DAYS, minutes=1)):
        response = client.get(link.get_absolute_url())
        assert response.status_code == 410
        html = response.content.decode()
        assert f"it works for {LASTS_DAYS} days" in html
        assert "On cement" not in html
        assert decide(client, link).status_code == 410
        assert client.get(f"{link.get_absolute_url()}page/1/").status_code == 404
    assert state(edition) == "in_review"


def test_revoked_link_ends_at_once_and_gives_back_what_was_written(client, edition, link):
    reviewing.revoke(link, by=factories.member("Publisher"))
    response = decide(client, link, "changes", note="A long note of mine.")
    assert response.status_code == 410
    html = response.content.decode()
    assert "taken this link back" in html
    assert "A long note of mine." in html
    assert state(edition) == "in_review"


def test_link_decides_once(client, edition, link):
    assert "Thank you" in decide(client, link).content.decode()
    response = decide(client, link, "changes", note="On second thoughts.")
    assert (response.status_code, state(edition)) == (410, "approved")


def test_text_that_changed_since_the_page_was_opened_has_to_be_read_again(
    client, page, edition, link
):
    newer = sent(page, title="Changed")
    response = client.post(
        link.get_absolute_url(), DR | {"step": "approve", "digest": edition.digest}
    )
    html = response.content.decode()
    assert "Please look again, then decide." in html
    assert "The text was changed after this link was made." in html
    assert "Dana Doe" in html
    assert (state(edition), state(newer)) == ("in_review", "in_review")
    decide(client, link)
    assert (state(edition), state(newer)) == ("in_review", "approved")


def test_text_that_is_being_changed_cannot_be_decided_on(client, page, edition, link):
    save(page, title="Draft")
    html = client.get(link.get_absolute_url()).content.decode()
    assert "The clinic is changing this text now." in html
    assert "Your decision" not in html
    assert "changing this text now" in decide(client, link).content.decode()
    assert state(edition) == "in_review"
    assert ReviewLink.objects.get().is_open


@pytest.mark.parametrize("step", ["approve", "changes"])
def test_text_that_somebody_else_decided_on_meanwhile_leaves_nothing_to_decide(
    client, edition, link, step
):
    reviewer = factories.member("Clinical reviewer")
    if step == "approve":
        reviewing.approve(edition, by=reviewer)
    else:
        reviewing.ask_for_changes(edition, by=reviewer, note="No.")
    html = client.get(link.get_absolute_url()).content.decode()
    assert "Your decision" not in html
    before = state(edition)
    decide(client, link, "changes", note="Too late.")
    assert state(edition) == before


def test_link_for_a_draft_does_not_turn_into_one_for_a_correction(page):
    factories.published(page)
    link = invite(sent(page, summary="New."))
    (correction,) = correct(page, title="Right")
    assert reviewing.asked_by(link).number == 2
    assert reviewing.asked_by(invite(correction)) == correction


@pytest.mark.parametrize("name", ["Wanda Writer", "  wanda   WRITER "])
def test_writer_of_the_text_cannot_sign_it(client, page, name):
    writer = factories.member("Writer")
    writer.first_name, writer.last_name = "Wanda", "Writer"
    writer.save()
    edition = save(page, by=writer)
    reviewing.submit(edition, by=writer)
    link = invite(edition)
    response = decide(client, link, person=name)
    assert "Somebody else must review this" in response.content.decode()
    assert state(edition) == "in_review"
    assert ReviewLink.objects.get().is_open


@pytest.mark.parametrize("missing", ["person", "role", "credentials"])
def test_decision_without_a_signature_is_refused_and_what_was_typed_stays(
    client, edition, link, missing
):
    response = decide(client, link, **{missing: " ", "note": "Well done."})
    assert "Nothing is changed yet." in response.content.decode()
    assert "Well done." in response.content.decode()
    assert missing in response.context["form"].errors
    assert state(edition) == "in_review"


@pytest.mark.parametrize(
    "said", [{"step": ""}, {"step": "publish"}, {"digest": ""}, {"note": "x" * 1001}]
)
def test_what_no_browser_sends_decides_nothing(client, edition, link, said):
    assert decide(client, link, **said).status_code == 200
    assert state(edition) == "in_review"


def test_request_for_changes_needs_a_reason(client, edition, link):
    assert "note" in decide(client, link, "changes").context["form"].errors
    assert "Thank you" in decide(client, link, "changes", note="Say less.").content.decode()
    assert state(edition) == "draft"
    assert edition.events.get(kind="changes_asked").note == "Say less."


def test_event_holds_name_role_credentials_and_the_digest(client, edition, link):
    decide(client, link, whole_page="on", note="Good.")
    event = edition.events.get(kind="approved")
    assert (event.person, event.role, event.credentials) == (
        *("Dana Doe", "Radiologist (review link)", "MD"),
    )
    assert (event.actor, event.note, event.content_digest) == (None, "Good.", edition.digest)
    assert edition.events.get(kind="reviewed").credentials == "MD"


def test_check_of_the_whole_page_is_apart_from_approval(client, edition, link):
    decide(client, link)
    assert state(edition) == "approved"
    assert not edition.events.filter(kind="reviewed").exists()


def test_both_texts_of_a_correction_are_decided_on_together(client):
    page = with_scheduled(summary="Planned.")
    first, second = correct(page, title="Right")
    link = invite(second)
    assert link.edition == first
    for number in (first.number, second.number):
        assert client.get(f"{link.get_absolute_url()}page/{number}/").status_code == 200
    decide(client, link)
    assert (state(first), state(second)) == ("approved", "approved")


def test_link_shows_no_other_edition_of_the_page(client, page, edition, link):
    save(page, title="Secret draft")
    assert client.get(f"{link.get_absolute_url()}page/2/").status_code == 404
    assert client.get(f"{link.get_absolute_url()}page/{10**12}/").status_code == 404
    assert "Secret" not in client.get(link.get_absolute_url()).content.decode()
