"""`StrokeHistory`: the strokes of the signature on the paper that can be taken back, and put back again."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QUndoCommand, QUndoStack

from sigverify.gui.capture.gathering import InkGatherer
from sigverify.gui.capture.ink_stroke import InkStroke
from sigverify.gui.capture.ink_surface import InkSurface
from sigverify.gui.capture.kept_points import KeptPoints


class StrokeHistory(QObject):
    """Takes strokes off the gatherer and the surface alike, one at a time, until the signature is finished.

    taken_back, put_back: the last stroke went, or came again. changed: what can be done may be another.

    A new stroke takes the place of those that were taken back: they cannot be put back any more.
    """

    taken_back = Signal()
    put_back = Signal()
    changed = Signal()

    def __init__(self, gatherer: InkGatherer, surface: InkSurface, parent: QObject) -> None:
        super().__init__(parent)
        self._gatherer, self._surface = gatherer, surface
        self._stack = QUndoStack(self)
        self._stack.indexChanged.connect(self.changed)

    @property
    def can_take_back(self) -> bool:
        """Whether there is a stroke to be taken back; none while one is written."""
        return self._stack.canUndo() and not self._gatherer.is_writing

    @property
    def can_put_back(self) -> bool:
        """Whether a stroke can be put back."""
        return self._stack.canRedo() and not self._gatherer.is_writing

    @Slot()
    def take_back(self) -> None:
        """Take the last stroke back."""
        if self.can_take_back:
            self._stack.undo()
            self.taken_back.emit()

    @Slot()
    def put_again(self) -> None:
        """Put the stroke back that was taken back last."""
        if self.can_put_back:
            self._stack.redo()
            self.put_back.emit()

    def note_stroke(self) -> None:
        """Note that a stroke ended."""
        self._stack.push(_Written(self._gatherer, self._surface))

    def forget(self) -> None:
        """Begin anew: another signature, or this one is finished."""
        self._stack.clear()


class _Written(QUndoCommand):
    """A stroke that was written; it is there already when the command is pushed."""

    def __init__(self, gatherer: InkGatherer, surface: InkSurface) -> None:
        super().__init__("stroke")
        self._gatherer, self._surface = gatherer, surface
        self._taken: tuple[KeptPoints, InkStroke] | None = None

    def undo(self) -> None:
        self._taken = self._gatherer.take_back(), self._surface.take_back()

    def redo(self) -> None:
        if self._taken is not None:
            (points, drawn), self._taken = self._taken, None
            self._gatherer.put_back(points)
            self._surface.put_back(drawn)
