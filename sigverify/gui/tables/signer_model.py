"""`SignerModel`: the signers as a list model that shows and searches a hundred thousand of them within a frame.

A proxy of Qt's would ask for the data of two rows at each comparison, through Python: seconds for so many. What is in
order and what is searched is in `SignerRows`, made on another thread; here only those go elsewhere who changed.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainterPath

from sigverify.gui.enrolling import SignerView
from sigverify.gui.language import tr, tr_all
from sigverify.gui.plots.thumbnails import ink_path
from sigverify.gui.signer_rows import SignerOrder, SignerRows, folded
from sigverify.gui.slices import Slices
from sigverify.gui.words import ago, counted

_Index = QModelIndex | QPersistentModelIndex

SIGNER_ROLE = Qt.ItemDataRole.UserRole + 1
DETAIL_ROLE = Qt.ItemDataRole.UserRole + 2
INK_ROLE = Qt.ItemDataRole.UserRole + 3
"""The `SignerView` of a row; its second line; its newest reference as a path, or None."""

_FOUND_FIRST, _FOUND_NEXT = 50, 500
"""Rows that a search finds before it looks whether anybody scrolls so far."""

_ONE_BY_ONE = 50
"""Changes that are shown row by row; of more the list is shown anew."""


class SignerModel(QAbstractListModel):
    """Rows of `SignerView` that hold the words searched for, in order.

    inks_wanted(list[str]): these signers are looked at, and have references of which no ink is known.
    """

    inks_wanted = Signal(list)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all = SignerRows()
        self._words = ""
        self._found: list[int] | None = None
        """Places found so far; None where nothing is searched for."""
        self._row_of: dict[int, int] | None = None
        """By place, the row of who was found; None until somebody asks."""
        self._finding: Iterator[int] | None = None
        """The search as far as it has come; None at its end."""
        self._inks: dict[tuple[str, int], tuple[object, QPainterPath]] = {}
        self._unpictured: dict[str, None] = {}
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.timeout.connect(self._ask_for_inks)
        self._going = Slices(lambda: False, self)

    def show_rows(self, rows: SignerRows) -> None:
        """Show these signers, in the order that was chosen."""
        self.beginResetModel()
        if rows.order != self._all.order:
            rows.order_by(self._all.order)
        self._all = rows
        self._search()
        self.endResetModel()

    def show_changed(self, changed: Sequence[SignerView], gone: Collection[str] = ()) -> None:
        """Show these signers as they are now, be they new or not; gone: ids of those who are no more."""
        rows = self._all
        differing = [one for one in changed if rows.signer(one.signer_id) is not one]
        going = [one for one in gone if rows.signer(one) is not None]
        staying = [one for one in differing if rows.place_of(one.signer_id) is not None and rows.stays(one)]
        for one in staying:
            self._replace(one)
        moving = [one for one in differing if one not in staying] if len(staying) < len(differing) else []
        if not moving and not going:
            return
        if self._found is not None or len(moving) + len(going) > _ONE_BY_ONE:
            self.beginResetModel()
            for one in moving:
                rows.put(one)
            for signer_id in going:
                rows.drop(signer_id)
            self._search()
            self.endResetModel()
            return
        for one in moving:
            self._move(one)
        for signer_id in going:
            row = self.row_of(signer_id)
            self.beginRemoveRows(QModelIndex(), row, row)
            rows.drop(signer_id)
            self.endRemoveRows()

    def show_pictured(self, signers: Sequence[SignerView]) -> None:
        """Show these of the signers with their ink."""
        known = [(one, self._all.signer(one.signer_id)) for one in signers]
        self.show_changed([one for one, before in known if before is not None and before.name == one.name])

    def drop(self) -> None:
        """Forget all signers, and what was worked out of them; many go bit by bit, out of everybody's sight."""
        gone = self._all
        self.show_rows(SignerRows())
        self._inks.clear()
        if gone.ids:
            name = f"signers {id(gone)}"
            self._going.put(name, gone.let_go())
            self._going.hurry(name)

    def search(self, words: str) -> None:
        """Show the signers whose name or purpose holds these words, '' for all."""
        self.beginResetModel()
        self._words = folded(words.strip())
        self._search()
        self.endResetModel()

    def order_by(self, order: SignerOrder) -> None:
        """Show the signers in another order; in one of two that are equal, by name."""
        self.beginResetModel()
        self._all.order_by(order)
        self._search()
        self.endResetModel()

    @property
    def signers(self) -> SignerRows:
        """All signers, those too who are not shown, by name."""
        return self._all

    def signer(self, signer_id: str) -> SignerView | None:
        """Return a signer, shown or not."""
        return self._all.signer(signer_id)

    def row_of(self, signer_id: str) -> int:
        """Return the row of a signer, −1 where it is not shown."""
        place = self._all.place_of(signer_id)
        if place is None:
            return -1
        if self._found is None:
            return self._all.row_of(place)
        if self._row_of is None:
            self._row_of = {place: row for row, place in enumerate(self._found)}
        return self._row_of.get(place, -1)

    def canFetchMore(self, parent: _Index) -> bool:
        """Return whether there may be more than was found so far."""
        return not parent.isValid() and self._finding is not None

    def fetchMore(self, parent: _Index) -> None:
        """Search on."""
        found = [] if parent.isValid() or self._found is None else self._found_next(_FOUND_NEXT)
        if found and self._found is not None:
            first = len(self._found)
            self.beginInsertRows(QModelIndex(), first, first + len(found) - 1)
            self._found += found
            self._row_of = None
            self.endInsertRows()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """Return the number of signers."""
        return 0 if parent.isValid() else len(self._places)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a role asks of a row."""
        if not index.isValid():
            return None
        signer = self._all.view(self._places[index.row()])
        if role == Qt.ItemDataRole.DisplayRole:
            return signer.name
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return _told(signer)
        if role == SIGNER_ROLE:
            return signer
        if role == DETAIL_ROLE:
            return _detail(signer)
        if role == INK_ROLE:
            return self._ink(signer)
        return None

    @property
    def _places(self) -> Sequence[int]:
        return self._all.places if self._found is None else self._found

    def _replace(self, signer: SignerView) -> None:
        """Have a signer who stays in place look as they are now."""
        before = self._all.signer(signer.signer_id)
        self._all.put(signer)
        row = self.row_of(signer.signer_id) if before is None or _differ(before, signer) else -1
        if row >= 0:
            self.dataChanged.emit(self.index(row), self.index(row))

    def _move(self, signer: SignerView) -> None:
        """Have a signer stand where they belong now, of all, be they new or not."""
        row, to = self.row_of(signer.signer_id), self._all.row_for(signer)
        if row < 0:
            self.beginInsertRows(QModelIndex(), to, to)
            self._all.put(signer)
            self.endInsertRows()
        elif row == to:
            self._replace(signer)
        else:
            self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), to if to < row else to + 1)
            self._all.put(signer)
            self.endMoveRows()
            self.dataChanged.emit(self.index(to), self.index(to))

    def _search(self) -> None:
        self._found = self._row_of = self._finding = None
        if self._words:
            self._finding = self._all.find(self._words)
            self._found = self._found_next(_FOUND_FIRST)

    def _found_next(self, most: int) -> list[int]:
        """Return the places of the next that hold the words; those after them are looked for when they are wanted."""
        if self._finding is None:
            return []
        found = list(islice(self._finding, most))
        if len(found) < most:
            self._finding = None
        return found

    @Slot()
    def _ask_for_inks(self) -> None:
        wanted = [one for one in self._unpictured if (view := self.signer(one)) is not None and view.thumbnail is None]
        self._unpictured.clear()
        if wanted:
            self.inks_wanted.emit(wanted)

    def _ink(self, signer: SignerView) -> QPainterPath | None:
        if signer.thumbnail is None:
            if signer.reference_count:  # asked for once all rows that are painted now have asked
                self._unpictured[signer.signer_id] = None
                self._asking.start(0)
            return None
        known = self._inks.get(signer.key)
        if known is None or known[0] is not signer.thumbnail:
            known = self._inks[signer.key] = (signer.thumbnail, ink_path(signer.thumbnail))
        return known[1]


def _differ(old: SignerView, new: SignerView) -> bool:
    """Return whether a row looks otherwise; ink is another one when it was read anew."""
    return (
        old.thumbnail is not new.thumbnail
        or old.last_at != new.last_at
        or old.name != new.name
        or old.key != new.key
        or old.reference_count != new.reference_count
        or old.grown_old != new.grown_old
        or old.purpose != new.purpose
    )


def _detail(signer: SignerView) -> str:
    count = counted(signer.reference_count, "ref.", "refs") if signer.reference_count else tr("none yet")
    told = signer.last_at is not None and signer.reference_count and not signer.sample
    last = ago(signer.last_at) if told and signer.last_at is not None else ""
    parts = [tr("Sample") if signer.sample else "", count, signer.profile, last]
    return " · ".join(part for part in parts if part)


def _told(signer: SignerView) -> str:
    parts = [
        signer.name,
        tr("sample") if signer.sample else "",
        signer.purpose,
        signer.profile,
        counted(signer.reference_count, "reference"),
    ]
    if signer.grown_old:
        parts.append(tr("references have grown old"))
    return tr_all(parts, ", ")
