"""A card's two edges give millimetres across and down, however the card lies; what is no card is refused."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sigverify.errors import InkError
from sigverify.ink.card_scale import CARD_MM, PadScale, card_outline, card_scale
from sigverify.ink.recording import Capture, Recording


def traced(start: tuple[float, float], end: tuple[float, float], *, bend: float = 0.0, points: int = 40) -> Recording:
    share = np.linspace(0, 1, points)
    x, y = (a + (b - a) * share for a, b in zip(start, end, strict=True))
    return Recording(
        time_s=share,
        x=x,
        y=y + bend * np.sin(np.pi * share),
        stroke=np.zeros(points),
        capture=Capture(source="pen", length_unit="px"),
    )


def edges(across_mm: float, down_mm: float, angle_deg: float = 0.0, right: float = 20.0) -> list[Recording]:
    """The upper and the left edge of a card that lies at an angle, on a pad of these millimetres a pixel."""
    angle = np.radians(angle_deg)
    wide, high = CARD_MM
    long = (wide * np.cos(angle) / across_mm, wide * np.sin(angle) / down_mm)
    short = (high * np.sin(angle) / across_mm, -high * np.cos(angle) / down_mm)
    corner = (right, -15.0)
    return [traced(corner, (corner[0] + dx, corner[1] + dy)) for dx, dy in (long, short)]


def test_a_level_card_gives_both_scales() -> None:
    scale = card_scale([traced((10, -10), (10 + 342.4, -10)), traced((10, -10), (10, -10 - 269.9))])
    assert scale.across_mm == pytest.approx(0.25)
    assert scale.down_mm == pytest.approx(0.2)
    assert scale.aspect == pytest.approx(1.25)
    assert card_outline(scale) == pytest.approx((342.4, 269.9))


@given(st.floats(0.1, 0.6), st.floats(0.75, 1.3), st.floats(-30, 30), st.booleans(), st.booleans())
def test_it_may_lie_at_any_angle_and_be_traced_in_any_order(
    across_mm: float, aspect: float, angle_deg: float, upright: bool, swapped: bool
) -> None:
    turned = angle_deg + (90 if upright else 0)
    strokes = edges(across_mm, across_mm / aspect, turned)
    scale = card_scale(strokes[::-1] if swapped else strokes)
    assert scale.across_mm == pytest.approx(across_mm, rel=1e-6)
    assert scale.down_mm == pytest.approx(across_mm / aspect, rel=1e-6)


@given(st.floats(0.15, 0.4), st.floats(-3, 3), st.floats(-3, 3))
def test_a_slip_of_the_pen_weighs_as_much_as_it_is_long(across_mm: float, first: float, second: float) -> None:
    wide, high = CARD_MM[0] / across_mm, CARD_MM[1] / across_mm
    assume(min(wide, high) > 100)
    scale = card_scale([traced((0, 0), (wide + first, 0)), traced((0, 0), (0, -high + second))])
    assert scale.across_mm == pytest.approx(across_mm, rel=0.05)
    assert scale.down_mm == pytest.approx(across_mm, rel=0.05)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_two_edges_are_needed(count: int) -> None:
    with pytest.raises(InkError, match=r"Two edges are needed, found \d strokes"):
        card_scale([traced((0, 0), (300, 0))] * count)


@pytest.mark.parametrize(
    ("strokes", "said"),
    [
        ([traced((0, 0), (20, 0)), traced((0, 0), (0, -200))], "too short"),
        ([traced((0, 0), (300, 0), bend=30), traced((0, 0), (0, -200))], "not straight"),
        ([traced((0, 0), (300, 0)), traced((0, -50), (280, -52))], "not those of a bank card"),
        ([traced((0, 0), (300, 0)), traced((0, 0), (100, -180))], "not those of a bank card"),
        ([traced((0, 0), (600, 0)), traced((0, 0), (0, -100))], "not those of a bank card"),
    ],
)
def test_what_is_no_card_is_refused_with_what_to_do(strokes: list[Recording], said: str) -> None:
    with pytest.raises(InkError, match=said) as told:
        card_scale(strokes)
    assert "raw" in str(told.value), "it says what to draw"


@pytest.mark.parametrize("value", [0.0, -0.1, np.nan, np.inf])
def test_a_scale_is_positive(value: float) -> None:
    with pytest.raises(InkError, match="positive number of millimetres"):
        PadScale(across_mm=0.2, down_mm=value)


def test_a_scale_of_one_is_not_stretched() -> None:
    assert PadScale(across_mm=0.2, down_mm=0.2).aspect == 1.0
