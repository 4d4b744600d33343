"""`Banners`: sentences over the places, with what can be done about them. They wait; they never block."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from sigverify.gui.language import tr
from sigverify.gui.panels.pieces import Button, Sign, label, set_tone
from sigverify.gui.theme import Theme

_MOST = 3
"""So many banners at once; the oldest fault gives way."""

_MOST_LETTERS = 400
"""A longer one is shown in part, and whole in its tip; it would push the place out of sight."""


class Banners(QWidget):
    """Shows faults and news one under the other."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 0)
        self._column.setSpacing(6)
        self._shown: list[_Banner] = []
        self.hide()

    @property
    def sentences(self) -> list[str]:
        """What is said at present, oldest first."""
        return [banner.sentence for banner in self._shown]

    def show_fault(self, sentence: str, place: str = "") -> None:
        """Show a fault in one sentence; said twice it is shown once.

        place: the word of the place that it is about, with which it goes; '' where it is about all of them.
        """
        self._add(_Banner(self._theme, "fault", sentence, (), place=place))

    def leave_place(self, place: str) -> None:
        """Take the faults away that were about a place which a person has left."""
        for banner in [b for b in self._shown if b.tone == "fault" and b.place == place]:
            self._remove(banner)

    def show_question(
        self, sentence: str, answers: Sequence[tuple[str, Callable[[], None]]], *, fault: bool = False
    ) -> None:
        """Show news, or a fault, with answers to choose from; any answer takes it away."""
        self._add(_Banner(self._theme, "fault" if fault else "news", sentence, answers))

    def show_told(self, sentence: str) -> None:
        """Show what was done until a person has read it; it takes the place of what was shown so before."""
        for banner in [b for b in self._shown if b.told]:
            self._remove(banner)
        self._add(_Banner(self._theme, "news", sentence, (), told=True))

    def show_news(self, sentence: str, answers: Sequence[tuple[str, Callable[[], None]]]) -> None:
        """Show news that stay until they are answered, whatever questions are cleared."""
        self._add(_Banner(self._theme, "news", sentence, answers, stays=True))

    def clear_news(self) -> None:
        """Take news that stay away, for a person saw to them."""
        for banner in [b for b in self._shown if b.stays]:
            self._remove(banner)

    def clear_questions(self) -> None:
        """Take all questions away; faults and news that stay are left."""
        for banner in [b for b in self._shown if b.tone == "news" and not b.stays and not b.told]:
            self._remove(banner)

    def clear(self) -> None:
        """Take everything away."""
        for banner in list(self._shown):
            self._remove(banner)

    def press(self, answer: str) -> bool:
        """Press the first button with that word; tell whether there was one."""
        for banner in self._shown:
            for button in banner.buttons:
                if button.text() == answer:
                    button.click()
                    return True
        return False

    def _add(self, banner: "_Banner") -> None:
        for old in self._shown:
            if old.sentence == banner.sentence:
                self._remove(old)
                break
        faults = [b for b in self._shown if b.tone == "fault"]
        if len(self._shown) >= _MOST and faults:
            self._remove(faults[0])
        for button in banner.buttons:
            button.clicked.connect(lambda _=False, gone=banner: self._remove(gone))
        self._shown.append(banner)
        self._column.addWidget(banner)
        self.setVisible(True)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(banner, banner.sentence))
        self.changed.emit()

    def _remove(self, banner: "_Banner") -> None:
        if banner in self._shown:
            self._shown.remove(banner)
            self._column.removeWidget(banner)
            banner.hide()
            banner.deleteLater()
            self.setVisible(bool(self._shown))
            self.changed.emit()


def _short(sentence: str) -> str:
    """Return a sentence as it is, but of a whole page from a library only the beginning and the end."""
    if len(sentence) <= _MOST_LETTERS and "\n" not in sentence:
        return sentence
    words = " ".join(sentence.split())
    return words if len(words) <= _MOST_LETTERS else f"{words[: _MOST_LETTERS - 120]} … {words[-118:]}"


class _Banner(QFrame):
    def __init__(
        self,
        theme: Theme,
        tone: str,
        sentence: str,
        answers: Sequence[tuple[str, Callable[[], None]]],
        *,
        stays: bool = False,
        place: str = "",
        told: bool = False,
    ) -> None:
        super().__init__()
        self.setObjectName("banner")
        self.tone, self.sentence, self.stays, self.place, self.told = tone, sentence, stays, place, told
        set_tone(self, tone)
        words = label(_short(sentence), wrap=True)
        words.setToolTip(sentence if words.text() != sentence else "")
        words.setAccessibleName(sentence)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 6, 6)
        layout.setSpacing(10)
        fault = tone == "fault"
        layout.addWidget(Sign(theme, "warning" if fault else "info", "reject" if fault else "accept", 20))
        layout.addWidget(words, 1)
        self.buttons: list[Button] = []
        for answer, act in answers:
            button = Button(theme, answer)
            button.clicked.connect(lambda _=False, act=act: act())
            self.buttons.append(button)
            layout.addWidget(button)
        if not answers:
            close = Button(theme, "", "close", role="quiet", tip=tr("Take this away"))
            close.setAccessibleName(tr("Take this message away"))
            close.setFixedWidth(34)
            close.setStyleSheet("padding: 0px;")
            self.buttons.append(close)
            layout.addWidget(close)
