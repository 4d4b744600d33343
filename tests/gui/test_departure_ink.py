"""Ink drawn by where it departs: while the pen moves, after the decision, and never where it could coach."""

import numpy as np
import pytest
from fake_services import draw_signature
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sigverify.gui.capture.ink_stroke import WIDER_PX
from sigverify.gui.plots.departure_scale import FULL_SCALE_SD, departure_steps
from sigverify.gui.replay import replay_recording


@pytest.fixture
def anna(use):
    use.choose("id-Anna", "Verify")
    use.place = use.window.verify
    return use


def steps_of(use) -> list[int]:
    return [step for stroke in use.window.pad._surface._strokes for step in stroke.steps]


def wait_coloured(use) -> None:
    use.qtbot.waitUntil(lambda: not use.window.pad.colouring.is_at_work)


def sign(use, seed: int = 1, variation: int = 20) -> None:
    replay_recording(use.window, draw_signature(seed, variation))
    use.settle()
    wait_coloured(use)


def test_ink_is_coloured_while_the_pen_moves_but_for_its_last_moment(anna):
    replay_recording(anna.window, draw_signature(1, 20), speed=6, finish=False)
    anna.qtbot.waitUntil(lambda: sum(step >= 0 for step in steps_of(anna)) > 100)
    wait_coloured(anna)
    assert anna.place.verdict.verdict is None
    steps = steps_of(anna)
    assert steps[0] >= 0
    assert steps[-1] == -1
    assert anna.place.live.departure.scale.isVisible()


def test_the_decision_colours_all_of_it_by_the_closest_reference(anna):
    sign(anna)
    verdict = anna.place.verdict.verdict
    assert steps_of(anna) == departure_steps(verdict.departure).tolist()
    assert len(steps_of(anna)) == anna.window.pad.so_far().pen_down.sum()


def test_departing_ink_is_thicker_so_that_nobody_has_to_tell_it_by_colour(anna):
    """All of it is set to one end of the scale, then to the other."""
    sign(anna)
    pad, plain = anna.window.pad, anna.window.theme.colour("paper").rgb()
    covered = []
    for step in (0, 255):
        pad.colouring.colour(np.full(len(steps_of(anna)), step))
        wait_coloured(anna)
        image = pad.picture.toImage()
        covered.append(
            sum(image.pixel(x, y) != plain for x in range(0, image.width(), 3) for y in range(image.height()))
        )
    assert covered[1] > 1.3 * covered[0]
    assert WIDER_PX > 0


def test_each_frame_draws_a_little_only(anna):
    """A signature of a minute must not hold the pen up."""
    pad = anna.window.pad
    anna.pen.stroke(20, 60, 150)
    steps = np.zeros(151, dtype=np.int64)
    pad.colouring.mark(steps, 0)
    pad.colouring._frames.stop()
    pad.colouring._go_on()
    assert sum(step >= 0 for step in steps_of(anna)) == 120
    pad.colouring._go_on()
    assert sum(step >= 0 for step in steps_of(anna)) == len(steps_of(anna))


def test_only_what_is_not_coloured_yet_is_looked_at(anna):
    """Its departure is told of all ink with each score; what that costs must not grow with the ink."""
    pad = anna.window.pad
    anna.pen.stroke(20, 60, 150)
    assert pad.colouring.marked == 0
    anna.place.live.departure.mark(np.zeros(100))
    pad.colouring._frames.stop()
    pad.colouring._go_on()
    assert pad.colouring.marked == 100
    anna.place.live.departure.mark(np.concatenate((np.full(100, 9.0), np.zeros(30))))
    assert pad.colouring._known.size == 30
    pad.colouring._go_on()
    pad.colouring._frames.stop()
    assert steps_of(anna) == [0] * 130 + [-1] * 20
    pad.history.take_back()
    pad.colouring._go_on()
    assert pad.colouring.marked == 0


def test_the_switch_gives_the_ink_its_own_colour_and_is_remembered(anna, settings):
    sign(anna)
    anna.place.live.departure.switch.click()
    wait_coloured(anna)
    assert set(steps_of(anna)) == {-1}
    assert not settings.departure_shown
    assert not anna.place.live.departure.scale.isVisible()
    sign(anna, variation=21)
    assert set(steps_of(anna)) == {-1}
    QTest.keyClick(anna.window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    anna.qtbot.waitUntil(lambda: settings.departure_shown)
    wait_coloured(anna)
    assert max(steps_of(anna)) > 0


def test_while_the_curve_is_hidden_the_ink_tells_nothing_until_the_verdict(anna):
    anna.place.live._hide.setChecked(True)
    replay_recording(anna.window, draw_signature(1, 20), speed=8, finish=False)
    anna.qtbot.waitUntil(lambda: anna.place.live.plot.point_count > 3)
    assert set(steps_of(anna)) == {-1}
    assert not anna.place.live.departure.scale.isVisible()
    QTest.keyClick(anna.window.pad, Qt.Key.Key_Return)
    anna.settle()
    wait_coloured(anna)
    assert max(steps_of(anna)) > 0
    assert anna.place.live.departure.scale.isVisible()


def test_hidden_in_the_middle_of_writing_the_colours_go_at_once(anna):
    replay_recording(anna.window, draw_signature(1, 20), speed=6, finish=False)
    anna.qtbot.waitUntil(lambda: sum(step >= 0 for step in steps_of(anna)) > 50)
    anna.place.live._hide.setChecked(True)
    wait_coloured(anna)
    assert set(steps_of(anna)) == {-1}


def test_who_signs_in_a_window_of_their_own_never_sees_any(anna):
    sign(anna)
    assert max(steps_of(anna)) > 0
    anna.window.toggle_signer_window()
    wait_coloured(anna)
    assert set(steps_of(anna)) == {-1}
    sign(anna, variation=21)
    assert set(steps_of(anna)) == {-1}
    anna.window.toggle_signer_window()
    wait_coloured(anna)
    assert max(steps_of(anna)) > 0


def test_colours_follow_the_look(anna):
    sign(anna)
    for look in ("dark", "light"):
        anna.window.theme.choose(look)
        wait_coloured(anna)
        colours = anna.window.pad._surface.scale
        inks = {anna.window.pad.picture.toImage().pixelColor(x, y).name() for x in range(0, 610, 2) for y in range(398)}
        assert any(colours[step].name() in inks for step in set(steps_of(anna)))


def test_ink_is_plain_where_its_departure_is_not_known(anna, monkeypatch):
    monkeypatch.setattr("fake_services.departing_points", lambda *_: None)
    replay_recording(anna.window, draw_signature(1, 20))
    anna.settle()
    assert anna.place.verdict.verdict.departure is None


def test_a_taken_back_stroke_takes_its_colours_along(anna):
    replay_recording(anna.window, draw_signature(1, 20), speed=6, finish=False)
    anna.qtbot.waitUntil(lambda: sum(step >= 0 for step in steps_of(anna)) > 100)
    wait_coloured(anna)
    QTest.keyClick(anna.window.pad, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    wait_coloured(anna)
    assert len(steps_of(anna)) == anna.window.pad.so_far().pen_down.sum()
    QTest.keyClick(anna.window.pad, Qt.Key.Key_Return)
    anna.settle()
    wait_coloured(anna)
    assert min(steps_of(anna)) >= 0


def test_the_scale_ends_for_everybody_at_the_same_departure():
    assert departure_steps(np.array([0.0, FULL_SCALE_SD, 99.0, np.nan])).tolist() == [0, 255, 255, -1]
