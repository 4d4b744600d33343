"""SUSIG: header, flipped axis, ends of strokes."""

from pathlib import Path

import pytest

from sigverify.errors import FormatError
from sigverify.ink.formats import read_recording
from sigverify.ink.formats.plain_text import open_text
from sigverify.ink.formats.susig import parse_susig

HEADER = "X, Y, TStamp, Pres., EndPts\nDataSize: {count}\n"


def written(folder: Path, rows: list[str], count: int | None = None, header: str = HEADER) -> Path:
    path = folder / "001_g_1.sig"
    path.write_text(header.format(count=len(rows) if count is None else count) + "\n".join(rows) + "\n")
    return path


def test_y_is_turned_to_point_up_and_the_point_after_an_end_starts_a_stroke(tmp_path: Path) -> None:
    rows = ["100 200 0 43 0", "101 210 15 46 1", "90 0 400 20 0", "91 5 395 0 0"]
    recording = read_recording(written(tmp_path, rows))
    assert recording.x.tolist() == [100, 101, 90, 91]
    assert recording.y.tolist() == [-200, -210, 0, -5]
    assert recording.time_s.tolist() == [0.0, 0.015, 0.4, 0.395]
    assert recording.stroke.tolist() == [0, 0, 1, 1]
    assert recording.capture.even_step_s == 0.01
    assert recording.pressure is not None
    assert recording.pressure.tolist() == [43, 46, 20, 0]


@pytest.mark.parametrize(("highest", "full_scale"), [(255, None), (256, 1023.0)])
def test_full_pressure_is_told_only_where_the_levels_tell_it(
    tmp_path: Path, highest: int, full_scale: float | None
) -> None:
    path = written(tmp_path, ["1 1 0 10 0", f"2 2 10 {highest} 0"])
    assert read_recording(path).capture.pressure_full_scale == full_scale
    assert parse_susig(open_text(path), 255.0).capture.pressure_full_scale == 255.0


@pytest.mark.parametrize(
    ("rows", "count", "told"),
    [
        (["1 1 0 10 0"], 86, "line 2: 86 points are declared, but only 1 follow"),
        (["1 1 0 10 0", "1 1 0 10"], None, "line 4: expected 5 columns"),
        (["1 1 0 10 0", "1 1 0 10 2"], None, "line 4: column 'EndPts' must be 0 or 1, found 2"),
        (["1 1 0 10 0", "1 1 0 -1 0"], None, "line 4: pressure is -1"),
        ([], 3, "no point follows"),
    ],
)
def test_damage_is_told_with_file_and_line(tmp_path: Path, rows: list[str], count: int | None, told: str) -> None:
    path = written(tmp_path, rows, count)
    with pytest.raises(FormatError) as caught:
        read_recording(path)
    assert told in str(caught.value)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("X, Y, T\nDataSize: 1\n", "line 1: expected the header"),
        ("X, Y, TStamp, Pres., EndPts\n", "line 2: expected 'DataSize:'"),
        ("X, Y, TStamp, Pres., EndPts\nDataSize: many\n", "line 2: expected the number of points, found 'many'"),
    ],
)
def test_a_wrong_header_is_told(tmp_path: Path, header: str, told: str) -> None:
    path = written(tmp_path, ["1 1 0 10 0"], header=header)
    with pytest.raises(FormatError) as caught:
        read_recording(path)
    assert told in str(caught.value)
