"""Audits of the record: the chain of events, and the texts that it is about."""

from django.db import connection
from django.utils import timezone

from bmcspine.publishing.content import digest
from bmcspine.publishing.models import Document, Edition, Event
from bmcspine.publishing.querysets import RELEASES
from bmcspine.site.proofs.drawing import DrawnSite
from bmcspine.site.proofs.proof import Proof

RELEASED_STATES = {Edition.State.APPROVED, Edition.State.UNREVIEWED, Edition.State.EMERGENCY}


def events_are_unbroken(site: DrawnSite) -> Proof:
    """No event was changed, removed or slipped in."""
    proof = Proof("Events form one chain", Event.objects.count())
    if not Event.chain_is_whole():
        broken = Event.objects.first_broken()
        proof.problems.append(f"The chain breaks at event {broken.pk if broken else 'the newest'}.")
    return proof


def editions_keep_their_digest(site: DrawnSite) -> Proof:
    """Every edition still holds the content that it was made with."""
    proof = Proof("Editions equal their digests")
    for edition in Edition.objects.select_related("document").iterator():
        is_right = digest(edition.content) == edition.digest
        proof.check(is_right, f"{edition} is not what it was made as.")
    return proof


def readers_see_released_texts_only(site: DrawnSite) -> Proof:
    """Each page shows the text of a released row; every other document's address shows nothing.

    The rows are read as they stand in the tables, past the queryset that decides what is public.
    """
    proof = Proof("Readers see released texts only")
    released = _released_titles()
    for document in Document.objects.order_by("kind", "slug"):
        page = site.get(document.get_absolute_url())
        shown = " ".join(page.markup.heading.split()) if page.is_page else ""
        is_right = not page.is_page or shown == released.get(document.pk)
        proof.check(is_right, f"{page.path} shows “{shown}”, which was never released.")
    for edition, page in site.editions:
        problem = f"{page.path} should show {edition}, but answers {page.status}."
        proof.check(page.is_page, problem)
    return proof


def _released_titles() -> dict[int, str]:
    """Return, by document, the title of the released row with the highest number."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT edition_id, content_digest, kind FROM publishing_event"
            " WHERE edition_id IS NOT NULL"
        )
        releases = {(pk, digest) for pk, digest, kind in cursor.fetchall() if kind in RELEASES}
    titles: dict[int, str] = {}
    begun = Edition.objects.filter(live_from__lte=timezone.now()).order_by("number")
    for edition in begun.iterator():
        is_released = (edition.pk, digest(edition.content)) in releases
        if is_released and edition.state in RELEASED_STATES:
            titles[edition.document_id] = edition.title
    return titles
