"""Networks that do not align frames: what is kept, what is averaged, and what is refused before a weight is loaded."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from sigverify.errors import ModelError
from sigverify.ink.features import MOVEMENT_FUNCTIONS, FeatureConfig, extract
from sigverify.ink.recording import Recording
from sigverify.networks.aligned_tdnn import AlignedTdnnConfig
from sigverify.networks.catalogue import build_network
from sigverify.networks.pair_network import Branch, Encoded, Join, PairNetwork, Unchanged
from sigverify.verification.comparators import AlignedComparator
from sigverify.verification.network_comparator import NetworkComparator, check_fits, network_comparator

FEATURES = FeatureConfig(functions=("dx", "dy", "speed"), frames=24)


class Halving(Branch):
    """Means over every two frames, mapped by weights of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.mapped = nn.Linear(3, 2)

    def forward(self, frames: Tensor, lengths: Tensor) -> Encoded:
        return Encoded(self.mapped(frames.unflatten(1, (-1, 2)).mean(2)), lengths // 2)


class FirstCounts(Join):
    """The first signature weighs thrice: not the same in the other order."""

    symmetric = False

    def forward(self, left: Encoded, right: Encoded) -> Tensor:
        return (3 * left.frames.mean((1, 2)) - right.frames.mean((1, 2))).abs()


def networks() -> dict[str, PairNetwork]:
    torch.manual_seed(2)
    return {
        "siamese": PairNetwork(Halving(), FirstCounts()),
        "pseudo-siamese": PairNetwork(Halving(), FirstCounts(), Halving()),
        "of the pair": PairNetwork(Unchanged(), FirstCounts()),
    }


@pytest.fixture
def inks(make_ink: Callable[..., Recording]) -> Sequence[Recording]:
    return [make_ink(seconds=1.0 + 0.3 * seed, seed=seed) for seed in range(5)]


def slow_distance(network: PairNetwork, a: np.ndarray, b: np.ndarray) -> float:
    """Both orders, one pair at a time, from what the template keeps."""

    def encoded(branch: Branch, values: np.ndarray) -> Encoded:
        return branch(torch.from_numpy(values)[None], torch.tensor([len(values)]))

    total = 0.0
    for first, second in ((a, b), (b, a)):
        if network.looks_at_pair:
            left, right = encoded(network.left, first), encoded(network.right or network.left, second)
        else:
            left, right = (Encoded(torch.from_numpy(v)[None], torch.tensor([len(v)])) for v in (first, second))
        total += float(network.join.distance(network.join(left, right)))
    return total / 2


@pytest.mark.parametrize("name", ["siamese", "pseudo-siamese", "of the pair"])
def test_a_distance_is_the_mean_of_both_orders(name: str, inks: Sequence[Recording]) -> None:
    network = networks()[name]
    comparator = network_comparator(network, FEATURES)
    assert isinstance(comparator, NetworkComparator)
    kept = [shown.frames for shown in comparator.represent(inks)]
    pairs = [(a, b) for a in range(5) for b in range(5)]
    found = comparator.distances([kept[a] for a, _ in pairs], [kept[b] for _, b in pairs])
    with torch.no_grad():
        expected = [slow_distance(network, kept[a], kept[b]) for a, b in pairs]
        one_way = network.outputs([torch.from_numpy(values) for values in kept], [(0, 1), (1, 0)])
    np.testing.assert_allclose(found, expected, rtol=1e-5)
    np.testing.assert_allclose(found.reshape(5, 5), found.reshape(5, 5).T, rtol=1e-6)
    assert abs(float(one_way[0] - one_way[1])) > 1e-4, "one order alone is not symmetric, else this shows nothing"


def test_a_network_of_the_pair_keeps_features_and_others_vectors(inks: Sequence[Recording]) -> None:
    """Rounded to float16, as the template has them."""
    made = networks()
    pair, siamese = (network_comparator(made[name], FEATURES) for name in ("of the pair", "siamese"))
    features = extract(inks[0], FEATURES).values
    np.testing.assert_array_equal(pair.represent(inks[:1])[0].frames, features.astype(np.float16).astype(np.float32))
    shown = siamese.represent(inks[:1])[0]
    assert shown.frames.shape == (12, 2)
    np.testing.assert_array_equal(shown.frames, shown.frames.astype(np.float16).astype(np.float32))


def test_ink_so_far_counts_as_the_whole(inks: Sequence[Recording]) -> None:
    comparator = network_comparator(networks()["pseudo-siamese"], FEATURES)
    written, *references = [shown.frames for shown in comparator.represent(inks)]
    so_far = comparator.distances_so_far(written, references)
    np.testing.assert_allclose(so_far, comparator.distances([written] * 4, references))


def test_nothing_to_compare_gives_nothing(inks: Sequence[Recording]) -> None:
    comparator = network_comparator(networks()["siamese"], FEATURES)
    assert comparator.distances([], []).shape == (0,)
    assert comparator.represent([]) == []


def test_frames_that_are_aligned_are_compared_without_the_network() -> None:
    network = AlignedTdnnConfig(inputs=3, width=4, embedding=4, dilations=(1,)).build().eval()
    comparator = network_comparator(network, FeatureConfig(functions=FEATURES.functions))
    assert isinstance(comparator, AlignedComparator)
    assert (comparator.metric, comparator.kind) == ("l2", "network")


def test_each_recording_has_its_own_standard_on_a_live_path(inks: Sequence[Recording]) -> None:
    comparator = network_comparator(networks()["siamese"], FEATURES)
    other = comparator.standard_of(inks[4])
    own, moved = comparator.represent(inks[:2], [None, other])
    np.testing.assert_array_equal(own.frames, comparator.represent(inks[:1])[0].frames)
    assert moved.standard is other
    assert not np.allclose(moved.frames, comparator.represent(inks[1:2])[0].frames)
    with pytest.raises(ValueError, match="shorter"):
        comparator.represent(inks[:2], [None])


# what a network can take


def test_features_of_another_length_or_number_are_refused() -> None:
    network = build_network("bromley-1994", {})
    functions = ("dx", "dy", "speed", "dspeed", "turning", "pressure", "pen_down", "acceleration")
    check_fits(network, FeatureConfig(functions=functions, frames=200))
    for features in (
        FeatureConfig(functions=functions, frames=100),
        FeatureConfig(functions=functions),
        FeatureConfig(functions=functions[:7], frames=200),
    ):
        with pytest.raises(ModelError):
            check_fits(network, features)
    aligned = build_network("aligned-tdnn", {})
    check_fits(aligned, FeatureConfig(functions=MOVEMENT_FUNCTIONS))
    with pytest.raises(ModelError, match="takes no 3 functions a frame"):
        check_fits(aligned, FeatureConfig(functions=FEATURES.functions))


def test_a_density_needs_one_vector_of_its_size() -> None:
    made = networks()
    with pytest.raises(ModelError, match="one vector of 2 features"):
        check_fits(made["siamese"], FEATURES, vector_size=2)
    with pytest.raises(ModelError, match="one vector of 3 features"):
        check_fits(made["of the pair"], FEATURES, vector_size=3)
