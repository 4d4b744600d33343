"""Making a model: cross-fitted training, calibration on held-out signers, then one network from all signers.

Signers are split into folds. For each fold a network learns from the others and is measured on the fold, so every
calibration trial comes from a network that never saw its signer. The network that is kept learns from all of
them with the same recipe; nothing is chosen on what is measured.
"""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Literal

import numpy as np
import torch

from sigverify.corpora.corpus import Corpus, Sample
from sigverify.corpora.split import SignerKey, split_signers
from sigverify.errors import Cancelled, UsageError
from sigverify.ink.features import NETWORK_FUNCTIONS, FeatureConfig
from sigverify.ink.synthesis.distortions import forge_recording
from sigverify.learning.examples import ExamplesConfig, SignerExamples, prepare
from sigverify.learning.training import TrainingConfig, TrainingReport, train
from sigverify.networks.aligned_tdnn import AlignedTdnn, AlignedTdnnConfig
from sigverify.networks.weights import sha256_of, weights_bytes
from sigverify.shipped import VERSION
from sigverify.verification.calibration import OperatingPoint
from sigverify.verification.card import ComparatorCard, ModelCard
from sigverify.verification.comparators import Comparator, DurationComparator
from sigverify.verification.model_files import dtw_comparator
from sigverify.verification.network_comparator import network_comparator
from sigverify.workflows.calibrating import HeldOut, calibrations_of, held_out_trials, usual_differences, with_forgeries

Kind = Literal["network", "dtw", "duration"]

ARCHITECTURES: dict[str, tuple[Kind, ...]] = {
    "aligned-tdnn": ("network",),
    "aligned-tdnn+dtw": ("network", "dtw"),
    "dtw": ("dtw",),
    "duration": ("duration",),
}
"""What `--architecture` names: the comparators whose scores are fused."""


@dataclass(frozen=True, kw_only=True)
class TrainPlan:
    """How a model is made.

    name: of the model; architecture: out of ARCHITECTURES; folds: at least 2, of held-out signers; draws: of
    references for each calibration; keep_fold_networks: whether the folds' networks are returned too.
    """

    name: str
    architecture: str = "aligned-tdnn+dtw"
    folds: int = 4
    draws: int = 5
    seed: int = 1
    features: FeatureConfig = field(default_factory=lambda: FeatureConfig(functions=NETWORK_FUNCTIONS))
    network: AlignedTdnnConfig = field(default_factory=AlignedTdnnConfig)
    training: TrainingConfig = field(default_factory=TrainingConfig)
    examples: ExamplesConfig = field(default_factory=ExamplesConfig)
    point: OperatingPoint = field(default_factory=OperatingPoint)

    def __post_init__(self) -> None:
        if self.architecture not in ARCHITECTURES:
            raise UsageError(f"Unknown architecture '{self.architecture}'. Choose one of {', '.join(ARCHITECTURES)}.")
        if self.folds < 2:
            raise UsageError("At least 2 folds are needed, so that every signer is held out once.")


@dataclass(frozen=True, kw_only=True)
class TrainProgress:
    """Where the work stands: a phase in words, and the training's report where one runs."""

    phase: str
    done: float
    report: TrainingReport | None = None


@dataclass(frozen=True, kw_only=True)
class TrainedModel:
    """A finished model.

    card; weights by file name; held_out: what each fold's network measured on its held-out signers; rival_held_out:
    what the rival measured on the same trials, empty without one.
    """

    card: ModelCard
    weights: dict[str, bytes]
    held_out: tuple[HeldOut, ...]
    rival_held_out: tuple[HeldOut, ...]


def train_model(
    corpora: Sequence[Corpus],
    plan: TrainPlan,
    *,
    start: AlignedTdnn | None = None,
    rival: Sequence[Comparator] = (),
    commit: str = "",
    facts: Mapping[str, Any] = MappingProxyType({}),
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[TrainProgress | TrainedModel]:
    """Make a model; yields progress, and the TrainedModel last.

    start: a network to go on from instead of new weights.
    rival: comparators measured on the same held-out trials, for a fair comparison.
    facts: more facts for the card's account of the training.

    A corpus without any forgery gets synthetic ones, since calibration needs some.

    Raises Cancelled as soon as `cancelled()` says so, ProtocolError where signers or signatures are too few.
    """

    def advance() -> None:
        if cancelled():
            raise Cancelled("Training was stopped; the model in use is unchanged.")

    kinds = ARCHITECTURES[plan.architecture]
    given = corpora
    corpora = [
        corpus
        if any(sample.label == "forgery" for sample in corpus)
        else with_forgeries(corpus, plan.examples.synthetic_forgeries, plan.seed)
        for corpus in corpora
    ]
    folds = split_signers(corpora, plan.folds, plan.seed)
    learns = "network" in kinds
    examples: tuple[SignerExamples, ...] = ()
    if learns:
        yield TrainProgress(phase="Reading signatures", done=0.0)
        examples = prepare(
            corpora, plan.features, plan.training.augmentation, plan.examples, forge=forge_recording, advance=advance
        )
    measured: list[HeldOut] = []
    rivals: list[HeldOut] = []
    rounds = plan.folds + 1
    for place, fold in enumerate(folds):
        names = {f"{corpus}/{signer}" for corpus, signer in fold}
        network = None
        if learns:
            rest = [known for known in examples if known.signer not in names]
            phase = f"Fold {place + 1} of {plan.folds}"
            network = yield from _trained(rest, plan, start, phase, place / rounds, 1 / rounds, cancelled)
        yield TrainProgress(phase=f"Measuring fold {place + 1} of {plan.folds}", done=(place + 0.9) / rounds)
        comparators = _comparators(kinds, network, plan.features)
        merged = _merged(corpora, fold)
        measured.append(held_out_trials(comparators, merged, plan.draws, plan.seed, advance))
        if rival:
            rivals.append(held_out_trials(rival, merged, plan.draws, plan.seed, advance))
    units = tuple(float(u) for u in np.mean([part.units for part in measured], axis=0))
    calibrations, figures = calibrations_of(measured, plan.point)
    weights: dict[str, bytes] = {}
    if learns:
        last = yield from _trained(examples, plan, start, "All signers", plan.folds / rounds, 1 / rounds, cancelled)
        weights["weights.safetensors"] = weights_bytes(last)
    cards = [_comparator_card(kind, unit, plan, weights) for kind, unit in zip(kinds, units, strict=True)]
    card = ModelCard(
        name=plan.name,
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        program=f"sigverify {VERSION}",
        commit=commit,
        comparators=tuple(cards),
        calibrations=calibrations,
        usual_differences=usual_differences(corpora, advance),
        training={**_facts(given, corpora, plan, folds), **facts},
        figures=figures,
    )
    yield TrainedModel(card=card, weights=weights, held_out=tuple(measured), rival_held_out=tuple(rivals))


def _trained(
    examples: Sequence[SignerExamples],
    plan: TrainPlan,
    start: AlignedTdnn | None,
    phase: str,
    done: float,
    share: float,
    cancelled: Callable[[], bool],
) -> Generator[TrainProgress, None, AlignedTdnn]:
    torch.manual_seed(plan.training.seed)
    network = AlignedTdnn(plan.network)
    if start is not None:
        network.load_state_dict(start.state_dict())
    for report in train(network, examples, plan.training, cancelled=cancelled):
        yield TrainProgress(phase=phase, done=done + share * 0.9 * report.step / report.steps, report=report)
    return network


def _comparators(kinds: Sequence[Kind], network: AlignedTdnn | None, features: FeatureConfig) -> list[Comparator]:
    out: list[Comparator] = []
    for kind in kinds:
        if kind == "network":
            assert network is not None, "a network kind comes with a network"
            out.append(network_comparator(network.eval(), features))
        else:
            out.append(dtw_comparator() if kind == "dtw" else DurationComparator())
    return out


def _comparator_card(kind: Kind, unit: float, plan: TrainPlan, weights: dict[str, bytes]) -> ComparatorCard:
    if kind == "duration":
        return ComparatorCard(kind=kind, unit=unit)
    if kind == "dtw":
        floor = dtw_comparator()
        return ComparatorCard(kind=kind, unit=unit, features=floor.features, metric=floor.metric)
    name, payload = next(iter(weights.items()))
    return ComparatorCard(
        kind=kind,
        unit=unit,
        features=plan.features,
        metric="l2",
        architecture="aligned-tdnn",
        config=asdict(plan.network),
        weights=name,
        weights_sha256=sha256_of(payload),
    )


def _merged(corpora: Sequence[Corpus], fold: frozenset[SignerKey]) -> Corpus:
    """Return the fold's signers of all corpora as one corpus; a leaky corpus gives its genuine signatures only."""
    samples = [
        Sample(
            signer=f"{corpus.name}/{sample.signer}",
            label=sample.label,
            number=sample.number,
            session=sample.session,
            recording=sample.recording,
        )
        for corpus in corpora
        for sample in corpus
        if (corpus.name, sample.signer) in fold and not (corpus.leaky_clock and sample.label == "forgery")
    ]
    return Corpus(name="held out", samples=tuple(samples))


def _facts(
    given: Sequence[Corpus], corpora: Sequence[Corpus], plan: TrainPlan, folds: Sequence[frozenset[SignerKey]]
) -> dict[str, Any]:
    """Return the card's account of a training on `corpora`: those `given`, synthetic forgeries added."""
    facts: dict[str, Any] = {
        "corpora": {
            corpus.name: {
                "signers": len(corpus.signers),
                "genuine": sum(sample.label == "genuine" for sample in corpus),
                "forgeries": sum(sample.label == "forgery" for sample in corpus),
                "forgeries used": not corpus.leaky_clock,
                "synthetic forgeries": len(used) - len(corpus),
            }
            for corpus, used in zip(given, corpora, strict=True)
        },
        "split": f"{len(folds)} folds of signers, seed {plan.seed}: each calibration trial comes from a network that "
        "never saw its signer; the network that is kept learnt from all of them",
        "seed": plan.seed,
        "calibration draws": plan.draws,
    }
    if "network" in ARCHITECTURES[plan.architecture]:
        facts |= {"training": asdict(plan.training), "examples": asdict(plan.examples)}
    return facts
