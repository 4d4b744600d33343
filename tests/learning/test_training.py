"""The training loop: any network and loss, the same for a seed, stopped at once, never half-broken."""

import copy
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from sigverify.errors import Cancelled, ModelError, ProtocolError, UsageError
from sigverify.learning import course
from sigverify.learning.augmentation import AugmentationConfig
from sigverify.learning.examples import SignerExamples
from sigverify.learning.processes import Processes
from sigverify.learning.sampler import Sampler, SamplerConfig
from sigverify.learning.selection import HeldOutError, HeldOutSigners
from sigverify.learning.training import TrainingReport, train
from sigverify.learning.training_config import TrainingConfig
from sigverify.networks.losses import Loss, RatioTriplet, TripletMargin
from sigverify.networks.pair_network import PairNetwork

MakeExamples = Callable[..., list[SignerExamples]]
MakeNetwork = Callable[..., PairNetwork]

STILL = AugmentationConfig(warp=0.0, noise=0.0)
TINY = SamplerConfig(signers=2, genuine=1, skilled=1, random=1)
SETS = SamplerConfig(signers=4, genuine=3, skilled=2, random=1, anchors=3)


def all_of(steps: Iterator[TrainingReport]) -> list[TrainingReport]:
    return list(steps)


def weights_of(network: nn.Module) -> dict[str, Tensor]:
    return {name: value.detach().clone() for name, value in network.named_parameters()}


def equal(left: dict[str, Tensor], right: dict[str, Tensor]) -> bool:
    return all(torch.equal(left[name], right[name]) for name in left)


def test_four_pairs_are_learnt_by_heart(make_examples: MakeExamples, make_aligned: MakeNetwork) -> None:
    """Two signers, one genuine and one forged pair each: in the end every impostor lies beyond the margin."""
    pairs = SamplerConfig(signers=2, genuine=1, skilled=1, random=0)
    config = TrainingConfig(steps=150, sampler=pairs, learning_rate=1e-2, averaging=0.5, augmentation=STILL)
    loss = RatioTriplet()
    *_, last = train(make_aligned(), loss, make_examples(2, genuine=2, forgeries=1), config)
    assert np.log(last.impostor_distances / last.genuine_distances).min() > loss.margin
    assert last.loss < 0.02


def test_four_signers_are_learnt_by_heart_by_sets(make_examples: MakeExamples, make_aligned: MakeNetwork) -> None:
    """In the end all forgeries lie beyond the margin, and one threshold parts them from all genuine signatures."""
    known = make_examples(4, genuine=4)
    config = TrainingConfig(steps=120, sampler=SETS, learning_rate=1e-2, averaging=0.5, augmentation=STILL)
    network = make_aligned()
    first, *_, last = train(network, TripletMargin(), known, config)
    assert first.loss > 0.1
    assert last.loss < 0.03
    assert HeldOutSigners(examples=tuple(known), seed=1).error_of(network).equal_error_rate == 0.0


def test_a_network_that_looks_at_the_pair_learns_by_a_loss_of_single_pairs(
    make_examples: MakeExamples, make_weighed: MakeNetwork, push_apart: Loss
) -> None:
    pairs = SamplerConfig(signers=2, genuine=1, skilled=1, random=0)
    config = TrainingConfig(
        steps=400, sampler=pairs, learning_rate=3e-2, weight_decay=0, averaging=0.5, augmentation=STILL
    )
    *_, last = train(make_weighed(), push_apart, make_examples(2, genuine=2, forgeries=1), config)
    assert last.genuine_distances.max() < last.impostor_distances.min()
    assert last.loss < 0.1


def test_reports_tell_where_it_stands(make_examples: MakeExamples, make_aligned: MakeNetwork) -> None:
    config = TrainingConfig(
        steps=7, sampler=SamplerConfig(signers=2, genuine=3, skilled=2, random=1), check_every=3, augmentation=STILL
    )
    reports = all_of(train(make_aligned(), RatioTriplet(), make_examples(2, genuine=4), config))
    assert [report.step for report in reports] == [1, 2, 3, 4, 5, 6, 7]
    assert [report.epoch for report in reports] == [1, 1, 1, 1, 2, 2, 2]
    for report in reports:
        assert report.steps == 7
        assert report.genuine_distances.shape == (6,)
        assert report.impostor_distances.shape == (6,)
        assert report.genuine_distances.dtype == np.float64
        assert (report.genuine_distances > 0).all()
        assert np.isfinite(report.loss)
        assert report.seconds_left >= 0
        assert report.held_out is None
        assert report.best_step is None
    assert reports[-1].seconds_left == 0
    assert [len(report.history.points) for report in reports] == [0, 0, 1, 1, 1, 2, 3]
    points = reports[-1].history.points
    assert [point.step for point in points] == [3, 6, 7]
    for point, since in zip(points, (reports[:3], reports[3:6], reports[6:]), strict=True):
        assert point.loss == pytest.approx(np.mean([report.loss for report in since]))
        assert point.genuine_distance == pytest.approx(np.mean([np.median(r.genuine_distances) for r in since]))
        assert point.impostor_distance == pytest.approx(np.mean([np.median(r.impostor_distances) for r in since]))
        assert point.minimum_cllr is None
    assert [p.seconds for p in points] == sorted(p.seconds for p in points)


def test_the_last_incomplete_batch_counts_its_groups_alone(
    make_examples: MakeExamples, make_aligned: MakeNetwork
) -> None:
    config = TrainingConfig(steps=2, sampler=replace(TINY, signers=3), augmentation=STILL)
    first, second = train(make_aligned(), RatioTriplet(), make_examples(2, genuine=2), config)
    assert first.genuine_distances.shape == (3,)
    assert second.genuine_distances.shape == (1,)


@pytest.mark.parametrize("kind", ["make_aligned", "make_weighed"])
def test_a_batch_is_its_pairs_one_by_one_in_the_order_drawn(
    kind: str, make_examples: MakeExamples, push_apart: Loss, request: pytest.FixtureRequest
) -> None:
    network, known = request.getfixturevalue(kind)(), make_examples(4, genuine=3)
    config = TrainingConfig(steps=1, sampler=SamplerConfig(), augmentation=STILL)
    before = copy.deepcopy(network)
    (report,) = train(network, push_apart, known, config)
    outputs = []
    batch = Sampler(known, config.sampler, config.seed).batch(1)
    assert any(group.flipped.any() for group in batch.groups)
    with torch.no_grad():
        for group in batch.groups:
            anchor, *others = map(torch.tensor, group.signatures)
            pairs = [(b, anchor) if flip else (anchor, b) for b, flip in zip(others, group.flipped, strict=True)]
            outputs.append(torch.cat([before(pair, [(0, 1)]) for pair in pairs]))
    table = torch.stack(outputs)
    genuine, impostor = table[:, :4], table[:, 4:]
    assert report.loss == pytest.approx(float(push_apart(genuine[:, None], impostor[:, None]).mean()), rel=1e-5)
    distances = before.join.distance(table).double().numpy()
    np.testing.assert_allclose(report.genuine_distances, distances[:, :4].ravel(), rtol=1e-5)
    np.testing.assert_allclose(report.impostor_distances, distances[:, 4:].ravel(), rtol=1e-5)


@dataclass(frozen=True)
class Noted:
    """A loss of nothing that notes what it is given."""

    given: list[tuple[Tensor, Tensor]]

    def __call__(self, genuine: Tensor, impostor: Tensor) -> Tensor:
        self.given.append((genuine.detach(), impostor.detach()))
        return 0.0 * (genuine.sum((1, 2)) + impostor.sum((1, 2)))


@pytest.mark.parametrize("kind", ["make_aligned", "make_weighed"])
def test_a_set_is_each_anchor_with_all_others(
    kind: str, make_examples: MakeExamples, request: pytest.FixtureRequest
) -> None:
    """A signature once through the network, a pair of anchors once, in the order drawn; signers with fewer too."""
    network, known = request.getfixturevalue(kind)(), [*make_examples(3, genuine=5), *make_examples(1, genuine=3)]
    config = TrainingConfig(steps=1, sampler=replace(SETS, signers=8), augmentation=STILL)
    before, noted = copy.deepcopy(network), Noted([])
    encoded: list[int] = []
    network.left.register_forward_pre_hook(lambda _, given: encoded.append(len(given[1])))
    (report,) = train(network, noted, known, config)
    batch = Sampler(known, config.sampler, config.seed).batch(1)
    assert sorted(len(group.anchors) for group in batch.groups) == [2, 2, 3, 3, 3, 3, 3, 3]
    assert sum(encoded) == (8 * 7 if kind == "make_aligned" else 0)
    pairs, places = [], {3: 0, 2: 0}
    for group in batch.groups:
        values = list(map(torch.tensor, group.signatures))
        order = dict(zip(group.pairs, group.flipped, strict=True))

        def output(a: int, b: int, values: list[Tensor] = values, order: dict[tuple[int, int], bool] = order) -> float:
            a, b = min(a, b), max(a, b)
            with torch.no_grad():
                return float(before([values[b], values[a]] if order[a, b] else [values[a], values[b]], [(0, 1)]))

        anchors = len(group.anchors)
        genuine, impostor = next(given for given in noted.given if given[0].shape[1] == anchors)
        for a in range(anchors):
            own = [output(a, b) for b in range(4) if b != a]
            others = [output(a, b) for b in range(4, 7)]
            np.testing.assert_allclose(genuine[places[anchors], a].numpy(), own, rtol=1e-4, atol=1e-6)
            np.testing.assert_allclose(impostor[places[anchors], a].numpy(), others, rtol=1e-4, atol=1e-6)
        places[anchors] += 1
        pairs += [(b < 4, output(a, b)) for a, b in group.pairs]
    for side, found in ((True, report.genuine_distances), (False, report.impostor_distances)):
        outputs = torch.tensor([value for genuine, value in pairs if genuine == side])
        np.testing.assert_allclose(found, before.join.distance(outputs).numpy(), rtol=1e-4, atol=1e-6)
    assert len(report.genuine_distances) == 6 * 6 + 2 * 5
    assert len(report.impostor_distances) == 6 * 9 + 2 * 6


class SideBySide(Processes):
    """One of several processes, without the others: what they would add is nothing."""

    def wrapped(self, network: nn.Module) -> nn.Module:
        return network

    def summed(self, values: Tensor) -> Tensor:
        return values


@pytest.mark.parametrize(
    ("sampler", "loss"),
    [(SamplerConfig(signers=4), RatioTriplet()), (SETS, TripletMargin())],
    ids=["anchors", "sets"],
)
@pytest.mark.parametrize("step", [1, 2])  # of seven anchors the second batch holds three, of five sets one
@pytest.mark.parametrize("world", [2, 3, 5])
def test_the_mean_of_the_processes_gradients_is_the_whole_batch_s(
    step: int, world: int, sampler: SamplerConfig, loss: Loss, make_examples: MakeExamples, make_aligned: MakeNetwork
) -> None:
    """As DistributedDataParallel takes it, with unequal and with empty shares too."""
    known = [*make_examples(2, genuine=2), *make_examples(1, genuine=3, seed=1)]
    config = TrainingConfig(sampler=sampler)

    def gradients(rank: int, count: int) -> tuple[dict[str, Tensor], np.ndarray]:
        network = make_aligned().double()
        begun = course.Course(network, loss, config, SideBySide(rank=rank, world=count))
        total, table = begun._losses(Sampler(known, config.sampler, 1).batch(step, rank, count))
        total.backward()
        found = {name: value.grad for name, value in network.named_parameters() if value.grad is not None}
        return found, table.numpy()

    whole, whole_table = gradients(0, 1)
    parts = [gradients(rank, world) for rank in range(world)]
    for name, gradient in whole.items():
        mean = torch.stack([part[name] for part, _ in parts]).mean(0)
        torch.testing.assert_close(mean, gradient, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(sum(table for _, table in parts), whole_table, rtol=1e-9)


def test_a_seed_determines_the_weights(make_examples: MakeExamples, make_aligned: MakeNetwork) -> None:
    def final(config: TrainingConfig) -> dict[str, Tensor]:
        network = make_aligned()
        all_of(train(network, RatioTriplet(), make_examples(), config))
        assert not network.training
        return weights_of(network)

    config = TrainingConfig(steps=6, sampler=TINY)
    first, again, other = (final(c) for c in (config, config, replace(config, seed=2)))
    assert equal(first, again)
    assert not equal(first, other)


def test_what_is_kept_is_the_running_mean_of_the_weights(
    make_examples: MakeExamples, make_aligned: MakeNetwork
) -> None:
    network = make_aligned()
    average = weights_of(network)
    config = TrainingConfig(steps=4, sampler=TINY, averaging=0.5)
    for report in train(network, RatioTriplet(), make_examples(), config):
        decay = min(0.5, report.step / (report.step + 10))
        average = {n: decay * average[n] + (1 - decay) * v for n, v in weights_of(network).items()}
    for name, value in weights_of(network).items():
        torch.testing.assert_close(value, average[name])


@dataclass(frozen=True, kw_only=True, eq=False)
class Scripted(HeldOutSigners):
    """Held-out signers whose errors are set beforehand; notes the weights that it is shown."""

    errors: tuple[float, ...]
    seen: list[dict[str, Tensor]]

    def error_of(self, network: PairNetwork, advance: Callable[[], None] = lambda: None) -> HeldOutError:
        assert not network.training
        self.seen.append(weights_of(network))
        return HeldOutError(minimum_cllr=self.errors[len(self.seen) - 1], equal_error_rate=0.1)


def test_the_averaged_weights_of_the_best_check_are_kept(
    make_examples: MakeExamples, make_aligned: MakeNetwork
) -> None:
    network, known = make_aligned(), make_examples()
    held_out = Scripted(examples=tuple(known), seed=1, errors=(0.5, 0.2, 0.4, 0.3), seen=[])
    config = TrainingConfig(steps=8, sampler=TINY, check_every=2)
    reports = all_of(train(network, RatioTriplet(), known, config, held_out=held_out))
    assert [r.held_out.minimum_cllr if r.held_out else None for r in reports] == [
        None, 0.5, None, 0.2, None, 0.4, None, 0.3,
    ]  # fmt: skip
    assert [report.best_step for report in reports] == [None, 2, 2, 4, 4, 4, 4, 4]
    assert [point.equal_error_rate for point in reports[-1].history.points] == [0.1] * 4
    assert equal(weights_of(network), held_out.seen[1])
    assert not network.training


def test_it_stops_when_patience_is_at_an_end(make_examples: MakeExamples, make_aligned: MakeNetwork) -> None:
    """Two checks without gain after the best one; an equal error is no gain."""
    network, known = make_aligned(), make_examples()
    held_out = Scripted(examples=tuple(known), seed=1, errors=(0.5, 0.4, 0.3, 0.3, 0.35), seen=[])
    config = TrainingConfig(steps=100, sampler=TINY, check_every=2, patience=2)
    *_, last = train(network, RatioTriplet(), known, config, held_out=held_out)
    assert last.step == 10
    assert last.best_step == 6
    assert equal(weights_of(network), held_out.seen[2])


def test_the_last_step_is_a_check(make_examples: MakeExamples, make_aligned: MakeNetwork) -> None:
    known = make_examples(3, genuine=4)
    config = TrainingConfig(steps=3, sampler=TINY, check_every=50)
    held_out = HeldOutSigners(examples=tuple(known), seed=1)
    *_, last = train(make_aligned(), RatioTriplet(), known, config, held_out=held_out)
    assert last.held_out is not None
    assert last.best_step == 3


def test_it_stops_at_the_batch_at_which_it_is_asked_to(make_examples: MakeExamples, make_aligned: MakeNetwork) -> None:
    stopped: list[bool] = []
    steps = train(make_aligned(), RatioTriplet(), make_examples(), TrainingConfig(), cancelled=lambda: bool(stopped))
    assert [next(steps).step, next(steps).step] == [1, 2]
    stopped.append(True)
    with pytest.raises(Cancelled, match="unchanged"):
        next(steps)


def test_nothing_is_computed_once_it_is_stopped(
    make_examples: MakeExamples, make_aligned: MakeNetwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise AssertionError("a batch was computed")

    monkeypatch.setattr(course, "outputs_of", never)
    with pytest.raises(Cancelled):
        next(train(make_aligned(), RatioTriplet(), make_examples(), TrainingConfig(), cancelled=lambda: True))


def test_a_loss_that_is_no_number_puts_the_last_average_back(
    make_examples: MakeExamples, make_aligned: MakeNetwork
) -> None:
    """Weights break in the middle: what is left behind is the mean of the sound ones."""
    network = make_aligned()
    before = weights_of(network)
    steps = train(network, RatioTriplet(), make_examples(), TrainingConfig(sampler=TINY))
    next(steps)
    mean = {name: before[name] / 11 + value * 10 / 11 for name, value in weights_of(network).items()}
    with torch.no_grad():
        next(network.parameters()).fill_(float("nan"))
    with pytest.raises(ModelError, match="no longer a number at step 2"):
        next(steps)
    for name, value in weights_of(network).items():
        torch.testing.assert_close(value, mean[name])


def test_a_gradient_that_is_no_number_never_reaches_the_weights(
    make_examples: MakeExamples, make_aligned: MakeNetwork
) -> None:
    def steep(genuine: Tensor, impostor: Tensor) -> Tensor:
        return torch.sqrt(0.0 * (genuine.sum((1, 2)) + impostor.sum((1, 2))))  # 0, with an infinite slope

    network = make_aligned()
    with pytest.raises(ModelError, match="step 1"):
        next(train(network, steep, make_examples(), TrainingConfig()))
    assert all(torch.isfinite(value).all() for value in weights_of(network).values())


def test_signatures_of_one_length_stay_so(make_examples: MakeExamples, make_aligned: MakeNetwork) -> None:
    network, known = make_aligned(), make_examples(frames=30)
    lengths: set[int] = set()
    network.left.register_forward_pre_hook(lambda _, given: lengths.update(given[1].tolist()))
    config = TrainingConfig(steps=3, sampler=TINY, augmentation=AugmentationConfig(warp=0.3))
    all_of(train(network, RatioTriplet(), known, config, keep_length=True))
    assert lengths == {30}
    all_of(train(network, RatioTriplet(), known, config))
    assert len(lengths) > 1


def test_two_signers_are_the_least(make_examples: MakeExamples, make_aligned: MakeNetwork) -> None:
    with pytest.raises(ProtocolError, match="found 1"):
        next(train(make_aligned(), RatioTriplet(), make_examples(1), TrainingConfig()))


@pytest.mark.parametrize("numbers", [{"steps": 0}, {"check_every": 0}, {"patience": 0}])
def test_an_empty_training_is_refused(numbers: dict[str, int]) -> None:
    with pytest.raises(UsageError, match="at least one"):
        TrainingConfig(**numbers)


@pytest.mark.parametrize(
    "numbers",
    [{"learning_rate": 0.0}, {"weight_decay": -1.0}, {"averaging": 1.0}, {"averaging": -0.1}, {"seed": -1}],
)
def test_numbers_out_of_range_are_refused(numbers: dict[str, float]) -> None:
    with pytest.raises(UsageError, match="must be"):
        TrainingConfig(**numbers)


def test_the_learning_rate_warms_up_and_falls() -> None:
    rates = [course.rate_at(step, 100) for step in range(100)]
    assert rates[:5] == pytest.approx([0.2, 0.4, 0.6, 0.8, 1.0])
    assert rates[5] == pytest.approx(1.0)
    assert rates[5:] == sorted(rates[5:], reverse=True)
    assert 0.02 <= rates[-1] < 0.03
    assert course.rate_at(0, 1) == 1.0
    assert math.isfinite(course.rate_at(1, 1))
