"""Recordings in the store: ink, session and forger are sealed, role and label are found by."""

from collections.abc import Sequence
from contextlib import suppress
from typing import cast, get_args

from sqlalchemy import ColumnElement, case, delete, func, insert, literal, select, update

from sigverify.errors import FormatError, StoreDamagedError, StoreError, UsageError
from sigverify.ink.packing import pack, unpack
from sigverify.ink.recording import Recording
from sigverify.ink.trace import trace
from sigverify.sentences import said
from sigverify.storage import forgers, profiles, signers
from sigverify.storage.cipher import Place, Sealer
from sigverify.storage.database import hold_digest
from sigverify.storage.rows import Forger, Label, Role, StoredCopy, StoredRecording
from sigverify.storage.schema import FALSE_REFERENCE, RecordingRow
from sigverify.storage.transaction import Transaction, checked_text, now

_NAMED_AT_ONCE = 10_000
"""Recordings that are asked for by their ids in one statement; see `signers`."""


def add(
    work: Transaction,
    signer_id: str,
    recording: Recording,
    *,
    role: Role,
    label: Label,
    session: str,
    forger: Forger | None = None,
    profile_id: int | None = None,
) -> int:
    """Store a recording of a signer and return its id; raises StoreError for an unknown signer or profile.

    forger: who wrote it, of a forgery; raises UsageError with another label, and for a reference that is called a
    forgery: opening the store anew would end it. profile_id: None for the first profile.
    """
    _check_words(role, label)
    if role == "reference" and label == "forgery":
        raise UsageError(said("A forgery cannot be a reference; keep it as collected."))
    checked_text(session, said("session"), 200)
    if forger is not None:
        forgers.check(forger, label)
    signers.hold(work, signer_id)
    profile = profiles.resolve(work, signer_id, profile_id)
    own = digest(work.cipher, recording)
    hold_digest(work.connection, own)
    # The id is bound into what is sealed, so the row must be there first.
    recording_id = work.connection.execute(
        insert(RecordingRow)
        .values(
            signer_id=signer_id,
            profile_id=profile,
            role=role,
            label=label,
            taken_at=now(),
            session_sealed=b"",
            ink_sealed=b"",
        )
        .returning(RecordingRow.id)
    ).scalar_one()
    work.connection.execute(
        update(RecordingRow)
        .where(RecordingRow.id == recording_id)
        .values(
            session_sealed=work.cipher.seal_text(session, _place(recording_id, "session", signer_id)),
            ink_sealed=seal_ink(work.cipher, recording, _place(recording_id, "ink", signer_id)),
            forger_sealed=forgers.seal(work.cipher, forger, recording_id, signer_id),
            trace_digest=own,
        )
    )
    return recording_id


def find(
    work: Transaction,
    *,
    recording_id: int | None = None,
    signer_id: str | None = None,
    profile_id: int | None = None,
    role: Role | None = None,
    label: Label | None = None,
) -> list[StoredRecording]:
    """Return the recordings that fit, oldest first; raises StoreError for an unknown signer or recording."""
    _check_words(role, label)
    query = select(
        RecordingRow.id,
        RecordingRow.signer_id,
        RecordingRow.profile_id,
        RecordingRow.role,
        RecordingRow.label,
        RecordingRow.taken_at,
        RecordingRow.session_sealed,
        RecordingRow.ink_sealed,
        RecordingRow.forger_sealed,
        RecordingRow.reference_until,
    ).order_by(RecordingRow.id)
    if recording_id is not None:
        query = query.where(RecordingRow.id == recording_id)
    if signer_id is not None:
        signers.require(work, signer_id)
        query = query.where(RecordingRow.signer_id == signer_id)
    if profile_id is not None:
        query = query.where(RecordingRow.profile_id == profile_id)
    if role is not None:
        query = query.where(RecordingRow.role == role)
    if label is not None:
        query = query.where(RecordingRow.label == label)
    rows = work.connection.execute(query).tuples()
    found = [
        StoredRecording(
            id=row_id,
            signer_id=owner,
            profile_id=profile,
            role=found_role,
            label=found_label,
            session=work.cipher.open_text(session, _place(row_id, "session", owner)),
            taken_at=taken_at,
            recording=open_ink(work.cipher, ink, _place(row_id, "ink", owner)),
            forger=forgers.opened(work.cipher, forger, row_id, owner),
            reference_until=until,
        )
        for row_id, owner, profile, found_role, found_label, taken_at, session, ink, forger, until in rows
    ]
    if recording_id is not None and not found:
        raise _unknown(recording_id)
    return found


def newest_references(work: Transaction, profile_ids: Sequence[int]) -> dict[int, Recording]:
    """Return the ink of the newest reference of each of these profiles that has any, and no other ink."""
    of_profile = select(func.max(RecordingRow.id)).where(
        RecordingRow.profile_id.in_(profile_ids), RecordingRow.role == "reference"
    )
    newest = of_profile.group_by(RecordingRow.profile_id)
    rows = work.connection.execute(
        select(RecordingRow.id, RecordingRow.signer_id, RecordingRow.profile_id, RecordingRow.ink_sealed).where(
            RecordingRow.id.in_(newest)
        )
    ).tuples()
    return {profile: open_ink(work.cipher, ink, _place(row_id, "ink", owner)) for row_id, owner, profile, ink in rows}


def copies(work: Transaction, recording: Recording) -> list[StoredCopy]:
    """Return which recordings, of any signer, have the same trace to the sample, oldest first.

    Those without a digest are compared with nothing; see `fill_digests`.
    """
    query = select(RecordingRow.id, RecordingRow.signer_id, RecordingRow.role, RecordingRow.taken_at)
    found = work.connection.execute(
        query.where(RecordingRow.trace_digest == digest(work.cipher, recording)).order_by(RecordingRow.id)
    ).tuples()
    return [StoredCopy(id=row_id, signer_id=owner, role=role, taken_at=at) for row_id, owner, role, at in found]


def lack_digests(work: Transaction) -> bool:
    """Return whether there are recordings without a digest."""
    return (
        work.connection.execute(select(RecordingRow.id).where(RecordingRow.trace_digest.is_(None))).first() is not None
    )


def fill_digests(work: Transaction, after: int, most: int) -> int | None:
    """Give recordings of a program that kept no digests theirs, in the order of their ids; damaged ones get none.

    after: the last id that was looked at before, 0 for none. Returns the last one of these, None where none is left.
    """
    without = select(RecordingRow.id, RecordingRow.signer_id, RecordingRow.ink_sealed).where(
        RecordingRow.trace_digest.is_(None), RecordingRow.id > after
    )
    last = None
    rows = work.connection.execute(without.order_by(RecordingRow.id).limit(most)).tuples().all()
    for last, owner, sealed in rows:
        with suppress(StoreDamagedError):
            found = digest(work.cipher, open_ink(work.cipher, sealed, _place(last, "ink", owner)))
            work.connection.execute(update(RecordingRow).where(RecordingRow.id == last).values(trace_digest=found))
    return last


def known(work: Transaction, recording_ids: set[int]) -> set[int]:
    """Return which of these recordings there are."""
    wanted, found = sorted(recording_ids), set[int]()
    for begin in range(0, len(wanted), _NAMED_AT_ONCE):
        query = select(RecordingRow.id).where(RecordingRow.id.in_(wanted[begin : begin + _NAMED_AT_ONCE]))
        found.update(work.connection.execute(query).scalars())
    return found


def set_label(work: Transaction, recording_id: int, label: Label, role: Role | None) -> tuple[str, Role]:
    """Change what is known of a recording; returns whose it is and what it is for now.

    A reference that is called a forgery is one no more, whatever role is given: else it would be in the next template
    again. Raises StoreError for an unknown recording.
    """
    _check_words(role, label)
    becomes: ColumnElement[Role] = cast("ColumnElement[Role]", RecordingRow.role) if role is None else literal(role)
    if label == "forgery":
        becomes = case((becomes == "reference", "collected"), else_=becomes)
    changed = work.connection.execute(
        update(RecordingRow)
        .where(RecordingRow.id == recording_id)
        .values(label=label, role=becomes)
        .returning(RecordingRow.signer_id, RecordingRow.role)
    ).first()
    if changed is None:
        raise _unknown(recording_id)
    return changed.signer_id, changed.role


def end_false_references(work: Transaction) -> list[tuple[int, str]]:
    """Keep references that an earlier program let be called forgeries as such; returns their ids and whose they are."""
    ended = update(RecordingRow).where(FALSE_REFERENCE).values(role="collected")
    return sorted(work.connection.execute(ended.returning(RecordingRow.id, RecordingRow.signer_id)).tuples())


def has_false_references(work: Transaction) -> bool:
    """Return whether there are references that are called forgeries."""
    return work.connection.execute(select(RecordingRow.id).where(FALSE_REFERENCE).limit(1)).first() is not None


def retire(work: Transaction, recording_id: int) -> tuple[str, int]:
    """Keep a reference as a genuine signature that was one until now; returns whose it is and of which profile.

    Raises StoreError where it is no reference.
    """
    changed = work.connection.execute(
        update(RecordingRow)
        .where(RecordingRow.id == recording_id, RecordingRow.role == "reference")
        .values(role="collected", label="genuine", reference_until=now())
        .returning(RecordingRow.signer_id, RecordingRow.profile_id)
    ).first()
    if changed is None:
        raise StoreError(
            said(
                "Recording {recording_id} is no reference in this store. Look at the references anew.",
                recording_id=recording_id,
            )
        )
    return changed.signer_id, changed.profile_id


def set_session(work: Transaction, recording_id: int, session: str) -> str:
    """Give a recording another session and return whose it is; raises StoreError for an unknown recording."""
    checked_text(session, said("session"), 200)
    owner = work.connection.execute(select(RecordingRow.signer_id).where(RecordingRow.id == recording_id)).scalar()
    if owner is None:
        raise _unknown(recording_id)
    sealed = work.cipher.seal_text(session, _place(recording_id, "session", owner))
    work.connection.execute(update(RecordingRow).where(RecordingRow.id == recording_id).values(session_sealed=sealed))
    return owner


def discard(work: Transaction, recording_id: int) -> tuple[str, Role]:
    """Delete a recording, after the templates made from it were revoked; returns whose it was and what it was for.

    Raises StoreError for an unknown one.
    """
    gone = work.connection.execute(
        delete(RecordingRow).where(RecordingRow.id == recording_id).returning(RecordingRow.signer_id, RecordingRow.role)
    ).first()
    if gone is None:
        raise _unknown(recording_id)
    return gone.signer_id, gone.role


def hold_owner(work: Transaction, recording_id: int) -> None:
    """Hold the signer of a recording, see `signers.hold`; raises StoreError where there is no such recording."""
    owner = work.connection.execute(select(RecordingRow.signer_id).where(RecordingRow.id == recording_id)).scalar()
    if owner is None:
        raise _unknown(recording_id)
    signers.hold(work, owner)


def reference_ids(work: Transaction, profile_id: int) -> list[int]:
    """Return the ids of a profile's references, in the order they were stored; no ink is opened."""
    query = select(RecordingRow.id).where(RecordingRow.profile_id == profile_id, RecordingRow.role == "reference")
    return list(work.connection.execute(query.order_by(RecordingRow.id)).scalars())


def role_of(work: Transaction, recording_id: int) -> Role:
    """Return what a recording is for, or was until others took its place; raises StoreError for an unknown one."""
    query = select(RecordingRow.role, RecordingRow.reference_until).where(RecordingRow.id == recording_id)
    found = work.connection.execute(query).first()
    if found is None:
        raise _unknown(recording_id)
    return found.role if found.reference_until is None else "reference"


def profile_of(work: Transaction, recording_id: int, signer_id: str) -> int:
    """Return of which profile a signer's recording is; StoreError where there is none, or it is another signer's."""
    query = select(RecordingRow.signer_id, RecordingRow.profile_id).where(RecordingRow.id == recording_id)
    found = work.connection.execute(query).first()
    if found is None:
        raise _unknown(recording_id)
    if found.signer_id != signer_id:
        raise StoreError(
            said(
                "Recording {recording_id} belongs to another signer than '{signer_id}'. Choose the signer again.",
                recording_id=recording_id,
                signer_id=signer_id,
            )
        )
    return found.profile_id


def digest(cipher: Sealer, recording: Recording) -> bytes:
    """Return what tells copies: keyed, since a plain hash would let anybody with the file look for ink that he has."""
    return cipher.digest(trace(recording), "trace 1")


def seal_ink(cipher: Sealer, recording: Recording, place: Place) -> bytes:
    """Return a recording packed and sealed."""
    return cipher.seal(pack(recording), place)


def open_ink(cipher: Sealer, sealed: bytes, place: Place) -> Recording:
    """Return the recording sealed at `place`; raises StoreDamagedError where it does not check out."""
    try:
        return unpack(cipher.open(sealed, place))
    except FormatError as error:
        raise StoreDamagedError(
            said(
                "The ink of row {row} in '{table}' cannot be read. {error}",
                row=place.row,
                table=place.table,
                error=error,
            )
        ) from error


def _place(recording_id: int, column: str, signer_id: str) -> Place:
    return Place("recordings", recording_id, column, signer_id)


def _check_words(role: str | None, label: str | None) -> None:
    if role is not None and role not in get_args(Role):
        raise UsageError(
            said("A recording's role is one of {join}; found '{role}'.", join=", ".join(get_args(Role)), role=role)
        )
    if label is not None and label not in get_args(Label):
        raise UsageError(
            said("A recording's label is one of {join}; found '{label}'.", join=", ".join(get_args(Label)), label=label)
        )


def _unknown(recording_id: int) -> StoreError:
    return StoreError(
        said(
            "There is no recording {recording_id} in this store. It may have been discarded.", recording_id=recording_id
        )
    )
