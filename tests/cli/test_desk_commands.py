"""The desk without a window: signers are enrolled, verified, shown what is held on them, and erased."""

import csv
import io
import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sigverify.cli import main
from sigverify.corpora.corpus import Corpus
from sigverify.ink.formats import read_recording, write_csv
from sigverify.ink.trace import trace
from sigverify.shipped import DEFAULT_MODEL
from sigverify.storage.rows import Forger
from sigverify.storage.store import Store

Desk = Callable[..., Result]


@pytest.fixture
def url(dtw_model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A store that is not there yet; in its data folder the default model is plain DTW."""
    monkeypatch.setattr("sigverify.storage.store.PATIENCE_S", 0.0)
    shutil.copytree(dtw_model.folder, tmp_path / "data" / "models" / DEFAULT_MODEL)
    return f"sqlite:///{tmp_path / 'store.sqlite'}"


@pytest.fixture
def desk(run, url: str) -> Desk:
    return lambda *words: run("--store", url, *words)


@pytest.fixture
def refused_at(refused, url: str) -> Callable[..., str]:
    return lambda *words: refused("--store", url, *words)


@pytest.fixture
def anna(desk: Desk, ink_files) -> str:
    """Anna is enrolled; returns her id."""
    assert desk("enrol", "Anna", *ink_files.references, "--keep-odd").exit_code == 0
    return json.loads(desk("signers", "--json").stdout)[0]["signer_id"]


def test_a_signer_is_enrolled_and_listed(desk: Desk, ink_files) -> None:
    result = desk("enrol", "Anna", *ink_files.references[:3], "--keep-odd")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1].startswith("Anna has 3 reference(s). Id ")
    assert desk("enrol", "ANNA", *ink_files.references[3:], "--keep-odd").exit_code == 0
    (signer,) = json.loads(desk("signers", "--json").stdout)
    assert (signer["name"], signer["reference_count"]) == ("Anna", 5)
    assert signer["last_used"] > signer["created_at"]
    listed = desk("signers").stdout
    assert "Anna" in listed
    assert signer["signer_id"] in listed


def test_what_stands_apart_is_refused_with_all_the_rest_unless_kept(desk: Desk, ink_files, url: str) -> None:
    words = ("enrol", "Anna", *ink_files.references[:2], ink_files.foreign)
    result = desk(*words)
    assert result.exit_code == 1
    assert f"{ink_files.foreign}: This one differs from the other 2 (distance " in result.stdout
    assert "Keep it anyway?" not in result.stdout
    assert json.loads(desk("signers", "--json").stdout) == []
    assert desk(*words, "--keep-odd").exit_code == 0
    with Store.open(url) as store:
        assert {entry.label for entry in store.recordings(role="reference")} == {"genuine"}
        assert len(store.recordings()) == 3
        assert store.verify_audit().sound


def test_more_references_than_a_template_takes_are_refused(
    desk: Desk, anna: str, other_signers: Corpus, tmp_path: Path
) -> None:
    files = [tmp_path / f"more-{number}.csv" for number in range(8)]
    for file, sample in zip(files, other_signers.of(other_signers.signers[2], "genuine"), strict=True):
        write_csv(sample.recording, file)
    result = desk("enrol", "Anna", *files, "--keep-odd")
    assert result.exit_code == 1
    assert "There are 12 references already" in result.stdout
    assert json.loads(desk("signers", "--json").stdout)[0]["reference_count"] == 5


def test_a_genuine_signature_is_accepted_and_another_hand_is_not(desk: Desk, ink_files, anna: str, url: str) -> None:
    told = desk("verify", "anna", ink_files.genuine)
    assert (told.exit_code, told.stdout.splitlines()[0]) == (0, "✔ Accepted")
    result = desk("verify", anna[:8], ink_files.foreign, "--json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert (found["decision"], found["signer_id"], found["template_version"]) == ("reject", anna, 1)
    with Store.open(url) as store:
        assert len(store.recordings(anna, role="questioned")) == 2
        entry = store.audit_entries()[-1]
        assert entry.event.facts["decision"] == found["decision_id"]
        assert store.verify_audit().sound


def test_json_has_the_words_of_compare(desk: Desk, run, ink_files, anna: str, dtw_model) -> None:
    found = json.loads(desk("verify", "Anna", ink_files.genuine, "--json").stdout)
    words = ("--questioned", ink_files.genuine, "--model", dtw_model.folder, "--json")
    compared = json.loads(run("compare", *ink_files.references, *words).stdout)
    of_files = {"copy_of", "program", "files"}
    assert {name: value for name, value in compared.items() if name not in of_files}.items() <= found.items()


def test_rates_that_the_model_cannot_carry_are_refused_and_nothing_is_stored(
    refused_at, desk: Desk, ink_files, anna: str
) -> None:
    for option in ("--false-matches", "--false-non-matches"):
        said = refused_at("verify", "Anna", ink_files.genuine, option, "0.001")
        assert "is stricter than the calibration can carry" in said
    assert json.loads(desk("decisions", "--json").stdout) == []
    assert desk("verify", "Anna", ink_files.genuine).exit_code == 0


def test_the_same_file_again_gets_its_first_decision_back(desk: Desk, ink_files, anna: str, url: str) -> None:
    for file, status in ((ink_files.genuine, 0), (ink_files.foreign, 1)):
        first, again = (desk("verify", "Anna", file, "--json") for _ in range(2))
        assert (first.exit_code, again.exit_code) == (status, status)
        assert json.loads(again.stdout) == {**json.loads(first.stdout), "repeated": True}
    desk("enrol", "Anna", ink_files.folder / "7.csv", "--keep-odd")  # another template now: the decision stands
    assert json.loads(desk("verify", "Anna", ink_files.genuine, "--json").stdout)["reference_count"] == 5
    told = desk("verify", "Anna", ink_files.genuine).stdout.splitlines()
    assert told[0].startswith("This very signature was verified on ")
    assert told[1] == "✔ Accepted"
    assert len(json.loads(desk("decisions", "--json").stdout)) == 2
    with Store.open(url) as store:
        assert store.verify_audit().sound


def test_a_copy_of_a_stored_signature_is_refused(refused_at, desk: Desk, ink_files, anna: str, tmp_path: Path) -> None:
    """A reference, a moved reference without pressure, and what was verified as another signer's."""
    reference = read_recording(Path(ink_files.references[0]))
    moved = tmp_path / "moved.csv"
    write_csv(replace(reference, time_s=reference.time_s + 100, x=reference.x + 3, pressure=None), moved)
    for file in (ink_files.references[0], moved):
        assert "This is a copy: it equals, to the sample," in refused_at("verify", "Anna", file)
    desk("enrol", "Carl", ink_files.foreign)
    desk("verify", "Anna", ink_files.genuine)
    assert "This is a copy" in refused_at("verify", "Carl", ink_files.genuine)
    assert len(json.loads(desk("decisions", "--json").stdout)) == 1
    kinds = [json.loads(line)["kind"] for line in desk("audit", "export").stdout.splitlines()]
    assert kinds.count("copy-refused") == 3


def test_a_file_that_was_enrolled_is_not_enrolled_again(desk: Desk, ink_files, anna: str) -> None:
    result = desk("enrol", "Anna", ink_files.genuine, ink_files.references[2], "--keep-odd")
    assert result.exit_code == 1
    assert "This is a copy of another reference" in result.stdout
    result = desk("enrol", "Anna", ink_files.genuine, ink_files.genuine, "--keep-odd")
    assert result.stdout.splitlines()[1].endswith("equal to the sample: it adds nothing.")
    assert json.loads(desk("signers", "--json").stdout)[0]["reference_count"] == 5


def test_another_device_is_told_as_compare_tells_it(desk: Desk, run, ink_files, dtw_model, tmp_path: Path) -> None:
    files = {}
    for file, device in ((ink_files.references[0], "STU-540"), (ink_files.genuine, "Wacom One")):
        ink = read_recording(Path(file))
        files[device] = tmp_path / f"{device}.csv"
        write_csv(replace(ink, capture=replace(ink.capture, source="pen", device=device)), files[device])
    desk("enrol", "Anna", files["STU-540"])
    found = json.loads(desk("verify", "Anna", files["Wacom One"], "--json").stdout)
    words = ("--questioned", files["Wacom One"], "--model", dtw_model.folder, "--json")
    assert "STU-540" in found["devices_apart"]
    assert found["devices_apart"] == json.loads(run("compare", files["STU-540"], *words).stdout)["devices_apart"]
    assert found["devices_apart"] in desk("verify", "Anna", files["Wacom One"]).stdout


def test_a_signature_is_identified_and_not_stored(desk: Desk, ink_files, anna: str, url: str) -> None:
    desk("enrol", "Carl", ink_files.foreign)
    result = desk("identify", ink_files.genuine, "--json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert [one["name"] for one in found["candidates"]] == ["Anna", "Carl"]
    assert found["candidates"][0]["score"] >= found["candidates"][0]["threshold"]
    assert found["copies"] == []
    listed = desk("identify", ink_files.genuine).stdout
    assert "Anna" in listed.splitlines()[1]
    assert "to the sample" not in listed
    with Store.open(url) as store:
        assert len(store.recordings()) == 6


def test_identifying_says_where_a_signature_is_a_stored_one(desk: Desk, ink_files, anna: str) -> None:
    found = json.loads(desk("identify", ink_files.references[0], "--json").stdout)
    assert [copy["signer_id"] for copy in found["copies"]] == [anna]
    assert "equals, to the sample" in desk("identify", ink_files.references[0]).stdout


def test_nobody_is_identified_with_status_1(desk: Desk, ink_files, anna: str) -> None:
    assert desk("identify", ink_files.foreign).exit_code == 1


def test_decisions_are_listed_as_table_json_and_csv(desk: Desk, ink_files, anna: str, url: str) -> None:
    desk("enrol", "Carl, the second", ink_files.foreign)
    desk("verify", "Anna", ink_files.genuine)
    desk("verify", "Carl, the second", ink_files.folder / "7.csv")
    rows = json.loads(desk("decisions", "--json").stdout)
    assert [row["signer"] for row in rows] == ["Anna", "Carl, the second"]
    table = list(csv.DictReader(io.StringIO(desk("decisions", "--csv").stdout)))
    assert [row["signer"] for row in table] == ["Anna", "Carl, the second"]
    assert float(table[0]["score"]) == rows[0]["score"]
    assert len(json.loads(desk("decisions", "--signer", anna, "--json").stdout)) == 1
    listed = desk("decisions").stdout
    assert "✔ Accepted" in listed
    assert "✖ Rejected" not in listed.splitlines()[1]
    assert desk("decisions", "--json", "--csv").exit_code == 2
    with Store.open(url) as store:
        store.add_note(rows[0]["decision_id"], "The original is a tracing.", "reject")
    overridden, other = json.loads(desk("decisions", "--json").stdout)
    assert (overridden["decision"], overridden["ruling"]) == ("accept", "reject")
    assert [note["text"] for note in overridden["notes"]] == ["The original is a tracing."]
    assert (other["ruling"], other["notes"]) == (None, [])
    assert [row["ruling"] for row in csv.DictReader(io.StringIO(desk("decisions", "--csv").stdout))] == ["reject", ""]
    assert "✖ Rejected" in desk("decisions").stdout.splitlines()[1]


@pytest.mark.parametrize("name", ["Anna [/red]", "Anna [bold]", "Anna :wave:"])
def test_names_are_shown_as_they_were_typed(desk: Desk, ink_files, name: str) -> None:
    """What lays tables out has marks of its own, and stumbled over a name that looks like one."""
    assert desk("enrol", name, *ink_files.references, "--keep-odd").exit_code == 0
    desk("verify", name, ink_files.genuine)
    for words in (("signers",), ("decisions",), ("identify", ink_files.foreign)):
        assert name in desk(*words).stdout


def test_a_spreadsheet_takes_no_name_for_a_formula(desk: Desk, ink_files) -> None:
    desk("enrol", '=HYPERLINK("http://somewhere")', *ink_files.references, "--keep-odd")
    desk("verify", '=HYPERLINK("http://somewhere")', ink_files.genuine)
    (row,) = csv.DictReader(io.StringIO(desk("decisions", "--csv").stdout))
    assert row["signer"] == '\'=HYPERLINK("http://somewhere")'
    (row,) = json.loads(desk("decisions", "--json").stdout)
    assert row["signer"] == '=HYPERLINK("http://somewhere")'


def test_a_decision_is_written_as_a_report_and_the_chain_tells(
    desk: Desk, run_program, refused_at, ink_files, anna: str, url: str, tmp_path: Path
) -> None:
    """`verify` tells the number, `report` writes that decision as PDF which only its owner may read."""
    told = desk("verify", "Anna", ink_files.genuine).stdout
    assert "decision 1; `sigverify report 1 " in told
    assert desk("decisions").stdout.splitlines()[1].split()[0] == "1"
    paper = tmp_path / "decision-1.pdf"
    for words in ((), ("--language", "zh_CN")):
        result = run_program("--store", url, "report", "1", paper, *words)
        assert result.returncode == 0, result.stderr
        content = paper.read_bytes()
        assert content.startswith(b"%PDF-")
        assert b"questioned-6.inkml" in content or "questioned-6.inkml".encode("utf-16-be") in content
        if os.name == "posix":
            assert paper.stat().st_mode & 0o077 == 0
    assert [entry["kind"] for entry in map(json.loads, desk("audit", "export").stdout.splitlines())].count(
        "export"
    ) == 2
    assert "There is no decision 9 in this store." in refused_at("report", 9, tmp_path / "9.pdf")
    assert "Give it this ending." in refused_at("report", 1, tmp_path / "1.png")
    assert "There is no language 'xx'." in refused_at("report", 1, paper, "--language", "xx")
    assert not (tmp_path / "9.pdf").exists()


def test_what_is_held_is_written_out(desk: Desk, ink_files, anna: str, url: str, tmp_path: Path) -> None:
    desk("verify", "Anna", ink_files.genuine)
    with Store.open(url) as store:
        capture = store.begin_capture(anna, "enrol")
        store.append_stroke(capture, read_recording(Path(ink_files.foreign)))
        store.add_note(store.decisions()[0].id, "She was in a hurry.")
        in_store = store.recordings(anna)
    folder = tmp_path / "for Anna"
    assert desk("hold", "Anna", "--output", folder).exit_code == 0
    held = json.loads((folder / "held.json").read_text(encoding="utf-8"))
    assert held["signer"]["name"] == "Anna"
    for entry, stored in zip(held["recordings"], in_store, strict=True):
        assert (entry["role"], entry["label"]) == (stored.role, stored.label)
        assert read_recording(folder / entry["files"][0]) == stored.recording
    assert (folder / held["unfinished"][0]["files"][0]).is_file()
    assert (folder / held["templates"][0]["file"]).stat().st_size > 0
    assert held["decisions"][0]["decision"] == "accept"
    assert [note["text"] for note in held["notes"]] == ["She was in a hurry."]
    assert {entry["signer_id"] for entry in held["audit"]} == {anna}
    assert all(path.stat().st_mode & 0o077 == 0 for path in (folder, *folder.rglob("*")))
    assert sorted(path.name for path in tmp_path.glob("*Anna*")) == ["for Anna"]
    with Store.open(url) as store:
        assert store.audit_entries()[-1].event.facts == {"what": "held", "count": 6}


def test_what_is_held_goes_to_a_new_folder_only(refused_at, anna: str, tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    assert "exists already" in refused_at("hold", "Anna", "--output", tmp_path / "taken")
    assert "could not be" in refused_at("hold", "Anna", "--output", tmp_path / "store.sqlite" / "x")


def test_what_a_killed_program_wrote_out_is_cleared_by_the_next(desk: Desk, anna: str, tmp_path: Path) -> None:
    """It lies there in the clear."""
    left = tmp_path / ".for-anna.part" / "ink"
    left.mkdir(parents=True)
    (left / "recording-1.csv").write_text("t_s,x,y,stroke\n")
    assert desk("hold", "Anna", "--output", tmp_path / "for-anna").exit_code == 0
    assert not left.parent.exists()


def test_a_signer_is_erased_when_it_is_meant(desk: Desk, anna: str, url: str, ink_files) -> None:
    for answer, said in (("n\n", "Nothing was erased."), ("", "Nobody answered")):
        result = CliRunner().invoke(main, ["--store", url, "erase", "Anna"], input=answer)
        assert result.exit_code == 2
        assert said in result.stderr
    assert len(json.loads(desk("signers", "--json").stdout)) == 1
    result = CliRunner().invoke(main, ["--store", url, "erase", "Anna"], input="y\n")
    assert result.exit_code == 0
    assert json.loads(desk("signers", "--json").stdout) == []
    desk("enrol", "Anna", ink_files.genuine)
    assert desk("erase", "Anna", "--yes").exit_code == 0
    assert desk("audit", "verify").exit_code == 0


@pytest.mark.parametrize(
    "command", ["signers", "verify A 1.csv", "identify 1.csv", "decisions", "hold A", "erase A", "audit verify"]
)
def test_a_store_that_is_not_there_is_not_made(refused_at, ink_files, command: str, tmp_path: Path) -> None:
    words = [str(ink_files.folder / word) if word.endswith(".csv") else word for word in command.split()]
    assert "There is no store" in refused_at(*words)
    assert not (tmp_path / "store.sqlite").exists()


def test_who_is_not_there_or_not_alone_is_told(refused_at, anna: str, url: str, ink_files) -> None:
    assert "There is no signer 'Carl'" in refused_at("verify", "Carl", ink_files.genuine)
    with Store.open(url) as store:
        store.add_signer("anna")
    assert anna in refused_at("verify", "Anna", ink_files.genuine)
    assert "names 2 signers" in refused_at("enrol", "Anna", ink_files.genuine)


def test_a_signer_without_references_cannot_be_verified(refused_at, anna: str, url: str, ink_files) -> None:
    with Store.open(url) as store:
        carl = store.add_signer("Carl")
    assert "Enrol first" in refused_at("verify", "Carl", ink_files.genuine)
    with Store.open(url) as store:
        assert store.recordings(carl.id) == []


def test_a_file_that_is_no_signature_is_refused_before_a_store_is_made(refused_at, ink_files, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("t_s,x,y,stroke\n0,0,0,0\n", encoding="utf-8")
    assert str(bad) in refused_at("enrol", "Anna", *ink_files.references, bad)
    assert not (tmp_path / "store.sqlite").exists()


# The audit chain


def test_the_chain_is_sound_and_its_end_is_held_by_a_head(desk: Desk, anna: str, tmp_path: Path, ink_files) -> None:
    head = tmp_path / "head.json"
    head.write_text(desk("audit", "head").stdout, encoding="utf-8")
    told = desk("audit", "verify")
    assert told.exit_code == 0
    assert "is sound" in told.stdout
    desk("verify", "Anna", ink_files.genuine)
    assert desk("audit", "verify", "--head", head).exit_code == 0
    ahead = json.loads(desk("audit", "head").stdout)
    head.write_text(json.dumps({**ahead, "sequence": ahead["sequence"] + 1}), encoding="utf-8")
    cut = desk("audit", "verify", "--head", head)
    assert cut.exit_code == 1
    assert "was cut off" in cut.stdout


def test_the_chain_is_exported_as_lines_of_json(desk: Desk, anna: str, tmp_path: Path) -> None:
    lines = desk("audit", "export").stdout.splitlines()
    entries = [json.loads(line) for line in lines]
    assert [entry["sequence"] for entry in entries] == list(range(1, len(entries) + 1))
    assert all(after["previous"] == before["hash"] for before, after in pairwise(entries))
    assert not any("Anna" in line for line in lines)
    file = tmp_path / "chain.jsonl"
    assert desk("audit", "export", file).stdout == f"{len(entries) + 1} entries are written to {file}\n"
    assert len(file.read_text(encoding="utf-8").splitlines()) == len(lines) + 1  # the first export is an entry


@pytest.mark.parametrize(
    "content", ["", "[]", '{"sequence": "x"}', '{"sequence": Infinity, "at": "", "hash": ""}', "[" * 100_000, None]
)
def test_a_head_that_is_none_is_refused(refused_at, anna: str, tmp_path: Path, content: str | None) -> None:
    head = tmp_path / "head.json"
    if content is not None:
        head.write_text(content, encoding="utf-8")
    assert "sigverify audit head" in refused_at("audit", "verify", "--head", head)


# Safe-keeping


def test_a_store_is_backed_up_restored_and_copied(desk: Desk, run, anna: str, url: str, tmp_path: Path) -> None:
    backup, copy = tmp_path / "a.backup", f"sqlite:///{tmp_path / 'copies' / 'copy.sqlite'}"
    told = desk("store", "backup", backup)
    assert told.exit_code == 0
    assert "holds 1 signers, 5 recordings" in told.stdout
    assert "It opens only by what opens the store now." in told.stdout
    assert desk("erase", "Anna", "--yes").exit_code == 0
    told = desk("store", "restore", backup)
    assert told.exit_code == 0
    assert "1 signer(s) in it had been erased since, and were erased again." in told.stdout
    assert str(tmp_path / "store.sqlite.before-restore") in told.stdout
    assert json.loads(desk("signers", "--json").stdout) == []
    assert "Copied: 0 signers" in run("store", "copy", url, copy).stdout
    for place in (url, copy):
        assert run("--store", place, "audit", "verify").exit_code == 0


def test_a_backup_of_a_damaged_store_is_written_with_status_1(desk: Desk, anna: str, tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "store.sqlite")
    connection.execute("UPDATE recordings SET ink_sealed = x'00' WHERE id = 1")
    connection.commit()
    connection.close()
    told = desk("store", "backup", tmp_path / "a.backup")
    assert told.exit_code == 1
    assert "does not check out" in told.stdout
    assert (tmp_path / "a.backup").is_file()


def test_what_cannot_be_backed_up_restored_or_copied_is_told(refused_at, anna: str, url: str, tmp_path: Path) -> None:
    assert "exists already" in refused_at("store", "backup", tmp_path / "store.sqlite")
    assert "There is no backup" in refused_at("store", "restore", tmp_path / "a.backup")
    (tmp_path / "a.backup").write_bytes(b"Dear diary, " * 100)
    assert "is no backup of a store" in refused_at("store", "restore", tmp_path / "a.backup")
    with Store.open(url):
        assert "open in another window or program" in refused_at("store", "restore", _good_backup(url, tmp_path))
    assert "holds a store already" in refused_at("store", "copy", url, url)
    assert "There is no store" in refused_at("store", "copy", f"sqlite:///{tmp_path / 'typo.sqlite'}", url)


def _good_backup(url: str, folder: Path) -> Path:
    with Store.open(url) as store:
        store.back_up(folder / "good.backup")
    return folder / "good.backup"


def test_a_store_tells_what_it_is(desk: Desk, anna: str, tmp_path: Path) -> None:
    told = desk("store", "info").stdout
    assert str(tmp_path / "store.sqlite") in told
    assert "1 signers, 5 recordings, 1 templates, 0 decisions, 0 models" in told
    found = json.loads(desk("store", "info", "--json").stdout)
    assert found["rows"]["recordings"] == 5
    assert found["head"] == json.loads(desk("audit", "head").stdout)
    assert found["size"] == (tmp_path / "store.sqlite").stat().st_size


def test_nothing_personal_lies_in_the_clear_after_all_of_this(
    desk: Desk, run, ink_files, url: str, tmp_path: Path
) -> None:
    """In no file of the store, its backups and copies, whatever was done; only what was asked to be written out is."""
    name = "Wilhelmina Ångström"
    inks = [read_recording(Path(file)) for file in (*ink_files.references, ink_files.genuine, ink_files.foreign)]
    desk("enrol", name, *ink_files.references, "--keep-odd")
    (signer,) = json.loads(desk("signers", "--json").stdout)
    for file in (ink_files.genuine, ink_files.foreign, ink_files.genuine, ink_files.references[0]):
        desk("verify", name, file)
    desk("identify", ink_files.foreign)
    desk("audit", "verify")
    with Store.open(url) as store:
        store.set_label(6, "forgery")
        store.append_stroke(store.begin_capture(signer["signer_id"], "verify"), inks[-1])
    desk("store", "backup", tmp_path / "a.backup")
    run("store", "copy", url, f"sqlite:///{tmp_path / 'copy.sqlite'}")
    desk("store", "restore", tmp_path / "a.backup")
    (reason,) = {one["reason"] for one in json.loads(desk("decisions", "--json").stdout) if one["decision"] == "accept"}
    secrets = [name, "Ångström", "Wilhelmina", reason, signer["signer_id"]]
    files = [path for path in tmp_path.rglob("*") if path.is_file() and "models" not in path.parts]
    assert {"a.backup", "copy.sqlite", "store.sqlite", "store.sqlite.before-restore"} <= {path.name for path in files}
    for path in files:
        content = path.read_bytes()
        for secret in secrets[:-1]:
            assert secret.encode() not in content, path
            assert secret.encode("utf-16-le") not in content, path
        for ink in inks:
            for channel in ("time_s", "x", "y", "pressure"):
                values = ink.channels()[channel][20:24]
                assert values.tobytes() not in content, path
                assert values.astype("float32").tobytes() not in content, path
            assert trace(ink)[160:192] not in content, path
    desk("erase", name, "--yes")
    for path in tmp_path.glob("store.sqlite*"):
        assert signer["signer_id"].encode() not in path.read_bytes(), path


def test_a_desk_works_in_processes_of_its_own(run_program, url: str, ink_files, tmp_path: Path) -> None:
    """As scripts use it: a passphrase in the environment, without which there is nothing to be seen."""
    words = ("--store", url)
    secret = {"SIGVERIFY_PASSPHRASE": "only for this test"}
    enrolled = run_program(*words, "enrol", "Zoë", *ink_files.references, "--keep-odd", **secret)
    assert (enrolled.returncode, enrolled.stderr) == (0, "")
    locked = run_program(*words, "signers", SIGVERIFY_PASSPHRASE=None)
    assert locked.returncode == 2
    assert "none was given" in locked.stderr


def test_initials_are_another_profile_and_verified_as_such(desk: Desk, anna: str, ink_files, other_signers, tmp_path):
    files = []
    for n, sample in enumerate(other_signers.of(other_signers.signers[2], "genuine")[:5]):
        files.append(tmp_path / f"initials-{n}.csv")
        write_csv(sample.recording, files[-1])
    result = desk("enrol", "Anna", *files[:4], "--profile", "initials", "--keep-odd")
    assert result.stdout.splitlines()[-1] == f"Anna has 4 reference(s) as 'initials'. Id {anna}"
    (signer,) = json.loads(desk("signers", "--json").stdout)
    assert [(way["name"], way["reference_count"], way["grown_old"]) for way in signer["profiles"]] == [
        ("signature", 5, False),
        ("initials", 4, False),
    ]
    assert "initials" in desk("signers").stdout
    told = json.loads(desk("verify", "Anna", files[4], "--profile", "Initials", "--json").stdout)
    assert (told["profile"], told["grown_old"]) == ("initials", "")
    (row,) = json.loads(desk("decisions", "--json").stdout)
    assert row["profile"] == "initials"
    found = json.loads(desk("identify", ink_files.genuine, "--json").stdout)["candidates"]
    assert len(found) == 1
    assert desk("erase", "Anna", "--profile", "initials", "--yes").exit_code == 0
    (signer,) = json.loads(desk("signers", "--json").stdout)
    assert [way["name"] for way in signer["profiles"]] == ["signature"]


def test_a_profile_that_is_not_there_is_named(refused_at, anna: str, ink_files) -> None:
    sentence = refused_at("verify", "Anna", ink_files.genuine, "--profile", "paraph")
    assert "Anna has no profile 'paraph'. There is: 'signature'." in sentence


def test_references_are_renewed_from_files(desk: Desk, anna: str, ink_files, other_signers, tmp_path, url: str) -> None:
    result = desk("enrol", "Anna", ink_files.genuine, "--renew", "--keep-odd")
    assert result.stdout.splitlines()[-1].startswith("Anna has 1 reference(s). Id ")
    with Store.open(url) as store:
        assert len([entry for entry in store.recordings(anna) if entry.reference_until]) == 5
    held = tmp_path / "held"
    assert desk("hold", "Anna", "--output", held).exit_code == 0
    told = json.loads((held / "held.json").read_text(encoding="utf-8"))
    assert [way["name"] for way in told["profiles"]] == ["signature"]
    assert len([entry for entry in told["recordings"] if entry["reference_until"]]) == 5


def test_who_forged_is_told_what_is_held_of_it_and_erased(
    desk: Desk, ink_files, anna: str, url: str, tmp_path: Path
) -> None:
    """Bert is a signer, Ben is none; neither is told whose signature it was."""
    ink = read_recording(Path(ink_files.foreign))
    with Store.open(url) as store:
        store.add_signer("Bert")
        ids = [
            store.add_recording(
                anna, ink, role="collected", label="forgery", session="Room of Anna", forger=Forger(name=name)
            )
            for name in ("BERT", "bert", "Ben")
        ]
    for name, forged in (("Bert", ids[:2]), ("Ben", ids[2:])):
        folder = tmp_path / f"for {name}"
        assert desk("hold", name, "--output", folder).exit_code == 0
        held = json.loads((folder / "held.json").read_text(encoding="utf-8"))
        assert [entry["recording_id"] for entry in held["forged"]] == forged
        assert read_recording(folder / held["forged"][0]["files"][0]) == ink
        assert "Anna" not in (folder / "held.json").read_text()
        assert anna not in (folder / "held.json").read_text()
    result = CliRunner().invoke(main, ["--store", url, "erase", "Bert"], input="n\n")
    assert "2 forgery(s) of others' signatures name this person as the forger" in result.stderr
    assert "2 signature(s) that bore the name" in desk("erase", "Bert", "--yes").stdout
    assert "So were 1 forgery(s)" in desk("erase", "Ben", "--forgeries", "--yes").stdout
    with Store.open(url) as store:
        assert [entry.forger for entry in store.recordings(anna, label="forgery")] == [Forger(), Forger()]
    assert desk("audit", "verify").exit_code == 0


def test_of_two_signers_of_one_name_it_is_said_that_nobody_knows_who_forged(
    desk: Desk, refused, ink_files, anna: str, url: str, tmp_path: Path
) -> None:
    ink = read_recording(Path(ink_files.foreign))
    with Store.open(url) as store:
        berts = [store.add_signer(name).id for name in ("Bert", "bert")]
        ids = [
            store.add_recording(anna, ink, role="collected", label="forgery", forger=Forger(name="BERT"))
            for _ in range(2)
        ]
    said = f"Several signers are called Bert, and nothing tells which of them wrote signature(s) {ids[0]}, {ids[1]}."
    result = CliRunner().invoke(main, ["--store", url, "hold", berts[0], "--output", str(tmp_path / "held")])
    assert said in result.stderr
    held = json.loads((tmp_path / "held" / "held.json").read_text(encoding="utf-8"))
    assert (held["forged"], held["forged_by_somebody_of_this_name"]) == ([], 2)
    assert f"{said} Nothing was erased." in refused("--store", url, "erase", berts[0], "--forgeries", "--yes")
    asked = CliRunner().invoke(main, ["--store", url, "erase", berts[0]], input="n\n")
    assert f"{said} All lose the name" in asked.stderr
    assert (
        "Choose one of"
        in CliRunner().invoke(main, ["--store", url, "erase", berts[0], "--forgeries", "--forgery", str(ids[0])]).stderr
    )
    done = desk("erase", berts[0], "--forgery", ids[0], "--yes")
    assert "So were 1 forgery(s)" in done.stdout
    assert "1 signature(s) that bore the name" in done.stdout
    with Store.open(url) as store:
        assert [entry.id for entry in store.recordings(anna, label="forgery")] == ids[1:]
