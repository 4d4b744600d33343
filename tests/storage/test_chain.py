"""The audit chain tells what was done, in the transaction that did it, and shows what was done to itself."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from outside import ON_SQLITE, Outside, outside
from sqlalchemy.exc import IntegrityError

from sigverify.errors import StoreError, UsageError
from sigverify.ink.recording import Recording
from sigverify.storage import chain, events
from sigverify.storage.chain_check import ChainCheck
from sigverify.storage.rows import AuditHead, AuditReport
from sigverify.storage.store import Store

Ink = Callable[[int], Recording]
Earlier = Callable[[str], str]
DECISION: dict[str, object] = {
    "decision": "accept",
    "score": 1.23456,
    "threshold": 0.5,
    "reject_below": -0.5,
    "model_sha256": "m" * 64,
    "reason": "too fast for Anna",
    "distances": [0.1, 0.2],
    "departures": {"rhythm": 1.5},
    "unlike_capture": "",
}


@contextmanager
def raw(store: Store) -> Iterator[Outside]:
    """The database in the hands of somebody who means harm."""
    with outside(store.url) as connection:
        for change in ("update", "delete"):
            connection.drop_trigger(f"audit_refuses_{change}", "audit")
        yield connection


def fill(store: Store, make_ink: Ink, name: str = "Anna") -> str:
    """A signer with two references, a template and a decision: six entries."""
    signer = store.add_signer(name)
    ids = [store.add_recording(signer.id, make_ink(n), role="reference", label="genuine") for n in range(2)]
    store.save_template(signer.id, "m" * 64, ids, b"payload")
    questioned = store.add_recording(signer.id, make_ink(2), role="questioned")
    store.add_decision(signer.id, questioned, 1, DECISION)
    return signer.id


def kinds(store: Store) -> list[str]:
    return [entry.event.kind for entry in store.audit_entries()]


def test_a_chain_begins_with_its_store(store: Store) -> None:
    (first,) = store.audit_entries()
    assert (first.sequence, first.event.kind, first.previous) == (1, "begun", "0" * 64)
    assert first.event.facts == {"signers": 0, "last_recording": 0, "last_decision": 0}
    assert store.audit_head() == AuditHead(sequence=1, at=first.at, hash=first.hash)
    assert store.verify_audit().sound


def test_each_operation_is_told(store: Store, make_ink: Ink) -> None:
    signer_id = fill(store, make_ink)
    reference, _, questioned = (entry.id for entry in store.recordings())
    store.rename_signer(signer_id, "Anne")
    store.set_label(questioned, "genuine")
    store.set_label(questioned, "forgery")
    store.discard_recording(reference)
    store.drop_templates(signer_id)
    capture = store.begin_capture(signer_id, "enrol")
    store.append_stroke(capture, make_ink(5))
    collected = store.finish_capture(capture, make_ink(5), role="collected")
    first, second = (store.add_model(name, "/m", name * 64, None, {}) for name in "ab")
    store.use_model(first)
    store.use_model(second)
    store.use_model(second)  # it is in use already: nothing happens
    store.use_model(first, rolled_back=True)
    store.change_passphrase("a new one")
    store.record(events.trained("c" * 64, "a" * 64, 3, 20))
    store.record(events.identified("a" * 64, 4))
    store.record(events.exported("corpus", 3))
    store.set_setting("operator", "Olga")  # no business of an auditor
    store.erase_signer(signer_id)
    assert kinds(store) == [
        *("begun", "signer-added", "recording-added", "recording-added", "template-made", "recording-added"),
        *("decision", "signer-renamed", "labelled", "override", "recording-discarded", "templates-revoked"),
        *("recording-added", "promotion", "promotion", "roll-back", "passphrase-changed", "training"),
        *("identification", "export", "signer-erased"),
    ]
    entries = store.audit_entries()
    assert [entry.sequence for entry in entries] == list(range(1, len(entries) + 1))
    facts = {entry.event.kind: dict(entry.event.facts) for entry in entries}
    assert facts["override"] == {
        "recording": questioned,
        "role": "questioned",
        "label": "forgery",
        "decided": "accept",
    }
    assert facts["roll-back"] == {"model": "a" * 64, "before": "b" * 64}
    assert facts["recording-added"] == {"recording": collected, "role": "collected", "label": "unknown"}
    assert {entry.event.signer_id for entry in store.audit_entries(signer_id)} == {signer_id}
    assert store.verify_audit().faults == ()


def test_a_decision_is_told_without_what_was_measured_of_the_hand(store: Store, make_ink: Ink) -> None:
    signer_id = fill(store, make_ink)
    entry = store.audit_entries()[-1]
    assert entry.event.signer_id == signer_id
    assert entry.event.facts == {
        "decision": 1,
        "recording": 3,
        "template_version": 1,
        "model": "m" * 64,
        "outcome": "accept",
        "score": 1.23,
        "threshold": 0.5,
        "reject_below": -0.5,
        "unlike_capture": False,
    }
    told = json.dumps([one.to_json() for one in store.audit_entries()])
    assert "Anna" not in told
    assert "rhythm" not in told


@pytest.mark.parametrize("decision", [{}, {"decision": "Anna", "score": float("nan"), "threshold": "0.5"}])
def test_of_a_decision_that_is_none_of_ours_nothing_is_told(store: Store, make_ink: Ink, decision) -> None:
    signer = store.add_signer("Anna")
    store.add_decision(signer.id, store.add_recording(signer.id, make_ink(0), role="questioned"), 1, decision)
    facts = store.audit_entries()[-1].event.facts
    assert (facts["outcome"], facts["score"], facts["threshold"]) == (None, None, None)
    assert store.verify_audit().sound


def test_what_failed_is_not_told_and_what_cannot_be_told_is_not_done(store: Store, monkeypatch) -> None:
    with pytest.raises(StoreError):
        store.rename_signer("nobody", "Anna")
    with pytest.raises(UsageError):
        store.add_signer("")
    assert kinds(store) == ["begun"]

    def refuse(*_args: object) -> None:
        raise StoreError("The chain cannot be written.")

    monkeypatch.setattr(chain, "_append", refuse)
    with pytest.raises(StoreError, match="chain"):
        store.add_signer("Anna")
    assert store.signers() == []


def test_together_all_is_done_or_nothing(store: Store, make_ink: Ink) -> None:
    signer_id = fill(store, make_ink)
    before = store.audit_head()
    with pytest.raises(StoreError), store.together():  # noqa: PT012 # the last of three
        store.rename_signer(signer_id, "Anne")
        store.erase_signer(signer_id)
        store.rename_signer(signer_id, "Carl")
    assert (store.signer(signer_id).name, store.audit_head()) == ("Anna", before)
    with store.together(), store.together():
        store.rename_signer(signer_id, "Anne")
        assert store.signer(signer_id).name == "Anne"
        store.erase_signer(signer_id)
    assert store.signers() == []
    assert kinds(store)[-2:] == ["signer-renamed", "signer-erased"]


def test_two_stores_on_one_file_write_one_chain(store: Store, make_ink: Ink) -> None:
    with Store.open(store.url) as other:
        for n in range(4):
            (store, other)[n % 2].add_signer(f"Signer {n}")
        assert other.verify_audit().entries == 5
    assert store.verify_audit().sound


def test_an_erased_signer_leaves_the_chain_whole(store: Store, make_ink: Ink) -> None:
    anna, carl = fill(store, make_ink), fill(store, make_ink, "Carl")
    head = store.audit_head()
    store.erase_signer(anna)
    assert store.verify_audit(head).faults == ()
    assert store.audit_entries()[-1].event == events.signer_erased(anna)
    store.discard_recording(store.recordings(carl)[0].id)
    assert store.verify_audit(head).sound


def test_a_clock_set_back_is_noted_and_breaks_nothing(store: Store, monkeypatch) -> None:
    store.add_signer("Anna")
    monkeypatch.setattr(chain, "now", lambda: datetime.now(UTC) - timedelta(hours=1))
    store.add_signer("Carl")
    store.add_signer("Dora")
    monkeypatch.undo()
    store.add_signer("Emil")
    assert kinds(store)[1:] == ["signer-added", "clock-set-back", "signer-added", "signer-added", "signer-added"]
    report = store.verify_audit()
    assert report.sound
    assert report.remarks == ("Entry 3: the clock had been set back by 3600 s.",)


def test_a_store_from_before_begins_its_chain_when_it_is_opened(earlier: Earlier, make_ink: Ink) -> None:
    with Store.open(earlier("0001")) as again:
        assert kinds(again) == ["begun"]
        assert again.audit_entries()[0].event.facts == {"signers": 2, "last_recording": 4, "last_decision": 2}
        assert again.verify_audit().sound
        again.discard_recording(1)
        fill(again, make_ink, "Anna")
        assert again.verify_audit().sound


@pytest.mark.parametrize("change", ["UPDATE audit SET kind = 'decision'", "DELETE FROM audit"])
def test_entries_cannot_be_changed_by_a_slip(store: Store, change: str) -> None:
    with outside(store.url) as connection, pytest.raises(IntegrityError, match="never changed"):
        connection.execute(change)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("kind", "'export'"),
        ("at", "'2020-01-01T00:00:00.000000+00:00'"),
        ("at", "'noon'"),
        ("told_sealed", "(SELECT told_sealed FROM audit WHERE sequence = 3)"),
        ("told_sealed", "x'00'"),
        ("previous", "hash"),
        ("hash", "previous"),
        ("hash", "'é'"),
    ],
)
@pytest.mark.parametrize("place", [1, 4, 7])
def test_a_changed_entry_is_found(store: Store, make_ink: Ink, column: str, value: str, place: int) -> None:
    fill(store, make_ink)
    assert store.verify_audit().entries == 7
    with raw(store) as connection:
        connection.execute(f"UPDATE audit SET {column} = {value} WHERE sequence = ?", (place,))
    faults = store.verify_audit().faults
    assert faults[0].startswith(f"Entry {place} ")
    assert "changed, moved or forged" in faults[0]
    assert not any(fault.startswith("Entry") for fault in faults[1:])
    store.add_signer("Carl")  # a chain that was tampered with goes on, and goes on telling of it
    assert store.verify_audit().faults == faults


@ON_SQLITE
@pytest.mark.parametrize("change", ["hash = x'00'", "sequence = 'seven'", "told_sealed = 'text'"])
def test_a_row_that_no_program_of_ours_writes_is_found(store: Store, make_ink: Ink, change: str) -> None:
    fill(store, make_ink)
    with raw(store) as connection:
        connection.execute(f"UPDATE audit SET {change} WHERE sequence = 7")
    assert "holds what no entry holds" in store.verify_audit().faults[0]


def test_a_removed_entry_is_found(store: Store, make_ink: Ink) -> None:
    fill(store, make_ink)
    with raw(store) as connection:
        connection.execute("DELETE FROM audit WHERE sequence = 2")
        assert store.verify_audit().faults == ("Entry 2 is missing: removed.",)
        connection.execute("DELETE FROM audit WHERE sequence IN (4, 5)")
    assert "Entries 4 to 5 are missing: removed." in store.verify_audit().faults


def test_a_removed_entry_is_found_when_the_others_close_ranks(store: Store, make_ink: Ink) -> None:
    fill(store, make_ink)
    with raw(store) as connection:
        connection.execute("DELETE FROM audit WHERE sequence = 5")
        for place in (6, 7):
            connection.execute("UPDATE audit SET sequence = ? WHERE sequence = ?", (place - 1, place))
    assert [fault[:8] for fault in store.verify_audit().faults[:2]] == ["Entry 5 ", "Entry 6 "]


@pytest.mark.parametrize("place", [0, 8])
def test_an_entry_put_in_is_found(store: Store, make_ink: Ink, place: int) -> None:
    fill(store, make_ink)
    with raw(store) as connection:
        connection.execute(
            "INSERT INTO audit SELECT ?, at, kind, told_sealed, previous, hash FROM audit WHERE sequence = 7", (place,)
        )
    assert any(f"Entry {place} " in fault for fault in store.verify_audit().faults)


def test_entries_in_another_order_are_found(store: Store, make_ink: Ink) -> None:
    fill(store, make_ink)
    with raw(store) as connection:
        for old, new in ((3, 99), (4, 3), (99, 4)):
            connection.execute("UPDATE audit SET sequence = ? WHERE sequence = ?", (new, old))
    faults = store.verify_audit().faults
    assert [fault[:8] for fault in faults[:2]] == ["Entry 3 ", "Entry 4 "]


@ON_SQLITE
def test_an_entry_of_a_copy_that_went_another_way_is_found(store: Store, url: str, make_ink: Ink, tmp_path) -> None:
    """It was made with the right key, for this very place: only the next one tells."""
    with raw(store) as connection:
        connection.execute("VACUUM INTO ?", (str(tmp_path / "copy.sqlite"),))
    with Store.open(f"sqlite:///{tmp_path / 'copy.sqlite'}") as other:
        other.add_signer("Somebody else")
    for name in ("Anna", "Carl"):
        store.add_signer(name)
    connection = sqlite3.connect(tmp_path / "store.sqlite")
    connection.execute("ATTACH ? AS other", (str(tmp_path / "copy.sqlite"),))
    for column in ("at", "told_sealed", "hash"):
        connection.execute(
            f"UPDATE audit SET {column} = (SELECT {column} FROM other.audit WHERE sequence = 2) WHERE sequence = 2"
        )
    connection.commit()
    connection.close()
    assert store.verify_audit().faults == ("Entry 3 (signer-added) does not follow entry 2: one was replaced.",)


def test_a_tail_that_was_cut_off_is_found_by_a_head_that_was_kept(store: Store, make_ink: Ink) -> None:
    signer_id = fill(store, make_ink)
    store.rename_signer(signer_id, "Anne")
    head = store.audit_head()
    with raw(store) as connection:
        connection.execute("DELETE FROM audit WHERE sequence = 8")
    assert store.verify_audit().sound  # a beginning of a chain is a chain
    assert store.verify_audit(head).faults == (
        "The chain was cut off: the given head is entry 8, the last one here is 7.",
    )
    store.rename_signer(signer_id, "Annie")
    assert "is another one than the given head" in store.verify_audit(head).faults[0]


def test_a_tail_that_told_of_rows_is_missed_without_a_head(store: Store, make_ink: Ink) -> None:
    fill(store, make_ink)
    with raw(store) as connection:
        connection.execute("DELETE FROM audit WHERE sequence >= 6")
    assert store.verify_audit().faults == ("There is no entry for recording 3.", "There is no entry for decision 1.")


def test_rows_that_went_without_an_entry_are_missed(store: Store, make_ink: Ink) -> None:
    fill(store, make_ink)
    with raw(store) as connection:
        connection.execute("DELETE FROM decisions")
        connection.execute("DELETE FROM recordings WHERE id = 2")
    assert store.verify_audit().faults == (
        "No entry tells why there is no recording 2.",
        "No entry tells why there is no decision 1.",
    )


def test_many_rows_without_entries_are_told_in_one_sentence(store: Store, make_ink: Ink) -> None:
    signer = store.add_signer("Anna")
    for seed in range(12):
        store.add_recording(signer.id, make_ink(seed), role="reference")
    with raw(store) as connection:
        connection.execute("DELETE FROM audit WHERE sequence > 2")
    assert store.verify_audit().faults == ("There is no entry for recording 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 2 more.",)


def test_a_chain_that_was_removed_is_missed(store: Store, url: str, make_ink: Ink) -> None:
    fill(store, make_ink)
    head = store.audit_head()
    with raw(store) as connection:
        connection.execute("DELETE FROM audit")
    assert store.verify_audit().faults[0] == "There is no entry: the chain was removed."
    with pytest.raises(StoreError, match="Restore the store"):
        store.audit_head()
    store.close()
    with Store.open(url) as again:  # which begins a new one
        assert not again.verify_audit(head).sound


def test_nothing_of_the_chain_but_its_times_and_kinds_can_be_read_from_the_file(store: Store, make_ink: Ink) -> None:
    signer_id = fill(store, make_ink)
    with raw(store) as connection:
        told = [bytes(row[0]) for row in connection.execute("SELECT told_sealed FROM audit")]
        text = connection.execute("SELECT at || kind || previous || hash FROM audit").fetchall()
    assert len(told) == 7
    assert not any(signer_id.encode() in value or b"accept" in value for value in told)
    assert signer_id not in str(text)


def through(store: Store, check: ChainCheck, most: int) -> AuditReport:
    """The report of a check that goes on by portions."""
    while (report := store.check_audit(check, most)) is None:
        pass
    return report


@pytest.mark.parametrize("most", [1, 2, 3, 7, 100])
def test_a_check_in_portions_finds_what_one_at_once_finds(store: Store, make_ink: Ink, most: int) -> None:
    fill(store, make_ink)
    fill(store, make_ink, "Carl")
    assert through(store, ChainCheck(), most) == store.verify_audit()
    with raw(store) as connection:
        connection.execute("UPDATE audit SET kind = 'note' WHERE sequence = 4")
        connection.execute("DELETE FROM audit WHERE sequence IN (7, 8)")
    found = through(store, ChainCheck(), most)
    assert found == store.verify_audit()
    assert found.broken_at == 4
    assert not found.sound


def test_what_is_done_while_a_check_goes_on_is_looked_at_too(store: Store, make_ink: Ink) -> None:
    anna = fill(store, make_ink)
    check, head = ChainCheck(store.audit_head()), store.audit_head()
    assert store.check_audit(check, 3) is None
    assert check.reached == 3
    store.erase_signer(anna)
    store.add_recording(store.add_signer("Carl").id, make_ink(5), role="questioned")
    report = through(store, check, 3)
    assert report.sound
    assert report.head is not None
    assert report.head.sequence > head.sequence
    assert report.broken_at is None


def test_a_check_tells_where_the_chain_breaks(store: Store, make_ink: Ink) -> None:
    fill(store, make_ink)
    head = store.audit_head()
    with raw(store) as connection:
        connection.execute("DELETE FROM audit WHERE sequence = 7")
        assert store.verify_audit().broken_at is None  # what it told of is missed
        assert store.verify_audit(head).broken_at == 7
        connection.execute("DELETE FROM audit WHERE sequence = 2")
    assert store.verify_audit(head).broken_at == 2


def test_a_page_holds_the_last_entries_first_and_those_that_do_not_open_too(store: Store, make_ink: Ink) -> None:
    fill(store, make_ink)
    with raw(store) as connection:
        connection.execute("UPDATE audit SET told_sealed = x'00' WHERE sequence = 5")
    assert [entry.sequence for entry in store.audit_page(None, 0, 3)] == [7, 6, 5]
    assert [entry.sequence for entry in store.audit_page(5, 2, 9)] == [4, 3]
    (bad,) = [entry for entry in store.audit_page(None, 0, 9) if not entry.readable]
    assert (bad.sequence, bad.event.signer_id, dict(bad.event.facts)) == (5, None, {})
    assert [entry.sequence for entry in store.audit_numbered([2, 5, 6, 99])] == [2, 6]
