"""Content for samples: words that nobody could take for advice, and every kind of part."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from bmcspine.publishing.content import Content

LONG = (
    "This text only shows how a paragraph looks. It has a second sentence, so that the line "
    "breaks, and a third one, which is short."
)
BODY = (
    f"<p>{LONG} Here is <strong>a strong word</strong> and <a href='/glossary/'>a link</a>. "
    "[[claim:sample-share]]</p><ul><li>One thing</li><li>Another thing</li></ul>"
)
SOURCE = {
    "key": "doe-2020", "authors": "Doe A et al.", "title": "A sample study", "year": 2020,
    "journal": "Journal of Samples", "locator": "1:2-3", "doi": "10.5555/12345678", "pmid": "",
    "url": "", "kind": "randomized trial", "funding": "Nobody: it does not exist.",
}  # fmt: skip


def claim(**values: Any) -> Content:
    """Return a claim as an edition keeps it, valid today."""
    today = timezone.localdate()
    fields = {
        "statement": "Of 100 samples, 44 were round with a ruler. It was 21 of 100 without one.",
        "kind": "benefit", "count": "44", "compared_count": "21", "per": 100,
        "denominator": "44 of 100 samples, and 21 of 100", "population": "Samples of this page",
        "comparison": "samples without a ruler", "time_span": "1 day", "certainty": "low",
        "checked_on": today.isoformat(), "source": SOURCE,
    }  # fmt: skip
    return fields | {"valid_until": (today + timedelta(days=30)).isoformat()} | values


def page() -> Content:
    """Return the content of a treatment's page with each of its parts."""
    sections = [
        {"key": "what", "role": "what", "heading": "A section", "body": BODY, "picture": ""},
        {"key": "levels", "role": "levels", "heading": "Bones", "body": BODY, "picture": "spine"},
    ]
    return {
        "title": "A sample page", "summary": "What a lead looks like: one or two sentences.",
        "page_kind": "procedure", "audience": "patients", "sections": sections, "levels": ["T12"],
        "facts": [{"label": f"Fact {number}", "text": "A few words"} for number in (1, 2, 3)],
        "cards": [card(level) for level in ("emergency", "urgent", "routine")],
        "steps": [step(name) for name in ("meet", "lie", "home")],
        "options": [option("A choice"), option("Another choice")],
        "questions": [{"key": "why", "question": "A question", "answer": LONG}],
        "codes": [{"system": "CODE", "code": "A00.0", "meaning": "What the code is for"}],
        "claims": {"sample-share": claim()}, "terms": {"sample": term()},
        "iconarrays": [array()],
    }  # fmt: skip


def term() -> Content:
    return {"term": "Paragraph", "plain": "Some sentences that belong together.", "aka": []}


def card(level: str) -> Content:
    heading = {"emergency": "Call 911 if ANY of these is true", "urgent": "Call today if ANY of "
               "these is true", "routine": "Ask us if ALL of these are true"}[level]  # fmt: skip
    return {
        "key": level, "level": level, "match": "any", "heading": heading, "calls_us": True,
        "items": "The first sign\nThe second sign", "action": "What to do, in one sentence.",
    }  # fmt: skip


def step(picture: str) -> Content:
    return {"picture": picture, "heading": "A moment", "body": LONG}


def option(name: str) -> Content:
    sides = ("what", "good", "bad", "asks", "certainty")
    return {"name": name, "is_waiting": False} | dict.fromkeys(sides, "One plain sentence.")


def array() -> Content:
    return {
        "key": "round", "heading": "How many are round", "role": "what", "claim": "sample-share",
        "outcome": "round", "group": "With a ruler", "compared_group": "Without a ruler",
        "beside": False, "out_of": 100,
    }  # fmt: skip


def ticks() -> list[Content]:
    return [{"key": line, "label": line, "leans": "waiting"} for line in ("One line", "Another")]
