"""MCYT as text: seven columns, pressure says where the tip is."""

from pathlib import Path

import pytest

from sigverify.errors import FormatError
from sigverify.ink.formats import read_recording

ROWS = [
    "0.00 10.5 20.25 0 1 120 55",
    "0.01 10.6 20.50 300 0 121 56",
    "0.02 10.7 20.75 0 1 122 57",
    "0.03 10.8 21 512 0 123 58",
]


def written(folder: Path, rows: list[str]) -> Path:
    path = folder / "001-g-01.txt"
    path.write_text("\n".join(rows) + "\n")
    return path


def test_channels_keep_their_units(tmp_path: Path) -> None:
    recording = read_recording(written(tmp_path, ROWS))
    assert recording.time_s.tolist() == [0.0, 0.01, 0.02, 0.03]
    assert recording.x.tolist() == [10.5, 10.6, 10.7, 10.8]
    assert recording.y.tolist() == [20.25, 20.5, 20.75, 21.0]
    assert recording.stroke.tolist() == [-1, 0, -1, 1]
    assert recording.channels()["azimuth_deg"].tolist() == [120, 121, 122, 123]
    assert recording.channels()["altitude_deg"].tolist() == [55, 56, 57, 58]
    assert recording.capture.length_unit == "mm"
    assert recording.capture.mm_per_unit == 1.0
    assert recording.capture.rate_hz == 100
    assert recording.capture.records_in_air


def test_penup_does_not_overrule_pressure(tmp_path: Path) -> None:
    """A converter may mean the opposite by penup; pressure cannot be misread."""
    turned = [row.replace(" 0 1 1", " 0 0 1").replace(" 0 12", " 1 12") for row in ROWS]
    assert read_recording(written(tmp_path, turned)).stroke.tolist() == [-1, 0, -1, 1]


@pytest.mark.parametrize(("highest", "full_scale"), [("512", 1023.0), ("0.5", 1.0), ("1500", None)])
def test_full_pressure_follows_the_levels(tmp_path: Path, highest: str, full_scale: float | None) -> None:
    recording = read_recording(written(tmp_path, [f"0 1 1 {highest} 0 1 1", "0.01 1 1 0 1 1 1"]))
    assert recording.capture.pressure_full_scale == full_scale


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("0.04 1 1 5 2 1 1", "line 5: column 'penup' must be 0 or 1, found 2"),
        ("0.04 1 1 -5 1 1 1", "line 5: pressure is -5, below zero"),
        (
            "0.04 1 1 5",
            "line 5: expected 7 columns (t_s x_mm y_mm pressure penup azimuth_deg inclination_deg), found 4",
        ),
    ],
)
def test_damage_is_told_with_file_and_line(tmp_path: Path, row: str, told: str) -> None:
    path = written(tmp_path, [*ROWS, row])
    with pytest.raises(FormatError) as caught:
        read_recording(path)
    assert told in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_recording_in_the_air_throughout_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="never touches"):
        read_recording(written(tmp_path, [ROWS[0], ROWS[2]]))
