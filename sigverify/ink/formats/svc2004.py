"""SVC2004, the First International Signature Verification Competition: tasks 1 and 2.

Line 1 holds the number of points N, then N rows follow, parted by white space:

    task 1: x y time button
    task 2: x y time button azimuth altitude pressure

x and y are digitiser units, y up; time is in milliseconds; azimuth (0 … 3599) and altitude (0 … 900) are tenths of a
degree; pressure runs to 1023. `button` is a bit mask whose bit 0 is the tip: where it is 0 a stroke starts, with that
very point on the surface. Points in the air are not recorded. Rate 100 Hz.

Written are whole numbers, so that half a step is lost: of x and y a step is 0.01 mm where `mm_per_unit` is known, else
one unit of the device; of time a millisecond; of pressure one of 1023 levels where full pressure is known, else a level
of the device; of angles a tenth of a degree. A recording with pressure becomes one of task 2, and an angle that it
lacks is written as 0; one without becomes task 1. Points in the air are left out, and so is everything else: tilts,
rotation, arrival times, and the facts of the capture.

Source: D.-Y. Yeung et al., 'SVC2004: First International Signature Verification Competition', ICBA 2004.
"""

import numpy as np

from sigverify.errors import InkError
from sigverify.ink.formats.plain_text import (
    LARGEST_VALUE,
    TextFile,
    blamed_on,
    check_count,
    line_of_row,
    parse_count,
    read_rows,
)
from sigverify.ink.recording import Capture, Recording, number_strokes
from sigverify.sentences import said

TASK_1 = ("x", "y", "time", "button")
TASK_2 = (*TASK_1, "azimuth", "altitude", "pressure")

RATE_HZ = 100.0
PRESSURE_FULL_SCALE = 1023.0
STEPS_IN_MM = 100.0
"""Of what is written; tablets of that time told 0.01 to 0.02 mm apart."""


def is_svc2004(file: TextFile) -> bool:
    """Say whether the file begins as SVC2004 does: with a line of one whole number."""
    cells = file.line(1).split()
    return len(cells) == 1 and cells[0].isascii() and cells[0].isdigit()


def parse_svc2004(file: TextFile) -> Recording:
    """Return the recording in a file of either task.

    Raises FormatError naming the line where the file is not as the format says.
    """
    declared = file.line(1).split()
    if len(declared) != 1:
        raise file.fault(
            1,
            said("expected the number of points alone, found {count} columns.", count=len(declared)),
            said("Name the file's own format."),
        )
    count = parse_count(file, 1, declared[0])
    has_pressure = len(file.line(2).split()) != len(TASK_1)
    columns = TASK_2 if has_pressure else TASK_1
    rows = read_rows(file, 2, columns)
    check_count(file, 1, count, len(rows))
    button = rows[:, 3]
    bad = np.flatnonzero((button < 0) | (button != np.floor(button)))
    if bad.size:
        raise file.fault(
            line_of_row(file, 2, int(bad[0])),
            said("column 'button' must be a whole number from 0, found {button:g}.", button=button[bad[0]]),
            said("Mend that value."),
        )
    # bits 2 to 5 are the pen's side switches, which say nothing about the tip
    starts = np.mod(button, 2) == 0
    if has_pressure and rows[:, 6].min() < 0:
        row = int(np.argmin(rows[:, 6]))
        raise file.fault(
            line_of_row(file, 2, row),
            said("pressure is {pressure:g}, below zero.", pressure=rows[row, 6]),
            said("Mend that value."),
        )
    with blamed_on(file):
        return Recording(
            time_s=rows[:, 2] / 1000.0,
            x=rows[:, 0],
            y=rows[:, 1],
            stroke=number_strokes(np.ones(len(rows), dtype=bool), starts),
            pressure=rows[:, 6] if has_pressure else None,
            azimuth_deg=rows[:, 4] / 10.0 if has_pressure else None,
            altitude_deg=rows[:, 5] / 10.0 if has_pressure else None,
            capture=Capture(pressure_full_scale=PRESSURE_FULL_SCALE if has_pressure else None, rate_hz=RATE_HZ),
        )


def format_svc2004(recording: Recording) -> bytes:
    """Return the content of a file of task 2, or of task 1 where there is no pressure; what is lost stands above.

    Raises InkError where a number is larger than this text format can be read with.
    """
    down = recording.pen_down
    mm_x, mm_y = recording.capture.mm_per_unit, recording.capture.mm_per_unit_y
    x_steps, y_steps = (1.0 if mm is None else mm * STEPS_IN_MM for mm in (mm_x, mm_y or mm_x))
    stroke = recording.stroke[down]
    columns = [
        recording.x[down] * x_steps,
        recording.y[down] * y_steps,
        recording.time_s[down] * 1000.0,
        np.concatenate(([0], np.diff(stroke) == 0)).astype(np.float64),
    ]
    if recording.pressure is not None:
        full_scale = recording.capture.pressure_full_scale
        for angle in (recording.azimuth_deg, recording.altitude_deg):
            columns.append(np.zeros(len(stroke)) if angle is None else angle[down] * 10.0)
        columns.append(recording.pressure[down] * (1.0 if full_scale is None else PRESSURE_FULL_SCALE / full_scale))
    rows = np.rint(np.stack(columns, axis=1))
    if not np.all(np.abs(rows) <= LARGEST_VALUE):
        raise InkError(
            said(
                "A number of the recording is over {largest_value:g} in this format's units. Choose "
                "a format that keeps everything, such as InkML.",
                largest_value=LARGEST_VALUE,
            )
        )
    lines = [str(len(rows)), *(" ".join(map(str, row)) for row in rows.astype(np.int64).tolist())]
    return ("\n".join(lines) + "\n").encode()
