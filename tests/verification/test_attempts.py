"""How often a signature may be tried before a person decides."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sigverify.errors import UsageError
from sigverify.verification.attempts import Attempt, AttemptLimit, Tried, standing_of

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
KINDS: tuple[Tried, ...] = ("accept", "refer", "reject", "copy", "lifted")
tries = st.lists(st.tuples(st.integers(0, 30), st.sampled_from(KINDS)), max_size=12).map(
    lambda found: [(NOW - timedelta(minutes=m), kind) for m, kind in sorted(found, key=lambda one: -one[0])]
)


def minutes_ago(*made: tuple[int, Tried]) -> list[tuple[datetime, Tried]]:
    return [(NOW - timedelta(minutes=minutes), tried) for minutes, tried in made]


def test_what_was_not_accepted_counts_until_it_is_old() -> None:
    made = minutes_ago((11, "reject"), (8, "refer"), (5, "copy"))
    found = standing_of(made, AttemptLimit(), NOW)
    assert (found.used, found.again_at, found.used_up) == (2, None, False)
    assert found.next == Attempt(number=3, of=3, minutes=10)
    found = standing_of([*made, (NOW, "reject")], AttemptLimit(), NOW)
    assert found.used_up
    assert found.again_at == NOW + timedelta(minutes=2), "when the first of the three is ten minutes old"


@pytest.mark.parametrize("reset", ["accept", "lifted"])
def test_one_accepted_or_a_persons_word_begins_anew(reset: Tried) -> None:
    made = minutes_ago((4, "reject"), (3, "reject"), (2, "reject"), (1, reset), (0, "refer"))
    assert standing_of(made, AttemptLimit(), NOW).used == 1


def test_without_a_limit_tries_are_counted_all_the_same() -> None:
    found = standing_of(minutes_ago(*((1, "reject"),) * 9), AttemptLimit(most=0), NOW)
    assert (found.used, found.used_up, found.next.of) == (9, False, None)


@given(tries, st.integers(0, 5), st.integers(1, 20))
def test_an_attempt_is_free_exactly_when_it_is_said_to_be(
    made: list[tuple[datetime, Tried]], most: int, minutes: int
) -> None:
    limit = AttemptLimit(most=most, minutes=minutes)
    found = standing_of(made, limit, NOW)
    assert found.used_up == (0 < most <= found.used)
    if found.again_at is not None:
        assert NOW < found.again_at <= NOW + limit.period
        assert not standing_of(made, limit, found.again_at).used_up
        assert standing_of(made, limit, found.again_at - timedelta(microseconds=1)).used_up


@pytest.mark.parametrize(("most", "minutes"), [(-1, 10), (101, 10), (3, 0), (3, 10081)])
def test_a_limit_that_makes_no_sense_is_refused(most: int, minutes: int) -> None:
    with pytest.raises(UsageError, match="0 for no limit"):
        AttemptLimit(most=most, minutes=minutes)
