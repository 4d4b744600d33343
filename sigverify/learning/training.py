"""The training loop: triplets by signer along the warping path. It yields reports and owns no thread."""

import copy
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from sigverify.errors import Cancelled, ModelError, ProtocolError, UsageError
from sigverify.ink.recording import Floats
from sigverify.learning.augmentation import AugmentationConfig, warped
from sigverify.learning.examples import SignerExamples, Variants
from sigverify.networks.aligned_distance import aligned_distances
from sigverify.networks.aligned_tdnn import AlignedTdnn
from sigverify.networks.embedding import padded_batch

_GROUP = 16
"""Signatures, or pairs, that are padded to one length."""

_SMALLEST = 1e-4
"""Path costs below this count as this, so that copies do not divide by nothing."""


@dataclass(frozen=True, kw_only=True)
class TrainingConfig:
    """One training.

    steps: batches.
    signers: signers in a batch, each with one anchor, `genuine` others of his, `skilled` forgeries of him and
        `random` signatures of others.
    margin: how much farther an impostor must lie than a genuine signature, as the log of the ratio of path costs.
    sharpness: of the soft hinge; at infinity it is the hinge of the triplet loss.
    learning_rate, weight_decay: of AdamW; the rate warms up over 5 % of the steps and falls along a cosine.
    averaging: decay of the running mean of the weights, which is what is kept (Polyak & Juditsky 1992).
    seed: of batches and initial weights.
    """

    steps: int = 700
    signers: int = 4
    genuine: int = 4
    skilled: int = 4
    random: int = 2
    margin: float = 0.6
    sharpness: float = 8.0
    learning_rate: float = 1e-3
    weight_decay: float = 1e-4
    averaging: float = 0.995
    seed: int = 1
    augmentation: AugmentationConfig = field(default_factory=AugmentationConfig)

    def __post_init__(self) -> None:
        pairs = (self.skilled, self.random)
        if min(self.steps, self.signers, self.genuine) < 1 or min(pairs) < 0 or sum(pairs) < 1:
            raise UsageError("A training needs at least one step, signer, genuine pair and impostor pair.")


@dataclass(frozen=True, kw_only=True)
class TrainingReport:
    """Where a training stands.

    step, steps: batches done and in all.
    loss: of this batch.
    genuine_distances, impostor_distances: float64, path costs of this batch's pairs.
    seconds_left: estimated from the pace so far.
    """

    step: int
    steps: int
    loss: float
    genuine_distances: Floats
    impostor_distances: Floats
    seconds_left: float


def train(
    network: AlignedTdnn,
    examples: Sequence[SignerExamples],
    config: TrainingConfig,
    *,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[TrainingReport]:
    """Train `network` in place and yield a report for each batch; at the end it holds the averaged weights.

    The loss is the triplet loss of Schroff et al. 2015 (eq. 1) over all combinations of one genuine and one impostor
    pair of a signer, with two deviations: logs of path costs stand in place of squared distances, so that the
    margin is a ratio and the network gains nothing by scaling its embeddings; and the hinge is soft.

    Raises Cancelled as soon as `cancelled()` says so, ModelError where the loss is no longer a number (the last
    averaged weights are put back first), ProtocolError where there are too few signers.
    """
    if len(examples) < 2:
        raise ProtocolError(f"Training needs at least two signers, found {len(examples)}.")
    rng = np.random.default_rng(config.seed)
    optimiser = torch.optim.AdamW(network.parameters(), lr=config.learning_rate, weight_decay=config.weight_decay)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _rate(step, config.steps))
    average = copy.deepcopy(network).requires_grad_(False)
    begun = time.monotonic()
    network.train()
    for step in range(1, config.steps + 1):
        if cancelled():
            raise Cancelled("Training was stopped; the model in use is unchanged.")
        genuine, impostor = _batch_distances(network, examples, config, rng)
        loss = _ratio_loss(genuine, impostor, config)
        optimiser.zero_grad()
        loss.backward()
        steepness = torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        if not (torch.isfinite(loss) and torch.isfinite(steepness)):  # before either reaches weights or average
            network.load_state_dict(average.state_dict())
            raise ModelError(f"The loss is no longer a number at step {step}. Train again with a lower learning rate.")
        optimiser.step()
        schedule.step()
        decay = min(config.averaging, step / (step + 10))
        with torch.no_grad():
            for kept, new in zip(average.parameters(), network.parameters(), strict=True):
                kept.lerp_(new, 1 - decay)
        pace = (time.monotonic() - begun) / step
        yield TrainingReport(
            step=step,
            steps=config.steps,
            loss=float(loss.detach()),
            genuine_distances=genuine.detach().double().numpy().ravel(),
            impostor_distances=impostor.detach().double().numpy().ravel(),
            seconds_left=pace * (config.steps - step),
        )
    network.load_state_dict(average.state_dict())
    network.eval()


def _ratio_loss(genuine: Tensor, impostor: Tensor, config: TrainingConfig) -> Tensor:
    """Return the loss of distances to genuine (signers, g) and to impostors (signers, i)."""
    near, far = genuine.clamp(min=_SMALLEST).log(), impostor.clamp(min=_SMALLEST).log()
    lacking = near[:, :, None] - far[:, None, :] + config.margin
    return torch.nn.functional.softplus(lacking * config.sharpness).mean() / config.sharpness


def _rate(step: int, steps: int) -> float:
    warm = max(1, steps // 20)
    if step < warm:
        return (step + 1) / warm
    return 0.02 + 0.98 * 0.5 * (1 + float(np.cos(np.pi * (step - warm) / max(1, steps - warm))))


def _batch_distances(
    network: AlignedTdnn, examples: Sequence[SignerExamples], config: TrainingConfig, rng: np.random.Generator
) -> tuple[Tensor, Tensor]:
    """Return distances of each anchor to genuine (signers, genuine) and impostor (signers, skilled + random)."""
    count = min(config.signers, len(examples))
    chosen = rng.choice(len(examples), size=count, replace=False)
    sequences: list[NDArray[np.float32]] = []
    for place in chosen:
        own = examples[place]
        order = rng.permutation(len(own.genuine))
        others = [own.genuine[i] for i in np.resize(order[1:], config.genuine)]
        skilled = (
            [own.forgeries[i] for i in rng.integers(len(own.forgeries), size=config.skilled)] if (own.forgeries) else []
        )
        strangers = [_stranger(examples, place, rng) for _ in range(config.random + config.skilled - len(skilled))]
        for variants in (own.genuine[order[0]], *others, *skilled, *strangers):
            values = variants[int(rng.integers(len(variants)))]
            sequences.append(warped(values, config.augmentation, rng))
    embeddings = _embedded(network, sequences)
    each = 1 + config.genuine + config.skilled + config.random
    pairs = [(row * each, row * each + other) for row in range(count) for other in range(1, each)]
    table = _aligned(embeddings, pairs).reshape(count, each - 1)
    return table[:, : config.genuine], table[:, config.genuine :]


def _embedded(network: AlignedTdnn, sequences: Sequence[NDArray[np.float32]]) -> list[Tensor]:
    """Embed in groups of like length, so that one slow signature does not make padding of all others."""
    out: list[Tensor] = [torch.empty(0)] * len(sequences)
    for group in _groups([len(values) for values in sequences]):
        embeddings, lengths = network(*padded_batch([sequences[place] for place in group]))
        for row, place in enumerate(group):
            out[place] = embeddings[row, : int(lengths[row])]
    return out


def _aligned(embeddings: Sequence[Tensor], pairs: Sequence[tuple[int, int]]) -> Tensor:
    """Return the distances of pairs of embeddings, (pairs,), worked out in groups of like size."""
    order: list[int] = []
    found: list[Tensor] = []
    for group in _groups([max(len(embeddings[a]), len(embeddings[b])) for a, b in pairs]):
        left, right = [embeddings[pairs[k][0]] for k in group], [embeddings[pairs[k][1]] for k in group]
        found.append(aligned_distances(_padded(left), _lengths(left), _padded(right), _lengths(right)))
        order += group
    return torch.cat(found)[torch.argsort(torch.tensor(order))]


def _groups(sizes: Sequence[int]) -> list[list[int]]:
    order = sorted(range(len(sizes)), key=lambda place: sizes[place])
    return [order[start : start + _GROUP] for start in range(0, len(order), _GROUP)]


def _padded(sequences: Sequence[Tensor]) -> Tensor:
    return torch.nn.utils.rnn.pad_sequence(list(sequences), batch_first=True)


def _lengths(sequences: Sequence[Tensor]) -> Tensor:
    return torch.tensor([len(values) for values in sequences])


def _stranger(examples: Sequence[SignerExamples], place: int, rng: np.random.Generator) -> Variants:
    other = int(rng.integers(len(examples) - 1))
    owner = examples[other + (other >= place)]
    return owner.genuine[int(rng.integers(len(owner.genuine)))]
