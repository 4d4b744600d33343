"""Enrolment: is a reference fit to be one, and what template do they make together."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from sigverify.errors import ModelError, UsageError
from sigverify.ink.quality import assess
from sigverify.ink.recording import Recording
from sigverify.ink.trace import trace
from sigverify.storage.rows import Signer
from sigverify.storage.store import Store
from sigverify.verification.calibration import MOST_REFERENCES
from sigverify.verification.template import Template
from sigverify.verification.verifier import Verifier
from sigverify.workflows.naming import find_signer


@dataclass(frozen=True, kw_only=True)
class ReferenceCheck:
    """Whether a signature may join the references.

    accepted: False where it cannot be compared or stands apart; reason: one sentence, '' where accepted.
    usable: False where nobody's word can keep it, since it cannot be compared.
    distances: to each accepted reference; limit: what they should keep below; None with nothing to compare.
    """

    accepted: bool
    usable: bool
    reason: str
    distances: tuple[float, ...]
    limit: float | None


_COPY = ReferenceCheck(
    accepted=False,
    usable=False,
    reason="This is a copy of another reference of this signer, equal to the sample: it adds nothing.",
    distances=(),
    limit=None,
)


@dataclass(frozen=True, kw_only=True)
class Enrolment:
    """What came of an enrolment: whose, None for somebody new who was refused; a check for each signature."""

    signer: Signer | None
    checks: tuple[ReferenceCheck, ...]
    done: bool


def check_reference(verifier: Verifier, accepted: Sequence[Recording], candidate: Recording) -> ReferenceCheck:
    """Check a candidate against the references accepted so far.

    It is refused where it equals one of them to the sample, since no hand writes the same twice, and where the model
    would reject it as a signature of the same hand.
    """
    quality = assess(candidate)
    if not quality.usable:
        return ReferenceCheck(accepted=False, usable=False, reason=quality.refusals[0], distances=(), limit=None)
    if len(accepted) >= MOST_REFERENCES:
        reason = f"There are {MOST_REFERENCES} references already. Remove one first."
        return ReferenceCheck(accepted=False, usable=False, reason=reason, distances=(), limit=None)
    own = trace(candidate)
    if any(trace(known) == own for known in accepted):
        return _COPY
    if not accepted:
        return ReferenceCheck(accepted=True, usable=True, reason="", distances=(), limit=None)
    decision = verifier.verify(verifier.enrol(accepted), candidate)
    limit = verifier.card.calibration_for(len(accepted)).rejection_distance
    fits = decision.outcome != "reject"
    return ReferenceCheck(
        accepted=fits,
        usable=True,
        reason="" if fits else _odd_one_out(len(accepted), decision.distance, limit),
        distances=decision.distances,
        limit=limit,
    )


@dataclass(frozen=True, kw_only=True)
class KeptTemplate:
    """A template as the store keeps it: its version, and the references that it was made from, in order."""

    template: Template
    version: int
    reference_ids: tuple[int, ...]


def enrol(store: Store, verifier: Verifier, signer_id: str) -> Template:
    """Make and save the template of a signer's stored references, see `kept_anew`, and return it."""
    return kept_anew(store, verifier, signer_id).template


def kept_anew(store: Store, verifier: Verifier, signer_id: str) -> KeptTemplate:
    """Make and save the template of a signer's stored references; raises UsageError where there are none.

    Where another desk adds or takes away a reference meanwhile, it is made again: the one that is kept is of all.
    """
    while True:
        stored = store.recordings(signer_id, role="reference")
        if not stored:
            raise UsageError("This signer has no reference signatures yet. Enrol first.")
        kept = stored[-MOST_REFERENCES:]
        template, ids = verifier.enrol([entry.recording for entry in kept]), tuple(entry.id for entry in kept)
        with store.together():
            store.hold_signer(signer_id)
            if _wanted(store, signer_id) == ids:
                version = store.save_template(signer_id, verifier.sha256, ids, template.to_bytes())
                return KeptTemplate(template=template, version=version, reference_ids=ids)


def enrol_recordings(
    store: Store, verifier: Verifier, name: str, recordings: Sequence[Recording], *, keep_odd: bool = False
) -> Enrolment:
    """Check signatures in turn as references of a signer, and enrol all of them, or none where one is refused.

    name: as `find_signer` takes it; a signer who is new is added.
    keep_odd: whether one that stands apart is kept all the same: a person says that it is genuine.
    Raises UsageError where the name is none or names several.
    """
    signer = find_signer(store, name)
    accepted = [entry.recording for entry in store.recordings(signer.id, role="reference")] if signer else []
    checks = []
    for recording in recordings:
        check = check_reference(verifier, accepted, recording)
        checks.append(check)
        if check.accepted or (keep_odd and check.usable):
            accepted.append(recording)
    if not all(check.accepted or (keep_odd and check.usable) for check in checks):
        return Enrolment(signer=signer, checks=tuple(checks), done=False)
    with store.together():
        signer = signer or store.add_signer(name)
        session = datetime.now(UTC).date().isoformat()
        for recording in recordings:
            store.add_recording(signer.id, recording, role="reference", label="genuine", session=session)
        enrol(store, verifier, signer.id)
        return Enrolment(signer=store.signer(signer.id), checks=tuple(checks), done=True)


def template_for(store: Store, verifier: Verifier, signer_id: str) -> Template:
    """Return the signer's template for this model, see `kept_for`."""
    return kept_for(store, verifier, signer_id).template


def kept_for(store: Store, verifier: Verifier, signer_id: str) -> KeptTemplate:
    """Return the signer's template for this model, made again where references or model have changed.

    So is one that cannot be read: another release of the program may have kept it in another form.
    """
    kept = store.template(signer_id, verifier.sha256)
    if kept is not None and sorted(_wanted(store, signer_id)) == sorted(kept.reference_ids):
        with suppress(ModelError):
            template = Template.from_bytes(kept.payload)
            return KeptTemplate(template=template, version=kept.version, reference_ids=kept.reference_ids)
    return kept_anew(store, verifier, signer_id)


def _wanted(store: Store, signer_id: str) -> tuple[int, ...]:
    """Return the references that a signer's template is to be made from."""
    return tuple(store.reference_ids(signer_id)[-MOST_REFERENCES:])


def _odd_one_out(count: int, distance: float, limit: float) -> str:
    others = "the other one" if count == 1 else f"the other {count}"
    return f"This one differs from {others} (distance {distance:.2f}, expected below {limit:.2f}). Keep it anyway?"
