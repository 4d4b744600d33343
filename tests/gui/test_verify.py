"""Verifying as a person does it, and what the panel says."""

import threading

import numpy as np
import pytest
from fake_services import draw_signature
from PySide6.QtCore import QCoreApplication, QPointF
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from sigverify.errors import InkError
from sigverify.gui.replay import replay_recording
from sigverify.gui.words import OUTCOME_WORDS
from sigverify.ink.formats import write_csv
from sigverify.verification.lines import RATES, AskedRates


@pytest.fixture
def anna(use):
    use.choose("id-Anna", "Verify")
    return use


def sign(use, recording) -> None:
    replay_recording(use.window, recording)
    use.settle()


def test_a_genuine_signature_is_accepted_with_icon_word_and_number(anna):
    sign(anna, draw_signature(1, 20))
    panel = anna.window.verify.verdict
    assert panel.verdict.outcome == "accept"
    assert panel._outcome.text() == "Accepted"
    assert panel._ratio.text().startswith("LR ")
    assert panel._ratio.text().endswith(" : 1")
    assert "support that Anna wrote it" in panel._support.text()
    assert panel._reason.text()
    assert not panel._sign.pixmap().isNull()
    assert "aligned-tdnn" in panel._model.text()
    assert panel._grid.count() == 5
    assert "shape" in panel._departures.accessibleName()


def test_an_imitation_is_rejected_in_words_that_blame_nobody(anna):
    sign(anna, draw_signature(3, 1))
    panel = anna.window.verify.verdict
    assert panel.verdict.outcome == "reject"
    assert panel._outcome.text() == OUTCOME_WORDS["reject"]
    assert panel._ratio.text().startswith("LR 1 : ")
    assert "%" not in panel._ratio.text() + panel._support.text() + panel._reason.text()


def test_both_alternatives_are_weighed_in_words_and_a_cap_is_said(anna):
    anna.fake.cap = 2.0
    sign(anna, draw_signature(1, 20))
    panel = anna.window.verify.verdict
    assert panel._ratio.text() == panel._random_ratio.text() == "LR at least 100 : 1"
    assert panel._support.text() == (
        "At least moderately strong support that Anna wrote it, rather than that someone else wrote it as an "
        "imitation. That is all that the calibration can carry."
    )
    assert "someone else wrote it as a signature of their own" in panel._random_support.text()
    assert "findings are at least 100 times more probable" in panel._support.toolTip()


def test_below_its_cap_a_ratio_is_said_without_it(anna):
    anna.fake.cap = 8.0
    sign(anna, draw_signature(1, 20))
    panel = anna.window.verify.verdict
    assert "at least" not in panel._ratio.text()
    assert "calibration" not in panel._support.text()


def test_a_model_that_knows_nothing_of_random_forgeries_says_so(anna):
    anna.fake.knows_random = False
    sign(anna, draw_signature(1, 20))
    panel = anna.window.verify.verdict
    assert panel._random_ratio.text() == "Not known"
    assert panel._random_support.text().startswith("This model tells nothing about random forgeries")
    assert panel._random_support.isVisible()


def test_chosen_error_rates_are_used_and_the_line_is_drawn_anew(anna, settings):
    """The view is asked for again as soon as a rate is chosen; a verdict names the lines it was made by."""
    sign(anna, draw_signature(1, 20))
    panel = anna.window.verify.verdict
    assert not panel._lines.isVisible()
    assert anna.fake.asked[-1] == AskedRates()
    anna.window.go_to("Settings")
    anna.window.preferences.false_matches.setCurrentIndex(3)
    anna.settle()
    asked = AskedRates(false_matches=sorted(RATES)[-3])
    assert settings.rates == anna.fake.asked[-1] == asked
    anna.window.go_to("Verify")
    anna.fake.lines_note = "At most 1 in 50 is more than can be carried."
    sign(anna, draw_signature(1, 21))
    assert panel.verdict.lines.false_matches == asked.false_matches
    assert panel._lines.text() == (
        "Decided by lines for at most 1 in 50 forgeries accepted. At most 1 in 50 is more than can be carried."
    )
    assert panel._lines.isVisible()


def test_the_ink_is_stored_before_a_verdict_is_asked_for(anna):
    sign(anna, draw_signature(1, 20))
    calls = anna.fake.calls
    assert calls.index("begin_capture") < calls.index("append_stroke") < calls.index("verify")
    assert calls[: calls.index("verify")].count("append_stroke") == draw_signature(1, 20).stroke_count
    kept = [k for k in anna.fake.kept if k.role == "questioned"]
    assert [k.label for k in kept] == ["unknown"], "nothing is genuine without a person's word"


def test_no_verdict_is_shown_where_the_ink_could_not_be_stored(anna):
    anna.fake.fail_on["append_stroke"] = InkError("The disk is full. Make room, then sign once more.")
    sign(anna, draw_signature(1, 20))
    panel = anna.window.verify.verdict
    assert panel.verdict is None
    assert panel.words == "The disk is full. Make room, then sign once more."
    assert "verify" not in anna.fake.calls


def test_curves_grow_while_the_pen_moves_and_the_time_axis_grows_for_a_slow_signer(anna):
    plot = anna.window.verify.live.plot
    assert plot.time_span_s == pytest.approx(2.4)
    slow = draw_signature(1, 20, duration_s=6.0)
    replay_recording(anna.window, slow, speed=40, finish=False)
    anna.qtbot.waitUntil(lambda: plot.point_count > 0 and plot.time_span_s >= plot.times_s[-1] > 5.9)
    assert anna.window.verify.verdict.verdict is None
    assert len(plot._references) == 5
    assert plot.time_span_s >= plot.times_s[-1]
    assert np.all(np.diff(plot.times_s) >= 0)


def test_stale_live_requests_are_dropped_and_the_newest_is_answered(anna):
    anna.fake.live_delay_s = 0.02
    anna.window.verify._ask_view()
    anna.settle()
    plot = anna.window.verify.live.plot
    replay_recording(anna.window, draw_signature(1, 20), speed=8, finish=False)
    asked = 480 // 3
    anna.qtbot.waitUntil(lambda: plot.point_count > 0 and plot.times_s[-1] > 2.35)
    assert plot.point_count < asked


@pytest.mark.parametrize("known", [True, False])
def test_a_signature_from_a_file_has_its_curve_and_is_no_attempt(anna, tmp_path, known):
    verify = anna.window.verify
    write_csv(draw_signature(1, 20), tmp_path / "one.csv")
    verify.pad.ask_files = lambda: [str(tmp_path / "one.csv")]
    if not known:
        verify.live.forget_view()  # it is on its way yet
    verify.pad.open.click()
    anna.settle()
    anna.qtbot.waitUntil(lambda: verify.live.plot.point_count > 50)
    times = verify.live.plot.times_s
    assert np.all(np.diff(times) >= 0)
    assert times[-1] == pytest.approx(draw_signature(1, 20).time_s[-1], abs=0.01)
    assert verify.verdict.verdict is not None
    assert not verify.live.was_seen()
    anna.pen.press(60, 60)
    assert verify.live.plot.point_count == 0


def test_points_of_an_earlier_signature_are_not_drawn_in_the_next(anna):
    replay_recording(anna.window, draw_signature(1, 20), speed=30, finish=True)
    anna.settle()
    anna.pen.press(60, 60)
    assert anna.window.verify.live.plot.point_count == 0
    assert anna.window.verify.verdict.verdict is None


@pytest.mark.parametrize(("button", "label"), [("_genuine", "genuine"), ("_forgery", "forgery")])
def test_a_person_says_what_it_really_was(anna, button, label):
    sign(anna, draw_signature(1, 20))
    panel = anna.window.verify.verdict
    getattr(panel, button).click()
    anna.settle()
    assert anna.fake.kept[-1].label == label
    assert "may be used for retraining" in panel._said.text()
    assert panel._said.isVisible()
    assert not panel._genuine.isVisible()


def test_a_signature_may_be_discarded(anna):
    sign(anna, draw_signature(1, 20))
    anna.window.verify.verdict._discard.click()
    anna.settle()
    assert all(k.role == "reference" for k in anna.fake.kept)
    assert anna.window.verify.verdict.verdict is None
    assert anna.window.pad.is_empty


def test_a_signer_without_references_is_sent_to_enrol(use):
    use.choose("id-Ben", "Verify")
    panel = use.window.verify.verdict
    assert panel.action.isVisible()
    panel.action.click()
    assert use.window.place is use.window.enrol


def test_writing_on_while_a_decision_is_made_leaves_the_late_verdict_out(anna):
    anna.fake.verify_gate = threading.Event()
    replay_recording(anna.window, draw_signature(1, 20))
    anna.pen.press(60, 60)
    anna.fake.verify_gate.set()
    anna.pen.lift(70, 60)
    anna.settle()
    assert anna.window.verify.verdict.verdict is None


def test_waiting_is_said_only_after_a_moment(anna):
    anna.fake.verify_gate = threading.Event()
    replay_recording(anna.window, draw_signature(1, 20))
    panel = anna.window.verify.verdict
    assert "Comparing" not in panel.words
    anna.qtbot.waitUntil(lambda: "Comparing" in panel.words)
    anna.fake.verify_gate.set()
    anna.settle()
    assert panel.verdict is not None


def test_everything_of_the_store_is_done_on_one_thread_that_is_not_the_windows(anna):
    sign(anna, draw_signature(1, 20))
    assert len(anna.fake.threads) == 1
    assert threading.get_ident() not in anna.fake.threads
    assert anna.window.thread() is QCoreApplication.instance().thread()


def test_pointing_at_the_curve_shows_the_point_on_the_ink_and_the_other_way_round(anna):
    replay_recording(anna.window, draw_signature(1, 20), speed=20, finish=True)
    plot, pad = anna.window.verify.live.plot, anna.window.pad
    anna.qtbot.waitUntil(lambda: plot.point_count > 3)
    anna.settle()
    box = plot._plot.getPlotItem().getViewBox()
    plot._plot.scene().sigMouseMoved.emit(box.mapViewToScene(QPointF(1.2, 0.1)))
    assert pad._moment is not None
    recording = pad.so_far()
    nearest = int(np.argmin(np.abs(recording.time_s - recording.time_s[0] - 1.2)))
    assert abs(pad._moment.x() - recording.x[nearest]) < 3
    QTest.mouseMove(pad, pad._moment.toPoint())
    anna.qtbot.waitUntil(plot._moment.isVisible)
    assert plot._moment.value() == pytest.approx(1.2, abs=0.05)
    plot._plot.scene().sigMouseMoved.emit(QPointF(-5, -5))
    assert pad._moment is None
    assert not plot._moment.isVisible()


def test_the_verdict_is_spoken_where_somebody_listens(anna, monkeypatch):
    spoken = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: spoken.append(event.message()))
    sign(anna, draw_signature(1, 20))
    assert len(spoken) == 1
    assert spoken[0].startswith("Accepted. LR ")


def test_the_verdict_fades_in_under_a_veil_that_goes(use):
    use.choose("id-Anna", "Verify")
    replay_recording(use.window, draw_signature(1, 20))
    use.settle()
    veil = use.window.verify.verdict._veil
    shown = veil.parentWidget()
    if veil.isVisible():  # else it has gone on a machine that others keep busy
        assert veil.geometry() == shown.rect()
    use.qtbot.waitUntil(lambda: not veil.isVisible())
    without = shown.grab().toImage()
    veil.lift(100_000)
    assert veil.geometry() == shown.rect()
    covered = shown.grab().toImage()
    assert covered != without
    assert covered.pixelColor(30, 5) == use.window.theme.colour("panel")
    veil._fading.setCurrentTime(100_000)
    use.qtbot.waitUntil(lambda: not veil.isVisible())
    assert shown.grab().toImage() == without
