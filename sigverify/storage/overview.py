"""What there is of recordings, told without their ink: most of it from indexes, for the rows are long.

SQLite reads all of a row up to the last column that is asked for, and the profile stands behind the ink: it is asked of
an index of its own.
"""

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from sigverify.progress import steps
from sigverify.storage.cipher import Place
from sigverify.storage.rows import CountedRecordings, RecordingFacts
from sigverify.storage.schema import WAITS, ProfileRow, RecordingRow
from sigverify.storage.transaction import Transaction

_LABEL, _ROLE = RecordingRow.label, RecordingRow.role

_BEGINNINGS = "0123456789abcdef"
"""Of the ids of signers, which are random: as many parts of about one size, between which somebody may ask to stop."""


def counted(work: Transaction, signer_ids: Collection[str] | None = None) -> list[CountedRecordings]:
    """Return how many recordings there are of everybody who has any, or of these signers; nothing is opened.

    Raises Cancelled where somebody asks to stop.
    """
    query = select(
        RecordingRow.signer_id,
        _count(or_(_LABEL == "genuine", and_(_ROLE == "reference", _LABEL == "unknown"))),
        _count(_LABEL == "forgery"),
        _count(and_(_ROLE == "collected", _LABEL == "unknown")),
        _count(and_(_ROLE == "questioned", _LABEL == "unknown")),
        func.max(case((_ROLE == "collected", RecordingRow.taken_at))),
    ).group_by(RecordingRow.signer_id)
    if signer_ids is not None:
        query = query.where(RecordingRow.signer_id.in_(signer_ids))
        return [CountedRecordings._make(row) for row in work.connection.execute(query)]
    found: list[CountedRecordings] = []
    for place in steps(range(len(_BEGINNINGS))):
        part = query
        if place > 0:
            part = part.where(RecordingRow.signer_id >= _BEGINNINGS[place])
        if place + 1 < len(_BEGINNINGS):
            part = part.where(RecordingRow.signer_id < _BEGINNINGS[place + 1])
        found += [CountedRecordings._make(row) for row in work.connection.execute(part)]
    return found


def facts(work: Transaction, signer_ids: Collection[str] | None = None) -> list[RecordingFacts]:
    """Return what is known of every recording, or of those of these signers, oldest first."""
    query = select(
        RecordingRow.id,
        RecordingRow.signer_id,
        RecordingRow.role,
        RecordingRow.label,
        RecordingRow.session_sealed,
        RecordingRow.taken_at,
    ).order_by(RecordingRow.id)
    of_profiles = select(RecordingRow.id, RecordingRow.profile_id)
    if signer_ids is not None:
        query = query.where(RecordingRow.signer_id.in_(signer_ids))
        theirs = select(ProfileRow.id).where(ProfileRow.signer_id.in_(signer_ids))
        of_profiles = of_profiles.where(RecordingRow.profile_id.in_(theirs))
    profiles = dict(work.connection.execute(of_profiles).tuples().all())
    return [
        RecordingFacts(
            id=row_id,
            signer_id=owner,
            profile_id=profiles[row_id],
            role=role,
            label=label,
            session=work.cipher.open_text(session, Place("recordings", row_id, "session", owner)),
            taken_at=taken_at,
        )
        for row_id, owner, role, label, session, taken_at in work.connection.execute(query).tuples()
    ]


def next_waiting(work: Transaction, after: int) -> tuple[int | None, int]:
    """Return the first questioned recording of unknown label with a greater id, None without, and how many wait."""
    waits = select(RecordingRow.id).where(WAITS)
    first = work.connection.execute(waits.where(RecordingRow.id > after).order_by(RecordingRow.id).limit(1)).scalar()
    count = work.connection.execute(select(func.count()).select_from(waits.subquery())).scalar_one()
    return first, count


def _count(which: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((which, 1), else_=0))
