"""Challenger beside the model in use: how both did, signer by signer, and what that allows to say."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from sigverify.evaluation.error_rates import points
from sigverify.gui.language import tr, tr_all
from sigverify.gui.panels.pieces import label
from sigverify.gui.panels.training_curves import PlotCard
from sigverify.gui.plots.slope_chart import SlopeChart
from sigverify.gui.retraining import TrainingOutcome
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_WITHIN
from sigverify.gui.words import counted, percent
from sigverify.sentences import said

_EMPTY = said("After a training both models stand here side by side, signer by signer.")
_BOTH_PX = 760
_LEAST_ROWS = 5
_MOST_ROWS = 12
_FRAME_PX = 6
_COLUMNS = (said("Signer"), said("In use"), said("Challenger"), said("Change", meaning="of an error rate"))


class TrainingResult(QWidget):
    """Empty until there is an outcome that could be compared."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.words = label(tr(_EMPTY), wrap=True)
        self.slopes = SlopeChart(theme)
        self.table = QTableWidget(0, len(_COLUMNS))
        self.table.setHorizontalHeaderLabels([tr(words) for words in _COLUMNS])
        self.table.setAccessibleName(tr("Equal error rate of each signer by both models"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        first = self.table.horizontalHeaderItem(0)
        assert first is not None, "it was just made"
        first.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._slopes_card = PlotCard(
            theme, tr("Equal error rate of each signer, lower is better"), (("", self.slopes),)
        )
        self._table_card = PlotCard(theme, tr("Signer by signer"), (("", self.table),))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_WITHIN)
        column.addWidget(self.words)
        self._side_by_side = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._side_by_side.setSpacing(GAP_WITHIN)
        self._side_by_side.addWidget(self._slopes_card, 1)
        self._side_by_side.addWidget(self._table_card, 1)
        column.addLayout(self._side_by_side, 1)
        self.restart()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay chart and table one under the other where there is no room for both side by side."""
        super().resizeEvent(event)
        narrow = self.width() < _BOTH_PX
        ways = QBoxLayout.Direction
        self._side_by_side.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        self.slopes.setMinimumHeight(240 if narrow else 180)
        self._give_rows_room()

    def restart(self) -> None:
        """Empty the page."""
        self.words.setText(tr(_EMPTY))
        self._slopes_card.hide()
        self._table_card.hide()

    def show_outcome(self, outcome: TrainingOutcome) -> None:
        """Show champion and challenger beside each other, where they could be compared."""
        self.words.setText(_told(outcome))
        if outcome.champion_eer is None or outcome.challenger_eer is None:
            return
        self.slopes.show_rows(outcome.per_signer, outcome.champion_eer, outcome.challenger_eer)
        rows = sorted(outcome.per_signer, key=lambda found: found[2] - found[1])
        self.table.setRowCount(len(rows))
        for at, (name, before, after) in enumerate(rows):
            for column, words in enumerate((name, percent(before), percent(after), points(after - before))):
                item = QTableWidgetItem(words)
                if column:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(at, column, item)
        self._give_rows_room()
        self._slopes_card.show()
        self._table_card.show()

    def _give_rows_room(self) -> None:
        """Let the page scroll, not the table within it, as long as there are few rows."""
        rows = min(max(self.table.rowCount(), _LEAST_ROWS), _MOST_ROWS)
        heads = self.table.horizontalHeader().sizeHint().height()
        self.table.setMinimumHeight(heads + rows * self.table.verticalHeader().defaultSectionSize() + _FRAME_PX)


def _told(outcome: TrainingOutcome) -> str:
    """Return the outcome in sentences, with its uncertainty."""
    if outcome.champion_eer is None or outcome.challenger_eer is None:
        return tr(
            "There is no signer of this store whom neither model has learnt from, so that the two cannot be compared. "
            "Enrol new signers, or keep some apart in the plan."
        )
    rows = outcome.per_signer
    better, worse = sum(new < old for _, old, new in rows), sum(new > old for _, old, new in rows)
    told = [
        tr(
            "On {signers} that neither model learnt from, the challenger's mean error rate is {challenger}, that of "
            "the model in use {champion}. It is lower for {better}, higher for {worse}, the same for {same}.",
            signers=counted(len(rows), "signer"),
            challenger=percent(outcome.challenger_eer),
            champion=percent(outcome.champion_eer),
            better=better,
            worse=worse,
            same=len(rows) - better - worse,
        )
    ]
    if outcome.interval is not None:
        low, high = outcome.interval
        told.append(
            tr(
                "Other signers would give another figure: with 95\N{NARROW NO-BREAK SPACE}% confidence the change lies "
                "between {low} and {high} points.",
                low=points(low),
                high=points(high),
            )
        )
    if outcome.floors:
        named = [tr("{floor} {rate}", floor=_floor_name(name), rate=percent(rate)) for name, rate in outcome.floors]
        told.append(tr("For comparison, without a network: {floors}.", floors=tr_all(named, ", ")))
    return tr_all(told)


def _floor_name(name: str) -> str:
    return {"dtw": tr("plain dynamic time warping"), "duration": tr("duration alone")}.get(name, name)
