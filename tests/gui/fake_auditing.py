"""The audit chain of the fake services: entries in memory, given by the test."""

import csv
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sigverify.gui.audits import AUDIT_PAGE
from sigverify.progress import tell
from sigverify.storage.rows import AuditEntry, AuditEvent, AuditHead, AuditReport

BEGAN = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


def entry(number: int, event: AuditEvent, at: datetime | None = None, *, readable: bool = True) -> AuditEntry:
    when = (at or BEGAN + timedelta(minutes=number)).isoformat(timespec="microseconds")
    own, before = f"{number:064x}", f"{number - 1:064x}"
    return AuditEntry(sequence=number, at=when, event=event, previous=before, hash=own, readable=readable)


@dataclass
class FakeCheck:
    """A check that goes through `parts` portions; it waits before each for `gate`."""

    services: "FakeAuditing"
    known: AuditHead | None
    parts: int
    done: int = 0

    def go_on(self) -> AuditReport | None:
        tell(self.done / self.parts)
        self.services._call("go_on")
        if self.services.gate is not None:
            self.services.gate.wait(10)
        tell(self.done / self.parts)
        self.done += 1
        return self.services.report if self.done >= self.parts else None


@dataclass
class FakeTable:
    services: "FakeAuditing"
    path: Path
    numbers: list[int] = field(default_factory=list)

    def add(self, sequences) -> None:
        self.services._call("add")
        if self.services.gate is not None:
            self.services.gate.wait(10)
        self.numbers += sequences

    def finish(self) -> int:
        self.services._call("finish")
        with self.path.open("w", newline="", encoding="utf-8") as stream:
            csv.writer(stream).writerows([number] for number in self.numbers)
        return len(self.numbers)

    def abandon(self) -> None:
        self.services._call("abandon")


@dataclass
class FakeAuditing:
    """`chain` is what there is, in order; `report` what a check finds; `pages` what was asked for."""

    chain: list[AuditEntry] = field(default_factory=list)
    report: AuditReport = field(
        default_factory=lambda: AuditReport(entries=6, head=None, faults=(), remarks=(), broken_at=None)
    )
    gate: threading.Event | None = None
    portions: int = 3
    pages: list[tuple[int | None, int]] = field(default_factory=list)
    checked_by: list[AuditHead | None] = field(default_factory=list)

    def told(self, *events: AuditEvent) -> None:
        """Append entries to the chain, a minute apart."""
        for event in events:
            self.chain.append(entry(len(self.chain) + 1, event))

    def audit_page(self, before, after):
        self._call("audit_page")
        self.pages.append((before, after))
        wanted = [one for one in self.chain if one.sequence > after and (before is None or one.sequence < before)]
        return wanted[::-1][:AUDIT_PAGE]

    def audit_numbered(self, sequences):
        self._call("audit_numbered")
        return [one for one in self.chain if one.sequence in set(sequences) and one.readable]

    def keep_audit_head(self, path):
        self._call("keep_audit_head")
        last = self.chain[-1]
        Path(path).write_text(str(last.sequence), encoding="utf-8")
        return AuditHead(sequence=last.sequence, at=last.at, hash=last.hash)

    def read_audit_head(self, path):
        self._call("read_audit_head")
        number = int(Path(path).read_text(encoding="utf-8"))
        return AuditHead(sequence=number, at="", hash=f"{number:064x}")

    def begin_audit_check(self, known):
        self._call("begin_audit_check")
        self.checked_by.append(known)
        return FakeCheck(self, known, self.portions)

    def begin_audit_table(self, path):
        self._call("begin_audit_table")
        return FakeTable(self, Path(path))
