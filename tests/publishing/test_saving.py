"""Two writers at one page, through the real forms: what does not overlap is combined, and where
both changed the same, both texts are shown and nothing that was typed is lost."""

import re

import pytest
from django.core import signing

from bmcspine.publishing.staff.form import BASE_SALT
from tests import factories
from tests.publishing.situations import fresh
from tests.site.screens import form_data, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client):
    """A page with three sections, saved once, and a writer who has its form open."""
    page = factories.procedure_page()
    for place, key in enumerate(("two", "three"), start=1):
        page.sections.create(key=key, heading=key.title(), body="<p>x</p>", position=place)
    factories.saved(page)
    sign_in(client, "Writer")
    return page


def opened(client, page):
    return form_data(client.get(page.screen("change")))


def send(client, page, data, **changes):
    return client.post(page.screen("change"), data | changes)


def at(data, key, name):
    """The name of a field of the section with this key."""
    (found,) = (k for k, v in data.items() if re.fullmatch(r"sections-\d+-key", k) and v == key)
    return found.removesuffix("key") + name


def added(data, key, heading, position):
    """A browser's data with one more section in the empty form, or in a new one."""
    number = int(data["sections-TOTAL_FORMS"])
    empty = [n for n in range(number) if not data.get(f"sections-{n}-key")]
    place = empty[0] if empty else number
    new = {"key": key, "role": "other", "heading": heading, "body": "<p>new</p>"}
    new |= {"position": position}
    fields = {f"sections-{place}-{name}": value for name, value in new.items()}
    return data | fields | {"sections-TOTAL_FORMS": max(number, place + 1)}


def sections(page):
    return [part.heading for part in fresh(page).sections.all()]


def clashes(response):
    return {clash.title: clash for clash in response.context["clashes"]}


def test_form_without_its_hidden_part_is_refused_with_what_was_typed(client, page):
    for base in ("", "x", signing.dumps({"edition": 1, "row": {}}, salt=BASE_SALT)):
        response = send(client, page, opened(client, page), title="My words", base=base)
        assert "lost a hidden part" in response.content.decode()
        assert "My words" in response.content.decode()
    assert page.editions.count() == 1


def test_hidden_part_of_another_page_is_refused(client, page):
    other = factories.procedure_page()
    factories.saved(other)
    base = opened(client, other)["base"]
    response = send(client, page, opened(client, page), title="My words", base=base)
    assert "lost a hidden part" in response.content.decode()
    assert "My words" in response.content.decode()
    assert (page.editions.count(), other.editions.count()) == (1, 1)


def test_fields_that_two_writers_changed_apart_are_both_in(client, page):
    mine, theirs = opened(client, page), opened(client, page)
    send(client, page, theirs, title="Their title")
    response = send(client, page, mine, **{at(mine, "two", "body"): "<p>My body</p>"})
    assert response.status_code == 302
    newest = page.editions.get(number=3)
    assert newest.title == "Their title"
    assert newest.content["sections"][1]["body"] == "<p>My body</p>"
    assert newest.note == "Combined with edition 2"


def test_move_addition_and_removal_of_two_writers_are_all_in(client, page):
    mine, theirs = opened(client, page), opened(client, page)
    send(client, page, added(theirs, "four", "Four", 9), **{at(theirs, "three", "DELETE"): "on"})
    moved = {at(mine, "two", "position"): 1, at(mine, "what", "position"): 2}
    send(client, page, mine, **moved)
    assert sections(page) == ["Two", "Four", "What it is"]


def test_clash_shows_both_texts_and_stores_nothing(client, page):
    mine, theirs = opened(client, page), opened(client, page)
    send(client, page, theirs, title="Their title", summary="Their summary.")
    response = send(client, page, mine, title="My title")
    assert response.status_code == 409
    assert clashes(response).keys() == {"Title"}
    assert form_data(response)["title"] == "My title"
    assert form_data(response)["summary"] == "Their summary."
    html = response.content.decode()
    assert "Their" in html
    assert "Take theirs here instead of mine" in html
    assert page.editions.count() == 2
    assert fresh(page).title == "Their title"


def test_form_that_clashed_is_saved_the_second_time_with_my_words(client, page):
    mine, theirs = opened(client, page), opened(client, page)
    send(client, page, theirs, title="Their title")
    again = form_data(send(client, page, mine, title="My title"))
    assert send(client, page, again).status_code == 302
    assert fresh(page).title == "My title"


def test_giving_way_keeps_theirs_there_and_mine_elsewhere(client, page):
    mine, theirs = opened(client, page), opened(client, page)
    body = at(theirs, "two", "body")
    send(client, page, theirs, **{"title": "Their title", body: "<p>Their body</p>"})
    response = send(client, page, mine, **{"title": "My title", body: "<p>My body</p>"})
    assert clashes(response).keys() == {"Title", "Section “Two”: Text"}
    place = clashes(response)["Section “Two”: Text"].place
    assert send(client, page, form_data(response), **{f"theirs-{place}": "on"}).status_code == 302
    newest = page.editions.get(number=3)
    assert newest.title == "My title"
    assert newest.content["sections"][1]["body"] == "<p>Their body</p>"


def test_part_that_i_changed_and_they_removed_stands_in_the_form_with_my_words(client, page):
    mine, theirs = opened(client, page), opened(client, page)
    send(client, page, theirs, **{at(theirs, "two", "DELETE"): "on"})
    response = send(client, page, mine, **{at(mine, "two", "body"): "<p>My body</p>"})
    assert "They removed it, and you changed it." in response.content.decode()
    assert "&lt;p&gt;My body&lt;/p&gt;" in response.content.decode()


def test_two_orders_are_shown_by_the_names_of_the_parts(client, page):
    mine, theirs = opened(client, page), opened(client, page)
    last = {at(theirs, "three", "position"): 1, at(theirs, "what", "position"): 3}
    send(client, page, theirs, **last)
    second = {at(mine, "two", "position"): 1, at(mine, "what", "position"): 2}
    response = send(client, page, mine, **second)
    (title,) = clashes(response)
    assert title == "The order of the sections"


def test_field_of_the_row_that_no_edition_holds_is_not_lost_in_a_clash(client):
    story = factories.story(patient_name="Mary", shows_name=False)
    factories.saved(story)
    sign_in(client, "Writer")
    mine, theirs = opened(client, story), opened(client, story)
    send(client, story, theirs, title="Their title")
    response = send(client, story, mine, title="My title", patient_name="Maria")
    assert send(client, story, form_data(response)).status_code == 302
    assert fresh(story).patient_name == "Maria"
    assert fresh(story).title == "My title"


def test_two_changes_of_a_hidden_name_clash(client):
    story = factories.story(patient_name="Mary", shows_name=False)
    factories.saved(story)
    sign_in(client, "Writer")
    mine, theirs = opened(client, story), opened(client, story)
    send(client, story, theirs, patient_name="Marie")
    response = send(client, story, mine, patient_name="Maria")
    assert response.status_code == 409
    assert clashes(response).keys() == {"Patient name"}
    assert fresh(story).patient_name == "Marie"


def test_address_that_only_i_changed_is_kept_and_recorded(client, page):
    mine, theirs = opened(client, page), opened(client, page)
    send(client, page, theirs, title="Their title")
    send(client, page, mine, slug="my-address")
    assert (fresh(page).slug, fresh(page).title) == ("my-address", "Their title")
    assert page.editions.get(number=2).author is not None
