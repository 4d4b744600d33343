"""Lines for chosen error rates keep what they promise, and promise no more than the trials carry."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sigverify.errors import ModelError, UsageError
from sigverify.verification.calibration import Calibration
from sigverify.verification.carried_lines import carried_lines, kept_everywhere
from sigverify.verification.lines import OWN_LINES, RATES, AskedRates, CarriedLines, LinesUsed, chosen_line, one_in

SCORES = st.lists(st.lists(st.integers(-30, 30).map(float), max_size=25).map(np.array), min_size=1, max_size=12)
"""By signer, with ties."""

LINES = CarriedLines(false_matches=((0.01, 1.5), (0.05, 0.5)), false_non_matches=((0.02, -1.0), (0.1, 0.2)))


def calibration(lines: CarriedLines | None = LINES, **changes: Any) -> Calibration:
    given: dict[str, Any] = {
        "weights": (2.0,),
        "bias": 3.0,
        "accept_at": 0.7,
        "reject_below": -0.6,
        "cap": 2.0,
        "genuine": 150,
        "forged": 300,
        "lines": lines,
    }
    return Calibration(**(given | changes))


@given(SCORES, SCORES, st.integers(1, 3))
def test_lines_keep_their_rates_and_no_better_line_does(
    genuine: list[np.ndarray], forged: list[np.ndarray], draws: int
) -> None:
    """Worked out again by trying every score as a line."""
    found = carried_lines(genuine, forged, draws=draws)
    every_genuine, every_forged = np.concatenate(genuine), np.concatenate(forged)
    for rate, line in found.false_matches:
        assert np.mean(every_forged >= line) <= rate + 1e-12
        lower = [s for s in every_forged if s < line]
        assert all(np.mean(every_forged >= s) > rate for s in lower)
    for rate, line in found.false_non_matches:
        assert np.mean(every_genuine < line) <= rate + 1e-12
        higher = [np.nextafter(s, np.inf) for s in every_genuine if s >= line]
        assert all(np.mean(every_genuine < s) > rate for s in higher)


@given(SCORES, SCORES, st.integers(1, 3))
def test_lines_are_carried_by_three_trials_of_three_signers(
    genuine: list[np.ndarray], forged: list[np.ndarray], draws: int
) -> None:
    found = carried_lines(genuine, forged, draws=draws)
    for lines, sides in ((found.false_matches, forged), (found.false_non_matches, genuine)):
        count = sum(len(part) for part in sides)
        carried = dict(lines)
        for rate in RATES:
            assert rate not in carried or rate * count / draws >= 3 - 1e-6
        for rate, line in lines:
            beyond = [(part >= line) if sides is forged else (part < line) for part in sides]
            assert sum(bool(part.any()) for part in beyond) >= 3, rate
        assert list(carried) == [rate for rate in RATES if rate in carried]


def test_how_fine_a_rate_may_be_hangs_on_how_many_trials_there_are() -> None:
    rng = np.random.default_rng(1)

    def finest(signers: int, each: int, draws: int = 1) -> float:
        scores = [rng.normal(size=each * draws) for _ in range(signers)]
        return carried_lines(scores, scores, draws=draws).false_matches[0][0]

    assert finest(50, 60) == 0.001  # 3 000 trials
    assert finest(50, 59) == 0.002
    assert finest(50, 6) == 0.01
    assert finest(50, 6, draws=5) == 0.01, "trials that repeat carry no more"


def test_one_signers_forgeries_carry_no_line() -> None:
    """All that comes near is an imitation of one person: of others it says nothing."""
    forged = [np.full(200, 5.0) + np.arange(200) / 1000] + [np.full(100, -5.0)] * 9
    genuine = [np.linspace(3, 9, 100)] * 10
    found = carried_lines(genuine, forged, draws=1)
    assert found.false_matches == ()
    assert [rate for rate, _ in found.false_non_matches] == [0.005, 0.01, 0.02, 0.05, 0.1] or found.false_non_matches


def test_no_trials_carry_nothing() -> None:
    assert carried_lines([], [], draws=1) == CarriedLines(false_matches=(), false_non_matches=())


@pytest.mark.parametrize(
    ("asked", "expected"),
    [(0.01, (0.01, 1.5)), (0.02, (0.01, 1.5)), (0.05, (0.05, 0.5)), (0.5, (0.05, 0.5)), (0.009, None)],
)
def test_the_line_is_that_of_the_largest_rate_not_above_the_one_asked_for(
    asked: float, expected: tuple[float, float] | None
) -> None:
    assert chosen_line(LINES.false_matches, asked) == expected


def test_asking_for_nothing_leaves_the_models_own_lines() -> None:
    own = calibration()
    assert own.at(OWN_LINES) == (own, LinesUsed())
    old = calibration(None)
    assert old.at(OWN_LINES) == (old, LinesUsed())


def test_one_line_may_be_asked_for_alone() -> None:
    changed, used = calibration().at(AskedRates(false_matches=0.01))
    assert (changed.accept_at, changed.reject_below) == (1.5, -0.6)
    assert used == LinesUsed(false_matches=0.01)
    changed, used = calibration().at(AskedRates(false_non_matches=0.02))
    assert (changed.accept_at, changed.reject_below) == (0.7, -1.0)
    assert used == LinesUsed(false_non_matches=0.02)


def test_what_cannot_be_carried_takes_the_strictest_line_and_says_so() -> None:
    changed, used = calibration().at(AskedRates(false_matches=0.001, false_non_matches=0.1))
    assert changed.accept_at == 1.5
    assert used.false_matches == 0.01
    assert used.note == (
        "At most 1 in 1\N{NARROW NO-BREAK SPACE}000 forgeries accepted is stricter than the calibration can carry, "
        "with 300 trials of held-out signers: its strictest line is 1 in 100."
    )
    none = CarriedLines(false_matches=(), false_non_matches=((0.02, -1.0),))
    changed, used = calibration(none).at(AskedRates(false_matches=0.05))
    assert (changed.accept_at, used.false_matches) == (0.7, None)
    assert "the model has its own line only" in used.note


def test_a_model_from_before_lines_were_kept_says_so() -> None:
    old = calibration(None)
    changed, used = old.at(AskedRates(false_matches=0.01, false_non_matches=0.01))
    assert changed == old
    assert (used.false_matches, used.false_non_matches) == (None, None)
    assert "calibrated before they were kept" in used.note


@given(SCORES, SCORES, st.sampled_from([None, *RATES]), st.sampled_from([None, *RATES]))
def test_whatever_is_asked_the_lines_that_are_named_are_kept(
    genuine: list[np.ndarray], forged: list[np.ndarray], matches: float | None, non_matches: float | None
) -> None:
    """Also where both lines cross and become one."""
    changed, used = calibration(carried_lines(genuine, forged, draws=1)).at(
        AskedRates(false_matches=matches, false_non_matches=non_matches)
    )
    assert changed.reject_below <= changed.accept_at
    if used.false_matches is not None:
        assert np.mean(np.concatenate(forged) >= changed.accept_at) <= used.false_matches + 1e-12
    if used.false_non_matches is not None:
        assert np.mean(np.concatenate(genuine) < changed.reject_below) <= used.false_non_matches + 1e-12
    if matches is not None and not used.note:
        assert used.false_matches is not None
        assert used.false_matches <= matches


@pytest.mark.parametrize("rate", [0.0, 1.0, -0.1, float("nan")])
def test_rates_lie_between_0_and_1(rate: float) -> None:
    for name in ("false_matches", "false_non_matches"):
        with pytest.raises(UsageError, match="between 0 and 1"):
            AskedRates(**{name: rate})


@pytest.mark.parametrize(
    "lines",
    [
        ((0.05, 1.0), (0.01, 2.0)),
        ((0.01, 1.0), (0.01, 0.5)),
        ((0.01, float("nan")),),
        ((0.0, 1.0),),
        ((1.5, 1.0),),
        ((0.01, 0.5), (0.05, 1.0)),
    ],
)
def test_damaged_lines_are_refused(lines: tuple[tuple[float, float], ...]) -> None:
    with pytest.raises(ModelError, match="damaged"):
        CarriedLines(false_matches=lines, false_non_matches=())
    mirrored = tuple((rate, -line) for rate, line in lines)
    with pytest.raises(ModelError, match="damaged"):
        CarriedLines(false_matches=(), false_non_matches=mirrored)


@pytest.mark.parametrize(("rate", "words"), [(0.02, "1 in 50"), (0.1, "1 in 10"), (0.015, "1 in 66.7")])
def test_a_rate_is_said_as_one_in_so_many(rate: float, words: str) -> None:
    assert one_in(rate) == words


@given(SCORES, st.data())
def test_a_signer_of_weight_two_is_worth_two(scores: list[np.ndarray], data: st.DataObject) -> None:
    """Lines lie where they would with every trial of such signers written down twice."""
    times = data.draw(st.lists(st.integers(1, 2), min_size=len(scores), max_size=len(scores)))
    weights = [float(number) for number in times]
    found = carried_lines(scores, scores, draws=1, weights=(weights, weights))
    twice = [np.repeat(part, number) for part, number in zip(scores, times, strict=True)]
    written = carried_lines(twice, twice, draws=1)
    for some, more in (
        (found.false_matches, dict(written.false_matches)),
        (found.false_non_matches, dict(written.false_non_matches)),
    ):
        assert all(more[rate] == line for rate, line in some), "and weights carry no more than trials"


@given(st.lists(SCORES, min_size=1, max_size=3))
def test_a_rate_that_a_part_carries_is_kept_there_too(corpora: list[list[np.ndarray]]) -> None:
    together = [scores for corpus in corpora for scores in corpus]
    pooled = carried_lines(together, together, draws=1)
    parts = [carried_lines(corpus, corpus, draws=1) for corpus in corpora]
    found = kept_everywhere(pooled, parts)
    assert [rate for rate, _ in found.false_matches] == [rate for rate, _ in pooled.false_matches]
    assert [rate for rate, _ in found.false_non_matches] == [rate for rate, _ in pooled.false_non_matches]
    for corpus, part in zip(corpora, parts, strict=True):
        scores = np.concatenate(corpus)
        for rate, line in found.false_matches:
            if rate in dict(part.false_matches):
                assert np.mean(scores >= line) <= rate + 1e-12
        for rate, line in found.false_non_matches:
            if rate in dict(part.false_non_matches):
                assert np.mean(scores < line) <= rate + 1e-12
    if len(corpora) == 1:
        assert found == pooled
