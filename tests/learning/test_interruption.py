"""A training is left in the middle of a batch or a check, and goes on as if nobody had stopped it."""

from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from sigverify.errors import Cancelled
from sigverify.learning.examples import SignerExamples
from sigverify.learning.interruption import Interrupted, asked_between, interruptible, load_optimisers
from sigverify.learning.sampler import SamplerConfig
from sigverify.learning.selection import HeldOutSigners
from sigverify.learning.training import train
from sigverify.learning.training_config import TrainingConfig
from sigverify.networks.losses import TripletMargin
from sigverify.networks.pair_network import PairNetwork

MakeNetwork = Callable[..., PairNetwork]
CONFIG = TrainingConfig(steps=4, sampler=SamplerConfig(signers=2, genuine=1, skilled=1, random=1), check_every=2)


class Countdown:
    """Says that it is cancelled from the n-th time on that it is asked."""

    def __init__(self, asks: int) -> None:
        self.left = asks

    def __call__(self) -> bool:
        self.left -= 1
        return self.left < 0


def test_it_is_asked_in_forward_and_backward() -> None:
    asked: list[int] = []
    weights = torch.ones(3, requires_grad=True)
    with asked_between(lambda: bool(asked.append(1))) as ask:
        loss = (weights * 2).square().sum()
        forward = len(asked)
        interruptible(loss, ask).backward()
    assert forward >= 3
    assert len(asked) >= forward + 3
    assert weights.grad is not None


def test_what_is_raised_in_a_backward_pass_ends_it() -> None:
    weights = torch.ones(3, requires_grad=True)
    loss = (weights * 2).square().sum()
    with pytest.raises(Interrupted), asked_between(lambda: True) as ask:
        interruptible(loss, ask).backward()
    assert weights.grad is None


def test_nobody_waits_for_what_torch_loads_first() -> None:
    with pytest.raises(Interrupted):
        load_optimisers(lambda: True)
    load_optimisers(lambda: False)


@pytest.mark.parametrize("begun", [False, True])
def test_stopped_before_the_first_batch_it_says_whether_it_can_be_gone_on_with(
    make_examples: Callable[..., list[SignerExamples]], make_aligned: MakeNetwork, tmp_path: Path, begun: bool
) -> None:
    known, checkpoint = make_examples(4), tmp_path / "c"
    if begun:
        with pytest.raises(Cancelled):
            run(make_aligned(seed=5), known, None, checkpoint, Countdown(40))
    with pytest.raises(Cancelled) as stop:
        run(make_aligned(seed=5), known, None, checkpoint, lambda: True)
    assert ("goes on from there" in str(stop.value)) is begun
    assert checkpoint.exists() is begun


@pytest.fixture
def held_out(make_examples: Callable[..., list[SignerExamples]]) -> HeldOutSigners:
    return HeldOutSigners(examples=tuple(make_examples(3, seed=9)), seed=1)


@pytest.mark.parametrize("between", [3, 17, 60, 101, 163])
def test_wherever_it_is_stopped_it_goes_on_to_the_same_weights(
    make_examples: Callable[..., list[SignerExamples]],
    make_aligned: MakeNetwork,
    held_out: HeldOutSigners,
    tmp_path: Path,
    between: int,
) -> None:
    known = make_examples(4)
    whole = make_aligned(seed=5)
    history = run(whole, known, held_out, None, lambda: False)
    pieces = make_aligned(seed=5)
    stops = 0
    while True:
        network = make_aligned(seed=5)
        try:
            again = run(network, known, held_out, tmp_path / "c", Countdown(between * (stops + 1)))
        except Cancelled:
            stops += 1
            continue
        pieces = network
        break
    assert stops > 0
    for name, value in whole.state_dict().items():
        assert torch.equal(value, pieces.state_dict()[name]), name
    assert [(p.step, p.equal_error_rate) for p in history] == [(p.step, p.equal_error_rate) for p in again]


def run(
    network: PairNetwork,
    known: list[SignerExamples],
    held_out: HeldOutSigners | None,
    checkpoint: Path | None,
    cancelled: Callable[[], bool],
) -> list[object]:
    course = train(
        network, TripletMargin(), known, CONFIG, held_out=held_out, checkpoint=checkpoint, cancelled=cancelled
    )
    while True:
        try:
            next(course)
        except StopIteration as end:
            return list(end.value.points)


def test_a_check_tells_what_pictures_are_drawn_from(
    make_examples: Callable[..., list[SignerExamples]], make_aligned: MakeNetwork, held_out: HeldOutSigners
) -> None:
    plain = list(train(make_aligned(seed=5), TripletMargin(), make_examples(4), CONFIG, held_out=held_out))
    told = list(
        train(make_aligned(seed=5), TripletMargin(), make_examples(4), CONFIG, held_out=held_out, pictured=True)
    )
    assert all(report.look is None for report in plain)
    assert [report.look is not None for report in told] == [False, True, False, True]
    assert [report.held_out for report in told] == [report.held_out for report in plain]
    look = told[-1].look
    assert look is not None
    assert look.distances.shape == (len(look.signer), len(look.forged)) == (15, 15)
    assert (look.distances == look.distances.T).all()
    assert look.forged.tolist() == ([False] * 3 + [True] * 2) * 3
    assert look.signer.tolist() == sorted(look.signer.tolist())
