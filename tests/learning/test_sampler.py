"""Batches: every signature is anchor once an epoch, in stated proportions, wherever and whenever it is worked out."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain, combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sigverify.errors import ProtocolError, UsageError
from sigverify.learning.examples import SignerExamples
from sigverify.learning.sampler import Batch, Group, Sampler, SamplerConfig, shares_of

MakeExamples = Callable[..., list[SignerExamples]]

counts_of_genuine = st.lists(st.integers(2, 12), min_size=2, max_size=12)

SETS = SamplerConfig(signers=4, genuine=5, skilled=3, random=2, anchors=4, candidates=3)


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
    groups = (group for batch in batches for group in batch.groups if group.weight)
    return [(group.signer, number) for group in groups for number in group.anchors]


def same(a: Group, b: Group) -> bool:
    signatures = zip(a.signatures, b.signatures, strict=True)
    return (
        (a.signer, a.anchors, a.genuine) == (b.signer, b.anchors, b.genuine)
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
            assert min(sizes) >= 1 or sum(sizes) < world
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
        assert len({group.signer for group in batch.groups}) == len(batch.groups)


def test_a_signer_with_too_many_signatures_is_spread_evenly() -> None:
    sampler = Sampler(labelled([9, 3]), SamplerConfig(signers=4), 3)
    for batch in epoch_of(sampler, 1):
        assert sorted(group.signer for group in batch.groups) == [0, 0, 0, 1]


def test_a_group_is_one_anchor_with_pairs_in_the_stated_proportions() -> None:
    config = SamplerConfig(signers=2, genuine=5, skilled=4, random=1)
    sampler = Sampler(labelled([6, 7, 8], forgeries=6), config, 1)
    for batch in epoch_of(sampler, 1):
        for group in batch.groups:
            what = [tuple(values[0, :3].astype(int)) for values in group.signatures]
            signer, (number,) = group.signer, group.anchors
            assert len(what) == 11
            assert group.genuine == 6
            assert group.pairs == tuple((0, k) for k in range(1, 11))
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
        signer = group.signer
        assert [values[0, 0] == signer for values in group.signatures] == [True, True, False, False, False]
        assert {values[0, 0] for values in group.signatures[2:]} == {0, 1, 2} - {signer}


@given(st.integers(1, 60), st.integers(1, 5), st.data())
@settings(max_examples=60)
def test_a_batch_depends_on_nothing_but_seed_and_step(step: int, world: int, data: st.DataObject) -> None:
    """Neither on batches drawn before nor on how many processes share it."""
    known = labelled([4, 5, 3, 6], variants=3)
    config = data.draw(st.sampled_from([SamplerConfig(), SETS]))

    def noisy(values: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        return values + rng.normal(size=values.shape).astype(np.float32)

    walked = Sampler(known, config, 1, noisy)
    for earlier in range(1, step):
        walked.batch(earlier)
    whole = walked.batch(step)
    shares = [Sampler(known, config, 1, noisy).batch(step, rank, world) for rank in range(world)]
    together = sorted((g for share in shares for g in share.groups if g.weight), key=lambda group: group.row)
    assert all(same(a, b) for a, b in zip(whole.groups, together, strict=True))


def test_processes_take_about_as_long() -> None:
    """Of four groups for two processes, hardly any other shares are more even, by their frames."""
    known = [
        SignerExamples(
            signer=f"signer {length}",
            genuine=tuple((np.full((length, 4), number, dtype=np.float32),) for number in range(2)),
            forgeries=((np.zeros((3 * (50 - length), 4), np.float32),),),
        )
        for length in (40, 30, 10, 20)
    ]
    config = SamplerConfig(signers=4, genuine=1, skilled=1, random=1)
    for step in (1, 2):
        shares = [Sampler(known, config, 1).batch(step, rank, 2) for rank in range(2)]
        sizes = [[sum(len(values) for values in group.signatures) for group in share.groups] for share in shares]
        every = list(chain.from_iterable(sizes))
        parts = chain.from_iterable(combinations(every, count) for count in range(5))
        assert max(map(sum, sizes)) <= 1.1 * min(max(sum(part), sum(every) - sum(part)) for part in parts)


@given(st.lists(st.integers(1, 1000), max_size=12), st.integers(1, 4))
def test_shares_are_even(sizes: list[int], world: int) -> None:
    """Every group is in one, and none that the heaviest hands over or exchanges makes it lighter."""
    shares = shares_of(sizes, world)
    assert sorted(chain.from_iterable(shares)) == list(range(len(sizes)))
    loads = [sum(sizes[place] for place in share) for share in shares]
    heaviest = loads.index(max(loads))
    for other, a in product(range(world), shares[heaviest]):
        for b in (0, *(sizes[place] for place in shares[other])) if other != heaviest else ():
            assert max(loads[heaviest] - sizes[a] + b, loads[other] - b + sizes[a]) >= loads[heaviest]


def test_seeds_and_epochs_differ() -> None:
    known = labelled([4, 5, 3, 6], variants=3)
    sampler = Sampler(known, SamplerConfig(), 1)
    first, second = anchors(epoch_of(sampler, 1)), anchors(epoch_of(sampler, 2))
    assert first != second
    assert first != anchors(epoch_of(Sampler(known, SamplerConfig(), 2), 1))
    by_anchor = [
        {(group.signer, *group.anchors): group for batch in epoch_of(sampler, epoch) for group in batch.groups}
        for epoch in (1, 2)
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


@given(counts_of_genuine, st.integers(1, 6), st.integers(1, 4), st.integers(1, 3))
@settings(max_examples=50)
def test_every_genuine_signature_is_an_anchor_of_a_set_in_each_epoch(
    counts: list[int], at_most: int, signers: int, world: int
) -> None:
    """Exactly once where sets of a signer are full; the last one is filled up. So signers come by their signatures."""
    sampler = Sampler(labelled(counts), replace(SETS, anchors=at_most, signers=signers), 1)
    for epoch in (1, 2):
        shares = [epoch_of(sampler, epoch, rank, world) for rank in range(world)]
        groups = [group for share in shares for batch in share for group in batch.groups if group.weight]
        for signer, count in enumerate(counts):
            own = [group.anchors for group in groups if group.signer == signer]
            size = at_most if count >= 6 else min(at_most, count - 1)
            assert {len(places) for places in own} == {len(set(places)) for places in own} == {size}
            found = Counter(chain.from_iterable(own))
            assert set(found) == set(range(count))
            assert max(found.values()) <= 2
            assert len(own) * size - count < size


def test_a_set_is_anchors_then_other_genuine_signatures_then_impostors() -> None:
    sampler = Sampler(labelled([6, 7, 20], forgeries=6), SETS, 1)
    for group in chain.from_iterable(batch.groups for batch in epoch_of(sampler, 1)):
        what = [tuple(values[0, :3].astype(int)) for values in group.signatures]
        assert [number for _, _, number in what[:4]] == list(group.anchors)
        assert group.genuine == 6
        assert all(signer == group.signer and not forged for signer, forged, _ in what[:6])
        assert all(signer == group.signer and forged for signer, forged, _ in what[6:9])
        assert all(signer != group.signer and not forged for signer, forged, _ in what[9:])
        assert len(set(what[:9])) == 9
        expected = [(a, b) for a in range(4) for b in range(a + 1, 11)]
        assert sorted(group.pairs) == expected
        assert [b < 6 for _, b in group.pairs] == [True] * 14 + [False] * 20
        assert group.flipped.shape == (34,)


def test_in_a_set_no_signature_is_compared_with_itself() -> None:
    """Of four signatures three are anchors; the last stands in the three places that are left."""
    sampler = Sampler(labelled([4, 2]), SETS, 1)
    for group in chain.from_iterable(batch.groups for batch in epoch_of(sampler, 1)):
        numbers = [int(values[0, 2]) for values in group.signatures[:6]]
        assert len(group.anchors) == (3 if group.signer == 0 else 1)
        assert all(numbers[a] != numbers[b] for a, b in group.pairs if b < 6)


def test_all_genuine_signatures_of_a_set_may_be_anchors() -> None:
    sampler = Sampler(labelled([6, 6]), replace(SETS, anchors=6), 1)
    for group in sampler.batch(1).groups:
        assert sorted(group.anchors) == [0, 1, 2, 3, 4, 5]
        assert sum(b < 6 for _, b in group.pairs) == 15


def lengths_of_others(lengths: Sequence[int], candidates: int) -> set[int]:
    """Frames of signatures of other signers that the first signer meets in a few epochs."""
    known = [
        SignerExamples(signer=str(k), genuine=((np.zeros((n, 2), np.float32),),) * 3, forgeries=())
        for k, n in enumerate(lengths)
    ]
    config = SamplerConfig(signers=3, genuine=1, skilled=0, random=1, candidates=candidates)
    sampler = Sampler(known, config, 1)
    groups = chain.from_iterable(batch.groups for epoch in range(1, 31) for batch in epoch_of(sampler, epoch))
    return {len(group.signatures[2]) for group in groups if group.signer == 0}


def test_of_candidates_about_as_long_the_first_is_taken() -> None:
    """So that signatures of all lengths near come, not always the nearest."""
    assert lengths_of_others([100, 80, 90, 110, 120, 300], 5) == {80, 90, 110, 120}


def test_where_no_candidate_is_about_as_long_the_nearest_is_taken() -> None:
    assert lengths_of_others([100, 40, 150, 200, 300], 4) == {150}
    assert lengths_of_others([100, 40, 150, 200, 300], 3) == {150, 200}
    assert lengths_of_others([100, 40, 150, 200, 300], 1) == {40, 150, 200, 300}


@pytest.mark.parametrize("numbers", [{"anchors": 0}, {"anchors": 6}, {"candidates": 0}, {"repeats": 0}])
def test_a_set_without_sense_is_refused(numbers: dict[str, int]) -> None:
    with pytest.raises(UsageError, match=r"Of 5 genuine signatures|one candidate at least|at least once in an epoch"):
        SamplerConfig(**numbers)


def of_corpora(sizes: dict[str, int]) -> list[SignerExamples]:
    names = [name for name, size in sizes.items() for _ in range(size)]
    return [replace(known, corpus=name) for known, name in zip(labelled([4] * len(names)), names, strict=True)]


@given(
    st.dictionaries(st.sampled_from("abcd"), st.integers(1, 9), min_size=1).filter(lambda d: sum(d.values()) > 1),
    st.integers(1, 4),
    st.integers(0, 99),
)
@settings(max_examples=50)
def test_small_corpora_come_as_often_as_large_ones_as_far_as_repeats_reach(
    sizes: dict[str, int], most: int, seed: int
) -> None:
    """Every genuine signature is an anchor just as often as its signer comes."""
    examples = of_corpora(sizes)
    sampler = Sampler(examples, SamplerConfig(signers=3, repeats=most), seed)
    seen = Counter(anchors(epoch_of(sampler, 1)))
    for place, known in enumerate(examples):
        wanted = min(most, max(1, round(max(sizes.values()) / sizes[known.corpus])))
        assert [seen[place, number] for number in range(4)] == [wanted] * 4


def test_nobody_is_an_impostor_of_the_same_person_in_another_corpus() -> None:
    """Unless there is nobody else."""
    twins = [replace(known, person="Ada") for known in labelled([4, 4])]
    config = SamplerConfig(signers=2, genuine=1, skilled=0, random=3, candidates=2)
    for examples, expected in (([*twins, *labelled([4, 4, 4])[2:]], {2.0}), (twins, {1.0})):
        groups = [group for batch in epoch_of(Sampler(examples, config, 1), 1) for group in batch.groups]
        strangers = {float(values[0, 0]) for group in groups if group.signer == 0 for values in group.signatures[2:]}
        assert strangers == expected
