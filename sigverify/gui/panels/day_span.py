"""`DaySpan`: of which days something is to be seen: any, the last ones, or from one to another."""

from datetime import date, timedelta

from PySide6.QtCore import QDate, QObject, Signal, Slot
from PySide6.QtWidgets import QComboBox, QDateEdit

from sigverify.gui.language import tr
from sigverify.gui.panels.pieces import Choice, label, row
from sigverify.sentences import said

_SPANS: tuple[tuple[str, int | None], ...] = (
    (said("Any time"), None),
    (said("Today"), 0),
    (said("Last 7 days"), 6),
    (said("Last 30 days"), 29),
    (said("From … to …"), -1),
)


class DaySpan(QObject):
    """A list to choose from, and two days that are shown where they are chosen. changed: other days are wanted.

    tip: what the list does, in the language in force.
    """

    changed = Signal()

    def __init__(self, tip: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.choice = short_choice(tr("Days"), tip)
        for words, days in _SPANS:
            self.choice.addItem(tr(words), days)
        self.since = _day(tr("First day"), tr("Nothing of an earlier day is shown"))
        self.until = _day(tr("Last day"), tr("Nothing of a later day is shown"))
        self.line = row(
            label(tr("From", meaning="since a day"), "muted"),
            self.since,
            label(tr("to", meaning="until a day"), "muted"),
            self.until,
            1,
        )
        self.line.hide()
        self.choice.currentIndexChanged.connect(self._tell)
        for day in (self.since, self.until):
            day.dateChanged.connect(self._tell)

    @property
    def range(self) -> tuple[date | None, date | None]:
        """The first and the last day, None where nothing narrows."""
        days, today = self.choice.currentData(), date.today()
        if days is None:
            return None, None
        if days >= 0:
            return today - timedelta(days=days), None
        return _python(self.since.date()), _python(self.until.date())

    def reset(self) -> None:
        """Narrow nothing."""
        self.choice.setCurrentIndex(0)

    @Slot()
    def _tell(self) -> None:
        self.line.setVisible(self.choice.currentData() == -1)
        self.changed.emit()


def short_choice(name: str, tip: str) -> Choice:
    """Return a list to choose from that gives way to what stands beside it."""
    made = Choice(name, tip)
    made.setMinimumContentsLength(6)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return made


def _day(name: str, tip: str) -> QDateEdit:
    made = QDateEdit(QDate.currentDate())
    made.setCalendarPopup(True)
    made.setDisplayFormat(tr("d MMM yyyy"))
    made.setAccessibleName(name)
    made.setToolTip(tip)
    return made


def _python(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
