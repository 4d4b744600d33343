"""MCYT as text: one file a signature, no header, seven columns parted by white space.

    t_s x_mm y_mm pressure penup azimuth_deg inclination_deg

Time is in seconds, x and y in millimetres, y up, angles in degrees; inclination is the pen's elevation above the
surface. Points in the air are recorded, with pressure 0. `penup` is 1 with the pen lifted, but it is only checked to
be 0 or 1: pressure alone says where the tip is, which holds whatever a converter took `penup` to mean. Rate 100 Hz.

Source of the recordings: J. Ortega-Garcia et al., 'MCYT baseline corpus: a bimodal biometric database', IEE
Proceedings Vision, Image and Signal Processing 150 (6), 2003 (Wacom Intuos, 1024 levels of pressure).
"""

import numpy as np

from sigverify.ink.formats.plain_text import (
    TextFile,
    blamed_on,
    check_flags,
    is_number,
    line_of_row,
    read_rows,
)
from sigverify.ink.recording import Capture, Recording, number_strokes
from sigverify.sentences import said

COLUMNS = ("t_s", "x_mm", "y_mm", "pressure", "penup", "azimuth_deg", "inclination_deg")

RATE_HZ = 100.0
PRESSURE_FULL_SCALE = 1023.0


def is_mcyt(file: TextFile) -> bool:
    """Say whether the file begins as MCYT does: with a row of seven numbers."""
    cells = file.line(1).split()
    return len(cells) == len(COLUMNS) and all(map(is_number, cells))


def parse_mcyt(file: TextFile) -> Recording:
    """Return the recording in an MCYT text file.

    Raises FormatError naming the line where the file is not as the format says.
    """
    rows = read_rows(file, 1, COLUMNS)
    check_flags(file, 1, "penup", rows[:, 4])
    pressure = rows[:, 3]
    if pressure.min() < 0:
        row = int(np.argmin(pressure))
        raise file.fault(
            line_of_row(file, 1, row),
            said("pressure is {pressure:g}, below zero.", pressure=pressure[row]),
            said("Mend that value."),
        )
    with blamed_on(file):
        return Recording(
            time_s=rows[:, 0],
            x=rows[:, 1],
            y=rows[:, 2],
            stroke=number_strokes(pressure > 0),
            pressure=pressure,
            azimuth_deg=rows[:, 5],
            altitude_deg=rows[:, 6],
            capture=Capture(
                length_unit="mm",
                mm_per_unit=1.0,
                pressure_full_scale=_full_scale(float(pressure.max())),
                records_in_air=True,
                rate_hz=RATE_HZ,
            ),
        )


def _full_scale(highest: float) -> float | None:
    """Return the level of full pressure: of the tablet, or 1 where a converter divided by it."""
    if highest <= 1:
        return 1.0
    return PRESSURE_FULL_SCALE if highest <= PRESSURE_FULL_SCALE else None
