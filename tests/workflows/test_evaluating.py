"""Error rates of a model on a corpus, checked against figures worked out by hand."""

import csv
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sigverify.corpora.corpus import Corpus, Sample
from sigverify.corpora.synthetic import synthetic_corpus
from sigverify.errors import InkError, ModelError, ProtocolError, ResourceFault, UsageError
from sigverify.ink.features import Standard
from sigverify.ink.recording import Recording
from sigverify.verification.calibration import Calibration
from sigverify.verification.card import ComparatorCard, ModelCard
from sigverify.verification.comparators import DurationComparator, Represented
from sigverify.verification.verifier import Verifier
from sigverify.workflows.evaluating import Setting, evaluate, evaluate_settings, write_scores


class ByPlace(DurationComparator):
    """Knows nothing of a signature but where its first point lies."""

    def represent(self, recordings: Sequence[Recording], standard: Standard | None = None) -> list[Represented]:
        return [Represented(frames=np.array([[ink.x[0]]], dtype=np.float32), standard=None) for ink in recordings]


NEAREST = -np.log(0.05)
ACCEPT_AT, REJECT_BELOW = -float(np.log(0.5)), -float(np.log(1.5))


def score(distance: float) -> float:
    """What the toy gives a distance; below 0.05 all count alike."""
    return -float(np.log(max(distance, 0.05)))


def toy() -> Verifier:
    """With one reference its score is minus the log of the distance to it: unit 2, weight 1, bias 0.

    A distance of 0 counts as 0.05. Accepted within a distance of ½, rejected beyond 1½.
    """
    calibration = Calibration(
        weights=(1.0,), bias=0.0, accept_at=ACCEPT_AT, reject_below=REJECT_BELOW, cap=2.0, genuine=100, forged=100
    )
    card = ModelCard(
        name="by place",
        made_at="",
        program="",
        commit="",
        comparators=(ComparatorCard(kind="place", unit=2.0),),
        calibrations={1: calibration},
        usual_differences=(1.0,) * 5,
        training={},
        figures={},
    )
    return Verifier(card=card, sha256="ab" * 32, comparators=(ByPlace(),))


def corpus(signers: dict[str, tuple[list[float], list[float]]]) -> Corpus:
    """Signers by the places of their genuine signatures and of their forgeries."""
    samples = []
    for name, (genuine, forged) in signers.items():
        for label, places in (("genuine", genuine), ("forgery", forged)):
            for number, place in enumerate(places, start=1):
                ink = Recording(time_s=[0.0], x=[place], y=[0.0], stroke=[0])
                samples.append(Sample(signer=name, label=label, number=number, session=None, recording=ink))
    return Corpus(name="places", samples=tuple(samples))


TWO = corpus({"A": ([0.0] * 4, [0.0, 1.0, 2.0, 3.0]), "B": ([10.0] * 4, [11.0, 12.0, 8.0, 13.0])})
"""All genuine signatures of a signer lie on one place, so that every draw of references gives the same scores."""


def test_figures_are_those_worked_out_by_hand() -> None:
    """A's genuine signatures lie at distances 0, 0, 0, his forgeries at 0, 1, 2, 3; B's at 0, 0, 0 and 1, 2, 2, 3.

    A: the error curve runs straight from (FMR ¼, FNMR 0) to (0, 1): equal at 1/5. B: 0. Together: from (⅛, 0) to
    (0, 1): equal at 1/9.
    """
    skilled = evaluate(toy(), TWO, references=1, draw="any", count=3).to_json()["skilled"]
    assert skilled["signers"] == 2
    assert skilled["signer_eer_percent"] == pytest.approx(10.0)
    assert skilled["common_eer_percent"] == pytest.approx(100 / 9)
    assert skilled["common_eer_percent_sd"] == pytest.approx(0.0, abs=1e-9)
    assert skilled["signer_eer_percent_sd"] == pytest.approx(0.0, abs=1e-9)
    # within ½ lies one forgery of eight, two more lie within 1½
    assert skilled["forgeries_accepted_percent"] == pytest.approx(12.5)
    assert skilled["forgeries_referred_percent"] == pytest.approx(25.0)
    assert skilled["forgeries_rejected_percent"] == pytest.approx(62.5)
    assert skilled["genuine_rejected_percent"] == skilled["genuine_referred_percent"] == 0.0
    assert skilled["genuine_accepted_percent"] == 100.0
    # a ratio of 1 lies at distance 1: the forgeries at 0 and twice at 1 reach it
    assert skilled["forgeries_misleading_percent"] == pytest.approx(37.5)
    assert skilled["genuine_misleading_percent"] == 0.0
    # the forgery at distance 0 ties with every genuine signature
    assert skilled["fmr_at_95_recall_percent"] == pytest.approx(12.5)
    assert skilled["fmr_at_95_recall_percent_sd"] == pytest.approx(0.0, abs=1e-9)
    # so at most one in a hundred forgeries is accepted only where every genuine signature is refused too
    assert skilled["fnmr_at_1_fmr_percent"] == 100.0
    forged = [NEAREST, *(-np.log(d) for d in (1, 2, 3, 1, 2, 2, 3))]
    missed, fooled = np.log2(1 + 10**-NEAREST), np.mean([np.log2(1 + 10.0**s) for s in forged])
    assert skilled["cllr"] == pytest.approx((missed + fooled) / 2)
    assert skilled["minimum_cllr"] <= skilled["cllr"]


def test_random_forgeries_are_told_apart() -> None:
    random = evaluate(toy(), TWO, references=1, draw="any", count=2).to_json()["random"]
    assert random["signers"] == 2
    for name in ("common_eer_percent", "signer_eer_percent", "fmr_at_95_recall_percent"):
        assert random[name] == random[f"{name}_sd"] == 0.0
    # one of the four random forgeries of each signer lies ten or more away, the others no nearer
    assert 0 < random["cllr"] < 0.01
    assert random["minimum_cllr"] == 0.0
    assert random["forgeries_accepted_percent"] == random["forgeries_referred_percent"] == 0.0


def test_sd_is_that_over_draws() -> None:
    """References that lie apart give other scores in each draw; mean and sd are over the draws' own rates."""
    apart = corpus({"A": ([0.0, 0.0, 1.5, 4.0], [1.0, 2.0]), "B": ([10.0, 9.0, 10.5, 14.0], [8.5, 12.0])})
    whole = evaluate(toy(), apart, references=1, draw="any", count=6)
    each = []
    for number in range(6):
        pairs = [(p.genuine, p.skilled) for p in whole.scores if p.draw == number]
        genuine, forged = (np.concatenate(side) for side in zip(*pairs, strict=True))
        each.append(100 * slow_eer(genuine, forged))
    skilled = whole.figures["skilled"]
    assert np.std(each) > 0
    assert skilled["common_eer_percent"] == pytest.approx(np.mean(each))
    assert skilled["common_eer_percent_sd"] == pytest.approx(np.std(each, ddof=1))


def slow_eer(genuine: np.ndarray, forged: np.ndarray) -> float:
    """Walk along the points (FMR, FNMR) and read where the line between two of them meets FMR = FNMR."""
    points = []
    for threshold in [*sorted({*genuine.tolist(), *forged.tolist()}), np.inf]:
        points.append((float(np.mean(forged >= threshold)), float(np.mean(genuine < threshold))))
    for (a, b), (c, d) in pairwise(points):
        if a - b >= 0 >= c - d:
            share = (a - b) / ((a - b) - (c - d))
            return a + share * (c - a)
    raise AssertionError("the curve must cross")


def test_keys_are_those_that_scripts_read() -> None:
    figures = json.loads(json.dumps(evaluate(toy(), TWO, references=1, draw="any", count=2).to_json()))
    for kind in ("skilled", "random"):
        for name in ("common_eer_percent", "signer_eer_percent"):
            assert isinstance(figures[kind][name], float)
            assert isinstance(figures[kind][f"{name}_sd"], float)
        low, high = figures[kind]["common_eer_percent_interval"]
        assert low <= high
    assert figures["intervals"] == {"over": "signers", "confidence_percent": 95.0, "resamples": 1000}
    assert figures["seconds"] >= 0
    assert figures["thresholds"] == {"accept_at": ACCEPT_AT, "reject_below": REJECT_BELOW}
    told = ("model", "model_sha256", "corpus", "references", "draw", "draws", "signers", "skipped_signers")
    assert [figures[name] for name in told] == ["by place", "ab" * 32, "places", 1, "any", 2, 2, 0]


def test_intervals_are_over_signers() -> None:
    """A is at 1/5 on his own, B at 0: drawing two of them again gives means 1/5, 1/10 and 0."""
    made = evaluate(toy(), TWO, references=1, draw="any", count=2)
    assert made.figures["skilled"]["signer_eer_percent_interval"] == pytest.approx([0.0, 20.0])
    # together, twice A is A; twice B has no error
    assert made.figures["skilled"]["common_eer_percent_interval"] == pytest.approx([0.0, 20.0])
    assert made.figures["random"]["common_eer_percent_interval"] == [0.0, 0.0]
    per_draw = made.trials("skilled")
    assert [sorted(draw) for draw in per_draw] == [["A", "B"], ["A", "B"]]
    np.testing.assert_allclose(per_draw[0]["A"][1], [score(d) for d in (0, 1, 2, 3)])


def test_one_signer_has_no_interval() -> None:
    mixed = corpus({"A": ([0.0, 0.0], [0.5]), "B": ([9.0, 9.0], [])})
    figures = evaluate(toy(), mixed, references=1, draw="any", count=2).to_json()
    assert figures["skilled"]["common_eer_percent_interval"] is None
    assert figures["skilled"]["signer_eer_percent_interval"] is None
    assert figures["random"]["signer_eer_percent_interval"] == [0.0, 0.0]


class Refusing(ByPlace):
    """Cannot compare what begins left of nothing."""

    def represent(self, recordings: Sequence[Recording], standard: Standard | None = None) -> list[Represented]:
        if any(ink.x[0] < 0 for ink in recordings):
            raise InkError("Too little ink.")
        return super().represent(recordings, standard)


def test_failures_to_enrol_are_counted() -> None:
    """A reference that cannot be compared costs the signer that draw; tested, the signature is left out."""
    verifier = replace(toy(), comparators=(Refusing(),))
    torn = corpus({"A": ([0.0, -1.0], [0.5]), "B": ([9.0, 9.0], [9.5]), "C": ([5.0], [-1.0])})
    whole = evaluate(verifier, torn, references=1, draw="any", count=8)
    figures = whole.to_json()
    lost = 8 - sum(part.signer == "A" for part in whole.scores)
    assert 0 < lost < 8
    assert (figures["enrolments"], figures["failed_enrolments"]) == (16, lost)
    assert figures["failure_to_enrol_percent"] == pytest.approx(100 * lost / 16)
    assert (figures["recordings"], figures["unusable_recordings"], figures["skipped_signers"]) == (8, 2, 1)
    # the only other genuine signature of A cannot be compared either, so nothing of A is measured
    assert figures["skilled"]["signers"] == 1


class Counting(ByPlace):
    """Counts the pairs that it compares."""

    def __init__(self) -> None:
        self.pairs = 0

    def distances(self, left: Any, right: Any) -> Any:
        self.pairs += len(left)
        return super().distances(left, right)


def test_settings_share_what_was_measured() -> None:
    """The same setting again compares nothing; each setting has the figures that it has alone."""
    counting = Counting()
    verifier = replace(toy(), comparators=(counting,))
    settings = [Setting(references=k, draw="any", count=2) for k in (1, 2, 1)]
    told: list[float] = []
    found = evaluate_settings(verifier, TWO, settings, advance=lambda _phase, done: told.append(done))
    for setting, made in zip(settings, found, strict=True):
        before = counting.pairs
        alone = evaluate(verifier, TWO, references=setting.references, draw=setting.draw, count=setting.count)
        assert counting.pairs > before
        assert {**made.figures, "seconds": 0} == {**alone.figures, "seconds": 0}
    assert told == sorted(told)
    assert told[-1] == 1.0
    counting.pairs = 0
    evaluate_settings(verifier, TWO, settings[:1])
    once = counting.pairs
    evaluate_settings(verifier, TWO, [settings[0]] * 3)
    assert counting.pairs == 2 * once


def test_a_setting_that_cannot_be_is_refused_before_anything_is_measured() -> None:
    counting = Counting()
    settings = [Setting(references=1, draw="any", count=1), Setting(references=1, draw="first-session", count=1)]
    with pytest.raises(ProtocolError, match="sessions apart"):
        evaluate_settings(replace(toy(), comparators=(counting,)), TWO, settings)
    assert counting.pairs == 0


def test_one_draw_has_no_deviation() -> None:
    skilled = evaluate(toy(), TWO, references=1, draw="any", count=1).to_json()["skilled"]
    assert skilled["common_eer_percent_sd"] is None
    assert skilled["signer_eer_percent_sd"] is None


def test_without_forgeries_there_is_no_skilled_figure() -> None:
    genuine = corpus({"A": ([0.0, 0.1, 0.2], []), "B": ([9.0, 9.1], [])})
    figures = evaluate(toy(), genuine, references=1, draw="any", count=2).to_json()
    counts = ("signers", "genuine_trials", "forgery_trials")
    assert figures["skilled"] == {**dict.fromkeys(figures["random"]), **dict.fromkeys(counts, 0)}
    assert figures["random"]["common_eer_percent"] == 0.0


def test_signers_without_forgeries_count_for_random_ones_only() -> None:
    mixed = corpus({"A": ([0.0, 0.0], [0.5]), "B": ([9.0, 9.0], [])})
    figures = evaluate(toy(), mixed, references=1, draw="any", count=1).to_json()
    assert (figures["skilled"]["signers"], figures["random"]["signers"]) == (1, 2)


def test_signers_with_too_few_signatures_are_counted() -> None:
    mixed = corpus({"A": ([0.0, 0.0], [0.5]), "B": ([9.0], [9.5]), "C": ([5.0, 5.0], [])})
    figures = evaluate(toy(), mixed, references=1, draw="any", count=1).to_json()
    assert (figures["signers"], figures["skipped_signers"]) == (2, 1)


def test_scores_are_written_one_a_line(tmp_path: Path) -> None:
    made = evaluate(toy(), TWO, references=1, draw="any", count=2)
    write_scores([made], tmp_path / "scores.csv")
    with (tmp_path / "scores.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 2 * 2 * (3 + 4 + 4)
    first = [float(row["score"]) for row in rows if (row["draw"], row["signer"], row["kind"]) == ("1", "A", "skilled")]
    assert first == pytest.approx([NEAREST, -np.log(1), -np.log(2), -np.log(3)], abs=1e-7)
    assert {row["kind"] for row in rows} == {"genuine", "skilled", "random"}
    tested = ["signature_of", "label", "session", "number"]
    assert list(rows[0]) == ["model", "draw", "signer", "references", "kind", *tested, "score"]
    assert {row["model"] for row in rows} == {made.figures["model"]}
    for row in rows:
        assert row["kind"] != "genuine" or row["number"] not in row["references"].split(), "a reference is not tested"
    with pytest.raises(ResourceFault, match="cannot be written"):
        write_scores([made], tmp_path / "nowhere" / "scores.csv")


def test_each_score_names_the_signature_it_is_of(tmp_path: Path) -> None:
    """Whoever stands out can be looked up: the named signature's distance to A's reference at 0 gives the score."""
    made = evaluate(toy(), TWO, references=1, draw="any", count=2)
    write_scores([made], tmp_path / "scores.csv")
    places = {(s.signer, s.label, str(s.number)): s.recording.x[0] for s in TWO}
    with (tmp_path / "scores.csv").open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["signer"] == "A"]
    for row in rows:
        place = places[row["signature_of"], row["label"], row["number"]]
        assert float(row["score"]) == pytest.approx(score(abs(place)), abs=1e-7)
        assert row["label"] == ("forgery" if row["kind"] == "skilled" else "genuine")
        assert (row["signature_of"] == "A") == (row["kind"] != "random")
        assert row["session"] == ""
    people = synthetic_corpus(2, genuine=4, forgeries=1, seed=9)
    made = evaluate(toy(), people, references=1, draw="first-session", count=1)
    write_scores([made], tmp_path / "sessions.csv")
    with (tmp_path / "sessions.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    sessions = {(row["kind"], row["session"]) for row in rows}
    assert {row["references"].partition("/")[0] for row in rows} == {"1"}
    assert {("genuine", "2"), ("skilled", ""), ("random", "1"), ("random", "2")} == sessions


def test_progress_runs_from_nothing_to_all() -> None:
    told: list[tuple[str, float]] = []
    evaluate(toy(), TWO, references=1, draw="any", count=3, advance=lambda phase, done: told.append((phase, done)))
    assert told[0] == ("Reading ink", 0.0)
    comparing = [done for phase, done in told if phase == "Comparing"]
    assert comparing == sorted(comparing)
    assert comparing[-1] == 1.0


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(UsageError, match="At least one draw"):
        evaluate(toy(), TWO, references=1, draw="any", count=0)
    with pytest.raises(UsageError, match="At least one reference"):
        evaluate(toy(), TWO, references=0, draw="any", count=1)
    with pytest.raises(ProtocolError, match="does not tell sessions apart"):
        evaluate(toy(), TWO, references=1, draw="first-session", count=1)
    with pytest.raises(ProtocolError, match="Ask for fewer references"):
        evaluate(toy(), TWO, references=9, draw="any", count=1)


def test_a_number_of_references_without_calibration_is_refused() -> None:
    verifier = toy()
    later = replace(verifier, card=replace(verifier.card, calibrations={3: verifier.card.calibrations[1]}))
    with pytest.raises(ModelError, match="not calibrated for 1"):
        evaluate(later, TWO, references=1, draw="any", count=1)


def test_references_that_cannot_be_compared_leave_nobody(duration_model, make_ink: Callable[..., Recording]) -> None:
    tick = make_ink(seconds=0.1, strokes=1)
    samples = [
        Sample(signer=name, label="genuine", number=k, session=None, recording=replace(tick))
        for name in "AB"
        for k in (1, 2, 3)
    ]
    with pytest.raises(ProtocolError, match="can be compared"):
        evaluate(
            duration_model.verifier, Corpus(name="ticks", samples=tuple(samples)), references=1, draw="any", count=1
        )


def test_the_same_corpus_gives_the_same_figures(dtw_model) -> None:
    people = synthetic_corpus(3, genuine=4, forgeries=2, seed=9)
    figures = []
    for _ in range(2):
        made = evaluate(dtw_model.verifier, people, references=2, draw="first-session", count=2).to_json()
        made.pop("seconds")
        figures.append(made)
    assert figures[0] == figures[1]
    assert figures[0]["random"]["common_eer_percent"] < 10
