"""`SignerWindow`: what the person who signs sees, on a screen of their own: the pad, and nothing that could coach them.

The pad itself is lent, so that ink is taken, journalled and judged by the one pad that a place has. Meanwhile the place
shows a picture of it.
"""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QHideEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from sigverify.gui.language import tr
from sigverify.gui.panels.pieces import Button, label, named, row
from sigverify.gui.panels.signing_pad import SigningPad
from sigverify.gui.settings import WindowSettings
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_AROUND, GAP_WITHIN
from sigverify.sentences import said

SIGNER_WINDOW_KEY = "Ctrl+Shift+S"

_PICTURE_MS = 33
_NOTHING_TO_SIGN = said("Please wait. There is nothing to sign at the moment.")


class PadSeat(QStackedWidget):
    """Where a place has its pad; while the pad is lent, a picture of it.

    lending_wanted: the operator wants the pad in the signer's window, or here again.
    """

    lending_wanted = Signal()

    def __init__(self, theme: Theme, pad: SigningPad) -> None:
        super().__init__()
        self.pad = pad
        self._picture = _PadPicture(pad)
        self._back = Button(
            theme,
            tr("Sign here again"),
            "back",
            tip=tr("Close the signer's window ({key})", key=SIGNER_WINDOW_KEY),
        )
        self._back.clicked.connect(self.lending_wanted)
        pad.window_wanted.connect(self.lending_wanted)
        away = QWidget()
        column = QVBoxLayout(away)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_WITHIN)
        column.addWidget(self._picture, 1)
        column.addWidget(row(label(tr("The signer signs in a window of their own."), "muted"), 1, self._back))
        self._away = away
        self.addWidget(pad)
        self.addWidget(away)

    @property
    def is_lent(self) -> bool:
        """Whether the pad is elsewhere."""
        return self.currentWidget() is self._away

    def lend(self) -> SigningPad:
        """Give the pad away and show a picture of it."""
        self.removeWidget(self.pad)
        self.setCurrentWidget(self._away)
        self.pad.set_apart(True)
        return self.pad

    def take_back(self) -> None:
        """Have the pad here again."""
        self.insertWidget(0, self.pad)
        self.setCurrentWidget(self.pad)
        self.pad.set_apart(False)


class _PadPicture(QWidget):
    """A pad's paper and ink as they stand, as large as there is room; a stroke shows within two frames."""

    def __init__(self, pad: SigningPad) -> None:
        super().__init__()
        self._pad = pad
        self.setAccessibleName(tr("Picture of the signer's pad"))
        self._ticks = QTimer(self, interval=_PICTURE_MS)
        self._ticks.timeout.connect(self.update)

    def sizeHint(self) -> QSize:
        """Prefer the pad's own size."""
        return self._pad.canvas.sizeHint()

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the pad while there is somebody to see it."""
        self._ticks.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Follow it no longer."""
        self._ticks.stop()
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture in the middle."""
        del event
        picture = self._pad.canvas.picture
        if picture.isNull():
            return
        size = picture.deviceIndependentSize().toSize().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        left, top = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2
        painter.drawPixmap(left, top, size.width(), size.height(), picture)


class SignerWindow(QWidget):
    """A window with a pad in it; it opens on a second screen where there is one.

    closed: it was closed; the pad has gone back.
    """

    closed = Signal()

    def __init__(self, theme: Theme, settings: WindowSettings) -> None:
        super().__init__()
        self._theme, self._settings = theme, settings
        self._seat: PadSeat | None = None
        named(self, "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(tr("Please sign"))
        self.setMinimumSize(480, 300)
        self._wait = QLabel(tr(_NOTHING_TO_SIGN))
        self._wait.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._wait.setProperty("role", "muted")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(GAP_AROUND, GAP_AROUND, GAP_AROUND, GAP_AROUND)
        self._column.addWidget(self._wait)
        QShortcut(QKeySequence(SIGNER_WINDOW_KEY), self, self.close)

    def open_beside(self, window: QWidget) -> None:
        """Show it where it was last, else on another screen than `window`, else as a window of its own."""
        self.setFont(window.font())
        self._theme.dress(self)
        if not self._settings.restore_signer_window(self):
            others = [screen for screen in QGuiApplication.screens() if screen is not window.screen()]
            if others:
                self.setGeometry(others[0].availableGeometry())
            else:
                self.resize(760, 420)
        self.show()
        self.activateWindow()

    def take(self, seat: PadSeat | None) -> None:
        """Take the pad of another place, None for a place that has none; the one before goes back."""
        if seat is self._seat:
            return
        if self._seat is not None:
            self._seat.take_back()
        self._seat = seat
        self._wait.setVisible(seat is None)
        if seat is not None:
            pad = seat.lend()
            self._column.addWidget(pad)
            pad.show()
            pad.canvas.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give the pad back. A stroke that is being written ends and is kept."""
        self._settings.save_signer_window(self)
        self.take(None)
        event.accept()
        self.closed.emit()
