"""Batches: every signature is anchor once an epoch, in stated proportions, wherever and whenever it is worked out."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sigverify.errors import ProtocolError, UsageError
from sigverify.learning.examples import SignerExamples
from sigverify.learning.sampler import Batch, Group, Sampler, SamplerConfig

MakeExamples = Callable[..., list[SignerExamples]]

counts_of_genuine = st.lists(st.integers(2, 12), min_size=2, max_size=12)


def labelled(counts: Sequence[int], *, forgeries: int = 3, variants: int = 1) -> list[SignerExamples]:
    """Signatures of one frame that says what they are: signer, 0 genuine or 1 forged, number, variant."""

    def some(signer: int, forged: int, count: int) -> tuple[tuple[np.ndarray, ...], ...]:
        return tuple(
            tuple(np.array([[signer, forged, number, v]], dtype=np.float32) for v in range(variants))
            for number in range(count)
        )

    return [
        SignerExamples(signer=f"signer {k}", genuine=some(k, 0, count), forgeries=some(k, 1, forgeries))
        for k, count in enumerate(counts)
    ]


def epoch_of(sampler: Sampler, epoch: int, rank: int = 0, world: int = 1) -> list[Batch]:
    steps = sampler.steps_per_epoch
    return [sampler.batch((epoch - 1) * steps + k, rank, world) for k in range(1, steps + 1)]


def anchors(batches: Sequence[Batch]) -> list[tuple[int, int]]:
    return [group.anchor for batch in batches for group in batch.groups if group.weight]


def same(a: Group, b: Group) -> bool:
    signatures = zip(a.signatures, b.signatures, strict=True)
    return (
        a.anchor == b.anchor
        and a.row == b.row
        and np.array_equal(a.flipped, b.flipped)
        and all(np.array_equal(left, right) for left, right in signatures)
    )


@given(counts_of_genuine, st.integers(1, 5), st.integers(1, 4), st.integers(0, 99))
@settings(max_examples=50)
def test_every_genuine_signature_is_anchor_once_an_epoch_over_all_processes(
    counts: list[int], signers: int, world: int, seed: int
) -> None:
    sampler = Sampler(labelled(counts), SamplerConfig(signers=signers), seed)
    for epoch in (1, 2, 5):
        shares = [epoch_of(sampler, epoch, rank, world) for rank in range(world)]
        found = Counter(chain.from_iterable(anchors(share) for share in shares))
        assert found == {(k, n): 1 for k, count in enumerate(counts) for n in range(count)}
        for parts in zip(*shares, strict=True):
            assert {part.epoch for part in parts} == {epoch}
            sizes = [sum(1 for group in part.groups if group.weight) for part in parts]
            assert max(sizes) - min(sizes) <= 1
            assert {part.size for part in parts} == {sum(sizes)}


@given(counts_of_genuine, st.integers(1, 5))
def test_all_batches_are_full_but_the_last_which_is_kept(counts: list[int], signers: int) -> None:
    sampler = Sampler(labelled(counts), SamplerConfig(signers=signers), 1)
    sizes = [batch.size for batch in epoch_of(sampler, 1)]
    assert sizes[:-1] == [signers] * (len(sizes) - 1)
    assert sizes[-1] == sum(counts) - sum(sizes[:-1]) > 0


@given(counts_of_genuine, st.integers(0, 99), st.data())
@settings(max_examples=200)
def test_signers_of_a_batch_differ_where_they_can(counts: list[int], seed: int, data: st.DataObject) -> None:
    """Where nobody has more signatures than there are full batches, nobody need come twice in one, and nobody does."""
    signers = data.draw(st.integers(1, sum(counts) // max(counts)))
    for batch in epoch_of(Sampler(labelled(counts), SamplerConfig(signers=signers), seed), 1):
        assert len({group.anchor[0] for group in batch.groups}) == len(batch.groups)


def test_a_signer_with_too_many_signatures_is_spread_evenly() -> None:
    sampler = Sampler(labelled([9, 3]), SamplerConfig(signers=4), 3)
    for batch in epoch_of(sampler, 1):
        assert sorted(group.anchor[0] for group in batch.groups) == [0, 0, 0, 1]


def test_a_group_is_one_anchor_with_pairs_in_the_stated_proportions() -> None:
    config = SamplerConfig(signers=2, genuine=5, skilled=4, random=1)
    sampler = Sampler(labelled([6, 7, 8], forgeries=6), config, 1)
    for batch in epoch_of(sampler, 1):
        for group in batch.groups:
            what = [tuple(values[0, :3].astype(int)) for values in group.signatures]
            signer, number = group.anchor
            assert len(what) == 11
            assert group.flipped.shape == (10,)
            assert what[0] == (signer, 0, number)
            assert all(s == signer and not forged and n != number for s, forged, n in what[1:6])
            assert len(set(what[1:6])) == 5
            assert all(s == signer and forged for s, forged, _ in what[6:10])
            assert len(set(what[6:10])) == 4
            assert what[10][0] != signer
            assert not what[10][1]


def test_nothing_is_drawn_again_before_all_was_drawn() -> None:
    sampler = Sampler(labelled([3, 3], forgeries=2), SamplerConfig(genuine=5, skilled=5), 1)
    for group in sampler.batch(1).groups:
        numbers = [int(values[0, 2]) for values in group.signatures]
        assert sorted(Counter(numbers[1:6]).values()) == [2, 3]
        assert sorted(Counter(numbers[6:11]).values()) == [2, 3]


def test_strangers_take_the_place_of_missing_forgeries() -> None:
    sampler = Sampler(labelled([3, 3, 3], forgeries=0), SamplerConfig(signers=3, genuine=1, skilled=2, random=1), 1)
    for group in sampler.batch(1).groups:
        signer, _ = group.anchor
        assert [values[0, 0] == signer for values in group.signatures] == [True, True, False, False, False]
        assert {values[0, 0] for values in group.signatures[2:]} == {0, 1, 2} - {signer}


@given(st.integers(1, 60), st.integers(1, 5))
@settings(max_examples=40)
def test_a_batch_depends_on_nothing_but_seed_and_step(step: int, world: int) -> None:
    """Neither on batches drawn before nor on how many processes share it."""
    known = labelled([4, 5, 3, 6], variants=3)

    def noisy(values: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        return values + rng.normal(size=values.shape).astype(np.float32)

    walked = Sampler(known, SamplerConfig(), 1, noisy)
    for earlier in range(1, step):
        walked.batch(earlier)
    whole = walked.batch(step)
    shares = [Sampler(known, SamplerConfig(), 1, noisy).batch(step, rank, world) for rank in range(world)]
    together = sorted((g for share in shares for g in share.groups if g.weight), key=lambda group: group.row)
    assert all(same(a, b) for a, b in zip(whole.groups, together, strict=True))


def test_seeds_and_epochs_differ() -> None:
    known = labelled([4, 5, 3, 6], variants=3)
    sampler = Sampler(known, SamplerConfig(), 1)
    first, second = anchors(epoch_of(sampler, 1)), anchors(epoch_of(sampler, 2))
    assert first != second
    assert first != anchors(epoch_of(Sampler(known, SamplerConfig(), 2), 1))
    by_anchor = [
        {group.anchor: group for batch in epoch_of(sampler, epoch) for group in batch.groups} for epoch in (1, 2)
    ]
    assert not all(same(replace(by_anchor[0][a], row=0), replace(by_anchor[1][a], row=0)) for a in by_anchor[0])


def test_an_empty_share_holds_one_group_that_counts_nothing() -> None:
    sampler = Sampler(labelled([3, 2]), SamplerConfig(signers=2), 1)
    last = sampler.steps_per_epoch
    (filler,) = sampler.batch(last, 1, 2).groups
    (real,) = sampler.batch(last, 0, 2).groups
    assert (real.weight, filler.weight) == (1.0, 0.0)
    assert same(real, filler)
    assert sampler.batch(last, 1, 2).size == 1


def test_variants_and_orders_are_drawn_alike_often() -> None:
    sampler = Sampler(labelled([5] * 6, variants=2), SamplerConfig(), 4)
    groups = [group for epoch in (1, 2, 3) for batch in epoch_of(sampler, epoch) for group in batch.groups]
    assert 0.4 < np.mean([group.flipped.mean() for group in groups]) < 0.6
    assert 0.4 < np.mean([values[0, 3] for group in groups for values in group.signatures]) < 0.6


@pytest.mark.parametrize("count", [0, 1])
def test_two_signers_are_the_least(count: int, make_examples: MakeExamples) -> None:
    with pytest.raises(ProtocolError, match=f"found {count}"):
        Sampler(make_examples(2)[:count], SamplerConfig(), 1)


def test_a_signer_without_a_genuine_pair_is_named() -> None:
    with pytest.raises(ProtocolError, match=r"'signer 1' has no genuine pair"):
        Sampler(labelled([3, 1]), SamplerConfig(), 1)


@pytest.mark.parametrize(
    "numbers",
    [{"signers": 0}, {"genuine": 0}, {"skilled": 0, "random": 0}, {"skilled": -1, "random": 3}, {"random": -1}],
)
def test_an_empty_batch_is_refused(numbers: dict[str, int]) -> None:
    with pytest.raises(UsageError, match="at least one"):
        SamplerConfig(**numbers)
