"""Lists of staff on a phone: a card for each row, and nothing to push sideways."""

import pytest

from tests.browser.pages import PHONE
from tests.browser.staff import Staff

RUNS_OUT = """() => [document.documentElement, ...document.querySelectorAll('.results')]
    .some(element => element.scrollWidth > element.clientWidth)"""


@pytest.fixture(scope="module")
def administrator(writer: Staff) -> Staff:
    return writer.colleague("admin")


@pytest.mark.parametrize("name", ["contactpoint", "clinician", "clinic", "callbackrequest"])
def test_list_is_read_without_pushing_it_sideways(administrator: Staff, name: str):
    with administrator.tab(width=PHONE) as page:
        page.goto(f"/admin/contacts/{name}/")
        assert not page.evaluate(RUNS_OUT)


def test_cell_says_what_it_is_about_where_the_heads_of_columns_are_hidden(administrator: Staff):
    with administrator.tab(width=PHONE) as page:
        page.goto("/admin/contacts/contactpoint/")
        said = page.locator(".field-called").first.evaluate(
            "cell => getComputedStyle(cell, '::before').content"
        )
        assert said == '"Last called: "'


def test_who_goes_by_keyboard_sees_the_heads_that_sort(administrator: Staff):
    with administrator.tab(width=PHONE) as page:
        page.goto("/admin/contacts/clinician/")
        sort = page.locator("thead a").first
        sort.focus()
        assert sort.bounding_box()["height"] > 10
        assert not page.evaluate(RUNS_OUT)
