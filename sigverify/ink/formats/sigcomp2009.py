"""SigComp2009, the signature competition of ICDAR 2009: the NFI and the NISDCC collections (.hwr).

One line with a name and the number of points, then rows parted by white space:

    NLDCC-001_001_001 702
    x y pressure azimuth altitude

x and y are digitiser units, y up; angles are tenths of a degree. Points in the air are recorded, with a pressure of
zero or below. No times are stored: the rate is 200 Hz. Azimuth and altitude are corrupt in many NISDCC files, so they
are kept only where the caller vouches for them.

Source: V. L. Blankers et al., 'The ICDAR 2009 Signature Verification Competition', ICDAR 2009.
"""

import numpy as np

from sigverify.ink.formats.plain_text import (
    TextFile,
    blamed_on,
    check_count,
    is_number,
    parse_count,
    read_rows,
    shorten,
)
from sigverify.ink.recording import Capture, Recording, number_strokes
from sigverify.sentences import said

COLUMNS = ("x", "y", "pressure", "azimuth", "altitude")

RATE_HZ = 200.0
PRESSURE_FULL_SCALE = 1024.0
"""The highest level that occurs."""


def is_sigcomp2009(file: TextFile) -> bool:
    """Say whether the file begins as SigComp2009 does: a name line, then five numbers."""
    name = file.line(1).split()
    row = file.line(2).split()
    return 1 <= len(name) <= 2 and not is_number(name[0]) and len(row) == len(COLUMNS) and all(map(is_number, row))


def parse_sigcomp2009(file: TextFile, *, angles: bool) -> Recording:
    """Return the recording in a SigComp2009 file, its times laid out at 200 Hz from 0.

    angles: whether azimuth and altitude are kept (NFI) or left out (NISDCC, where many are corrupt).

    Raises FormatError naming the line where the file is not as the format says.
    """
    name = file.line(1).split()
    if not 1 <= len(name) <= 2 or is_number(name[0]):
        raise file.fault(
            1,
            said("expected a name and the number of points, found '{found}'.", found=shorten(file.line(1).strip())),
            said("Restore the name line, or name the file's own format."),
        )
    rows = read_rows(file, 2, COLUMNS)
    if len(name) == 2:
        check_count(file, 1, parse_count(file, 1, name[1]), len(rows))
    down = rows[:, 2] > 0
    with blamed_on(file):
        return Recording(
            time_s=np.arange(len(rows)) / RATE_HZ,
            x=rows[:, 0],
            y=rows[:, 1],
            stroke=number_strokes(down),
            pressure=np.where(down, rows[:, 2], 0.0),
            azimuth_deg=rows[:, 3] / 10.0 if angles else None,
            altitude_deg=rows[:, 4] / 10.0 if angles else None,
            capture=Capture(
                pressure_full_scale=PRESSURE_FULL_SCALE, records_in_air=True, rate_hz=RATE_HZ, has_clock=False
            ),
        )
