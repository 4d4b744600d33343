"""`StatusLine`: what writes and how well, which model decides, where the store's key is."""

import re

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from sigverify.gui.capture.devices import short_device_name
from sigverify.gui.language import tr, tr_all
from sigverify.gui.panels.pieces import Sign, set_tone
from sigverify.gui.theme import Theme
from sigverify.gui.words import fact
from sigverify.ink.quality import Quality
from sigverify.ink.recording import Recording

_CLAUSE_END = re.compile(r"[;；]\s*(?=.)|(?<=[.])\s+(?=.)|(?<=。)(?=.)")
"""Where another clause or sentence follows."""


class StatusLine(QWidget):
    """Three facts side by side, each cut short where the window is narrow and whole in its tip."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("statusLine")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(34)
        self._device_sign = Sign(theme, "pen", "muted", 16)
        self._badge_sign = Sign(theme, "done", "accept", 16)
        self._device, self._badge = _Cut(tr("Capture device")), _Cut(tr("Capture quality"))
        self._model, self._store = _Cut(tr("Model in use")), _Cut(tr("State of the store"))
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(12, 0, 12, 0)
        self._layout.setSpacing(6)
        for sign, words in (
            (self._device_sign, self._device),
            (self._badge_sign, self._badge),
            (Sign(theme, "model", "muted", 16), self._model),
            (Sign(theme, "store", "muted", 16), self._store),
        ):
            self._layout.addWidget(sign)
            self._layout.addWidget(words)
            words.said.connect(self._share)
        self._open = False
        self._badge_sign.hide()
        self._badge.hide()
        self._device.say(tr("No pen seen yet; a mouse works too"))
        self._model.say(tr("Loading the model…"))
        self._store.say(tr("Opening the store…"))

    @property
    def words(self) -> tuple[str, str, str, str]:
        """What is said of device, capture quality, model and store."""
        return self._device.whole, self._badge.whole, self._model.whole, self._store.whole

    @property
    def store_is_open(self) -> bool:
        """Whether it was told of an open store last."""
        return self._open

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room out anew."""
        super().resizeEvent(event)
        self._share()

    @Slot()
    def _share(self) -> None:
        """Give all facts even room, so that they stay where they are; where one would be cut, as much as each needs."""
        shown = [told for told in (self._device, self._badge, self._model, self._store) if not told.isHidden()]
        room = self.width() - 24 - len(shown) * (16 + 2 * self._layout.spacing())
        needed = [told.needed_px for told in shown]
        even = room * 3 // 13
        as_needed = sum(needed) <= room and any(need > even for need in needed)
        for told, need in zip(shown, needed, strict=True):
            self._layout.setStretchFactor(told, need if as_needed else 4 if told is self._store else 3)

    def show_ink(self, recording: Recording, quality: Quality) -> None:
        """Tell what wrote the last ink, at which rate, and how good it is to compare."""
        pen = recording.capture.source == "pen"
        self._device_sign.show_sign("pen" if pen else "mouse", "muted")
        rate = f" · {quality.rate_hz:.0f} Hz" if quality.rate_hz else ""
        name = short_device_name(recording)
        self._device.say(f"{name if pen else tr('{device}: no pressure', device=name)}{rate}")
        problems = tr_all(quality.problems)
        self._badge_sign.show()
        self._badge.show()
        self._badge_sign.show_sign("warning" if problems else "done", "refer" if problems else "accept")
        self._badge.say(problems or tr("Good capture"))
        set_tone(self._badge, "refer" if problems else "")

    def show_model(self, words: str) -> None:
        """Tell which model decides."""
        self._model.say(words)

    def show_store(self, words: str, due: int | None = None, operator: str = "") -> None:
        """Tell how the store is kept, how many signers are due to be erased, if any, and who is signed in.

        due: None while it is closed.
        """
        self._open = due is not None
        due_words = tr("{n} due", n=due) if due else ""
        self._store.say(" · ".join(part for part in (operator, due_words, words) if part))


class _Cut(QLabel):
    """A line of words, whole in its tip; where there is no room, its first clause, cut short with … if need be.

    said: other words stand there.
    """

    said = Signal()

    def __init__(self, accessible_name: str) -> None:
        super().__init__()
        self.whole = ""
        self._accessible = accessible_name
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, words: str) -> None:
        self.whole = words
        self.setToolTip(words)
        self.setAccessibleName(fact(self._accessible, words))
        self._cut()
        self.said.emit()

    @property
    def needed_px(self) -> int:
        """Width of all of its words."""
        return self.fontMetrics().horizontalAdvance(self.whole) + 4

    def minimumSizeHint(self) -> QSize:
        return QSize(20, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        fits = self.fontMetrics().horizontalAdvance(self.whole) <= self.width()
        end = _CLAUSE_END.search(self.whole)
        words = self.whole if fits or end is None else f"{self.whole[: end.start()].rstrip('.。')}…"
        self.setText(self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, self.width()))
