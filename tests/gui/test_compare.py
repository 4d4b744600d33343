"""Comparing as an examiner does it: choose, look, point, replay, measure, export."""

import csv
import os
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fake_services import Kept, draw_signature
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRectF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sigverify.errors import InkError
from sigverify.gui.panels.replay_bar import PACES, SPEEDS
from sigverify.gui.plots.ink_drawing import SIDES, Moment
from sigverify.gui.tokens import DARK, LIGHT
from sigverify.ink.formats import write_csv
from sigverify.ink.recording import Capture

NONE, LEFT = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton


@pytest.fixture
def anna(use):
    """Anna has five references and a questioned signature; Compare is in front."""
    use.fake.kept.append(Kept(use.fake._number(), "id-Anna", "questioned", "unknown", draw_signature(1, 20)))
    use.choose("id-Anna", "Compare")
    return use


def place_of(use):
    return use.window.compare


def mouse(widget, kind: QEvent.Type, place: QPointF, *, down: bool = False) -> None:
    """One event of the mouse over a widget."""
    button = NONE if kind == QEvent.Type.MouseMove else LEFT
    held = LEFT if down else NONE
    top = QPointF(widget.mapToGlobal(place.toPoint()))
    QApplication.sendEvent(widget, QMouseEvent(kind, place, top, button, held, Qt.KeyboardModifier.NoModifier))


def hover(widget, place: QPointF) -> None:
    mouse(widget, QEvent.Type.MouseMove, place)


def drag(widget, start: QPointF, end: QPointF) -> None:
    mouse(widget, QEvent.Type.MouseButtonPress, start, down=True)
    mouse(widget, QEvent.Type.MouseMove, end, down=True)
    mouse(widget, QEvent.Type.MouseButtonRelease, end)


def drop(use, side: str, *paths: Path | str) -> None:
    """Drop files on the paper of a side."""
    inks = place_of(use).inks
    place = inks.drawing.papers(inks.area)[side].center()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) if not str(path).startswith("http") else QUrl(path) for path in paths])
    what = (Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
    entering = QDragEnterEvent(place.toPoint(), *what)
    QApplication.sendEvent(inks, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(inks, QDropEvent(place, *what))
    use.settle()


# --- choosing ---------------------------------------------------------------------------------------------------------


def test_the_newest_questioned_signature_stands_beside_the_newest_reference(anna):
    place = place_of(anna)
    words = [place.pickers[side].picked.words for side in SIDES]
    assert words == ["4 Mar 2026, 12:00"] * 2, "the headings tell the rest"
    assert place.view is not None
    assert place.inks.drawing.comparison is place.curves._comparison is place.view.comparison
    assert place.figures.figures[1][0] == "duration"
    assert place.figures._ratio.text().startswith("LR ")
    assert "against 5 references of Anna" in place.figures._against.text()
    assert threading.get_ident() not in anna.fake.threads, "the desk's thread compares, not the window's"


def test_any_two_signatures_of_the_signer_can_be_laid_beside_each_other(anna):
    place = place_of(anna)
    lists = [place.pickers[side].list for side in SIDES]
    assert [one.count() for one in lists] == [6, 6]
    assert not lists[0].itemIcon(0).isNull()
    anna.qtbot.waitUntil(lambda: not place.pickers["questioned"]._drawing.waiting)
    icons = [lists[0].itemIcon(row).pixmap(52, 26).toImage() for row in range(lists[0].count())]
    assert all(icon != icons[0] for icon in icons[1:]), "each shows its own ink"
    lists[0].setCurrentIndex(4)
    anna.settle()
    assert place.view.left_out
    assert "is a reference itself and was left out of them" in place.figures._against.text()
    assert "against 4 references" in place.figures._against.text()


def test_what_a_person_said_of_a_signature_stands_with_it(anna):
    anna.fake.kept[-1].label = "forgery"
    place = place_of(anna)
    place.enter()
    anna.settle()
    assert place.pickers["questioned"].picked.words == "4 Mar 2026, 12:00 · forgery"


def test_both_signatures_are_exchanged(anna):
    place = place_of(anna)
    before = [place.pickers[side].picked.recording for side in SIDES]
    place.swap.click()
    anna.settle()
    assert [place.pickers[side].picked.recording for side in reversed(SIDES)] == before
    assert place.view.comparison.questioned.duration_s == pytest.approx(2.4, abs=0.05)


def test_a_signer_without_signatures_gets_words_and_no_picture(use):
    use.choose("id-Ben", "Compare")
    place = place_of(use)
    assert place.view is None
    assert "has no signatures yet" in place.inks.words
    assert not place.replay.isEnabled()
    assert not place.export.button.isEnabled()
    use.window.signers.choose("")
    use.settle()
    assert "Choose a signer in the list" in place.inks.words


def test_a_comparison_that_fails_is_said_where_it_would_stand(anna):
    anna.fake.fail_on["compare"] = InkError("Too short to compare: 0.1 s. Sign once more.")
    place = place_of(anna)
    place.pickers["reference"].list.setCurrentIndex(3)
    anna.settle()
    assert place.view is None
    assert place.inks.words == place.figures.words == "Too short to compare: 0.1 s. Sign once more."
    place.enter()
    anna.settle()
    assert place.inks.words == "Too short to compare: 0.1 s. Sign once more.", "it is still so"


def test_a_late_answer_is_of_what_was_chosen_last(anna):
    """Two comparisons are under way; what is shown is the one that was asked for last."""
    place, fake = place_of(anna), anna.fake
    fake.compare_gate = threading.Event()
    place.pickers["reference"].list.setCurrentIndex(2)
    anna.qtbot.waitUntil(lambda: place.inks.words == "Comparing…")
    place.pickers["reference"].list.setCurrentIndex(3)
    fake.compare_gate.set()
    anna.settle()
    shown = place.pickers["reference"].picked.recording
    assert place.view.comparison.reference.longer_side == pytest.approx(
        max(np.ptp(shown.x[shown.pen_down]), np.ptp(shown.y[shown.pen_down])), rel=0.01
    )


def test_a_signer_erased_while_on_show_leaves_nothing_on_the_screen(anna):
    place, window = place_of(anna), anna.window
    place.replay.slider.setValue(700)
    anna.fake.erase_signer("id-Anna")
    window.listed.ask()
    anna.settle()
    assert place.view is None
    assert place.inks.drawing.comparison is None
    assert place.curves.drawing.curves == ()
    assert place.figures.matrix.drawing.comparison is None
    assert all(picker.list.count() == 0 and picker.picked is None for picker in place.pickers.values())
    assert not place.export.button.isEnabled()


def test_a_new_signature_is_listed_when_the_place_comes_back(anna):
    place, window = place_of(anna), anna.window
    window.go_to("Verify")
    anna.fake.kept.append(Kept(anna.fake._number(), "id-Anna", "questioned", "unknown", draw_signature(1, 21)))
    window.go_to("Compare")
    anna.settle()
    assert place.pickers["questioned"].list.count() == 7
    assert place.view is not None, "what was on show stays"


def test_a_signature_that_was_discarded_elsewhere_is_not_shown_any_more(anna):
    place, window = place_of(anna), anna.window
    gone = place.pickers["questioned"].picked.recording_id
    window.go_to("Verify")
    anna.fake.discard_signature(gone)
    window.go_to("Compare")
    anna.settle()
    anna.settle()
    assert place.pickers["questioned"].picked.recording_id != gone
    assert place.view is not None
    assert place.view.left_out


def test_by_another_model_it_is_weighed_anew(anna):
    place = place_of(anna)
    anna.fake.model_name = "another"
    anna.window._show_model(anna.fake.model())
    anna.settle()
    assert "by model another" in place.figures._against.text()


def test_without_a_model_both_are_shown_all_the_same_and_the_reason_is_told(anna):
    place = place_of(anna)
    view = replace(place.view, departures=(), decision=None, obstacle="The model is missing. Choose another.")
    place.figures.show_comparison(view, "Anna")
    assert place.figures._measure.text() == "The model is missing. Choose another."
    assert place.figures._against.text() == "No likelihood ratio: there is no model in use."
    assert not place.figures._departures.isVisible()
    assert place.figures.figures[-1][0] == "DTW distance"


def test_ink_unlike_the_calibrations_is_said_beside_its_ratio(anna):
    place = place_of(anna)
    unlike = "This signature tells no pressure, so a person should look."
    decided = replace(place.view.decision, unlike_capture=unlike)
    place.figures.show_comparison(replace(place.view, decision=decided), "Anna")
    assert place.figures._against.text().endswith(unlike)


# --- files ------------------------------------------------------------------------------------------------------------


def test_a_good_file_dropped_on_a_side_is_laid_there(anna, tmp_path):
    write_csv(draw_signature(1, 30), tmp_path / "found.csv")
    place = place_of(anna)
    drop(anna, "questioned", tmp_path / "found.csv")
    assert place.pickers["questioned"].picked.words == "found.csv"
    assert place.pickers["questioned"].has_file
    assert place.view is not None
    assert "against 5 references of Anna" in place.figures._against.text()
    assert anna.window.banners.sentences == []


def test_a_bad_file_is_said_and_changes_nothing(anna, tmp_path):
    bad = tmp_path / "holiday.csv"
    bad.write_text("not,a,signature\n1,2,3\n")
    place = place_of(anna)
    before = place.view
    drop(anna, "reference", bad)
    assert place.view is before
    (sentence,) = anna.window.banners.sentences
    assert "holiday.csv" in sentence


@pytest.mark.parametrize("paths", [("a.csv", "b.csv"), ("https://example.org/a.csv",)])
def test_what_is_no_single_file_of_this_machine_is_refused_in_words(anna, paths):
    drop(anna, "questioned", *paths)
    assert anna.window.banners.sentences[0].startswith("Drop one signature file from this machine at a time")
    assert "read_signature" not in anna.fake.calls


def test_two_files_are_compared_without_any_signer(use, tmp_path):
    place, window = place_of(use), use.window
    window.go_to("Compare")
    for side, number in (("questioned", 1), ("reference", 2)):
        path = tmp_path / f"{side}.csv"
        write_csv(draw_signature(3, number), path)
        place.pickers[side].ask_file = lambda path=path: str(path)
        place.pickers[side].open.click()
        use.settle()
    assert place.view is not None
    assert "choose the signer in the list" in place.figures._against.text()
    assert not place.figures._ratio.isVisible()
    window.signers.choose("id-Anna")
    use.settle()
    assert place.pickers["questioned"].picked.words == "questioned.csv", "what was opened stays"
    assert place.figures._ratio.isVisible()


# --- looking ----------------------------------------------------------------------------------------------------------


def test_laid_over_each_other_both_inks_lie_on_one_paper(anna):
    place, inks = place_of(anna), place_of(anna).inks
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(anna.window, Qt.Key.Key_B, both)
    anna.qtbot.waitUntil(lambda: inks.drawing.view == "over")
    papers = inks.drawing.papers(inks.area)
    assert papers["questioned"] == papers["reference"]
    assert place.views["over"].isChecked()
    assert not place.views["beside"].isChecked()
    spans = [np.ptp(inks.drawing.points(side, inks.area, inks.look)[0]) for side in SIDES]
    assert spans[0] == pytest.approx(spans[1], rel=1e-6), "both as long"
    middles = [inks.drawing.points(side, inks.area, inks.look)[0] for side in SIDES]
    assert [(m.max() + m.min()) / 2 for m in middles] == pytest.approx([papers["reference"].center().x()] * 2)
    place.views["beside"].click()
    assert inks.drawing.view == "beside"


@pytest.mark.parametrize("number", range(5))
def test_every_colouring_has_a_bar_that_says_what_it_stands_for(anna, number):
    place = place_of(anna)
    plain = place.inks.grab().toImage()
    place.colouring.setCurrentIndex(number)
    span = place.inks.drawing.colour_range()
    name = place.colouring.currentText().lower()
    if name == "plain ink":
        assert span is None
    else:
        assert span.words.startswith(name)
        assert span.low < span.high
    assert (place.inks.grab().toImage() != plain) == (number > 0)


def test_where_a_device_told_no_pressure_ink_is_plain_and_the_curve_says_so(anna):
    dry = replace(draw_signature(1, 22), pressure=None)
    anna.fake.kept.append(Kept(anna.fake._number(), "id-Anna", "questioned", "unknown", dry))
    place = place_of(anna)
    place.enter()
    anna.settle()
    place.pickers["questioned"].list.setCurrentIndex(0)
    anna.settle()
    place.colouring.setCurrentIndex(2)
    assert place.inks.drawing.values("questioned") is None
    assert place.inks.drawing.values("reference") is not None
    place.curves.grab()
    assert not np.isfinite(place.curves.drawing.curves[3].questioned).any()


def test_links_are_shown_and_hidden(anna):
    place = place_of(anna)
    linked = place.inks.grab().toImage()
    place.links.click()
    assert place.inks.grab().toImage() != linked


def test_true_sizes_can_be_shown_where_they_are_known(anna):
    large = replace(draw_signature(1, 20), capture=Capture(mm_per_unit=0.2))
    small = replace(draw_signature(1, 2), capture=Capture(mm_per_unit=0.1))
    place = place_of(anna)
    assert place.alike.isEnabled(), "one device's own unit can be compared"
    assert place.figures.figures[2][0] == "longer side"
    place.pickers["reference"].show_file("small.csv", small)
    anna.settle()
    assert not place.alike.isEnabled(), "units of unknown size cannot"
    assert place.figures.figures[2][0] != "longer side"
    for side, ink in (("questioned", large), ("reference", small)):
        place.pickers[side].show_file(f"{side}.csv", ink)
    anna.settle()
    assert place.alike.isEnabled()
    place.alike.click()
    spans = [np.ptp(place.inks.drawing.points(side, place.inks.area, place.inks.look)[0]) for side in SIDES]
    assert spans[0] / spans[1] == pytest.approx(2.0, rel=0.1)


def test_the_wheel_magnifies_a_drag_moves_and_a_double_click_shows_all(anna):
    inks = place_of(anna).inks
    place = inks.place_of("questioned", 50)
    at = QPointF(inks.mapToGlobal(place.toPoint()))
    turn = QWheelEvent(
        place,
        at,
        QPoint(0, 0),
        QPoint(0, 240),
        NONE,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(inks, turn)
    assert inks.look.zoom > 1.5
    assert (inks.place_of("questioned", 50) - place).manhattanLength() < 2, "what is under the mouse stays there"
    drag(inks, place, place + QPointF(30, 12))
    assert (inks.place_of("questioned", 50) - place - QPointF(30, 12)).manhattanLength() < 2
    inks.grab()
    mouse(inks, QEvent.Type.MouseButtonDblClick, place, down=True)
    assert (inks.look.zoom, inks.look.shift) == (1.0, (0.0, 0.0))
    for key, larger in ((Qt.Key.Key_Plus, True), (Qt.Key.Key_0, False)):
        QTest.keyClick(inks, key)
        assert (inks.look.zoom > 1) == larger


def test_a_line_is_measured_in_shares_where_the_scale_is_not_known_and_else_in_millimetres(anna):
    place, inks = place_of(anna), place_of(anna).inks
    place.measure.click()
    area = inks.drawing.papers(inks.area)["questioned"]
    scale = inks.drawing.scale("questioned", inks.area)
    start = area.center()
    drag(inks, start, start + QPointF(0.3 * scale, 0))
    assert inks.measured == "0.30 of its longer side, 0°"
    assert inks.look.shift == (0.0, 0.0), "the paper was not moved"
    inks.grab()
    known = replace(draw_signature(1, 20), capture=Capture(mm_per_unit=0.1))
    place.pickers["questioned"].show_file("known.csv", known)
    anna.settle()
    scale = inks.drawing.scale("questioned", inks.area)
    drag(inks, start, start + QPointF(0, 0.5 * scale))
    assert inks.measured == f"{0.5 * place.view.comparison.questioned.mm_per_side:.1f} mm, −90°"
    place.show_view("over")
    drag(inks, start, start + QPointF(60, -60))
    assert inks.measured.startswith("questioned ")
    assert "reference " in inks.measured
    assert inks.measured.endswith(", 45°")


# --- pointing ---------------------------------------------------------------------------------------------------------


def test_pointing_at_a_curve_marks_both_inks_and_the_matrix(anna):
    place = place_of(anna)
    curves, comparison = place.curves, place.view.comparison
    hover(curves, QPointF(curves.drawing.x_of(1.0, curves.area), 120))
    moment = place.inks.moment
    assert comparison.reference.elapsed_s[moment.reference] == pytest.approx(1.0, abs=0.03)
    assert moment.questioned == comparison.questioned_frame(moment.reference)
    assert place.curves.moment == place.figures.matrix.moment == moment
    place.grab()
    hover(curves, QPointF(2, 2))
    assert place.inks.moment is None
    assert place.curves.moment is None


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("view", ["beside", "over"])
def test_pointing_at_either_ink_sets_the_crosshair(anna, side, view):
    place = place_of(anna)
    place.show_view(view)
    hover(place.inks, place.inks.place_of(side, 90))
    moment = place.curves.moment
    near = place.inks.place_of(side, getattr(moment, side)) - place.inks.place_of(side, 90)
    assert near.manhattanLength() < 12
    hover(place.inks, QPointF(3, 3))
    assert place.curves.moment is None


def test_pointing_at_the_matrix_marks_where_the_path_meets_the_column(anna):
    place = place_of(anna)
    matrix, comparison = place.figures.matrix, place.view.comparison
    hover(matrix, matrix.drawing.place_of(0, 60, matrix.area))
    assert place.inks.moment == Moment(comparison.questioned_frame(60), 60)
    QApplication.sendEvent(matrix, QEvent(QEvent.Type.Leave))
    assert place.inks.moment is None
    image = matrix.grab().toImage()
    place.figures.costs.setCurrentIndex(1)
    assert matrix.grab().toImage() != image


# --- replay -----------------------------------------------------------------------------------------------------------


def test_a_replay_runs_to_its_end_and_begins_anew(anna):
    place = place_of(anna)
    replay, seen = place.replay, []
    replay.moved.connect(seen.append)
    replay.speed.setCurrentIndex(SPEEDS.index(4.0))
    replay.play.click()
    assert replay.is_playing
    assert replay.play.accessibleName() == "Pause"
    anna.qtbot.waitUntil(lambda: not replay.is_playing)
    assert replay.slider.value() == replay.slider.maximum()
    moments = [moment for moment in seen if moment is not None]
    assert moments
    assert moments == sorted(moments)
    assert place.inks.written is None, "both inks are whole at the end"
    assert replay.play.accessibleName() == "Play"
    replay.play.click()
    assert replay.slider.value() < replay.slider.maximum()
    replay.play.click()
    assert not replay.is_playing


def test_the_slider_is_shared_by_inks_curves_and_matrix(anna):
    place = place_of(anna)
    place.replay.slider.setValue(1200)
    written = place.inks.written
    assert place.view.comparison.reference.elapsed_s[written.reference] == pytest.approx(1.2, abs=0.02)
    assert place.curves.moment == place.figures.matrix.moment == place.inks.moment == written
    hover(place.curves, QPointF(place.curves.drawing.x_of(0.5, place.curves.area), 120))
    assert place.curves.moment != written
    hover(place.curves, QPointF(2, 2))
    assert place.curves.moment == written, "the replay's moment is back when nothing is pointed at"
    place.replay.slider.setValue(0)
    assert place.inks.written is None


@pytest.mark.parametrize("pace", [pace for pace, _ in PACES])
def test_one_or_both_are_replayed_in_step_or_at_their_own_pace(anna, pace):
    """The questioned one was written at half of the pace."""
    place = place_of(anna)
    slow = replace(draw_signature(1, 20), time_s=2 * draw_signature(1, 20).time_s)
    place.pickers["questioned"].show_file("slow.csv", slow)
    anna.settle()
    place.replay.pace.setCurrentIndex([known for known, _ in PACES].index(pace))
    comparison = place.view.comparison
    length_s = place.replay.slider.maximum() / 1000
    slower = pace in ("own", "questioned")
    assert length_s == pytest.approx((comparison.questioned if slower else comparison.reference).duration_s, abs=1e-3)
    place.replay.slider.setValue(1000)
    questioned, reference = place.inks.written
    assert (questioned is None) == (pace == "reference")
    assert (reference is None) == (pace == "questioned")
    if pace == "step":
        assert questioned == comparison.questioned_frame(reference)
    elif questioned is not None:
        assert comparison.questioned.elapsed_s[questioned] == pytest.approx(1.0, abs=0.03)
    place.grab()


def test_the_signatures_are_chosen_by_the_keyboard(anna):
    place, window = place_of(anna), anna.window
    window.activateWindow()
    place.pickers["reference"].list.setFocus()
    before = place.pickers["reference"].picked
    QTest.keyClick(place.pickers["reference"].list, Qt.Key.Key_Down)
    anna.settle()
    assert place.pickers["reference"].picked.recording_id < before.recording_id, "an older one"
    assert place.view.comparison is place.inks.drawing.comparison


def test_while_another_is_compared_the_one_before_stays_on_show(anna):
    place, fake = place_of(anna), anna.fake
    before, fake.compare_gate = place.view, threading.Event()
    place.pickers["reference"].list.setCurrentIndex(3)
    assert place.view is before
    fake.compare_gate.set()
    anna.settle()
    assert place.view is not before


def test_a_replay_by_the_keyboard_alone(anna):
    place, window = place_of(anna), anna.window
    window.activateWindow()
    place.inks.setFocus()
    QTest.keyClick(place.inks, Qt.Key.Key_Right)
    QTest.keyClick(place.inks, Qt.Key.Key_Right)
    QTest.keyClick(place.inks, Qt.Key.Key_Left)
    assert place.replay.slider.value() == 10
    QTest.keyClick(place.inks, Qt.Key.Key_PageUp)
    assert place.replay.slider.value() == 110
    QTest.keyClick(place.inks, Qt.Key.Key_Space)
    assert place.replay.is_playing
    QTest.keyClick(place.inks, Qt.Key.Key_Space)
    assert not place.replay.is_playing
    place.replay.slider.setFocus()
    before = place.replay.slider.value()
    QTest.keyClick(place.replay.slider, Qt.Key.Key_Right)
    assert place.replay.slider.value() == before + 10
    QTest.keyClick(place.replay.slider, Qt.Key.Key_Space)
    assert place.replay.is_playing
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    anna.qtbot.waitUntil(lambda: window.place.word == "Enrol")
    assert not place.replay.is_playing, "another place is in front"


def test_the_window_is_closed_during_a_replay(anna):
    place = place_of(anna)
    place.replay.play.click()
    anna.qtbot.waitUntil(lambda: place.replay.slider.value() > 0)
    anna.window.close()
    assert not place.replay.is_playing
    assert anna.fake.closed


def test_a_signer_erased_during_a_replay_ends_it(anna):
    place = place_of(anna)
    place.replay.play.click()
    anna.fake.erase_signer("id-Anna")
    anna.window.listed.ask()
    anna.settle()
    assert not place.replay.is_playing
    assert place.replay.moment is None


# --- export -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ending", "begins"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF"), ("csv", b"time_s")]
)
def test_a_comparison_is_exported(anna, tmp_path, ending, begins):
    place = place_of(anna)
    place.export.ask_path = lambda _: str(tmp_path / "out")
    action = next(a for a in place.export.menu.actions() if a.data() == ending)
    with anna.qtbot.waitSignal(place.export.written) as told:
        action.trigger()
    path = tmp_path / f"out.{ending}"
    assert told.args == [str(path)]
    content = path.read_bytes()
    assert content.startswith(begins)
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith("out")] == [path.name], "nothing half-written"
    if ending == "csv":
        rows = list(csv.DictReader(content.decode().splitlines()))
        assert len(rows) == len(place.view.comparison.reference)
    if ending == "svg":
        assert b"time of the reference (s)" in content
    if ending == "pdf":
        assert content.count(b"/Type /Page\n") == 2, "one about the model"
        assert content.rstrip().endswith(b"%%EOF")


def test_a_folder_that_refuses_is_said(anna, tmp_path):
    place = place_of(anna)
    place.export.ask_path = lambda _: str(tmp_path / "nowhere" / "out.csv")
    place.export.save("csv")
    anna.settle()
    assert "out.csv could not be written" in anna.window.banners.sentences[0]


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such rights of files")
def test_what_is_written_may_be_read_by_its_owner_alone(anna, tmp_path):
    place = place_of(anna)
    place.export.ask_path = lambda _: str(tmp_path / "out.csv")
    place.export.save("csv")
    anna.settle()
    assert (tmp_path / "out.csv").stat().st_mode & 0o077 == 0


def test_nothing_is_written_where_no_file_was_named(anna):
    place = place_of(anna)
    place.export.ask_path = lambda _: ""
    place.export.save("pdf")
    anna.settle()
    assert anna.window.banners.sentences == []


# --- look ---------------------------------------------------------------------------------------------------------


def test_the_look_changes_with_the_theme_and_a_left_hand_mirrors_the_place(anna, settings):
    place, window = place_of(anna), anna.window
    window.theme.choose("light")
    light = place.inks.grab().toImage()
    window.theme.choose("dark")
    dark = place.inks.grab().toImage()
    assert dark.pixelColor(200, 60).name().upper() == DARK.paper
    assert light.pixelColor(200, 60).name().upper() == LIGHT.paper
    assert place.figures.mapTo(place, QPoint(0, 0)).x() > place.width() / 2
    settings.hand = "left"
    window._take_settings()
    anna.qtbot.waitUntil(lambda: place.figures.mapTo(place, QPoint(0, 0)).x() < 4)


@pytest.mark.parametrize(("width", "height"), [(1024, 700), (1280, 800), (1920, 1080)])
def test_nothing_is_cut_off_at_the_sides(anna, width, height):
    window, place = anna.window, place_of(anna)
    window.resize(width, height)
    QApplication.processEvents()
    assert (window.width(), window.height()) == (width, height)
    assert place.figures.widget().width() <= place.figures.viewport().width()
    inks = place.inks
    for side in SIDES:
        xs, ys = inks.drawing.points(side, inks.area, inks.look)
        ink = QRectF(QPointF(xs.min(), ys.min()), QPointF(xs.max(), ys.max()))
        assert inks.drawing.papers(inks.area)[side].contains(ink)
