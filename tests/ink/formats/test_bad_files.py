"""Whatever is handed in, a reader gives one clear error: no traceback, no hang, no endless memory."""

import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sigverify.errors import FormatError, InkError, UsageError
from sigverify.ink.formats import (
    FORMATS,
    KINDS,
    FiledRecording,
    content,
    format_named,
    plain_text,
    read_recording,
    render,
)
from sigverify.ink.recording import Recording

EVERY_KIND = pytest.mark.parametrize("kind", [*KINDS, None])
TEXT_KIND = pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("iso19794-7", "uim")] + [None])
LINE_KIND = pytest.mark.parametrize("kind", [format_.name for format_ in FORMATS if format_.as_text] + [None])


def refused(path: Path, kind: str | None) -> str:
    with pytest.raises(FormatError) as caught:
        read_recording(path, kind)
    assert str(path) in str(caught.value)
    return str(caught.value)


@EVERY_KIND
def test_a_missing_file_is_told(tmp_path: Path, kind: str | None) -> None:
    assert "does not exist" in refused(tmp_path / "none.txt", kind)


@EVERY_KIND
def test_a_folder_is_told(tmp_path: Path, kind: str | None) -> None:
    assert "is a folder" in refused(tmp_path, kind)


@EVERY_KIND
@pytest.mark.parametrize("content", [b"", b"\n \r\n\t\n", b"\xef\xbb\xbf", b"\x1c\x0b\n"])
def test_an_empty_file_is_told(tmp_path: Path, kind: str | None, content: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    assert "is empty" in refused(path, kind)


@LINE_KIND
def test_a_file_of_blank_lines_of_any_script_is_told(tmp_path: Path, kind: str | None) -> None:
    path = tmp_path / "a.txt"
    path.write_text("\u2028\n\u3000\n", encoding="utf-8")
    assert "is empty" in refused(path, kind)


@EVERY_KIND
def test_a_file_that_grows_while_it_is_read_is_told(
    tmp_path: Path, kind: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("1\n")
    before = path.stat()
    path.write_text("1\n1 1 0 0\n")
    monkeypatch.setattr(Path, "stat", lambda *_: before)
    assert "grew while it was read" in refused(path, kind)


@TEXT_KIND
def test_a_binary_file_is_told(tmp_path: Path, kind: str | None) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    assert "is binary" in refused(path, kind)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("iso19794-7", "jsonl", "uim")] + [None])
def test_undecodable_text_is_told_with_its_line(tmp_path: Path, kind: str | None) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"1\n1 1 0 0\nna\xefve\n")
    assert "line 3: undecodable text" in refused(path, kind)


@EVERY_KIND
def test_a_file_over_the_limit_is_refused_unread(
    tmp_path: Path, kind: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as stream:
        largest = content.LARGEST_FILE_BYTES if kind is None else format_named(kind).largest_bytes
        stream.truncate(largest + 1)  # a hole: takes no room on the disk

    def open_(*_: object, **__: object) -> None:
        raise AssertionError("the file was opened")

    monkeypatch.setattr(Path, "open", open_)
    assert f"{largest + 1:,} bytes" in refused(path, kind)


@LINE_KIND
@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\n"])
def test_endless_lines_are_refused(tmp_path: Path, kind: str | None, end: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"1" + end * (plain_text.MOST_LINES + 1) + b"1")
    assert "more than 500,000 lines" in refused(path, kind)


@LINE_KIND
def test_an_endless_line_is_refused(tmp_path: Path, kind: str | None) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"1\n" + b"1 " * 10_000)
    assert "line 2: 20,000 characters in one line" in refused(path, kind)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@EVERY_KIND
def test_a_pipe_is_refused_rather_than_waited_for(tmp_path: Path, kind: str | None) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    assert "not a plain file" in refused(path, kind)


@EVERY_KIND
@pytest.mark.parametrize(("error", "told"), [(PermissionError(), "may not be read"), (OSError("broken"), "broken")])
def test_a_file_that_the_system_withholds_is_told(
    tmp_path: Path, kind: str | None, monkeypatch: pytest.MonkeyPatch, error: OSError, told: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("1\n1 1 0 0\n")

    def open_(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(Path, "open", open_)
    assert told in refused(path, kind)


def test_an_impossible_name_is_told() -> None:
    with pytest.raises(FormatError, match=r"could not be read|does not exist"):
        read_recording(Path("a\0b.txt"))


def test_an_unknown_kind_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Unknown format 'biosecure'"):
        read_recording(tmp_path / "a.txt", "biosecure")


@EVERY_KIND
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
    deadline=None,
    max_examples=40,
)
@given(content=st.binary(max_size=80) | st.text("0123456789 .,-#\n:abexyt_s", max_size=80).map(str.encode))
def test_rubbish_never_gives_another_error(tmp_path: Path, kind: str | None, content: bytes) -> None:
    path = tmp_path / "rubbish.txt"
    path.write_bytes(content)
    try:
        assert len(read_recording(path, kind)) >= 1
    except FormatError as error:
        told = str(error)
    else:
        return
    assert str(path) in told


@pytest.mark.parametrize("kind", ["inkml", "uim"])
def test_more_strokes_than_are_read_again_are_not_written(kind: str) -> None:
    count = plain_text.MOST_RUNS + 1
    steps = np.arange(count)
    recording = Recording(time_s=steps, x=steps, y=steps, stroke=steps)
    with pytest.raises(InkError, match="5,001 strokes and ways through the air; no signature has more than 5,000"):
        render([FiledRecording(recording=recording, name="a")], format_named(kind))
