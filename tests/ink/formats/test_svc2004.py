"""SVC2004: both tasks, hand-worked."""

from pathlib import Path

import numpy as np
import pytest

from sigverify.errors import FormatError
from sigverify.ink.formats import read_recording

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
