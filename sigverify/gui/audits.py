"""What the audit view asks of the rooms below: entries of the chain as they are, a check of it, a table of it."""

from collections.abc import Sequence
from typing import Protocol

from sigverify.storage.rows import AuditEntry, AuditHead, AuditReport

AUDIT_PAGE = 1000
"""Entries that are asked for at once: the desk does what else is due in between."""


class AuditCheck(Protocol):
    """A check of the chain that goes on by portions, on the desk's thread."""

    def go_on(self) -> AuditReport | None:
        """Look at a portion and tell how far the whole is; return what was found once all is looked at."""


class AuditTable(Protocol):
    """A file of entries that is written by portions, on the desk's thread; it has its name when it is whole."""

    def add(self, sequences: Sequence[int]) -> None:
        """Write the entries of these numbers."""

    def finish(self) -> int:
        """Tell the audit chain, give the file its name, and return how many entries it holds."""

    def abandon(self) -> None:
        """Take away what was written."""


class AuditServices(Protocol):
    """Part of `services.Services`; all of it runs on the desk's thread."""

    def audit_page(self, before: int | None, after: int) -> Sequence[AuditEntry]:
        """Return entries between two numbers, the last ones first, a page at most; before: None for no end."""

    def audit_numbered(self, sequences: Sequence[int]) -> Sequence[AuditEntry]:
        """Return the entries of these numbers, as far as they can be read."""

    def keep_audit_head(self, path: str) -> AuditHead:
        """Write the last entry's number, time and hash into a file, and return them."""

    def read_audit_head(self, path: str) -> AuditHead:
        """Return what such a file holds."""

    def begin_audit_check(self, known: AuditHead | None) -> AuditCheck:
        """Begin a check; known: a head that was kept elsewhere."""

    def begin_audit_table(self, path: str) -> AuditTable:
        """Begin a table, as CSV."""
