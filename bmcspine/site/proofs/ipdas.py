"""Audit of aids to decide: each criterion of IPDAS with the place on the page that meets it.

The six that make a text a decision aid, and the six general ones of certifying. Source:
Joseph-Williams N et al., Med Decis Making 2014;34:699-710 (PMC5013503), in our own words.
"""

from collections.abc import Callable

from bmcspine.publishing.content import Content
from bmcspine.publishing.models import Edition
from bmcspine.site.proofs.drawing import Drawn, DrawnSite
from bmcspine.site.proofs.proof import Proof
from procedures.decision_gates import options_are_told_alike

Place = Callable[[Edition, Drawn], str]
"""Returns the anchor at which a criterion is met, or nothing."""


def section(role: str) -> Place:
    """Return a finder of the section with this role."""

    def find(edition: Edition, page: Drawn) -> str:
        found = (row["key"] for row in edition.content["sections"] if row["role"] == role)
        return next(found, "")

    return find


def options(field: str = "") -> Place:
    """Return a finder of the choices, if there are several and each of them fills this field."""

    def find(edition: Edition, page: Drawn) -> str:
        rows: list[Content] = edition.content["options"]
        told = len(rows) > 1 and all(row[field or "name"].strip() for row in rows)
        return section("alternatives")(edition, page) if told else ""

    return find


def told_alike(edition: Edition, page: Drawn) -> str:
    alike = not list(options_are_told_alike(edition))
    return options("bad")(edition, page) if alike else ""


def sources(edition: Edition, page: Drawn) -> str:
    return "source-1" if page.markup.claims else ""


def date(edition: Edition, page: Drawn) -> str:
    return "dated" if edition.live_from else ""


CRITERIA: tuple[tuple[str, Place], ...] = (
    ("tells of the health problem", section("what")),
    ("names the decision", section("decision")),
    ("names the choices", options()),
    ("tells the good sides of each choice", options("good")),
    ("tells the bad sides of each choice", options("bad")),
    ("tells what it is like to live with a choice", section("lived")),
    ("tells good and bad sides in equal detail", told_alike),
    ("cites its evidence", sources),
    ("gives its date", date),
    ("says how it is kept up to date", section("updates")),
    ("says how sure the figures are", section("certainty")),
    ("says who pays for it", section("funding")),
)


def aids_meet_the_criteria(site: DrawnSite) -> Proof:
    """Every public aid to decide meets all twelve, each at a place that its readers can open."""
    proof = Proof("Aids to decide meet the criteria of IPDAS")
    proof.note = "presence only: whether it is true and fair a person judges"
    for edition, page in site.editions:
        if edition.content.get("page_kind") == "decision":
            for number, (words, find) in enumerate(CRITERIA, start=1):
                anchor = find(edition, page)
                there = bool(anchor) and anchor in page.markup.ids
                proof.check(there, f"{page.path} misses criterion {number}: it {words}.")
                if there:
                    proof.places.append(f"{number:2} It {words}: {page.path}#{anchor}")
    return proof
