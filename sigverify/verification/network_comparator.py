"""A network as a comparator."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import torch

from sigverify.ink.features import FeatureConfig, Standard, extract
from sigverify.ink.recording import Floats, Recording
from sigverify.networks.aligned_tdnn import frame_major
from sigverify.networks.embedding import pair_distances, represented
from sigverify.networks.pair_network import PairNetwork
from sigverify.verification.comparators import (
    AlignedComparator,
    Comparator,
    Frames,
    Represented,
    Standards,
    extracted,
    frame_wise,
)
from sigverify.verification.fitting import check_vector, takes_no_functions

_ANY_FRAMES = 211
"""Tried where features have no fixed number of frames; no network of a fixed length is made for just this one."""


def network_comparator(network: PairNetwork, features: FeatureConfig) -> Comparator:
    """Return what compares by a network as it is now: time warping of its frames where it aligns them, else its layer.

    Soft alignment is for learning: a verdict takes the one best path, which is found without the network; and its
    frames are worked without torch where that can be, as they are wherever the model is read.
    """
    encoder = frame_major(network)
    if encoder is not None:
        return frame_wise(encoder, features)
    if not network.join.aligns:
        return NetworkComparator(network=network, features=features)
    return AlignedComparator(
        kind="network",
        features=features,
        metric="l2",
        embed=partial(represented, network),
    )


def check_fits(network: PairNetwork, features: FeatureConfig, *, vector_size: int = 0) -> None:
    """Let a network compare two blank signatures, to see whether it can take these features at all.

    vector_size: numbers in the one vector that it must make of a signature for a normal density; 0 leaves that open.

    Raises ModelError where it cannot.
    """
    frames = features.frames or _ANY_FRAMES
    blank = torch.zeros(frames, len(features.functions))
    try:
        with torch.inference_mode():
            kept = network.represent([blank, blank])
            network.distances(kept, [(0, 1)])
    except RuntimeError as fault:
        raise takes_no_functions(features) from fault
    check_vector((kept[0].shape[0], kept[0].shape[1]), vector_size)


@dataclass(frozen=True, kw_only=True)
class NetworkComparator:
    """A network whose joining layer gives the distance of two signatures as wholes.

    network: in evaluation mode; features: what it sees. A template keeps what the branch makes of a reference, or the
    features themselves for a network that looks at the pair. Asymmetric networks give the mean of both orders.
    """

    network: PairNetwork
    features: FeatureConfig
    kind: str = "network"

    def represent(self, recordings: Sequence[Recording], standards: Standards = None) -> list[Represented]:
        """Return what a template keeps of each recording, in float16's values: fresh ink like enrolled ink."""
        features = extracted(recordings, self.features, standards)
        return [
            Represented(frames=frames.astype(np.float16).astype(np.float32), standard=f.standard)
            for f, frames in zip(features, represented(self.network, features), strict=True)
        ]

    def standard_of(self, recording: Recording) -> Standard | None:
        """Return what the recording's own features are measured against."""
        return extract(recording, self.features).standard

    def distances(self, left: Sequence[Frames], right: Sequence[Frames]) -> Floats:
        """Return the joining layer's distance of each pair."""
        return pair_distances(self.network, left, right)

    def distances_so_far(self, written: Frames, references: Sequence[Frames]) -> Floats:
        """Return the distances of the ink so far as if it were the whole."""
        return self.distances([written] * len(references), references)
