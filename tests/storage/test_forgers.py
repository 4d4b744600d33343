"""Who imitated a signature is kept, sealed, and goes with the signature."""

from collections.abc import Callable
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from outside import ON_SQLITE, outside
from sqlalchemy import create_engine

from sigverify.errors import StoreDamagedError, UsageError
from sigverify.ink.recording import Recording
from sigverify.storage.migrating import MIGRATIONS
from sigverify.storage.rows import Forger
from sigverify.storage.store import Store

BEN = Forger(name="Ben Forger", skill="practised for an hour", replays=3, practised=7)


def test_a_forger_is_kept_with_the_forgery_and_found_nowhere_in_clear(
    store: Store, make_ink: Callable[[int], Recording], tmp_path: Path
) -> None:
    signer = store.add_signer("Anna")
    capture = store.begin_capture(signer.id, "collected")
    store.append_stroke(capture, make_ink(1))
    first = store.finish_capture(capture, make_ink(1), role="collected", label="forgery", session="s", forger=BEN)
    second = store.add_recording(signer.id, make_ink(2), role="collected", label="forgery", forger=Forger())
    third = store.add_recording(signer.id, make_ink(3), role="collected", label="genuine")
    assert [store.recording(known).forger for known in (first, second, third)] == [BEN, Forger(), None]
    assert [(f.id, f.label, f.session) for f in store.recording_facts()] == [
        (first, "forgery", "s"),
        (second, "forgery", ""),
        (third, "genuine", ""),
    ]
    assert "Ben Forger" not in str([entry.to_json() for entry in store.audit_entries()])
    store.close()
    for path in tmp_path.glob("store.sqlite*"):
        assert b"Ben Forger" not in path.read_bytes()
        assert b"practised for an hour" not in path.read_bytes()


def test_only_a_forgery_has_a_forger(store: Store, ink: Recording) -> None:
    signer = store.add_signer("Anna")
    with pytest.raises(UsageError, match="Only a forgery"):
        store.add_recording(signer.id, ink, role="collected", label="genuine", forger=BEN)
    with pytest.raises(UsageError, match="characters long"):
        store.add_recording(signer.id, ink, role="collected", label="forgery", forger=Forger(name="x" * 300))
    assert store.recordings(signer.id) == []


def test_a_forger_moved_to_another_row_does_not_open(store: Store, make_ink: Callable[[int], Recording]) -> None:
    signer = store.add_signer("Anna")
    for seed in (1, 2):
        store.add_recording(signer.id, make_ink(seed), role="collected", label="forgery", forger=BEN)
    with outside(store.url) as connection:
        connection.execute("UPDATE recordings SET forger_sealed = (SELECT forger_sealed FROM recordings WHERE id = 1)")
    assert store.recording(1).forger == BEN
    with pytest.raises(StoreDamagedError):
        store.recording(2)


@ON_SQLITE
def test_a_store_from_before_forgers_is_brought_forward_with_its_ink(
    store: Store, url: str, tmp_path: Path, ink: Recording, before_profiles: tuple[str, ...]
) -> None:
    signer = store.add_signer("Anna")
    known = store.add_recording(signer.id, ink, role="collected", label="forgery")
    store.close()
    engine = create_engine(url)
    with engine.begin() as connection:  # what the schema before had, of today's store
        for statement in (*before_profiles, "ALTER TABLE recordings DROP COLUMN forger_sealed"):
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql("DROP TABLE attempts")
        connection.exec_driver_sql("ALTER TABLE strokes DROP COLUMN undone")
        connection.exec_driver_sql("DROP TABLE notes")
        connection.exec_driver_sql("DROP TABLE model_files")
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.stamp(config, "0002", purge=True)
    engine.dispose()
    with Store.open(url) as again:
        assert again.recording(known).recording == ink
        assert again.recording(known).forger is None
        again.add_recording(signer.id, ink, role="collected", label="forgery", forger=BEN)
        assert again.verify_audit().sound
    assert (tmp_path / "store.sqlite.before-0007").exists()
