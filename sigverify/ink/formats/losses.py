"""What a recording has lost once it was written in a format and read again: measured, not promised."""

import numpy as np

from sigverify.ink.formats.capture_facts import FACTS
from sigverify.ink.formats.filed import FiledRecording
from sigverify.ink.recording import OPTIONAL_CHANNELS, Capture, Recording

STROKES, AIR, ORIGIN, DIGITS = "strokes", "air", "origin", "digits"

WORDS = ("signer", "label", "session", "number")

LOSSES: dict[str, str] = {
    STROKES: "where strokes begin and end",
    AIR: "points in the air",
    "pressure": "pressure",
    "azimuth_deg": "azimuth",
    "altitude_deg": "altitude",
    "tilt_x_deg": "tilt to the side",
    "tilt_y_deg": "tilt to the front",
    "rotation_deg": "rotation",
    "arrival_s": "arrival times",
    ORIGIN: "the origin of time",
    DIGITS: "half a step of each number",
    **{word: word for word in WORDS},
    "source": "what held the tip",
    "length_unit": "the name of the unit of length",
    "mm_per_unit": "millimetres",
    "mm_per_unit_y": "millimetres of y",
    "pressure_full_scale": "full pressure",
    "records_in_air": "whether points in the air were recorded",
    "rate_hz": "rate",
    "evenly_sampled": "whether it was sampled evenly",
    "has_clock": "whether there was a clock",
    "device": "device",
    "platform": "platform",
    "toolkit": "toolkit",
    "dots_per_inch": "dots per inch",
    "captured_at": "date",
}
"""All that can be lost, in words, in the order in which it is told."""

ALL_FACTS = frozenset(FACTS)

_SHIFT_S = 1e-3
"""A lesser one is rounding, which is told as such."""


def losses(before: FiledRecording, after: FiledRecording) -> frozenset[str]:
    """Return which of LOSSES a recording lost, where `after` is what was read of what was written of `before`.

    What a format only adds is no loss, such as a point in the air. Nor is another unit, where the millimetres or the
    share of full pressure can still be told.
    """
    old, new = before.recording, after.recording
    found = {word for word in WORDS if getattr(before, word) not in ("", None, getattr(after, word))}
    found |= _of_facts(old.capture, new.capture)
    if not np.array_equal(old.stroke[old.pen_down], new.stroke[new.pen_down]):
        found.add(STROKES)
    if int((old.stroke < 0).sum()) > int((new.stroke < 0).sum()):
        found.add(AIR)
    same_points = len(old) == len(new)
    here, there = (slice(None), slice(None)) if same_points else (old.pen_down, new.pen_down)
    for name in OPTIONAL_CHANNELS:
        if getattr(old, name) is not None and getattr(new, name) is None:
            found.add(name)
    if abs(float(old.time_s[here][0] - new.time_s[there][0])) > _SHIFT_S:
        found.add(ORIGIN)
    for name, values in _compared(new).items():
        told = _compared(old).get(name)
        if told is None or np.array_equal(told[here], values[there]):
            continue
        shifted = name == "time_s" and np.array_equal(told[here] - told[here][0], values[there] - values[there][0])
        if not shifted:
            found.add(DIGITS)
    return frozenset(found)


def _of_facts(old: Capture, new: Capture) -> set[str]:
    default = Capture()
    changed = {name for name in FACTS if getattr(old, name) not in (getattr(default, name), getattr(new, name))}
    if new.mm_per_unit is not None:
        changed -= {"mm_per_unit", "mm_per_unit_y"}
    if new.pressure_full_scale is not None:
        changed.discard("pressure_full_scale")
    return changed


def _compared(recording: Recording) -> dict[str, np.ndarray]:
    """Return the numbers of a recording in units that do not depend on how it was filed."""
    capture = recording.capture
    mm_x, mm_y = capture.mm_per_unit or 1.0, capture.mm_per_unit_y or capture.mm_per_unit or 1.0
    scales = {"x": mm_x, "y": mm_y, "pressure": 1.0 / (capture.pressure_full_scale or 1.0)}
    return {name: values * scales.get(name, 1.0) for name, values in recording.channels().items() if name != "stroke"}
