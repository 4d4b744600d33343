"""Attempts at the pad in a store: how many are allowed, how many were made, and who lets a signer go on."""

import json
from datetime import UTC, datetime

from sigverify.errors import StoreDamagedError, UsageError
from sigverify.sentences import said
from sigverify.storage import events
from sigverify.storage.store import Store
from sigverify.verification.attempts import AttemptLimit, AttemptStanding, standing_of

_SETTING = "attempts"


def limit_of(store: Store) -> AttemptLimit:
    """Return how many attempts this store's desks allow."""
    kept = store.setting(_SETTING)
    if kept is None:
        return AttemptLimit()
    try:
        return AttemptLimit(**json.loads(kept))
    except (ValueError, TypeError, UsageError) as error:
        raise StoreDamagedError(said("The store's limit of attempts is none. Set it anew under Settings.")) from error


def set_limit(store: Store, limit: AttemptLimit) -> None:
    """Allow so many attempts from now on, at every desk of this store; the audit chain tells of it."""
    if limit == limit_of(store):
        return
    with store.together():
        store.set_setting(_SETTING, json.dumps({"most": limit.most, "minutes": limit.minutes}))
        store.record(events.attempts_limited(limit.most, limit.minutes))


def standing(store: Store, signer_id: str) -> AttemptStanding:
    """Return where a signer stands at this moment."""
    limit, now = limit_of(store), datetime.now(UTC)
    tries = store.attempts(signer_id, now - limit.period)
    return standing_of([(attempt.made_at, attempt.tried) for attempt in tries], limit, now)


def note_cleared(store: Store, signer_id: str) -> AttemptStanding:
    """Count ink that was thrown away though its curve had been seen, and return where the signer stands then."""
    store.add_attempt(signer_id, "cleared")
    return standing(store, signer_id)


def require_left(store: Store, signer_id: str) -> AttemptStanding:
    """Return where a signer stands; raises UsageError where no attempt is left."""
    found = standing(store, signer_id)
    if found.again_at is not None:
        raise UsageError(
            said(
                "{used} signatures within {minutes} minutes were not accepted: a person decides now. The next "
                "attempt is free at {moment:%H:%M}, or as soon as somebody says why.",
                used=found.used,
                minutes=found.limit.minutes,
                moment=found.again_at.astimezone(),
            )
        )
    return found
