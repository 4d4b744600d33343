"""Leave one corpus out: models learn from all the others and are measured on it, for each corpus in turn.

What a verifier reaches on signers of the corpora that it learnt from says little of another tablet, other people and
other forgers. Here nothing of the corpus that is measured was seen in training, calibration or selection. Corpora that
share people are left out together: whoever signed in both parts of SUSIG would else be learnt from and measured.
"""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sigverify.corpora.corpus import Corpus
from sigverify.corpora.protocol import DrawKind, draws
from sigverify.corpora.split import groups_of_people, split_signers
from sigverify.errors import Cancelled, ProtocolError
from sigverify.learning.checkpoints import read_payload, refuse_foreign, write_payload
from sigverify.learning.recipes import recipe_for
from sigverify.sentences import said
from sigverify.verification.model_files import CARD, read_card, read_model, write_model
from sigverify.verification.verifier import Verifier
from sigverify.workflows.architectures import FLOORS, kind_of, parts_of
from sigverify.workflows.evaluating import FIRST_SEED, REFERENCE_COUNTS, ImpostorKind, evaluate_draws, within
from sigverify.workflows.train_plan import TrainPlan
from sigverify.workflows.training import TrainedModel, train_model

_FACT = "cross-corpus"
"""Under what a card tells which part of a run it is."""


@dataclass(frozen=True, kw_only=True)
class CrossPlan:
    """What is trained and how it is measured.

    architectures: as in `TrainPlan`; the floors are measured beside them.
    folds, seed, steps: of each training, as in `TrainPlan`; count: draws in each setting.
    """

    architectures: tuple[str, ...]
    folds: int = 2
    seed: int = 1
    steps: int | None = None
    count: int = 10

    @property
    def models(self) -> tuple[str, ...]:
        """All that is measured: the architectures, then the floors."""
        return tuple(dict.fromkeys((*self.architectures, *FLOORS)))


@dataclass(frozen=True, kw_only=True)
class Crossed:
    """One architecture on one corpus that it never saw.

    learnt_from: names of the corpora that it was trained and calibrated on.
    figures: as `Evaluation` has them, by references and draw; a setting that the corpus does not allow is missing.
    """

    architecture: str
    corpus: str
    learnt_from: tuple[str, ...]
    figures: dict[tuple[int, DrawKind], dict[str, Any]]

    def rates(self, references: int, draw: DrawKind, kind: ImpostorKind) -> tuple[float, float] | None:
        """Return the equal error rates in %, at a common threshold and at each signer's own; None without trials."""
        found = self.figures.get((references, draw))
        if found is None or found[kind]["common_eer_percent"] is None:
            return None
        return found[kind]["common_eer_percent"], found[kind]["signer_eer_percent"]

    def to_json(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "architecture": self.architecture,
            "left_out": self.corpus,
            "learnt_from": list(self.learnt_from),
            "evaluations": list(self.figures.values()),
        }


def mean_rates(
    parts: Sequence[Crossed], architecture: str, references: int, draw: DrawKind, kind: ImpostorKind
) -> tuple[float, float] | None:
    """Return the mean of an architecture's rates over the corpora that any architecture has rates on.

    None where it lacks one of them, so that means of two architectures are always of the same corpora.
    """
    wanted = {part.corpus for part in parts if part.rates(references, draw, kind) is not None}
    own = {part.corpus: part.rates(references, draw, kind) for part in parts if part.architecture == architecture}
    found = [rates for name in wanted if (rates := own.get(name)) is not None]
    if not found or len(found) < len(wanted):
        return None
    common, signers = zip(*found, strict=True)
    return sum(common) / len(found), sum(signers) / len(found)


def cross_corpus(
    corpora: Sequence[Corpus],
    plan: CrossPlan,
    folder: Path,
    *,
    advance: Callable[[str, float], None] = lambda _phase, _done: None,
    notice: Callable[[str], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Crossed]:
    """Train and measure, group by group; each model with each corpus of its group as soon as it is measured.

    folder: keeps models, checkpoints and figures; what is done there is not done again.
    advance: told the phase and the share done of all; notice: told, a sentence at a time, of what is left out.

    Raises ProtocolError, before anything is trained, where corpora are too few, share a person unawares, or cannot be
    split or drawn from; ModelError where the folder holds another run; Cancelled as soon as `cancelled()` says so.
    """
    for architecture in plan.models:
        parts_of(architecture)
    groups = groups_of_people(corpora)
    _check(corpora, groups, plan)
    for sentence in _notices(corpora, groups):
        notice(sentence)
    marks = {corpus.name: fingerprint(corpus) for corpus in corpora}
    told: set[str] = set()

    def tell_once(sentence: str) -> None:
        if sentence not in told:
            told.add(sentence)
            notice(sentence)

    count = len(groups) * len(plan.models)
    for number, group in enumerate(groups):
        others = [corpus for corpus in corpora if corpus not in group]
        name = _named(group)
        for place, architecture in enumerate(plan.models):
            begin = (number * len(plan.models) + place) / count
            phase = f"{architecture} without {name}"

            tell = within(advance, phase, begin, 1 / count)

            def show(words: str, done: float, tell: Callable[[str, float], None] = tell) -> None:
                if cancelled():
                    raise Cancelled(_stopped(folder))
                tell(words, done)

            made = TrainPlan(name=phase, architecture=architecture, folds=plan.folds, seed=plan.seed, steps=plan.steps)
            place_of = folder / f"without {name}" / architecture
            facts = _facts(made, {corpus.name: marks[corpus.name] for corpus in others})
            try:
                verifier = _trained(others, made, place_of, facts, show, tell_once, cancelled)
            except Cancelled as stop:
                raise Cancelled(_stopped(folder)) from stop
            for corpus in group:
                file = place_of.with_name(f"{architecture} on {corpus.name}.json")
                yield Crossed(
                    architecture=architecture,
                    corpus=corpus.name,
                    learnt_from=tuple(other.name for other in others),
                    figures=_measured(verifier, corpus, marks[corpus.name], plan.count, file, show),
                )


def _named(group: tuple[Corpus, ...]) -> str:
    return "+".join(corpus.name for corpus in group)


def fingerprint(corpus: Corpus) -> str:
    """Return what tells a corpus from one with other signatures: the start of a SHA-256 of all labels and ink."""
    digest = hashlib.sha256()
    for sample in corpus:
        digest.update(f"|{sample.signer}|{sample.label}|{sample.session}|{sample.number}|".encode())
        for channel in sample.recording.channels().values():
            digest.update(channel.tobytes())
    return digest.hexdigest()[:16]


def _check(corpora: Sequence[Corpus], groups: Sequence[tuple[Corpus, ...]], plan: CrossPlan) -> None:
    if len(groups) < 2:
        names = " and ".join(f"'{corpus.name}'" for corpus in corpora)
        why = f"{names} share people" if len(corpora) > 1 else f"only {names} was named"
        raise ProtocolError(
            said(
                "To leave one corpus out, another must be left to learn from: {why}. Name a corpus of other people.",
                why=why,
            )
        )
    for corpus in corpora:
        draws(corpus, references=min(REFERENCE_COUNTS), draw="any", seed=FIRST_SEED)
    for group in groups:
        try:
            split_signers([corpus for corpus in corpora if corpus not in group], plan.folds, plan.seed)
        except ProtocolError as why:
            raise ProtocolError(
                said(
                    "Too little is left without {group}. {why} Or name a further corpus.",
                    group=_named(group),
                    why=why.sentence,
                )
            ) from why


def _notices(corpora: Sequence[Corpus], groups: Sequence[tuple[Corpus, ...]]) -> Iterator[str]:
    for group in groups:
        if len(group) > 1:
            yield f"{' and '.join(corpus.name for corpus in group)} share people: they are left out together."
    for corpus in corpora:
        if not any(sample.label == "forgery" for sample in corpus):
            yield (
                f"{corpus.name} holds no forgeries: on it only random ones are measured, and it does not count in the "
                "means of skilled ones."
            )


def _facts(plan: TrainPlan, learnt_from: dict[str, str]) -> dict[str, Any]:
    """Return what a model must share to be taken for this part of this run."""
    networks = [part for part in parts_of(plan.architecture) if kind_of(part) == "network"]
    return {
        "learnt from": learnt_from,
        "architecture": plan.architecture,
        "folds": plan.folds,
        "seed": plan.seed,
        "steps": plan.steps,
        "recipes": {f"{place} {name}": asdict(recipe_for(name)) for place, name in enumerate(networks, start=1)},
    }


def _trained(
    corpora: Sequence[Corpus],
    plan: TrainPlan,
    folder: Path,
    facts: dict[str, Any],
    show: Callable[[str, float], None],
    notice: Callable[[str], None],
    cancelled: Callable[[], bool],
) -> Verifier:
    """Return the model in a folder, trained first where there is none; 0.8 of the work."""
    checkpoints = folder.with_name(f"{folder.name}.training")
    if not (folder / CARD).is_file():
        making = train_model(corpora, plan, checkpoints=checkpoints, facts={_FACT: facts}, cancelled=cancelled)
        for item in making:
            if isinstance(item, TrainedModel):
                write_model(folder, item.card, item.payloads)
            elif item.notice:
                notice(item.notice)
            else:
                show(item.phase, 0.8 * item.done)
    card, _ = read_card(folder)
    refuse_foreign(card.training.get(_FACT, {}), facts, f"The model in '{folder}'")
    shutil.rmtree(checkpoints, ignore_errors=True)
    return read_model(folder)


def _measured(
    verifier: Verifier, corpus: Corpus, mark: str, count: int, file: Path, show: Callable[[str, float], None]
) -> dict[tuple[int, DrawKind], dict[str, Any]]:
    """Return the figures in a file, measured first where they are not of this model, corpus and number of draws."""
    of = {"model_sha256": verifier.sha256, "corpus": mark, "draws": count}
    known: Any = None
    with suppress(ValueError):  # half of a file, or none
        known = json.loads(read_payload(file))
    if not (isinstance(known, dict) and known.get("of") == of):
        found = evaluate_draws(
            verifier,
            corpus,
            REFERENCE_COUNTS,
            count=count,
            advance=lambda _phase, done: show(f"measuring {corpus.name}", 0.8 + 0.2 * done),
        )
        known = {"of": of, "evaluations": [part.to_json() for part in found.values()]}
        write_payload(file, (json.dumps(known, indent=1) + "\n").encode())
    return {(figures["references"], figures["draw"]): figures for figures in known["evaluations"]}


def _stopped(folder: Path) -> str:
    return f"Stopped. What is done lies in '{folder}'; the same command goes on from there."
