"""`RowsAt`: rows at places, in their order, of which each is fetched when somebody looks; it knows no Qt."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar, overload

import numpy as np

Row = TypeVar("Row")
Places = np.ndarray[tuple[int], np.dtype[np.intp]]


class RowsAt(Sequence[Row]):
    """Rows at places of a list, as they are when somebody looks: to fetch a hundred thousand takes a frame.

    rows: None where one was given up, whose place nobody asks for.
    """

    def __init__(self, rows: Sequence[Row | None], places: Sequence[int] | Places) -> None:
        self._rows, self._places = rows, places

    def as_now(self) -> "RowsAt[Row]":
        """Return the same for another thread: what comes, goes or changes from now on is not seen there."""
        return RowsAt(tuple(self._rows), self._places[:])

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, number: int) -> Row: ...

    @overload
    def __getitem__(self, number: slice) -> "RowsAt[Row]": ...

    def __getitem__(self, number: int | slice) -> "Row | RowsAt[Row]":
        if isinstance(number, slice):
            return RowsAt(self._rows, self._places[number])
        return self._at(self._places[number])

    def __iter__(self) -> Iterator[Row]:
        places: Iterable[int] = self._places
        return map(self._at, places)

    def _at(self, place: int) -> Row:
        found = self._rows[place]
        assert found is not None, "nobody asks for a place that was given up"
        return found
