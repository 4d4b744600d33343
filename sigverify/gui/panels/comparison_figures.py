"""`ComparisonFigures`: the warping matrix, and what can be said of two signatures in numbers and words."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from sigverify.gui.language import tr, tr_all
from sigverify.gui.panels.pieces import Choice, SidePanel, label, row, rule
from sigverify.gui.panels.waiting_bar import WaitingBar
from sigverify.gui.plots.bars import DeparturesChart
from sigverify.gui.plots.ink_drawing import Moment
from sigverify.gui.plots.warping_matrix import WarpingMatrix
from sigverify.gui.services import ComparisonView
from sigverify.gui.theme import Theme
from sigverify.gui.words import counted
from sigverify.sentences import said

LIMITS = said(
    "The path shows what plain dynamic time warping lays beside what; another method may align otherwise. How far two "
    "signatures part decides nothing: one person's signatures differ, and a practised imitation may lie closer."
)
"""What has to be said wherever a comparison is shown."""


class ComparisonFigures(SidePanel):
    """The right side of Compare. pointed(Moment | None): the mouse is over this moment of the matrix."""

    pointed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(tr("Warping matrix and figures"))
        self.matrix = WarpingMatrix(theme)
        self.costs = Choice(
            tr("Costs shown in the matrix"),
            tr("Local: how far two frames are apart. Accumulated: what the best path to them costs"),
        )
        for name, words in (("local", tr("Local cost")), ("accumulated", tr("Accumulated"))):
            self.costs.addItem(words, name)
        self._heading = row(label(tr("Warping matrix"), "heading", wrap=True), self.costs)
        heading = self._heading.layout()
        assert isinstance(heading, QHBoxLayout)
        heading.setStretch(0, 1)
        self._title = label("", "title", wrap=True)
        self._words = label("", "muted", wrap=True)
        self._table = QWidget()
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self._ratio = label("", "figure", wrap=True)
        self._support = label("", wrap=True)
        self._random = label("", "small", wrap=True)
        self._against = label("", "small", wrap=True)
        self._departures = DeparturesChart(theme)
        self._measure = label("", "small", wrap=True)
        self._model_rules = (rule(), rule())
        self._shown: tuple[QWidget, ...] = (
            self._heading,
            self.matrix,
            self._table,
            self._model_rules[0],
            label(tr("Departures of this pair"), "heading"),
            self._departures,
            self._measure,
            self._model_rules[1],
            label(tr("Against all references"), "heading"),
            self._ratio,
            self._support,
            self._random,
            self._against,
            rule(),
            label(tr(LIMITS), "small", wrap=True),
        )
        self.bar = WaitingBar(theme)
        for widget in (self._title, self._words, self.bar, *self._shown):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        self.matrix.pointed.connect(self.pointed)
        self.costs.currentIndexChanged.connect(self._show_costs)
        self.say("", "")

    @property
    def words(self) -> str:
        """What stands here while there is no comparison."""
        return self._words.text()

    @property
    def figures(self) -> list[tuple[str, ...]]:
        """The table as it stands, row by row."""
        return self._figures

    def say(self, title: str, words: str) -> None:
        """Show words in place of a comparison."""
        self._figures: list[tuple[str, ...]] = []
        self.bar.forget()
        self.matrix.show_comparison(None)
        self._title.setText(title)
        self._words.setText(words)
        self._show_parts(shown=False)

    def show_comparison(self, view: ComparisonView, signer: str) -> None:
        """Show a comparison; signer: whose references the ratio is against, '' for nobody's."""
        self.bar.forget()
        self._show_parts(shown=True)
        self.matrix.show_comparison(view.comparison)
        self._figures = figures_of(view)
        self._show_table()
        self._departures.setVisible(bool(view.departures))
        self._departures.show_departures(
            view.departures, tr("references' own spread") if view.own else tr("usual spread of genuine pairs")
        )
        self._measure.setText(tr(view.obstacle) if view.obstacle else ("" if view.own else tr(_USUAL)))
        self._measure.setVisible(bool(self._measure.text()))
        decision = view.decision
        for widget in (self._ratio, self._support, self._random):
            widget.setVisible(decision is not None)
        if decision is not None:
            name = signer or tr("the signer")
            self._ratio.setText(tr(decision.against_skilled.figure))
            self._support.setText(_sentence(tr(decision.against_skilled.support(name))))
            random = decision.against_random
            self._random.setText(
                tr("Against someone else's own signature: {ratio}.", ratio=_unbroken(tr(random.figure)))
                if random is not None
                else ""
            )
            self._random.setVisible(random is not None)
        self._against.setText(against_words(view, signer))

    def drop(self) -> None:
        """Forget the pair."""
        self.say("", "")
        self._figures = []
        self._show_table()
        self._departures.show_departures(())
        for words in (self._measure, self._ratio, self._support, self._random, self._against):
            words.clear()

    @Slot(object)
    def show_moment(self, moment: Moment | None) -> None:
        """Mark a moment in the matrix."""
        self.matrix.show_moment(moment)

    @Slot()
    def _show_costs(self) -> None:
        self.matrix.show_costs(self.costs.currentData())

    def _show_parts(self, *, shown: bool) -> None:
        for words in (self._title, self._words):
            words.setHidden(shown)
        for part in self._shown:
            part.setHidden(not shown)

    def _show_table(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for line, (name, *values) in enumerate(self._figures):
            self._grid.addWidget(label(name, "muted", wrap=True), line, 0)
            for column, value in enumerate(values, 1):
                self._grid.addWidget(label(value, "" if line else "small"), line, column)


_USUAL = said("Fewer than two references: measured by what genuine pairs of the model's calibration usually differ by.")


def figures_of(view: ComparisonView) -> list[tuple[str, ...]]:
    """Return the figures of a pair, row by row: a name, the questioned one's, the reference's."""
    comparison = view.comparison
    questioned, reference = comparison.questioned, comparison.reference
    rows: list[tuple[str, ...]] = [
        ("", tr("questioned"), tr("reference")),
        (
            tr("duration"),
            tr("{seconds:.2f} s", seconds=questioned.duration_s),
            tr("{seconds:.2f} s", seconds=reference.duration_s),
        ),
    ]
    if questioned.unit == reference.unit:
        unit = questioned.unit.split()[0].replace("device", tr("units"))
        rows.append((tr("longer side"), *(f"{trace.longer_side:.0f} {unit}" for trace in (questioned, reference))))
    parts = [float(trace.departure.max()) for trace in (questioned, reference)]
    rows.append((tr("peak departure"), *(f"{part:.2f}" for part in parts)))
    rows.append((tr("DTW distance"), f"{comparison.distance:.2f}", ""))
    return rows


def against_words(view: ComparisonView, signer: str) -> str:
    """Return what the likelihood ratio is of, or why there is none."""
    if view.obstacle:
        return tr("No likelihood ratio: there is no model in use.")
    if view.decision is None:
        if view.left_out:
            return tr(
                "No likelihood ratio: the questioned signature is the only reference; it is not weighed against itself."
            )
        if signer:
            return tr("No likelihood ratio: {signer} has no references yet.", signer=signer)
        return tr("No likelihood ratio: choose the signer in the list whose references it is to be weighed against.")
    used = counted(view.references_used, "reference")
    of = tr(
        "Of the questioned signature against {used} of {signer}, by model {model}.",
        used=used,
        signer=signer,
        model=view.decision.model,
    )
    left_out = tr("The questioned signature is a reference itself and was left out of them.") if view.left_out else ""
    return tr_all((of, left_out, view.decision.unlike_capture))


def _unbroken(figure: str) -> str:
    """Return a ratio that no line is broken in."""
    return figure.replace(" ", "\N{NO-BREAK SPACE}")


def _sentence(words: str) -> str:
    return tr("{words}.", meaning="a sentence", words=f"{words[0].upper()}{words[1:]}")
