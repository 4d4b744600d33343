"""Signers in the store: their names and what they are kept for are sealed, their ids are random."""

import uuid
from collections.abc import Collection
from datetime import date

from sqlalchemy import delete, insert, select, update

from sigverify.errors import StoreDamagedError, StoreError
from sigverify.sentences import said
from sigverify.storage import profiles
from sigverify.storage.cipher import Place
from sigverify.storage.names import cleaned
from sigverify.storage.rows import LONGEST_PURPOSE, Signer
from sigverify.storage.schema import SignerRow
from sigverify.storage.transaction import Transaction, checked_text, from_json, now, to_json

LONGEST_NAME = 200

_NAMED_AT_ONCE = 10_000
"""Signers who are asked for by their ids: a statement takes 32,766 values in SQLite, 65,535 on a server, and names each
id twice."""

_NOBODY_SAID: tuple[str, date | None] = ("", None)
"""What the signatures of most are kept for, and until when."""


def add(work: Transaction, name: str, *, sample: bool = False) -> str:
    """Store a new signer with one profile, and return the id.

    Two may bear the same name; raises UsageError for a name that is none. sample: whether it is nobody.
    """
    name = cleaned_name(name)
    signer_id, created_at = str(uuid.uuid4()), now()
    work.cipher.add_owner(signer_id)
    sealed = work.cipher.seal_text(name, _place(signer_id))
    work.connection.execute(
        insert(SignerRow).values(id=signer_id, name_sealed=sealed, created_at=created_at, sample=sample)
    )
    profiles.add_first(work, signer_id, created_at)
    return signer_id


def one(work: Transaction, signer_id: str) -> Signer:
    """Return a signer; raises StoreError where there is none of that id."""
    found = find(work, [signer_id])
    if not found:
        raise _unknown(signer_id)
    return found[0]


def find(work: Transaction, signer_ids: Collection[str] | None = None) -> list[Signer]:
    """Return all signers by name, or those of these ids that there are."""
    if signer_ids is not None and len(signer_ids) > _NAMED_AT_ONCE:  # as after another model was promoted
        wanted = frozenset(signer_ids)
        return [signer for signer in find(work) if signer.id in wanted]
    query = select(
        SignerRow.id, SignerRow.name_sealed, SignerRow.created_at, SignerRow.retention_sealed, SignerRow.sample
    )
    if signer_ids is not None:
        query = query.where(SignerRow.id.in_(signer_ids))
    rows = work.connection.execute(query).tuples().all()
    ways = profiles.find(work, signer_ids)
    # A server may no longer show the profiles of one who was erased since the first query.
    rows = [row for row in rows if row[0] in ways]
    names = work.cipher.open_each("signers", "name", [(row[0], row[0], row[1]) for row in rows])
    found = []
    for name, (found_id, sealed, created_at, kept, sample) in zip(names, rows, strict=True):
        told = name.decode() if name is not None else work.cipher.open_text(sealed, _place(found_id))
        purpose, keep_until = _open_retention(work, kept, found_id) if kept is not None else _NOBODY_SAID
        found.append(Signer(found_id, told, created_at, tuple(ways[found_id]), purpose, keep_until, sample))
    return sorted(found, key=lambda signer: (signer.name.casefold(), signer.created_at, signer.id))


def samples(work: Transaction) -> frozenset[str]:
    """Return the ids of those who are nobody."""
    return frozenset(work.connection.execute(select(SignerRow.id).where(SignerRow.sample)).scalars())


def with_retention(work: Transaction) -> list[str]:
    """Return the ids of those of whom somebody said what their signatures are kept for, or until when."""
    return list(work.connection.execute(select(SignerRow.id).where(SignerRow.retention_sealed.is_not(None))).scalars())


def namesakes(work: Transaction, signer_id: str) -> list[str]:
    """Return the ids of the others who bear a signer's name, whatever its capitals and blanks."""
    known = find(work)
    name = next((signer.name for signer in known if signer.id == signer_id), "")
    wanted = " ".join(name.casefold().split())
    return [one.id for one in known if one.id != signer_id and " ".join(one.name.casefold().split()) == wanted]


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
    purpose = checked_text(purpose.strip(), said("purpose"), LONGEST_PURPOSE)
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
    """Return a signer's name as it is stored; raises UsageError where it is none."""
    return cleaned(name, said("signer's name"), said("Type the name of the person who signs."), LONGEST_NAME)


def _place(signer_id: str) -> Place:
    return Place("signers", signer_id, "name", signer_id)


def _open_retention(work: Transaction, sealed: bytes, signer_id: str) -> tuple[str, date | None]:
    told = from_json(
        work.cipher.open_text(sealed, _retention_place(signer_id)), said("retention of '{signer}'", signer=signer_id)
    )
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
