"""Strokes taken back and put back before the decision, as a person does it, with the pen's own events."""

import numpy as np
import pytest
from fake_services import draw_signature
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sigverify.gui.capture.gathering import Channels, InkGatherer, PenPoint
from sigverify.gui.replay import replay_recording
from sigverify.ink.recording import Capture

UNDO = (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
REDO = (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)


@pytest.fixture
def anna(use):
    use.choose("id-Anna", "Verify")
    use.finished = []
    use.window.pad.signature_finished.connect(use.finished.append)
    use.pad = use.window.verify.pad
    return use


def press(use, keys) -> None:
    QTest.keyClick(use.window.pad, *keys)


def test_the_last_stroke_is_taken_back_from_paper_and_ink_and_written_anew(anna):
    anna.window.pad.set_hint("")
    empty = anna.window.pad.picture.toImage()
    anna.pen.stroke(50, 80, 30)
    one = anna.window.pad.picture.toImage()
    anna.pen.stroke(200, 80, 30)
    press(anna, UNDO)
    assert anna.window.pad.picture.toImage() == one
    assert anna.window.pad.so_far().stroke_count == 1
    press(anna, UNDO)
    assert anna.window.pad.picture.toImage() == empty
    assert anna.window.pad.so_far() is None
    anna.pen.stroke(60, 90, 40)
    anna.settle()
    press(anna, (Qt.Key.Key_Return,))
    (recording,) = anna.finished
    assert recording.stroke_count == 1
    assert len(recording) == 41
    assert recording.x[0] == 60


def test_no_decision_is_made_while_a_stroke_is_to_be_written_anew_and_the_pause_begins_with_the_next_lift(anna):
    """Half a signature must not be decided on because somebody corrects it."""
    pause = anna.window.pad._pause
    anna.pen.stroke(50, 80, 30)
    anna.pen.stroke(200, 80, 30)
    assert pause.is_running
    press(anna, UNDO)
    assert not pause.is_running
    press(anna, REDO)
    assert pause.is_running
    press(anna, UNDO)
    press(anna, UNDO)
    press(anna, REDO)
    assert not pause.is_running, "a stroke is still missing"
    anna.pen.stroke(200, 90, 30)
    assert pause.is_running
    anna.qtbot.waitUntil(lambda: len(anna.finished) == 1)
    assert anna.finished[0].stroke_count == 2


def test_enter_on_a_paper_whose_strokes_were_all_taken_back_decides_nothing(anna):
    anna.pen.stroke(50, 80, 30)
    assert anna.pad.done.isEnabled()
    press(anna, UNDO)
    assert not anna.pad.done.isEnabled()
    press(anna, (Qt.Key.Key_Return,))
    anna.settle()
    assert anna.finished == []
    assert anna.window.pad.is_signing
    assert "All strokes were taken back" in anna.window.verify.verdict.words
    press(anna, REDO)
    press(anna, (Qt.Key.Key_Return,))
    assert len(anna.finished) == 1


def test_the_journal_keeps_what_was_taken_back_and_tells_it_from_the_rest(anna):
    """Whatever happens to the program, ink that was drawn is there, and a signature comes back as it stood."""
    anna.pen.stroke(50, 80, 30)
    anna.pen.stroke(200, 80, 30)
    anna.pad._undo.click()
    anna.pen.stroke(210, 90, 20)
    anna.pen.stroke(300, 90, 20)
    anna.pad._undo.click()
    anna.pad._redo.click()
    anna.settle()
    ((capture_id, (_, _, parts)),) = anna.fake.journal.items()
    assert [len(part) for part in parts] == [31, 31, 21, 21]
    assert anna.fake.marked == {capture_id: {2}}
    anna.window.close()
    assert [len(part) for part in anna.fake.on_paper(capture_id)] == [31, 21, 21]


def test_how_many_strokes_were_taken_back_goes_with_the_decision(anna):
    replay_recording(anna.window, draw_signature(1, 20), finish=False)
    press(anna, UNDO)
    press(anna, REDO)
    press(anna, UNDO)
    anna.pen.stroke(60, 60, 100)
    press(anna, (Qt.Key.Key_Return,))
    anna.settle()
    assert anna.window.verify.verdict.verdict.strokes_undone == 1
    assert "1 stroke was taken back" in anna.window.verify.verdict.attempt_words


def test_a_full_disk_loses_neither_stroke_nor_mark(anna):
    from sigverify.errors import ResourceFault

    anna.fake.fail_on["append_stroke"] = ResourceFault("The disk is full. Make room.")
    anna.pen.stroke(50, 80, 30)
    press(anna, UNDO)
    anna.pen.stroke(60, 80, 20)
    anna.settle()
    del anna.fake.fail_on["append_stroke"]
    anna.pen.stroke(160, 80, 20)
    anna.settle()
    ((capture_id, (_, _, parts)),) = anna.fake.journal.items()
    assert [len(part) for part in parts] == [31, 21, 21]
    assert anna.fake.marked == {capture_id: {1}}


def test_the_live_curve_follows(anna):
    plot = anna.window.verify.live.plot
    anna.pen.stroke(50, 80, 200)
    anna.qtbot.waitUntil(lambda: plot.point_count > 0 and plot.times_s[-1] > 0.9)
    first_s = anna.window.pad.so_far().time_s
    end_s = float(first_s[-2] - first_s[0])
    anna.pen.stroke(60, 120, 200)
    anna.qtbot.waitUntil(lambda: plot.times_s[-1] > 1.5)
    longest = plot.times_s[-1]
    press(anna, UNDO)
    assert plot.times_s[-1] <= end_s
    press(anna, REDO)
    assert plot.times_s[-1] == longest
    press(anna, UNDO)
    press(anna, UNDO)
    assert plot.point_count == 0
    anna.settle()
    assert plot.point_count == 0, "an answer about the ink before came late"


def test_nothing_can_be_taken_back_under_the_pen_after_the_end_or_on_another_signers_paper(anna):
    anna.pen.stroke(50, 80, 30)
    anna.pen.press(200, 80)
    press(anna, UNDO)
    assert anna.window.pad.so_far().stroke_count == 2
    anna.pen.lift(210, 80)
    press(anna, (Qt.Key.Key_Return,))
    anna.settle()
    assert not anna.pad._undo.isEnabled()
    press(anna, UNDO)
    assert anna.window.pad.so_far().stroke_count == 2
    anna.pen.stroke(50, 80, 30)
    anna.window.signers.choose("id-Ben")
    assert not anna.pad._undo.isEnabled()


@pytest.mark.parametrize("place", ["Enrol", "Collect"])
def test_the_same_pad_in_the_other_places_takes_strokes_back_too(use, place):
    use.choose("id-Anna", place)
    use.pen.stroke(50, 80, 30)
    use.pen.stroke(200, 80, 30)
    use.window.place.pad._undo.click()
    assert use.window.pad.so_far().stroke_count == 1
    assert use.window.pad.hasFocus()
    QTest.keyClick(use.window.pad, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert use.window.pad.so_far().stroke_count == 2


def test_who_signs_in_a_window_of_their_own_sees_no_further_buttons(anna):
    assert anna.pad._undo.isVisible()
    anna.window.toggle_signer_window()
    assert not anna.pad._undo.isVisible()
    assert not anna.pad._redo.isVisible()


def point(number: int) -> PenPoint:
    return PenPoint(stamp_ms=1000 + number, arrival_ns=number, x=number % 17, y=number % 5, pressure=0.5)


acts = st.lists(st.sampled_from(["stroke", "hover", "undo", "redo"]), max_size=25)


@given(acts)
def test_whatever_is_taken_back_and_put_back_the_ink_is_that_of_the_strokes_on_the_paper(made: list[str]) -> None:
    """The clock runs on: what is left keeps its stamps, in order."""
    gatherer, now = InkGatherer(), 0
    gatherer.begin(Capture(source="pen"), Channels(pressure=True))
    paper: list[list[int]] = []
    taken: list = []
    for act in made:
        now += 100
        if act == "stroke":
            stamps = [1000 + now + n for n in range(4)]
            gatherer.press(point(now))
            for n in range(1, 3):
                gatherer.move(point(now + n))
            gatherer.lift(point(now + 3))
            paper.append(stamps)
            taken.clear()
        elif act == "hover":
            gatherer.move(point(now))
        elif act == "undo" and paper:
            taken.append((gatherer.take_back(), paper.pop()))
        elif act == "redo" and taken:
            kept, stamps = taken.pop()
            gatherer.put_back(kept)
            paper.append(stamps)
    whole = gatherer.whole()
    assert gatherer.stroke_count == len(paper)
    assert (whole is None) == (not paper)
    if whole is not None:
        assert np.all(np.diff(whole.time_s) > 0)
        down = [stamp for stamps in paper for stamp in stamps[:3]]
        assert np.rint(whole.time_s[whole.pen_down] * 1000).astype(int).tolist() == down
        assert whole.stroke_count == len(paper)
        assert whole.pen_down[0]
