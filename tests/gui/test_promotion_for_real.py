"""A challenger from the plan to its promotion and back, as a person sees it: real store, real training, nothing played.

The champion is one small network that has learnt next to nothing, so that a challenger that plain time warping helps is
no worse on any machine.
"""

import os
import signal
from collections.abc import Callable
from multiprocessing import active_children
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from sigverify.corpora.corpus import Corpus
from sigverify.corpora.synthetic import synthetic_corpus
from sigverify.gui.demo_questions import press
from sigverify.gui.desk_services import DeskServices
from sigverify.gui.panels.training_pages import CURVES, MODELS, OUTCOME, PLAN
from sigverify.gui.replay import replay_recording
from sigverify.gui.window import MainWindow
from sigverify.shipped import DEFAULT_MODEL
from sigverify.storage.store import Store
from sigverify.verification.model_files import write_model
from sigverify.workflows.train_plan import TrainPlan
from sigverify.workflows.training import TrainedModel, train_model

pytestmark = pytest.mark.slow

PEOPLE = 6
STEPS = 8


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with a default model of its own."""
    monkeypatch.setenv("SIGVERIFY_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SIGVERIFY_PASSPHRASE", "only for this test")
    plan = TrainPlan(name=DEFAULT_MODEL, architecture="bromley-1994", folds=2, draws=1, steps=2)
    corpus = synthetic_corpus(8, genuine=6, forgeries=3, seed=3)
    made = [item for item in train_model([corpus], plan) if isinstance(item, TrainedModel)][-1]
    write_model(tmp_path / "data" / "models" / DEFAULT_MODEL, made.card, made.payloads)
    return tmp_path


@pytest.fixture
def people() -> Corpus:
    return synthetic_corpus(PEOPLE, genuine=10, forgeries=3, seed=11)


class Person:
    """Somebody at the desk: what is pressed and written, and what is then to be seen."""

    def __init__(self, open_window: Callable[[], MainWindow], people: Corpus, qtbot) -> None:
        self._open, self._people, self._qtbot = open_window, people, qtbot
        self.window = open_window()
        self._used = dict.fromkeys(people.signers, 0)

    def settle(self) -> None:
        self._qtbot.waitUntil(lambda: self.window.desk.waiting == 0)

    def open_again(self) -> None:
        self.window.close()
        self.window = self._open()
        self.settle()

    def go_to(self, place: str) -> None:
        self.window.go_to(place)
        self.settle()

    def write(self, signer: str) -> None:
        """Write this signer's next signature, no two of which are alike."""
        self._used[signer] += 1
        replay_recording(self.window, self._people.of(signer, "genuine")[self._used[signer] - 1].recording)
        self.settle()

    def enrol(self) -> None:
        for signer in self._people.signers:
            self.window.signers.wanted.emit(signer)
            self.settle()
            for _ in range(5):
                self.write(signer)
                if self.window.enrol.refusal.keep.isVisible():
                    self.window.enrol.refusal.keep.click()
                    self.settle()

    def collect(self) -> None:
        """Collect a further signature of each signer, and a practised forgery."""
        self.go_to("Collect")
        for signer in self._people.signers:
            self.window.signers.choose(self._id_of(signer))
            self.settle()
            for label in ("genuine", "forgery"):
                self.window.collect.plan.choose(label)
                self.settle()
                if label == "genuine":
                    self.write(signer)
                else:
                    replay_recording(self.window, self._people.of(signer, "forgery")[0].recording)
                    self.settle()
                assert press(self.window.collect, "Keep")
                self.settle()

    def verify(self, signer: str) -> tuple[str, float]:
        """Verify this signer's next signature, say that it is genuine, and return outcome and score."""
        self.go_to("Verify")
        self.window.signers.choose(self._id_of(signer))
        self.settle()
        self.write(signer)
        place = self.window.verify.verdict
        self._qtbot.waitUntil(lambda: place.verdict is not None)
        found = (place.verdict.outcome, place.verdict.score)
        place._genuine.click()
        self.settle()
        return found

    def read(self, number: int) -> tuple[str, ...]:
        """Open a decision in Review and return what stands there of it."""
        self.go_to("Review")
        self.window.review.open_decision(number)
        self.settle()
        shown = self.window.review.decided
        return (shown._outcome.text(), shown._figures.text(), shown._model.text(), shown._hash.text())

    def _id_of(self, signer: str) -> str:
        return next(known.signer_id for known in self.window.signers.signers if known.name == signer)


@pytest.fixture
def person(qtbot, settings, data: Path, people: Corpus):
    windows = []

    def opened() -> MainWindow:
        window = MainWindow(DeskServices(f"sqlite:///{data / 'store.sqlite'}", retrain_steps=STEPS), settings)
        windows.append(window)
        window.resize(1280, 800)
        with qtbot.waitExposed(window):
            window.show()
        qtbot.waitUntil(lambda: window.live.is_ready and window.desk.waiting == 0)
        return window

    yield Person(opened, people, qtbot)
    for window in windows:
        window.close()
        window.deleteLater()


@pytest.mark.timeout(600)
def test_a_challenger_is_planned_broken_off_gone_on_with_promoted_and_taken_back(person, people, qtbot, data) -> None:
    first, second, third, *_, last = people.signers
    person.enrol()
    person.collect()
    by_old = person.verify(first)
    kept = person.read(1)

    # who is learnt from, and what comes of it, is seen before the start
    person.go_to("Train")
    train = person.window.train
    train.plan.networks.afresh.click()
    train.plan.network.setCurrentIndex(train.plan.network.findData("bromley-1994"))
    qtbot.waitUntil(lambda: train.can_start)
    train.plan.signers.view.selectRow([part.name for part in train.split.signers].index(last))
    train.plan.signers.buttons["apart"].click()
    qtbot.waitUntil(lambda: train.can_start)
    apart = next(part for part in train.split.signers if part.name == last)
    assert (apart.use, apart.compared, apart.measured_in) == ("apart", True, None)
    assert f"both models compared on {PEOPLE}" in train.pages.ready_words.text()
    assert train.side.material_words.text().startswith(f"{6 * (PEOPLE - 1) + 1} genuine signatures of {PEOPLE - 1} sig")
    before = person.window.status.words[2]

    # paused, gone on with, cancelled
    train.controls.begin.click()
    assert train.pages.front == CURVES
    qtbot.waitUntil(lambda: train.curves.loss.point_count > 1)
    train.controls.hold.click()
    assert train.is_paused
    train.controls.hold.click()
    qtbot.waitUntil(lambda: train.curves.held_out.point_count > 0)
    train.controls.stop.click()
    qtbot.waitUntil(train.controls.go_on.isVisible)
    assert train.pages.stopped_words.text().startswith("A training was stopped at")
    assert train.pages.isAncestorOf(person.window.focusWidget()), "the keys did not go with the buttons that went"

    # killed in the middle, and gone on with in another window
    qtbot.waitUntil(train.controls.go_on.isEnabled)
    train.controls.go_on.click()
    qtbot.waitUntil(lambda: train.curves.loss.point_count > 0)
    (process,) = active_children()
    os.kill(process.pid, signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
    qtbot.waitUntil(lambda: not train.is_training)
    person.settle()
    (sentence,) = person.window.banners.sentences
    assert sentence.startswith("The process that was at work ended by itself")
    assert train.pages.stopped_words.text().startswith("A training broke off at")
    person.open_again()
    qtbot.waitUntil(lambda: bool(person.window.banners.sentences))
    assert person.window.banners.sentences[0].startswith("A training broke off at")
    person.go_to("Train")
    train = person.window.train
    qtbot.waitUntil(lambda: train.controls.go_on.isVisible() and train.controls.go_on.isEnabled())
    assert train.plan.choice.kept_apart == (apart.signer_id,)
    train.controls.go_on.click()
    qtbot.waitUntil(lambda: not train.is_training, timeout=280_000)
    person.settle()

    # beside the champion, on signers that neither has seen
    assert person.window.banners.sentences == []
    assert train.pages.front == OUTCOME
    assert {name for name, _, _ in train.outcome.per_signer} == set(people.signers)
    assert train.outcome.promotable, train.outcome.verdict
    assert train.side.title.text() == "No worse"
    assert person.window.focusWidget() is train.side.promote

    # put in use: by keyboard, with a template for everybody
    qtbot.keyClick(train.side.promote, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not train.is_changing)
    person.settle()
    challenger = person.window.status.words[2]
    assert challenger != before
    assert train.side.title.text() == "Model changed"
    assert train.side.before.text() == f"before: {DEFAULT_MODEL}"
    with Store.open(f"sqlite:///{data / 'store.sqlite'}") as store:
        found = store.model_in_use()
        assert found.sha256[:8] in challenger
        assert all(store.template(signer.id, found.sha256) is not None for signer in store.signers())
    train.pages.turn_to(MODELS)
    person.settle()
    assert (train.models.current.key, train.models.current.in_use) == (found.sha256, True)

    # it decides, and what was decided before stays as it was
    by_new = person.verify(second)
    assert person.read(1) == kept
    new = person.read(2)
    assert found.name in new[2]

    # one click brings the old one back, which decides as it did
    person.go_to("Train")
    assert train.side.title.text() == "Train a challenger"
    train.side.back.click()
    person.settle()
    qtbot.waitUntil(lambda: not train.is_changing)
    person.settle()
    assert person.window.status.words[2] == before
    assert train.pages.front == MODELS
    assert (train.models.current.name, train.models.current.in_use) == (DEFAULT_MODEL, True)
    person.verify(third)
    assert [person.read(1), person.read(2)] == [kept, new]
    third_time = person.read(3)
    assert third_time[2:] == kept[2:]
    assert {by_old[0], by_new[0]} <= {"accept", "refer", "reject"}
    train.pages.turn_to(PLAN)
    person.settle()
