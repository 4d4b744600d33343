"""Notes and overrides are appended to decisions, sealed, told to the audit chain, and change nothing else."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from outside import outside
from sqlalchemy.exc import IntegrityError

from sigverify.errors import StoreDamagedError, StoreError, UsageError
from sigverify.ink.recording import Recording
from sigverify.storage.store import Store

Ink = Callable[[int], Recording]


def decide(store: Store, make_ink: Ink, name: str = "Anna", count: int = 1) -> tuple[str, list[int]]:
    """A signer with decisions about as many signatures."""
    signer = store.add_signer(name)
    ids = []
    for number in range(count):
        recording_id = store.add_recording(signer.id, make_ink(number), role="questioned")
        ids.append(store.add_decision(signer.id, recording_id, 1, {"decision": "accept", "score": float(number)}))
    return signer.id, ids


def test_notes_stand_with_their_decision_in_order_and_leave_it_as_it_was(store: Store, make_ink: Ink) -> None:
    _, (first, second) = decide(store, make_ink, count=2)
    before = store.decisions()
    store.add_note(first, "  Written with a stiff hand.  ")
    store.add_note(first, "The start of the A is another's.", "reject")
    newest, oldest = store.review()
    assert (newest.stored.id, oldest.stored.id) == (second, first)
    assert [(note.text, note.ruling) for note in oldest.notes] == [
        ("Written with a stiff hand.", None),
        ("The start of the A is another's.", "reject"),
    ]
    assert (oldest.ruling, newest.ruling, newest.notes) == ("reject", None, ())
    assert store.decisions() == before
    assert store.review_one(first) == oldest
    assert oldest.to_json()["decision"] == "accept"
    assert json.loads(json.dumps(oldest.to_json()))["ruling"] == "reject"


def test_the_last_ruling_counts_and_the_earlier_ones_stay(store: Store, make_ink: Ink) -> None:
    _, (decision_id,) = decide(store, make_ink)
    store.add_note(decision_id, "Seen once.", "reject")
    store.add_note(decision_id, "Seen twice.", "accept")
    reviewed = store.review_one(decision_id)
    assert reviewed.ruling == "accept"
    assert len(reviewed.notes) == 2


def test_what_is_written_is_told_to_the_chain_without_its_words(store: Store, make_ink: Ink) -> None:
    signer_id, (decision_id,) = decide(store, make_ink)
    store.add_note(decision_id, "Anna was ill that day.")
    store.add_note(decision_id, "Anna says that she never wrote it.", "reject")
    note, ruling = (entry.event for entry in store.audit_entries()[-2:])
    assert (note.kind, note.signer_id, note.facts) == ("note", signer_id, {"decision": decision_id, "note": 1})
    assert ruling.kind == "ruling"
    assert ruling.facts == {"decision": decision_id, "note": 2, "decided": "accept", "ruling": "reject"}
    assert store.audit_entries(signer_id, "ruling")[0].event == ruling
    assert "ill" not in json.dumps([entry.to_json() for entry in store.audit_entries()])
    assert store.verify_audit().faults == ()


@pytest.mark.parametrize(
    ("text", "ruling", "words"),
    [
        ("  \n ", None, "Write what is to be noted"),
        ("", "accept", "An override needs a reason"),
        ("x" * 4001, None, "4001 characters long"),
        ("half a pair \ud800", None, "holds a character that is none"),
        ("because", "refer", "rules accept or reject"),
    ],
)
def test_what_makes_no_note_is_refused_and_nothing_is_told(store: Store, make_ink: Ink, text, ruling, words) -> None:
    _, (decision_id,) = decide(store, make_ink)
    head = store.audit_head()
    with pytest.raises(UsageError, match=words):
        store.add_note(decision_id, text, ruling)
    assert store.review_one(decision_id).notes == ()
    assert store.audit_head() == head


def test_a_note_is_unreadable_on_the_disk_and_bound_to_its_row(store: Store, make_ink: Ink, tmp_path: Path) -> None:
    _, ids = decide(store, make_ink, count=2)
    for decision_id in ids:
        store.add_note(decision_id, "A remarkable tremor.")
    assert all(b"remarkable" not in path.read_bytes() for path in tmp_path.glob("store.sqlite*"))
    change = "UPDATE notes SET note_sealed = (SELECT note_sealed FROM notes WHERE id = 2) WHERE id = 1"
    with outside(store.url) as connection:
        with pytest.raises(IntegrityError, match="never changed"):
            connection.execute(change)
        connection.drop_trigger("notes_refuse_update", "notes")
        connection.execute(change)
    with pytest.raises(StoreDamagedError, match="'note' of row 1 in 'notes'"):
        store.review()


def test_a_note_that_was_taken_out_is_missed(store: Store, make_ink: Ink) -> None:
    _, (decision_id,) = decide(store, make_ink)
    store.add_note(decision_id, "Gone soon.", "reject")
    with outside(store.url) as connection:
        connection.execute("DELETE FROM notes")
    assert store.verify_audit().faults == ("No entry tells why there is no note 1.",)


def test_notes_go_with_their_signer_and_stay_when_the_ink_goes(store: Store, make_ink: Ink) -> None:
    signer_id, (decision_id,) = decide(store, make_ink)
    store.set_label(1, "genuine")
    store.add_note(decision_id, "Kept.")
    assert store.review_one(decision_id).label == "genuine"
    store.discard_recording(1)
    reviewed = store.review_one(decision_id)
    assert (reviewed.label, reviewed.stored.recording_id, len(reviewed.notes)) == (None, None, 1)
    assert [note.text for note in store.notes(signer_id)] == ["Kept."]
    store.erase_signer(signer_id)
    assert store.review() == []
    assert store.info().rows["notes"] == 0
    assert store.verify_audit().faults == ()
    for call in (lambda: store.review_one(decision_id), lambda: store.add_note(decision_id, "Too late.")):
        with pytest.raises(StoreError, match="erased with its signer"):
            call()


def test_decisions_are_reviewed_page_by_page(store: Store, make_ink: Ink) -> None:
    _, ids = decide(store, make_ink, count=7)
    seen: list[int] = []
    before = None
    while page := store.review(before, 3):
        assert len(page) <= 3
        seen += [one.stored.id for one in page]
        before = seen[-1]
    assert seen == list(reversed(ids))


def test_a_backup_and_a_copy_hold_the_notes(store: Store, make_ink: Ink, tmp_path: Path) -> None:
    _, (decision_id,) = decide(store, make_ink)
    store.add_note(decision_id, "Kept.", "accept")
    assert store.copy_to(f"sqlite:///{tmp_path / 'copy.sqlite'}").rows["notes"] == 1
    assert store.back_up(tmp_path / "backup.sqlite").faults == ()
