"""Verification of a stored recording: decide, keep the decision, then show it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sigverify.ink.recording import Recording
from sigverify.storage.rows import StoredDecision
from sigverify.storage.store import Store
from sigverify.verification.decision import Decision
from sigverify.verification.lines import OWN_LINES, AskedRates
from sigverify.verification.verifier import Verifier
from sigverify.workflows.enrolment import template_for


@dataclass(frozen=True, kw_only=True)
class Verification:
    """A decision, and the row that it is stored as."""

    decision: Decision
    stored: StoredDecision


def verify_recording(
    store: Store, verifier: Verifier, signer_id: str, recording_id: int, rates: AskedRates = OWN_LINES
) -> Decision:
    """Return the decision on a recording that is already in the store, after storing it.

    rates: error rates that its two lines are to keep.

    Raises UsageError where the signer has no references, InkError where the ink cannot be compared.
    """
    template = template_for(store, verifier, signer_id)
    stored = store.template(signer_id, verifier.sha256)
    assert stored is not None, "template_for saves what it makes"
    decision = verifier.verify(template, store.recording(recording_id).recording, rates)
    store.add_decision(signer_id, recording_id, stored.version, decision.to_json())
    return decision


def verify_ink(store: Store, verifier: Verifier, signer_id: str, questioned: Recording) -> Verification:
    """Store a questioned signature that comes from elsewhere and decide on it; both are stored, or neither.

    Raises as `verify_recording` does.
    """
    with store.together():
        session = datetime.now(UTC).date().isoformat()
        recording_id = store.add_recording(signer_id, questioned, role="questioned", session=session)
        decision = verify_recording(store, verifier, signer_id, recording_id)
        return Verification(decision=decision, stored=store.decisions_about(recording_id)[-1])
