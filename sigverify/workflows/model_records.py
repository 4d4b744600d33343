"""What is known of the model behind a decision, wherever its card lies: on this machine or in the store."""

import hashlib
from contextlib import suppress

from sigverify.errors import ModelError
from sigverify.storage.rows import StoredModel
from sigverify.storage.store import Store
from sigverify.verification.card import ModelCard
from sigverify.verification.card_facts import check_facts
from sigverify.verification.model_files import CARD
from sigverify.verification.model_record import ErrorRates, ModelRecord, rates_of, record_of
from sigverify.workflows.models import known_models


def model_record(store: Store, sha256: str) -> ModelRecord | None:
    """Return what the card of this SHA-256 tells; None where neither this machine nor the store has it.

    Of a model whose files are gone, the store still knows when it was made and how often it erred.
    """
    for summary in known_models():
        if summary.sha256 == sha256:
            return record_of(summary.card, sha256)
    for model in store.models():
        if model.sha256 == sha256:
            return _from_files(store, model) or _from_notes(model)
    return None


def _from_files(store: Store, model: StoredModel) -> ModelRecord | None:
    payload = store.model_files(model.id).get(CARD, b"")
    if hashlib.sha256(payload).hexdigest() != model.sha256:
        return None
    return record_of(ModelCard.from_json(payload.decode("utf-8")), model.sha256)


def _from_notes(model: StoredModel) -> ModelRecord:
    made_at, figures = model.card.get("made_at"), model.card.get("figures")
    rates: tuple[ErrorRates, ...] = ()
    with suppress(ModelError):
        if isinstance(figures, dict):
            check_facts({}, figures)
            rates = rates_of(figures)
    return ModelRecord(
        name=model.name, sha256=model.sha256, made_at=made_at if isinstance(made_at, str) else "", rates=rates
    )
