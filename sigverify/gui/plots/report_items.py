"""What a report says of the signatures that were compared: which, how and when they were written, how large."""

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np

from sigverify.gui.language import tr
from sigverify.gui.reviews import DecidedView
from sigverify.ink.quality import assess
from sigverify.ink.recording import Recording
from sigverify.sentences import said

COLUMNS = (110.0, 70.0, 140.0, 176.0, 80.0, 70.0, 88.0, 170.0)
"""Their widths, in units of which a page is 1000 wide."""

_SOURCES = {
    "pen": said("Pen"),
    "mouse": said("Mouse"),
    "touch": said("Finger"),
    "file": said("File"),
    "synthetic": said("Synthetic"),
}


def item_names() -> Sequence[str]:
    """Return what stands over the columns."""
    return (
        "",
        tr("Number"),
        tr("Written (UTC)"),
        tr("Device"),
        tr("Duration"),
        tr("Strokes"),
        tr("Points/s"),
        tr("Width × height"),
    )


def item_rows(view: DecidedView) -> list[Sequence[str]]:
    """Return a row for the questioned signature and one for each reference; of what is gone only its number is told."""
    rows = [_row(tr("Questioned"), view.row.recording_id, view.ink)]
    for place, reference in enumerate(view.references or ()):
        rows.append(_row(tr("Reference {number}", number=place + 1), reference.recording_id, reference.recording))
    return rows


def _row(name: str, recording_id: int | None, ink: Recording | None) -> Sequence[str]:
    number = str(recording_id) if recording_id is not None else "–"
    if ink is None:
        return (name, number, tr("removed"), "–", "–", "–", "–", "–")
    found = assess(ink)
    return (
        name,
        number,
        _written(ink.capture.captured_at),
        ink.capture.device.split(" (")[0] or tr(_SOURCES[ink.capture.source]),
        tr("{seconds:.2f} s", seconds=found.duration_s),
        str(found.stroke_count),
        f"{found.rate_hz:.0f}",
        _size(ink),
    )


def _written(captured_at: str) -> str:
    try:
        moment = datetime.fromisoformat(captured_at)
    except ValueError:
        return tr("not told")
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M}" if moment.tzinfo else captured_at[:16].replace("T", " ")


def _size(ink: Recording) -> str:
    """Return width and height of the ink, in millimetres where its device's scale is known."""
    capture, down = ink.capture, ink.pen_down
    across, beyond = float(np.ptp(ink.x[down])), float(np.ptp(ink.y[down]))
    scale = 1.0 if capture.length_unit == "mm" else capture.mm_per_unit
    if scale is not None:
        scale_y = capture.mm_per_unit_y or scale
        return tr("{width:.1f} × {height:.1f} mm", width=across * scale, height=beyond * scale_y)
    if capture.length_unit == "px":
        return tr("{width:.0f} × {height:.0f} px", width=across, height=beyond)
    return tr("{width:.0f} × {height:.0f} of the device", width=across, height=beyond)
