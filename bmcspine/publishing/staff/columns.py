"""What the list of documents says of each: how far it has come, what readers see, what to do."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from bmcspine.publishing.clinic_time import written, written_day
from bmcspine.publishing.models import Document, Edition
from bmcspine.publishing.staff.addresses import ForgivingList
from bmcspine.publishing.staff.filters import Choice, WordFilter
from bmcspine.publishing.staff.people import staff
from bmcspine.publishing.staff.tags import tag
from bmcspine.publishing.standings import STATES, Listed, standings
from bmcspine.publishing.steps import may

CALM = {"Public", "Draft", "Scheduled"}
"""States in which nobody waits for anybody."""

STEP = '<a class="button" href="{}" data-due="{}">{}<span class="visually-hidden"> “{}”</span></a>'


class DocumentList(ForgivingList):
    """The list itself: each row knows where its document stands and what may be done."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        screen: Any = self.model_admin
        known, steps = listed(request, screen.model), steps_for(request, screen)
        self.result_list = list(self.result_list)
        for row in self.result_list:
            row.listed, row.offered = known.get(row.pk), steps


class StateFilter(WordFilter):
    """Chooses documents by how far they have come; each state that occurs with its number."""

    title = "state"
    parameter_name = "state"
    template = "admin/documents/_states.html"

    def choose(self, request: HttpRequest, screen: Any) -> dict[str, Choice]:
        known = listed(request, screen.model)
        found = {value: _where(of, known) for value, (_, of) in STATES.items()}
        return {
            value: (f"{STATES[value][0]} ({len(pks)})", _rows_of(pks))
            for value, pks in found.items()
            if pks or value == self.value()
        }


def _where(of: Callable[[Listed], Edition | None], known: dict[int, Listed]) -> list[int]:
    return [pk for pk, each in known.items() if of(each)]


def _rows_of(pks: list[int]) -> Callable[[Any], QuerySet[Any]]:
    return lambda rows: rows.filter(pk__in=pks)


def listed(request: HttpRequest, model: type[Document]) -> dict[int, Listed]:
    """Return where each document of a kind stands; one request asks once."""
    if not hasattr(request, "listed"):
        request.listed = standings(model.kind_name, timezone.now())  # type: ignore[attr-defined]
    found: dict[int, Listed] = request.listed  # type: ignore[attr-defined]
    return found


def steps_for(request: HttpRequest, screen: Any) -> list[tuple[str, str]]:
    """Return verb and screen of each step that this person may take with documents."""
    member = staff(request)
    allowed = {
        ("Edit", "change"): screen.has_change_permission(request),
        ("Review", "review"): may(member, "approve_edition"),
        ("Publish", "publish"): may(member, "publish_edition"),
    }
    return [step for step, is_allowed in allowed.items() if is_allowed]


def newest(document: Any) -> str:
    """Say how far the text has come, and carry the newest edition's number into each step."""
    listed: Listed | None = document.listed
    if listed is None:
        return "Nothing saved yet"
    words, edition = listed.state
    return format_html(
        '{} edition {}<br><span class="quiet">{}</span>'
        '<input type="hidden" name="seen-{}" value="{}">',
        tag(words, "" if words in CALM else "now"),
        edition.number,
        _since(edition),
        document.pk,
        document.head,
    )


def readers(document: Any) -> str:
    """Say what readers see at which address, and when somebody last checked it."""
    address, listed = document.get_absolute_url(), document.listed
    if listed is None or listed.live is None:
        return format_html('{}<br><span class="quiet">{}</span>', _nothing(listed), address)
    seen = '<a href="{}">Edition {}</a> at {}<br>{}'
    return format_html(seen, address, listed.live.number, address, _checked(listed))


def offered(document: Any) -> SafeString:
    """Link to the screens of each step; what is due now stands out."""
    due = _due(document.listed)
    return format_html_join(
        " ",
        STEP,
        (
            (document.screen(name), "yes" if name in due else "no", verb, document)
            for verb, name in document.offered
        ),
    )


def _since(edition: Edition) -> str:
    author = edition.author
    by = f" by {author.get_full_name() or author.get_username()}" if author else ""
    return f"saved {written(edition.created_at)}{by}"


def _nothing(listed: Listed | None) -> str:
    if listed is None or listed.last_out is None:
        return "Nothing yet"
    ended = listed.last_out.live_until
    if listed.standing.public is None and ended is not None:
        return f"Nothing since {written(ended)}"
    return tag(f"Nothing: edition {listed.last_out.number} is held back", "late")


def _checked(listed: Listed) -> str:
    live = listed.live
    if live is None or live.reviewed_at is None:
        return tag("never checked", "now")
    day = written_day(live.review_due) if live.review_due else ""
    if listed.is_check_late:
        return tag(f"check was due {day}", "late")
    return format_html('<span class="quiet">next check due {}</span>', day)


def _due(listed: Listed | None) -> set[str]:
    """Return the screens on which somebody should take a step now."""
    if listed is None:
        return set()
    place = listed.standing
    waits = {"change": place.asked, "review": place.waiting, "publish": place.approved}
    return {screen for screen, what in waits.items() if what}
