"""Whether the audit chain is sound: every entry, its place, and whether rows and entries belong together.

A chain of half a million entries takes half a minute to check, and the desk has other work meanwhile. So a check goes
on by portions, each in a transaction of its own; what was appended between two is looked at with the last one.
"""

from collections.abc import Iterable
from hmac import compare_digest
from typing import cast

from sqlalchemy import select

from sigverify.errors import StoreDamagedError
from sigverify.sentences import joined, said
from sigverify.storage import chain
from sigverify.storage.rows import AuditEvent, AuditHead, AuditReport
from sigverify.storage.schema import DecisionRow, NoteRow, RecordingRow
from sigverify.storage.transaction import Transaction

_MOST_LISTED = 10

_WORDS = (said("recording"), said("decision"), said("note"))
_ADDED = {"recording-added": _WORDS[0], "decision": _WORDS[1], "note": _WORDS[2], "ruling": _WORDS[2]}
_ROWS = dict(zip(_WORDS, (RecordingRow.id, DecisionRow.id, NoteRow.id), strict=True))


def verify(work: Transaction, known: AuditHead | None = None) -> AuditReport:
    """Check all of the chain at once; known: as of `ChainCheck`."""
    return ChainCheck(known).report(work)


class ChainCheck:
    """A check that is under way.

    known: a head that was exported earlier; a chain that does not reach it was cut off.
    """

    def __init__(self, known: AuditHead | None = None) -> None:
        self._known = known
        self._known_hash: str | None = None
        """Of the entry that has the number of the known head."""
        self._faults: list[str] = []
        self._remarks: list[str] = []
        self._broken_at: int | None = None
        self._count, self._due, self._previous = 0, 1, chain.FIRST
        self._after: object = None
        self._last: AuditHead | None = None
        self._told = _Told()

    @property
    def reached(self) -> int:
        """The number of the last entry that was looked at."""
        return self._due - 1

    def take(self, work: Transaction, most: int) -> bool:
        """Look at so many entries more; return whether there may be others."""
        return self._look(work, chain.rows(work, self._after, most)) == most

    def report(self, work: Transaction) -> AuditReport:
        """Look at all that are left, and at the rows that they tell of; return what was found."""
        self._look(work, chain.rows(work, self._after))
        if not self._count:
            self._find(said("There is no entry: the chain was removed."), 1)
        if self._known is not None:
            self._hold_against(self._known)
        self._faults.extend(self._told.against_rows(work))
        return AuditReport(
            entries=self._count,
            head=self._last,
            faults=tuple(self._faults),
            remarks=tuple(self._remarks),
            broken_at=self._broken_at,
        )

    def _look(self, work: Transaction, rows: Iterable[chain.EntryRow]) -> int:
        count = 0
        for row in rows:
            count += 1
            self._after = row[0]
            if chain.is_entry(*row):
                self._look_at(work, *row)
            else:
                self._find(
                    said(
                        "The row {sequence!r} of the chain holds what no entry holds: it was put in or changed.",
                        sequence=row[0],
                    ),
                    self._due,
                )
        self._count += count
        return count

    def _look_at(
        self, work: Transaction, sequence: int, at: str, kind: str, sealed: bytes, before: str, own: str
    ) -> None:
        if sequence != self._due:
            self._find(_hole(self._due, sequence), min(self._due, sequence))
        event = _event_of(work, sequence, at, kind, sealed, before, own)
        if event is None:
            self._find(
                said(
                    "Entry {sequence} ({kind}) was changed, moved or forged: its hash does not fit.",
                    sequence=sequence,
                    kind=kind,
                ),
                sequence,
            )
        else:
            self._told.note(event)
            if sequence == self._due and before != self._previous and self._previous:
                self._find(
                    said(
                        "Entry {sequence} ({kind}) does not follow entry {before}: one was replaced.",
                        sequence=sequence,
                        kind=kind,
                        before=sequence - 1,
                    ),
                    sequence,
                )
            if kind == "clock-set-back":
                self._remarks.append(
                    said(
                        "Entry {sequence}: the clock had been set back by {seconds} s.",
                        sequence=sequence,
                        seconds=event.facts["seconds"],
                    )
                )
        if self._known is not None and sequence == self._known.sequence:
            self._known_hash = own
        self._due, self._previous = sequence + 1, own if event is not None else ""
        self._last = AuditHead(sequence=sequence, at=at, hash=own)

    def _find(self, sentence: str, sequence: int) -> None:
        """Note a fault of the chain itself, at this entry."""
        self._faults.append(sentence)
        if self._broken_at is None:
            self._broken_at = sequence

    def _hold_against(self, known: AuditHead) -> None:
        if known.sequence > self.reached:
            self._find(
                said(
                    "The chain was cut off: the given head is entry {sequence}, the last one here is {end}.",
                    sequence=known.sequence,
                    end=self.reached,
                ),
                self.reached + 1,
            )
        elif self._known_hash != known.hash:
            self._find(
                said(
                    "Entry {sequence} is another one than the given head: the chain was written anew up to there.",
                    sequence=known.sequence,
                ),
                known.sequence,
            )


class _Told:
    """What the entries whose hash fits say that there is, signers' and all."""

    def __init__(self) -> None:
        self._begun: AuditEvent | None = None
        self._erased: set[str | None] = set()
        self._added: dict[str, dict[int, str | None]] = {word: {} for word in _WORDS}
        """Numbers, each with the signer."""
        self._gone: dict[str, set[int]] = {word: set() for word in _WORDS}

    def note(self, event: AuditEvent) -> None:
        """Take note of what an entry tells."""
        if event.kind in _ADDED:
            word = _ADDED[event.kind]
            self._added[word][_number(event, word)] = event.signer_id
        elif event.kind == "recording-discarded":
            self._gone[_WORDS[0]].add(_number(event, _WORDS[0]))
        elif event.kind == "profile-erased":
            for word in _WORDS:
                self._gone[word].update(cast("list[int]", event.facts[f"{word}s"]))
        elif event.kind == "signer-erased":
            self._erased.add(event.signer_id)
        elif event.kind == "begun" and self._begun is None:
            self._begun = event

    def against_rows(self, work: Transaction) -> list[str]:
        """Return what is in the tables but not in the chain, or the other way round."""
        facts = self._begun.facts if self._begun is not None else {}
        faults: list[str] = []
        for word in _WORDS:
            row_id = _ROWS[word]
            told = {number for number, whose in self._added[word].items() if whose not in self._erased}
            told -= self._gone[word]
            before = facts.get(f"last_{word}", 0)
            there = set(work.connection.execute(select(row_id).where(row_id > before)).scalars())
            if untold := sorted(there - told):
                faults.append(said("There is no entry for {rows}.", rows=_listed(word, untold)))
            if gone_too := sorted(told - there):
                faults.append(said("No entry tells why there is no {rows}.", rows=_listed(word, gone_too)))
        return faults


def _event_of(
    work: Transaction, sequence: int, at: str, kind: str, sealed: bytes, before: str, own: str
) -> AuditEvent | None:
    """Return what an entry tells, None where its hash does not fit."""
    try:
        event = chain.opened(work, sequence, at, kind, sealed, before, own).event
    except StoreDamagedError:
        return None
    return event if compare_digest(chain.hash_of(work, sequence, at, event, before).encode(), own.encode()) else None


def _hole(due: int, found: int) -> str:
    if found < due:
        return said("Entry {found} stands before the first one: it was put in.", found=found)
    if found == due + 1:
        return said("Entry {due} is missing: removed.", due=due)
    return said("Entries {due} to {last} are missing: removed.", due=due, last=found - 1)


def _listed(word: str, numbers: list[int]) -> str:
    listed = joined([str(number) for number in numbers[:_MOST_LISTED]], ", ")
    if len(numbers) <= _MOST_LISTED:
        return said("{word} {numbers}", word=word, numbers=listed)
    return said("{word} {numbers} and {more} more", word=word, numbers=listed, more=len(numbers) - _MOST_LISTED)


def _number(event: AuditEvent, word: str) -> int:
    number = event.facts[word]
    assert isinstance(number, int), "its hash fits, so this program wrote it"
    return number
