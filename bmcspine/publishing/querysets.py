from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Concat
from django.utils import timezone

from bmcspine.publishing import kinds
from bmcspine.publishing.events import Event
from bmcspine.publishing.visibility import VisibleQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

    from bmcspine.publishing.editions import Edition  # noqa: F401 names the model below


RELEASES = (
    *(Event.Kind.PUBLISHED, Event.Kind.SCHEDULED),
    *(Event.Kind.EMERGENCY, Event.Kind.LOADED_NOT_REVIEWED),
)
"""Events that let an edition become public."""


class EditionQuerySet(VisibleQuerySet["Edition"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Return the editions of documents that this member of staff may see."""
        return super().visible_to(user).filter(document__kind__in=kinds.visible_to(user))

    def begun(self, at: datetime) -> Self:
        """Return editions whose time has come, ended or not.

        Only what went live through the workflow counts: an event says so, for this very text.
        """
        released = Event.objects.filter(
            edition=OuterRef("pk"), kind__in=RELEASES, content_digest=OuterRef("digest")
        )
        return self.filter(Exists(released), live_from__lte=at)

    def scheduled(self, at: datetime) -> Self:
        """Return editions that will become public after `at`."""
        return self.filter(live_from__gt=at)

    def published(self, at: datetime) -> Self:
        """Return, per document, the newest edition whose time has come and has not ended.

        The highest number decides, not the latest date: an edition scheduled long ago never
        replaces a later correction. When that edition has ended the document is gone; an older
        text never comes back by itself.
        """
        newest = self.model.objects.begun(at).filter(document=OuterRef("document"))
        top = newest.order_by("-number").values("pk")[:1]
        return self.filter(pk=Subquery(top)).exclude(live_until__lte=at)

    def live(self, at: datetime | None = None) -> Self:
        """Return the editions that readers may see at `at` (now): the only definition of public.

        Besides the schedule it holds what each kind asks for, such as a story's authorization,
        and that texts without sign-off are public only where the settings allow it.
        """
        at = at or timezone.now()
        public = self.published(at).filter(kinds.restrictions(at)).select_related("document")
        return public if settings.ALLOW_UNREVIEWED_CONTENT else public.exclude(state="unreviewed")

    def of_kind(self, name: str) -> Self:
        """Return the editions of one kind of document."""
        return self.filter(document__kind=name)

    def newest_first(self, kind: str, at: datetime | None = None) -> Self:
        """Return those of one kind in the order of their moments, for the few that are shown.

        It goes along the index of moments and stops. To keep SQLite from sorting all documents
        of a kind instead, the kind is asked for in a way that no index serves.
        """
        own_kind = self.alias(own_kind=Concat("document__kind", Value(""))).filter(own_kind=kind)
        return own_kind.filter(live_from__lte=at or timezone.now()).order_by("-live_from", "-pk")

    def before(self, pk: int) -> Self:
        """Return those that follow this edition in `newest_first`."""
        moment = Subquery(self.model.objects.filter(pk=pk).order_by().values("live_from"))
        return self.filter(Q(live_from__lt=moment) | Q(pk__lt=pk), live_from__lte=moment)

    def after(self, pk: int) -> Self:
        """Return those that stand before this edition in `newest_first`, the nearest first."""
        moment = Subquery(self.model.objects.filter(pk=pk).order_by().values("live_from"))
        found = self.filter(Q(live_from__gt=moment) | Q(pk__gt=pk), live_from__gte=moment)
        return found.order_by("live_from", "pk")

    def with_review(self, at: datetime | None = None) -> Self:
        """Add who had last read the whole document by `at` (now), in this edition or one before."""
        reviews = Event.objects.filter(
            kind=Event.Kind.REVIEWED,
            document=OuterRef("document"),
            edition__number__lte=OuterRef("number"),
            at__lte=at or timezone.now(),
        ).order_by("-pk")
        return self.annotate(
            reviewed_at=Subquery(reviews.values("at")[:1]),
            reviewed_by=Subquery(reviews.values("person")[:1]),
            reviewed_credentials=Subquery(reviews.values("credentials")[:1]),
        )
