"""`SignerModel`: the signers as a list model that searches a hundred thousand of them within a frame.

A proxy of Qt's would ask for the data of two rows at each comparison, through Python: seconds for so many. Here names
and purposes lie one behind another in one text, which is searched for as many rows as are looked at, and further when
somebody scrolls. A signer who looks otherwise takes the place of the one before; lists are made anew only where
somebody comes, goes or is renamed.
"""

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, compress
from operator import is_not
from typing import Any, Literal
from unicodedata import combining, normalize

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainterPath

from sigverify.gui.enrolling import SignerView
from sigverify.gui.language import tr, tr_all
from sigverify.gui.plots.thumbnails import ink_path
from sigverify.gui.words import ago, counted

_Index = QModelIndex | QPersistentModelIndex

SignerOrder = Literal["name", "newest", "due"]
"""By name; those who signed last first; those whose references are missing or have grown old first."""

SIGNER_ROLE = Qt.ItemDataRole.UserRole + 1
DETAIL_ROLE = Qt.ItemDataRole.UserRole + 2
INK_ROLE = Qt.ItemDataRole.UserRole + 3
"""The `SignerView` of a row; its second line; its newest reference as a path, or None."""


_FOUND_AT_ONCE = 200
"""Rows that a search finds before it looks whether anybody scrolls so far."""


class SignerModel(QAbstractListModel):
    """Rows of `SignerView` that hold the words searched for, in order.

    inks_wanted(list[str]): these signers are looked at, and have references of which no ink is known.
    """

    inks_wanted = Signal(list)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._given: Sequence[SignerView] = ()
        self._all: list[SignerView] = []
        self._place: dict[str, int] = {}
        """By id, where a signer stands among all, by name."""
        self._ordered: list[int] = []
        """Places in the order that was chosen; as long as `_all`."""
        self._text, self._starts = "", array("q")
        """What is searched: keys in that order, one a line, and where each begins."""
        self._rows: Sequence[int] = ()
        """Places that are shown: of a search, those found so far."""
        self._row_of: dict[str, int] | None = None
        self._searched_to = -1
        """Where in the text the search goes on, −1 where there is nothing more to find."""
        self._words = ""
        self._order: SignerOrder = "name"
        self._keys: dict[str, str] = {}
        self._inks: dict[tuple[str, int], tuple[object, QPainterPath]] = {}
        self._unpictured: dict[str, None] = {}
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.timeout.connect(self._ask_for_inks)

    def show_signers(self, signers: Sequence[SignerView]) -> None:
        """Show these signers."""
        before, self._given = self._given, signers
        if len(signers) == len(before) and self._replaced(before, signers):
            return
        self._all = sorted(signers, key=lambda signer: self._key(signer.name))
        self._place = {signer.signer_id: place for place, signer in enumerate(self._all)}
        self._lay_out()

    def show_pictured(self, signers: Sequence[SignerView]) -> None:
        """Show these of the signers with their ink."""
        for signer in signers:
            place = self._place.get(signer.signer_id)
            if place is not None and self._all[place].name == signer.name:
                self._replace(place, signer)

    def drop(self) -> None:
        """Forget all signers, and what was worked out of them."""
        self.show_signers(())
        self._keys.clear()
        self._inks.clear()

    def search(self, words: str) -> None:
        """Show the signers whose name or purpose holds these words, '' for all."""
        self._words = _folded(words.strip())
        self._show()

    def order_by(self, order: SignerOrder) -> None:
        """Show the signers in another order; in one of two that are equal, by name."""
        self._order = order
        self._lay_out()

    @property
    def signers(self) -> Sequence[SignerView]:
        """All signers, those too who are not shown, by name."""
        return self._all

    def signer(self, signer_id: str) -> SignerView | None:
        """Return a signer, shown or not."""
        place = self._place.get(signer_id)
        return self._all[place] if place is not None else None

    def row_of(self, signer_id: str) -> int:
        """Return the row of a signer, −1 where it is not shown."""
        place = self._place.get(signer_id)
        if place is None:
            return -1
        if self._rows is self._ordered and self._order == "name":
            return place
        if self._row_of is None:
            self._row_of = {self._all[place].signer_id: row for row, place in enumerate(self._rows)}
        return self._row_of.get(signer_id, -1)

    def canFetchMore(self, parent: _Index) -> bool:
        """Return whether there may be more than was found so far."""
        return not parent.isValid() and self._searched_to >= 0

    def fetchMore(self, parent: _Index) -> None:
        """Search on."""
        found = self._found_next()
        if found and not parent.isValid():
            rows = list(self._rows)
            self.beginInsertRows(QModelIndex(), len(rows), len(rows) + len(found) - 1)
            self._rows, self._row_of = rows + found, None
            self.endInsertRows()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """Return the number of signers."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a role asks of a row."""
        if not index.isValid():
            return None
        signer = self._all[self._rows[index.row()]]
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

    def _replaced(self, before: Sequence[SignerView], signers: Sequence[SignerView]) -> bool:
        """Take the same signers in the same order as they look now; return whether they are the same."""
        changed = list(compress(signers, map(is_not, signers, before)))  # no loop of Python's over all of them
        if not all(self._stays(new) for new in changed):
            return False
        for new in changed:
            self._replace(self._place[new.signer_id], new)
        return True

    def _stays(self, new: SignerView) -> bool:
        """Return whether a signer stands and is found where the one before was."""
        place = self._place.get(new.signer_id)
        if place is None:
            return False
        old = self._all[place]
        ranks = [(one.last_at, one.reference_count > 0, one.grown_old) for one in (old, new)]
        return old.name == new.name and old.purpose == new.purpose and (self._order == "name" or ranks[0] == ranks[1])

    def _replace(self, place: int, signer: SignerView) -> None:
        differs = _differ(self._all[place], signer)
        self._all[place] = signer
        row = self.row_of(signer.signer_id) if differs else -1
        if row >= 0:
            self.dataChanged.emit(self.index(row), self.index(row))

    def _lay_out(self) -> None:
        """Put all signers in the order that was chosen, and what is searched."""
        every = self._all
        ordered = list(range(len(every)))
        if self._order == "newest":
            ordered.sort(key=lambda place: -last.timestamp() if (last := every[place].last_at) is not None else 0.0)
        elif self._order == "due":
            ordered.sort(key=lambda place: (every[place].reference_count > 0) + (not every[place].grown_old))
        self._ordered = ordered
        lines = [
            f"{self._key(one.name)}\t{self._key(one.purpose)}" if one.purpose else self._key(one.name)
            for one in (every[place] for place in ordered)
        ]
        self._text = "\n".join(lines)
        self._starts = array("q", accumulate((len(line) + 1 for line in lines), initial=0))
        self._show()

    def _show(self) -> None:
        self.beginResetModel()
        self._searched_to, self._row_of = -1, None
        self._rows = self._ordered
        if self._words:
            self._searched_to = 0
            self._rows = self._found_next()
        self.endResetModel()

    def _found_next(self) -> list[int]:
        """Return the places of the next that hold the words; those after them are looked for when they are wanted."""
        found: list[int] = []
        at = self._searched_to
        while len(found) < _FOUND_AT_ONCE:
            at = self._text.find(self._words, at)
            if at < 0:
                break
            line = bisect_right(self._starts, at) - 1
            found.append(self._ordered[line])
            at = self._starts[line + 1]
        self._searched_to = at if at < len(self._text) else -1
        return found

    @Slot()
    def _ask_for_inks(self) -> None:
        wanted = [one for one in self._unpictured if (view := self.signer(one)) is not None and view.thumbnail is None]
        self._unpictured.clear()
        if wanted:
            self.inks_wanted.emit(wanted)

    def _key(self, name: str) -> str:
        key = self._keys.get(name)
        if key is None:
            key = self._keys[name] = _folded(name)
        return key

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


def _folded(words: str) -> str:
    """Return words without capitals and accents, as people sort and search them."""
    if words.isascii():
        return words.casefold()
    return "".join(letter for letter in normalize("NFKD", words.casefold()) if not combining(letter))


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
    last = ago(signer.last_at) if signer.last_at is not None and signer.reference_count else ""
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
