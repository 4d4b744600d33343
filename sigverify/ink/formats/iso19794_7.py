r"""ISO/IEC 19794-7:2007, signature/sign time series data, the full format (binary, most significant byte first).

    "SDI\0"  " 10\0"
    2 bytes   channels that are included, X at the highest bit: X Y Z VX VY AX AY T DT F S TX TY Az El R
    for each of them in this order a byte that tells what follows, then two bytes for each that is told:
              0x80 scaling value, 0x40 minimum, 0x20 maximum, 0x10 mean, 0x08 standard deviation;
              0x04: the channel is constant and not in the points; 0x02: a linear component was taken out
    1 byte    reserved, 0
    1 byte    not 0 if extended data follow the points
    3 bytes   number of points
    points    each the included channels in this order, two bytes a channel, but one for S
              extended data, where there are any

A scaling value is (1 + f / 2^11) · 2^(e − 16), e in the upper five bits, f in the lower eleven; an integer divided by
it is in metres, seconds, newtons or degrees. Without one an integer is in units of the device. X, Y, VX, VY, AX, AY,
TX and TY have signs: 32768 is added to them. S is 0 in the air and 1 with the tip on the surface.

**What could not be checked.** The standard is sold, and its text was not at hand. The layout is that of its ASN.1
module as published in ITU-T X.695 (2007) and in the annex of GOST R ISO/IEC 19794-7-2009, a translation of this
edition; scaling value, units and the constant channel are as two programs that read and write the format have them
(biosignin bsi-core, A. Singh's parser). Where these sources differ, one way is written and both are read, since the
file itself tells which it is:
    exponents: with 16 added (both programs) or in two's complement (X.695). Either way the other reading would have
        less than one step in a metre of X.
    S: one byte (the ASN.1) or two (bsi-core), by the length of the file; one where extended data hide it.
    values with a sign: with 32768 added (bsi-core) or in two's complement (X.695). Read the other way, ink that
        crosses 0 leaps over half the range from one point of a stroke to the next; ink that does not is only moved.
        Ink of fewer than 20 points on the surface is taken as it is written here.
Where they are silent it was chosen: a constant channel is the integer 1 (both programs), y points up, S counts any
value but 0 as down, azimuth runs clockwise from +y as in `Recording`, and whether a length stands before extended
data, which are passed over, does not matter. The standard was revised in 2014, and the current edition is of 2021;
their headers differ and are refused here. The compact format for cards is another format and is not read.

**What is lost.** Writing keeps points, strokes and channels to half a step of 16 bits:
    x, y: 1 / 65,520 m and less fine where they lie farther than 0.5 m from the origin; where `mm_per_unit` is not
        known, both are multiplied by one power of two that fills 16 bits, unless they are whole numbers that fit;
    time: from its earliest stamp on, 1 / 64 ms for 1.02 s, and half as fine with each doubling;
    pressure: kept where it is in whole levels of 16 bits, else in 65,535 levels of the highest;
    azimuth and rotation 1 / 160° (from 0 to 360°), altitude 1 / 640°, tilts 1 / 320°.
A lift without a point in the air gets one, at the last point's place and time, or the strokes would run into each
other, and pressure in the air becomes 0. Lengths come back in millimetres where `mm_per_unit` is known. Arrival times
and all facts of the capture but full pressure and the unit of length are not kept.
"""

import struct
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sigverify.errors import InkError
from sigverify.ink.formats.content import FileContent
from sigverify.ink.formats.plain_text import MOST_LINES, blamed_on
from sigverify.ink.recording import Capture, Floats, Integers, Recording, number_strokes
from sigverify.sentences import said

CHANNELS = ("X", "Y", "Z", "VX", "VY", "AX", "AY", "T", "DT", "F", "S", "TX", "TY", "Az", "El", "R")

IDENTIFIER = b"SDI\0"
EDITION = b" 10\0"

MOST_POINTS = MOST_LINES
"""The format could count to 2^24 - 1; no signature has more than a text file may have lines."""

AZIMUTH_SCALE, ALTITUDE_SCALE, TILT_SCALE = 160.0, 640.0, 320.0
"""Steps in a degree: tenths come back exactly, and 0 … 360, 0 … 102 and −102 … 102 degrees fit."""

_SIGNED = {"X", "Y", "VX", "VY", "AX", "AY", "TX", "TY"}
_OFFSET = 2**15
_HIGHEST = 2**16 - 1
_SCALED, _MINIMUM, _MAXIMUM, _MEAN, _DEVIATION, _CONSTANT, _DETRENDED = 0x80, 0x40, 0x20, 0x10, 0x08, 0x04, 0x02
_FINEST_LENGTH = 65520.0
"""Steps in a metre: the largest scaling value there is."""
_FINEST_TIME = 64000.0
"""Steps in a second: whole milliseconds come back exactly."""
_RATE_HZ = 100.0
"""Of a file without times; most tablets' own."""
_COARSEST = 1.0
"""Steps in a metre or a second: fewer tell no signature."""
_FEWEST_TO_TELL = 20
"""Points on the surface that tell how signs are stored."""


@dataclass(frozen=True)
class _Channel:
    """The description of a channel: steps in a unit (None: device units), highest integer that is possible."""

    name: str
    scale: float | None = None
    highest: int | None = None
    constant: bool = False


def is_iso19794_7(file: FileContent) -> bool:
    """Say whether the file begins with the format's identifier."""
    return file.content.startswith(IDENTIFIER)


def parse_iso19794_7(file: FileContent) -> Recording:
    """Return the recording in a file of the full format.

    Without S the tip is down where there is force, and always where there is no F either. Without T times are summed
    from DT, without both laid out at 100 Hz. Z, velocities and accelerations are left out.

    Raises FormatError where the file is of another edition, cut short, or a linear component was taken out of x or y,
    which cannot be put back.
    """
    content = file.content
    if not is_iso19794_7(file):
        raise file.fault(None, said("it does not begin with 'SDI'."), said("Name the file's own format."))
    if content[4:8] != EDITION:
        raise file.fault(
            None,
            said(
                "its edition is {content!r}, expected {edition!r}, that of 2007.", content=content[4:8], edition=EDITION
            ),
            said("Export it in the format of 2007, or as InkML."),
        )
    channels, place = _read_header(file)
    if len(content) < place + 5:
        raise _cut_short(file)
    count = int.from_bytes(content[place + 2 : place + 5], "big")
    if count == 0:
        raise file.fault(None, said("it holds no point."), said("Choose another file."))
    if count > MOST_POINTS:
        raise file.fault(
            None,
            said(
                "it tells {count:,} points; no signature has more than {most_points:,}.",
                count=count,
                most_points=MOST_POINTS,
            ),
            said("Choose another file."),
        )
    stored = _point(channels, len(content) - place - 5, count, extended=content[place + 1] != 0)
    if len(content) - place - 5 < count * stored.itemsize:  # before anything is allocated
        raise _cut_short(file)
    rows = np.frombuffer(content, dtype=stored, count=count, offset=place + 5)
    found = {c.name: c for c in channels}
    values: dict[str, Floats] = {name: _values(found[name], rows, count) for name in ("F", "S") if name in found}
    down = _down(values, count)
    zero = 0 if _in_twos_complement(rows, down) else _OFFSET
    values |= {name: _values(found[name], rows, count, zero) for name in _USED if name in found}
    scaled = found["X"].scale is not None and found["Y"].scale is not None
    per_unit = 1000.0 if scaled else 1.0  # metres to millimetres
    force = values.get("F")
    with blamed_on(file):
        return Recording(
            time_s=_times(values, count),
            x=values["X"] * per_unit,
            y=values["Y"] * per_unit,
            stroke=number_strokes(down),
            pressure=None if force is None else np.where(down, force, 0.0),
            azimuth_deg=values.get("Az"),
            altitude_deg=values.get("El"),
            tilt_x_deg=values.get("TX"),
            tilt_y_deg=values.get("TY"),
            rotation_deg=values.get("R"),
            capture=Capture(
                length_unit="mm" if scaled else "device",
                mm_per_unit=1.0 if scaled else None,
                pressure_full_scale=_full_scale(found.get("F")),
                records_in_air=not down.all(),
                rate_hz=found["DT"].scale if "DT" in found and found["DT"].constant else None,
                has_clock="T" in found or "DT" in found,
            ),
        )


_USED = ("X", "Y", "T", "DT", "F", "S", "TX", "TY", "Az", "El", "R")


def _read_header(file: FileContent) -> tuple[list[_Channel], int]:
    """Return the channels in the order of the points, and the place of the reserved byte after them."""
    content = file.content
    if len(content) < 10:
        raise _cut_short(file)
    included = int.from_bytes(content[8:10], "big")
    names = [name for bit, name in enumerate(CHANNELS) if included & (0x8000 >> bit)]
    place = 10
    channels = []
    for name in names:
        if place >= len(content):
            raise _cut_short(file)
        told = content[place]
        place += 1
        fields = {}
        for flag in (_SCALED, _MINIMUM, _MAXIMUM, _MEAN, _DEVIATION):
            if told & flag:
                fields[flag] = int.from_bytes(content[place : place + 2], "big")
                place += 2
        if told & _DETRENDED and name in ("X", "Y"):
            raise file.fault(
                None,
                said("a linear component was taken out of channel {name}.", name=name),
                said("Export the signature as it was written."),
            )
        scale = _scale(fields[_SCALED]) if _SCALED in fields else None
        channels.append(_Channel(name, scale, fields.get(_MAXIMUM), bool(told & _CONSTANT)))
    for name in ("X", "Y"):
        if all(channel.name != name or channel.constant for channel in channels):
            raise file.fault(
                None, said("it has no channel {name}.", name=name), said("Choose a file with x and y for each point.")
            )
    if any(c.scale is not None and c.scale < _COARSEST for c in channels if c.name in ("X", "Y", "T")):
        channels = [replace(c, scale=None if c.scale is None else c.scale * _otherwise(c.scale)) for c in channels]
    return channels, place


def _scale(stored: int) -> float:
    return float((1 + (stored & 0x7FF) / 2048) * 2.0 ** ((stored >> 11) - 16))


def _otherwise(scale: float) -> float:
    """Return what a scale read with 16 added to its exponent is to be taken by for two's complement."""
    return 2.0**16 if scale < 1.0 else 2.0**-16


def _point(channels: list[_Channel], room: int, count: int, *, extended: bool) -> np.dtype[np.void]:
    """Return how a point is stored; room: bytes after the number of points."""

    def stored(switch: str) -> np.dtype[np.void]:
        return np.dtype([(c.name, switch if c.name == "S" else ">u2") for c in channels if not c.constant])

    wide = stored(">u2")
    return wide if room == count * wide.itemsize and not extended else stored(">u1")


def _in_twos_complement(rows: NDArray[np.void], down: NDArray[np.bool_]) -> bool:
    """Say whether the pen leaps in x or y as no pen does, and does not where values with a sign are read otherwise."""
    if int(down.sum()) < _FEWEST_TO_TELL:
        return False
    inside = down[1:] & down[:-1]
    leaps = []
    for name in ("X", "Y"):
        stored: Integers = rows[name].astype(np.int64)
        steps = (stored[1:] - stored[:-1])[inside]
        farthest = int(np.abs(steps).max(initial=0))
        other = int(np.abs((steps + _OFFSET) % (2 * _OFFSET) - _OFFSET).max(initial=0))
        if other >= _OFFSET // 4:
            return False
        leaps.append(farthest >= _OFFSET)
    return any(leaps)


def _values(channel: _Channel, rows: NDArray[np.void], count: int, zero: int = _OFFSET) -> Floats:
    """Return the values of a channel. zero: what stands for 0 where there are signs; 0 for two's complement."""
    if channel.constant:
        return np.full(count, 1.0 / (channel.scale or 1.0))
    stored = rows[channel.name]
    if channel.name in _SIGNED and not zero:
        stored = np.ascontiguousarray(stored).view(">i2")
    values = stored.astype(np.float64)
    if channel.name in _SIGNED:
        values -= zero
    return values / (channel.scale or 1.0)


def _down(values: dict[str, Floats], count: int) -> NDArray[np.bool_]:
    if "S" in values:
        return values["S"] > 0
    return values["F"] > 0 if "F" in values else np.ones(count, dtype=bool)


def _times(values: dict[str, Floats], count: int) -> Floats:
    if "T" in values:
        return values["T"]
    if "DT" in values:
        steps = values["DT"].copy()
        steps[0] = 0.0
        return np.cumsum(steps)
    return np.arange(count) / _RATE_HZ


def _full_scale(channel: _Channel | None) -> float | None:
    if channel is None or not channel.highest:
        return None
    return channel.highest / (channel.scale or 1.0)


def _cut_short(file: FileContent) -> Exception:
    return file.fault(
        None, said("the file ends after {count:,} bytes, too early.", count=len(file.content)), said("Copy it again.")
    )


def format_iso19794_7(recording: Recording) -> bytes:
    """Return the content of a file of the full format; what is lost stands above.

    Raises InkError where a channel does not fit into it: more than MOST_POINTS points, altitudes or tilts of no pen,
    x and y too far or times too long.
    """
    rows, air = _rows_with_lifts(recording)
    if len(rows) > MOST_POINTS:
        raise InkError(
            said(
                "The recording has {count:,} points; no signature has more than {most_points:,}. Cut it.",
                count=len(rows),
                most_points=MOST_POINTS,
            )
        )
    with np.errstate(over="ignore"):  # what is too large for a float64 is too large for 16 bits, and told so
        columns = _columns(recording)
    table = np.zeros(len(rows), dtype=[(c.name, ">u1" if c.name == "S" else ">u2") for c, _ in columns])
    header = bytearray(IDENTIFIER + EDITION)
    included = {channel.name for channel, _ in columns}
    header += struct.pack(">H", sum(0x8000 >> bit for bit, name in enumerate(CHANNELS) if name in included))
    for channel, steps in columns:
        header += _description(channel)
        table[channel.name] = _integers(channel, steps)[rows]
    for name in ("S", "F"):
        if name in included:
            table[name][air] = 0
    return bytes(header) + b"\0\0" + len(rows).to_bytes(3, "big") + table.tobytes()


def _columns(recording: Recording) -> list[tuple[_Channel, Floats]]:
    """Return the channels that are written, in their order, each with its steps, not yet rounded."""
    columns = [*_lengths(recording), _timed(recording.time_s)]
    if recording.pressure is not None:
        columns.append(_force(recording.pressure, recording.capture.pressure_full_scale))
    columns.append((_Channel("S", highest=1), recording.pen_down.astype(np.float64)))
    azimuth, rotation = recording.azimuth_deg, recording.rotation_deg
    for name, values, scale in (
        ("TX", recording.tilt_x_deg, TILT_SCALE),
        ("TY", recording.tilt_y_deg, TILT_SCALE),
        ("Az", None if azimuth is None else np.mod(azimuth, 360.0), AZIMUTH_SCALE),
        ("El", recording.altitude_deg, ALTITUDE_SCALE),
        ("R", None if rotation is None else np.mod(rotation, 360.0), AZIMUTH_SCALE),
    ):
        if values is not None:
            columns.append((_Channel(name, scale), values * scale))
    return columns


def _rows_with_lifts(recording: Recording) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return which points are written, with the last of a stroke twice where the next begins at once; and the air."""
    stroke = recording.stroke
    touching = np.flatnonzero((stroke[:-1] >= 0) & (stroke[1:] >= 0) & (stroke[1:] != stroke[:-1]))
    rows = np.insert(np.arange(len(recording)), touching + 1, touching)
    air = np.insert(stroke < 0, touching + 1, True)
    return rows, air


def _description(channel: _Channel) -> bytes:
    told = (_SCALED if channel.scale is not None else 0) | (_MAXIMUM if channel.highest is not None else 0)
    fields = b""
    if channel.scale is not None:
        mantissa, exponent = np.frexp(channel.scale)  # 0.5 ≤ mantissa < 1
        fields += struct.pack(">H", (int(exponent) + 15) << 11 | round((2 * float(mantissa) - 1) * 2048))
    if channel.highest is not None:
        fields += struct.pack(">H", channel.highest)
    return bytes([told]) + fields


def _integers(channel: _Channel, steps: Floats) -> NDArray[np.int64]:
    whole = np.rint(steps)
    least, highest = (-_OFFSET, _OFFSET - 1) if channel.name in _SIGNED else (0, _HIGHEST)
    bad = np.flatnonzero((whole < least) | (whole > highest))
    if bad.size:
        unit = channel.scale or 1.0
        raise InkError(
            said(
                "Channel {channel} of this format holds {least:g} to {highest:g}, and point {bad} "
                "has {steps:g}. Choose a format that keeps everything, such as InkML.",
                channel=channel.name,
                least=least / unit,
                highest=highest / unit,
                bad=bad[0] + 1,
                steps=steps[bad[0]] / unit,
            )
        )
    return whole.astype(np.int64) + (_OFFSET if channel.name in _SIGNED else 0)


def _lengths(recording: Recording) -> list[tuple[_Channel, Floats]]:
    mm_x, mm_y = recording.capture.mm_per_unit, recording.capture.mm_per_unit_y
    if mm_x is None:
        farthest = max(float(np.abs(values).max()) for _, values in _xy(recording))
        return [(_Channel(name), np.ldexp(values, _power(recording, farthest))) for name, values in _xy(recording)]
    columns = []
    for (name, values), mm in zip(_xy(recording), (mm_x, mm_y or mm_x), strict=True):
        metres, scale = values * (mm / 1000.0), _FINEST_LENGTH
        while float(np.abs(metres).max()) * scale > _OFFSET - 1 and scale >= 2 * _COARSEST:
            scale /= 2.0
        columns.append((_Channel(name, scale), metres * scale))
    return columns


def _xy(recording: Recording) -> tuple[tuple[str, Floats], tuple[str, Floats]]:
    return ("X", recording.x), ("Y", recording.y)


def _power(recording: Recording, farthest: float) -> int:
    """Return the power of two that fills 16 bits, 0 for whole numbers that fit."""
    whole = all(np.array_equal(values, np.rint(values)) for _, values in _xy(recording))
    if farthest == 0 or (whole and farthest < _OFFSET):
        return 0
    mantissa, exponent = np.frexp(farthest)
    return 15 - int(exponent) - int(mantissa > 1 - 2.0**-15)


def _timed(time_s: Floats) -> tuple[_Channel, Floats]:
    elapsed = time_s - time_s.min()
    scale = _FINEST_TIME
    while float(elapsed.max()) * scale > _HIGHEST and scale >= 2 * _COARSEST:
        scale /= 2.0
    return _Channel("T", scale), elapsed * scale


def _force(pressure: Floats, full_scale: float | None) -> tuple[_Channel, Floats]:
    top = max(float(pressure.max()), full_scale or 0.0)
    whole = np.array_equal(pressure, np.rint(pressure)) and (full_scale is None or full_scale == round(full_scale))
    if whole and top <= _HIGHEST:
        return _Channel("F", highest=None if full_scale is None else int(full_scale)), pressure
    highest = None if full_scale is None else max(1, round(full_scale / top * _HIGHEST))
    return _Channel("F", highest=highest), pressure / top * _HIGHEST
