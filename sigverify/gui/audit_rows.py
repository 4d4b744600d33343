"""`AuditRows`: all entries of the audit chain that are known, in columns of numbers; it knows no Qt.

Half a million entries as objects would take half a gigabyte. What they are found by is a number each, of which numpy
tells at once which are wanted; what they tell beyond is asked for when somebody looks.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import NamedTuple

import numpy as np

from sigverify.gui.rows_at import Places
from sigverify.storage.rows import AuditEntry

NUMBER, WHEN, ACTION, SIGNER, TELLS, OPERATOR = range(6)
"""The columns of the table."""

ERASED = "erased"
"""Stands for all signers of whom nothing is held any more; no signer has such an id."""


@dataclass(frozen=True, kw_only=True)
class WantedEntries:
    """Which entries are to be seen; what is empty or None does not narrow. since, until: days, both included.

    kinds: any of these. signer_id: of one signer, or ERASED.
    """

    kinds: tuple[str, ...] = ()
    signer_id: str = ""
    operator_id: str = ""
    since: date | None = None
    until: date | None = None


class AuditLine(NamedTuple):
    """An entry as it is listed. signer_id, operator_id: '' for none; readable: as of `AuditEntry`."""

    sequence: int
    at: datetime
    kind: str
    signer_id: str
    operator_id: str
    readable: bool


class AuditRows:
    """Entries at places, which stay; signers, kinds and operators are numbered as they come."""

    def __init__(self) -> None:
        self._sequences, self._times, self._days = array("q"), array("d"), array("i")
        self._kinds, self._signers, self._operators = array("h"), array("i"), array("h")
        self._readable = array("b")
        self._kind_names, self._signer_ids, self._operator_ids = _Names(), _Names(), _Names()
        self.newest: tuple[int, str] | None = None
        """Number and hash of the last entry that is known."""

    def __len__(self) -> int:
        return len(self._sequences)

    @property
    def kinds(self) -> Sequence[str]:
        """Of which kinds there are entries."""
        return self._kind_names.known

    @property
    def operator_ids(self) -> Sequence[str]:
        """Who did what there are entries of, '' among them where nobody was signed in."""
        return self._operator_ids.known

    @property
    def signer_ids(self) -> Sequence[str]:
        """Whom there are entries about, '' among them where one is about nobody."""
        return self._signer_ids.known

    def put(self, entries: Sequence[AuditEntry]) -> None:
        """Take entries that are not there yet."""
        for entry in entries:
            event, at = entry.event, _moment(entry.at)
            operator = event.facts.get("operator")
            self._sequences.append(entry.sequence)
            self._times.append(at.timestamp())
            self._days.append(at.astimezone().date().toordinal())
            self._kinds.append(self._kind_names.number(event.kind))
            self._signers.append(self._signer_ids.number(event.signer_id or ""))
            self._operators.append(self._operator_ids.number(operator if isinstance(operator, str) else ""))
            self._readable.append(entry.readable)
            if self.newest is None or entry.sequence > self.newest[0]:
                self.newest = entry.sequence, entry.hash

    def line(self, place: int) -> AuditLine:
        """Return the entry at a place."""
        return AuditLine(
            self._sequences[place],
            datetime.fromtimestamp(self._times[place], UTC),
            self._kind_names.known[self._kinds[place]],
            self._signer_ids.known[self._signers[place]],
            self._operator_ids.known[self._operators[place]],
            bool(self._readable[place]),
        )

    def sequence(self, place: int) -> int:
        """Return the number of the entry at a place."""
        return self._sequences[place]

    def sequences(self, places: Places) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
        """Return the numbers of the entries at these places."""
        return np.array(self._sequences)[places]

    def fitting(self, wanted: WantedEntries, there: Sequence[bool], first: int = 0) -> Places:
        """Return the places from `first` on whose entries are wanted, in the order of their numbers.

        there: of each of `signer_ids`, whether something is held of that signer.
        """
        fits = np.ones(len(self) - first, bool)
        if wanted.kinds:
            kinds = [self._kind_names.number(kind) for kind in wanted.kinds if kind in self._kind_names]
            fits &= np.isin(np.array(self._kinds[first:]), kinds)
        if wanted.signer_id == ERASED:
            gone = ~np.array(there, bool)
            if "" in self._signer_ids:
                gone[self._signer_ids.number("")] = False
            fits &= gone[np.array(self._signers[first:])]
        elif wanted.signer_id:
            fits &= _equal(self._signers[first:], self._signer_ids, wanted.signer_id)
        if wanted.operator_id:
            fits &= _equal(self._operators[first:], self._operator_ids, wanted.operator_id)
        if wanted.since is not None or wanted.until is not None:
            days = np.array(self._days[first:])
            fits &= days >= (wanted.since or date.min).toordinal()
            fits &= days <= (wanted.until or date.max).toordinal()
        places = np.flatnonzero(fits) + first
        return places[np.argsort(np.array(self._sequences)[places], kind="stable")]


class _Names:
    """Strings, numbered as they come."""

    def __init__(self) -> None:
        self.known: list[str] = []
        self._numbers: dict[str, int] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._numbers

    def number(self, name: str) -> int:
        """Return the number of a string, its own from now on."""
        number = self._numbers.setdefault(name, len(self.known))
        if number == len(self.known):
            self.known.append(name)
        return number


def _equal(numbers: "array[int]", names: _Names, name: str) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    wanted = names.number(name) if name in names else -1
    return np.array(numbers) == wanted


def _moment(at: str) -> datetime:
    """Return the time of an entry; one that was changed from outside and is none counts as the first of all."""
    try:
        found = datetime.fromisoformat(at)
        return found if found.tzinfo is not None else found.replace(tzinfo=UTC)
    except ValueError:
        return datetime.fromtimestamp(0, UTC)
