"""Tablet, as a person uses it: scribble and read, with a pen, a mouse and troubled devices; measure with a card."""

import numpy as np
import pytest
from fake_services import draw_signature
from pens import Pen, mouse, rotating_pen
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from shiboken6 import delete

from sigverify.gui.panels.tablet import MOST_POINTS
from sigverify.gui.replay import replay_recording
from sigverify.ink.device_verdict import Fact


@pytest.fixture
def tried(use):
    """The window at the Tablet place; nobody has touched the pad."""
    use.window.go_to("Tablet")
    use.place = use.window.tablet
    return use


def scribble(
    pen: Pen, points: int = 120, *, step_ms: int = 5, pressure: float | None = None, whole: bool = False
) -> None:
    """A wavy stroke; stamps of so many milliseconds apart, a pressure in 1,024 levels unless it is constant."""
    for n in range(points):
        x, y = 40.137 + 2.931 * n, 120.07 + 60.3 * np.sin(0.13 * n)
        level = round(300 + 500 * np.sin(0.031 * n) ** 2) / 1023 if pressure is None else pressure
        act = pen.press if n == 0 else pen.move
        act(round(x) if whole else x, round(y) if whole else y, level, step_ms=step_ms)
    pen.lift(40 + 3 * points, 120)


def fact(use, name: str) -> Fact:
    return next(fact for fact in use.place.facts.shown if fact.name == name)


def test_before_anybody_wrote_it_says_what_will_be_here(tried):
    assert tried.place.sentence.startswith("What your pen really tells will stand here")
    assert tried.place.facts.shown == []
    assert "will be drawn here" in tried.place.intervals.words
    assert tried.place.pressure.words == tried.place.tilt.words == "no pen yet"
    assert tried.place.pad.blocked_reason == "", "it needs neither signer nor store"


def test_the_verdict_grows_while_the_pen_moves(tried):
    pen = tried.pen
    pen.press(40, 80)
    for n in range(40):
        pen.move(43 + 3.3 * n, 80 + 7 * (n % 5), 0.2 + 0.01 * n)
    tried.qtbot.waitUntil(lambda: "Too little to tell" in tried.place.sentence)
    for n in range(120):
        pen.move(160 + 2.3 * n, 80 + 7 * (n % 5), 0.2 + 0.004 * n)
    tried.qtbot.waitUntil(lambda: "points a second" in tried.place.sentence)
    assert tried.place.pad.is_writing, "it did not wait for the end"
    assert "bars: device clock · line: arrival" in tried.place.intervals.words
    pen.lift(440, 80)


def test_a_good_pen_is_praised_and_nothing_of_it_is_kept(tried):
    scribble(tried.pen)
    tried.place.pad.finish()
    assert tried.place.sentence == (
        "Replayed pen: 200 points a second, pressure in 1,024 levels, no gaps: good for signatures."
    )
    assert tried.place._title.text() == "Good"
    assert fact(tried, "Tilt").words == "Told, but it never changed"
    assert tried.place.tilt.words == "tilt 12°, −7°"
    assert fact(tried, "Coordinates").words == "Finer than a pixel"
    tried.settle()
    assert tried.fake.journal == {}
    assert "append_stroke" not in tried.fake.calls
    device, *_ = tried.window.status.words
    assert "Replayed pen · 200 Hz" in device


def test_the_test_ends_after_a_pause_and_begins_anew_with_the_next_stroke(tried):
    tried.place.pad.set_pause(0.05)
    ended = []
    tried.place.pad.signature_finished.connect(ended.append)
    scribble(tried.pen)
    tried.qtbot.waitUntil(lambda: len(ended) == 1)
    tried.pen.press(50, 80)
    assert tried.place.pad.point_count == 1
    tried.pen.lift(50, 80)


def test_a_mouse_is_told_for_what_it_is(tried):
    mouse(tried.window, QEvent.Type.MouseButtonPress, 60, 90, down=True)
    for n in range(80):
        mouse(tried.window, QEvent.Type.MouseMove, 60 + 3 * n, 90 + n % 9, down=True, stamp_ms=785 + 8 * n)
    mouse(tried.window, QEvent.Type.MouseButtonRelease, 320, 90, down=False)
    tried.place.pad.finish()
    assert tried.place.sentence == "This is a mouse: no pressure; signatures are referred at most."
    assert fact(tried, "Tool").state == fact(tried, "Pressure").state == "bad"
    assert fact(tried, "Coordinates").words == "Whole pixels"
    assert tried.place.pressure.words == "no pressure told"
    assert tried.place.tilt.words == "no tilt told"
    assert tried.place.facts.shown[0].state == "bad", "the worst stands at the top"


def test_bursts_that_share_a_time_are_told(tried):
    pen = tried.pen
    pen.press(40, 80)
    for n in range(200):
        pen.move(43 + 2.3 * n, 80 + 30 * np.sin(n / 9), 0.2 + 0.003 * n, step_ms=20 if n % 4 == 0 else 0)
    pen.lift(600, 80)
    tried.place.pad.finish()
    told = fact(tried, "Time stamps")
    assert told.state == "bad"
    assert "share one time" in told.words
    assert "poor for signatures; see the time stamps" in tried.place.sentence


def test_constant_pressure_is_told(tried):
    scribble(tried.pen, pressure=0.5)
    tried.place.pad.finish()
    assert fact(tried, "Pressure").words == "Never changes: always 0.5"
    assert "Install the maker's" in fact(tried, "Pressure").remedy
    assert tried.place.pressure.words == "never changes"
    assert tried.place._title.text() == "Poor"


def test_a_low_rate_and_whole_pixels_are_told(tried):
    scribble(tried.pen, step_ms=25, whole=True)
    tried.place.pad.finish()
    assert fact(tried, "Rate").words == "40 points a second"
    assert fact(tried, "Rate").state == "bad"
    assert fact(tried, "Coordinates").state == "mind"
    assert tried.place.intervals.span_ms == 160.0, "four usual steps are on the axis"


def test_rotation_is_shown_where_the_pen_tells_it(tried):
    tried.pen.device = rotating_pen()
    for n in range(120):
        tried.pen.rotation = 0.5 * n
        (tried.pen.press if n == 0 else tried.pen.move)(40.3 + 3.7 * n, 90 + 5 * (n % 8), 0.2 + 0.005 * n)
    tried.pen.lift(480, 90)
    tried.place.pad.finish()
    assert fact(tried, "Rotation").words == "0° to 60°"
    assert tried.place.tilt.words.endswith("turned 60°")


def test_points_in_the_air_are_seen(tried):
    scribble(tried.pen)
    tried.pen.hover(400, 100)
    tried.pen.hover(300, 90)
    scribble(tried.pen)
    tried.place.pad.finish()
    assert fact(tried, "In the air").words == "Points in the air are seen"


def test_another_tool_is_tried_at_once_and_never_in_the_middle_of_a_stroke(tried):
    mouse(tried.window, QEvent.Type.MouseButtonPress, 60, 90, down=True)
    tried.pen.press(40, 80)
    assert tried.place.pad.so_far().capture.source == "mouse", "its stroke goes on"
    tried.pen.lift(40, 80)
    mouse(tried.window, QEvent.Type.MouseButtonRelease, 60, 90, down=False)
    scribble(tried.pen)
    tried.pen = Pen(tried.window, rotates=True)
    scribble(tried.pen)
    assert tried.place.pad.so_far().capture.device.startswith("Art Pen")
    tried.place.pad.finish()
    assert tried.place.sentence.startswith("Art Pen: 200 points a second")


def test_a_tablet_unplugged_in_the_middle_of_a_test_is_told(tried):
    tried.pen.press(50, 80)
    tried.pen.move(60, 85)
    device, tried.pen.device = tried.pen.device, None
    delete(device)
    assert ["unplugged in the middle of a stroke" in said for said in tried.window.banners.sentences] == [True]
    assert tried.place.pad.point_count == 2


def test_clear_forgets_all(tried):
    scribble(tried.pen)
    tried.place.pad.finish()
    assert tried.place.facts.shown
    QTest.mouseClick(tried.place._clear, Qt.MouseButton.LeftButton)
    assert tried.place.pad.is_empty
    assert tried.place.verdict is None
    assert tried.place.facts.shown == []
    assert not tried.place._clear.isEnabled()


def test_the_report_can_be_copied_and_holds_no_ink(tried):
    scribble(tried.pen)
    tried.place.pad.finish()
    QTest.mouseClick(tried.place._copy, Qt.MouseButton.LeftButton)
    told = QGuiApplication.clipboard().text()
    assert told.splitlines()[0] == tried.place.sentence
    assert "✔ Good  Rate" in told
    assert len(told) < 2500


def test_a_test_that_goes_on_for_long_ends_by_itself(tried):
    ended = []
    tried.place.pad.signature_finished.connect(ended.append)
    pen = tried.pen
    pen.press(40, 80)
    for n in range(MOST_POINTS):
        pen.move(43 + (0.7 * n) % 400, 80 + 30 * np.sin(n / 9))
    tried.qtbot.waitUntil(lambda: len(ended) == 1)
    assert len(ended[0]) >= MOST_POINTS
    pen.lift(40, 80)


def test_a_replay_has_its_own_rate_and_its_ink_is_timed_on_the_way_to_the_screen(tried):
    replay_recording(tried.window, draw_signature(1, 3), finish=False)
    tried.qtbot.waitUntil(lambda: tried.place.pad.paint_delays_ms.size > 100)
    tried.place.pad.finish()
    assert ": 200 points a second" in tried.place.sentence
    assert fact(tried, "Painting").state in ("good", "mind")


@pytest.mark.parametrize("size", [QSize(1024, 700), QSize(1280, 800), QSize(1920, 1080)])
def test_nothing_is_cut_off_at_the_side(tried, size):
    tried.window.resize(size)
    scribble(tried.pen, pressure=0.5, step_ms=30)
    tried.place.pad.finish()
    panel = tried.place.side
    assert tried.window.size() == size
    assert panel.widget().width() <= panel.viewport().width()


# --- the scale ---------------------------------------------------------------------------------------------------


def edge(pen: Pen, start: tuple[float, float], end: tuple[float, float], bend: float = 0.0) -> None:
    for n, share in enumerate(np.linspace(0, 1, 30)):
        x, y = (a + (b - a) * share for a, b in zip(start, end, strict=True))
        (pen.press if n == 0 else pen.move)(x, y + bend * np.sin(np.pi * share))
    pen.lift(*end)


def test_a_card_gives_a_scale_that_goes_with_what_the_device_writes_from_then_on(tried, settings, open_window):
    place, pen = tried.place, tried.pen
    QTest.mouseClick(place.measure.start, Qt.MouseButton.LeftButton)
    assert place.measure.isVisible()
    assert place.measure.words.startswith("1 of 2: lay a bank card on the pad")
    edge(pen, (60, 40), (60 + 342.4, 40))
    assert "2 of 2" in place.measure.words
    edge(pen, (60, 40), (60, 40 + 269.9))
    assert place.measure.words.startswith("0.250 mm a pixel across, 0.200 mm down. Ink is shown 20")
    assert place.pad.outline == pytest.approx((342.4, 269.9))
    QTest.mouseClick(place.measure.keep, Qt.MouseButton.LeftButton)
    assert not place.measure.isVisible()
    assert place.pad.outline is None
    ((key, scale),) = settings.scales.items()
    assert key.startswith("Replayed pen on ")
    assert (scale.across_mm, scale.down_mm) == (pytest.approx(0.25), pytest.approx(0.2))
    scribble(pen)
    place.pad.finish()
    assert fact(tried, "Scale").words == "0.250 mm a pixel across, 0.200 down"
    tried.choose("id-Anna", "Verify")
    pen.press(50, 80)
    facts = tried.window.pad.so_far().capture
    assert (facts.mm_per_unit, facts.mm_per_unit_y) == (pytest.approx(0.25), pytest.approx(0.2))
    pen.lift(50, 80)
    tried.window.close()
    again = open_window(tried.fake)
    again.choose("id-Anna", "Verify")
    again.pen.press(50, 80)
    assert again.window.pad.so_far().capture.mm_per_unit == pytest.approx(0.25)
    again.pen.lift(50, 80)


def test_what_is_no_card_is_said_and_can_be_drawn_again(tried, settings):
    place, pen = tried.place, tried.pen
    place.measure.start.click()
    edge(pen, (60, 40), (360, 40), bend=40)
    edge(pen, (60, 40), (60, 240))
    assert place.measure.words.startswith("That line is not straight.")
    assert "1 of 2" in place.measure.words
    edge(pen, (60, 40), (380, 40))
    edge(pen, (60, 40), (60, 240))
    assert "Does it?" in place.measure.words
    QTest.mouseClick(place.measure.again, Qt.MouseButton.LeftButton)
    assert "1 of 2" in place.measure.words
    QTest.mouseClick(place.measure.leave, Qt.MouseButton.LeftButton)
    assert settings.scales == {}
    assert not place.measure.isVisible()
    scribble(pen)
    place.pad.finish()
    assert "points a second" in place.sentence, "the pad is for scribbling again"


def test_an_edge_waits_for_the_other_however_long(tried):
    tried.place.measure.start.click()
    edge(tried.pen, (60, 40), (380, 40))
    assert not tried.place.pad._pause.is_running
    QTest.keyClick(tried.place.pad, Qt.Key.Key_Escape)
    assert "1 of 2" in tried.place.measure.words, "Esc takes the edge away"


def test_edges_of_two_devices_are_no_card(tried, settings):
    tried.place.measure.start.click()
    edge(tried.pen, (60, 40), (380, 40))
    other = Pen(tried.window, rotates=True)
    edge(other, (60, 40), (60, 240))
    assert "2 of 2" in tried.place.measure.words, "the new device has traced one edge"
    edge(other, (60, 40), (380, 40))
    tried.place.measure.keep.click()
    ((key, _),) = settings.scales.items()
    assert key.startswith("Art Pen on ")


def test_a_scale_can_be_forgotten(tried, settings):
    place, pen = tried.place, tried.pen
    place.measure.start.click()
    edge(pen, (60, 40), (380, 40))
    edge(pen, (60, 40), (60, 240))
    place.measure.keep.click()
    place.measure.start.click()
    QTest.mouseClick(place.measure.forget, Qt.MouseButton.LeftButton)
    assert settings.scales == {}
    place.measure.leave.click()
    pen.press(50, 80)
    assert place.pad.so_far().capture.mm_per_unit is None
    pen.lift(50, 80)


@pytest.mark.parametrize("value", ["", "[1]", '{"a": [0, 1]}', '{"a": 3}', '{"a": ["x", 1]}', "{"])
def test_a_remembered_scale_that_makes_no_sense_counts_as_absent(settings, value):
    settings._store.setValue("tablet/scales", value)
    assert settings.scales == {}


# --- where one signs ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["Enrol", "Verify"])
def test_a_poor_capture_is_marked_where_one_signs_and_leads_here(use, place):
    use.choose("id-Anna", place)
    pad = use.window.place.pad
    assert pad.capture_problems == ""
    mouse(use.window, QEvent.Type.MouseButtonPress, 60, 90, down=True)
    for n in range(40):
        mouse(use.window, QEvent.Type.MouseMove, 60 + 3 * n, 90 + n % 9, down=True)
    mouse(use.window, QEvent.Type.MouseButtonRelease, 320, 90, down=False)
    assert pad.capture_problems.startswith("No pressure was measured.")
    assert pad._poor.isVisible()
    QTest.mouseClick(pad._poor, Qt.MouseButton.LeftButton)
    assert use.window.tablet is use.window.place
    use.settle()


def test_the_mark_has_room_in_a_narrow_window(use):
    use.choose("id-Anna", "Verify")
    pad = use.window.verify.pad
    use.qtbot.waitUntil(lambda: pad._apart.text() == "Signer's window")
    use.window.resize(1024, 700)
    pad.show_quality(("No pressure was measured.",))
    use.qtbot.waitUntil(lambda: pad._apart.text() == "")
    assert pad._apart.accessibleName() == "Signer's window"
    use.qtbot.waitUntil(lambda: pad._poor.width() >= pad._poor.sizeHint().width())
    use.window.resize(1920, 1080)
    use.qtbot.waitUntil(lambda: pad._apart.text() == "Signer's window")


def test_a_good_capture_takes_the_mark_away(use):
    use.choose("id-Anna", "Verify")
    pad = use.window.verify.pad
    use.pen.press(50, 80, 0.5)
    for n in range(30):
        use.pen.move(50 + 3 * n, 80, 0.5)
    use.pen.lift(150, 80)
    assert "No pressure" in pad.capture_problems
    use.pen.stroke(160, 80)
    assert pad.capture_problems == ""
    pad.canvas.clear()
    use.settle()


def test_who_signs_in_a_window_of_their_own_is_not_told(use):
    use.choose("id-Anna", "Verify")
    use.window.toggle_signer_window()
    pad = use.window.verify.pad
    use.pen.press(50, 80, 0.5)
    for n in range(30):
        use.pen.move(50 + 3 * n, 80, 0.5)
    use.pen.lift(150, 80)
    assert not pad._poor.isVisible()
    use.window.toggle_signer_window()
    assert pad._poor.isVisible()
    pad.canvas.clear()
    use.settle()


def test_a_signature_of_another_device_than_the_references_is_told_in_the_verdict(use):
    use.choose("id-Anna", "Verify")
    replay_recording(use.window, draw_signature(1, 3))
    use.settle()
    note = use.window.verify.verdict.capture_note
    assert note.startswith("This signature was written with Replay of Made up, the references with Made up:")
    assert use.window.verify.verdict._capture.isVisible()
