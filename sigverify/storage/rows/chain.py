"""Rows of the audit chain."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class AuditEvent:
    """Something that the audit chain is told; see `events` for the kinds and for what must never be told.

    signer_id: whom it is about, None where it is about nobody in particular. facts: anything that JSON holds.
    """

    kind: str
    signer_id: str | None = None
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class AuditEntry:
    """An event in the chain.

    sequence: from 1, without holes. at: ISO 8601, UTC. previous, hash: hexadecimal, of the entry before and of this.
    readable: False where what it tells does not open, since somebody changed it from outside: then it tells nothing.
    """

    sequence: int
    at: str
    event: AuditEvent
    previous: str
    hash: str
    readable: bool = True

    def to_json(self) -> dict[str, object]:
        """Return plain values."""
        return {
            "sequence": self.sequence,
            "at": self.at,
            "kind": self.event.kind,
            "signer_id": self.event.signer_id,
            "facts": dict(self.event.facts),
            "previous": self.previous,
            "hash": self.hash,
        }


@dataclass(frozen=True, kw_only=True)
class AuditHead:
    """The last entry of a chain at some time: whoever holds it can tell whether anything up to it was changed."""

    sequence: int
    at: str
    hash: str


@dataclass(frozen=True, kw_only=True)
class AuditReport:
    """What a check of the chain found.

    faults: what does not check out, one sentence each, in order; remarks: what a reader should know, such as a clock
    that was set back. head: the last entry there is. broken_at: the first entry that is missing or does not fit, None
    where the chain itself is whole, though rows may lack entries.
    """

    entries: int
    head: AuditHead | None
    faults: tuple[str, ...]
    remarks: tuple[str, ...]
    broken_at: int | None = None

    @property
    def sound(self) -> bool:
        """Whether every entry checks out."""
        return not self.faults
