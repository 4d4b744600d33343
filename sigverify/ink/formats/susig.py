"""SUSIG, the signatures of Sabanci University: the visual and the blind part.

Two header lines, then rows parted by white space:

    X, Y, TStamp, Pres., EndPts
    DataSize: 86
    x y time pressure endpoint

x and y are digitiser units with **y pointing down**, negated here; time is in milliseconds; `endpoint` is 1 at the
last point of each stroke but the last one. Points in the air are not recorded. Rate 100 Hz. Pressure runs to 255 in
the visual part (Interlink ePad-ink) and to 1023 in the blind one (Wacom Graphire 2): the file does not say which.

Both tablets sample evenly, but the stamps of the visual part are a host timer's: in genuine signatures steps of 10,
6, 16, 5 and 15 ms, in forgeries, which came by another way, mostly of 10 ms, so that the steps tell forgeries apart.
(In the blind part the lifts do: 68 % of the genuine ones, but 25 % of the forgers', are whole tens of milliseconds.)
So the recordings are said to be evenly sampled, see `repaired_times`. That they are shows in the path, whose points
lie no farther apart where the stamps do; and by the stamps too a stroke of n points lasts 10 (n − 1) ms, to 20 ms in
98 % of the visual strokes, to the millisecond in 99.6 % of the blind ones. No step inside a stroke is longer than 23
ms but where a timer wraps round: no run of points was lost, and none is filled in.

Source: A. Kholmatov and B. Yanikoglu, 'SUSIG: an on-line signature database, associated protocols and benchmark
results', Pattern Analysis and Applications 12, 2009.
"""

import numpy as np

from sigverify.ink.formats.plain_text import (
    TextFile,
    blamed_on,
    check_count,
    check_flags,
    line_of_row,
    parse_count,
    read_rows,
)
from sigverify.ink.recording import Capture, Recording, number_strokes
from sigverify.sentences import said

COLUMNS = ("X", "Y", "TStamp", "Pres.", "EndPts")

RATE_HZ = 100.0
VISUAL_FULL_SCALE = 255.0
BLIND_FULL_SCALE = 1023.0


def is_susig(file: TextFile) -> bool:
    """Say whether the file begins with SUSIG's own header."""
    return tuple(file.line(1).replace(",", " ").split()) == COLUMNS


def parse_susig(file: TextFile, pressure_full_scale: float | None = None) -> Recording:
    """Return the recording in a SUSIG file.

    pressure_full_scale: 255 for the visual part, 1023 for the blind one. None, where the part is not known: then it
        is 1023 if a level above 255 occurs, and stays unknown otherwise.

    Raises FormatError naming the line where the file is not as the format says.
    """
    if not is_susig(file):
        raise file.fault(
            1,
            said("expected the header '{known}'.", known=", ".join(COLUMNS)),
            said("Name the file's own format, or restore the header."),
        )
    name, _, declared = file.line(2).partition(":")
    if name.strip() != "DataSize":
        raise file.fault(2, said("expected 'DataSize:' and the number of points."), said("Restore the header."))
    count = parse_count(file, 2, declared.strip())
    rows = read_rows(file, 3, COLUMNS)
    check_count(file, 2, count, len(rows))
    check_flags(file, 3, "EndPts", rows[:, 4])
    pressure = rows[:, 3]
    if pressure.min() < 0:
        row = int(np.argmin(pressure))
        raise file.fault(
            line_of_row(file, 3, row),
            said("pressure is {pressure:g}, below zero.", pressure=pressure[row]),
            said("Mend that value."),
        )
    if pressure_full_scale is None and pressure.max() > VISUAL_FULL_SCALE:
        pressure_full_scale = BLIND_FULL_SCALE
    starts = np.concatenate(([True], rows[:-1, 4] == 1))
    with blamed_on(file):
        return Recording(
            time_s=rows[:, 2] / 1000.0,
            x=rows[:, 0],
            y=-rows[:, 1] + 0.0,  # + 0.0 keeps a row of zeros from becoming −0
            stroke=number_strokes(np.ones(len(rows), dtype=bool), starts),
            pressure=pressure,
            capture=Capture(pressure_full_scale=pressure_full_scale, rate_hz=RATE_HZ, evenly_sampled=True),
        )
