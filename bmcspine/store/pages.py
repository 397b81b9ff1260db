"""A page as readers get it: one answer of Django, in each encoding that browsers ask for."""

import time
from collections.abc import Hashable
from datetime import timedelta
from http import HTTPStatus
from typing import NamedTuple

from bmcspine.store.states import State
from bmcspine.web.asking import Answer, Headers, head
from bmcspine.web.compression import THOROUGH_QUALITY, compressed

LONGEST_COPY = timedelta(hours=24)
"""How long a copy of a page is shown: an outage is shorter."""

DIFFER = frozenset({"content-length", "content-encoding"})
"""Headers that depend on the encoding."""

NOTE_BYTES = 2_500
"""What an entry weighs without its body: its address, at most so long, and its headers."""

OF_A_BODY = DIFFER | {"content-type", "content-language"}
"""Headers that a 304 leaves out."""

NOT_MODIFIED = f"{HTTPStatus.NOT_MODIFIED.value} {HTTPStatus.NOT_MODIFIED.phrase}"

FOR_ALL = "public"
"""What Cache-Control says of an answer that is the same for everybody."""


def is_for_everybody(answer: Answer) -> bool:
    """Whether every reader may have this very answer, whether page, error or redirect."""
    found = {name.lower(): value for name, value in answer.headers}
    if "set-cookie" in found or "content-encoding" in found:
        return False
    return FOR_ALL in found.get("cache-control", "") or answer.status[0] in "45"


def is_page(answer: Answer) -> bool:
    """Whether it is neither an error nor a redirect."""
    return answer.status.startswith("200 ")


class Variant(NamedTuple):
    """A page in one encoding; `head` is how its status and headers go over the wire."""

    headers: Headers
    body: bytes
    head: bytes


class Page:
    """An answer that may be kept, as long as the stamp is the same and `until` has not come."""

    quality = THOROUGH_QUALITY

    def __init__(
        self, answer: Answer, stamp: Hashable, until: float, state: State | None = None
    ) -> None:
        self.stamp, self.until, self.state, self.drawn = stamp, until, state, time.time()
        self.status, self.headers = answer.status, answer.headers
        self.noted: dict[str, bytes] = {}
        """The bodies of its copies (saved_copies.py), by encoding, once somebody wanted them."""
        self.etag = next((tag for name, tag in answer.headers if name.lower() == "etag"), "")
        vary = next((names for name, names in answer.headers if name.lower() == "vary"), "")
        self._is_compressed = "accept-encoding" in vary.lower()
        self._common = [pair for pair in answer.headers if pair[0].lower() not in DIFFER]
        self.unmodified = [pair for pair in answer.headers if pair[0].lower() not in OF_A_BODY]
        self.unmodified_head = head(NOT_MODIFIED, self.unmodified)
        self._variants = {"identity": self._variant("identity", answer.body)}

    def made(self, encoding: str) -> Variant | None:
        """Return the page in this encoding (br, gzip, identity), if somebody had it already; what
        Django leaves uncompressed, for it is short, stays so."""
        return self._variants.get(encoding if self._is_compressed else "identity")

    def variant(self, encoding: str) -> Variant:
        """Return the page in this encoding, made once."""
        found = self.made(encoding)
        if found is None:
            made = self._variant(encoding, self._compressed(encoding))
            found = self._variants.setdefault(encoding, made)
        return found

    @property
    def is_redirect(self) -> bool:
        return self.status.startswith("3")

    @property
    def is_failure(self) -> bool:
        return self.status.startswith("5")

    @property
    def hard_end(self) -> float:
        """Until when a copy may stand in for it; then something on it may not be shown."""
        longest = self.drawn + LONGEST_COPY.total_seconds()
        return min(longest, self.state.hard_end if self.state else longest)

    @property
    def size(self) -> int:
        """Bytes of the page; compressed ones, made later, add a third, and are not counted."""
        return NOTE_BYTES + len(self._variants["identity"].body)

    def _compressed(self, encoding: str) -> bytes:
        return compressed(self._variants["identity"].body, encoding, self.quality)

    def _variant(self, encoding: str, body: bytes) -> Variant:
        headers = [*self._common, ("Content-Length", str(len(body)))]
        if encoding != "identity":
            headers.append(("Content-Encoding", encoding))
        return Variant(headers, body, head(self.status, headers))


class Unkept:
    """The note that an address answers each reader anew, as a form does."""

    size = NOTE_BYTES

    def __init__(self, stamp: Hashable, until: float) -> None:
        self.stamp, self.until, self.drawn = stamp, until, time.time()
