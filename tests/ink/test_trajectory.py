"""The path behind the ink: one clock, one rate, one kind of lift, whatever the device did."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sigverify.errors import InkError
from sigverify.ink.global_features import GLOBAL_FEATURES, global_features
from sigverify.ink.recording import EVEN_RATES_HZ, Capture, Recording, number_strokes
from sigverify.ink.trajectory import (
    LONGEST_LIFT_S,
    LONGEST_S,
    LONGEST_STEP_S,
    SHORTEST_S,
    pen_down_seconds,
    repaired_times,
    surface_times,
    total_seconds,
    trajectory_of,
)

MakeInk = Callable[..., Recording]


def repaired(
    time_ms: list[float], stroke: list[int] | None = None, *, even_step_ms: float | None = None
) -> list[float]:
    """Repair hand-written milliseconds, rounded to a microsecond."""
    time_s = np.array(time_ms) / 1000
    even_step_s = None if even_step_ms is None else even_step_ms / 1000
    times = repaired_times(time_s, np.array(stroke if stroke is not None else [0] * len(time_ms)), even_step_s)
    return np.round(1000 * times, 3).tolist()


class TestClock:
    """Hand-worked clocks, in milliseconds."""

    def test_a_sound_clock_only_loses_its_origin(self) -> None:
        assert repaired([500, 510, 525, 530]) == [0, 10, 25, 30]

    def test_points_that_share_a_stamp_are_spread_since_the_stamp_before(self) -> None:
        assert repaired([0, 10, 20, 20, 30]) == [0, 10, 15, 20, 30]

    def test_a_burst_keeps_the_stamp_for_its_last_point(self) -> None:
        # handled together at 40 ms: three points that were written at 20, 30 and 40
        assert repaired([0, 10, 40, 40, 40, 50]) == [0, 10, 20, 30, 40, 50]

    def test_a_burst_at_the_start_is_spread_backwards_by_the_usual_step(self) -> None:
        # 20 ms over four steps that are no fault: a usual step of 5 ms
        assert repaired([0, 0, 0, 10, 20]) == [0, 5, 10, 20, 30]

    def test_a_backward_step_counts_as_the_usual_one(self) -> None:
        # 10 ms for each of three sound steps
        assert repaired([0, 10, 20, -5, 5]) == [0, 10, 20, 30, 40]

    @pytest.mark.parametrize("wrap_ms", [4_295_000, -4_295_000])
    def test_a_timer_that_wraps_counts_as_the_usual_step(self, wrap_ms: float) -> None:
        stamps = [0, 10, 20, 30 + wrap_ms, 40 + wrap_ms]
        assert repaired(stamps) == [0, 10, 20, 30, 40]

    @pytest.mark.parametrize("wrap_ms", [4_295_000, -4_295_000])
    def test_a_timer_that_wraps_during_a_lift_too(self, wrap_ms: float) -> None:
        assert repaired([0, 10, 20, 400 + wrap_ms, 410 + wrap_ms], [0, 0, 0, 1, 1]) == [0, 10, 20, 30, 40]

    def test_a_pen_may_rest_for_a_second_but_not_longer(self) -> None:
        assert repaired([0, 10, 1010, 1020]) == [0, 10, 1010, 1020]
        assert repaired([0, 10, 1011, 1021]) == [0, 10, 20, 30]

    def test_long_lifts_are_kept_up_to_their_bound(self) -> None:
        assert repaired([0, 10, 27_010, 27_020], [0, 0, 1, 1]) == [0, 10, 27_010, 27_020]
        assert repaired([0, 10, 30_011, 30_021], [0, 0, 1, 1]) == [0, 10, 20, 30]

    def test_a_lift_that_takes_no_time_takes_the_usual_step(self) -> None:
        assert repaired([0, 10, 10, 20], [0, 0, 1, 1]) == [0, 10, 20, 30]

    def test_a_burst_after_a_short_lift_does_not_reach_back_into_the_stroke_before(self) -> None:
        # the second stroke begins with three points stamped 12: spread back by the usual step they would begin at 4
        times = repaired([0, 10, 12, 12, 12, 22], [0, 0, 1, 1, 1, 1])
        usual = 20 / 4  # two steps of 10 ms among four that are no fault
        assert times[:2] == [0, 10]
        assert times[2:] == pytest.approx([15, 20, 25, 35])
        assert times[2] - times[1] == pytest.approx(usual)

    def test_a_clock_that_stands_still_gives_a_hundred_points_a_second(self) -> None:
        assert repaired([7, 7, 7, 7]) == [0, 10, 20, 30]

    def test_one_point_has_one_time(self) -> None:
        assert repaired([7]) == [0]

    def test_lone_points_in_strokes_of_their_own(self) -> None:
        assert repaired([0, 0, 50], [0, 1, 2]) == [0, 10, 60]


class TestEvenClock:
    """Hand-worked stamps of a device that samples every 10 ms, in milliseconds."""

    def test_a_timer_s_jitter_is_not_the_pen_s(self) -> None:
        assert repaired([0, 16, 26, 32, 47, 63], even_step_ms=10) == [0, 10, 20, 30, 40, 50]

    def test_stamps_may_repeat_step_back_or_wrap_inside_a_stroke(self) -> None:
        assert repaired([0, 10, 0, 10, 10, -4_294_948], even_step_ms=10) == [0, 10, 20, 30, 40, 50]

    @pytest.mark.parametrize(
        ("lift_ms", "samples"), [(131, 13), (136, 14), (4, 1), (0, 1), (-50, 1), (29_996, 3000), (30_001, 1)]
    )
    def test_a_lift_lasts_whole_steps_and_one_at_least(self, lift_ms: float, samples: int) -> None:
        stamps = [0, 16, 16 + lift_ms, 21 + lift_ms]
        end = 10 + 10 * samples
        assert repaired(stamps, [0, 0, 1, 1], even_step_ms=10) == [0, 10, end, end + 10]

    def test_one_point_has_one_time(self) -> None:
        assert repaired([7], even_step_ms=10) == [0]

    def test_whatever_is_asked_of_a_recording_goes_by_it(self) -> None:
        """Two strokes of 31 points at 100 Hz, 120 ms apart, stamped by a timer that ticks every 16 ms."""
        true_s = np.concatenate((np.arange(31), np.arange(42, 73))) / 100
        ink = Recording(
            time_s=np.floor(true_s / 0.016) * 0.016,
            x=np.sin(9 * true_s),
            y=true_s,
            stroke=np.repeat([0, 1], 31),
            capture=Capture(rate_hz=100.0, evenly_sampled=True),
        )
        lift_s = total_seconds(ink) - 0.6
        assert lift_s == pytest.approx(round(100 * lift_s) / 100)
        assert lift_s == pytest.approx(0.12, abs=0.016)
        assert pen_down_seconds(ink) == pytest.approx(0.6)
        path = trajectory_of(ink)
        np.testing.assert_allclose(path.x[path.pen_down], ink.x, atol=1e-9)
        assert path.elapsed_s[-1] == pytest.approx(total_seconds(ink))
        assert (np.diff(surface_times(ink)) > 0.0099).all()


times_of_all_sizes = (
    st.floats(-1e3, 1e3)
    | st.sampled_from([0.0, 4295.0, -4295.0, 1e-300, 5e-324, 1e308, -1e308, 1e9])
    | st.integers(-50, 50).map(lambda n: n / 100)
)


@st.composite
def clocks(draw: st.DrawFn, times: st.SearchStrategy[float] = times_of_all_sizes) -> tuple[np.ndarray, np.ndarray]:
    count = draw(st.integers(1, 40))
    time_s = draw(st.lists(times, min_size=count, max_size=count))
    starts = draw(st.lists(st.booleans(), min_size=count, max_size=count))
    return np.array(time_s), number_strokes([True] * count, starts)


@given(clocks())
def test_any_clock_becomes_strictly_increasing(clock: tuple[np.ndarray, np.ndarray]) -> None:
    time_s, stroke = clock
    times = repaired_times(time_s, stroke)
    assert times[0] == 0.0
    assert (np.diff(times) > 0).all()


@given(clocks(), st.floats(*EVEN_RATES_HZ))
def test_in_any_evenly_sampled_ink_each_step_is_whole_samples(
    clock: tuple[np.ndarray, np.ndarray], rate_hz: float
) -> None:
    time_s, stroke = clock
    capture = Capture(rate_hz=rate_hz, evenly_sampled=True)
    times = surface_times(Recording(time_s=time_s, x=time_s, y=time_s, stroke=stroke, capture=capture))
    assert times[0] == 0.0
    steps = np.diff(times)
    assert (steps > 0).all()
    np.testing.assert_allclose(steps[stroke[1:] == stroke[:-1]] * rate_hz, 1.0, rtol=1e-6)
    np.testing.assert_allclose(steps * rate_hz, np.round(steps * rate_hz), rtol=1e-6)


@given(clocks(st.floats(-50, 50)), st.sampled_from([-4295.0, 0.125, 1000.0]))
def test_the_clock_s_origin_does_not_matter(clock: tuple[np.ndarray, np.ndarray], shift_s: float) -> None:
    time_s = np.round(clock[0] * 1024) / 1024  # exact whatever is added
    np.testing.assert_array_equal(repaired_times(time_s, clock[1]), repaired_times(time_s + shift_s, clock[1]))


@given(clocks(st.integers(-4000, 4000).map(lambda n: n / 100)))
def test_repairing_twice_is_repairing_once(clock: tuple[np.ndarray, np.ndarray]) -> None:
    once = repaired_times(*clock)
    # a repaired lift may be longer than its bound only by what spreading a burst added
    assume((np.diff(once) <= LONGEST_STEP_S).all())
    np.testing.assert_allclose(repaired_times(once, clock[1]), once, atol=1e-9)


coordinates = st.floats(-1e4, 1e4) | st.sampled_from([0.0, -0.0, 5e-324, 1e-310, 1e-17, 1e308, -1e308, 1e12])


@st.composite
def any_ink(draw: st.DrawFn) -> Recording:
    """Ink without sense: wild clocks, coordinates of any size, lifts anywhere, any pressure."""
    count = draw(st.integers(1, 60))

    def values(source: st.SearchStrategy[float]) -> np.ndarray:
        some = draw(st.lists(source, min_size=1, max_size=12))
        return np.resize(np.array(some), count)

    down = draw(st.lists(st.booleans(), min_size=count, max_size=count).filter(any))
    starts = draw(st.lists(st.booleans(), min_size=count, max_size=count))
    regular = np.arange(count) / 50
    return Recording(
        time_s=draw(st.sampled_from([regular, values(times_of_all_sizes)])),
        x=values(coordinates),
        y=values(coordinates),
        stroke=number_strokes(down, starts),
        pressure=draw(st.none() | st.just(values(st.floats(0, 1e4) | st.sampled_from([0.0, 5e-324, 1e308])))),
        capture=Capture(rate_hz=draw(st.sampled_from([1.0, 80.0, 1e6])), evenly_sampled=draw(st.booleans())),
    )


@given(any_ink(), st.sampled_from([50.0, 100.0]))
@settings(max_examples=300)
def test_any_ink_becomes_a_path_or_is_refused(ink: Recording, rate_hz: float) -> None:
    """Nothing but InkError: no other exception and no warning."""
    try:
        path = trajectory_of(ink, rate_hz=rate_hz)
    except InkError:
        return
    assert (np.diff(path.elapsed_s) > 0).all()
    for values in (path.x, path.y, path.pressure_ratio, path.elapsed_s):
        assert np.isfinite(values).all()
        assert len(values) == len(path) == len(path.pen_down)
    assert path.pressure_ratio.min() >= 0
    assert path.pressure_ratio.max() <= 1
    assert (path.pressure_ratio[~path.pen_down] == 0).all()
    assert path.elapsed_s[0] == 0
    # straight joins stay inside what was written
    down = ink.pen_down
    assert ink.x[down].min() - 1e-6 * np.abs(ink.x).max() <= path.x.min()
    assert path.x.max() <= ink.x[down].max() + 1e-6 * np.abs(ink.x).max()


@given(any_ink())
@settings(max_examples=300)
def test_any_ink_has_global_features_or_is_refused(ink: Recording) -> None:
    try:
        found = global_features(ink)
    except InkError:
        return
    assert found.shape == (len(GLOBAL_FEATURES),)
    assert np.isfinite(found).all()


def stroke_of(x: list[float], *, start_s: float, step_s: float = 0.01) -> tuple[np.ndarray, np.ndarray]:
    return start_s + step_s * np.arange(len(x)), np.array(x)


def strokes(*parts: list[float], gap_s: float = 0.2, pressure: float | None = None) -> Recording:
    """Strokes along the x axis at 100 Hz, y = 0."""
    times, places, numbers = [], [], []
    begin = 0.0
    for number, part in enumerate(parts):
        time_s, x = stroke_of(part, start_s=begin)
        times.append(time_s)
        places.append(x)
        numbers.append(np.full(len(part), number))
        begin = time_s[-1] + gap_s
    x = np.concatenate(places)
    levels = None if pressure is None else np.linspace(1, pressure, x.size)
    return Recording(
        time_s=np.concatenate(times), x=x, y=np.zeros(x.size), stroke=np.concatenate(numbers), pressure=levels
    )


def line(start: float, count: int = 25) -> list[float]:
    """A stroke to the right, one unit a frame."""
    return [start + k for k in range(count)]


class TestBridges:
    """A lift of length g becomes the l − 2 inner points of an even line of l = int(g/s) + 1 points, at least one."""

    def bridge(self, gap: float) -> np.ndarray:
        path = trajectory_of(strokes(line(0), line(24 + gap)))
        assert path.pen_down[[0, -1]].all()
        assert (path.pen_down).sum() == 50
        return path.x[~path.pen_down] - 24

    @pytest.mark.parametrize(
        ("gap", "inner"),
        [
            (0.0, [0.0]),
            (0.5, [0.25]),  # l = 1: one midpoint
            (1.5, [0.75]),  # l = 2: one midpoint
            (2.5, [1.25]),  # l = 3
            (3.6, [1.2, 2.4]),  # l = 4
            (4.0, [1.0, 2.0, 3.0]),  # l = 5
            (5.0, [1.0, 2.0, 3.0, 4.0]),  # l = 6
        ],
    )
    def test_hand_worked(self, gap: float, inner: list[float]) -> None:
        assert self.bridge(gap).tolist() == pytest.approx(inner)

    def test_lines_go_back_as_well(self) -> None:
        path = trajectory_of(strokes(line(0), line(20)))
        assert path.x[~path.pen_down].tolist() == pytest.approx([23.0, 22.0, 21.0])

    def test_time_goes_on_evenly_over_a_lift(self) -> None:
        path = trajectory_of(strokes(line(0), line(28), gap_s=0.4))
        # 0.24 s of ink, then 0.4 s over four steps
        assert path.elapsed_s[24:29].tolist() == pytest.approx([0.24, 0.34, 0.44, 0.54, 0.64])

    def test_pressure_is_zero_on_a_bridge_and_a_share_of_the_peak_elsewhere(self) -> None:
        path = trajectory_of(strokes(line(0), line(28), pressure=500.0))
        assert (path.pressure_ratio[~path.pen_down] == 0).all()
        assert path.pressure_ratio[-1] == 1.0
        assert path.pressure_peak == 500.0

    def test_ink_that_hardly_moves_gets_bounded_bridges(self) -> None:
        crawling = [k * 1e-6 for k in range(25)]
        path = trajectory_of(strokes(crawling, [1e3 + x for x in crawling]))
        assert (~path.pen_down).sum() == 199

    def test_ink_that_does_not_move_at_all_gets_one_frame(self) -> None:
        path = trajectory_of(strokes([0.0] * 25, [8.0] * 25))
        assert path.x[~path.pen_down].tolist() == [4.0]

    def test_a_dot_between_strokes_is_one_frame(self) -> None:
        path = trajectory_of(strokes(line(0), [30.0], line(36)))
        assert path.pen_down.sum() == 51
        assert (~path.pen_down).sum() == 10  # lengths 6 and 6: five inner points each


def test_points_in_the_air_are_left_out(make_ink: MakeInk) -> None:
    seen, unseen = trajectory_of(make_ink(in_air=True)), trajectory_of(make_ink(in_air=False))
    for name in ("x", "y", "pressure_ratio", "pen_down", "elapsed_s"):
        np.testing.assert_array_equal(getattr(seen, name), getattr(unseen, name))


def test_frames_are_evenly_spaced_in_each_stroke(make_ink: MakeInk) -> None:
    path = trajectory_of(make_ink(133.0, strokes=3), rate_hz=100.0)
    both_down = path.pen_down[1:] & path.pen_down[:-1]
    np.testing.assert_allclose(np.diff(path.elapsed_s)[both_down], 0.01, atol=1e-9)
    assert path.rate_hz == 100.0


def test_slow_recordings_are_joined_by_straight_lines() -> None:
    ink = Recording(time_s=[0, 0.2, 0.4], x=[0, 2, 0], y=[1, 1, 3], stroke=[0, 0, 0])
    path = trajectory_of(ink, rate_hz=10.0)
    assert path.x.tolist() == pytest.approx([0, 1, 2, 1, 0])
    assert path.y.tolist() == pytest.approx([1, 1, 1, 2, 3])


def test_fast_recordings_are_averaged_over_each_frame() -> None:
    """The mean of the lines between the points, half a frame to both sides, cut at the stroke's ends."""
    rng = np.random.default_rng(5)
    time_s = np.arange(401) / 1000
    x = rng.normal(size=401)
    path = trajectory_of(Recording(time_s=time_s, x=x, y=np.zeros(401), stroke=np.zeros(401)), rate_hz=50.0)
    fine = np.linspace(0, 0.4, 400_001)
    line_x = np.interp(fine, time_s, x)
    for frame in (0, 1, 7, 20):
        low, high = max(frame / 50 - 0.01, 0), min(frame / 50 + 0.01, 0.4)
        inside = (fine >= low - 1e-9) & (fine <= high + 1e-9)
        assert path.x[frame] == pytest.approx(line_x[inside].mean(), abs=2e-3)


@pytest.mark.parametrize("rate_hz", [90.0, 1000.0])
@pytest.mark.parametrize("place", [0.1, 123.456, -7e4 / 3])
def test_a_pen_that_rests_stays_where_it_is(rate_hz: float, place: float) -> None:
    """Averaging must not make movement out of rounding."""
    count = round(rate_hz)
    time_s = np.arange(count) / rate_hz
    ink = Recording(time_s=time_s, x=np.full(count, place), y=time_s, stroke=np.zeros(count))
    assert np.ptp(trajectory_of(ink).x) == 0.0


def test_pressure_without_a_sensor_counts_as_none(make_ink: MakeInk) -> None:
    ink = make_ink()
    half = replace(ink, pressure=np.where(ink.pen_down, 0.5, 0.0))
    none = replace(ink, pressure=None)
    for path in (trajectory_of(half), trajectory_of(none)):
        assert path.pressure_peak is None
        assert (path.pressure_ratio == path.pen_down).all()


def test_a_live_path_is_measured_by_the_references_peak(make_ink: MakeInk) -> None:
    ink = make_ink()
    path = trajectory_of(ink, pressure_peak=2000.0)
    assert path.pressure_peak == 2000.0
    assert path.pressure_ratio.max() <= 900 / 2000
    assert trajectory_of(ink, pressure_peak=100.0).pressure_ratio.max() == 1.0  # pressed harder: full


@pytest.mark.parametrize(("points", "fits"), [(30, False), (31, True), (6001, True), (6003, False)])
def test_ink_must_last_long_enough_and_not_too_long(points: int, fits: bool) -> None:
    ink = strokes(line(0, points))
    assert (SHORTEST_S <= pen_down_seconds(ink) + 1e-9 <= LONGEST_S + 1e-6) is fits
    if fits:
        assert len(trajectory_of(ink)) == points
    else:
        with pytest.raises(InkError, match=r"Too (short|long).*Sign once more"):
            trajectory_of(ink)


def test_lifts_count_for_the_duration_but_not_as_ink() -> None:
    ink = strokes(line(0), line(30), gap_s=5.0)
    assert pen_down_seconds(ink) == pytest.approx(0.48)
    assert total_seconds(ink) == pytest.approx(5.48)
    assert total_seconds(strokes(line(0), line(30), gap_s=LONGEST_LIFT_S + 1)) == pytest.approx(0.49)


@pytest.mark.parametrize("far", [1e13, -1e300])
def test_coordinates_beyond_any_tablet_are_refused(far: float) -> None:
    with pytest.raises(InkError, match="beyond"):
        trajectory_of(strokes([*line(0, 40), far]))
