"""The frame of a photo: 35 by 45, always within the picture."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkakademie.records.photo_cut import PhotoCut

Step = Callable[[PhotoCut], PhotoCut]
WIDE, HIGH = 900.0, 450.0


def test_the_largest_frame_of_a_wide_picture_is_as_high_as_the_picture() -> None:
    assert PhotoCut(left=0.5).frame(WIDE, HIGH) == (275, 0, 350, 450)


def test_moved_to_the_right_it_stops_at_the_edge() -> None:
    assert PhotoCut().moved(55, 0, WIDE, HIGH).frame(WIDE, HIGH)[0] == pytest.approx(330)
    assert PhotoCut().moved(5000, 0, WIDE, HIGH).frame(WIDE, HIGH) == (550, 0, 350, 450)


def test_a_full_frame_has_no_way_up_until_it_is_nearer() -> None:
    assert PhotoCut().moved(0, 100, WIDE, HIGH) == PhotoCut()
    nearer = PhotoCut(top=0).nearer()
    assert nearer.moved(0, 10, WIDE, HIGH).frame(WIDE, HIGH)[1] == pytest.approx(10)


def test_four_quarters_are_a_whole_turn() -> None:
    assert PhotoCut().turned().turned().turned().turned() == PhotoCut()


sides = st.floats(10, 5000)
ways = st.floats(-9000, 9000)
moves = st.tuples(ways, ways).map(lambda way: lambda cut, size: cut.moved(*way, *size))
others = st.sampled_from([lambda cut, _size: cut.nearer(), lambda cut, _size: cut.farther()])


@given(sides, sides, st.lists(st.one_of(moves, others), max_size=30))
def test_whatever_is_pressed_it_lies_within_and_keeps_its_proportion(
    width: float, height: float, steps: list[Callable[[PhotoCut, tuple[float, float]], PhotoCut]]
) -> None:
    cut = PhotoCut()
    for step in steps:
        cut = step(cut, (width, height))
    left, top, wide, high = cut.frame(width, height)
    assert wide / high == pytest.approx(35 / 45)
    assert left >= 0
    assert top >= 0
    assert left + wide <= width + 1e-6
    assert top + high <= height + 1e-6
