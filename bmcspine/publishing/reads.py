"""How a public view gets the one edition of its address, and staff the one of a former day."""

from datetime import date, datetime, time

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_date

from bmcspine.publishing.addresses import found_under
from bmcspine.publishing.exceptions import Gone, Moved
from bmcspine.publishing.models import Document, Edition

AS_OF = "as-of"
"""Name of the parameter that asks for a page as it stood on a day: ?as-of=2026-11-22."""


def live_edition(request: HttpRequest, kind: str, slug: str) -> Edition:
    """Return the public edition of this address, with its review stamp, in one query.

    Staff who may see editions can ask for a former day; everybody else gets today's.

    Raises:
        Gone: it was public once, and has been withdrawn, has ended or lost its authorization.
        Moved: likewise, and staff named another page instead.
        Http404: it was never public.
    """
    at = asked_moment(request) or timezone.now()
    language = settings.LANGUAGES[0][0]
    address = {"document__slug": slug, "document__language": language}
    here = Edition.objects.of_kind(kind).filter(**address)
    edition = here.live(at).with_review(at).first()
    if edition is not None:
        tell_staff(request, edition)
        return edition
    ended = here.begun(at).order_by("-number").first()
    if ended is None:
        raise Http404
    if ended.moved_to and ended.live_until is not None and ended.live_until <= at:
        raise Moved(ended.moved_to)
    raise Gone


def asked_moment(request: HttpRequest) -> datetime | None:
    """Return the end of the day that a member of staff asks for, at most now; None for readers.

    A request without the parameter never touches the session.
    """
    if AS_OF not in request.GET:
        return None
    asker: User | AnonymousUser = request.user
    try:
        day = parse_date(request.GET[AS_OF])
    except ValueError:
        day = None
    if day is None or not asker.has_perm("publishing.view_edition"):
        return None
    return end_of(min(day, timezone.localdate()))


def end_of(day: date) -> datetime:
    """Return the last second of a day in the clinic's time, or now where that is to come."""
    last = timezone.make_aware(datetime.combine(day, time(23, 59, 59)))
    return min(last, timezone.now())


def seen_on(document: Document, at: datetime) -> Edition | None:
    """Return the edition of a document that readers saw at a time, with its review stamp."""
    return document.editions.live(at).with_review(at).first()


def shown_day(request: HttpRequest) -> date:
    """Return the day for which a page is drawn: today, or the former day that staff ask for."""
    return timezone.localdate(asked_moment(request))


def is_public_address(path: str) -> bool:
    """Return whether readers find a page under this path now: an edition, or a list of them."""
    match = found_under(path)
    if match is None or match.url_name == "list":
        return match is not None
    editions = Edition.objects.live().defer("content")
    return path in {edition.get_absolute_url() for edition in editions}


def tell_staff(request: HttpRequest, edition: Edition) -> None:
    """Let the bar on top of the page say which day staff look at; readers see no bar."""
    moment = asked_moment(request)
    if moment is not None:
        request.edition_read = edition  # type: ignore[attr-defined]
        request.as_of = moment  # type: ignore[attr-defined]
