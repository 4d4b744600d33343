"""`PlotExport`: the button that writes a plot into a file, as picture, drawing or table."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QMenu

from sigverify.errors import ResourceFault
from sigverify.gui.language import tr
from sigverify.gui.panels.pieces import Button
from sigverify.gui.plots.plot_files import DrawnPlot, to_csv, to_png, to_svg
from sigverify.gui.theme import Theme
from sigverify.ink.formats.whole_file import write_whole
from sigverify.sentences import said

FORMATS: tuple[tuple[str, str], ...] = (
    ("png", said("Picture (PNG)…")),
    ("svg", said("Drawing (SVG)…")),
    ("csv", said("Numbers (CSV)…")),
)


class PlotExport(QObject):
    """Owns the button and its menu. name: of the files that are offered. plot: tells which plot is in front.

    failed(str): why a file was not written; written(str): its path.
    """

    failed = Signal(str)
    written = Signal(str)

    def __init__(self, theme: Theme, name: str, plot: Callable[[], DrawnPlot], parent: QObject) -> None:
        super().__init__(parent)
        self._name, self._plot = name, plot
        self.ask_path: Callable[[str], str] = self._ask_path
        self.button = Button(
            theme, "", "export", role="quiet", tip=tr("Write this plot into a file: PNG, SVG or CSV"), needs="export"
        )
        self.button.setAccessibleName(tr("Export the plot"))
        self.button.setProperty("compact", True)
        self.button.setFixedSize(36, 34)
        self.menu = QMenu(self.button)
        for ending, words in FORMATS:
            self.menu.addAction(tr(words)).setData(ending)
        self.menu.triggered.connect(lambda action: self.save(action.data()))
        self.button.clicked.connect(self._open)  # a button that owns its menu would show an arrow over its icon

    @Slot()
    def _open(self) -> None:
        self.menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def save(self, ending: str) -> None:
        """Ask for a file and write it, whole or not at all: some kilobytes, sooner than a frame."""
        path = self.ask_path(ending)
        if not path:
            return
        if not path.lower().endswith(f".{ending}"):
            path += f".{ending}"
        plot = self._plot()
        content = to_csv(plot) if ending == "csv" else {"png": to_png, "svg": to_svg}[ending](plot.view)
        try:
            write_whole(Path(path), content)
        except ResourceFault as fault:
            self.failed.emit(tr(fault.sentence))
        else:
            self.written.emit(path)

    def _ask_path(self, ending: str) -> str:
        words = next(words for known, words in FORMATS if known == ending)
        start = str(Path.home() / f"{self._name}.{ending}")
        return QFileDialog.getSaveFileName(self.button, tr(words).rstrip("…"), start, f"*.{ending}")[0]
