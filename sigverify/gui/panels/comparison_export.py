"""`ComparisonExport`: the button that writes a comparison into a file, as picture, drawing, page or table."""

from collections.abc import Callable
from copy import copy
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMenu

from sigverify.errors import SigverifyError
from sigverify.gui.desk import Desk
from sigverify.gui.language import tr, tr_all
from sigverify.gui.panels.comparison_figures import LIMITS, against_words, figures_of
from sigverify.gui.panels.pieces import Button
from sigverify.gui.plots.comparison_sheet import Sheet
from sigverify.gui.plots.curves_drawing import CurvesDrawing
from sigverify.gui.plots.ink_drawing import InkDrawing, Side
from sigverify.gui.plots.report_model import rates_in_short
from sigverify.gui.plots.warping_matrix import MatrixDrawing
from sigverify.gui.services import ComparisonView
from sigverify.gui.theme import Theme
from sigverify.gui.words import SIDE_WORDS, ratio_words
from sigverify.ink.formats.whole_file import write_whole
from sigverify.sentences import said

FORMATS: tuple[tuple[str, str], ...] = (
    ("png", said("Picture (PNG)…")),
    ("svg", said("Drawing (SVG)…")),
    ("pdf", said("Pages with figures (PDF)…")),
    ("csv", said("Aligned curves (CSV)…")),
)


class ComparisonExport(QObject):
    """Owns the button and its menu. failed(str): why a file was not written; written(str): its path."""

    failed = Signal(str)
    written = Signal(str)

    def __init__(self, theme: Theme, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._view: ComparisonView | None = None
        self._inks = InkDrawing()
        self._names: dict[Side, str] = {}
        self._signer = ""
        self.ask_path: Callable[[str], str] = self._ask_path
        self.button = Button(
            theme,
            tr("Export"),
            "export",
            tip=tr("Write this comparison into a file: PNG, SVG, PDF or CSV"),
            needs="export",
        )
        self.menu = QMenu(self.button)
        for ending, words in FORMATS:
            self.menu.addAction(tr(words)).setData(ending)
        self.menu.triggered.connect(lambda action: self.save(action.data()))
        self.button.setMenu(self.menu)

    def take(self, view: ComparisonView | None, inks: InkDrawing, names: dict[Side, str], signer: str) -> None:
        """Export this comparison from now on, its inks drawn as they are shown; None takes it away."""
        self._view, self._inks, self._names, self._signer = view, inks, names, signer
        self.button.setEnabled(view is not None)

    def save(self, ending: str) -> None:
        """Ask for a file and write it, whole or not at all, on the desk's thread."""
        view = self._view
        path = self.ask_path(ending) if view is not None else ""
        if view is None or not path:
            return
        if not path.lower().endswith(f".{ending}"):
            path += f".{ending}"
        try:
            content = self.content(view, ending)
        except SigverifyError as fault:
            self.failed.emit(str(fault))
            return
        self._desk.ask(lambda _: write_whole(Path(path), content), lambda _: self.written.emit(path), self.failed.emit)

    def content(self, view: ComparisonView, ending: str) -> bytes:
        """Return the file's content."""
        if ending == "csv":
            return view.comparison.to_csv().encode()
        sheet = self._sheet(view)
        return {"png": sheet.to_png, "svg": sheet.to_svg, "pdf": sheet.to_pdf}[ending]()

    def _sheet(self, view: ComparisonView) -> Sheet:
        curves, matrix = CurvesDrawing(), MatrixDrawing()
        curves.take(view.comparison)
        matrix.take(view.comparison)
        findings = []
        if view.decision is not None:
            signer = self._signer or tr("the signer")
            for ratio in (view.decision.against_skilled, view.decision.against_random):
                if ratio is not None:
                    findings.append(tr_all((tr(ratio.figure), ratio_words(ratio, signer)), " · "))
            findings.append(rates_in_short(view.record, view.decision.reference_count))
        findings.append(against_words(view, self._signer))
        if view.departures:
            measure = (
                tr("what the references differ among themselves")
                if view.own
                else tr("what genuine pairs usually differ")
            )
            told = tr_all((f"{tr(SIDE_WORDS[side])} {times:.1f}" for side, times in view.departures), ", ")
            findings.append(tr("Departures of this pair, in times of {measure}: {told}.", measure=measure, told=told))
        return Sheet(
            inks=copy(self._inks),
            curves=curves,
            matrix=matrix,
            title=tr("Comparison of two signatures") + (f": {self._signer}" if self._signer else ""),
            names=(self._names["questioned"], self._names["reference"]),
            figures=figures_of(view),
            findings=findings,
            limits=tr(LIMITS),
            decision=view.decision,
            record=view.record,
        )

    def _ask_path(self, ending: str) -> str:
        words = next(words for known, words in FORMATS if known == ending)
        start = str(Path.home() / f"comparison.{ending}")
        return QFileDialog.getSaveFileName(self.button, tr(words).rstrip("…"), start, f"*.{ending}")[0]
