"""The training loop: the loss that its docstring states, the same for a seed, stopped at once, never half-broken."""

import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
import torch

from sigverify.errors import Cancelled, ModelError, ProtocolError, UsageError
from sigverify.learning import training
from sigverify.learning.augmentation import AugmentationConfig
from sigverify.learning.examples import SignerExamples
from sigverify.learning.training import TrainingConfig, train
from sigverify.networks.aligned_tdnn import AlignedTdnn, AlignedTdnnConfig

STILL = AugmentationConfig(warp=0.0, noise=0.0)
SMALL = AlignedTdnnConfig(inputs=3, width=8, embedding=4, dilations=(1,))


def network(seed: int = 0) -> AlignedTdnn:
    torch.manual_seed(seed)
    return AlignedTdnn(SMALL)


def signature(rng: np.random.Generator, frames: int) -> np.ndarray:
    return rng.normal(size=(frames, 3)).astype(np.float32)


def examples(signers: int = 2, genuine: int = 2, forgeries: int = 1, *, seed: int = 0) -> list[SignerExamples]:
    """Signers of noise: each genuine signature is the first one with little changes, forgeries are noise anew."""
    rng = np.random.default_rng(seed)
    out = []
    for number in range(signers):
        first = signature(rng, 20 + 3 * number)
        near = [(first + 0.3 * signature(rng, len(first)),) for _ in range(genuine)]
        far = [(first + 0.6 * signature(rng, len(first)),) for _ in range(forgeries)]
        out.append(SignerExamples(signer=f"signer {number}", genuine=tuple(near), forgeries=tuple(far)))
    return out


def test_the_loss_is_the_soft_hinge_over_logs_of_all_pairs() -> None:
    config = TrainingConfig(margin=0.4, sharpness=3.0)
    genuine = torch.tensor([[0.2, 0.5], [0.0, 1.0]])
    impostor = torch.tensor([[0.3, 0.9, 2.0], [0.5, 1e-9, 1.5]])
    terms = []
    for signer in range(2):
        for g in genuine[signer].tolist():
            for i in impostor[signer].tolist():
                lacking = math.log(max(g, 1e-4)) - math.log(max(i, 1e-4)) + 0.4
                terms.append(math.log1p(math.exp(3.0 * lacking)) / 3.0)
    assert float(training._ratio_loss(genuine, impostor, config)) == pytest.approx(sum(terms) / 12, rel=1e-5)


def test_at_great_sharpness_it_is_the_hinge_of_the_triplet_loss() -> None:
    config = TrainingConfig(margin=0.5, sharpness=1e4)
    genuine, impostor = torch.tensor([[1.0]]), torch.tensor([[1.0, 3.0]])
    hinge = (max(0.5, 0.0) + max(0.5 - math.log(3), 0.0)) / 2
    assert float(training._ratio_loss(genuine, impostor, config)) == pytest.approx(hinge, abs=1e-3)


def test_a_network_gains_nothing_by_scaling_its_embeddings() -> None:
    genuine, impostor = torch.rand(3, 2) + 0.1, torch.rand(3, 4) + 0.1
    losses = [float(training._ratio_loss(k * genuine, k * impostor, TrainingConfig())) for k in (1.0, 7.0)]
    assert losses[0] == pytest.approx(losses[1], rel=1e-5)


def test_four_pairs_are_learnt_by_heart() -> None:
    """Two signers, one genuine and one forged pair each: in the end every impostor lies beyond the margin."""
    config = TrainingConfig(
        steps=120, signers=2, genuine=1, skilled=1, random=0, learning_rate=1e-2, averaging=0.5, augmentation=STILL
    )
    *_, last = train(network(), examples(), config)
    assert np.log(last.impostor_distances / last.genuine_distances).min() > config.margin
    assert last.loss < 0.02


def test_reports_tell_where_it_stands() -> None:
    config = TrainingConfig(steps=5, signers=2, genuine=3, skilled=2, random=1)
    reports = list(train(network(), examples(genuine=3), config))
    assert [report.step for report in reports] == [1, 2, 3, 4, 5]
    for report in reports:
        assert report.steps == 5
        assert report.genuine_distances.shape == (6,)
        assert report.impostor_distances.shape == (6,)
        assert report.genuine_distances.dtype == np.float64
        assert (report.genuine_distances > 0).all()
        assert np.isfinite(report.loss)
        assert report.seconds_left >= 0
    assert reports[-1].seconds_left == 0


def final_weights(config: TrainingConfig) -> dict[str, torch.Tensor]:
    net = network(config.seed)
    for _ in train(net, examples(3), config):
        pass
    assert not net.training
    return net.state_dict()


def test_a_seed_determines_the_weights() -> None:
    config = TrainingConfig(steps=6, signers=2, genuine=2, skilled=1, random=1)
    first, again, other = (final_weights(c) for c in (config, config, replace(config, seed=2)))
    assert all(torch.equal(first[name], again[name]) for name in first)
    assert not all(torch.equal(first[name], other[name]) for name in first)


def test_what_is_kept_is_the_running_mean_of_the_weights() -> None:
    config = TrainingConfig(steps=4, signers=2, genuine=1, skilled=1, random=0, averaging=0.5)
    net = network()
    average = {name: value.detach().clone() for name, value in net.named_parameters()}
    for report in train(net, examples(), config):
        decay = min(0.5, report.step / (report.step + 10))
        average = {n: decay * average[n] + (1 - decay) * v.detach() for n, v in net.named_parameters()}
    for name, value in net.named_parameters():
        torch.testing.assert_close(value.detach(), average[name])


def test_it_stops_at_the_batch_at_which_it_is_asked_to() -> None:
    asked = iter([False, False, True])
    steps = train(network(), examples(), TrainingConfig(steps=50), cancelled=lambda: next(asked))
    assert [next(steps).step, next(steps).step] == [1, 2]
    with pytest.raises(Cancelled, match="unchanged"):
        next(steps)


def test_nothing_is_computed_once_it_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> Iterator[None]:
        raise AssertionError("a batch was computed")

    monkeypatch.setattr(training, "_batch_distances", never)
    with pytest.raises(Cancelled):
        next(train(network(), examples(), TrainingConfig(), cancelled=lambda: True))


def test_a_loss_that_is_no_number_puts_the_last_average_back() -> None:
    """Weights break in the middle: what is left behind is the mean of the sound ones."""
    net = network()
    steps = train(net, examples(), TrainingConfig(steps=50, signers=2, genuine=1))
    next(steps)
    sound = {name: value.clone() for name, value in net.state_dict().items()}
    with torch.no_grad():
        net.first.weight.fill_(float("nan"))
    with pytest.raises(ModelError, match="no longer a number at step 2"):
        next(steps)
    left = net.state_dict()
    assert all(torch.isfinite(value).all() for value in left.values())
    assert all(left[name].shape == value.shape for name, value in sound.items())


def test_a_gradient_that_is_no_number_never_reaches_the_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    def steep(genuine: torch.Tensor, impostor: torch.Tensor, config: TrainingConfig) -> torch.Tensor:
        ratio = torch.zeros(()) * (genuine.sum() + impostor.sum())
        return torch.sqrt(ratio)  # 0, with an infinite slope

    net = network()
    monkeypatch.setattr(training, "_ratio_loss", steep)
    with pytest.raises(ModelError, match="step 1"):
        next(train(net, examples(), TrainingConfig(steps=50)))
    assert all(torch.isfinite(value).all() for value in net.state_dict().values())


@pytest.mark.parametrize("count", [0, 1])
def test_two_signers_are_the_least(count: int) -> None:
    with pytest.raises(ProtocolError, match=f"found {count}"):
        next(train(network(), examples(2)[:count], TrainingConfig()))


@pytest.mark.parametrize(
    "numbers",
    [
        {"steps": 0},
        {"signers": 0},
        {"genuine": 0},
        {"skilled": 0, "random": 0},
        {"skilled": -1, "random": 3},
        {"skilled": 3, "random": -1},
    ],
)
def test_an_empty_training_is_refused(numbers: dict[str, int]) -> None:
    with pytest.raises(UsageError, match="at least one"):
        TrainingConfig(**numbers)


def test_distances_of_a_batch_are_those_of_its_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Groups of like length change the order of the work, not the results."""
    known = examples(4, genuine=3, forgeries=2, seed=3)
    config = TrainingConfig(signers=4, genuine=2, skilled=2, random=2, augmentation=STILL)
    net = network().eval()
    tables = []
    for group in (1, 5, 16):
        monkeypatch.setattr(training, "_GROUP", group)
        tables.append(training._batch_distances(net, known, config, np.random.default_rng(8)))
    for genuine, impostor in tables:
        assert genuine.shape == (4, 2)
        assert impostor.shape == (4, 4)
        torch.testing.assert_close(genuine, tables[0][0])
        torch.testing.assert_close(impostor, tables[0][1])


def test_strangers_are_never_the_signer_himself() -> None:
    known = examples(3)
    rng = np.random.default_rng(0)
    own = {id(variants) for variants in known[1].genuine}
    drawn = {id(training._stranger(known, 1, rng)) for _ in range(100)}
    assert not drawn & own
    assert len(drawn) == 4  # both others give all they have


def test_a_signer_without_forgeries_is_set_against_strangers() -> None:
    known = examples(3, forgeries=0)
    config = TrainingConfig(steps=1, signers=3, genuine=1, skilled=2, random=1)
    (report,) = train(network(), known, config)
    assert report.impostor_distances.shape == (9,)


def test_the_learning_rate_warms_up_and_falls() -> None:
    rates = [training._rate(step, 100) for step in range(100)]
    assert rates[:5] == pytest.approx([0.2, 0.4, 0.6, 0.8, 1.0])
    assert rates[5] == pytest.approx(1.0)
    assert rates[5:] == sorted(rates[5:], reverse=True)
    assert 0.02 <= rates[-1] < 0.03
    assert training._rate(0, 1) == 1.0
