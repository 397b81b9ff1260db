"""Everything that the desk of one person is made from, in three queries however much there is."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.contrib.auth.models import User
from django.utils import timezone

from bmcspine.publishing import kinds
from bmcspine.publishing.rows import SOON
from bmcspine.publishing.steps import may
from bmcspine.site.desk.dated import Dated, dated_rows
from bmcspine.site.desk.findings import closed_gates
from bmcspine.site.desk.record import Record, record_for
from bmcspine.site.desk.standing import Place, places


@dataclass(frozen=True)
class Facts:
    """What is known at one moment, for one person."""

    user: User
    now: datetime
    places: list[Place]
    """Of the documents that this person may see."""
    addresses: frozenset[str]
    """Of all documents."""
    dated: list[Dated]
    record: Record
    may_approve: bool
    may_publish: bool

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    @property
    def horizon(self) -> date:
        """The last day that is soon."""
        return self.today + SOON

    def about(self, matter: str) -> list[Dated]:
        """Return the dated rows of one kind of matter."""
        return [row for row in self.dated if row.matter == matter]

    @cached_property
    def closed_gates(self) -> dict[int, list[str]]:
        """What in each newest or public edition keeps it from going live, by its primary key."""
        editions = [edition for place in self.places for edition in place.editions]
        return closed_gates(editions, self.addresses, self.today)


def facts_for(user: User, now: datetime) -> Facts:
    """Read everything that this person's desk needs."""
    record = record_for(user)
    everything, visible = places(user, now, record.open_requests), kinds.visible_to(user)
    return Facts(
        user=user,
        now=now,
        places=[place for place in everything if place.document.kind in visible],
        addresses=frozenset(place.document.get_absolute_url() for place in everything),
        dated=dated_rows(user, now),
        record=record,
        may_approve=may(user, "approve_edition"),
        may_publish=may(user, "publish_edition"),
    )
