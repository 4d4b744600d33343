"""`RoleNotice`: says at a place that whoever is signed in may not do what it is for; its buttons alone tell by tips."""

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sigverify.gui.panels.pieces import Sign, label
from sigverify.gui.rights import Rights
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_WITHIN
from sigverify.storage.rows import Permission


class RoleNotice(QWidget):
    """Out of sight where nothing is refused. place: whose window knows the rights, once it is shown."""

    changed = Signal()

    def __init__(self, theme: Theme, needs: Permission, place: QWidget) -> None:
        super().__init__()
        self._needs: Permission = needs
        self._rights: Rights | None = None
        self.words = label("", wrap=True)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP_WITHIN)
        line.addWidget(Sign(theme, "warning", "refer", 18))
        line.addWidget(self.words, 1)
        self.hide()
        place.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Learn of the rights when the place is shown; nothing is kept from where it goes."""
        if event.type() == QEvent.Type.Show and self._rights is None and isinstance(watched, QWidget):
            rights = watched.window().property("rights")
            if isinstance(rights, Rights):
                self._rights = rights
                rights.changed.connect(self._weigh)
                self._weigh()
        return False

    @property
    def refused(self) -> str:
        """Why it may not be done, as a sentence, or ''."""
        return self._rights.refusal(self._needs) if self._rights is not None else ""

    @Slot()
    def _weigh(self) -> None:
        self.words.setText(self.refused)
        self.setVisible(bool(self.refused))
        self.changed.emit()
