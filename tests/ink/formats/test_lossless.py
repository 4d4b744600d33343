"""Formats that lose nothing: what is written is read back to the last bit, whatever the recording."""

from pathlib import Path

import pytest
from any_ink import filed_recordings
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sigverify.ink.formats import FORMATS, FiledRecording, read_recordings, write_recordings
from sigverify.ink.recording import Recording

LOSSLESS = [format_ for format_ in FORMATS if format_.render is not None and not format_.loses]
fixtures_too = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
    deadline=None,
    max_examples=60,
)


def assert_same_bits(again: Recording, recording: Recording) -> None:
    assert again == recording
    for name, values in recording.channels().items():
        assert values.tobytes() == again.channels()[name].tobytes(), name  # == holds for 0 and −0


def test_these_lose_nothing() -> None:
    assert [format_.name for format_ in LOSSLESS] == ["jsonl", "inkml"]


@pytest.mark.parametrize("format_", LOSSLESS, ids=lambda format_: format_.name)
@fixtures_too
@given(filed=filed_recordings)
@example(
    filed=FiledRecording(recording=Recording(time_s=[0], x=[-0.0], y=[-0.0], stroke=[0]), name="", number=2**53 - 1)
)
def test_a_recording_and_whose_it_is_come_back(tmp_path: Path, format_, filed: FiledRecording) -> None:
    path = tmp_path / f"ink{format_.suffixes[0]}"
    write_recordings([filed], path)
    (again,) = read_recordings(path)  # recognised by how it begins
    assert_same_bits(again.recording, filed.recording)
    assert again.name == (filed.name or ("ink" if format_.name == "inkml" else ""))
    assert (again.signer, again.label, again.session) == (filed.signer, filed.label, filed.session)
    assert again.number == filed.number


@pytest.mark.parametrize("format_", LOSSLESS, ids=lambda format_: format_.name)
@fixtures_too
@given(filed=filed_recordings, name=st.sampled_from(["a.txt", "a.hwr", "a", "a.csv"]))
def test_the_beginning_tells_the_format_whatever_the_name(tmp_path: Path, format_, filed, name: str) -> None:
    path = tmp_path / name
    write_recordings([filed], path, format_.name)
    assert read_recordings(path)[0].recording == filed.recording


@pytest.mark.parametrize("format_", LOSSLESS, ids=lambda format_: format_.name)
@fixtures_too
@given(filed=filed_recordings)
def test_going_through_one_format_into_the_other_changes_nothing(tmp_path: Path, format_, filed) -> None:
    first, second = tmp_path / f"a{format_.suffixes[0]}", tmp_path / "a.csv"
    write_recordings([filed], first)
    write_recordings(read_recordings(first), second)
    assert_same_bits(read_recordings(second)[0].recording, filed.recording)


@fixtures_too
@given(filed=st.lists(filed_recordings, min_size=1, max_size=4))
def test_several_recordings_share_a_file_of_lines(tmp_path: Path, filed: list[FiledRecording]) -> None:
    path = tmp_path / "ink.jsonl"
    write_recordings(filed, path)
    assert path.read_bytes().count(b"\n") == len(filed)
    again = read_recordings(path)
    assert [one.recording for one in again] == [one.recording for one in filed]
    assert [one.name for one in again] == [one.name for one in filed]
