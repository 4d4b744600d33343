"""sigverify's own text format: what is written is read back to the last bit."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from any_ink import recordings
from hypothesis import HealthCheck, given, settings

from sigverify.errors import FormatError, ResourceFault
from sigverify.ink.formats import read_recording, write_csv
from sigverify.ink.formats.csv_ink import format_csv, parse_csv_ink
from sigverify.ink.formats.plain_text import open_text
from sigverify.ink.recording import Capture, Recording

PLAIN = "t_s,x,y,stroke\n0.0,1.5,2.5,0\n0.01,1.75,2.0,-1\n0.02,3,4,1\n"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(recording=recordings())
def test_reading_gives_back_what_was_written(tmp_path: Path, recording: Recording) -> None:
    path = tmp_path / "ink.csv"
    write_csv(recording, path)
    again = read_recording(path)
    assert again == recording
    for name, values in recording.channels().items():
        assert values.tobytes() == again.channels()[name].tobytes(), name  # == holds for 0 and −0


def test_the_text_is_as_documented() -> None:
    recording = Recording(
        time_s=np.array([0.0, 0.005, 0.01]),
        x=np.array([12.5, 12.75, 13.0]),
        y=np.array([30.25, 30.5, 31.0]),
        stroke=np.array([0, 0, -1]),
        pressure=np.array([311.0, 420.0, 0.0]),
        capture=Capture(
            source="pen", length_unit="mm", mm_per_unit=1.0, has_clock=False, device="Wacom One", rate_hz=200
        ),
    )
    assert format_csv(recording) == (
        "# source: pen\n# length_unit: mm\n# mm_per_unit: 1.0\n# rate_hz: 200.0\n# has_clock: false\n"
        "# device: Wacom One\n"
        "t_s,x,y,stroke,pressure\n0.0,12.5,30.25,0,311.0\n0.005,12.75,30.5,0,420.0\n0.01,13.0,31.0,-1,0.0\n"
    )


def test_an_evenly_sampled_device_is_told(tmp_path: Path) -> None:
    capture = Capture(rate_hz=100.0, evenly_sampled=True)
    text = format_csv(Recording(time_s=[0.0], x=[1.0], y=[1.0], stroke=[0], capture=capture))
    assert text.startswith("# rate_hz: 100.0\n# evenly_sampled: true\nt_s,")
    path = tmp_path / "ink.csv"
    path.write_text(text.replace("# rate_hz: 100.0\n", ""))
    with pytest.raises(FormatError, match="evenly_sampled needs a rate_hz"):
        read_recording(path)


def test_a_file_written_by_hand_may_have_comments_spaces_and_columns_in_any_order(tmp_path: Path) -> None:
    path = tmp_path / "hand.csv"
    path.write_text(
        "\ufeff# written by hand\r\n#rate_hz:100\r\n\r\nstroke, y, x, t_s\r\n0, 2, 1, 0\r\n\r\n0, 3, 2, 0.01\r\n",
        encoding="utf-8",
        newline="",
    )
    recording = read_recording(path)
    assert recording.x.tolist() == [1, 2]
    assert recording.y.tolist() == [2, 3]
    assert recording.time_s.tolist() == [0, 0.01]
    assert recording.capture == Capture(rate_hz=100.0)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("# ratehz: 100\n" + PLAIN, "line 1: unknown fact 'ratehz'"),
        ("# rate_hz: 100\n# rate_hz: 100\n" + PLAIN, "line 2: the fact 'rate_hz' stands twice"),
        ("# rate_hz: fast\n" + PLAIN, "line 1: 'rate_hz' is not a number: 'fast'"),
        ("# rate_hz: -1\n" + PLAIN, "Capture.rate_hz must be a positive number"),
        ("# rate_hz: nan\n" + PLAIN, "Capture.rate_hz must be a positive number"),
        ("# has_clock: yes\n" + PLAIN, "line 1: 'has_clock' must be true or false, found 'yes'"),
        ("# source: quill\n" + PLAIN, "line 1: 'source' must be one of pen, mouse"),
        ('# device: "open\n' + PLAIN, "line 1: 'device' is no quoted text"),
        ("t_s,x,y\n0,1,2\n", "line 1: the header row lacks the column 'stroke'"),
        ("t_s;x;y;stroke\n0,0;1,5;2,5;0\n", "line 1: the columns are parted by semicolons. Part them by commas"),
        ("# rate_hz: 100\n", "the header row lacks the column 't_s'"),
        ("t_s,x,y,stroke,colour\n0,1,2,0,5\n", "line 1: unknown column 'colour'"),
        ("t_s,x,y,stroke,x\n0,1,2,0,5\n", "line 1: the column 'x' stands twice"),
        (PLAIN + "0.03,1,2\n", "line 5: expected 4 columns"),
        (PLAIN + "0.03,1,,1\n", "line 5: column 'y' is not a number: ''"),
        (PLAIN + "0.03,1,nan,1\n", "line 5: column 'y' must be a finite number"),
        (PLAIN + "0.03,1,2,0.5\n", "line 5: column 'stroke' must be −1 or count 0, 1, 2"),
        (PLAIN + "0.03,1,2,1e300\n", "line 5: column 'stroke' must be −1 or count 0, 1, 2"),
        (PLAIN + "0.03,1,2,3\n", "Channel 'stroke' must count"),
        ("t_s,x,y,stroke,pressure\n0,1,2,0,-5\n", "Pressure below zero"),
        ("t_s,x,y,stroke\n", "no point follows the header"),
    ],
)
def test_damage_is_told_with_the_file_and_where_it_can_be_the_line(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FormatError) as caught:
        read_recording(path)
    assert told in str(caught.value)
    assert str(path) in str(caught.value)


def test_writing_replaces_an_older_file_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "ink.csv"
    path.write_text(PLAIN)
    recording = read_recording(path)
    moved = replace(recording, x=recording.x + 1)
    write_csv(moved, path)
    assert read_recording(path) == moved
    assert [p.name for p in tmp_path.iterdir()] == ["ink.csv"]


def test_a_folder_that_does_not_exist_is_told_when_writing(tmp_path: Path) -> None:
    (tmp_path / "ink.csv").write_text(PLAIN)
    recording = parse_csv_ink(open_text(tmp_path / "ink.csv"))
    with pytest.raises(ResourceFault, match="could not be written"):
        write_csv(recording, tmp_path / "no such folder" / "ink.csv")


def test_a_folder_in_the_place_of_the_file_is_told_and_nothing_left_beside_it(tmp_path: Path) -> None:
    (tmp_path / "ink.csv").mkdir()
    with pytest.raises(ResourceFault, match="could not be written"):
        write_csv(Recording(time_s=[0], x=[1], y=[1], stroke=[0]), tmp_path / "ink.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["ink.csv"]
