"""Comparison as the window asks for it: a signer's signatures, and two of them laid along each other.

Imports what is slow to import; `DeskServices` imports this when it is asked.
"""

from sigverify.gui.services import ComparisonView, SignatureView
from sigverify.ink.recording import Recording
from sigverify.progress import phase
from sigverify.storage.store import Store
from sigverify.verification.comparison import compare
from sigverify.verification.model_record import record_of
from sigverify.verification.verifier import Verifier
from sigverify.workflows.comparing import weigh_pair


def signatures(store: Store, signer_id: str, profile_id: int) -> list[SignatureView]:
    """Return all stored signatures of a signer's profile, oldest first."""
    return [
        SignatureView(
            recording_id=entry.id,
            role=entry.role,
            label=entry.label,
            taken_at=entry.taken_at,
            recording=entry.recording,
            session=entry.session,
            forger=entry.forger,
        )
        for entry in store.recordings(signer_id, profile_id=profile_id)
    ]


def compared(
    store: Store,
    verifier: Verifier | None,
    questioned: Recording,
    reference: Recording,
    signer_id: str,
    profile_id: int | None,
    questioned_id: int | None,
    obstacle: str,
) -> ComparisonView:
    """Lay one signature along another; without a verifier, which `obstacle` explains, nothing is weighed."""
    with phase(0.0, 0.3):
        comparison = compare(questioned, reference)
    if verifier is None:
        return ComparisonView(
            comparison=comparison,
            departures=(),
            own=False,
            decision=None,
            references_used=0,
            left_out=False,
            obstacle=obstacle,
        )
    with phase(0.3, 1.0):
        weighed = weigh_pair(
            store,
            verifier,
            questioned,
            reference,
            signer_id=signer_id,
            profile_id=profile_id,
            questioned_id=questioned_id,
        )
    return ComparisonView(
        comparison=comparison,
        departures=tuple(weighed.departures.items()),
        own=weighed.own,
        decision=weighed.decision,
        references_used=weighed.references_used,
        left_out=weighed.left_out,
        record=record_of(verifier.card, verifier.sha256) if weighed.decision is not None else None,
    )
