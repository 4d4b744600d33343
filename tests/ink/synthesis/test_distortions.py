"""Real ink varied and forged: any ink will do, and the result is what it says it is."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sigverify.errors import UsageError
from sigverify.ink.recording import Capture, Recording, number_strokes
from sigverify.ink.synthesis.distortions import Distortion, distort, forge_recording, vary_recording
from sigverify.ink.synthesis.repetitions import repeat
from sigverify.ink.synthesis.signers import draw_signer

NOTHING = Distortion(
    matrix=((1.0, 0.0), (0.0, 1.0)),
    wobble=0.0,
    tremor=0.0,
    tempo=0.0,
    uneven=0.0,
    own_speed=0.0,
    corner=0.0,
    hesitations=0.0,
    pause=0.0,
    pause_spread=0.0,
    own_pressure=0.0,
    press=0.0,
    press_noise=0.0,
)


def signature(seed: int = 0, *, in_air: bool = False) -> Recording:
    rng = np.random.default_rng(seed)
    return repeat(draw_signer(rng, "Livia Underhill"), rng, rate_hz=100.0, in_air=in_air)


@st.composite
def any_ink(draw: st.DrawFn) -> Recording:
    """Ink as bad as devices give it: repeated and backward stamps, no pressure, single points, air or none."""
    count = draw(st.integers(1, 40))
    seed = draw(st.integers(0, 2**32 - 1))
    rng = np.random.default_rng(seed)
    down = rng.random(count) < draw(st.sampled_from([0.4, 0.8, 1.0]))
    down[rng.integers(count)] = True
    starts = rng.random(count) < 0.1
    step = draw(st.sampled_from([1e-4, 0.008, 0.01, 3.0]))
    steps = rng.choice([0.0, 1.0, 1.0, 1.0, 2.5, -1.0, 500.0], count) * step
    spread = draw(st.sampled_from([0.0, 1.0, 3e4]))
    pressure = draw(st.sampled_from([None, "constant", "levels", "ratio"]))
    levels = {
        None: None,
        "constant": np.where(down, 0.5, 0.0),
        "levels": np.where(down, rng.integers(0, 1024, count), 0),
        "ratio": np.where(down, rng.random(count), 0.0),
    }[pressure]
    whole = draw(st.booleans())
    place = rng.normal(0.0, 1.0, (2, count)) * spread
    return Recording(
        time_s=np.cumsum(steps),
        x=np.round(place[0]) if whole else place[0],
        y=np.round(place[1]) if whole else place[1],
        stroke=number_strokes(down, starts),
        pressure=levels,
        tilt_x_deg=rng.uniform(-60, 60, count) if draw(st.booleans()) else None,
        arrival_s=np.arange(count) * 0.01,
        capture=Capture(
            source="mouse",
            length_unit="px",
            pressure_full_scale=draw(st.sampled_from([None, 1.0, 1023.0])),
            records_in_air=True,
        ),
    )


@settings(max_examples=150)
@given(ink=any_ink(), seed=st.integers(0, 2**32 - 1), skill=st.none() | st.floats(0.0, 1.0))
def test_any_ink_can_be_varied_and_forged(ink: Recording, seed: int, skill: float | None) -> None:
    for again in (
        vary_recording(ink, np.random.default_rng(seed)),
        forge_recording(ink, np.random.default_rng(seed), skill=skill),
    ):
        assert again.stroke_count == ink.stroke_count
        assert again.capture == replace(ink.capture, source="synthetic")
        assert np.all(np.diff(again.time_s) >= 0)
        assert set(again.channels()) == set(ink.channels()) - {"arrival_s"}
        reach = float(max(np.ptp(ink.x), np.ptp(ink.y)))
        assert max(np.ptp(again.x), np.ptp(again.y)) <= 4 * reach
        if again.pressure is not None and ink.pressure is not None:
            assert np.all(again.pressure[~again.pen_down] == 0)
            assert again.pressure.max() <= max(ink.pressure.max(), ink.capture.pressure_full_scale or 0)


@given(seed=st.integers(0, 2**32 - 1))
def test_same_seed_gives_the_same_ink(seed: int) -> None:
    ink = signature()
    assert vary_recording(ink, np.random.default_rng(seed)) == vary_recording(ink, np.random.default_rng(seed))
    assert forge_recording(ink, np.random.default_rng(seed)) == forge_recording(ink, np.random.default_rng(seed))


@pytest.mark.parametrize("in_air", [False, True])
def test_no_distortion_gives_back_path_clock_and_pressure(in_air: bool) -> None:
    ink = signature(in_air=in_air)
    same = distort(ink, NOTHING, np.random.default_rng(0))
    assert same.stroke_count == ink.stroke_count
    assert same.time_s[-1] == pytest.approx(ink.time_s[-1], abs=0.05)
    assert ink.pressure is not None
    assert same.pressure is not None
    for old, new in ((ink.x, same.x), (ink.y, same.y)):
        np.testing.assert_allclose(new, np.interp(same.time_s, ink.time_s, old), atol=0.3)
    down = same.pen_down
    difference = same.pressure[down] - np.interp(same.time_s[down], ink.time_s, ink.pressure)
    assert np.median(np.abs(difference)) <= 1.0


def test_what_is_copied_from_evenly_sampled_ink_has_even_stamps_of_its_own() -> None:
    ink = signature()
    jitter = np.random.default_rng(0).uniform(-0.004, 0.004, len(ink))
    capture = replace(ink.capture, rate_hz=100.0, evenly_sampled=True)
    copied = forge_recording(replace(ink, time_s=ink.time_s + jitter, capture=capture), np.random.default_rng(0))
    assert not copied.capture.evenly_sampled
    inside = np.diff(copied.stroke) == 0
    np.testing.assert_allclose(np.diff(copied.time_s)[inside], 0.01, atol=1e-9)


def test_tempo_and_matrix_do_what_they_say() -> None:
    ink = signature()
    changed = distort(
        ink, replace(NOTHING, tempo=np.log(1.5), matrix=((2.0, 0.0), (0.0, 1.0))), np.random.default_rng(0)
    )
    inside = [sum(i.time_s[s.stop - 1] - i.time_s[s.start] for s in i.strokes()) for i in (ink, changed)]
    assert inside[1] / inside[0] == pytest.approx(1.5, rel=0.05)
    assert np.ptp(changed.x) / np.ptp(ink.x) == pytest.approx(2.0, rel=0.03)
    assert np.ptp(changed.y) / np.ptp(ink.y) == pytest.approx(1.0, rel=0.03)


def test_corners_are_taken_slower_by_a_hand_that_follows_the_line() -> None:
    """A square written at an even pace: after forging, the speed at corners is below that on the sides."""
    side = np.arange(50) * 1.0
    zero, full = np.zeros(50), np.full(50, 50.0)
    square = Recording(
        time_s=np.arange(200) * 0.01,
        x=np.concatenate([side, full, 50 - side, zero]) + 0.25,
        y=np.concatenate([zero, side, full, 50 - side]) + 0.25,
        stroke=np.zeros(200),
    )
    forged = distort(square, replace(NOTHING, own_speed=1.0, corner=0.5), np.random.default_rng(0))
    speed = np.hypot(np.diff(forged.x), np.diff(forged.y)) / np.diff(forged.time_s)
    x, y = forged.x[1:], forged.y[1:]
    corner = (np.minimum(np.abs(x), np.abs(x - 50)) < 3) & (np.minimum(np.abs(y), np.abs(y - 50)) < 3)
    middle = (np.abs(x - 25) < 10) | (np.abs(y - 25) < 10)
    assert speed[corner].mean() < 0.7 * speed[middle].mean()


def test_variation_is_milder_than_forgery() -> None:
    ink = signature(3)
    rng = np.random.default_rng(0)

    def duration_change(again: Recording) -> float:
        return abs(float(np.log(again.time_s[-1] / ink.time_s[-1])))

    varied = [duration_change(vary_recording(ink, rng)) for _ in range(30)]
    forged = [duration_change(forge_recording(ink, rng, skill=0.3)) for _ in range(30)]
    assert np.median(varied) < 0.15 < np.median(forged)


def test_device_units_and_milliseconds_stay_whole() -> None:
    ink = signature()
    device = Recording(
        time_s=np.round(ink.time_s, 2),
        x=np.round(100 * ink.x),
        y=np.round(100 * ink.y),
        stroke=ink.stroke,
        pressure=ink.pressure,
    )
    forged = forge_recording(device, np.random.default_rng(0))
    assert forged.pressure is not None
    for values in (forged.x, forged.y, forged.pressure, np.round(1000 * forged.time_s, 6)):
        np.testing.assert_array_equal(values, np.round(values))


def test_pressure_course_of_a_forgery_is_not_the_signers() -> None:
    ink = signature(5)
    assert ink.pressure is not None

    def correlation(again: Recording) -> float:
        assert again.pressure is not None
        assert ink.pressure is not None
        at = np.linspace(0, 1, 200)
        old = np.interp(at, np.linspace(0, 1, len(ink)), ink.pressure)
        new = np.interp(at, np.linspace(0, 1, len(again)), again.pressure)
        return float(np.corrcoef(old, new)[0, 1])

    rng = np.random.default_rng(0)
    varied = np.mean([correlation(vary_recording(ink, rng)) for _ in range(10)])
    forged = np.mean([correlation(forge_recording(ink, rng, skill=0.2)) for _ in range(10)])
    assert forged < varied


def test_wildly_long_clock_does_not_make_endless_ink() -> None:
    ink = Recording(
        time_s=np.cumsum(np.where(np.arange(3000) % 2, 0.9, 1e-4)),
        x=np.arange(3000.0),
        y=np.zeros(3000),
        stroke=np.zeros(3000),
    )
    assert len(forge_recording(ink, np.random.default_rng(0))) < 40_000


@pytest.mark.parametrize("skill", [-0.1, 1.1])
def test_skill_out_of_range_is_refused(skill: float) -> None:
    with pytest.raises(UsageError, match="skill"):
        forge_recording(signature(), np.random.default_rng(0), skill=skill)
