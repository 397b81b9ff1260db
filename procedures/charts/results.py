"""The numbers of one chart, turned so that above zero always means: the treatment did better."""

from dataclasses import dataclass
from decimal import Decimal

from bmcspine.publishing.content import Content

DIFFERENCES = ("gap", "gap over time")


@dataclass(frozen=True, slots=True)
class Result:
    """One measured number, with all that stands beside it."""

    row: Content
    trial: Content
    value: Decimal
    low: Decimal | None
    high: Decimal | None

    @property
    def is_difference(self) -> bool:
        return self.row["statistic"] in DIFFERENCES

    @property
    def days(self) -> int:
        return int(self.row["days"])

    @property
    def who(self) -> str:
        """Return whose number it is, in the words of the study."""
        names = {"treated": "treatment", "compared": "comparison"}
        return str(self.trial[names[self.row["arm"]]]) if self.row["arm"] else "difference"

    @property
    def said(self) -> str:
        """Return the number in words: 0.7 less, 44 of 100."""
        return self._in_words(self.value)

    @property
    def range_said(self) -> str:
        """Return where the true number likely lies, or nothing."""
        if self.low is None or self.high is None:
            return ""
        if self.is_difference and self.low * self.high > 0:  # both ends on one side of zero
            ends = sorted((abs(self.low), abs(self.high)))
            return f"{ends[0]} to {self._in_words(ends[1] if self.low > 0 else -ends[1])}"
        return f"{self._in_words(self.low)} to {self._in_words(self.high)}"

    def _in_words(self, number: Decimal) -> str:
        if self.row["scale"] == "share":
            return f"{abs(number)} {'more ' if self.is_difference else ''}of 100"
        if self.row["statistic"] == "drop":
            return f"{number} lower"
        if not self.is_difference:
            return f"{number}"
        return (
            "no difference" if not number else f"{abs(number)} {'less' if number > 0 else 'more'}"
        )


def results(chart: Content, content: Content) -> list[Result]:
    """Return what the chart draws, in its order; `refusals` must have found nothing."""
    rows = [content["outcomes"][key] for key in chart["outcomes"]]
    return [_result(row, content["trials"][row["trial"]]) for row in rows]


def by_trial(found: list[Result]) -> list[list[Result]]:
    """Return the results of each study by themselves, in time order."""
    studies = {result.row["trial"]: result.trial for result in found}
    mine = ([one for one in found if one.row["trial"] == key] for key in studies)
    return [sorted(ones, key=lambda one: one.days) for ones in mine]


def number(text: str | None) -> Decimal | None:
    """Return a number of an edition, if it is there."""
    return None if text is None else Decimal(text)


def _result(row: Content, trial: Content) -> Result:
    value, low, high = Decimal(row["value"]), number(row["low"]), number(row["high"])
    if row["favors"] == "below":
        value, low, high = -value, None if high is None else -high, None if low is None else -low
    return Result(row, trial, value, low, high)
