"""Held-out signers: nobody learns from them, and their errors are those that verification would measure."""

from collections.abc import Callable

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from sigverify.errors import ModelError, ProtocolError, UsageError
from sigverify.learning import selection
from sigverify.learning.examples import SignerExamples
from sigverify.learning.selection import HeldOutSigners, split_held_out
from sigverify.networks.pair_network import PairNetwork
from sigverify.verification.scoring import Spread, combined

MakeExamples = Callable[..., list[SignerExamples]]
MakeNetwork = Callable[..., PairNetwork]


@given(st.integers(0, 60), st.floats(0, 0.5), st.integers(0, 9))
def test_a_split_shares_nobody_and_loses_nobody(count: int, share: float, seed: int) -> None:
    known = [SignerExamples(signer=str(k), genuine=((), ()), forgeries=()) for k in range(count)]
    learning, held_out = split_held_out(known, share=share, seed=seed)
    apart = held_out.examples if held_out is not None else ()
    assert sorted((*learning, *apart), key=lambda k: int(k.signer)) == known
    if held_out is None:
        assert count < 8 or round(share * count) < 3
    else:
        assert len(apart) == round(share * count) >= 3
    assert (learning, apart) == (
        (again := split_held_out(known, share=share, seed=seed))[0],
        again[1].examples if again[1] is not None else (),
    )


@given(st.integers(8, 40), st.integers(0, 9))
def test_signers_who_look_like_one_person_stay_together(count: int, seed: int) -> None:
    known = [SignerExamples(signer=str(k), person=str(k // 2), genuine=((), ()), forgeries=()) for k in range(count)]
    learning, held_out = split_held_out(known, share=0.4, seed=seed)
    assert held_out is not None
    assert not {k.person for k in learning} & {k.person for k in held_out.examples}
    assert len(held_out.examples) - round(0.4 * count) in (0, 1)
    assert len(learning) + len(held_out.examples) == count


def test_another_seed_holds_out_others(make_examples: MakeExamples) -> None:
    known = make_examples(30)
    held_out = [split_held_out(known, share=0.2, seed=seed)[1] for seed in (1, 2)]
    assert held_out[0] is not None
    assert held_out[1] is not None
    assert held_out[0].examples != held_out[1].examples


@pytest.mark.parametrize("share", [-0.1, 0.6, float("nan")])
def test_a_share_out_of_range_is_refused(share: float) -> None:
    with pytest.raises(UsageError, match="share of signers"):
        split_held_out([], share=share, seed=1)


@pytest.mark.parametrize("signers", [0, 1])
def test_one_signer_is_no_selection(signers: int, make_examples: MakeExamples) -> None:
    with pytest.raises(ProtocolError, match="two at least"):
        HeldOutSigners(examples=tuple(make_examples(signers)), seed=1)


def slow_scores(network: PairNetwork, held_out: HeldOutSigners) -> tuple[list[float], list[float]]:
    """One pair at a time."""

    def distance(a: np.ndarray, b: np.ndarray) -> float:
        with torch.inference_mode():
            kept = network.represent([torch.tensor(a), torch.tensor(b)])
            return float(network.distances(kept, [(0, 1)]))

    drawn = [held_out._drawn(place) for place in range(len(held_out.examples))]
    tables = [
        (
            np.array([[distance(a, b) if a is not b else 0.0 for b in references] for a in references]),
            np.array([[distance(test, r) for r in references] for test in genuine]),
            np.array([[distance(test, r) for r in references] for test in impostors]),
        )
        for references, genuine, impostors in drawn
    ]
    unit = float(
        np.median(
            [
                np.mean([*(among[a, b] for a in range(len(among)) for b in range(a)), *genuine.ravel()])
                for among, genuine, _ in tables
            ]
        )
    )
    own = [float(s) for among, genuine, _ in tables for s in combined(genuine, Spread.of(among), unit)]
    other = [float(s) for among, _, impostors in tables for s in combined(impostors, Spread.of(among), unit)]
    return own, other


@pytest.mark.parametrize("kind", ["make_aligned", "make_weighed"])
def test_errors_are_those_of_scores_worked_out_pair_by_pair(
    kind: str, make_examples: MakeExamples, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = request.getfixturevalue(kind)()
    held_out = HeldOutSigners(examples=tuple(make_examples(3, genuine=7, forgeries=3, variants=2)), seed=5)
    own, other = slow_scores(network, held_out)
    noted = []
    monkeypatch.setattr(
        selection, "minimum_cllr", lambda genuine, impostor: (noted.append((genuine, impostor)), 0.25)[1]
    )
    error = held_out.error_of(network)
    assert error.minimum_cllr == 0.25
    ((genuine, impostor),) = noted
    np.testing.assert_allclose(-genuine, own, rtol=1e-4)
    np.testing.assert_allclose(-impostor, other, rtol=1e-4)


def test_references_and_tests_are_bounded_and_unchanged_signatures(make_examples: MakeExamples) -> None:
    known = make_examples(2, genuine=20, forgeries=15, variants=3)
    held_out = HeldOutSigners(examples=tuple(known), seed=1)
    for place, own in enumerate(known):
        references, genuine, impostors = held_out._drawn(place)
        assert [len(references), len(genuine), len(impostors)] == [5, 10, 10]
        recorded = {id(variants[0]) for variants in own.genuine}
        drawn = [id(values) for values in (*references, *genuine)]
        assert len(set(drawn)) == 15
        assert set(drawn) <= recorded
        assert {id(values) for values in impostors} <= {id(variants[0]) for variants in own.forgeries}


@pytest.mark.parametrize(("signers", "tests"), [(20, 10), (40, 5), (90, 3)])
def test_many_signers_are_tested_with_fewer_signatures_each(
    signers: int, tests: int, make_examples: MakeExamples
) -> None:
    held_out = HeldOutSigners(examples=tuple(make_examples(signers, genuine=16, forgeries=12)), seed=1)
    assert [len(part) for part in held_out._drawn(3)] == [5, tests, tests]


def test_few_signatures_leave_one_to_test(make_examples: MakeExamples) -> None:
    held_out = HeldOutSigners(examples=tuple(make_examples(2, genuine=3)), seed=1)
    assert [len(part) for part in held_out._drawn(0)] == [2, 1, 2]


def test_one_reference_is_scored_by_its_distance_alone(make_examples: MakeExamples, make_aligned: MakeNetwork) -> None:
    held_out = HeldOutSigners(examples=tuple(make_examples(3, genuine=2)), seed=1)
    error = held_out.error_of(make_aligned())
    assert 0 <= error.minimum_cllr <= 1
    assert 0 <= error.equal_error_rate <= 1


def test_without_forgeries_others_are_the_impostors(make_examples: MakeExamples) -> None:
    known = make_examples(4, genuine=3, forgeries=0)
    held_out = HeldOutSigners(examples=tuple(known), seed=1)
    _, _, impostors = held_out._drawn(2)
    others = {id(own.genuine[0][0]) for place, own in enumerate(known) if place != 2}
    assert {id(values) for values in impostors} == others


def test_a_network_that_tells_signers_apart_errs_less(make_examples: MakeExamples, make_aligned: MakeNetwork) -> None:
    """Forgeries as far off as a stranger's signature are told apart without learning, noise is not."""
    network = make_aligned()
    apart = HeldOutSigners(examples=tuple(make_examples(6, genuine=6, forgeries=0)), seed=1).error_of(network)
    rng = np.random.default_rng(0)
    noise = [
        SignerExamples(
            signer=str(k),
            genuine=tuple((rng.normal(size=(20, 3)).astype(np.float32),) for _ in range(6)),
            forgeries=tuple((rng.normal(size=(20, 3)).astype(np.float32),) for _ in range(6)),
        )
        for k in range(6)
    ]
    blurred = HeldOutSigners(examples=tuple(noise), seed=1).error_of(network)
    assert apart.minimum_cllr < 0.2 < blurred.minimum_cllr
    assert apart.equal_error_rate < 0.1 < blurred.equal_error_rate


def test_distances_that_are_no_numbers_are_reported(make_examples: MakeExamples, make_aligned: MakeNetwork) -> None:
    network = make_aligned()
    with torch.no_grad():
        next(network.parameters()).fill_(float("nan"))
    with pytest.raises(ModelError, match="no longer numbers"):
        HeldOutSigners(examples=tuple(make_examples(3)), seed=1).error_of(network)
