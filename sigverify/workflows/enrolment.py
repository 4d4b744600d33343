"""Enrolment: is a reference fit to be one, and what template do they make together."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from sigverify.errors import ModelError, UsageError
from sigverify.ink.quality import assess
from sigverify.ink.recording import Recording
from sigverify.ink.trace import trace
from sigverify.sentences import said
from sigverify.storage import events
from sigverify.storage.rows import Profile, Signer
from sigverify.storage.store import Store
from sigverify.verification.lines import MOST_REFERENCES
from sigverify.verification.sketch import sketch_of
from sigverify.verification.template import Template
from sigverify.verification.verifier import Verifier
from sigverify.workflows.naming import find_profile, find_signer, profile_of
from sigverify.workflows.sessions import today


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
    reason=said("This is a copy of another reference of this signer, equal to the sample: it adds nothing."),
    distances=(),
    limit=None,
)


@dataclass(frozen=True, kw_only=True)
class Enrolment:
    """What came of an enrolment: whose and of which profile, None for somebody or something new that was refused.

    checks: one for each signature.
    """

    signer: Signer | None
    profile: Profile | None
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
        reason = said("There are {most} references already. Remove one first.", most=MOST_REFERENCES)
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


def enrol(store: Store, verifier: Verifier, signer_id: str, profile_id: int | None = None) -> Template:
    """Make and save the template of a profile's stored references, see `kept_anew`, and return it."""
    return kept_anew(store, verifier, signer_id, profile_id).template


def kept_anew(store: Store, verifier: Verifier, signer_id: str, profile_id: int | None = None) -> KeptTemplate:
    """Make and save the template of a profile's stored references; raises UsageError where there are none.

    profile_id: None for the first that has references, here and in all that follow. Where another desk adds or takes
    away a reference meanwhile, the template is made again: the one that is kept is of all.
    """
    profile = profile_of(store, signer_id, profile_id)
    while True:
        stored = store.recordings(signer_id, profile_id=profile.id, role="reference")
        if not stored:
            raise UsageError(said("This signer has no reference signatures yet. Enrol first."))
        kept = stored[-MOST_REFERENCES:]
        template, ids = verifier.enrol([entry.recording for entry in kept]), tuple(entry.id for entry in kept)
        with store.together():
            store.hold_signer(signer_id)
            if _wanted(store, profile) == ids:
                sketch = sketch_of(verifier, template)
                version = store.save_template(signer_id, verifier.sha256, ids, template.to_bytes(), sketch)
                return KeptTemplate(template=template, version=version, reference_ids=ids)


def enrol_recordings(
    store: Store,
    verifier: Verifier,
    name: str,
    recordings: Sequence[Recording],
    *,
    profile: str | None = None,
    keep_odd: bool = False,
    renew: bool = False,
) -> Enrolment:
    """Check signatures in turn as references of a signer, and enrol all of them, or none where one is refused.

    name: as `find_signer` takes it; a signer who is new is added.
    profile: as `find_profile` takes it; one that is new is added. None for the first that has references.
    keep_odd: whether one that stands apart is kept all the same: a person says that it is genuine.
    renew: whether they take the place of the references that there are, which are kept for the record.
    Raises UsageError where a name is none or names several, or so many cannot be renewed at once.
    """
    if renew and len(recordings) >= MOST_REFERENCES:
        raise UsageError(
            said(
                "Fewer than {most} references are renewed at once. Leave some out.",
                most=MOST_REFERENCES,
            )
        )
    signer = find_signer(store, name)
    way = None if signer is None else signer.first_enrolled if profile is None else find_profile(signer, profile)
    present = store.recordings(signer.id, profile_id=way.id, role="reference") if signer and way else []
    # Those to be renewed are what the new ones are compared with, as many as leave room for these.
    compared = present[len(recordings) - MOST_REFERENCES :] if renew else present
    accepted = [entry.recording for entry in compared]
    checks = []
    for recording in recordings:
        check = check_reference(verifier, accepted, recording)
        checks.append(check)
        if check.accepted or (keep_odd and check.usable):
            accepted.append(recording)
    if not all(check.accepted or (keep_odd and check.usable) for check in checks):
        return Enrolment(signer=signer, profile=way, checks=tuple(checks), done=False)
    with store.together():
        if signer is None:
            signer = store.add_signer(name)
            way = signer.profiles[0]
            if profile is not None and find_profile(signer, profile) is None:
                store.rename_profile(way.id, profile)
        elif way is None:
            assert profile is not None, "one that is not named is there"
            way = store.add_profile(signer.id, profile)
        assert way is not None, "found or made"
        for recording, check in zip(recordings, checks, strict=True):
            recording_id = store.add_recording(
                signer.id, recording, role="reference", label="genuine", session=today(), profile_id=way.id
            )
            if not check.accepted:
                store.record(events.reference_kept(signer.id, recording_id, "odd"))
        for entry in present if renew else []:
            store.retire_reference(entry.id)
        enrol(store, verifier, signer.id, way.id)
        signer = store.signer(signer.id)
        return Enrolment(signer=signer, profile=profile_of(store, signer.id, way.id), checks=tuple(checks), done=True)


def template_for(store: Store, verifier: Verifier, signer_id: str, profile_id: int | None = None) -> Template:
    """Return a profile's template for this model, see `kept_for`."""
    return kept_for(store, verifier, signer_id, profile_id).template


def kept_for(store: Store, verifier: Verifier, signer_id: str, profile_id: int | None = None) -> KeptTemplate:
    """Return a profile's template for this model, made again where references or model have changed.

    So is one that cannot be read: another release of the program may have kept it in another form.
    """
    profile = profile_of(store, signer_id, profile_id)
    kept = store.template(signer_id, verifier.sha256, profile.id)
    if kept is not None and sorted(_wanted(store, profile)) == sorted(kept.reference_ids):
        with suppress(ModelError):
            template = Template.from_bytes(kept.payload)
            return KeptTemplate(template=template, version=kept.version, reference_ids=kept.reference_ids)
    return kept_anew(store, verifier, signer_id, profile.id)


def _wanted(store: Store, profile: Profile) -> tuple[int, ...]:
    """Return the references that a profile's template is to be made from."""
    return tuple(store.reference_ids(profile.signer_id, profile.id)[-MOST_REFERENCES:])


def _odd_one_out(count: int, distance: float, limit: float) -> str:
    others = said("the other one", "the other {n}", n=count)
    return said(
        "This one differs from {others} (distance {distance:.2f}, expected below {limit:.2f}). Keep it anyway?",
        others=others,
        distance=distance,
        limit=limit,
    )
