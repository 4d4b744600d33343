"""Operators, retention and labels from the command line."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

import sigverify.storage.passphrase as passphrases
from sigverify.shipped import DEFAULT_MODEL
from sigverify.storage.store import Store


@pytest.fixture
def url(dtw_model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A store that is not there yet; in its data folder the default model is plain DTW."""
    monkeypatch.setattr(passphrases, "_ARGON2ID", {"function": "argon2id", "memory_kib": 64, "passes": 1, "lanes": 1})
    monkeypatch.setattr("sigverify.storage.store.PATIENCE_S", 0.0)
    shutil.copytree(dtw_model.folder, tmp_path / "data" / "models" / DEFAULT_MODEL)
    return f"sqlite:///{tmp_path / 'store.sqlite'}"


@pytest.fixture
def as_operator(run, url: str, monkeypatch):
    """Run a command as an operator, whose password is the name, twice."""

    def run_as(name: str, *words: object, new: str = ""):
        monkeypatch.setenv("SIGVERIFY_PASSPHRASE", f"{name} {name}")
        monkeypatch.setenv("SIGVERIFY_NEW_PASSPHRASE", f"{new} {new}")
        return run("--store", url, "--operator", name, *words)

    return run_as


@pytest.fixture
def desk(as_operator, run, refused, url: str, ink_files, monkeypatch):
    """Anna is enrolled; there are an administrator, Bossy, a clerk, Clara, and an examiner, Exeter."""
    assert run("--store", url, "enrol", "Anna", *ink_files.references, "--keep-odd").exit_code == 0
    monkeypatch.setenv("SIGVERIFY_NEW_PASSPHRASE", "Bossy Bossy")
    told = run("--store", url, "operators", "add", "Bossy", "--role", "administrator")
    assert "There is no recovery key" in told.stdout
    assert as_operator("Bossy", "operators", "add", "Clara", "--role", "clerk", new="Clara").exit_code == 0
    assert as_operator("Bossy", "operators", "add", "Exeter", "--role", "examiner", new="Exeter").exit_code == 0
    return as_operator


def test_nobody_works_without_signing_in(desk, refused, url: str, monkeypatch) -> None:
    monkeypatch.delenv("SIGVERIFY_PASSPHRASE")
    assert "This store has operators" in refused("--store", url, "signers")
    monkeypatch.setenv("SIGVERIFY_PASSPHRASE", "wrong")
    assert "Nobody signs in here" in refused("--store", url, "--operator", "Clara", "signers")
    assert "Anna" in desk("Clara", "signers").stdout


def test_each_does_what_the_role_allows(desk, ink_files, tmp_path: Path) -> None:
    verified = desk("Clara", "verify", "Anna", ink_files.genuine, "--json")
    assert verified.exit_code == 0
    listed = json.loads(desk("Bossy", "operators", "list", "--json").stdout)
    ids = {one["name"]: one["operator_id"] for one in listed}
    assert json.loads(verified.stdout)["operator_id"] == ids["Clara"]
    again = json.loads(desk("Clara", "verify", "Anna", ink_files.genuine, "--json").stdout)
    assert again["repeated"], "the stored decision is read back with its operator apart"
    for name, words, allowed in (
        ("Clara", ("erase", "Anna", "--yes"), False),
        ("Clara", ("hold", "Anna", "--output", tmp_path / "clara"), False),
        ("Clara", ("label", "6", "genuine"), False),
        ("Clara", ("store", "backup", tmp_path / "a.backup"), False),
        ("Clara", ("operators", "remove", "Bossy"), False),
        ("Exeter", ("enrol", "Carl", ink_files.foreign), False),
        ("Exeter", ("hold", "Anna", "--output", tmp_path / "exeter"), True),
        ("Exeter", ("audit", "export", tmp_path / "chain.jsonl"), True),
        ("Bossy", ("label", "6", "genuine"), True),
        ("Bossy", ("erase", "Anna", "--yes"), True),
    ):
        result = desk(name, *words)
        assert result.exit_code == (0 if allowed else 2), (name, words, result.output)
        if not allowed:
            assert "Ask an administrator." in result.stderr
    assert not (tmp_path / "clara").exists()
    held = json.loads((tmp_path / "exeter" / "held.json").read_text(encoding="utf-8"))
    assert held["decisions"][0]["operator_id"] == ids["Clara"]
    assert (held["signer"]["purpose"], held["signer"]["keep_until"]) == ("", None)
    entries = [json.loads(line) for line in (tmp_path / "chain.jsonl").read_text(encoding="utf-8").splitlines()]
    assert ids["Clara"] in {entry["facts"].get("operator") for entry in entries}


def test_operators_change_and_go(desk, refused, url: str, monkeypatch) -> None:
    assert (
        "Clara is examiner, trainer now."
        in desk("Bossy", "operators", "roles", "Clara", "--role", "examiner", "--role", "trainer").stdout
    )
    assert "Clara (you)" in desk("Clara", "operators", "list").stdout
    assert desk("Clara", "operators", "password", "Clara", new="Clare").exit_code == 0
    assert desk("Clara", "signers").exit_code == 2
    assert "last administrator" in desk("Bossy", "operators", "remove", "bossy").stderr
    assert "no operator 'Nemo'" in desk("Bossy", "operators", "remove", "Nemo").stderr
    assert desk("Bossy", "operators", "remove", "Clara").exit_code == 0
    assert desk("Bossy", "operators", "end", new="Team").exit_code == 0
    monkeypatch.setenv("SIGVERIFY_PASSPHRASE", "Team Team")
    with Store.open(url) as store:
        assert store.operators() == []


def test_retention_is_noted_listed_and_acted_on_by_a_word(run, refused, url: str, ink_files) -> None:
    desk = lambda *words: run("--store", url, *words)  # noqa: E731 # as in the other tests
    desk("enrol", "Anna", *ink_files.references, "--keep-odd")
    assert "Give --until" in run("--store", url, "retain", "Anna").output
    assert "is no day" in refused("--store", url, "retain", "Anna", "--until", "soon")
    told = desk("retain", "Anna", "--purpose", "ledger", "--until", "2026-03-01").stdout
    assert told == "Anna is kept until 2026-03-01, for: ledger\n"
    assert desk("retain", "Anna", "--purpose", "ledger of room 7").stdout.startswith("Anna is kept until 2026-03-01")
    assert "2026-03-01" in desk("signers").stdout
    (listed,) = json.loads(desk("signers", "--json").stdout)
    assert (listed["purpose"], listed["keep_until"]) == ("ledger of room 7", "2026-03-01")
    assert desk("store", "due", "--on", "2026-02-28").stdout == "0 due\n"
    assert json.loads(desk("store", "due", "--on", "2026-03-01", "--json").stdout)[0]["name"] == "Anna"
    assert "Nobody answered, so Anna was not erased" in refused_after_listing(run, url)
    assert len(json.loads(desk("signers", "--json").stdout)) == 1
    assert desk("retain", "Anna", "--no-end").stdout == "Anna is kept with no end, for: ledger of room 7\n"
    desk("retain", "Anna", "--until", "2026-03-01")
    assert "Anna was erased." in desk("store", "due", "--on", "2026-03-01", "--erase", "--yes").stdout
    assert json.loads(desk("signers", "--json").stdout) == []


def refused_after_listing(run, url: str) -> str:
    result = run("--store", url, "store", "due", "--on", "2026-03-01", "--erase")
    assert result.exit_code == 2
    return result.stderr


def test_a_signature_is_labelled(run, refused, url: str, ink_files) -> None:
    run("--store", url, "enrol", "Anna", *ink_files.references, "--keep-odd")
    found = json.loads(run("--store", url, "verify", "Anna", ink_files.genuine, "--json").stdout)
    number = found["recording_id"]
    told = run("--store", url, "label", number, "genuine", "--session", "monday").stdout
    assert told == f"Signature {number} is labelled genuine, session 'monday'.\n"
    rows = list(csv.DictReader(io.StringIO(run("--store", url, "decisions", "--csv").stdout)))
    assert rows[0]["label"] == "genuine"
    run("--store", url, "label", number, "forgery")
    with Store.open(url) as store:
        kinds = [entry.event.kind for entry in store.audit_entries()]
        assert kinds[-3:] == ["labelled", "session-changed", "override"]
        assert store.recording(number).session == "monday"
        assert store.verify_audit().sound
    assert "no recording 99" in refused("--store", url, "label", "99", "genuine")
