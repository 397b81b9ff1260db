"""Copying claims and glossary terms into content, so that a digest covers all that is read."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bmcspine.publishing.content import Content
from bmcspine.publishing.kinds import Carried
from bmcspine.publishing.texts.glossary import pattern
from bmcspine.publishing.texts.passages import CLAIM_TOKEN
from procedures.evidence import Claim
from procedures.glossary import GlossaryTerm
from procedures.outcomes import Outcome
from procedures.trials import Trial

CARRIED = {
    "claims": Carried("figure", Claim),
    "terms": Carried("word explained", GlossaryTerm),
    "outcomes": Carried("trial result", Outcome),
    "trials": Carried("trial", Trial),
}
"""What `embed` and `with_results` add, as staff call it."""


def texts(value: Any) -> Iterator[str]:
    """Yield every string inside plain data, in reading order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def claim_keys(content: Content) -> list[str]:
    """Return the keys of all claims that the content refers to, each once, in reading order."""
    found = [key for text in texts(content) for key in CLAIM_TOKEN.findall(text)]
    drawn = [row["claim"] for row in content.get("iconarrays", [])]
    return list(dict.fromkeys([*found, *drawn, *content.get("usual", [])]))


def embed(content: Content, claims: Mapping[str, Content], terms: Iterable[Content]) -> Content:
    """Return the content together with the claims it refers to and the terms it uses.

    A glossary page gets every term. An unknown claim stays out; the gate on claims names it.
    """
    used = {key: claims[key] for key in claim_keys(content) if key in claims}
    statements = [claim["statement"] for claim in used.values()]
    words = " ".join([*texts(content), *statements])
    everything = content.get("page_kind") == "glossary"
    found = [term for term in terms if everything or pattern(term).search(words)]
    return content | {"claims": used, "terms": {term["slug"]: _meaning(term) for term in found}}


def embed_from_database(content: Content) -> Content:
    """Return the content with the claims and terms that staff keep, in two queries."""
    claims = Claim.objects.contents(claim_keys(content))
    return embed(content, claims, [term.to_content() for term in GlossaryTerm.objects.all()])


def outcome_keys(content: Content) -> list[str]:
    """Return the keys of all results that the charts draw, each once, in reading order."""
    charts = content.get("charts", [])
    return list(dict.fromkeys(key for chart in charts for key in chart["outcomes"]))


def with_results(content: Content, outcomes: Content, trials: Content) -> Content:
    """Return the content together with the results that its charts draw, and their studies.

    An unknown result stays out; the gate on charts names it. A page without charts is as before.
    """
    used = {key: outcomes[key] for key in outcome_keys(content) if key in outcomes}
    if not used:
        return content
    studies = {used[key]["trial"]: trials[used[key]["trial"]] for key in used}
    return content | {"outcomes": used, "trials": studies}


def with_results_from_database(content: Content) -> Content:
    """Return the content with the results that staff keep, in one query if it has charts."""
    keys = outcome_keys(content)
    return with_results(content, *Outcome.objects.contents(keys)) if keys else content


def _meaning(term: Content) -> Content:
    return {name: term[name] for name in ("term", "plain", "aka")}
