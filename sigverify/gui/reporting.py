"""The report of a decision for whoever has no window open: the same pages as those that Review writes."""

from datetime import UTC, datetime
from pathlib import Path

from sigverify.gui.application import create_application, work_without_display
from sigverify.gui.desk_reviewing import decided
from sigverify.gui.language import speak
from sigverify.gui.plots.decision_report import DecisionReport
from sigverify.gui.theme import Theme
from sigverify.ink.formats.whole_file import write_whole
from sigverify.storage.events import exported
from sigverify.storage.store import Store
from sigverify.verification.comparison import compare
from sigverify.workflows.model_records import model_record


def write_decision_report(store: Store, decision_id: int, path: Path, language: str) -> None:
    """Write a stored decision as PDF, and tell the audit chain that it left the store.

    language: code of one of `languages()`.

    Raises StoreError where there is no such decision or it may not be taken out, and ResourceFault where the file
    cannot be written.
    """
    view = decided(store, decision_id)
    work_without_display(unseen=True)
    create_application()
    speak(language)
    closest = view.closest
    comparison = None
    if view.ink is not None and closest is not None and closest.recording is not None:
        comparison = compare(view.ink, closest.recording)
    sha256 = view.row.model_sha256
    report = DecisionReport(
        theme=Theme("light"),
        view=view,
        comparison=comparison,
        record=model_record(store, sha256) if sha256 is not None else None,
        written_at=datetime.now(UTC),
    )
    content = report.to_pdf()
    store.record(exported("report", 1, view.row.signer_id))
    write_whole(path, content)
