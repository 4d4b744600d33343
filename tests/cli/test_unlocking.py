"""What opens the store, changed from the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sigverify.cli import main
from sigverify.errors import StoreLockedError
from sigverify.storage.store import Store

Desk = Callable[..., Result]


@pytest.fixture
def url(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    with Store.open(url, passphrase="old") as store:
        store.add_signer("Anna")
    return url


@pytest.fixture
def at_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody is there to be asked."""
    for module in ("desk", "unlocking"):
        monkeypatch.setattr(f"sigverify.cli.{module}.somebody_is_there", lambda: True)


def typing(url: str, words: tuple[str, ...], *lines: str) -> Result:
    runner = CliRunner()
    return runner.invoke(main, ["--store", url, *words], input="".join(f"{line}\n" for line in lines))


def test_the_passphrase_is_changed_by_a_script(run, refused, url: str, monkeypatch) -> None:
    assert "none was given" in refused("--store", url, "store", "passphrase")
    monkeypatch.setenv("SIGVERIFY_PASSPHRASE", "old")
    assert "Set SIGVERIFY_NEW_PASSPHRASE" in refused("--store", url, "store", "passphrase")
    monkeypatch.setenv("SIGVERIFY_NEW_PASSPHRASE", "quite new")
    result = run("--store", url, "store", "passphrase")
    assert "Backups made before still open by the old one" in result.stdout
    assert "not the one of this store" in refused("--store", url, "signers")
    monkeypatch.setenv("SIGVERIFY_PASSPHRASE", "quite new")
    assert "Anna" in run("--store", url, "signers").stdout


def test_a_recovery_key_is_printed_once_and_opens_the_store(run, refused, url: str, monkeypatch) -> None:
    monkeypatch.setenv("SIGVERIFY_PASSPHRASE", "old")
    assert "There is no recovery key" in run("--store", url, "store", "info").stdout
    assert "Say --unchecked" in refused("--store", url, "store", "recovery-key")
    lines = run("--store", url, "store", "recovery-key", "--unchecked").stdout.splitlines()
    text = " ".join(lines[:2])
    assert len(text.split()) == 8
    info = json.loads(run("--store", url, "store", "info", "--json").stdout)
    assert info["ways_in"] == {
        "opened_by": "passphrase",
        "passphrase": True,
        "recovery": True,
        "machines": 0,
        "operators": 0,
    }
    monkeypatch.setenv("SIGVERIFY_PASSPHRASE", text)
    monkeypatch.setenv("SIGVERIFY_NEW_PASSPHRASE", "quite new")
    assert run("--store", url, "store", "passphrase").exit_code == 0
    Store.open(url, passphrase="quite new").close()


def test_a_machine_remembers_and_forgets(run, url: str, monkeypatch) -> None:
    """Without a keyring it is a key file, and plainly said."""
    monkeypatch.setenv("SIGVERIFY_PASSPHRASE", "old")
    assert run("--store", url, "store", "remember").exit_code == 0
    monkeypatch.delenv("SIGVERIFY_PASSPHRASE")
    told = run("--store", url, "store", "info").stdout
    assert "whoever copies that file and the store can read it" in told
    assert "It opens by its passphrase, 1 keyring(s) or key file(s)." in told
    assert "1 keyring(s)" in run("--store", url, "store", "forget").stdout
    with pytest.raises(StoreLockedError):
        Store.open(url)


def test_a_backup_of_the_old_passphrase_is_restored_by_it(run, refused, url: str, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("SIGVERIFY_PASSPHRASE", "old")
    backup = tmp_path / "a.backup"
    assert run("--store", url, "store", "backup", backup).exit_code == 0
    monkeypatch.setenv("SIGVERIFY_NEW_PASSPHRASE", "quite new")
    run("--store", url, "store", "passphrase")
    monkeypatch.setenv("SIGVERIFY_PASSPHRASE", "quite new")
    assert "Set SIGVERIFY_BACKUP_PASSPHRASE" in refused("--store", url, "store", "restore", backup)
    monkeypatch.setenv("SIGVERIFY_BACKUP_PASSPHRASE", "old")
    assert "Restored: 1 signers" in run("--store", url, "store", "restore", backup).stdout
    assert "Anna" in run("--store", url, "signers").stdout


def test_whoever_sits_there_is_asked(url: str, at_the_terminal) -> None:
    result = typing(url, ("store", "passphrase"), "old", "quite new", "quite new")
    assert result.exit_code == 0, result.output
    assert "old" not in result.output.replace("the old one", ""), "what is typed is not shown"
    assert typing(url, ("signers",), "old").exit_code == 2
    assert "Anna" in typing(url, ("signers",), "quite new").stdout


def test_the_recovery_key_is_checked_by_a_part_of_it(url: str, at_the_terminal, monkeypatch) -> None:
    monkeypatch.setattr("sigverify.storage.recovery.groups_to_ask", lambda: (2, 7))
    monkeypatch.setattr(
        "sigverify.storage.recovery.new_recovery_key",
        lambda: "H4W1E-K2V9T-0000Y-7N3QZ-AAAAA-BBBBB-CCCCC-DDDDD",
    )
    wrong = typing(url, ("store", "recovery-key"), "old", "0000Z")
    assert (wrong.exit_code, "no recovery key was set" in wrong.stderr) == (2, True)
    monkeypatch.undo()
    with Store.open(url, passphrase="old") as store:
        assert not store.ways_in().recovery


def test_a_recovery_key_that_was_written_down_is_set(url: str, at_the_terminal, monkeypatch) -> None:
    from sigverify.storage.recovery import new_recovery_key

    text = new_recovery_key()
    monkeypatch.setattr("sigverify.storage.recovery.groups_to_ask", lambda: (2, 7))
    monkeypatch.setattr("sigverify.storage.recovery.new_recovery_key", lambda: text)
    groups = text.split("-")
    result = typing(url, ("store", "recovery-key"), "old", groups[2].lower(), groups[7])
    assert result.exit_code == 0, result.output
    Store.open(url, passphrase=text).close()
