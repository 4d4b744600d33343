"""`PenPresence`: notices that the pen is gone although it never said that it was lifted."""

from enum import Enum, auto

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QPointingDevice

from sigverify.gui.capture.pen_application import PenApplication
from sigverify.sentences import said

SILENCE_S = 5.0
"""A pen that is down and says nothing for so long is gone (unplugged without a word). Some systems drop equal events,
so a resting pen may be silent for a while; if it moves on, a new stroke begins and no point is lost."""


class Loss(Enum):
    """How a pen goes."""

    OUT_OF_REACH = auto()
    UNPLUGGED = auto()
    SILENT = auto()


LOSS_WORDS = {
    Loss.OUT_OF_REACH: (
        said(
            "The pen left the tablet in the middle of a stroke. What was written until then is kept; if it is not all, "
            "sign once more."
        )
    ),
    Loss.UNPLUGGED: (
        said(
            "The tablet was unplugged in the middle of a stroke. What was written until then is kept: plug it in again "
            "and go on, or press Clear and sign anew."
        )
    ),
    Loss.SILENT: (
        said(
            "The pen was down and told nothing for a while, so its stroke was ended and kept. If the tablet was "
            "unplugged, plug it in again and sign once more."
        )
    ),
}
"""What a person is told of a pen that went in the middle of a stroke."""


BROKEN_OFF = said("Not finished: go on when the pen is back. 'Done' takes it as it is, 'Clear' begins anew.")
"""What is said beside the pad where no pause runs that would end the signature."""


class PenPresence(QObject):
    """gone(Loss): the pen left the tablet's reach, its device vanished, or it fell silent while it was down."""

    gone = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._device: QPointingDevice | None = None
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.setInterval(round(SILENCE_S * 1000))
        self._silence.timeout.connect(self._note_silence)
        application = QGuiApplication.instance()
        if isinstance(application, PenApplication):
            application.pen_left.connect(self._note_leaving)

    def begin_stroke(self, device: QPointingDevice | None) -> None:
        """Watch this device from now on; its tip is down."""
        if device is not self._device:
            if self._device is not None:
                self._device.destroyed.disconnect(self._lose_device)
            self._device = device
            if device is not None:
                device.destroyed.connect(self._lose_device)
        self._silence.start()

    def hear(self) -> None:
        """Note that it said something while its tip is down."""
        self._silence.start()

    def end_stroke(self) -> None:
        """Note that its tip is up: it may be silent now."""
        self._silence.stop()

    @Slot()
    def _lose_device(self) -> None:
        self._device = None
        self.gone.emit(Loss.UNPLUGGED)

    @Slot()
    def _note_silence(self) -> None:
        self.gone.emit(Loss.SILENT)

    @Slot()
    def _note_leaving(self) -> None:
        self.gone.emit(Loss.OUT_OF_REACH)
