"""What `DeskServices` answers about models: which there are, what their cards tell, and the change to another one.

What it imports is slow (torch), so it is imported on the thread that asks, not on the window's.
"""

from collections.abc import Callable, Generator, Mapping
from typing import Any

import torch

from sigverify.errors import ModelError
from sigverify.gui.language import tr, tr_all, tr_stored
from sigverify.gui.loss_words import LOSS_WORDS
from sigverify.gui.retraining import CardSection, ChangeProgress, ModelCardView, ModelRow, TrainingOutcome
from sigverify.gui.words import counted
from sigverify.networks.losses import LOSSES
from sigverify.progress import Progress, watched_by
from sigverify.sentences import said
from sigverify.storage.store import Store
from sigverify.storage.store_keys import WayIn
from sigverify.verification.card import ModelCard
from sigverify.verification.card_facts import HELD_OUT
from sigverify.verification.likelihood_ratio import grouped
from sigverify.workflows.model_changes import promoting, returning
from sigverify.workflows.models import DeskModel, desk_models
from sigverify.workflows.retrain_material import COLLECTED
from sigverify.workflows.retrain_plan import architecture_of
from sigverify.workflows.retrain_verdict import RetrainOutcome

_USUAL = "5"
_FLOORS = ("dtw", "duration")
_COUNTS = (said("signers"), said("genuine"), said("forgeries"), said("synthetic forgeries"))
"""Of each corpus, as a card calls them."""

_ORIGINS = {"shipped": said("comes with the program"), "yours": said("made here"), "gone": said("its files are gone")}


def rows(store: Store) -> list[ModelRow]:
    """Return every model that can be read, and those whose files are gone but that were in use."""
    return [_row(model) for model in desk_models(store)]


def card_of(store: Store, key: str) -> ModelCardView:
    """Return a model's card for people; raises ModelError where it is gone."""
    models = desk_models(store)
    found = next((model for model in models if model.sha256 == key), None)
    if found is None or found.card is None:
        raise ModelError(said("The files of this model are gone, so that its card cannot be read. Put them back."))
    floors = [model for model in models if model.origin == "shipped" and model.name in _FLOORS]
    return ModelCardView(key=key, title=found.name, sections=tuple(_sections(found, found.card, floors)))


def change(
    url: str | None, to: TrainingOutcome | int, cancelled: Callable[[], bool], way_in: WayIn | None = None
) -> Generator[ChangeProgress, None, bool]:
    """Put another model in use, in a store connection of its own, on the thread that asks."""
    torch.set_num_threads(1)
    with watched_by(Progress(cancelled)):
        opened = Store.open(url, passphrase=way_in)
    with opened as store:
        if isinstance(to, int):
            steps = returning(store, to, cancelled)
        else:
            assert isinstance(to.source, RetrainOutcome), "outcomes come from retrain"
            steps = promoting(store, to.source, cancelled)
        for step in steps:
            yield ChangeProgress(done=step.signers_done, signers=step.signers)
    return True


def _row(model: DeskModel) -> ModelRow:
    card = model.card
    return ModelRow(
        key=model.sha256,
        name=model.name,
        origin=model.origin,
        parts=architecture_of(card).replace("+", " + ") if card is not None else "",
        made_at=card.made_at[:10] if card is not None else "",
        figures=_rate_words(_figures(card)) if card is not None else "",
        since=model.since,
        in_use=model.in_use,
        model_id=model.model_id if card is not None and not model.in_use else None,
    )


def _figures(card: ModelCard) -> Mapping[str, Any]:
    """Return the held-out figures with five references, else with as many as there are."""
    by_count = card.figures.get(HELD_OUT, {})
    found: Mapping[str, Any] = by_count.get(_USUAL) or (by_count[max(by_count, key=int)] if by_count else {})
    return found


def _rate_words(figures: Mapping[str, Any]) -> str:
    rate = figures.get("skilled common EER %", {}).get("mean")
    return "" if rate is None else f"{rate:.1f}\N{NARROW NO-BREAK SPACE}%"


def _sections(model: DeskModel, card: ModelCard, floors: list[DeskModel]) -> list[CardSection]:
    training = card.training
    return [
        CardSection(
            heading=tr("What it is"),
            sentences=(
                tr(
                    "{parts}; made {day} by {program}; {origin}.",
                    parts=architecture_of(card).replace("+", " + "),
                    day=card.made_at[:10],
                    program=card.program,
                    origin=tr(_ORIGINS[model.origin]),
                ),
                f"SHA-256 {model.sha256}",
            ),
        ),
        _learnt_from(training),
        CardSection(
            heading=tr("How well it does"),
            sentences=(
                tr(
                    "On signers that the networks measured here never saw, in per cent; forgeries are skilled ones. "
                    "Mean over draws of references."
                ),
            ),
            table=_table(card),
        ),
        _beside_floors(card, floors),
        _limits(card),
        _terms(model, training),
    ]


def _learnt_from(training: Mapping[str, Any]) -> CardSection:
    corpora = training.get("corpora", {})
    told = []
    for network in training.get("networks", ()):
        told.append(
            tr(
                "{network} learnt by {loss} for {steps} steps.",
                network=network["architecture"],
                loss=_loss_words(network["loss"]["name"]),
                steps=network["steps of the network that is kept"],
            )
        )
    collected = len(training.get(COLLECTED, ()))
    if collected:
        told.append(tr("{signers} of this store are among those it learnt from.", signers=counted(collected, "signer")))
    if split := training.get("split"):
        shown = tr_stored(str(split))
        told.append(tr("{sentence}.", meaning="full stop", sentence=shown[:1].upper() + shown[1:]))
    if "seed" in training:
        told.append(tr("Seed {seed}.", seed=training["seed"]))
    head = (tr("corpus"), *(tr(words) for words in _COUNTS))
    table = [(name, *(str(facts.get(column, "")) for column in _COUNTS)) for name, facts in corpora.items()]
    return CardSection(
        heading=tr("What it was trained on"),
        sentences=tuple(told) or (tr("The card does not tell."),),
        table=(head, *table) if table else (),
    )


def _loss_words(class_name: str) -> str:
    """Return what a loss is called for people; cards name its class."""
    name = next((known for known, kind in LOSSES.items() if kind.__name__ == class_name), "")
    return tr(LOSS_WORDS[name]) if name in LOSS_WORDS else class_name


def _table(card: ModelCard) -> tuple[tuple[str, ...], ...]:
    head = (
        tr("references"),
        tr("signers"),
        tr("equal error"),
        tr("signer's own"),
        tr("forgeries accepted"),
        tr("genuine rejected"),
        "Cllr",
    )
    lines = []
    for count, figures in sorted(card.figures.get(HELD_OUT, {}).items(), key=lambda item: int(item[0])):
        rates = [
            _mean(figures.get(name))
            for name in ("skilled common EER %", "skilled signer EER %", "forgeries accepted %", "genuine rejected %")
        ]
        lines.append((count, str(figures.get("signers", "")), *rates, f"{figures.get('Cllr', float('nan')):.2f}"))
    return (head, *lines) if lines else ()


def _mean(figure: Mapping[str, Any] | None) -> str:
    mean = figure.get("mean") if figure else None
    return "–" if mean is None else f"{mean:.1f}"


def _beside_floors(card: ModelCard, floors: list[DeskModel]) -> CardSection:
    lines = [(tr("{name} (this model)", name=card.name), _rate_words(_figures(card)) or "–")]
    lines += [(floor.name, _rate_words(_figures(floor.card)) or "–") for floor in floors if floor.card is not None]
    return CardSection(
        heading=tr("Beside models without a network"),
        sentences=(
            tr(
                "Each by its own held-out signers, which may be others: a network that is not clearly below plain DTW "
                "has learnt nothing. Train measures them side by side on the same signers."
            ),
        ),
        table=((tr("model"), tr("equal error")), *lines),
    )


def _limits(card: ModelCard) -> CardSection:
    capture = card.capture
    calibration = card.calibrations[max(card.calibrations)]
    across = card.training.get("calibrated across sessions") or []
    counts = tr_all(map(str, sorted(card.calibrations)), ", ")
    return CardSection(
        heading=tr("Limits"),
        sentences=(
            tr(
                "Calibrated for {counts} references, on {signatures}.",
                counts=counts,
                signatures=counted(capture.signatures, "signature"),
            )
            if capture.signatures
            else tr("Calibrated for {counts} references.", counts=counts),
            tr(
                "Its likelihood ratios reach {most} : 1 at most; beyond that its trials tell nothing.",
                most=grouped(round(10**calibration.cap)),
            ),
            tr("Calibrated across sessions with {corpora}.", corpora=tr_all(across, ", "))
            if across
            else tr("Not calibrated across sessions: hands differ more from day to day than it was shown."),
            tr(
                "{share:.0f}\N{NARROW NO-BREAK SPACE}% of that ink tells pressure. Signatures captured otherwise are "
                "referred to a person.",
                share=100 * capture.with_pressure,
            ),
        ),
    )


def _terms(model: DeskModel, training: Mapping[str, Any]) -> CardSection:
    told = training.get("terms")
    if told:
        return CardSection(heading=tr("Terms"), sentences=(tr_stored(str(told)),))
    if model.origin == "shipped":
        recorded = [name for name in training.get("corpora", {}) if not name.startswith("synthetic")]
        sentences = [tr("It comes under the program's licence (MIT).")]
        if recorded:
            sentences.append(
                tr(
                    "The recorded corpora it learnt from ({corpora}) are not part of it; their makers' own "
                    "terms hold for them.",
                    corpora=tr_all(recorded, ", "),
                )
            )
        return CardSection(heading=tr("Terms"), sentences=tuple(sentences))
    return CardSection(
        heading=tr("Terms"),
        sentences=(
            tr(
                "It is yours. It holds weights and counts, no signature; but it learnt from people's signatures: give "
                "it away only as far as they agreed to that. Erasing a signer does not change what it has learnt."
            ),
        ),
    )
