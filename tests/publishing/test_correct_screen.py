"""Correcting the public text in the form: ?correct=N, end to end."""

import pytest

from bmcspine.publishing import workflow
from tests import factories
from tests.publishing.situations import approve, public, save, sent, typed, with_scheduled
from tests.site.screens import form_data, said, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client):
    """A public page with a scheduled text and a draft."""
    page = with_scheduled(summary="Planned.")
    save(page, audience="clinicians")
    sign_in(client, "Writer")
    return page


def address(page, number=1):
    return f"{page.screen('change')}?correct={number}"


def test_page_that_readers_do_not_see_leads_to_its_draft(client):
    page = factories.procedure_page()
    factories.saved(page)
    sign_in(client, "Writer")
    response = client.get(address(page), follow=True)
    assert response.redirect_chain == [(page.screen("change"), 302)]
    assert "change the draft" in said(response)


@pytest.mark.parametrize("number", ["0", "99", "9" * 300])
def test_number_of_no_edition_shows_what_readers_see(client, page, number):
    response = client.get(address(page, number))
    assert response.status_code == 200
    assert form_data(response)["summary"] == "What it is about."


def test_form_holds_the_public_text_and_says_so(client, page):
    response = client.get(address(page))
    data = form_data(response)
    assert (data["summary"], data["audience"]) == ("What it is about.", "patients")
    html = response.content.decode()
    assert "You correct <b>the text that readers see</b>; edition 2 and the draft get" in html
    assert "Save the correction and send it to review" in html


def test_unchanged_form_is_refused_and_stays(client, page):
    response = client.post(address(page), form_data(client.get(address(page))))
    assert response.status_code == 409
    assert "nothing to correct" in response.content.decode()


def test_correction_is_sent_to_review_for_both_texts_and_the_draft_has_it(client, page):
    data = form_data(client.get(address(page))) | {"title": "Right"}
    response = client.post(address(page), data, follow=True)
    assert "sent to review as edition 4, with edition 5 for the scheduled text" in said(response)
    assert public(page).number == 1
    assert [e.state for e in page.editions.filter(number__in=(4, 5))] == ["in_review"] * 2
    draft = typed(page)
    assert (draft["title"], draft["summary"], draft["audience"]) == (
        *("Right", "Planned.", "clinicians"),
    )


def test_clash_with_the_scheduled_text_and_the_draft_asks_for_both_and_keeps_my_words(client, page):
    save(page, title="Draft title")
    page.refresh_from_db()
    data = form_data(client.get(address(page))) | {"summary": "Mine.", "title": "Right"}
    response = client.post(address(page), data)
    assert response.status_code == 409
    html = response.content.decode()
    assert "The scheduled text has other words where you correct" in html
    assert "The draft has other words where you correct" in html
    assert form_data(response)["summary"] == "Mine."
    assert page.editions.count() == 4
    choices = {"in-scheduled": "keep", "in-draft": "replace"}
    again = client.post(address(page), form_data(response) | choices, follow=True)
    assert "sent to review" in said(again)
    assert page.editions.get(number=6).content["summary"] == "Planned."
    assert (typed(page)["summary"], typed(page)["title"]) == ("Mine.", "Right")


def test_choice_that_is_none_is_asked_for_again(client, page):
    data = form_data(client.get(address(page))) | {"summary": "Mine.", "in-scheduled": "burn"}
    assert client.post(address(page), data).status_code == 409


def test_page_that_was_published_anew_meanwhile_is_not_corrected_back(client, page):
    opened = form_data(client.get(address(page))) | {"title": "Right"}
    newer = sent(page, title="Newer title")
    approve(newer)
    workflow.publish(newer, by=None, replace=True)
    response = client.post(address(page), opened)
    assert response.status_code == 409
    assert form_data(response)["title"] == "Right"
    again = client.post(address(page), form_data(response), follow=True)
    assert "sent to review" in said(again)
    assert page.editions.order_by("-number").first().title == "Right"


@pytest.mark.parametrize("screen", ["publish", "editions"])
def test_writers_reach_it_from_the_screens_and_publishers_do_not(client, page, screen):
    link = f"{page.screen('change')}?correct=1"
    assert link in client.get(page.screen(screen)).content.decode()
    sign_in(client, "Publisher")
    assert link not in client.get(page.screen(screen)).content.decode()
