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

from pathlib import Path

import numpy as np

from sigverify.ink.formats.capture_facts import FACTS, fact_text, parse_fact, told_facts
from sigverify.ink.formats.plain_text import TextFile, blamed_on, line_of_row, read_rows, shorten
from sigverify.ink.formats.whole_file import write_whole
from sigverify.ink.recording import OPTIONAL_CHANNELS, Capture, Floats, Recording
from sigverify.sentences import said

REQUIRED = ("t_s", "x", "y", "stroke")


def is_csv_ink(file: TextFile) -> bool:
    """Say whether the first line that is no comment is a header row of this format."""
    header = next((line for _, line in file.lines() if not line.lstrip().startswith("#")), "")
    return set(REQUIRED) <= {cell.strip() for cell in header.split(",")}


def parse_csv_ink(file: TextFile) -> Recording:
    """Return the recording in a file of this format.

    Raises FormatError naming the line where the file is not as the format says.
    """
    facts: dict[str, str | float | bool] = {}
    number = 1
    while number <= file.count:
        line = file.line(number).strip()
        if line.startswith("#"):
            key, colon, value = line[1:].partition(":")
            if colon:
                name = _fact_name(file, number, key.strip(), facts)
                facts[name] = parse_fact(file, number, name, value.strip())
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
            said("column 'stroke' must be −1 or count 0, 1, 2 …, found {stroke:g}.", stroke=stroke[bad[0]]),
            said("Mend that value."),
        )
    optional: dict[str, Floats] = {name: channel[name] for name in OPTIONAL_CHANNELS if name in channel}
    with blamed_on(file):
        return Recording(
            time_s=channel["t_s"],
            x=channel["x"],
            y=channel["y"],
            stroke=stroke.astype(np.int64),
            capture=Capture(**facts),  # type: ignore[arg-type]  # parse_fact gave each name its own type
            **optional,
        )


def write_csv(recording: Recording, path: Path) -> None:
    """Write a recording so that reading it back gives an equal one; an older file is replaced whole or not at all.

    Raises ResourceFault where the file cannot be written.
    """
    write_whole(path, format_csv(recording).encode())


def format_csv(recording: Recording) -> str:
    """Return the text that `write_csv` writes."""
    lines = [f"# {name}: {fact_text(value)}" for name, value in told_facts(recording.capture).items()]
    channels = recording.channels()
    lines.append(",".join("t_s" if name == "time_s" else name for name in channels))
    cells = [[repr(value) for value in values.tolist()] for values in channels.values()]
    lines.extend(",".join(row) for row in zip(*cells, strict=True))
    return "\n".join(lines) + "\n"


def _columns(file: TextFile, line: int) -> tuple[str, ...]:
    columns = tuple(cell.strip() for cell in file.line(line).split(","))
    known = (*REQUIRED, *OPTIONAL_CHANNELS)
    missing = [name for name in REQUIRED if name not in columns]
    if missing and ";" in file.line(line):
        raise file.fault(
            line,
            said("the columns are parted by semicolons."),
            said("Part them by commas, and write numbers with a point; some spreadsheets save neither."),
        )
    if missing:
        raise file.fault(
            line if line <= file.count else None,
            said("the header row lacks the column '{missing}'.", missing=missing[0]),
            said("Begin the points with a row '{known}' and the channels that you have.", known=",".join(REQUIRED)),
        )
    for name in columns:
        if name not in known:
            raise file.fault(
                line,
                said("unknown column '{name}'.", name=shorten(name)),
                said("Known ones are {known}.", known=", ".join(known)),
            )
        if columns.count(name) > 1:
            raise file.fault(line, said("the column '{name}' stands twice.", name=name), said("Keep one of them."))
    return columns


def _fact_name(file: TextFile, line: int, key: str, seen: dict[str, str | float | bool]) -> str:
    if key not in FACTS:
        raise file.fault(
            line,
            said("unknown fact '{key}'.", key=shorten(key)),
            said("Known ones are {known}; leave the colon out of free text.", known=", ".join(FACTS)),
        )
    if key in seen:
        raise file.fault(line, said("the fact '{key}' stands twice.", key=key), said("Keep one of them."))
    return key
