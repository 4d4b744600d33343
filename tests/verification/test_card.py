"""A model's card says all that is known of it, and nothing else passes for one."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from sigverify.errors import ModelError
from sigverify.ink.features import FLOOR_FUNCTIONS, FeatureConfig
from sigverify.verification.calibration import Calibration, RandomCalibration
from sigverify.verification.captures import PEN_WITH_PRESSURE, CalibrationCapture
from sigverify.verification.card import CAPTURE, ComparatorCard, ModelCard
from sigverify.verification.card_facts import HELD_OUT
from sigverify.verification.lines import CarriedLines
from sigverify.verification.scoring import DensityRule, SpreadRule


def calibration(weight: float = 2.0) -> Calibration:
    return Calibration(weights=(weight,), bias=5.0, accept_at=1.0, reject_below=-1.0, cap=2.0, genuine=90, forged=80)


CARD = ModelCard(
    name="plain — é",
    made_at="2026-01-01T00:00:00+00:00",
    program="sigverify 0",
    commit="",
    comparators=(ComparatorCard(kind="dtw", unit=0.4, features=FeatureConfig(functions=FLOOR_FUNCTIONS), metric="l1"),),
    calibrations={5: calibration(3.0), 1: calibration(1.0), 3: calibration()},
    usual_differences=(0.5, 0.6, 0.7, 0.1, 0.05),
    training={"corpora": {"a": {"signers": 3}}},
    figures={"EER": None},
)


def changed(**changes: Any) -> str:
    """Return the card's JSON with some of its values replaced; None as a value removes it."""
    values = json.loads(CARD.to_json())
    for name, value in changes.items():
        if value is None:
            del values[name]
        else:
            values[name] = value
    return json.dumps(values)


def comparator(**changes: Any) -> list[dict[str, Any]]:
    return [{**json.loads(CARD.to_json())["comparators"][0], **changes}]


def test_a_card_comes_back() -> None:
    assert ModelCard.from_json(CARD.to_json()) == CARD
    assert ModelCard.from_json(CARD.to_json()).to_json() == CARD.to_json()


def test_json_is_the_same_whatever_the_order_of_calibrations() -> None:
    other = replace(CARD, calibrations=dict(sorted(CARD.calibrations.items())))
    assert other.to_json() == CARD.to_json()
    assert list(json.loads(CARD.to_json())["calibrations"]) == ["1", "3", "5"]


@pytest.mark.parametrize(("references", "weight"), [(1, 1.0), (2, 1.0), (3, 2.0), (4, 2.0), (5, 3.0), (12, 3.0)])
def test_calibration_is_that_of_the_next_smaller_number(references: int, weight: float) -> None:
    assert CARD.calibration_for(references).weights == (weight,)


@pytest.mark.parametrize("references", [0, 13, -1])
def test_numbers_of_references_are_bounded(references: int) -> None:
    with pytest.raises(ModelError, match="1 to 12"):
        CARD.calibration_for(references)


def test_a_number_below_the_smallest_calibrated_one_is_refused() -> None:
    with pytest.raises(ModelError, match="not calibrated for 2"):
        replace(CARD, calibrations={3: calibration()}).calibration_for(2)


def test_a_newer_card_says_what_to_do() -> None:
    with pytest.raises(ModelError, match="Update sigverify"):
        ModelCard.from_json(changed(format=2))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "3",
        '"card"',
        "{}",
        '{"format": 1}',
        "[" * 100_000,
        changed(name=None),
        changed(format=None),
        changed(extra=1),
        changed(comparators=3),
        changed(comparators=["dtw"]),
        changed(comparators=[]),
        changed(comparators=comparator(colour="red")),
        changed(comparators=comparator(unit=0.0)),
        changed(comparators=comparator(unit=-1.0)),
        changed(comparators=comparator(shrinkage=-0.1)),
        changed(comparators=comparator(shrinkage=float("nan"))),
        changed(comparators=comparator(unit=float("nan"))),
        changed(comparators=comparator(unit="wide")),
        changed(comparators=comparator(metric="l3")),
        changed(comparators=comparator(features={"functions": ["ink"], "rate_hz": 100.0, "cutoff_hz": 15.0})),
        changed(comparators=comparator(features={"functions": ["dx"], "rate_hz": "fast", "cutoff_hz": 15.0})),
        changed(comparators=comparator(features={"functions": ["dx"], "rate_hz": 1e9, "cutoff_hz": 15.0})),
        changed(calibrations={"five": {}}),
        changed(calibrations={"5": {}}),
        changed(calibrations={"5": {**json.loads(CARD.to_json())["calibrations"]["5"], "weights": [1.0, 2.0]}}),
        changed(calibrations={"5": {**json.loads(CARD.to_json())["calibrations"]["5"], "weights": ["heavy"]}}),
        changed(calibrations={"5": {**json.loads(CARD.to_json())["calibrations"]["5"], "bias": None}}),
        changed(calibrations=[1]),
        changed(calibrations={}),
        changed(usual_differences=7),
        changed(usual_differences=[1.0, 2.0]),
        changed(usual_differences=[0.0] * 5),
        changed(usual_differences=["a"] * 5),
    ],
)
def test_what_is_no_card_is_refused_as_a_model_error(text: str) -> None:
    with pytest.raises(ModelError):
        ModelCard.from_json(text)


DENSITY = replace(
    CARD,
    comparators=(
        ComparatorCard(kind="network", unit=0.1, features=FeatureConfig(), references="density", variances=(0.1, 0.25)),
    ),
    history="history.json",
)


def test_a_card_of_a_density_and_a_history_comes_back() -> None:
    assert ModelCard.from_json(DENSITY.to_json()) == DENSITY


RANDOM = RandomCalibration(weights=(4.0,), bias=6.0, cap=2.5, genuine=90, random=300)
LINES = CarriedLines(false_matches=((0.01, 2.0), (0.1, 0.5)), false_non_matches=((0.05, -0.5),))
FULL = replace(
    CARD,
    calibrations={1: replace(calibration(), random=RANDOM, lines=LINES)},
    training={
        CAPTURE: CalibrationCapture(
            signatures=40, sources={"file": 1.0}, with_pressure=0.5, rate_hz=(90.0, 200.0)
        ).to_json()
    },
)


def test_a_card_with_both_alternatives_lines_and_capture_comes_back() -> None:
    read = ModelCard.from_json(FULL.to_json())
    assert read == FULL
    assert read.to_json() == FULL.to_json()
    assert read.capture.with_pressure == 0.5


def test_a_card_written_before_random_forgeries_lines_and_capture_is_read() -> None:
    values = json.loads(CARD.to_json())
    for part in values["calibrations"].values():
        del part["random"], part["lines"]
    read = ModelCard.from_json(json.dumps(values))
    assert read == CARD
    assert all(one.random is None and one.lines is None for one in read.calibrations.values())
    assert read.capture == PEN_WITH_PRESSURE


@pytest.mark.parametrize(
    "damage",
    [
        {"random": 3},
        {"random": {}},
        {"random": {"weights": [1.0, 2.0], "bias": 1.0, "cap": 1.0, "genuine": 30, "random": 30}},
        {"random": {"weights": [-1.0], "bias": 1.0, "cap": 1.0, "genuine": 30, "random": 30}},
        {"lines": 3},
        {"lines": {"false_matches": [[0.01]], "false_non_matches": []}},
        {"lines": {"false_matches": [[0.01, "high"]], "false_non_matches": []}},
        {"lines": {"false_matches": [[0.1, 1.0], [0.01, 2.0]], "false_non_matches": []}},
    ],
)
def test_damaged_parts_of_a_calibration_are_refused(damage: dict[str, Any]) -> None:
    part = json.loads(CARD.to_json())["calibrations"]["1"]
    with pytest.raises(ModelError):
        ModelCard.from_json(changed(calibrations={"1": {**part, **damage}}))


def test_damaged_facts_of_the_capture_are_refused() -> None:
    with pytest.raises(ModelError, match="captured"):
        ModelCard.from_json(changed(training={"capture": {"signatures": 3}}))


def test_a_card_written_before_there_were_densities_is_read() -> None:
    values = json.loads(CARD.to_json())
    del values["history"]
    for name in ("references", "variances"):
        del values["comparators"][0][name]
    del values["comparators"][0]["features"]["frames"]
    assert ModelCard.from_json(json.dumps(values)) == CARD


def test_the_card_says_how_references_are_judged() -> None:
    assert CARD.comparators[0].rule == SpreadRule(unit=0.4)
    assert DENSITY.comparators[0].rule == DensityRule(unit=0.1, variances=(0.1, 0.25))


@pytest.mark.parametrize(
    "changes",
    [
        {"references": "density"},
        {"references": "crowd"},
        {"references": "crowd", "variances": [1.0]},
        {"variances": [1.0]},
        {"references": "density", "variances": [1.0, 0.0]},
        {"references": "density", "variances": [1.0, float("inf")]},
        {"references": "density", "variances": ["wide"]},
        {"references": "density", "variances": 3.0},
    ],
)
def test_a_density_that_contradicts_itself_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ModelError):
        ModelCard.from_json(changed(comparators=comparator(**changes)))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("name",), {}),
        (("history",), 3),
        (("figures",), []),
        (("comparators", 0, "weights"), {}),
        (("comparators", 0, "config"), "a"),
        (("comparators", 0, "unit"), 10**400),
    ],
)
def test_values_of_another_kind_are_refused(path: tuple[Any, ...], value: object) -> None:
    """JSON holds whatever somebody wrote into it; a name that is a table would fail where it is first used."""
    values = json.loads(CARD.to_json())
    place = values
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    with pytest.raises(ModelError, match="Install or train"):
        ModelCard.from_json(json.dumps(values))


NETWORK = {"architecture": "2ch", "loss": {"name": "Hinge"}, "steps of the network that is kept": 12}
FACTS = {
    "corpora": {"office": {"signers": 3, "genuine": 9, "forgeries": 4, "forgeries used": True}},
    "networks": [NETWORK],
    "split": "two folds",
    "seed": 7,
    "CPU minutes": 3,
    "calibrated across sessions": ["office"],
    "of somebody else": [[], {}],
}
RATES = {"signers": 3, "skilled common EER %": {"mean": 3.5, "sd": 0.2}, "Cllr": 0.4, "random Cllr": None}


def test_facts_and_figures_of_their_kinds_are_read_and_more_may_be_told() -> None:
    card = ModelCard.from_json(changed(training=FACTS, figures={HELD_OUT: {"5": RATES}, "other": 3}))
    assert card.training == FACTS


@pytest.mark.parametrize(
    ("training", "figures", "told"),
    [
        ({"corpora": ["office"]}, {}, "'training, corpora', where a table"),
        ({"corpora": {"office": {"signers": "three"}}}, {}, "holds 'three' under 'training, corpora, office, signers'"),
        ({"corpora": {"office": {"signers": True}}}, {}, "where a whole number"),
        ({"networks": {"2ch": 1}}, {}, "where a list"),
        ({"networks": [{**NETWORK, "loss": "Hinge"}]}, {}, "'training, networks, loss', where a table"),
        ({"networks": [{"architecture": "2ch", "loss": {"name": "Hinge"}}]}, {}, "holds None under"),
        ({"networks": [{**NETWORK, "architecture": 3}]}, {}, "where a text"),
        ({"split": {"folds": 2}}, {}, "where a text"),
        ({"seed": 10**400}, {}, "where a whole number"),
        ({"CPU minutes": "long"}, {}, "where a number"),
        ({"collected signers": [3]}, {}, "where a text"),
        ({"calibrated across sessions": "office"}, {}, "where a list"),
        ({"cross-corpus": 3}, {}, "where a table"),
        ({}, {HELD_OUT: []}, "where a table"),
        ({}, {HELD_OUT: {"five": RATES}}, "where a number of references"),
        ({}, {HELD_OUT: {"5": {"Cllr": "low"}}}, "where a number"),
        ({}, {HELD_OUT: {"5": {"skilled common EER %": 3.5}}}, "where a table"),
        ({}, {HELD_OUT: {"5": {"skilled common EER %": {"mean": "3.5"}}}}, "where a number"),
    ],
)
def test_facts_and_figures_of_another_kind_are_refused(
    training: dict[str, Any], figures: dict[str, Any], told: str
) -> None:
    """They would fail where the window shows the card, long after the model was put in use."""
    with pytest.raises(ModelError, match=re.escape(told)):
        ModelCard.from_json(changed(training=training, figures=figures))
