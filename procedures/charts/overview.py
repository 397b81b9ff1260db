"""What each study found: a line for each, on one axis for each kind of number."""

from dataclasses import dataclass
from typing import Any

from bmcspine.publishing.content import Content
from procedures.charts.results import Result, by_trial

GROUPS = {
    "pretend": "Against a pretend procedure",
    "active": "Against another treatment",
    "usual": "Against usual care",
    "other": "Against another procedure",
}
"""The kinds of comparison in the order in which they are shown, the hardest test first."""

LEAST_POINTS = 3
"""How far the axis goes on both sides of zero, at least."""


@dataclass(frozen=True, slots=True)
class Tick:
    at: str
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """One difference: where it lies, and how far its interval goes, in percent of the width."""

    result: Result
    at: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Shares:
    """Out of 100 people in each group, how many: drawn by themselves, on an axis to 100."""

    bars: list[Result]
    difference: Result | None


@dataclass(frozen=True, slots=True)
class Study:
    trial: Content
    people: int
    found: list[Found]
    shares: Shares | None


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    studies: list[Study]


@dataclass(frozen=True, slots=True)
class Overview:
    treatments: str
    """What the treated people got, in the words of the studies."""

    groups: list[Group]
    ticks: list[Tick]
    threshold: Result | None
    thresholds: list[str]
    """Where the threshold lies on both sides of zero."""


def overview(results: list[Result]) -> Overview:
    """Return the studies in groups, each difference placed on one axis."""
    threshold = next((one for one in results if one.row["statistic"] == "threshold"), None)
    drawn = [one for one in results if one is not threshold]
    most = _reach(drawn)
    studies = [_study(ones, most) for ones in by_trial(drawn)]
    groups = [Group(title, [study for study in studies if study.trial["against"] == against])
              for against, title in GROUPS.items()]  # fmt: skip
    treated = dict.fromkeys(study.trial["treatment"] for study in studies if study.found)
    return Overview(
        treatments=" or ".join(treated),
        groups=[group for group in groups if group.studies],
        ticks=[
            Tick(_at(n, most), f"{abs(n)}") for n in range(-most + 1, most, 1 if most < 5 else 2)
        ],
        threshold=threshold,
        thresholds=[_at(float(threshold.value) * side, most) for side in (-1, 1)]
        if threshold
        else [],
    )


def _reach(drawn: list[Result]) -> int:
    ends: list[Any] = [end for one in drawn if one.row["scale"] == "pain"
                       for end in (one.value, one.low, one.high) if end is not None]  # fmt: skip
    return max([LEAST_POINTS, *(int(-(-abs(end) // 1)) for end in ends)])


def _study(ones: list[Result], most: int) -> Study:
    trial = ones[0].trial
    people = trial["treated"] + trial["compared"]
    if ones[0].row["scale"] == "share":
        bars = sorted((one for one in ones if not one.is_difference), key=lambda one: one.who)
        gap = next((one for one in ones if one.is_difference), None)
        return Study(trial, people, [], Shares(bars, gap))
    return Study(trial, people, [_found(one, most) for one in ones], None)


def _found(one: Result, most: int) -> Found:
    low = one.value if one.low is None else one.low
    high = one.value if one.high is None else one.high
    return Found(one, _at(float(one.value), most), _at(float(low), most), _at(float(high), most))


def _at(points: float, most: int) -> str:
    return f"{round((points + most) / (2 * most) * 100, 2):g}%"
