"""Finding a doctor: by links alone, with every odd question answered."""

import pytest

from contacts.languages import listed
from tests import factories
from tests.site.test_structured import words

pytestmark = pytest.mark.django_db
EMPTY = "No doctor here fits all of this."


@pytest.fixture
def doctors():
    factories.clinician(treats=["fall", "cancer"], languages="English, Haitian Creole")
    factories.clinician(name="Bob Roe", treats=["cancer"], languages="Spanish")


def names(client, query=""):
    read = words(client.get(f"/contact/{query}").content.decode())
    return {name for name in ("Ann Doe", "Bob Roe") if name in read}


@pytest.mark.parametrize(
    "query",
    ["?treats=everything", "?language=Klingon", "?treats=fall&language=Spanish", "?language=%22%3E",
     "?treats[]=fall&treats=%27%20OR%201", "?language=english", "?language=" + "x" * 1900,
     "?treats=fall&treats=nothing", "?language=%F0%9F%A6%B4"],
)  # fmt: skip
def test_question_that_nobody_fits_says_what_to_do(client, doctors, query):
    response = client.get(f"/contact/{query}")
    html = response.content.decode()
    assert response.status_code == 200
    assert EMPTY in html
    assert "Show all our doctors" in html
    assert names(client, query) == set()
    assert "Klingon" not in html
    assert "OR 1" not in html


@pytest.mark.parametrize("query", ["?treats=%00", "?language=%FF"])
def test_question_that_is_no_text_is_refused(client, doctors, query):
    assert client.get(f"/contact/{query}").status_code == 400


@pytest.mark.parametrize("query", ["", "?treats=", "?treats=&language=", "?page=2", "?&&=&"])
def test_question_that_asks_nothing_shows_everybody(client, doctors, query):
    assert names(client, query) == {"Ann Doe", "Bob Roe"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?treats=cancer", {"Ann Doe", "Bob Roe"}),
        ("?treats=fall", {"Ann Doe"}),
        ("?language=Haitian+Creole", {"Ann Doe"}),
        ("?treats=cancer&language=Spanish", {"Bob Roe"}),
    ],
)
def test_list_is_narrowed_to_who_fits(client, doctors, query, found):
    assert names(client, query) == found


def test_only_what_somebody_fits_is_offered(client, doctors):
    html = client.get("/contact/").content.decode()
    for offered in ("?treats=fall#", "?treats=cancer#", "?language=Haitian+Creole#"):
        assert f'href="/contact/{offered}doctors"' in html
    assert "treats=myeloma" not in html
    assert "treats=osteoporosis" not in html


def test_each_link_keeps_the_other_choice_and_marks_its_own(client, doctors):
    html = client.get("/contact/?treats=fall&language=English&utm=x").content.decode()
    assert 'aria-current="true" href="/contact/?language=English&amp;treats=fall#doctors"' in html
    assert 'href="/contact/?treats=fall&amp;language=Spanish#doctors"' in html
    assert 'href="/contact/?language=English#doctors">Any' in html
    assert "utm" not in html


def test_nothing_is_offered_where_nothing_is_known(client):
    factories.clinician()
    assert "Find a doctor" not in client.get("/contact/").content.decode()


def test_narrowed_list_names_the_whole_one_as_its_address(client, doctors):
    html = client.get("/contact/?treats=fall").content.decode()
    assert '<link rel="canonical" href="http://127.0.0.1:8000/contact/">' in html


@pytest.mark.parametrize(
    ("typed", "languages"),
    [
        ("", []),
        (" , ;,", []),
        ("english,haitian   creole, English", ["English", "Haitian Creole"]),
        ("SPANISH; igbo", ["Spanish", "Igbo"]),
    ],
)
def test_languages_are_spelled_as_readers_know_them(typed, languages):
    assert listed(typed) == languages
