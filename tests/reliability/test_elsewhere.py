"""A backup taken while others write is of one moment, and comes to life on another machine by its passphrase alone."""

import shutil
import threading
from pathlib import Path

import pytest
from sound import CORPUS, command, done, inks, sound

from sigverify.ink.recording import Recording
from sigverify.storage.store import Store

PASSPHRASE = "only for this test"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A store under a passphrase in a data folder of its own."""
    monkeypatch.setenv("SIGVERIFY_DATA", str(tmp_path / "here"))
    monkeypatch.setenv("SIGVERIFY_PASSPHRASE", PASSPHRASE)
    url = f"sqlite:///{tmp_path / 'here' / 'store.sqlite'}"
    with Store.open(url) as store:
        store.add_signer("Anna")
    return url


def everybodys() -> list[Recording]:
    return [ink for number in range(len(CORPUS.signers)) for ink in inks(number)]


def test_backups_taken_while_others_write_hold_what_was_finished_then(
    here: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[int] = []
    two_are_written, enough = threading.Event(), threading.Event()

    def write() -> None:
        with Store.open(here, patience_s=60.0) as store:
            anna = store.signers()[0].id
            for ink in everybodys():
                page = store.begin_capture(anna, "collected")
                store.append_stroke(page, ink)
                written.append(store.finish_capture(page, ink, "collected"))
                if len(written) >= 2:
                    two_are_written.set()
                if enough.is_set():
                    return

    desk = threading.Thread(target=write)
    desk.start()
    assert two_are_written.wait(60)
    before = []
    for number in range(3):
        before.append(len(written))
        done("store", "backup", tmp_path / f"{number}.backup")
    enough.set()
    desk.join()
    monkeypatch.setenv("SIGVERIFY_DATA", str(tmp_path / "elsewhere"))
    for number in range(3):
        shutil.rmtree(tmp_path / "elsewhere", ignore_errors=True)
        done("store", "restore", tmp_path / f"{number}.backup")
        with Store.open(None, make=False) as store:
            sound(store)
            stored = [entry.recording for entry in store.recordings()]
        assert len(stored) >= before[number] >= 2
        assert stored == everybodys()[: len(stored)]


def test_a_backup_comes_to_life_on_another_machine_by_its_passphrase_alone(
    here: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There: another home, no keyring, no key file, an empty data folder."""
    with Store.open(here) as store:
        store.add_recording(store.signers()[0].id, inks(0)[0], role="reference", label="genuine")
    done("store", "backup", tmp_path / "a.backup")
    shutil.rmtree(tmp_path / "here")
    monkeypatch.setenv("HOME", str(tmp_path / "another home"))
    monkeypatch.setenv("SIGVERIFY_DATA", str(tmp_path / "elsewhere"))
    for passphrase, said in ((None, "none was given"), ("a wrong one", "is not the one of this store")):
        if passphrase is None:
            monkeypatch.delenv("SIGVERIFY_PASSPHRASE")
        else:
            monkeypatch.setenv("SIGVERIFY_PASSPHRASE", passphrase)
        status, printed = command("store", "restore", tmp_path / "a.backup")
        assert (status, said in printed) == (2, True), printed
        assert list((tmp_path / "elsewhere").iterdir()) == []
    monkeypatch.setenv("SIGVERIFY_PASSPHRASE", PASSPHRASE)
    done("store", "restore", tmp_path / "a.backup")
    assert "Anna" in done("signers")
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == ["store.sqlite"]
    with Store.open(None, make=False) as store:
        sound(store)
        assert store.recordings()[0].recording == inks(0)[0]
