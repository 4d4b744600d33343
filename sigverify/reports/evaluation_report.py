"""An evaluation on paper: figures, plots, protocol and limits as one HTML or PDF file that needs nothing else.

Signers appear by their name in the corpus only; no ink and nothing measured of it but scores.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from sigverify.errors import ResourceFault, UsageError
from sigverify.ink.formats.whole_file import write_shared
from sigverify.reports.html_page import html_report
from sigverify.reports.pdf_pages import pdf_report
from sigverify.reports.wording import check_comparable
from sigverify.workflows.evaluating import Evaluation

_WRITERS: dict[str, Callable[[Sequence[Evaluation]], bytes]] = {".html": html_report, ".pdf": pdf_report}


def check_ending(path: Path) -> None:
    """Raise UsageError where the file's ending names no kind of report."""
    if path.suffix.lower() not in _WRITERS:
        raise UsageError(f"A report is a file in .html or .pdf, found '{path.name}'. Give it one of these endings.")


def write_report(evaluations: Sequence[Evaluation], path: Path) -> None:
    """Write models measured on one corpus in one setting side by side, as HTML or PDF by the file's ending.

    Raises UsageError for another ending, or for evaluations that cannot stand side by side; ResourceFault where the
    file cannot be written.
    """
    check_ending(path)
    check_comparable(evaluations)
    content = _WRITERS[path.suffix.lower()](evaluations)
    try:
        write_shared(path, content)
    except OSError as fault:
        raise ResourceFault(
            f"The report cannot be written to '{path}': {fault.strerror}. Name another file."
        ) from fault
