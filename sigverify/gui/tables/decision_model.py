"""`DecisionModel`: the decisions that are wanted, in order, as a table model; a hundred thousand within a frame.

A proxy of Qt's would ask about each row through Python, for as long as it takes. What is found and what is in order is
told by `DecisionRows`, in short steps; until the last one is done the table shows what it showed.
"""

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainterPath

from sigverify.gui.decision_rows import INK, TIME, DecisionRows, Wanted
from sigverify.gui.language import tr
from sigverify.gui.plots.thumbnails import ink_path
from sigverify.gui.reviews import DecisionView
from sigverify.gui.rows_at import Places, RowsAt
from sigverify.gui.slices import Slices
from sigverify.gui.tables.plain_table import Column, PlainTable
from sigverify.gui.words import LABEL_SAID, NOT_KEPT, OUTCOME_WORDS, counted, fact, moment_words, score_figures
from sigverify.ink.recording import Recording
from sigverify.sentences import said

DECISION_ROLE = Qt.ItemDataRole.UserRole + 1
INK_ROLE = Qt.ItemDataRole.UserRole + 2
"""The `DecisionView` of a row; its ink as a path, None while or where it is not there."""

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
_AT_ONCE = 2000
"""Of so many decisions those that are wanted are found and put in order at once; of more in steps."""

_SHOWING, _FORGETTING = "showing", "forgetting"
"""The names of what is done in steps."""


class DecisionModel(PlainTable[DecisionView]):
    """Rows of `DecisionView` that are wanted, in order.

    inks_wanted(list[int]): recordings whose rows are being looked at. shown_anew: what was wanted last is what stands
    here now, in the order that was wanted last.
    """

    inks_wanted = Signal(list)
    shown_anew = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(COLUMNS, lambda row, column: "" if column == INK else cell_words(row, column), parent)
        self._all = DecisionRows()
        self._places = array("q")
        """Of the rows."""
        self._shown = self._all.at(self._places)
        self._row_of: Places | None = None
        """By place its row, −1 for none; None until somebody asks."""
        self._wanted = self._fitting = Wanted()
        """What is wanted; what the rows fit, until what is wanted is found."""
        self._sorted_by = (TIME, Qt.SortOrder.DescendingOrder)
        self._changes = self._in_order_at = 0
        """How often a decision came or changed; how often it had when all were put in order last."""
        self._slices, self._forgetting = Slices(lambda: False, self), Slices(lambda: False, self)
        self._paths: dict[int, QPainterPath | None] = {}
        self._unpictured: dict[int, set[int]] = {}
        self._asked: dict[int, set[int]] = {}
        """Recordings whose ink is to be asked for or is asked for, each with the decisions whose rows wait for it."""
        self._delay = QTimer(self, interval=_INK_DELAY_MS, singleShot=True)
        self._delay.timeout.connect(self._ask_inks)

    # --- rows -----------------------------------------------------------------------------------------------------

    @property
    def rows(self) -> RowsAt[DecisionView]:
        """What is shown, in the order it stands."""
        return self._shown

    @property
    def total(self) -> int:
        """How many decisions there are, those too that are not shown."""
        return len(self._all)

    @property
    def signer_ids(self) -> Collection[str]:
        """Whose decisions there are, or were."""
        return self._all.signer_ids

    def holds(self, decision_id: int) -> bool:
        """Return whether a decision is there, shown or not."""
        return self._all.place_of(decision_id) is not None

    def row_of(self, decision_id: int) -> int:
        """Return the row of a decision, −1 where it is not shown."""
        place = self._all.place_of(decision_id)
        return self._row(place) if place is not None else -1

    def start_round(self) -> None:
        """Begin to take all decisions that there are; those that are known are shown meanwhile."""
        self._all.start_round()

    def take(self, rows: Sequence[DecisionView]) -> None:
        """Show these decisions too, or anew."""
        first, moves = self._all.size, False
        for row in rows:
            known = self._all.place_of(row.decision_id)
            before = self._all.view(known) if known is not None and known < first else None
            place = self._all.put(row)
            if before is not None and before != row:
                self._changes += 1
                if before.recording_id is not None and row.recording_id is None:
                    self._paths.pop(before.recording_id, None)
                moves = not self._replace(place) or moves
        end = self._all.size
        if end > first:
            self._changes += 1
            self._add(self._all.fitting(first, end, self._fitting))
        if moves:
            self._show()

    def settle(self) -> None:
        """Drop decisions that were not taken in this round, and their ink; put the others in order."""
        self._leave_out(self._all.drop_unput())
        if self._changes != self._in_order_at:
            self._show()

    def drop_signers(self, signer_ids: Iterable[str]) -> None:
        """Drop the decisions about these signers, and their ink."""
        self._leave_out(self._all.drop_signers(signer_ids))

    def drop(self) -> None:
        """Forget all decisions and their ink."""
        self._slices.close()
        self._forgetting.close()
        self._delay.stop()
        self.beginResetModel()
        self._all = DecisionRows()
        self._stand(array("q"))
        self._fitting = self._wanted
        self.endResetModel()
        self._paths.clear()
        self._unpictured.clear()
        self.shown_anew.emit()

    def want(self, wanted: Wanted) -> None:
        """Show these decisions only."""
        if wanted != self._wanted:
            self._wanted = wanted
            self._show()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the rows in order; equal ones the newest first, what was not kept last."""
        if column >= 0 and (column, order) != self._sorted_by:
            self._sorted_by = (column, order)
            self._show()

    def _row(self, place: int) -> int:
        if self._row_of is None:
            self._row_of = np.full(self._all.size, -1, np.intp)
            self._row_of[np.array(self._places)] = np.arange(len(self._places))
        return int(self._row_of[place])

    def _replace(self, place: int) -> bool:
        """Have a decision that was put look as it is now; return whether it is as much wanted as it was."""
        shown = self._row(place)
        if shown >= 0:
            self.show_changed(shown, shown)
        return (shown >= 0) == bool(len(self._all.fitting(place, place + 1, self._fitting)))

    def _add(self, places: Places) -> None:
        """Show new decisions below the others, until all are put in order."""
        self._row_of = None
        if len(places):
            first = len(self._places)
            self.beginInsertRows(QModelIndex(), first, first + len(places) - 1)
            self._places.extend(places.tolist())
            self.endInsertRows()

    def _leave_out(self, gone: Places) -> None:
        """Show nothing more of decisions that were taken away, and forget them."""
        if len(gone) > _MOST_INKS:
            self._paths.clear()  # what is looked at is asked for again
        for place in gone.tolist() if self._paths else ():
            recording_id = self._all.view(place).recording_id
            if recording_id is not None:
                self._paths.pop(recording_id, None)
        if len(gone):
            self._put(self._all.there(np.array(self._places, np.intp)))
            at_once = len(gone) <= _AT_ONCE and not self._forgetting.waiting
            self._forgetting.put(_FORGETTING, self._all.forget())
            if at_once:
                self._forgetting.finish(_FORGETTING)

    def _show(self) -> None:
        """Have found, and put in order, what is wanted now; what was being found is not wanted any more."""
        steps = self._found()
        if self._all.size > _AT_ONCE:
            self._slices.put(_SHOWING, steps)
            self._slices.hurry(_SHOWING)
            return
        self._slices.close()
        for _ in steps:
            pass

    def _found(self) -> Iterator[None]:
        changes, end, wanted, (column, order) = self._changes, self._all.size, self._wanted, self._sorted_by
        descending = order == Qt.SortOrder.DescendingOrder
        places = yield from self._all.find(wanted, end, column, descending=descending)
        later = self._all.fitting(end, self._all.size, wanted)  # taken meanwhile
        self._fitting, self._in_order_at = wanted, changes
        self._put(self._all.there(np.concatenate([places, later])))
        self.shown_anew.emit()

    def _stand(self, places: "array[int]") -> None:
        self._places, self._row_of = places, None
        self._shown = self._all.at(places)

    def _put(self, places: Places) -> None:
        """Show the decisions at these places in this order; what is selected stays so as far as it is among them."""
        before = np.array(self._places, np.intp)
        if np.array_equal(places, before):
            return
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        marked = [self._places[index.row()] for index in kept]
        self._stand(array("q", places.tobytes()))
        rows = [self._row(place) for place in marked]
        moved = [
            self.index(row, index.column()) if row >= 0 else QModelIndex()
            for row, index in zip(rows, kept, strict=True)
        ]
        self.changePersistentIndexList(kept, moved)
        self.layoutChanged.emit()

    @property
    def is_waiting_for_ink(self) -> bool:
        """Whether ink that is looked at is still to come."""
        return bool(self._unpictured or self._asked)

    # --- ink ------------------------------------------------------------------------------------------------------

    def take_inks(self, inks: Mapping[int, Recording]) -> None:
        """Show the ink that was asked for; of what is not among it there is none."""
        if len(self._paths) > _MOST_INKS:
            self._paths.clear()
        for recording_id, waiting in self._asked.items():
            if not any(map(self.holds, waiting)):
                continue  # they were dropped meanwhile
            recording = inks.get(recording_id)
            self._paths[recording_id] = ink_path(recording) if recording is not None else None
        for decision_id in sorted(set[int]().union(*self._asked.values())):
            row = self.row_of(decision_id)
            if row >= 0:
                self.dataChanged.emit(self.index(row, INK), self.index(row, INK), [INK_ROLE])
        self._asked.clear()

    @Slot()
    def _ask_inks(self) -> None:
        # The last ones are those that can be seen now; what was only scrolled past asks again when it is seen.
        batch = dict(list(self._unpictured.items())[-_INKS_AT_ONCE:])
        self._unpictured.clear()
        if batch and not self._asked:
            self._asked.update(batch)
            self.inks_wanted.emit(list(batch))
        elif batch:
            self._unpictured.update(batch)
            self._delay.start()

    def _ink(self, row: DecisionView) -> QPainterPath | None:
        recording_id = row.recording_id
        if recording_id is None or recording_id in self._paths:
            return self._paths.get(recording_id or 0)
        if recording_id in self._asked:
            self._asked[recording_id].add(row.decision_id)
        else:
            waiting = self._unpictured.pop(recording_id, set())
            self._unpictured[recording_id] = waiting | {row.decision_id}
            if not self._delay.isActive():
                self._delay.start()
        return None

    def told(self, row: DecisionView, column: int, role: int) -> Any:
        """Return the row itself, its ink, and what its tip says."""
        if role == DECISION_ROLE:
            return row
        if role == INK_ROLE:
            return self._ink(row)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return fact(tr(COLUMNS[column].name), cell_words(row, column))
        return None


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
    if row.score is None:
        score, accept, reject = tr(NOT_KEPT), _figure(row.threshold), _figure(row.reject_below)
    else:
        score, accept, reject = score_figures(row.score, row.threshold, row.reject_below)
    lines = tr("accepted from {accept}, rejected below {reject}", accept=accept, reject=reject)
    return f"{score} ({lines})"


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
