"""From the first signer to a lock, by keys alone; only ink is written with the pen."""

import pytest
from fake_services import draw_signature
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from sigverify.gui.replay import replay_recording

CTRL, PLAIN = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def keys(open_window, fake):
    """A window over an empty store, and keys that go to whatever has the focus."""
    use = open_window(fake)
    use.window.activateWindow()
    return use


def key(use, which: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
    QTest.keyClick(use.window.focusWidget() or use.window, which, modifier)
    use.settle()


def typed(use, words: str) -> None:
    QTest.keyClicks(use.window.focusWidget(), words)


def tab_to(use, wanted: QWidget) -> None:
    """Press Tab until the focus is there."""
    for _ in range(80):
        if use.window.focusWidget() is wanted:
            return
        QTest.keyClick(use.window.focusWidget() or use.window, Qt.Key.Key_Tab)
    pytest.fail(f"the tab key does not reach {wanted.accessibleName()}")


def go(use, which: Qt.Key, word: str) -> None:
    key(use, which, CTRL)
    use.qtbot.waitUntil(lambda: use.window.place.word == word and use.window.place in tuple(use.window.places))


def enrol(use, hand: int, times: int) -> None:
    for attempt in range(times):
        replay_recording(use.window, draw_signature(hand, attempt))
        use.settle()


def test_a_signer_is_added_enrolled_and_verified(keys):
    use, window = keys, keys.window
    key(use, Qt.Key.Key_N, CTRL)
    typed(use, "Anna")
    key(use, Qt.Key.Key_Return)
    assert window.signers.current.name == "Anna"
    assert window.pad.hasFocus(), "the pen may write at once"
    enrol(use, 1, 4)
    assert window.enrol.cards.reference_count == 4

    replay_recording(window, draw_signature(9, 20))  # of another hand
    use.settle()
    tab_to(use, window.enrol.refusal.leave)
    key(use, Qt.Key.Key_Space)
    assert window.enrol.refusal.isHidden()
    assert window.enrol.cards.reference_count == 4

    tab_to(use, window.enrol._to_verify)
    key(use, Qt.Key.Key_Space)
    assert window.verify is window.place
    replay_recording(window, draw_signature(1, 9))
    use.qtbot.waitUntil(lambda: window.verify.verdict.verdict is not None)
    tab_to(use, window.verify.verdict._genuine)
    key(use, Qt.Key.Key_Space)
    assert [kept.label for kept in use.fake.kept if kept.role == "questioned"] == ["genuine"]


def test_a_training_is_started_paused_and_stopped(open_window, fake):
    for number, name in enumerate(("Anna", "Ben", "Cleo", "Dora"), 1):
        fake.with_signer(name, 5, seed=number)
    use = open_window(fake)
    window, train = use.window, use.window.train
    window.activateWindow()
    go(use, Qt.Key.Key_5, "Train")
    use.qtbot.waitUntil(lambda: train.can_start)
    tab_to(use, train.controls.begin)
    key(use, Qt.Key.Key_Space)
    use.qtbot.waitUntil(lambda: train.is_training)
    tab_to(use, train.controls.hold)
    key(use, Qt.Key.Key_Space)
    assert train.is_paused
    key(use, Qt.Key.Key_Space)
    assert not train.is_paused
    tab_to(use, train.controls.stop)
    key(use, Qt.Key.Key_Space)
    use.qtbot.waitUntil(lambda: not train.is_training)


def test_a_signer_is_found_and_erased(use):
    window = use.window
    window.activateWindow()
    key(use, Qt.Key.Key_F, CTRL)
    typed(use, "ann")
    tab_to(use, window.signers._view)
    key(use, Qt.Key.Key_Down)
    key(use, Qt.Key.Key_Home)
    assert window.signers.current.name == "Anna"
    go(use, Qt.Key.Key_1, "Enrol")
    tab_to(use, window.enrol.erasing.signer)
    key(use, Qt.Key.Key_Space)
    use.settle()
    tab_to(use, window.enrol.erasing.now)
    key(use, Qt.Key.Key_Space)
    assert "Anna" not in use.fake.names.values()


def test_the_tablet_the_settings_and_help_are_reached_and_the_window_locked(use):
    window = use.window
    window.activateWindow()
    go(use, Qt.Key.Key_7, "Tablet")
    key(use, Qt.Key.Key_Comma, CTRL)
    use.qtbot.waitUntil(lambda: window.place.word == "Settings")
    tab_to(use, window.preferences.pause)
    before = window.settings.pause_s
    key(use, Qt.Key.Key_Right)
    assert window.settings.pause_s > before
    key(use, Qt.Key.Key_F1)
    use.qtbot.waitUntil(lambda: window.help.page == "settings")
    key(use, Qt.Key.Key_L, CTRL)
    assert window.is_locked
    assert window.lock_page.unlock.hasFocus(), "with nothing to type, Space unlocks"
    key(use, Qt.Key.Key_Space)
    use.qtbot.waitUntil(lambda: not window.is_locked)
