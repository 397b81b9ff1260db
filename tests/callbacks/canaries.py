"""Words that stand nowhere else, typed into each field; found anywhere else, something leaks."""

TYPED = {
    "name": "Quxwelda Zyzzbrook",
    "phone": "617-555-0163 ext. 90817",
    "message": "Pflumpernickel gate",
    "topic": "",
}
CANARIES = ("Quxwelda", "Zyzzbrook", "5550163", "555-0163", "90817", "Pflumpernickel")


def found_in(content: bytes) -> list[str]:
    """Return the canaries in these bytes, in small letters or large, as text or as hexadecimals."""
    small = content.lower()
    return [word for word in CANARIES if any(way in small for way in _ways(word))]


def _ways(word: str) -> tuple[bytes, ...]:
    small = word.lower()
    return small.encode(), small.encode("utf-16-le"), word.encode().hex().encode()
