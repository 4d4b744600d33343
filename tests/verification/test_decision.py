"""A score is told so exactly that it stands on the side of the lines that it was decided by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sigverify.verification.decision import decimals_of


@pytest.mark.parametrize(
    ("score", "threshold", "reject_below", "decimals"),
    [
        (0.3, 1.0, -0.5, 2),
        (1.0, 1.0, -0.5, 2),
        (0.694, 0.6949, -0.5, 3),
        (0.6949, 0.695, -0.5, 4),
        (-0.50001, 1.0, -0.5, 6),
        (0.69, 0.694, -0.5, 3),
        (0.9999999, 1.0, -0.5, 6),
    ],
)
def test_so_many_decimals_as_are_needed(score: float, threshold: float, reject_below: float, decimals: int) -> None:
    assert decimals_of(score, threshold, reject_below) == decimals


@given(st.floats(-9, 9), st.floats(-3, 3), st.floats(0, 3), st.sampled_from([0.0, 1e-3, -1e-3, 2e-5, -2e-5]))
def test_what_is_told_never_contradicts_what_was_decided(score: float, line: float, apart: float, off: float) -> None:
    threshold, reject_below = line, line - apart
    for value in (score, threshold + off, reject_below + off):
        decimals = decimals_of(value, threshold, reject_below)
        told, *lines = (float(f"{one:.{decimals}f}") for one in (value, threshold, reject_below))
        if decimals < 6:
            assert [told >= one for one in lines] == [value >= threshold, value >= reject_below]
