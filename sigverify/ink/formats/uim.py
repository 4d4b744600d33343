"""Wacom's Universal Ink Model (.uim), read and written by Wacom's own library, which the extra 'uim' brings.

The library (universal-ink-library, Apache-2.0) holds the layout of the messages; see `uim_container` for the file. Its
own parser is passed by: it reads into messages of the module, so that the last file's ink stays in memory and two
threads get each other's, and it counts the first time stamp in the channel's steps and not in milliseconds.

**Written** is version 3.1.0. Each stroke and each run of points in the air is a sequence of sensor data, the former
PLANE, the latter HOVERING. X, Y (pointing down, as on screens), Timestamp, Pressure, Azimuth, Altitude and Rotation
are channels of their own; an integer stands for each value, 10^precision to a unit of the recording, and `resolution`
says how many of these are in a metre, second or radian, 1 where that is not known. Each stroke is drawn as a curve
through its points, for programs that show ink. What the model has no words for stands in its properties, see
`annotations`; so does, as text, each channel that has no type (tilts, arrival times) or that whole numbers of these
steps do not give back to the last bit. Values of 10^9 units or
more are refused, and so are times 10^6 seconds apart.

**Read** are versions 3.0.0 and 3.1.0 of others too: all sensor data in their order make one signature; those on the
surface that no stroke refers to, where strokes refer to any, were taken back and are left out. Curves without sensor
data hold no time and are refused. Where the model leaves something open:
    lengths: X and Y in metres by their resolution; with a resolution of 1, which is what those write who know no
        scale, in units of the device. 96 to an inch are pixels.
    time: from the milliseconds of each sequence on; without Timestamp laid out at the rate hinted at, else 100 Hz.
    angles: in radians by their resolution. From where and how Azimuth turns is not said; it is taken as it stands.
    full pressure: the maximum that the channel tells.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sigverify.errors import FormatError, InkError
from sigverify.ink.formats.annotations import OWN, Annotation, parse_annotations
from sigverify.ink.formats.content import FileContent
from sigverify.ink.formats.filed import FiledRecording
from sigverify.ink.formats.plain_text import MOST_LINES, MOST_RUNS
from sigverify.ink.formats.uim_channels import ANGLES, DEGREES, EXACT, TYPES, library
from sigverify.ink.formats.uim_container import cut_short, fields, is_riff_of_ink, pieces, read_parts
from sigverify.ink.recording import Capture, Floats, Recording, number_strokes
from sigverify.sentences import said

MOST_CONTEXT_BYTES = 100_000
"""Of the description of devices and channels."""

MOST_SEQUENCE_BYTES = 2_000_000
"""Of one stroke: its numbers take many times their size while they are read."""

MOST_CHANNELS = 100

RATE_HZ = 100.0
"""Of ink without time stamps; most tablets' own."""

_PIXELS_IN_METRE = 96 / 0.0254
_NAMES = {uri: name for name, uri in TYPES.items()}
_LENGTH, _HOVERING, _VOLUME_HOVERING = 0, 1, 3
_STATE, _TIMESTAMP, _DATA = 3, 4, 5
"""Fields of a sequence."""

is_uim = is_riff_of_ink


@dataclass(frozen=True)
class _Channel:
    """A channel: its name in `Recording`, steps in a unit, units in what is measured (None: unknown), highest value."""

    name: str
    steps: float = 1.0
    resolution: float | None = None
    highest: float = 0.0
    rate_hz: float | None = None


@dataclass(frozen=True)
class _Sequence:
    """Points that were recorded in one go. columns: float64 (points,) by channel, in the channel's units."""

    down: bool
    columns: dict[str, tuple[_Channel, Floats]]

    @property
    def count(self) -> int:
        return len(self.columns["x"][1])


def parse_uim(file: FileContent) -> FiledRecording:
    """Return the recording in a file of the model, and what it says of whose it is.

    Raises FormatError where the file is damaged or holds no sensor data, UsageError where the library is missing.
    """
    version, parts = read_parts(file)
    schema = library("uim.codec.format.UIM_3_1_0_pb2" if version == (3, 1, 0) else "uim.codec.format.UIM_3_0_0_pb2")
    if version == (3, 1, 0):
        data, drawn, notes = (parts.get(name, b"") for name in (b"INPT", b"INKD", b"PRPS"))
        properties = list(pieces(file, notes, 1))
    else:
        document = parts.get(b"DATA", b"")
        data, drawn = (next(pieces(file, document, number), b"") for number in (1, 2))
        properties = list(pieces(file, document, 8))
    sequences, device = _read_sequences(file, schema, data, _referred(file, drawn, 15 if version == (3, 1, 0) else 20))
    if not sequences:
        found = said("only drawn curves, which tell no time") if drawn else said("no sensor data")
        raise file.fault(None, said("it holds {found}.", found=found), said("Export it with its sensor data."))
    annotations = _notes(file, schema, properties)
    return _filed(file, sequences, device, annotations)


# --- reading ----------------------------------------------------------------------------------------------------------


def _read_sequences(file: FileContent, schema: Any, data: bytes, referred: set[bytes]) -> tuple[list[_Sequence], str]:
    """Return the sequences in their order, and the name of the device."""
    channels: dict[bytes, _Channel] = {}
    device = ""
    for piece in pieces(file, data, 1):
        if len(piece) > MOST_CONTEXT_BYTES:
            raise file.fault(None, said("its description of the device is too long."), said("Check that this is ink."))
        context = _message(file, schema.InputContextData, piece)
        channels |= _channels(file, context)
        device = device or _device(context)
    found: list[_Sequence] = []
    count = 0
    for piece in pieces(file, data, 2):
        if len(piece) > MOST_SEQUENCE_BYTES:
            raise file.fault(
                None,
                said("one stroke takes {count:,} bytes; no stroke does.", count=len(piece)),
                said("Check that it is ink."),
            )
        sequence = _sequence(file, schema, piece, channels, referred)
        if sequence is None:
            continue
        count += sequence.count
        if count > MOST_LINES or len(found) >= MOST_RUNS:
            raise file.fault(None, said("more points or strokes than any signature has."), said("Export one alone."))
        found.append(sequence)
    return found, device


def _channels(file: FileContent, context: Any) -> dict[bytes, _Channel]:
    """Return the channels by their identity, which is text in the older version."""
    found = {}
    for sensors in context.sensorContexts:
        for group in sensors.sensorChannelsContext:
            hint = group.samplingRateHint
            rate = float(hint if isinstance(hint, int) else hint.value)
            for one in group.channels:
                name = _NAMES.get(one.type)
                if name is None:
                    continue
                resolution = one.resolution or 1.0
                if one.precision > 30 or not (np.isfinite(resolution) and 1e-12 < resolution < 1e15):
                    raise file.fault(
                        None,
                        said("its channel {name} has no scale of a pen.", name=_word(name)),
                        said("Export it again."),
                    )
                known = resolution if resolution != 1.0 and (name not in "xy" or one.metric == _LENGTH) else None
                channel = _Channel(
                    name=name,
                    steps=10.0**one.precision,
                    resolution=known,
                    highest=float(one.max) if np.isfinite(one.max) else 0.0,
                    rate_hz=rate or None,
                )
                found[one.id.encode() if isinstance(one.id, str) else one.id] = channel
    return found


def _word(name: str) -> str:
    return TYPES[name].rpartition("/")[2]


def _device(context: Any) -> str:
    for device in context.inputDevices:
        told = {one.name: one.value for one in device.properties}
        words = [told.get(key, "").strip() for key in ("dev.manufacturer", "dev.model")]
        if any(words):
            return " ".join(word for word in words if word)[:200]
    return ""


def _sequence(
    file: FileContent, schema: Any, piece: bytes, channels: dict[bytes, _Channel], referred: set[bytes]
) -> _Sequence | None:
    """Return the points of a sequence, None where it has none or its stroke was taken back."""
    told = dict(_facts_of_sequence(file, piece))
    state, start_ms = told.get(_STATE, 0), told.get(_TIMESTAMP, 0)
    down = state not in (_HOVERING, _VOLUME_HOVERING)
    if down and referred and next(pieces(file, piece, 1), b"") not in referred:
        return None
    columns: dict[str, tuple[_Channel, Floats]] = {}
    for data in pieces(file, piece, _DATA):
        channel = channels.get(next(pieces(file, data, 1), b""))
        if channel is None or channel.name in columns:
            continue
        ticks = np.cumsum(np.array(_message(file, schema.ChannelData, data).values, dtype=np.int64))
        if not ticks.size:
            continue
        if channel.name == "time_s":
            in_second = channel.steps * (channel.resolution or 1.0)
            milliseconds = in_second == 1000.0
            values = (start_ms + ticks) / 1000.0 if milliseconds else start_ms / 1000.0 + ticks / in_second
        else:
            values = ticks / channel.steps
        columns[channel.name] = (channel, values)
    if not {"x", "y"} & columns.keys():
        return None
    if not {"x", "y"} <= columns.keys():
        raise file.fault(None, said("some of its sensor data have X or Y, but not both."), said("Export it again."))
    count = len(columns["x"][1])
    odd = next((name for name, (_, values) in columns.items() if len(values) != count), None)
    if odd is not None:
        found = len(columns[odd][1])
        raise file.fault(
            None,
            said("of {count} points {found} have the channel {odd}.", count=count, found=found, odd=_word(odd)),
            said("Export it again."),
        )
    if "time_s" not in columns:
        rate = columns["x"][0].rate_hz or RATE_HZ
        columns["time_s"] = (_Channel("clock"), start_ms / 1000.0 + np.arange(count) / rate)
    return _Sequence(down, columns)


def _facts_of_sequence(file: FileContent, piece: bytes) -> Iterator[tuple[int, int]]:
    """Yield the whole numbers of a sequence by their fields: its state and its time stamp."""
    for place, (number, value) in enumerate(fields(file, piece)):
        if place >= MOST_CHANNELS:
            raise file.fault(
                None,
                said("more than {most_channels} channels in one stroke.", most_channels=MOST_CHANNELS),
                said("Check that this is ink."),
            )
        if isinstance(value, int):
            if value >= 2**62:
                raise file.fault(None, said("a stroke has a time stamp of no clock."), said("Copy it again."))
            yield number, value


def _filed(
    file: FileContent, sequences: list[_Sequence], device: str, annotations: dict[str, Annotation]
) -> FiledRecording:
    exact = {name: annotations.pop(kind) for name in EXACT if (kind := f"{OWN}.{name}") in annotations}
    facts, words = parse_annotations(file, annotations)
    down = np.concatenate([np.full(one.count, one.down) for one in sequences])
    starts = np.concatenate([np.arange(one.count) == 0 for one in sequences])
    x, y, lengths = _lengths(file, sequences)
    columns: dict[str, Floats] = {"time_s": _joined(sequences, "time_s"), "x": x, "y": y}
    for name in ("pressure", *ANGLES):
        if (values := _optional(sequences, name, down)) is not None:
            columns[name] = values
    if facts is not None:
        columns |= {name: _exact(file, name, told.text, len(down)) for name, told in exact.items()}
    clock, pressure = sequences[0].columns["time_s"][0], sequences[0].columns.get("pressure")
    capture = {
        **lengths,
        "pressure_full_scale": pressure[0].highest if pressure and pressure[0].highest > 0 else None,
        "records_in_air": not down.all(),
        "rate_hz": sequences[0].columns["x"][0].rate_hz or (None if clock.name == "time_s" else RATE_HZ),
        "has_clock": clock.name == "time_s",
        "device": device,
        "captured_at": _date(float(columns["time_s"][0])),
    }
    try:
        recording = Recording(
            stroke=number_strokes(down, starts),
            capture=Capture(**(capture if facts is None else facts)),
            **columns,
        )
        return FiledRecording(recording=recording, **{"name": file.path.stem[:100], **words})  # type: ignore[arg-type]
    except InkError as error:
        raise FormatError(f"{file.path}: {error}") from None


def _joined(sequences: list[_Sequence], name: str) -> Floats:
    return np.concatenate([one.columns[name][1] for one in sequences])


def _lengths(file: FileContent, sequences: list[_Sequence]) -> tuple[Floats, Floats, dict[str, str | float | None]]:
    """Return x and y with y up, and what the capture says of their units."""
    x, y = _joined(sequences, "x"), -_joined(sequences, "y") + 0.0
    scales = {tuple(one.columns[name][0].resolution for name in "xy") for one in sequences}
    if len(scales) > 1:
        raise file.fault(
            None, said("its strokes come from devices of different scales."), said("Export one device's alone.")
        )
    ((across, down),) = scales
    if across is None or down is None:
        return x, y, {"length_unit": "device"}
    pixels = abs(across / _PIXELS_IN_METRE - 1) < 1e-3 and across == down
    mm_x, mm_y = 1000.0 / across, 1000.0 / down
    unit = "px" if pixels else "mm" if mm_x == mm_y == 1.0 else "device"
    return x, y, {"length_unit": unit, "mm_per_unit": mm_x, "mm_per_unit_y": None if mm_x == mm_y else mm_y}


def _optional(sequences: list[_Sequence], name: str, down: NDArray[np.bool_]) -> Floats | None:
    """Return a channel that all strokes have, in our units, else None; missing pressure in the air is 0."""
    parts = []
    for one in sequences:
        if name not in one.columns and (one.down or name != "pressure"):
            return None
        channel, values = one.columns.get(name, (_Channel(name), np.zeros(one.count)))
        if name in ANGLES and (turn := DEGREES / (channel.resolution or 1.0)) != 1.0:
            values = values * turn
        parts.append(values)
    found = np.concatenate(parts)
    if name != "pressure":
        return found
    return None if np.any(found[down] < 0) else np.where(found < 0, 0.0, found)


def _exact(file: FileContent, name: str, text: str, count: int) -> Floats:
    found = np.empty(0)
    if text.count(" ") == count - 1:
        with suppress(ValueError):
            found = np.array(text.split(" "), dtype=np.float64)
    if len(found) != count:
        raise file.fault(
            None,
            said(
                "its property '{own}.{name}' does not hold {count} numbers, one for each point.",
                own=OWN,
                name=name,
                count=count,
            ),
            said("If another program changed its points, export the ink from there as InkML."),
        )
    return found


def _referred(file: FileContent, drawn: bytes, number: int) -> set[bytes]:
    """Return the sequences that strokes refer to, by their identity."""
    return {found for stroke in pieces(file, drawn, 1) for found in pieces(file, stroke, number) if found}


def _notes(file: FileContent, schema: Any, properties: list[bytes]) -> dict[str, Annotation]:
    found: dict[str, Annotation] = {}
    for piece in properties:
        message = _message(file, schema.Property, piece)
        found.setdefault(message.name, Annotation(message.value, None))
    return found


def _message(file: FileContent, kind: Any, content: bytes) -> Any:
    """Return a message of the library; raises FormatError where it is damaged or has too many fields."""
    for _ in fields(file, content):
        pass  # each field that the library does not know would take hundreds of bytes
    message = kind()
    try:
        message.ParseFromString(content)
    except library("google.protobuf.message").DecodeError:
        raise cut_short(file) from None
    except (ValueError, TypeError, IndexError, RecursionError):  # of protobuf's own decoders: no text, no end
        raise file.fault(None, said("one of its messages is damaged."), said("Copy it again.")) from None
    return message


def _date(stamp_s: float) -> str:
    """Return when it was written, '' where the clock does not count from 1970."""
    if not 1e8 < stamp_s < 1e11:
        return ""
    return datetime.fromtimestamp(stamp_s, UTC).isoformat()
