"""`convert`: what it writes, says and refuses; and other commands on what it wrote."""

import json
from pathlib import Path

from sigverify.ink.formats import FORMATS, read_recording
from sigverify.ink.formats.table import format_table

PAGE = Path(__file__).parents[2] / "resources" / "manual" / "files.md"


def test_a_file_is_converted_and_nothing_lost_is_told_for_a_lossless_format(run, ink_files, tmp_path: Path) -> None:
    result = run("convert", ink_files.genuine, tmp_path / "a.inkml")
    assert result.exit_code == 0
    assert result.stdout == f"Wrote 1 signature(s) to {tmp_path / 'a.inkml'}\n"
    assert result.stderr == ""
    assert read_recording(tmp_path / "a.inkml") == read_recording(Path(ink_files.genuine))


def test_a_folder_is_converted_and_what_is_lost_is_told_once(run, ink_files, tmp_path: Path) -> None:
    result = run("convert", ink_files.folder, tmp_path / "out", "--to", "iso19794-7")
    assert result.exit_code == 0
    count = len(list(ink_files.folder.iterdir()))
    assert result.stdout == f"Wrote {count} signature(s) to {count} file(s) in {tmp_path / 'out'}\n"
    assert result.stderr.count("did not keep") == 1
    assert "half a step of each number" in result.stderr
    assert "arrival times" not in result.stderr  # these had none


def test_bad_files_are_named_and_only_skipped_on_request(run, ink_files, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.csv").write_bytes(Path(ink_files.genuine).read_bytes())
    (folder / "bad.csv").write_text("no ink")
    (folder / "notes.md").write_text("no ink either")
    refused = run("convert", folder, tmp_path / "out", "--to", "jsonl")
    assert refused.exit_code == 2
    assert refused.stdout == ""
    assert f"Bad: {folder / 'bad.csv'}, line 1" in refused.stderr
    assert "1 file(s) cannot be converted; nothing was written" in refused.stderr
    assert not (tmp_path / "out").exists()
    done = run("convert", folder, tmp_path / "out", "--to", "jsonl", "--skip-bad")
    assert done.exit_code == 0
    assert "1 file(s) of other kinds were left alone" in done.stderr
    assert f"Skipped: {folder / 'bad.csv'}, line 1" in done.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["good.jsonl"]


def test_a_file_that_is_there_is_kept_without_force(run, refused, ink_files, tmp_path: Path) -> None:
    (tmp_path / "a.inkml").write_text("mine")
    assert "is there already" in refused("convert", ink_files.genuine, tmp_path / "a.inkml")
    assert (tmp_path / "a.inkml").read_text() == "mine"
    assert run("convert", ink_files.genuine, tmp_path / "a.inkml", "--force").exit_code == 0
    assert read_recording(tmp_path / "a.inkml") == read_recording(Path(ink_files.genuine))


def test_a_bad_file_is_one_sentence(refused, tmp_path: Path) -> None:
    (tmp_path / "a.inkml").write_text("<ink>")
    assert "no well-formed XML" in refused("convert", tmp_path / "a.inkml", tmp_path / "a.csv")
    assert not (tmp_path / "a.csv").exists()


def test_two_names_or_the_list_are_needed(run, ink_files) -> None:
    result = run("convert", ink_files.genuine)
    assert result.exit_code == 2
    assert "Name IN and OUT" in result.stderr


def test_the_list_says_what_each_format_keeps_and_loses(run) -> None:
    result = run("convert", "--list")
    assert result.exit_code == 0
    for format_ in FORMATS:
        assert f"{format_.name} ({', '.join(format_.suffixes)}): {format_.title}" in result.stdout
        assert format_.keeps in result.stdout
        assert format_.loses in result.stdout


def test_the_manual_has_the_same_table() -> None:
    assert format_table() in PAGE.read_text(encoding="utf-8"), "print(format_table()) gives what files.md should have"


def test_compare_decides_alike_on_what_was_converted(run, ink_files, dtw_model, tmp_path: Path) -> None:
    words = ("--model", dtw_model.folder, "--json", "--questioned")
    before = json.loads(run("compare", *ink_files.references, *words, ink_files.genuine).stdout)
    for kind, suffix, apart in (("inkml", ".inkml", 0), ("jsonl", ".jsonl", 0), ("iso19794-7", ".sdi", 0.02)):
        out = tmp_path / kind
        assert run("convert", ink_files.folder, out, "--to", kind).exit_code == 0
        references, questioned = (
            [out / Path(file).with_suffix(suffix).name for file in files]
            for files in (ink_files.references, [ink_files.genuine])
        )
        after = json.loads(run("compare", *references, *words, *questioned).stdout)
        assert after["decision"] == before["decision"], kind
        assert abs(after["distance"] - before["distance"]) <= apart * before["distance"], kind
