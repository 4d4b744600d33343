"""ISO/IEC 19794-7:2007: the bytes as documented, half a step lost and no more, and what is refused."""

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from any_ink import pen_recordings, recordings
from hypothesis import HealthCheck, given, settings

from sigverify.errors import FormatError, InkError
from sigverify.ink.formats import FiledRecording, iso19794_7, read_recording, write_recordings
from sigverify.ink.formats.iso19794_7 import format_iso19794_7
from sigverify.ink.recording import Capture, Recording

# X and Y at 300 dots an inch, 11,812 / m as in a known template; time at 1000 / s; force up to 1023; tip switch
HEADER = b"SDI\0 10\0" + bytes.fromhex("C160 80EB89 80EB89 80CFA0 2003FF 00") + b"\0\0"
POINTS = [(0x8000 + 1181, 0x8000 - 1181, 0, 512, 1), (0x8000, 0x8000, 10, 0, 0), (0x8000, 0x8000, 20, 700, 1)]
BODY = b"\0\0\3" + b"".join(
    b"".join(value.to_bytes(2, "big") for value in point[:4]) + bytes([point[4]]) for point in POINTS
)
DOTS_PER_METRE = (1 + 0x389 / 2048) * 2**13

fixtures_too = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors, HealthCheck.too_slow],
    deadline=None,
    max_examples=80,
)


def written(folder: Path, content: bytes) -> Path:
    path = folder / "ink.sdi"
    path.write_bytes(content)
    return path


def passed_through(folder: Path, recording: Recording) -> Recording:
    path = folder / "ink.sdi"
    write_recordings([FiledRecording(recording=recording, name="ink")], path)
    return read_recording(path)


def test_a_template_is_read_in_millimetres_and_seconds(tmp_path: Path) -> None:
    recording = read_recording(written(tmp_path, HEADER + BODY))
    np.testing.assert_allclose(recording.x, [1181 / DOTS_PER_METRE * 1000, 0, 0])
    np.testing.assert_allclose(recording.y, [-1181 / DOTS_PER_METRE * 1000, 0, 0])
    assert recording.x[0] == pytest.approx(100, abs=0.05)
    assert recording.time_s.tolist() == [0, 0.01, 0.02]
    assert recording.pressure is not None
    assert recording.pressure.tolist() == [512, 0, 700]
    assert recording.stroke.tolist() == [0, -1, 1]
    assert recording.capture == Capture(
        length_unit="mm", mm_per_unit=1.0, pressure_full_scale=1023.0, records_in_air=True
    )


def test_extended_data_after_the_points_are_passed_over(tmp_path: Path) -> None:
    plain = read_recording(written(tmp_path, HEADER + BODY))
    extended = HEADER[:-1] + b"\x80" + BODY + b"\0\4more"
    assert read_recording(written(tmp_path, extended)) == plain


# --- where public descriptions differ: a file tells which of them it follows ------------------------------------------

LOOP = [(int(900 * math.sin(step / 4)), int(700 * math.cos(step / 4)), 10 * step, 500, 1) for step in range(30)]
"""X, Y, T, F and S of ink that crosses 0 both ways."""


def described(channels: str, points: list[tuple[int, ...]], *, zero: int, switch: int = 1, more: bytes = b"") -> bytes:
    """Return a file of the channels X Y T F S. zero: what stands for 0 in X and Y; switch: bytes of S."""
    body = b"".join(
        b"".join(((value + zero * (place < 2)) % 2**16).to_bytes(2, "big") for place, value in enumerate(point[:4]))
        + point[4].to_bytes(switch, "big")
        for point in points
    )
    flag = b"\x80" if more else b"\0"
    return b"SDI\0 10\0" + bytes.fromhex(channels) + b"\0" + flag + len(points).to_bytes(3, "big") + body + more


OF_PROGRAMS = "C160 80EB89 80EB89 80CFA0 2003FF 00"
"""Exponents with 16 added: 29 and 25 for 11,812 steps in a metre and 1,000 in a second."""
OF_THE_MODULE = "C160 806B89 806B89 804FA0 2003FF 00"
"""The same in two's complement of five bits: 13 and 9."""


@pytest.mark.parametrize("channels", [OF_PROGRAMS, OF_THE_MODULE])
@pytest.mark.parametrize("zero", [0x8000, 0])
@pytest.mark.parametrize("switch", [1, 2])
def test_the_same_ink_is_read_whichever_description_a_file_follows(
    tmp_path: Path, channels: str, zero: int, switch: int
) -> None:
    recording = read_recording(written(tmp_path, described(channels, LOOP, zero=zero, switch=switch)))
    np.testing.assert_allclose(recording.x, [point[0] / DOTS_PER_METRE * 1000 for point in LOOP])
    np.testing.assert_allclose(recording.y, [point[1] / DOTS_PER_METRE * 1000 for point in LOOP])
    np.testing.assert_allclose(recording.time_s, [point[2] / 1000 for point in LOOP])
    assert recording.stroke.tolist() == [0] * len(LOOP)
    assert recording.pressure is not None
    assert recording.pressure.tolist() == [500] * len(LOOP)


def test_ink_that_leaps_either_way_is_taken_as_it_is_written_here(tmp_path: Path) -> None:
    points = [(0x7000 if step % 2 else -0x3000, 0, 10 * step, 500, 1) for step in range(30)]
    recording = read_recording(written(tmp_path, described(OF_PROGRAMS, points, zero=0x8000)))
    np.testing.assert_allclose(recording.x[:2], [-0x3000 / DOTS_PER_METRE * 1000, 0x7000 / DOTS_PER_METRE * 1000])


def test_a_lift_may_lead_anywhere(tmp_path: Path) -> None:
    """A leap between strokes says nothing of how signs are stored."""
    there = [(-30_000, 0, 10 * step, 500, 1) for step in range(15)]
    back = [(30_000, 0, 200 + 10 * step, 500, 1) for step in range(15)]
    points = [*there, (30_000, 0, 160, 0, 0), *back]
    recording = read_recording(written(tmp_path, described(OF_PROGRAMS, points, zero=0x8000)))
    np.testing.assert_allclose(recording.x[[0, -1]], [x / DOTS_PER_METRE * 1000 for x in (-30_000, 30_000)])


def test_extended_data_hide_how_wide_the_switch_is(tmp_path: Path) -> None:
    content = described(OF_PROGRAMS, LOOP, zero=0x8000, more=b"\0" * len(LOOP))
    assert read_recording(written(tmp_path, content)).stroke.tolist() == [0] * len(LOOP)


def test_a_constant_channel_stands_in_no_point(tmp_path: Path) -> None:
    """A constant DT of one step at 200 steps a second is how devices that sample evenly are written."""
    header = b"SDI\0 10\0" + bytes.fromhex("C0C0 00 00 84BC80 00 00 00")
    points = b"\0\0\2" + bytes.fromhex("8001 8002 0003 8003 8004 0004")
    recording = read_recording(written(tmp_path, header + points))
    assert recording.x.tolist() == [1, 3]
    assert recording.y.tolist() == [2, 4]
    assert recording.time_s.tolist() == [0, 0.005]
    assert recording.stroke.tolist() == [0, 0]
    assert recording.capture == Capture(rate_hz=200.0)


def test_without_times_the_points_are_laid_out_and_no_clock_is_claimed(tmp_path: Path) -> None:
    recording = read_recording(
        written(tmp_path, b"SDI\0 10\0" + bytes.fromhex("C000 00 00 00 00 000002 8001 8002 8003 8004"))
    )
    assert recording.time_s.tolist() == [0, 0.01]
    assert not recording.capture.has_clock


def test_channels_that_a_recording_has_no_place_for_are_passed_over(tmp_path: Path) -> None:
    """Every channel, with every field of its description."""
    fields = "F8 8000 0000 0001 0002 0003"
    header = b"SDI\0 10\0" + bytes.fromhex("FFFF" + fields * 16 + "00 00 000001")
    values = [0x8001, 0x8002, *range(3, 11), 0x8009, 0x8008, 90, 45, 7]
    point = b"".join(value.to_bytes(2, "big") for value in values[:10]) + b"\1"
    point += b"".join(value.to_bytes(2, "big") for value in values[10:])
    recording = read_recording(written(tmp_path, header + point))
    assert (recording.x[0], recording.y[0]) == (1000, 2000)
    found = {name: channel[0] for name, channel in recording.channels().items()}
    assert found["time_s"] == 8
    assert found["pressure"] == 10
    assert found["rotation_deg"] == 7
    assert (found["tilt_x_deg"], found["tilt_y_deg"], found["azimuth_deg"], found["altitude_deg"]) == (9, 8, 90, 45)


def test_the_bytes_are_as_documented() -> None:
    recording = Recording(
        time_s=[5.0, 5.01],
        x=[0.0, 500.0],
        y=[-500.0, 250.0],
        stroke=[0, 0],
        pressure=[0.0, 1023.0],
        altitude_deg=[45.0, 90.0],
        capture=Capture(length_unit="mm", mm_per_unit=1.0, pressure_full_scale=1023.0),
    )
    assert format_iso19794_7(recording) == b"SDI\0 10\0" + bytes.fromhex(
        "C162"  # X, Y, T, F, S, El
        "80FFFF 80FFFF 80FFA0 2003FF 200001 80CA00"
        + "00 00 000002"
        + "8000 0008 0000 0000 01 7080"
        + "FFF8 BFFC 0280 03FF 01 E100"
    )


@fixtures_too
@given(recording=pen_recordings())
def test_no_more_than_half_a_step_is_lost(tmp_path: Path, recording: Recording) -> None:
    again = passed_through(tmp_path, recording)
    stroke = recording.stroke
    touching = np.flatnonzero((stroke[1:] != stroke[:-1]) & (stroke[1:] >= 0) & (stroke[:-1] >= 0))
    added = touching + 1 + np.arange(touching.size)
    kept = np.delete(np.arange(len(again)), added)
    assert np.all(again.stroke[added] == -1)
    assert np.array_equal(again.stroke[kept], stroke)

    elapsed = recording.time_s - recording.time_s.min()
    step_s = max(1 / 64000, 2.0 ** math.ceil(math.log2(elapsed.max() / 65535 * 64000)) / 64000 if elapsed.max() else 0)
    assert np.abs(again.time_s[kept] - elapsed).max() <= step_s * (0.5 + 1e-6)

    mm_x = recording.capture.mm_per_unit
    farthest = max(np.abs(recording.x).max(), np.abs(recording.y).max())
    for name, mm in (("x", mm_x), ("y", recording.capture.mm_per_unit_y or mm_x)):
        before, after = getattr(recording, name), getattr(again, name)[kept]
        if mm is not None:
            assert again.capture.length_unit == "mm"
            assert np.abs(after - before * mm).max() <= 1000 / 65520 * (0.5 + 1e-6)
        else:
            factor = _power_of_two(again, recording)
            assert np.abs(after / factor - before).max() <= 0.5 / factor * (1 + 1e-6)
            assert factor == 1 or farthest * factor > 16383  # sixteen bits are filled

    steps_in_degree = {
        "azimuth_deg": 160,
        "rotation_deg": 160,
        "altitude_deg": 640,
        "tilt_x_deg": 320,
        "tilt_y_deg": 320,
    }
    for name, steps in steps_in_degree.items():
        before, after = getattr(recording, name), getattr(again, name)
        assert (before is None) == (after is None)
        if before is not None:
            apart = np.abs(after[kept] - before)
            apart = np.abs((apart + 180) % 360 - 180) if steps == 160 else apart
            assert apart.max() <= 0.5 / steps * (1 + 1e-6)

    assert (recording.pressure is None) == (again.pressure is None)
    if recording.pressure is not None:
        assert again.pressure is not None
        assert np.all(again.pressure[added] == 0)
        before, after = recording.pressure, again.pressure[kept]
        full, top = recording.capture.pressure_full_scale, max(before.max(), recording.capture.pressure_full_scale or 0)
        if again.capture.pressure_full_scale == full and np.array_equal(before, np.rint(before)) and top <= 65535:
            assert np.array_equal(after, before)
        else:
            assert np.abs(after - before / top * 65535).max() <= 0.5 * (1 + 1e-6)
            if full is not None:
                assert again.capture.pressure_full_scale == pytest.approx(65535 * full / top, abs=0.5)


def _power_of_two(again: Recording, recording: Recording) -> float:
    """Return the factor that both x and y were multiplied by, from the point that lies farthest out."""
    both = [np.concatenate((r.x, r.y)) for r in (again, recording)]
    if not np.abs(both[1]).max():
        return 1.0
    after, before = max(np.abs(both[0])), max(np.abs(both[1]))
    return 2.0 ** round(math.log2(after / before))


@fixtures_too
@given(recording=pen_recordings())
def test_a_second_passage_loses_nothing_more_of_place_and_strokes(tmp_path: Path, recording: Recording) -> None:
    once = passed_through(tmp_path, replace(recording, capture=replace(recording.capture, mm_per_unit=1.0)))
    twice = passed_through(tmp_path, once)
    assert np.array_equal(once.x, twice.x)
    assert np.array_equal(once.stroke, twice.stroke)


@fixtures_too
@given(recording=recordings())
def test_any_recording_is_written_or_refused_in_words(tmp_path: Path, recording: Recording) -> None:
    try:
        content = format_iso19794_7(recording)
    except InkError as error:
        told = str(error)
    else:
        assert len(read_recording(written(tmp_path, content))) >= len(recording)
        return
    assert "Choose a format that keeps everything" in told


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"altitude_deg": [103.0]}, "Channel El of this format holds 0 to 102.398"),
        ({"tilt_x_deg": [-103.0]}, "Channel TX of this format holds -102.4"),
        ({"x": [1e300], "capture": Capture(mm_per_unit=1.0)}, "Channel X of this format holds"),
    ],
)
def test_what_does_not_fit_is_told(change: dict[str, object], told: str) -> None:
    recording = Recording(time_s=[0.0], x=[0.0], y=[0.0], stroke=[0])
    with pytest.raises(InkError, match="Choose a format that keeps everything") as caught:
        format_iso19794_7(replace(recording, **change))
    assert told in str(caught.value)


def test_more_points_than_are_read_again_are_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(iso19794_7, "MOST_POINTS", 2)
    with pytest.raises(InkError, match="3 points; no signature has more than 2"):
        format_iso19794_7(Recording(time_s=[0, 1], x=[0, 1], y=[0, 1], stroke=[0, 1]))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"SDI\0 20\0" + HEADER[8:] + BODY, "its edition is b' 20\\x00', expected b' 10\\x00', that of 2007"),
        (b"SDI\0", "its edition is b''"),
        (b"SDI\0 10\0", "ends after 8 bytes, too early"),
        (HEADER[:12], "ends after 12 bytes, too early"),
        (HEADER, "ends after 25 bytes, too early"),
        (HEADER + BODY[:-1], "ends after 54 bytes, too early"),
        (HEADER + b"\0\0\0", "holds no point"),
        (HEADER + b"\x07\xa1\x20", "ends after"),
        (HEADER + b"\xff\xff\xff" + BODY[3:], "16,777,215 points; no signature has more than 500,000"),
        (b"SDI\0 10\0" + bytes.fromhex("8000 00 00 00 000001 8000"), "no channel Y"),
        (b"SDI\0 10\0" + bytes.fromhex("C000 00 04 00 00 000001 8000 8000"), "no channel Y"),
        (b"SDI\0 10\0" + bytes.fromhex("C000 02 00 00 00 000001 8000 8000"), "a linear component was taken out"),
        (HEADER + BODY[:3] + BODY[3:].replace(b"\1", b"\0"), "The pen never touches"),
    ],
)
def test_damage_is_told_with_the_file(tmp_path: Path, content: bytes, told: str) -> None:
    path = written(tmp_path, content)
    with pytest.raises(FormatError) as caught:
        read_recording(path)
    assert told in str(caught.value)
    assert str(path) in str(caught.value)


def test_the_suffix_tells_the_format_where_the_beginning_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="does not begin with 'SDI'"):
        read_recording(written(tmp_path, b"\0" + HEADER + BODY))
