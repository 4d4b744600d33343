"""What a device is said to be good for: the sentence, each fact's state, and what to do."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any, get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sigverify.ink.device_report import device_report
from sigverify.ink.device_verdict import DeviceVerdict, Fact, judge
from sigverify.ink.recording import Capture, Recording, Source

MakeInk = Callable[..., Recording]
CHANNELS = ("time_s", "x", "y", "pressure", "tilt_x_deg", "tilt_y_deg", "rotation_deg", "arrival_s")


def pen_ink(make_ink: MakeInk, rate_hz: float = 200.0, *, platform: str = "xcb", **more: Any) -> Recording:
    """A good pen's ink of 2 s: 1,024 levels, sub-pixel places, arrivals one by one."""
    ink = make_ink(rate_hz, strokes=1, **more)
    pressure = None if ink.pressure is None else np.round(200 + 700 * np.sin(3 * ink.time_s) ** 2) / 1023
    capture = Capture(
        source="pen",
        length_unit="px",
        pressure_full_scale=None if pressure is None else 1.0,
        records_in_air=True,
        device="Wacom One (position, pressure)",
        platform=platform,
    )
    return replace(ink, pressure=pressure, arrival_s=ink.time_s + 70.003, capture=capture)


def judged(ink: Recording, paint_ms: float | None = 6.0) -> DeviceVerdict:
    return judge(device_report(ink, None if paint_ms is None else np.full(40, paint_ms)))


def fact(verdict: DeviceVerdict, name: str) -> Fact:
    return next(fact for fact in verdict.facts if fact.name == name)


def test_a_good_pen_is_praised_in_one_sentence(make_ink: MakeInk) -> None:
    verdict = judged(pen_ink(make_ink))
    assert verdict.state == "good"
    assert verdict.sentence == (
        "Wacom One: 200 points a second, pressure in 1,024 levels, no gaps: good for signatures."
    )
    assert all(fact.state in ("good", "plain") and not fact.remedy for fact in verdict.facts)
    assert fact(verdict, "Time stamps").words == "Each point its own, every 5 ms"
    assert fact(verdict, "Coordinates").words == "Finer than a pixel"


def test_little_ink_tells_nothing_yet(make_ink: MakeInk) -> None:
    ink = make_ink(200.0, seconds=0.1, strokes=1)
    verdict = judged(ink)
    assert (verdict.state, verdict.facts) == ("plain", ())
    assert (
        verdict.sentence
        == f"Too little to tell: {len(ink)} points, 0.1 s of writing. At least 60 points and 0.5 s are needed."
    )


@pytest.mark.parametrize(("source", "told"), [("mouse", "a mouse"), ("touch", "a finger")])
def test_a_mouse_and_a_finger_are_told_for_what_they_are(make_ink: MakeInk, source: Source, told: str) -> None:
    ink = pen_ink(make_ink, 125.0, pressure=False)
    ink = replace(ink, x=np.round(40 * ink.x), y=np.round(40 * ink.y))
    verdict = judged(replace(ink, capture=replace(ink.capture, source=source, device="")))
    assert verdict.state == "bad"
    assert verdict.sentence == f"This is {told}: no pressure; signatures are referred at most."
    assert fact(verdict, "Pressure").state == "bad"
    assert "pen that tells pressure" in fact(verdict, "Tool").remedy
    assert fact(verdict, "Coordinates").words == "Whole pixels"


def test_constant_pressure_is_told_with_what_to_do_on_windows(make_ink: MakeInk) -> None:
    ink = pen_ink(make_ink, platform="windows")
    verdict = judged(replace(ink, pressure=np.full(len(ink), 0.5)))
    assert verdict.state == "bad"
    assert "a pressure that never changes" in verdict.sentence
    assert "see the pressure" in verdict.sentence
    told = fact(verdict, "Pressure")
    assert told.words == "Never changes: always 0.5"
    assert "Windows Ink" in told.remedy
    elsewhere = judged(replace(ink, pressure=np.full(len(ink), 0.5), capture=replace(ink.capture, platform="xcb")))
    assert "Windows" not in fact(elsewhere, "Pressure").remedy


def test_bursts_that_share_a_time_are_bad_and_those_with_times_are_not(make_ink: MakeInk) -> None:
    ink = pen_ink(make_ink, platform="windows")
    handed_over = np.ceil(ink.time_s * 40) / 40
    shared = judged(replace(ink, time_s=handed_over, arrival_s=handed_over + 70.003))
    assert fact(shared, "Time stamps").state == "bad"
    assert "Windows hands over" in fact(shared, "Time stamps").remedy
    assert shared.state == "bad"
    stamped = judged(replace(ink, arrival_s=handed_over + 70.003))
    assert fact(stamped, "Time stamps").state == "good"
    assert fact(stamped, "Bursts").words.endswith("points arrive at once")
    assert fact(stamped, "Bursts").state == "plain"
    assert stamped.state == "good"
    unstamped = judged(replace(ink, time_s=handed_over, arrival_s=handed_over))
    assert fact(unstamped, "Bursts").state == "bad"


@pytest.mark.parametrize(("rate_hz", "state"), [(200.0, "good"), (100.0, "good"), (75.0, "mind"), (40.0, "bad")])
def test_a_low_rate_is_told(make_ink: MakeInk, rate_hz: float, state: str) -> None:
    told = fact(judged(pen_ink(make_ink, rate_hz, seconds=3.0)), "Rate")
    assert told.words == f"{rate_hz:.0f} points a second"
    assert told.state == state
    assert bool(told.remedy) == (state != "good")


@pytest.mark.parametrize(("platform", "said"), [("cocoa", "macOS drops"), ("wayland", "X11 session"), ("xcb", "")])
def test_dropped_points_are_told_with_what_the_platform_does(make_ink: MakeInk, platform: str, said: str) -> None:
    ink = pen_ink(make_ink, platform=platform)
    kept = np.ones(len(ink), dtype=bool)
    kept[100:115] = kept[200:212] = False
    cut = Recording(**{name: values[kept] for name, values in ink.channels().items()}, capture=ink.capture)
    verdict = judged(cut)
    told = fact(verdict, "Gaps")
    assert told.state == "bad"
    assert told.words.startswith("2, the longest 80 ms: about 27 points dropped")
    assert said in told.remedy
    assert ", 2 gaps: poor for signatures" in verdict.sentence


def test_backward_and_missing_stamps_are_told(make_ink: MakeInk) -> None:
    ink = pen_ink(make_ink)
    stamps = ink.time_s.copy()
    stamps[50] -= 0.02
    assert fact(judged(replace(ink, time_s=stamps)), "Time stamps").words == "1 run backwards"
    still = judged(replace(ink, time_s=np.full(len(ink), 3.0)))
    assert fact(still, "Time stamps").words == "All points bear one time"
    assert still.state == "bad"
    assert fact(still, "Rate").words == "200 points a second", "the program's clock tells it"
    none = judged(replace(ink, time_s=ink.arrival_s))
    assert "stands in" in fact(none, "Time stamps").words


def test_a_file_without_times_is_not_blamed_for_them(make_ink: MakeInk) -> None:
    ink = make_ink(100.0)
    told = judged(replace(ink, capture=Capture(has_clock=False, rate_hz=100.0, pressure_full_scale=1023)), None)
    assert told.state == "good"
    assert "100 points a second by what it says" in fact(told, "Rate").words
    assert fact(told, "Gaps").state == fact(told, "Time stamps").state == "plain"


def test_few_levels_and_a_narrow_range_are_minded(make_ink: MakeInk) -> None:
    ink = pen_ink(make_ink)
    assert ink.pressure is not None
    few = fact(judged(replace(ink, pressure=np.round(ink.pressure * 63) / 63)), "Pressure")
    assert few.state == "mind"
    assert "64 levels" in few.words
    narrow = fact(judged(replace(ink, pressure=np.round(100 + 100 * ink.pressure) / 1023)), "Pressure")
    assert narrow.state == "mind"
    assert "Press harder" in narrow.remedy


def test_slow_painting_lags_and_loses_nothing(make_ink: MakeInk) -> None:
    told = fact(judged(pen_ink(make_ink), paint_ms=80.0), "Painting")
    assert told.state == "mind"
    assert "nothing is lost" in told.remedy
    assert not [f for f in judged(pen_ink(make_ink), paint_ms=None).facts if f.name == "Painting"]


def test_whole_pixels_of_a_pen_are_minded_with_what_to_look_at_on_x11(make_ink: MakeInk) -> None:
    ink = pen_ink(make_ink)
    rounded = replace(ink, x=np.round(30 * ink.x), y=np.round(30 * ink.y))
    told = fact(judged(rounded), "Coordinates")
    assert told.state == "mind"
    assert "QT_XCB_TABLET_LEGACY_COORDINATES" in told.remedy
    windows = judged(replace(rounded, capture=replace(ink.capture, platform="windows")))
    assert "pen mode" in fact(windows, "Coordinates").remedy


def test_the_scale_is_told_for_both_sides(make_ink: MakeInk) -> None:
    ink = pen_ink(make_ink)
    assert fact(judged(ink), "Scale").state == "plain"
    measured = replace(ink, capture=replace(ink.capture, mm_per_unit=0.25, mm_per_unit_y=0.2))
    assert fact(judged(measured), "Scale").words == "0.250 mm a pixel across, 0.200 down"


def test_plain_values_hold_every_fact(make_ink: MakeInk) -> None:
    verdict = judged(pen_ink(make_ink))
    told = verdict.to_json()
    assert told["state"] == "good"
    assert [entry["name"] for entry in told["facts"]] == [fact.name for fact in verdict.facts]


@given(
    st.integers(0, 999),
    st.sampled_from(get_args(Source)),
    st.sampled_from(["", "xcb", "wayland-egl", "windows", "cocoa", "odd one"]),
    st.lists(st.tuples(st.sampled_from(CHANNELS), st.integers(0, 79), st.floats(0, allow_infinity=False)), max_size=6),
    st.sets(st.sampled_from(CHANNELS[3:])),
)
def test_any_device_is_judged_in_whole_sentences(
    seed: int, source: Source, platform: str, damage: list[tuple[str, int, float]], lacking: set[str]
) -> None:
    rng = np.random.default_rng(seed)
    values = {name: np.cumsum(rng.uniform(0, 0.02, 80)) for name in CHANNELS}
    for name, place, value in damage:
        values[name][place] = value
    kept = {name: channel for name, channel in values.items() if name not in lacking}
    capture = Capture(source=source, length_unit="px", platform=platform, device=rng.choice(["", "Wacom (pen)", "("]))
    verdict = judge(device_report(Recording(stroke=np.arange(80) // 40, capture=capture, **kept)))
    assert verdict.sentence.endswith(".")
    for fact in verdict.facts:
        assert fact.words
        assert fact.remedy == "" or fact.remedy.endswith(".")
    json.dumps(verdict.to_json(), allow_nan=False)
    assert len(verdict.to_text().splitlines()) == 1 + len(verdict.facts)
