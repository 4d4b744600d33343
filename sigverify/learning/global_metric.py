"""The metric of global features, learnt from pairs of signatures as `pair_weights` says."""

from collections.abc import Callable, Sequence

from sigverify.corpora.corpus import Corpus
from sigverify.ink.global_features import GLOBAL_FEATURES, global_features
from sigverify.learning.pair_weights import SignerVectors, learn_weights, vectors_of
from sigverify.verification.global_comparator import GlobalComparator, GlobalMetric


def globals_of(corpora: Sequence[Corpus], advance: Callable[[], None]) -> list[SignerVectors]:
    """Return the global features of all signers, signatures left out that cannot be compared.

    advance: called before each signature; it may raise Cancelled.
    """
    return vectors_of(corpora, global_features, len(GLOBAL_FEATURES), advance)


def learn_globals(signers: Sequence[SignerVectors], seed: int) -> GlobalComparator:
    """Return what tells these signers' genuine pairs from their forged ones best by their global features.

    Raises ProtocolError as `learn_weights` does.
    """
    deviations, weights = learn_weights(signers, seed)
    metric = GlobalMetric(
        features=tuple(GLOBAL_FEATURES), deviations=tuple(deviations.tolist()), weights=tuple(weights.tolist())
    )
    return GlobalComparator(metric=metric)
