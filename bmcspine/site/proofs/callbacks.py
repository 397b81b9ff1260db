"""Audits of requests for a call: kept as long as promised, and opened on record alone."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.utils import timezone

from bmcspine.publishing import endings
from bmcspine.publishing.events import subject_of
from bmcspine.publishing.models import Event
from bmcspine.site.proofs.drawing import DrawnSite
from bmcspine.site.proofs.proof import Proof
from contacts.callbacks.people import erased
from contacts.models import CallbackNote, CallbackRequest

LONGEST_OPEN = timedelta(days=14)
"""After two weeks without an end a request is forgotten rather than open."""

GRACE = timedelta(days=1)
"""What the worker had to drop may still be there for as long as nobody noticed that it stopped."""


def requests_are_kept_as_promised(site: DrawnSite) -> Proof:
    """Nobody is forgotten, nothing outlasts its time, and nothing erased has come back."""
    proof, now = Proof("Requests for a call are kept as promised"), timezone.now()
    late = set(CallbackRequest.objects.expired(now - GRACE).values_list("pk", flat=True))
    ended = erased()
    for row in CallbackRequest.objects.defer("sealed"):
        problem = ""
        if row.pk in ended:
            problem = f"{row} was erased and is back: run “manage.py erase_callbacks --restored”."
        elif row.pk in late:
            problem = f"{row} should be gone: is the worker running?"
        elif row.erased_at is None and row.received_at <= now - LONGEST_OPEN:
            problem = f"{row} is open for more than {LONGEST_OPEN.days} days."
        proof.check(not problem, problem)
    for place in endings.damaged(endings.files()):
        proof.check(False, f"{place} cannot be read: something erased may have come back.")
    return proof


def openings_are_on_record(site: DrawnSite) -> Proof:
    """Every request that was opened, and every note, has the event that says who and why."""
    proof, record = Proof("Openings of requests are on record"), _record()
    for row in CallbackRequest.objects.exclude(opened_at=None).defer("sealed"):
        known = (Event.Kind.OPENED, row.opened_at) in record[subject_of(row)]
        proof.check(known, f"{row} was opened, and no event tells of it.")
    for note in CallbackNote.objects.select_related("request").defer("sealed", "request__sealed"):
        changed = (kind for kind, _ in record[subject_of(note.request)])
        known = Event.Kind.CHANGED in changed
        proof.check(known, f"{note} was written, and no event tells of it.")
    return proof


def _record() -> dict[str, set[tuple[str, datetime]]]:
    """Return what was done to each request, and when."""
    about = Event.objects.filter(subject__startswith=f"{CallbackRequest._meta.label_lower}/")
    found: dict[str, set[tuple[str, datetime]]] = defaultdict(set)
    for subject, kind, at in about.values_list("subject", "kind", "at"):
        found[subject].add((kind, at))
    return found
