"""The last good copy of a page, for when the page cannot be drawn; it says so itself."""

import time
from datetime import datetime

from django.http import HttpResponse
from django.utils import timezone
from django.utils.formats import date_format

from bmcspine.store.pages import Page
from bmcspine.web.asking import Answer
from bmcspine.web.compression import QUICK_QUALITY
from bmcspine.web.refusals import dressed

MAIN = b'<main id="main">'
WORDS = (
    "This is a saved copy of {}. Part of our site is being repaired. "
    "Whether we are open may have changed."
)
NOTE = f'<div class="notice" role="note"><p class="wrap cluster">{WORDS}</p></div>'
TEXT_NOTE = f"{WORDS}\n\n"

OF_THE_PAGE = frozenset({"etag", "last-modified", "cache-control", "content-length"})
"""Headers of the page that its copy has not, or has of its own."""


def noted(body: bytes, content_type: str, drawn: float) -> bytes:
    """Return a page or text with the words that it is a copy; of other files, the file itself."""
    moment = datetime.fromtimestamp(drawn, timezone.get_current_timezone())
    day = date_format(moment, "g:i a, F j")
    if content_type.startswith("text/plain"):
        return TEXT_NOTE.format(day).encode() + body
    return body.replace(MAIN, MAIN + NOTE.format(day).encode(), 1)


class SavedCopy(Page):
    """What stands in for a page. It has no ETag, and nobody may keep it."""

    quality = QUICK_QUALITY

    def __init__(self, original: Answer, bodies: dict[str, bytes], drawn: float) -> None:
        """Take the bodies, note and all, by encoding; further ones are added to them."""
        headers = [pair for pair in original.headers if pair[0].lower() not in OF_THE_PAGE]
        age = max(0, int(time.time() - drawn))
        headers += [("Cache-Control", "no-store"), ("Age", str(age))]
        super().__init__(Answer(original.status, headers, bodies["identity"]), None, 0.0)
        self._bodies = bodies
        made = bodies.copy()  # another thread may be adding to them
        self._variants |= {name: self._variant(name, body) for name, body in made.items()}

    def _compressed(self, encoding: str) -> bytes:
        body = self._bodies[encoding] = super()._compressed(encoding)
        return body


def copy_of(page: Page) -> SavedCopy:
    """Return the copy of a page in memory; what does not depend on the moment is made once."""
    if not page.noted:
        kind = next((value for name, value in page.headers if name == "Content-Type"), "")
        page.noted["identity"] = noted(page.variant("identity").body, kind, page.drawn)
    return SavedCopy(Answer(page.status, page.headers, b""), page.noted, page.drawn)


def copy_from_disk(body: bytes, content_type: str, drawn: float) -> SavedCopy:
    """Return the copy for a body from disk, which has its note already."""
    response = HttpResponse(body, content_type, headers={"Vary": "Accept-Encoding"})
    return SavedCopy(dressed(response), {"identity": body}, drawn)
