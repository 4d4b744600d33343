"""What refuses at the desk, by the command line: one sentence says what to do, nothing is lost, nothing half there."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import keyring
import keyring.backends.null
import pytest
from sound import (
    NAMES,
    NEWCOMER,
    command,
    data,
    done,
    files_holding,
    fill,
    reopened,
    tidy,
    url,
    whole_desk,
    write_newcomer,
)

from sigverify.errors import ResourceFault
from sigverify.storage.store import Store

resource = pytest.importorskip("resource", reason="this system bounds no file sizes")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk, made once; its key lies in a file."""
    folder = tmp_path_factory.mktemp("desk")
    keyring.set_keyring(keyring.backends.null.Keyring())
    fill(folder)
    write_newcomer(folder)
    return folder


@pytest.fixture
def desk(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "desk"
    shutil.copytree(prepared, folder)
    monkeypatch.setenv("SIGVERIFY_DATA", str(data(folder)))
    return folder


@contextmanager
def no_file_beyond(size: int) -> Iterator[None]:
    """Files of this process grow no further than so many bytes, as on a disk or a quota that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def refused(*arguments: str | Path) -> str:
    status, printed = command(*arguments)
    assert status == 2, printed
    assert printed.startswith("sigverify: ")
    assert printed.count("\n") == 1
    return printed


def files(folder: Path) -> set[str]:
    """All files but SQLite's own, which stay where a disk let it write nothing else."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if not path.name.endswith(("-wal", "-shm"))}


COMMANDS: dict[str, Callable[[Path], tuple[str | Path, ...]]] = {
    "enrol": lambda f: ("enrol", NEWCOMER, *(f / "ink" / f"{place}.csv" for place in range(3)), "--keep-odd"),
    "verify": lambda f: ("verify", NAMES[0], f / "ink" / "0.csv"),
    "backup": lambda f: ("store", "backup", f / "a.backup"),
    "copy": lambda f: ("store", "copy", url(f), f"sqlite:///{f / 'copy.sqlite'}"),
    "hold": lambda f: ("hold", NAMES[0], "--output", f / "held"),
    "erase": lambda f: ("erase", NAMES[0], "--yes"),
    "audit export": lambda f: ("audit", "export", f / "chain.jsonl"),
    "convert": lambda f: ("convert", f / "ink" / "0.csv", f / "out.inkml"),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_on_a_full_disk_a_command_says_so_and_leaves_all_as_it_was(desk: Path, name: str) -> None:
    before = files(desk)
    with no_file_beyond(2000):
        assert "room" in refused(*COMMANDS[name](desk))
    assert files(desk) == before
    with reopened(desk) as store:
        whole_desk(store)
        assert NEWCOMER not in {signer.name for signer in store.signers()}
    assert command(*COMMANDS[name](desk))[0] in (0, 1)  # 1: another hand than the signer's


def test_a_restore_on_a_full_disk_leaves_the_store(desk: Path) -> None:
    done("store", "backup", desk / "a.backup")
    with no_file_beyond(100_000):
        assert "room" in refused("store", "restore", desk / "a.backup")
    with reopened(desk) as store:
        whole_desk(store)
        assert not store.audit_entries(kind="restore")
    tidy(desk, "a.backup")


def test_an_erasure_whose_log_cannot_be_cleared_is_done_and_says_what_is_left(desk: Path) -> None:
    size = (data(desk) / "store.sqlite").stat().st_size
    with no_file_beyond(size - 20_000):  # the log still fits, the pages that it is to be moved to do not
        said = refused("erase", NAMES[-1], "--yes")
    assert "It is done, but what was erased still lies, encrypted, in the store's log" in said
    with reopened(desk) as store:
        whole_desk(store, without=NAMES[-1])
        assert NAMES[-1] not in {signer.name for signer in store.signers()}
    assert not (data(desk) / "store.sqlite-wal").exists()


def test_a_corrupt_page_is_told_and_a_backup_brings_all_back(desk: Path) -> None:
    done("store", "backup", desk / "a.backup")
    path = data(desk) / "store.sqlite"
    connection = sqlite3.connect(path)
    (page_size,) = connection.execute("PRAGMA page_size").fetchone()
    (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'recordings'").fetchone()
    connection.close()
    content = bytearray(path.read_bytes())
    content[(root - 1) * page_size : root * page_size] = os.urandom(page_size)
    path.write_bytes(content)
    for words in (("verify", NAMES[0], desk / "ink" / "0.csv"), ("hold", NAMES[0], "--output", desk / "held")):
        assert "is damaged" in refused(*words)
    assert path.read_bytes() == bytes(content)
    done("store", "restore", desk / "a.backup")
    with reopened(desk) as store:
        whole_desk(store)


@pytest.mark.parametrize("share", [0.0, 0.001, 0.3, 0.9, 0.9999])
def test_a_truncated_backup_is_refused_and_the_store_stays(desk: Path, share: float) -> None:
    done("store", "backup", desk / "a.backup")
    content = (desk / "a.backup").read_bytes()
    (desk / "a.backup").write_bytes(content[: int(share * len(content))])
    assert "Name another one" in refused("store", "restore", desk / "a.backup")
    with reopened(desk) as store:
        whole_desk(store)
    tidy(desk, "a.backup")


def test_a_journal_cut_in_the_middle_of_a_stroke_keeps_the_others(desk: Path) -> None:
    with Store.open(url(desk)) as store:
        (page,) = store.unfinished_captures()
        whole = page.parts[0]
        for _ in range(2):
            store.append_stroke(page.id, whole)
    with closing(sqlite3.connect(data(desk) / "store.sqlite")) as connection, connection:
        connection.execute("UPDATE strokes SET part_sealed = substr(part_sealed, 1, 100) WHERE number = 2")
    connection.close()
    with Store.open(url(desk)) as store:
        (page,) = store.unfinished_captures()
        assert page.parts == (whole, whole)
        assert "does not check out" in page.fault
        whole_desk(store)
    status, printed = command("store", "backup", desk / "a.backup")
    assert (status, "does not check out" in printed) == (1, True)


def test_a_log_cut_in_the_middle_of_a_record_loses_that_record_alone(desk: Path, tmp_path: Path) -> None:
    """SQLite's own log, as a power cut may leave it."""
    store = Store.open(url(desk))
    page = store.begin_capture(None, "questioned")
    ink = store.recordings()[0].recording
    store.append_stroke(page, ink)
    whole = (data(desk) / "store.sqlite-wal").stat().st_size
    store.append_stroke(page, ink)
    killed = tmp_path / "killed"
    shutil.copytree(desk, killed)  # as it lies on the disk at this moment
    store.close()
    log = data(killed) / "store.sqlite-wal"
    os.truncate(log, (whole + log.stat().st_size) // 2)
    (data(killed) / "store.sqlite-shm").unlink()
    with reopened(killed) as opened:
        whole_desk(opened)
        assert opened.unfinished_captures()[-1].parts == (ink,)


def test_a_clock_set_back_is_told_and_nothing_is_lost(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    earlier = datetime.now(UTC) - timedelta(days=400)
    for module in ("chain", "signers", "recordings", "decisions", "templates", "journal"):
        monkeypatch.setattr(f"sigverify.storage.{module}.now", lambda: earlier)
    assert command("verify", NAMES[0], desk / "ink" / "0.csv")[0] in (0, 1)
    monkeypatch.undo()
    monkeypatch.setenv("SIGVERIFY_DATA", str(data(desk)))
    assert "the clock had been set back by" in done("audit", "verify")
    with reopened(desk) as store:
        whole_desk_but_one(store)


def whole_desk_but_one(store: Store) -> None:
    """The desk of `fill` with one decision more."""
    assert len(store.decisions()) == len(NAMES) + 1
    assert len(store.recordings(role="questioned")) == len(NAMES) + 1


def test_a_store_whose_key_file_is_lost_or_anothers_says_so_and_is_not_touched(desk: Path) -> None:
    key, content = data(desk) / "store.key", (data(desk) / "store.sqlite").read_bytes()
    kept = key.read_bytes()
    key.unlink()
    assert "Put it back from a copy" in refused("signers")
    assert not key.exists()
    key.write_bytes(kept[:-20] + kept[-19:])
    assert "is damaged" in refused("signers")
    key.write_bytes(kept)
    assert (data(desk) / "store.sqlite").read_bytes() == content
    with reopened(desk) as store:
        whole_desk(store)


@pytest.mark.parametrize("name", ["enrol", "verify", "backup", "erase"])
def test_a_foreign_file_in_the_stores_place_is_refused_and_kept(desk: Path, name: str) -> None:
    path = data(desk) / "store.sqlite"
    for content in (b"%PDF-1.4\n" * 3000, b"SQLite format 3\0" + b"\xff" * 5000):
        path.write_bytes(content)
        refused(*COMMANDS[name](desk))
        assert path.read_bytes() == content
    path.unlink()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()
    content = path.read_bytes()
    assert "not a store of sigverify" in refused(*COMMANDS[name](desk))
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("recipes",)]


@pytest.mark.parametrize("name", ["enrol", "verify", "backup", "erase", "copy", "hold"])
def test_a_store_of_a_newer_program_is_refused_and_not_touched(desk: Path, name: str) -> None:
    with closing(sqlite3.connect(data(desk) / "store.sqlite")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = files(desk)
    assert "newer sigverify" in refused(*COMMANDS[name](desk))
    assert files(desk) == before


def test_an_erased_signer_is_in_no_file_after_a_copy_could_not_be_deleted(desk: Path, monkeypatch) -> None:
    """Nothing is erased by halves: the command is refused, and works once the copy can go."""
    from sound import sealed_values

    copy = data(desk) / "store.sqlite.before-restore"
    shutil.copyfile(data(desk) / "store.sqlite", copy)
    with Store.open(url(desk)) as store:
        signer = next(one for one in store.signers() if one.name == NAMES[0])
    sealed = sealed_values(desk, signer.id)

    def refuse(*_: object) -> None:
        raise ResourceFault(f"'{copy}' cannot be deleted. Nothing was erased.")

    with monkeypatch.context() as refusing:
        refusing.setattr("sigverify.storage.migrating.drop_copies", refuse)
        assert "Nothing was erased" in refused("erase", NAMES[0], "--yes")
    with reopened(desk) as store:
        whole_desk(store)
    done("erase", NAMES[0], "--yes")
    assert files_holding(data(desk), sealed) == []
