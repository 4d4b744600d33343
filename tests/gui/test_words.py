import math
from datetime import UTC, datetime, timedelta

import pytest

from sigverify.gui import words

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
THIN = "\N{NARROW NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        (math.log10(2100), f"LR 2{THIN}100 : 1"),
        (math.log10(2149), f"LR 2{THIN}100 : 1"),
        (-math.log10(350), "LR 1 : 350"),
        (math.log10(9.96), "LR 10 : 1"),
        (math.log10(1.5), "LR 1.5 : 1"),
        (0.0, "LR 1.0 : 1"),
        (12.0, "LR over 10⁹ : 1"),
        (-12.0, "LR 1 : over 10⁹"),
    ],
)
def test_a_likelihood_ratio_is_said_with_two_figures_for_the_likelier_side(score, expected):
    assert words.likelihood_ratio(score) == expected


@pytest.mark.parametrize(
    ("ratio", "level"),
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
def test_support_follows_the_six_levels_on_both_sides(ratio, level):
    assert words.support(math.log10(ratio), "Anna").startswith(level)
    against = words.support(-math.log10(ratio), "Anna")
    assert against.startswith(level)
    assert "Anna" not in against


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=5), "5 min"),
        (timedelta(hours=3), "3 h"),
        (timedelta(days=3), "3 d"),
        (timedelta(days=21), "3 w"),
        (timedelta(days=150), "5 mo"),
    ],
)
def test_ages_are_short(age, expected):
    assert words.ago(NOW - age, NOW) == expected


def test_time_left_is_rounded_to_what_can_be_known():
    assert words.time_left(None) == ""
    assert words.time_left(math.nan) == ""
    assert words.time_left(4) == "a few seconds left"
    assert words.time_left(47) == "about 45 s left"
    assert words.time_left(200) == "about 3 min left"
    assert words.time_left(7200) == "about 2.0 h left"


def test_counts_agree_with_their_nouns():
    assert words.counted(1, "reference") == "1 reference"
    assert words.counted(5, "reference") == "5 references"
    assert words.counted(2, "forgery", "forgeries") == "2 forgeries"
    assert words.percent(0.0316) == f"3.2{THIN}%"
