"""What a network costs: parameters, multiply-adds, numbers of a template, and how far it sees in time."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn

from sigverify.networks.architecture import Architecture
from sigverify.networks.pair_network import PairNetwork

_SECONDS = 3.0
"""Length of the signature that costs are stated for."""


@dataclass(frozen=True, kw_only=True)
class Cost:
    """Cost of an architecture with the sizes of the catalogue, for signatures of 3 s.

    parameters: numbers learnt.
    encoding: multiply-adds that turn the features of one signature into what a template keeps.
    comparison: multiply-adds of one verdict's comparison of two of these, both orders where the order matters.
    reference_numbers: how many a template keeps of one reference.
    receptive_field_ms: time that one frame of the branch depends on; None for the whole signature.
    """

    parameters: int
    encoding: int
    comparison: int
    reference_numbers: int
    receptive_field_ms: float | None


def cost_of(architecture: Architecture) -> Cost:
    """Return what an architecture costs, from a run on a signature of 3 s with its layers counted.

    Multiply-adds are those of convolutions, linear and recurrent layers. A joining layer without weights costs one for
    each number of each pair of frames: frames × frames × d where it aligns, d where it compares two vectors. Biases,
    squashing, pooling and the warping path itself are not counted.
    """
    features, config = architecture.features, architecture.config
    frames = features.frames if features.frames is not None else round(_SECONDS * features.rate_hz)
    with torch.random.fork_rng(devices=[]):
        network = config.build().eval()
    values = torch.zeros(frames, config.inputs)
    with torch.inference_mode():
        with _counted(network) as encoding:
            kept = network.represent([values, values])[0]  # two of a length are a batch, whose layers are counted
        with _counted(network) as comparison:
            network.distances([kept, kept], [(0, 1)])
    if not list(network.join.parameters()):
        comparison.append(len(kept) * kept.numel())
    field = config.receptive_field
    return Cost(
        parameters=sum(weights.numel() for weights in network.parameters()),
        encoding=sum(encoding) // 2,
        comparison=sum(comparison),
        reference_numbers=kept.numel(),
        receptive_field_ms=None if field is None else field * 1000.0 * _SECONDS / frames,
    )


@contextmanager
def _counted(network: PairNetwork) -> Iterator[list[int]]:
    """Give a list of the multiply-adds of each layer that runs within the block."""
    found: list[int] = []

    def count(layer: nn.Module, given: object, made: Any) -> None:
        del given
        weights = sum(part.numel() for name, part in layer.named_parameters() if name.startswith("weight"))
        found.append(weights * _places(layer, made))

    layers = [layer for layer in network.modules() if isinstance(layer, nn.Conv1d | nn.Linear | nn.GRU)]
    hooks = [layer.register_forward_hook(count) for layer in layers]
    try:
        yield found
    finally:
        for hook in hooks:
            hook.remove()


def _places(layer: nn.Module, made: Any) -> int:
    """Return how often a run uses each weight of a layer: once for each frame or vector that it made."""
    if isinstance(layer, nn.Conv1d):
        return int(made.shape[0] * made.shape[2])
    states = made[0] if isinstance(layer, nn.GRU) else made
    return int(states.numel() // states.shape[-1])
