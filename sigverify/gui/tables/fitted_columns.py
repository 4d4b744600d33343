"""`FittedColumns`: columns as wide as a person drew them; where there is little room some go."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QHeaderView, QTableView

from sigverify.gui.settings import WindowSettings

_LEAST_PX = 48


class FittedColumns(QObject):
    """Widths are remembered under a name once a person draws a column wider or narrower.

    widths: of all columns in pixels, where nobody drew them. spared: columns that go where there is little room, one
    after the other. stretched: the first of these that is shown takes what room is left.
    """

    def __init__(
        self,
        view: QTableView,
        settings: WindowSettings,
        name: str,
        *,
        widths: Mapping[int, int],
        spared: Sequence[int],
        stretched: Sequence[int],
    ) -> None:
        super().__init__(view)
        self._view, self._settings, self._name = view, settings, name
        self._spared, self._stretched = spared, stretched
        self._widths = dict(widths) | {
            column: max(width, _LEAST_PX) for column, width in settings.column_widths(name).items() if column in widths
        }
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
        shown = [column for column in self._widths if column not in self._absent]
        for column in self._spared:
            if sum(self._widths[one] for one in shown) <= view.viewport().width():
                break
            if column in shown:
                shown.remove(column)
        taking = next((column for column in self._stretched if column in shown), shown[-1])
        for column, width in self._widths.items():
            view.setColumnHidden(column, column not in shown)
            heads.setSectionResizeMode(column, modes.Stretch if column == taking else modes.Interactive)
            if column != taking:
                heads.resizeSection(column, width)

    @Slot(int, int, int)
    def _note(self, section: int, before: int, width: int) -> None:  # noqa: ARG002  # Qt tells all
        stretched = self._view.horizontalHeader().sectionResizeMode(section) == QHeaderView.ResizeMode.Stretch
        if not self._fitting and not stretched and width > 0 and width != self._widths.get(section):
            self._widths[section] = width
            self._settings.save_column_widths(self._name, self._widths)
