"""`DecisionModel`: all decisions as a table model, sorted by itself; `DecisionFilter` narrows it.

A proxy that sorts asks Python twice for each of n·log n comparisons, which is felt with thousands of rows. Here the
model sorts its own list by one key a row.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QSortFilterProxyModel,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QPainterPath

from sigverify.gui.language import tr
from sigverify.gui.plots.thumbnails import ink_path
from sigverify.gui.reviews import DecisionView
from sigverify.gui.tables.plain_table import Column, Index, PlainTable
from sigverify.gui.words import LABEL_SAID, OUTCOME_WORDS, counted, fact, moment_words
from sigverify.ink.recording import Recording
from sigverify.sentences import said

SORT_ROLE = Qt.ItemDataRole.UserRole + 1
DECISION_ROLE = Qt.ItemDataRole.UserRole + 2
INK_ROLE = Qt.ItemDataRole.UserRole + 3
"""What a cell is sorted by; the `DecisionView` of a row; its ink as a path, None while or where it is not there."""

TIME, INK, SIGNER, OUTCOME, RATIO, SCORE, MODEL, SAID, NOTES = range(9)
COLUMNS = (
    Column(said("Decided"), said("When it was decided")),
    Column(said("Ink"), said("The questioned signature; nothing where it was discarded")),
    Column(said("Signer"), said("Whose signature it was said to be")),
    Column(said("Outcome"), said("What was decided, and what a person decided in its place")),
    Column(
        said("log LR"),
        said(
            "Base-10 logarithm of the likelihood ratio against a skilled forgery, as far as the calibration carries it"
        ),
        right=True,
    ),
    Column(said("Score"), said("The score on its line of decision: rejected, referred or accepted")),
    Column(said("Model"), said("The model that decided")),
    Column(said("Really"), said("What a person said that the signature was")),
    Column(said("Notes"), said("Notes and overrides")),
)

_INK_DELAY_MS = 30
_INKS_AT_ONCE = 48
_MOST_INKS = 2000
_REMOVED_SINGLY = 50
"""More rows than this go at once, and the selection with them: one after the other each takes as long as all."""


class DecisionModel(PlainTable[DecisionView]):
    """Rows of `DecisionView`. inks_wanted(list[int]): recordings whose rows are being looked at."""

    inks_wanted = Signal(list)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(COLUMNS, lambda row, column: "" if column == INK else cell_words(row, column), parent)
        self._places: dict[int, int] = {}
        self._sorted_by = (TIME, Qt.SortOrder.DescendingOrder)
        self._paths: dict[int, QPainterPath | None] = {}
        self._in_order = True
        self._wanted: dict[int, set[int]] = {}
        self._asked: dict[int, set[int]] = {}
        """Recordings whose ink is to be asked for or is asked for, each with the decisions whose rows wait for it."""
        self._delay = QTimer(self, interval=_INK_DELAY_MS, singleShot=True)
        self._delay.timeout.connect(self._ask_inks)

    # --- rows -----------------------------------------------------------------------------------------------------

    def row_of(self, decision_id: int) -> int:
        """Return the row of a decision, −1 where there is none."""
        return self._places.get(decision_id, -1)

    def take(self, rows: Sequence[DecisionView]) -> None:
        """Show these decisions too, or anew."""
        fresh = []
        for row in rows:
            place = self._places.get(row.decision_id)
            if place is None:
                fresh.append(row)
            elif self._rows[place] != row:
                self._rows[place] = row
                self._in_order = False
                self.show_changed(place, place)
        if fresh:
            self._in_order = False
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(fresh) - 1)
            self._rows.extend(fresh)
            self._places.update((row.decision_id, first + number) for number, row in enumerate(fresh))
            self.endInsertRows()

    def settle(self, there: Collection[int]) -> None:
        """Drop decisions that are not there any more, and their ink; put the others in order.

        there: ids, among them those of all rows that were taken since it was told last.
        """
        if self._in_order and len(there) == len(self._rows):
            return  # a hundred thousand are looked through again and again otherwise
        gone = [place for place, row in enumerate(self._rows) if row.decision_id not in there]
        if len(gone) > _REMOVED_SINGLY:
            self.beginResetModel()
            self._rows = [row for row in self._rows if row.decision_id in there]
            self.endResetModel()
        else:
            for place in reversed(gone):
                self.beginRemoveRows(QModelIndex(), place, place)
                del self._rows[place]
                self.endRemoveRows()
        self._places = {row.decision_id: place for place, row in enumerate(self._rows)}
        known = {row.recording_id for row in self._rows}
        self._paths = {one: path for one, path in self._paths.items() if one in known}
        self.sort(*self._sorted_by)
        self._in_order = True

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the rows in order; equal ones the newest first, what was not kept last."""
        self._sorted_by = (column, order)
        key = _KEYS[column]
        newest = sorted(self._rows, key=lambda row: row.decision_id, reverse=True)
        known = [row for row in newest if key(row) is not None]
        known.sort(key=key, reverse=order == Qt.SortOrder.DescendingOrder)
        ordered = known + [row for row in newest if key(row) is None]
        if ordered == self._rows:
            return
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        ids = [self._rows[index.row()].decision_id for index in kept]
        self._rows = ordered
        self._places = {row.decision_id: place for place, row in enumerate(ordered)}
        moved = [self.index(self._places[one], index.column()) for one, index in zip(ids, kept, strict=True)]
        self.changePersistentIndexList(kept, moved)
        self.layoutChanged.emit()

    @property
    def is_waiting_for_ink(self) -> bool:
        """Whether ink that is looked at is still to come."""
        return bool(self._wanted or self._asked)

    # --- ink ------------------------------------------------------------------------------------------------------

    def take_inks(self, inks: Mapping[int, Recording]) -> None:
        """Show the ink that was asked for; of what is not among it there is none."""
        if len(self._paths) > _MOST_INKS:
            self._paths.clear()
        for recording_id in self._asked:
            recording = inks.get(recording_id)
            self._paths[recording_id] = ink_path(recording) if recording is not None else None
        for decision_id in sorted(set[int]().union(*self._asked.values())):
            place = self.row_of(decision_id)
            if place >= 0:
                self.dataChanged.emit(self.index(place, INK), self.index(place, INK), [INK_ROLE])
        self._asked.clear()

    @Slot()
    def _ask_inks(self) -> None:
        # The last ones are those that can be seen now; what was only scrolled past asks again when it is seen.
        batch = dict(list(self._wanted.items())[-_INKS_AT_ONCE:])
        self._wanted.clear()
        if batch and not self._asked:
            self._asked.update(batch)
            self.inks_wanted.emit(list(batch))
        elif batch:
            self._wanted.update(batch)
            self._delay.start()

    def _ink(self, row: DecisionView) -> QPainterPath | None:
        recording_id = row.recording_id
        if recording_id is None or recording_id in self._paths:
            return self._paths.get(recording_id or 0)
        if recording_id in self._asked:
            self._asked[recording_id].add(row.decision_id)
        else:
            waiting = self._wanted.pop(recording_id, set())
            self._wanted[recording_id] = waiting | {row.decision_id}
            if not self._delay.isActive():
                self._delay.start()
        return None

    def told(self, row: DecisionView, column: int, role: int) -> Any:
        """Return the row itself, what its column sorts by, its ink, and what its tip says."""
        if role == DECISION_ROLE:
            return row
        if role == SORT_ROLE:
            return _KEYS[column](row)
        if role == INK_ROLE:
            return self._ink(row)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return fact(tr(COLUMNS[column].name), cell_words(row, column))
        return None


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which decisions are to be seen; what is '' or None does not narrow. since, until: days, both included."""

    text: str = ""
    signer_id: str = ""
    outcome: str = ""
    since: date | None = None
    until: date | None = None
    overridden: bool = False

    def lets_pass(self, row: DecisionView) -> bool:
        """Whether a decision is one of them: every word of the text is somewhere in it, whatever its capitals."""
        if self.signer_id and row.signer_id != self.signer_id:
            return False
        if (self.outcome and row.outcome != self.outcome) or (self.overridden and row.ruling is None):
            return False
        if self.since is not None or self.until is not None:
            day = row.decided_at.astimezone().date()
            if (self.since is not None and day < self.since) or (self.until is not None and day > self.until):
                return False
        if not self.text:
            return True
        told = f"{row.decision_id} {row.signer_name} {row.model or ''} {row.words}".casefold()
        return all(word in told for word in self.text.casefold().split())


class DecisionFilter(QSortFilterProxyModel):
    """The decisions that are wanted, in the order of the model below."""

    def __init__(self, source: DecisionModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._wanted = Wanted()
        self.setSourceModel(source)
        self.setSortRole(SORT_ROLE)

    @property
    def wanted(self) -> Wanted:
        """Which decisions are to be seen."""
        return self._wanted

    def want(self, wanted: Wanted) -> None:
        """Show these decisions only."""
        if wanted != self._wanted:
            self._wanted = wanted
            self.invalidate()  # invalidateFilter() is deprecated, what takes its place is newer than Qt 6.8

    def shown(self) -> list[DecisionView]:
        """Return the decisions that pass, in order."""
        return [row for row in self._source.rows if self._wanted.lets_pass(row)]

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Let the model below put itself in order."""
        if column >= 0:
            self._source.sort(column, order)

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:  # noqa: ARG002  # a flat table
        """Whether a row is wanted."""
        return self._wanted.lets_pass(self._source.rows[source_row])


def cell_words(row: DecisionView, column: int) -> str:
    """Return a cell in words, for eyes, screen readers and files alike."""
    return _WORDS[column](row)


def outcome_words(row: DecisionView) -> str:
    """Return what was decided, and what a person decided in its place."""
    decided = tr(OUTCOME_WORDS[row.outcome]) if row.outcome is not None else tr("Not kept")
    return (
        decided
        if row.ruling is None
        else tr("{decided}, overridden: {outcome}", decided=decided, outcome=tr(OUTCOME_WORDS[row.ruling]).lower())
    )


def _figure(value: float | None) -> str:
    return tr("not kept") if value is None else f"{value:.2f}".replace("-", "−")


def _score(row: DecisionView) -> str:
    if row.threshold is None or row.reject_below is None:
        return _figure(row.score)
    lines = tr(
        "accepted from {accept}, rejected below {reject}",
        accept=_figure(row.threshold),
        reject=_figure(row.reject_below),
    )
    return f"{_figure(row.score)} ({lines})"


_WORDS: tuple[Callable[[DecisionView], str], ...] = (
    lambda row: moment_words(row.decided_at, short=True),
    lambda row: tr("ink kept") if row.recording_id is not None else tr("ink discarded"),
    lambda row: row.signer_name,
    outcome_words,
    lambda row: _figure(row.ratio),
    _score,
    lambda row: row.model or tr("not kept"),
    lambda row: tr(LABEL_SAID[row.label]) if row.label is not None else tr("discarded"),
    lambda row: counted(row.note_count, "note") if row.note_count else "",
)

_OUTCOME_ORDER = {"reject": 0, "refer": 1, "accept": 2}

_KEYS: tuple[Callable[[DecisionView], Any], ...] = (
    lambda row: row.decided_at,
    lambda row: row.recording_id is not None,
    lambda row: row.signer_name.casefold(),
    lambda row: (_OUTCOME_ORDER[row.outcome], row.ruling or "") if row.outcome is not None else None,
    lambda row: row.ratio,
    lambda row: row.score,
    lambda row: row.model,
    lambda row: row.label,
    lambda row: row.note_count,
)
