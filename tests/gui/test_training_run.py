"""A training while it runs: pictures, pause, cancel, what is found after a crash; and models after it."""

import numpy as np
import pytest
from PySide6.QtCore import Qt

from sigverify.errors import ResourceFault
from sigverify.evaluation.error_rates import points
from sigverify.gui.panels.training_pages import MODELS, OUTCOME
from sigverify.gui.plots.det_plot import DetPlot
from sigverify.gui.plots.signature_map_plot import SignatureMapPlot
from sigverify.gui.retraining import StoppedTraining, TrainingChoice, TrainingPicture


@pytest.fixture
def training(use):
    use.window.go_to("Train")
    use.settle()
    use.qtbot.waitUntil(lambda: use.window.train.can_start)
    return use


def begin_long(use) -> None:
    use.fake.training_steps, use.fake.step_s = 10_000, 0.001
    use.window.train.controls.begin.click()
    use.qtbot.waitUntil(lambda: use.window.train.curves.loss.point_count > 3)


def run(use) -> None:
    use.window.train.controls.begin.click()
    use.qtbot.waitUntil(lambda: not use.window.train.is_training)
    use.settle()


def changed(use) -> None:
    use.qtbot.waitUntil(lambda: not use.window.train.is_changing)
    use.settle()


def test_four_plots_live_side_by_side(training):
    run(training)
    curves = training.window.train.curves
    assert curves.det.point_count > 10
    assert curves.map.point_count == 32
    assert "filled: genuine, hollow: forged" in curves.map.words
    assert "% of the distances" in curves.map.words
    training.window.train.pages.turn_to(1)
    shown = [plot for plot in (curves.loss, curves.histograms, curves.det, curves.map) if plot.isVisible()]
    assert len(shown) == 4
    curves.errors_card.buttons[1].click()
    assert curves.held_out.isVisible()
    assert not curves.det.isVisible()


def test_before_the_first_check_the_plots_say_what_will_be_there(training):
    curves = training.window.train.curves
    assert "first check" in curves.det.words
    assert "first check" in curves.map.words


def picture(rate: float, size: float = 1.0, det: int = 5) -> TrainingPicture:
    line = np.linspace(-2, 2, det)
    return TrainingPicture(
        det=(line, -line),
        equal_error_rate=rate,
        points=size * np.array([[0.0, 1.0], [1.0, -1.0], [-1.0, 0.0]]),
        kept=0.8,
        signer=(0, 0, 1),
        forged=(False, True, False),
    )


def test_earlier_checks_stay_as_thin_curves(qtbot, theme):
    plot = DetPlot(theme)
    qtbot.addWidget(plot)
    for rate in (0.3, 0.2, 0.1):
        plot.show_check(picture(rate))
    assert np.isfinite(plot._before.getData()[0]).sum() == 10
    assert "10.0" in plot.words
    plot.show_check(picture(0.0, det=0))
    assert plot.words.startswith("No error on the signers set apart")
    plot.restart()
    assert plot.point_count == 0


def test_the_axes_of_the_map_stand_still_while_the_signatures_fit(qtbot, theme):
    plot = SignatureMapPlot(theme)
    qtbot.addWidget(plot)
    plot.show_check(picture(0.1))
    before = plot._reach
    plot.show_check(picture(0.1, size=0.8))
    assert plot._reach == before
    plot.show_check(picture(0.1, size=3.0))
    assert plot._reach > before


def test_it_pauses_and_goes_on(training):
    train = training.window.train
    begin_long(training)
    train.controls.hold.click()
    assert train.is_paused
    assert train.controls.hold.text() == "Resume"
    assert train.controls.phase.text().startswith("Paused")
    counts: list[int] = []

    def still() -> bool:
        counts.append(train.curves.loss.point_count)
        return len(counts) > 20 and len(set(counts[-20:])) == 1

    training.qtbot.waitUntil(still)
    train.controls.hold.click()
    assert not train.is_paused
    training.qtbot.waitUntil(lambda: train.curves.loss.point_count > counts[-1])
    train.controls.stop.click()
    training.qtbot.waitUntil(lambda: not train.is_training)


def test_a_paused_training_is_cancelled_and_the_window_closed_without_waiting(training):
    train = training.window.train
    begin_long(training)
    train.controls.hold.click()
    train.controls.stop.click()
    training.qtbot.waitUntil(lambda: not train.is_training)
    assert training.fake.training_ended == "cancelled"
    training.qtbot.waitUntil(train.controls.go_on.isVisible)
    train.controls.go_on.click()
    training.qtbot.waitUntil(lambda: train.is_training)
    train.controls.hold.click()
    training.window.close()
    assert training.fake.closed
    assert training.fake.stopped is not None, "its checkpoint is kept"


def test_what_a_crash_left_is_offered_when_the_program_starts(open_window, fake):
    fake.with_signer("Anna", 5)
    fake.with_signer("Ben", 5)
    kept = TrainingChoice(architecture="bromley-1994+dtw", steps=700, seed=4, kept_apart=("id-Ben",), resume=True)
    fake.stopped = StoppedTraining(choice=kept, done=0.4, obstacle="", fell=True)
    use = open_window(fake)
    use.qtbot.waitUntil(lambda: use.window.banners.sentences != [])
    (sentence,) = use.window.banners.sentences
    assert sentence.startswith("A training broke off at 40.0")
    assert "bromley-1994 + dtw, 700 steps" in sentence
    use.window.banners.clear_questions()
    assert use.window.banners.press("Go to Train")
    assert use.window.banners.sentences == []
    use.settle()
    train = use.window.train
    assert train.plan.choice.kept_apart == ("id-Ben",)
    assert train.plan.choice.seed == 4
    train.controls.go_on.click()
    use.qtbot.waitUntil(lambda: not train.is_training)
    assert fake.choices == [kept]


def test_a_full_disk_is_said_and_what_was_learnt_is_gone_on_with(training):
    def full(choice, cancelled):
        training.fake.stopped = StoppedTraining(choice=choice, done=0.99, obstacle="")
        raise ResourceFault("The model cannot be written: no room. Then choose 'Go on': what was learnt is kept.")
        yield

    training.fake.retrain = full
    train = training.window.train
    train.controls.begin.click()
    training.qtbot.waitUntil(lambda: not train.is_training)
    assert "no room" in training.window.banners.sentences[0]
    training.qtbot.waitUntil(train.controls.go_on.isVisible)


def test_the_outcome_tells_both_models_signer_by_signer_and_how_sure_it_is(training):
    run(training)
    train = training.window.train
    assert train.pages.front == OUTCOME
    words = train.result.words.text()
    assert "On 14 signers that neither model learnt from" in words
    assert "with 95\N{NARROW NO-BREAK SPACE}% confidence the change lies between" in words
    assert "plain dynamic time warping 5.8" in words
    assert train.result.table.rowCount() == 14
    changes = [train.result.table.item(row, 3).text() for row in range(14)]
    assert changes[0].startswith("−")


def test_points_of_a_per_cent_have_their_sign():
    assert [points(value) for value in (0.0123, -0.004, 0.0, 0.0004)] == ["+1.2", "−0.4", "0.0", "0.0"]


def test_promotion_shows_how_far_the_templates_are_and_can_be_stopped(training):
    run(training)
    train, fake = training.window.train, training.fake
    fake.templates, fake.step_s = 5000, 0.001
    train.side.promote.click()
    training.qtbot.waitUntil(
        lambda: "of 5 000 signers" in train.controls.phase.text() or "of 5" in train.controls.phase.text()
    )
    assert train.side.title.text() == "Changing the model"
    assert not train.plan.isEnabled()
    train.controls.stop.click()
    changed(training)
    assert train.controls.phase.text() == "Cancelled; nothing was changed"
    assert fake.model_name == "aligned-tdnn"
    assert train.side.promote.isVisible(), "it may be promoted later"
    fake.templates, fake.step_s = 2, 0.0
    train.side.promote.click()
    changed(training)
    assert fake.model_name == "aligned-tdnn v2"
    assert "take_model" in fake.calls


def test_a_fault_among_the_templates_leaves_the_model_in_use(training):
    run(training)
    training.fake.templates_fail_at = 1
    training.window.train.side.promote.click()
    changed(training)
    assert training.window.banners.sentences == ["The challenger cannot be read. Train it again."]
    assert training.fake.model_name == "aligned-tdnn"
    assert training.window.train.controls.phase.text() == "Stopped by an error; nothing was changed"


def test_the_window_is_closed_in_the_middle_of_a_change(training):
    run(training)
    training.fake.templates, training.fake.step_s = 10_000, 0.001
    training.window.train.side.promote.click()
    training.qtbot.waitUntil(lambda: training.window.train.is_changing)
    training.window.close()
    assert training.fake.closed
    assert training.fake.model_name == "aligned-tdnn"


def test_any_earlier_model_is_brought_back_from_the_list(training):
    train, fake = training.window.train, training.fake
    fake.used, fake.model_name = ["desk-1", "desk-2"], "desk-3"
    train.pages.turn_to(MODELS)
    training.settle()
    names = [train.models.table.item(row, 0).text() for row in range(train.models.table.rowCount())]
    assert names == ["desk-3", "desk-2", "desk-1", "aligned-tdnn", "dtw"]
    assert train.models.table.item(0, 3).text().startswith("✔ in use since")
    assert not train.models.back.isEnabled(), "it is in use"
    train.models.table.setFocus()
    training.qtbot.keyClick(train.models.table, Qt.Key.Key_Down)
    training.qtbot.keyClick(train.models.table, Qt.Key.Key_Down)
    training.settle()
    assert train.models.current.name == "desk-1"
    train.models.back.click()
    changed(training)
    assert fake.model_name == "desk-1"
    assert train.side.in_use.text().startswith("desk-1")
    assert train.models.table.item(0, 0).text() == "desk-1"
    train.models.table.selectRow(3)
    assert not train.models.back.isEnabled()
    assert "must first show that it is no worse" in train.models._why.text()


def test_every_model_s_card_is_read_in_the_window(training):
    train = training.window.train
    train.pages.turn_to(MODELS)
    training.settle()
    text = train.models.browser.toPlainText()
    assert "What it was trained on" in text
    assert "No <b>signer</b> you know." in text, "what a card says is shown as it is, not read as markup"
    assert "3.4" in text
    assert "MIT" in text
    train.models.table.selectRow(train.models.table.rowCount() - 1)
    training.settle()
    assert "its card cannot be read" in train.models.browser.toPlainText()


def test_nothing_is_changed_while_a_training_runs(training):
    train = training.window.train
    training.fake.used = ["desk-1"]
    begin_long(training)
    train.pages.turn_to(MODELS)
    training.settle()
    train.models.table.selectRow(1)
    assert not train.models.back.isEnabled()
    assert "Wait" in train.models._why.text()
    train.controls.stop.click()
    training.qtbot.waitUntil(lambda: not train.is_training)
    assert train.models.back.isEnabled()
