"""Retraining from the window: start, watch, cancel, promote, bring back."""

import numpy as np
import pytest
from fake_services import FakeServices

from sigverify.corpora.folders import load_corpus
from sigverify.errors import ModelError, ProtocolError, ResourceFault, StoreError
from sigverify.gui.panels.corpus_folders import KINDS
from sigverify.gui.plots.energy_plot import EnergyPlot
from sigverify.gui.plots.training_plots import HeldOutPlot
from sigverify.gui.retraining import StoppedTraining, TrainingChoice


@pytest.fixture
def training(use):
    use.window.go_to("Train")
    use.settle()
    use.qtbot.waitUntil(lambda: use.window.train.can_start)
    return use


def begin(use) -> None:
    use.qtbot.waitUntil(use.window.train.controls.begin.isEnabled)
    use.window.train.controls.begin.click()


def run(use) -> None:
    begin(use)
    use.qtbot.waitUntil(lambda: not use.window.train.is_training)


def changed(use) -> None:
    use.qtbot.waitUntil(lambda: not use.window.train.is_changing)
    use.settle()


def test_it_says_what_will_be_used_before_it_starts(training):
    words = training.window.train.side.material_words.text()
    assert "5 genuine signatures of 2 signers" in words
    assert "40 synthetic signers" in words


def test_it_cannot_start_with_too_little_and_says_what_to_do(open_window, fake):
    fake.with_signer("Anna", 5)
    use = open_window(fake)
    use.window.go_to("Train")
    use.settle()
    assert not use.window.train.controls.begin.isEnabled()
    assert "Enrol one more" in use.window.train.side.words.text()


def test_loss_and_distances_are_drawn_and_the_outcome_offers_the_challenger(training):
    train = training.window.train
    run(training)
    assert train.curves.loss.point_count == 30
    assert not train.curves.histograms.is_empty
    assert train.side.title.text() == "No worse"
    assert train.side.promote.isVisible()
    assert train.controls.begin.property("role") == "", "one button alone is the next step"
    assert "in use" in train.result.slopes.accessibleName()
    train.side.promote.click()
    changed(training)
    assert training.fake.model_name == "aligned-tdnn v2"
    assert "aligned-tdnn v2" in training.window.status.words[2]
    assert not train.side.promote.isVisible()
    assert train.controls.begin.property("role") == "primary"
    assert train.side.back.isVisible()
    train.side.back.click()
    training.settle()
    changed(training)
    assert training.fake.model_name == "aligned-tdnn"


def test_a_challenger_without_enough_evidence_cannot_be_promoted(training):
    training.fake.promotable = False
    run(training)
    train = training.window.train
    assert train.side.title.text() == "Not enough evidence"
    assert not train.side.promote.isVisible()


def test_cancelling_changes_nothing(training):
    training.fake.training_steps, training.fake.step_s = 10_000, 0.002
    train = training.window.train
    begin(training)
    training.qtbot.waitUntil(lambda: train.curves.loss.point_count > 3)
    train.controls.stop.click()
    training.qtbot.waitUntil(lambda: not train.is_training)
    assert training.fake.training_ended == "cancelled"
    assert train.outcome is None
    assert train.controls.phase.text() == "Cancelled; nothing was changed"
    assert train.controls.begin.isVisible()
    assert not train.side.promote.isVisible()


def test_an_error_while_training_is_said_and_training_can_be_started_again(training):
    def broken(choice, cancelled):
        raise ModelError("The model is damaged. Install it again.")
        yield

    retrain, training.fake.retrain = training.fake.retrain, broken
    training.window.train.controls.begin.click()
    training.qtbot.waitUntil(lambda: not training.window.train.is_training)
    assert training.window.banners.sentences == ["The model is damaged. Install it again."]
    training.fake.retrain = retrain
    run(training)
    assert training.window.train.outcome is not None


def test_closing_the_window_in_the_middle_stops_the_training_first(training):
    training.fake.training_steps, training.fake.step_s = 10_000, 0.002
    train = training.window.train
    begin(training)
    training.qtbot.waitUntil(lambda: train.curves.loss.point_count > 3)
    training.window.close()
    assert training.fake.training_ended == "cancelled"
    assert training.fake.closed


def test_signing_goes_on_while_a_training_runs(training):
    training.fake.training_steps, training.fake.step_s = 10_000, 0.002
    train = training.window.train
    begin(training)
    training.qtbot.waitUntil(lambda: train.curves.loss.point_count > 3)
    training.choose("id-Anna", "Enrol")
    training.pen.stroke(50, 80, 40)
    training.qtbot.waitUntil(lambda: training.fake.calls.count("append_stroke") == 1)
    assert train.is_training
    assert isinstance(training.fake, FakeServices)


def choose(train, architecture: str) -> None:
    train.plan.networks.afresh.click()
    train.plan.network.setCurrentIndex(train.plan.network.findData(architecture))


def test_a_network_of_a_paper_is_chosen_watched_stopped_gone_on_with_and_judged(training):
    train, fake, qtbot = training.window.train, training.fake, training.qtbot
    choose(train, "chopra-2005")
    assert "Chopra, Hadsell &amp; LeCun 2005" in train.plan.about
    assert "Maps run along time, not over an image." in train.plan.about
    assert train.plan.steps.value() == 3000
    train.plan.dtw.setChecked(False)
    train.plan.steps.setValue(40)
    fake.training_steps, fake.step_s = 40, 0.1
    begin(training)
    qtbot.waitUntil(lambda: train.curves.energies.pair_count > 60 and train.curves.held_out.point_count > 0)
    assert fake.choices == [TrainingChoice(architecture="chopra-2005", steps=40)]
    train.curves.pairs_card.buttons[1].click()
    assert train.curves.energies.isVisible()
    qtbot.waitUntil(lambda: "E_G + 10 < E_I holds for" in train.curves.energies.words)
    assert not train.plan.isEnabled()
    train.controls.stop.click()
    qtbot.waitUntil(lambda: train.controls.go_on.isVisible())
    training.settle()
    assert train.controls.begin.text() == "Begin anew"
    assert "chopra-2005, 40 steps" in train.pages.stopped_words.text()
    train.controls.go_on.click()
    qtbot.waitUntil(lambda: not train.is_training)
    training.settle()
    assert fake.choices[1] == TrainingChoice(architecture="chopra-2005", steps=40, resume=True)
    assert train.side.title.text() == "No worse"
    assert train.result.slopes.isVisible()
    assert not train.controls.go_on.isVisible()
    assert train.controls.begin.text() == "Start training"


def test_a_training_that_was_stopped_before_the_start_is_offered_with_its_plan(open_window, fake):
    fake.with_signer("Anna", 5)
    fake.with_signer("Ben", 5)
    kept = TrainingChoice(architecture="bromley-1994+dtw", steps=700, corpora=("csv:/ink",), resume=True)
    fake.stopped = StoppedTraining(choice=kept, done=0.4, obstacle="")
    use = open_window(fake)
    use.window.go_to("Train")
    use.settle()
    train = use.window.train
    assert train.controls.go_on.isVisible()
    assert train.pages.stopped_words.text().startswith("A training was stopped at 40.0")
    begun = train.plan.choice
    assert begun == TrainingChoice(architecture="bromley-1994+dtw", steps=700, corpora=("csv:/ink",))
    choose(train, "chopra-2005")
    begin(use)
    use.qtbot.waitUntil(lambda: not train.is_training)
    assert fake.choices[-1].architecture == "chopra-2005+dtw"
    assert not fake.choices[-1].resume


def test_a_stopped_training_that_no_longer_fits_can_only_be_begun_anew(open_window, fake):
    fake.with_signer("Anna", 5)
    fake.with_signer("Ben", 5)
    fake.stopped = StoppedTraining(choice=TrainingChoice(resume=True), done=0.4, obstacle="Signatures have changed.")
    use = open_window(fake)
    use.window.go_to("Train")
    use.settle()
    assert not use.window.train.controls.go_on.isVisible()
    assert use.window.train.controls.begin.text() == "Begin anew"
    assert "Signatures have changed." in use.window.train.pages.stopped_words.text()


def test_it_says_plainly_when_nobody_is_set_apart(training):
    training.fake.set_apart = False
    run(training)
    curves = training.window.train.curves
    assert all("Nobody is set apart" in plot.words for plot in (curves.held_out, curves.det, curves.map))
    training.fake.set_apart = True
    run(training)
    assert training.window.train.curves.held_out.words == ""
    assert training.window.train.curves.held_out.point_count == 6


def test_errors_of_the_folds_stay_while_the_network_that_is_kept_learns_from_all(qtbot, theme):
    plot = HeldOutPlot(theme)
    qtbot.addWidget(plot)
    for step in range(1, 21):
        plot.show_checks([(at, 0.1) for at in range(10, step + 1, 10)], step, 20)
    assert plot.point_count == 2
    for step in range(1, 21):
        plot.show_checks([(at, None) for at in range(10, step + 1, 10)], step, 20)
    assert plot.point_count == 0
    assert "learns from all signers" in plot.words
    assert not plot._plot.isHidden()
    assert np.isfinite(plot._before.getData()[1]).sum() == 2


def test_each_genuine_pair_is_set_beside_an_impostor_pair_of_its_own_group(qtbot, theme):
    plot = EnergyPlot(theme)
    qtbot.addWidget(plot)
    genuine = np.array([1.0, 1.0, 2.0, 2.0])  # two groups of two
    impostor = np.array([11.0, 11.0, 11.0, 2.5, 2.5, 2.5])  # of three each
    plot.show_energies(genuine, impostor, 1.0)
    assert plot.pair_count == 4
    assert plot.share == 0.5
    plot.restart()
    assert plot.share is None


def test_energies_are_shown_of_networks_that_have_some_only(training):
    run(training)
    assert not any(button.isVisible() for button in training.window.train.curves.pairs_card.buttons)
    assert not training.window.train.curves.energies.isVisible()


def test_going_on_joins_nothing_and_a_network_joins_dtw_unless_told_otherwise(training):
    plan = training.window.train.plan
    assert plan.choice == TrainingChoice(architecture="", steps=80)
    assert not plan.dtw.isVisible()
    choose(training.window.train, "bromley-1994")
    assert plan.choice.architecture == "bromley-1994+dtw"
    plan.dtw.setChecked(False)
    assert plan.choice.architecture == "bromley-1994"


def test_folders_to_learn_from_are_asked_for_remembered_and_removed(training, settings, tmp_path):
    train = training.window.train
    folders = train.plan.folders
    asked = []
    folders.ask_folder = lambda kind: asked.append(kind) or str(tmp_path)
    next(action for action in folders.kinds.actions() if action.data() == "svc2004").trigger()
    assert asked == [KINDS["svc2004"]]
    folders.add_folder("svc2004")
    training.settle()
    assert folders.specs == training.fake.training_folders == (f"svc2004:{tmp_path}",)
    assert str(tmp_path) not in (tmp_path / "window.ini").read_text(encoding="utf-8"), "a path may name a person"
    assert train.plan.choice.corpora == (f"svc2004:{tmp_path}",)
    folders.ask_folder = lambda kind: ""
    folders.add_folder("csv")
    assert len(folders.specs) == 1, "a folder that was not chosen is none"
    remove = next(b for b in folders.findChildren(type(folders.add)) if b.accessibleName() == f"Remove {tmp_path}")
    remove.click()
    training.settle()
    assert training.fake.training_folders == ()


def test_folders_that_an_earlier_program_kept_in_the_settings_are_sealed_at_the_start(open_window, fake, settings):
    settings._store.setValue("training/corpora", ["csv:/cases/anna", "nonsense"])
    use = open_window(fake)
    assert fake.training_folders == ("csv:/cases/anna",)
    assert settings._store.value("training/corpora") is None
    use.window.go_to("Train")
    use.settle()
    assert use.window.train.plan.folders.specs == ("csv:/cases/anna",)
    fake.training_folders = ("csv:/cases/ben",)
    use.window.lock()
    assert use.window.train.plan.folders.specs == ()


def test_folders_that_cannot_be_sealed_stay_in_the_settings_until_the_next_start(open_window, fake, settings):
    settings._store.setValue("training/corpora", "csv:/cases/anna")
    fake.fail_on["seal_training_folders"] = ResourceFault("The disk is full. Make room.")
    assert open_window(fake).window.banners.sentences == ["The disk is full. Make room."]
    assert settings.training_corpora == ("csv:/cases/anna",)
    del fake.fail_on["seal_training_folders"]
    fake.training_folders = ("csv:/cases/ben",)
    open_window(fake)
    assert fake.training_folders == ("csv:/cases/ben",), "what was chosen since holds"
    assert settings.training_corpora is None


def test_every_kind_of_folder_can_be_loaded(tmp_path):
    for kind in KINDS:
        with pytest.raises(ProtocolError):  # for it is empty, not for its kind
            load_corpus(f"{kind}:{tmp_path}")


def test_behind_a_closed_store_nothing_is_said_to_be_on_its_way(open_window, fake):
    fake.fail_on["open"] = StoreError("The store is locked.")
    fake.fail_on["model"] = StoreError("The store is not open.")
    use = open_window(fake)
    use.window.go_to("Train")
    use.settle()
    side = use.window.train.side
    for shown in (side.words, side.in_use, side.material_words):
        assert "loaded" not in shown.text()
        assert "counted" not in shown.text()
    assert not use.window.train.controls.begin.isEnabled()
    fake.fail_on.clear()
    fake.with_signer("Anna", 5)
    fake.with_signer("Ben", 5)
    assert use.window.banners.press("Try again")
    use.settle()
    assert side.in_use.text().startswith("aligned-tdnn")
    use.qtbot.waitUntil(use.window.train.controls.begin.isEnabled)
