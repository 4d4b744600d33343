"""Where the window is narrow the status line keeps whole clauses as far as it can, and all of it in its tip."""

from pytestqt.qtbot import QtBot

from sigverify.gui.panels.status_line import _Cut


def test_words_are_cut_after_a_clause_and_then_within_it(qtbot: QtBot) -> None:
    label = _Cut("State of the store")
    qtbot.addWidget(label)
    label.show()
    whole = "The store is protected by your passphrase; whoever forgets it loses the store."
    label.say(whole)
    wide = label.fontMetrics().horizontalAdvance(whole)
    shown = []
    for width in (wide + 5, round(0.7 * wide), round(0.2 * wide)):
        label.resize(width, 20)
        shown.append(label.text())
    assert shown[:2] == [whole, "The store is protected by your passphrase…"]
    assert shown[2].startswith("The")
    assert shown[2].endswith("…")
    assert len(shown[2]) < 25
    assert label.toolTip() == whole
