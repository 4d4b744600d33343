"""`CollectedSignatures`: a signer's signatures as small pictures; labels change and signatures go, with undo."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QUndoCommand, QUndoStack
from PySide6.QtWidgets import QAbstractItemView, QListView, QVBoxLayout, QWidget

from sigverify.gui.collecting import SAID_ICONS, SAID_WORDS, Said
from sigverify.gui.desk import Desk
from sigverify.gui.language import tr
from sigverify.gui.panels.pieces import Button, SparingRow, label
from sigverify.gui.services import SignatureView
from sigverify.gui.tables.signature_model import CARD, VIEW_ROLE, SignatureCards, SignatureModel
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_SMALL
from sigverify.gui.words import LABEL_SAID, counted
from sigverify.sentences import said

_EMPTY = said("Signatures that are collected stand here; those of Enrol stay there.")


class CollectedSignatures(QWidget):
    """What was collected or verified of one signer.

    A label is changed in the store at once. What is discarded is shown no longer, and goes for good with `settle`,
    when the person turns to something else: what was erased could not be brought back.

    changed: the store holds something else now. problem(str): why something was not done.
    """

    changed = Signal()
    problem = Signal(str)

    def __init__(self, theme: Theme, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._gone: dict[int, SignatureView] = {}
        self.edits = QUndoStack(self)
        self.model = SignatureModel(self)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(SignatureCards(theme, self.view))
        self.view.setViewMode(QListView.ViewMode.IconMode)
        self.view.setMovement(QListView.Movement.Static)
        self.view.setResizeMode(QListView.ResizeMode.Adjust)
        self.view.setUniformItemSizes(True)
        self.view.setGridSize(CARD + QSize(4, 4))
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.setMouseTracking(True)
        self.view.setAccessibleName(tr("Signatures of the signer"))
        self._empty = label(tr(_EMPTY), "muted", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._buttons: dict[Said, Button] = {}
        tips: tuple[tuple[Said, str, str], ...] = (
            ("genuine", tr("Genuine"), tr("A person says: the signer wrote it (G)")),
            ("forgery", tr("Forgery"), tr("A person says: somebody else wrote it (F)")),
            ("unknown", tr("Unknown"), tr("Nobody knows: it is not learnt from (U)")),
        )
        for label_, words, tip in tips:
            button = Button(theme, words, SAID_ICONS[label_][0], tip=tip, needs="train")
            button.clicked.connect(self._labelling(label_))
            self._buttons[label_] = button
        self.discard = Button(theme, "", "remove", tip=tr("Throw what is chosen away (Delete)"))
        self.undo = Button(theme, "", "back", tip=tr("Undo the last change (Ctrl+Z; again: Ctrl+Y)"))
        for button, words in ((self.discard, tr("Discard")), (self.undo, tr("Undo"))):
            button.setAccessibleName(words)
            button.setFixedSize(38, 34)
            button.setProperty("compact", True)
        self.discard.clicked.connect(self._discard)
        self.undo.clicked.connect(self.edits.undo)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_SMALL)
        column.addWidget(self._empty)
        column.addWidget(self.view, 1)
        told = label(tr("Label what is chosen:"), "muted")
        labelling, changing = self._buttons.values(), (self.discard, self.undo)
        column.addWidget(SparingRow(told, *labelling, 1, *changing, less=(told.setHidden,), gap=GAP_SMALL))
        for keys, act in (
            ("G", self._labelling("genuine")),
            ("F", self._labelling("forgery")),
            ("U", self._labelling("unknown")),
            ("Del", self._discard),
        ):
            QShortcut(QKeySequence(keys), self.view, act, context=Qt.ShortcutContext.WidgetShortcut)
        for keys, act in (("Ctrl+Z", self.edits.undo), ("Ctrl+Y", self.edits.redo), ("Ctrl+Shift+Z", self.edits.redo)):
            QShortcut(QKeySequence(keys), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.view.selectionModel().selectionChanged.connect(self._show_buttons)
        self.edits.indexChanged.connect(self._show_buttons)
        self.show_signatures(())

    @property
    def shown(self) -> tuple[SignatureView, ...]:
        """The signatures that are shown."""
        return self.model.signatures

    def show_signatures(self, signatures: Sequence[SignatureView]) -> None:
        """Show what a signer has; references are Enrol's. What was discarded here stays out of sight."""
        shown = [v for v in signatures if v.role != "reference" and v.recording_id not in self._gone]
        if [(v.recording_id, v.label) for v in shown] != [(v.recording_id, v.label) for v in self.shown]:
            self.model.show_signatures(shown)
        self._show_buttons()

    def settle(self) -> None:
        """Let go for good what was discarded, and forget what could be undone."""
        gone, self._gone = list(self._gone), {}
        self.edits.clear()
        for recording_id in gone:
            self._desk.ask(_discarding(recording_id), failed=self.problem.emit)

    def select(self, recording_ids: Sequence[int]) -> None:
        """Choose these signatures."""
        selection = self.view.selectionModel()
        selection.clear()
        for place, view in enumerate(self.shown):
            if view.recording_id in recording_ids:
                selection.setCurrentIndex(self.model.index(place), QItemSelectionModel.SelectionFlag.Select)

    def _chosen(self) -> list[SignatureView]:
        picked = sorted(self.view.selectionModel().selectedIndexes())
        current = self.view.currentIndex()
        if not picked and current.isValid() and self.view.hasFocus():  # reached by the Tab key, and ringed
            picked = [current]
        return [index.data(VIEW_ROLE) for index in picked]

    def _labelling(self, said: Said) -> Callable[[], None]:
        def act() -> None:
            chosen = [view for view in self._chosen() if view.label != said]
            if chosen:
                self.edits.push(_Labelling(self, chosen, said))

        return act

    @Slot()
    def _discard(self) -> None:
        chosen = self._chosen()
        if chosen:
            self.edits.push(_Discarding(self, chosen))

    def set_label(self, recording_id: int, said: Said) -> None:
        """Change a label here and in the store."""
        self.model.set_label(recording_id, said)
        self._desk.ask(
            lambda services: services.label_signature(recording_id, said),
            lambda _: self.changed.emit(),
            self._say_undone,
        )

    def take_out(self, view: SignatureView) -> None:
        """Show a signature no longer; `settle` discards it."""
        self._gone[view.recording_id] = view
        self.model.take_out(view.recording_id)

    def put_back(self, view: SignatureView) -> None:
        """Show a signature again."""
        self._gone.pop(view.recording_id, None)
        self.model.put_back(view)

    def _say_undone(self, sentence: str) -> None:
        self.problem.emit(sentence)
        self.changed.emit()

    @Slot()
    def _show_buttons(self) -> None:
        chosen = bool(self.view.selectionModel().selectedIndexes())
        for button in (*self._buttons.values(), self.discard):
            button.setEnabled(chosen)
        self.undo.setEnabled(self.edits.canUndo())
        self.undo.setToolTip(
            tr("Undo: {change} (Ctrl+Z)", change=self.edits.undoText())
            if self.edits.canUndo()
            else tr("Nothing to undo")
        )
        self._empty.setVisible(not self.shown)
        self.view.setVisible(bool(self.shown))


class _Labelling(QUndoCommand):
    def __init__(self, panel: CollectedSignatures, views: Sequence[SignatureView], label: Said) -> None:
        kind = tr(LABEL_SAID[label] or SAID_WORDS[label])
        super().__init__(tr("label {signatures} {kind}", signatures=counted(len(views), "signature"), kind=kind))
        self._panel, self._views, self._said = panel, tuple(views), label

    def redo(self) -> None:
        for view in self._views:
            self._panel.set_label(view.recording_id, self._said)

    def undo(self) -> None:
        for view in self._views:
            self._panel.set_label(view.recording_id, view.label)


class _Discarding(QUndoCommand):
    def __init__(self, panel: CollectedSignatures, views: Sequence[SignatureView]) -> None:
        super().__init__(tr("discard {signatures}", signatures=counted(len(views), "signature")))
        self._panel, self._views = panel, tuple(views)

    def redo(self) -> None:
        for view in self._views:
            self._panel.take_out(view)

    def undo(self) -> None:
        for view in self._views:
            self._panel.put_back(view)


def _discarding(recording_id: int) -> Callable[..., None]:
    return lambda services: services.discard_signature(recording_id)
