"""`SignerList`: search, the signers by ink and name, and a line to add a new one."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from sigverify.gui.enrolling import SignersView, SignerView
from sigverify.gui.language import tr
from sigverify.gui.panels.pieces import Button, Choice, label, row
from sigverify.gui.panels.signer_row import SignerRow
from sigverify.gui.signer_rows import SignerOrder, SignerRows
from sigverify.gui.tables.signer_model import SIGNER_ROLE, SignerModel
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_WITHIN, HIT_PX
from sigverify.sentences import said

_LAID_OUT_AT_ONCE = 200
"""Rows whose places the view works out before it lets other things happen."""

_ORDERS: dict[SignerOrder, str] = {
    "name": said("By name"),
    "newest": said("Signed last"),
    "due": said("References due"),
}


class SignerList(QWidget):
    """chosen(SignerView | None): another signer was chosen. wanted(str): a new signer of that name is asked for.

    profile_chosen(str, int): another profile of this signer is meant. samples_unwanted: the samples are to go.
    inks_wanted(list[str]): these signers are looked at, and their ink is not known.
    """

    chosen = Signal(object)
    wanted = Signal(str)
    profile_chosen = Signal(str, int)
    samples_unwanted = Signal()
    inks_wanted = Signal(list)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("signers")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self.at = 0
        """Up to what all signers are known; see `SignersView`."""
        self._chosen_id = ""
        self._offer: QWidget | None = None
        self._closed = False
        self._model = SignerModel(self)
        self._model.inks_wanted.connect(self.inks_wanted)
        self._field = QLineEdit(placeholderText=tr("Search signers…"), clearButtonEnabled=True)
        self._field.setAccessibleName(tr("Search signers"))
        self._field.setToolTip(tr("Search signers by name (Ctrl+F)"))
        self._field.textChanged.connect(self._narrow)
        self._view = QListView()
        self._view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._view.setModel(self._model)
        self._view.setItemDelegate(SignerRow(theme, self._view))
        self._view.setLayoutMode(QListView.LayoutMode.Batched)
        self._view.setBatchSize(_LAID_OUT_AT_ONCE)
        self._view.setMouseTracking(True)
        self._view.setUniformItemSizes(True)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._view.setAccessibleName(tr("Signers"))
        self._view.selectionModel().currentChanged.connect(self._choose_current)
        self._order = Choice(tr("Order of the signers"), tr("In which order the signers are listed"))
        for order, words in _ORDERS.items():
            self._order.addItem(tr(words), order)
        self._order.activated.connect(self._reorder)
        self._order.setMinimumHeight(HIT_PX)
        self._profile = Choice(tr("Profile"), tr("Which of the signer's ways of signing is meant, here and everywhere"))
        self._profile.setMinimumHeight(HIT_PX)
        self._profile.activated.connect(self._choose_profile)
        self._profiles = row(label(tr("Signs as"), "muted"), self._profile)
        self._profiles.hide()
        self._profiles.layout().setStretch(1, 1)  # type: ignore[union-attr]  # a box layout of ours
        self._drop_samples = Button(
            theme,
            tr("Remove the samples"),
            "remove",
            role="quiet",
            tip=tr("Erase all sample signers; nobody else goes"),
            needs="erase",
        )
        self._drop_samples.clicked.connect(self.samples_unwanted)
        self._empty: QLabel = label("", "muted", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._add = Button(
            theme, tr("New signer"), "add", tip=tr("Add a signer (Ctrl+N)"), shortcut="Ctrl+N", needs="enrol"
        )
        self._name = QLineEdit(placeholderText=tr("Name, then Enter"), maxLength=120)
        self._name.setAccessibleName(tr("Name of the new signer"))
        self._name.hide()
        self._add.clicked.connect(self.ask_name)
        self._name.returnPressed.connect(self._take_name)
        self._name.editingFinished.connect(self._leave_name)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP_WITHIN, GAP_WITHIN, GAP_WITHIN, GAP_WITHIN)
        layout.setSpacing(GAP_WITHIN)
        layout.addWidget(self._field)
        layout.addWidget(self._order)
        layout.addWidget(self._empty, 1)
        layout.addWidget(self._view, 1)
        layout.addWidget(self._profiles)
        self._below_list = layout.count()
        layout.addWidget(self._drop_samples)
        layout.addWidget(self._name)
        layout.addWidget(self._add)
        QShortcut(QKeySequence("Ctrl+F"), self, self._field.setFocus)
        QShortcut(QKeySequence("Esc"), self._name, self._drop_name, context=Qt.ShortcutContext.WidgetShortcut)
        theme.changed.connect(self._view.viewport().update)
        self.setMinimumWidth(204)
        self._show_emptiness()

    @property
    def current(self) -> SignerView | None:
        """The signer that is chosen."""
        return self._model.signer(self._chosen_id)

    @property
    def shown_names(self) -> list[str]:
        """Names as listed, top to bottom."""
        return [str(self._model.index(place).data()) for place in range(self._model.rowCount())]

    def show_signers(self, told: SignersView) -> None:
        """Show all signers, or what is new of them; the one that is chosen stays so, if it is still among them."""
        self.at, self._closed = told.at, False
        with self._choosing_nobody():
            if told.rows is not None:
                self._model.show_rows(told.rows)
            self._model.show_changed(told.changed, told.gone)
        self._show_there()

    def show_changed(self, signer: SignerView) -> None:
        """Show one of the signers as they are now."""
        with self._choosing_nobody():
            self._model.show_changed([signer])
        self._show_there()

    @contextmanager
    def _choosing_nobody(self) -> Iterator[None]:
        """Let the list change; Qt would choose the neighbour of a row that goes, who may go next."""
        blocked = self._view.selectionModel().blockSignals(True)
        try:
            yield
        finally:
            self._view.selectionModel().blockSignals(blocked)

    def _show_there(self) -> None:
        if self._chosen_id and self.current is None:
            self._chosen_id = ""
            self.chosen.emit(None)
        self._mark_chosen()
        self._show_emptiness()

    @property
    def signers(self) -> SignerRows:
        """All signers, those too who are not among those searched for; they change as the list does."""
        return self._model.signers

    def holds_signers(self) -> bool:
        """Tell whether there is anybody who is no sample."""
        return len(self._model.signers) > self._model.signers.samples

    def show_pictured(self, signers: Sequence[SignerView]) -> None:
        """Show these of the signers with their ink."""
        self._model.show_pictured(signers)

    def drop(self) -> None:
        """Forget all signers, and what was searched for or typed."""
        self._field.clear()
        self._drop_name()
        self.choose("")
        self._model.drop()
        self.at = 0
        self._show_there()

    def set_offer(self, offer: QWidget) -> None:
        """Show below the list what is offered as long as nobody is in it."""
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(self._below_list, offer)
        self._offer = offer
        self._show_emptiness()

    def choose(self, signer_id: str) -> None:
        """Choose a signer."""
        self._chosen_id = signer_id
        self._field.clear()
        self._mark_chosen()
        self.chosen.emit(self.current)

    def _mark_chosen(self) -> None:
        place = self._model.row_of(self._chosen_id)
        index = self._model.index(place) if place >= 0 else QModelIndex()
        with self._choosing_nobody():
            self._view.setCurrentIndex(index)
        self._view.viewport().update()
        self._show_profiles()

    def _show_profiles(self) -> None:
        signer = self.current
        ways = signer.profiles if signer is not None else ()
        self._profiles.setVisible(len(ways) > 1)
        if signer is not None and len(ways) > 1:
            self._profile.clear()
            for way in ways:
                self._profile.addItem(way.name, way.profile_id)
            self._profile.setCurrentIndex([way.profile_id for way in ways].index(signer.profile_id))

    @Slot(int)
    def _choose_profile(self, place: int) -> None:
        signer, profile_id = self.current, self._profile.itemData(place)
        if signer is not None and profile_id != signer.profile_id:
            self.profile_chosen.emit(signer.signer_id, profile_id)

    @Slot(int)
    def _reorder(self, place: int) -> None:
        self._model.order_by(self._order.itemData(place))
        self._mark_chosen()

    @Slot(QModelIndex, QModelIndex)
    def _choose_current(self, index: QModelIndex, before: QModelIndex) -> None:  # noqa: ARG002  # Qt's signature
        signer = index.data(SIGNER_ROLE) if index.isValid() else None
        if signer is not None and signer.signer_id != self._chosen_id:
            self._chosen_id = signer.signer_id
            self._show_profiles()
            self.chosen.emit(signer)

    @Slot(str)
    def _narrow(self, words: str) -> None:
        self._model.search(words)
        self._mark_chosen()
        self._show_emptiness()

    @Slot()
    def show_closed(self) -> None:
        """Say that there is no store to list; the next list takes that back."""
        self._closed = True
        self._show_emptiness()

    def _show_emptiness(self) -> None:
        empty = self._model.rowCount() == 0
        searching = bool(self._field.text().strip())
        self._empty.setText(
            tr("The store is not open.")
            if self._closed
            else tr("No signer has that name.")
            if searching
            else tr(
                "Signers will be listed here, each with a small picture of the signature.\n\nAdd the first one below, "
                "or look around with samples."
            )
        )
        self._empty.setVisible(empty)
        self._view.setVisible(not empty)
        self._order.setVisible(len(self._model.signers) > 1)
        self._drop_samples.setVisible(self._model.signers.samples > 0)
        if self._offer is not None:
            self._offer.setVisible(not self._model.signers and not self._closed)
        self._add.setEnabled(not self._closed)

    @Slot()
    def ask_name(self) -> None:
        """Ask for the name of a new signer."""
        self._name.show()
        self._name.setFocus()
        self._add.hide()

    @Slot()
    def _take_name(self) -> None:
        name = self._name.text().strip()
        self._drop_name()
        if name:
            self.wanted.emit(name)

    @Slot()
    def _leave_name(self) -> None:
        if not self._name.text().strip():
            self._drop_name()

    @Slot()
    def _drop_name(self) -> None:
        self._name.clear()
        self._name.hide()
        self._add.show()
