"""Two signatures laid along each other: every frame has its place, and what is shown is what plain DTW measures."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sigverify.errors import InkError
from sigverify.ink.features import FLOOR_FUNCTIONS, FeatureConfig
from sigverify.ink.recording import Capture, Recording
from sigverify.verification.comparators import AlignedComparator
from sigverify.verification.comparison import CURVES, MOST_CELLS, Comparison, _reduced, compare, mm_per_unit

MakeInk = Callable[..., Recording]


def hands(make_ink: MakeInk) -> tuple[Recording, Recording]:
    return make_ink(seed=1, seconds=1.7, rate_hz=120), make_ink(seed=2, seconds=1.2, strokes=3)


def test_the_distance_is_that_of_the_plain_dtw_model(make_ink: MakeInk) -> None:
    left, right = hands(make_ink)
    plain = AlignedComparator(kind="dtw", features=FeatureConfig(functions=FLOOR_FUNCTIONS), metric="l1")
    frames = [ink.frames for ink in plain.represent([left, right])]
    found = compare(left, right)
    assert found.distance == plain.distances(frames[:1], frames[1:])[0]
    assert found.local.shape == (len(frames[0]), len(frames[1])) == (len(found.questioned), len(found.reference))
    along = found.local[found.path_questioned, found.path_reference].sum()
    assert along / sum(map(len, frames)) == pytest.approx(found.distance, rel=1e-5)


@given(st.integers(0, 50), st.integers(0, 50), st.floats(0.5, 2.5), st.floats(0.5, 2.5))
def test_every_frame_meets_one_of_the_other_and_time_runs_forward(
    make_ink: MakeInk, one: int, other: int, seconds: float, others: float
) -> None:
    found = compare(make_ink(seed=one, seconds=seconds), make_ink(seed=other, seconds=others))
    for path, trace in ((found.path_questioned, found.questioned), (found.path_reference, found.reference)):
        assert np.unique(path).tolist() == list(range(len(trace)))
        assert set(np.diff(path).tolist()) <= {0, 1}
        assert (np.diff(trace.elapsed_s) >= 0).all()
        assert np.isfinite(trace.departure).all()
        assert (trace.departure >= 0).all()
    cells = set(zip(found.path_questioned.tolist(), found.path_reference.tolist(), strict=True))
    assert all((found.questioned_frame(j), j) in cells for j in range(len(found.reference)))
    assert all((i, found.reference_frame(i)) in cells for i in range(len(found.questioned)))


@given(st.floats(0.05, 20), st.floats(-300, 300), st.floats(-300, 300), st.floats(-5, 500))
def test_where_and_when_and_how_large_it_was_written_changes_nothing(
    make_ink: MakeInk, scale: float, right: float, up: float, later: float
) -> None:
    ink = make_ink(seed=3, seconds=1.1)
    moved = replace(ink, x=scale * ink.x + right, y=scale * ink.y + up, time_s=ink.time_s + later)
    found = compare(moved, ink)
    assert found.distance == pytest.approx(0.0, abs=0.05)
    for curve in CURVES:
        np.testing.assert_allclose(*found.aligned(curve), atol=0.05, equal_nan=True)
    assert found.questioned.longer_side == pytest.approx(scale * found.reference.longer_side, rel=1e-6)


def test_a_signature_departs_in_nothing_from_itself(make_ink: MakeInk) -> None:
    found = compare(make_ink(), make_ink())
    assert found.distance == 0.0
    assert not found.questioned.departure.any()
    np.testing.assert_array_equal(found.path_questioned, found.path_reference)
    for curve in CURVES:
        np.testing.assert_array_equal(*found.aligned(curve))


def test_exchanged_it_is_the_same_path_seen_from_the_other_side(make_ink: MakeInk) -> None:
    left, right = hands(make_ink)
    one, other = compare(left, right), compare(right, left)
    assert one.distance == other.distance
    np.testing.assert_array_equal(one.local, other.local.T)
    np.testing.assert_array_equal(one.accumulated, other.accumulated.T)


def test_it_departs_where_it_was_changed_and_only_there(make_ink: MakeInk) -> None:
    """A slip of the pen in the middle, a tenth of a second long."""
    ink = make_ink(seconds=2.0, strokes=1)
    slip = 2.0 * np.exp(-(((ink.time_s - ink.time_s[0] - 1.0) / 0.04) ** 2))
    found = compare(replace(ink, y=ink.y + slip), ink)
    elapsed, departure = found.reference.elapsed_s, found.reference.departure
    near = np.abs(elapsed - 1.0) < 0.15
    assert departure[near].max() > 5 * departure[~near].mean()


def test_written_slower_the_curves_lie_on_each_other_in_the_references_time(make_ink: MakeInk) -> None:
    ink = make_ink(seconds=1.5, strokes=1)
    found = compare(replace(ink, time_s=1.6 * ink.time_s), ink)
    assert found.questioned.duration_s == pytest.approx(1.6 * found.reference.duration_s)
    for curve in ("x", "y"):
        questioned, reference = found.aligned(curve)
        assert len(questioned) == len(reference) == len(found.reference)
        assert np.abs(questioned - reference).mean() < 0.02


def test_lifts_are_gaps_in_the_curves(make_ink: MakeInk) -> None:
    found = compare(make_ink(strokes=3), make_ink(strokes=3, seed=4))
    _, reference = found.aligned("pressure")
    np.testing.assert_array_equal(np.isnan(reference), ~found.reference.pen_down)
    assert np.isnan(reference).any()
    assert np.isnan(found.questioned.speed[~found.questioned.pen_down]).all()


def test_what_a_device_does_not_tell_is_not_made_up(make_ink: MakeInk) -> None:
    dry = replace(make_ink(), pressure=None, capture=Capture(device="mouse"))
    found = compare(dry, make_ink())
    assert not found.questioned.has_pressure
    assert np.isnan(found.aligned("pressure")[0]).all()
    assert found.questioned.mm_per_side is None
    assert found.questioned.unit == "device of mouse"
    assert found.reference.unit == "mm"
    assert found.reference.mm_per_side == pytest.approx(found.reference.longer_side)
    assert mm_per_unit(Capture(mm_per_unit=0.01)) == 0.01


def test_a_moment_is_the_frame_that_is_not_later(make_ink: MakeInk) -> None:
    trace = compare(make_ink(strokes=1), make_ink(strokes=1)).questioned
    assert [trace.frame_at(t) for t in (-1.0, 0.0, 0.0199, 0.02, 99.0)] == [0, 0, 1, 2, len(trace) - 1]


def test_speed_is_what_the_pen_ran(make_ink: MakeInk) -> None:
    """A straight line of 40 mm in two seconds: half of the longer side a second."""
    ink = make_ink(seconds=2.0, strokes=1)
    run = ink.time_s - ink.time_s[0]
    line = replace(ink, x=40 * run / run[-1], y=np.zeros(len(ink)))
    speed = compare(line, ink).questioned.speed
    assert np.median(speed) == pytest.approx(1 / run[-1], rel=0.01)


def test_the_curves_as_csv_hold_what_is_shown(make_ink: MakeInk) -> None:
    found = compare(*hands(make_ink))
    rows = list(csv.DictReader(io.StringIO(found.to_csv())))
    assert len(rows) == len(found.reference)
    questioned, reference = found.aligned("y")
    for row, ours, theirs in zip(rows, questioned, reference, strict=True):
        assert row["y_questioned"] == ("" if np.isnan(ours) else f"{ours:.6g}")
        assert row["y_reference"] == ("" if np.isnan(theirs) else f"{theirs:.6g}")
    assert [float(row["time_s"]) for row in rows] == pytest.approx(found.reference.elapsed_s.tolist(), abs=1e-5)


def test_of_long_signatures_the_costs_are_kept_by_means(make_ink: MakeInk) -> None:
    found = compare(make_ink(seconds=6.0), make_ink(seconds=1.0))
    assert found.local.shape == found.accumulated.shape == (MOST_CELLS, len(found.reference))
    assert len(found.questioned) > MOST_CELLS
    assert set(found.path_questioned.tolist()) == set(range(len(found.questioned))), "the path is whole"
    blocks = _reduced(np.arange(1200 * 3, dtype=np.float32).reshape(1200, 3))
    assert blocks.shape == (MOST_CELLS, 3)
    np.testing.assert_allclose(blocks[0], np.arange(6).reshape(2, 3).mean(axis=0))


def test_what_crosses_threads_cannot_be_changed(make_ink: MakeInk) -> None:
    found: Comparison = compare(*hands(make_ink))
    for values in (
        found.local,
        found.accumulated,
        found.path_questioned,
        found.questioned.departure,
        found.reference.x,
    ):
        with pytest.raises(ValueError, match="read-only"):
            values[0] = 1


def test_too_little_ink_is_said_plainly(make_ink: MakeInk) -> None:
    ink = make_ink()
    with pytest.raises(InkError, match="Sign once more"):
        compare(replace(ink, x=np.zeros(len(ink)), y=np.zeros(len(ink))), ink)
