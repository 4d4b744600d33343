"""Comparison of two signatures with the evidence that a signer's references give: look, and decide nothing."""

from dataclasses import dataclass

import numpy as np

from sigverify.ink.recording import Recording
from sigverify.progress import phase
from sigverify.storage.store import Store
from sigverify.verification.decision import Decision
from sigverify.verification.departures import departures, sides_of
from sigverify.verification.lines import MOST_REFERENCES
from sigverify.verification.template import Template
from sigverify.verification.verifier import Verifier
from sigverify.workflows.enrolment import template_for
from sigverify.workflows.naming import profile_of


@dataclass(frozen=True, kw_only=True)
class Weighing:
    """What a questioned signature comes to beside one reference, and against all that its signer has.

    departures: of this pair, each side in times of what the references differ among themselves, or of what genuine
        pairs of the calibration usually differ by, where `own` is False.
    decision: against `references_used` references of the signer, not stored; None where there is none.
    left_out: whether the questioned signature is itself a reference, and was left out of them.
    """

    departures: dict[str, float]
    own: bool
    decision: Decision | None
    references_used: int
    left_out: bool


def weigh_pair(
    store: Store,
    verifier: Verifier,
    questioned: Recording,
    reference: Recording,
    *,
    signer_id: str = "",
    profile_id: int | None = None,
    questioned_id: int | None = None,
) -> Weighing:
    """Weigh a pair, and the questioned signature against a signer's references.

    signer_id: '' where nobody is chosen; profile_id: None for the first that has references; questioned_id: of a
    stored one, so that a reference is not weighed against itself: it is left out, and a template is made of the others
    for this once.

    Raises StoreError for an unknown signer, InkError where there is too little ink.
    """
    with phase(0.0, 0.3):
        template, left_out = _template(store, verifier, signer_id, profile_id, questioned_id)
    usual = np.array(verifier.card.usual_differences)
    own = template.own_differences if template is not None else usual
    with phase(0.3, 0.4):
        found = departures(sides_of(questioned), [sides_of(reference)], own)
    with phase(0.4, 1.0):
        decision = verifier.verify(template, questioned) if template is not None else None
    return Weighing(
        departures=found,
        own=template is not None and template.reference_count > 1,
        decision=decision,
        references_used=template.reference_count if template is not None else 0,
        left_out=left_out,
    )


def _template(
    store: Store, verifier: Verifier, signer_id: str, profile_id: int | None, questioned_id: int | None
) -> tuple[Template | None, bool]:
    if not signer_id:
        return None, False
    profile = profile_of(store, signer_id, profile_id)
    if profile.reference_count == 0:
        return None, False
    kept = store.recordings(signer_id, profile_id=profile.id, role="reference")[-MOST_REFERENCES:]
    others = [entry.recording for entry in kept if entry.id != questioned_id]
    if len(others) == len(kept):
        return template_for(store, verifier, signer_id, profile.id), False
    return (verifier.enrol(others, band=False) if others else None), True
