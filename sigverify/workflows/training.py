"""Making a model: cross-fitted training, calibration on held-out signers, then one network from all signers.

Signers are split into folds. For each fold a network learns from the others and is measured on the fold, so every
calibration trial comes from a network that never saw its signer. When to stop is chosen on further signers, set apart
from those a fold's network learns from. The network that is kept learns from all signers with the same recipe, for as
many steps as the folds' choices (their median); nothing is chosen on what is measured.
"""

import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

import torch

from sigverify.corpora.corpus import Corpus, Sample
from sigverify.corpora.split import SignerKey, split_signers
from sigverify.errors import Cancelled, UsageError
from sigverify.ink.features import FeatureConfig
from sigverify.ink.synthesis.distortions import forge_recording
from sigverify.learning.examples import ExamplesConfig, prepare
from sigverify.learning.global_metric import globals_of, learn_metric
from sigverify.learning.processes import ALONE, Processes
from sigverify.learning.recipes import recipe_for
from sigverify.learning.training import TrainingConfig, TrainingReport
from sigverify.networks.catalogue import CATALOGUE
from sigverify.networks.pair_network import PairNetwork
from sigverify.networks.weights import weights_bytes
from sigverify.shipped import DEFAULT_ARCHITECTURE, VERSION
from sigverify.verification.calibration import OperatingPoint
from sigverify.verification.card import ModelCard
from sigverify.verification.comparators import Comparator, DurationComparator
from sigverify.verification.global_comparator import GlobalComparator, GlobalMetric
from sigverify.verification.model_files import dtw_comparator
from sigverify.verification.network_comparator import network_comparator
from sigverify.verification.verifier import Verifier
from sigverify.workflows.architectures import kind_of, parts_of
from sigverify.workflows.calibrating import (
    HeldOut,
    calibrations_of,
    held_out_trials,
    reaches_across_sessions,
    usual_differences,
    with_forgeries,
)
from sigverify.workflows.learners import Learner, Surroundings
from sigverify.workflows.training_card import comparator_cards, final_rule, history_bytes, training_facts


@dataclass(frozen=True, kw_only=True)
class NetworkVariant:
    """Where a network differs from its entry in the catalogue: sizes, by name, and features."""

    sizes: Mapping[str, Any] = field(default_factory=dict)
    features: FeatureConfig | None = None


@dataclass(frozen=True, kw_only=True)
class TrainPlan:
    """How a model is made.

    name: of the model.
    architecture: names of the catalogue and floors, joined by '+'; their scores are fused.
    folds: at least 2, of held-out signers; draws: of references for each calibration; seed: of everything drawn.
    held_out_share: of a fold's signers, set apart to choose when to stop; 0 trains all steps.
    variants: of the networks in the architecture's order, where they differ from the catalogue; () where none does.
    training: for each network, where it differs from its recipe; steps: batches, where they differ.
    """

    name: str
    architecture: str = DEFAULT_ARCHITECTURE
    folds: int = 4
    draws: int = 5
    seed: int = 1
    held_out_share: float = 0.15
    variants: tuple[NetworkVariant, ...] = ()
    training: TrainingConfig | None = None
    steps: int | None = None
    examples: ExamplesConfig = field(default_factory=ExamplesConfig)
    point: OperatingPoint = field(default_factory=OperatingPoint)

    def __post_init__(self) -> None:
        networks = [part for part in parts_of(self.architecture) if kind_of(part) == "network"]
        if self.variants and len(self.variants) != len(networks):
            raise UsageError(f"'{self.architecture}' has {len(networks)} networks, {len(self.variants)} are described.")
        if self.folds < 2:
            raise UsageError("At least 2 folds are needed, so that every signer is held out once.")
        if not 0 <= self.held_out_share < 0.5:
            raise UsageError(f"Between 0 and 0.5 of the signers may be set apart, found {self.held_out_share:g}.")


@dataclass(frozen=True, kw_only=True)
class TrainProgress:
    """Where the work stands: a phase in words, the share done, and the training's report where one runs.

    notice: a sentence about the corpora, '' for most.
    """

    phase: str
    done: float
    report: TrainingReport | None = None
    notice: str = ""


@dataclass(frozen=True, kw_only=True)
class TrainedModel:
    """A finished model.

    card; payloads: weights and history by file name; held_out: what each fold's networks measured on its held-out
    signers; rival_held_out: what the rival measured on the same trials, empty without one.
    """

    card: ModelCard
    payloads: dict[str, bytes]
    held_out: tuple[HeldOut, ...]
    rival_held_out: tuple[HeldOut, ...]


def train_model(
    corpora: Sequence[Corpus],
    plan: TrainPlan,
    *,
    start: Sequence[PairNetwork] = (),
    metric: GlobalMetric | None = None,
    rival: Verifier | None = None,
    checkpoints: Path | None = None,
    processes: Processes = ALONE,
    commit: str = "",
    facts: Mapping[str, Any] = MappingProxyType({}),
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[TrainProgress | TrainedModel]:
    """Make a model; yields progress, and the TrainedModel last.

    start: networks to go on from instead of new weights, one for each of the plan's or none.
    metric: of global features, kept where they are a part of the plan; None learns one with each fold.
    rival: a model measured on the same held-out trials, for a fair comparison.
    checkpoints: a folder that trainings go on from when they were stopped; it is the caller's to remove.
    processes: which train together, each calling this; only the first measures and ends with a TrainedModel.
    facts: more facts for the card's account of the training.

    A corpus without any forgery gets synthetic ones, since calibration needs some.

    Raises Cancelled as soon as `cancelled()` says so, ProtocolError where signers or signatures are too few, ModelError
    where a checkpoint belongs to another training.
    """

    def advance() -> None:
        if cancelled():
            raise Cancelled("Training was stopped; the model in use is unchanged.")

    begun = time.process_time()
    gone_on = checkpoints is not None and checkpoints.is_dir() and any(checkpoints.iterdir())
    parts = parts_of(plan.architecture)
    given = corpora
    corpora = [
        corpus
        if any(sample.label == "forgery" for sample in corpus)
        else with_forgeries(corpus, plan.examples.synthetic_forgeries, plan.seed)
        for corpus in corpora
    ]
    folds = split_signers(corpora, plan.folds, plan.seed)
    across = [corpus.name for corpus in corpora if corpus.sessions_apart] if reaches_across_sessions(corpora) else []
    yield TrainProgress(phase="Reading signatures", done=0.0)
    notices: list[str] = []
    learners = _learners(parts, given, plan, start, advance, notices.append)
    for notice in dict.fromkeys(notices):
        yield TrainProgress(phase="Reading signatures", done=0.0, notice=notice)
    globals_known = globals_of(corpora, advance) if "global-features" in parts and metric is None else []
    around = Surroundings(processes=processes, checkpoints=checkpoints, cancelled=cancelled)
    kinds = ["spread" if kind_of(part) != "network" else CATALOGUE[part].references for part in parts]
    measured: list[HeldOut] = []
    rivals: list[HeldOut] = []
    rounds = plan.folds + 1
    for place, fold in enumerate(folds):
        names = frozenset(f"{corpus}/{signer}" for corpus, signer in fold)
        networks = []
        for number, learner in enumerate(learners):
            course = learner.without(names, f"fold {place + 1}", around)
            begin, share = (place + 0.9 * number / len(learners)) / rounds, 0.9 / rounds / len(learners)
            networks.append((yield from _shown(course, f"Fold {place + 1} of {plan.folds}", begin, share)))
        if not processes.first:
            continue
        yield TrainProgress(phase=f"Measuring fold {place + 1} of {plan.folds}", done=(place + 0.9) / rounds)
        held_out = _merged(corpora, fold, across)
        known = [of_one for of_one in globals_known if (of_one.corpus, of_one.signer) not in fold]
        comparators = _comparators(parts, learners, networks, learn_metric(known, plan.seed) if known else metric)
        measured.append(held_out_trials(comparators, kinds, held_out, plan.draws, plan.seed, advance))
        if rival is not None:
            theirs = [part.references for part in rival.card.comparators]
            rivals.append(held_out_trials(rival.comparators, theirs, held_out, plan.draws, plan.seed, advance))
    networks = []
    for number, learner in enumerate(learners):
        course = learner.of_all("all signers", around)
        begin, share = (plan.folds + 0.9 * number / len(learners)) / rounds, 0.9 / rounds / len(learners)
        networks.append((yield from _shown(course, "All signers", begin, share)))
    spent = time.process_time() - begun
    elsewhere = float(processes.summed(torch.tensor(spent, dtype=torch.float64))) - spent
    if not processes.first:
        return
    calibrations, figures = calibrations_of(measured, plan.point)
    weights = _weights(networks)
    final_metric = learn_metric(globals_known, plan.seed) if globals_known else metric
    kept = _comparators(parts, learners, networks, final_metric)
    rules = [
        final_rule(comparator, kind, [fold.rules[place] for fold in measured], corpora, advance)
        for place, (comparator, kind) in enumerate(zip(kept, kinds, strict=True))
    ]
    history = {"history.json": history_bytes(learners)} if learners else {}
    made_in: dict[str, Any] = {"processes": processes.world}
    if not gone_on:  # nobody counted what a training took before it was stopped
        made_in["CPU minutes"] = round((time.process_time() - begun + elsewhere) / 60, 1)
    settings: dict[str, Any] = {
        "seed": plan.seed,
        "calibration draws": plan.draws,
        "calibrated across sessions": across,
    }
    if learners:
        settings["examples"] = asdict(plan.examples)
    card = ModelCard(
        name=plan.name,
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        program=f"sigverify {VERSION}",
        commit=commit,
        comparators=comparator_cards(parts, rules, learners, weights, final_metric),
        calibrations=calibrations,
        usual_differences=usual_differences(corpora, advance),
        training={**training_facts(given, corpora, folds, learners), **settings, **made_in, **facts},
        figures=figures,
        history=next(iter(history), ""),
    )
    yield TrainedModel(card=card, payloads=weights | history, held_out=tuple(measured), rival_held_out=tuple(rivals))


def _learners(
    parts: Sequence[str],
    corpora: Sequence[Corpus],
    plan: TrainPlan,
    start: Sequence[PairNetwork],
    advance: Callable[[], None],
    notice: Callable[[str], None],
) -> list[Learner]:
    """Return a learner for each network of the plan; networks that see the same features share their examples."""
    out: list[Learner] = []
    for place, name in enumerate(part for part in parts if kind_of(part) == "network"):
        entry = CATALOGUE[name]
        variant = plan.variants[place] if plan.variants else NetworkVariant()
        features = variant.features or entry.features
        training = plan.training or recipe_for(name)
        # another seed for each, so that the same architecture may stand in a model twice
        training = replace(training, seed=training.seed + plan.seed + place - 1, steps=plan.steps or training.steps)
        alike = [
            known for known in out if (known.features, known.training.augmentation) == (features, training.augmentation)
        ]
        examples = (
            alike[0].examples
            if alike
            else prepare(
                corpora,
                features,
                training.augmentation,
                plan.examples,
                forge=forge_recording,
                advance=advance,
                notice=notice,
            )
        )
        out.append(
            Learner(
                place=place,
                entry=entry,
                sizes=variant.sizes,
                features=features,
                training=training,
                examples=examples,
                start=start[place] if start else None,
                held_out_share=plan.held_out_share,
            )
        )
    return out


def _shown(
    course: Generator[TrainingReport, None, PairNetwork], phase: str, begin: float, share: float
) -> Generator[TrainProgress, None, PairNetwork]:
    """Pass a training's reports on as progress, from `begin` for `share`; return its network."""
    while True:
        try:
            report = next(course)
        except StopIteration as end:
            return end.value
        yield TrainProgress(phase=phase, done=begin + share * report.step / report.steps, report=report)


def _comparators(
    parts: Sequence[str],
    learners: Sequence[Learner],
    networks: Sequence[PairNetwork],
    metric: GlobalMetric | None,
) -> list[Comparator]:
    made = iter([network_comparator(n, learner.features) for learner, n in zip(learners, networks, strict=True)])
    floors: dict[str, Callable[[], Comparator]] = {"dtw": dtw_comparator, "duration": DurationComparator}
    if metric is not None:
        floors["global-features"] = partial(GlobalComparator, metric=metric)
    return [next(made) if kind_of(part) == "network" else floors[part]() for part in parts]


def _weights(networks: Sequence[PairNetwork]) -> dict[str, bytes]:
    """Return the weights by file name, in the order of the networks."""
    if len(networks) == 1:
        return {"weights.safetensors": weights_bytes(networks[0])}
    return {f"weights-{place + 1}.safetensors": weights_bytes(network) for place, network in enumerate(networks)}


def _merged(corpora: Sequence[Corpus], fold: frozenset[SignerKey], across: Sequence[str]) -> Corpus:
    """Return the fold's signers of all corpora as one corpus; sessions stand only in those that are named."""
    samples = [
        Sample(
            signer=f"{corpus.name}/{sample.signer}",
            label=sample.label,
            number=sample.number,
            session=sample.session if corpus.name in across else None,
            recording=sample.recording,
        )
        for corpus in corpora
        for sample in corpus
        if (corpus.name, sample.signer) in fold
    ]
    apart = any(sample.session is not None for sample in samples)
    return Corpus(name="held out", samples=tuple(samples), sessions_apart=apart)
