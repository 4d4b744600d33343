"""The shipped network retrained through the window: signatures written with a pen, real store, real training."""

import pytest
from PySide6.QtWidgets import QApplication

from sigverify.corpora.synthetic import synthetic_corpus
from sigverify.gui.desk_services import DeskServices
from sigverify.gui.replay import replay_recording
from sigverify.gui.window import MainWindow
from sigverify.storage.store import Store
from sigverify.verification.model_files import read_card
from sigverify.workflows.models import user_models, verifier_in_use

pytestmark = pytest.mark.slow

SIGNERS = 5


@pytest.fixture
def url(tmp_path, monkeypatch) -> str:
    monkeypatch.setenv("SIGVERIFY_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SIGVERIFY_PASSPHRASE", "only for this test")
    return f"sqlite:///{tmp_path / 'store.sqlite'}"


@pytest.fixture
def open_window_on(qtbot, settings, url):
    windows = []

    def opened(steps: int) -> MainWindow:
        window = MainWindow(DeskServices(url, retrain_steps=steps), settings)
        windows.append(window)
        window.resize(1280, 800)
        with qtbot.waitExposed(window):
            window.show()
        qtbot.waitUntil(lambda: window.live.is_ready and window.desk.waiting == 0)
        return window

    yield opened
    for window in windows:
        window.close()
        window.deleteLater()


def enrol(window: MainWindow, qtbot) -> None:
    """Write five references of each of a few synthetic signers with a pen."""
    corpus = synthetic_corpus(SIGNERS, genuine=6, forgeries=1, seed=23)
    for signer in corpus.signers:
        window.signers.wanted.emit(signer)
        qtbot.waitUntil(lambda: window.desk.waiting == 0)
        for sample in corpus.of(signer, "genuine")[:5]:
            replay_recording(window, sample.recording)
            qtbot.waitUntil(lambda: window.desk.waiting == 0)
            if window.enrol.refusal.keep.isVisible():
                window.enrol.refusal.keep.click()
                qtbot.waitUntil(lambda: window.desk.waiting == 0)
    window.go_to("Train")
    qtbot.waitUntil(lambda: window.desk.waiting == 0)


def test_signatures_are_written_and_the_network_learns_from_them(open_window_on, qtbot, url) -> None:
    window = open_window_on(2)
    enrol(window, qtbot)
    qtbot.waitUntil(lambda: window.train.can_start)
    window.train.controls.begin.click()
    qtbot.waitUntil(lambda: not window.train.is_training, timeout=280_000)
    outcome = window.train.outcome
    assert window.banners.sentences == []
    assert len(outcome.per_signer) == SIGNERS
    assert window.train.side.promote.isVisible() == outcome.promotable
    made = [folder for folder in user_models().iterdir() if folder.is_dir()]
    assert len(made) == 1
    card, _ = read_card(made[0])
    weights = [part.weights for part in card.comparators if part.weights]
    assert len(weights) >= 2  # networks, and the background of movements
    assert {file.name for file in made[0].iterdir()} == {"card.json", "history.json", *weights}


def test_closing_the_window_in_the_middle_of_training_leaves_all_as_it_was(open_window_on, qtbot, url) -> None:
    window = open_window_on(5000)
    enrol(window, qtbot)
    with Store.open(url) as store:
        before = verifier_in_use(store).sha256
    qtbot.waitUntil(lambda: window.train.can_start)
    window.train.controls.begin.click()
    qtbot.waitUntil(lambda: window.train.curves.loss.point_count > 2)
    assert window.train.is_training
    window.close()
    QApplication.processEvents()
    assert not window.train.is_training
    assert not user_models().exists(), "nothing half-written"
    with Store.open(url) as store:
        assert verifier_in_use(store).sha256 == before
        assert store.model_in_use() is None
        assert sum(signer.reference_count for signer in store.signers()) == 5 * SIGNERS


def test_a_network_of_a_paper_is_trained_stopped_and_gone_on_with_in_another_window(open_window_on, qtbot, url) -> None:
    window = open_window_on(60)
    enrol(window, qtbot)
    train = window.train
    train.plan.networks.afresh.click()
    train.plan.network.setCurrentIndex(train.plan.network.findData("chopra-2005"))
    train.plan.dtw.setChecked(False)
    qtbot.waitUntil(lambda: train.can_start)
    train.controls.begin.click()
    qtbot.waitUntil(lambda: train.curves.loss.point_count > 20)
    assert train.curves.energies.pair_count > 0
    assert not train.curves.histograms.is_empty
    qtbot.waitUntil(lambda: train.curves.held_out.point_count > 0)
    train.controls.stop.click()
    qtbot.waitUntil(train.controls.go_on.isVisible)
    window.close()

    again = open_window_on(60).train
    again.window().go_to("Train")
    qtbot.waitUntil(again.controls.go_on.isVisible)
    assert again.plan.network.currentData() == "chopra-2005"
    assert "chopra-2005, 60 steps" in again.pages.stopped_words.text()
    again.controls.go_on.click()
    qtbot.waitUntil(lambda: not again.is_training, timeout=280_000)
    assert again.window().banners.sentences == []
    assert len(again.outcome.per_signer) == SIGNERS
    assert again.result.slopes.isVisible()
    (folder,) = user_models().iterdir()
    card, _ = read_card(folder)
    assert [part.architecture for part in card.comparators] == ["chopra-2005"]
    qtbot.waitUntil(lambda: again.window().desk.waiting == 0)
    assert not again.controls.go_on.isVisible(), "what ended well cannot be gone on with"
