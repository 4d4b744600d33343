"""`Rights`: what whoever is signed in may do, for buttons that say so before the store would refuse."""

from PySide6.QtCore import QObject, Signal

from sigverify.gui.keeping import EVERYTHING
from sigverify.storage.permissions import refusal
from sigverify.storage.rows import Operator, Permission


class Rights(QObject):
    """Tells by `changed` when somebody else is signed in, or may do something else."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operator: Operator | None = None
        self._may: frozenset[Permission] = EVERYTHING

    def give(self, operator: Operator | None, may: frozenset[Permission]) -> None:
        """Take note of who is signed in, and of what that allows."""
        self._operator, self._may = operator, may
        self.changed.emit()

    def refusal(self, permission: Permission) -> str:
        """Return '' or why this may not be done, as a sentence."""
        if permission in self._may or self._operator is None:
            return ""
        return refusal(permission, self._operator.roles)
