"""What the window asks of the rooms below: plain calls, plain answers.

`DeskServices` (desk_services.py) answers from the store and the models; tests answer with a fake. Everything that
crosses threads is frozen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal, Protocol

from sigverify.gui.audits import AuditServices
from sigverify.gui.collecting import CollectingServices, Said
from sigverify.gui.enrolling import REFERENCES_WANTED as REFERENCES_WANTED
from sigverify.gui.enrolling import EnrollingServices
from sigverify.gui.enrolling import EnrolmentView as EnrolmentView
from sigverify.gui.enrolling import ReferenceOffer as ReferenceOffer
from sigverify.gui.enrolling import ReferenceView as ReferenceView
from sigverify.gui.enrolling import SignersView as SignersView
from sigverify.gui.enrolling import SignerView as SignerView
from sigverify.gui.keeping import KeepingServices
from sigverify.gui.retraining import TrainingServices
from sigverify.gui.reviews import ReviewServices
from sigverify.ink.recording import Floats, Recording
from sigverify.storage.rows import Forger
from sigverify.verification.attempts import Attempt, AttemptLimit, AttemptStanding
from sigverify.verification.decision import Decision, Outcome
from sigverify.verification.likelihood_ratio import LikelihoodRatio
from sigverify.verification.lines import AskedRates, LinesUsed

if TYPE_CHECKING:
    from sigverify.verification.comparison import Comparison
    from sigverify.verification.model_record import ModelRecord

Purpose = Literal["reference", "questioned", "collected"]
"""What a signature is written for: to be compared with later, to be verified, or to be learnt from."""


@dataclass(frozen=True, kw_only=True)
class UnfinishedView:
    """A signature that was begun but not finished before the program ended.

    damaged: whether further strokes of it cannot be read.
    """

    capture_id: int
    signer_name: str
    started_at: datetime
    stroke_count: int
    damaged: bool = False


@dataclass(frozen=True, kw_only=True)
class ModelView:
    """The model in use.

    `previous`: name of the one before, which can be brought back, '' for none. `lines_words`: which chosen error rates
    its calibration carries, in a sentence or two.
    """

    name: str
    sha256: str
    previous: str = ""
    lines_words: str = ""


@dataclass(frozen=True, kw_only=True)
class NewsView:
    """What other desks changed: what is new of signers where one of them changed, the model in use if it is another."""

    signers: SignersView | None
    model: ModelView | None


class LivePoint(Protocol):
    """Distance so far at one moment, in units of the references' own spread; smaller is closer."""

    @property
    def time_s(self) -> float:
        """Seconds since the first touch."""

    @property
    def distances(self) -> tuple[float, ...]:
        """Distance to each reference."""

    @property
    def combined(self) -> float:
        """Combined distance, to which the decision line belongs."""


class LiveScorer(Protocol):
    """Scores one signature while it is written; called from one thread only."""

    def update(self, recording_so_far: Recording) -> LivePoint | None:
        """Score the ink so far; None while there is too little."""


class LocalDeparting(Protocol):
    """Tells where unfinished ink departs from a reference; called from the thread of the live score."""

    def so_far(self, written: Recording, closest: int) -> Floats | None:
        """Return how far points on the surface depart from a reference, from the first on; None where not known."""


@dataclass(frozen=True, kw_only=True)
class BandView:
    """Where genuine signatures run while they are written: float64 (T,) each, low and high are distances."""

    time_s: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True, kw_only=True)
class LiveView:
    """What the live plot needs for one signature: a fresh scorer, the genuine band over time, the decision line.

    departing: what colours the ink by where it departs; None where that is not known.
    """

    scorer: LiveScorer
    band: BandView | None
    duration_s: float
    reference_count: int
    decision_line: float
    departing: LocalDeparting | None = None


@dataclass(frozen=True, kw_only=True)
class VerdictView:
    """One decision as it is shown.

    `score`, `threshold` and `reject_below` are log10 likelihood ratios; `against_skilled` is the score as far as the
    calibration can carry it, for words, and `against_random` None where the model does not know it. `lines` tells which
    lines were used. `decision_distance` is where `distance` meets the threshold. `capture_note` says what a person
    should know of how references and signature were captured, beyond the reason; '' where nothing. `attempt` is which
    of how many it was; `strokes_undone` how many strokes were taken back while it was written. `departure` is how far
    each point on the surface departs from the closest reference, in standard deviations, float64 (points,); None where
    that is not known.
    """

    recording_id: int
    signer_name: str
    outcome: Outcome
    score: float
    against_skilled: LikelihoodRatio
    against_random: LikelihoodRatio | None
    threshold: float
    reject_below: float
    distance: float
    decision_distance: float
    distances: tuple[float, ...]
    references: tuple[Recording, ...]
    model: str
    model_sha256: str
    reason: str
    departures: tuple[tuple[str, float], ...]
    lines: LinesUsed
    capture_note: str
    attempt: Attempt | None = None
    strokes_undone: int = 0
    departure: Floats | None = None


@dataclass(frozen=True, kw_only=True)
class CandidateView:
    """A signer who may have written a signature: by their own lines, with the ratio as figure and sentence.

    The ratio is against somebody else's own signature, or against an imitation where the model knows no other.
    """

    signer_id: str
    name: str
    thumbnail: Recording | None
    outcome: Outcome
    figure: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class IdentificationView:
    """Whose a signature may be, the likeliest first; it stays in the journal until somebody says what it is.

    left_out: name of each signer who could not be compared, and why.
    """

    capture_id: int
    candidates: tuple[CandidateView, ...]
    compared: int
    left_out: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class SignatureView:
    """One stored signature of a signer: its ink, what it was written for, and what a person said of it."""

    recording_id: int
    role: Purpose
    label: Said
    taken_at: datetime
    recording: Recording
    session: str = ""
    forger: Forger | None = None


@dataclass(frozen=True, kw_only=True)
class ComparisonView:
    """Two signatures laid along each other, with what the model says of them.

    departures: of this pair, each side in times of what the signer's references differ among themselves, or of what
    genuine pairs usually do, where `own` is False. decision: on the questioned signature against `references_used`
    references of the signer, kept nowhere; `left_out`: it is one of them, and was left out. `obstacle`: '' or why the
    model says nothing at all. `record`: how often the model that weighed it errs, None where none did.
    """

    comparison: "Comparison"
    departures: tuple[tuple[str, float], ...]
    own: bool
    decision: Decision | None
    references_used: int
    left_out: bool
    obstacle: str = ""
    record: "ModelRecord | None" = None


class Services(
    AuditServices,
    CollectingServices,
    EnrollingServices,
    ReviewServices,
    TrainingServices,
    KeepingServices,
    Protocol,
):
    """Everything the window asks for.

    All but `warm_up`, `make_samples` and what `TrainingServices` names run on the desk's thread, one at a time.
    """

    def warm_up(self) -> None:
        """Import what is slow to import. Touches no store; runs on any thread."""

    def close(self) -> None:
        """Close the store on the thread that opened it."""

    def model(self) -> ModelView:
        """Load the model in use."""

    def news(self, since: int) -> NewsView:
        """Return what other desks have changed since this was last asked; since: as of `signers`."""

    def take_model(self) -> ModelView:
        """Load the model in use anew, since it was changed."""

    def due(self, on: date) -> Sequence[SignerView]:
        """Return the signers whose day to be erased has come."""

    def set_retention(self, signer_id: str, purpose: str, keep_until: date | None) -> SignerView:
        """Note what a signer's signatures are kept for, and until when."""

    def begin_capture(self, signer_id: str, purpose: Purpose) -> int:
        """Open a page of the journal for one signature; signer_id '' where it is not known yet whose it is."""

    def append_stroke(self, capture_id: int, part: Recording) -> None:
        """Write one finished stroke into the journal."""

    def capture_is_open(self, capture_id: int) -> bool:
        """Return whether a page of the journal is still there: another window may throw it away."""

    def mark_stroke(self, capture_id: int, number: int, *, undone: bool) -> None:
        """Note that a stroke in the journal, counted from 1, was taken back, or is there again."""

    def unfinished(self) -> Sequence[UnfinishedView]:
        """Return the signatures in the journal that were begun but not finished."""

    def abandon_capture(self, capture_id: int) -> None:
        """Throw away a signature that was not finished."""

    def keep_unfinished(self, capture_id: int, signer_id: str) -> None:
        """Keep a signature found in the journal as one whose label nobody has told.

        signer_id: whose it is, for one that was begun without a signer.
        """

    def live(self, signer_id: str, rates: AskedRates) -> LiveView | None:
        """Return a fresh live score against a signer's references, by these lines; None without references."""

    def verify(
        self, capture_id: int, signer_id: str, recording: Recording, rates: AskedRates, strokes_undone: int
    ) -> VerdictView:
        """Decide on a signature in the journal by these lines, and store it with the decision, as one attempt."""

    def attempts(self, signer_id: str) -> AttemptStanding:
        """Return how many attempts a signer has used."""

    def note_cleared(self, signer_id: str) -> AttemptStanding:
        """Count ink that was thrown away, or left, though its curve had been seen."""

    def lift_attempts(self, signer_id: str, reason: str) -> AttemptStanding:
        """Let a signer try anew because a person says so."""

    def attempt_limit(self) -> AttemptLimit:
        """Return how many attempts are allowed."""

    def set_attempt_limit(self, limit: AttemptLimit) -> None:
        """Allow so many attempts from now on, at every desk of the store."""

    def identify(self, capture_id: int, recording: Recording) -> IdentificationView:
        """Return whose a signature may be, of all signers with references."""

    def signatures(self, signer_id: str) -> Sequence[SignatureView]:
        """Return all stored signatures of the profile of a signer that is meant, oldest first."""

    def read_signature(self, path: str) -> Recording:
        """Return the signature that a file holds."""

    def signature_files(self, paths: Sequence[str]) -> tuple[str, ...]:
        """Return the files themselves, and in the place of each folder those of signatures in it and in its folders."""

    def compare(
        self, questioned: Recording, reference: Recording, signer_id: str, questioned_id: int | None
    ) -> ComparisonView:
        """Lay one signature along another; store nothing.

        signer_id: whose references the questioned one is weighed against, '' for nobody's; questioned_id: of a stored
        one.
        """

    def label_signature(self, recording_id: int, label: Said) -> None:
        """Note what a person said about a signature, so that it may be learnt from."""

    def discard_signature(self, recording_id: int) -> None:
        """Throw away a stored signature and its decision."""
