"""Contact cards for address books: vCard 4.0 (RFC 6350)."""

import base64
import re
from collections.abc import Iterable

from bmcspine.publishing.structured import absolute
from contacts.clinicians import Clinician
from contacts.languages import tags
from contacts.points import ContactPoint
from contacts.portraits import small_jpeg

MOST_OCTETS = 75
"""Of a line, its end not counted. Source: RFC 6350, 3.2."""

_ESCAPES = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n"})
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


def vcard(clinician: Clinician, card_address: str, phones: Iterable[ContactPoint]) -> bytes:
    """Return the card of a clinician, with the numbers of the clinic, the preferred one first."""
    lines = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "KIND:individual",
        f"SOURCE:{absolute(card_address)}",
        f"FN:{_escaped(clinician.full_name)}",
        f"N:{_name(clinician)}",
        f"ORG:{_joined(clinician.clinic.hospital, clinician.clinic.service)}",
        f"ROLE:{_escaped(clinician.role)}" if clinician.role else "",
        f"URL:{absolute(clinician.get_absolute_url())}",
        *(f"TEL;VALUE=uri;TYPE=work;PREF={place}:{phone.tel_uri}"
          for place, phone in enumerate(phones, start=1)),
        *(f"LANG:{tag}" for tag in tags(clinician.spoken)),
        _photo(clinician),
        "END:VCARD",
    ]  # fmt: skip
    return b"".join(_folded(line) for line in lines if line)


def _name(clinician: Clinician) -> str:
    """Return the parts of the name; the last word is the family name, as directories sort it."""
    given, _, family = clinician.name.rpartition(" ")
    return _joined(family, given, "", "", clinician.credentials)


def _photo(clinician: Clinician) -> str:
    picture = small_jpeg(clinician.portrait) if clinician.portrait else b""
    return f"PHOTO:data:image/jpeg;base64,{base64.b64encode(picture).decode()}" if picture else ""


def _joined(*parts: str) -> str:
    return ";".join(map(_escaped, parts))


def _escaped(text: str) -> str:
    """Return a text as a value; what would end its line or its part is written out."""
    return _CONTROL.sub("", re.sub(r"\r\n?|[\x85\u2028\u2029]", "\n", text)).translate(_ESCAPES)


def _folded(line: str) -> bytes:
    """Return a line with its end; a long one goes on after a blank, never inside a character."""
    folded, room = b"", MOST_OCTETS
    for character in line:
        octets = character.encode()
        if len(octets) > room:
            folded, room = folded + b"\r\n ", MOST_OCTETS - 1
        folded, room = folded + octets, room - len(octets)
    return folded + b"\r\n"
