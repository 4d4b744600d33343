"""Converting: what lands where, and that nothing is half-written or replaced unasked."""

import os
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sigverify.corpora.folders import load_corpus
from sigverify.errors import Cancelled, FormatError, InkError, ResourceFault, UsageError
from sigverify.ink.formats import FORMATS, FiledRecording, read_recordings, uim_channels, write_recordings
from sigverify.ink.formats.csv_ink import format_csv
from sigverify.ink.recording import Capture, Recording
from sigverify.workflows.converting import Conversion, ConvertPlan, _part, convert

KEEPING = [f.name for f in FORMATS if f.render is not None and "to the last bit" in f.keeps]


def ink(x: float) -> Recording:
    return Recording(
        time_s=np.arange(4) / 100,
        x=np.arange(4) + x,
        y=[1.0, 2.5, 3.0, 4.0],
        stroke=[0, 0, -1, 1],
        pressure=[5.0, 6.0, 0.0, 7.0],
        arrival_s=[0.1, 0.2, 0.3, 0.4],
        capture=Capture(source="pen", device="Wacom One", rate_hz=100.0),
    )


def filed(x: float, **words: object) -> FiledRecording:
    return FiledRecording(recording=ink(x), **{"name": f"ink-{x:g}", **words})


def run(source: object, target: Path, **wishes: object) -> Conversion:
    return convert(ConvertPlan(source=str(source), target=target, **wishes), advance=lambda _phase, _done: None)


def files_in(folder: Path) -> list[str]:
    """Every file below a folder, the hidden ones too."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A corpus of two signers as CSV, and a file beside the ink."""
    for number, place in enumerate(["anna/genuine_1_1", "anna/forgery_1_1", "ben/genuine_2_1"]):
        path = tmp_path / "ink" / f"{place}.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        write_recordings([filed(number)], path)
    (tmp_path / "ink" / "notes.md").write_text("kept elsewhere")
    (tmp_path / "ink" / ".hidden.csv").write_text("no ink")
    return tmp_path / "ink"


@pytest.mark.parametrize("first", KEEPING)
@pytest.mark.parametrize("second", KEEPING)
def test_a_file_becomes_a_file_of_another_format_without_loss(tmp_path: Path, first: str, second: str) -> None:
    write_recordings([filed(1)], tmp_path / "a.ink", first)
    done = run(tmp_path / "a.ink", tmp_path / "b.ink", writes=second)
    assert (done.format.name, done.written, done.signatures, done.bad) == (second, (tmp_path / "b.ink",), 1, ())
    assert read_recordings(tmp_path / "b.ink")[0].recording == ink(1)
    assert files_in(tmp_path) == ["a.ink", "b.ink"]


def test_a_folder_becomes_a_folder_with_its_folders(folder: Path, tmp_path: Path) -> None:
    done = run(folder, tmp_path / "out", writes="inkml")
    assert files_in(tmp_path / "out") == ["anna/forgery_1_1.inkml", "anna/genuine_1_1.inkml", "ben/genuine_2_1.inkml"]
    assert (done.signatures, done.passed_over) == (3, 1)
    (one,) = read_recordings(tmp_path / "out" / "ben" / "genuine_2_1.inkml")
    assert one.recording == ink(2)
    assert (one.signer, one.label, one.session, one.number) == ("ben", "genuine", "2", 1)


def test_a_corpus_goes_into_one_file_and_comes_out_as_the_corpus(folder: Path, tmp_path: Path) -> None:
    before = load_corpus(f"csv:{folder}")
    run(folder, tmp_path / "all.jsonl")
    assert len(read_recordings(tmp_path / "all.jsonl")) == 3
    run(tmp_path / "all.jsonl", tmp_path / "again", writes="csv")
    after = load_corpus(f"csv:{tmp_path / 'again'}")
    assert [(s.signer, s.label, s.session, s.number) for s in after] == [
        (s.signer, s.label, s.session, s.number) for s in before
    ]
    assert all(one.recording == other.recording for one, other in zip(before, after, strict=True))


def test_a_corpus_named_as_one_is_converted_with_its_labels(tmp_path: Path) -> None:
    run("synthetic:1@3", tmp_path / "one.jsonl")
    found = read_recordings(tmp_path / "one.jsonl")
    corpus = load_corpus("synthetic:1@3")
    assert [(f.signer, f.label, f.number) for f in found] == [(s.signer, s.label, s.number) for s in corpus]
    assert all(f.recording == s.recording for f, s in zip(found, corpus, strict=True))


def test_signatures_of_a_file_that_say_little_get_files_by_their_names(tmp_path: Path) -> None:
    """A name comes from a file and must not lead out of the folder."""
    names = ["anna", "../../etc/passwd", "..", "a/b", "c\0d", "x" * 200]
    write_recordings([filed(1, name=name) for name in names], tmp_path / "all.jsonl")
    run(tmp_path / "all.jsonl", tmp_path / "out", writes="csv")
    found = files_in(tmp_path / "out")
    begins = ["_.._etc_passwd-", "a_b-", "anna.csv", "c_d-", "recording-", "x" * 51 + "-"]
    assert len(found) == len(begins)
    assert all(name.startswith(begin) for name, begin in zip(found, begins, strict=True))
    assert files_in(tmp_path) == ["all.jsonl", *(f"out/{name}" for name in found)]


def test_two_signatures_of_one_name_are_told(tmp_path: Path) -> None:
    write_recordings([filed(1, name="anna"), filed(2, name="anna")], tmp_path / "all.jsonl")
    with pytest.raises(UsageError, match="Two signatures would be written to"):
        run(tmp_path / "all.jsonl", tmp_path / "out", writes="csv")
    assert files_in(tmp_path) == ["all.jsonl"]
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("several", [False, True])
def test_a_bad_file_of_a_folder_is_named_and_nothing_is_written(folder: Path, tmp_path: Path, several: bool) -> None:
    (folder / "anna" / "genuine_1_2.csv").write_text("t_s,x,y,stroke\n0,1,nan,0\n")
    (folder / "ben" / "genuine_2_2.csv").write_text("")
    target = tmp_path / ("all.jsonl" if several else "out")
    before = files_in(tmp_path)
    done = run(folder, target, writes="jsonl")
    assert done.written == ()
    assert [place for place, _ in done.bad] == [
        str(folder / "anna" / "genuine_1_2.csv"),
        str(folder / "ben" / "genuine_2_2.csv"),
    ]
    assert "line 2: column 'y' must be a finite number" in done.bad[0][1]
    assert "is empty" in done.bad[1][1]
    assert files_in(tmp_path) == before
    assert not target.exists()


def test_bad_files_are_left_out_where_that_is_wished(folder: Path, tmp_path: Path) -> None:
    (folder / "anna" / "genuine_1_2.csv").write_text("t_s,x,y,stroke\n0,1,nan,0\n")
    done = run(folder, tmp_path / "out", writes="inkml", skip_bad=True)
    assert len(done.bad) == 1
    assert len(files_in(tmp_path / "out")) == len(done.written) == 3


def test_ink_that_a_format_cannot_hold_is_bad_too(folder: Path, tmp_path: Path) -> None:
    far = ink(1e17)
    write_recordings([FiledRecording(recording=far, name="far")], folder / "anna" / "far.csv")
    done = run(folder, tmp_path / "out", writes="svc2004")
    assert [place for place, _ in done.bad] == [str(folder / "anna" / "far.csv")]
    with pytest.raises(InkError, match="Choose a format that keeps everything"):
        run(folder / "anna" / "far.csv", tmp_path / "far.txt", writes="svc2004")
    with pytest.raises(InkError, match="Choose a format that keeps everything"):
        run(folder / "anna" / "far.csv", tmp_path / "far", writes="svc2004")
    assert files_in(tmp_path) == [f"ink/{name}" for name in files_in(folder)]


def test_nothing_is_replaced_unasked(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / "anna").mkdir(parents=True)
    kept = tmp_path / "out" / "anna" / "genuine_1_1.jsonl"
    kept.write_text("mine")
    with pytest.raises(UsageError, match="is there already"):
        run(folder, tmp_path / "out", writes="jsonl")
    assert files_in(tmp_path / "out") == ["anna/genuine_1_1.jsonl"]
    assert kept.read_text() == "mine"
    run(folder, tmp_path / "out", writes="jsonl", overwrite=True)
    assert read_recordings(kept)[0].recording == ink(0)

    with pytest.raises(UsageError, match="is there already"):
        run(folder / "ben" / "genuine_2_1.csv", kept)
    assert read_recordings(kept)[0].recording == ink(0)
    run(folder / "ben" / "genuine_2_1.csv", kept, overwrite=True)
    assert read_recordings(kept)[0].recording == ink(2)


def test_a_disk_that_takes_no_more_leaves_nothing_behind(folder: Path, tmp_path: Path, monkeypatch) -> None:
    before = files_in(tmp_path)
    calls: list[int] = []
    true_fsync = os.fsync

    def full(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        true_fsync(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ResourceFault, match="No space left on device"):
        run(folder, tmp_path / "out", writes="csv")
    assert files_in(tmp_path) == before
    assert not (tmp_path / "out").exists()


def test_a_place_that_may_not_be_seen_is_told(folder: Path, tmp_path: Path, monkeypatch) -> None:
    def withheld(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rglob", withheld)
    with pytest.raises(ResourceFault, match=r"could not be converted into .*Permission denied"):
        run(folder, tmp_path / "all.jsonl")


def test_a_session_with_a_name_has_no_place_in_a_corpus_of_csv_files(tmp_path: Path) -> None:
    told = {"signer": "anna", "label": "genuine"}
    write_recordings(
        [filed(1, session="spring", number=1, **told), filed(2, session="2", number=1, **told)], tmp_path / "all.jsonl"
    )
    run(tmp_path / "all.jsonl", tmp_path / "out", writes="csv")
    assert files_in(tmp_path / "out") == ["anna/genuine_2_1.csv", "ink-1.csv"]


def test_a_person_may_stop_it(folder: Path, tmp_path: Path) -> None:
    plan = ConvertPlan(source=str(folder), target=tmp_path / "out", writes="csv")
    told: list[tuple[str, float]] = []
    with pytest.raises(Cancelled, match="nothing was written"):
        convert(plan, advance=lambda *step: told.append(step), cancelled=lambda: len(told) == 2)
    assert told == [("1 of 3", 0.0), ("2 of 3", pytest.approx(1 / 3))]
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("writes", "target"), [("inkml", "out"), ("jsonl", "all.jsonl")])
def test_two_thousand_files_tell_how_far_they_are_and_stop_with_nothing_written(
    tmp_path: Path, writes: str, target: str
) -> None:
    content = format_csv(ink(1))
    for number in range(2000):
        path = tmp_path / "ink" / f"signer-{number % 40}" / f"genuine_1_{number}.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    before = files_in(tmp_path)
    plan = ConvertPlan(source=str(tmp_path / "ink"), target=tmp_path / target, writes=writes)
    told: list[tuple[str, float]] = []
    with pytest.raises(Cancelled):
        convert(plan, advance=lambda *step: told.append(step), cancelled=lambda: len(told) == 200)
    assert told[-1] == ("200 of 2,000", pytest.approx(199 / 2000))
    assert files_in(tmp_path) == before
    assert not (tmp_path / target).exists()


def test_what_a_killed_conversion_left_is_cleared_once_it_is_old(folder: Path, tmp_path: Path) -> None:
    """It holds ink in the clear. A young one may be another conversion's that runs."""
    for name, age_s in (("old", 2 * 86400), ("young", 60)):
        left = tmp_path / "out" / f".converting-{name}"
        left.mkdir(parents=True)
        (left / ".ink.part").write_text("ink")
        then = time.time() - age_s
        os.utime(left, (then, then))
    run(folder, tmp_path / "out", writes="csv")
    assert not (tmp_path / "out" / ".converting-old").exists()
    assert (tmp_path / "out" / ".converting-young").exists()


def test_what_is_lost_is_counted_over_the_signatures_that_lost_it(tmp_path: Path) -> None:
    for number, change in enumerate([{}, {"stroke": np.array([0, 0, 1, 1])}, {"arrival_s": None}]):
        recording = replace(ink(number), **change)
        (tmp_path / "ink").mkdir(exist_ok=True)
        write_recordings([FiledRecording(recording=recording, name="a")], tmp_path / "ink" / f"{number}.csv")
    done = run(tmp_path / "ink", tmp_path / "out", writes="svc2004")
    assert dict(done.lost)["air"] == 2
    assert dict(done.lost)["arrival_s"] == 2
    assert dict(done.lost)["device"] == 3
    assert done.told_losses().startswith("points in the air (of 2), arrival times (of 2)")
    assert "device" in done.told_losses().split(", ")
    kept = run(tmp_path / "ink", tmp_path / "again", writes="inkml")
    assert (kept.lost, kept.told_losses()) == ((), "")


def test_what_its_place_in_a_corpus_tells_is_not_lost(folder: Path, tmp_path: Path) -> None:
    done = run(folder, tmp_path / "out", writes="iso19794-7")
    assert not {"signer", "label", "session", "number"} & dict(done.lost).keys()
    flat = run(tmp_path / "out" / "anna" / "genuine_1_1.sdi", tmp_path / "flat.csv")
    assert flat.lost == ()
    write_recordings([filed(1, signer="anna", label="genuine", number=1)], tmp_path / "said.jsonl")
    assert dict(run(tmp_path / "said.jsonl", tmp_path / "one.csv").lost) == {"signer": 1, "label": 1, "number": 1}


def test_a_format_whose_library_is_missing_is_told_once(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "uim.model.ink", None)
    uim_channels.library.cache_clear()
    with pytest.raises(UsageError, match=r"pip install 'sigverify\[uim\]'"):
        run(folder, tmp_path / "out", writes="uim")
    uim_channels.library.cache_clear()
    assert not (tmp_path / "out").exists()


def test_a_folder_is_never_replaced_by_a_file(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / "genuine_1_1.jsonl").mkdir(parents=True)
    with pytest.raises(UsageError, match="is a folder"):
        run(folder / "anna" / "genuine_1_1.csv", tmp_path / "out", writes="jsonl", overwrite=True)


def test_several_signatures_of_one_file_need_more_than_one(tmp_path: Path) -> None:
    write_recordings([filed(1), filed(2)], tmp_path / "all.jsonl")
    with pytest.raises(UsageError, match="holds one signature, there are 2"):
        run(tmp_path / "all.jsonl", tmp_path / "one.inkml")


@pytest.mark.parametrize(
    ("source", "target", "wishes", "told"),
    [
        ("{folder}", "out", {}, "say with --to which format"),
        ("{folder}", "out.xyz", {}, "The ending '.xyz' of out.xyz tells no format that is written"),
        ("{folder}", "out", {"writes": "susig"}, "'susig' is only read"),
        ("{folder}", "out", {"writes": "bitmap"}, "Unknown format 'bitmap'"),
        ("{folder}", "out.jsonl", {"reads": "bitmap"}, "Unknown format 'bitmap'"),
        ("{folder}", "all.inkml", {}, "holds one signature, there are 3"),
        ("{folder}", "out.jsonl", {"reads": "susig"}, "holds no file that ends in .sig"),
        ("{folder}", "nowhere/out.jsonl", {}, "its folder does not exist"),
        ("{folder}/nobody.csv", "out.jsonl", {}, "does not exist"),
        ("{folder}/anna/genuine_1_1.csv", "out.jsonl", {"reads": "mcyt"}, "line 1"),
    ],
)
def test_what_makes_no_sense_is_refused_before_anything_is_written(
    folder: Path, tmp_path: Path, source: str, target: str, wishes: dict[str, str], told: str
) -> None:
    before = files_in(tmp_path)
    with pytest.raises((UsageError, FormatError)) as caught:
        run(source.format(folder=folder), tmp_path / target, **wishes)
    assert told in str(caught.value)
    assert files_in(tmp_path) == before


@given(st.text(min_size=1, max_size=80), st.text(min_size=1, max_size=80))
def test_two_names_never_become_one_part_of_a_path(one: str, other: str) -> None:
    assert (_part(one) == _part(other)) == (one == other)
    assert _part(one)
    assert not set(_part(one)) & set('/\\:*?"<>|')
    assert _part(_part(one)) == _part(one)


@pytest.mark.parametrize(
    "pair", [("A/B", "A_B"), ("con", "con_"), ("x" * 70, "x" * 71), ("e\u0301", "e_"), ("..", ".")]
)
def test_names_that_a_path_cannot_bear_are_kept_apart(pair: tuple[str, str]) -> None:
    assert _part(pair[0]) != _part(pair[1])


def test_signers_whose_folders_differ_in_capitals_alone_are_refused(tmp_path: Path) -> None:
    filed = [
        FiledRecording(recording=ink(n), name=name, signer=name, label="genuine", session="1", number=1)
        for n, name in enumerate(("Anna", "anna"))
    ]
    write_recordings(filed, tmp_path / "in.jsonl")
    plan = ConvertPlan(source=str(tmp_path / "in.jsonl"), target=tmp_path / "out", writes="csv")
    with pytest.raises(UsageError, match="where capitals do not count"):
        convert(plan, advance=lambda *_: None)
    assert not (tmp_path / "out").exists()
