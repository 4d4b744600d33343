"""A machine or a file that refuses is named in words, with what to do; nothing is lost or half-written."""

import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from outside import ON_SQLITE, outside
from sqlalchemy import Engine, event
from sqlalchemy.exc import IntegrityError, OperationalError

from sigverify.errors import ResourceFault, StoreDamagedError, StoreError
from sigverify.ink.recording import Recording
from sigverify.storage.faults import fault
from sigverify.storage.store import Store

Ink = Callable[[int], Recording]

MAKER = """
import sys
from sigverify.storage.store import Store

sys.stdin.readline()
with Store.open(sys.argv[1], patience_s=60.0) as store:
    for number in range(int(sys.argv[3])):
        store.add_signer(f"{sys.argv[2]} {number}")
print("done")
"""


@pytest.fixture
def on_connect() -> Iterator[Callable[[str], None]]:
    """Runs a statement of SQLite on each connection opened from now on."""
    statements: list[str] = []

    def run(connection, _entry) -> None:
        for statement in statements:
            connection.execute(statement)

    event.listen(Engine, "connect", run)
    yield statements.append
    event.remove(Engine, "connect", run)


@ON_SQLITE
def test_a_file_that_is_no_database_is_refused_and_kept(tmp_path: Path, url: str) -> None:
    path = tmp_path / "store.sqlite"
    path.write_bytes(b"Dear diary, " * 500)
    with pytest.raises(StoreDamagedError, match="not a database"):
        Store.open(url)
    assert path.read_bytes() == b"Dear diary, " * 500


@ON_SQLITE
def test_a_store_with_a_torn_page_is_refused(store: Store, url: str, tmp_path: Path, make_ink: Ink) -> None:
    signer = store.add_signer("Anna")
    for seed in range(20):
        store.add_recording(signer.id, make_ink(seed), role="reference")
    store.close()
    path = tmp_path / "store.sqlite"
    content = bytearray(path.read_bytes())
    connection = sqlite3.connect(path)
    (page_size,) = connection.execute("PRAGMA page_size").fetchone()
    (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'recordings'").fetchone()
    connection.close()
    content[(root - 1) * page_size : root * page_size] = b"\xff" * page_size
    path.write_bytes(content)
    with Store.open(url) as torn:
        assert torn.setting("operator") is None
        with pytest.raises(StoreDamagedError, match="Restore it from a copy"):
            torn.recordings()


def test_a_store_that_lost_its_own_key_is_refused(store: Store, url: str) -> None:
    store.add_signer("Anna")
    store.close()
    for change in (
        "UPDATE key_wraps SET parameters = '[]'",
        "UPDATE key_wraps SET source = 'stars'",
        "DELETE FROM key_wraps",
        "DELETE FROM store_key",
    ):
        with outside(url) as connection:
            connection.execute(change)
        with pytest.raises(StoreDamagedError):
            Store.open(url)


def test_a_folder_in_the_place_of_the_file_is_the_machines_fault(tmp_path: Path) -> None:
    with pytest.raises(ResourceFault, match="cannot be opened"):
        Store.open(f"sqlite:///{tmp_path}")


def test_a_folder_that_cannot_be_made_is_the_machines_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="ascii")
    with pytest.raises(ResourceFault, match="could not be made"):
        Store.open(f"sqlite:///{tmp_path / 'file' / 'store.sqlite'}")


def test_a_file_that_cannot_be_made_is_the_machines_fault(tmp_path: Path) -> None:
    with pytest.raises(ResourceFault, match="could not be made"):
        Store.open(f"sqlite:///{tmp_path / ('x' * 300)}")


@ON_SQLITE
def test_a_store_that_may_only_be_read_says_so(store: Store, url: str, on_connect) -> None:
    store.add_signer("Anna")
    store.close()
    on_connect("PRAGMA query_only = ON")
    with Store.open(url) as locked:
        assert [signer.name for signer in locked.signers()] == ["Anna"]
        with pytest.raises(ResourceFault, match="read but not written"):
            locked.add_signer("Carl")


@ON_SQLITE
def test_a_full_disk_says_so_and_changes_nothing(store: Store, url: str, make_ink: Ink, on_connect) -> None:
    signer = store.add_signer("Anna")
    ink = make_ink(0)
    captures = [store.begin_capture(signer.id, "enrol") for _ in range(50)]
    store.close()
    on_connect("PRAGMA max_page_count = 74")
    with Store.open(url) as full:
        full.append_stroke(captures[-1], ink)
        stored = 0
        with pytest.raises(ResourceFault, match="no room left"):  # noqa: PT012 # until the disk is full
            for capture in captures[:-1]:
                full.finish_capture(capture, ink, "reference")
                stored += 1
        assert stored > 0
        assert [one.recording for one in full.recordings()] == [ink] * stored
        # What could not be moved is still in the journal, and there is a way out.
        assert [one.id for one in full.unfinished_captures()] == captures[stored:]
        assert full.unfinished_captures()[-1].parts == (ink,)
        full.discard_recording(full.recordings()[0].id)
        full.finish_capture(captures[stored], ink, "reference")


@ON_SQLITE
def test_a_new_store_on_a_full_disk_says_so_and_can_be_made_later(url: str, on_connect) -> None:
    on_connect("PRAGMA max_page_count = 5")
    with pytest.raises(ResourceFault, match="no room left"):
        Store.open(url)
    on_connect("PRAGMA max_page_count = 1000000")
    with Store.open(url) as store:
        assert store.signers() == []


def test_a_busy_store_says_so_and_is_well_afterwards(store: Store, url: str) -> None:
    with Store.open(url, patience_s=0.0) as hasty, store._writing(alone=True):
        assert hasty.signers() == []  # reading goes on beside a writer
        with pytest.raises(StoreError, match="busy"):
            hasty.add_signer("Anna")
    with Store.open(url) as later:
        later.add_signer("Anna")


def test_two_stores_on_one_file_see_each_others_work(store: Store, url: str) -> None:
    with Store.open(url) as other:
        signer = store.add_signer("Anna")
        assert other.signers() == [signer]
        other.rename_signer(signer.id, "Anne")
        assert store.signer(signer.id).name == "Anne"


def test_programs_that_make_and_fill_one_store_at_once_lose_nothing(url: str, tmp_path: Path) -> None:
    """All of them wait at the start, so that making the file, the tables and the key is raced for as well."""
    names, count = ("one", "two", "three"), 10
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", MAKER, url, name, str(count)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in names
    ]
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("\n")
        program.stdin.flush()
    for program in programs:
        out, problems = program.communicate()
        assert (out, program.returncode) == ("done\n", 0), problems
    with Store.open(url) as store:
        found = {signer.name for signer in store.signers()}
        assert store.verify_audit().faults == ()
    assert found == {f"{name} {number}" for name in names for number in range(count)}


@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [
        (sqlite3.SQLITE_BUSY_SNAPSHOT, StoreError, "busy"),
        (sqlite3.SQLITE_IOERR_FSYNC, ResourceFault, "failed to read or write"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, ResourceFault, "Mend the rights"),
        (sqlite3.SQLITE_CORRUPT_INDEX, StoreDamagedError, "damaged"),
        (sqlite3.SQLITE_ERROR, StoreError, "refused to work"),
    ],
)
def test_each_kind_of_failure_is_told_apart(code: int, kind: type[Exception], words: str) -> None:
    cause = sqlite3.OperationalError("cause")
    cause.sqlite_errorcode = code
    found = fault(OperationalError("SELECT", {}, cause), "here")
    assert type(found) is kind
    assert re.search(words, str(found))


def test_a_failure_of_a_database_without_codes_is_told_in_its_own_words() -> None:
    assert "contradicts" in str(fault(IntegrityError("INSERT", {}, Exception("duplicate")), "here"))
    assert "server closed" in str(fault(OperationalError("SELECT", {}, Exception("server closed")), "here"))
