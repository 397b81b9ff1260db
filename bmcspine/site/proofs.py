"""Audits of the whole site: each returns what it counted and every problem it found."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.utils import timezone

from bmcspine.publishing import gates
from bmcspine.publishing.content import digest
from bmcspine.publishing.models import Edition, Event
from stories.models import Authorization


@dataclass(slots=True)
class Proof:
    """What one audit found."""

    name: str
    counted: int = 0
    problems: list[str] = field(default_factory=list)


def events_are_unbroken() -> Proof:
    """No event was changed, removed or slipped in."""
    proof = Proof("Events form one chain", Event.objects.count())
    if not Event.chain_is_whole():
        broken = Event.objects.first_broken()
        proof.problems.append(f"The chain breaks at event {broken.pk if broken else 'the newest'}.")
    return proof


def editions_keep_their_digest() -> Proof:
    """Every edition still holds the content that it was made with."""
    proof = Proof("Editions equal their digests")
    for edition in Edition.objects.select_related("document").iterator():
        proof.counted += 1
        if digest(edition.content) != edition.digest:
            proof.problems.append(f"{edition} is not what it was made as.")
    return proof


def public_editions_pass_their_gates() -> Proof:
    """What readers see would still be let through today."""
    proof = Proof("Public editions pass every gate")
    for edition in Edition.objects.live():
        proof.counted += 1
        found = gates.blocking(gates.check(edition))
        proof.problems += [f"{edition.get_absolute_url()} {finding}" for finding in found]
    return proof


def public_editions_are_signed_off() -> Proof:
    """A clinician approved the very text that readers see."""
    proof = Proof("Public editions are signed off")
    for edition in Edition.objects.live():
        proof.counted += 1
        approvals = Event.objects.filter(kind=Event.Kind.APPROVED, content_digest=edition.digest)
        if not approvals.filter(edition=edition).exists():
            proof.problems.append(f"{edition.get_absolute_url()} was never approved.")
    return proof


def stories_have_signed_forms() -> Proof:
    """Behind each public story stands a form that the patient signed."""
    proof = Proof("Public stories have a signed form")
    signed = Authorization.objects.valid(timezone.now()).signed()
    for edition in Edition.objects.live().of_kind("story"):
        proof.counted += 1
        if signed.uncovered(edition):
            proof.problems.append(f"{edition.get_absolute_url()} shows more than forms cover.")
    return proof


PROOFS: tuple[Callable[[], Proof], ...] = (
    events_are_unbroken,
    editions_keep_their_digest,
    public_editions_pass_their_gates,
    public_editions_are_signed_off,
    stories_have_signed_forms,
)


def run() -> Iterator[Proof]:
    """Run every audit in turn."""
    return (audit() for audit in PROOFS)
