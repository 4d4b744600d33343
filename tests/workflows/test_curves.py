"""Curves hold what `evaluate` gives for each of their settings, one by one."""

from dataclasses import replace
from typing import Any

import pytest

from sigverify.corpora.corpus import Corpus
from sigverify.corpora.recaptured import recaptured
from sigverify.errors import Cancelled, ProtocolError, UsageError
from sigverify.workflows.curves import CurvePlan, curves
from sigverify.workflows.evaluating import Setting, evaluate_settings

PLAN = CurvePlan(references=(3, 1), inks=("as-recorded", "mouse"), ink_references=2, count=2)


def alone(verifier: Any, corpus: Corpus, references: int, draw: Any, *, random: bool = False) -> dict[str, Any]:
    setting = Setting(references=references, draw=draw, count=2, random=random)
    (found,) = evaluate_settings(verifier, corpus, [setting])
    return {**found.figures, "seconds": 0}


def test_each_point_is_what_that_setting_alone_gives(other_signers: Corpus, duration_model: Any) -> None:
    verifier = duration_model.verifier
    told: list[float] = []
    (found,) = curves([verifier], other_signers, PLAN, advance=lambda _, done: told.append(done))
    assert found.draws == ("any", "first-session")
    assert list(found.by_references) == [(1, "any"), (1, "first-session"), (3, "any"), (3, "first-session")]
    for (references, draw), figures in found.by_references.items():
        assert {**figures, "seconds": 0} == alone(verifier, other_signers, references, draw)
    assert {ink for ink, _ in found.by_ink} == {"as-recorded", "mouse"}
    for (ink, draw), figures in found.by_ink.items():
        assert {**figures, "seconds": 0} == alone(verifier, recaptured(other_signers, ink), 2, draw)
    assert told == sorted(told)
    assert 0 <= told[0] <= told[-1] <= 1
    assert [part["references"] for part in found.to_json()["by_references"]] == [1, 1, 3, 3]
    assert {part["ink"] for part in found.to_json()["by_ink"]} == {"as-recorded", "mouse"}


def test_random_forgeries_are_tested_where_asked_for_or_where_there_is_nothing_else(
    other_signers: Corpus, duration_model: Any
) -> None:
    verifier = duration_model.verifier
    plan = replace(PLAN, references=(2,), inks=("as-recorded",))
    (skilled,) = curves([verifier], other_signers, plan)
    assert {part["random"]["signers"] for part in skilled.by_references.values()} == {0}
    (both,) = curves([verifier], other_signers, replace(plan, random=True))
    assert {part["random"]["signers"] for part in both.by_references.values()} == {4}
    for key, figures in both.by_references.items():
        assert figures["skilled"] == skilled.by_references[key]["skilled"]
    genuine = replace(other_signers, samples=tuple(s for s in other_signers if s.label == "genuine"))
    (found,) = curves([verifier], genuine, plan)
    assert {part["random"]["signers"] for part in found.by_references.values()} == {4}


def test_without_random_forgeries_only_signers_with_skilled_ones_are_tested(
    other_signers: Corpus, duration_model: Any
) -> None:
    first, second = other_signers.signers[:2]
    unforged = replace(
        other_signers,
        samples=tuple(s for s in other_signers if s.label == "genuine" or s.signer not in (first, second)),
    )
    plan = replace(PLAN, inks=("as-recorded",))
    (found,) = curves([duration_model.verifier], unforged, plan)
    assert {part["signers"] for part in found.by_references.values()} == {2}
    (both,) = curves([duration_model.verifier], unforged, replace(plan, random=True))
    assert {part["signers"] for part in both.by_references.values()} == {4}
    for key, figures in both.by_references.items():
        assert figures["skilled"] == found.by_references[key]["skilled"]
    few = replace(
        unforged,
        samples=tuple(s for s in unforged if s.signer in (first, second) or s.label == "forgery" or s.number < 2),
    )
    with pytest.raises(ProtocolError, match=r"No signer of corpus .* with forgeries"):
        next(curves([duration_model.verifier], few, replace(plan, references=(3,), ink_references=3)))


def test_what_the_corpus_does_not_allow_is_missing(other_signers: Corpus, duration_model: Any) -> None:
    """Four signatures in the first session, eight in all: five references of the first session are not to be had."""
    (found,) = curves([duration_model.verifier], other_signers, replace(PLAN, references=(5,), inks=("as-recorded",)))
    assert list(found.by_references) == [(5, "any")]
    with pytest.raises(ProtocolError, match="Nothing can be measured"):
        next(curves([duration_model.verifier], other_signers, replace(PLAN, ink_references=12)))


def test_signers_with_too_few_signatures_are_skipped_and_counted(other_signers: Corpus, duration_model: Any) -> None:
    first = other_signers.signers[0]
    kept = tuple(s for s in other_signers if s.signer != first or (s.session, s.number) in {(1, 1), (1, 2)})
    (found,) = curves([duration_model.verifier], replace(other_signers, samples=kept), PLAN)
    counted = {count: (part["signers"], part["skipped_signers"]) for (count, draw), part in found.by_references.items()}
    assert counted[3] == (3, 1)


def test_plans_without_anything_to_measure_are_refused() -> None:
    with pytest.raises(UsageError, match="At least one"):
        CurvePlan(references=())
    with pytest.raises(UsageError, match="At least one"):
        CurvePlan(inks=())
    assert CurvePlan(references=(5, 1, 5)).references == (1, 5)
    assert CurvePlan(inks=("mouse", "as-recorded")).inks == ("as-recorded", "mouse")


def test_it_stops_when_it_is_told_to(other_signers: Corpus, duration_model: Any) -> None:
    def stop(_phase: str, done: float) -> None:
        if done > 0:
            raise Cancelled("enough")

    with pytest.raises(Cancelled):
        list(curves([duration_model.verifier], other_signers, PLAN, advance=stop))
