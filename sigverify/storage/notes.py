"""What people wrote about decisions: notes, and overrides with their reason. Appended, sealed, never changed."""

from typing import get_args

from sqlalchemy import ColumnElement, insert, select, update

from sigverify.errors import StoreDamagedError, StoreError, UsageError
from sigverify.sentences import said
from sigverify.storage.cipher import Place
from sigverify.storage.rows import Ruling, StoredNote
from sigverify.storage.schema import DecisionRow, NoteRow
from sigverify.storage.transaction import Transaction, checked_text, from_json, now, signed, signed_by, to_json

LONGEST = 4000
"""Characters of a note."""


def add(work: Transaction, decision_id: int, text: str, ruling: Ruling | None) -> tuple[int, str]:
    """Append a note to a decision and return its id and whom the decision is about.

    ruling: what a person decides instead, with the text as the reason; None for a mere note.
    Raises StoreError for an unknown decision, UsageError where there is no text.
    """
    text = checked_text(text.strip(), said("note"), LONGEST)
    if not text:
        raise UsageError(
            said("Write what is to be noted.") if ruling is None else said("An override needs a reason: write it.")
        )
    if ruling is not None and ruling not in get_args(Ruling):
        raise UsageError(
            said("A person rules {join}; found '{ruling}'.", join=" or ".join(get_args(Ruling)), ruling=ruling)
        )
    owner = work.connection.execute(select(DecisionRow.signer_id).where(DecisionRow.id == decision_id)).scalar()
    if owner is None:
        raise StoreError(
            said(
                "There is no decision {decision_id} in this store. It may have been erased with its signer.",
                decision_id=decision_id,
            )
        )
    # The id is bound into what is sealed, so the row must be there first.
    note_id = work.connection.execute(
        insert(NoteRow).values(decision_id=decision_id, written_at=now(), note_sealed=b"").returning(NoteRow.id)
    ).scalar_one()
    sealed = work.cipher.seal_text(
        to_json({"text": text, "ruling": ruling, **signed(work)}, "note"), _place(note_id, owner)
    )
    work.connection.execute(update(NoteRow).where(NoteRow.id == note_id).values(note_sealed=sealed))
    return note_id, owner


def of_decisions(work: Transaction, first: int, last: int) -> list[StoredNote]:
    """Return the notes to the decisions of these ids and all between, in the order they were written."""
    return _find(work, NoteRow.decision_id.between(first, last))


def of_signer(work: Transaction, signer_id: str) -> list[StoredNote]:
    """Return the notes to all decisions about a signer, in the order they were written."""
    return _find(work, DecisionRow.signer_id == signer_id)


def _find(work: Transaction, which: ColumnElement[bool]) -> list[StoredNote]:
    query = (
        select(NoteRow.id, NoteRow.decision_id, NoteRow.written_at, NoteRow.note_sealed, DecisionRow.signer_id)
        .join(DecisionRow, DecisionRow.id == NoteRow.decision_id)
        .where(which)
        .order_by(NoteRow.id)
    )
    found = []
    for note_id, decision_id, written_at, sealed, owner in work.connection.execute(query).tuples():
        values = from_json(work.cipher.open_text(sealed, _place(note_id, owner)), said("note {number}", number=note_id))
        text, ruling, operator_id = values.get("text"), values.get("ruling"), signed_by(values)
        if not isinstance(text, str) or ruling not in (None, *get_args(Ruling)):
            raise StoreDamagedError(
                said("The store's note {note_id} is none. Restore the store from a copy.", note_id=note_id)
            )
        found.append(
            StoredNote(
                id=note_id,
                decision_id=decision_id,
                written_at=written_at,
                text=text,
                ruling=ruling,  # type: ignore[arg-type]  # one of them
                operator_id=operator_id,
            )
        )
    return found


def _place(note_id: int, signer_id: str) -> Place:
    return Place("notes", note_id, "note", signer_id)
