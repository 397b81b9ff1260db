"""Audits of what a clinician's name stands for: gates, approvals, and the dates of reviews."""

import json
from datetime import date

from django.utils import timezone

from bmcspine.publishing import gates
from bmcspine.publishing.models import Edition, Event
from bmcspine.site.proofs.drawing import Drawn, DrawnSite
from bmcspine.site.proofs.proof import Proof


def public_editions_pass_their_gates(site: DrawnSite) -> Proof:
    """What readers see would still be let through today."""
    proof = Proof("Public editions pass every gate", len(site.editions))
    for edition, page in site.editions:
        found = gates.blocking(gates.check(edition))
        proof.problems += [f"{page.path} {finding}" for finding in found]
    return proof


def public_editions_are_signed_off(site: DrawnSite) -> Proof:
    """A clinician approved the very text that readers see."""
    proof = Proof("Public editions are signed off")
    for edition, page in site.editions:
        approvals = Event.objects.filter(kind=Event.Kind.APPROVED, content_digest=edition.digest)
        is_right = approvals.filter(edition=edition).exists()
        proof.check(is_right, f"{page.path} was never approved.")
    return proof


def review_dates_come_from_the_record(site: DrawnSite) -> Proof:
    """The day of the last review on a page, and in its data, is that of the event behind it."""
    proof = Proof("Review dates equal the record")
    for edition, page in site.editions:
        event = _last_review(edition)
        day = timezone.localdate(event.at) if event else None
        said = f"{page.path} does not show the review of {day or 'nobody'} as the record has it."
        proof.check(_shows(page, event, day) and _tells(page, day), said)
    return proof


def _last_review(edition: Edition) -> Event | None:
    """Return the event of the last review, as far as this text has a sign-off at all."""
    if edition.is_unreviewed:
        return None
    reviews = Event.objects.filter(kind=Event.Kind.REVIEWED, document=edition.document_id)
    return reviews.filter(edition__number__lte=edition.number).order_by("pk").last()


def _shows(page: Drawn, event: Event | None, day: date | None) -> bool:
    stamp = " ".join(page.markup.stamp.split())
    if event is None or day is None:
        return bool(stamp) and "Checked by" not in stamp
    return f"Checked by {event.person}" in stamp and f" on {day:%B} {day.day}, {day.year}." in stamp


def _tells(page: Drawn, day: date | None) -> bool:
    """Whether the structured data give this day, or none where there is none."""
    found = {item["lastReviewed"] for text in page.markup.data for item in json.loads(text)
             if "lastReviewed" in item}  # fmt: skip
    return found == ({day.isoformat()} if day else set())
