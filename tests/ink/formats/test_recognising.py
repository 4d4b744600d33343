"""The format of a file is recognised by its first lines, or else by its suffix."""

from pathlib import Path

import pytest

from sigverify.errors import FormatError, UsageError
from sigverify.ink.formats import FiledRecording, read_recording, write_recordings
from sigverify.ink.recording import Recording

TEXTS = {
    "svc2004": "2\n1 1 0 0\n2 2 10 1\n",
    "susig": "X, Y, TStamp, Pres., EndPts\nDataSize: 2\n1 1 0 5 0\n2 2 10 5 0\n",
    "sigcomp2009": "NAME 2\n1 1 5 0 0\n2 2 5 0 0\n",
    "mcyt": "0 1 1 5 0 10 10\n0.01 2 2 5 0 10 10\n",
    "csv": "# rate_hz: 100\nt_s,x,y,stroke\n0,1,1,0\n0.01,2,2,0\n",
}


@pytest.mark.parametrize("kind", TEXTS)
@pytest.mark.parametrize("name", ["a.txt", "a.TXT", "a", "a.csv", "a.sig"])
def test_the_first_lines_tell_the_format_whatever_the_name(tmp_path: Path, kind: str, name: str) -> None:
    path = tmp_path / name
    path.write_text(TEXTS[kind])
    assert read_recording(path) == read_recording(path, kind) == read_recording(str(path))


@pytest.mark.parametrize(("name", "told"), [("a.sig", "X, Y, TStamp"), ("a.hwr", "a name"), ("a.csv", "header row")])
def test_the_suffix_decides_where_the_first_line_is_damaged(tmp_path: Path, name: str, told: str) -> None:
    path = tmp_path / name
    path.write_text("1 2 3\n1 2 3\n")
    with pytest.raises(FormatError, match=told):
        read_recording(path)


def test_an_unknown_format_names_the_known_ones(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("hello\nworld\n")
    with pytest.raises(FormatError, match=r"not recognised.*svc2004, susig, sigcomp2009, mcyt, csv"):
        read_recording(path)


@pytest.mark.parametrize("kind", TEXTS)
@pytest.mark.parametrize("other", TEXTS)
def test_a_file_of_another_format_is_refused(tmp_path: Path, kind: str, other: str) -> None:
    if kind == other:
        return
    path = tmp_path / "a.txt"
    path.write_text(TEXTS[kind])
    with pytest.raises(FormatError):
        read_recording(path, other)


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    filed = FiledRecording(recording=Recording(time_s=[0], x=[1], y=[1], stroke=[0]), name="a")
    for count, name, kind, told in (
        (1, "a.sig", None, "The ending '.sig' of a.sig tells no format that is written"),
        (1, "a.sig", "susig", "'susig' is only read"),
        (2, "a.csv", None, "A file of the format 'csv' holds one signature, there are 2"),
        (0, "a.jsonl", None, "there are 0"),
    ):
        with pytest.raises(UsageError) as caught:
            write_recordings([filed] * count, tmp_path / name, kind)
        assert told in str(caught.value)
    assert list(tmp_path.iterdir()) == []
