"""SVC2004: both tasks, hand-worked."""

from pathlib import Path

import numpy as np
import pytest
from any_ink import pen_recordings
from hypothesis import HealthCheck, given, settings

from sigverify.errors import FormatError, InkError
from sigverify.ink.formats import FiledRecording, read_recording, write_recordings
from sigverify.ink.formats.svc2004 import format_svc2004
from sigverify.ink.recording import Recording

TASK_1 = "4\r\n10 20 1000 0\r\n11 22 1010 1\r\n30 5 1250 0\r\n31 6 1240 1\r\n"
TASK_2 = "3\n10 20 1000 0 1550 710 439\n11 22 1010 1 1480 770 420\n12 25 1020 5 3599 900 1023\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "U1S1.TXT"
    path.write_bytes(text.encode())
    return path


def test_task_1_gives_position_time_and_strokes_without_pressure(tmp_path: Path) -> None:
    """An even button starts a stroke with that very point; backward times stay as they were recorded."""
    recording = read_recording(written(tmp_path, TASK_1))
    assert recording.x.tolist() == [10, 11, 30, 31]
    assert recording.y.tolist() == [20, 22, 5, 6]
    assert recording.time_s.tolist() == [1.0, 1.01, 1.25, 1.24]
    assert recording.stroke.tolist() == [0, 0, 1, 1]
    assert recording.pressure is None
    assert recording.capture.pressure_full_scale is None
    assert recording.capture.rate_hz == 100
    assert not recording.capture.records_in_air


def test_task_2_adds_pressure_and_angles_in_degrees(tmp_path: Path) -> None:
    recording = read_recording(written(tmp_path, TASK_2))
    assert recording.pressure is not None
    assert recording.pressure.tolist() == [439, 420, 1023]
    assert recording.capture.pressure_full_scale == 1023
    np.testing.assert_allclose(recording.channels()["azimuth_deg"], [155.0, 148.0, 359.9])
    np.testing.assert_allclose(recording.channels()["altitude_deg"], [71.0, 77.0, 90.0])


@pytest.mark.parametrize(("button", "strokes"), [(1, 1), (5, 1), (61, 1), (0, 2), (4, 2), (60, 2)])
def test_only_bit_0_of_the_button_is_the_tip(tmp_path: Path, button: int, strokes: int) -> None:
    recording = read_recording(written(tmp_path, f"2\n1 1 0 0\n2 2 10 {button}\n"))
    assert recording.stroke_count == strokes


def test_a_first_point_with_an_odd_button_still_starts_the_first_stroke(tmp_path: Path) -> None:
    assert read_recording(written(tmp_path, "2\n1 1 0 1\n2 2 10 1\n")).stroke.tolist() == [0, 0]


def test_one_point_is_a_recording(tmp_path: Path) -> None:
    assert len(read_recording(written(tmp_path, "1\n1 1 0 0\n"))) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("5\n1 1 0 0\n2 2 10 1\n", "line 1: 5 points are declared, but only 2 follow"),
        ("1\n1 1 0 0\n2 2 10 1\n", "line 1: 1 points are declared, but 2 follow"),
        ("999999999999999999999\n1 1 0 0\n", "line 1: expected the number of points"),
        ("0\n", "line 1: expected the number of points"),
        ("3 4\n1 1 0 0\n", "line 1: expected the number of points alone"),
        ("2\n", "no point follows the header"),
        ("2\n1 1 0 0\n2 2 10\n", "line 3: expected 4 columns"),
        ("2\n1 1 0 0 7\n2 2 10 1 7\n", "line 2: expected 7 columns"),
        ("2\n1 1 0 0\n\n2 2 nan 1\n", "line 4: column 'time' must be a finite number"),
        ("2\n1 1 0 0\n2 inf 10 1\n", "line 3: column 'y' must be a finite number"),
        ("2\n1 1 0 0\n2 1e30 10 1\n", "line 3: column 'y' must be a finite number of a reasonable size"),
        ("2\n1 1 0 0\n2 zwei 10 1\n", "line 3: column 'y' is not a number: 'zwei'"),
        ("2\n1 1 0 0\n2 1_0 10 1\n", "line 3: column 'y' is not a number"),
        ("2\n1 1 0 0\n2 2 10 -1\n", "line 3: column 'button' must be a whole number"),
        ("2\n1 1 0 0\n\n2 2 10 0.5\n", "line 4: column 'button' must be a whole number"),
        ("2\n1 1 0 0 0 0 1\n2 2 10 1 0 0 -3\n", "line 3: pressure is -3, below zero"),
    ],
)
def test_damage_is_told_with_file_and_line(tmp_path: Path, text: str, told: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(FormatError) as caught:
        read_recording(path, "svc2004")
    assert told in str(caught.value)
    assert str(path) in str(caught.value)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(recording=pen_recordings())
def test_writing_keeps_points_and_strokes_and_loses_half_a_step(tmp_path: Path, recording: Recording) -> None:
    path = tmp_path / "U1S1.TXT"
    write_recordings([FiledRecording(recording=recording, name="U1S1")], path)
    again = read_recording(path)
    down = recording.pen_down
    assert np.array_equal(again.stroke, recording.stroke[down])
    assert np.abs(again.time_s - recording.time_s[down]).max() <= 0.0005 + 1e-6
    mm_x = recording.capture.mm_per_unit or 0.01
    for name, steps in (("x", mm_x * 100), ("y", (recording.capture.mm_per_unit_y or mm_x) * 100)):
        assert np.abs(getattr(again, name) - getattr(recording, name)[down] * steps).max() <= 0.5 + 1e-6
    assert (again.pressure is None) == (recording.pressure is None)
    if recording.pressure is None or again.pressure is None:
        return
    full_scale = recording.capture.pressure_full_scale
    expected = recording.pressure[down] * (1 if full_scale is None else 1023 / full_scale)
    assert np.abs(again.pressure - expected).max() <= 0.5 + 1e-6
    for name in ("azimuth_deg", "altitude_deg"):
        angle = getattr(recording, name)
        expected = np.zeros(len(again)) if angle is None else angle[down]
        assert np.abs(getattr(again, name) - expected).max() <= 0.05 + 1e-6


def test_what_was_read_is_written_as_it_was(tmp_path: Path) -> None:
    path = written(tmp_path, TASK_2.replace(" 5 3599", " 1 3599"))  # a side switch is not kept
    before = path.read_text()
    write_recordings([FiledRecording(recording=read_recording(path), name="U1S1")], path)
    assert path.read_text() == before


def test_numbers_that_cannot_be_read_again_are_not_written() -> None:
    with pytest.raises(InkError, match="over 1e\\+15"):
        format_svc2004(Recording(time_s=[0.0], x=[1e16], y=[0.0], stroke=[0]))
