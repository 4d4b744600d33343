"""Copies of stored ink are found, by digests that say nothing to whoever lacks the key."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from outside import outside

from sigverify.ink.recording import Recording
from sigverify.ink.trace import trace
from sigverify.storage.store import Store

Ink = Callable[[int], Recording]


def digests(store: Store) -> list[bytes | None]:
    with outside(store.url) as connection:
        return [row[0] for row in connection.execute("SELECT trace_digest FROM recordings ORDER BY id")]


def change(store: Store, statement: str) -> None:
    with outside(store.url) as connection:
        connection.execute(statement)


def test_copies_are_found_whosever_they_are(store: Store, make_ink: Ink) -> None:
    anna, carl = store.add_signer("Anna"), store.add_signer("Carl")
    first = store.add_recording(anna.id, make_ink(1), role="reference")
    store.add_recording(anna.id, make_ink(2), role="reference")
    capture = store.begin_capture(carl.id, "verify")
    second = store.finish_capture(capture, make_ink(1), role="questioned")
    found = store.copies_of(make_ink(1))
    assert [(copy.id, copy.signer_id, copy.role) for copy in found] == [
        (first, anna.id, "reference"),
        (second, carl.id, "questioned"),
    ]
    assert found[0].taken_at == store.recording(first).taken_at
    assert store.copies_of(make_ink(3)) == []
    store.erase_signer(anna.id)
    assert [copy.id for copy in store.copies_of(make_ink(1))] == [second]


def test_a_digest_cannot_be_made_without_the_key(store: Store, make_ink: Ink, tmp_path: Path) -> None:
    """Nor does ink have the same digest in two stores, so that stores cannot be searched for a person."""
    other_folder = tmp_path / "other"
    with Store.open(f"sqlite:///{other_folder / 'store.sqlite'}") as other:
        for one in (store, other):
            one.add_recording(one.add_signer("Anna").id, make_ink(1), role="reference")
        (mine,), (others,) = digests(store), digests(other)
    assert mine is not None
    assert len(mine) == 32
    assert mine not in (others, hashlib.sha256(trace(make_ink(1))).digest())


@pytest.mark.parametrize("at_once", [1, 2, 3, 100])
def test_recordings_from_before_get_theirs_when_they_are_first_compared(
    store: Store, make_ink: Ink, monkeypatch, at_once: int
) -> None:
    monkeypatch.setattr("sigverify.storage.held._DIGESTS_AT_ONCE", at_once)
    signer = store.add_signer("Anna")
    for seed in range(3):
        store.add_recording(signer.id, make_ink(seed), role="reference")
    before = digests(store)
    change(store, "UPDATE recordings SET trace_digest = NULL")
    assert [copy.id for copy in store.copies_of(make_ink(1))] == [2]
    assert digests(store) == before


def test_damaged_ink_is_no_copy_and_stands_in_nobodys_way(store: Store, make_ink: Ink) -> None:
    signer = store.add_signer("Anna")
    for seed in range(2):
        store.add_recording(signer.id, make_ink(seed), role="reference")
    change(store, "UPDATE recordings SET trace_digest = NULL")
    change(store, "UPDATE recordings SET ink_sealed = x'00' WHERE id = 1")
    assert [copy.id for copy in store.copies_of(make_ink(1))] == [2]
    assert store.copies_of(make_ink(0)) == []
    assert digests(store)[0] is None
