"""Whoever waits for one thing does not wait for a look at everybody."""

from collections.abc import Collection
from pathlib import Path

import pytest
from fake_services import draw_signature

from sigverify.gui.desk_services import DeskServices
from sigverify.storage.rows import Signer
from sigverify.storage.store import Store
from sigverify.workflows.naming import find_signer


@pytest.fixture
def services(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SIGVERIFY_PASSPHRASE", "only for this test")
    made = DeskServices(f"sqlite:///{tmp_path / 'store.sqlite'}")
    made.open()
    yield made
    made.close()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[set[str] | None]:
    """What was asked of `Store.signers` since."""
    found: list[set[str] | None] = []
    look = Store.signers

    def noted(store: Store, signer_ids: Collection[str] | None = None) -> list[Signer]:
        found.append(None if signer_ids is None else set(signer_ids))
        return look(store, signer_ids)

    monkeypatch.setattr(Store, "signers", noted)
    return found


def test_a_page_of_decisions_reads_those_whom_it_is_about(services: DeskServices, asked: list[set[str] | None]) -> None:
    store = services._store
    anna, _bob = store.add_signer("Anna"), store.add_signer("Bob")
    recording = store.add_recording(anna.id, draw_signature(1, 1), role="questioned")
    store.add_decision(anna.id, recording, 1, {"outcome": "accept"})
    (row,) = services.decisions(None, 10)
    assert row.signer_name == "Anna"
    assert asked == [{anna.id}]


def test_what_is_unfinished_names_those_whose_it_is(services: DeskServices, asked: list[set[str] | None]) -> None:
    store = services._store
    anna, _bob = store.add_signer("Anna"), store.add_signer("Bob")
    assert services.unfinished() == []
    assert asked == [], "nobody was asked for"
    for whose in (anna.id, None):
        capture = store.begin_capture(whose, "verify")
        store.append_stroke(capture, draw_signature(1, 1))
    assert [one.signer_name for one in services.unfinished()] == ["Anna", ""]
    assert asked == [{anna.id}]


def test_a_whole_id_names_its_signer_without_a_look_at_the_others(
    services: DeskServices, asked: list[set[str] | None]
) -> None:
    store = services._store
    anna, bob = store.add_signer("Anna"), store.add_signer("Bob")
    # A name as long as an id is one all the same.
    long = store.add_signer("x" * len(anna.id))
    asked.clear()
    found = find_signer(store, bob.id)
    assert found is not None
    assert found.name == "Bob"
    assert asked == [{bob.id}]
    named = find_signer(store, "X" * len(anna.id))
    assert named is not None
    assert named.id == long.id


def test_the_next_that_waits_for_a_word_is_found_without_a_look_at_the_others(
    services: DeskServices, asked: list[set[str] | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = services._store
    anna, _bob = store.add_signer("Anna"), store.add_signer("Bob")
    first, second = (store.add_recording(anna.id, draw_signature(1, number), role="questioned") for number in range(2))
    monkeypatch.setattr(Store, "recording_facts", lambda _store: pytest.fail("every recording was looked at"))
    for after, found in ((0, first), (first, second)):
        waiting = services.waiting(after)
        assert waiting is not None
        assert (waiting.recording_id, waiting.signer_name, waiting.left) == (found, "Anna", 2)
    assert services.waiting(second) is None
    assert None not in asked
