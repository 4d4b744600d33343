"""`NameIndex`: where letters stand in a hundred thousand lines, so that a search looks only at lines that hold them.

Each three letters that follow one another are a number, and with the number of their line another; sorted, all lines
that hold them lie side by side. Numbers of one or two letters are a stretch of those.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sigverify.ink.recording import Integers

_APART = "\0"
"""The least of all letters, which no name holds."""

_LETTERS = 3
_FEW = 2000
"""Lines that are put in order for one or two letters; who is listed under more of them is met soon anyway."""


class NameIndex:
    """Of lines as they are now; what becomes of them later it does not know."""

    def __init__(self, lines: Sequence[str]) -> None:
        count = max(len(lines), 1)
        text = (_APART * 2).join([*lines, ""])
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
        known = np.flatnonzero(np.bincount(codes))
        ranks = np.zeros(int(known[-1]) + 1 if len(known) else 1, dtype=np.int64)
        ranks[known] = np.arange(len(known))
        self._rank = {chr(code): rank for rank, code in enumerate(known.tolist())}
        self._base = max(len(known), 1)
        letters = np.concatenate((ranks[codes], np.zeros(_LETTERS - 1, dtype=np.int64)))
        begins = np.flatnonzero(letters)
        grams = (letters[begins] * self._base + letters[begins + 1]) * self._base + letters[begins + 2]
        lengths = np.fromiter(map(len, lines), np.int64, len(lines))
        pairs = np.sort(grams * count + np.repeat(np.arange(len(lines)), lengths))  # np.unique takes ten times as long
        grams, held = np.divmod(pairs[np.diff(pairs, prepend=-1) > 0], count)
        self._lines: NDArray[np.int32] = held.astype(np.int32)
        first = np.flatnonzero(np.diff(grams, prepend=-1))
        self._grams, self._starts = grams[first], np.append(first, len(grams))

    def holding(self, words: str) -> Integers | NDArray[np.int32] | None:
        """Return the lines that may hold these words, in order; None where so many do that looking is as quick."""
        ranks = [self._rank.get(letter) for letter in words]
        if None in ranks or not ranks:
            return np.zeros(0, dtype=np.int32)
        if len(words) < _LETTERS:
            number, width = 0, self._base ** (_LETTERS - len(words))
            for rank in ranks:
                number = number * self._base + (rank or 0)
            begin, end = self._stretch(number * width, (number + 1) * width)
            return np.unique(self._lines[begin:end]) if end - begin <= _FEW else None
        numbers = {
            ((ranks[k] or 0) * self._base + (ranks[k + 1] or 0)) * self._base + (ranks[k + 2] or 0)
            for k in range(len(ranks) - _LETTERS + 1)
        }
        begin, end = min((self._stretch(number, number + 1) for number in numbers), key=lambda span: span[1] - span[0])
        return self._lines[begin:end]

    def _stretch(self, low: int, high: int) -> tuple[int, int]:
        first, behind = np.searchsorted(self._grams, (low, high))
        return int(self._starts[first]), int(self._starts[behind])
