"""`FittedColumns`: columns as wide as a person drew them or as their words need; where there is little room some go."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QHeaderView, QTableView

from sigverify.gui.settings import WindowSettings
from sigverify.gui.words import moment_words

_LEAST_PX = 48
_BESIDE_PX = 15
"""What a cell leaves free at both sides of its words, and what a font is rounded by."""

_LONG_MOMENT = datetime(2028, 12, 28, 20, 58, tzinfo=UTC)

Needed = Callable[[QFont], Mapping[int, int]]
"""How wide what can stand in columns is in a font and the language in force, in pixels."""


class FittedColumns(QObject):
    """Widths are remembered under a name once a person draws a column wider or narrower.

    widths: of all columns in pixels, where nobody drew them and neither their heads nor what is `needed` are wider.
    spared: columns that go where there is little room, one after the other. stretched: the first of these that is shown
    takes what room is left. grown: where there is more of it, that one becomes so wide first, then the others of these.
    """

    def __init__(
        self,
        view: QTableView,
        settings: WindowSettings,
        name: str,
        *,
        widths: Mapping[int, int],
        needed: Needed,
        spared: Sequence[int],
        grown: Mapping[int, int],
        stretched: Sequence[int],
    ) -> None:
        super().__init__(view)
        self._view, self._settings, self._name = view, settings, name
        self._spared, self._grown, self._stretched = spared, grown, stretched
        self._usual, self._needed = widths, needed
        self._drawn = {
            column: max(width, _LEAST_PX)
            for column, width in settings.column_widths(name).items()
            if column in widths and width != widths[column]
        }
        self._fitting_words: dict[int, int] = {}
        self._absent: Collection[int] = ()
        self._fitting = False
        heads = view.horizontalHeader()
        heads.setMinimumSectionSize(_LEAST_PX)
        heads.sectionResized.connect(self._note)

    def leave_out(self, columns: Collection[int]) -> None:
        """Show nothing of these columns, however much room there is."""
        self._absent = columns
        self.fit()

    def fit(self) -> None:
        """Leave out what finds no room, and give the others theirs."""
        self._fitting = True
        try:
            self._fit()
        finally:
            self._fitting = False

    def _fit(self) -> None:
        view, heads, modes = self._view, self._view.horizontalHeader(), QHeaderView.ResizeMode
        widths = self._widths()
        shown = [column for column in widths if column not in self._absent]
        room = view.viewport().width()
        for column in self._spared:
            if sum(widths[one] for one in shown) <= room:
                break
            if column in shown:
                shown.remove(column)
        taking = next((column for column in self._stretched if column in shown), shown[-1])
        growing = [column for column in self._grown if column in shown and column not in (taking, *self._drawn)]
        wanted = max(0, self._grown.get(taking, 0) - widths[taking])
        spare = max(0, room - wanted - sum(widths[one] for one in shown)) // (len(growing) + 1)
        for column in growing:
            widths[column] = max(widths[column], min(self._grown[column], widths[column] + spare))
        for column, width in widths.items():
            view.setColumnHidden(column, column not in shown)
            heads.setSectionResizeMode(column, modes.Stretch if column == taking else modes.Interactive)
            if column != taking:
                heads.resizeSection(column, width)

    def _widths(self) -> dict[int, int]:
        """Return how wide each column is where there is neither too little nor too much room."""
        if not self._fitting_words:
            self._view.ensurePolished()  # its font is that of the style sheet only then
            heads = self._view.horizontalHeader()
            needed = self._needed(self._view.font())
            self._fitting_words = {
                column: max(width, heads.sectionSizeHint(column), needed.get(column, 0) + _BESIDE_PX)
                for column, width in self._usual.items()
            }
        return self._fitting_words | self._drawn

    @Slot(int, int, int)
    def _note(self, section: int, before: int, width: int) -> None:  # noqa: ARG002  # Qt tells all
        stretched = self._view.horizontalHeader().sectionResizeMode(section) == QHeaderView.ResizeMode.Stretch
        if not self._fitting and not stretched and width > 0 and width != self._widths().get(section):
            self._drawn[section] = width
            self._settings.save_column_widths(self._name, self._drawn)


def moments_px(metrics: QFontMetrics) -> int:
    """Return how wide a moment is, in pixels."""
    return metrics.horizontalAdvance(moment_words(_LONG_MOMENT, short=True))


def widest(metrics: QFontMetrics, words: Collection[str]) -> int:
    """Return how wide the longest of some words is, in pixels."""
    return max(metrics.horizontalAdvance(one) for one in words)
