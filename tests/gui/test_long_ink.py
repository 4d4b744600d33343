"""Long ink is drawn anew in parts, and comes out to the pixel as if it had been drawn at once."""

import numpy as np
import pytest
from fake_services import draw_signature
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from sigverify.gui.capture import ink_surface, paper
from sigverify.gui.capture.ink_surface import AT_ONCE, InkSurface
from sigverify.gui.plots.colour_scale import ink_colours
from sigverify.gui.replay import replay_recording
from sigverify.gui.theme import Theme

SIZE = QSize(161, 97)
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def anna(use):
    use.choose("id-Anna", "Verify")
    use.window.pad.set_pause(None)
    return use


@pytest.fixture
def plain(anna):
    """Nothing but the test colours her ink."""
    anna.window.verify.live.departure.switch.click()
    return anna


def wait_drawn(use) -> None:
    use.qtbot.waitUntil(lambda: not use.window.pad.colouring.is_at_work)


def drawn_at_once(pad) -> QImage:
    """What the pad's ink looks like in one go; the pad is left as it was."""
    at_once = InkSurface(pad._paint_paper)
    at_once.colour, at_once.scale = pad._surface.colour, pad._surface.scale
    at_once.lay(pad._surface._strokes)
    at_once.resize(pad.size(), pad.devicePixelRatioF())
    while at_once.is_redrawing:
        at_once._go_on()
    return at_once.picture.toImage()


class Drawing:
    """A surface that a person draws on and changes; what a loop of events would do is done by `go_on`."""

    def __init__(self, ratio: float, theme: Theme) -> None:
        self.surface = InkSurface(
            lambda painter, size: paper.paint_paper(painter, size, theme, name="Anna", note="", mirrored=False)
        )
        self.surface.colour = theme.colour("ink")
        self.surface.scale = ink_colours("light")
        self.ratio, self.points, self.taken = ratio, 0, []
        self.surface.resize(SIZE, ratio)

    def do(self, act: str, number: int) -> None:
        surface = self.surface
        match act:
            case "write":
                for _ in range(number):
                    self.points += 1
                    turn = self.points / 7
                    draw = surface.begin_stroke if self.points % 23 == 1 or not surface._strokes else surface.extend
                    draw(70 + 50 * np.cos(turn) + self.points % 11, 50 + 30 * np.sin(2 * turn), (number % 5) / 5)
                    self.go_on(self.points % 3 == 0)
            case "undo" if len(surface._strokes) > 1:
                self.taken.append(surface.take_back())
            case "redo" if self.taken:
                surface.put_back(self.taken.pop())
            case "resize":
                surface.move(number % 3, 0)
                surface.resize(SIZE + QSize(number, number // 2), self.ratio)
            case "colours":
                surface.set_steps(np.arange(surface.point_count) * number % 257 - 1)
                surface.redraw()
            case "no colours":
                surface.set_steps(None)
                surface.redraw()
            case "look":
                surface.colour = Theme("dark" if number % 2 else "light").colour("ink")
                surface.redraw()
        self.go_on(number % 2 == 0)

    def go_on(self, does: bool) -> None:
        if does and self.surface.is_redrawing:
            self.surface._go_on()

    def finished(self) -> QImage:
        while self.surface.is_redrawing:
            self.surface._go_on()
        return self.surface.picture.toImage()


acts = st.lists(
    st.tuples(
        st.sampled_from(["write", "undo", "redo", "resize", "colours", "no colours", "look"]), st.integers(1, 60)
    ),
    max_size=10,
)


@pytest.mark.parametrize("ratio", [1.0, 1.5])
@settings(deadline=None, max_examples=40)
@given(made=acts)
def test_whatever_comes_between_the_parts_the_picture_is_that_of_drawing_at_once(qapp, ratio, made) -> None:
    """In the middle of a stroke too: what is written meanwhile lies over what was, and nothing of it is lost."""
    pictures = []
    theme = Theme("light")
    for at_once, part in ((12, 7), (10**9, 10**9)):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(ink_surface, "AT_ONCE", at_once)
            patch.setattr(ink_surface, "_PART", part)
            drawing = Drawing(ratio, theme)
            for act, number in [("write", 70), *made, ("write", 5)]:
                drawing.do(act, number)
            pictures.append(drawing.finished())
    drawing.surface.redraw()
    assert pictures[0] == pictures[1]
    assert pictures[0] == drawing.surface.picture.toImage()


@pytest.mark.parametrize("coloured", [False, True])
def test_a_stroke_is_taken_back_from_long_ink_while_the_window_lives(plain, coloured):
    pad = plain.window.pad
    for n in range(4):
        plain.pen.stroke(50 + 2 * n, 80, 300)
    if coloured:
        pad.colouring.colour(np.arange(pad._surface.point_count) % 256)
        wait_drawn(plain)
    before, key = pad.picture.toImage(), pad.picture.cacheKey()
    QTest.keyClick(pad, Qt.Key.Key_Z, CONTROL)
    assert pad._surface.is_redrawing
    assert pad.picture.cacheKey() == key, "it stands until all is drawn"
    assert pad.so_far().stroke_count == 3
    plain.pen.press(30, 200)
    for n in range(40):
        plain.pen.move(30 + 4 * n, 200 - 2 * n)
    assert pad.picture.cacheKey() != key, "what is written is seen at once"
    wait_drawn(plain)
    plain.pen.move(300, 60)
    assert pad.picture.toImage() != before
    assert pad.picture.toImage() == drawn_at_once(pad)
    assert pad._surface.point_count == 3 * 300 + 42


def test_colours_taken_off_while_a_pen_writes_leave_none(plain):
    pad = plain.window.pad
    plain.pen.stroke(50, 80, 900)
    plain.pen.press(60, 90)
    pad.colouring.colour(np.full(900, 255))
    wait_drawn(plain)
    pad.colouring.colour(None)
    for n in range(50):
        plain.pen.move(60 + 4 * n, 90 + n)
    wait_drawn(plain)
    plain.pen.move(300, 90)
    assert not pad._surface.is_coloured
    assert pad.picture.toImage() == drawn_at_once(pad)


def test_what_becomes_known_while_ink_is_drawn_anew_is_coloured_after_that(plain):
    pad = plain.window.pad
    plain.pen.stroke(50, 80, 600)
    pad.resize(pad.width() + 1, pad.height())
    pad.colouring.mark(np.full(300, 255), 0)
    pad.colouring._go_on()
    assert pad.colouring.marked == 0
    wait_drawn(plain)
    assert pad.colouring.marked == 300


def test_meanwhile_the_picture_before_is_seen_at_the_new_size_and_takes_ink(plain):
    pad = plain.window.pad
    plain.pen.stroke(50, 80, 200)
    plain.pen.stroke(52, 160, 300)
    before = pad.picture
    pad.resize(pad.width() * 2, pad.height())
    assert pad.picture.cacheKey() == before.cacheKey()
    assert pad._surface.part_for(pad.rect()).size().toSize() == before.size()
    empty = pad.picture.toImage().pixel(400, 300)
    pad._surface.begin_stroke(800, 300, 0.5)
    assert pad.picture.toImage().pixel(400, 300) != empty
    seen = pad.grab().toImage()
    assert seen.pixel(800, 300) == pad.picture.toImage().pixel(400, 300)
    wait_drawn(plain)
    assert pad.picture.width() == pad.width()
    assert pad.picture.toImage() == drawn_at_once(pad)


def test_who_signs_in_a_window_of_their_own_never_sees_what_colours_long_ink_had(anna):
    pad = anna.window.pad
    replay_recording(anna.window, draw_signature(1, 20))
    QTest.keyClick(pad, Qt.Key.Key_Return)
    anna.settle()
    wait_drawn(anna)
    assert pad._surface.is_coloured
    assert pad._surface.point_count > AT_ONCE
    anna.window.toggle_signer_window()
    image = pad.picture.toImage()
    assert pad._surface.is_redrawing
    inks = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(0, image.height(), 2)}
    assert not inks & {colour.name() for colour in pad._surface.scale}
    wait_drawn(anna)
    assert pad.picture.toImage() == drawn_at_once(pad)


def test_ink_of_a_file_is_laid_without_drawing_it_in_one_go(anna):
    pad = anna.window.pad
    recording = draw_signature(1, 20)
    pad.lay(recording)
    assert pad._surface.point_count == recording.pen_down.sum() > AT_ONCE
    assert pad._surface.is_redrawing
    bare = pad.picture.toImage()
    wait_drawn(anna)
    assert pad.picture.toImage() != bare
    assert pad.picture.toImage() == drawn_at_once(pad)
    pad.clear()
    assert pad.picture.toImage() == drawn_at_once(pad), "nothing of it is drawn any more"
