"""Profiles of a signer in the store: the ways in which one person signs, each with references of its own."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, case, delete, func, insert, select, update

from sigverify.errors import StoreError, UsageError
from sigverify.sentences import said
from sigverify.storage import events
from sigverify.storage.cipher import Place
from sigverify.storage.names import cleaned
from sigverify.storage.rows import FIRST_PROFILE, Profile
from sigverify.storage.schema import DecisionRow, NoteRow, ProfileRow, RecordingRow
from sigverify.storage.transaction import Transaction, now

_LONGEST_NAME = 60


def add_first(work: Transaction, signer_id: str, created_at: datetime) -> None:
    """Give a signer who is new the profile that everybody has."""
    work.connection.execute(insert(ProfileRow).values(signer_id=signer_id, name_sealed=None, created_at=created_at))


def add(work: Transaction, signer_id: str, name: str) -> Profile:
    """Store a new profile of a signer, who must be there.

    Raises UsageError for a name that is none, or that another profile of the signer bears.
    """
    name, created_at = _checked(work, signer_id, name), now()
    profile_id = work.connection.execute(
        insert(ProfileRow).values(signer_id=signer_id, name_sealed=None, created_at=created_at).returning(ProfileRow.id)
    ).scalar_one()
    _seal_name(work, profile_id, signer_id, name)
    return Profile(
        id=profile_id,
        signer_id=signer_id,
        name=name,
        created_at=created_at,
        reference_count=0,
        oldest_reference=None,
        last_used=None,
    )


def find(work: Transaction, signer_ids: Collection[str] | None = None) -> dict[str, list[Profile]]:
    """Return the profiles of every signer, or of some, in the order they were added."""
    reference = RecordingRow.role == "reference"
    counts = (
        select(
            RecordingRow.profile_id,
            func.sum(case((reference, 1), else_=0)).label("reference_count"),
            func.min(case((reference, RecordingRow.taken_at))).label("oldest_reference"),
            func.max(RecordingRow.taken_at).label("last_used"),
        )
        .where(*_of(signer_ids))
        .group_by(RecordingRow.profile_id)
        .subquery()
    )
    query = (
        select(
            ProfileRow.id,
            ProfileRow.signer_id,
            ProfileRow.name_sealed,
            ProfileRow.created_at,
            func.coalesce(counts.c.reference_count, 0),
            counts.c.oldest_reference,
            counts.c.last_used,
        )
        .outerjoin(counts, counts.c.profile_id == ProfileRow.id)
        .order_by(ProfileRow.id)
    )
    if signer_ids is not None:
        query = query.where(ProfileRow.signer_id.in_(signer_ids))
    found: dict[str, list[Profile]] = {}
    for profile_id, owner, sealed, created_at, count, oldest, last in work.connection.execute(query).tuples().all():
        name = FIRST_PROFILE if sealed is None else _open_name(work, sealed, profile_id, owner)
        profile = Profile(profile_id, owner, name, created_at, int(count), oldest, last)
        known = found.get(owner)
        if known is None:
            found[owner] = [profile]
        else:
            known.append(profile)
    return found


def rename(work: Transaction, profile_id: int, name: str) -> str:
    """Give a profile another name and return whose it is; raises as `add`, and StoreError for an unknown one."""
    owner = owner_of(work, profile_id)
    _seal_name(work, profile_id, owner, _checked(work, owner, name, but=profile_id))
    return owner


def erase(work: Transaction, profile_id: int) -> None:
    """Delete a profile with its ink, templates and decisions, and tell of it.

    Raises UsageError where it is the only one: then the signer is to be erased.
    """
    owner = owner_of(work, profile_id)
    if len(_ids(work, owner)) == 1:
        raise UsageError(said("This is the signer's only profile. Erase the signer, or add another profile first."))
    decided = select(DecisionRow.id).where(DecisionRow.profile_id == profile_id)
    gone = [
        work.connection.execute(query).scalars().all()
        for query in (
            select(RecordingRow.id).where(RecordingRow.profile_id == profile_id),
            decided,
            select(NoteRow.id).where(NoteRow.decision_id.in_(decided)),
        )
    ]
    work.connection.execute(delete(ProfileRow).where(ProfileRow.id == profile_id))
    work.tell(events.profile_erased(owner, profile_id, *gone))


def resolve(work: Transaction, signer_id: str, profile_id: int | None) -> int:
    """Return the id of a profile of a signer, of the first one where none is named.

    Raises StoreError where the signer is unknown, or the profile is, or it is another signer's.
    """
    ids = _ids(work, signer_id)
    if not ids:
        raise StoreError(
            said(
                "There is no signer with the id '{signer_id}' in this store. It may have been erased.",
                signer_id=signer_id,
            )
        )
    if profile_id is None:
        return ids[0]
    if profile_id not in ids:
        raise _unknown(profile_id)
    return profile_id


def owner_of(work: Transaction, profile_id: int) -> str:
    """Return whose a profile is; raises StoreError for an unknown one."""
    owner = work.connection.execute(select(ProfileRow.signer_id).where(ProfileRow.id == profile_id)).scalar()
    if owner is None:
        raise _unknown(profile_id)
    return owner


def _ids(work: Transaction, signer_id: str) -> Sequence[int]:
    query = select(ProfileRow.id).where(ProfileRow.signer_id == signer_id).order_by(ProfileRow.id)
    return work.connection.execute(query).scalars().all()


def _of(signer_ids: Collection[str] | None) -> list[ColumnElement[bool]]:
    return [] if signer_ids is None else [RecordingRow.signer_id.in_(signer_ids)]


def _checked(work: Transaction, signer_id: str, name: str, but: int | None = None) -> str:
    name = cleaned(name, said("profile's name"), said("Type what it is, for example 'initials'."), _LONGEST_NAME)
    known = find(work, [signer_id]).get(signer_id, [])
    if any(profile.name.casefold() == name.casefold() and profile.id != but for profile in known):
        raise UsageError(said("This signer has a profile '{name}' already. Type another name.", name=name))
    return name


def _seal_name(work: Transaction, profile_id: int, signer_id: str, name: str) -> None:
    sealed = work.cipher.seal_text(name, _place(profile_id, signer_id))
    work.connection.execute(update(ProfileRow).where(ProfileRow.id == profile_id).values(name_sealed=sealed))


def _open_name(work: Transaction, sealed: bytes, profile_id: int, signer_id: str) -> str:
    return work.cipher.open_text(sealed, _place(profile_id, signer_id))


def _place(profile_id: int, signer_id: str) -> Place:
    return Place("profiles", profile_id, "name", signer_id)


def _unknown(profile_id: int) -> StoreError:
    return StoreError(
        said(
            "There is no profile {profile_id} of this signer in this store. It may have been erased.",
            profile_id=profile_id,
        )
    )
