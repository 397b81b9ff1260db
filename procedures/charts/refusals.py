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
    *(("pain", kind) for kind in DIFFERENCES),
    *(("share", kind) for kind in ("share", *DIFFERENCES)),
}
"""What each shape can draw: scale and kind of number. The overview draws a threshold, too."""


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
    most = MOST[row["scale"]]
    least = -most if row["statistic"] in DIFFERENCES else 0
    for verb, end in (("is", value), ("begins at", low), ("goes to", high)):
        if end is not None and not least <= end <= most:
            yield f"{verb} {end}, which its scale does not have: that goes from {least} to {most}."
    if row["days"] > LONGEST_DAYS:
        yield f"is later than {LONGEST_DAYS} days, where the axis of time ends: take it out."


def _together(chart: Content, rows: list[Content], content: Content) -> Iterator[str]:
    over_time = chart["shape"] == "over time"
    yield from _thresholds(rows, over_time)
    for key in dict.fromkeys(row["trial"] for row in rows):
        study = content["trials"][key]
        mine = [row for row in rows if row["trial"] == key]
        problems = (*_comparison(study, chart), *_kinds(mine, over_time), *_shares(mine))
        yield from (f"“{study['name']}” {problem}" for problem in problems)


def _thresholds(rows: list[Content], over_time: bool) -> Iterator[str]:
    found = [row for row in rows if row["statistic"] == "threshold"]
    if found and over_time:
        yield "Only the overview draws the smallest difference that counts: take it out."
    elif len(found) > 1:
        yield "The overview draws one smallest difference that counts: take the others out."
    elif found and len(found) == len(rows):
        yield "The smallest difference that counts is no finding: choose what studies found, too."
    elif any(row["scale"] != "pain" for row in found):
        yield "The smallest difference that counts is drawn in points of pain: take this one out."


def _comparison(study: Content, chart: Content) -> Iterator[str]:
    over_time = chart["shape"] == "over time"
    if over_time and study["against"] != chart["against"]:
        yield "had another comparison group: give it a chart of its own."
    if not over_time and study["against"] == "none":
        yield "had no comparison group: it cannot stand beside trials."


def _kinds(mine: list[Content], over_time: bool) -> Iterator[str]:
    kinds = {(row["scale"], row["statistic"]) for row in mine if row["statistic"] != "threshold"}
    drawn = PAIN_OVER_TIME if over_time else OVERVIEW
    if kinds - drawn or len({scale for scale, _ in kinds}) > 1:
        yield "has results on scales that cannot share this chart."
    if over_time and len({_axis(kind) for _, kind in kinds}) > 1:
        yield "has two kinds of numbers: chart one of them."
    if len({(row["days"], row["arm"], row["statistic"]) for row in mine}) < len(mine):
        yield "has two results for the same time and group: choose one."


def _shares(mine: list[Content]) -> Iterator[str]:
    shares = [row for row in mine if row["scale"] == "share" and row["statistic"] != "threshold"]
    arms = sorted(row["arm"] for row in shares if row["arm"])
    alike = len({(row["days"], row["measure"]) for row in shares}) == 1
    if shares and not (alike and arms == ["compared", "treated"] and len(shares) <= len(arms) + 1):
        yield (
            "counts people: choose one result of the treated people, one of the others and at most "
            "one difference, all of the same measure at the same time."
        )


def _axis(statistic: str) -> str:
    return "gap" if statistic in DIFFERENCES else statistic
