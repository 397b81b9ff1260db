"""What each component is given, in each state that looks different."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils import timezone

from bmcspine.images.models import Image
from bmcspine.publishing.content import Content
from bmcspine.site.styleguide import charts, contents, rows
from bmcspine.site.styleguide.bones import BONES
from contacts.callbacks.forms import CallbackForm
from contacts.finding import Choice, Filter, Found
from procedures.drawable import placed
from procedures.printed import with_dates

Context = dict[str, Any]
States = Mapping[str, Callable[[], Context | None]]
"""State → what the component is given; None where there is nothing to show yet."""

CRUMBS = [("Home", "/"), ("A list", "/procedures/"), ("This page", "/styleguide/")]
BOTH = {"phone": rows.point, "switchboard": lambda: rows.point(label="Switchboard")}
EMPTY = ""
"""The state of a component that has one only."""


def given(**values: Any) -> Context:
    return values


def part(name: str) -> Any:
    """Return one part of the sample page, such as its steps."""
    return contents.page()[name]


def drawn() -> Content:
    """Return the sample page with its numbers drawn as people."""
    return placed(contents.page(), timezone.localdate())


def edition(**values: Any) -> Context:
    return {"edition": rows.edition(contents.page(), **values)}


def read(days: int) -> Context:
    """Return an edition that a reviewer read whole so many days ago."""
    return edition(read=timezone.localdate() - timedelta(days=days))


def found() -> Found:
    """Return two questions, one of them answered."""
    languages = [Choice("Any", "", False), Choice("Spanish", "language=Spanish", True)]
    treats = [Choice("Any", "", True), Choice("Multiple myeloma", "treats=myeloma", False)]
    return Found([], [Filter("What they treat", treats), Filter("Language", languages)], True)


def photo(**values: Any) -> Context | None:
    """Return a picture of the library on which nobody can be recognized, if there is one."""
    picture = Image.objects.filter(shows_person=False).first()
    if picture is None:
        return None
    return {"image": picture.to_content() | {"endings": picture.endings}, "sizes": "20rem"} | values


def refused() -> CallbackForm:
    return CallbackForm({"name": "", "phone": "5550100"})


TEXTS: Mapping[str, States] = {
    "breadcrumb": {EMPTY: lambda: {"crumbs": CRUMBS}},
    "claim": {
        EMPTY: lambda: {
            "claim": with_dates("sample-share", contents.claim()),
            "pages": [("A sample page", "/styleguide/")],
        }
    },
    "care_card": {
        level: partial(given, card=contents.card(level), phone=rows.point())
        for level in ("emergency", "urgent", "routine")
    },
    "charts": {
        "over time": lambda: {"charts": [charts.over_time()]},
        "overview": lambda: {"charts": [charts.overview()]},
    },
    "codes": {EMPTY: lambda: {"codes": part("codes")}},
    "facts": {EMPTY: lambda: {"facts": part("facts"), "phone": rows.point()}},
    "opening": {
        "plain": lambda: {"crumbs": CRUMBS, "title": "A heading", "lead": contents.LONG},
        "mint": lambda: {
            "crumbs": CRUMBS, "title": "A heading", "lead": contents.LONG, "tone": "mint",
            "picture": "bone-fill", **edition(state="unreviewed"),
        },
    },
    "options": {EMPTY: lambda: {"options": part("options")}},
    "people": {EMPTY: lambda: {"pictures": drawn()["sections"][0]["pictures"][0]}},
    "questions": {EMPTY: lambda: {"questions": part("questions")}},
    "section": {
        EMPTY: lambda: {"section": part("sections")[0], "page": contents.page(), "first": False}
    },
    "source": {EMPTY: lambda: {"source": contents.SOURCE}},
    "sources": {EMPTY: lambda: {"sources": [contents.SOURCE | {"number": 1}]}},
    "ending": {EMPTY: edition},
    "steps": {EMPTY: lambda: {"steps": part("steps")}},
    "ticks": {EMPTY: lambda: {"ticks": contents.ticks(), "leans": "waiting", "legend": "A list"}},
    "toc": {EMPTY: lambda: {"sections": part("sections"), "questions": True, "stories": True}},
    "trial": {EMPTY: lambda: {"trial": charts.trial()}},
    "review_stamp": {
        "read": lambda: read(days=10),
        "late": lambda: read(days=800),
        "approved in part": edition,
        "unreviewed": lambda: edition(state="unreviewed"),
    },
}  # fmt: skip
"""What carries the words of pages."""

PEOPLE: Mapping[str, States] = {
    "call_doctor": {
        EMPTY: lambda: {"person": rows.doctor(), "phone": rows.point(),
                        "doctors_phone": rows.point(pk=2)},
    },
    "call_first": {
        "all known": lambda: {"contact": rows.point(), "transfer": rows.point(), **_switchboard(),
                              "facts": part("facts")},
        "nothing known": dict,
    },
    "clinician_card": {EMPTY: lambda: {"person": rows.doctor()}},
    "clinician_facts": {EMPTY: lambda: {"person": rows.doctor()}},
    "contact": {
        "all known": lambda: {"contact": rows.point(), **_switchboard()},
        "little known": lambda: {"contact": rows.bare_point(), **_switchboard()},
    },
    "find_doctor": {EMPTY: lambda: {"found": found()}},
    "if_it_fails": {EMPTY: lambda: {"contact": rows.bare_point(), **_switchboard()}},
    "open_now": {
        "open": lambda: {"opening": rows.OPEN}, "closed": lambda: {"opening": rows.CLOSED},
    },
    "phone": {
        kind or "plain": partial(given, phone=rows.point(), lead="Call", kind=kind)
        for kind in ("", "light", "quiet")
    },
    "pocket_card": {
        EMPTY: lambda: {"person": rows.doctor(), "phone": rows.point(),
                        "page_url": "https://www.example.org/contact/ann-doe/"},
    },
    "portrait": {EMPTY: lambda: {"person": rows.doctor(), "sizes": "4rem"}},
    "qr": {
        EMPTY: lambda: {"address": reverse("contacts:number_code", args=[1]), "says": "a number"}
    },
    "sheet_card": {EMPTY: lambda: {"card": contents.card("urgent")}},
    "sheet_phone": {EMPTY: lambda: {"contact": rows.point()}, "without a number": dict},
}  # fmt: skip
"""Who to call, and who they are."""

REST: Mapping[str, States] = {
    "blank": {
        "a line": lambda: {"id": "line", "label": "Date of birth", "hint": "Month, day, year"},
        "lines": lambda: {"id": "lines", "label": "Findings", "lines": 3},
    },
    "doors": {EMPTY: lambda: {"doctors_phone": rows.point(), "procedure": edition()["edition"]}},
    "edition_card": {EMPTY: lambda: edition(state="unreviewed")},
    "field": {EMPTY: lambda: {"field": refused()["phone"]}},
    "footer": {EMPTY: lambda: {"clinic": rows.clinic(), "phone": rows.point()}},
    "help": {EMPTY: lambda: {"field": refused()["phone"]}},
    "home_more": {
        EMPTY: lambda: {"sections": part("sections"), "clinicians": [rows.doctor()], **read(10)}
    },
    "letterhead": {"on paper": lambda: {"phone": rows.point(), **edition()}},
    "notice": {
        "one": lambda: {"notices": [rows.notice()]},
        "several": lambda: {"notices": [rows.notice(), rows.notice(title="No parking")]},
    },
    "notice_entry": {
        "current": lambda: {"notice": rows.notice()},
        "past": lambda: {"notice": rows.notice(), "past": True},
    },
    "photo": {"whole": photo, "card": lambda: photo(crop="card")},
    "picture": {
        name: partial(given, name=name) for name in ("meet", "bone-broken", "bone-well")
    },
    "problems": {EMPTY: lambda: {"form": refused(), "heading": "This was not sent yet."}},
    "story_card": {EMPTY: edition},
    "story_top": {EMPTY: lambda: {"story": contents.page(), **edition(state="unreviewed")}},
}  # fmt: skip
"""What stands around the words, and what stands in the place of a story."""

STATES: Mapping[str, States] = {**TEXTS, **PEOPLE, **BONES, **REST}


def _switchboard() -> Context:
    return {"switchboard": rows.point(label="Switchboard", audience="switchboard")}
