"""The audit chain: an entry for each event, each bound to the one before.

An entry's hash is an HMAC-SHA-256, under a key derived from the store's, of its number, time, kind, what it tells, and
the hash before. A plain SHA-256 would show a slip, not a fraud: whoever can write to the file could work all hashes
out anew. With the key only those can forge who can open the store anyway, and the head of the chain, exported and kept
elsewhere, holds even them to everything up to it: two chains with one hash would be a collision of SHA-256.

What the chain cannot show by itself is a tail that was cut off, or a file put back in its older state, for a beginning
of the chain is a chain. Rows without entries and entries without rows are looked for; an exported head tells for sure.

Entries are written in the transaction of what they tell, so that neither is there without the other.
"""

import json
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice

from sqlalchemy import func, insert, select

from sigverify.errors import StoreDamagedError
from sigverify.sentences import said
from sigverify.storage import events
from sigverify.storage.cipher import Place
from sigverify.storage.paging import pages
from sigverify.storage.rows import AuditEntry, AuditEvent, AuditHead
from sigverify.storage.schema import AuditRow, DecisionRow, RecordingRow, SignerRow, StoreKeyRow
from sigverify.storage.transaction import Transaction, from_json, now

FIRST = "0" * 64
"""Stands for the hash before the first entry."""

EntryRow = tuple[int, str, str, bytes, str, str]
"""Number, time, kind, what it tells, sealed, the hash before, its own; of a row that was put in, anything."""

_PURPOSE = "audit chain 1"
_COLUMNS = (AuditRow.sequence, AuditRow.at, AuditRow.kind, AuditRow.told_sealed, AuditRow.previous, AuditRow.hash)

_AT_ONCE = 500
_TOLERANCE = timedelta(seconds=2)
"""Clocks of machines that share a database differ, and a clock that is kept right steps back a little."""


def begin(work: Transaction) -> None:
    """Write the first entry where there is none; what was stored before has none and is not missed."""
    if head(work) is None:
        signers = work.connection.execute(select(func.count()).select_from(SignerRow)).scalar_one()
        last_recording = work.connection.execute(select(func.coalesce(func.max(RecordingRow.id), 0))).scalar_one()
        last_decision = work.connection.execute(select(func.coalesce(func.max(DecisionRow.id), 0))).scalar_one()
        work.tell(events.begun(signers, last_recording, last_decision))


def write(work: Transaction) -> None:
    """Append the events that the transaction was told, in order."""
    if not work.events:
        return
    # Databases with many writers number entries one after the other: the row of the key is held till the end.
    work.connection.execute(select(StoreKeyRow.id).with_for_update()).all()
    last = head(work)
    for event in work.events:
        time = now()
        behind = _time_of(last.at) - time if last is not None else timedelta()
        if behind > _TOLERANCE:
            last = _append(work, events.clock_set_back(behind.total_seconds()), time, last)
        last = _append(work, event, time, last)
    work.events.clear()


def head(work: Transaction) -> AuditHead | None:
    """Return the last entry, None in a chain that has not begun."""
    row = work.connection.execute(
        select(AuditRow.sequence, AuditRow.at, AuditRow.hash).order_by(AuditRow.sequence.desc()).limit(1)
    ).first()
    return None if row is None else AuditHead(sequence=row.sequence, at=row.at, hash=row.hash)


@dataclass(frozen=True)
class Told:
    """The last entry's number, and (hash, kind) of the entries after another."""

    head: int
    kinds: tuple[tuple[str, str], ...]


def told_since(work: Transaction, seen: int) -> Told:
    """Return what was told after an entry; of a chain that was put back to before it, the last entry is news."""
    last = head(work)
    end = last.sequence if last is not None else 0
    after = seen if seen <= end else end - 1
    query = select(AuditRow.hash, AuditRow.kind).where(AuditRow.sequence > after).order_by(AuditRow.sequence)
    return Told(end, tuple(work.connection.execute(query).tuples()))


def signers_since(work: Transaction, seen: int, kinds: Collection[str]) -> tuple[int, frozenset[str] | None]:
    """Return the last entry's number, and whom the entries after another are about, of these kinds.

    None in the place of the signers where the chain was put back to before that entry, or continues a restored one.
    """
    last = head(work)
    end = last.sequence if last is not None else 0
    if seen == end:
        return end, frozenset()
    found = work.connection.execute(
        select(*_COLUMNS)
        .where(AuditRow.sequence > seen, AuditRow.kind.in_([*kinds, "restore"]))
        .order_by(AuditRow.sequence)
    ).tuples()
    about = [opened(work, *row).event for row in found]
    if seen > end or any(event.kind == "restore" for event in about):
        return end, None
    return end, frozenset(event.signer_id for event in about if event.signer_id is not None)


def entries(work: Transaction, signer_id: str | None = None, kind: str | None = None) -> list[AuditEntry]:
    """Return all entries in order, or those about a signer, of a kind.

    Raises StoreDamagedError where one does not open; hashes are not looked at, see `chain_check`.
    """
    found = [opened(work, *row) for row in rows(work) if kind in (None, row[2])]
    return [entry for entry in found if signer_id is None or entry.event.signer_id == signer_id]


def page(work: Transaction, before: int | None, after: int, most: int) -> list[AuditEntry]:
    """Return entries of numbers above `after` and below `before`, None for no end, the last ones first, `most` at most.

    One that does not open is among them, told to be unreadable: who looks is to see that it is there.
    """
    query = select(*_COLUMNS).where(AuditRow.sequence > after).order_by(AuditRow.sequence.desc()).limit(most)
    if before is not None:
        query = query.where(AuditRow.sequence < before)
    found = []
    for row in work.connection.execute(query).tuples():
        if not is_entry(*row):
            continue  # `chain_check` tells of it
        try:
            found.append(opened(work, *row))
        except StoreDamagedError:
            sequence, at, kind, _, previous, own = row
            event = AuditEvent(kind=kind)
            found.append(AuditEntry(sequence=sequence, at=at, event=event, previous=previous, hash=own, readable=False))
    return found


def numbered(work: Transaction, sequences: Collection[int]) -> list[AuditEntry]:
    """Return the entries of these numbers, as far as they are there and open."""
    found = work.connection.execute(select(*_COLUMNS).where(AuditRow.sequence.in_(sequences))).tuples()
    entries = []
    for row in found:
        with suppress(StoreDamagedError):
            entries.append(opened(work, *row))
    return entries


def rows(work: Transaction, after: object = None, most: int | None = None) -> Iterator[EntryRow]:
    """Yield the rows in order as they lie there, whoever wrote them; after: only those of greater numbers."""
    at_once = _AT_ONCE if most is None else min(most, _AT_ONCE)
    found = pages(work.connection, select(*_COLUMNS), [AuditRow.sequence], at_once, () if after is None else (after,))
    return islice((row._tuple() for page in found for row in page), most)


def is_entry(sequence: object, at: object, kind: object, sealed: object, before: object, own: object) -> bool:
    """Return whether a row holds what rows of entries hold: SQLite keeps anything in any column."""
    texts = (at, kind, before, own)
    return isinstance(sequence, int) and isinstance(sealed, bytes) and all(isinstance(text, str) for text in texts)


def hash_of(work: Transaction, sequence: int, at: str, event: AuditEvent, previous: str) -> str:
    """Return the hash that binds an entry to the one before."""
    told = [sequence, at, event.kind, event.signer_id, dict(event.facts), previous]
    return work.cipher.digest(_canonical(told).encode(), _PURPOSE).hex()


def opened(work: Transaction, sequence: int, at: str, kind: str, sealed: bytes, previous: str, own: str) -> AuditEntry:
    """Return the entry of a row; raises StoreDamagedError where what it tells does not open."""
    text = work.cipher.open_text(sealed, _place(sequence))
    told = from_json(f'{{"told": {text}}}', said("entry {sequence} of the audit chain", sequence=sequence))["told"]
    if not (isinstance(told, list) and len(told) == 2 and isinstance(told[1], dict)):
        raise StoreDamagedError(
            said(
                "Entry {sequence} of the audit chain tells nothing that can be read. Restore the store from a copy.",
                sequence=sequence,
            )
        )
    event = AuditEvent(kind=kind, signer_id=told[0], facts=told[1])
    return AuditEntry(sequence=sequence, at=at, event=event, previous=previous, hash=own)


def _append(work: Transaction, event: AuditEvent, time: datetime, last: AuditHead | None) -> AuditHead:
    if work.operator_id is not None:
        event = replace(event, facts={**event.facts, "operator": work.operator_id})
    sequence = 1 if last is None else last.sequence + 1
    previous = FIRST if last is None else last.hash
    at = time.isoformat(timespec="microseconds")
    told = _canonical([event.signer_id, dict(event.facts)])
    own = hash_of(work, sequence, at, event, previous)
    work.connection.execute(
        insert(AuditRow).values(
            sequence=sequence,
            at=at,
            kind=event.kind,
            told_sealed=work.cipher.seal_text(told, _place(sequence)),
            previous=previous,
            hash=own,
        )
    )
    work.written.append(own)
    return AuditHead(sequence=sequence, at=at, hash=own)


def _time_of(text: str) -> datetime:
    try:
        time = datetime.fromisoformat(text)
    except ValueError:  # changed from outside: `chain_check` tells; the chain goes on
        return now()
    return time if time.tzinfo is not None else now()


def _canonical(value: object) -> str:
    """Return JSON that is the same for the same values."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


def _place(sequence: int) -> Place:
    return Place("audit", sequence, "told")
