"""JSON lines: the text as documented, and what is refused."""

import json
from pathlib import Path

import numpy as np
import pytest

from sigverify.errors import FormatError, InkError
from sigverify.ink.formats import FiledRecording, json_lines, read_recording, read_recordings, write_recordings
from sigverify.ink.recording import Capture, Recording

CHANNELS = '"channels": {"time_s": [0, 0.01], "x": [1.5, 2], "y": [3, 4], "stroke": [0, 0]}'
PLAIN = f'{{"sigverify": 1, {CHANNELS}}}'


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "ink.jsonl"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_the_text_is_as_documented(tmp_path: Path) -> None:
    recording = Recording(
        time_s=[0.0, 0.005],
        x=[12.5, 12.75],
        y=[30.25, 30.5],
        stroke=[0, -1],
        pressure=[311.0, 0.0],
        capture=Capture(source="pen", length_unit="mm", mm_per_unit=np.float64(1), device='a "b" [c] {d}'),
    )
    filed = FiledRecording(
        recording=recording, name="anna-1", signer="anna", label="genuine", session="spring", number=1
    )
    write_recordings([filed], tmp_path / "a.jsonl")
    assert (tmp_path / "a.jsonl").read_text() == (
        '{"sigverify": 1, "name": "anna-1", "signer": "anna", "label": "genuine", "session": "spring", "number": 1, '
        '"capture": {"source": "pen", "length_unit": "mm", "mm_per_unit": 1.0, '
        '"device": "a \\u0022b\\u0022 \\u005bc] \\u007bd}"}, '
        '"channels": {"time_s": [0.0, 0.005], "x": [12.5, 12.75], "y": [30.25, 30.5], "stroke": [0, -1], '
        '"pressure": [311.0, 0.0]}}\n'
    )


def test_a_file_written_by_hand_may_have_blank_lines_and_says_little(tmp_path: Path) -> None:
    first, second = read_recordings(written(tmp_path, f"\ufeff{PLAIN}\r\n\r\n  {PLAIN}"))
    assert first.recording == second.recording
    assert first.recording.x.tolist() == [1.5, 2]
    assert first.recording.capture == Capture()
    assert (first.name, second.name) == ("ink-1", "ink-3")
    assert (first.signer, first.label, first.session, first.number) == ("", None, "", None)


def test_a_file_of_several_is_no_single_signature(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="holds 2 signatures; expected one"):
        read_recording(written(tmp_path, f"{PLAIN}\n{PLAIN}\n"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"sigverify": 2}', "line 1: expected an object that begins with"),
        (f"{PLAIN}\n[]", "line 2: expected an object that begins with"),
        (f"{PLAIN}\nnull", "line 2: expected an object that begins with"),
        (f"{PLAIN}\n{PLAIN[:-3]}", "line 2: no JSON that this format knows"),
        ('{"sigverify": 1}', "line 1: the key 'channels' is missing"),
        (PLAIN.replace("sigverify", "colour", 1).replace("{", '{"sigverify": 1, ', 1), "line 1: unknown key 'colour'"),
        (PLAIN.replace('"y": [3, 4], ', ""), "line 1: the channel 'y' is missing"),
        (PLAIN.replace('"y"', '"z"'), "line 1: unknown channel 'z'"),
        (PLAIN.replace('"y"', '"x"'), "line 1: no JSON that this format knows (a key stands twice"),
        (PLAIN.replace("[3, 4]", "[3, true]"), "line 1: the channel 'y' must be a list of numbers"),
        (PLAIN.replace("[3, 4]", '[3, "4"]'), "line 1: the channel 'y' must be a list of numbers"),
        (PLAIN.replace("[3, 4]", "[3, [4]]"), "line 1: the channel 'y' must be a list of numbers"),
        (PLAIN.replace("[3, 4]", "3"), "line 1: the channel 'y' must be a list of numbers"),
        (PLAIN.replace("[3, 4]", "[3, NaN]"), "NaN is no number in JSON"),
        (PLAIN.replace("[3, 4]", "[3, 1e999]"), "line 1: Channel 'y' holds a value that is not a number"),
        (PLAIN.replace("[3, 4]", f"[3, 1{'0' * 400}]"), "line 1: the channel 'y' holds a number too large"),
        (PLAIN.replace("[3, 4]", f"[3, 1{'0' * 5000}]"), "line 1: no JSON that this format knows"),
        (PLAIN.replace("[0, 0]", "[0, 0.0]"), "line 1: the channel 'stroke' must be a list of numbers"),
        (PLAIN.replace("[0, 0]", "[0, 99999999999999999999]"), "line 1: the channel 'stroke' holds a number too large"),
        (PLAIN.replace("[0, 0]", "[0]"), "line 1: Channel 'stroke' has shape"),
        (PLAIN.replace('1, "ch', '1, "capture": 3, "ch', 1), "line 1: 'capture' must be an object"),
        (PLAIN.replace('1, "ch', '1, "capture": {"rate": 3}, "ch', 1), "line 1: unknown fact 'rate'"),
        (
            PLAIN.replace('1, "ch', '1, "capture": {"rate_hz": "3"}, "ch', 1),
            "line 1: the fact 'rate_hz' is of the wrong",
        ),
        (
            PLAIN.replace('1, "ch', '1, "capture": {"rate_hz": -3}, "ch', 1),
            "line 1: Capture.rate_hz must be a positive",
        ),
        (PLAIN.replace('1, "ch', '1, "capture": {"source": "quill"}, "ch', 1), "the fact 'source' is of the wrong"),
        (PLAIN.replace('1, "ch', '1, "capture": {"has_clock": 1}, "ch', 1), "the fact 'has_clock' is of the wrong"),
        (PLAIN.replace('1, "ch', '1, "label": "copied", "ch', 1), "line 1: The label of a recording must be"),
        (PLAIN.replace('1, "ch', '1, "number": 0, "ch', 1), "line 1: The number of a recording must be"),
        (PLAIN.replace('1, "ch', '1, "number": true, "ch', 1), "line 1: The number of a recording must be"),
        (PLAIN.replace('1, "ch', '1, "signer": 7, "ch', 1), "line 1: The signer of a recording must be text"),
        (PLAIN.replace('1, "ch', f'1, "session": "{"s" * 201}", "ch', 1), "at most 200 characters"),
        (f"{PLAIN}\n" + PLAIN.replace("[3, 4]", "[" * 1000), "line 2: more than 400 quotation marks or brackets"),
        (f"{PLAIN}\n".encode() + b'{"sigverify": 1, "name": "\xff"}', "line 2: undecodable text"),
        (f"{PLAIN}\n".encode() + b"\0", "is binary"),
    ],
)
def test_damage_is_told_with_the_file_and_the_line(tmp_path: Path, text: str | bytes, told: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(FormatError) as caught:
        read_recordings(path)
    assert told in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_line_is_no_longer_than_a_recording(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_lines, "LARGEST_FILE_BYTES", len(PLAIN))
    path = written(tmp_path, f"{PLAIN}\n{PLAIN} ")
    with pytest.raises(FormatError, match=r"line 2: .* bytes in one line"):
        read_recordings(path)


def test_json_of_something_else_is_not_recognised(tmp_path: Path) -> None:
    path = tmp_path / "strokes.json"
    path.write_text(json.dumps({"strokes": [[1, 2], [3, 4]]}))
    with pytest.raises(FormatError, match="not recognised"):
        read_recordings(path)


def test_what_is_filed_is_checked() -> None:
    recording = Recording(time_s=[0], x=[1], y=[1], stroke=[0])
    with pytest.raises(InkError, match="at most 200 characters"):
        FiledRecording(recording=recording, name="n" * 201)
