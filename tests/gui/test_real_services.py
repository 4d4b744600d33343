"""The window over the real store and a real model (plain DTW, calibrated on made-up signers): nothing is played."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from pens import Pen

from sigverify.corpora.synthetic import synthetic_corpus
from sigverify.gui.capture.devices import pad_key
from sigverify.gui.desk_services import DeskServices
from sigverify.gui.replay import pen_device, replay_recording
from sigverify.gui.window import MainWindow
from sigverify.ink.card_scale import PadScale
from sigverify.ink.formats import write_csv
from sigverify.storage.rows import Forger
from sigverify.storage.store import Store
from sigverify.verification.lines import AskedRates
from sigverify.workflows.collected import open_corpus


@pytest.fixture(scope="module")
def models(tmp_path_factory) -> Path:
    """A data folder whose default model was made here."""
    from sigverify.shipped import DEFAULT_MODEL
    from sigverify.verification.model_files import write_model
    from sigverify.workflows.train_plan import TrainPlan
    from sigverify.workflows.training import TrainedModel, train_model

    folder = tmp_path_factory.mktemp("data")
    corpus = synthetic_corpus(8, genuine=7, forgeries=5, seed=3)
    plan = TrainPlan(name=DEFAULT_MODEL, architecture="dtw", folds=2, draws=1)
    made = [item for item in train_model([corpus], plan) if isinstance(item, TrainedModel)][-1]
    write_model(folder / "models" / DEFAULT_MODEL, made.card, made.payloads)
    return folder


@pytest.fixture(scope="module")
def signers():
    return synthetic_corpus(7, genuine=7, forgeries=4, seed=11)


class Desk:
    def __init__(self, window: MainWindow, qtbot) -> None:
        self.window, self.qtbot, self.pen = window, qtbot, Pen(window)

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.window.desk.waiting == 0)

    def add(self, name: str) -> None:
        self.window.signers.wanted.emit(name)
        self.settle()

    def write(self, recording) -> None:
        replay_recording(self.window, recording)
        self.settle()

    def enrol(self, corpus, index: int, count: int = 5) -> None:
        signer = corpus.signers[index]
        self.add(signer)
        for sample in corpus.of(signer, "genuine")[:count]:
            self.write(sample.recording)
            if self.window.enrol.refusal.keep.isVisible():
                self.window.enrol.refusal.keep.click()
                self.settle()


@pytest.fixture
def open_desk(qtbot, settings, models, monkeypatch, tmp_path):
    monkeypatch.setenv("SIGVERIFY_DATA", str(models))
    monkeypatch.setenv("SIGVERIFY_PASSPHRASE", "only for this test")
    windows = []

    def opened(url: str = f"sqlite:///{tmp_path / 'store.sqlite'}") -> Desk:
        window = MainWindow(DeskServices(url), settings)
        windows.append(window)
        window.resize(1280, 800)
        with qtbot.waitExposed(window):
            window.show()
        desk = Desk(window, qtbot)
        qtbot.waitUntil(lambda: window.status.words[2].startswith("Model "))
        desk.settle()
        return desk

    yield opened
    for window in windows:
        window.close()
        window.deleteLater()


def test_a_signer_is_enrolled_recognised_and_told_from_another_hand(open_desk, signers):
    desk = open_desk()
    window = desk.window
    assert window.banners.sentences == []
    desk.enrol(signers, 0)
    assert window.enrol._progress.text() == "5 of 5"
    assert window.enrol.cards.reference_count == 5
    assert all(len(r.distances) == 4 for r in window.enrol._enrolment.references)
    other = signers.of(signers.signers[1], "genuine")[0].recording
    desk.write(other)
    assert window.enrol.refusal.isVisible()
    assert window.enrol.refusal.reason.text().startswith("This one differs from the other 5")
    window.enrol.refusal.leave.click()
    desk.settle()

    window.go_to("Verify")
    desk.settle()
    replay_recording(window, signers.of(signers.signers[0], "genuine")[6].recording, speed=4)
    desk.settle()
    first = window.verify.verdict.verdict
    assert first.outcome != "reject"
    assert len(first.distances) == len(first.references) == 5
    assert [name for name, _ in first.departures] == ["shape", "speed", "pressure", "rhythm", "size"]
    desk.qtbot.waitUntil(lambda: window.verify.live.plot.point_count > 0)
    window.verify.verdict._genuine.click()
    desk.settle()
    desk.write(other)
    second = window.verify.verdict.verdict
    assert second.outcome == "reject"
    assert second.score < first.score
    window.verify.verdict._discard.click()
    desk.settle()

    window.go_to("Train")
    desk.settle()
    material = window.train.material
    assert (material.signers, material.genuine, material.forgeries, material.unlabelled) == (1, 6, 0, 0)
    assert not window.train.controls.begin.isEnabled()


def test_a_template_of_another_release_is_made_again_without_a_word(open_desk, signers, models, tmp_path):
    from sigverify.shipped import DEFAULT_MODEL
    from sigverify.verification.model_files import read_card

    desk = open_desk()
    desk.enrol(signers, 0)
    desk.window.go_to("Verify")
    desk.settle()
    questioned = signers.of(signers.signers[0], "genuine")[6].recording
    desk.write(questioned)
    before = desk.window.verify.verdict.verdict
    desk.window.verify.verdict._discard.click()  # else the same ink again would be a copy
    desk.settle()
    desk.window.close()
    _, model = read_card(models / "models" / DEFAULT_MODEL)
    with Store.open(f"sqlite:///{tmp_path / 'store.sqlite'}") as store:
        (signer,) = store.signers()
        kept = store.template(signer.id, model)
        store.save_template(signer.id, model, kept.reference_ids, b"as another release kept it")
    again = open_desk()
    again.window.signers.choose(signer.id)
    again.window.go_to("Verify")
    again.settle()
    again.write(questioned)
    after = again.window.verify.verdict.verdict
    assert (after.outcome, after.distances) == (before.outcome, before.distances)
    assert again.window.banners.sentences == []
    with Store.open(f"sqlite:///{tmp_path / 'store.sqlite'}") as store:
        assert store.template(signer.id, model).payload == kept.payload


def test_a_signature_without_pressure_is_never_accepted_and_one_with_it_is(open_desk, signers):
    """A reference but for its size, written once with and once without: only the first may be accepted."""
    desk = open_desk()
    desk.enrol(signers, 0)
    desk.window.go_to("Verify")
    desk.settle()
    reference = signers.of(signers.signers[0], "genuine")[0].recording
    verdict = desk.window.verify.verdict
    desk.write(replace(reference, y=reference.y * 1.01))
    assert verdict.verdict.outcome == "accept"
    assert verdict.verdict.against_random.log10 > 0
    desk.write(replace(reference, y=reference.y * 1.02, pressure=None))
    flat = verdict.verdict
    assert flat.outcome == ("refer" if flat.score >= flat.reject_below else "reject")
    if flat.score >= flat.threshold:
        assert "tells no pressure" in verdict._reason.text()


def test_pen_events_that_are_played_again_are_refused_as_a_copy(open_desk, signers, tmp_path):
    desk = open_desk()
    desk.enrol(signers, 0, count=2)
    desk.window.go_to("Verify")
    desk.settle()
    for _ in range(2):  # the second time it is no copy of what was refused, either
        desk.write(signers.of(signers.signers[0], "genuine")[0].recording)
        assert desk.window.verify.verdict.verdict is None
        assert "no hand writes the same twice" in desk.window.banners.sentences[-1]
    with Store.open(f"sqlite:///{tmp_path / 'store.sqlite'}") as store:
        assert len(store.recordings()) == 2
        assert store.unfinished_captures() == []
        assert [entry.event.kind for entry in store.audit_entries()].count("copy-refused") == 2


def test_rates_that_the_model_cannot_carry_are_told_at_the_verdict(open_desk, signers, settings):
    """Eight signers carry nothing so strict: the decision says by which lines it was made, and so does the store."""
    settings.rates = AskedRates(false_matches=0.001)
    desk = open_desk()
    desk.enrol(signers, 0)
    desk.window.go_to("Verify")
    desk.settle()
    desk.write(signers.of(signers.signers[0], "genuine")[6].recording)
    verdict = desk.window.verify.verdict
    assert "forgeries accepted is stricter than the calibration can carry" in verdict.verdict.lines.note
    assert verdict._lines.text().endswith(verdict.verdict.lines.note)
    live = desk.window.verify.live.view
    assert live is None or live.decision_line == verdict.verdict.decision_distance
    assert "with 5 references" in desk.window.preferences._carried.text()


def test_a_short_scribble_is_no_reference(open_desk):
    desk = open_desk()
    desk.add("Anna")
    desk.pen.stroke(80, 90, 12)
    desk.window.pad.finish()
    desk.settle()
    assert desk.window.enrol.refusal.reason.text().startswith("Too short to compare")
    assert not desk.window.enrol.refusal.keep.isVisible()


def test_a_window_closed_in_the_middle_of_a_stroke_offers_it_at_the_next_start(open_desk):
    desk = open_desk()
    desk.add("Anna")
    desk.pen.press(80, 90)
    for n in range(60):
        desk.pen.move(80 + 3 * n, 90 + n % 9)
    desk.window.close()
    again = open_desk()
    assert again.window.banners.sentences[0].startswith("A signature of Anna was not finished on")
    assert again.window.banners.press("Keep it")
    again.settle()
    again.window.go_to("Train")
    again.settle()
    assert again.window.train.material.unlabelled == 1


def contents(*folders: Path) -> list[tuple[Path, bytes]]:
    return [(path, path.read_bytes()) for folder in folders for path in folder.rglob("*") if path.is_file()]


def test_nothing_personal_lies_in_the_clear_after_work_at_the_window(
    open_desk, models, tmp_path, monkeypatch, capfd, caplog
):
    """Not in the store, its log and journal, the settings, temporary files, or what was printed and logged."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    desk = open_desk()
    desk.add("Wilhelmina Ångström")
    desk.pen.press(80, 90)
    for n in range(60):
        desk.pen.move(80 + 3 * n, 90 + n % 9)
    ink = desk.window.pad.so_far()
    assert ink is not None
    held = contents(tmp_path, models)  # with the log of the store
    desk.window.close()
    held += contents(tmp_path, models)
    assert {"store.sqlite", "store.sqlite-wal"} <= {path.name for path, _ in held}
    traces = [values[20:24].tobytes() for values in (ink.x, ink.y, ink.time_s)]
    for path, content in held:
        for name in ("Wilhelmina", "Ångström"):
            assert name.encode() not in content, path
            assert name.encode("utf-16-le") not in content, path
        assert not any(trace in content for trace in traces), path
    printed = "".join(capfd.readouterr()) + caplog.text
    assert "Wilhelmina" not in printed


def test_erasing_a_signer_leaves_nothing_to_be_found(open_desk, signers, tmp_path):
    desk = open_desk()
    desk.enrol(signers, 0, count=2)
    desk.window.enrol.erasing.signer.click()
    desk.settle()
    desk.window.enrol.erasing.now.click()
    desk.settle()
    assert desk.window.signers.shown_names == []
    desk.window.go_to("Train")
    desk.settle()
    assert desk.window.train.material.genuine == 0


def test_what_an_erased_signer_forged_of_others_goes_with_them_where_that_is_said(open_desk, signers, tmp_path):
    with Store.open(f"sqlite:///{tmp_path / 'store.sqlite'}") as store:
        anna, bert = store.add_signer("Anna"), store.add_signer("Bert")
        for sample, name in zip(signers.of(signers.signers[0], "genuine")[:3], ("BERT", " bert", "Carl"), strict=True):
            how = {"role": "collected", "label": "forgery", "forger": Forger(name=name)}
            store.add_recording(anna.id, sample.recording, **how)
    desk = open_desk()
    desk.window.signers.choose(bert.id)
    desk.window.go_to("Enrol")
    desk.settle()
    erasing = desk.window.enrol.erasing
    erasing.signer.click()
    desk.settle()
    assert erasing.forged.words.text().startswith("2 forgeries of others' signatures name this signer")
    erasing.forged.box.click()
    erasing.now.click()
    desk.settle()
    assert desk.window.signers.shown_names == ["Anna"]
    desk.window.close()
    with Store.open(f"sqlite:///{tmp_path / 'store.sqlite'}") as store:
        assert [entry.forger for entry in store.recordings()] == [Forger(name="Carl")]


@pytest.mark.slow
def test_a_challenger_is_trained_judged_and_only_promoted_on_evidence(open_desk, signers):
    desk = open_desk()
    window = desk.window
    for index in range(6):
        desk.enrol(signers, index)
    window.go_to("Train")
    desk.settle()
    desk.qtbot.waitUntil(lambda: window.train.can_start)
    window.train.controls.begin.click()
    desk.qtbot.waitUntil(lambda: not window.train.is_training, timeout=240_000)
    outcome = window.train.outcome
    assert window.banners.sentences == []
    assert len(outcome.per_signer) >= 5
    assert window.train.side.promote.isVisible() == outcome.promotable
    if outcome.promotable:
        before = window.status.words[2]
        window.train.side.promote.click()
        desk.qtbot.waitUntil(lambda: not window.train.is_changing)
        desk.settle()
        assert window.status.words[2] != before
        window.train.side.back.click()
        desk.settle()
        desk.qtbot.waitUntil(lambda: not window.train.is_changing)
        desk.settle()
        assert window.status.words[2] == before


def test_a_signature_of_nobody_in_particular_is_found_and_claimed(open_desk, signers):
    desk = open_desk()
    for index in range(3):
        desk.enrol(signers, index, 3)
    desk.window.signers.choose("")
    desk.window.go_to("Verify")
    desk.settle()
    writer = signers.signers[1]
    desk.write(signers.of(writer, "genuine")[5].recording)
    place = desk.window.verify
    desk.qtbot.waitUntil(lambda: place.candidates.isVisible())
    assert place.candidates.view.compared == 3
    assert place.candidates.view.candidates[0].name == writer
    place.candidates.claimed.emit(place.candidates.view.candidates[0].signer_id)
    desk.settle()
    assert place.verdict.verdict.signer_name == writer
    assert not desk.window.banners.sentences


def test_a_scale_and_the_device_are_kept_with_the_ink_and_other_devices_are_told(
    open_desk, signers, settings, tmp_path
):
    desk = open_desk()
    desk.enrol(signers, 0, count=3)
    desk.window.go_to("Verify")
    sample = signers.of(signers.signers[0], "genuine")[5].recording
    foreign = replace(
        sample, pressure=None, capture=replace(sample.capture, device="STU-540", pressure_full_scale=None)
    )
    key = pad_key(pen_device(foreign), "pen", desk.window.screen())
    settings.set_scale(key, PadScale(across_mm=0.25, down_mm=0.2))
    desk.window.places.take_scales()
    desk.write(foreign)
    desk.qtbot.waitUntil(lambda: desk.window.verify.verdict.verdict is not None)
    verdict = desk.window.verify.verdict
    assert "written with Replay of STU-540, the references with Replay of sigma-lognormal model" in verdict.capture_note
    told = f"{verdict.verdict.reason} {verdict.capture_note}"
    assert told.count("tells no pressure") == 1, "said once, in the reason or beside it"
    desk.window.close()
    with Store.open(f"sqlite:///{tmp_path / 'store.sqlite'}", passphrase="only for this test") as store:
        (kept,) = store.recordings(role="questioned")
        *_, reference = store.recordings(role="reference")
    assert (kept.recording.capture.mm_per_unit, kept.recording.capture.mm_per_unit_y) == (0.25, 0.2)
    assert reference.recording.capture.mm_per_unit is None


def test_a_stored_signature_is_compared_replayed_and_exported(open_desk, signers, tmp_path):
    desk = open_desk()
    window, place = desk.window, desk.window.compare
    desk.enrol(signers, 0)
    window.go_to("Verify")
    desk.settle()
    desk.write(signers.of(signers.signers[0], "forgery")[0].recording)
    verdict = window.verify.verdict.verdict
    window.go_to("Compare")
    desk.settle()
    assert place.pickers["questioned"].picked.recording_id == verdict.recording_id
    assert place.pickers["reference"].picked.recording in verdict.references
    view = place.view
    assert view.decision.against_skilled == verdict.against_skilled, "the verdict's own likelihood ratio"
    assert [name for name, _ in view.departures] == ["shape", "speed", "pressure", "rhythm", "size"]
    place.replay.speed.setCurrentIndex(4)
    place.replay.play.click()
    desk.qtbot.waitUntil(lambda: not place.replay.is_playing)
    assert place.replay.slider.value() == place.replay.slider.maximum()
    place.export.ask_path = lambda ending: str(tmp_path / f"out.{ending}")
    for ending in ("png", "svg", "pdf", "csv"):
        with desk.qtbot.waitSignal(place.export.written):
            place.export.save(ending)
        assert (tmp_path / f"out.{ending}").stat().st_size > 1000
    place.pickers["questioned"].list.setCurrentIndex(1)
    desk.settle()
    assert place.view.left_out
    assert place.view.references_used == 4
    assert window.banners.sentences == []

    window.go_to("Enrol")
    desk.settle()
    window.enrol.erasing.signer.click()
    desk.settle()
    window.enrol.erasing.now.click()
    desk.settle()
    assert place.view is None
    assert all(picker.picked is None for picker in place.pickers.values())


def test_a_decision_is_reviewed_overridden_and_reported_as_it_was_made(open_desk, signers, tmp_path):
    desk = open_desk()
    window, place = desk.window, desk.window.review
    desk.enrol(signers, 0)
    window.go_to("Verify")
    desk.settle()
    desk.write(signers.of(signers.signers[0], "forgery")[0].recording)
    verdict = window.verify.verdict.verdict
    desk.window.go_to("Enrol")
    desk.settle()
    window.enrol.desk.ask(lambda services: services.remove_reference(window.signers.current.signer_id, 1))
    desk.settle()
    window.go_to("Review")
    desk.settle()
    (row,) = place.model.rows
    assert (row.outcome, row.score, row.threshold) == (verdict.outcome, verdict.score, verdict.threshold)
    place.open_decision(row.decision_id)
    desk.settle()
    view = place.view
    assert view.against_skilled == verdict.against_skilled
    assert view.against_random == verdict.against_random
    assert (view.distances, view.departures, view.reason) == (verdict.distances, verdict.departures, verdict.reason)
    assert row.model_sha256 == verdict.model_sha256
    assert (view.template_version, view.template_in_force) == (5, False), "a reference was removed since"
    assert [one.recording is None for one in view.references] == [True, False, False, False, False]
    notes, ruling = place.decided.notes, "accept" if verdict.outcome != "accept" else "reject"
    notes.field.setPlainText("Seen with the original.")
    notes.rulings[ruling].click()
    desk.settle()
    assert place.view.row.ruling == ruling
    place.export.ask_path = lambda name, ending: str(tmp_path / f"{name}.{ending}")
    with desk.qtbot.waitSignal(place.export.written):
        place.decided.report.click()
    assert b"/EmbeddedFile" in (tmp_path / f"decision-{row.decision_id}.pdf").read_bytes()
    place.decided.compare.click()
    desk.settle()
    desk.settle()
    assert window.compare.pickers["questioned"].picked.recording_id == verdict.recording_id
    assert window.banners.sentences == []
    window.close()
    with Store.open(f"sqlite:///{tmp_path / 'store.sqlite'}", passphrase="only for this test") as store:
        (reviewed,) = store.review()
        assert (reviewed.ruling, reviewed.stored.decision["decision"]) == (ruling, verdict.outcome)
        assert [entry.event.kind for entry in store.audit_entries()][-2:] == ["ruling", "export"]
        assert store.verify_audit().faults == ()


def test_files_are_compared_over_an_empty_store(open_desk, signers, tmp_path):
    from sigverify.ink.formats import write_csv

    desk = open_desk()
    place = desk.window.compare
    desk.window.go_to("Compare")
    for number, side in enumerate(("questioned", "reference")):
        path = tmp_path / f"{side}.csv"
        write_csv(signers.of(signers.signers[0], "genuine")[number].recording, path)
        place.open_file(side, str(path))
    desk.settle()
    desk.settle()
    assert place.view.decision is None
    assert not place.view.own
    place.open_file("reference", str(tmp_path / "nowhere.csv"))
    desk.settle()
    assert "nowhere.csv" in desk.window.banners.sentences[0]
    assert place.view is not None


def test_what_is_collected_reaches_training_with_labels_and_sessions(open_desk, signers, tmp_path):
    desk = open_desk()
    place = desk.window.collect
    anna = signers.signers[0]
    genuine, forged = signers.of(anna, "genuine"), signers.of(anna, "forgery")
    desk.add(anna)
    desk.window.go_to("Collect")
    desk.settle()
    for n in range(3):
        desk.write(genuine[n].recording)
        place.review.keep.click()
        desk.settle()
        if n == 0:
            place.plan.new_session.click()
    place.plan.choose("forgery")
    place.plan.forger.setText("Somebody Else")
    place.plan.note_replay()
    desk.write(forged[0].recording)
    place.review.keep.click()
    desk.settle()
    place.plan.choose("unknown")
    desk.write(forged[1].recording)
    place.review.keep.click()
    desk.settle()
    files = [tmp_path / f"{n}.csv" for n in range(2)]
    for n, path in enumerate(files):
        write_csv(genuine[4 + n].recording, path)
    (tmp_path / "bad.csv").write_text("nothing of ours")
    place.plan.choose("genuine")
    place.transfer.import_files([str(path) for path in (*files, tmp_path / "bad.csv", files[0])], place.plan.how)
    desk.qtbot.waitUntil(lambda: "imported" in place.transfer.words)
    assert place.transfer.words.startswith("2 signatures imported.\nIn the store already: 0.csv.")
    assert "bad.csv" in place.transfer.words
    desk.settle()
    assert desk.window.banners.sentences == []
    (row,) = place.table.model.rows
    assert row.sittings is not None
    assert [count for _, count in row.sittings.genuine] == [1, 4]
    assert (row.genuine, row.forgeries, row.unknown) == (5, 1, 1)

    place.transfer.ask_folder = lambda: str(tmp_path / "corpus")
    place.transfer.take.click()
    place.transfer.go_on.click()
    desk.qtbot.waitUntil(lambda: "written" in place.transfer.words)
    place.open_page(1)
    place.signatures.select([place.signatures.shown[0].recording_id])
    place.signatures.discard.click()
    desk.window.go_to("Train")
    desk.settle()
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    corpus = open_corpus(f"store:{url}")
    (signer,) = corpus.signers
    assert [s.session for s in corpus.of(signer, "genuine")] == [1, 1, 1, 1], "the one of the first session is gone"
    assert len(corpus.of(signer, "forgery")) == 1
    before = open_corpus(f"csv:{tmp_path / 'corpus'}")
    assert before.sessions_apart
    assert [s.session for s in before.of(signer, "genuine")] == [1, 2, 2, 2, 2]
    with Store.open(url) as store:
        (forgery,) = store.recordings(signer, label="forgery")
        assert forgery.forger == Forger(name="Somebody Else", replays=1)
        assert store.verify_audit().sound
        told = [entry.event.facts for entry in store.audit_entries() if entry.event.kind == "export"]
        assert {"what": "corpus-folder", "count": 6} in told


def names(desk: Desk) -> list[str]:
    """The signers that a person sees in the list, with how many references each has."""
    model = desk.window.signers._model
    return [model.index(row).data() for row in range(model.rowCount())]


@pytest.mark.server
def test_two_windows_on_a_server_work_on_one_store(open_desk, signers, server_url):
    desk, other = open_desk(server_url), open_desk(server_url)
    assert desk.window.banners.sentences == []
    desk.enrol(signers, 0)
    assert desk.window.enrol._progress.text() == "5 of 5"
    desk.qtbot.waitUntil(lambda: names(other) == names(desk) != [])
    other.settle()
    other.window.signers.choose(desk.window.signers.current.signer_id)
    other.window.go_to("Verify")
    other.settle()
    other.write(signers.of(signers.signers[0], "genuine")[6].recording)
    verdict = other.window.verify.verdict.verdict
    assert verdict.outcome != "reject"
    assert len(verdict.references) == 5
    with Store.open(server_url) as store:
        assert [one.recording_id for one in store.decisions()] == [verdict.recording_id]
        assert store.unfinished_captures() == []
        assert store.verify_audit().faults == ()
        store.erase_signer(store.signers()[0].id)
    for one in (desk, other):
        desk.qtbot.waitUntil(lambda one=one: names(one) == [])
        one.settle()
        assert one.window.signers.current is None


@pytest.mark.server
def test_what_is_written_while_the_server_is_away_is_offered_when_it_is_back(open_desk, signers, server, server_url):
    desk = open_desk(server_url)
    desk.add(signers.signers[0])
    server.stop()
    try:
        desk.write(signers.of(signers.signers[0], "genuine")[0].recording)
        assert any("cannot be reached" in sentence for sentence in desk.window.banners.sentences)
        desk.qtbot.waitUntil(lambda: "cannot be reached" in desk.window.status.words[3])
    finally:
        server.start()
    asked = f"A signature of {signers.signers[0]} was not finished"
    desk.qtbot.waitUntil(lambda: any(asked in sentence for sentence in desk.window.banners.sentences))
    assert "passphrase" in desk.window.status.words[3]
    desk.settle()
    with Store.open(server_url) as store:
        (waiting,) = store.unfinished_captures()
        assert waiting.parts
        assert store.recordings() == []


def test_initials_are_enrolled_beside_the_name_and_each_is_verified_as_itself(open_desk, signers, tmp_path):
    desk = open_desk()
    window = desk.window
    desk.enrol(signers, 0)
    name = signers.signers[0]
    window.enrol.details.profile_wanted.emit("initials")
    desk.settle()
    assert (window.signers.current.profile, window.enrol.cards.reference_count) == ("initials", 0)
    short = signers.of(signers.signers[2], "genuine")
    for sample in short[:3]:
        desk.write(sample.recording)
        if window.enrol.refusal.keep.isVisible():
            window.enrol.refusal.keep.click()
            desk.settle()
    assert window.enrol.cards.reference_count == 3
    window.go_to("Verify")
    desk.settle()
    desk.write(short[5].recording)
    verdict = window.verify.verdict.verdict
    assert (verdict.signer_name, len(verdict.references)) == (f"{name} · initials", 3)
    first, second = window.signers.current.profiles
    window.signers.profile_chosen.emit(window.signers.current.signer_id, first.profile_id)
    desk.settle()
    desk.write(short[6].recording)
    assert len(window.verify.verdict.verdict.references) == 5
    assert window.verify.verdict.verdict.score < verdict.score
    assert window.verify.verdict.verdict.outcome == "reject"
    with Store.open(f"sqlite:///{tmp_path / 'store.sqlite'}") as store:
        assert [stored.profile_id for stored in store.decisions()] == [second.profile_id, first.profile_id]
    window.go_to("Review")
    desk.settle()
    assert [row.signer_name for row in window.review.model.rows] == [f"{name} · signature", f"{name} · initials"]


def test_renewing_takes_the_oldest_ones_place_and_is_crash_safe(open_desk, signers, tmp_path):
    desk = open_desk()
    window = desk.window
    desk.enrol(signers, 0, count=2)
    window.enrol.renew.click()
    desk.write(signers.of(signers.signers[0], "genuine")[5].recording)
    if window.enrol.refusal.keep.isVisible():
        window.enrol.refusal.keep.click()
        desk.settle()
    assert window.enrol.cards.reference_count == 2
    assert window.enrol.age.words.text().startswith("1 of 2 renewed")
    with Store.open(f"sqlite:///{tmp_path / 'store.sqlite'}") as store:
        (old,) = [entry for entry in store.recordings() if entry.reference_until is not None]
        assert (old.role, old.label) == ("collected", "genuine")
        references = store.recordings(role="reference")
        assert old.id < min(entry.id for entry in references)


def test_somebody_enrolled_under_another_name_is_asked_about(open_desk, signers, tmp_path):
    desk = open_desk()
    window = desk.window
    desk.enrol(signers, 0)
    name = signers.signers[0]
    desk.add("Somebody else")
    for sample in signers.of(name, "genuine")[5:]:
        desk.write(sample.recording)
        if window.enrol.alike.isVisible():
            break
    assert f"accepted as {name}'s too" in window.enrol.alike.words.text()
    window.enrol.alike.keep.click()
    desk.settle()
    with Store.open(f"sqlite:///{tmp_path / 'store.sqlite'}") as store:
        (told,) = store.audit_entries(kind="reference-kept")[-1:]
        first = next(signer for signer in store.signers() if signer.name == name)
        assert (told.event.facts["why"], told.event.facts["other"]) == ("alike", first.id)


def test_samples_fill_every_place_and_go_again(open_desk):
    desk = open_desk()
    window = desk.window
    with desk.qtbot.waitSignal(window.samples.changed):
        window.samples.show_samples.click()
    desk.settle()
    assert len(window.signers.shown_names) == 4
    assert all(name.endswith("(sample)") for name in window.signers.shown_names)
    window.go_to("Review")
    desk.settle()
    assert len(window.review.model.rows) == 12
    window.go_to("Train")
    desk.settle()
    assert window.train.material.signers == 0, "nothing is learnt from samples"
    window.signers._drop_samples.click()
    desk.settle()
    assert window.signers.shown_names == []
    assert window.samples.isVisible()
