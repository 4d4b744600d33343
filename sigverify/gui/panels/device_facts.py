"""`DeviceFacts`: what was measured of a device, each fact with icon and word, and what to do about it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sigverify.gui.language import tr
from sigverify.gui.panels.pieces import Sign, label, row, set_tone
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_WITHIN
from sigverify.ink.device_verdict import STATE_WORDS, Fact, State

STATE_ICONS: dict[State, tuple[str, str]] = {
    "good": ("done", "accept"),
    "mind": ("warning", "refer"),
    "bad": ("reject", "reject"),
    "plain": ("info", "muted"),
}
"""Icon and colour of each state."""

_TONES: dict[State, str] = {"good": "", "mind": "refer", "bad": "reject", "plain": ""}
_WORST_FIRST: tuple[State, ...] = ("bad", "mind", "good", "plain")


class DeviceFacts(QWidget):
    """A row a fact, the worst first. Rows are kept and said anew, so that nothing flickers while the pen moves."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: list[_FactRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP_WITHIN)

    @property
    def shown(self) -> list[Fact]:
        """The facts on show, from the top."""
        return [row.fact for row in self._rows if not row.isHidden() and row.fact is not None]

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show these facts."""
        ordered = sorted(facts, key=lambda fact: _WORST_FIRST.index(fact.state))
        while len(self._rows) < len(ordered):
            made = _FactRow(self._theme)
            self._rows.append(made)
            self._column.addWidget(made)
        for index, shown in enumerate(self._rows):
            shown.setVisible(index < len(ordered))
            if index < len(ordered):
                shown.say(ordered[index])


class _FactRow(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.fact: Fact | None = None
        self._sign = Sign(theme, "info", "muted", 16)
        self._name = label("", "heading")
        self._state = label("", "small")
        self._words = label("", wrap=True)
        self._remedy = label("", "small", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(row(self._sign, self._name, 1, self._state))
        for words in (self._words, self._remedy):
            words.setContentsMargins(24, 0, 0, 0)
            column.addWidget(words)

    def say(self, fact: Fact) -> None:
        if fact == self.fact:
            return
        self.fact = fact
        name, state, words, remedy = (
            tr(said) for said in (fact.name, STATE_WORDS[fact.state], fact.words, fact.remedy)
        )
        self._sign.show_sign(*STATE_ICONS[fact.state])
        self._name.setText(name)
        self._state.setText(state)
        set_tone(self._state, _TONES[fact.state])
        self._words.setText(words)
        self._remedy.setText(remedy)
        self._remedy.setVisible(bool(fact.remedy))
        self.setAccessibleName(f"{name}, {state}: {words}. {remedy}".strip())
