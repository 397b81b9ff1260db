"""Drawing a count as people: so many filled, counted from the start, the others as outlines."""

from dataclasses import dataclass
from decimal import Decimal

from procedures.evidence import plain

PEOPLE_IN_A_ROW = 10
STEP, ROW, GAP = 10, 18, 3
"""Units from one person to the next, from one row to the next, and more in the middle of ten."""

HEAD = "a1.9 1.9 0 1 0 3.8 0 1.9 1.9 0 1 0-3.8 0z"
TO_BODY = (Decimal("0.4"), Decimal("2.7"))
BODY = (
    "h3q1.5 0 1.5 1.5v3.6c0 .8-1.1.8-1.1 0v5.6c0 1-1.7 1-1.7 0v-4.6h-.4v4.6"
    "c0 1-1.7 1-1.7 0v-5.6c0 .8-1.1.8-1.1 0v-3.6q0-1.5 1.5-1.5z"
)
LEFT_OF_HEAD = (Decimal("3.1"), Decimal("2.6"))
"""Where a person begins: the left end of the head, seen from the corner of the place."""

Point = tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Crowd:
    """One group of a claim: who was counted, how many of how many, and as how many people."""

    name: str
    count: Decimal
    per: int
    out_of: int

    @property
    def counted(self) -> str:
        return plain(self.count)

    @property
    def others(self) -> str:
        return plain(self.per - self.count)

    @property
    def stands_for(self) -> str:
        """How many people each of the drawn ones stands for; nothing where that is one."""
        return "" if self.per == self.out_of else plain(Decimal(self.per) / self.out_of)

    @property
    def is_whole(self) -> bool:
        """Whether no person would have to be cut."""
        return self._filled == int(self._filled)

    @property
    def filled(self) -> str:
        return people(0, int(self._filled))

    @property
    def outlines(self) -> str:
        return people(int(self._filled), self.out_of)

    @property
    def view_box(self) -> str:
        rows = self.out_of // PEOPLE_IN_A_ROW
        extra = GAP if rows > PEOPLE_IN_A_ROW // 2 else 0
        return f"0 0 {PEOPLE_IN_A_ROW * STEP + GAP} {rows * ROW + extra}"

    @property
    def _filled(self) -> Decimal:
        return self.count * self.out_of / self.per


def people(first: int, behind: int) -> str:
    """Return one path with the people from `first` up to `behind`, row by row.

    Each step is told from the person before, so that a hundred people are one piece of text a
    hundred times over, which compresses to almost nothing.
    """
    shape, at = "", (Decimal(0), Decimal(0))
    for number in range(first, behind):
        start = _add(_corner(number), LEFT_OF_HEAD)
        move = "M" if number == first else "m"
        shape += f"{move}{_pair(start, at)}{HEAD}m{_pair(TO_BODY)}{BODY}"
        at = _add(start, TO_BODY)
    return shape


def _corner(number: int) -> Point:
    row, column = divmod(number, PEOPLE_IN_A_ROW)
    half = PEOPLE_IN_A_ROW // 2
    return Decimal(column * STEP + column // half * GAP), Decimal(row * ROW + row // half * GAP)


def _add(one: Point, other: Point) -> Point:
    return one[0] + other[0], one[1] + other[1]


def _pair(to: Point, start: Point = (Decimal(0), Decimal(0))) -> str:
    across, down = (f"{value.normalize():f}" for value in (to[0] - start[0], to[1] - start[1]))
    return f"{across}{'' if down.startswith('-') else ' '}{down}"
