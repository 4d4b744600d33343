"""Formats that lose nothing: what is written is read back to the last bit, whatever the recording."""

from pathlib import Path

import pytest
from any_ink import filed, filed_recordings, finite
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sigverify.ink.formats import FORMATS, FiledRecording, Format, read_recordings, write_recordings
from sigverify.ink.recording import Recording

LOSSLESS = [format_ for format_ in FORMATS if format_.render is not None and not format_.loses]
HOLDABLE = {"uim": st.floats(-4e5, 4e5) | st.integers(-(10**8), 10**8).map(lambda whole: whole / 1000)}
"""Numbers that a format holds, where it does not hold all."""

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
    assert [format_.name for format_ in LOSSLESS] == ["jsonl", "inkml", "uim"]


def drawn(data: st.DataObject, format_: Format) -> FiledRecording:
    return data.draw(filed(HOLDABLE.get(format_.name, finite)))


def comes_back(path: Path, format_: Format, filed: FiledRecording) -> None:
    write_recordings([filed], path)
    (again,) = read_recordings(path)  # recognised by how it begins
    assert_same_bits(again.recording, filed.recording)
    assert again.name == (filed.name or ("" if format_.several else "ink"))
    assert (again.signer, again.label, again.session) == (filed.signer, filed.label, filed.session)
    assert again.number == filed.number


@pytest.mark.parametrize("format_", LOSSLESS, ids=lambda format_: format_.name)
@fixtures_too
@given(data=st.data())
def test_a_recording_and_whose_it_is_come_back(tmp_path: Path, format_: Format, data: st.DataObject) -> None:
    comes_back(tmp_path / f"ink{format_.suffixes[0]}", format_, drawn(data, format_))


@pytest.mark.parametrize("format_", LOSSLESS, ids=lambda format_: format_.name)
def test_zero_keeps_its_sign_and_a_number_all_its_digits(tmp_path: Path, format_: Format) -> None:
    point = Recording(time_s=[-0.0], x=[-0.0], y=[-0.0], stroke=[0], rotation_deg=[-0.0])
    path = tmp_path / f"ink{format_.suffixes[0]}"
    comes_back(path, format_, FiledRecording(recording=point, name="", number=2**53 - 1))


@pytest.mark.parametrize("format_", LOSSLESS, ids=lambda format_: format_.name)
@fixtures_too
@given(data=st.data(), name=st.sampled_from(["a.txt", "a.hwr", "a", "a.csv"]))
def test_the_beginning_tells_the_format_whatever_the_name(tmp_path: Path, format_, data, name: str) -> None:
    path, filed = tmp_path / name, drawn(data, format_)
    write_recordings([filed], path, format_.name)
    assert read_recordings(path)[0].recording == filed.recording


@pytest.mark.parametrize("format_", LOSSLESS, ids=lambda format_: format_.name)
@fixtures_too
@given(data=st.data())
def test_going_through_one_format_into_the_other_changes_nothing(tmp_path: Path, format_, data) -> None:
    first, second, filed = tmp_path / f"a{format_.suffixes[0]}", tmp_path / "a.csv", drawn(data, format_)
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
