"""What the window asks of the rooms below: plain calls, plain answers.

`DeskServices` (desk_services.py) answers from the store and the models; tests answer with a fake. Everything that
crosses threads is frozen.
"""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal, Protocol

from sigverify.gui.collecting import CollectingServices, Said
from sigverify.gui.enrolling import REFERENCES_WANTED as REFERENCES_WANTED
from sigverify.gui.enrolling import EnrollingServices
from sigverify.gui.enrolling import EnrolmentView as EnrolmentView
from sigverify.gui.enrolling import ReferenceOffer as ReferenceOffer
from sigverify.gui.enrolling import ReferenceView as ReferenceView
from sigverify.gui.enrolling import SignerView as SignerView
from sigverify.gui.reviews import ReviewServices
from sigverify.ink.recording import Floats, Recording
from sigverify.storage.rows import Forger
from sigverify.verification.decision import Decision, Outcome
from sigverify.verification.likelihood_ratio import LikelihoodRatio
from sigverify.verification.lines import AskedRates, LinesUsed

if TYPE_CHECKING:
    from sigverify.verification.comparison import Comparison

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
class StoreView:
    """The store as it was opened: where its key is kept, in one sentence, and whether other desks share it."""

    key_description: str
    shared: bool = False


@dataclass(frozen=True, kw_only=True)
class ModelView:
    """The model in use. `lines_words`: which chosen error rates its calibration carries, in a sentence or two."""

    name: str
    sha256: str
    can_roll_back: bool
    lines_words: str = ""


@dataclass(frozen=True, kw_only=True)
class NewsView:
    """What other desks changed: all signers where one of them changed, the model in use where it is another one."""

    signers: Sequence[SignerView] | None
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


@dataclass(frozen=True, kw_only=True)
class BandView:
    """Where genuine signatures run while they are written: float64 (T,) each, low and high are distances."""

    time_s: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True, kw_only=True)
class LiveView:
    """What the live plot needs for one signature: a fresh scorer, the genuine band over time, the decision line."""

    scorer: LiveScorer
    band: BandView | None
    duration_s: float
    reference_count: int
    decision_line: float


@dataclass(frozen=True, kw_only=True)
class VerdictView:
    """One decision as it is shown.

    `score`, `threshold` and `reject_below` are log10 likelihood ratios; `against_skilled` is the score as far as the
    calibration can carry it, for words, and `against_random` None where the model does not know it. `lines` tells which
    lines were used. `decision_distance` is where `distance` meets the threshold. `capture_note` says what a person
    should know of how references and signature were captured, beyond the reason; '' where nothing.
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
    """Whose a signature may be, the likeliest first; it stays in the journal until somebody says what it is."""

    capture_id: int
    candidates: tuple[CandidateView, ...]
    compared: int


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
    model says nothing at all.
    """

    comparison: "Comparison"
    departures: tuple[tuple[str, float], ...]
    own: bool
    decision: Decision | None
    references_used: int
    left_out: bool
    obstacle: str = ""


@dataclass(frozen=True, kw_only=True)
class NetworkView:
    """One network that can be trained, told for people.

    `architecture` names it; '' goes on from the model in use. `paper` and `source` are '' for that; `carried_over`:
    what had to change for pen signatures, a sentence each. `steps`: batches where nothing else is asked for.
    """

    architecture: str
    title: str
    paper: str
    source: str
    description: str
    carried_over: tuple[str, ...]
    steps: int


@dataclass(frozen=True, kw_only=True)
class TrainingChoice:
    """What is to be trained: names joined by '+', '' to go on from the model in use; for how long; on what beside.

    `corpora` are KIND:DIR. `resume` goes on with the training of this choice that was stopped.
    """

    architecture: str = ""
    steps: int | None = None
    corpora: tuple[str, ...] = ()
    resume: bool = False


@dataclass(frozen=True, kw_only=True)
class StoppedTraining:
    """A training that was stopped; `done` is the share reached, `obstacle` '' or why it cannot be gone on with."""

    choice: TrainingChoice
    done: float
    obstacle: str


@dataclass(frozen=True, kw_only=True)
class TrainingMaterial:
    """What retraining would use.

    `obstacle` is '' or says why it cannot start and what to do; `caution` is '' or says what to expect all the same.
    """

    signers: int
    genuine: int
    forgeries: int
    unlabelled: int
    synthetic_signers: int
    obstacle: str
    caution: str
    stopped: StoppedTraining | None = None


@dataclass(frozen=True, kw_only=True)
class TrainingProgress:
    """One report of a running retraining.

    `done` is the share of the whole, 0 … 1. `step` of `steps`, `loss` and the batch's distances (smaller is closer)
    are of the network that is being trained; `step` is 0 and the arrays are empty while none is.
    `checks`: (step, equal error rate) at each check of that network so far, the rate of signers that are set apart,
    None where nobody is. `energy_margin`: by how much genuine energies should lie below impostors', None where the
    network learns by no contrastive loss of an energy.
    """

    phase: str
    done: float
    step: int
    steps: int
    loss: float
    genuine_distances: Floats
    impostor_distances: Floats
    seconds_left: float | None
    checks: tuple[tuple[int, float | None], ...] = ()
    energy_margin: float | None = None


@dataclass(frozen=True, kw_only=True)
class TrainingOutcome:
    """How the challenger did against the model in use, on signers that neither learnt from; error rates as ratios.

    `interval` is of the mean difference challenger − champion. Rates and interval are None where too few signers could
    be compared. `source` is what `promote` takes.
    """

    promotable: bool
    verdict: str
    champion_eer: float | None
    challenger_eer: float | None
    interval: tuple[float, float] | None
    per_signer: tuple[tuple[str, float, float], ...]
    source: object


class Services(CollectingServices, EnrollingServices, ReviewServices, Protocol):
    """Everything the window asks for, on the desk's thread, one at a time; not so warm_up, retrain, make_samples."""

    def warm_up(self) -> None:
        """Import what is slow to import. Touches no store; runs on any thread."""

    def open(self) -> StoreView:
        """Open the store on the calling thread."""

    def close(self) -> None:
        """Close the store on the thread that opened it."""

    def model(self) -> ModelView:
        """Load the model in use."""

    def news(self) -> NewsView:
        """Return what other desks have changed since this was last asked."""

    def begin_capture(self, signer_id: str, purpose: Purpose) -> int:
        """Open a page of the journal for one signature; signer_id '' where it is not known yet whose it is."""

    def append_stroke(self, capture_id: int, part: Recording) -> None:
        """Write one finished stroke into the journal."""

    def capture_is_open(self, capture_id: int) -> bool:
        """Return whether a page of the journal is still there: another window may throw it away."""

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

    def verify(self, capture_id: int, signer_id: str, recording: Recording, rates: AskedRates) -> VerdictView:
        """Store the signature, then decide on it by these lines and store the decision."""

    def identify(self, capture_id: int, recording: Recording) -> IdentificationView:
        """Return whose a signature may be, of all signers with references."""

    def signatures(self, signer_id: str) -> Sequence[SignatureView]:
        """Return all stored signatures of the profile of a signer that is meant, oldest first."""

    def read_signature(self, path: str) -> Recording:
        """Return the signature that a file holds."""

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

    def training_material(self) -> TrainingMaterial:
        """Count what retraining would use."""

    def networks(self) -> Sequence[NetworkView]:
        """Return what can be trained: first to go on from the model in use, then each network of the catalogue."""

    def retrain(
        self, choice: TrainingChoice, cancelled: Callable[[], bool]
    ) -> Generator[TrainingProgress, None, TrainingOutcome]:
        """Train a challenger; opens a store of its own. Raises Cancelled when asked to stop, and can be resumed."""

    def promote(self, outcome: TrainingOutcome) -> ModelView:
        """Put the challenger in use and make all templates anew."""

    def roll_back(self) -> ModelView:
        """Bring back the model that was in use before."""
