"""Whoever waits for one thing does not wait for a look at everybody."""

from collections.abc import Collection
from pathlib import Path

import pytest
from fake_services import draw_signature

from sigverify.errors import Cancelled
from sigverify.gui.collection_rows import NAME, Sittings
from sigverify.gui.desk_reviewing import _made_of
from sigverify.gui.desk_services import DeskServices
from sigverify.progress import Progress, watched_by
from sigverify.storage.rows import CountedRecordings, Label, Role, Signer
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


def test_what_was_collected_is_counted_once_and_then_only_of_whom_it_changed(
    services: DeskServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = services._store
    anna, bob, carl = (store.add_signer(name) for name in ("Anna", "bob", "Carl"))
    kept: list[tuple[Signer, Role, Label, str]] = [
        (anna, "reference", "unknown", "first"),
        (anna, "collected", "genuine", "second"),
        (anna, "collected", "forgery", "second"),
        (anna, "questioned", "unknown", ""),
        (bob, "collected", "forgery", "first"),
        (bob, "collected", "unknown", "first"),
    ]
    for number, (signer, role, label, session) in enumerate(kept):
        store.add_recording(signer.id, draw_signature(1, number), role=role, label=label, session=session)
    rows = services.signers().rows
    assert rows is not None
    whose = rows.as_now()
    late = store.add_signer("Adam")  # the window is told of him next
    view = services.collection(0, whose)
    assert view.rows is not None
    found = [view.rows.row(place) for place in view.rows.ordered(NAME, descending=False).tolist()]
    assert [(row.name, row.genuine, row.forgeries, row.unknown, row.waiting) for row in found] == [
        ("Adam", 0, 0, 0, 0),
        ("Anna", 2, 1, 0, 1),
        ("bob", 0, 1, 1, 0),
        ("Carl", 0, 0, 0, 0),
    ]
    assert view.rows.waiting == 1
    written = (("first", 1), ("second", 1)), (("genuine", "second", 1), ("forgery", "second", 1))
    assert found[1].sittings == Sittings(*written)
    assert found[1].last_at == store.recordings(anna.id)[2].taken_at
    counted: list[set[str] | None] = []
    count = Store.counted_recordings

    def noted(store: Store, signer_ids: Collection[str] | None = None) -> list[CountedRecordings]:
        counted.append(None if signer_ids is None else set(signer_ids))
        return count(store, signer_ids)

    monkeypatch.setattr(Store, "counted_recordings", noted)
    store.set_label(store.recordings(anna.id, role="questioned")[0].id, "genuine")
    store.rename_signer(carl.id, "Cleo")
    store.erase_signer(late.id)
    new = services.collection(view.at, ())
    assert new.rows is None
    assert {row.name: (row.genuine, row.waiting) for row in new.changed} == {"Anna": (3, 0), "Cleo": (0, 0)}
    assert new.gone == {late.id}
    assert counted == [{anna.id, carl.id}]
    assert services.collection(new.at, ()).changed == ()


def test_counting_what_was_collected_is_stopped(services: DeskServices) -> None:
    services._store.add_signer("Anna")
    asked = Progress()
    asked.cancel()
    with watched_by(asked), pytest.raises(Cancelled):
        services.collection(0, ())
    assert services.collection(0, ()).rows is not None


def test_a_decision_by_the_template_in_force_is_opened_without_a_look_at_the_whole_chain(
    services: DeskServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = services._store
    anna = store.add_signer("Anna")
    references = [store.add_recording(anna.id, draw_signature(1, number), role="reference") for number in range(2)]
    store.save_template(anna.id, "m" * 64, references, b"template")
    asked = store.add_recording(anna.id, draw_signature(1, 5), role="questioned")
    made = store.add_decision(anna.id, asked, 1, {"decision": "accept", "model_sha256": "m" * 64})
    by_chain = _made_of(store, store.review_one(made).stored, "m" * 64)
    monkeypatch.setattr(Store, "audit_entries", lambda *_: pytest.fail("all of the chain was read"))
    view = services.decided(made)
    assert view.template_in_force
    assert view.references is not None
    assert [one.recording_id for one in view.references] == references == by_chain
