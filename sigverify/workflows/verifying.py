"""Verification: refuse copies, decide, keep the decision, then show it.

A signature that equals a stored one to the sample was not written: somebody replays it. A file that was verified before
is no replay, it is the same question, and gets the same answer.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from sigverify.errors import InkError
from sigverify.ink.quality import assess
from sigverify.ink.recording import Recording
from sigverify.sentences import said
from sigverify.storage import events
from sigverify.storage.rows import Profile, StoredCopy, StoredDecision
from sigverify.storage.store import Store
from sigverify.verification.captures import devices_apart
from sigverify.verification.decision import Decision
from sigverify.verification.lines import OWN_LINES, AskedRates
from sigverify.verification.verifier import Verifier
from sigverify.workflows.attempts import require_left
from sigverify.workflows.enrolment import kept_for
from sigverify.workflows.naming import profile_of
from sigverify.workflows.sessions import today


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


def verify_capture(
    store: Store,
    verifier: Verifier,
    signer_id: str,
    capture_id: int,
    questioned: Recording,
    rates: AskedRates = OWN_LINES,
    *,
    profile_id: int | None = None,
    strokes_undone: int = 0,
) -> tuple[Decision, int]:
    """Return the decision on what was written at the pad, and the recording's id; both are stored then, or neither.

    capture_id: its page of the journal, which keeps the ink until a decision stands. rates: error rates that the two
    lines are to keep. profile_id: the way of signing where the page was begun for none; None for the first that has
    references. strokes_undone: how many strokes of the page are no part of `questioned`.

    Each decision is an attempt, and so is a copy. Raises UsageError where the signer has no references or no attempt
    left; InkError where the ink cannot be compared, which is kept all the same, or is a copy of a recording in the
    store, which is thrown away.
    """
    profile = profile_of(store, signer_id, store.profile_of_capture(capture_id) or profile_id)
    while True:
        require_left(store, signer_id)
        if copies := copies_of(store, questioned):
            with store.together():
                store.abandon_capture(capture_id)
                store.record(events.copy_refused(signer_id, copies[0].id))
                store.add_attempt(signer_id, "copy")
            raise _copied(copies)
        kept = kept_for(store, verifier, signer_id, profile.id)
        try:
            decision = verifier.verify(kept.template, questioned, rates)
        except InkError:
            _finish(store, capture_id, profile, questioned)
            raise
        with store.together():
            store.hold_signer(signer_id)  # other desks may have used an attempt, or changed the references, meanwhile
            if store.template_version(signer_id, verifier.sha256, profile.id) == kept.version:
                attempt = require_left(store, signer_id).next
                decision = replace(decision, attempt=attempt, strokes_undone=strokes_undone)
                recording_id = _finish(store, capture_id, profile, questioned)
                decision_id = store.add_decision(signer_id, recording_id, kept.version, decision.to_json())
                store.add_attempt(signer_id, decision.outcome, decision_id)
                return decision, recording_id


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
    `verify_capture` does, but counts no attempts, and UsageError where the model does not carry the rates.
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
    # What takes long is done before anybody has to wait for it.
    kept = kept_for(store, verifier, signer_id, profile.id)
    decision = verifier.verify(kept.template, questioned, rates)
    decision.lines.require_kept()
    with suppress(_Overtaken), store.together():
        recording_id = store.add_recording(
            signer_id, questioned, role="questioned", session=today(), profile_id=profile.id
        )
        copied = [copy.id for copy in copies_of(store, questioned)] not in ([], [recording_id])
        if copied or store.template_version(signer_id, verifier.sha256, profile.id) != kept.version:
            raise _Overtaken
        store.add_decision(signer_id, recording_id, kept.version, decision.to_json())
        return _told(store, decision, store.decisions_about(recording_id)[-1], questioned, repeated=False)
    return verify_ink(store, verifier, signer_id, questioned, rates, profile.id)


class _Overtaken(Exception):  # nothing is wrong
    """Another desk stored the very same signature, or another template, since this was begun."""


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


def _finish(store: Store, capture_id: int, profile: Profile, questioned: Recording) -> int:
    return store.finish_capture(
        capture_id,
        questioned,
        role="questioned",
        label="unknown",
        session=today(),
        signer_id=profile.signer_id,
        profile_id=profile.id,
    )


def _copied(copies: Sequence[StoredCopy]) -> InkError:
    return InkError(
        said(
            "This is a copy: it equals, to the sample, a signature stored on "
            "{taken_at:%Y-%m-%d}, and no hand writes the same twice. Let the person sign anew.",
            taken_at=copies[0].taken_at.astimezone(),
        )
    )
