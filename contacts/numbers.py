"""Which of the clinic's numbers is for whom."""

from collections.abc import Iterable

from contacts.points import ContactPoint


def number_for(audience: str, points: Iterable[ContactPoint]) -> ContactPoint | None:
    """Return the first number for this audience alone, else the first that is for everyone."""
    return number_of(audience, points) or number_of(ContactPoint.Audience.EVERYONE, points)


def number_of(audience: str, points: Iterable[ContactPoint]) -> ContactPoint | None:
    """Return the first number for exactly this audience."""
    return next((point for point in points if point.audience == audience), None)
