"""Verification: refuse copies, decide, keep the decision, then show it.

A signature that equals a stored one to the sample was not written: somebody replays it. A file that was verified before
is no replay, it is the same question, and gets the same answer.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from sigverify.errors import InkError
from sigverify.ink.quality import assess
from sigverify.ink.recording import Recording
from sigverify.storage import events
from sigverify.storage.rows import StoredCopy, StoredDecision
from sigverify.storage.store import Store
from sigverify.verification.captures import devices_apart
from sigverify.verification.decision import Decision
from sigverify.verification.lines import OWN_LINES, AskedRates
from sigverify.verification.verifier import Verifier
from sigverify.workflows.enrolment import kept_for
from sigverify.workflows.naming import profile_of


@dataclass(frozen=True, kw_only=True)
class Verification:
    """A decision on a signature that came from elsewhere.

    stored: the row that it is. repeated: whether it was made earlier about the very same signature.
    devices_apart: how its device differs from that of the references, '' where it does not or nobody knows.
    """

    decision: Decision
    stored: StoredDecision
    repeated: bool
    devices_apart: str


def verify_recording(
    store: Store, verifier: Verifier, signer_id: str, recording_id: int, rates: AskedRates = OWN_LINES
) -> Decision:
    """Return the decision on a recording that is already in the store, by its profile, after storing it.

    rates: error rates that its two lines are to keep.

    Raises UsageError where the signer has no references; InkError where the ink cannot be compared, or is a copy of
    another recording in the store, which is then discarded.
    """
    questioned = store.recording(recording_id).recording
    if others := [copy for copy in copies_of(store, questioned) if copy.id != recording_id]:
        with store.together():
            store.discard_recording(recording_id)
            store.record(events.copy_refused(signer_id, others[0].id))
        raise _copied(others)
    return _decide(store, verifier, signer_id, recording_id, rates)


def verify_ink(
    store: Store,
    verifier: Verifier,
    signer_id: str,
    questioned: Recording,
    rates: AskedRates = OWN_LINES,
    profile_id: int | None = None,
) -> Verification:
    """Store a questioned signature that comes from elsewhere and decide on it; both are stored, or neither.

    profile_id: the way of signing that is claimed; None for the first that has references. One that was verified
    before as this signer's, of the same profile, gets its first decision back, whatever the rates. Raises as
    `verify_recording` does, and UsageError where the model does not carry the rates.
    """
    profile = profile_of(store, signer_id, profile_id)
    copies = copies_of(store, questioned)
    for copy in copies:
        earlier = [one for one in store.decisions_about(copy.id) if one.profile_id == profile.id]
        if earlier:
            return _told(store, Decision.from_json(dict(earlier[0].decision)), earlier[0], questioned, repeated=True)
    if copies:
        store.record(events.copy_refused(signer_id, copies[0].id))
        raise _copied(copies)
    with suppress(_JustStored), store.together():
        session = datetime.now(UTC).date().isoformat()
        recording_id = store.add_recording(
            signer_id, questioned, role="questioned", session=session, profile_id=profile.id
        )
        if [copy.id for copy in copies_of(store, questioned)] not in ([], [recording_id]):
            raise _JustStored
        decision = _decide(store, verifier, signer_id, recording_id, rates)
        decision.lines.require_kept()
        return _told(store, decision, store.decisions_about(recording_id)[-1], questioned, repeated=False)
    return verify_ink(store, verifier, signer_id, questioned, rates, profile.id)


class _JustStored(Exception):  # nothing is wrong
    """Another desk stored the very same signature since copies were looked for."""


def _told(
    store: Store, decision: Decision, stored: StoredDecision, questioned: Recording, *, repeated: bool
) -> Verification:
    of_profile = store.recordings(stored.signer_id, profile_id=stored.profile_id, role="reference")
    references = of_profile[-decision.reference_count :]
    apart = devices_apart(questioned.capture, [entry.recording.capture for entry in references])
    return Verification(decision=decision, stored=stored, repeated=repeated, devices_apart=apart)


def copies_of(store: Store, questioned: Recording) -> list[StoredCopy]:
    """Return the copies of a signature that the store holds; none of one that is too short to be told from others."""
    return store.copies_of(questioned) if assess(questioned).usable else []


def _decide(store: Store, verifier: Verifier, signer_id: str, recording_id: int, rates: AskedRates) -> Decision:
    """Return a decision by the template that is in force when it is stored, whatever other desks do meanwhile."""
    questioned = store.recording(recording_id)
    while True:
        kept = kept_for(store, verifier, signer_id, questioned.profile_id)
        decision = verifier.verify(kept.template, questioned.recording, rates)
        with store.together():
            store.hold_signer(signer_id)
            if store.template_version(signer_id, verifier.sha256, questioned.profile_id) == kept.version:
                store.add_decision(signer_id, recording_id, kept.version, decision.to_json())
                return decision


def _copied(copies: Sequence[StoredCopy]) -> InkError:
    return InkError(
        f"This is a copy: it equals, to the sample, a signature stored on {copies[0].taken_at:%Y-%m-%d}, and no hand "
        "writes the same twice. Let the person sign anew."
    )
