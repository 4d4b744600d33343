"""Who imitated a signature is kept, sealed, and goes with the signature."""

from collections.abc import Callable
from pathlib import Path

import pytest
from outside import outside

from sigverify.errors import StoreDamagedError, UsageError
from sigverify.ink.recording import Recording
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


def test_a_store_from_before_forgers_is_brought_forward_with_its_ink(
    earlier: Callable[[str], str], ink: Recording, tmp_path: Path
) -> None:
    with Store.open(earlier("0002")) as again:
        first = again.recordings()[0]
        assert first.forger is None
        again.add_recording(first.signer_id, ink, role="collected", label="forgery", forger=BEN)
        assert again.verify_audit().sound
    assert list(tmp_path.glob("**/store.sqlite.before-*"))
