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
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hmac import compare_digest
from typing import cast

from sqlalchemy import func, insert, select

from sigverify.errors import StoreDamagedError
from sigverify.sentences import joined, said
from sigverify.storage import events
from sigverify.storage.cipher import Place
from sigverify.storage.rows import AuditEntry, AuditEvent, AuditHead, AuditReport
from sigverify.storage.schema import AuditRow, DecisionRow, NoteRow, RecordingRow, SignerRow, StoreKeyRow
from sigverify.storage.transaction import Transaction, from_json, now

_FIRST = "0" * 64
"""Stands for the hash before the first entry."""

_PURPOSE = "audit chain 1"
_MOST_LISTED = 10
_COLUMNS = (AuditRow.sequence, AuditRow.at, AuditRow.kind, AuditRow.told_sealed, AuditRow.previous, AuditRow.hash)

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
    about = [_opened(work, *row).event for row in found]
    if seen > end or any(event.kind == "restore" for event in about):
        return end, None
    return end, frozenset(event.signer_id for event in about if event.signer_id is not None)


def entries(work: Transaction, signer_id: str | None = None, kind: str | None = None) -> list[AuditEntry]:
    """Return all entries in order, or those about a signer, of a kind.

    Raises StoreDamagedError where one does not open; hashes are not looked at, see `verify`.
    """
    found = [_opened(work, *row) for row in _rows(work) if kind in (None, row[2])]
    return [entry for entry in found if signer_id is None or entry.event.signer_id == signer_id]


def verify(work: Transaction, known: AuditHead | None = None) -> AuditReport:
    """Check every entry, its place, and whether rows and entries belong together.

    known: a head that was exported earlier; a chain that does not reach it was cut off.
    """
    faults: list[str] = []
    remarks: list[str] = []
    good: list[AuditEntry] = []
    count, due, previous = 0, 1, _FIRST
    last: AuditHead | None = None
    hashes: dict[int, str] = {}
    for sequence, at, kind, sealed, before, own in _rows(work):
        count += 1
        if not (isinstance(sequence, int) and isinstance(sealed, bytes) and _are_text(at, kind, before, own)):
            faults.append(
                said(
                    "The row {sequence!r} of the chain holds what no entry holds: it was put in or changed.",
                    sequence=sequence,
                )
            )
            continue
        if sequence != due:
            faults.append(_hole(due, sequence))
        try:
            entry = _opened(work, sequence, at, kind, sealed, before, own)
            fits = compare_digest(_hash(work, sequence, at, entry.event, before).encode(), own.encode())
        except StoreDamagedError:
            fits = False
        if not fits:
            faults.append(
                said(
                    "Entry {sequence} ({kind}) was changed, moved or forged: its hash does not fit.",
                    sequence=sequence,
                    kind=kind,
                )
            )
        else:
            good.append(entry)
            if sequence == due and before != previous and previous:
                faults.append(
                    said(
                        "Entry {sequence} ({kind}) does not follow entry {before}: one was replaced.",
                        sequence=sequence,
                        kind=kind,
                        before=sequence - 1,
                    )
                )
            if kind == "clock-set-back":
                remarks.append(
                    said(
                        "Entry {sequence}: the clock had been set back by {seconds} s.",
                        sequence=sequence,
                        seconds=entry.event.facts["seconds"],
                    )
                )
        hashes[sequence] = own
        due, previous = sequence + 1, own if fits else ""
        last = AuditHead(sequence=sequence, at=at, hash=own)
    if not count:
        faults.append(said("There is no entry: the chain was removed."))
    if known is not None:
        faults.extend(_against_head(known, hashes, due - 1))
    faults.extend(_against_rows(work, good))
    return AuditReport(entries=count, head=last, faults=tuple(faults), remarks=tuple(remarks))


def _append(work: Transaction, event: AuditEvent, time: datetime, last: AuditHead | None) -> AuditHead:
    if work.operator_id is not None:
        event = replace(event, facts={**event.facts, "operator": work.operator_id})
    sequence = 1 if last is None else last.sequence + 1
    previous = _FIRST if last is None else last.hash
    at = time.isoformat(timespec="microseconds")
    told = _canonical([event.signer_id, dict(event.facts)])
    own = _hash(work, sequence, at, event, previous)
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


def _hash(work: Transaction, sequence: int, at: str, event: AuditEvent, previous: str) -> str:
    told = [sequence, at, event.kind, event.signer_id, dict(event.facts), previous]
    return work.cipher.digest(_canonical(told).encode(), _PURPOSE).hex()


def _rows(work: Transaction) -> Iterator[tuple[int, str, str, bytes, str, str]]:
    query = select(*_COLUMNS).order_by(AuditRow.sequence)
    return iter(work.connection.execute(query.execution_options(yield_per=500)).tuples())


def _opened(work: Transaction, sequence: int, at: str, kind: str, sealed: bytes, previous: str, own: str) -> AuditEntry:
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


def _are_text(*values: object) -> bool:
    """Return whether these are text: SQLite keeps anything in any column."""
    return all(isinstance(value, str) for value in values)


def _hole(due: int, found: int) -> str:
    if found < due:
        return said("Entry {found} stands before the first one: it was put in.", found=found)
    if found == due + 1:
        return said("Entry {due} is missing: removed.", due=due)
    return said("Entries {due} to {last} are missing: removed.", due=due, last=found - 1)


def _against_head(known: AuditHead, hashes: dict[int, str], end: int) -> list[str]:
    if known.sequence > end:
        return [
            said(
                "The chain was cut off: the given head is entry {sequence}, the last one here is {end}.",
                sequence=known.sequence,
                end=end,
            )
        ]
    if hashes.get(known.sequence) != known.hash:
        return [
            said(
                "Entry {sequence} is another one than the given head: the chain was written anew up to there.",
                sequence=known.sequence,
            )
        ]
    return []


def _against_rows(work: Transaction, good: list[AuditEntry]) -> list[str]:
    """Return what is in the tables but not in the chain, or the other way round, signers' and all."""
    told_of = [entry.event for entry in good]
    erased = {event.signer_id for event in told_of if event.kind == "signer-erased"}
    begun = next((event.facts for event in told_of if event.kind == "begun"), {})
    faults: list[str] = []
    for word, added, gone, row_id in (
        (said("recording"), ("recording-added",), "recording-discarded", RecordingRow.id),
        (said("decision"), ("decision",), "", DecisionRow.id),
        (said("note"), ("note", "ruling"), "", NoteRow.id),
    ):
        told = {_number(event, word) for event in told_of if event.kind in added and event.signer_id not in erased}
        told -= {_number(event, word) for event in told_of if event.kind == gone}
        for event in told_of:
            if event.kind == "profile-erased":
                told -= set(cast("list[int]", event.facts[f"{word}s"]))
        before = begun.get(f"last_{word}", 0)
        there = set(work.connection.execute(select(row_id).where(row_id > before)).scalars())
        if untold := sorted(there - told):
            faults.append(said("There is no entry for {rows}.", rows=_listed(word, untold)))
        if gone_too := sorted(told - there):
            faults.append(said("No entry tells why there is no {rows}.", rows=_listed(word, gone_too)))
    return faults


def _listed(word: str, numbers: list[int]) -> str:
    listed = joined([str(number) for number in numbers[:_MOST_LISTED]], ", ")
    if len(numbers) <= _MOST_LISTED:
        return said("{word} {numbers}", word=word, numbers=listed)
    return said("{word} {numbers} and {more} more", word=word, numbers=listed, more=len(numbers) - _MOST_LISTED)


def _number(event: AuditEvent, word: str) -> int:
    number = event.facts[word]
    assert isinstance(number, int), "its hash fits, so this program wrote it"
    return number


def _time_of(text: str) -> datetime:
    try:
        time = datetime.fromisoformat(text)
    except ValueError:  # changed from outside: `verify` tells; the chain goes on
        return now()
    return time if time.tzinfo is not None else now()


def _canonical(value: object) -> str:
    """Return JSON that is the same for the same values."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


def _place(sequence: int) -> Place:
    return Place("audit", sequence, "told")
