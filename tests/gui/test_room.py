"""Nothing is cut off: each place at each size that the window is made for, in both languages."""

import pytest
from fake_services import draw_signature
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QToolButton, QWidget

from sigverify.gui.language import speak
from sigverify.gui.replay import replay_recording

SIZES = (QSize(1024, 700), QSize(1280, 800), QSize(1920, 1080))
_SLACK_PX = 4
"""So much of its padding a button can do without."""

PLACES = ("Enrol", "Verify", "Compare", "Collect", "Train", "Review", "Tablet", "Settings", "Help")


@pytest.fixture(params=["en", "zh_CN"])
def spoken(request: pytest.FixtureRequest, qapp: QApplication):
    speak(request.param)
    yield request.param
    speak("en")


@pytest.fixture
def full(spoken: str, open_window, fake):
    """A window in which something stands in each place; a name is as long as many are."""
    fake.with_signer("Gregor Lindqvist", 5, seed=1)
    fake.with_signer("Clara Whitfield", 4, seed=2)
    fake.with_signer("Ben", 0)
    fake.with_decision("id-Gregor Lindqvist", 0.2, ink=True)
    use = open_window(fake)
    use.choose("id-Gregor Lindqvist", "Verify")
    replay_recording(use.window, draw_signature(1, 3))
    use.settle()
    use.window.go_to("Review")
    use.settle()
    review = use.window.review
    review.open_decision(review.model.rows[0].decision_id)
    use.settle()
    review.decided.notes.field.setPlainText("The original on paper shows otherwise.")
    next(button for button in review.decided.notes.rulings.values() if button.isVisible()).click()
    use.settle()
    return use


def cut_off(place: QWidget) -> list[str]:
    """Return what is wider than the room it has."""
    found = []
    for area in place.findChildren(QScrollArea):
        inner = area.widget()
        if area.isVisible() and inner is not None and inner.width() > area.viewport().width():
            found.append(f"{area.accessibleName() or area}: {inner.width()} in {area.viewport().width()}")
    for widget in place.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QAbstractButton) and widget.text() and not isinstance(widget, QToolButton):
            found += _squeezed(widget)
        elif isinstance(widget, QLabel) and not widget.wordWrap() and widget.text() and _is_plain(widget):
            needed = widget.fontMetrics().horizontalAdvance(widget.text())
            if needed > widget.width() + 1:
                found.append(f"{widget.text()}: {needed} in {widget.width()}")
    return found


def _is_plain(widget: QLabel) -> bool:
    return type(widget) is QLabel  # others cut their words short themselves, with …


def _squeezed(button: QAbstractButton) -> list[str]:
    needed = button.sizeHint().width() - _SLACK_PX
    return [f"{button.text()}: {needed} in {button.width()}"] if needed > button.width() else []


def test_nothing_is_cut_off_at_any_size(full):
    window, found = full.window, []
    for word in PLACES:
        window.go_to(word)
        full.settle()
        if word == "Compare":
            full.qtbot.waitUntil(lambda: window.compare.view is not None)
        for size in SIZES:
            window.resize(size)
            for _ in range(4):  # what is laid out anew tells what lies in it a round later
                QApplication.processEvents()
            assert window.size() == size
            found += [f"{word} {size.width()}: {cut}" for cut in cut_off(window.place)]
            found += [f"list {size.width()}: {cut}" for cut in cut_off(window.signers)]
    assert not found, "\n".join(sorted(set(found)))


def test_room_is_used_where_there_is_some(full):
    """A large screen shows words beside icons, larger references, and the plan of a training in two columns."""
    window = full.window

    def shown(word: str, size: QSize) -> None:
        window.go_to(word)
        window.resize(size)
        full.settle()
        for _ in range(4):
            QApplication.processEvents()

    small, large = SIZES[0], SIZES[-1]
    full.choose("id-Gregor Lindqvist", "Enrol")
    heights, words = [], []
    for size in (small, large):
        shown("Enrol", size)
        heights.append(window.enrol.cards._cards[0].height())
        words.append(window.enrol.pad.open.text())
    assert heights[1] > heights[0]
    assert (words[0], bool(words[1])) == ("", True)
    assert {card.y() for card in window.enrol.cards._cards} == {0}, "five fill one line"
    shown("Train", large)
    plan = window.train.plan
    assert plan.split.mapTo(plan, plan.split.pos()).x() > plan.width() // 2
    assert plan.signers.mapTo(plan, plan.signers.pos()).x() < plan.width() // 2
    shown("Train", small)
    assert plan.split.mapTo(plan, plan.split.pos()).x() < plan.width() // 2


def test_the_settings_end_where_the_last_of_them_does(full):
    window = full.window
    window.go_to("Settings")
    full.settle()
    for size in SIZES[:2]:
        window.resize(size)
        for _ in range(4):
            QApplication.processEvents()
        window.preferences.show_end()
        frame, page = window.preferences.operators.frame, window.preferences._page.viewport()
        foot = frame.mapTo(page, frame.rect().bottomLeft()).y()
        assert page.height() - 40 < foot <= page.height()


def test_a_replay_can_be_moved_by_its_slider_at_the_smallest_size(full):
    window = full.window
    window.go_to("Compare")
    full.settle()
    full.qtbot.waitUntil(lambda: window.compare.view is not None)
    window.resize(SIZES[0])
    for _ in range(4):
        QApplication.processEvents()
    assert window.compare.replay.slider.width() >= 80


def test_a_window_is_resized_while_its_places_are_still_being_made(open_window, fake):
    window = open_window(fake).window
    for word in ("Settings", "Help"):
        place = type(window.preferences if word == "Settings" else window.help)(
            window.theme, window.desk, window.settings
        )
        place.resize(1300, 700)
        place.grab()  # what is grabbed is laid out, and told of its size
        for _ in place.build():
            place.resize(place.width() - 1, 700)
            place.grab()
        place.deleteLater()
