"""The journal: each stroke is on the disk when the pen is lifted, before anything is made of it.

A program that dies mid-signature leaves its capture here; the next one offers it. A stroke that a person took back is
marked and stays until the signature is finished or thrown away: a slip of the finger must not cost ink.
"""

from contextlib import suppress
from dataclasses import replace

from sqlalchemy import delete, func, insert, select, update

from sigverify.errors import StoreDamagedError, StoreError, UsageError
from sigverify.ink.recording import Recording
from sigverify.sentences import said
from sigverify.storage import recordings
from sigverify.storage.cipher import Place
from sigverify.storage.rows import UnfinishedCapture
from sigverify.storage.schema import CaptureRow, StrokeRow
from sigverify.storage.transaction import Transaction, checked_text, now


def begin(work: Transaction, signer_id: str | None, purpose: str, profile_id: int | None = None) -> int:
    """Open a capture and return its id."""
    if not checked_text(purpose, said("purpose of the capture"), 40):
        raise UsageError(said("A capture needs a purpose, for example 'enrol' or 'verify'."))
    capture_id = work.connection.execute(
        insert(CaptureRow)
        .values(signer_id=signer_id, profile_id=profile_id, purpose=purpose, started_at=now())
        .returning(CaptureRow.id)
    ).scalar_one()
    if signer_id is None:
        work.cipher.add_owner(nobodys(capture_id))
    return capture_id


def append(work: Transaction, capture_id: int, part: Recording) -> None:
    """Store one stroke of a capture; raises StoreError where the capture is not open."""
    signer_id, _ = _owner(work, capture_id)
    last = select(func.coalesce(func.max(StrokeRow.number), 0)).where(StrokeRow.capture_id == capture_id)
    number = work.connection.execute(last).scalar_one() + 1
    sealed = recordings.seal_ink(work.cipher, part, _place(capture_id, number, signer_id))
    work.connection.execute(insert(StrokeRow).values(capture_id=capture_id, number=number, part_sealed=sealed))


def is_open(work: Transaction, capture_id: int) -> bool:
    """Return whether a capture was neither finished nor abandoned."""
    return work.connection.execute(select(CaptureRow.id).where(CaptureRow.id == capture_id)).first() is not None


def mark(work: Transaction, capture_id: int, number: int, *, undone: bool) -> None:
    """Note that a stroke was taken back, or is there again; its ink stays until the capture is closed.

    Raises StoreError where the capture is not open or has no such stroke.
    """
    _owner(work, capture_id)
    which = (StrokeRow.capture_id == capture_id, StrokeRow.number == number)
    if work.connection.execute(update(StrokeRow).where(*which).values(undone=undone)).rowcount == 0:
        raise StoreError(said("Capture {capture_id} has no stroke {number}.", capture_id=capture_id, number=number))


def owner_of(work: Transaction, capture_id: int, signer_id: str | None) -> tuple[str, int | None]:
    """Return whose a capture is: its own signer, or `signer_id` where it was begun without one; and of which profile.

    The profile is None where it was not known when the capture was begun. Raises StoreError where the capture is not
    open, or it is not clear whose it is.
    """
    owner, profile = _owner(work, capture_id)
    if owner is None and signer_id is None:
        raise StoreError(
            said("Capture {capture_id} was begun without a signer. Say whose signature it is.", capture_id=capture_id)
        )
    if owner is not None and signer_id not in (None, owner):
        raise StoreError(
            said(
                "Capture {capture_id} was begun for another signer than '{signer_id}'.",
                capture_id=capture_id,
                signer_id=signer_id,
            )
        )
    return owner or signer_id or "", profile


def profile_of(work: Transaction, capture_id: int) -> int | None:
    """Return of which profile a capture is, None where it was begun for none; StoreError where it is not open."""
    return _owner(work, capture_id)[1]


def require(work: Transaction, capture_id: int) -> None:
    """Raise StoreError where a capture is not open."""
    _owner(work, capture_id)


def abandon(work: Transaction, capture_id: int) -> None:
    """Delete a capture with its strokes; raises StoreError where it is not open."""
    if work.connection.execute(delete(CaptureRow).where(CaptureRow.id == capture_id)).rowcount == 0:
        raise _unknown(capture_id)
    work.cipher.destroy_owner(nobodys(capture_id))


def unfinished(work: Transaction) -> list[UnfinishedCapture]:
    """Return every capture that is open, oldest first, with its strokes in order but those that are damaged."""
    parts: dict[tuple[int, bool], list[Recording]] = {}
    faults: dict[int, str] = {}
    captures = (
        work.connection.execute(
            select(
                CaptureRow.id, CaptureRow.signer_id, CaptureRow.profile_id, CaptureRow.purpose, CaptureRow.started_at
            ).order_by(CaptureRow.id)
        )
        .tuples()
        .all()
    )
    owners = {capture_id: signer_id for capture_id, signer_id, *_ in captures}
    strokes = select(StrokeRow.capture_id, StrokeRow.number, StrokeRow.part_sealed, StrokeRow.undone)
    for capture_id, number, sealed, undone in work.connection.execute(
        strokes.order_by(StrokeRow.capture_id, StrokeRow.number)
    ).tuples():
        if capture_id in owners:  # a server may show strokes of a capture begun since the first query
            place = _place(capture_id, number, owners[capture_id])
            try:
                parts.setdefault((capture_id, undone), []).append(recordings.open_ink(work.cipher, sealed, place))
            except StoreDamagedError as error:  # the other strokes, and the other captures, are as good as ever
                faults.setdefault(capture_id, error.sentence)
    return [
        UnfinishedCapture(
            id=capture_id,
            signer_id=signer_id,
            profile_id=profile_id,
            purpose=purpose,
            started_at=started_at,
            parts=tuple(parts.get((capture_id, False), ())),
            undone=tuple(parts.get((capture_id, True), ())),
            fault=faults.get(capture_id, ""),
        )
        for capture_id, signer_id, profile_id, purpose, started_at in captures
    ]


def bind_to_nobody(work: Transaction) -> None:
    """Seal anew what an earlier program kept of captures without a signer: it bound all of them to one place.

    What does not open there was bound to its own already, or is damaged; it stays as it is.
    """
    strokes = select(StrokeRow.capture_id, StrokeRow.number, StrokeRow.part_sealed)
    of_nobody = strokes.join(CaptureRow, CaptureRow.id == StrokeRow.capture_id).where(CaptureRow.signer_id.is_(None))
    for capture_id, number, sealed in work.connection.execute(of_nobody).tuples().all():
        place = _place(capture_id, number, None)
        with suppress(StoreDamagedError):
            anew = work.cipher.seal(work.cipher.open(sealed, replace(place, owner="")), place)
            which = (StrokeRow.capture_id == capture_id, StrokeRow.number == number)
            work.connection.execute(update(StrokeRow).where(*which).values(part_sealed=anew))


def nobodys(capture_id: int) -> str:
    """Return what stands for the signer of a capture that is nobody's yet: it has a key of its own."""
    return f"capture {capture_id}"


def _owner(work: Transaction, capture_id: int) -> tuple[str | None, int | None]:
    """Return whose a capture is, and of which profile."""
    query = select(CaptureRow.signer_id, CaptureRow.profile_id).where(CaptureRow.id == capture_id)
    found = work.connection.execute(query).tuples().first()
    if found is None:
        raise _unknown(capture_id)
    return found


def _place(capture_id: int, number: int, signer_id: str | None) -> Place:
    return Place("strokes", f"{capture_id}/{number}", "part", signer_id or nobodys(capture_id))


def _unknown(capture_id: int) -> StoreError:
    return StoreError(
        said(
            "There is no open capture {capture_id} in this store. It was finished or abandoned, or its "
            "signer was erased.",
            capture_id=capture_id,
        )
    )
