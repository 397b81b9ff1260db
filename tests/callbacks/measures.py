"""Figures of the long trials."""

from collections.abc import Sequence


def percentile(values: Sequence[float], share: int) -> float:
    """Return the value below which this share of all values lies, in hundredths."""
    ordered = sorted(values)
    place = min(len(ordered) - 1, round(share / 100 * (len(ordered) - 1)))
    return round(ordered[place], 3)
