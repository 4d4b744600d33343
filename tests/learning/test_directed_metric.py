"""Directed features: what they learn, and that they learn it beside plain DTW."""

from dataclasses import replace

import numpy as np
import pytest

from sigverify.corpora.corpus import Corpus
from sigverify.errors import Cancelled, ProtocolError
from sigverify.ink.recording import Floats
from sigverify.learning.directed_metric import SignerPairs, directed_pairs_of, learn_directed
from sigverify.verification.directed_comparator import DIRECTED_FEATURES, directed_features
from sigverify.verification.model_files import dtw_comparator

NUMBERS = len(DIRECTED_FEATURES)


def invented(signers: int, *, upward: int, seen: int, seed: int = 1) -> list[SignerPairs]:
    """Signers whose forgers have two deviations more of one feature, and of another what plain DTW sees as well."""
    rng = np.random.default_rng(seed)
    out = []
    for place in range(signers):
        near, far = (rng.normal(size=(40, NUMBERS)) for _ in range(2))
        near_costs, far_costs = (rng.normal(size=40) for _ in range(2))
        far[:, upward] += 2.0
        far_costs += 2.0
        for apart, costs in ((near, near_costs), (far, far_costs)):
            apart[:, seen] = costs
        out.append(
            SignerPairs(corpus="a", signer=str(place), near=near, far=far, near_costs=near_costs, far_costs=far_costs)
        )
    return out


def test_the_way_that_forgers_depart_weighs_and_what_dtw_sees_does_not() -> None:
    metric = learn_directed(invented(30, upward=7, seen=11), seed=1).metric
    above, below = np.array(metric.above), np.array(metric.below)
    assert metric.features == DIRECTED_FEATURES
    assert np.argmax(above) == 7
    assert below[7] < 0
    others = np.delete(np.abs(np.concatenate((above, below))), [7, NUMBERS + 7])
    assert above[7] > 3 * others.max()
    # genuine differences vary by 1 here; the feature that plain DTW sees varies by √2 in forgeries, no more by itself
    assert abs(above[11]) < above[7] / 3
    np.testing.assert_allclose(np.delete(metric.deviations, 11), 1.0, atol=0.1)


def plain_weights(signers: list[SignerPairs], deviations: Floats) -> Floats:
    """The same minimum by plain gradient descent, a loop over pairs' columns; all signers of one corpus."""
    rows, labels = [], []
    for label, sides in (
        (-1.0, [(known.near, known.near_costs) for known in signers]),
        (1.0, [(known.far, known.far_costs) for known in signers]),
    ):
        for apart, costs in sides:
            for difference, cost in zip(apart, costs, strict=True):
                x = np.clip(difference / deviations, -4, 4)
                rows.append([cost, *(max(v, 0.0) for v in x), *(max(-v, 0.0) for v in x)])
                labels.append(label)
    table, y = np.array(rows), np.array(labels)
    values = (table - table.mean(axis=0)) / table.std(axis=0)
    weights, bias, ridge = np.zeros(values.shape[1]), 0.0, np.full(values.shape[1], 0.1)
    ridge[0] = 0.0
    for _ in range(4000):
        pull = y / (1 + np.exp(y * (values @ weights + bias))) / len(y)
        weights += 0.5 * (pull @ values - 2 * ridge * weights)
        bias += 0.5 * pull.sum()
    by_column = weights / table.std(axis=0)
    return by_column[1:] / by_column[0]


def test_the_weights_are_those_of_a_plain_descent() -> None:
    signers = invented(5, upward=2, seen=4)
    metric = learn_directed(signers, seed=1).metric
    expected = plain_weights(signers, np.array(metric.deviations))
    np.testing.assert_allclose([*metric.above, *metric.below], expected, atol=2e-3)


def test_pairs_are_of_questioned_less_reference_with_plain_dtw_beside(other_signers: Corpus) -> None:
    known = directed_pairs_of([other_signers], lambda: None)
    assert [one.signer for one in known] == list(other_signers.signers)
    first = known[0]
    genuine = [sample.recording for sample in other_signers.of(first.signer, "genuine")]
    forged = [sample.recording for sample in other_signers.of(first.signer, "forgery")]
    aligned = dtw_comparator()
    expected = {}
    for one in forged:
        for other in genuine:
            apart = directed_features(one) - directed_features(other)
            frames = [shown.frames for shown in aligned.represent([one, other])]
            expected[apart.tobytes()] = np.log(aligned.distances(frames[:1], frames[1:])[0])
    assert len(first.far) == len(first.far_costs) == min(60, len(expected))
    for apart, cost in zip(first.far, first.far_costs, strict=True):
        assert cost == pytest.approx(expected[apart.tobytes()])
    assert len(first.near) == len(genuine) * (len(genuine) - 1) // 2


def test_the_same_signers_give_the_same_weights(other_signers: Corpus) -> None:
    first, again = (learn_directed(directed_pairs_of([other_signers], lambda: None), seed=1) for _ in range(2))
    assert first == again


def test_too_few_pairs_or_forgeries_that_lie_no_farther_teach_nothing() -> None:
    signers = invented(3, upward=1, seen=2)
    alone = [replace(known, far=known.far[:0], far_costs=known.far_costs[:0]) for known in signers]
    with pytest.raises(ProtocolError, match="a forgery"):
        learn_directed(alone, seed=1)
    nearer = [replace(known, far_costs=known.far_costs - 5, far=known.near) for known in signers]
    with pytest.raises(ProtocolError, match="no farther"):
        learn_directed(nearer, seed=1)


def test_reading_pairs_stops_where_it_is_told_to(other_signers: Corpus) -> None:
    def stop() -> None:
        raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        directed_pairs_of([other_signers], stop)
