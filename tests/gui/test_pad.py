"""The pad, written on by the window system's own events."""

import numpy as np
import pytest
from pens import Pen, mouse
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from sigverify.gui.application import create_application
from sigverify.gui.capture.paper import baseline
from sigverify.ink.card_scale import PadScale


@pytest.fixture
def ready(use):
    """Anna's references stand ready to be compared with; the pad in front is empty."""
    use.choose("id-Anna", "Verify")
    use.parts, use.finished = [], []
    use.window.pad.stroke_finished.connect(use.parts.append)
    use.window.pad.signature_finished.connect(use.finished.append)
    return use


def wait_finished(use) -> None:
    use.qtbot.waitUntil(lambda: len(use.finished) == 1)


def test_every_point_of_a_pen_is_kept_with_its_stamp_place_pressure_and_tilt(ready):
    pen = ready.pen
    pen.press(50.25, 60.5, 0.31)
    for n in range(1, 200):
        pen.move(50.25 + 1.375 * n, 60.5 + (n % 5) * 0.125, 0.3 + n / 400, step_ms=n % 3)
    pen.lift(330.0, 61.0)
    sent = np.array(pen.sent)
    wait_finished(ready)
    recording = ready.finished[0]
    assert len(recording) == 201
    np.testing.assert_array_equal(recording.time_s * 1000, sent[:, 0])
    np.testing.assert_allclose(recording.x, sent[:, 1], atol=1e-9)
    np.testing.assert_allclose(recording.y, -sent[:, 2], atol=1e-9)
    np.testing.assert_allclose(recording.pressure[:-1], sent[:-1, 3], atol=1e-6)
    np.testing.assert_allclose(recording.tilt_x_deg, 12.0)
    np.testing.assert_allclose(recording.tilt_y_deg, -7.0)
    assert np.all(np.diff(recording.arrival_s) >= 0)
    assert recording.stroke.tolist() == [0] * 200 + [-1]
    facts = recording.capture
    assert (facts.source, facts.length_unit, facts.pressure_full_scale) == ("pen", "px", 1.0)
    assert facts.device.startswith("Replayed pen (position, pressure, x tilt, y tilt")
    assert facts.platform == "offscreen"
    assert facts.toolkit.startswith("Qt 6.")
    assert facts.dots_per_inch
    assert facts.captured_at


def test_the_rotation_of_a_pen_that_tells_it_is_kept(ready):
    ready.pen = Pen(ready.window, rotates=True)
    for n in range(3):
        ready.pen.rotation = 10.0 * n
        (ready.pen.press if n == 0 else ready.pen.move)(50 + 5 * n, 80)
    assert ready.window.pad.so_far().rotation_deg.tolist() == [0.0, 10.0, 20.0]
    ready.pen.lift(60, 80)


def test_a_measured_scale_goes_with_what_is_written_by_that_device_and_no_other(ready):
    pad = ready.window.pad
    ready.pen.press(50, 80)
    key = pad.pad_key
    assert key.startswith("Replayed pen on ")
    assert pad.so_far().capture.mm_per_unit is None
    pad.clear()
    ready.pen.lift(50, 80)
    pad.set_scales({key: PadScale(across_mm=0.25, down_mm=0.2), "another": PadScale(across_mm=9.0, down_mm=9.0)})
    ready.pen.press(50, 80)
    facts = pad.so_far().capture
    assert (facts.mm_per_unit, facts.mm_per_unit_y, facts.length_unit) == (0.25, 0.2, "px")
    pad.clear()
    ready.pen.lift(50, 80)
    mouse(ready.window, QEvent.Type.MouseButtonPress, 60, 90, down=True)
    assert pad.so_far().capture.mm_per_unit is None
    mouse(ready.window, QEvent.Type.MouseButtonRelease, 60, 90, down=False)


def test_how_long_ink_waits_to_be_painted_is_measured(ready):
    pad = ready.window.pad
    ready.pen.stroke(50, 80, 30)
    ready.qtbot.waitUntil(lambda: pad.paint_delays_ms.size >= 30)
    assert np.all(pad.paint_delays_ms >= 0)
    pad.clear()
    assert pad.paint_delays_ms.size == 0


def test_what_the_pen_does_in_the_air_between_strokes_is_kept(ready):
    pen = ready.pen
    pen.hover(20, 20)
    pen.stroke(50, 80, 30)
    pen.hover(150, 60)
    pen.hover(120, 70)
    pen.stroke(100, 90, 20)
    pen.hover(300, 70)
    wait_finished(ready)
    recording = ready.finished[0]
    assert recording.stroke.tolist() == [0] * 30 + [-1] * 3 + [1] * 20 + [-1]
    assert recording.capture.records_in_air
    assert np.all(recording.pressure[~recording.pen_down] == 0)


def test_a_pen_that_is_lifted_and_comes_back_within_the_pause_goes_on_with_the_same_signature(ready):
    ready.pen.stroke(50, 80, 30)
    QTest.qWait(0)
    assert ready.finished == []
    ready.pen.stroke(150, 80, 30)
    wait_finished(ready)
    assert ready.finished[0].stroke_count == 2
    assert len(ready.parts) == 2


def test_each_stroke_is_journalled_as_it_ends_and_before_the_signature_is_finished(ready):
    ready.pen.stroke(50, 80, 30)
    ready.qtbot.waitUntil(lambda: ready.fake.calls.count("append_stroke") == 1)
    assert not ready.finished
    (signer_id, purpose, parts), *others = ready.fake.journal.values()
    assert (signer_id, purpose, others) == ("id-Anna", "questioned", [])
    assert parts == ready.parts


def test_qt_makes_no_mouse_event_of_a_pen_event(ready):
    seen = []
    pad = ready.window.pad
    pad.mousePressEvent = lambda event: seen.append(event)  # type: ignore[method-assign]
    ready.pen.stroke(50, 80, 20)
    assert seen == []
    assert pad.point_count == 21


def test_a_mouse_is_ignored_while_the_pen_writes(ready):
    ready.pen.press(50, 80)
    mouse(ready.window, QEvent.Type.MouseButtonPress, 200, 100, down=True)
    mouse(ready.window, QEvent.Type.MouseMove, 210, 100, down=True)
    mouse(ready.window, QEvent.Type.MouseButtonRelease, 220, 100, down=False)
    ready.pen.move(55, 80)
    assert ready.window.pad.point_count == 2
    assert ready.window.pad.is_writing


def test_without_a_tablet_the_mouse_writes_and_the_status_line_says_so(ready):
    window = ready.window
    mouse(window, QEvent.Type.MouseButtonPress, 60, 90, down=True)
    for n in range(40):
        mouse(window, QEvent.Type.MouseMove, 62 + 4.0 * n, 90 + (n % 6), down=True)
    mouse(window, QEvent.Type.MouseButtonRelease, 230, 95, down=False)
    wait_finished(ready)
    recording = ready.finished[0]
    assert recording.capture.source == "mouse"
    assert recording.pressure is None
    assert int(recording.pen_down.sum()) == 41
    device, badge, *_ = window.status.words
    assert device.startswith("Mouse: no pressure")
    assert "pressure" in badge


@pytest.fixture(scope="module")
def screen(qapp):
    return QTest.createTouchDevice()


def test_a_finger_writes_and_a_second_one_does_not(ready, screen):
    pad = ready.window.pad
    fingers = QTest.touchEvent(pad, screen, False)
    fingers.press(0, QPoint(60, 80), pad).commit()
    for n in range(10):
        moved = fingers.move(0, QPoint(65 + n, 80 + n), pad)
        (moved.press if n == 0 else moved.move)(1, QPoint(300 + n, 80), pad).commit()
    fingers.release(0, QPoint(80, 95), pad).release(1, QPoint(320, 95), pad).commit()
    wait_finished(ready)
    recording = ready.finished[0]
    assert recording.capture.source == "touch"
    assert recording.stroke_count == 1
    assert int(recording.pen_down.sum()) == 11
    assert float(recording.x.max()) == 80


def test_a_pen_that_leaves_without_a_release_ends_its_stroke_and_the_ink_is_kept(ready, qapp):
    ready.pen.press(50, 80)
    ready.pen.move(60, 85)
    QApplication.sendEvent(qapp, QEvent(QEvent.Type.TabletLeaveProximity))
    assert not ready.window.pad.is_writing
    assert len(ready.parts) == 1
    assert ["left the tablet in the middle" in said for said in ready.window.banners.sentences] == [True]
    wait_finished(ready)
    assert len(ready.finished[0]) == 2


def test_a_pen_that_leaves_between_strokes_is_no_news(ready, qapp):
    ready.pen.stroke(50, 80, 30)
    QApplication.sendEvent(qapp, QEvent(QEvent.Type.TabletLeaveProximity))
    assert ready.window.banners.sentences == []


def test_a_tablet_unplugged_in_the_middle_of_a_stroke_ends_it_and_the_ink_is_kept(ready):
    ready.pen.press(50, 80)
    ready.pen.move(60, 85)
    device, ready.pen.device = ready.pen.device, None
    delete(device)
    pad = ready.window.pad
    assert not pad.is_writing
    ready.qtbot.waitUntil(lambda: ready.fake.calls.count("append_stroke") == 1)
    assert len(ready.parts[0]) == 2
    (said,) = ready.window.banners.sentences
    assert "unplugged in the middle of a stroke" in said
    assert "plug it in again and go on" in said
    assert not pad.is_waiting, "half a signature is not decided on"
    assert ready.window.verify.verdict.words.startswith("Not finished: go on when the pen is back.")
    ready.pen = Pen(ready.window)
    ready.pen.press(70, 85)
    ready.pen.lift(80, 85)
    wait_finished(ready)
    assert ready.finished[0].stroke_count == 2, "it went on with the same signature"


def test_what_is_written_elsewhere_after_a_tablet_was_unplugged_is_written_there(ready):
    """Qt would send it to where the first pen was put down and never lifted."""
    ready.pen.press(50, 80)
    before = ready.window.pad
    device, ready.pen.device = ready.pen.device, None
    delete(device)
    ready.window.go_to("Enrol")
    ready.settle()
    ready.pen = Pen(ready.window)
    assert ready.window.pad is not before
    ready.pen.press(70, 85)
    assert ready.window.pad.is_writing
    assert not before.is_writing
    ready.pen.lift(80, 85)


@pytest.mark.parametrize("place", ["Enrol", "Collect"])
def test_beside_the_pad_stands_how_it_goes_on_without_the_tablet(use, place):
    use.choose("id-Anna", place)
    use.pen.press(50, 80)
    device, use.pen.device = use.pen.device, None
    delete(device)
    assert use.window.place._state.text().startswith("Not finished: go on when the pen is back.")
    use.settle()


def test_a_pen_that_falls_silent_for_long_ends_its_stroke(ready):
    pad = ready.window.pad
    pad._presence._silence.setInterval(30)
    ready.pen.press(50, 80)
    ready.qtbot.waitUntil(lambda: not pad.is_writing)
    assert ["told nothing for a while" in said for said in ready.window.banners.sentences] == [True]
    ready.pen.move(70, 80)
    assert pad.is_writing, "a pen that moves on begins a new stroke; no point is lost"
    ready.pen.lift(80, 80)
    wait_finished(ready)
    assert ready.finished[0].stroke_count == 2


def test_a_press_without_the_release_before_begins_another_stroke(ready):
    ready.pen.press(50, 80)
    ready.pen.move(60, 80)
    ready.pen.press(100, 80)
    ready.pen.lift(120, 80)
    wait_finished(ready)
    assert ready.finished[0].stroke_count == 2


def test_the_stroke_ends_when_the_pad_loses_the_focus_or_goes_out_of_sight(ready):
    ready.pen.press(50, 80)
    ready.window.signers.setFocus()
    ready.window.signers._field.setFocus()
    assert not ready.window.pad.is_writing
    ready.pen.press(50, 80)
    ready.window.go_to("Help")
    assert len(ready.parts) == 2


def test_enter_finishes_and_escape_takes_the_ink_away(ready):
    pad = ready.window.pad
    ready.pen.stroke(50, 80, 30)
    QTest.keyClick(pad, Qt.Key.Key_Return)
    assert len(ready.finished) == 1
    ready.settle()
    ready.pen.stroke(50, 80, 30)
    QTest.keyClick(pad, Qt.Key.Key_Escape)
    ready.settle()
    assert pad.is_empty
    assert len(ready.finished) == 1
    assert ready.fake.journal == {}, "ink that was taken away does not stay in the journal"


def test_a_pen_held_down_while_the_ink_is_cleared_writes_no_more_until_it_is_lifted(ready):
    pad = ready.window.pad
    ready.pen.press(50, 80)
    QTest.keyClick(pad, Qt.Key.Key_Escape)
    ready.pen.move(60, 80)
    assert pad.is_empty
    ready.pen.lift(60, 80)
    ready.pen.press(70, 80)
    assert pad.is_writing


def test_ink_is_painted_where_the_pen_was(ready):
    pad = ready.window.pad
    blank = pad.grab().toImage()
    ready.pen.press(100, 60, 0.8)
    for n in range(1, 40):
        ready.pen.move(100 + 3 * n, 60, 0.8)
    inked = pad.grab().toImage()
    assert inked.pixelColor(160, 60) != blank.pixelColor(160, 60)
    assert inked.pixelColor(160, 90) == blank.pixelColor(160, 90)


def test_more_pressure_writes_a_wider_line(ready):
    pad = ready.window.pad
    for y, pressure in ((60, 0.1), (90, 0.9)):
        ready.pen.press(100, y, pressure)
        for n in range(1, 40):
            ready.pen.move(100 + 3 * n, y, pressure)
        ready.pen.lift(220, y)
    image = pad.grab().toImage()
    paper = image.pixelColor(160, 75)

    def width(y: int) -> int:
        return sum(image.pixelColor(160, row) != paper for row in range(y - 8, y + 9))

    assert width(90) > width(60) >= 1


def test_a_pad_that_takes_no_ink_says_why(use):
    use.choose("id-Ben", "Verify")
    said = []
    use.window.pad.refused.connect(said.append)
    use.pen.press(50, 50)
    assert use.window.pad.is_empty
    assert said == ["This signer has no references to compare with yet."]


def test_the_application_passes_on_every_event(qapp):
    assert create_application() is qapp
    assert not QApplication.testAttribute(Qt.ApplicationAttribute.AA_CompressHighFrequencyEvents)


def test_finished_ink_keeps_its_place_on_the_line_at_every_size(ready):
    pad = ready.window.pad
    ready.pen.stroke(150, 80, 30)
    wait_finished(ready)

    def from_middle() -> tuple[float, float]:
        stroke = pad._surface._strokes[0]
        return stroke.xs[0] - pad.width() // 2, stroke.ys[0] - baseline(pad.height())

    before, wide = from_middle(), pad.width()
    pointed = pad._pointer.place_of(0.0)
    ready.window.resize(1024, 700)
    ready.qtbot.waitUntil(lambda: pad.width() < wide)
    assert from_middle() == before
    assert pad._pointer.place_of(0.0).x() - pointed.x() == pad.width() // 2 - wide // 2
    ready.window.resize(1280, 800)
    ready.qtbot.waitUntil(lambda: pad.width() == wide)
    assert from_middle() == before
