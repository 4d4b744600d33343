"""`AuditTable`: the entries of the audit chain in rows; a head of theirs turns them over."""

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QAbstractItemView

from sigverify.gui.audit_rows import ACTION, NUMBER, OPERATOR, SIGNER, TELLS, WHEN, AuditLine
from sigverify.gui.audit_words import KIND_WORDS
from sigverify.gui.language import tr
from sigverify.gui.settings import WindowSettings
from sigverify.gui.tables.audit_model import LINE_ROLE, AuditModel
from sigverify.gui.tables.fitted_columns import FittedColumns, moments_px, widest
from sigverify.gui.tables.opening_table import OpeningTable
from sigverify.gui.tables.plain_table import set_up_rows

_ROW_PX = 34
_WIDTHS = {NUMBER: 84, WHEN: 150, ACTION: 164, SIGNER: 168, TELLS: 190, OPERATOR: 132}
_SPARED = (TELLS, OPERATOR, SIGNER)
"""Where there is little room these go, one after the other; the open entry tells them all."""


def _needed(font: QFont) -> dict[int, int]:
    metrics = QFontMetrics(font)
    return {
        NUMBER: widest(metrics, ["888888"]),
        WHEN: moments_px(metrics),
        ACTION: widest(metrics, [tr(words) for words in KIND_WORDS.values()]),
    }


class AuditTable(OpeningTable):
    """opened(int): the entry of this number is to be shown; left: Esc was pressed."""

    def __init__(self, model: AuditModel, settings: WindowSettings) -> None:
        super().__init__()
        self._model = model
        self.setModel(model)
        self.setAccessibleName(tr("Entries of the audit chain"))
        set_up_rows(self, row_px=_ROW_PX, widths=_WIDTHS, stretched=TELLS)
        self._columns = FittedColumns(
            self,
            settings,
            "audit",
            widths=_WIDTHS,
            needed=_needed,
            spared=_SPARED,
            grown={TELLS: 340, SIGNER: 260, OPERATOR: 200},
            stretched=(TELLS, SIGNER, ACTION),
        )
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        heads = self.horizontalHeader()
        heads.setFixedHeight(34)
        heads.setSectionsClickable(True)
        heads.setSortIndicatorShown(True)
        heads.setSortIndicator(NUMBER, Qt.SortOrder.DescendingOrder)
        heads.sectionClicked.connect(self._turn)
        self.clicked.connect(self._open)
        self._columns.leave_out((OPERATOR,))

    @property
    def current(self) -> AuditLine | None:
        """The entry on the row that the keys are on."""
        line = self.currentIndex().data(LINE_ROLE)
        return line if isinstance(line, AuditLine) else None

    def mark(self, sequence: int) -> bool:
        """Put the keys on the row of an entry, if it is to be seen; return whether it is."""
        row = self._model.row_of(sequence)
        if row >= 0:
            self.setCurrentIndex(self._model.index(row, NUMBER))
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)
        return row >= 0

    def show_operators(self, any_there: bool) -> None:
        """Say who was signed in, where anybody ever was."""
        self._columns.leave_out(() if any_there else (OPERATOR,))

    @Slot(int)
    def _turn(self, section: int) -> None:
        """Turn the rows over: they stand in the order of the chain, and in no other."""
        if section in (NUMBER, WHEN):
            self._model.turn(first_above=not self._model.first_above)
        order = Qt.SortOrder.AscendingOrder if self._model.first_above else Qt.SortOrder.DescendingOrder
        self.horizontalHeader().setSortIndicator(NUMBER, order)

    def number_at(self, index: QModelIndex) -> int | None:
        """Return the number of what is on a row."""
        line = index.data(LINE_ROLE)
        return line.sequence if isinstance(line, AuditLine) else None
