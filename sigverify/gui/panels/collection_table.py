"""`CollectionTable`: what is there of each signer; one is opened by a click or Enter, several are chosen to export."""

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QTableView, QVBoxLayout, QWidget

from sigverify.errors import Cancelled
from sigverify.gui.collecting import CollectionView
from sigverify.gui.collection_rows import LAST, SESSIONS, CollectionRow, Sittings
from sigverify.gui.desk import Desk
from sigverify.gui.language import tr
from sigverify.gui.panels.pieces import label
from sigverify.gui.panels.waiting_bar import WaitingBar
from sigverify.gui.signer_rows import SignerRows
from sigverify.gui.tables.collection_model import ROW_ROLE, CollectionModel
from sigverify.gui.tables.plain_table import set_up_rows
from sigverify.gui.theme import Theme
from sigverify.progress import Progress
from sigverify.sentences import said

_EMPTY = said("What was collected stands here, signer by signer. Add a signer in the list to begin.")
_STOPPED = said("Stopped. What is there is looked up when you come here again.")
_ROW_PX = 34
_WIDTHS_PX = {1: 80, SESSIONS: 132, 3: 88, 4: 88, LAST: 76}
"""The names take what is left."""

_SPARED_PX = {SESSIONS: 560, LAST: 470}
"""Narrower, a column is left out; the tip of the genuine ones tells the sessions."""

_READ_AT_ONCE = 500
"""Signers whose sessions are read by one job; between two of them the desk does what else it is asked."""


class CollectionTable(QWidget):
    """Looked up by the desk, with progress and Cancel: at first all there is, then only what is new.

    opened(str): the signatures of the signer with this id are to be shown. shown: what is there stands here.
    problem(str): why it does not.
    """

    opened = Signal(str)
    shown = Signal()
    problem = Signal(str)

    def __init__(self, theme: Theme, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._signers = SignerRows()
        self._at = 0
        """Up to where what is there is shown; 0 for not at all."""
        self._round = 0
        self._asked = self._again = False
        """Whether it is being looked up, and whether more came to be since."""
        self.model = CollectionModel(self)
        self.view = QTableView()
        self.view.setModel(self.model)
        self.view.horizontalHeader().setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        self.view.setSortingEnabled(True)
        set_up_rows(self.view, row_px=_ROW_PX, widths=_WIDTHS_PX, stretched=0, several=True)
        self.view.setAccessibleName(tr("What was collected, by signer"))
        self.view.setToolTip(tr("Click opens the signatures; with Ctrl or Shift several signers are chosen, to export"))
        self.view.clicked.connect(self._click)
        self.view.activated.connect(self._open)
        self.model.sittings_wanted.connect(self.read_sittings)
        self.model.sessions_in_order.connect(self._read_all_sittings)
        self._words = label(tr(_EMPTY), "muted", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.bar = WaitingBar(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._words)
        column.addWidget(self.view, 1)
        column.addWidget(self.bar)
        self._show_parts()

    # --- looking up -----------------------------------------------------------------------------------------------

    def show_signers(self, signers: SignerRows) -> None:
        """Take note of who is there, by name."""
        self._signers = signers

    def refresh(self) -> None:
        """Have the desk look up what is there, or what is new of it."""
        if self._asked:
            self._again = True
            return
        self._asked = True
        self._words.setText("" if self._at else tr("Looking up what is there…"))
        since, number = self._at, self._round
        whose = self._signers.as_now() if not since else ()
        self.bar.ask(
            self._desk,
            lambda services: services.collection(since, whose),
            lambda view: self._take(number, view),
            lambda sentence: self._miss(number, sentence),
            lambda: self._miss(number, ""),
        )

    def drop(self) -> None:
        """Forget who was collected of, and look nothing up any more."""
        self.close_down()
        self._signers, self._at, self._asked, self._again = SignerRows(), 0, False, False
        self.model.drop()
        self._show_parts()

    def close_down(self) -> None:
        """Wait for nothing any more."""
        self._round += 1
        self.bar.stop()
        self.bar.forget()

    def _take(self, number: int, view: CollectionView) -> None:
        if number != self._round:
            return
        self._at = view.at
        if view.rows is not None:
            self.model.show_rows(view.rows)
        else:
            self.model.show_new(view.changed, view.gone)
        self._end()
        self.shown.emit()
        if self.model.is_sorted_by_sessions:
            self._read_all_sittings()

    def _miss(self, number: int, sentence: str) -> None:
        if number != self._round:
            return
        self._again = False
        self._end()
        if sentence:
            self.problem.emit(sentence)
        elif not self._at:
            self._words.setText(tr(_STOPPED))

    def _end(self) -> None:
        self._asked = False
        self._show_parts()
        if self._again:
            self._again = False
            self.refresh()

    def _show_parts(self) -> None:
        there = self.model.rowCount() > 0
        self._words.setText(tr(_EMPTY))
        self._words.setVisible(not there)
        self.view.setVisible(there)

    # --- sessions -------------------------------------------------------------------------------------------------

    @Slot(list)
    def read_sittings(self, signer_ids: list[str]) -> None:
        """Have the sessions of these signers read, which are sealed one by one."""
        number = self._round
        self._desk.ask(
            lambda services: services.sittings(signer_ids),
            lambda found: self._take_sittings(number, found),
            self.problem.emit,
        )

    def _take_sittings(self, number: int, found: dict[str, Sittings]) -> None:
        if number == self._round:
            self.model.take_sittings(found)
            self.shown.emit()

    @Slot()
    def _read_all_sittings(self) -> None:
        """Have those of all read that are not known, part by part, before the rows are put in order by them."""
        unread = self.model.unread()
        if unread and not self.bar.is_waiting:
            progress = Progress()
            self.bar.watch(progress)
            self._read_on(self._round, unread, 0, progress, {})

    def _read_on(
        self, number: int, unread: list[str], first: int, progress: Progress, found: dict[str, Sittings]
    ) -> None:
        if number != self._round:
            return
        try:
            progress.tell(first / len(unread))
        except Cancelled:  # what was read so far stands in order, all others last
            first = len(unread)
        if first >= len(unread):
            self.bar.forget()
            self._take_sittings(number, found)
            return
        end = first + _READ_AT_ONCE

        def go_on(part: dict[str, Sittings]) -> None:
            found.update(part)
            self._read_on(number, unread, end, progress, found)

        def fail(sentence: str) -> None:
            self.bar.forget()
            self.problem.emit(sentence)

        self._desk.ask(lambda services: services.sittings(unread[first:end]), go_on, fail)

    # --- who is chosen --------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what finds no room beside the names."""
        super().resizeEvent(event)
        for column, needed in _SPARED_PX.items():
            self.view.setColumnHidden(column, self.width() < needed)

    def row_of(self, signer_id: str) -> CollectionRow | None:
        """Return what is there of a signer."""
        return self.model.row_of(signer_id)

    @property
    def chosen(self) -> list[str]:
        """The signers that a person chose; all where none was."""
        ranges = self.view.selectionModel().selection().toList()
        picked = sorted((one.top(), one.bottom()) for one in ranges) or [(0, self.model.rowCount() - 1)]
        found: dict[str, None] = {}
        for first, last in picked:
            found.update(dict.fromkeys(self.model.ids(first, last)))
        return list(found)

    @Slot(QModelIndex)
    def _click(self, index: QModelIndex) -> None:
        held = QGuiApplication.keyboardModifiers()
        if not held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier):
            self._open(index)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(ROW_ROLE).signer_id)
