"""`IdleWatch`: tells when nobody has touched the window for a while."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

_SIGNS_OF_LIFE = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.TabletMove,
    QEvent.Type.TabletPress,
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate,
}


class IdleWatch(QObject):
    """Emits `idle` once after so many minutes without a key, mouse, pen or finger in any window of the program."""

    idle = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)  # a coarse one is put off by up to a twentieth
        self._timer.timeout.connect(self.idle)

    @property
    def wait_ms(self) -> int:
        """How long it waits, 0 where it does not."""
        return self._timer.interval() if self._timer.isActive() else 0

    def watch(self, minutes: float) -> None:
        """Wait for so long from now on; 0 waits no more."""
        application = QApplication.instance()
        assert application is not None, "there is a window"
        application.removeEventFilter(self)
        self._timer.stop()
        if minutes > 0:
            application.installEventFilter(self)
            self._timer.start(round(minutes * 60_000))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002  # Qt's signature
        """Begin to wait anew at every sign of life; nothing is kept from where it goes."""
        if event.type() in _SIGNS_OF_LIFE:
            self._timer.start()
        return False
