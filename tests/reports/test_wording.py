"""The words of a report follow the figures: protocol, limits, and dashes where nothing was measured."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from sigverify.errors import UsageError
from sigverify.reports import wording
from sigverify.workflows.evaluating import Evaluation

Measured = Callable[..., list[Evaluation]]


def told(evaluation: Evaluation, **figures: Any) -> Evaluation:
    """The same with other figures; skilled__name stands for the figure `name` among those of skilled forgeries."""
    changed = dict(evaluation.figures)
    for key, value in figures.items():
        kind, _, name = key.rpartition("__")
        if kind:
            changed[kind] = {**changed[kind], name: value}
        else:
            changed[name] = value
    return replace(evaluation, figures=changed)


def row(evaluations: list[Evaluation], section: str, label: str) -> wording.Row:
    (found,) = [
        row
        for part in wording.table_of(evaluations)
        if part.title == section
        for row in part.rows
        if label in row.label
    ]
    return found


def test_rates_stand_with_their_spread_and_their_interval(two: list[Evaluation]) -> None:
    made = told(
        two[0],
        skilled__common_eer_percent=4.256,
        skilled__common_eer_percent_sd=0.8,
        skilled__common_eer_percent_interval=[2.0, 6.123],
    )
    found = row([made, told(made, skilled__common_eer_percent_sd=None)], "Skilled forgeries", "one threshold")
    assert found.values == ("4.26 ± 0.80", "4.26")
    assert found.notes == ("2.00 to 6.12", "2.00 to 6.12")


def test_outcomes_stand_side_by_side(two: list[Evaluation]) -> None:
    made = told(
        two[0],
        skilled__forgeries_accepted_percent=6.25,
        skilled__forgeries_referred_percent=14.5,
        skilled__forgeries_rejected_percent=79.25,
    )
    assert row([made], "Skilled forgeries", "Accepted").values == ("6.2 / 14.5 / 79.2",)
    for section in ("Skilled forgeries", "Random forgeries", "Genuine signatures"):
        (value,) = row(two[:1], section, "Accepted").values
        assert sum(map(float, value.split(" / "))) == pytest.approx(100, abs=0.2)


def test_what_was_not_measured_is_a_dash(measured: Measured) -> None:
    genuine = measured("sharp", forgeries=0)
    for part in wording.table_of(genuine):
        for line in part.rows:
            assert ("–" in line.values[0]) == (part.title == "Skilled forgeries"), line.label
    # what becomes of genuine signatures is known all the same
    assert row(genuine, "Genuine signatures", "Accepted").values[0].count("/") == 2


def test_failures_to_enrol_are_told(two: list[Evaluation]) -> None:
    made = told(two[0], enrolments=40, failed_enrolments=3, failure_to_enrol_percent=7.5, skipped_signers=2)
    assert row([made], "Enrolment", "failed").values == ("3 of 40",)
    assert row([made], "Enrolment", "Failure to enrol").values == ("7.5",)
    assert row([made], "Enrolment", "left out").values == ("2",)


def test_the_protocol_tells_draws_and_seeds(two: list[Evaluation]) -> None:
    words = " ".join(wording.protocol_of(two))
    assert "2 references are drawn; all the others are tested" in words
    assert "in 2 draws, with seeds from 1 to 2" in words
    assert "95 % percentile bootstrap intervals over signers, from 1000 resamples" in words
    later = " ".join(wording.protocol_of([told(two[0], draw="first-session", references=1, draws=1)]))
    assert "first session 1 reference is drawn; the genuine signatures of later sessions" in later
    assert "in 1 draw, with seeds from 1 to 1" in later


def test_title_and_subtitle_name_corpus_and_setting(two: list[Evaluation]) -> None:
    assert wording.title_of(two) == "Signature verification on places"
    assert wording.subtitle_of(two) == "4 signers, 2 references each, drawn from all genuine signatures, 2 draws"
    assert "the first session" in wording.subtitle_of([told(two[0], draw="first-session")])


def test_limits_say_what_a_zero_hides(two: list[Evaluation]) -> None:
    """With four signers and no error 3/4 of signers may still err; with sixty, one in twenty."""
    assert "may still be as large as 75 %" in " ".join(wording.limits_of(two))
    many = [told(e, random__signers=60, skilled__common_eer_percent=1.0) for e in two]
    assert "with 60 signers the rate may still be as large as 5 %" in " ".join(wording.limits_of(many))
    none = [told(e, skilled__common_eer_percent=1.0, random__common_eer_percent=0.1) for e in two]
    assert "rule of three" not in " ".join(wording.limits_of(none))


def test_limits_warn_of_few_signers_and_of_people_who_do_not_exist(two: list[Evaluation]) -> None:
    few = " ".join(wording.limits_of(two))
    assert "4 signers are few" in few
    assert "do not exist" not in few
    made_up = wording.limits_of([told(two[0], corpus="synthetic-40@7", signers=40)])
    assert "do not exist" in made_up[0]
    assert "are few" not in " ".join(made_up)


def test_only_one_corpus_and_setting_stand_side_by_side(two: list[Evaluation]) -> None:
    wording.check_comparable(two)
    for name, other in (("corpus", "other"), ("references", 1), ("draw", "first-session"), ("draws", 9)):
        with pytest.raises(UsageError, match="one corpus in one setting, found 2"):
            wording.check_comparable([two[0], told(two[1], **{name: other})])
    with pytest.raises(UsageError, match="found 0"):
        wording.check_comparable([])
