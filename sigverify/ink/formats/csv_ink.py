"""sigverify's own text format (.csv): every channel and every capture fact, exact to the last bit.

    # length_unit: mm
    # mm_per_unit: 1.0
    # rate_hz: 200.0
    t_s,x,y,stroke,pressure
    0.0,12.5,30.25,0,311.0
    0.005,12.75,30.5,0,420.0
    0.01,13.0,31.0,-1,0.0

Comment lines come first. '# key: value' gives a fact of `Capture` under the field's own name; a fact that is not given
has `Capture`'s default. Text that could be misread stands in JSON quotes. A comment without a colon is free text. The
header row names the columns: `t_s,x,y,stroke`, then any of `pressure`, `azimuth_deg`, `altitude_deg`, `tilt_x_deg`,
`tilt_y_deg`, `rotation_deg`, `arrival_s`, in any order. y points up; `stroke` counts 0, 1, 2 … and is −1 in the air.
Numbers are written with the fewest digits that give the same float64 back.
"""

import json
import os
import tempfile
from dataclasses import fields
from pathlib import Path
from typing import get_args

import numpy as np

from sigverify.errors import ResourceFault
from sigverify.ink.formats.plain_text import TextFile, blamed_on, line_of_row, read_rows, shorten
from sigverify.ink.recording import (
    CAPTURE_NUMBERS,
    OPTIONAL_CHANNELS,
    Capture,
    Floats,
    LengthUnit,
    Recording,
    Source,
)

REQUIRED = ("t_s", "x", "y", "stroke")
SUFFIX = ".csv"

_FLAGS = ("records_in_air", "evenly_sampled", "has_clock")
_CHOICES = {"source": get_args(Source), "length_unit": get_args(LengthUnit)}
_FACTS = tuple(field.name for field in fields(Capture))


def is_csv_ink(file: TextFile) -> bool:
    """Say whether the first line that is no comment is a header row of this format."""
    header = next((line for line in file.lines if line.strip() and not line.lstrip().startswith("#")), "")
    return set(REQUIRED) <= {cell.strip() for cell in header.split(",")}


def parse_csv_ink(file: TextFile) -> Recording:
    """Return the recording in a file of this format.

    Raises FormatError naming the line where the file is not as the format says.
    """
    facts: dict[str, str | float | bool] = {}
    number = 1
    while number <= len(file.lines):
        line = file.line(number).strip()
        if line.startswith("#"):
            key, colon, value = line[1:].partition(":")
            if colon:
                facts[_fact_name(file, number, key.strip(), facts)] = _fact(file, number, key.strip(), value.strip())
        elif line:
            break
        number += 1
    columns = _columns(file, number)
    rows = read_rows(file, number + 1, columns, ",", largest=np.finfo(np.float64).max)
    channel = dict(zip(columns, rows.T, strict=True))
    stroke = channel["stroke"]
    bad = np.flatnonzero((stroke != np.floor(stroke)) | (stroke < -1) | (stroke > len(rows)))
    if bad.size:
        raise file.fault(
            line_of_row(file, number + 1, int(bad[0])),
            f"column 'stroke' must be −1 or count 0, 1, 2 …, found {stroke[bad[0]]:g}.",
            "Mend that value.",
        )
    optional: dict[str, Floats] = {name: channel[name] for name in OPTIONAL_CHANNELS if name in channel}
    with blamed_on(file):
        return Recording(
            time_s=channel["t_s"],
            x=channel["x"],
            y=channel["y"],
            stroke=stroke.astype(np.int64),
            capture=Capture(**facts),  # type: ignore[arg-type]  # _fact gave each name its own type
            **optional,
        )


def write_csv(recording: Recording, path: Path) -> None:
    """Write a recording so that reading it back gives an equal one; an older file is replaced whole or not at all.

    Raises ResourceFault where the file cannot be written.
    """
    text = format_csv(recording)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        part = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise ResourceFault(
            f"{path} could not be written ({error.strerror}). Check the folder, your rights and the room on the disk."
        ) from None


def format_csv(recording: Recording) -> str:
    """Return the text that `write_csv` writes."""
    default = Capture()
    lines = [
        f"# {name}: {_fact_text(getattr(recording.capture, name))}"
        for name in _FACTS
        if getattr(recording.capture, name) != getattr(default, name)
    ]
    channels = recording.channels()
    lines.append(",".join("t_s" if name == "time_s" else name for name in channels))
    cells = [[repr(value) for value in values.tolist()] for values in channels.values()]
    lines.extend(",".join(row) for row in zip(*cells, strict=True))
    return "\n".join(lines) + "\n"


def _columns(file: TextFile, line: int) -> tuple[str, ...]:
    columns = tuple(cell.strip() for cell in file.line(line).split(","))
    known = (*REQUIRED, *OPTIONAL_CHANNELS)
    missing = [name for name in REQUIRED if name not in columns]
    if missing:
        raise file.fault(
            line if line <= len(file.lines) else None,
            f"the header row lacks the column '{missing[0]}'.",
            f"Begin the points with a row '{','.join(REQUIRED)}' and the channels that you have.",
        )
    for name in columns:
        if name not in known:
            raise file.fault(line, f"unknown column '{shorten(name)}'.", f"Known ones are {', '.join(known)}.")
        if columns.count(name) > 1:
            raise file.fault(line, f"the column '{name}' stands twice.", "Keep one of them.")
    return columns


def _fact_name(file: TextFile, line: int, key: str, seen: dict[str, str | float | bool]) -> str:
    if key not in _FACTS:
        raise file.fault(
            line,
            f"unknown fact '{shorten(key)}'.",
            f"Known ones are {', '.join(_FACTS)}; leave the colon out of free text.",
        )
    if key in seen:
        raise file.fault(line, f"the fact '{key}' stands twice.", "Keep one of them.")
    return key


def _fact(file: TextFile, line: int, key: str, value: str) -> str | float | bool:
    if key in CAPTURE_NUMBERS:
        try:
            return float(value)
        except ValueError:
            raise file.fault(line, f"'{key}' is not a number: '{shorten(value)}'.", "Mend that value.") from None
    if key in _FLAGS:
        if value not in ("true", "false"):
            raise file.fault(line, f"'{key}' must be true or false, found '{shorten(value)}'.", "Mend that value.")
        return value == "true"
    if value.startswith('"'):
        try:
            text = json.loads(value)
        except ValueError:
            text = None
        if not isinstance(text, str):
            raise file.fault(line, f"'{key}' is no quoted text: {shorten(value)}", "Mend the quotes.")
        value = text
    if key in _CHOICES and value not in _CHOICES[key]:
        raise file.fault(
            line, f"'{key}' must be one of {', '.join(_CHOICES[key])}, found '{shorten(value)}'.", "Mend that value."
        )
    return value


def _fact_text(value: str | float | bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        plain = value.isprintable() and value == value.strip() and not value.startswith('"')
        return value if plain else json.dumps(value)
    return repr(float(value))
