"""Attempts at the pad: counted with the decisions, limited, and allowed anew by a person with a reason."""

from pathlib import Path
from typing import Any

import pytest

from sigverify.errors import StoreDamagedError, UsageError
from sigverify.ink.recording import Recording
from sigverify.storage.store import Store
from sigverify.verification.attempts import Attempt, AttemptLimit
from sigverify.verification.verifier import Verifier
from sigverify.workflows.attempts import limit_of, note_cleared, set_limit, standing
from sigverify.workflows.verifying import verify_capture, verify_ink


@pytest.fixture
def dtw(dtw_model: Any) -> Verifier:
    return dtw_model.verifier


def sign(store: Store, dtw: Verifier, signer_id: str, recording: Recording) -> Attempt | None:
    page = store.begin_capture(signer_id, "questioned")
    store.append_stroke(page, recording)
    return verify_capture(store, dtw, signer_id, page, recording)[0].attempt


def test_after_three_that_were_not_accepted_a_person_decides(store: Store, dtw: Verifier, person: Any) -> None:
    """The fourth is not looked at: its ink stays in the journal, and nothing more is told of it."""
    assert [sign(store, dtw, person.id, ink) for ink in person.forged[:3]] == [
        Attempt(number=number, of=3, minutes=10) for number in (1, 2, 3)
    ]
    with pytest.raises(UsageError, match=r"3 signatures within 10 minutes were not accepted: a person decides now"):
        sign(store, dtw, person.id, person.genuine[0])
    assert len(store.decisions(person.id)) == 3
    assert len(store.unfinished_captures()) == 1
    told = [entry.event.facts for entry in store.audit_entries(person.id, "decision")]
    assert [(facts["attempt"], facts["attempts"]) for facts in told] == [(1, 3), (2, 3), (3, 3)]


def test_a_person_lets_a_signer_go_on_with_a_reason_that_the_chain_does_not_tell(
    store: Store, dtw: Verifier, person: Any
) -> None:
    for ink in person.forged[:3]:
        sign(store, dtw, person.id, ink)
    with pytest.raises(UsageError, match="needs a reason"):
        store.lift_attempts(person.id, "  ")
    assert standing(store, person.id).used_up
    store.lift_attempts(person.id, "Passport seen.")
    assert standing(store, person.id).used == 0
    assert sign(store, dtw, person.id, person.genuine[0]) == Attempt(number=1, of=3, minutes=10)
    (lifted,) = store.audit_entries(person.id, "attempts-lifted")
    assert lifted.event.facts == {"attempt": 4}
    assert [attempt.reason for attempt in store.attempts(person.id)] == ["", "", "", "Passport seen.", ""]
    assert store.verify_audit().sound


def test_an_accepted_one_begins_anew(store: Store, dtw: Verifier, person: Any) -> None:
    for ink in person.forged[:2]:
        sign(store, dtw, person.id, ink)
    sign(store, dtw, person.id, person.genuine[0])
    assert store.attempts(person.id)[-1].tried == "accept"
    assert standing(store, person.id).used == 0


def test_attempts_outlive_the_program_and_discarded_ink_and_go_with_their_signer(
    tmp_path: Path, store: Store, dtw: Verifier, person: Any
) -> None:
    sign(store, dtw, person.id, person.forged[0])
    (decision,) = store.decisions(person.id)
    assert decision.recording_id is not None
    store.discard_recording(decision.recording_id)
    with Store.open(store.url) as later:
        assert standing(later, person.id).used == 1
    assert all(b"reject" not in path.read_bytes() for path in tmp_path.glob("store.sqlite*"))
    store.erase_signer(person.id)
    assert store.info().rows["attempts"] == 0


def test_what_was_cleared_in_sight_of_its_curve_counts_and_the_chain_tells_of_it(store: Store, person: Any) -> None:
    assert note_cleared(store, person.id).used == 1
    assert note_cleared(store, person.id).used == 2
    told = store.audit_entries(person.id, "attempt-cleared")
    assert [entry.event.facts for entry in told] == [{"attempt": row.id} for row in store.attempts(person.id)]
    assert note_cleared(store, person.id).used_up


def test_files_that_are_verified_are_no_attempts(store: Store, dtw: Verifier, person: Any) -> None:
    for ink in person.forged[:4]:
        assert verify_ink(store, dtw, person.id, ink).decision.attempt is None
    assert standing(store, person.id).used == 0


def test_the_limit_is_the_stores_and_the_chain_tells_of_it(store: Store, dtw: Verifier, person: Any) -> None:
    assert limit_of(store) == AttemptLimit(most=3, minutes=10)
    set_limit(store, AttemptLimit())
    assert store.audit_entries(kind="attempts-limited") == []
    set_limit(store, AttemptLimit(most=0, minutes=60))
    with Store.open(store.url) as other_desk:
        assert limit_of(other_desk) == AttemptLimit(most=0, minutes=60)
    assert store.audit_entries(kind="attempts-limited")[0].event.facts == {"most": 0, "minutes": 60}
    for ink in person.forged[:4]:
        sign(store, dtw, person.id, ink)
    assert standing(store, person.id).used == 4


def test_a_limit_that_was_damaged_is_said(store: Store) -> None:
    store.set_setting("attempts", '{"most": -1}')
    with pytest.raises(StoreDamagedError, match="Set it anew under Settings"):
        limit_of(store)
