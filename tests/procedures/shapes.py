"""Reading a drawing of people back into numbers: where each person stands."""

import re

NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
MOVES = {"m": 2, "h": 1, "v": 1, "q": 4, "c": 6, "a": 7, "z": 0}
"""Commands of a path and how many numbers each takes. Source: SVG 2, 9.3."""

Place = tuple[float, float]


def heads(path: str) -> list[Place]:
    """Return where the heads of a path are, in the order in which they are drawn.

    Follows every command as a browser would; a person is a head, a circle of two arcs, and a
    body right below it.
    """
    at = start = (0.0, 0.0)
    found: list[Place] = []
    for command, words in re.findall(r"([a-zA-Z])([^a-zA-Z]*)", path):
        numbers = [float(number) for number in NUMBER.findall(words)]
        takes = MOVES[command.lower()]
        assert len(numbers) % (takes or 1) == 0, f"{command}{words}"
        if command == "a":
            found.append(at)
        for turn in range(0, len(numbers), takes or 1):
            at = _moved(at, command, numbers[turn : turn + takes])
        if command.lower() == "m":
            start = at
        if command == "z":
            at = start
    return found


def _moved(at: Place, command: str, numbers: list[float]) -> Place:
    if command == "M":
        return numbers[0], numbers[1]
    if command == "h":
        return round(at[0] + numbers[0], 3), at[1]
    if command == "v":
        return at[0], round(at[1] + numbers[0], 3)
    return round(at[0] + numbers[-2], 3), round(at[1] + numbers[-1], 3)
