"""Why a chart cannot be drawn from what the page holds; each message tells staff what to do."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from bmcspine.publishing.content import Content
from bmcspine.publishing.texts.passages import is_current
from procedures.charts.results import DIFFERENCES, number

LONGEST_DAYS = 730
"""Where the axis of time ends: two years."""

MOST = {"pain": Decimal(10), "share": Decimal(100)}
"""Where each scale ends."""

PAIN_OVER_TIME = {("pain", kind) for kind in ("level", "drop", *DIFFERENCES)}
OVERVIEW = {
    *(("pain", kind) for kind in (*DIFFERENCES, "threshold")),
    *(("share", kind) for kind in ("share", *DIFFERENCES)),
}
"""What each shape can draw: scale and kind of number."""


def refusals(chart: Content, content: Content, on: date) -> Iterator[str]:
    """Say everything that keeps the chart from being drawn on a day."""
    if chart["section"] not in {section["key"] for section in content["sections"]}:
        yield "Choose the section below which it stands: the page has none of that name."
    outcomes = content.get("outcomes", {})
    rows = {key: outcomes[key] for key in chart["outcomes"] if key in outcomes}
    for key in chart["outcomes"]:
        if key not in rows:
            yield f"There is no result “{key}” any more: choose another."
    if not rows:
        yield "Choose the results that it draws."
    for key, row in rows.items():
        yield from (f"The result “{key}” {problem}" for problem in _result(row, content, on))
    known = {key: row for key, row in rows.items() if row["trial"] in content.get("trials", {})}
    yield from _together(chart, list(known.values()), content)


def _result(row: Content, content: Content, on: date) -> Iterator[str]:
    if row["trial"] not in content.get("trials", {}):
        yield f"belongs to a study that nobody knows, “{row['trial']}”: add the study."
    if not row["verified"]:
        yield "was not read in its source: read it there and say so, or take it out."
    if not is_current(row, on):
        yield f"lapsed on {row['valid_until']}: check it again."
    value, low, high = Decimal(row["value"]), number(row["low"]), number(row["high"])
    if low is not None and high is not None and not low <= value <= high:
        yield f"is {value}, outside of its own interval, {low} to {high}: correct it."
    if abs(value) > MOST[row["scale"]] or (value < 0 and row["statistic"] not in DIFFERENCES):
        yield f"is {value}, which its scale does not have: it ends at {MOST[row['scale']]}."
    if row["days"] > LONGEST_DAYS:
        yield f"is later than {LONGEST_DAYS} days, where the axis of time ends: take it out."


def _together(chart: Content, rows: list[Content], content: Content) -> Iterator[str]:
    studies = {row["trial"]: content["trials"][row["trial"]] for row in rows}
    over_time = chart["shape"] == "over time"
    drawn = PAIN_OVER_TIME if over_time else OVERVIEW
    for key, study in studies.items():
        if over_time and study["against"] != chart["against"]:
            yield f"“{study['name']}” had another comparison group: give it a chart of its own."
        if not over_time and study["against"] == "none":
            yield f"“{study['name']}” had no comparison group: it cannot stand beside trials."
        mine = [row for row in rows if row["trial"] == key]
        kinds = {
            (row["scale"], row["statistic"]) for row in mine if row["statistic"] != "threshold"
        }
        if kinds - drawn or (
            "share" in {scale for scale, _ in kinds} and "pain" in {s for s, _ in kinds}
        ):
            yield f"“{study['name']}” has results on scales that cannot share this chart."
        if over_time and len({_axis(kind) for _, kind in kinds}) > 1:
            yield f"“{study['name']}” has two kinds of numbers: chart one of them."
        if len({(row["days"], row["arm"], row["statistic"]) for row in mine}) < len(mine):
            yield f"“{study['name']}” has two results for the same time and group: choose one."


def _axis(statistic: str) -> str:
    return "gap" if statistic in DIFFERENCES else statistic
