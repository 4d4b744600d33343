"""What weighs in a vector for a whole signature: a diagonal metric, learnt from pairs of signatures.

Each number is measured by how far it deviates within signers. Logistic regression with weights ≥ 0 then tells pairs of
genuine signatures from pairs of a genuine signature and a skilled forgery by the squares of their differences (a
diagonal metric of the kind of Xing et al. 2003, with the loss of Guillaumin, Verbeek & Schmid 2009). Signers of one
corpus weigh alike, and a corpus by the root of how many it has.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import combinations, product
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from sigverify.corpora.corpus import Corpus, Sample
from sigverify.errors import InkError, ProtocolError
from sigverify.ink.recording import Floats, Recording
from sigverify.progress import tell
from sigverify.sentences import said
from sigverify.verification.whole_distance import FARTHEST

Told = TypeVar("Told")

_PAIRS_A_SIGNER = 60
"""Of either kind, drawn where there are more."""

_RIDGE = 0.02

_OUTLIERS = 0.01
"""Share at either end of the differences that a deviation is not moved by."""

_SMALLEST = 1e-9


@dataclass(frozen=True, kw_only=True)
class SignerVectors:
    """One signer's signatures, each a vector.

    corpus, signer; genuine, forged: float64 (signatures, numbers) each.
    """

    corpus: str
    signer: str
    genuine: Floats
    forged: Floats


def by_signer(
    corpora: Sequence[Corpus], told: Callable[[Recording], Told], advance: Callable[[], None]
) -> Iterator[tuple[str, str, list[Told], list[Told]]]:
    """Yield corpus, signer, and what is told of the signer's genuine and forged signatures, but where that cannot be.

    told: raises InkError of a signature that cannot be compared; advance: called before each signature; it may raise
    Cancelled.
    """

    def side(samples: Iterable[Sample]) -> list[Told]:
        found = []
        for sample in samples:
            advance()
            with suppress(InkError):
                found.append(told(sample.recording))
        return found

    for corpus in corpora:
        for signer in corpus.signers:
            yield corpus.name, signer, side(corpus.of(signer, "genuine")), side(corpus.of(signer, "forgery"))


def vectors_of(
    corpora: Sequence[Corpus], vector: Callable[[Recording], Floats], numbers: int, advance: Callable[[], None]
) -> list[SignerVectors]:
    """Return the vectors of all signers, signatures left out that cannot be compared.

    vector: a recording → float64 (numbers,); vector and advance raise as those of `by_signer` do.
    """
    return [
        SignerVectors(
            corpus=corpus,
            signer=signer,
            genuine=np.array(genuine).reshape(-1, numbers),
            forged=np.array(forged).reshape(-1, numbers),
        )
        for corpus, signer, genuine, forged in by_signer(corpora, vector, advance)
    ]


def learn_weights(signers: Sequence[SignerVectors], seed: int) -> tuple[Floats, Floats]:
    """Return the deviations and weights, float64 (numbers,) each, that tell genuine pairs from forged ones best.

    Raises ProtocolError where there are no pairs of either kind, or forgeries lie no farther away.
    """
    near, far = _pairs(signers, seed)
    if near is None or far is None:
        raise ProtocolError(
            said("A metric of whole signatures needs signers with two genuine signatures and a forgery. Add signers.")
        )
    deviations = deviations_of(*near)
    sides = [(np.clip(apart / deviations, -FARTHEST, FARTHEST) ** 2, counts) for apart, counts in (near, far)]
    weights = _logistic(*sides)
    if weights.sum() <= 0:
        raise ProtocolError(
            said(
                "As wholes, forgeries lie no farther away than genuine signatures: nothing was learnt. "
                "Check the labels, or leave global features and supervectors out."
            )
        )
    return deviations, weights / weights.sum()


_Side = tuple[Floats, Floats]
"""Differences (pairs, numbers) and how much each pair counts (pairs,), of sum 1."""


def _pairs(signers: Sequence[SignerVectors], seed: int) -> tuple[_Side | None, _Side | None]:
    sizes = Counter(known.corpus for known in signers)
    rng = np.random.default_rng(seed)
    sides: tuple[list[_Side], list[_Side]] = ([], [])
    for known in signers:
        everyone = np.concatenate((known.genuine, known.forged))
        own = range(len(known.genuine))
        for side, pairs in zip(
            sides, (combinations(own, 2), product(range(len(own), len(everyone)), own)), strict=True
        ):
            chosen = drawn(list(pairs), rng)
            if len(chosen):
                count = 1 / (len(chosen) * np.sqrt(sizes[known.corpus]))
                side.append((everyone[chosen[:, 0]] - everyone[chosen[:, 1]], np.full(len(chosen), count)))
    near, far = (_joined(side) for side in sides)
    return near, far


def drawn(pairs: list[tuple[int, int]], rng: np.random.Generator) -> NDArray[np.int64]:
    """Return some of the pairs, int64 (pairs, 2), or all of few, in any order."""
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)[rng.permutation(len(pairs))[:_PAIRS_A_SIGNER]]


def _joined(side: list[_Side]) -> _Side | None:
    if not side:
        return None
    counts = np.concatenate([part for _, part in side])
    return np.concatenate([apart for apart, _ in side]), counts / counts.sum()


def deviations_of(apart: Floats, counts: Floats) -> Floats:
    """Return the root mean square of genuine differences of each number, float64 (numbers,), outliers drawn in.

    Pairs that do not differ at all are left out: a number that is absent from some corpora does not deviate there. One
    that never differs deviates by 1.
    """
    bounded = np.clip(apart, *np.quantile(apart, (_OUTLIERS, 1 - _OUTLIERS), axis=0))
    differing = counts @ (np.abs(apart) > _SMALLEST)
    found = np.sqrt(counts @ bounded**2 / np.maximum(differing, _SMALLEST))
    return np.where(found > _SMALLEST, found, 1.0)


def _logistic(near: _Side, far: _Side) -> Floats:
    """Minimise the class-balanced logistic loss over weights ≥ 0, (numbers,), and a bias."""
    from scipy.optimize import minimize  # slow to import, and the window imports this module before it decides

    values = np.concatenate((near[0], far[0]))
    label = np.concatenate((-np.ones(len(near[0])), np.ones(len(far[0]))))
    counts = np.concatenate((near[1], far[1])) / 2

    def loss(parameters: Floats) -> tuple[float, Floats]:
        tell(0.0)  # nobody knows how often it will be asked for
        margin = label * (values @ parameters[:-1] + parameters[-1])
        pull = counts * label * 0.5 * (1 - np.tanh(margin / 2))
        slope = np.concatenate((2 * _RIDGE * parameters[:-1] - pull @ values, [-pull.sum()]))
        return float(counts @ np.logaddexp(0, -margin) + _RIDGE * (parameters[:-1] ** 2).sum()), slope

    start = np.concatenate((np.full(values.shape[1], 0.05), [-1.0]))
    bounds = [(0.0, None)] * values.shape[1] + [(None, None)]
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds)
    return np.maximum(found.x[:-1], 0.0)
