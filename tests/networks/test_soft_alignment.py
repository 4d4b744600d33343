"""Soft-DTW: the recursion of Cuturi & Blondel 2017, forwards and backwards, and DTW where γ goes to 0."""

from collections.abc import Sequence

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from sigverify.errors import ModelError
from sigverify.networks.alignment import dtw_distances
from sigverify.networks.pair_network import Encoded, PairNetwork, padded
from sigverify.networks.soft_alignment import (
    ARCHITECTURES,
    SoftAlignedJoin,
    SoftAlignedTdnnConfig,
    scanned,
    soft_path_costs,
)

(ENTRY,) = ARCHITECTURES

HEIGHTS, WIDTHS = [1, 5, 9, 12, 1, 7], [7, 5, 3, 12, 1, 1]


def softmin(values: Sequence[float], gamma: float) -> float:
    """Equation 1, the least value taken out of the exponentials, without which they would be 0."""
    least = min(values)
    return float(least - gamma * np.log(sum(np.exp(-(v - least) / gamma) for v in values)))


def slow_table(costs: np.ndarray, gamma: float) -> np.ndarray:
    """Algorithm 1: R with a border of infinities and R[0, 0] = 0."""
    n, m = costs.shape
    table = np.full((n + 1, m + 1), np.inf)
    table[0, 0] = 0.0
    for j in range(1, m + 1):
        for i in range(1, n + 1):
            ways = [v for v in (table[i - 1, j - 1], table[i - 1, j], table[i, j - 1]) if np.isfinite(v)]
            table[i, j] = costs[i - 1, j - 1] + softmin(ways, gamma)
    return table


def slow_gradient(costs: np.ndarray, gamma: float) -> np.ndarray:
    """Algorithm 2: E, the derivative of soft-DTW with respect to each local cost."""
    n, m = costs.shape
    c = np.zeros((n + 2, m + 2))
    c[1:-1, 1:-1] = costs
    table = np.full((n + 2, m + 2), -np.inf)
    table[:-1, :-1] = slow_table(costs, gamma)
    table[n + 1, m + 1] = table[n, m]
    e = np.zeros((n + 2, m + 2))
    e[n + 1, m + 1] = 1.0
    for j in range(m, 0, -1):
        for i in range(n, 0, -1):
            a = np.exp((table[i + 1, j] - table[i, j] - c[i + 1, j]) / gamma)
            b = np.exp((table[i, j + 1] - table[i, j] - c[i, j + 1]) / gamma)
            d = np.exp((table[i + 1, j + 1] - table[i, j] - c[i + 1, j + 1]) / gamma)
            e[i, j] = e[i + 1, j] * a + e[i, j + 1] * b + e[i + 1, j + 1] * d
    return e[1:-1, 1:-1]


def batch_of_costs(seed: int, *, extra: int = 2, padding: float = 0.0, scale: float = 1.0) -> torch.Tensor:
    rng = np.random.default_rng(seed)
    costs = np.full((len(HEIGHTS), max(HEIGHTS) + extra, max(WIDTHS) + extra), padding)
    for pair, (n, m) in enumerate(zip(HEIGHTS, WIDTHS, strict=True)):
        costs[pair, :n, :m] = rng.uniform(0, scale, size=(n, m))
    return torch.from_numpy(costs)


def soft(costs: torch.Tensor, gamma: float) -> torch.Tensor:
    return soft_path_costs(costs, torch.tensor(HEIGHTS), torch.tensor(WIDTHS), gamma)


def own(costs: torch.Tensor) -> list[np.ndarray]:
    return [c[:n, :m].detach().numpy() for c, n, m in zip(costs, HEIGHTS, WIDTHS, strict=True)]


gammas = pytest.mark.parametrize("gamma", [0.01, 1.0, 5.0, 100.0])


@gammas
@pytest.mark.parametrize("padding", [0.0, 1e6])
def test_values_are_those_of_the_recursion(gamma: float, padding: float) -> None:
    costs = batch_of_costs(0, padding=padding)
    expected = [slow_table(c, gamma)[-1, -1] for c in own(costs)]
    np.testing.assert_allclose(soft(costs, gamma).numpy(), expected, rtol=1e-9, atol=1e-9)


@gammas
@pytest.mark.parametrize("padding", [0.0, 1e6])
def test_the_gradient_is_that_of_the_backward_recursion(gamma: float, padding: float) -> None:
    """And padding has none."""
    costs = batch_of_costs(1, padding=padding).requires_grad_()
    soft(costs, gamma).sum().backward()
    assert costs.grad is not None
    expected = np.zeros(costs.shape)
    for pair, values in enumerate(own(costs)):
        expected[pair, : values.shape[0], : values.shape[1]] = slow_gradient(values, gamma)
    np.testing.assert_allclose(costs.grad.numpy(), expected, rtol=1e-7, atol=1e-9)


@gammas
@pytest.mark.parametrize("padding", [0.0, 1e6])
def test_a_gpu_scans_to_the_same(gamma: float, padding: float) -> None:
    costs = batch_of_costs(3, padding=padding).requires_grad_()
    total = soft(costs, gamma)
    total.sum().backward()
    assert costs.grad is not None
    found, share = scanned(costs.detach(), torch.tensor(HEIGHTS), torch.tensor(WIDTHS), gamma)
    np.testing.assert_allclose(found.numpy(), total.detach().numpy(), rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(share.numpy(), costs.grad.numpy(), rtol=1e-6, atol=1e-9)


@gammas
def test_the_gradient_is_a_finite_difference(gamma: float) -> None:
    costs = batch_of_costs(2, scale=gamma).requires_grad_()
    torch.manual_seed(0)
    step = 1e-6 * max(gamma, 1)
    assert torch.autograd.gradcheck(lambda c: soft(c, gamma), (costs,), eps=step, atol=1e-5, fast_mode=True)


def paths_of(n: int, m: int) -> int:
    """The number of warping paths (Delannoy)."""
    table = np.ones((n, m), dtype=np.int64)
    for i in range(1, n):
        for j in range(1, m):
            table[i, j] = table[i - 1, j] + table[i, j - 1] + table[i - 1, j - 1]
    return int(table[-1, -1])


@gammas
def test_without_costs_it_counts_the_paths(gamma: float) -> None:
    """All of them are equally good: −γ log of their number."""
    found = soft(torch.zeros_like(batch_of_costs(0)), gamma)
    expected = [-gamma * np.log(paths_of(n, m)) for n, m in zip(HEIGHTS, WIDTHS, strict=True)]
    np.testing.assert_allclose(found.numpy(), expected, rtol=1e-9, atol=1e-9)


def frames(sizes: list[int], seed: int) -> list[torch.Tensor]:
    rng = np.random.default_rng(seed)
    return [torch.from_numpy(rng.normal(size=(size, 4)).astype(np.float32)) for size in sizes]


def test_it_becomes_dtw_where_gamma_goes_to_zero() -> None:
    left, right = frames(HEIGHTS, 3), frames(WIDTHS, 4)
    expected = dtw_distances([v.numpy() for v in left], [v.numpy() for v in right], "l2")
    errors = []
    for gamma in (1.0, 0.1, 0.01, 1e-4):
        found = SoftAlignedJoin(gamma)(padded(left), padded(right)).numpy()
        assert (found <= expected + 1e-5).all()
        errors.append(float(np.abs(found - expected).max()))
    assert errors == sorted(errors, reverse=True)
    assert errors[-1] < 1e-3


def test_a_long_alignment_loses_no_digits() -> None:
    """The cumulative sums of 400 large costs cancel; in float32 they would not."""
    costs = torch.from_numpy(np.random.default_rng(5).uniform(0, 100, size=(1, 400, 60)))
    size = torch.tensor([400]), torch.tensor([60])
    costs.requires_grad_()
    found = soft_path_costs(costs, *size, 0.5)
    found.sum().backward()
    values = costs.detach().numpy()[0]
    assert float(found.detach()) == pytest.approx(slow_table(values, 0.5)[-1, -1], rel=1e-9)
    assert costs.grad is not None
    np.testing.assert_allclose(costs.grad.numpy()[0], slow_gradient(values, 0.5), atol=1e-6)


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(1, 12)), min_size=1, max_size=5), st.integers(0, 5))
@settings(max_examples=30)
def test_padding_and_company_never_change_a_result(sizes: list[tuple[int, int]], extra: int) -> None:
    join = SoftAlignedJoin(2.0)
    left, right = frames([n for n, _ in sizes], 6), frames([m for _, m in sizes], 7)

    def noisy(sequences: list[torch.Tensor]) -> Encoded:
        values, lengths = padded([*sequences, torch.zeros(max(map(len, sequences)) + extra, 4)])
        behind = torch.arange(values.shape[1]) >= lengths[:, None]
        return Encoded(values.masked_fill(behind[:, :, None], 1e3)[:-1], lengths[:-1])

    together = join(noisy(left), noisy(right))
    alone = torch.cat([join(padded([a]), padded([b])) for a, b in zip(left, right, strict=True)])
    torch.testing.assert_close(together, alone, rtol=1e-3, atol=1e-3)


def test_it_is_symmetric() -> None:
    join = SoftAlignedJoin(1.0)
    left, right = padded(frames(HEIGHTS, 8)), padded(frames(WIDTHS, 9))
    torch.testing.assert_close(join(left, right), join(right, left), rtol=1e-4, atol=1e-5)


def test_frames_that_coincide_have_a_finite_gradient() -> None:
    values = torch.ones(1, 6, 3, requires_grad=True)
    SoftAlignedJoin(5.0)(Encoded(values, torch.tensor([6])), Encoded(values, torch.tensor([6]))).sum().backward()
    assert values.grad is not None
    assert torch.isfinite(values.grad).all()


def network() -> PairNetwork:
    torch.manual_seed(0)
    return SoftAlignedTdnnConfig(width=16, embedding=8).build()


def test_a_soft_cost_may_be_below_zero_and_a_distance_never_is() -> None:
    net = network().eval()
    values = [
        torch.from_numpy(np.random.default_rng(k).normal(size=(20 + 9 * k, 13)).astype(np.float32)) for k in range(4)
    ]
    pairs = [(a, b) for a in range(4) for b in range(4)]
    with torch.inference_mode():
        kept = net.represent(values)
        outputs, distances = net.outputs(kept, pairs), net.distances(kept, pairs)
    assert net.symmetric
    assert float(outputs.min()) < 0
    assert bool((distances >= 0).all())
    assert torch.equal(distances.argsort(), outputs.argsort())
    torch.testing.assert_close(distances.reshape(4, 4), distances.reshape(4, 4).T)


def test_a_verdict_may_align_its_frames_in_time() -> None:
    assert network().join.aligns
    assert network().represent([torch.zeros(41, 13)])[0].shape == (21, 8)


def test_it_overfits_four_pairs_and_the_verdicts_alignment_agrees() -> None:
    """Two genuine and two impostor pairs of unrelated signatures; what was learnt softly holds along hard paths."""
    net = network().train()
    values = [
        torch.from_numpy(np.random.default_rng(k).normal(size=(24 + 4 * k, 13)).astype(np.float32)) for k in range(6)
    ]
    pairs = [(0, 1), (0, 2), (3, 4), (3, 5)]
    optimiser = torch.optim.AdamW(net.parameters(), 1e-2)
    for _ in range(60):
        outputs = net(values, pairs).reshape(2, 1, 2)
        loss = ENTRY.loss(outputs[..., :1], outputs[..., 1:]).mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    with torch.inference_mode():
        kept = [frames.numpy() for frames in net.represent(values)]
        outputs = net(values, pairs).reshape(2, 1, 2)
    assert float(ENTRY.loss(outputs[..., :1], outputs[..., 1:]).mean()) < 0.05
    hard = dtw_distances([kept[a] for a, _ in pairs], [kept[b] for _, b in pairs], "l2").reshape(2, 2)
    assert (hard[:, 1] > 1.2 * hard[:, 0]).all()


@pytest.mark.parametrize("gamma", [0.0, -1.0, float("inf"), float("nan")])
def test_a_gamma_that_is_no_softness_is_refused(gamma: float) -> None:
    with pytest.raises(ModelError, match="Gamma must be above 0"):
        SoftAlignedTdnnConfig(gamma=gamma)


def test_impossible_sizes_are_refused_as_those_of_its_branch() -> None:
    with pytest.raises(ModelError, match="kernels odd"):
        SoftAlignedTdnnConfig(kernel=4)
