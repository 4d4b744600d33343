"""Each loss is its paper's equation, in value and in gradient."""

import math
from collections.abc import Callable

import numpy as np
import pytest
import torch

from sigverify.errors import UsageError
from sigverify.networks.losses import (
    ContrastiveChopra,
    ContrastiveMargin,
    CosineTargets,
    Hinge,
    Loss,
    RatioTriplet,
    RelativeTriplet,
    TripletMargin,
)

Slow = Callable[[list[float], list[float]], float]


def mean_of_pairs(genuine: list[float], impostor: list[float], pair: Callable[[float, int], float]) -> float:
    """Mean over labelled pairs: label 0 for genuine, 1 for impostor."""
    values = [pair(output, 0) for output in genuine] + [pair(output, 1) for output in impostor]
    return sum(values) / len(values)


def cosine_targets(genuine: list[float], impostor: list[float]) -> float:
    return mean_of_pairs(genuine, impostor, lambda cos, Y: (cos - (-0.9 if Y else 1.0)) ** 2)


def chopra(genuine: list[float], impostor: list[float]) -> float:
    Q = 3.0
    return mean_of_pairs(genuine, impostor, lambda E, Y: (1 - Y) * (2 / Q) * E**2 + Y * 2 * Q * math.exp(-2.77 / Q * E))


def hadsell(genuine: list[float], impostor: list[float]) -> float:
    m = 1.5
    return mean_of_pairs(genuine, impostor, lambda D, Y: (1 - Y) * 0.5 * D**2 + Y * 0.5 * max(0.0, m - D) ** 2)


def hinge(genuine: list[float], impostor: list[float]) -> float:
    return mean_of_pairs(genuine, impostor, lambda output, Y: max(0.0, 1 - (-1 if Y else 1) * output))


def triplet(genuine: list[float], impostor: list[float]) -> float:
    values = [max(0.0, near - far + 0.7) for near in genuine for far in impostor]
    return sum(values) / len(values)


def ratio_triplet(genuine: list[float], impostor: list[float]) -> float:
    s, margin = 4.0, 0.3
    lacking = [math.log(near) - math.log(far) + margin for near in genuine for far in impostor]
    return sum(math.log(1 + math.exp(s * lack)) / s for lack in lacking) / len(lacking)


def relative_triplet(genuine: list[float], impostor: list[float]) -> float:
    return relative_triplets([genuine], [impostor])


def relative_triplets(genuine: list[list[float]], impostor: list[list[float]]) -> float:
    """Of several anchors, whose distances share one mean."""
    own = [near for nears in genuine for near in nears]
    mean = sum(own) / len(own)
    lacking = [
        (near - far) / mean + 0.4
        for nears, fars in zip(genuine, impostor, strict=True)
        for near in nears
        for far in fars
        if (near - far) / mean + 0.4 > 0
    ]
    return sum(lacking) / len(lacking) if lacking else 0.0


CASES: list[tuple[Loss, Slow, float, float]] = [
    (CosineTargets(), cosine_targets, -1, 1),
    (ContrastiveChopra(bound=3.0), chopra, 0, 3),
    (ContrastiveMargin(margin=1.5), hadsell, 0, 3),
    (Hinge(), hinge, -3, 3),
    (TripletMargin(margin=0.7), triplet, 0, 2),
    (RatioTriplet(margin=0.3, sharpness=4.0), ratio_triplet, 0.1, 2),
    (RelativeTriplet(margin=0.4), relative_triplet, 0.1, 2),
]
"""Loss, the same as a slow loop, and the range of the outputs it is tried on."""

each_loss = pytest.mark.parametrize(
    ("loss", "slow", "low", "high"), CASES, ids=[type(case[0]).__name__ for case in CASES]
)


def groups(low: float, high: float, seed: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Four groups of one anchor with three genuine pairs and five impostor pairs."""
    rng = np.random.default_rng(seed)
    return torch.from_numpy(rng.uniform(low, high, (4, 1, 3))), torch.from_numpy(rng.uniform(low, high, (4, 1, 5)))


@each_loss
def test_it_is_its_equation(loss: Loss, slow: Slow, low: float, high: float) -> None:
    for seed in range(10):
        genuine, impostor = groups(low, high, seed)
        expected = [slow(g, i) for (g,), (i,) in zip(genuine.tolist(), impostor.tolist(), strict=True)]
        np.testing.assert_allclose(loss(genuine, impostor).numpy(), expected, rtol=1e-12)


@each_loss
def test_its_gradient_is_that_of_the_equation(loss: Loss, slow: Slow, low: float, high: float) -> None:
    """Central differences of the slow loop, output by output."""
    step = 1e-6
    genuine, impostor = groups(low, high, 0)
    genuine.requires_grad_()
    impostor.requires_grad_()
    loss(genuine, impostor).sum().backward()
    for group in range(4):
        outputs = [genuine[group, 0].tolist(), impostor[group, 0].tolist()]
        for side, tensor in enumerate((genuine, impostor)):
            assert tensor.grad is not None
            for place in range(len(outputs[side])):
                ends = []
                for sign in (1, -1):
                    moved = [list(values) for values in outputs]
                    moved[side][place] += sign * step
                    ends.append(slow(*moved))
                expected = (ends[0] - ends[1]) / (2 * step)
                assert float(tensor.grad[group, 0, place]) == pytest.approx(expected, rel=1e-5, abs=1e-8)


@each_loss
def test_groups_never_mix(loss: Loss, slow: Slow, low: float, high: float) -> None:
    genuine, impostor = groups(low, high, 1)
    together = loss(genuine, impostor)
    assert together.shape == (4,)
    for group in range(4):
        alone = loss(genuine[group : group + 1], impostor[group : group + 1])
        torch.testing.assert_close(alone[0], together[group], rtol=1e-12, atol=0)


@pytest.mark.parametrize(("loss", "low", "high"), [(loss, low, high) for loss, _, low, high in CASES[:-1]])
def test_of_several_anchors_it_is_the_mean(loss: Loss, low: float, high: float) -> None:
    rng = np.random.default_rng(2)
    genuine, impostor = (torch.from_numpy(rng.uniform(low, high, (4, 3, width))) for width in (4, 5))
    each = torch.stack([loss(genuine[:, k : k + 1], impostor[:, k : k + 1]) for k in range(3)])
    torch.testing.assert_close(loss(genuine, impostor), each.mean(0), rtol=1e-12, atol=0)


def test_of_several_anchors_relative_triplets_are_pooled() -> None:
    rng = np.random.default_rng(2)
    genuine, impostor = (rng.uniform(0.1, 2.0, (4, 3, width)) for width in (4, 5))
    found = RelativeTriplet(margin=0.4)(torch.from_numpy(genuine), torch.from_numpy(impostor))
    expected = [relative_triplets(g, i) for g, i in zip(genuine.tolist(), impostor.tolist(), strict=True)]
    np.testing.assert_allclose(found.numpy(), expected, rtol=1e-12)


def test_a_triplet_loss_in_shares_knows_no_scale_and_rests_where_no_triplet_lacks_the_margin() -> None:
    genuine, impostor = groups(0.1, 2.0, 3)
    loss = RelativeTriplet()
    torch.testing.assert_close(loss(7 * genuine, 7 * impostor), loss(genuine, impostor))
    assert loss(genuine, genuine.max() * 100 + impostor).tolist() == [0.0] * 4


@pytest.mark.parametrize(
    ("loss", "genuine", "impostor", "expected"),
    [
        (CosineTargets(), 1.0, -0.9, 0.0),
        (CosineTargets(impostor=-1.0), 0.5, 0.5, (0.25 + 2.25) / 2),
        # the two ends of Chopra's curves with Q = 100: both 2Q where worst, the impostors' 2Q / e^2.77 where best
        (ContrastiveChopra(bound=100.0), 100.0, 0.0, 200.0),
        (ContrastiveChopra(bound=100.0), 0.0, 100.0, 100 * math.exp(-2.77)),
        (ContrastiveMargin(), 2.0, 0.0, (2.0 + 0.5) / 2),
        (ContrastiveMargin(), 0.0, 1.0, 0.0),
        (Hinge(), 1.0, -1.0, 0.0),
        (Hinge(), 0.0, 2.0, (1.0 + 3.0) / 2),
        (TripletMargin(), 0.5, 1.5, 0.0),
        (TripletMargin(), 1.0, 1.0, 1.0),
        (RatioTriplet(margin=0.6, sharpness=8.0), 1.0, math.exp(0.6), math.log(2) / 8),
        (RelativeTriplet(), 2.0, 2.5, 0.25),
        (RelativeTriplet(), 2.0, 3.0, 0.0),
        # both at the threshold; then a genuine one at half of it and an impostor at four times as far
    ],
)
def test_numbers_worked_by_hand(loss: Loss, genuine: float, impostor: float, expected: float) -> None:
    found = loss(torch.tensor([[[genuine]]], dtype=torch.float64), torch.tensor([[[impostor]]], dtype=torch.float64))
    assert float(found) == pytest.approx(expected, abs=1e-12)


@each_loss
def test_it_falls_where_genuine_pairs_come_closer_and_impostors_part(
    loss: Loss, slow: Slow, low: float, high: float
) -> None:
    """Outputs of the cosine and of the hinge are larger for closer, all others smaller."""
    closer = 1.0 if isinstance(loss, CosineTargets | Hinge) else -1.0
    output = torch.full((1, 1, 1), low + 0.4 * (high - low)).requires_grad_()
    for genuine, impostor, better in ((output, output.detach(), closer), (output.detach(), output, -closer)):
        (slope,) = torch.autograd.grad(loss(genuine, impostor).sum(), output)
        assert float(slope) * better < 0


def test_ratios_of_copies_stay_finite() -> None:
    genuine = torch.zeros(1, 1, 2, requires_grad=True)
    loss = RatioTriplet()(genuine, torch.zeros(1, 1, 3))
    loss.sum().backward()
    assert torch.isfinite(loss).all()
    assert genuine.grad is not None
    assert torch.isfinite(genuine.grad).all()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: CosineTargets(genuine=-0.9, impostor=1.0), "below that of genuine"),
        (lambda: CosineTargets(genuine=0.5, impostor=0.5), "below that of genuine"),
        (lambda: CosineTargets(genuine=1.1), "within ±1"),
        (lambda: CosineTargets(impostor=-2.0), "within ±1"),
        (lambda: CosineTargets(impostor=math.nan), "within ±1"),
        (lambda: ContrastiveChopra(bound=0.0), "bound of the energy must be above 0"),
        (lambda: ContrastiveChopra(bound=-100.0), "found -100"),
        (lambda: ContrastiveChopra(bound=math.inf), "finite"),
        (lambda: ContrastiveMargin(margin=0.0), "margin must be above 0"),
        (lambda: ContrastiveMargin(margin=math.nan), "margin"),
        (lambda: TripletMargin(margin=-1.0), "margin"),
        (lambda: RatioTriplet(margin=0.0), "margin"),
        (lambda: RelativeTriplet(margin=0.0), "margin"),
        (lambda: RatioTriplet(sharpness=0.0), "sharpness"),
        (lambda: RatioTriplet(sharpness=math.inf), "sharpness"),
    ],
)
def test_settings_without_sense_are_refused(make: Callable[[], Loss], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        make()
