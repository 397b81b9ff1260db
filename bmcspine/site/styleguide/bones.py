"""What the components of the spine are given, in each state that looks different."""

from collections.abc import Mapping
from typing import Any

from procedures.levels import find

BANDS = [
    {"key": "one", "label": "The first band", "levels": "T12 L1", "text": "What was found."},
    {"key": "two", "label": "The second band", "levels": "T10 T11", "text": "What was found."},
    {"key": "three", "label": "The third band", "levels": "C1 C2", "text": "What was found."},
]
SAYS = "Drawing of a spine from the side. One or more bones are colored."

BONES: Mapping[str, Mapping[str, Any]] = {
    "bands": {
        "all": lambda: {"bands": BANDS},
        "of one bone": lambda: {"bands": BANDS, "current": BANDS[0]},
    },
    "bones": {
        "several bones": lambda: {"levels": ["T12", "L1"], "says": SAYS},
        "a region": lambda: {"part": "chest", "levels": ["T7"], "says": SAYS},
        "bands": lambda: {"bands": BANDS, "says": SAYS},
    },
    "levels": {
        level: lambda level=level: {"levels": [level]} for level in ("C5", "T7", "T12", "L4")
    },
    "picker": {"a bone": lambda: {"current": find("t12")}},
    "place_name": {
        "a bone": lambda: {"place": find("t12")},
        "a region": lambda: {"place": find("chest")},
    },
    "spine": {
        "with pages": lambda: {"picks": True, "part": "lower-back", "current": find("lower-back")},
        "without": dict,
    },
}
"""Drawing, names and bands of the bones."""
