"""Ratios in the words of a forensic examiner: two propositions, and never more than the calibration carries."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sigverify.verification.likelihood_ratio import SUPPORT, Alternative, LikelihoodRatio, propositions

THIN = "\N{NARROW NO-BREAK SPACE}"


def ratio(log10: float, cap: float | None = 3.0, against: Alternative = "skilled") -> LikelihoodRatio:
    return LikelihoodRatio(against=against, log10=log10, cap=cap)


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        (math.log10(2100), f"LR 2{THIN}100 : 1"),
        (math.log10(2149), f"LR 2{THIN}100 : 1"),
        (-math.log10(350), "LR 1 : 350"),
        (math.log10(9.94), "LR 9.9 : 1"),
        (math.log10(9.96), "LR 9.9 : 1"),
        (math.log10(1.995), "LR 1.9 : 1"),
        (math.log10(2.0), "LR 2.0 : 1"),
        (-math.log10(99.7), "LR 1 : 99"),
        (math.log10(9960), f"LR 9{THIN}900 : 1"),
        (math.log10(99_600), f"LR 100{THIN}000 : 1"),
        (math.log10(1.5), "LR 1.5 : 1"),
        (0.0, "LR 1.0 : 1"),
        (12.0, "LR over 10⁹ : 1"),
        (-12.0, "LR 1 : over 10⁹"),
    ],
)
def test_a_likelihood_ratio_is_said_with_two_figures_for_the_likelier_side(score: float, expected: str) -> None:
    assert ratio(score, cap=None).figure == expected


@pytest.mark.parametrize(
    ("trials", "expected"),
    [(731, "730"), (739, "730"), (730, "730"), (1015, f"1{THIN}000"), (20, "20"), (9.99, "9.9"), (1.0, "1.0")],
)
def test_at_its_cap_a_ratio_is_at_least_that_and_never_rounded_up(trials: float, expected: str) -> None:
    cap = math.log10(trials)
    assert ratio(cap, cap).figure == f"LR at least {expected} : 1"
    if cap:
        assert ratio(-cap, cap).figure == f"LR 1 : at least {expected}"


@given(st.floats(0.001, 8.9))
def test_a_ratio_at_its_cap_says_no_more_than_the_trials_carry(cap: float) -> None:
    said = ratio(cap, cap).figure.removeprefix("LR at least ").removesuffix(" : 1").replace(THIN, "")
    assert float(said) <= 10**cap * (1 + 1e-9)
    assert float(said) >= 10**cap * 0.89


_NEAR_A_STEP = st.builds(
    lambda least, factor, sign: sign * (math.log10(least) + factor),
    st.sampled_from([1] + [least for least, _ in SUPPORT]),
    st.floats(-0.03, 0.03) | st.floats(-1e-11, 1e-11),
    st.sampled_from([1, -1]),
)


@given(_NEAR_A_STEP | st.floats(-12, 12), st.none() | st.just(0.0) | st.just(12.0))
def test_whoever_looks_the_figure_up_on_the_scale_finds_the_words_beside_it(log10: float, cap: float | None) -> None:
    """cap: none is known; all ratios stand at it; none does."""
    found = ratio(log10, cap)
    figure = found.figure.replace("LR ", "").replace("1 : ", "").replace(" : 1", "").replace("at least ", "")
    told = math.inf if figure == "over 10⁹" else float(figure.replace(THIN, ""))
    words = next((words for least, words in SUPPORT if told >= least), "no support")
    assert found.strength.removeprefix("at least ").startswith(words)
    assert found.support().removeprefix("at least ").startswith(words)
    assert told == found.told
    assert ("about as probable" in found.sentence()) == (told == 1.0 and not found.at_cap)
    assert f" {figure} times" in found.sentence() or "about as probable" in found.sentence()


@given(_NEAR_A_STEP | st.floats(-9, 9))
def test_no_ratio_is_told_stronger_than_it_is_nor_far_off(log10: float) -> None:
    found, true = ratio(log10, None), 10 ** abs(log10)
    reached = sum(true * (1 + 1e-9) >= least for least, _ in SUPPORT)
    assert found.level <= reached
    assert found.told == pytest.approx(true, rel=0.1)


def test_the_sentence_names_both_propositions_and_the_cap() -> None:
    at_cap = ratio(math.log10(731), math.log10(731)).sentence("Anna")
    assert at_cap == (
        "The findings are at least 730 times more probable if Anna wrote it than if someone else wrote it as an "
        "imitation: that is all that the calibration can carry."
    )
    against = ratio(-2.0, 3.0, "random").sentence()
    assert against == (
        "The findings are about 100 times more probable if someone else wrote it as a signature of their "
        "own than if the claimed signer wrote it."
    )
    assert ratio(0.01).sentence().startswith("The findings are about as probable if the claimed signer wrote it as if")


@pytest.mark.parametrize("against", ["skilled", "random"])
@pytest.mark.parametrize(
    ("value", "level"),
    [
        (1.9, "no support"),
        (2, "weak"),
        (10, "moderate support"),
        (100, "moderately strong"),
        (1000, "strong support"),
        (10_000, "very strong"),
        (1_000_000, "extremely strong"),
    ],
)
def test_support_follows_the_six_levels_on_both_sides(against: Alternative, value: float, level: str) -> None:
    own, other = propositions(against, "Anna")
    for sign, supported, rather in ((1, own, other), (-1, other, own)):
        words = ratio(sign * math.log10(value), None, against).support("Anna")
        assert words.startswith(level)
        assert words.startswith(ratio(sign * math.log10(value), None, against).strength)
        if level != "no support":
            assert words.endswith(f"support that {supported}, rather than that {rather}")


def test_support_at_the_cap_is_at_least_so_strong() -> None:
    assert ratio(2.5, 2.5).support().startswith("at least moderately strong support that the claimed signer wrote it")
    assert ratio(2.4, 2.5).support().startswith("moderately strong support")
    assert ratio(2.5, 2.5).strength == "at least moderately strong support"
    assert ratio(0.2, 0.2).strength == "no support for either"


@given(st.floats(-12, 12), st.one_of(st.none(), st.floats(0.1, 9)), st.sampled_from(["skilled", "random"]))
def test_whatever_the_ratio_the_words_are_whole(log10: float, cap: float | None, against: Alternative) -> None:
    """No ratio is said to be a probability that a signature is genuine."""
    found = ratio(log10, cap, against)
    for words in (found.figure, found.sentence("Anna"), found.support("Anna")):
        assert "%" not in words
        assert "genuine" not in words
    assert ("at least" in found.figure) is found.at_cap
    assert "Anna wrote it" in found.sentence("Anna")
    assert "someone else" in found.sentence("Anna")
