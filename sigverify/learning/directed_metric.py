"""What the direction of a departure says, learnt beside what plain DTW says of the same pairs.

Logistic regression tells genuine pairs from pairs of a skilled forgery and a genuine signature by

    a · log d_DTW + Σ_k v_k · max(x_k, 0) + w_k · max(−x_k, 0) + bias,

with x_k as in `DirectedMetric`. Directions alone would learn again what alignment sees anyway; beside it they learn
what it does not. Plain DTW stands in for all alignment since it learnt from nobody: a network would seem to leave
nothing to say of signers that it learnt from. Over a, the weights tell by what factor plain DTW's distance would have
to grow to say as much. Signers weigh as in `pair_weights`.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np

from sigverify.corpora.corpus import Corpus
from sigverify.errors import ProtocolError
from sigverify.ink.recording import Floats, Recording
from sigverify.learning.pair_weights import by_signer, deviations_of, drawn
from sigverify.progress import tell
from sigverify.sentences import said
from sigverify.verification.comparators import Frames
from sigverify.verification.directed_comparator import (
    DIRECTED_FEATURES,
    DirectedComparator,
    DirectedMetric,
    directed_features,
)
from sigverify.verification.model_files import dtw_comparator
from sigverify.verification.whole_distance import FARTHEST

_SEED = 1
"""Of the pairs that are drawn: they are measured once, for all folds."""

_RIDGE = 0.1
"""On weights of standardised columns, but not on that of plain DTW."""

_LEAST_COST = 1e-6
"""Plain DTW's distance of copies, so that it has a logarithm."""

_LEAST_SPREAD = 1e-9


@dataclass(frozen=True, kw_only=True)
class SignerPairs:
    """Pairs of one signer's signatures, as drawn.

    near, far: what the features of one genuine signature, or of one forgery, have more than those of a genuine one,
    float64 (pairs, features). near_costs, far_costs: logs of plain DTW's distances (pairs,).
    """

    corpus: str
    signer: str
    near: Floats
    far: Floats
    near_costs: Floats
    far_costs: Floats


def directed_pairs_of(corpora: Sequence[Corpus], advance: Callable[[], None]) -> list[SignerPairs]:
    """Return pairs of all signers' signatures, those left out that cannot be compared.

    advance: called before each signature and each signer's pairs; it may raise Cancelled.
    """
    aligned = dtw_comparator()
    rng = np.random.default_rng(_SEED)

    def told(recording: Recording) -> tuple[Floats, Frames]:
        return directed_features(recording), aligned.represent([recording])[0].frames

    found = []
    for corpus, signer, genuine, forged in by_signer(corpora, told, advance):
        everyone, own = [*genuine, *forged], range(len(genuine))
        apart, costs = [], []
        for pairs in (list(combinations(own, 2)), list(product(range(len(own), len(everyone)), own))):
            advance()
            chosen = drawn(pairs, rng)
            sides = [[everyone[place] for place in places] for places in chosen.T]
            apart.append(
                np.array([one - other for (one, _), (other, _) in zip(*sides, strict=True)]).reshape(
                    -1, len(DIRECTED_FEATURES)
                )
            )
            frames = [[kept for _, kept in side] for side in sides]
            costs.append(np.log(np.maximum(aligned.distances(*frames), _LEAST_COST)))
        found.append(
            SignerPairs(
                corpus=corpus, signer=signer, near=apart[0], far=apart[1], near_costs=costs[0], far_costs=costs[1]
            )
        )
    return found


def learn_directed(signers: Sequence[SignerPairs], seed: int) -> DirectedComparator:
    """Return what tells these signers' forgeries best by which way they depart, beside plain DTW.

    Raises ProtocolError where there are no pairs of either kind, or forgeries lie no farther away by plain DTW.
    """
    del seed  # nothing is drawn here
    sizes = Counter(known.corpus for known in signers)
    columns, costs, labels, counts = [], [], [], []
    for label in (-1.0, 1.0):
        sides = [
            (known.near, known.near_costs, known.corpus) if label < 0 else (known.far, known.far_costs, known.corpus)
            for known in signers
        ]
        weights = [np.full(len(part), 1 / max(len(part), 1) / np.sqrt(sizes[corpus])) for part, _, corpus in sides]
        if not sum(map(len, weights)):
            raise ProtocolError(
                said("Directed features need signers with two genuine signatures and a forgery. Add signers.")
            )
        count = np.concatenate(weights)
        columns.append(np.concatenate([part for part, _, _ in sides]))
        costs.append(np.concatenate([cost for _, cost, _ in sides]))
        labels.append(np.full(len(count), label))
        counts.append(count / count.sum())
    deviations = deviations_of(columns[0], counts[0])
    apart = np.clip(np.concatenate(columns) / deviations, -FARTHEST, FARTHEST)
    table = np.column_stack((np.concatenate(costs), np.maximum(apart, 0.0), np.maximum(-apart, 0.0)))
    weights_of = _logistic(table, np.concatenate(labels), np.concatenate(counts) / 2)
    if weights_of[0] <= 0:
        raise ProtocolError(
            said(
                "By plain alignment, forgeries lie no farther away than genuine signatures: nothing was learnt. "
                "Check the labels, or leave directed features out."
            )
        )
    above, below = (weights_of[1:] / weights_of[0]).reshape(2, -1).tolist()
    metric = DirectedMetric(
        features=DIRECTED_FEATURES,
        deviations=tuple(deviations.tolist()),
        above=tuple(above),
        below=tuple(below),
    )
    return DirectedComparator(metric=metric)


def _logistic(table: Floats, labels: Floats, counts: Floats) -> Floats:
    """Return the weights (columns,) that minimise the logistic loss; all but the first are drawn towards 0.

    table: (pairs, columns); labels: 1 of a forgery, −1 of a genuine pair; counts: of each pair, of sum 1.
    """
    from scipy.optimize import minimize  # slow to import, and the window imports this module before it decides

    centre = counts @ table
    spread = np.sqrt(counts @ (table - centre) ** 2)
    spread = np.where(spread > _LEAST_SPREAD, spread, np.inf)  # what never differs tells nothing
    values = (table - centre) / spread
    ridge = np.full(table.shape[1], _RIDGE)
    ridge[0] = 0.0

    def loss(parameters: Floats) -> tuple[float, Floats]:
        tell(0.0)  # nobody knows how often it will be asked for
        weights, bias = parameters[:-1], parameters[-1]
        margin = labels * (values @ weights + bias)
        pull = counts * labels * 0.5 * (1 - np.tanh(margin / 2))
        slope = np.concatenate((2 * ridge * weights - pull @ values, [-pull.sum()]))
        return float(counts @ np.logaddexp(0, -margin) + ridge @ weights**2), slope

    found = minimize(loss, np.zeros(table.shape[1] + 1), jac=True, method="L-BFGS-B")
    return np.asarray(found.x[:-1] / spread)
