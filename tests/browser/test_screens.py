"""Every screen of staff: axe finds nothing, and nothing runs out at the side.

Each is visited at its widest and its narrowest, in both color schemes.
"""

from urllib.parse import urlsplit

import pytest

from tests.browser.barriers import barriers
from tests.browser.screens import screens
from tests.browser.staff import Staff
from tests.browser.test_pictures import add_picture, shaded
from tests.site import permissions

AREAS = ("auth", "contacts", "images", "procedures", "publishing", "site", "stories")

NO_SCREENS = {
    "admin/contacts/callbackrequest/<path:object_id>/change/",
    "admin/contacts/clinic/add/preview/",
    "admin/procedures/claim/choices/",
    "admin/stories/authorization/<int:pk>/scans/<int:scan>/",
}
"""Answers with data or a file, the preview of a second clinic, which the site never has, and a
request for a call, which test_inbox.py makes and looks at."""


@pytest.fixture(scope="module")
def administrator(writer: Staff) -> Staff:
    return writer.colleague("admin")


@pytest.mark.parametrize("area", AREAS)
def test_no_screen_has_a_barrier(administrator: Staff, axe: str, area: str):
    found, seen = [], set()
    with administrator.tab() as page:
        if area == "images":
            add_picture(page, shaded())
        for route in screens(page, f"/admin/{area}/"):
            seen.add(route)
            found += barriers(page, axe)
    assert not found, "\n" + "\n".join(found)
    assert not screens_of(area) - seen


def test_nothing_around_the_screens_has_a_barrier(writer: Staff, axe: str):
    found = []
    with writer.colleague("admin").tab() as page:
        for path in ("/admin/", "/admin/password_change/", "/admin/password_change/done/"):
            page.goto(path)
            found += barriers(page, axe)
        page.get_by_role("button", name="Log out").click()
        page.wait_for_load_state()
        found += barriers(page, axe)
    assert not found, "\n" + "\n".join(found)


def test_no_review_link_has_a_barrier(writer: Staff, axe: str):
    with writer.colleague("publisher").tab() as page:
        page.goto("/admin/site/informationpage/")
        page.get_by_role("link", name="Privacy", exact=True).click()
        page.get_by_label("Name of the clinician").fill("Dr. Doe")
        page.get_by_role("button", name="Make a review link").click()
        address = page.locator("[readonly]").first.input_value()
        page.goto(urlsplit(address).path)
        found = barriers(page, axe)
    assert not found, "\n" + "\n".join(found)


def screens_of(area: str) -> set[str]:
    """Return the addresses at which an administrator gets a screen of this area."""
    return {
        name.partition(" ")[0].removeprefix("/")
        for name, cells in permissions.read().items()
        if name.startswith(f"/admin/{area}/") and cells[permissions.ADMINISTRATOR][0] == "."
    } - NO_SCREENS
