"""Sending the form as a browser does, without one."""

import re
from datetime import timedelta

from django.utils import timezone

from contacts.callbacks import tokens

ADDRESS = "/contact/callback/"
OWN_PAGE = {"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_ORIGIN": "http://127.0.0.1:8000"}
TOKEN = re.compile(r'name="token" value="([^"]+)"')

TYPED = {
    "name": "Ann Doe",
    "phone": "617-555-0100 ext. 12",
    "asking": "patient",
    "best_time": "any",
    "language": "es",
    "voicemail": "no",
    "message": "The gate is locked.",
    "topic": "",
}


def token_in(response) -> str:
    """Return the token of the form on a page."""
    return TOKEN.search(response.content.decode())[1]


def token(age: timedelta = timedelta(minutes=1)) -> str:
    """Return the token of a form that was opened this long ago."""
    return tokens.mint(timezone.now() - age)


def send(client, headers=OWN_PAGE, **typed):
    """Send the form, filled in with what a test does not say."""
    return client.post(ADDRESS, {"token": token()} | TYPED | typed, **headers)


def typed_text_is_kept(response) -> bool:
    """Whether the page still has in its fields what `send` typed."""
    page = response.content.decode()
    kept = [TYPED["name"], TYPED["message"], 'value="es" selected']
    return all(words in page for words in kept)
