"""A trained network as a comparator."""

from functools import partial

from sigverify.ink.features import FeatureConfig
from sigverify.networks.aligned_tdnn import AlignedTdnn
from sigverify.networks.embedding import embedded
from sigverify.verification.comparators import AlignedComparator


def network_comparator(network: AlignedTdnn, features: FeatureConfig) -> AlignedComparator:
    """Return the comparator that aligns the network's embeddings with the Euclidean distance."""
    return AlignedComparator(
        kind="network",
        features=features,
        metric="l2",
        frame_step=network.config.pooling,
        embed=partial(embedded, network),
    )
