"""Folders of recorded signatures to learn from beside what was collected."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QLabel, QMenu, QSizePolicy, QVBoxLayout, QWidget

from sigverify.gui.language import tr
from sigverify.gui.panels.pieces import Button, label, row
from sigverify.gui.theme import Theme
from sigverify.sentences import said

KINDS = {
    "svc2004": said("SVC2004, one task"),
    "susig": said("SUSIG, visual or blind"),
    "sigcomp2009-nfi": said("SigComp2009, NFI"),
    "sigcomp2009-nisdcc": said("SigComp2009, NISDCC"),
    "mcyt": "MCYT",
    "csv": said("CSV, one folder a signer"),
    "inkml": said("InkML, one folder a signer"),
    "iso19794-7": said("ISO/IEC 19794-7, one folder a signer"),
    "uim": said("UIM, one folder a signer"),
    "jsonl": said("JSON lines, signer and label in each"),
}
"""What a folder may hold, as `corpora.folders.load_corpus` calls it, and for people."""


class CorpusFolders(QWidget):
    """A row for each folder, and a button that asks for the kind of a further one, then for the folder.

    changed: there are others than before. kept(tuple): a person added or removed one; these are to be remembered.
    """

    changed = Signal()
    kept = Signal(tuple)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._specs: list[str] = []
        self.ask_folder: Callable[[str], str] = self._ask_folder
        self.add = Button(theme, tr("Add folder…"), "add", tip=tr("Learn from a folder of recorded signatures too"))
        self.kinds = QMenu(self.add)
        for kind, words in KINDS.items():
            self.kinds.addAction(tr(words)).setData(kind)
        self.kinds.triggered.connect(lambda action: self.add_folder(action.data()))
        self.add.setMenu(self.kinds)
        self._none = label(
            tr("No further folder: only what was collected here, and synthetic signers."), "muted", wrap=True
        )
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._rows)
        column.addWidget(self._none)
        column.addWidget(row(self.add, 1))
        self._show_rows()

    @property
    def specs(self) -> tuple[str, ...]:
        """The folders as KIND:DIR."""
        return tuple(self._specs)

    def add_folder(self, kind: str) -> None:
        """Ask for a folder of a kind and keep it."""
        folder = self.ask_folder(KINDS[kind])
        if folder and f"{kind}:{folder}" not in self._specs:
            self._keep([*self._specs, f"{kind}:{folder}"])

    def show_specs(self, specs: tuple[str, ...]) -> None:
        """Show other folders, as those that were remembered, or of a training that was stopped."""
        if specs != self.specs:
            self._specs = list(specs)
            self._show_rows()
            self.changed.emit()

    def drop(self) -> None:
        """Show none; those that are remembered stay so."""
        self._specs = []
        self._show_rows()

    def _keep(self, specs: list[str]) -> None:
        self.show_specs(tuple(specs))
        self.kept.emit(self.specs)

    def _ask_folder(self, kind: str) -> str:
        return QFileDialog.getExistingDirectory(
            self, tr("Folder of recorded signatures: {kind}", kind=tr(kind)), str(Path.home())
        )

    @Slot()
    def _remove(self) -> None:
        self._keep([spec for spec in self._specs if spec != self.sender().property("spec")])

    def _show_rows(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for spec in self._specs:
            self._rows.addWidget(self._row_of(spec))
        self._none.setVisible(not self._specs)

    def _row_of(self, spec: str) -> QWidget:
        kind, _, folder = spec.partition(":")
        words = _Path(folder)
        words.setToolTip(folder)
        remove = Button(self._theme, "", "close", role="quiet", tip=tr("Do not learn from this folder"))
        remove.setAccessibleName(tr("Remove {folder}", folder=folder))
        remove.setProperty("spec", spec)
        remove.clicked.connect(self._remove)
        made = row(label(tr(KINDS.get(kind, kind))), words, remove, gap=12)
        layout = made.layout()
        assert layout is not None
        layout.setStretch(1, 1)  # type: ignore[attr-defined]  # a box layout of ours
        return made


class _Path(QLabel):
    """A path that gives way in the middle where there is little room."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self._path = path
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "muted")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(path)

    def resizeEvent(self, event: object) -> None:  # noqa: ARG002  # only the new width matters
        """Shorten the path to the width."""
        self.setText(self.fontMetrics().elidedText(self._path, Qt.TextElideMode.ElideMiddle, self.width()))
