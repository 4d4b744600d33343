import math
from datetime import UTC, datetime, timedelta

import pytest

from sigverify.gui import words
from sigverify.verification.lines import CarriedLines, LinesUsed

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
THIN = "\N{NARROW NO-BREAK SPACE}"


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


def test_what_a_calibration_carries_is_told_in_ones_in_so_many():
    lines = CarriedLines(false_matches=((0.005, 2.0), (0.1, 0.5)), false_non_matches=((0.02, -1.0),))
    told = words.carried_words(lines, 5)
    assert "with 5 references: at most 1 in 200 forgeries accepted, at most 1 in 50 genuine signatures refused" in told
    none = words.carried_words(CarriedLines(false_matches=(), false_non_matches=()), 1)
    assert "with 1 reference: only its own line for forgeries accepted" in none
    assert "calibrated before they were kept" in words.carried_words(None, 5)


def test_the_lines_of_a_decision_are_told_unless_they_are_the_models_own():
    assert words.lines_used(LinesUsed()) == ""
    assert words.lines_used(LinesUsed(false_matches=0.02)) == "Decided by lines for at most 1 in 50 forgeries accepted."
    assert words.lines_used(LinesUsed(note="Note.")) == "Decided by the model's own lines. Note."
    both = words.lines_used(LinesUsed(false_matches=0.02, false_non_matches=0.1, note="Note."))
    assert both.endswith("forgeries accepted and at most 1 in 10 genuine signatures refused. Note.")
