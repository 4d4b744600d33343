"""Another model is put to use: templates are made for all signers first, and all take effect together, or nothing does.

A template belongs to one model. Those of the models before are kept, so that one of them can be brought back at once.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from sigverify.errors import Cancelled, ModelError, UsageError
from sigverify.sentences import said
from sigverify.storage.rows import Profile, StoredModel
from sigverify.storage.store import Store
from sigverify.verification.lines import MOST_REFERENCES
from sigverify.verification.model_files import read_model
from sigverify.verification.sketch import sketch_of
from sigverify.verification.template import Template
from sigverify.verification.verifier import Verifier
from sigverify.workflows.models import folder_in_use, folder_of, put_into_use, register
from sigverify.workflows.retrain_verdict import RetrainOutcome


@dataclass(frozen=True, kw_only=True)
class ModelChange:
    """How far a change has come: signers with templates, of all who have references."""

    signers_done: int
    signers: int


@dataclass(frozen=True)
class _Made:
    references: tuple[int, ...]
    payload: bytes | None = None
    """None where the one that is kept still holds."""
    sketch: bytes | None = None


def promoting(
    store: Store, outcome: RetrainOutcome, cancelled: Callable[[], bool] = lambda: False
) -> Iterator[ModelChange]:
    """Put the challenger into use; yields how far it is, and changes nothing before the end.

    Raises UsageError where the evidence forbids it, ModelError where the challenger cannot be read, Cancelled.
    """
    if not outcome.promotable:
        raise UsageError(outcome.verdict)
    verifier = read_model(outcome.model_folder)
    folder = folder_in_use(store)
    parent = read_model(folder).sha256

    def use() -> None:
        if (
            store.model_in_use() is None
        ):  # the shipped model was in use unnamed: name it, so that it can be brought back
            put_into_use(store, folder)
        store.use_model(register(store, verifier, outcome.model_folder, parent))

    yield from _changing(store, verifier, use, cancelled)


def returning(
    store: Store, model_id: int | None = None, cancelled: Callable[[], bool] = lambda: False
) -> Iterator[ModelChange]:
    """Bring back a model that was in use before, the last one for None; yields how far it is.

    Raises ModelError where there is none, it was never in use, or its files are gone; Cancelled.
    """
    before = store.previous_model() if model_id is None else _used(store, model_id)
    if before is None:
        raise ModelError(said("There is no earlier model to bring back. Only one that was in use here can be."))
    verifier = read_model(folder_of(store, before))
    yield from _changing(store, verifier, lambda: store.use_model(before.id, rolled_back=True), cancelled)


def promote(store: Store, outcome: RetrainOutcome) -> Verifier:
    """Put the challenger into use as `promoting` does, and return it."""
    for _ in promoting(store, outcome):
        pass
    return read_model(outcome.model_folder)


def roll_back(store: Store) -> Verifier:
    """Bring back the model that was in use before as `returning` does, and return it."""
    for _ in returning(store):
        pass
    return read_model(folder_in_use(store))


def _used(store: Store, model_id: int) -> StoredModel | None:
    if not any(use.model_id == model_id for use in store.model_uses()):
        raise ModelError(
            said("This model was never in use here, so that it cannot be brought back. Choose one that was.")
        )
    return next((model for model in store.models() if model.id == model_id), None)


def _changing(
    store: Store, verifier: Verifier, use: Callable[[], None], cancelled: Callable[[], bool]
) -> Iterator[ModelChange]:
    """Make all templates, then keep them and put the model to use in one transaction."""
    signers = [signer for signer in store.signers() if signer.reference_count]
    made: dict[int, _Made] = {}
    for done, signer in enumerate(signers):
        if cancelled():
            raise Cancelled(said("Stopped; the model in use and its templates are unchanged."))
        yield ModelChange(signers_done=done, signers=len(signers))
        for profile in signer.profiles:
            if profile.reference_count:
                made[profile.id] = _template(store, verifier, profile)
    yield ModelChange(signers_done=len(signers), signers=len(signers))
    with store.together():
        for signer in store.signers():
            store.hold_signer(signer.id)  # other desks wait with changes to references
            for profile in store.signer(signer.id).profiles:
                references = tuple(store.reference_ids(signer.id, profile.id)[-MOST_REFERENCES:])
                if not references:
                    continue
                part = made.get(profile.id)
                if part is None or part.references != references:
                    part = _template(store, verifier, profile)  # references were added or removed meanwhile
                if part.payload is not None:
                    store.save_template(signer.id, verifier.sha256, part.references, part.payload, part.sketch)
        use()


def _template(store: Store, verifier: Verifier, profile: Profile) -> _Made:
    stored = store.recordings(profile.signer_id, profile_id=profile.id, role="reference")[-MOST_REFERENCES:]
    references = tuple(entry.id for entry in stored)
    kept = store.template(profile.signer_id, verifier.sha256, profile.id)
    if kept is not None and kept.reference_ids == references:
        with suppress(ModelError):  # another release of the program may have kept it in another form
            Template.from_bytes(kept.payload)
            return _Made(references)
    template = verifier.enrol([entry.recording for entry in stored])
    return _Made(references, template.to_bytes(), sketch_of(verifier, template))
