"""A backup is whole and of one moment; what is restored is whole or not there; a copy holds what its store held."""

import os
import shutil
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from outside import ON_SQLITE, outside

from sigverify.errors import (
    ResourceFault,
    SigverifyError,
    StoreDamagedError,
    StoreError,
    StoreKeyError,
    StoreVersionError,
    UsageError,
)
from sigverify.ink.recording import Recording
from sigverify.storage import checking, restoring
from sigverify.storage.database import address_of
from sigverify.storage.migrating import REVISIONS
from sigverify.storage.rows import StoreCheck
from sigverify.storage.store import Store
from sigverify.storage.transaction import Transaction

Ink = Callable[[int], Recording]


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for a store that a test keeps open."""
    monkeypatch.setattr("sigverify.storage.store.PATIENCE_S", 0.0)


def fill(store: Store, make_ink: Ink, name: str, seed: int) -> str:
    """A signer with something of everything."""
    signer = store.add_signer(name)
    ids = [store.add_recording(signer.id, make_ink(seed + n), role="reference", label="genuine") for n in range(2)]
    store.append_stroke(store.begin_capture(signer.id, "enrol"), make_ink(seed + 5))
    store.save_template(signer.id, "m", ids, b"template of " + name.encode())
    store.add_decision(signer.id, ids[0], 1, {"decision": "accept", "score": 1.5})
    store.set_setting("operator", name)
    store.use_model(store.add_model(name, "/m", name, None, {"of": name}))
    return signer.id


def content(store: Store) -> list[object]:
    """All that a person has put into a store."""
    return [
        store.signers(),
        store.recordings(),
        [store.templates(signer.id) for signer in store.signers()],
        store.decisions(),
        store.setting("operator"),
        store.models(),
        store.model_in_use(),
    ]


def opened_beside_its_key(store: Store, folder: Path) -> None:
    """Have the key file of a store on a server lie beside its backup, as that of a file does."""
    if store.shared:
        shutil.copy(address_of(store.url).folder / "store.key", folder)


# Backup


def test_a_backup_is_one_private_file_that_opens_as_the_store(store: Store, make_ink: Ink, tmp_path: Path) -> None:
    fill(store, make_ink, "Anna", 10)
    head = store.audit_head()
    checked = store.back_up(tmp_path / "a.backup")
    assert checked.faults == ()
    assert checked.head == head
    assert checked.rows["recordings"] == 2
    assert [path.name for path in tmp_path.glob("a.backup*")] == ["a.backup"]
    assert (tmp_path / "a.backup").stat().st_mode & 0o077 == 0
    told = store.audit_entries()[-1].event
    assert (told.kind, told.facts) == ("backup", {"sequence": head.sequence, "hash": head.hash})
    opened_beside_its_key(store, tmp_path)
    with Store.open(f"sqlite:///{tmp_path / 'a.backup'}") as copy:
        assert content(copy) == content(store)
        assert store.shared or copy.unfinished_captures() == store.unfinished_captures()
        assert copy.verify_audit(head).sound


@ON_SQLITE
def test_others_may_work_while_a_backup_is_written(store: Store, url: str, make_ink: Ink, tmp_path: Path) -> None:
    """What another one has begun and not finished is not in it; its reading and its writing go on."""
    fill(store, make_ink, "Anna", 10)
    with Store.open(url) as other, other.together():
        other.add_signer("Carl")
        with Store.open(url, patience_s=0.0) as third, pytest.raises(StoreError, match="busy"):
            third.back_up(tmp_path / "a.backup")  # it is written; to tell the chain is for later
    assert len(store.signers()) == 2
    with Store.open(f"sqlite:///{tmp_path / 'a.backup'}") as copy:
        assert [signer.name for signer in copy.signers()] == ["Anna"]


def test_a_backup_takes_no_files_place(store: Store, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine", encoding="ascii")
    for name in ("taken", "store.sqlite")[: 1 if store.shared else 2]:
        with pytest.raises(UsageError, match="exists already"):
            store.back_up(tmp_path / name)
    with pytest.raises(UsageError, match="folder does not exist"):
        store.back_up(tmp_path / "nowhere" / "a.backup")
    assert (tmp_path / "taken").read_text(encoding="ascii") == "mine"


@ON_SQLITE
def test_a_backup_that_cannot_be_written_whole_is_not_there(store: Store, tmp_path: Path, monkeypatch) -> None:
    def full(_source: sqlite3.Connection, _target: Path) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    monkeypatch.setattr("sigverify.storage.database.copy_pages", full)
    with pytest.raises(ResourceFault, match=r"no room left on the disk of the store '.*a\.backup'"):
        store.back_up(tmp_path / "a.backup")
    assert list(tmp_path.glob("a.backup*")) == []
    assert [entry.event.kind for entry in store.audit_entries()] == ["begun"]


def test_a_backup_of_a_damaged_store_is_written_and_tells(store: Store, make_ink: Ink, tmp_path: Path) -> None:
    fill(store, make_ink, "Anna", 10)
    with outside(store.url) as connection:
        connection.execute("UPDATE recordings SET ink_sealed = x'00' WHERE id = 1")
    (fault,) = store.back_up(tmp_path / "a.backup").faults
    assert "'ink' of row 1 in 'recordings' does not check out" in fault
    store.close()
    with pytest.raises(StoreDamagedError, match="was not restored"):
        Store.restore(store.url, tmp_path / "a.backup")


# Restoring


@ON_SQLITE
def test_a_store_is_put_back_as_it_was(store: Store, url: str, make_ink: Ink, tmp_path: Path) -> None:
    fill(store, make_ink, "Anna", 10)
    before = content(store)
    store.back_up(tmp_path / "a.backup")
    fill(store, make_ink, "Carl", 20)
    after, head = content(store), store.audit_head()
    store.close()
    restored = Store.restore(url, tmp_path / "a.backup")
    assert (restored.erased, restored.put_aside) == (0, tmp_path / "store.sqlite.before-restore")
    with Store.open(url) as again:
        assert content(again) == before
        assert again.verify_audit().faults == ()
        assert not again.verify_audit(head).sound  # what was done since is gone, and that shows
        told = again.audit_entries()[-1].event
        assert told.kind == "restore"
        assert told.facts["replaced"] == {"sequence": head.sequence, "hash": head.hash}
    with Store.open(f"sqlite:///{restored.put_aside}") as aside:
        assert content(aside) == after
    with Store.open(url) as again:
        again.erase_signer(again.signers()[0].id)
    assert not restored.put_aside.exists()  # whoever is erased must not live on in it
    assert (tmp_path / "store.sqlite").stat().st_mode & 0o077 == 0


def test_what_was_put_aside_outlives_another_restoring(store: Store, url: str, make_ink: Ink, tmp_path: Path) -> None:
    """Whoever took the wrong backup takes another one: what was written since lies in the first that was put aside."""
    fill(store, make_ink, "Anna", 10)
    store.back_up(tmp_path / "wrong.backup")
    store.back_up(tmp_path / "right.backup")
    fill(store, make_ink, "Carl", 20)
    after = content(store)
    store.close()
    restored = [Store.restore(url, tmp_path / f"{name}.backup") for name in ("wrong", "right", "right")]
    aside = [one.put_aside for one in restored]
    assert [path.name.rpartition(".")[2] for path in aside if path] == [
        "before-restore",
        "before-restore-2",
        "before-restore-3",
    ]
    assert aside[0] is not None
    Store.restore(url, aside[0])
    with Store.open(url) as again:
        assert content(again) == after
        again.erase_signer(again.signers()[0].id)
    assert not any(path.exists() for path in aside if path)


@ON_SQLITE
def test_a_store_that_was_lost_is_put_back(store: Store, url: str, make_ink: Ink, tmp_path: Path) -> None:
    fill(store, make_ink, "Anna", 10)
    before = content(store)
    store.back_up(tmp_path / "a.backup")
    store.close()
    (tmp_path / "store.sqlite").unlink()
    assert Store.restore(url, tmp_path / "a.backup").put_aside is None
    with Store.open(url) as again:
        assert content(again) == before


@ON_SQLITE
@pytest.mark.parametrize("damage", [b"Dear diary, " * 500, b""])
def test_a_store_that_is_damaged_is_put_back(store: Store, url: str, tmp_path: Path, damage: bytes) -> None:
    store.add_signer("Anna")
    store.back_up(tmp_path / "a.backup")
    store.close()
    (tmp_path / "store.sqlite").write_bytes(damage)
    (tmp_path / "store.sqlite-wal").write_bytes(b"of the damaged one")
    restored = Store.restore(url, tmp_path / "a.backup")
    assert restored.put_aside is not None
    assert restored.put_aside.read_bytes() == damage
    with Store.open(url) as again:
        assert [signer.name for signer in again.signers()] == ["Anna"]


def test_who_was_erased_stays_erased(store: Store, url: str, make_ink: Ink, tmp_path: Path) -> None:
    store.back_up(tmp_path / "empty.backup")
    anna, carl = fill(store, make_ink, "Anna", 10), fill(store, make_ink, "Carl", 20)
    store.back_up(tmp_path / "both.backup")
    store.erase_signer(anna)
    store.close()
    for backup, erased in (("both", 1), ("empty", 0), ("both", 1)):  # nor by the way of one that never held her
        restored = Store.restore(url, tmp_path / f"{backup}.backup")
        assert restored.erased == erased
        assert restored.check.rows["signers"] == (1 if backup == "both" else 0), "Carl, where he was in it"
    with Store.open(url) as again:
        assert [signer.id for signer in again.signers()] == [carl]
        assert again.verify_audit().faults == ()
        assert [entry.event.kind for entry in again.audit_entries(anna)].count("signer-erased") == 1
    assert not list(address_of(url).folder.glob("*restoring*"))


def test_a_passphrase_that_was_changed_does_not_come_back(url: str, tmp_path: Path) -> None:
    with Store.open(url, passphrase="old") as store:
        store.add_signer("Anna")
        store.back_up(tmp_path / "a.backup")
        store.change_passphrase("quite new")
    with pytest.raises(StoreKeyError, match="opens by the one of its time"):
        Store.restore(url, tmp_path / "a.backup", passphrase="quite new")
    Store.restore(url, tmp_path / "a.backup", passphrase="quite new", backup_passphrase="old")
    with Store.open(url, passphrase="quite new") as again:
        assert [signer.name for signer in again.signers()] == ["Anna"]
    with pytest.raises(StoreKeyError):
        Store.open(url, passphrase="old")


@ON_SQLITE
def test_a_store_that_is_open_elsewhere_is_not_replaced(store: Store, url: str, tmp_path: Path) -> None:
    store.back_up(tmp_path / "a.backup")
    store.add_signer("Anna")
    with pytest.raises(StoreError, match="is open in another window or program"):
        Store.restore(url, tmp_path / "a.backup")
    assert [signer.name for signer in store.signers()] == ["Anna"]


def _cut(path: Path, share: float) -> None:
    os.truncate(path, int(path.stat().st_size * share))


def _scratched(path: Path) -> None:
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 4096] = bytes(4096)
    path.write_bytes(content)


def _foreign(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()


def _newer(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = '0099'")
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("spoil", "kind", "words"),
    [
        (lambda path: _cut(path, 0.9), StoreDamagedError, "was cut short"),
        (lambda path: _cut(path, 0.1), StoreDamagedError, "was cut short"),
        (lambda path: _cut(path, 0), StoreDamagedError, "was cut short"),
        (lambda path: path.write_bytes(b"Dear diary, " * 500), StoreDamagedError, "no backup of a store"),
        (_scratched, StoreDamagedError, "."),
        (_foreign, StoreDamagedError, "not a store of sigverify"),
        (_newer, StoreVersionError, "newer sigverify"),
        (lambda path: path.unlink(), UsageError, "There is no backup"),
    ],
)
def test_what_is_no_whole_backup_is_refused_and_the_store_is_as_it_was(
    store: Store, url: str, make_ink: Ink, tmp_path: Path, spoil, kind: type[SigverifyError], words: str
) -> None:
    fill(store, make_ink, "Anna", 10)
    before = content(store)
    backup = tmp_path / "a.backup"
    store.back_up(backup)
    store.close()
    spoil(backup)
    with pytest.raises(kind, match=words) as refused:
        Store.restore(url, backup)
    assert str(backup) in str(refused.value)
    with Store.open(url) as again:
        assert content(again) == before
    left = sorted(path.name for path in address_of(url).folder.iterdir() if path != backup)
    assert left == (["servers", "store.key"] if url.startswith("postgresql") else ["store.key", "store.sqlite"])


@ON_SQLITE
def test_a_backup_of_another_store_is_refused(store: Store, url: str, tmp_path: Path) -> None:
    store.add_signer("Anna")
    store.close()
    with Store.open(f"sqlite:///{tmp_path / 'other.sqlite'}") as other:  # by the same key file, even
        other.back_up(tmp_path / "other.backup")
    with pytest.raises(StoreError, match="backup of another store"):
        Store.restore(url, tmp_path / "other.backup")
    with pytest.raises(UsageError, match="the store itself"):
        Store.restore(url, tmp_path / "store.sqlite")
    with Store.open(url) as again:
        assert len(again.signers()) == 1


@ON_SQLITE
def test_without_its_key_a_backup_is_refused(store: Store, tmp_path: Path) -> None:
    store.back_up(tmp_path / "a.backup")
    elsewhere = tmp_path / "elsewhere" / "store.sqlite"
    with pytest.raises(StoreKeyError, match="is missing"):
        Store.restore(f"sqlite:///{elsewhere}", tmp_path / "a.backup")
    assert list(elsewhere.parent.iterdir()) == []
    shutil.copy(tmp_path / "store.key", elsewhere.parent)
    Store.restore(f"sqlite:///{elsewhere}", tmp_path / "a.backup")
    assert elsewhere.is_file()


@pytest.mark.parametrize("revision", ["0001", "0002", "0003", "0004"])
def test_a_backup_of_an_older_program_is_brought_up_to_date(earlier, revision: str, tmp_path: Path) -> None:
    """Whether or not the store itself was brought up to date since."""
    url = earlier(revision)
    passphrase = "of its time" if revision == "0004" else None
    backup = tmp_path / "a.backup"
    shutil.copy(url.removeprefix("sqlite:///"), backup)
    as_it_was = backup.read_bytes()
    Store.restore(url, backup, passphrase=passphrase)
    with Store.open(url, passphrase=passphrase) as again:
        before = content(again)
        assert [signer.name for signer in again.signers()] == ["Carl", "Wilhelmina"]
        assert again.verify_audit().faults == ()
        assert again.audit_entries()[-1].event.kind == "restore"
        again.add_signer("Anna")
        again.erase_signer(again.signers()[1].id)
    restored = Store.restore(url, backup, passphrase=passphrase)
    assert restored.erased == 1
    assert backup.read_bytes() == as_it_was
    with Store.open(url, passphrase=passphrase) as again:
        assert [signer.name for signer in again.signers()] == ["Wilhelmina"]
        assert again.recordings() == before[1][: len(before[1]) // 2]
        assert again.verify_audit().faults == ()


@ON_SQLITE
def test_a_fault_at_the_last_moment_leaves_the_store_in_its_place(
    store: Store, url: str, tmp_path, monkeypatch
) -> None:
    store.back_up(tmp_path / "a.backup")
    store.add_signer("Anna")
    store.close()

    def refuse(_passing: Path, _target: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(restoring, "put_in_place", refuse)
    with pytest.raises(ResourceFault, match=r"Permission denied.*as it was"):
        Store.restore(url, tmp_path / "a.backup")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.backup", "store.key", "store.sqlite"]
    with Store.open(url) as again:
        assert len(again.signers()) == 1


# Copying


def test_a_copy_holds_what_its_store_holds_and_goes_on_by_itself(store: Store, make_ink: Ink, tmp_path: Path) -> None:
    anna = fill(store, make_ink, "Anna", 10)
    store.discard_recording(store.add_recording(anna, make_ink(3), role="questioned"))
    head = store.audit_head()
    target = f"sqlite:///{tmp_path / 'copies' / 'copy.sqlite'}"
    checked = store.copy_to(target)
    assert checked.faults == ()
    assert store.audit_entries()[-1].event.facts == {"what": "copy", "count": sum(checked.rows.values())}
    (address_of(store.url).folder / "store.key").unlink()  # the copy has a key file of its own
    with Store.open(target) as copy:
        assert content(copy) == content(store)
        assert copy.verify_audit(head).sound
        assert copy.audit_entries()[-1].event.kind == "copy"
        assert copy.add_recording(anna, make_ink(4), role="questioned") == 4  # 3 was given, and never is again
        assert [one.id for one in copy.copies_of(make_ink(10))] == [1]


def test_a_copy_is_protected_as_its_store_is(url: str, tmp_path: Path, memory_keyring) -> None:
    target = f"sqlite:///{tmp_path / 'copy.sqlite'}"
    with Store.open(url) as store:
        store.add_signer("Anna")
        store.copy_to(target)
    assert len(memory_keyring.secrets) == 2
    for one in (url, target):
        with Store.open(one) as opened:
            assert len(opened.signers()) == 1
    with Store.open(f"sqlite:///{tmp_path / 'locked.sqlite'}", passphrase="only for this test") as locked:
        locked.copy_to(f"sqlite:///{tmp_path / 'too.sqlite'}")
    with pytest.raises(StoreKeyError):
        Store.open(f"sqlite:///{tmp_path / 'too.sqlite'}", passphrase="another")
    Store.open(f"sqlite:///{tmp_path / 'too.sqlite'}", passphrase="only for this test").close()


def test_a_store_is_not_copied_over_another(store: Store, tmp_path: Path) -> None:
    other = f"sqlite:///{tmp_path / 'other.sqlite'}"
    with Store.open(other) as there:
        there.add_signer("Carl")
    for target in (other, store.url):
        with pytest.raises(UsageError, match="holds a store already"):
            store.copy_to(target)
    with Store.open(other) as there:
        assert [signer.name for signer in there.signers()] == ["Carl"]


def test_a_copy_has_its_name_only_when_it_is_whole(store: Store, make_ink: Ink, tmp_path: Path, monkeypatch) -> None:
    """A program that dies on the way leaves nothing that would pass for a store, and the next copy clears it away."""
    fill(store, make_ink, "Anna", 10)
    target = tmp_path / "there" / "copy.sqlite"
    seen: list[set[str]] = []

    def dies(*_arguments: object) -> None:
        seen.append({path.name for path in target.parent.iterdir()})
        raise SystemExit

    with monkeypatch.context() as dying:
        dying.setattr("sigverify.storage.copying.copy_rows", dies)
        dying.setattr("sigverify.storage.copying.remove_database", lambda _path: None)
        with pytest.raises(SystemExit):
            store.copy_to(f"sqlite:///{target}")
    assert not target.exists()
    assert "copy.sqlite.part" in seen[0]
    with pytest.raises(StoreError, match="There is no store"):
        Store.open(f"sqlite:///{target}", make=False)
    store.copy_to(f"sqlite:///{target}")
    with Store.open(f"sqlite:///{target}", make=False) as copied:
        assert content(copied) == content(store)
    assert sorted(path.name for path in target.parent.iterdir()) == ["copy.sqlite", "store.key"]


def test_a_copy_does_not_replace_a_store_that_was_made_meanwhile(store: Store, tmp_path: Path, monkeypatch) -> None:
    target = tmp_path / "copy.sqlite"
    checked = checking.check

    def made(work: Transaction) -> StoreCheck:
        target.write_bytes(b"another program's")
        return checked(work)

    monkeypatch.setattr(checking, "check", made)
    with pytest.raises(UsageError, match="made meanwhile"):
        store.copy_to(f"sqlite:///{target}")
    assert target.read_bytes() == b"another program's"
    assert not target.with_name("copy.sqlite.part").exists()


def test_a_copy_that_cannot_get_its_name_is_told(store: Store, tmp_path: Path, monkeypatch) -> None:
    def refuse(_passing: Path, _target: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("sigverify.storage.copying.put_in_place", refuse)
    with pytest.raises(ResourceFault, match="Mend the rights"):
        store.copy_to(f"sqlite:///{tmp_path / 'copy.sqlite'}")
    assert not list(tmp_path.glob("copy.sqlite*"))


def test_a_store_that_does_not_check_out_leaves_no_copy(store: Store, make_ink: Ink, tmp_path: Path) -> None:
    fill(store, make_ink, "Anna", 10)
    with outside(store.url) as connection:
        connection.execute("UPDATE decisions SET decision_sealed = x'00'")
    with pytest.raises(StoreDamagedError, match=r"none was kept.*in 'decisions'"):
        store.copy_to(f"sqlite:///{tmp_path / 'copy.sqlite'}")
    assert not list(tmp_path.glob("copy.sqlite*"))
    assert [entry.event.kind for entry in store.audit_entries()][-1] != "export"


@ON_SQLITE
def test_a_store_tells_what_it_is(store: Store, make_ink: Ink, tmp_path: Path) -> None:
    fill(store, make_ink, "Anna", 10)
    info = store.info()
    assert info.name == str(tmp_path / "store.sqlite") == store.name
    assert info.schema == REVISIONS[-1]
    assert info.size == (tmp_path / "store.sqlite").stat().st_size
    assert (info.rows["signers"], info.rows["recordings"], info.rows["strokes"]) == (1, 2, 1)
    assert info.head == store.audit_head()
    assert info.key == store.key_description


def test_each_thread_backs_up_a_store_of_its_own(store: Store, tmp_path: Path) -> None:
    found: list[Exception] = []

    def elsewhere() -> None:
        try:
            store.back_up(tmp_path / "a.backup")
        except StoreError as error:
            found.append(error)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert "another thread" in str(found[0])
