"""The audit chain as the window asks for it: checked and written out by portions, between which the desk does more."""

import csv
import io
import json
import os
from collections.abc import Sequence
from pathlib import Path

from sigverify.errors import ResourceFault
from sigverify.ink.formats.whole_file import put_in_place, write_part
from sigverify.progress import tell
from sigverify.sentences import said
from sigverify.storage import events
from sigverify.storage.chain_check import ChainCheck
from sigverify.storage.rows import AuditEntry, AuditHead, AuditReport
from sigverify.storage.store import Store
from sigverify.workflows.spreadsheets import safe_cell

_CHECKED_AT_ONCE = 4000
"""Entries that are looked at in a portion, a tenth of a second or so."""

_NAMES = ("entry", "at", "action", "signer_id", "operator_id", "tells", "previous", "hash")


class DeskAuditCheck:
    """A check of the chain of an open store."""

    def __init__(self, store: Store, known: AuditHead | None) -> None:
        self._store, self._check = store, ChainCheck(known)
        self._end = max(store.audit_head().sequence, 1)

    def go_on(self) -> AuditReport | None:
        """Look at a portion."""
        tell(min(self._check.reached / self._end, 1.0))
        return self._store.check_audit(self._check, _CHECKED_AT_ONCE)


class DeskAuditTable:
    """A table of entries of an open store: signers and operators by their random ids, as the chain has them."""

    def __init__(self, store: Store, path: Path) -> None:
        self._store, self._path, self._count = store, path, 0
        self._part = write_part(path, (",".join(_NAMES) + "\n").encode())

    def add(self, sequences: Sequence[int]) -> None:
        """Write the entries of these numbers, in this order; one that cannot be read is named, and tells nothing."""
        found = {entry.sequence: entry for entry in self._store.audit_numbered(sequences)}
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerows(
            map(safe_cell, _told(found[one]) if one in found else (one, *[""] * (len(_NAMES) - 1))) for one in sequences
        )
        self._write(text.getvalue().encode())
        self._count += len(sequences)

    def finish(self) -> int:
        """Tell the audit chain and give the file its name."""
        try:
            self._write(b"")
            self._store.record(events.exported("audit", self._count))  # before anything has its name
            put_in_place(self._part, self._path)
        finally:
            self.abandon()
        return self._count

    def abandon(self) -> None:
        """Take away what was written and has no name yet."""
        self._part.unlink(missing_ok=True)

    def _write(self, content: bytes) -> None:
        try:
            with self._part.open("ab") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
        except OSError as error:
            raise ResourceFault(
                said(
                    "{path} could not be written ({strerror}). Check the folder, your rights and the room on the disk.",
                    path=self._path,
                    strerror=error.strerror,
                )
            ) from None


def _told(entry: AuditEntry) -> tuple[object, ...]:
    facts = dict(entry.event.facts)
    operator = facts.pop("operator", None)
    tells = json.dumps(facts, ensure_ascii=False, sort_keys=True)
    return (
        *(entry.sequence, entry.at, entry.event.kind, entry.event.signer_id or "", operator or ""),
        *(tells, entry.previous, entry.hash),
    )
