"""How often a signature may be tried for one signer before a person decides.

Who imitates gets better by trying, and a verifier that may be asked without end is a teacher. So signatures that were
not accepted count, and those that were cleared after their curve was seen, within a time that slides along; one that is
accepted, or a person who looked into it, begins anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sigverify.errors import UsageError
from sigverify.sentences import said

Tried = Literal["accept", "refer", "reject", "copy", "cleared", "lifted"]
"""What came of a try: a decision, a refusal as a copy of a stored signature, ink that was thrown away though its curve
had been seen, or a person who let the signer go on.
"""

MOST_ATTEMPTS = 100
MOST_MINUTES = 7 * 24 * 60


@dataclass(frozen=True, kw_only=True)
class AttemptLimit:
    """At most so many signatures that are not accepted in so many minutes; `most` 0 sets no limit.

    Raises UsageError where a number makes no sense.
    """

    most: int = 3
    minutes: int = 10

    def __post_init__(self) -> None:
        if not (0 <= self.most <= MOST_ATTEMPTS and 1 <= self.minutes <= MOST_MINUTES):
            raise UsageError(
                said(
                    "At most {most_attempts} attempts in at most {most_minutes} minutes can be set, 0 for no "
                    "limit; found {most} in {minutes}.",
                    most_attempts=MOST_ATTEMPTS,
                    most_minutes=MOST_MINUTES,
                    most=self.most,
                    minutes=self.minutes,
                )
            )

    @property
    def period(self) -> timedelta:
        """For how long a try counts."""
        return timedelta(minutes=self.minutes)


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """Which of how many attempts within so many minutes a decision was; of: None where there was no limit."""

    number: int
    of: int | None
    minutes: int


@dataclass(frozen=True, kw_only=True)
class AttemptStanding:
    """How many attempts were used, and when the next one is free; again_at: None while some are left."""

    limit: AttemptLimit
    used: int
    again_at: datetime | None

    @property
    def used_up(self) -> bool:
        """Whether no attempt is left."""
        return self.again_at is not None

    @property
    def next(self) -> Attempt:
        """Which one the next decision is."""
        return Attempt(number=self.used + 1, of=self.limit.most or None, minutes=self.limit.minutes)


def standing_of(tries: Sequence[tuple[datetime, Tried]], limit: AttemptLimit, now: datetime) -> AttemptStanding:
    """Return where a signer stands.

    tries: in the order they were made; those older than the limit's period count no more.
    """
    counted: list[datetime] = []
    for made_at, tried in tries:
        if tried in ("accept", "lifted"):
            counted.clear()
        elif made_at > now - limit.period:
            counted.append(made_at)
    again_at = counted[-limit.most] + limit.period if 0 < limit.most <= len(counted) else None
    return AttemptStanding(limit=limit, used=len(counted), again_at=again_at)
