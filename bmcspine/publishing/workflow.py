"""What makes an edition public and takes it down again: who may, what it needs, what is recorded.

Saving stands in `saving`, review in `reviewing`, corrections of public texts in `corrections`.
A step without a person (`by=None`) is one of the clinic's own commands, never a web request.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from bmcspine.publishing import gates
from bmcspine.publishing.clinic_time import written_with_zone
from bmcspine.publishing.content import digest
from bmcspine.publishing.exceptions import AnotherIsScheduled, GatesClosed
from bmcspine.publishing.models import Document, Edition, Event
from bmcspine.publishing.reads import is_public_address
from bmcspine.publishing.releases import Release, correction
from bmcspine.publishing.steps import need, need_permission, take_step

if TYPE_CHECKING:
    from django.contrib.auth.models import User

State = Edition.State
Kind = Event.Kind


@transaction.atomic
def publish(
    edition: Edition,
    *,
    by: "User | None",
    at: datetime | None = None,
    until: datetime | None = None,
    replace: bool = False,
) -> None:
    """Make an approved edition public from `at` (now) until `until` (no end).

    With `replace`, an edition that waits for its hour loses its schedule. A correction takes
    the hours of the texts that it corrects. Raises GatesClosed, AnotherIsScheduled (say
    `replace`, or correct both texts) or StepRefused; then nothing has changed.
    """
    need_permission(by, "publish_edition")
    if edition.corrects_id is None:
        releases = [Release(edition, None, at, until)]
    else:
        need(not (at or until or replace), "A correction takes the hours of the corrected texts.")
        releases = correction(edition, timezone.now())
    for release in releases:
        _need_sign_off(release.edition)
    _release(releases, Kind.PUBLISHED, by, replace=replace)


def publish_unreviewed(edition: Edition, *, reason: str) -> None:
    """Make an edition public that nobody has signed off; only where the settings allow it.

    The page then says so to its readers, and the event is of a kind of its own.
    """
    need(settings.ALLOW_UNREVIEWED_CONTENT, "Content without sign-off is not allowed here.")
    need(edition.state != State.APPROVED, "This edition is approved: publish it.")
    with transaction.atomic():
        _set_state(edition, State.UNREVIEWED)
        release = Release(edition, None, None, None)
        _release([release], Kind.LOADED_NOT_REVIEWED, None, reason, replace=True)


@transaction.atomic
def publish_in_emergency(edition: Edition, *, by: "User", reason: str) -> None:
    """Make the newest draft, or a correction, public now although no clinician has approved it.

    Every gate holds. The page tells its readers that nobody has checked it, and the edition
    stays on every reviewer's list until one has.
    """
    need_permission(by, "publish_in_emergency")
    need(bool(reason.strip()), "Say why this cannot wait for a reviewer.")
    releases = [Release(edition, None, None, None)]
    if edition.corrects_id is None:
        need(edition.number == edition.document.head, "A newer draft exists: publish that one.")
    else:
        releases = correction(edition, timezone.now())
    for release in releases:
        need(release.edition.state != State.APPROVED, "This edition is approved: publish it.")
        _set_state(release.edition, State.EMERGENCY)
    _release(releases, Kind.EMERGENCY, by, reason, replace=True)


def withdraw(edition: Edition, *, by: "User", reason: str, moved_to: str = "") -> None:
    """Take the public edition off the site at once; its address then answers 410.

    With `moved_to`, a path of this site, readers are sent there instead.
    """
    need_permission(by, "publish_edition")
    now = timezone.now()
    _need_public(edition, now, "be withdrawn")
    need(bool(reason.strip()), "Say why it is withdrawn.")
    elsewhere = moved_to != edition.get_absolute_url() and is_public_address(moved_to)
    need(not moved_to or elsewhere, f"The address {moved_to} is no public page of this site.")
    take_step(edition, Kind.WITHDRAWN, by, reason, live_until=now, moved_to=moved_to)


def unschedule(edition: Edition, *, by: "User", reason: str) -> None:
    """Take back the schedule of an edition that is not public yet; it stays approved."""
    need_permission(by, "publish_edition")
    waits = edition.live_from is not None and edition.live_from > timezone.now()
    need(waits, "Only an edition that is scheduled can be unscheduled.")
    need(bool(reason.strip()), "Say why the schedule is taken back.")
    take_step(edition, Kind.UNSCHEDULED, by, reason, live_from=None, live_until=None)


def change_end(edition: Edition, *, by: "User", until: datetime | None, reason: str) -> None:
    """Let the public edition come down at another hour, or stay without an end."""
    need_permission(by, "publish_edition")
    now = timezone.now()
    _need_public(edition, now, "get another end")
    need(bool(reason.strip()), "Say why the end changes.")
    need(until is None or until > now, "That hour has passed: to take it down now, withdraw it.")
    need(until != edition.live_until, "Nothing changes: that is its end already.")
    end = f"Comes down on {written_with_zone(until)}" if until else "Stays without an end"
    take_step(edition, Kind.SCHEDULED, by, f"{end}. {reason}", live_until=until)


def _need_public(edition: Edition, now: datetime, what: str) -> None:
    is_public = Edition.objects.published(now).filter(pk=edition.pk).exists()
    need(is_public, f"Only an edition that is public now can {what}.")


def _need_sign_off(edition: Edition) -> None:
    need(edition.state == State.APPROVED, "Only an approved edition can be published.")
    signed = edition.events.filter(kind=Kind.APPROVED, content_digest=digest(edition.content))
    need(signed.exists(), "Nobody approved this very text: send it for review.")


def _set_state(edition: Edition, state: str) -> None:
    """Change the state if it is still what was read; the release that follows is the event."""
    seen = Edition.objects.filter(pk=edition.pk, state=edition.state, live_from=edition.live_from)
    need(seen.update(state=state) == 1, "Somebody else took a step meanwhile: load the page again.")
    edition.state = state


def _release(
    releases: Sequence[Release],
    event: str,
    by: "User | None",
    note: str = "",
    *,
    replace: bool = False,
) -> None:
    """Let every edition go live in its hour; what waits in their place makes room first."""
    first, own = releases[0].edition, [release.edition.pk for release in releases]
    Document.objects.select_for_update().get(pk=first.document_id)  # one release at a time
    instead = {release.replaces: release.edition for release in releases}
    for scheduled in first.document.editions.scheduled(timezone.now()).exclude(pk__in=own):
        if scheduled not in instead and not replace:
            raise AnotherIsScheduled(scheduled)
        _make_room(scheduled, instead.get(scheduled, first), by)
    for release in releases:
        _go_live(release, event, by, note)


def _make_room(scheduled: Edition, instead: Edition, by: "User | None") -> None:
    note = f"Replaced by edition {instead.number}"
    take_step(scheduled, Kind.UNSCHEDULED, by, note, live_from=None, live_until=None)


def _go_live(release: Release, event: str, by: "User | None", note: str) -> None:
    now, edition, at, until = timezone.now(), release.edition, release.at, release.until
    need(edition.live_from is None, "It was public or scheduled before: save the page again.")
    need(at is None or at >= now, "It cannot begin in the past.")
    newer = edition.document.editions.filter(number__gt=edition.number, live_from__isnull=False)
    need(not newer.exists(), "A newer edition is public or scheduled: save this text again.")
    need(until is None or until > (at or now), "It must end after it begins.")
    findings = gates.check(edition)
    if gates.blocking(findings):
        raise GatesClosed(findings)
    event = Kind.SCHEDULED if at and at > now else event
    take_step(edition, event, by, note, live_from=at or now, live_until=until)
