"""Safe-keeping without a window: what is held is written out, the chain checked, a store backed up, signers erased."""

import json
import sqlite3
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sigverify.cli import main
from sigverify.ink.formats import read_recording
from sigverify.ink.trace import trace
from sigverify.storage.rows import Forger
from sigverify.storage.store import Store

Desk = Callable[..., Result]


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
