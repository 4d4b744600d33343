"""Decisions in the store: sealed JSON, for the scores say much about a person."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, insert, select, update

from sigverify.errors import StoreError, UsageError
from sigverify.sentences import said
from sigverify.storage import notes, recordings, signers
from sigverify.storage.cipher import Place
from sigverify.storage.rows import ReviewedDecision, StoredDecision, StoredNote
from sigverify.storage.schema import DecisionRow, RecordingRow
from sigverify.storage.transaction import Transaction, from_json, now, signed, signed_by, to_json


def add(
    work: Transaction, signer_id: str, recording_id: int, template_version: int, decision: Mapping[str, object]
) -> int:
    """Store a decision about a recording, of its profile, and return its id; StoreError for an unknown recording."""
    if template_version < 1:
        raise UsageError(
            said("Versions of templates count from 1; found {template_version}.", template_version=template_version)
        )
    signers.hold(work, signer_id)
    profile_id = recordings.profile_of(work, recording_id, signer_id)
    text = to_json({**decision, **signed(work)}, "decision")
    decision_id = work.connection.execute(
        insert(DecisionRow)
        .values(
            signer_id=signer_id,
            profile_id=profile_id,
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


def review(work: Transaction, before: int | None, most: int) -> list[ReviewedDecision]:
    """Return decisions with what people said of them, the newest first.

    before: only decisions of smaller ids; None begins with the newest. most: at most so many.
    """
    newest = select(DecisionRow.id).order_by(DecisionRow.id.desc()).limit(most)
    if before is not None:
        newest = newest.where(DecisionRow.id < before)
    ids = work.connection.execute(newest).scalars().all()
    return _reviewed(work, ids[-1], ids[0]) if ids else []


def review_one(work: Transaction, decision_id: int) -> ReviewedDecision:
    """Return a decision with what people said of it; raises StoreError for an unknown one."""
    found = _reviewed(work, decision_id, decision_id)
    if not found:
        raise StoreError(
            said(
                "There is no decision {decision_id} in this store. It may have been erased with its signer.",
                decision_id=decision_id,
            )
        )
    return found[0]


def _reviewed(work: Transaction, first: int, last: int) -> list[ReviewedDecision]:
    within = DecisionRow.id.between(first, last)
    about = select(DecisionRow.id, RecordingRow.label).join(RecordingRow, RecordingRow.id == DecisionRow.recording_id)
    labels = dict(work.connection.execute(about.where(within)).tuples().all())
    written: dict[int, list[StoredNote]] = {}
    for note in notes.of_decisions(work, first, last):
        written.setdefault(note.decision_id, []).append(note)
    return [
        ReviewedDecision(stored=stored, label=labels.get(stored.id), notes=tuple(written.get(stored.id, ())))
        for stored in reversed(_find(work, within))
    ]


def _find(work: Transaction, *which: ColumnElement[bool]) -> list[StoredDecision]:
    query = select(
        DecisionRow.id,
        DecisionRow.signer_id,
        DecisionRow.profile_id,
        DecisionRow.recording_id,
        DecisionRow.template_version,
        DecisionRow.decided_at,
        DecisionRow.decision_sealed,
    ).order_by(DecisionRow.id)
    rows = work.connection.execute(query.where(*which)).tuples()
    return [
        StoredDecision(
            id=decision_id,
            signer_id=owner,
            profile_id=profile,
            recording_id=recording_id,
            template_version=version,
            decided_at=decided_at,
            operator_id=signed_by(values),
            decision=values,
        )
        for decision_id, owner, profile, recording_id, version, decided_at, sealed in rows
        for values in [
            from_json(
                work.cipher.open_text(sealed, _place(decision_id, owner)), said("decision {number}", number=decision_id)
            )
        ]
    ]


def _place(decision_id: int, signer_id: str) -> Place:
    return Place("decisions", decision_id, "decision", signer_id)
