"""Tries at the pad, by signer: what came of each, so that nobody may try without end. Appended, never changed."""

from datetime import datetime
from typing import get_args

from sqlalchemy import ColumnElement, insert, select, update

from sigverify.errors import StoreDamagedError, UsageError
from sigverify.sentences import said
from sigverify.storage import signers
from sigverify.storage.cipher import Place
from sigverify.storage.notes import LONGEST
from sigverify.storage.rows import StoredAttempt
from sigverify.storage.schema import AttemptRow
from sigverify.storage.transaction import Transaction, checked_text, from_json, now, to_json
from sigverify.verification.attempts import Tried


def add(work: Transaction, signer_id: str, tried: Tried, decision_id: int | None, reason: str) -> int:
    """Append what came of a try and return its id.

    reason: why a person let the signer try again; '' for all other kinds.
    Raises StoreError for an unknown signer, UsageError where a lift has no reason.
    """
    reason = checked_text(reason.strip(), said("reason"), LONGEST)
    if tried == "lifted" and not reason:
        raise UsageError(said("To allow further attempts needs a reason: write how you know who is signing."))
    signers.hold(work, signer_id)
    # The id is bound into what is sealed, so the row must be there first.
    attempt_id = work.connection.execute(
        insert(AttemptRow)
        .values(signer_id=signer_id, decision_id=decision_id, made_at=now(), told_sealed=b"")
        .returning(AttemptRow.id)
    ).scalar_one()
    sealed = work.cipher.seal_text(
        to_json({"tried": tried, "reason": reason}, "attempt"), _place(attempt_id, signer_id)
    )
    work.connection.execute(update(AttemptRow).where(AttemptRow.id == attempt_id).values(told_sealed=sealed))
    return attempt_id


def find(work: Transaction, signer_id: str, since: datetime | None = None) -> list[StoredAttempt]:
    """Return a signer's tries, or those after a time, in the order they were made; StoreError for an unknown signer."""
    signers.require(work, signer_id)
    which: list[ColumnElement[bool]] = [AttemptRow.signer_id == signer_id]
    if since is not None:
        which.append(AttemptRow.made_at > since)
    query = select(AttemptRow.id, AttemptRow.decision_id, AttemptRow.made_at, AttemptRow.told_sealed)
    found = []
    for attempt_id, decision_id, made_at, sealed in work.connection.execute(
        query.where(*which).order_by(AttemptRow.id)
    ).tuples():
        values = from_json(
            work.cipher.open_text(sealed, _place(attempt_id, signer_id)), said("attempt {number}", number=attempt_id)
        )
        tried, reason = values.get("tried"), values.get("reason")
        if tried not in get_args(Tried) or not isinstance(reason, str):
            raise StoreDamagedError(
                said("The store's attempt {attempt_id} is none. Restore the store from a copy.", attempt_id=attempt_id)
            )
        found.append(
            StoredAttempt(
                id=attempt_id,
                signer_id=signer_id,
                decision_id=decision_id,
                made_at=made_at,
                tried=tried,  # type: ignore[arg-type]  # one of them
                reason=reason,
            )
        )
    return found


def _place(attempt_id: int, signer_id: str) -> Place:
    return Place("attempts", attempt_id, "told", signer_id)
