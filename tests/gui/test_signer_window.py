"""The signer's own window: the pad goes there and comes back, ink is kept on the way, nothing coaches."""

import pytest
from fake_services import draw_signature
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from sigverify.gui.replay import replay_recording


@pytest.fixture
def anna(use):
    use.choose("id-Anna", "Verify")
    use.window.toggle_signer_window()
    use.settle()
    return use


def sign(use) -> None:
    replay_recording(use.window, draw_signature(1, 20))
    use.settle()


def test_the_signer_sees_the_pad_clear_and_ok_and_nothing_else(anna):
    shown = anna.window.signer_window
    assert anna.window.verify.pad.window() is shown
    words = [button.text() for button in shown.findChildren(QAbstractButton) if button.isVisible()]
    assert words == ["Clear", "OK"]
    assert "Anna" in anna.window.verify.pad.canvas.accessibleDescription()
    assert anna.window.verify.seat.is_lent


def test_a_signature_written_there_is_judged_at_the_desk(anna):
    sign(anna)
    assert anna.window.verify.verdict.verdict.outcome == "accept"
    assert anna.window.verify.live.plot.point_count > 0


def test_the_operator_sees_what_is_written(anna):
    picture = anna.window.verify.seat.currentWidget()
    before = picture.grab().toImage()
    sign(anna)
    assert picture.grab().toImage() != before


def test_pointing_at_the_curve_marks_nothing_on_the_signers_pad(anna):
    sign(anna)
    pad = anna.window.verify.pad.canvas
    anna.window.verify.live.plot.pointed.emit(0.3)
    assert pad._moment is None
    anna.window.signer_window.close()
    anna.window.verify.live.plot.pointed.emit(0.3)
    assert pad._moment is not None


def test_closed_in_the_middle_of_a_stroke_the_ink_is_kept_and_the_pad_is_back(anna):
    pad = anna.window.verify.pad
    anna.pen.press(100, 100)
    for step in range(1, 20):
        anna.pen.move(100 + 3 * step, 100 + step)
    assert pad.canvas.is_writing
    anna.window.signer_window.close()
    anna.settle()
    assert pad.window() is anna.window
    assert not pad.canvas.is_writing
    assert pad.canvas.is_signing
    ((_, _, parts),) = anna.fake.journal.values()
    assert sum(len(part) for part in parts) == 20


def test_the_pad_is_not_taken_away_under_the_pen(use):
    use.choose("id-Anna", "Verify")
    pad = use.window.verify.pad
    use.pen.press(100, 100)
    use.pen.move(104, 100)
    use.window.toggle_signer_window()
    assert pad.window() is use.window
    assert not pad._apart.isEnabled()


def test_it_follows_the_place_in_front(anna):
    window = anna.window
    window.go_to("Enrol")
    assert window.enrol.pad.window() is window.signer_window
    assert window.verify.pad.window() is window
    window.go_to("Train")
    assert window.enrol.pad.window() is window
    assert "nothing to sign" in window.signer_window._wait.text()
    assert window.signer_window._wait.isVisible()
    window.go_to("Verify")
    assert window.verify.pad.window() is window.signer_window
    assert not window.signer_window._wait.isVisible()


def test_its_key_closes_it_too(anna):
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(anna.window.signer_window, Qt.Key.Key_S, both)
    assert not anna.window.signer_window.isVisible()
    assert anna.window.verify.pad.window() is anna.window


def test_it_remembers_its_size(anna):
    anna.window.signer_window.resize(611, 403)
    anna.window.toggle_signer_window()
    anna.window.signer_window.resize(500, 330)
    anna.window.signer_window.hide()
    anna.window.signer_window.open_beside(anna.window)
    assert anna.window.signer_window.size().width() == 611


def test_the_curve_stays_hidden_until_the_verdict(use, settings):
    use.choose("id-Anna", "Verify")
    place = use.window.verify
    place.live._hide.click()
    assert settings.live_hidden
    assert not place.live.plot.isVisible()
    assert place.live._hidden.isVisible()
    sign(use)
    assert place.verdict.verdict is not None
    assert place.live.plot.isVisible()
    place.live._hide.click()
    assert not settings.live_hidden
