"""Rows of stores as wholes: what they hold, what opens them, what was restored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sigverify.storage.rows.chain import AuditHead


@dataclass(frozen=True, kw_only=True)
class StoreCheck:
    """What a look at everything in a store found.

    rows: how many each table holds; head: the last entry of its audit chain; faults: what does not check out, one
    sentence each.
    """

    rows: Mapping[str, int]
    head: AuditHead | None
    faults: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class WaysIn:
    """By what a store can be opened.

    opened_by: 'passphrase', 'keyring', 'file', 'recovery' or 'operator', of the store that was asked.
    machines: how many keyrings and key files open it with nothing typed; operators: how many sign in.
    """

    opened_by: str
    passphrase: bool
    recovery: bool
    machines: int
    operators: int


@dataclass(frozen=True, kw_only=True)
class StoreInfo:
    """What a store is.

    server: which one holds it, by its version, None of a file; warning: why the way to that is not safe, '' where it
    is; size: in bytes; key: where its key is kept, in a sentence.
    """

    name: str
    schema: str
    made_at: datetime
    key: str
    server: str | None
    warning: str
    size: int
    rows: Mapping[str, int]
    head: AuditHead | None


@dataclass(frozen=True, kw_only=True)
class FoundStore:
    """What is in a place where somebody wants to keep signers.

    url: of the place, without a password; name: for messages. is_new: whether there is no store yet; is_older: whether
    it is brought up to date when it is opened. signers: how many it holds. ways_in: by what it opens, as `WaysIn` has
    it, each once. warning: why the way there is not safe, '' where it is.
    """

    url: str
    name: str
    is_new: bool = False
    is_older: bool = False
    signers: int = 0
    ways_in: Sequence[str] = ()
    warning: str = ""


@dataclass(frozen=True, kw_only=True)
class StoreNews:
    """Whether others changed the signers with their references, or put another model to use."""

    signers: bool
    model: bool


@dataclass(frozen=True, kw_only=True)
class Restored:
    """What came of a restoring.

    check: of what was restored; erased: how many signers in it had been erased since the backup, and were erased again;
    put_aside: where the store that was there before lies, None where there was none.
    """

    check: StoreCheck
    erased: int
    put_aside: Path | None
