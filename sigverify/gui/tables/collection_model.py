"""`CollectionModel`: how much was collected of each signer, as a table that sorts by any column.

A proxy of Qt's would ask about each row through Python; what is in order is told by `CollectionRows`, in numbers.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer, Signal, Slot

from sigverify.gui.collection_rows import GENUINE, LAST, NAME, SESSIONS, CollectionRow, CollectionRows, Sittings
from sigverify.gui.language import tr
from sigverify.gui.rows_at import Places
from sigverify.gui.slices import Slices
from sigverify.gui.tables.plain_table import Column, PlainTable
from sigverify.gui.words import ago, counted, moment_words
from sigverify.sentences import said

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
"""The `CollectionRow` of a row."""

_COLUMNS = (
    Column(said("Signer"), said("Whose signatures they are")),
    Column(said("Genuine"), said("Genuine signatures, references among them"), right=True),
    Column(said("By session"), said("Genuine signatures of each session, as they began")),
    Column(
        said("Forgeries"),
        said("Forgeries: practised ones, and verified signatures that a person called forged"),
        right=True,
    ),
    Column(said("Unknown"), said("Collected signatures of which nobody has said what they are"), right=True),
    Column(said("Last"), said("When the last one was collected here"), right=True),
)


class CollectionModel(PlainTable[CollectionRow]):
    """What there is of each signer, in order.

    sittings_wanted(list[str]): the sessions of these signers are looked at, and not known yet. sessions_in_order: those
    of all are needed, to put the rows in order by them.
    """

    sittings_wanted = Signal(list)
    sessions_in_order = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_COLUMNS, lambda row, column: self._words_of(row)[column], parent)
        self._all = CollectionRows()
        self._sorted_by = (NAME, Qt.SortOrder.AscendingOrder)
        self._stand(self._all.ordered(NAME, descending=False))
        self._unread: dict[str, None] = {}
        self._asking = QTimer(self, interval=0, singleShot=True)
        self._asking.timeout.connect(self._ask)
        self._going = Slices(lambda: False, self)

    @property
    def rows(self) -> Sequence[CollectionRow]:
        """What is shown, in the order it stands."""
        return self._shown

    @property
    def waiting(self) -> int:
        """How many verified signatures of all wait for a person's word."""
        return self._all.waiting

    @property
    def is_sorted_by_sessions(self) -> bool:
        """Whether the rows stand, or are to stand, by how many sessions there are."""
        return self._sorted_by[0] == SESSIONS

    def row_of(self, signer_id: str) -> CollectionRow | None:
        """Return what is there of a signer."""
        return self._all.row_of(signer_id)

    def unread(self) -> list[str]:
        """Return of whom no sessions are known yet."""
        return self._all.unread()

    def ids(self, first: int, last: int) -> list[str]:
        """Return the signers from one row to another."""
        return [self._all.row(place).signer_id for place in self._places[first : last + 1].tolist()]

    def show_rows(self, rows: CollectionRows) -> None:
        """Show these signers and no others, in the order that was chosen."""
        self.beginResetModel()
        self._all = rows
        self._unread.clear()
        self._stand(self._in_order())
        self.endResetModel()

    def drop(self) -> None:
        """Forget all rows; many go bit by bit, out of everybody's sight."""
        gone = self._all
        self.show_rows(CollectionRows())
        if len(gone):
            name = f"rows {id(gone)}"
            self._going.put(name, gone.let_go())
            self._going.hurry(name)

    def show_new(self, changed: Sequence[CollectionRow], gone: Collection[str] = ()) -> None:
        """Show these as they are now, be they new or not; gone: ids of those who are no more."""
        for row in changed:
            self._all.put(row)
        for signer_id in gone:
            if self._all.place_of(signer_id) is not None:
                self._all.drop(signer_id)
        self._show()
        places = [self._all.place_of(row.signer_id) for row in changed]
        rows = np.flatnonzero(np.isin(self._places, [place for place in places if place is not None]))
        if len(rows):  # what is in sight between them is painted anew, and that is little
            self.show_changed(int(rows[0]), int(rows[-1]))

    def take_sittings(self, found: Mapping[str, Sittings]) -> None:
        """Show the sessions that were asked for."""
        known = [(self._all.row_of(signer_id), sittings) for signer_id, sittings in found.items()]
        self.show_new([row._replace(sittings=sittings) for row, sittings in known if row is not None])

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the rows in order; equal ones by name, and last those of whom it is not known yet."""
        if column >= 0 and (column, order) != self._sorted_by:
            self._sorted_by = (column, order)
            self._show()
            if column == SESSIONS:
                self.sessions_in_order.emit()

    def _in_order(self) -> Places:
        column, order = self._sorted_by
        return self._all.ordered(column, descending=order == Qt.SortOrder.DescendingOrder)

    def _stand(self, places: Places) -> None:
        self._places = places
        self._shown = self._all.at(places)

    def _show(self) -> None:
        """Have the rows stand in order; what is selected stays so."""
        before, places = self._places, self._in_order()
        if np.array_equal(places, before):
            return
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        self._stand(places)
        if kept:
            row_of = {place: row for row, place in enumerate(places.tolist())}
            rows = [row_of.get(int(before[index.row()]), -1) for index in kept]
            moved = [
                self.index(row, index.column()) if row >= 0 else QModelIndex()
                for row, index in zip(rows, kept, strict=True)
            ]
            self.changePersistentIndexList(kept, moved)
        self.layoutChanged.emit()

    @Slot()
    def _ask(self) -> None:
        wanted = [one for one in self._unread if (row := self._all.row_of(one)) is not None and row.sittings is None]
        self._unread.clear()
        if wanted:
            self.sittings_wanted.emit(wanted)

    def _words_of(self, row: CollectionRow) -> tuple[str, ...]:
        return (
            row.name,
            str(row.genuine),
            self._sessions(row),
            str(row.forgeries),
            str(row.unknown),
            ago(row.last_at) if row.last_at is not None else "–",
        )

    def _sessions(self, row: CollectionRow) -> str:
        if row.sittings is None:  # asked for once all rows that are painted now have asked
            self._unread[row.signer_id] = None
            self._asking.start()
            return "…"
        return " + ".join(str(count) for _, count in row.sittings.genuine) or "–"

    def told(self, row: CollectionRow, column: int, role: int) -> Any:
        """Return the row itself, and what its tip says."""
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.ToolTipRole:
            if column in (GENUINE, SESSIONS) and row.sittings is not None:
                return "\n".join(f"{session}: {counted(count, 'signature')}" for session, count in row.sittings.genuine)
            if column == LAST and row.last_at is not None:
                return moment_words(row.last_at)
        if role == Qt.ItemDataRole.AccessibleTextRole and column == SESSIONS and row.sittings is None:
            return tr("By session: being looked up")
        return None
