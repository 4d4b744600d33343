"""Enrolment: who may join the references, and which template stands for them."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import save

from sigverify.corpora.corpus import Corpus
from sigverify.errors import InkError, ResourceFault, UsageError
from sigverify.ink.recording import Recording
from sigverify.storage import events
from sigverify.storage.store import Store
from sigverify.verification.attempts import Attempt
from sigverify.verification.decision import Decision
from sigverify.verification.verifier import Verifier
from sigverify.workflows.attempts import standing
from sigverify.workflows.enrolment import check_reference, enrol, template_for
from sigverify.workflows.verifying import verify_capture, verify_ink


@pytest.fixture
def dtw(dtw_model: Any) -> Verifier:
    return dtw_model.verifier


def genuine(corpus: Corpus, signer: int = 0) -> list[Recording]:
    return [sample.recording for sample in corpus.of(corpus.signers[signer], "genuine")]


def journalled(store: Store, signer_id: str, recording: Recording) -> int:
    """A page of the journal that holds the ink, as after the last lift of the pen."""
    page = store.begin_capture(signer_id, "questioned")
    store.append_stroke(page, recording)
    return page


class TestReferenceChecks:
    def test_the_first_one_has_nothing_to_differ_from(self, dtw: Verifier, other_signers: Corpus) -> None:
        check = check_reference(dtw, [], genuine(other_signers)[0])
        assert (check.accepted, check.usable, check.reason) == (True, True, "")
        assert check.distances == ()
        assert check.limit is None

    def test_signatures_of_one_hand_join(self, dtw: Verifier, other_signers: Corpus) -> None:
        inks = genuine(other_signers)
        for count in (1, 2, 4):
            check = check_reference(dtw, inks[:count], inks[count])
            assert check.accepted, check.reason
            assert check.reason == ""
            assert len(check.distances) == count
            assert check.limit == dtw.card.calibration_for(count).rejection_distance

    @pytest.mark.parametrize(("count", "others"), [(1, "the other one"), (3, "the other 3")])
    def test_the_odd_one_is_refused_with_its_distance(
        self, dtw: Verifier, other_signers: Corpus, count: int, others: str
    ) -> None:
        check = check_reference(dtw, genuine(other_signers)[:count], genuine(other_signers, 1)[0])
        assert not check.accepted
        assert check.usable  # a person may keep it all the same
        assert others in check.reason
        assert f"expected below {check.limit:.2f}" in check.reason
        decision = dtw.verify(dtw.enrol(genuine(other_signers)[:count]), genuine(other_signers, 1)[0])
        assert f"distance {decision.distance:.2f}" in check.reason
        assert check.limit is not None
        assert decision.distance > check.limit

    def test_what_is_too_short_cannot_be_kept(
        self, dtw: Verifier, other_signers: Corpus, make_ink: Callable[..., Recording]
    ) -> None:
        for accepted in ([], genuine(other_signers)[:2]):
            check = check_reference(dtw, accepted, make_ink(seconds=0.2, strokes=1))
            assert not check.accepted
            assert not check.usable
            assert check.reason.startswith("Too short to compare: 0.2 s of ink")

    def test_a_copy_of_another_reference_cannot_be_kept(self, dtw: Verifier, other_signers: Corpus) -> None:
        first, second, *_ = genuine(other_signers)
        for accepted in ([first], [first, second]):
            check = check_reference(dtw, accepted, first)
            assert (check.accepted, check.usable) == (False, False)
            assert check.reason.startswith("This is a copy of another reference")

    def test_the_thirteenth_is_refused(self, dtw: Verifier, other_signers: Corpus) -> None:
        check = check_reference(dtw, genuine(other_signers)[:6] * 2, genuine(other_signers)[7])
        assert not check.usable
        assert "12 references already" in check.reason


def of_an_older_release() -> bytes:
    """Return a template as it was kept before it was compressed: safetensors behind their digest."""
    arrays = {"own": np.ones(5), "part0.frames0": np.ones((9, 12), np.float32), "sides0.elapsed": np.ones(9)}
    body = save(arrays, {"template": json.dumps({"format": 2, "parts": [None], "sides": [[1.0, 1.0, "mm", True]]})})
    return hashlib.sha256(body).digest() + body


class TestTemplates:
    def test_a_template_is_kept_with_the_references_it_was_made_from(
        self, store: Store, dtw: Verifier, person: Any
    ) -> None:
        template = enrol(store, dtw, person.id)
        kept = store.template(person.id, dtw.sha256)
        assert kept is not None
        assert tuple(kept.reference_ids) == person.references
        assert kept.payload == template.to_bytes()
        assert template.reference_count == 3

    def test_nobody_is_enrolled_without_references(self, store: Store, dtw: Verifier) -> None:
        signer = store.add_signer("Nobody")
        for attempt in (enrol, template_for):
            with pytest.raises(UsageError, match="no reference signatures yet"):
                attempt(store, dtw, signer.id)

    def test_a_kept_template_is_used_again(self, store: Store, dtw: Verifier, person: Any) -> None:
        first = template_for(store, dtw, person.id)
        version = store.template(person.id, dtw.sha256).version
        again = template_for(store, dtw, person.id)
        assert again.to_bytes() == first.to_bytes()
        assert store.template(person.id, dtw.sha256).version == version

    def test_it_is_made_again_where_references_change(self, store: Store, dtw: Verifier, person: Any) -> None:
        template_for(store, dtw, person.id)
        store.add_recording(person.id, person.genuine[0], role="reference", label="genuine", session="t")
        assert template_for(store, dtw, person.id).reference_count == 4
        store.discard_recording(person.references[0])
        three = template_for(store, dtw, person.id)
        assert three.reference_count == 3
        assert person.references[0] not in store.template(person.id, dtw.sha256).reference_ids

    def test_it_is_made_again_for_another_model(
        self, store: Store, dtw: Verifier, duration_model: Any, person: Any
    ) -> None:
        template_for(store, dtw, person.id)
        other = template_for(store, duration_model.verifier, person.id)
        assert other.model_sha256 == duration_model.verifier.sha256
        assert template_for(store, dtw, person.id).model_sha256 == dtw.sha256

    @pytest.mark.parametrize("payload", [b"from another release", of_an_older_release()], ids=["unknown", "older"])
    def test_one_that_cannot_be_read_is_made_again(
        self, store: Store, dtw: Verifier, person: Any, payload: bytes
    ) -> None:
        """Another release may have kept it in another form."""
        store.save_template(person.id, dtw.sha256, person.references, payload)
        template = template_for(store, dtw, person.id)
        assert template.reference_count == 3
        assert store.template(person.id, dtw.sha256).payload == template.to_bytes()

    def test_twelve_references_are_the_most_and_the_latest_count(
        self, store: Store, dtw: Verifier, person: Any
    ) -> None:
        for k in range(11):
            store.add_recording(person.id, person.genuine[k % 5], role="reference", label="genuine", session="u")
        template = template_for(store, dtw, person.id)
        assert template.reference_count == 12
        kept = store.template(person.id, dtw.sha256)
        assert set(person.references[:2]).isdisjoint(kept.reference_ids)
        assert template_for(store, dtw, person.id).to_bytes() == template.to_bytes()


class TestVerifying:
    def test_a_decision_is_stored_with_its_ink_before_it_is_shown(
        self, store: Store, dtw: Verifier, person: Any
    ) -> None:
        page = journalled(store, person.id, person.forged[0])
        decision, place = verify_capture(store, dtw, person.id, page, person.forged[0], strokes_undone=2)
        (stored,) = store.decisions(person.id)
        assert stored.recording_id == place
        assert dict(stored.decision) == decision.to_json()
        assert Decision.from_json(dict(stored.decision)) == decision
        assert stored.template_version == store.template(person.id, dtw.sha256).version
        assert decision.attempt == Attempt(number=1, of=3, minutes=10)
        assert decision.strokes_undone == 2
        bare = replace(decision, attempt=None, strokes_undone=0)
        assert bare == dtw.verify(template_for(store, dtw, person.id), person.forged[0])
        assert store.unfinished_captures() == []

    def test_a_decision_that_cannot_be_stored_leaves_the_ink_in_the_journal(
        self, store: Store, dtw: Verifier, person: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        page = journalled(store, person.id, person.forged[0])

        def full(*_: object) -> int:
            raise ResourceFault("The disk is full.")

        monkeypatch.setattr(store, "add_decision", full)
        with pytest.raises(ResourceFault):
            verify_capture(store, dtw, person.id, page, person.forged[0])
        assert [one.id for one in store.unfinished_captures()] == [page]
        assert store.recordings(role="questioned") == []
        assert store.attempts(person.id) == []

    def test_a_copy_is_refused_not_kept_told_and_counted(self, store: Store, dtw: Verifier, person: Any) -> None:
        reference = store.recording(person.references[1]).recording
        page = journalled(store, person.id, reference)
        with pytest.raises(InkError, match="no hand writes the same twice"):
            verify_capture(store, dtw, person.id, page, reference)
        assert store.recordings(role="questioned") == store.unfinished_captures() == []
        assert store.decisions() == []
        assert store.audit_entries()[-1].event == events.copy_refused(person.id, person.references[1])
        assert store.verify_audit().sound
        assert standing(store, person.id).used == 1

    def test_ink_too_short_to_be_told_from_other_ink_is_no_copy(
        self, store: Store, dtw: Verifier, person: Any, make_ink: Callable[..., Recording]
    ) -> None:
        dot = make_ink(seconds=0.2, strokes=1)
        store.add_recording(person.id, dot, role="collected")
        with pytest.raises(InkError, match="Too short"):
            verify_ink(store, dtw, person.id, dot)
        assert len(store.recordings(person.id, role="collected")) == 1
        assert store.recordings(person.id, role="questioned") == []

    def test_ink_that_cannot_be_compared_leaves_no_decision(
        self, store: Store, dtw: Verifier, person: Any, make_ink: Callable[..., Recording]
    ) -> None:
        dot = make_ink(seconds=0.2, strokes=1)
        page = journalled(store, person.id, dot)
        with pytest.raises(InkError, match="Too short"):
            verify_capture(store, dtw, person.id, page, dot)
        assert len(store.recordings(person.id, role="questioned")) == 1
        assert store.attempts(person.id) == []
        assert store.decisions(person.id) == []
