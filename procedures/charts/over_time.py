"""Pain over time: a small picture for each study, all on the same scales."""

from dataclasses import dataclass, field, replace
from math import ceil, sqrt

from bmcspine.publishing.content import Content
from procedures.charts.refusals import LONGEST_DAYS
from procedures.charts.results import Result, by_trial

WIDTH = 280
"""In steps of 1/16 of the text size: fits a phone of 320 px, so that no text ever shrinks."""

LEFT, RIGHT, TOP, BELOW = 26, 266, 12, 44
POINT = 20
"""Height of one point of pain: the same in every picture, so that they can be compared."""

LETTER = 7.6
"""Width of one letter, roughly."""

TIMES = {0: "0", 30: "1", 90: "3", 180: "6", 365: "12", 730: "24"}
"""Days after the start, with the months that stand below the axis."""

AXES = {"level": (0, 10), "drop": (-7, 0), "gap": (-3, 3)}
"""Lowest and highest number of each kind of picture. A drop is drawn downward from 0."""

MEANING = {
    "level": "Pain, from 0 (none) to 10 (worst)",
    "drop": "Points of pain less than at the start",
    "gap": "How many points apart the groups were",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A number or a word beside an axis, a line or a point."""

    x: float
    y: float
    text: str = ""
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Dot:
    """One result, and its interval if it has one."""

    x: float
    y: float
    top: float | None
    bottom: float | None
    since: float | None
    """Where on the axis of time it begins, if it is an average over time."""


@dataclass(frozen=True, slots=True)
class Line:
    """The results of one group, joined in time order."""

    arm: str
    dots: list[Dot]
    path: str
    label: Mark


@dataclass(frozen=True, slots=True)
class Panel:
    """The picture of one study."""

    trial: Content
    sources: list[Content]
    means: str
    height: int
    results: list[Result]
    lines: list[Line]
    rungs: list[Mark]
    times: list[Mark]
    sides: list[Mark] = field(default_factory=list)
    """On which side of zero which group did better."""


def panels(found: list[Result]) -> list[Panel]:
    """Return a picture for each study."""
    return [_panel(ones) for ones in by_trial(found)]


def _panel(ones: list[Result]) -> Panel:
    kind = "gap" if ones[0].is_difference else ones[0].row["statistic"]
    low, high = _ends(kind, ones)
    bottom = _y(low, high)
    rungs = [Mark(LEFT - 8, _y(n, high), f"{abs(n)}", "end") for n in _steps(low, high)]
    times = [Mark(_x(days), bottom + 18, text, "middle") for days, text in TIMES.items()]
    arms = {one.row["arm"] for one in ones}
    lines = [_line(kind, arm, ones, high) for arm in ("compared", "treated", "") if arm in arms]
    return Panel(
        trial=ones[0].trial,
        sources=[*{one.row["source"]["key"]: one.row["source"] for one in ones}.values()],
        means=MEANING[kind],
        height=round(bottom) + BELOW,
        results=ones,
        lines=_apart(lines),
        rungs=rungs,
        times=times,
        sides=_sides(ones[0].trial, bottom) if kind == "gap" else [],
    )


def _ends(kind: str, ones: list[Result]) -> tuple[int, int]:
    """Return the ends of the upright axis; what goes further makes room for itself."""
    low, high = AXES[kind]
    ends = [abs(end) for one in ones for end in (one.low, one.high, one.value) if end is not None]
    most = ceil(max(ends))
    if kind == "gap":
        return -max(high, most), max(high, most)
    return (min(low, -most) if kind == "drop" else low), high


def _steps(low: int, high: int) -> list[int]:
    step = 1 if high - low <= 6 else 2
    return [n for n in range(low, high + 1) if n % step == 0]


def _x(days: float) -> float:
    """Return the place of a time; the first weeks get more room than the last months."""
    return round(LEFT + (RIGHT - LEFT) * sqrt(days / LONGEST_DAYS))


def _y(number: float, high: int) -> float:
    return round(TOP + (high - number) * POINT, 1)


def _line(kind: str, arm: str, ones: list[Result], high: int) -> Line:
    mine = [one for one in ones if one.row["arm"] == arm]
    sign = -1 if kind == "drop" else 1
    dots = [_dot(one, sign, high) for one in mine]
    joined = [(dot.x, dot.y) for dot in dots if dot.since is None]
    if kind == "drop":
        joined.insert(0, (_x(0), _y(0, high)))  # nobody is lower than at the start, at the start
    path = " ".join(f"{x:g},{y:g}" for x, y in joined) if len(joined) > 1 else ""
    return Line(arm, dots, path, _label(mine[-1].who if arm else "", dots[-1]))


def _dot(one: Result, sign: int, high: int) -> Dot:
    aside = {"treated": -3, "compared": 3}.get(one.row["arm"], 0) if one.low is not None else 0
    top, bottom = (
        None if end is None else _y(float(end) * sign, high) for end in (one.high, one.low)
    )
    since = _x(0) if one.row["statistic"] == "gap over time" else None
    place = _x(one.days) + aside
    return Dot(place, _y(float(one.value) * sign, high), top, bottom, since)


def _label(text: str, dot: Dot) -> Mark:
    """Return the group's name at the end of its line, or above it where there is no room."""
    if dot.x + 12 + len(text) * LETTER <= WIDTH:
        return Mark(dot.x + 12, dot.y + 5, text)
    above = dot.y if dot.top is None else dot.top
    return Mark(WIDTH - 2, above - 8, text, "end")


def _apart(lines: list[Line]) -> list[Line]:
    """Return the lines with names that do not touch."""
    if len(lines) < 2 or abs(lines[0].label.y - lines[1].label.y) >= 17:
        return lines
    upper, lower = sorted(lines, key=lambda line: line.label.y)
    shift = (17 - (lower.label.y - upper.label.y)) / 2
    return [
        replace(one, label=replace(one.label, y=round(one.label.y + by, 1)))
        for one, by in ((upper, -shift), (lower, shift))
    ]


def _sides(trial: Content, bottom: float) -> list[Mark]:
    return [
        Mark(RIGHT, TOP + 15, f"less pain with {trial['treatment']}", "end"),
        Mark(RIGHT, bottom - 5, f"less pain with {trial['comparison']}", "end"),
    ]
