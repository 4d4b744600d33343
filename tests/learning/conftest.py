"""Small examples and networks to learn with: noise by signer, and networks of a few dozen weights."""

from collections.abc import Callable

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from sigverify.learning.examples import SignerExamples
from sigverify.networks.aligned_tdnn import AlignedTdnnConfig
from sigverify.networks.pair_network import Encoded, Join, PairNetwork, Unchanged

MakeExamples = Callable[..., list[SignerExamples]]


class WeighedJoin(Join):
    """A learned decision over both signatures' means, which knows the first from the second; distance by softplus."""

    symmetric = False

    def __init__(self) -> None:
        super().__init__()
        self.hidden = nn.Linear(9, 8)
        self.decision = nn.Linear(8, 1)

    def forward(self, left: Encoded, right: Encoded) -> Tensor:
        a, b = (side.frames.sum(1) / side.lengths[:, None] for side in (left, right))
        return self.decision(torch.tanh(self.hidden(torch.cat([a, b, (a - b) ** 2], dim=1))))[:, 0]

    def distance(self, output: Tensor) -> Tensor:
        return nn.functional.softplus(output)


class PushApart:
    """The log-likelihood loss of single pairs by their output."""

    def __call__(self, genuine: Tensor, impostor: Tensor) -> Tensor:
        return nn.functional.softplus(genuine).mean((1, 2)) + nn.functional.softplus(-impostor).mean((1, 2))


@pytest.fixture
def make_examples() -> MakeExamples:
    """Signers of noise: genuine signatures are one series with little changes, forgeries with greater ones."""

    def make(
        signers: int = 3,
        genuine: int = 3,
        forgeries: int = 2,
        *,
        variants: int = 1,
        seed: int = 0,
        frames: int | None = None,
    ) -> list[SignerExamples]:
        rng = np.random.default_rng(seed)

        def near(first: np.ndarray, change: float) -> tuple[np.ndarray, ...]:
            made = (first + change * rng.normal(size=first.shape) for _ in range(variants))
            return tuple(values.astype(np.float32) for values in made)

        out = []
        for number in range(signers):
            first = rng.normal(size=(frames or 20 + 3 * (number % 4), 3)) + rng.normal(size=3)
            out.append(
                SignerExamples(
                    signer=f"signer {number}",
                    genuine=tuple(near(first, 0.3) for _ in range(genuine)),
                    forgeries=tuple(near(first + 0.3, 0.6) for _ in range(forgeries)),
                )
            )
        return out

    return make


@pytest.fixture
def make_aligned() -> Callable[..., PairNetwork]:
    """A time-delay network whose frames are aligned."""

    def make(seed: int = 0) -> PairNetwork:
        torch.manual_seed(seed)
        return AlignedTdnnConfig(inputs=3, width=8, embedding=4, dilations=(1,)).build()

    return make


@pytest.fixture
def make_weighed() -> Callable[..., PairNetwork]:
    """A network that looks at the pair and tells its two orders apart."""

    def make(seed: int = 0) -> PairNetwork:
        torch.manual_seed(seed)
        return PairNetwork(Unchanged(), WeighedJoin())

    return make


@pytest.fixture
def push_apart() -> PushApart:
    """A loss of single pairs."""
    return PushApart()
