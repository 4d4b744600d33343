"""What is killed of safe-keeping: migration, keys, erasure, copies, backups, and what is written out for a person."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from killing import Job, Tell
from sound import (
    NAMES,
    REFERENCES,
    command,
    data,
    done,
    files_holding,
    fill,
    reopened,
    sealed_values,
    sound,
    tidy,
    url,
    whole_desk,
    with_passphrase,
)

from sigverify.errors import StoreKeyError
from sigverify.storage.migrating import REVISIONS
from sigverify.storage.store import Store

Facts = dict[str, int]

EARLIER = Path(__file__).parents[1] / "storage" / "earlier" / "0003"
"""A store that an earlier program wrote, with all under one key."""


# Migration: a store of an earlier program is brought forward, and sealed anew, when it is opened.


def prepare_migration(folder: Path) -> None:
    shutil.copytree(EARLIER, data(folder), dirs_exist_ok=True)


def migration(folder: Path, tell: Tell) -> None:
    with Store.open(url(folder)):
        tell("opened")


def look_at_migration(folder: Path, told: Sequence[str]) -> Facts:
    del told
    with reopened(folder) as store:
        signers = store.signers()
        assert [signer.name for signer in signers] == ["Carl", "Wilhelmina"]
        for signer in signers:
            assert len(store.recordings(signer.id, role="reference")) == 2, f"references of {signer.name}"
            assert len(store.decisions(signer.id)) == 1, f"decisions on {signer.name}"
            assert store.template(signer.id, "m") is not None, f"template of {signer.name}"
        assert store.info().schema == REVISIONS[-1]
        assert sum(len(capture.parts) for capture in store.unfinished_captures()) == (5 if store.shared else 3)
    copies = {path.name for path in data(folder).glob("*.before-*")}
    assert copies <= {f"store.sqlite.before-{REVISIONS[-1]}"}, copies
    tidy(folder, *copies)
    return {}


# Keys: another passphrase; and a signer who is erased, with all that copies of the store hold of her.


def prepare_passphrase(folder: Path) -> None:
    with_passphrase("the first", lambda: fill(folder))


def passphrase(folder: Path, tell: Tell) -> None:
    with Store.open(url(folder), passphrase="the first") as store:
        store.change_passphrase("the second")
        tell("changed")


def look_at_passphrase(folder: Path, told: Sequence[str]) -> Facts:
    try:
        with reopened(folder, passphrase="the second") as store:
            whole_desk(store)
    except StoreKeyError:
        assert "changed" not in told, "the new passphrase was forgotten"
        passphrase(folder, lambda _line: None)
        with reopened(folder, passphrase="the second") as store:
            whole_desk(store)
    tidy(folder)
    return {}


ERASED = NAMES[2]


def prepare_erasure(folder: Path) -> None:
    """Beside the store lies what a migration and a restore put aside, with the signer in it."""
    fill(folder)
    path = data(folder) / "store.sqlite"
    for ending in (f"before-{REVISIONS[-1]}", "before-restore"):
        shutil.copyfile(path, path.with_name(f"{path.name}.{ending}"))
    with Store.open(url(folder)) as store:
        signer_id = next(signer.id for signer in store.signers() if signer.name == ERASED)
    (folder / "sealed").write_text(
        json.dumps([value.hex() for value in sealed_values(folder, signer_id)]), encoding="ascii"
    )


def erasure(folder: Path, tell: Tell) -> None:
    done("erase", ERASED, "--yes")
    tell("erased")


def look_at_erasure(folder: Path, told: Sequence[str]) -> Facts:
    with reopened(folder) as store:
        whole_desk(store, without=ERASED)
        there = any(signer.name == ERASED for signer in store.signers())
        if there:
            assert "erased" not in told, "who was erased is back"
            whole_desk(store)
    if there:
        done("erase", ERASED, "--yes")
    sealed = [bytes.fromhex(value) for value in json.loads((folder / "sealed").read_text(encoding="ascii"))]
    assert not (left := files_holding(data(folder), sealed)), f"who was erased lies in {left}"
    with reopened(folder) as store:
        whole_desk(store, without=ERASED)
    tidy(folder, "sealed")
    return {}


# Copies: to another database, as a backup, back from one, and out of the store for the person herself.


def copying(folder: Path, tell: Tell) -> None:
    done("store", "copy", url(folder), f"sqlite:///{folder / 'there' / 'copy.sqlite'}")
    tell("copied")


def look_at_copy(folder: Path, told: Sequence[str]) -> Facts:
    target = f"sqlite:///{folder / 'there' / 'copy.sqlite'}"
    if (folder / "there" / "copy.sqlite").exists():
        status, printed = command("store", "copy", url(folder), target)
        assert (status, "holds a store already" in printed) == (2, True), printed
    else:
        assert "copied" not in told, "the copy is gone"
        status, printed = command("--store", target, "signers")
        assert (status, "There is no store" in printed) == (2, True), printed
        done("store", "copy", url(folder), target)
    with Store.open(target, make=False) as store:
        sound(store)
        whole_desk(store)
    with reopened(folder) as store:
        whole_desk(store)
    left = sorted(path.name for path in (folder / "there").iterdir())
    assert left == ["copy.sqlite", "store.key"], f"left behind: {left}"
    tidy(folder, "there")
    return {}


def backup(folder: Path, tell: Tell) -> None:
    done("store", "backup", folder / "a.backup")
    tell("backed up")


def look_at_backup(folder: Path, told: Sequence[str]) -> Facts:
    with reopened(folder) as store:
        whole_desk(store)
    if not (folder / "a.backup").exists():
        assert "backed up" not in told, "the backup is gone"
        status, printed = command("store", "restore", folder / "a.backup")
        assert (status, "There is no backup" in printed) == (2, True), printed
        done("store", "backup", folder / "a.backup")
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    shutil.copyfile(data(folder) / "store.key", elsewhere / "store.key")
    Store.restore(f"sqlite:///{elsewhere / 'store.sqlite'}", folder / "a.backup")
    with Store.open(f"sqlite:///{elsewhere / 'store.sqlite'}", make=False) as store:
        sound(store)
        whole_desk(store)
    tidy(folder, "a.backup", "elsewhere")
    return {}


def prepare_restore(folder: Path) -> None:
    """Since the backup a signer was erased and another one added."""
    fill(folder)
    done("store", "backup", folder / "a.backup")
    done("erase", ERASED, "--yes")
    with Store.open(url(folder)) as store:
        store.add_signer("Added since")


def restore(folder: Path, tell: Tell) -> None:
    done("store", "restore", folder / "a.backup")
    tell("restored")


def look_at_restore(folder: Path, told: Sequence[str]) -> Facts:
    def state() -> str:
        with reopened(folder) as store:
            whole_desk(store, without=ERASED)
            names = {signer.name for signer in store.signers()}
            assert ERASED not in names, "who was erased is back"
            restored = bool(store.audit_entries(kind="restore"))
            assert restored != ("Added since" in names), "neither the one store nor the other"
            return "restored" if restored else "as it was"

    assert state() == "restored" or "restored" not in told, "the restoring is undone"
    done("store", "restore", folder / "a.backup")
    assert state() == "restored"
    tidy(folder, "a.backup")
    return {}


def hold(folder: Path, tell: Tell) -> None:
    done("hold", NAMES[0], "--output", folder / "held")
    tell("held")


def look_at_held(folder: Path, told: Sequence[str]) -> Facts:
    with reopened(folder) as store:
        whole_desk(store)
    if not (folder / "held").exists():
        assert "held" not in told, "what was written out is gone"
        done("hold", NAMES[0], "--output", folder / "held")
    held = json.loads((folder / "held" / "held.json").read_text(encoding="utf-8"))
    assert len(held["recordings"]) == REFERENCES + 2
    files = [file for entry in (*held["recordings"], *held["unfinished"]) for file in entry["files"]]
    assert files
    assert all((folder / "held" / file).is_file() for file in files)
    tidy(folder, "held")  # above all no ink in the clear
    return {}


KEEPING_JOBS = (
    Job(name="migration", prepare=prepare_migration, work=migration, look=look_at_migration, share=3),
    Job(name="change of passphrase", prepare=prepare_passphrase, work=passphrase, look=look_at_passphrase, share=2),
    Job(name="erasing a signer", prepare=prepare_erasure, work=erasure, look=look_at_erasure, share=3),
    Job(name="store copy", prepare=fill, work=copying, look=look_at_copy, share=3),
    Job(name="backup", prepare=fill, work=backup, look=look_at_backup, share=3),
    Job(name="restore", prepare=prepare_restore, work=restore, look=look_at_restore, share=3),
    Job(name="hold", prepare=fill, work=hold, look=look_at_held, share=1),
)
