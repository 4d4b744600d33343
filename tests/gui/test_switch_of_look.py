"""Another look: what is seen has it at once, what is hidden before it is seen, and both as if from the start."""

import pytest
from fake_services import FakeServices, draw_signature
from PySide6.QtGui import QCursor, QImage, QPalette, QPixmapCache
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget

from sigverify.gui import icons
from sigverify.gui.panels.pieces import Button
from sigverify.gui.place_making import PLACES
from sigverify.gui.theme import _ROLES, _in_sheets
from sigverify.gui.tokens import DARK


@pytest.fixture(autouse=True)
def mouse_elsewhere(qapp) -> None:
    """What it is over looks otherwise."""
    QCursor.setPos(qapp.primaryScreen().geometry().bottomRight())


def colour_of(widget: QWidget, x: int, y: int) -> str:
    return widget.grab().toImage().pixelColor(x, y).name().upper()


def opened(open_window, settings, look: str):
    fake = FakeServices()
    fake.with_signer("Anna", 5, seed=1)
    settings.theme = look
    use = open_window(fake)
    for word in PLACES:
        use.window.go_to(word)
    use.window.theme.choose(look)
    use.choose("id-Anna", "Verify")
    use.window.pad.lay(draw_signature(1, 20))
    return use


def grabbed(use, word: str) -> QImage:
    use.window.go_to(word)
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()
    use.settle()
    for _ in range(3):
        QApplication.processEvents()
    pad = use.window.pad
    if pad is not None:
        use.qtbot.waitUntil(lambda: not pad.colouring.is_at_work)
    return use.window.grab().toImage()


def test_the_first_other_look_has_no_icon_to_draw_once_there_was_time(open_window, settings, monkeypatch):
    use = opened(open_window, settings, "light")
    QPixmapCache.clear()
    use.window.theme.choose("light")
    use.window.theme.prepare()
    use.qtbot.waitUntil(lambda: not use.window.theme._dressing._slices.waiting)
    drawn = []
    monkeypatch.setattr(icons, "draw_icon", lambda _painter, name, colour, _target: drawn.append((name, colour)))
    use.window.toggle_look()
    assert use.window.theme.tokens is DARK
    assert drawn == []


def test_what_is_scrolled_to_after_a_switch_is_dressed_before_what_is_out_of_sight(open_window, settings):
    use = opened(open_window, settings, "light")
    use.window.go_to("Settings")
    use.settle()
    dressing, place = use.window.theme._dressing, use.window.preferences
    use.qtbot.waitUntil(lambda: not dressing._slices.waiting)
    use.window.toggle_look()
    dressing._slices._timer.stop()  # nothing more is done by itself
    frame = place.operators.frame
    assert frame in dressing._waiting
    place.show_end()
    use.window.grab()
    assert frame in dressing._met
    for _ in range(len(dressing._met)):
        next(dressing._slices._steps["look"])
    assert frame not in dressing._waiting
    assert dressing._waiting, "who is at no place in sight waits on"
    dressing._slices.finish("look")


@pytest.mark.parametrize("look", ["light", "dark"])
def test_every_place_looks_after_a_switch_as_in_a_window_that_began_so(open_window, settings, look):
    other = "dark" if look == "light" else "light"
    switched = opened(open_window, settings, other)
    switched.window.theme.choose(look)
    seen = {word: grabbed(switched, word) for word in PLACES}
    switched.window.toggle_signer_window()
    seen["signer"] = switched.window.signer_window.grab().toImage()
    switched.window.close()
    begun = opened(open_window, settings, look)
    for word in PLACES:
        assert seen[word] == grabbed(begun, word), word
    begun.window.toggle_signer_window()
    assert seen["signer"] == begun.window.signer_window.grab().toImage()


def test_what_is_seen_changes_at_once_and_what_is_hidden_soon(use):
    window = use.window
    window.go_to("Settings")
    window.go_to("Verify")
    hidden = next(button for button in window.preferences.findChildren(Button) if not button.icon().isNull())
    shown = window.verify.live.departure.switch
    before = hidden.icon().cacheKey(), shown.icon().cacheKey()
    window.theme.choose("dark")
    assert shown.icon().cacheKey() != before[1]
    assert hidden.icon().cacheKey() == before[0]
    assert colour_of(window, 4, 400) == DARK.panel
    use.qtbot.waitUntil(lambda: not window.theme.is_changing)
    assert hidden.icon().cacheKey() != before[0]


def test_what_is_shown_before_its_turn_is_dressed_before_it_is_painted(use):
    window = use.window
    window.go_to("Settings")
    window.go_to("Verify")
    window.theme.choose("dark")
    waiting = window.theme._dressing._waiting
    assert window.preferences in waiting
    window.go_to("Settings")
    assert window.preferences not in waiting
    assert colour_of(window.preferences, 2, 2) == DARK.surface


def test_a_look_that_changes_back_while_the_hidden_change_is_whole(use):
    window = use.window
    review, before = grabbed(use, "Review"), grabbed(use, "Verify")
    window.theme.choose("dark")
    window.theme.choose("light")
    assert grabbed(use, "Verify") == before
    use.qtbot.waitUntil(lambda: not window.theme.is_changing)
    assert grabbed(use, "Review") == review


def test_a_widget_that_goes_while_it_waits_holds_nothing_up(use):
    window = use.window
    window.theme.choose("dark")
    gone = QLabel("gone", window.samples)
    window.theme.choose("light")
    assert gone in window.theme._dressing._waiting
    gone.setParent(None)
    gone.deleteLater()
    del gone
    use.qtbot.waitUntil(lambda: not window.theme.is_changing)


def test_who_follows_without_a_window_is_told_at_once(theme, qtbot):
    button = Button(theme, "Go", "enrol")
    qtbot.addWidget(button)
    before = button.icon().cacheKey()
    theme.choose("dark")
    assert button.icon().cacheKey() != before


def test_each_role_is_found_by_its_name_in_style_sheets(qapp, qtbot):
    palette = QPalette()
    for number, role in enumerate(_ROLES.values()):
        palette.setColor(role, f"#0000{number + 16:02X}")
    before = qapp.palette()
    qapp.setPalette(palette)
    try:
        for number, role in enumerate(_ROLES.values()):
            label = QLabel()
            qtbot.addWidget(label)
            label.setStyleSheet(f"background: palette({_in_sheets(role)})")
            label.resize(20, 20)
            assert colour_of(label, 10, 10) == f"#0000{number + 16:02X}"
    finally:
        qapp.setPalette(before)


def test_a_dialog_wears_the_look_too(use):
    """Its words are of the window's style sheet; on a ground of another look nobody could read them."""
    use.window.theme.choose("dark")
    dialog = QMessageBox(use.window)
    dialog.setText("Words")
    assert colour_of(dialog, 1, 1) == DARK.surface
    dialog.deleteLater()
