"""What leaves Review as a file: the decisions that are to be seen, as CSV or JSON, and the report of one as PDF.

Of all that is listed the window's thread fetches nothing: the desk's looks at it as it stood when it was asked for.
"""

import csv
import io
import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QMenu

from sigverify.gui.desk import Desk
from sigverify.gui.language import tr
from sigverify.gui.panels.pieces import Button
from sigverify.gui.panels.waiting_bar import WaitingBar
from sigverify.gui.plots.decision_report import DecisionReport
from sigverify.gui.reviews import DecidedView, DecisionView
from sigverify.gui.services import Services
from sigverify.gui.tables.decision_model import DecisionModel
from sigverify.gui.theme import Theme
from sigverify.ink.formats.whole_file import put_in_place, write_part
from sigverify.progress import steps
from sigverify.sentences import said
from sigverify.workflows.spreadsheets import safe_cell

if TYPE_CHECKING:
    from sigverify.verification.comparison import Comparison

FORMATS: tuple[tuple[str, str], ...] = (("csv", said("Table (CSV)…")), ("json", said("Table (JSON)…")))

_AT_ONCE = 500
"""Decisions between two looks whether somebody asks to stop."""


class ReviewExport(QObject):
    """Owns the button, its menu, and the bar that tells how far a file is.

    begun: a file is being written, and no other one meanwhile. Then one of written(str): its path; failed(str): why it
    was not written; stopped: somebody did not want it any more.
    """

    begun = Signal()
    failed = Signal(str)
    written = Signal(str)
    stopped = Signal()

    def __init__(self, theme: Theme, desk: Desk, model: DecisionModel) -> None:
        super().__init__()
        self._desk, self._model = desk, model
        self._paper = Theme("light", self)
        self.ask_path: Callable[[str, str], str] = self._ask_path
        self.button = Button(
            theme,
            tr("Export"),
            "export",
            tip=tr("Write the decisions that are listed into a file: CSV or JSON"),
            needs="export",
        )
        self.menu = QMenu(self.button)
        for ending, words in FORMATS:
            self.menu.addAction(tr(words)).setData(ending)
        self.menu.triggered.connect(lambda action: self.save_table(action.data()))
        self.button.setMenu(self.menu)
        self.bar = WaitingBar(theme)

    @property
    def is_at_work(self) -> bool:
        """Whether a file is being written."""
        return self.bar.is_waiting

    @Slot()
    def stop(self) -> None:
        """Write no file; nothing is left of it."""
        self.bar.stop()

    def save_table(self, ending: str) -> None:
        """Ask for a file and write the decisions that are listed, whole or not at all, on the desk's thread."""
        path = self._path("decisions", ending)
        if path is not None and not self.is_at_work:
            rows = self._model.rows.as_now()
            self._write(path, lambda _: table(rows, ending), "decisions", len(rows), None)

    def save_report(self, view: DecidedView) -> None:
        """Ask for a file and write the report of one decision."""
        path = self._path(f"decision-{view.row.decision_id}", "pdf")
        if path is not None and not self.is_at_work:
            now = datetime.now(UTC)
            self._write(
                path, lambda services: report(services, self._paper, view, now), "report", 1, view.row.signer_id
            )

    def _path(self, name: str, ending: str) -> Path | None:
        path = self.ask_path(name, ending)
        if path and not path.lower().endswith(f".{ending}"):
            path += f".{ending}"
        return Path(path) if path else None

    def _write(
        self, path: Path, content: Callable[[Services], bytes], what: str, count: int, signer_id: str | None
    ) -> None:
        def do(services: Services) -> None:
            part = write_part(path, content(services))
            try:
                services.note_export(what, count, signer_id)  # nothing has its name before the audit chain tells of it
                put_in_place(part, path)
            finally:
                part.unlink(missing_ok=True)

        self.bar.ask(self._desk, do, lambda _: self.written.emit(str(path)), self.failed.emit, self.stopped.emit)
        self.begun.emit()

    def _ask_path(self, name: str, ending: str) -> str:
        start = str(Path.home() / f"{name}.{ending}")
        return QFileDialog.getSaveFileName(self.button, tr("Write {name}", name=name), start, f"*.{ending}")[0]


def report(services: Services, paper: Theme, view: DecidedView, now: datetime) -> bytes:
    """Return the report of a decision; runs on the desk's thread, for painting pages takes a while."""
    closest = view.closest
    comparison: Comparison | None = None
    if view.ink is not None and closest is not None and closest.recording is not None:
        comparison = services.align(view.ink, closest.recording)
    sha256 = view.row.model_sha256
    record = services.model_record(sha256) if sha256 is not None else None
    return DecisionReport(theme=paper, view=view, comparison=comparison, record=record, written_at=now).to_pdf()


def table(rows: Sequence[DecisionView], ending: str) -> bytes:
    """Return decisions as CSV or JSON; what was not kept is empty or null. Raises Cancelled where one asks to stop."""
    text = io.StringIO()
    writer = csv.DictWriter(text, _told_names(), lineterminator="\n")
    if ending == "csv":
        writer.writeheader()
    for first in steps(range(0, len(rows), _AT_ONCE)):
        told = [_told(row) for row in rows[first : first + _AT_ONCE]]
        if ending == "csv":
            writer.writerows({name: safe_cell(value) for name, value in row.items()} for row in told)
            continue
        for row in told:
            text.write(",\n" if text.tell() else "[\n")
            text.write(json.dumps(row, indent=1, ensure_ascii=False))
    if ending == "json":
        text.write("\n]\n" if rows else "[]\n")
    return text.getvalue().encode()


def _told(row: DecisionView) -> dict[str, object]:
    return {
        "decision_id": row.decision_id,
        "decided_at": row.decided_at.isoformat(),
        "signer_id": row.signer_id,
        "signer": row.signer_name,
        "recording_id": row.recording_id,
        "decision": row.outcome,
        "ruling": row.ruling,
        "log10_likelihood_ratio": row.ratio,
        "score": row.score,
        "threshold": row.threshold,
        "reject_below": row.reject_below,
        "model": row.model,
        "model_sha256": row.model_sha256,
        "label": row.label,
        "notes": row.note_count,
    }


def _told_names() -> tuple[str, ...]:
    return (
        *("decision_id", "decided_at", "signer_id", "signer", "recording_id", "decision", "ruling"),
        *("log10_likelihood_ratio", "score", "threshold", "reject_below", "model", "model_sha256", "label", "notes"),
    )
