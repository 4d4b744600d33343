"""Whatever is wrong with what a command is given, it says so in one sentence, ends with 2 and changes nothing."""

import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from sigverify.storage.store import Store

HEADER = "t_s,x,y,stroke\n"
ROWS = [f"{0.01 * i:.2f},{i % 7},{i % 5},0\n" for i in range(60)]


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.write(HEADER.encode())
        file.truncate(100_000_000)


BAD_FILES: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda path: None, "does not exist"),
    "empty": (lambda path: path.write_bytes(b""), "is empty"),
    "cut in a row": (lambda path: path.write_text(HEADER + "".join(ROWS) + "0.6,3"), "line 62"),
    "cut after the header": (lambda path: path.write_text(HEADER), "cut short"),
    "binary": (lambda path: path.write_bytes(bytes(range(256)) * 40), "is binary"),
    "full of NaN": (lambda path: path.write_text(HEADER + "nan,nan,nan,0\n" * 60), "line 2"),
    "of one point": (lambda path: path.write_text(HEADER + ROWS[0]), "oo short"),
    "of 100 MB": (_huge, "100,000,000 bytes"),
    "of another format": (lambda path: path.write_text('{"x": [1, 2], "y": [3, 4]}\n'), "lacks the column"),
    "a folder": (lambda path: path.mkdir(), "is a folder"),
}


@pytest.fixture(params=BAD_FILES)
def bad_file(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str]:
    make, words = BAD_FILES[request.param]
    path = tmp_path / "bad.csv"
    make(path)
    return path, words


def test_a_questioned_file_that_is_no_signature(bad_file, refused, ink_files, dtw_model) -> None:
    path, words = bad_file
    said = refused("compare", *ink_files.references, "--questioned", path, "--model", dtw_model.folder)
    assert str(path) in said
    assert words in said


def test_a_reference_that_is_no_signature(bad_file, refused, ink_files, dtw_model) -> None:
    path, _ = bad_file
    first, *others = ink_files.references
    said = refused("compare", first, path, *others, "--questioned", ink_files.genuine, "--model", dtw_model.folder)
    assert str(path) in said


def test_a_file_read_as_a_format_that_it_is_not(refused, ink_files, dtw_model) -> None:
    words = ("--questioned", ink_files.genuine, "--model", dtw_model.folder, "--format")
    assert "line 1" in refused("compare", *ink_files.references, *words, "svc2004")
    assert "svc2004, susig" in refused("compare", *ink_files.references, *words, "bitmap")


def test_too_many_references(refused, ink_files, dtw_model) -> None:
    references = ink_files.references * 3
    said = refused("compare", *references, "--questioned", ink_files.genuine, "--model", dtw_model.folder)
    assert "12" in said
    assert "15" in said


# --- models -----------------------------------------------------------------------------------------------------------


def test_a_model_that_there_is_not(refused, ink_files) -> None:
    said = refused("compare", ink_files.genuine, "--questioned", ink_files.genuine, "--model", "nobodys")
    assert "no model 'nobodys'" in said


@pytest.mark.parametrize(
    "card", [b"", b"{}", b"[]", b"no json", b"\xff\xfe\x00", b'{"format": 1}', b'{"format": 99}', b"null"]
)
def test_a_foreign_folder_named_as_a_model(refused, ink_files, tmp_path: Path, card: bytes) -> None:
    (tmp_path / "card.json").write_bytes(card)
    assert "model" in refused("compare", ink_files.genuine, "--questioned", ink_files.genuine, "--model", tmp_path)


def _copy(model, folder: Path) -> Path:
    return Path(shutil.copytree(model.folder, folder / "model"))


def _weights_of(folder: Path) -> Path:
    (weights,) = folder.glob("*.safetensors")
    return weights


def test_weights_that_are_not_the_cards(refused, ink_files, network_model, tmp_path: Path) -> None:
    folder = _copy(network_model, tmp_path)
    weights = _weights_of(folder)
    content = bytearray(weights.read_bytes())
    content[-1] ^= 1
    weights.write_bytes(content)
    said = refused("compare", ink_files.genuine, "--questioned", ink_files.genuine, "--model", folder)
    assert "match" in said


def test_a_model_without_its_weights(refused, ink_files, network_model, tmp_path: Path) -> None:
    folder = _copy(network_model, tmp_path)
    _weights_of(folder).unlink()
    said = refused("compare", ink_files.genuine, "--questioned", ink_files.genuine, "--model", folder)
    assert "weights" in said


def test_a_card_that_names_a_file_outside_its_folder(refused, ink_files, network_model, tmp_path: Path) -> None:
    folder = _copy(network_model, tmp_path)
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    for comparator in card["comparators"]:
        if comparator["weights"]:
            comparator["weights"] = "../elsewhere.safetensors"
    (folder / "card.json").write_text(json.dumps(card), encoding="utf-8")
    said = refused("compare", ink_files.genuine, "--questioned", ink_files.genuine, "--model", folder)
    assert "outside" in said


def test_a_damaged_model_does_not_hide_the_others(run, network_model, tmp_path: Path) -> None:
    own = tmp_path / "data" / "models"
    own.mkdir(parents=True)
    shutil.copytree(network_model.folder, own / "good")
    (own / "bad").mkdir()
    (own / "bad" / "card.json").write_text("{", encoding="utf-8")
    result = run("models")
    assert result.exit_code == 0
    assert "good" in result.stdout


# --- corpora ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ("synthetic", "KIND:DIR"),
        ("synthetic:", "synthetic:40"),
        ("synthetic:many", "synthetic:40"),
        ("synthetic:0", "0"),
        ("bitmaps:{folder}", "bitmaps"),
        ("svc2004:{folder}/nowhere", "nowhere"),
        ("svc2004:{folder}", "{folder}"),
        ("csv:", "KIND:DIR"),
        ("store:nonsense://x", "nonsense"),
    ],
)
def test_a_corpus_that_is_none(refused, dtw_model, tmp_path: Path, spec: str, words: str) -> None:
    spec, words = spec.format(folder=tmp_path), words.format(folder=tmp_path)
    assert words in refused("evaluate", "--corpus", spec, "--model", dtw_model.folder)
    assert words in refused("train", "--corpus", spec, "--output", tmp_path / "new", "--architecture", "dtw")
    assert not (tmp_path / "new").exists()


def test_a_corpus_without_sessions_cannot_be_drawn_by_them(run, dtw_model, ink_files) -> None:
    words = ("--draw", "first-session", "--model", dtw_model.folder)
    result = run("evaluate", "--corpus", f"csv:{ink_files.folder}", *words)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_too_few_signers_to_train_on(run, tmp_path: Path) -> None:
    words = ("--output", tmp_path / "new", "--architecture", "dtw")
    result = run("train", "--corpus", "synthetic:1", *words)
    assert result.exit_code == 2
    assert "signer" in result.stderr
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("architecture", ["oracle", "dtw+oracle"])
def test_an_unknown_architecture(refused, tmp_path: Path, architecture: str) -> None:
    """Those that there are stand beside it."""
    words = ("--output", tmp_path / "new", "--architecture", architecture)
    said = refused("train", "--corpus", "synthetic:4", *words)
    assert "Unknown architecture 'oracle'" in said
    assert all(name in said for name in ("aligned-tdnn", "bromley-1994", "2ch-2stream", "dtw", "duration"))
    assert not (tmp_path / "new").exists()


def test_a_floor_that_stands_twice(refused, tmp_path: Path) -> None:
    words = ("--output", tmp_path / "new", "--architecture", "dtw+duration+dtw")
    assert "'dtw' stands twice" in refused("train", "--corpus", "synthetic:4", *words)


# --- the store --------------------------------------------------------------------------------------------------------


def test_a_store_of_a_newer_program(refused, dtw_model, tmp_path: Path) -> None:
    file = tmp_path / "store.sqlite"
    url = f"sqlite:///{file}"
    with Store.open(url):
        pass
    connection = sqlite3.connect(file)
    with connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = file.read_bytes()
    said = refused("evaluate", "--corpus", f"store:{url}", "--model", dtw_model.folder)
    assert "newer" in said
    assert file.read_bytes() == before


def test_a_store_that_is_none(refused, dtw_model, tmp_path: Path) -> None:
    file = tmp_path / "store.sqlite"
    file.write_bytes(b"certainly no database " * 300)
    before = file.read_bytes()
    assert str(file) in refused("evaluate", "--corpus", f"store:sqlite:///{file}", "--model", dtw_model.folder)
    assert file.read_bytes() == before


def test_a_store_with_nothing_in_it(refused, dtw_model, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    assert "no store" in refused("evaluate", "--corpus", f"store:{url}", "--model", dtw_model.folder)
    Store.open(url).close()
    assert "Nothing has been collected" in refused("evaluate", "--corpus", f"store:{url}", "--model", dtw_model.folder)


# --- where the results go ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("option", ["--json", "--scores"])
def test_results_that_cannot_be_written_are_refused_before_the_work(refused, dtw_model, tmp_path, option: str) -> None:
    words = ("evaluate", "--corpus", "synthetic:4", "--model", dtw_model.folder, option)
    assert "does not exist" in refused(*words, tmp_path / "nowhere" / "result")
    assert "is a folder" in refused(*words, tmp_path)
    assert not list(tmp_path.glob("**/result"))


def test_two_results_in_one_file_are_refused(refused, dtw_model, tmp_path: Path) -> None:
    words = ("evaluate", "--corpus", "synthetic:4", "--model", dtw_model.folder, "--json", tmp_path / "result")
    said = refused(*words, "--scores", f"{tmp_path}/../{tmp_path.name}/result")
    assert "named twice" in said
    assert not (tmp_path / "result").exists()


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
def test_results_may_not_replace_what_is_read_only(refused, dtw_model, tmp_path: Path, monkeypatch) -> None:
    file = tmp_path / "figures.json"
    file.write_text("kept", encoding="utf-8")
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)  # root may write anywhere
    words = ("evaluate", "--corpus", "synthetic:4", "--model", dtw_model.folder)
    assert "may not be written" in refused(*words, "--json", file)
    assert file.read_text(encoding="utf-8") == "kept"


def test_training_never_replaces_what_is_no_model(refused, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "to-mother.txt").write_text("dear", encoding="utf-8")
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    words = ("train", "--corpus", "synthetic:4", "--architecture", "dtw", "--output")
    for place in (tmp_path / "letters", tmp_path / "file", tmp_path):
        assert "is no model" in refused(*words, place)
    assert (tmp_path / "letters" / "to-mother.txt").read_text(encoding="utf-8") == "dear"
    assert (tmp_path / "file").read_text(encoding="utf-8") == "kept"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(("--size", "3x3"), "1024x700 to 7680x4320"), (("--size", "big"), "is no size"), (("--language", "tlh"), "zh_CN")],
)
def test_a_look_that_the_demo_cannot_have_is_refused(refused, arguments: tuple[str, str], words: str) -> None:
    assert words in refused("demo", *arguments)


# --- options that contradict each other, and numbers that nothing has ------------------------------------------------


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("retain", "Anna", "--until", "2031-01-01", "--no-end", "--purpose", "x"), "--until and --no-end"),
        (("store", "due", "--yes"), "--erase"),
        (("label", 2**70, "genuine"), "not in the range"),
        (("label", 0, "genuine"), "not in the range"),
        (("report", 2**70, "x.pdf"), "not in the range"),
    ],
)
def test_what_makes_no_sense_together_is_refused(run, tmp_path: Path, words: tuple[object, ...], told: str) -> None:
    result = run("--store", f"sqlite:///{tmp_path / 'store.sqlite'}", *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr
