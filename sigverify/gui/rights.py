"""`Rights`: what may be done now, by whoever is signed in, for buttons that say so before the store would refuse."""

from typing import Literal

from PySide6.QtCore import QObject, Signal

from sigverify.gui.keeping import EVERYTHING
from sigverify.gui.language import tr
from sigverify.storage.permissions import refusal
from sigverify.storage.rows import Operator, Permission

Need = Permission | Literal["store"]
"""What something is done by: a permission, or 'store' where whoever is signed in may, if only the store is open."""


class Rights(QObject):
    """Tells by `changed` when another is signed in, when they may do something else, and when the store closes."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operator: Operator | None = None
        self._may: frozenset[Permission] = EVERYTHING
        self._closed = ""

    def give(self, operator: Operator | None, may: frozenset[Permission]) -> None:
        """Take note of who is signed in, and of what that allows; the store is open."""
        self._operator, self._may, self._closed = operator, may, ""
        self.changed.emit()

    def close(self, sentence: str) -> None:
        """Allow nothing that needs the store until it is open; the sentence says why not."""
        if sentence != self._closed:
            self._closed = sentence
            self.changed.emit()

    def refusal(self, need: Need) -> str:
        """Return '' or why this may not be done, as a sentence."""
        if self._closed:
            return self._closed
        if need == "store" or need in self._may or self._operator is None:
            return ""
        return tr(refusal(need, self._operator.roles))
