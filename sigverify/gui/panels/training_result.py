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

from sigverify.gui.panels.pieces import label
from sigverify.gui.panels.training_curves import PlotCard
from sigverify.gui.plots.slope_chart import SlopeChart
from sigverify.gui.retraining import TrainingOutcome
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_WITHIN
from sigverify.gui.words import counted, percent, points

_EMPTY = "After a training both models stand here side by side, signer by signer."
_BOTH_PX = 760
_COLUMNS = ("Signer", "In use", "Challenger", "Change")


class TrainingResult(QWidget):
    """Empty until there is an outcome that could be compared."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.words = label(_EMPTY, wrap=True)
        self.slopes = SlopeChart(theme)
        self.table = QTableWidget(0, len(_COLUMNS))
        self.table.setHorizontalHeaderLabels(_COLUMNS)
        self.table.setAccessibleName("Equal error rate of each signer by both models")
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
        self._slopes_card = PlotCard(theme, "Equal error rate of each signer, lower is better", (("", self.slopes),))
        self._table_card = PlotCard(theme, "Signer by signer", (("", self.table),))
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
        self.table.setMinimumHeight(200)

    def restart(self) -> None:
        """Empty the page."""
        self.words.setText(_EMPTY)
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
        self._slopes_card.show()
        self._table_card.show()


def _told(outcome: TrainingOutcome) -> str:
    """Return the outcome in sentences, with its uncertainty."""
    if outcome.champion_eer is None or outcome.challenger_eer is None:
        return (
            "There is no signer of this store whom neither model has learnt from, so that the two cannot be compared. "
            "Enrol new signers, or keep some apart in the plan."
        )
    rows = outcome.per_signer
    better, worse = sum(new < old for _, old, new in rows), sum(new > old for _, old, new in rows)
    told = [
        f"On {counted(len(rows), 'signer')} that neither model learnt from, the challenger's mean error rate is "
        f"{percent(outcome.challenger_eer)}, that of the model in use {percent(outcome.champion_eer)}. It is lower for "
        f"{better}, higher for {worse}, the same for {len(rows) - better - worse}."
    ]
    if outcome.interval is not None:
        low, high = outcome.interval
        told.append(
            f"Other signers would give another figure: with 95\N{NARROW NO-BREAK SPACE}% confidence the change lies "
            f"between {points(low)} and {points(high)} points."
        )
    if outcome.floors:
        named = " and ".join(f"{_floor_name(name)} {percent(rate)}" for name, rate in outcome.floors)
        told.append(f"For comparison, without a network: {named}.")
    return " ".join(told)


def _floor_name(name: str) -> str:
    return {"dtw": "plain dynamic time warping", "duration": "duration alone"}.get(name, name)
