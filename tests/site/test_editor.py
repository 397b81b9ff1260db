"""The page editor: its form, and the page drawn from what stands in it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bmcspine.publishing.models import Edition
from bmcspine.publishing.staff.texts import Prose
from bmcspine.site.models import InformationPage
from procedures.models import ProcedurePage, Section
from stories.models import Story
from tests import factories
from tests.site.screens import form_data, sign_in

pytestmark = pytest.mark.django_db
MOST_QUERIES = 25
"""For the editor of the longest page, however many parts it has: one for each of 9 lists of parts,
and one for each of 4 lists to choose from. Source: the project's own promise."""


def typed(client, document, **changes):
    return form_data(client.get(document.screen("change"))) | changes


def drawn(client, document, accept="application/json", **changes):
    data = typed(client, document, **changes)
    return client.post(document.screen("preview"), data, headers={"accept": accept})


@pytest.fixture
def page(client):
    sign_in(client, "Writer")
    page = factories.procedure_page()
    factories.saved(page)
    return page


def test_preview_shows_what_is_typed_and_stores_nothing(client, page):
    answer = drawn(client, page, title="Typed just now").json()
    assert "Typed just now</h1>" in answer["page"]
    assert Edition.objects.count() == 1
    page.refresh_from_db()
    assert page.title == "A page"


def test_preview_follows_the_order_of_the_form(client, page):
    Section.objects.create(document=page, key="then", heading="Then", body="<p>It sets.</p>")
    places = {"sections-0-position": 2, "sections-1-position": 1}
    html = drawn(client, page, **places).json()["page"]
    assert html.index(">Then</h2>") < html.index(">What it is</h2>")


def test_preview_weaves_claims_that_the_form_refers_to(client, page):
    claim = factories.claim(statement="Most people walk the same day.")
    html = drawn(client, page, **{"sections-0-body": f"<p>[[claim:{claim.key}]]</p>"}).json()[
        "page"
    ]
    assert "Most people walk the same day." in html


def test_preview_says_what_keeps_the_text_from_going_live_and_where(client, page):
    body = "<p>It helps 80% of people.</p>"
    (found,) = drawn(client, page, **{"sections-0-body": body}).json()["findings"]
    assert found["message"].startswith("“80%” is a figure")
    assert found["blocks"]
    assert (found["part"], found["key"]) == ("sections", "what")


def test_preview_of_an_incomplete_form_has_gaps_and_says_what_is_missing(client, page):
    response = drawn(client, page, **{"title": "", "sections-0-heading": "", "cards-1-key": "new"})
    assert response.status_code == 200
    gaps = {gap["field"]: gap for gap in response.json()["findings"] if "field" in gap}
    assert {"title", "sections-0-heading", "cards-1-heading", "cards-1-level"} <= set(gaps)
    assert gaps["title"]["where"] == "Title"
    assert gaps["title"]["blocks"]
    assert gaps["sections-0-heading"]["message"] == "This field is required."


@pytest.mark.parametrize("part", ProcedurePage.content_parts)
def test_preview_is_drawn_with_a_new_part_that_is_still_empty(client, page, part):
    number = typed(client, page)[f"{part}-TOTAL_FORMS"]
    new = {f"{part}-{number}-key": "new", f"{part}-TOTAL_FORMS": number + 1}
    assert drawn(client, page, **new).status_code == 200


def test_preview_of_what_cannot_be_says_why(client, page):
    response = drawn(client, page, **{"cards-0-heading": "Call 911", "slug": "No slug"})
    assert response.status_code == 422
    problems = {found["field"]: found["message"] for found in response.json()["problems"]}
    assert problems["cards-0-__all__"] == "The heading must say ANY or ALL, as chosen."
    assert "slug" in problems


def test_preview_in_a_tab_says_that_nothing_is_saved(client, page):
    html = drawn(client, page, "text/html", title="Typed just now").content.decode()
    assert "Your text, not saved." in html
    assert "Typed just now</h1>" in html


def test_preview_in_a_tab_lists_what_is_missing(client, page):
    response = drawn(client, page, "text/html", slug="")
    assert response.status_code == 422
    assert "<b>Address:</b> This field is required." in response.content.decode()


def test_preview_is_kept_nowhere(client, page):
    assert drawn(client, page)["Cache-Control"] == "private, no-store"


def test_preview_is_for_those_who_may_change_the_page(client, page):
    data = typed(client, page)
    client.logout()
    assert client.post(page.screen("preview"), data).status_code == 302
    sign_in(client, "Clinical reviewer")
    assert client.post(page.screen("preview"), data).status_code == 403
    sign_in(client, "Front desk")
    assert client.post(page.screen("preview"), data).status_code == 403


def test_address_of_the_preview_leads_back_to_the_form(client, page):
    assert client.get(page.screen("preview")).url == page.screen("change")


def test_every_kind_of_document_has_a_preview(client, page):
    story = factories.story()
    factories.authorization(story)
    for document in (story, factories.information_page("home"), factories.information_page()):
        factories.saved(document)
        assert document.title in drawn(client, document).json()["page"]


def test_text_of_the_content_files_is_not_changed_by_opening_and_saving_it(client, content):
    sign_in(client)
    documents = [*ProcedurePage.objects.all(), *InformationPage.objects.all(), *Story.objects.all()]
    bodies = [section.body for document in documents for section in document.sections.all()]
    assert len(bodies) > 50
    assert [body for body in bodies if Prose().clean(body) != body] == []
    for document in documents:
        response = client.post(document.screen("change"), typed(client, document), follow=True)
        assert "Nothing was changed" in response.content.decode()


def test_editor_of_the_longest_page_needs_few_queries(client, content):
    sign_in(client, "Writer")
    page = ProcedurePage.objects.get(slug="vertebroplasty-and-kyphoplasty")
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page.screen("change")).status_code == 200
    assert len(captured) <= MOST_QUERIES


def test_empty_card_for_a_new_part_is_nothing_when_left_empty(client, page):
    html = client.get(page.screen("change")).content.decode()
    assert html.count("data-blank") == len(ProcedurePage.content_parts)
    client.post(page.screen("change"), typed(client, page, title="Another title"))
    page.refresh_from_db()
    assert page.title == "Another title"
    assert page.sections.count() == 1


def test_part_can_be_added_and_removed_without_script(client, page):
    new = {"sections-1-heading": "New", "sections-1-body": "<p>Text.</p>", "cards-0-DELETE": "on"}
    client.post(page.screen("change"), typed(client, page, **new))
    assert [section.heading for section in page.sections.all()] == ["What it is", "New"]
    assert not page.cards.exists()


def test_part_without_a_place_comes_behind_those_that_have_one(client, page):
    new = {"heading": "New", "body": "<p>Text.</p>", "key": "new"}
    new = {f"sections-1-{name}": value for name, value in new.items()}
    client.post(page.screen("change"), typed(client, page, **new))
    moved = {"sections-0-position": 2, "sections-1-position": ""}
    client.post(page.screen("change"), typed(client, page, **moved))
    assert [section.heading for section in page.sections.all()] == ["What it is", "New"]


def test_texts_get_what_their_place_on_the_page_can_show(client, page):
    html = client.get(page.screen("change")).content.decode()
    found = re.finditer(r'<(?:textarea|input)\b[^>]*\bname="([\w-]+)"[^>]*>', html)
    fields = {field[1]: field[0] for field in found}
    assert "data-prose" in fields["sections-0-body"]
    assert "data-takes-claims" in fields["questions-0-answer"]
    assert "data-takes-claims" in fields["facts-0-text"]
    assert "data-" not in fields["cards-0-items"]
    assert fields["summary"].startswith("<textarea")
