"""`AuditModel`: the entries of the audit chain that are wanted, as a table model; half a million within a frame.

What an entry tells is asked for once its row is looked at, and kept for a while: of all at once it would fill memory.
"""

from collections.abc import Iterator, Sequence
from typing import Any, overload

import numpy as np
from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer, Signal, Slot

from sigverify.gui.audit_rows import NUMBER, OPERATOR, SIGNER, TELLS, WHEN, AuditLine, AuditRows, WantedEntries
from sigverify.gui.audit_words import kind_words, tells_words
from sigverify.gui.language import tr
from sigverify.gui.rows_at import Places
from sigverify.gui.signer_rows import SignerRows
from sigverify.gui.tables.plain_table import Column, PlainTable
from sigverify.gui.words import fact, moment_words
from sigverify.sentences import said
from sigverify.storage.rows import AuditEntry
from sigverify.verification.likelihood_ratio import grouped

LINE_ROLE = Qt.ItemDataRole.UserRole + 1
"""The `AuditLine` of a row."""

COLUMNS = (
    Column(said("Entry"), said("The number of the entry in the chain; each is bound to the one before")),
    Column(said("When"), said("When it was done, by this machine's clock")),
    Column(said("Action"), said("What was done")),
    Column(said("About"), said("Which signer it is about; the chain names nobody but by a random id")),
    Column(said("Details"), said("What the entry tells beyond that")),
    Column(said("By"), said("Who was signed in")),
)

_SHORT_ID = 8
_MOST_TOLD = 4000
_ASKED_AT_ONCE = 100


class _Lines(Sequence[AuditLine]):
    """The entries at places, each made when somebody looks."""

    def __init__(self, rows: AuditRows, places: Places) -> None:
        self._rows, self._places = rows, places

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, number: int) -> AuditLine: ...

    @overload
    def __getitem__(self, number: slice) -> "_Lines": ...

    def __getitem__(self, number: int | slice) -> "AuditLine | _Lines":
        if isinstance(number, slice):
            return _Lines(self._rows, self._places[number])
        return self._rows.line(int(self._places[number]))

    def __iter__(self) -> Iterator[AuditLine]:
        return map(self._rows.line, self._places.tolist())


class AuditModel(PlainTable[AuditLine]):
    """Rows of `AuditLine` that are wanted, the last entry first or the first one.

    told_wanted(list[int]): what these entries tell is looked at, and not known yet. shown_anew: other rows are shown.
    """

    told_wanted = Signal(list)
    shown_anew = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(COLUMNS, self._words_of, parent)
        self._all = AuditRows()
        self._places: Places = np.zeros(0, np.intp)
        self._lines = _Lines(self._all, self._places)
        self._wanted = WantedEntries()
        self._first_above = False
        self._signers = SignerRows()
        self._operators: dict[str, str] = {}
        self._told: dict[int, AuditEntry] = {}
        self._untold: dict[int, None] = {}
        self._asked: frozenset[int] = frozenset()
        self._asking = QTimer(self, interval=0, singleShot=True)
        self._asking.timeout.connect(self._ask)

    @property
    def rows(self) -> Sequence[AuditLine]:
        """What is shown, in the order it stands."""
        return self._lines

    @property
    def total(self) -> int:
        """How many entries are known, those too that are not shown."""
        return len(self._all)

    @property
    def newest(self) -> tuple[int, str] | None:
        """Number and hash of the last entry that is known."""
        return self._all.newest

    @property
    def operator_ids(self) -> Sequence[str]:
        """Who did what is known."""
        return [one for one in self._all.operator_ids if one]

    @property
    def kinds(self) -> Sequence[str]:
        """Of which kinds entries are known."""
        return self._all.kinds

    @property
    def first_above(self) -> bool:
        """Whether the first entry stands above the others."""
        return self._first_above

    def sequences(self) -> list[int]:
        """Return the numbers of what is shown, in the order it stands."""
        return list(self._all.sequences(self._places).tolist())

    def row_of(self, sequence: int) -> int:
        """Return the row of an entry, −1 where it is not shown."""
        found = np.flatnonzero(self._all.sequences(self._places) == sequence)
        return int(found[0]) if len(found) else -1

    def take(self, entries: Sequence[AuditEntry]) -> None:
        """Show these entries too, of which none is known yet."""
        first = len(self._all)
        self._all.put(entries)
        places = self._all.fitting(self._wanted, self._there(), first)
        if not len(places):
            return
        if not self._first_above:
            places = places[::-1]
            if not len(self._places) or self._all.sequence(int(places[0])) < self._all.sequence(int(self._places[-1])):
                self.beginInsertRows(QModelIndex(), len(self._places), len(self._places) + len(places) - 1)
                self._stand(np.concatenate([self._places, places]))
                self.endInsertRows()
                self.shown_anew.emit()
                return
        self._show()

    def drop(self) -> None:
        """Forget all entries and who they are about."""
        self.beginResetModel()
        self._all = AuditRows()
        self._stand(np.zeros(0, np.intp))
        self._told.clear()
        self._untold.clear()
        self._asked = frozenset()
        self._asking.stop()
        self.endResetModel()
        self.shown_anew.emit()

    def want(self, wanted: WantedEntries) -> None:
        """Show these entries only."""
        if wanted != self._wanted:
            self._wanted = wanted
            self._show()

    def turn(self, *, first_above: bool) -> None:
        """Have the first entry stand above the others, or the last one."""
        if first_above != self._first_above:
            self._first_above = first_above
            self._show()

    def show_signers(self, signers: SignerRows) -> None:
        """Name the signers that there are; the others are erased."""
        self._signers = signers
        if self._wanted.signer_id:
            self._show()
        if len(self._places):
            self.show_changed(0, len(self._places) - 1)

    def show_operators(self, operators: dict[str, str]) -> None:
        """Name the operators that there are, by their ids; the others were removed."""
        self._operators = operators
        if len(self._places):
            self.show_changed(0, len(self._places) - 1)

    # --- what entries tell ----------------------------------------------------------------------------------------

    def take_told(self, entries: Sequence[AuditEntry]) -> None:
        """Show what entries tell that was asked for."""
        if len(self._told) > _MOST_TOLD:
            self._told.clear()  # what is looked at is asked for again
        self._told.update((entry.sequence, entry) for entry in entries)
        self._asked = frozenset()
        if len(self._places):  # what is in sight of it is painted anew, and that is little
            last = len(self._places) - 1
            self.dataChanged.emit(self.index(0, TELLS), self.index(last, TELLS), [Qt.ItemDataRole.DisplayRole])

    def told_of(self, sequence: int) -> AuditEntry | None:
        """Return what is known of an entry, None where it was not asked for yet."""
        return self._told.get(sequence)

    @Slot()
    def _ask(self) -> None:
        # The last ones are those that can be seen now; what was only scrolled past asks again when it is seen.
        wanted = [one for one in list(self._untold)[-_ASKED_AT_ONCE:] if one not in self._told]
        self._untold.clear()
        if wanted and not self._asked:
            self._asked = frozenset(wanted)
            self.told_wanted.emit(wanted)
        elif wanted:
            self._untold.update(dict.fromkeys(wanted))

    # --- words ----------------------------------------------------------------------------------------------------

    def is_there(self, signer_id: str) -> bool:
        """Return whether something is held of a signer."""
        return signer_id in self._signers.ids

    def signer_name(self, signer_id: str) -> str:
        """Return the name of a signer, or the beginning of the id of one who is erased."""
        signer = self._signers.signer(signer_id)
        return signer.name if signer is not None else tr("erased: {signer_id}…", signer_id=signer_id[:_SHORT_ID])

    def operator_name(self, operator_id: str) -> str:
        """Return the name of an operator, or the beginning of the id of one who was removed."""
        known = self._operators.get(operator_id)
        return known if known is not None else tr("removed: {operator_id}…", operator_id=operator_id[:_SHORT_ID])

    def _tells(self, line: AuditLine) -> str:
        entry = self._told.get(line.sequence)
        if not line.readable:
            return tr("It cannot be read: it was changed from outside.")
        if entry is not None:
            return tells_words(entry, self.operator_name)
        self._untold.pop(line.sequence, None)
        self._untold[line.sequence] = None
        self._asking.start()
        return "…"

    def _words_of(self, line: AuditLine, column: int) -> str:
        if column == NUMBER:
            return grouped(line.sequence)
        if column == WHEN:
            return moment_words(line.at, short=True)
        if column == SIGNER:
            return self.signer_name(line.signer_id) if line.signer_id else ""
        if column == TELLS:
            return self._tells(line)
        if column == OPERATOR:
            return self.operator_name(line.operator_id) if line.operator_id else ""
        return kind_words(line.kind)

    def told(self, row: AuditLine, column: int, role: int) -> Any:
        """Return the line itself, and what its tip says: what finds no room in a cell is read there."""
        if role == LINE_ROLE:
            return row
        if role == Qt.ItemDataRole.ToolTipRole:
            words = self._words_of(row, column)
            if column == SIGNER and row.signer_id:
                return f"{words}\n{row.signer_id}"
            if column == OPERATOR and row.operator_id:
                return f"{words}\n{row.operator_id}"
            return fact(tr(COLUMNS[column].name), words) if words and column not in (NUMBER, WHEN) else None
        return None

    # --- rows -----------------------------------------------------------------------------------------------------

    def _there(self) -> list[bool]:
        return [one in self._signers.ids for one in self._all.signer_ids] if self._wanted.signer_id else []

    def _stand(self, places: Places) -> None:
        self._places = places
        self._lines = _Lines(self._all, places)

    def _show(self) -> None:
        """Show what is wanted now; what is selected stays so as far as it is among it."""
        places = self._all.fitting(self._wanted, self._there())
        if not self._first_above:
            places = places[::-1]
        before = self._places
        if np.array_equal(places, before):
            return
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        marked = [int(before[index.row()]) for index in kept]
        self._stand(places)
        moved = []
        for place, index in zip(marked, kept, strict=True):
            found = np.flatnonzero(places == place)
            moved.append(self.index(int(found[0]), index.column()) if len(found) else QModelIndex())
        self.changePersistentIndexList(kept, moved)
        self.layoutChanged.emit()
        self.shown_anew.emit()
