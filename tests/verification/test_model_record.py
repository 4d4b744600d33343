"""What a model's card tells of its errors is told with it, and what it does not tell is not made up."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sigverify.ink.features import FLOOR_FUNCTIONS, FeatureConfig
from sigverify.shipped import shipped_folder
from sigverify.verification.calibration import Calibration
from sigverify.verification.captures import PEN_WITH_PRESSURE
from sigverify.verification.card import CAPTURE, ComparatorCard, ModelCard
from sigverify.verification.card_facts import HELD_OUT
from sigverify.verification.model_files import read_card
from sigverify.verification.model_record import LearntCorpus, Percentage, record_of

FIVE: dict[str, Any] = {
    "signers": 50,
    "skilled common EER %": {"mean": 3.4, "sd": 0.2},
    "skilled signer EER %": {"mean": 0.7, "sd": None},
    "forgeries accepted %": {"mean": 0.8, "sd": 0.1},
    "genuine rejected %": {"mean": None, "sd": None},
    "Cllr": 0.13,
    "random Cllr": None,
}

CARD = ModelCard(
    name="plain",
    made_at="2026-01-01T00:00:00+00:00",
    program="sigverify 0",
    commit="abc",
    comparators=(ComparatorCard(kind="dtw", unit=0.4, features=FeatureConfig(functions=FLOOR_FUNCTIONS), metric="l1"),),
    calibrations={
        1: Calibration(weights=(2.0,), bias=5.0, accept_at=1.0, reject_below=-1.0, cap=2.0, genuine=90, forged=80)
    },
    usual_differences=(0.5, 0.6, 0.7, 0.1, 0.05),
    training={
        "corpora": {"a": {"signers": 3, "synthetic forgeries": 9}, "synthetic-9@1": {"signers": 9}, "b": {}},
        "calibrated across sessions": ["a"],
        CAPTURE: PEN_WITH_PRESSURE.to_json(),
    },
    figures={HELD_OUT: {"10": {"signers": 40}, "5": FIVE, "2": {"signers": 52}, "1": {}}},
)


def test_a_record_tells_what_the_card_tells() -> None:
    record = record_of(CARD, "9" * 64)
    assert (record.name, record.sha256, record.made_at) == ("plain", "9" * 64, CARD.made_at)
    assert (record.program, record.commit, record.parts) == ("sigverify 0", "abc", ("dtw",))
    assert record.corpora == (
        LearntCorpus(name="a", signers=3, invented=False, invented_forgeries=True),
        LearntCorpus(name="synthetic-9@1", signers=9, invented=True, invented_forgeries=False),
        LearntCorpus(name="b", signers=None, invented=False, invented_forgeries=False),
    )
    assert record.across_sessions == ("a",)
    assert record.capture == PEN_WITH_PRESSURE
    assert [rates.references for rates in record.rates] == [2, 5, 10], "by number, and none of which nothing is told"


def test_what_could_not_be_measured_is_none() -> None:
    five = record_of(CARD, "").rates_for(5)
    assert five is not None
    assert five.equal_error == Percentage(mean=3.4, sd=0.2)
    assert five.own_equal_error == Percentage(mean=0.7, sd=None)
    assert five.genuine_rejected is None
    assert (five.cllr, five.random_cllr) == (0.13, None)


@pytest.mark.parametrize(("references", "found"), [(1, None), (2, 2), (4, 2), (5, 5), (9, 5), (10, 10), (12, 10)])
def test_rates_hold_for_a_number_of_references_as_calibrations_do(references: int, found: int | None) -> None:
    rates = record_of(CARD, "").rates_for(references)
    assert (rates.references if rates is not None else None) == found


def test_a_card_that_tells_nothing_makes_a_record_that_tells_nothing() -> None:
    record = record_of(replace(CARD, training={}, figures={}), "")
    assert (record.corpora, record.across_sessions, record.capture, record.rates) == ((), (), None, ())
    assert record.rates_for(5) is None


@pytest.mark.parametrize("folder", sorted(shipped_folder("models").iterdir()), ids=lambda folder: folder.name)
def test_every_model_that_is_shipped_tells_its_errors_with_one_and_five_references(folder: Path) -> None:
    record = record_of(*read_card(folder))
    for references in (1, 5):
        rates = record.rates_for(references)
        assert rates is not None
        assert rates.references == references
        assert None not in (rates.signers, rates.equal_error, rates.forgeries_accepted, rates.genuine_rejected)
        assert rates.cllr is not None
    assert record.corpora
