"""What is to be done about the results of studies that charts draw."""

from collections.abc import Iterator

from bmcspine.publishing.clinic_time import written_day
from bmcspine.site.desk.facts import Facts
from bmcspine.site.desk.lines import Level, Line, may, row_screen
from bmcspine.site.desk.row_lines import claims_by_day, list_of_claims, printed_claims
from procedures.models import Outcome


def results_lapsed(facts: Facts) -> Iterator[Line]:
    """Results that keep a chart off its page."""
    if not may(facts.user, "change", Outcome):
        return
    drawn = printed_claims(facts, "outcomes")
    for row in facts.about("trial result"):
        if row.day is not None and row.day < facts.today and row.name in drawn:
            where = ", ".join(f"“{title}”" for title in drawn[row.name])
            text = f"The trial result “{row.name}” lapsed on {written_day(row.day)}: "
            text += f"its chart is left out on {where}."
            yield Line(Level.OVERDUE, text, "Check", row_screen(Outcome, row.pk), row.day)


def results_lapsing(facts: Facts) -> Iterator[Line]:
    """Results that will keep a chart off its page soon, a line for all of one day."""
    if not may(facts.user, "change", Outcome):
        return
    for day, rows in claims_by_day(facts, "trial result").items():
        what = (
            f"{len(rows)} trial results" if len(rows) > 1 else f"The trial result “{rows[0].name}”"
        )
        text = f"{what} may be charted until {written_day(day)} only."
        yield Line(Level.SOON, text, "Check", list_of_claims(day, "outcome"), day)
