"""Retraining from the window: start, watch, cancel, promote, bring back."""

import pytest
from fake_services import FakeServices

from sigverify.errors import ModelError


@pytest.fixture
def training(use):
    use.window.go_to("Train")
    use.settle()
    return use


def run(use) -> None:
    use.window.train._start.click()
    use.qtbot.waitUntil(lambda: not use.window.train.is_training, timeout=10_000)


def test_it_says_what_will_be_used_before_it_starts(training):
    words = training.window.train._material_words.text()
    assert "5 genuine signatures of 2 signers" in words
    assert "40 synthetic signers" in words


def test_it_cannot_start_with_too_little_and_says_what_to_do(open_window, fake):
    fake.with_signer("Anna", 5)
    use = open_window(fake)
    use.window.go_to("Train")
    use.settle()
    assert not use.window.train._start.isEnabled()
    assert "Enrol one more" in use.window.train._words.text()


def test_loss_and_distances_are_drawn_and_the_outcome_offers_the_challenger(training):
    train = training.window.train
    run(training)
    assert train.loss.point_count == 30
    assert not train.histograms.is_empty
    assert train._title.text() == "No worse"
    assert train._promote.isVisible()
    assert "in use" in train.slopes.accessibleName()
    train._promote.click()
    training.settle()
    assert training.fake.model_name == "aligned-tdnn v2"
    assert "aligned-tdnn v2" in training.window.status.words[2]
    assert not train._promote.isVisible()
    assert train._back.isVisible()
    train._back.click()
    training.settle()
    assert training.fake.model_name == "aligned-tdnn"
    assert not train._back.isVisible()


def test_a_challenger_without_enough_evidence_cannot_be_promoted(training):
    training.fake.promotable = False
    run(training)
    train = training.window.train
    assert train._title.text() == "Not enough evidence"
    assert not train._promote.isVisible()


def test_cancelling_changes_nothing(training):
    training.fake.training_steps, training.fake.step_s = 10_000, 0.002
    train = training.window.train
    train._start.click()
    training.qtbot.waitUntil(lambda: train.loss.point_count > 3)
    train._cancel.click()
    training.qtbot.waitUntil(lambda: not train.is_training, timeout=3000)
    assert training.fake.training_ended == "cancelled"
    assert train.outcome is None
    assert train._phase.text() == "Cancelled; nothing was changed"
    assert train._start.isVisible()


def test_an_error_while_training_is_said_and_training_can_be_started_again(training):
    def broken(cancelled):
        raise ModelError("The model is damaged. Install it again.")
        yield

    retrain, training.fake.retrain = training.fake.retrain, broken
    run(training)
    assert training.window.banners.sentences == ["The model is damaged. Install it again."]
    training.fake.retrain = retrain
    run(training)
    assert training.window.train.outcome is not None


def test_closing_the_window_in_the_middle_stops_the_training_first(training):
    training.fake.training_steps, training.fake.step_s = 10_000, 0.002
    train = training.window.train
    train._start.click()
    training.qtbot.waitUntil(lambda: train.loss.point_count > 3)
    training.window.close()
    assert training.fake.training_ended == "cancelled"
    assert training.fake.closed


def test_signing_goes_on_while_a_training_runs(training):
    training.fake.training_steps, training.fake.step_s = 10_000, 0.002
    train = training.window.train
    train._start.click()
    training.qtbot.waitUntil(lambda: train.loss.point_count > 3)
    training.choose("id-Anna", "Enrol")
    training.pen.stroke(50, 80, 40)
    training.qtbot.waitUntil(lambda: training.fake.calls.count("append_stroke") == 1)
    assert train.is_training
    assert isinstance(training.fake, FakeServices)
