"""The style guide shows staff every component, in every state that has one."""

import pytest
from django.test import Client

from bmcspine.site.styleguide.samples import component, folder
from bmcspine.site.styleguide.states import STATES
from tests import factories

pytestmark = pytest.mark.django_db

IN_HEAD = {"head"}
"""Shown by no page, for it says what a page is about."""


def test_every_component_has_a_sample() -> None:
    there = {file.stem for file in folder().glob("*.html")}
    assert there - IN_HEAD == set(STATES)


@pytest.mark.parametrize("name", sorted(STATES))
def test_every_sample_shows_something(name: str) -> None:
    shown = component(name)
    assert shown.promise
    assert all(sample.html.strip() for sample in shown.samples)


def test_readers_are_sent_to_sign_in(client: Client) -> None:
    response = client.get("/styleguide/")
    assert (response.status_code, response.url) == (302, "/admin/login/?next=/styleguide/")


@pytest.mark.parametrize("query", ["", "?scheme=dark", "?scheme=light", "?scheme=none"])
def test_staff_see_all_of_them(client: Client, query: str) -> None:
    client.force_login(factories.member("Writer"))
    response = client.get(f"/styleguide/{query}")
    assert response.status_code == 200
    assert response.content.count(b'class="specimen"') == len(STATES)
    assert response.headers["Cache-Control"] == "private, no-store"
