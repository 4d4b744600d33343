"""Signers in the store: their names are sealed, their ids are random."""

import unicodedata
import uuid
from datetime import date

from sqlalchemy import case, delete, func, insert, select, update

from sigverify.errors import StoreDamagedError, StoreError, UsageError
from sigverify.sentences import said
from sigverify.storage.cipher import Place
from sigverify.storage.rows import LONGEST_PURPOSE, Signer
from sigverify.storage.schema import RecordingRow, SignerRow
from sigverify.storage.transaction import Transaction, checked_text, from_json, now, to_json

LONGEST_NAME = 200


def add(work: Transaction, name: str) -> Signer:
    """Store a new signer. Two may bear the same name; raises UsageError for a name that is none."""
    name = cleaned_name(name)
    signer_id, created_at = str(uuid.uuid4()), now()
    work.cipher.add_owner(signer_id)
    sealed = work.cipher.seal_text(name, _place(signer_id))
    work.connection.execute(insert(SignerRow).values(id=signer_id, name_sealed=sealed, created_at=created_at))
    return Signer(id=signer_id, name=name, created_at=created_at, reference_count=0, last_used=None)


def find(work: Transaction, signer_id: str | None = None) -> list[Signer]:
    """Return all signers by name, or the one asked for; raises StoreError where there is none of that id."""
    counts = (
        select(
            RecordingRow.signer_id,
            func.sum(case((RecordingRow.role == "reference", 1), else_=0)).label("reference_count"),
            func.max(RecordingRow.taken_at).label("last_used"),
        )
        .where(RecordingRow.signer_id == signer_id if signer_id is not None else RecordingRow.signer_id.is_not(None))
        .group_by(RecordingRow.signer_id)
        .subquery()
    )
    query = select(
        SignerRow.id,
        SignerRow.name_sealed,
        SignerRow.created_at,
        SignerRow.retention_sealed,
        func.coalesce(counts.c.reference_count, 0),
        counts.c.last_used,
    ).outerjoin(counts, counts.c.signer_id == SignerRow.id)
    if signer_id is not None:
        query = query.where(SignerRow.id == signer_id)
    found = [
        Signer(
            id=found_id,
            name=work.cipher.open_text(sealed, _place(found_id)),
            created_at=created_at,
            reference_count=int(reference_count),
            last_used=last_used,
            purpose=purpose,
            keep_until=keep_until,
        )
        for found_id, sealed, created_at, kept, reference_count, last_used in work.connection.execute(query).tuples()
        for purpose, keep_until in [_open_retention(work, kept, found_id)]
    ]
    if signer_id is not None and not found:
        raise _unknown(signer_id)
    return sorted(found, key=lambda signer: (signer.name.casefold(), signer.created_at, signer.id))


def rename(work: Transaction, signer_id: str, name: str) -> None:
    """Give a signer another name; raises StoreError for an unknown id, UsageError for a name that is none."""
    name = cleaned_name(name)
    require(work, signer_id)
    sealed = work.cipher.seal_text(name, _place(signer_id))
    work.connection.execute(update(SignerRow).where(SignerRow.id == signer_id).values(name_sealed=sealed))


def set_retention(work: Transaction, signer_id: str, purpose: str, keep_until: date | None) -> None:
    """Note what a signer's signatures are kept for, and from which day they are due to be erased.

    Raises StoreError for an unknown id, UsageError for a purpose that is too long.
    """
    purpose = checked_text(purpose.strip(), "purpose", LONGEST_PURPOSE)
    require(work, signer_id)
    told = to_json({"purpose": purpose, "keep_until": keep_until.isoformat() if keep_until else None}, "retention")
    sealed = work.cipher.seal_text(told, _retention_place(signer_id)) if purpose or keep_until else None
    work.connection.execute(update(SignerRow).where(SignerRow.id == signer_id).values(retention_sealed=sealed))


def erase(work: Transaction, signer_id: str) -> None:
    """Delete a signer and, by the references between tables, all that hangs on it, and destroy the signer's key.

    Raises StoreError for an unknown id.
    """
    if work.connection.execute(delete(SignerRow).where(SignerRow.id == signer_id)).rowcount == 0:
        raise _unknown(signer_id)
    work.cipher.destroy_owner(signer_id)


def require(work: Transaction, signer_id: str) -> None:
    """Raise StoreError where there is no signer of this id."""
    if work.connection.execute(select(SignerRow.id).where(SignerRow.id == signer_id)).first() is None:
        raise _unknown(signer_id)


def hold(work: Transaction, signer_id: str) -> None:
    """As `require`, and have other desks wait with what they do to this signer until the transaction ends."""
    # Of all that point to the row, only an erasure conflicts with this; it is alone anyway.
    held = select(SignerRow.id).where(SignerRow.id == signer_id).with_for_update(key_share=True)
    if work.connection.execute(held).first() is None:
        raise _unknown(signer_id)


def cleaned_name(name: str) -> str:
    """Return a name as it is stored: composed letters (NFC), no blanks at its ends.

    Raises UsageError where it is empty, longer than 200 characters, or holds control characters.
    """
    name = unicodedata.normalize("NFC", checked_text(name.strip(), said("signer's name"), LONGEST_NAME)).strip()
    if not name:
        raise UsageError(said("The signer's name is empty. Type the name of the person who signs."))
    if any(unicodedata.category(character) == "Cc" for character in name):
        raise UsageError(
            said("The signer's name holds a control character, such as a line break. Type it on one line.")
        )
    return name


def _place(signer_id: str) -> Place:
    return Place("signers", signer_id, "name", signer_id)


def _open_retention(work: Transaction, sealed: bytes | None, signer_id: str) -> tuple[str, date | None]:
    if sealed is None:
        return "", None
    told = from_json(work.cipher.open_text(sealed, _retention_place(signer_id)), f"retention of '{signer_id}'")
    purpose, until = told.get("purpose"), told.get("keep_until")
    try:
        if not isinstance(purpose, str):
            raise ValueError(purpose)
        return purpose, None if until is None else date.fromisoformat(str(until))
    except ValueError as error:
        raise StoreDamagedError(
            said(
                "Until when the signatures of '{signer_id}' are kept cannot be read. Restore the store from a copy.",
                signer_id=signer_id,
            )
        ) from error


def _retention_place(signer_id: str) -> Place:
    return Place("signers", signer_id, "retention", signer_id)


def _unknown(signer_id: str) -> StoreError:
    return StoreError(
        said(
            "There is no signer with the id '{signer_id}' in this store. It may have been erased.", signer_id=signer_id
        )
    )
