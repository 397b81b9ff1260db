"""Reading charts back: from lines and dots on a page to the numbers that they show."""

import re
from collections.abc import Iterator
from math import isclose
from xml.etree import ElementTree

LAST_DAY = 730
"""What the last number below each picture, 24 months, stands for."""

Point = tuple[str, float, float, float | None, float | None]
"""A group, a day, a number, and both ends of its interval."""

SVG = re.compile(r"<svg.*?</svg>", re.DOTALL)


def pictures(html: str, of: str) -> list[ElementTree.Element]:
    """Return the pictures of one class, in the order of the page."""
    found = [ElementTree.fromstring(text) for text in SVG.findall(html)]  # noqa: S314 our own page
    return [picture for picture in found if picture.get("class") == of]


def upright_axis(svg: ElementTree.Element) -> tuple[float, float]:
    """Return where zero lies, and the height of one point: below zero where it counts down."""
    ticks = {float(text.get("y")): float(text.text) for text in svg.iter("text")
             if text.get("dy") is not None}  # fmt: skip
    rungs = {float(re.split(r"[ H]", path.get("d"))[1]): path.get("data-zero")
             for path in svg.findall("path")}  # fmt: skip
    assert ticks.keys() == rungs.keys()
    zero = next(y for y, mark in rungs.items() if mark is not None)
    assert ticks[zero] == 0
    unit = next(abs(y - zero) / number for y, number in ticks.items() if number)
    assert all(isclose(abs(y - zero), number * unit) for y, number in ticks.items())
    return zero, -unit if min(ticks) == zero else unit


def panel_points(svg: ElementTree.Element) -> list[Point]:
    """Return what a picture of pain over time shows, by its own axes."""
    zero, unit = upright_axis(svg)
    months = [float(t.get("x")) for t in svg.iter("text") if t.get("text-anchor") == "middle"]
    found = []
    for group in svg.iter("g"):
        for x, *ys in _marks(group):
            day = LAST_DAY * ((x - months[0]) / (months[-1] - months[0])) ** 2
            numbers = [None if y is None else (zero - y) / unit for y in ys]
            found.append((group.get("data-arm"), day, *numbers))
    return found


def strips(html: str) -> list[tuple[float, float, float]]:
    """Return value and interval of each line of an overview, by the axis above them."""
    axis, *rows = [svg for svg in pictures(html, "strip") if svg.get("data-share") is None]
    places = [(percent(text, "x"), float(text.text)) for text in axis.iter("text")]
    zero = next(x for x, number in places if number == 0)
    unit = next((x - zero) / number for x, number in places if number and x > zero)
    assert all(isclose(abs(x - zero), number * unit, abs_tol=0.1) for x, number in places)
    found = []
    for row in rows:
        (line,) = [one for one in row.iter("line") if one.get("class") is None]
        (dot,) = row.iter("circle")
        ends = (percent(dot, "cx"), percent(line, "x1"), percent(line, "x2"))
        found.append(tuple((end - zero) / unit for end in ends))
    return found


def bars(html: str) -> list[tuple[str, float]]:
    """Return group and height of each bar that counts people out of 100."""
    shares = [svg for svg in pictures(html, "strip") if svg.get("data-share") is not None]
    return [(bar.get("data-arm"), percent(bar, "width")) for svg in shares
            for bar in svg.iter("rect") if bar.get("data-arm")]  # fmt: skip


def percent(element: ElementTree.Element, name: str) -> float:
    return float(element.get(name).removesuffix("%"))


def _marks(group: ElementTree.Element) -> Iterator[tuple[float, float, float | None, float | None]]:
    """Yield place, number, and both ends of the interval of each dot, square or band."""
    shapes = list(group)
    for before, shape in zip([None, *shapes], shapes, strict=False):
        if shape.tag in ("circle", "rect"):
            names = ("cx", "cy") if shape.tag == "circle" else ("x", "y")
            x, y = (float(shape.get(name)) for name in names)
            ends = re.fullmatch(r"M(\S+) (\S+)V(\S+)", before.get("d") or "")
            if ends is None:
                yield x, y, None, None
            else:
                assert float(ends[1]) == x
                yield x, y, float(ends[3]), float(ends[2])
        elif before is not None and before.get("class") == "plot__span":
            top, x, bottom = re.findall(r"[MHV ]([\d.]+)", before.get("d"))[1:4]
            y = float(shape.get("d").split()[1].partition("H")[0])
            yield float(x), y, float(bottom), float(top)
