"""What each piece of the store works with inside one transaction."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import Connection

from sigverify.errors import StoreDamagedError, UsageError
from sigverify.storage.cipher import Sealer
from sigverify.storage.rows import AuditEvent
from sigverify.storage.store_keys import OwnersCipher, StoreKeys


@dataclass(frozen=True)
class Transaction:
    """An open transaction, the cipher of its store, and what the audit chain is to be told of it.

    operator_id: who is signed in, None where nobody is; every entry of the audit chain names them.
    """

    connection: Connection
    cipher: Sealer
    operator_id: str | None = None
    events: list[AuditEvent] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    """Hashes of the entries of the audit chain that this transaction wrote."""

    @classmethod
    def of(cls, connection: Connection, keys: StoreKeys) -> "Transaction":
        """Return a transaction on this connection, opened by these keys."""
        return cls(connection, OwnersCipher(keys, connection), keys.way_in.operator_id)

    @property
    def keys(self) -> StoreKeys:
        """The keys of the store that this transaction is on."""
        assert isinstance(self.cipher, OwnersCipher), "it is on a store, not on a journal beside one"
        return self.cipher.keys

    def tell(self, event: AuditEvent) -> None:
        """Have an event written to the audit chain in this transaction, at its end."""
        self.events.append(event)


def now() -> datetime:
    """Return the time, aware, UTC."""
    return datetime.now(UTC)


def checked_text(value: str, what: str, longest: int = 10_000) -> str:
    """Return `value`; raises UsageError where it is too long or holds what no database keeps as text.

    what: its name in the message.
    """
    if len(value) > longest:
        raise UsageError(f"The {what} is {len(value)} characters long; at most {longest} can be stored.")
    if "\0" in value or any("\ud800" <= character <= "\udfff" for character in value):
        raise UsageError(f"The {what} holds a character that is none (a null or half of a pair). Type it again.")
    return value


def to_json(value: Mapping[str, object], what: str) -> str:
    """Return `value` as JSON; raises UsageError where it holds something that JSON lacks."""
    try:
        return json.dumps(dict(value))
    except (TypeError, ValueError) as error:
        raise UsageError(f"The {what} cannot be stored as JSON: {error}.") from error


def from_json(text: str, what: str) -> dict[str, object]:
    """Return what `to_json` was given; raises StoreDamagedError where the text is something else."""
    try:
        value = json.loads(text)
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise StoreDamagedError(f"The store's {what} is not the JSON object expected. Restore the store from a copy.")
    return value


_OPERATOR = "operator"


def signed(work: Transaction) -> dict[str, object]:
    """Return what a sealed value keeps of whoever is signed in; nothing where nobody is."""
    return {_OPERATOR: work.operator_id} if work.operator_id is not None else {}


def signed_by(values: dict[str, object]) -> str | None:
    """Take from a sealed value's JSON who was signed in when it was written."""
    operator_id = values.pop(_OPERATOR, None)
    return operator_id if isinstance(operator_id, str) else None
