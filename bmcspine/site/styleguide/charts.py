"""Charts of studies that do not exist, in each shape."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from bmcspine.publishing.content import Content
from bmcspine.site.styleguide import contents
from procedures.charts.drawing import drawing


def trial(**values: Any) -> Content:
    """Return a study of rulers."""
    fields: Content = {
        "name": "RULER",
        "year": 2020,
        "design": "By chance, a ruler or a pretend ruler.",
    }
    fields |= {"against": "pretend", "treatment": "ruler", "comparison": "pretend ruler"}
    fields |= {"population": "Samples of this page", "treated": 40, "compared": 41}
    return fields | {"source": contents.SOURCE} | values


def outcome(days: int, value: str, **values: Any) -> Content:
    """Return one of its results, valid today."""
    today = timezone.localdate()
    fields: Content = {
        "trial": "ruler",
        "measure": "Pain",
        "scale": "pain",
        "time_span": f"{days} days",
    }
    fields |= {"days": days, "statistic": "gap", "arm": "", "favors": "above", "value": value}
    fields |= {"low": None, "high": None, "n": 81, "note": "", "verified": True}
    fields |= {"valid_until": (today + timedelta(days=30)).isoformat(), "source": contents.SOURCE}
    return fields | values


def chart(shape: str, **rows: Content) -> Content:
    """Return a chart of these results, placed for its template."""
    asked: Content = {
        "key": f"sample-{shape.replace(' ', '-')}",
        "heading": "A chart",
        "shape": shape,
    }
    asked |= {"body": contents.LONG, "outcomes": [*rows], "rating": "low"}
    trials = {"ruler": trial(), "tape": trial(name="TAPE", against="usual", comparison="no ruler")}
    return drawing(asked, {"outcomes": rows, "trials": trials})


def over_time() -> Content:
    """Return the chart of two groups, and that of a difference."""
    arm = {"statistic": "level", "favors": ""}
    return chart(
        "over time",
        a=outcome(0, "7.6", arm="treated", low="7", high="8.2", **arm),
        b=outcome(0, "7.3", arm="compared", low="6.9", high="7.8", **arm),
        c=outcome(365, "3.9", arm="treated", low="3.1", high="4.8", **arm),
        d=outcome(365, "5.1", arm="compared", low="4.3", high="6", **arm),
        e=outcome(30, "0.7", trial="tape", low="-0.3", high="1.7", note="An early report."),
        f=outcome(730, "1.1", trial="tape", statistic="gap over time", low="0.8", high="1.4"),
    )


def overview() -> Content:
    """Return the overview of two studies, one of them on a scale of its own."""
    share = {"scale": "share", "favors": "", "statistic": "share", "trial": "tape"}
    return chart(
        "overview",
        a=outcome(30, "0.7", low="-0.3", high="1.7"),
        b=outcome(14, "44", arm="treated", **share),
        c=outcome(14, "21", arm="compared", **share),
    )
