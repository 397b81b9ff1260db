"""Studies, their results and a chart, the smallest that can be drawn."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from bmcspine.publishing import gates
from bmcspine.publishing.models import Edition
from procedures.charts.drawing import with_charts
from procedures.models import Chart, Outcome, ProcedurePage, Trial
from tests import factories


def trial(key: str = "one", **values: Any) -> Trial:
    """A trial against a pretend procedure."""
    defaults = {"name": key.title(), "year": 2020, "design": "By chance, half got cement."}
    defaults |= {"against": "pretend", "treatment": "cement", "comparison": "pretend procedure"}
    defaults |= {"population": "adults", "treated": 40, "compared": 41}
    source = values.pop("source", None) or factories.source()
    return Trial.objects.create(**{"key": key, "source": source} | defaults | values)


def outcome(key: str = "gap", **values: Any) -> Outcome:
    """A difference in pain after a month, read in its source."""
    study = values.pop("trial", None) or Trial.objects.first() or trial()
    today = timezone.localdate()
    defaults = {"measure": "Pain", "scale": "pain", "time_span": "1 month", "days": 30}
    defaults |= {"statistic": "gap", "favors": "above", "value": "0.7", "low": "-0.3"}
    defaults |= {"high": "1.7", "verified": True, "source": study.source}
    defaults |= {"checked_on": today, "valid_until": today + timedelta(days=365)}
    row = Outcome.objects.create(**{"key": key, "trial": study} | defaults | values)
    row.refresh_from_db()  # numbers, not the texts given here
    return row


def charted(*outcomes: Outcome, **values: Any) -> ProcedurePage:
    """A page that charts these results below its one section."""
    page = factories.procedure_page(title="The charts")
    defaults = {"heading": "Pain over time", "section": "what", "shape": "over time"}
    defaults |= {"against": "pretend", "body": "Pain fell.", "rating": "not rated"}
    defaults |= {"outcomes": [row.key for row in outcomes]}
    Chart.objects.create(**{"document": page, "key": "pain"} | defaults | values)
    return page


def refused(edition: Edition) -> str:
    """Return what the gates say of the chart; the page leaves it out for the same reasons."""
    found = gates.blocking(gates.check(edition))
    assert {finding.gate for finding in found} <= {"charts_can_be_drawn"}
    assert all((finding.part, finding.key) == ("charts", "pain") for finding in found)
    shown = with_charts(edition.content, timezone.localdate())
    assert ("has_charts" in shown) is not bool(found)
    return " ".join(finding.message for finding in found)
