"""The two-branch frame: company never matters, orders are averaged where they matter, and numpy goes in and out."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor, nn

from sigverify.networks.embedding import pair_distances
from sigverify.networks.pair_network import Branch, Encoded, Join, PairNetwork, Unchanged, padded


class Sum(Branch):
    """Sums frames, each times a weight: a branch whose right answer is plain."""

    def __init__(self, weight: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.tensor(weight))

    def forward(self, frames: Tensor, lengths: Tensor) -> Encoded:
        inside = (torch.arange(frames.shape[1]) < lengths[:, None]).to(frames.dtype)
        return Encoded((self.weight * frames * inside[:, :, None]).sum(1, keepdim=True), torch.ones_like(lengths))


class Difference(Join):
    """First number of the left one less that of the right one."""

    symmetric = False

    def forward(self, left: Encoded, right: Encoded) -> Tensor:
        return left.frames[:, :, 0].sum(1) - right.frames[:, :, 0].sum(1)

    def distance(self, output: Tensor) -> Tensor:
        return nn.functional.relu(output)


def signatures(sizes: list[int]) -> list[Tensor]:
    generator = torch.Generator().manual_seed(sum(sizes))
    return [torch.randn(size, 2, generator=generator) for size in sizes]


@given(st.lists(st.integers(1, 30), min_size=1, max_size=40), st.data())
@settings(max_examples=40)
def test_outputs_are_those_of_each_pair_alone(sizes: list[int], data: st.DataObject) -> None:
    """Many lengths, so that there are several groups, padded each to its own."""
    network = PairNetwork(Sum(2.0), Difference())
    inks = signatures(sizes)
    place = st.integers(0, len(sizes) - 1)
    pairs = data.draw(st.lists(st.tuples(place, place), min_size=1, max_size=50))
    found = network(inks, pairs)
    expected = [float(2.0 * (inks[a][:, 0].sum() - inks[b][:, 0].sum())) for a, b in pairs]
    np.testing.assert_allclose(found.detach().numpy(), expected, atol=1e-4)
    both = [(max(e, 0.0) + max(-e, 0.0)) / 2 for e in expected]
    kept = network.represent(inks)
    np.testing.assert_allclose(network.distances(kept, pairs).detach().numpy(), both, atol=1e-4)


def test_each_side_of_a_pseudo_siamese_network_has_its_own_branch() -> None:
    network = PairNetwork(Sum(1.0), Difference(), Sum(3.0))
    inks = signatures([4, 6])
    assert network.looks_at_pair
    assert not network.symmetric
    assert network.represent(inks)[1] is inks[1]  # a template keeps features, for either side may be asked for
    expected = inks[0][:, 0].sum() - 3.0 * inks[1][:, 0].sum()
    torch.testing.assert_close(network(inks, [(0, 1)])[0], expected)


def test_a_network_that_looks_at_the_pair_keeps_features() -> None:
    network = PairNetwork(Unchanged(), Difference())
    inks = signatures([3])
    assert network.looks_at_pair
    assert network.represent(inks)[0] is inks[0]


def test_padding_is_zero_and_lengths_are_told() -> None:
    frames, lengths = padded([torch.ones(2, 3), torch.full((4, 3), 2.0)])
    assert lengths.tolist() == [2, 4]
    assert frames.sum(dim=(1, 2)).tolist() == [6.0, 24.0]


def test_batches_are_filled_up_so_that_few_shapes_occur_unless_all_are_of_one_length() -> None:
    frames, lengths = padded([torch.ones(2, 3), torch.full((4, 3), 2.0)], 8)
    assert frames.shape == (2, 8, 3)
    assert lengths.tolist() == [2, 4]
    assert frames.sum(dim=(1, 2)).tolist() == [6.0, 24.0]
    assert padded([torch.ones(8, 3), torch.ones(3, 3)], 8).frames.shape == (2, 8, 3)
    assert padded([torch.ones(5, 3), torch.ones(5, 3)], 8).frames.shape == (2, 5, 3)


def test_numpy_pairs_need_not_differ_and_may_be_none() -> None:
    network = PairNetwork(Unchanged(), Difference())
    one, two = np.ones((3, 2), dtype=np.float32), np.full((5, 2), 2, dtype=np.float32)
    found = pair_distances(network, [one, one, two], [one, two, one])
    assert found.tolist() == [0.0, 3.5, 3.5]
    assert found.dtype == np.float64
    assert pair_distances(network, [], []).shape == (0,)


@pytest.mark.parametrize("method", ["branch", "join"])
def test_parts_say_nothing_by_themselves(method: str) -> None:
    encoded = Encoded(torch.zeros(1, 2, 2), torch.tensor([2]))
    with pytest.raises(NotImplementedError):
        _ = Branch()(*encoded) if method == "branch" else Join()(encoded, encoded)
