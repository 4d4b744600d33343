"""The recorded demo: enrolment, verification and retraining through the real window, pen event by pen event."""

import os
import secrets
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from sigverify.corpora.corpus import Corpus, Sample
from sigverify.errors import ProtocolError, ResourceFault
from sigverify.gui.application import create_application, work_without_display
from sigverify.gui.demo_hindrances import Hindrances
from sigverify.gui.demo_questions import Questions, press
from sigverify.gui.desk_services import DeskServices
from sigverify.gui.idle_collector import IdleCollector
from sigverify.gui.language import ENGLISH, speak, tr
from sigverify.gui.panels.review import AUDIT, DECISIONS
from sigverify.gui.panels.training_pages import CURVES, MODELS
from sigverify.gui.pictures import save_pictures
from sigverify.gui.replay import replay_recording
from sigverify.gui.settings import Hand, WindowSettings
from sigverify.gui.window import MainWindow
from sigverify.ink.recording import Recording
from sigverify.sentences import said
from sigverify.storage.store import Store
from sigverify.verification.attempts import AttemptLimit
from sigverify.workflows.attempts import set_limit
from sigverify.workflows.models import find_model, put_into_use

REFERENCES = 5
"""References enrolled for each signer."""

TESTED = 3
"""Genuine signatures, and as many forgeries, that are verified for each signer."""

_REPLAYED_PERCENT = 62
"""Where the replay stands in its picture."""

_PATIENCE_S = 120.0
_LIVE_SPEED = 2.0
_TRUE_SPEED = 1.0
_FADE_S = 0.4


@dataclass(frozen=True, kw_only=True)
class DemoLook:
    """How the demo's window looks: (width, height) of its pictures in pixels, the hand that writes, its language."""

    sizes: tuple[tuple[int, int], ...] = ((1280, 800),)
    hand: Hand = "right"
    language: str = ENGLISH


@dataclass(frozen=True, kw_only=True)
class DemoResult:
    """What the demo did: (signer, signature, decision, score) of each verification, a summary, the pictures' folder."""

    rows: list[tuple[str, str, str, str]]
    summary: str
    pictures: Path | None


Tell = Callable[[str, float], None]
"""Told what the demo does, and which share of it is done, 0 … 1."""


def run_demo(
    corpus: Corpus, *, signers: int, model: str, pictures: Path | None, retrain_steps: int, look: DemoLook, tell: Tell
) -> DemoResult:
    """Replay a corpus through the window, in a store of its own that is thrown away at the end.

    signers: at most so many, those with REFERENCES + TESTED genuine signatures; model: name or path; pictures: folder
    for pictures of the window; retrain_steps: batches of the retraining at the end, 0 leaves it out.

    The first genuine signatures become references, later ones and the first forgeries are verified: nothing is chosen
    by its outcome. Raises ProtocolError where no signer has enough signatures.
    """
    chosen = _signers_of(corpus)[:signers]
    if not chosen:
        raise ProtocolError(
            said(
                "No signer of '{corpus}' has {references} genuine signatures. Choose another corpus.",
                corpus=corpus.name,
                references=REFERENCES + TESTED,
            )
        )
    work_without_display()
    folder = find_model(model) if model != "default" else None  # found before the data folder becomes the demo's own
    with tempfile.TemporaryDirectory(prefix="sigverify-demo-") as place, _own_store(Path(place)):
        tell("Opening the window", 0.0)
        demo = _Demo(Path(place), folder, retrain_steps, look, pictures)
        try:
            if pictures is not None:
                tell("First start", 0.05)
                demo.look_around(pictures)
            for number, signer in enumerate(chosen):
                tell(f"{signer} signs", 0.1 + 0.5 * number / len(chosen))
                demo.sign_for(corpus, signer, number, pictures)
            if pictures is not None:
                tell("Every other place", 0.6)
                demo.ask(corpus, chosen[0], chosen[-1], pictures)
                demo.collect(corpus, chosen[-1], pictures)
                demo.review(pictures)
                demo.try_tablet(corpus.of(chosen[0], "genuine")[0].recording, pictures)
                demo.unplug(corpus.of(chosen[-1], "genuine")[REFERENCES].recording)
                demo.sign_apart(corpus.of(chosen[-1], "genuine")[REFERENCES].recording, pictures)
                demo.read(pictures)
            if retrain_steps:
                demo.retrain(pictures, lambda done: tell("Retraining", 0.7 + 0.3 * done))
            if pictures is not None:
                demo.be_hindered(Path(place))
        finally:
            demo.close()
    return DemoResult(rows=demo.rows, summary=demo.summary(), pictures=pictures)


class _Demo:
    """One window at work, and what it decided."""

    def __init__(
        self, place: Path, model: Path | None, retrain_steps: int, look: DemoLook, pictures: Path | None
    ) -> None:
        self.rows: list[tuple[str, str, str, str]] = []
        self._outcomes: list[tuple[str, str]] = []
        self._refused = 0
        self._training = ""
        self._application = create_application()
        url = f"sqlite:///{place / 'store.sqlite'}"
        with Store.open(url) as store:
            set_limit(store, AttemptLimit(most=0))  # all forgeries of a signer are tried here, one after the other
            if model is not None:
                put_into_use(store, model)
        settings = WindowSettings(QSettings(str(place / "window.ini"), QSettings.Format.IniFormat))
        settings.recovery_declined = True  # the store goes when the demo ends
        settings.lock_minutes = 0  # nobody touches it
        settings.hand, settings.language = look.hand, look.language
        speak(look.language)
        self._sizes = look.sizes
        self.window = MainWindow(DeskServices(url, retrain_steps=retrain_steps or None), settings)
        self._collector = IdleCollector(self.window.is_signing, self.window)
        self._collector.start()
        self.window.resize(*look.sizes[0])
        QCursor.setPos(0, 0)  # beside the window, else what lies under it looks pointed at
        self.window.show()
        QCursor.setPos(self.window.geometry().bottomRight())  # over nothing that would show it
        self._until(lambda: self.window.live.is_ready and self.window.desk.waiting == 0, "load the model")
        self._hindrances = Hindrances(self.window, pictures or place, look.sizes, self._settle, self._until)

    def look_around(self, pictures: Path) -> None:
        """Show the window at its first start, then with sample signers, and take these away again."""
        self._save(pictures, "first-start")
        self._questions(pictures).look_at_empty_places()
        self.window.samples.start()
        self._until(lambda: not self.window.samples.is_making, "make sample signers")
        self._settle()
        several = next(signer for signer in self.window.signers.signers if signer.profile)
        self.window.signers.choose(several.signer_id)
        self._settle()
        self._save(pictures, "samples")
        press(self.window.signers, tr("Remove the samples"))
        self._settle()

    def sign_for(self, corpus: Corpus, signer: str, number: int, pictures: Path | None) -> None:
        """Enrol one signer and verify genuine and forged signatures."""
        genuine, forged = corpus.of(signer, "genuine"), corpus.of(signer, "forgery")
        name = signer if corpus.name.startswith("synthetic") else f"{corpus.name} {signer}"
        self.window.signers.wanted.emit(name)
        self._settle()
        for sample in genuine[:REFERENCES]:
            self._write(sample.recording)
            if press(self.window.enrol, tr("Keep it anyway")):
                self._refused += 1
                self._settle()
        if pictures is not None and number == 0:
            self._save(pictures, "enrol")
        self.window.go_to("Verify")
        tested: list[tuple[Sample, str]] = [(s, "genuine") for s in genuine[REFERENCES : REFERENCES + TESTED]]
        tested += [(s, "forgery") for s in forged[:TESTED]]
        seen: set[str] = set()
        for sample, kind in tested:
            watched = pictures is not None and number == 0 and kind not in seen
            outcome = self._verify(name, sample, kind, _LIVE_SPEED if watched else None)
            if watched and pictures is not None:
                seen.add(kind)
                self._pause(_FADE_S)
                self._save(pictures, f"verify-{kind}-{outcome}")
        if pictures is not None and number == 0:
            self._compare(pictures)

    def ask(self, corpus: Corpus, first: str, last: str, pictures: Path) -> None:
        """Show what is asked where somebody else signs, where a signer goes, and where nobody is claimed."""
        asked, others = self._questions(pictures), corpus.of(last, "genuine" if last != first else "forgery")
        signer_id = next(iter(self.window.signers.signers)).signer_id
        before = self.window.signers.current
        if others:  # the last of them were not seen here before, so that they are no copies
            asked.ask_at_enrolment(signer_id, others[-1].recording)
        asked.ask_whose_it_is(corpus.of(last, "genuine")[-1 if last == first else -2].recording)
        if before is not None:
            self.window.signers.choose(before.signer_id)
        self._settle()

    def collect(self, corpus: Corpus, signer: str, pictures: Path) -> None:
        """Collect a genuine signature of the last signer, and a practised forgery of it where the corpus has one."""
        place = self.window.collect
        self.window.go_to("Collect")
        self._settle()
        self._write(corpus.of(signer, "genuine")[REFERENCES].recording)
        self._save(pictures, "collect")
        press(place, tr("Keep"))
        self._settle()
        forged = corpus.of(signer, "forgery")
        if forged:
            place.plan.choose("forgery")
            place.open_page(1)
            self._settle()
            self._write(forged[0].recording)
            self._save(pictures, "collect-forgery")
            press(place, tr("Discard"))
            self._settle()

    def review(self, pictures: Path) -> None:
        """Look at all decisions, open the newest one that went wrong, or the newest, and decide otherwise.

        Then look at what was done in the store, and whether nobody tampered with it.
        """
        self.window.go_to("Review")
        self._settle()
        place = self.window.review
        self._until(lambda: not self.window.review.model.is_waiting_for_ink, "show the ink of what was decided")
        self._save(pictures, "review")
        found = next((row for row in place.model.rows if row.outcome != "accept"), place.model.rows[0])
        place.table.mark(found.decision_id)
        place.open_decision(found.decision_id)
        self._settle()
        place.decided.notes.field.setPlainText(
            "The original on paper shows otherwise: its strokes are joined another way."
        )
        ruling = "accept" if found.outcome != "accept" else "reject"
        place.decided.notes.rulings[ruling].click()  # type: ignore[index]  # one of both
        self._settle()
        self._save(pictures, "review-decision")
        place.turn_to(AUDIT)
        place.audit.check.check.click()
        self._until(lambda: bool(place.audit.check.words), "check the audit chain")
        self._settle()
        self._save(pictures, "review-audit")
        place.turn_to(DECISIONS)
        self._questions(pictures).write_report(pictures)

    def try_tablet(self, recording: Recording, pictures: Path) -> None:
        """Look at what writes: at its own speed, for the intervals of a hurried replay are nobody's."""
        self.window.go_to("Tablet")
        self._write(recording, _TRUE_SPEED)
        self._save(pictures, "tablet")

    def sign_apart(self, recording: Recording, pictures: Path) -> None:
        """Let the signer sign in a window of their own: what it shows, and what the operator sees meanwhile."""
        self.window.go_to("Verify")
        self._settle()
        canvas = self.window.verify.pad.canvas
        canvas.set_pause(_PATIENCE_S)  # nothing is decided while pictures are taken
        self.window.toggle_signer_window()
        replay_recording(self.window, recording, _LIVE_SPEED, finish=False)
        self._settle()
        save_pictures(self.window.signer_window, self.window.theme, pictures, "signer-window")
        self._save(pictures, "signer-window-beside")
        canvas.clear()
        self.window.toggle_signer_window()
        canvas.set_pause(self.window.settings.pause_s)

    def read(self, pictures: Path) -> None:
        """Look at the settings, those at the end too, and at a help page."""
        self.window.go_to("Settings")
        self._settle()
        self._save(pictures, "settings")
        self.window.preferences.show_end()
        self._save(pictures, "settings-end")
        self.window.go_to("Verify")
        self.window.go_to("Help")
        self._save(pictures, "help")

    def unplug(self, recording: Recording) -> None:
        """Unplug the tablet in the middle of a signature."""
        self._hindrances.unplug(recording)

    def be_hindered(self, place: Path) -> None:
        """Find the window locked, a place refused, and a store closed, whose file is put into this folder."""
        self._hindrances.lock()
        self._hindrances.find_closed(place, self.window.settings)

    def retrain(self, pictures: Path | None, tell: Callable[[float], None]) -> None:
        """Retrain on what was enrolled here, and note the verdict."""

        def ended() -> bool:
            tell(self.window.train.controls.share)
            return not self.window.train.is_training

        self.window.go_to("Train")
        self._settle()
        self._until(lambda: self.window.train.can_start, "draw the split")
        if pictures is not None:
            self._save(pictures, "train-plan")
        self.window.train.start()
        self._until(ended, "retrain", 1800.0)
        outcome = self.window.train.outcome
        self._training = outcome.verdict if outcome is not None else "It did not finish."
        if pictures is not None:
            self._save(pictures, "train-outcome")
            self.window.train.pages.turn_to(CURVES)
            self._save(pictures, "train")
            self.window.train.pages.turn_to(MODELS)
            self._settle()
            self._save(pictures, "train-models")

    def summary(self) -> str:
        """Return in sentences how many verifications went wrong."""
        counts = {
            (kind, outcome): self._outcomes.count((kind, outcome))
            for kind in ("genuine", "forgery")
            for outcome in ("accept", "refer", "reject")
        }
        lines = [
            f"genuine: {counts['genuine', 'accept']} accepted, {counts['genuine', 'refer']} referred, "
            f"{counts['genuine', 'reject']} wrongly rejected",
            f"forged: {counts['forgery', 'reject']} rejected, {counts['forgery', 'refer']} referred, "
            f"{counts['forgery', 'accept']} wrongly accepted",
        ]
        if self._refused:
            lines.append(f"references that differed from the others and were kept all the same: {self._refused}")
        if self._training:
            lines.append(f"retraining: {self._training}")
        return "\n".join(lines)

    def close(self) -> None:
        """Close the window and let its threads end."""
        self._collector.stop()
        self.window.close()
        QApplication.processEvents()

    def _compare(self, pictures: Path) -> None:
        """Lay the last signature that was verified beside a reference, and over it in the middle of a replay."""
        self.window.go_to("Compare")
        place = self.window.compare
        self._settle()
        self._until(lambda: place.view is not None, "compare two signatures")
        self._save(pictures, "compare")
        self._questions(pictures).write_comparison(pictures)
        place.show_view("over")
        place.replay.slider.setValue(_REPLAYED_PERCENT * place.replay.slider.maximum() // 100)
        self._save(pictures, "compare-replay")

    def _verify(self, name: str, sample: Sample, kind: str, speed: float | None) -> str:
        self._write(sample.recording, speed)
        self._until(lambda: self.window.verify.verdict.verdict is not None, f"decide on a signature of {name}")
        verdict = self.window.verify.verdict.verdict
        assert verdict is not None, "waited for"
        self._outcomes.append((kind, verdict.outcome))
        wrong = (kind, verdict.outcome) in (("genuine", "reject"), ("forgery", "accept"))
        decision = verdict.outcome + ("  ← wrong" if wrong else "")
        self.rows.append((name, f"{kind} {sample.number}", decision, f"{verdict.score:.2f}"))
        return str(verdict.outcome)

    def _questions(self, pictures: Path) -> Questions:
        return Questions(self.window, self._write, lambda name: self._save(pictures, name), self._settle)

    def _write(self, recording: Recording, speed: float | None = None) -> None:
        replay_recording(self.window, recording, speed)
        self._settle()

    def _save(self, pictures: Path, name: str) -> None:
        save_pictures(self.window, self.window.theme, pictures, name, self._sizes)

    def _settle(self) -> None:
        self._until(lambda: self.window.desk.waiting == 0, "answer")

    def _pause(self, seconds: float) -> None:
        """Let the verdict fade in before a picture is taken."""
        until = time.monotonic() + seconds
        self._until(lambda: time.monotonic() > until, "fade in")

    def _until(self, ready: Callable[[], bool], doing: str, patience_s: float = _PATIENCE_S) -> None:
        deadline = time.monotonic() + patience_s
        while not ready():
            if time.monotonic() > deadline:
                raise ResourceFault(
                    said(
                        "The window did not {doing} within {patience_s:.0f} s. Try again when the machine has less "
                        "to do.",
                        doing=doing,
                        patience_s=patience_s,
                    )
                )
            QApplication.processEvents()
            time.sleep(0.002)
        QApplication.processEvents()


def _signers_of(corpus: Corpus) -> list[str]:
    enough = [s for s in corpus.signers if len(corpus.of(s, "genuine")) >= REFERENCES + TESTED]
    return sorted(enough, key=lambda s: (not corpus.of(s, "forgery"), len(s), s))


@contextmanager
def _own_store(place: Path) -> Iterator[None]:
    """Keep the demo's key and models out of the person's keyring and data folder."""
    wanted = {"SIGVERIFY_PASSPHRASE": secrets.token_hex(16), "SIGVERIFY_DATA": str(place)}
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
