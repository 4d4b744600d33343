"""A training that was stopped goes on from its checkpoints, and makes the model that it would have made."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sigverify.corpora.corpus import Corpus
from sigverify.errors import Cancelled, ModelError
from sigverify.workflows.train_plan import NetworkVariant, TrainPlan
from sigverify.workflows.training import TrainedModel, TrainProgress, train_model

Make = Callable[..., TrainedModel]


@pytest.fixture(scope="module")
def plan(tiny_plan: TrainPlan) -> TrainPlan:
    """Two networks, each of which is stopped by signers set apart."""
    training = replace(tiny_plan.training, steps=4)
    small = NetworkVariant(sizes={"first_maps": 2, "second_maps": 2})
    return replace(
        tiny_plan,
        architecture="bromley-1994+bromley-1994+duration",
        variants=(small, replace(small, sizes={"first_maps": 3})),
        training=training,
        held_out_share=0.4,
    )


@pytest.fixture(scope="module")
def corpora(signers: Corpus, other_signers: Corpus) -> list[Corpus]:
    return [signers, other_signers]


def stopped(corpora: list[Corpus], plan: TrainPlan, checkpoints: Path, phase: str, step: int) -> None:
    """Train until a step of a phase has been reported, 0 for a phase without steps."""
    reached = [False]

    def run() -> None:
        for item in train_model(corpora, plan, checkpoints=checkpoints, cancelled=lambda: reached[0]):
            assert isinstance(item, TrainProgress)
            reached[0] |= item.phase == phase and step == (item.report.step if item.report is not None else 0)

    with pytest.raises(Cancelled):
        run()


def account(made: TrainedModel) -> dict[str, Any]:
    """Return the card without what a clock said."""
    card = json.loads(made.card.to_json())
    del card["made_at"]
    card["training"].pop("CPU minutes", None)
    return dict(card)


def history(made: TrainedModel) -> list[Any]:
    """Return the history without what a clock said."""
    told = json.loads(made.payloads["history.json"])
    for network in told:
        for training in network["trainings"].values():
            for point in training["points"]:
                del point["seconds"]
    return list(told)


@pytest.fixture(scope="module")
def whole(corpora: list[Corpus], plan: TrainPlan, made_from: Make) -> TrainedModel:
    """The model of an uninterrupted training."""
    return made_from(corpora, plan)


@pytest.mark.parametrize(
    ("phase", "step"),
    [("Fold 2 of 3", 2), ("Measuring fold 2 of 3", 0), ("All signers", 1)],
)
def test_it_makes_the_model_of_an_uninterrupted_training(
    corpora: list[Corpus], plan: TrainPlan, whole: TrainedModel, tmp_path: Path, phase: str, step: int
) -> None:
    stopped(corpora, plan, tmp_path, phase, step)
    *progress, made = train_model(corpora, plan, checkpoints=tmp_path)
    assert isinstance(made, TrainedModel)
    weights = [name for name in whole.payloads if name.startswith("weights")]
    assert len(weights) == 2
    assert {name: made.payloads[name] for name in weights} == {name: whole.payloads[name] for name in weights}
    assert history(made) == history(whole)
    assert account(made) == account(whole)
    assert "CPU minutes" in whole.card.training
    assert "CPU minutes" not in made.card.training, "nobody counted those before the stop"
    # nothing that was finished is learnt again
    phases = {item.phase for item in progress if isinstance(item, TrainProgress) and item.report is not None}
    assert "Fold 1 of 3" not in phases
    assert ("Fold 2 of 3" in phases) == phase.startswith("Fold 2")


def test_checkpoints_of_another_plan_are_refused(corpora: list[Corpus], plan: TrainPlan, tmp_path: Path) -> None:
    stopped(corpora, plan, tmp_path, "Fold 2 of 3", 1)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    others = {
        r"training\.seed is 4 there and 5 here": replace(plan, seed=5),
        r"training\.steps is 4 there and 9 here": replace(plan, steps=9),
        r"network\.": replace(plan, variants=plan.variants[::-1]),
        r"signatures\.": replace(plan, folds=2, held_out_share=0.0),
        r"architecture is bromley-1994 there and chopra-2005 here": replace(
            plan, architecture="chopra-2005", variants=()
        ),
    }
    for difference, other in others.items():
        with pytest.raises(ModelError, match=difference) as refused:
            list(train_model(corpora, other, checkpoints=tmp_path))
        assert "fold-1-1.safetensors" in str(refused.value)
        assert "belongs to another training" in str(refused.value)
        assert "begin anew" in str(refused.value)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before


def test_a_damaged_checkpoint_is_refused(corpora: list[Corpus], plan: TrainPlan, tmp_path: Path) -> None:
    stopped(corpora, plan, tmp_path, "Fold 1 of 3", 2)
    (file,) = (path for path in tmp_path.iterdir() if path.is_file())
    file.write_bytes(file.read_bytes()[:-9])
    with pytest.raises(ModelError, match=r"'fold-1-1.safetensors' is damaged: remove it"):
        list(train_model(corpora, plan, checkpoints=tmp_path))
