"""The metric of global features: it is learnt from the features of recordings, by name."""

import numpy as np

from sigverify.corpora.corpus import Corpus
from sigverify.ink.global_features import GLOBAL_FEATURES, global_features
from sigverify.learning.global_metric import globals_of, learn_globals
from sigverify.learning.pair_weights import learn_weights


def test_each_feature_has_the_weight_that_was_learnt_for_it(other_signers: Corpus) -> None:
    known = globals_of([other_signers], lambda: None)
    first = other_signers.of(other_signers.signers[0], "genuine")
    np.testing.assert_array_equal(known[0].genuine, [global_features(sample.recording) for sample in first])
    metric = learn_globals(known, seed=1).metric
    assert metric.features == tuple(GLOBAL_FEATURES)
    np.testing.assert_array_equal((metric.deviations, metric.weights), learn_weights(known, seed=1))
