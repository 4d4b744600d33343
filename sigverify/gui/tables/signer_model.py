"""`SignerModel`: the signers as a list model that searches and orders ten thousand of them within a frame.

A proxy of Qt's would ask for the data of two rows at each comparison, through Python: a third of a second for so many.
Here names are compared and searched by keys that are made once a name, in plain lists.
"""

from collections.abc import Sequence
from typing import Any, Literal
from unicodedata import combining, normalize

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
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


class SignerModel(QAbstractListModel):
    """Rows of `SignerView` that hold the words searched for, in order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[SignerView] = []
        self._rows: list[SignerView] = []
        self._at: dict[str, int] = {}
        self._words = ""
        self._order: SignerOrder = "name"
        self._keys: dict[str, str] = {}
        self._inks: dict[tuple[str, int], tuple[object, QPainterPath]] = {}

    def show_signers(self, signers: Sequence[SignerView]) -> None:
        """Show these signers."""
        self._all = sorted(signers, key=lambda signer: self._key(signer.name))
        self._show()

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
        self._show()

    @property
    def signers(self) -> Sequence[SignerView]:
        """All signers, those too who are not shown, by name."""
        return self._all

    def row_of(self, signer_id: str) -> int:
        """Return the row of a signer, −1 where it is not shown."""
        return self._at.get(signer_id, -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """Return the number of signers."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a role asks of a row."""
        if not index.isValid():
            return None
        signer = self._rows[index.row()]
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

    def _show(self) -> None:
        rows = self._all
        if self._words:
            words, key = self._words, self._key
            rows = [
                signer
                for signer in rows
                if words in key(signer.name) or (signer.purpose and words in key(signer.purpose))
            ]
        if self._order == "newest":
            rows = sorted(rows, key=lambda signer: -signer.last_at.timestamp() if signer.last_at is not None else 0.0)
        elif self._order == "due":
            rows = sorted(rows, key=lambda signer: (signer.reference_count > 0) + (not signer.grown_old))
        at = {signer.signer_id: row for row, signer in enumerate(rows)}
        if at == self._at:
            pairs = enumerate(zip(self._rows, rows, strict=True))
            changed = [row for row, (old, new) in pairs if old is not new and _differ(old, new)]
            self._rows = rows
            if changed:
                self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))
            return
        self.beginResetModel()
        self._rows, self._at = rows, at
        self.endResetModel()

    def _key(self, name: str) -> str:
        key = self._keys.get(name)
        if key is None:
            key = self._keys[name] = _folded(name)
        return key

    def _ink(self, signer: SignerView) -> QPainterPath | None:
        if signer.thumbnail is None:
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
