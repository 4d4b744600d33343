"""Corpora of each kind, from small invented folders."""

from pathlib import Path

import numpy as np
import pytest

from sigverify.corpora.folders import CORPUS_KINDS, load_corpus
from sigverify.errors import FormatError, ProtocolError, SigverifyError, UsageError
from sigverify.ink.formats import FiledRecording, format_named, write_csv, write_recordings
from sigverify.ink.recording import Recording

SVC_1 = "2\n{x} 1 0 0\n2 2 10 1\n"
SVC_2 = "2\n{x} 1 0 0 1550 710 439\n2 2 10 1 1550 710 439\n"
SUSIG = "X, Y, TStamp, Pres., EndPts\nDataSize: 2\n{x} 1 0 50 0\n2 2 10 60 0\n"
HWR = "NAME 2\n{x} 1 50 1200 500\n2 2 60 1200 500\n"
MCYT = "0 {x} 1 50 0 120 50\n0.01 2 2 60 0 120 50\n"


def put(path: Path, text: str, x: int = 1) -> None:
    """Write a small recording that begins at `x`, which tells it from the others."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.format(x=x))


def told(corpus_spec: str) -> list[tuple[str, str, int | None, int, float]]:
    return [(s.signer, s.label, s.session, s.number, float(s.recording.x[0])) for s in load_corpus(corpus_spec)]


def test_svc2004_tells_sessions_and_forgeries_by_the_sample_number(tmp_path: Path) -> None:
    for number in (1, 2, 10, 11, 20, 21, 40):
        put(tmp_path / f"U1S{number}.TXT", SVC_1, number)
    put(tmp_path / "U10S1.txt", SVC_1, 7)
    (tmp_path / "ReadMe.txt").write_text("no recording")
    assert told(f"svc2004:{tmp_path}") == [
        ("U1", "genuine", 1, 1, 1),
        ("U1", "genuine", 1, 2, 2),
        ("U1", "genuine", 1, 3, 10),
        ("U1", "genuine", 2, 1, 11),
        ("U1", "genuine", 2, 2, 20),
        ("U1", "forgery", None, 1, 21),
        ("U1", "forgery", None, 2, 40),
        ("U10", "genuine", 1, 1, 7),
    ]
    corpus = load_corpus(f"svc2004:{tmp_path}")
    assert corpus.name == "svc2004-task1"
    assert corpus.sessions_apart


def test_svc2004_tells_the_task_by_the_columns_and_refuses_a_mixture(tmp_path: Path) -> None:
    put(tmp_path / "U1S1.TXT", SVC_2)
    put(tmp_path / "U1S2.TXT", SVC_2)
    assert load_corpus(f"svc2004:{tmp_path}").name == "svc2004-task2"
    put(tmp_path / "U1S2.TXT", SVC_1)
    with pytest.raises(FormatError, match=r"U1S2\.TXT.*different tasks"):
        load_corpus(f"svc2004:{tmp_path}")


def test_susig_visual_has_two_sessions(tmp_path: Path) -> None:
    put(tmp_path / "GENUINE" / "SESSION1" / "003_1_2.sig", SUSIG, 2)
    put(tmp_path / "GENUINE" / "SESSION1" / "003_1_10.sig", SUSIG, 10)
    put(tmp_path / "GENUINE" / "SESSION2" / "003_2_1.sig", SUSIG, 21)
    put(tmp_path / "FORGERY" / "003_f_1.sig", SUSIG, 31)
    assert told(f"susig:{tmp_path}") == [
        ("003", "genuine", 1, 1, 2),
        ("003", "genuine", 1, 2, 10),
        ("003", "genuine", 2, 1, 21),
        ("003", "forgery", None, 1, 31),
    ]
    corpus = load_corpus(f"susig:{tmp_path}")
    assert (corpus.name, corpus.sessions_apart) == ("susig-visual", True)
    assert {s.recording.capture.pressure_full_scale for s in corpus} == {255.0}


def test_susig_blind_has_one_session(tmp_path: Path) -> None:
    put(tmp_path / "GENUINE" / "003_g_1.sig", SUSIG)
    put(tmp_path / "FORGERY" / "003_f_1.sig", SUSIG)
    corpus = load_corpus(f"susig:{tmp_path}")
    assert (corpus.name, corpus.sessions_apart) == ("susig-blind", False)
    assert {s.recording.capture.pressure_full_scale for s in corpus} == {1023.0}


def test_both_parts_of_susig_at_once_are_refused(tmp_path: Path) -> None:
    put(tmp_path / "visual" / "003_1_1.sig", SUSIG)
    put(tmp_path / "blind" / "003_g_1.sig", SUSIG)
    with pytest.raises(ProtocolError, match="both parts"):
        load_corpus(f"susig:{tmp_path}")
    put(tmp_path / "forged" / "003_f_1.sig", SUSIG)
    with pytest.raises(ProtocolError, match="no genuine signature"):
        load_corpus(f"susig:{tmp_path / 'forged'}")


def test_nfi_names_give_author_sample_and_target(tmp_path: Path) -> None:
    put(tmp_path / "genuines" / "NFI-00102001.hwr", HWR, 2)
    put(tmp_path / "genuines" / "NFI-00101001.hwr", HWR, 1)
    put(tmp_path / "forgeries" / "NFI-00301001.hwr", HWR, 3)
    put(tmp_path / "forgeries" / "NFI-00201001.hwr", HWR, 4)
    assert told(f"sigcomp2009-nfi:{tmp_path}") == [
        ("001", "genuine", None, 1, 1),
        ("001", "genuine", None, 2, 2),
        ("001", "forgery", None, 1, 4),
        ("001", "forgery", None, 2, 3),
    ]
    corpus = load_corpus(f"sigcomp2009-nfi:{tmp_path}")
    assert not corpus.sessions_apart
    assert all(s.recording.azimuth_deg is not None for s in corpus)


def test_nisdcc_is_genuine_where_author_and_target_agree_and_has_no_angles(tmp_path: Path) -> None:
    put(tmp_path / "NISDCC-001_001_001.hwr", HWR, 1)
    put(tmp_path / "NISDCC-021_001_001.hwr", HWR, 2)
    assert told(f"sigcomp2009-nisdcc:{tmp_path}") == [
        ("001", "genuine", None, 1, 1),
        ("001", "forgery", None, 1, 2),
    ]
    assert all(s.recording.azimuth_deg is None for s in load_corpus(f"sigcomp2009-nisdcc:{tmp_path}"))


def mcyt(folder: Path, ground_truth: str) -> str:
    for number in (1, 2):
        put(folder / "enrollment" / f"001-g-0{number}.txt", MCYT, number)
        put(folder / "enrollment" / f"002-g-0{number}.txt", MCYT, 10 + number)
    for number in (1, 2, 3):
        put(folder / "verification" / f"001-0{number}.txt", MCYT, 20 + number)
    put(folder / "verification" / "002-01.txt", MCYT, 31)
    (folder / "gt.txt").write_text(ground_truth)
    return f"mcyt:{folder}"


def test_mcyt_joins_enrolled_and_labelled_signatures_and_leaves_out_the_unlabelled(tmp_path: Path) -> None:
    assert told(mcyt(tmp_path, "001-01 f\n001-03\tg\n\n")) == [
        ("001", "genuine", None, 1, 1),
        ("001", "genuine", None, 2, 2),
        ("001", "genuine", None, 3, 23),
        ("001", "forgery", None, 1, 21),
        ("002", "genuine", None, 1, 11),
        ("002", "genuine", None, 2, 12),
    ]
    assert not load_corpus(f"mcyt:{tmp_path}").sessions_apart


@pytest.mark.parametrize(
    ("ground_truth", "said"),
    [
        ("001-01 g\n001-02 x\n", "gt.txt, line 2: expected a line such as"),
        ("001-01 g\n001-01 f\n", "gt.txt, line 2: 001-01 is labelled both g and f"),
        ("001-09 g\n", "001-09.txt does not exist"),
    ],
)
def test_a_bad_ground_truth_of_mcyt_is_told(tmp_path: Path, ground_truth: str, said: str) -> None:
    with pytest.raises(FormatError) as caught:
        load_corpus(mcyt(tmp_path, ground_truth))
    assert said in str(caught.value)


def test_mcyt_without_one_of_its_parts_is_told(tmp_path: Path) -> None:
    spec = mcyt(tmp_path, "001-01 g\n")
    (tmp_path / "gt.txt").unlink()
    with pytest.raises(FormatError, match=r"gt\.txt does not exist"):
        load_corpus(spec)
    with pytest.raises(ProtocolError, match="no folder 'enrollment'"):
        load_corpus(f"mcyt:{tmp_path / 'enrollment'}")


def ink(x: float) -> Recording:
    return Recording(
        time_s=np.array([0.0, 0.01]), x=np.array([x, 2.0]), y=np.array([1.0, 2.0]), stroke=np.array([0, 0])
    )


def test_a_csv_corpus_has_a_folder_for_each_signer(tmp_path: Path) -> None:
    for signer, name, x in [
        ("Ada", "genuine_1_1.csv", 1),
        ("Ada", "genuine_2_1.csv", 2),
        ("Ada", "forgery_1_1.csv", 3),
        ("Zoë", "genuine_1_2.csv", 4),
        ("Zoë", "genuine_1_10.csv", 5),
    ]:
        (tmp_path / signer).mkdir(exist_ok=True)
        write_csv(ink(x), tmp_path / signer / name)
    (tmp_path / "notes.txt").write_text("no recording")
    (tmp_path / ".hidden").mkdir()
    assert told(f"csv:{tmp_path}") == [
        ("Ada", "genuine", 1, 1, 1),
        ("Ada", "genuine", 2, 1, 2),
        ("Ada", "forgery", 1, 1, 3),
        ("Zoë", "genuine", 1, 1, 4),
        ("Zoë", "genuine", 1, 2, 5),
    ]
    corpus = load_corpus(f"csv:{tmp_path}")
    assert corpus.sessions_apart
    assert corpus.name == tmp_path.name


@pytest.mark.parametrize("kind", ["csv", "inkml", "iso19794-7", "uim"])
def test_a_corpus_of_any_format_that_is_written_is_laid_out_alike(tmp_path: Path, kind: str) -> None:
    suffix = format_named(kind).suffixes[0]
    for signer, name, x in [("Ada", "genuine_1_1", 1), ("Ada", "forgery_1_1", 2), ("Zoë", "genuine_2_7", 3)]:
        (tmp_path / signer).mkdir(exist_ok=True)
        write_recordings([FiledRecording(recording=ink(x), name=name)], tmp_path / signer / f"{name}{suffix}")
    assert told(f"{kind}:{tmp_path}") == [
        ("Ada", "genuine", 1, 1, 1),
        ("Ada", "forgery", 1, 1, 2),
        ("Zoë", "genuine", 2, 1, 3),
    ]
    (tmp_path / "Ada" / f"3{suffix}").write_bytes(b"no ink")
    with pytest.raises(ProtocolError, match=f"not of the form <genuine.forgery>_<session>_<number>{suffix}"):
        load_corpus(f"{kind}:{tmp_path}")


def lines(path: Path, *filed: tuple[int, dict[str, object]]) -> Path:
    write_recordings([FiledRecording(recording=ink(x), name=f"ink-{x}", **words) for x, words in filed], path)
    return path


def test_a_corpus_of_json_lines_is_a_file_that_says_whose_each_is(tmp_path: Path) -> None:
    ada, zoe = {"signer": "Ada", "label": "genuine"}, {"signer": "Zoë", "label": "genuine"}
    path = lines(
        tmp_path / "all.jsonl",
        (4, {**zoe, "session": "1"}),
        (3, {"signer": "Ada", "label": "forgery"}),
        (2, {**ada, "session": "2", "number": 9}),
        (1, {**ada, "session": "2", "number": 3}),
        (5, {**zoe, "session": "3"}),
    )
    expected = [
        ("Ada", "genuine", 2, 1, 1),
        ("Ada", "genuine", 2, 2, 2),
        ("Ada", "forgery", None, 1, 3),
        ("Zoë", "genuine", 1, 1, 4),
        ("Zoë", "genuine", 3, 1, 5),
    ]
    assert told(f"jsonl:{path}") == expected
    assert load_corpus(f"jsonl:{path}").name == "all"
    assert load_corpus(f"jsonl:{path}").sessions_apart
    assert load_corpus(f"jsonl:{path}").samples[0].source == f"{path}: ink-1"
    assert told(f"jsonl:{tmp_path}") == expected  # a folder of such files


def test_sessions_with_names_are_numbered_as_each_signer_came_to_them(tmp_path: Path) -> None:
    path = lines(
        tmp_path / "all.jsonl",
        *(
            (x, {"signer": signer, "label": "genuine", "session": session})
            for x, signer, session in [(1, "Ada", "spring"), (2, "Ada", "7"), (3, "Zoë", "7"), (4, "Zoë", "spring")]
        ),
    )
    assert [(signer, session, x) for signer, _, session, _, x in told(f"jsonl:{path}")] == [
        ("Ada", 1, 1),
        ("Ada", 2, 2),
        ("Zoë", 1, 3),
        ("Zoë", 2, 4),
    ]


def test_sessions_named_by_date_and_time_are_not_one(tmp_path: Path) -> None:
    """Their first nine digits are alike."""
    sessions = ["202611270915", "202611270915", "202611271640"]
    path = lines(
        tmp_path / "all.jsonl",
        *((x, {"signer": "Ada", "label": "genuine", "session": name}) for x, name in enumerate(sessions, 1)),
    )
    assert [session for _, _, session, _, _ in told(f"jsonl:{path}")] == [1, 1, 2]
    assert load_corpus(f"jsonl:{path}").sessions_apart


@pytest.mark.parametrize("words", [{"signer": "Ada"}, {"label": "genuine"}])
def test_a_line_that_does_not_say_whose_it_is_is_told(tmp_path: Path, words: dict[str, object]) -> None:
    path = lines(tmp_path / "all.jsonl", (1, words))
    with pytest.raises(ProtocolError, match=r"all\.jsonl: 'ink-1' says no signer or no label"):
        load_corpus(f"jsonl:{path}")
    with pytest.raises(ProtocolError, match="does not exist"):
        load_corpus(f"jsonl:{tmp_path / 'nothing.jsonl'}")
    (tmp_path / "empty").mkdir()
    with pytest.raises(ProtocolError, match=r"holds no recording of this kind, such as corpus\.jsonl"):
        load_corpus(f"jsonl:{tmp_path / 'empty'}")


def test_a_csv_file_outside_the_signers_folders_is_told(tmp_path: Path) -> None:
    write_csv(ink(1), tmp_path / "genuine_1_1.csv")
    with pytest.raises(ProtocolError, match="beside the signers' folders"):
        load_corpus(f"csv:{tmp_path}")


@pytest.mark.parametrize(
    ("kind", "name", "text"),
    [
        ("svc2004", "U1S1.TXT", SVC_1),
        ("susig", "001_g_1.sig", SUSIG),
        ("sigcomp2009-nfi", "NFI-00101001.hwr", HWR),
        ("sigcomp2009-nisdcc", "NISDCC-001_001_001.hwr", HWR),
        ("csv", "Ada/genuine_1_1.csv", "t_s,x,y,stroke\n0,1,1,0\n0.01,2,2,0\n"),
    ],
)
def test_one_unreadable_file_stops_the_load_and_is_named(tmp_path: Path, kind: str, name: str, text: str) -> None:
    put(tmp_path / name, text)
    assert len(load_corpus(f"{kind}:{tmp_path}")) == 1
    broken = tmp_path / name.replace("1.", "2.").replace("NFI-00101001", "NFI-00102001")
    if kind == "sigcomp2009-nfi":
        broken = tmp_path / "NFI-00102001.hwr"
    broken.write_text("damaged\n")
    with pytest.raises(FormatError) as caught:
        load_corpus(f"{kind}:{tmp_path}")
    assert str(broken) in str(caught.value)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("svc2004", "U1_copy.TXT"),
        ("susig", "001_x_1.sig"),
        ("sigcomp2009-nfi", "NISDCC-001_001_001.hwr"),
        ("sigcomp2009-nisdcc", "NFI-00101001.hwr"),
        ("csv", "Ada/real_1_1.csv"),
        ("mcyt", "enrollment/001-f-01.txt"),
    ],
)
def test_a_name_of_another_form_is_told(tmp_path: Path, kind: str, name: str) -> None:
    put(tmp_path / name, SVC_1)
    (tmp_path / "verification").mkdir()
    with pytest.raises(ProtocolError) as caught:
        load_corpus(f"{kind}:{tmp_path}")
    assert "the name is not of the form" in str(caught.value)
    assert Path(name).name in str(caught.value)


@pytest.mark.parametrize("kind", CORPUS_KINDS)
def test_an_empty_or_missing_folder_is_told(tmp_path: Path, kind: str) -> None:
    with pytest.raises(ProtocolError) as caught:
        load_corpus(f"{kind}:{tmp_path}")
    assert str(tmp_path) in str(caught.value)
    with pytest.raises(ProtocolError, match="does not exist"):
        load_corpus(f"{kind}:{tmp_path / 'none'}")
    (tmp_path / "file").write_text("x")
    refused, told = (FormatError, "file, line 1") if kind == "jsonl" else (ProtocolError, "is a file")
    with pytest.raises(refused, match=told):
        load_corpus(f"{kind}:{tmp_path / 'file'}")


def test_a_folder_that_may_not_be_listed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def iterdir(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", iterdir)
    with pytest.raises(ProtocolError, match="could not be listed"):
        load_corpus(f"svc2004:{tmp_path}")


@pytest.mark.parametrize("spec", ["", "svc2004", "svc2004:", "svc2004: ", "biosecure:x", ":x", "store:sqlite:///x"])
def test_a_specification_of_another_form_is_told(spec: str) -> None:
    with pytest.raises(UsageError, match="KIND:DIR"):
        load_corpus(spec)


def test_a_folder_may_hold_colons(tmp_path: Path) -> None:
    put(tmp_path / "a:b" / "U1S1.TXT", SVC_1)
    assert len(load_corpus(f"svc2004:{tmp_path / 'a:b'}")) == 1


def test_a_synthetic_corpus_is_made_up() -> None:
    corpus = load_corpus("synthetic:2@3")
    assert len(corpus.signers) == 2
    with pytest.raises(SigverifyError, match="synthetic"):
        load_corpus("synthetic:many")
