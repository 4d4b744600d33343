"""Writes Wacom's Universal Ink Model 3.1.0 through Wacom's own library; what is written stands in `uim`."""

import hashlib
import uuid
from dataclasses import dataclass
from typing import Any

import numpy as np

from sigverify.errors import InkError
from sigverify.ink.formats.annotations import OWN, told_annotations
from sigverify.ink.formats.content import LARGEST_FILE_BYTES
from sigverify.ink.formats.filed import FiledRecording
from sigverify.ink.formats.runs import runs
from sigverify.ink.formats.uim_channels import ANGLES, DEGREES, EXACT, TYPES, library
from sigverify.ink.recording import Capture, Floats, Integers, Recording
from sigverify.sentences import said

BEYOND = 1e9
"""Values from here on are refused: an integer of the model has 32 bits, and so has the step to the next."""

LONGEST_S, LATEST_S = 1e6, 1e12
"""The same for times: eleven days from the first point to the last, and stamps of any clock."""

MOST_IN_SEQUENCE = 50_000
"""Points between two lifts: four minutes at 200 points a second. More would not be read again."""

MOST_PRECISION = 9

_BRUSH = "sigverify://brush/pen"
_DIP_IN_MM = 96 / 25.4


@dataclass(frozen=True)
class _Column:
    """A channel as it is written: integers, 10^precision to a unit; exact says whether they give all bits back."""

    ticks: Integers
    precision: int
    resolution: float
    exact: bool


def format_uim(filed: FiledRecording) -> bytes:
    """Return the content of a file that holds one recording; the same for the same recording.

    Raises InkError where a value is farther than the model reaches or there are too many points, UsageError where the
    library is missing.
    """
    recording = filed.recording
    columns = {name: _column(recording, name) for name in TYPES if name in recording.channels()}
    ink, data = library("uim.model.ink"), library("uim.model.inkinput.inputdata")
    model = ink.InkModel(library("uim.codec.parser.base").SupportedFormats.UIM_VERSION_3_1_0.value)
    names = _Names(recording)
    for kind, text in told_annotations(filed).items():
        model.add_property(kind, text)
    for name in EXACT:
        values = recording.channels().get(name)
        if values is not None and not (name in columns and columns[name].exact):
            model.add_property(f"{OWN}.{name}", " ".join(map(repr, values.tolist())))
    channels = _describe(model, data, recording, columns, names)
    _draw(model, recording, columns, channels, names)
    content = bytes(library("uim.codec.writer.encoder.encoder_3_1_0").UIMEncoder310().encode(model))
    if len(content) > LARGEST_FILE_BYTES:
        raise InkError(
            said(
                "The file would have {count:,} bytes, more than is read. Choose another format, or cut it.",
                count=len(content),
            )
        )
    return content


class _Names:
    """Identities that follow from the ink, so that the same recording gives the same file."""

    def __init__(self, recording: Recording) -> None:
        digest = hashlib.sha256(b"".join(values.tobytes() for values in recording.channels().values())).digest()
        self._of = uuid.UUID(bytes=digest[:16])

    def of(self, word: str) -> uuid.UUID:
        return uuid.uuid5(self._of, word)


# --- numbers ----------------------------------------------------------------------------------------------------------


def _column(recording: Recording, name: str) -> _Column:
    values = recording.channels()[name]
    if name == "time_s":
        fits = (np.abs(values) < LATEST_S) & (values - values.min() < LONGEST_S)
    else:
        fits = np.abs(values) < BEYOND
    if not fits.all():
        point = int(np.argmin(fits))
        raise InkError(
            said(
                "Channel '{name}' holds {values:g} at point {point}, farther than this format "
                "reaches. Choose a format that keeps everything, such as InkML.",
                name=name,
                values=values[point],
                point=point + 1,
            )
        )
    if name == "time_s":
        least = min(float(values.min()), 0.0)  # the model counts from 0 up
        ticks = np.rint((values - least) * 1000.0).astype(np.int64)
        return _Column(ticks, 0, 1000.0, bool(least == 0 and (ticks / 1000.0).tobytes() == values.tobytes()))
    given = -values if name == "y" else values
    ticks, precision = _decimal(given)
    again = ticks / 10.0**precision
    again = -again + 0.0 if name == "y" else again
    return _Column(ticks, precision, _resolution(recording.capture, name), again.tobytes() == values.tobytes())


def _decimal(values: Floats) -> tuple[Integers, int]:
    """Return integers and their decimals: as few as give the values back, else as many as there is room for."""
    highest = float(np.abs(values).max())
    ticks, precision = np.rint(values).astype(np.int64), 0
    while (ticks / 10.0**precision != values).any() and precision < MOST_PRECISION:
        if highest * 10.0 ** (precision + 1) >= BEYOND:
            break
        precision += 1
        ticks = np.rint(values * 10.0**precision).astype(np.int64)
    return ticks, precision


def _resolution(capture: Capture, name: str) -> float:
    """Return how many units of a channel are in a metre or a radian, 1 where that is not known."""
    if name in ANGLES:
        return DEGREES
    mm = {"x": capture.mm_per_unit, "y": capture.mm_per_unit_y or capture.mm_per_unit}.get(name)
    return 1000.0 / mm if mm is not None and 1e-9 < mm < 1e9 else 1.0


# --- the library's model ----------------------------------------------------------------------------------------------


def _describe(
    model: Any, data: Any, recording: Recording, columns: dict[str, _Column], names: _Names
) -> dict[str, Any]:
    """Put the device and its channels into the model, and return the channels by our names."""
    capture = recording.capture
    kinds = {"mouse": data.InkInputType.MOUSE, "touch": data.InkInputType.TOUCH}
    provider = data.InkInputProvider(names.of("provider"), kinds.get(capture.source, data.InkInputType.PEN), [])
    model_name = capture.device if capture.device.isprintable() else ""
    device = data.InputDevice(names.of("device"), [("dev.model", model_name)] if model_name else [])
    metrics = data.InkSensorMetricType
    metric = {"x": metrics.LENGTH, "y": metrics.LENGTH, "time_s": metrics.TIME, "pressure": metrics.NORMALIZED}
    full = capture.pressure_full_scale
    channels = {
        name: data.SensorChannel(
            names.of(name),
            data.InkSensorType(TYPES[name]),
            metric.get(name, metrics.ANGLE),
            column.resolution,
            0.0,
            full if name == "pressure" and full is not None and full < BEYOND else 0.0,
            column.precision,
        )
        for name, column in columns.items()
    }
    rate = capture.rate_hz
    group = data.SensorChannelsContext(
        names.of("channels"),
        list(channels.values()),
        round(rate) if rate is not None and 1 <= rate < BEYOND else None,
        None,
        provider.id,
        device.id,
    )
    environment = data.Environment(names.of("environment"), [])
    sensors = data.SensorContext(names.of("sensors"), [group])
    configuration = model.input_configuration
    configuration.ink_input_providers.append(provider)
    configuration.devices.append(device)
    configuration.environments.append(environment)
    configuration.sensor_contexts.append(sensors)
    configuration.input_contexts.append(data.InputContext(names.of("context"), environment.id, sensors.id))
    return channels


def _draw(
    model: Any, recording: Recording, columns: dict[str, _Column], channels: dict[str, Any], names: _Names
) -> None:
    """Put the points into the model, and for each stroke a curve."""
    ink, sensed = library("uim.model.ink"), library("uim.model.inkinput.sensordata")
    nodes, drawing, brush = (
        library(f"uim.model.{name}") for name in ("semantics.node", "inkdata.strokes", "inkdata.brush")
    )
    prototype = brush.BrushPolygonUri("will://brush/3.0/shape/Circle?precision=20&radius=0.5", 0.0)
    model.brushes.add_vector_brush(brush.VectorBrush(_BRUSH, [prototype], 1.0))
    model.ink_tree = ink.InkTree()
    model.ink_tree.root = nodes.StrokeGroupNode(names.of("root"))
    scale = (recording.capture.mm_per_unit or 0.0) * _DIP_IN_MM
    model.unit_scale_factor = scale if 1e-6 < scale < 1e6 else 1.0
    properties = drawing.PathPointProperties(size=1.0)
    stroke = recording.stroke
    for number, points in enumerate(runs(recording)):
        if len(points) > MOST_IN_SEQUENCE:
            raise InkError(
                said(
                    "The recording has {count:,} points without a lift; this format holds "
                    "{most_in_sequence:,}. Choose another format.",
                    count=len(points),
                    most_in_sequence=MOST_IN_SEQUENCE,
                )
            )
        down = bool(stroke[points[0]] >= 0)
        sequence = sensed.SensorData(
            names.of(f"sequence {number}"),
            names.of("context"),
            sensed.InkState.PLANE if down else sensed.InkState.HOVERING,
            int(columns["time_s"].ticks[points[0]]),
        )
        for name, channel in channels.items():
            column = columns[name]
            sequence.add_data(channel, (column.ticks[points] / 10.0**column.precision / column.resolution).tolist())
        model.sensor_data.add(sequence)
        if not down:
            continue
        # a curve goes from its second point to the last but one
        through = [0, *range(len(points)), len(points) - 1] if len(points) > 1 else [0] * 4
        curve = drawing.Stroke(
            names.of(f"stroke {number}"),
            sensor_data_offset=0,
            sensor_data_id=sequence.id,
            sensor_data_mapping=through,
            style=drawing.Style(properties=properties, brush_uri=_BRUSH),
        )
        curve.end_parameter = 1.0
        curve.splines_x, curve.splines_y = (
            (sign * values[points][through]).tolist() for sign, values in ((1, recording.x), (-1, recording.y))
        )
        model.ink_tree.root.add(nodes.StrokeNode(curve))
