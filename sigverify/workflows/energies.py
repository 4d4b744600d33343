"""Whether a trained network meets the three conditions of Chopra, Hadsell & LeCun 2005 on a corpus."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import numpy as np
import torch

from sigverify.corpora.corpus import Corpus
from sigverify.errors import ModelError, ProtocolError
from sigverify.evaluation.energy_conditions import EnergyConditions, energy_conditions, margin_share
from sigverify.ink.recording import Floats
from sigverify.networks.catalogue import CATALOGUE
from sigverify.networks.losses import ContrastiveChopra, ContrastiveMargin
from sigverify.sentences import said
from sigverify.verification.comparators import Comparator
from sigverify.verification.model_files import read_model
from sigverify.verification.trials import usable_frames
from sigverify.verification.verifier import Verifier

_MARGIN_OF_BOUND = 0.1
"""Chopra et al. 2005 ask for some margin between 0 and Q and name none: a tenth of Q is ours."""

_MARGIN_OF_LOSS = 0.5
"""The least loss of Hadsell et al. 2006 lies where E_I is their margin: the line m = margin would go through it."""

_MOST_DRAWN = 1500
"""Points in a plot."""

_MOST_SIGNATURES = 10
"""Of one signer and one label; more would only repeat themselves."""


@dataclass(frozen=True, kw_only=True)
class Energies:
    """What was found for one model on one corpus.

    conditions: with the mean over signers as the share of condition 1; signer_shares: of each, 0 … 1.
    pairs: float64 (n, 2), E_G and E_I of pairs that share a signer, drawn evenly over signers.
    """

    model: str
    corpus: str
    conditions: EnergyConditions
    signer_shares: dict[str, float]
    pairs: Floats


def energies_of(
    folder: Path,
    corpus: Corpus,
    *,
    margin: float | None = None,
    advance: Callable[[str, float], None] = lambda _phase, _done: None,
) -> Energies:
    """Check the three conditions for the model in a folder.

    margin: m, above 0; None takes `usual_margin`.

    Pairs are a signer's genuine signatures among each other, and with the forgeries of the signer. The bound Q is the
    loss's own; for Hadsell's, which has none, the largest energy found or twice its margin.

    Raises ModelError where no network of the model learnt by a contrastive loss, ProtocolError where no signer has
    both kinds of pairs.
    """
    verifier = read_model(folder)
    comparator, loss = _contrastive(verifier)
    margin = usual_margin(loss) if margin is None else margin

    genuine: dict[str, Floats] = {}
    impostor: dict[str, Floats] = {}
    for place, signer in enumerate(corpus.signers):
        advance("Comparing", place / len(corpus.signers))
        own = usable_frames(comparator, corpus.of(signer, "genuine")[:_MOST_SIGNATURES])
        forged = usable_frames(comparator, corpus.of(signer, "forgery")[:_MOST_SIGNATURES])
        pairs = list(combinations(own, 2))
        if pairs and forged:
            genuine[signer] = comparator.distances([a for a, _ in pairs], [b for _, b in pairs])
            crossed = [(a, b) for a in own for b in forged]
            impostor[signer] = comparator.distances([a for a, _ in crossed], [b for _, b in crossed])
    if not genuine:
        raise ProtocolError(
            said(
                "No signer of corpus '{corpus}' has two genuine signatures and a forgery. Name a "
                "corpus with forgeries.",
                corpus=corpus.name,
            )
        )
    shares = {signer: margin_share(genuine[signer], impostor[signer], margin) for signer in genuine}
    found, other = np.concatenate(list(genuine.values())), np.concatenate(list(impostor.values()))
    bound = (
        loss.bound
        if isinstance(loss, ContrastiveChopra)
        else max(2 * loss.margin, float(max(found.max(), other.max())))
    )
    conditions = energy_conditions(
        found,
        other,
        genuine_loss=lambda energy: _side(loss, energy, 0),
        impostor_loss=lambda energy: _side(loss, energy, 1),
        bound=bound,
        margin=margin,
    )
    return Energies(
        model=verifier.name,
        corpus=corpus.name,
        # the pairs of the paper's conditions share a picture: signers are counted apart, and each counts alike
        conditions=replace(conditions, share=float(np.mean(list(shares.values())))),
        signer_shares=shares,
        pairs=_drawn(genuine, impostor),
    )


def usual_margin(loss: ContrastiveChopra | ContrastiveMargin) -> float:
    """Return the margin m of the conditions where none is asked for: 0.1 of Q, or half of the margin of the loss."""
    if isinstance(loss, ContrastiveChopra):
        return _MARGIN_OF_BOUND * loss.bound
    return _MARGIN_OF_LOSS * loss.margin


def _drawn(genuine: dict[str, Floats], impostor: dict[str, Floats]) -> Floats:
    """Return some of the pairs (E_G, E_I) to draw, as many of each signer."""
    rng = np.random.default_rng(0)
    each = max(1, _MOST_DRAWN // len(genuine))
    return np.concatenate(
        [
            np.stack([rng.choice(genuine[signer], each), rng.choice(impostor[signer], each)], axis=1)
            for signer in genuine
        ]
    )


def _contrastive(verifier: Verifier) -> tuple[Comparator, ContrastiveChopra | ContrastiveMargin]:
    """Return the first comparator whose network learnt by a contrastive loss, and that loss."""
    told = iter(verifier.card.training.get("networks", ()))
    for comparator, part in zip(verifier.comparators, verifier.card.comparators, strict=True):
        if not part.architecture:
            continue
        loss = CATALOGUE[part.architecture].loss
        learnt = next(told, None)  # cards of networks tell by what they learnt; the catalogue's own loss else
        own = learnt is None or learnt["loss"]["name"] == type(loss).__name__
        if isinstance(loss, ContrastiveChopra | ContrastiveMargin) and own:
            return comparator, loss
    raise ModelError(
        said(
            "'{model}' has no network that learns by a contrastive loss. Name a model of chopra-2005 or hadsell-2006.",
            model=verifier.name,
        )
    )


def _side(loss: ContrastiveChopra | ContrastiveMargin, energy: Floats, side: int) -> Floats:
    """Return the loss of genuine pairs (side 0) or impostor pairs (side 1) at each energy."""
    values = torch.from_numpy(energy)
    return loss.sides(values, values)[side].numpy()
