"""`DecisionRows`: all decisions that are known, found and put in order in short steps; it knows no Qt.

What a decision is found and put in order by is worked out when it comes, a number or a line of words each. Which ones
are wanted, and in what order, numpy tells of all at once; words are looked through a few thousand lines at a step.
"""

from array import array
from collections.abc import Callable, Collection, Generator, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import nan

import numpy as np

from sigverify.gui.reviews import DecisionView
from sigverify.gui.rows_at import Places, RowsAt

TIME, INK, SIGNER, OUTCOME, RATIO, SCORE, MODEL, SAID, NOTES = range(9)
"""What decisions are put in order by: the columns of the table."""


_STEP = 4000
"""Decisions that are looked at in a step, a millisecond or so."""

_GONE = -1
"""Stands for the signer of a decision that is not there any more."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which decisions are to be seen; what is '' or None does not narrow. since, until: days, both included.

    text: each of its words is somewhere in what is searched of a decision, whatever its capitals.
    """

    text: str = ""
    signer_id: str = ""
    outcome: str = ""
    since: date | None = None
    until: date | None = None
    overridden: bool = False


class DecisionRows:
    """Decisions, each with a place that stays, whatever comes and goes."""

    def __init__(self) -> None:
        self._rows: list[DecisionView | None] = []
        self._lines: list[str] = []
        """What is searched of each."""
        self._place: dict[int, int] = {}
        self._going: list[int] = []
        """Places of decisions that are not there any more, and not yet forgotten."""
        self._ids = array("q")
        self._signers = array("i")
        self._signer_numbers: dict[str, int] = {}
        self._next_number = self._gone = 0
        self._days = array("i")
        self._keys = {column: array("d") for column in _NUMBERS}
        self._round = 0
        self._taken_in = array("i")
        """In which round each was taken last."""

    def __len__(self) -> int:
        """Return how many decisions there are."""
        return len(self._rows) - self._gone

    @property
    def size(self) -> int:
        """How many places were given, those too of decisions that are not there any more."""
        return len(self._rows)

    @property
    def signer_ids(self) -> Collection[str]:
        """Whose decisions there are, or were."""
        return self._signer_numbers.keys()

    def place_of(self, decision_id: int) -> int | None:
        """Return the place of a decision, None where there is none of this id."""
        place = self._place.get(decision_id)
        return place if place is not None and self._signers[place] != _GONE else None

    def view(self, place: int) -> DecisionView:
        """Return the decision at a place."""
        found = self._rows[place]
        assert found is not None, "nobody asks for a place that was given up"
        return found

    def at(self, places: Sequence[int]) -> RowsAt[DecisionView]:
        """Return the decisions at these places, as they are and become."""
        return RowsAt(self._rows, places)

    def start_round(self) -> None:
        """Tell from now on apart which decisions are put and which are not."""
        self._round += 1

    def put(self, row: DecisionView) -> int:
        """Have a decision as it is now, be it new or not; return its place."""
        place = self.place_of(row.decision_id)
        if place is None:
            place = self._place[row.decision_id] = len(self._rows)
            self._rows.append(row)
            self._lines.append(_line(row))
            self._ids.append(row.decision_id)
            self._signers.append(self._number(row.signer_id))
            self._days.append(_day(row))
            self._taken_in.append(self._round)
            for column, key in _NUMBERS.items():
                self._keys[column].append(key(row))
            return place
        self._taken_in[place] = self._round
        if self._rows[place] != row:
            self._rows[place], self._lines[place] = row, _line(row)
            self._signers[place], self._days[place] = self._number(row.signer_id), _day(row)
            for column, key in _NUMBERS.items():
                self._keys[column][place] = key(row)
        return place

    def drop_unput(self) -> Places:
        """Take decisions away that were not put in this round; return their places, until they are forgotten."""
        return self._drop(np.array(self._taken_in) != self._round)

    def drop_signers(self, signer_ids: Iterable[str]) -> Places:
        """Take the decisions about these signers away; return their places, until they are forgotten."""
        numbers = [self._signer_numbers.pop(one, _GONE) for one in signer_ids]  # no number is given twice
        return self._drop(np.isin(np.array(self._signers), numbers))

    def there(self, places: Places) -> Places:
        """Return those of these places whose decision is still there."""
        return places[np.array(self._signers)[places] != _GONE]

    def fitting(self, first: int, end: int, wanted: Wanted) -> Places:
        """Return those of the places from `first` to before `end` whose decision is wanted."""
        signers = np.array(self._signers[first:end])
        fits = signers != _GONE
        if wanted.signer_id:
            fits &= signers == self._signer_numbers.get(wanted.signer_id, _GONE)
        if wanted.outcome or wanted.overridden:
            decided = np.array(self._keys[OUTCOME][first:end])
            if wanted.outcome:
                fits &= decided // _RULINGS == _OUTCOMES.get(wanted.outcome, _GONE)
            if wanted.overridden:
                fits &= np.array([row is not None and row.ruling is not None for row in self._rows[first:end]], bool)
        if wanted.since is not None or wanted.until is not None:
            days = np.array(self._days[first:end])
            fits &= days >= (wanted.since or date.min).toordinal()
            fits &= days <= (wanted.until or date.max).toordinal()
        places = np.flatnonzero(fits) + first
        words = wanted.text.casefold().split()
        if not words:
            return places
        found, lines = places.tolist(), self._lines
        for word in words:
            found = [place for place in found if word in lines[place]]
        return np.array(found, np.intp)

    def find(self, wanted: Wanted, end: int, column: int, *, descending: bool) -> Generator[None, None, Places]:
        """Give the places before `end` whose decision is wanted, in order, in short steps.

        Of equal ones the newest is first; what was not kept is last. A decision may be put or dropped between two
        steps: then what is given may stand where it stood before, or be there no more.
        """
        parts = [np.zeros(0, np.intp)]
        for first in range(0, end, _STEP):
            parts.append(self.fitting(first, min(first + _STEP, end), wanted))
            yield
        places = np.concatenate(parts)
        places = places[np.argsort(-np.array(self._ids)[places], kind="stable")]
        yield
        if column in self._keys:
            keys = np.array(self._keys[column])[places]
        else:
            keys = yield from self._ranks(places, _WORDS[column])
        order = np.argsort(-keys if descending else keys, kind="stable")  # NaN, not kept, is last either way
        yield
        return places[order]

    def _ranks(
        self, places: Places, key: Callable[[DecisionView], str | None]
    ) -> Generator[None, None, np.ndarray[tuple[int], np.dtype[np.float64]]]:
        """Give, in steps, which of all their words in order each decision bears, NaN where it bears none."""
        rows, wanted = self._rows, places.tolist()
        words: list[str | None] = []
        there: dict[str | None, float] = {}
        for first in range(0, len(wanted), _STEP):
            part = [key(row) if (row := rows[place]) is not None else None for place in wanted[first : first + _STEP]]
            words += part
            there.update(dict.fromkeys(part, nan))
            yield
        ordered = yield from _in_order([word for word in there if word is not None])
        for first in range(0, len(ordered), _STEP):
            there.update(zip(ordered[first : first + _STEP], range(first, len(ordered)), strict=False))
            yield
        ranks = np.empty(len(words))
        for first in range(0, len(words), _STEP):
            part = words[first : first + _STEP]
            ranks[first : first + len(part)] = [there[word] for word in part]
            yield
        return ranks

    def forget(self) -> Generator[None, None, None]:
        """Forget, in short steps, all that was taken away."""
        while self._going:
            for place in self._going[:_STEP]:
                row = self._rows[place]
                if row is not None and self._place.get(row.decision_id) == place:  # else it came again
                    del self._place[row.decision_id]
                self._rows[place], self._lines[place] = None, ""
            del self._going[:_STEP]
            yield

    def _drop(self, going: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Places:
        signers = np.array(self._signers)
        going &= signers != _GONE
        places = np.flatnonzero(going)
        self._going += places.tolist()
        self._gone += places.size
        signers[going] = _GONE
        self._signers = array("i", signers.tobytes())
        return places

    def _number(self, signer_id: str) -> int:
        number = self._signer_numbers.get(signer_id)
        if number is None:
            number = self._signer_numbers[signer_id] = self._next_number
            self._next_number += 1
        return number


def _line(row: DecisionView) -> str:
    """Return what is searched of a decision."""
    return f"{row.decision_id} {row.signer_name} {row.model or ''} {row.words}".casefold()


def _day(row: DecisionView) -> int:
    """Return the day of a decision where it is looked at."""
    return row.decided_at.astimezone().date().toordinal()


def _in_order(words: Sequence[str]) -> Generator[None, None, list[str]]:
    """Give words in order, in steps: runs of them are merged two by two, which is what Python's own sorting does."""
    runs = []
    for first in range(0, len(words), _STEP):
        runs.append(sorted(words[first : first + _STEP]))
        yield
    while len(runs) > 1:
        merged = []
        for first in range(0, len(runs), 2):
            merged.append(sorted([*runs[first], *runs[first + 1]]) if first + 1 < len(runs) else runs[first])
            yield
        runs = merged
    return runs[0] if runs else []


_OUTCOMES = {"reject": 0, "refer": 1, "accept": 2}
_RULED = {None: 0, "accept": 1, "reject": 2}
_RULINGS = len(_RULED)


def _outcome(row: DecisionView) -> float:
    return _OUTCOMES[row.outcome] * _RULINGS + _RULED[row.ruling] if row.outcome is not None else nan


def _kept(value: float | None) -> float:
    return nan if value is None else value


_NUMBERS: dict[int, Callable[[DecisionView], float]] = {
    TIME: lambda row: row.decided_at.timestamp(),
    INK: lambda row: row.recording_id is not None,
    OUTCOME: _outcome,
    RATIO: lambda row: _kept(row.ratio),
    SCORE: lambda row: _kept(row.score),
    NOTES: lambda row: row.note_count,
}

_WORDS: dict[int, Callable[[DecisionView], str | None]] = {
    SIGNER: lambda row: row.signer_name.casefold(),
    MODEL: lambda row: row.model,
    SAID: lambda row: row.label,
}
