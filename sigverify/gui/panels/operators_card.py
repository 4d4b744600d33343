"""`OperatorsCard`: who signs in at this store, in what roles; a card of Settings."""

from collections.abc import Sequence
from functools import partial
from typing import get_args

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from sigverify.gui.desk import Desk
from sigverify.gui.keeping import StoreView
from sigverify.gui.panels.pieces import Button, card, label, row, rule
from sigverify.gui.panels.protection import said_label, say, secret_field
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import HIT_PX
from sigverify.storage.permissions import DOING, MAY
from sigverify.storage.rows import Operator, OperatorRole

_OFF = (
    "Nobody signs in: whoever opens the store may do everything. Add an administrator first, then the others; from "
    "then on each opens the store by name and password, and passphrase, keyring and key file open it no more."
)
_ON = "Each signs in by name and password. What is done is told to the audit chain under a random id, not the name."
_IN_CLEAR = "The name lies in the store in clear, since it is needed before there is a key; it need not be a real one."


class OperatorsCard(QObject):
    """kept(StoreView): who may do what was changed."""

    kept = Signal(object)

    def __init__(self, theme: Theme, desk: Desk) -> None:
        super().__init__()
        self._theme, self._desk = theme, desk
        self._mine, self._may = "", True
        self._words = label("", "muted", wrap=True)
        self.rows: dict[str, OperatorRow] = {}
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.name = QLineEdit(placeholderText="Name to sign in by")
        self.name.setAccessibleName("Name of the new operator")
        self.name.setMinimumHeight(HIT_PX)
        self.password = secret_field("Password")
        self.roles = _RoleBoxes(())
        self.add = Button(theme, "Add", "add", role="primary", needs="administer")
        self.add.setAccessibleName("Add the operator")
        self._said = said_label("What came of it")
        self.frame = card(
            label("Operators", "heading"),
            self._words,
            holder,
            rule(),
            row(self.name, self.password, self.add),
            self.roles,
            label(_IN_CLEAR, "small", wrap=True),
            self._said,
        )
        self.add.clicked.connect(self._add)
        self.password.returnPressed.connect(self._add)

    def show_store(self, store: StoreView) -> None:
        """Show who signs in."""
        self._mine = store.operator.id if store.operator is not None else ""
        self._may = "administer" in store.may
        self.roles.setEnabled(self._may)
        self._words.setText(_ON if store.operators else _OFF)
        if store.operators:
            self._desk.ask(lambda s: s.operators(), self._show)
        else:
            self._show(())
            self.roles.choose(("administrator",))

    def drop(self) -> None:
        """Forget what was typed."""
        self.password.clear()

    def _show(self, operators: Sequence[Operator]) -> None:
        for shown in self.rows.values():
            self._column.removeWidget(shown)
            shown.deleteLater()
        self.rows = {}
        for operator in operators:
            made = OperatorRow(self._theme, operator, mine=operator.id == self._mine)
            made.roles.setEnabled(self._may)
            made.roles_chosen.connect(partial(self._set_roles, operator.id))
            made.password_typed.connect(partial(self._set_password, operator.id))
            made.removed.connect(partial(self._remove, operator.id))
            self.rows[operator.id] = made
            self._column.addWidget(made)

    @Slot()
    def _add(self) -> None:
        name, password, roles = self.name.text(), self.password.text(), self.roles.chosen
        self.password.clear()
        self._desk.ask(
            lambda s: (s.add_operator(name, password, roles), s.keeping()), self._take_added, self._say_fault
        )

    def _take_added(self, answer: tuple[Sequence[Operator], StoreView]) -> None:
        self.name.clear()
        say(self._said, "")
        self.roles.choose(("clerk",))
        self._take(answer)

    def _set_roles(self, operator_id: str, roles: Sequence[OperatorRole]) -> None:
        self._desk.ask(
            lambda s: (s.set_operator_roles(operator_id, roles), s.keeping()), self._take, self._say_fault_and_show
        )

    def _set_password(self, operator_id: str, password: str) -> None:
        self._desk.ask(
            lambda s: (s.set_operator_password(operator_id, password), s.keeping()), self._take, self._say_fault
        )

    def _remove(self, operator_id: str) -> None:
        self._desk.ask(lambda s: (s.remove_operator(operator_id), s.keeping()), self._take, self._say_fault)

    def _take(self, answer: tuple[Sequence[Operator], StoreView]) -> None:
        say(self._said, "Done.")
        self.kept.emit(answer[1])

    def _say_fault(self, sentence: str) -> None:
        say(self._said, sentence, fault=True)

    def _say_fault_and_show(self, sentence: str) -> None:
        self._say_fault(sentence)
        self._desk.ask(lambda s: s.operators(), self._show)


class OperatorRow(QWidget):
    """One operator: roles to tick, a new password, and the door."""

    roles_chosen = Signal(tuple)
    password_typed = Signal(str)
    removed = Signal()

    def __init__(self, theme: Theme, operator: Operator, *, mine: bool) -> None:
        super().__init__()
        self.roles = _RoleBoxes(operator.roles)
        self.password = secret_field("New password")
        self.password.setAccessibleName(f"New password of {operator.name}")
        self.change = Button(theme, "Change", tip="Sign in by the new password", needs=None if mine else "administer")
        self.change.setAccessibleName(f"Change the password of {operator.name}")
        self.remove = Button(
            theme, "", "remove", role="quiet", tip=f"{operator.name} signs in no more", needs="administer"
        )
        self.remove.setAccessibleName(f"Remove {operator.name}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        you = " (you)" if mine else ""
        column.addWidget(row(label(f"{operator.name}{you}", "heading"), 1, self.password, self.change, self.remove))
        column.addWidget(self.roles)
        self.roles.changed.connect(lambda: self.roles_chosen.emit(self.roles.chosen))
        self.change.clicked.connect(self._type)
        self.password.returnPressed.connect(self._type)
        self.remove.clicked.connect(self.removed)

    @Slot()
    def _type(self) -> None:
        typed = self.password.text()
        self.password.clear()
        if typed:
            self.password_typed.emit(typed)


class _RoleBoxes(QWidget):
    """The roles, each with what it allows in its tip; `changed` when a person ticks one."""

    changed = Signal()

    def __init__(self, chosen: Sequence[OperatorRole]) -> None:
        super().__init__()
        self.boxes: dict[OperatorRole, QCheckBox] = {}
        for role in get_args(OperatorRole):
            box = QCheckBox(role.capitalize())
            tip = "May " + ", ".join(words for permission, words in DOING.items() if permission in MAY[role])
            box.setToolTip(tip)
            box.setAccessibleName(role.capitalize())
            box.setAccessibleDescription(tip)
            box.setMinimumHeight(HIT_PX)
            box.clicked.connect(self.changed)
            self.boxes[role] = box
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(row(*self.boxes.values(), 1, gap=12))
        self.choose(chosen)

    @property
    def chosen(self) -> tuple[OperatorRole, ...]:
        """The roles that are ticked."""
        return tuple(role for role, box in self.boxes.items() if box.isChecked())

    def choose(self, roles: Sequence[OperatorRole]) -> None:
        """Tick these roles and no others."""
        for role, box in self.boxes.items():
            box.setChecked(role in roles)
