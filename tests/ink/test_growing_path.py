"""The path of ink that grows is that of all of it at once, in whatever portions it came."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sigverify.errors import InkError
from sigverify.ink.features import FeatureConfig, Standard, extract
from sigverify.ink.growing import GrowingStandard
from sigverify.ink.growing_path import GrowingPath
from sigverify.ink.growing_rows import GrowingRows
from sigverify.ink.recording import Capture, Recording
from sigverify.ink.trajectory import Pace, surface_times, total_seconds, trajectory_of
from sigverify.ink.written_ink import WrittenInk
from tests.conftest import smooth_ink


def first_points(ink: Recording, count: int) -> Recording:
    """The same points elsewhere in memory."""
    return Recording(**{name: values[:count] for name, values in ink.channels().items()}, capture=ink.capture)


def check(path: GrowingPath, so_far: Recording, peak: float | None = None) -> None:
    expected = trajectory_of(so_far, rate_hz=path.rate_hz, pressure_peak=peak, pace=path.pace)
    told = np.stack((expected.x, expected.y, expected.pressure_ratio, expected.pen_down), axis=1)
    np.testing.assert_allclose(path.rows.values, told, rtol=1e-9, atol=1e-9 * np.abs(told).max())
    assert path.seconds == pytest.approx(float(surface_times(so_far, path.pace.usual_step_s)[-1]))
    size, frame_length = path.extent
    assert size == pytest.approx(max(np.ptp(expected.x), np.ptp(expected.y)))
    strokes = np.flatnonzero(np.diff(expected.pen_down.astype(int)))  # no step leads into a bridge or out of one
    steps = np.delete(np.hypot(np.diff(expected.x), np.diff(expected.y)), strokes)
    down = np.delete(expected.pen_down[1:], strokes)
    assert frame_length == pytest.approx(steps[down].mean() if down.any() else 0.0)


@given(
    st.floats(40.0, 400.0),
    st.integers(1, 6),
    st.integers(0, 99),
    st.sampled_from([0.0, 0.02, 0.05]),
    st.booleans(),
    st.lists(st.floats(0.25, 1.0), min_size=1, max_size=10),
)
@example(207.0, 6, 0, 0.02, False, [0.84375, 1.0])  # points of a stroke that are averaged by its end, not before
@settings(max_examples=60, deadline=None)
def test_it_is_that_of_all_the_ink(
    rate_hz: float, strokes: int, seed: int, burst_s: float, evenly: bool, shares: list[float]
) -> None:
    """Of any rate, with stamps that come in bursts, from a device that samples evenly; strokes are taken back too."""
    ink = smooth_ink(rate_hz, seconds=2.0, strokes=strokes, seed=seed)
    if burst_s:
        ink = replace(ink, time_s=np.ceil(ink.time_s / burst_s) * burst_s)
    if evenly:
        ink = replace(ink, capture=Capture(rate_hz=rate_hz, evenly_sampled=True))
    written, path = WrittenInk(), GrowingPath(100.0, trajectory_of(first_points(ink, len(ink) // 2)).pace, 0.8)
    for share in shares:
        so_far = first_points(ink, max(2, round(share * len(ink))))
        written.take(so_far)
        try:
            path.take(written)
        except InkError:
            continue
        check(path, so_far, 0.8)


def test_what_is_settled_stays_and_so_does_all_before_what_changed(make_ink: Callable[..., Recording]) -> None:
    ink = make_ink(133.0, seconds=4.0, strokes=4)
    written, path, before, settled = WrittenInk(), GrowingPath(100.0, trajectory_of(ink).pace, None), None, 0
    for count in range(120, len(ink), 2):
        written.take(ink.beginning(count))
        changed = path.take(written)
        if before is not None:
            np.testing.assert_array_equal(path.rows.values[:changed], before[:changed])
        assert changed >= settled
        assert path.settled >= settled
        settled, before = path.settled, path.rows.values.copy()


def test_portions_give_the_same(make_ink: Callable[..., Recording]) -> None:
    ink = make_ink(150.0, seconds=4.0, strokes=3)
    written, path = WrittenInk(), GrowingPath(100.0, trajectory_of(ink).pace, None)
    written.take(ink)
    while path.taken < len(written):
        path.take(written, 37)
    check(path, ink)


def test_a_change_that_one_did_not_look_at_is_not_lost(make_ink: Callable[..., Recording]) -> None:
    """Strokes are taken back and others written while a path waits: it goes back as far as the deepest."""
    ink = make_ink(100.0, seconds=4.0, strokes=4)
    other = replace(ink, x=np.where(ink.stroke >= 2, -ink.x, ink.x))
    written, path = WrittenInk(), GrowingPath(100.0, trajectory_of(ink).pace, None)
    written.take(ink)
    path.take(written)
    for so_far in (first_points(ink, 150), other, first_points(other, 390)):
        written.take(so_far)
    path.take(written)
    check(path, first_points(other, 390))


def test_pressure_that_begins_late_counts_from_the_beginning(make_ink: Callable[..., Recording]) -> None:
    """A constant one is none, until it changes; without a peak that is given the ink's own moves."""
    ink = make_ink(100.0, seconds=3.0, strokes=1)
    late = replace(ink, pressure=np.where(np.arange(len(ink)) < 150, 0.5, 0.5 + 0.001 * np.arange(len(ink))))
    written, path = WrittenInk(), GrowingPath(100.0, trajectory_of(ink).pace, None)
    for count in (100, 140, 200, 250):
        written.take(first_points(late, count))
        assert path.take(written) == 0 or count == 140
        check(path, first_points(late, count))
    assert written.pressure_peak == pytest.approx(0.749)


def test_ink_that_no_signature_has_is_refused(make_ink: Callable[..., Recording]) -> None:
    written, path = WrittenInk(), GrowingPath(100.0, Pace(usual_step_s=0.01, frame_length=1.0), None)
    ink = make_ink(100.0, seconds=61.0, strokes=1)
    written.take(first_points(ink, 12))
    with pytest.raises(InkError, match="Too short"):
        path.take(written)
    written.take(ink)
    with pytest.raises(InkError, match="Too long"):
        path.take(written)


def test_a_look_reads_only_what_is_new(make_ink: Callable[..., Recording]) -> None:
    """Of recordings that share their points; what lies elsewhere is compared, and gives the same."""
    ink = make_ink(100.0, seconds=2.0, strokes=2)
    shared, elsewhere = WrittenInk(), WrittenInk()
    for count in (50, 120, 190):
        shared.take(ink.beginning(count))
        elsewhere.take(first_points(ink, count))
        np.testing.assert_array_equal(shared.points.values, elsewhere.points.values)
        down = ink.stroke[:count] >= 0
        np.testing.assert_array_equal(shared.points.values[:, 1], ink.x[:count][down])
    assert shared.changes == elsewhere.changes == []
    elsewhere.take(replace(ink, y=-ink.y))
    np.testing.assert_array_equal(elsewhere.points.values[:, 2], -ink.y[ink.stroke >= 0])
    assert elsewhere.changes == [0]
    assert shared.usual_step_s == pytest.approx(trajectory_of(ink).pace.usual_step_s)
    assert shared.farthest == pytest.approx(max(np.abs(ink.x[:190]).max(), np.abs(ink.y[:190]).max()))


def test_a_standard_that_is_measured_in_portions(make_ink: Callable[..., Recording]) -> None:
    """It is that of all the ink at once, and what was taken back meanwhile does not count."""
    ink = make_ink(100.0, seconds=4.0, strokes=3)
    config = FeatureConfig(functions=("speed", "direction", "pressure", "pen_down"))
    own = extract(ink, config)
    written = WrittenInk()
    written.take(replace(ink, x=ink.x + np.where(ink.stroke == 0, 0.0, ink.y)))
    assert own.standard.pressure_peak is not None
    growing = GrowingStandard(config, own.standard.size, own.standard.pressure_peak, own.pace)
    found: Standard | None = growing.take(written, 300)
    assert found is None
    written.take(ink)
    while found is None:
        found = growing.take(written, 90)
    np.testing.assert_allclose(found.mean, own.standard.mean, rtol=1e-3, atol=1e-4)
    np.testing.assert_allclose(found.spread, own.standard.spread, rtol=1e-3)
    assert total_seconds(ink) == pytest.approx(growing.functions.path.seconds)


def test_rows_grow_and_are_cut() -> None:
    rows, expected = GrowingRows(2, np.float32), np.empty((0, 2), np.float32)
    for count in (3, 1000, 500, 7):
        more = np.arange(2 * count, dtype=np.float32).reshape(count, 2)
        rows.add(more)
        expected = np.concatenate((expected, more))
        np.testing.assert_array_equal(rows.values, expected)
        rows.cut(len(rows) - 2)
        expected = expected[:-2]
    assert len(rows) == len(expected) == 1502
