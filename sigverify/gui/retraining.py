"""What Train asks of the rooms below, and what it is answered. Everything that crosses threads is frozen."""

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from sigverify.ink.recording import Floats

SignerUse = Literal["learn", "apart", "out"]
"""What a collected signer is for: to be learnt from, to be compared on only, or for nothing."""


@dataclass(frozen=True, kw_only=True)
class NetworkView:
    """One network that can be trained, told for people.

    `architecture` names it; '' goes on from the model in use. `paper` and `source` are '' for that; `carried_over`:
    what had to change for pen signatures, a sentence each. `steps`: batches where nothing else is asked for.
    `losses`: names of those it can learn by, its own first; none for going on, which keeps its own.
    """

    architecture: str
    title: str
    paper: str
    source: str
    description: str
    carried_over: tuple[str, ...]
    steps: int
    losses: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TrainingChoice:
    """What is to be trained: names joined by '+', '' to go on from the model in use; for how long; on what.

    `loss` is '' for each network's own. Of `steps` and `minutes` one is told at most. `corpora` are KIND:DIR;
    `left_out` and `kept_apart` are ids of signers. `resume` goes on with the training of this choice that was stopped.
    """

    architecture: str = ""
    loss: str = ""
    steps: int | None = None
    minutes: float | None = None
    seed: int = 1
    corpora: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    kept_apart: tuple[str, ...] = ()
    resume: bool = False


@dataclass(frozen=True, kw_only=True)
class StoppedTraining:
    """A training that was stopped; `done` is the share reached, `obstacle` '' or why it cannot be gone on with.

    `fell`: nobody stopped it; the program, or the process that trained, ended in the middle of it.
    """

    choice: TrainingChoice
    done: float
    obstacle: str
    fell: bool = False


@dataclass(frozen=True, kw_only=True)
class TrainingMaterial:
    """What retraining would use.

    `obstacle` is '' or says why it cannot start and what to do; `caution` is '' or says what to expect all the same.
    `gone` is '' or says why one that was stopped is no longer there. `folders`: further ones that are learnt from, as
    this machine remembers them, as KIND:DIR.
    """

    signers: int
    genuine: int
    forgeries: int
    unlabelled: int
    synthetic_signers: int
    obstacle: str
    caution: str
    stopped: StoppedTraining | None = None
    gone: str = ""
    folders: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SignerPart:
    """One signer of the store in a training: labelled signatures, what for, and where the split puts the signer.

    `measured_in` and `chooses_in` are folds counted from 1; `compared` tells whether both models can be compared on
    this signer, else `why_not` does.
    """

    signer_id: str
    name: str
    genuine: int
    forgeries: int
    use: SignerUse
    measured_in: int | None = None
    chooses_in: tuple[int, ...] = ()
    compared: bool = False
    why_not: str = ""


@dataclass(frozen=True, kw_only=True)
class FoldView:
    """How many signers of each corpus a fold learns from, lets choose when to stop, and measures."""

    learning: Mapping[str, int]
    choosing: Mapping[str, int]
    measured: Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class SplitView:
    """A training's split before it starts; `obstacle` and `caution` as of `TrainingMaterial`, for this choice."""

    signers: tuple[SignerPart, ...]
    folds: tuple[FoldView, ...]
    obstacle: str = ""
    caution: str = ""


@dataclass(frozen=True, kw_only=True, eq=False)
class TrainingPicture:
    """One check on signers set apart.

    `det`: false matches and false non-matches as normal deviates, float64 (m,) each, meeting at `equal_error_rate`,
    0 … 1. `points`: float64 (n, 2), a map of signatures in the unit of distances, which shows the share `kept` of what
    these tell; `signer`, counted from 0, and `forged` are of each point.
    """

    det: tuple[Floats, Floats]
    equal_error_rate: float
    points: Floats
    kept: float
    signer: tuple[int, ...]
    forged: tuple[bool, ...]


@dataclass(frozen=True, kw_only=True)
class TrainingProgress:
    """One report of a running retraining.

    `done` is the share of the whole, 0 … 1. `step` of `steps`, `loss` and the batch's distances (smaller is closer)
    are of the network that is being trained; `step` is 0 and the arrays are empty while none is.
    `checks`: (step, equal error rate) at each check of that network so far, the rate of signers that are set apart,
    None where nobody is; `picture`: of the check that this step was. `energy_margin`: by how much genuine energies
    should lie below impostors', None where the network learns by no contrastive loss of an energy. `notice`: '' or
    something that a person should know.
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
    picture: TrainingPicture | None = None
    energy_margin: float | None = None
    notice: str = ""


@dataclass(frozen=True, kw_only=True)
class TrainingOutcome:
    """How the challenger did against the model in use, on signers that neither learnt from; error rates as ratios.

    `interval` is of the mean difference challenger − champion. Rates and interval are None where too few signers could
    be compared. `floors`: models without a network and their rates on the same signers. `source` is what promotion
    takes.
    """

    promotable: bool
    verdict: str
    champion_eer: float | None
    challenger_eer: float | None
    interval: tuple[float, float] | None
    per_signer: tuple[tuple[str, float, float], ...]
    source: object
    floors: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, kw_only=True)
class ModelRow:
    """A model in the list.

    `key` tells it from others; `origin`: 'shipped', 'yours', or 'gone' where its files are. `figures`: its error rate
    on held-out signers in words, '' where its card tells none. `since`: when it was last put to use, None for never.
    `model_id`: by which it can be brought back, None where it cannot.
    """

    key: str
    name: str
    origin: str
    parts: str
    made_at: str
    figures: str
    since: datetime | None
    in_use: bool
    model_id: int | None


@dataclass(frozen=True, kw_only=True)
class CardSection:
    """One part of a model's card: a heading, then sentences, then a table whose first row names its columns."""

    heading: str
    sentences: tuple[str, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, kw_only=True)
class ModelCardView:
    """A model's card for people."""

    key: str
    title: str
    sections: tuple[CardSection, ...]


@dataclass(frozen=True, kw_only=True)
class ChangeProgress:
    """How many signers have templates for the model that is about to be used, of how many."""

    done: int
    signers: int


class TrainingServices(Protocol):
    """`split`, `retrain` and `change_model` open a store of their own and run on any thread; the others on the desk's.

    They raise Cancelled when asked to stop.
    """

    def training_material(self) -> TrainingMaterial:
        """Count what retraining would use."""

    def keep_training_folders(self, specs: Sequence[str]) -> None:
        """Remember on this machine which folders of recorded signatures are learnt from too, as KIND:DIR."""

    def seal_training_folders(self, specs: Sequence[str]) -> None:
        """Remember what an earlier program left unsealed, unless others are remembered by now."""

    def training_lies_there(self) -> bool:
        """Return, at a glance, whether a training has not come to its end; `training_material` tells what it is."""

    def networks(self) -> Sequence[NetworkView]:
        """Return what can be trained: first to go on from the model in use, then each network of the catalogue."""

    def split(self, choice: TrainingChoice, cancelled: Callable[[], bool]) -> SplitView:
        """Return how a training of this choice would split signers, and whether it can start."""

    def retrain(
        self, choice: TrainingChoice, cancelled: Callable[[], bool]
    ) -> Generator[TrainingProgress, None, TrainingOutcome]:
        """Train a challenger; it can be resumed. `cancelled` may wait before it answers: then the training pauses."""

    def models(self) -> Sequence[ModelRow]:
        """Return every model: that in use, those that were, the newest first, then all others."""

    def model_card(self, key: str) -> ModelCardView:
        """Return the card of one of them."""

    def change_model(
        self, to: TrainingOutcome | int, cancelled: Callable[[], bool]
    ) -> Generator[ChangeProgress, None, bool]:
        """Put a challenger in use, or bring back a model that was: all templates and the model, or nothing.

        Returns True, so that whoever stopped it too late can tell.
        """
