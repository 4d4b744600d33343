"""`DeskServices`: answers the window from the store and the models.

The store, the model and the slow imports (torch) belong to the desk's thread and are made there; importing this module
is quick.
"""

from collections.abc import Callable, Generator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sigverify.errors import InkError, ModelError, StoreAwayError, StoreError, UsageError
from sigverify.gui.capture.gathering import join_parts
from sigverify.gui.collecting import Collecting, CollectionRow, CorpusExport, ImportedView, Said, WaitingView
from sigverify.gui.desk_enrolling import DeskEnrolling, named
from sigverify.gui.language import tr
from sigverify.gui.retraining import (
    ChangeProgress,
    ModelCardView,
    ModelRow,
    NetworkView,
    SplitView,
    TrainingChoice,
    TrainingMaterial,
    TrainingOutcome,
    TrainingProgress,
)
from sigverify.gui.reviews import DecidedView, DecisionView
from sigverify.gui.services import (
    REFERENCES_WANTED,
    BandView,
    CandidateView,
    ComparisonView,
    IdentificationView,
    LiveView,
    ModelView,
    NewsView,
    Purpose,
    SignatureView,
    UnfinishedView,
    VerdictView,
)
from sigverify.gui.words import carried_words
from sigverify.ink.recording import Floats, Recording
from sigverify.networks.progress import watched_by
from sigverify.sentences import joined
from sigverify.storage.rows import Ruling
from sigverify.verification.attempts import AttemptLimit, AttemptStanding
from sigverify.verification.captures import devices_apart
from sigverify.verification.lines import AskedRates

if TYPE_CHECKING:
    from sigverify.storage.rows import Profile
    from sigverify.verification.comparison import Comparison
    from sigverify.verification.local_departure import LocalDeparture
    from sigverify.verification.verifier import Verifier
    from sigverify.workflows.identifying import Candidate

_CANDIDATES = 5
"""Signers shown as those whose signature it may be."""


class DeskServices(DeskEnrolling):
    """The rooms below as the window asks for them; see `services.Services` for what each call does.

    store_url: database of signers; None for the default one. retrain_steps: batches of each network that a retraining
    offers; None for each recipe's own.
    """

    def __init__(self, store_url: str | None = None, *, retrain_steps: int | None = None) -> None:
        super().__init__(store_url)
        self._retrain_steps = retrain_steps
        self._loaded: Verifier | None = None
        self._found_as: dict[str, int] = {}
        """By signer, the profile by which the last identification found them."""

    def warm_up(self) -> None:
        """Import what is slow to import, and load what is compiled, on any thread."""
        import torch

        import sigverify.gui.desk_collecting
        import sigverify.gui.desk_comparison
        import sigverify.gui.desk_training
        import sigverify.workflows.enrolment
        import sigverify.workflows.models
        import sigverify.workflows.verifying  # noqa: F401  # imported for later
        from sigverify.networks.alignment import load_loops

        load_loops()
        # One thread a network is fastest at this size, and leaves the other cores to the pen.
        torch.set_num_threads(1)

    def _forget(self) -> None:
        super()._forget()
        self._found_as.clear()

    @property
    def _verifier(self) -> "Verifier":
        if self._loaded is None:
            import torch

            from sigverify.workflows.models import verifier_in_use

            torch.set_num_threads(1)
            self._loaded = verifier_in_use(self._store)
        return self._loaded

    def model(self) -> ModelView:
        """Load the model in use."""
        verifier = self._verifier
        can_roll_back = self._store.previous_model() is not None
        return ModelView(
            name=verifier.name,
            sha256=verifier.sha256,
            can_roll_back=can_roll_back,
            lines_words=carried_words(verifier.card.calibration_for(REFERENCES_WANTED).lines, REFERENCES_WANTED),
        )

    def news(self) -> NewsView:
        """Return what other desks have changed."""
        told = self._store.news()
        other = False
        if told.model and self._loaded is not None:
            in_use = self._store.model_in_use()
            other = in_use is not None and in_use.sha256 != self._loaded.sha256
        if other:
            self._loaded = None
        return NewsView(signers=self.signers() if told.signers else None, model=self.model() if other else None)

    # --- journal --------------------------------------------------------------------------------------------------

    def begin_capture(self, signer_id: str, purpose: Purpose) -> int:
        """Open a page of the journal."""
        if not signer_id:
            return self._store.begin_capture(None, purpose)
        try:
            profile_id: int | None = self._profile_of(signer_id).id
        except StoreAwayError:  # this machine keeps the page till its server is back
            profile_id = self._profile_seen(signer_id)
        return self._store.begin_capture(signer_id, purpose, profile_id)

    def append_stroke(self, capture_id: int, part: Recording) -> None:
        """Write one stroke into the journal."""
        self._store.append_stroke(capture_id, part)

    def capture_is_open(self, capture_id: int) -> bool:
        """Return whether a page of the journal is still there."""
        return self._store.capture_is_open(capture_id)

    def mark_stroke(self, capture_id: int, number: int, *, undone: bool) -> None:
        """Note in the journal that a stroke was taken back, or is there again."""
        self._store.mark_stroke(capture_id, number, undone=undone)

    def unfinished(self) -> list[UnfinishedView]:
        """Return the signatures that were begun but not finished; pages without a stroke are cleared away."""
        names = {signer.id: signer.name for signer in self._store.signers()}
        views = []
        for capture in self._store.unfinished_captures():
            if not capture.last_seen and not capture.fault:
                self._store.abandon_capture(capture.id)
                continue
            views.append(
                UnfinishedView(
                    capture_id=capture.id,
                    signer_name=names.get(capture.signer_id or "", ""),
                    started_at=capture.started_at,
                    stroke_count=sum(part.stroke_count for part in capture.last_seen),
                    damaged=bool(capture.fault),
                )
            )
        return views

    def abandon_capture(self, capture_id: int) -> None:
        """Throw a page of the journal away."""
        self._store.abandon_capture(capture_id)

    def keep_unfinished(self, capture_id: int, signer_id: str) -> None:
        """Keep an unfinished signature, unlabelled."""
        for capture in self._store.unfinished_captures():
            if capture.id == capture_id and capture.last_seen:
                owner = capture.signer_id or signer_id
                if not owner:
                    raise UsageError(tr("Choose in the list whose signature it is, then keep it."))
                self._store.finish_capture(
                    capture_id,
                    join_parts(capture.last_seen),
                    role="collected",
                    label="unknown",
                    session=_today(),
                    signer_id=owner,
                )

    # --- verification ---------------------------------------------------------------------------------------------

    def live(self, signer_id: str, rates: AskedRates) -> LiveView | None:
        """Return a fresh live score; None without references."""
        from sigverify.workflows.enrolment import template_for

        profile = self._profile_of(signer_id)
        if profile.reference_count == 0:
            return None
        template = template_for(self._store, self._verifier, signer_id, profile.id)
        scorer = self._verifier.live(template, rates)
        band = template.band
        return LiveView(
            scorer=scorer,
            band=BandView(time_s=band.time_s, low=band.low, high=band.high) if band is not None else None,
            duration_s=float(template.duration_s.max()),
            reference_count=template.reference_count,
            decision_line=scorer.decision_line,
            departing=self._departing(profile, template.reference_count),
        )

    def _departing(self, profile: "Profile", count: int) -> "LocalDeparture | None":
        from sigverify.verification.local_departure import local_departure_of

        try:
            return local_departure_of([entry.recording for entry in self._references(profile)[-count:]])
        except (StoreError, InkError):  # the ink is in its own colour then
            return None

    def verify(
        self, capture_id: int, signer_id: str, recording: Recording, rates: AskedRates, strokes_undone: int
    ) -> VerdictView:
        """Decide on a signature in the journal, and store it with the decision."""
        from sigverify.workflows.ageing import old_words, reminder_of
        from sigverify.workflows.naming import profile_of
        from sigverify.workflows.verifying import verify_capture

        decision, recording_id = verify_capture(
            self._store,
            self._verifier,
            signer_id,
            capture_id,
            recording,
            rates,
            profile_id=self._found_as.get(signer_id),
            strokes_undone=strokes_undone,
        )
        profile = profile_of(self._store, signer_id, self._store.recording(recording_id).profile_id)
        stored = self._references(profile)
        old = old_words(profile, reminder_of(self._store))
        references = tuple(entry.recording for entry in stored)[-decision.reference_count :]
        unlike = "" if decision.unlike_capture in decision.reason else decision.unlike_capture
        apart = devices_apart(recording.capture, [reference.capture for reference in references])
        return VerdictView(
            recording_id=recording_id,
            signer_name=named(self._store.signer(signer_id), profile.id),
            outcome=decision.outcome,
            score=decision.score,
            against_skilled=decision.against_skilled,
            against_random=decision.against_random,
            threshold=decision.threshold,
            reject_below=decision.reject_below,
            distance=decision.distance,
            decision_distance=decision.decision_distance,
            distances=decision.distances,
            references=references,
            model=decision.model,
            model_sha256=decision.model_sha256,
            reason=decision.reason,
            departures=tuple(decision.departures.items()),
            lines=decision.lines,
            capture_note=joined([unlike, apart, old]),
            attempt=decision.attempt,
            strokes_undone=decision.strokes_undone,
            departure=_departure(recording, references, decision.distances),
        )

    def attempts(self, signer_id: str) -> AttemptStanding:
        """Return how many attempts a signer has used."""
        from sigverify.workflows.attempts import standing

        return standing(self._store, signer_id)

    def lift_attempts(self, signer_id: str, reason: str) -> AttemptStanding:
        """Let a signer try anew because a person says so."""
        self._store.lift_attempts(signer_id, reason)
        return self.attempts(signer_id)

    def attempt_limit(self) -> AttemptLimit:
        """Return how many attempts are allowed."""
        from sigverify.workflows.attempts import limit_of

        return limit_of(self._store)

    def set_attempt_limit(self, limit: AttemptLimit) -> None:
        """Allow so many attempts from now on."""
        from sigverify.workflows.attempts import set_limit

        set_limit(self._store, limit)

    def identify(self, capture_id: int, recording: Recording) -> IdentificationView:
        """Compare with every signer who has references."""
        found = self._everybody().identify(recording)
        self._found_as = {candidate.signer.id: candidate.profile.id for candidate in found.candidates}
        return IdentificationView(
            capture_id=capture_id,
            candidates=tuple(self._candidate(candidate) for candidate in found.candidates[:_CANDIDATES]),
            compared=found.compared,
            left_out=tuple((signer.name, why) for signer, why in found.left_out),
        )

    def _candidate(self, candidate: "Candidate") -> CandidateView:
        signer, weighed = candidate.signer, candidate.weighed
        ratio = weighed.against_random or weighed.against_skilled
        return CandidateView(
            signer_id=signer.id,
            name=signer.name,
            thumbnail=self._view(signer).thumbnail,
            outcome=weighed.outcome,
            figure=ratio.figure,
            sentence=joined([ratio.sentence(signer.name), weighed.unlike_capture]),
        )

    def label_signature(self, recording_id: int, label: Said) -> None:
        """Note a person's word."""
        self._store.set_label(recording_id, label)

    def discard_signature(self, recording_id: int) -> None:
        """Throw a signature away."""
        self._store.discard_recording(recording_id)

    # --- collecting -----------------------------------------------------------------------------------------------

    def collection(self) -> list[CollectionRow]:
        """Return what is there of each signer."""
        from sigverify.gui.desk_collecting import collection

        return collection(self._store)

    def keep_collected(self, capture_id: int, recording: Recording, how: Collecting) -> int:
        """Keep a signature from the journal for the corpus."""
        from sigverify.gui.desk_collecting import keep_collected

        return keep_collected(self._store, capture_id, recording, how)

    def waiting(self, after: int) -> WaitingView | None:
        """Return the next verified signature that waits for a person's word."""
        from sigverify.gui.desk_collecting import waiting

        return waiting(self._store, after)

    def import_signatures(self, files: Sequence[tuple[str, Recording]], how: Collecting) -> ImportedView:
        """Keep what was read from files, all or none."""
        from sigverify.gui.desk_collecting import import_signatures

        return import_signatures(self._store, files, how, self._profile_of(how.signer_id).id)

    def begin_export(self, folder: str) -> CorpusExport:
        """Begin a corpus folder."""
        from sigverify.gui.desk_collecting import begin_export

        return begin_export(self._store, folder)

    # --- comparison -----------------------------------------------------------------------------------------------

    def signatures(self, signer_id: str) -> list[SignatureView]:
        """Return all stored signatures of the profile that is meant."""
        from sigverify.gui.desk_comparison import signatures

        return signatures(self._store, signer_id, self._profile_of(signer_id).id)

    def read_signature(self, path: str) -> Recording:
        """Return the signature that a file holds, in whatever format."""
        from sigverify.ink.formats import read_recording

        return read_recording(Path(path))

    def signature_files(self, paths: Sequence[str]) -> tuple[str, ...]:
        """Return the files themselves, and in the place of each folder those of signatures in it and in its folders."""
        from sigverify.ink.formats.folder import files_in_place_of_folders

        return files_in_place_of_folders(paths)

    def compare(
        self, questioned: Recording, reference: Recording, signer_id: str, questioned_id: int | None
    ) -> ComparisonView:
        """Lay one signature along another, and weigh it where there is a model."""
        from sigverify.gui.desk_comparison import compared

        try:
            verifier, obstacle = self._verifier, ""
        except ModelError as fault:
            verifier, obstacle = None, str(fault)
        profile_id = self._profile_of(signer_id).id if signer_id else None
        return compared(self._store, verifier, questioned, reference, signer_id, profile_id, questioned_id, obstacle)

    # --- review ---------------------------------------------------------------------------------------------------

    def decisions(self, before: int | None, most: int) -> list[DecisionView]:
        """Return decisions without ink, the newest first."""
        from sigverify.gui.desk_reviewing import decisions

        return decisions(self._store, before, most)

    def decision_inks(self, recording_ids: Sequence[int]) -> dict[int, Recording]:
        """Return the ink of these signatures, as far as it is there."""
        from sigverify.gui.desk_reviewing import inks

        return inks(self._store, recording_ids)

    def decided(self, decision_id: int) -> DecidedView:
        """Return a decision as it was stored."""
        from sigverify.gui.desk_reviewing import decided

        return decided(self._store, decision_id)

    def add_note(self, decision_id: int, text: str, ruling: Ruling | None) -> DecidedView:
        """Append a note, or what a person decides instead."""
        self._store.add_note(decision_id, text, ruling)
        return self.decided(decision_id)

    def align(self, questioned: Recording, reference: Recording) -> "Comparison":
        """Lay one signature along another."""
        from sigverify.verification.comparison import compare

        return compare(questioned, reference)

    def note_export(self, what: str, count: int, signer_id: str | None) -> None:
        """Tell the audit chain that something left the store."""
        from sigverify.storage.events import exported

        self._store.record(exported(what, count, signer_id))

    # --- training -------------------------------------------------------------------------------------------------

    def training_material(self) -> TrainingMaterial:
        """Count what retraining would use."""
        from sigverify.gui.desk_training import material
        from sigverify.workflows.collected import real_recordings

        return material(real_recordings(self._store), self._loaded)

    def networks(self) -> list[NetworkView]:
        """Return what can be trained."""
        from sigverify.gui.desk_training import networks

        return networks(self._verifier.card, self._retrain_steps)

    def split(self, choice: TrainingChoice, cancelled: Callable[[], bool]) -> SplitView:
        """Return how a training would split signers."""
        from sigverify.gui.desk_training import split

        return split(self._url, choice, cancelled, self._way_in)

    def retrain(
        self, choice: TrainingChoice, cancelled: Callable[[], bool]
    ) -> Generator[TrainingProgress, None, TrainingOutcome]:
        """Train a challenger."""
        from sigverify.gui.desk_training import run

        return (yield from run(self._url, choice, cancelled, self._way_in))

    def models(self) -> list[ModelRow]:
        """Return every model."""
        from sigverify.gui.desk_models import rows

        return rows(self._store)

    def model_card(self, key: str) -> ModelCardView:
        """Return a model's card."""
        from sigverify.gui.desk_models import card_of

        return card_of(self._store, key)

    def change_model(
        self, to: TrainingOutcome | int, cancelled: Callable[[], bool]
    ) -> Generator[ChangeProgress, None, bool]:
        """Put another model in use, with all templates, or change nothing."""
        from sigverify.gui.desk_models import change

        return (yield from change(self._url, to, cancelled, self._way_in))

    def take_model(self) -> ModelView:
        """Load the model in use anew."""
        self._loaded = None
        self._gallery = None
        return self.model()


def _departure(recording: Recording, references: Sequence[Recording], distances: Sequence[float]) -> Floats | None:
    """Return where a signature departs from its closest reference; the decision stands, so this may not stop."""
    from sigverify.verification.local_departure import departing_points

    if len(references) != len(distances):  # one was removed by another desk meanwhile
        return None
    closest = min(range(len(references)), key=lambda place: distances[place])
    with watched_by(None):
        return departing_points(recording, references[closest])


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
