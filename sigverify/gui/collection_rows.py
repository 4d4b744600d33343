"""`CollectionRows`: what was collected of each signer, put in any order within a frame; it knows no Qt.

It is made on the desk's thread and given away to the table's model, like `SignerRows`: from then on only who changed is
told. What a column puts in order is a number for each signer, of which numpy sorts a hundred thousand at once.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from math import nan
from typing import NamedTuple

import numpy as np

from sigverify.gui.rows_at import Places, RowsAt
from sigverify.gui.signer_rows import folded
from sigverify.storage.rows import Label

NAME, GENUINE, SESSIONS, FORGERIES, UNKNOWN, LAST = range(6)
"""What rows are put in order by: the columns of the table."""


class Sittings(NamedTuple):
    """In which sessions the signatures of one signer were written.

    genuine: (session, count) as they began, references among them. collected: (label, session, count) of what was
    collected here alone.
    """

    genuine: tuple[tuple[str, int], ...] = ()
    collected: tuple[tuple[Label, str, int], ...] = ()

    @property
    def sessions(self) -> frozenset[str]:
        """Every session that is known of this signer."""
        return frozenset({session for session, _ in self.genuine} | {session for _, session, _ in self.collected})

    def of(self, label: Label, session: str) -> int:
        """Return how many were collected with this label in this session."""
        return sum(n for known, when, n in self.collected if (known, when) == (label, session))


class CollectionRow(NamedTuple):
    """What is there of one signer; a tuple, for those of a hundred thousand are made at once.

    genuine: references among them. forgeries, unknown: as labelled; unknown counts signatures that were collected,
    `waiting` those that were verified and wait for a person's word. sittings: None until somebody looks, for sessions
    are sealed one by one.
    """

    signer_id: str
    name: str
    genuine: int
    forgeries: int
    unknown: int
    waiting: int
    last_at: datetime | None
    sittings: Sittings | None


_LET_GO = 1000
"""Rows that are forgotten in one step."""


class CollectionRows:
    """Rows, each with a place that stays; whoever has been given it is the only one who uses it.

    rows: by name. waiting: how many verified signatures of all wait for a person's word.
    """

    def __init__(self, rows: Iterable[CollectionRow] = ()) -> None:
        self._rows: list[CollectionRow | None] = list(rows)
        there = [row for row in self._rows if row is not None]
        self._names = [folded(row.name) for row in there]
        self._place = {row.signer_id: place for place, row in enumerate(there)}
        self._by_name = array("i", range(len(there)))
        self._keys = {column: array("d", map(key, there)) for column, key in _KEYS.items()}
        self.waiting = sum(row.waiting for row in there)

    def __len__(self) -> int:
        return len(self._by_name)

    def row(self, place: int) -> CollectionRow:
        """Return the row at a place."""
        found = self._rows[place]
        assert found is not None, "nobody asks for a place that was given up"
        return found

    def at(self, places: Places) -> RowsAt[CollectionRow]:
        """Return the rows at these places, as they are when somebody looks."""
        return RowsAt(self._rows, places)

    def place_of(self, signer_id: str) -> int | None:
        """Return the place of a signer, None where there is none of this id."""
        return self._place.get(signer_id)

    def row_of(self, signer_id: str) -> CollectionRow | None:
        """Return what is there of a signer."""
        place = self._place.get(signer_id)
        return self.row(place) if place is not None else None

    def put(self, row: CollectionRow) -> None:
        """Have a row as it is now, be it new or not."""
        place, name = self._place.get(row.signer_id), folded(row.name)
        if place is None:
            place = self._place[row.signer_id] = len(self._rows)
            self._rows.append(None)
            self._names.append(name)
            for key in self._keys.values():
                key.append(nan)
        else:
            self.waiting -= self.row(place).waiting
            del self._by_name[self._number(place)]
        self._rows[place], self._names[place] = row, name
        for column, key_of in _KEYS.items():
            self._keys[column][place] = key_of(row)
        self.waiting += row.waiting
        self._by_name.insert(self._number(place), place)

    def drop(self, signer_id: str) -> None:
        """Forget a signer, who must be there."""
        place = self._place[signer_id]
        del self._by_name[self._number(place)]
        del self._place[signer_id]
        self.waiting -= self.row(place).waiting
        self._rows[place], self._names[place] = None, ""

    def let_go(self) -> Iterator[None]:
        """Forget everybody in steps of less than a millisecond; nobody may use this any more."""
        while self._rows or self._place:
            for known in (self._rows, self._names):
                del known[-_LET_GO:]
            for _ in range(min(_LET_GO, len(self._place))):
                self._place.popitem()
            yield

    def ordered(self, column: int, *, descending: bool) -> Places:
        """Return all places in order; of equal ones by name, what is not known last."""
        places = np.array(self._by_name, np.intp)
        if column == NAME:
            return places[::-1] if descending else places
        keys = np.array(self._keys[column])[places]
        return places[np.argsort(-keys if descending else keys, kind="stable")]

    def unread(self) -> list[str]:
        """Return of whom nobody has looked at the sessions yet."""
        places = np.array(self._by_name, np.intp)
        unread = places[np.isnan(np.array(self._keys[SESSIONS])[places])]
        return [self.row(place).signer_id for place in unread.tolist()]

    def _number(self, place: int) -> int:
        """Return where a place stands, or would, by name."""
        return bisect_left(self._by_name, self._key(place), key=self._key)

    def _key(self, place: int) -> tuple[str, str]:
        return (self._names[place], self.row(place).signer_id)


_KEYS: dict[int, Callable[[CollectionRow], float]] = {
    GENUINE: lambda row: row.genuine,
    SESSIONS: lambda row: len(row.sittings.genuine) if row.sittings is not None else nan,
    FORGERIES: lambda row: row.forgeries,
    UNKNOWN: lambda row: row.unknown,
    LAST: lambda row: row.last_at.timestamp() if row.last_at is not None else 0.0,
}
