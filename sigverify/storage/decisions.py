"""Decisions in the store: sealed JSON, for the scores say much about a person."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, insert, select, update

from sigverify.errors import UsageError
from sigverify.storage import recordings, signers
from sigverify.storage.cipher import Place
from sigverify.storage.rows import StoredDecision
from sigverify.storage.schema import DecisionRow
from sigverify.storage.transaction import Transaction, from_json, now, to_json


def add(
    work: Transaction, signer_id: str, recording_id: int, template_version: int, decision: Mapping[str, object]
) -> int:
    """Store a decision about a recording and return its id; StoreError where signer or recording is unknown."""
    if template_version < 1:
        raise UsageError(f"Versions of templates count from 1; found {template_version}.")
    signers.require(work, signer_id)
    recordings.require(work, recording_id, signer_id)
    text = to_json(decision, "decision")
    decision_id = work.connection.execute(
        insert(DecisionRow)
        .values(
            signer_id=signer_id,
            recording_id=recording_id,
            template_version=template_version,
            decided_at=now(),
            decision_sealed=b"",
        )
        .returning(DecisionRow.id)
    ).scalar_one()
    sealed = work.cipher.seal_text(text, _place(decision_id, signer_id))
    work.connection.execute(update(DecisionRow).where(DecisionRow.id == decision_id).values(decision_sealed=sealed))
    return decision_id


def find(work: Transaction, signer_id: str | None) -> list[StoredDecision]:
    """Return the decisions about a signer, or all, oldest first; raises StoreError for an unknown signer."""
    if signer_id is None:
        return _find(work)
    signers.require(work, signer_id)
    return _find(work, DecisionRow.signer_id == signer_id)


def about(work: Transaction, recording_id: int) -> list[StoredDecision]:
    """Return the decisions about a recording, oldest first."""
    return _find(work, DecisionRow.recording_id == recording_id)


def _find(work: Transaction, *which: ColumnElement[bool]) -> list[StoredDecision]:
    query = select(
        DecisionRow.id,
        DecisionRow.signer_id,
        DecisionRow.recording_id,
        DecisionRow.template_version,
        DecisionRow.decided_at,
        DecisionRow.decision_sealed,
    ).order_by(DecisionRow.id)
    return [
        StoredDecision(
            id=decision_id,
            signer_id=owner,
            recording_id=recording_id,
            template_version=version,
            decided_at=decided_at,
            decision=from_json(work.cipher.open_text(sealed, _place(decision_id, owner)), f"decision {decision_id}"),
        )
        for decision_id, owner, recording_id, version, decided_at, sealed in work.connection.execute(
            query.where(*which)
        ).tuples()
    ]


def _place(decision_id: int, signer_id: str) -> Place:
    return Place("decisions", decision_id, "decision", signer_id)
