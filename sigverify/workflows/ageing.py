"""When references have grown old: a hand's signature drifts, and what was written long ago tells less and less.

How long is a matter of the desk, so it is kept in the store: every window and command that uses it says the same.
"""

from datetime import UTC, datetime, timedelta

from sigverify.errors import UsageError
from sigverify.sentences import said
from sigverify.storage.rows import Profile
from sigverify.storage.store import Store

REMINDER_MONTHS = 12
"""Where nobody chose otherwise."""

LONGEST_MONTHS = 120

_SETTING = "references/remind after months"
_MONTH = timedelta(days=365.25 / 12)


def reminder_of(store: Store) -> int:
    """Return after how many months references count as old, 0 for never."""
    kept = store.setting(_SETTING)
    return int(kept) if kept is not None and kept.isdecimal() else REMINDER_MONTHS


def set_reminder(store: Store, months: int) -> None:
    """Choose after how many months references count as old, 0 for never; UsageError for what makes no sense."""
    if not 0 <= months <= LONGEST_MONTHS:
        raise UsageError(
            said(
                "A reminder comes after 1 to {most} months, or never (0); found {months}.",
                most=LONGEST_MONTHS,
                months=months,
            )
        )
    store.set_setting(_SETTING, str(months))


def grown_old(profile: Profile, months: int, now: datetime | None = None) -> bool:
    """Return whether the oldest reference of a profile is older than so many months; never for 0."""
    return is_older(profile, old_before(months, now))


def old_before(months: int, now: datetime | None = None) -> datetime | None:
    """Return the moment before which references are older than so many months; None, for never, where months are 0."""
    return (now or datetime.now(UTC)) - months * _MONTH if months else None


def is_older(profile: Profile, moment: datetime | None) -> bool:
    """Return whether the oldest reference of a profile is from before a moment that `old_before` gave."""
    return moment is not None and profile.oldest_reference is not None and profile.oldest_reference < moment


def old_words(profile: Profile, months: int, now: datetime | None = None) -> str:
    """Return what to tell of references that have grown old; '' where they have not."""
    if profile.oldest_reference is None or not grown_old(profile, months, now):
        return ""
    age = int(((now or datetime.now(UTC)) - profile.oldest_reference) / _MONTH)
    return said(
        "The oldest reference is {age} months old. Signatures drift with time: let the signer renew them in Enrol.",
        age=age,
    )
