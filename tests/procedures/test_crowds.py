"""What is drawn is what was counted: the drawing is read back into numbers."""

from decimal import Decimal

import pytest

from procedures.crowds import Crowd
from tests.procedures.shapes import heads


def crowd(count: str, per: int = 100, out_of: int = 100) -> Crowd:
    return Crowd("With cement", Decimal(count), per, out_of)


@pytest.mark.parametrize("count", range(101))
def test_as_many_are_filled_as_were_counted(count):
    drawn = crowd(str(count))
    assert len(heads(drawn.filled)) == count
    assert len(heads(drawn.outlines)) == 100 - count


@pytest.mark.parametrize("count", range(11))
def test_ten_people_stand_for_a_hundred(count):
    drawn = crowd(str(count * 10), out_of=10)
    assert (len(heads(drawn.filled)), len(heads(drawn.outlines))) == (count, 10 - count)
    assert drawn.stands_for == "10"


@pytest.mark.parametrize("count", [0, 1, 44, 50, 99, 100])
def test_people_fill_the_same_places_from_the_start(count):
    drawn = crowd(str(count))
    everybody = heads(crowd("100").filled)
    assert heads(drawn.filled) + heads(drawn.outlines) == everybody


def test_everybody_has_a_place_inside_the_picture():
    places = heads(crowd("100").filled)
    *_, width, height = (float(number) for number in crowd("100").view_box.split())
    assert len(set(places)) == 100
    assert all(0 < across < width - 3.8 and 0 < down < height - 14 for across, down in places)
    assert places == sorted(places, key=lambda place: (place[1], place[0]))
    assert len({down for _, down in places}) == len({across for across, _ in places}) == 10


@pytest.mark.parametrize(
    ("count", "per", "out_of", "is_whole"),
    [("0.7", 100, 100, False), ("44", 100, 10, False), ("40", 100, 10, True), ("3", 10, 100, True)],
)
def test_nobody_is_cut(count, per, out_of, is_whole):
    assert crowd(count, per, out_of).is_whole is is_whole


def test_numbers_are_written_plainly():
    assert (crowd("44.00").counted, crowd("44.00").others) == ("44", "56")
