"""The background model of everybody's movements, and what weighs in the supervectors that are told by it.

The mixture is fitted by expectation and maximisation (Dempster, Laird & Rubin 1977) to windows of some genuine
signatures of each signer, corpora alike. Deviation: variances are floored, so that no Gaussian closes in on one window.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sigverify.corpora.corpus import Corpus
from sigverify.errors import ProtocolError
from sigverify.ink.features import extract
from sigverify.ink.recording import Floats
from sigverify.learning.pair_weights import SignerVectors, by_signer, learn_weights
from sigverify.progress import steps
from sigverify.sentences import said
from sigverify.verification.supervector_comparator import MOVEMENT, BackgroundModel, SupervectorComparator, windows

GAUSSIANS = 32

AXES = 12
"""Principal axes of the windows that are kept."""

_SIGNATURES = 6
"""Of a signer, whose movements the mixture is fitted to."""

_MOVEMENTS = 10_000
"""Of a corpus, drawn where there are more."""

_ROUNDS = 15

_LEAST_VARIANCE = 0.05
"""Of a Gaussian on an axis, of whose numbers the variance is 1."""


@dataclass(frozen=True, kw_only=True)
class SignerMovements:
    """One signer's signatures, each its standardised functions, float32 (frames, functions)."""

    corpus: str
    signer: str
    genuine: tuple[NDArray[np.float32], ...]
    forged: tuple[NDArray[np.float32], ...]


def movements_by_signer(corpora: Sequence[Corpus], advance: Callable[[], None]) -> list[SignerMovements]:
    """Return the functions of all signers' signatures, those left out that cannot be compared.

    advance: called before each signature; it may raise Cancelled.
    """
    return [
        SignerMovements(corpus=corpus, signer=signer, genuine=tuple(genuine), forged=tuple(forged))
        for corpus, signer, genuine, forged in by_signer(corpora, lambda ink: extract(ink, MOVEMENT).values, advance)
    ]


def learn_supervectors(signers: Sequence[SignerMovements], seed: int) -> SupervectorComparator:
    """Return the comparator that learnt the background from these signers, and what weighs in telling their forgeries.

    Raises ProtocolError as `fit_background` and `learn_weights` do.
    """
    background = fit_background(signers, seed)
    vectors = [
        SignerVectors(
            corpus=known.corpus,
            signer=known.signer,
            genuine=_vectors(background, known.genuine),
            forged=_vectors(background, known.forged),
        )
        for known in steps(signers)
    ]
    deviations, weights = learn_weights(vectors, seed)
    made = SupervectorComparator(background=background, deviations=deviations, all_weights=weights)
    return SupervectorComparator.of(made.arrays())  # as it will be read again, to the last bit


def fit_background(signers: Sequence[SignerMovements], seed: int) -> BackgroundModel:
    """Return the mixture that these signers' genuine movements are most likely by.

    Raises ProtocolError where there are fewer movements than a mixture needs.
    """
    rng = np.random.default_rng(seed)
    drawn = []
    for corpus in dict.fromkeys(known.corpus for known in signers):
        shown = [values for known in signers if known.corpus == corpus for values in known.genuine[:_SIGNATURES]]
        if shown:
            every = np.concatenate([windows(values) for values in shown]).astype(np.float64)
            drawn.append(every[rng.permutation(len(every))[:_MOVEMENTS]])
    moved = np.concatenate(drawn) if drawn else np.empty((0, 1))
    if len(moved) < 2 * GAUSSIANS:
        raise ProtocolError(said("A background of movements needs more than one signature. Add signers."))
    centre = moved.mean(axis=0)
    powers, directions = np.linalg.eigh(np.cov((moved - centre).T))
    kept = slice(-1, -AXES - 1, -1)  # the largest come last
    axes = directions[:, kept] / np.sqrt(np.maximum(powers[kept], np.finfo(np.float32).tiny))
    placed = (moved - centre) @ axes
    model = BackgroundModel(
        centre=centre,
        axes=axes,
        means=placed[rng.permutation(len(placed))[:GAUSSIANS]],
        variances=np.ones((GAUSSIANS, placed.shape[1])),
        shares=np.full(GAUSSIANS, 1 / GAUSSIANS),
    )
    for _ in steps(range(_ROUNDS)):
        model = maximised(model, placed)
    return model


def maximised(model: BackgroundModel, placed: Floats) -> BackgroundModel:
    """Return the mixture after one round of EM, of movements on its axes (movements, d)."""
    mine, _ = model.posteriors(placed)
    count = mine.sum(axis=0) + 1e-6
    means = mine.T @ placed / count[:, None]
    variances = np.maximum(mine.T @ placed**2 / count[:, None] - means**2, 0.0) + _LEAST_VARIANCE
    return BackgroundModel(
        centre=model.centre, axes=model.axes, means=means, variances=variances, shares=count / count.sum()
    )


def _vectors(background: BackgroundModel, signatures: Sequence[NDArray[np.float32]]) -> Floats:
    numbers = background.means.size + len(background.means)
    return np.array([background.supervector(windows(values)) for values in signatures]).reshape(-1, numbers)
