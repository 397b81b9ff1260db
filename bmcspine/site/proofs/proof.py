"""What an audit of the site returns."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Proof:
    """What one audit counted, and every problem that it found."""

    name: str
    counted: int = 0
    problems: list[str] = field(default_factory=list)
    note: str = ""
    """What else to know of it, such as when something was looked at."""
    places: list[str] = field(default_factory=list)
    """Where something is, if the proof is about finding it."""

    @property
    def holds(self) -> bool:
        return not self.problems

    def check(self, is_right: bool, problem: str) -> None:
        """Count one thing, and note what is wrong with it."""
        self.counted += 1
        if not is_right:
            self.problems.append(problem)
