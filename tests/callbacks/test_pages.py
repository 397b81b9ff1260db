"""What somebody who asks for a call meets: nothing typed is lost, and no thanks is early."""

import re

import pytest

from contacts.models import CallbackRequest
from tests.callbacks.browser import ADDRESS, TYPED, send, token, token_in, typed_text_is_kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("phone")]

ASKED = {*TYPED, "token"}
"""Never asked: birth date, record or insurance numbers, diagnoses, uploads, e-mail."""


def test_request_is_stored_and_thanked_for(client):
    response = send(client)
    stored = CallbackRequest.objects.get()
    assert (response.status_code, response.url) == (303, f"{ADDRESS}thanks/{stored.reference}/")
    answers = stored.answers
    assert (answers.name, answers.phone, answers.extension) == ("Ann Doe", "+16175550100", "12")
    assert (answers.language, answers.voicemail, stored.held_for) == ("es", "no", "")


def test_thanks_show_the_reference_and_nothing_personal(client):
    page = client.get(send(client).url).content.decode()
    assert CallbackRequest.objects.get().reference in page
    assert not [words for words in ("Ann", "0100 ext", "gate") if words in page]


def test_thanks_are_the_same_for_references_that_nobody_got(client):
    known = send(client).url
    reference = CallbackRequest.objects.get().reference
    unknown = known.replace(reference, "AAAA-AAAA")
    pages = [client.get(url).content.decode() for url in (known, unknown)]
    assert pages[0].replace(reference, "AAAA-AAAA") == pages[1]


@pytest.mark.parametrize("reference", ["AAAA", "AAAA-AAA1", "aaaa-aaaa", "AAAA-AAAA-AAAA"])
def test_thanks_for_what_is_no_reference_are_not_found(client, reference):
    assert client.get(f"{ADDRESS}thanks/{reference}/").status_code == 404


def test_same_form_twice_is_thanked_for_twice_and_stored_once(client):
    mine = token()
    assert send(client, token=mine).url == send(client, token=mine).url
    assert CallbackRequest.objects.count() == 1


@pytest.mark.parametrize("path", [ADDRESS, f"{ADDRESS}thanks/AAAA-AAAA/"])
def test_pages_set_no_cookie_and_are_kept_nowhere(client, path):
    response = client.get(path)
    assert not response.cookies
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("path", [ADDRESS, f"{ADDRESS}thanks/AAAA-AAAA/"])
def test_pages_come_compressed_for_nothing_in_them_is_secret(client, path):
    response = client.get(path, headers={"Accept-Encoding": "br"})
    assert response["Content-Encoding"] == "br"
    assert len(response.content) < 5000


def test_sending_sets_no_cookie(client):
    assert not send(client).cookies
    assert not send(client, name="").cookies


def test_form_keeps_its_referrer_for_browsers_would_hide_the_origin(client):
    assert client.get(ADDRESS)["Referrer-Policy"] == "same-origin"
    assert client.get(f"{ADDRESS}thanks/AAAA-AAAA/")["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("name", " ", "Write the name we should ask for."),
        ("name", "\u200b\u202e\u2060", "Write the name we should ask for."),
        ("name", "x" * 81, "it has 81 characters, and 80 fit"),
        ("phone", "", "Write the number we should call."),
        ("phone", "555-0100", "has 10 digits"),
        ("phone", "call me", "has 10 digits"),
        ("asking", "", "Choose one."),
        ("asking", "robot", "Choose one of these."),
        ("best_time", "midnight", "Choose one of these."),
        ("voicemail", "", "Choose one."),
        ("message", "x" * 501, "it has 501 characters, and 500 fit"),
        ("name", "Ann\0Doe", "Null characters"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(client, field, value, says):
    response = send(client, **{field: value})
    page = response.content.decode()
    assert response.status_code == 422
    assert page.count(says) == 2  # in the summary and beside the field
    assert f'id="id_{field}_error"' in page
    assert 'aria-invalid="true"' in page
    assert not CallbackRequest.objects.exists()


def test_wrong_form_keeps_its_text_and_its_token(client):
    mine = token()
    response = send(client, token=mine, voicemail="")
    assert typed_text_is_kept(response)
    assert token_in(response) == mine
    assert "no-store" in response["Cache-Control"]


def test_number_is_shown_as_it_was_understood(client):
    response = send(client, voicemail="", phone="(617)5550100x12")
    assert 'value="617-555-0100 ext. 12"' in response.content.decode()


def test_name_is_one_line_in_any_script(client):
    send(client, name=" 陳\r\n小明\u2028Bcc: x ")
    assert CallbackRequest.objects.get().answers.name == "陳 小明 Bcc: x"


def test_foreign_number_is_stored_with_its_country(client):
    send(client, phone="+44 20 7946 0958")
    assert CallbackRequest.objects.get().answers.phone == "+442079460958"


def test_five_hundred_characters_may_have_line_breaks(client):
    send(client, message="x" * 498 + "\r\n" + "y")
    assert CallbackRequest.objects.get().answers.message == "x" * 498 + "\ny"


def test_form_asks_nothing_that_is_not_needed(client):
    page = client.get(ADDRESS).content.decode()
    assert set(re.findall(r'<(?:input|select|textarea)[^>]* name="(\w+)"', page)) == ASKED
