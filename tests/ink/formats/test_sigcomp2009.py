"""SigComp2009: points in the air, a clock laid out, angles kept only for NFI."""

from pathlib import Path

import numpy as np
import pytest

from sigverify.errors import FormatError
from sigverify.ink.formats import read_recording

ROWS = ["\t10 20 0 1160 520", "\t11 21 136 1160 520", "\t12 22 -4 1170 530", "\t13 23 262 1000000000 530"]


def written(folder: Path, rows: list[str], name: str, first: str | None = None) -> Path:
    path = folder / name
    first = f"ABCDE-012_345_678 {len(rows)}" if first is None else first
    path.write_text("\n".join([first, *rows]) + "\n")
    return path


def test_points_without_pressure_are_in_the_air_even_at_the_beginning(tmp_path: Path) -> None:
    recording = read_recording(written(tmp_path, ROWS, "NISDCC-001_001_001.hwr"))
    assert recording.stroke.tolist() == [-1, 0, -1, 1]
    assert recording.pressure is not None
    assert recording.pressure.tolist() == [0, 136, 0, 262]
    assert recording.y.tolist() == [20, 21, 22, 23]
    assert recording.capture.records_in_air


def test_times_are_laid_out_at_200_hz(tmp_path: Path) -> None:
    recording = read_recording(written(tmp_path, ROWS, "NFI-00101001.hwr"))
    np.testing.assert_allclose(recording.time_s, [0, 0.005, 0.01, 0.015])
    assert not recording.capture.has_clock


def test_angles_are_kept_for_nfi_and_never_for_nisdcc(tmp_path: Path) -> None:
    nfi = read_recording(written(tmp_path, ROWS, "NFI-00101001.hwr"))
    np.testing.assert_allclose(nfi.channels()["azimuth_deg"][:2], [116.0, 116.0])
    np.testing.assert_allclose(nfi.channels()["altitude_deg"], [52.0, 52.0, 53.0, 53.0])
    other = read_recording(written(tmp_path, ROWS, "NISDCC-001_001_001.hwr"))
    assert other.azimuth_deg is None
    assert other.altitude_deg is None


def test_a_name_line_without_a_count_is_taken(tmp_path: Path) -> None:
    assert len(read_recording(written(tmp_path, ROWS, "a.hwr", first="SOMEONE"))) == 4


@pytest.mark.parametrize(
    ("rows", "first", "told"),
    [
        (ROWS, "NAME 702", "line 1: 702 points are declared, but only 4 follow"),
        (ROWS, "NAME many", "line 1: expected the number of points, found 'many'"),
        (ROWS, "1 2 3 4 5", "line 1: expected a name and the number of points, found '1 2 3 4 5'"),
        (ROWS, "", "line 1: expected a name"),
        ([*ROWS, "1 2 3"], None, "line 6: expected 5 columns"),
        (["1 2 0 0 0"], None, "The pen never touches the surface"),
    ],
)
def test_damage_is_told_with_the_file(tmp_path: Path, rows: list[str], first: str | None, told: str) -> None:
    path = written(tmp_path, rows, "x.hwr", first)
    with pytest.raises(FormatError) as caught:
        read_recording(path)
    assert told in str(caught.value)
    assert str(path) in str(caught.value)
