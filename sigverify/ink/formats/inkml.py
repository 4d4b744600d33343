"""InkML of the W3C (.inkml): Recommendation of 20 September 2011, https://www.w3.org/TR/InkML/.

**Written** is everything that a recording holds, exact to the last bit. Each stroke is a trace of type penDown, each
run of points in the air one of type penUp. The channels are X, Y (orientation '-ve': y points up), T in seconds, F in
levels of the device, OA, OE, OTx, OTy and OR in degrees, each where the recording has it, and one of our own,
`arrival_s`. What InkML has no words for stands in annotations of the document, see `annotations`.

**Read** is InkML of others too: contexts, formats, devices and timestamps by reference, in a context or in their turn;
trace groups; explicit values, first and second differences, booleans, hexadecimal numbers; channels that may be left
out. All traces of a document make one signature, in their order; those of definitions where a view shows them whole.
Brushes, canvases, mappings, other views and anything unknown are passed over. Where others leave something open:
    lengths: X and Y in mm, cm, m, in, pt, pc, px, or by the channel's property 'resolution'. Without units they are
        digitiser units: the Recommendation's default is mm, but those who leave units out seldom mean it.
    time: T in s, ms, us or ns, or by its resolution; without units ms, or s where the steps would be shorter than half
        a millisecond. It is counted from the timestamp that the channel respects, else from the context's and the
        trace's timeOffset. Without T times are laid out by the trace's duration or the device's rate, else at 100 Hz.
    the tip: in the air in traces of type penUp and where S is false.
    F, OA, OE, OTx, OTy, OR: kept where all traces on the surface have them and no value is unknown. How OA turns is not
        said in words in the Recommendation; it is taken as it stands.
    `continuation`: middle and end go on with the stroke of the trace that `priorRef` names, else of the trace before.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TypeGuard
from xml.sax.saxutils import escape, quoteattr

import numpy as np
from numpy.typing import NDArray

from sigverify.errors import FormatError, InkError
from sigverify.ink.formats.annotations import parse_annotations, told_annotations
from sigverify.ink.formats.content import FileContent
from sigverify.ink.formats.filed import FiledRecording
from sigverify.ink.formats.inkml_context import Channel, Trace
from sigverify.ink.formats.inkml_document import read_document
from sigverify.ink.formats.plain_text import MOST_LINES, blamed_on, shorten
from sigverify.ink.formats.runs import runs
from sigverify.ink.recording import Capture, Floats, Recording, number_strokes
from sigverify.sentences import said

RATE_HZ = 100.0
"""Of traces that tell no time; most tablets' own."""

_OPTIONAL = {
    "pressure": ("F", "dev"),
    "azimuth_deg": ("OA", "deg"),
    "altitude_deg": ("OE", "deg"),
    "tilt_x_deg": ("OTx", "deg"),
    "tilt_y_deg": ("OTy", "deg"),
    "rotation_deg": ("OR", "deg"),
    "arrival_s": ("arrival_s", "s"),
}
_MM = {"mm": 1.0, "cm": 10.0, "m": 1000.0, "in": 25.4, "pt": 25.4 / 72, "pc": 25.4 / 6}
_PARTS_OF_SECOND = {"s": 1.0, "ms": 1e3, "us": 1e6, "ns": 1e9}
_SHORTEST_STEP = 0.5


def is_inkml(file: FileContent) -> bool:
    """Say whether the file begins as XML does."""
    start = file.content[:200]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return start[2:].replace(b"\0", b"").lstrip().startswith(b"<")
    return start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")


def parse_inkml(file: FileContent) -> FiledRecording:
    """Return the recording that the traces of a document make, and what it says of whose it is.

    Raises FormatError where it is not InkML, and naming the line where one of its traces or references is damaged.
    """
    document = read_document(file)
    if not document.traces:
        raise file.fault(None, said("it holds no trace with a point."), said("Choose another file."))
    count = sum(len(trace.values) for trace in document.traces)
    if count > MOST_LINES:
        raise file.fault(
            None, said("it has {count:,} points; no signature does.", count=count), said("Export one signature alone.")
        )
    for trace in document.traces:
        if not {"X", "Y"} <= {channel.name for channel in trace.context.channels}:
            raise file.fault(
                None, said("a trace has no channel X or no channel Y."), said("Export x and y of each point.")
            )
    facts, words = parse_annotations(file, document.annotations)
    x, y, lengths = _lengths(document.traces)
    down, starts = _tip(document.traces)
    with blamed_on(file):
        time_s, rate_hz, has_clock = _times(document.traces)
    optional = {name: values for name in _OPTIONAL if (values := _optional(document.traces, name, down)) is not None}
    first = document.traces[0]
    capture = {
        **lengths,
        "pressure_full_scale": _full_scale(first) if "pressure" in optional else None,
        "records_in_air": not down.all(),
        "rate_hz": rate_hz,
        "has_clock": has_clock,
        "device": first.context.source.device,
        "captured_at": _date(first.base_s),
    }
    try:
        recording = Recording(
            time_s=time_s,
            x=x,
            y=y,
            stroke=number_strokes(down, starts),
            capture=Capture(**(capture if facts is None else facts)),
            **optional,
        )
        return FiledRecording(recording=recording, **{"name": file.path.stem[:100], **words})  # type: ignore[arg-type]
    except InkError as error:
        raise FormatError(f"{file.path}: {error}") from None


def format_inkml(filed: FiledRecording) -> bytes:
    """Return the document that holds one recording; raises InkError where it has more strokes than are read again."""
    return "".join(line + "\n" for line in _document(filed)).encode()


def _document(filed: FiledRecording) -> Iterator[str]:
    recording = filed.recording
    capture = recording.capture
    channels = recording.channels()
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<ink xmlns="http://www.w3.org/2003/InkML">'
    for kind, text in told_annotations(filed).items():
        yield f"  <annotation type={quoteattr(kind)}>{escape(text)}</annotation>"
    yield '  <definitions>\n    <context xml:id="pen">'
    model = capture.device if capture.device.isprintable() else ""
    yield f'      <inkSource xml:id="device" model={quoteattr(model)}>\n        <traceFormat>'
    length = "mm" if capture.length_unit == "mm" else "dev"
    full = f' max="{float(capture.pressure_full_scale)!r}"' if _fit_for_others(capture.pressure_full_scale) else ""
    yield f'          <channel name="X" type="double" units="{length}"/>'
    yield f'          <channel name="Y" type="double" units="{length}" orientation="-ve"/>'
    yield '          <channel name="T" type="double" units="s"/>'
    for name, (channel, units) in _OPTIONAL.items():
        if name in channels:
            yield f'          <channel name="{channel}" type="double" units="{units}"{full if channel == "F" else ""}/>'
    yield "        </traceFormat>"
    if _fit_for_others(capture.rate_hz):
        yield f'        <sampleRate uniform="true" value="{float(capture.rate_hz)!r}"/>'
    yield "      </inkSource>\n    </context>\n  </definitions>"
    order = ("x", "y", "time_s", *(name for name in _OPTIONAL if name in channels))
    for points in runs(recording):
        kind = "penDown" if recording.stroke[points[0]] >= 0 else "penUp"
        rows = zip(*(channels[name][points].tolist() for name in order), strict=True)
        text = ", ".join(" ".join(map(repr, row)) for row in rows)
        yield f'  <trace contextRef="#pen" type="{kind}">{text}</trace>'
    yield "</ink>"


def _fit_for_others(number: float | None) -> TypeGuard[float]:
    """Say whether a fact is worth an attribute besides its annotation, which keeps any number."""
    return number is not None and 1e-6 < number < 1e12


def _column(trace: Trace, name: str) -> tuple[Channel, Floats] | None:
    for place, channel in enumerate(trace.context.channels):
        if channel.name == name:
            return channel, trace.values[:, place]
    return None


def _lengths(traces: tuple[Trace, ...]) -> tuple[Floats, Floats, dict[str, str | float | None]]:
    """Return x and y with y up, and what the capture says of their units."""
    x, y = (np.concatenate([_oriented(trace, name) for trace in traces]) for name in ("X", "Y"))
    steps = {(_mm(trace, "X"), _mm(trace, "Y")) for trace in traces}
    units = {channel.units for trace in traces for channel in trace.context.channels if channel.name in ("X", "Y")}
    if any(mm is None for pair in steps for mm in pair):
        return x, y, {"length_unit": "px" if units == {"px"} else "device"}
    if len(steps) > 1:  # traces of several devices
        scales = [np.concatenate([np.full(len(t.values), _mm(t, name)) for t in traces]) for name in ("X", "Y")]
        return x * scales[0], y * scales[1], {"length_unit": "mm", "mm_per_unit": 1.0}
    ((across, down),) = steps
    unit = "mm" if across == down == 1.0 else "device"
    return x, y, {"length_unit": unit, "mm_per_unit": across, "mm_per_unit_y": None if across == down else down}


def _mm(trace: Trace, name: str) -> float | None:
    """Return the millimetres of one step of X or Y."""
    column = _column(trace, name)
    steps, _, unit = (1.0, "", column[0].units if column else "")
    if name in trace.context.source.resolutions:
        steps, per = trace.context.source.resolutions[name]
        unit = per.removeprefix("1/") if per.startswith("1/") else ""
    return _MM[unit] / steps if unit in _MM else None


def _oriented(trace: Trace, name: str) -> Floats:
    """Return X pointing right or Y pointing up; InkML's own Y points down."""
    column = _column(trace, name)
    assert column is not None
    channel, values = column
    turned = channel.reverse if name == "X" else not channel.reverse
    return -values + 0.0 if turned else values


def _tip(traces: tuple[Trace, ...]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return whether the tip is down, and whether a stroke begins although it was down before, bool (points,)."""
    down, starts = [], []
    for trace in traces:
        switch = _column(trace, "S")
        touching = np.ones(len(trace.values), dtype=bool) if switch is None else switch[1] > 0
        down.append(touching if trace.down else np.zeros(len(trace.values), dtype=bool))
        start = np.zeros(len(trace.values), dtype=bool)
        start[0] = not trace.continues
        starts.append(start)
    return np.concatenate(down), np.concatenate(starts)


def _times(traces: tuple[Trace, ...]) -> tuple[Floats, float | None, bool]:
    """Return the times in seconds, the device's rate, and whether it had a clock."""
    source_rate = traces[0].context.source.rate_hz
    bases = [trace.base_s for trace in traces if trace.base_s is not None]
    origin = min(bases, default=0.0)
    clocked = all(_column(trace, "T") is not None for trace in traces)
    in_seconds = clocked and _looks_like_seconds(traces)
    found: list[Floats] = []
    for trace in traces:
        rate = trace.context.source.rate_hz or RATE_HZ
        base = (trace.base_s - origin if trace.base_s is not None else 0.0) + (trace.offset_s or 0.0)
        column = _column(trace, "T")
        if clocked and column is not None:
            channel, values = column
            parts = 1.0 if in_seconds and _without_units(trace) else _parts_of_second(trace)
            base = base - (trace.offset_s or 0.0) if channel.respect_to else base
            values = values / parts if parts != 1.0 else values
            found.append(values + base if base else values)
            continue
        count = len(trace.values)
        step = trace.duration_s / (count - 1) if trace.duration_s and count > 1 else 1.0 / rate
        if trace.offset_s is None and found:
            base = float(found[-1][-1]) + 1.0 / rate
        found.append(base + np.arange(count, dtype=np.float64) * step)
    told = any(trace.duration_s or trace.offset_s is not None for trace in traces)
    return np.concatenate(found), source_rate or (None if clocked or told else RATE_HZ), clocked


def _parts_of_second(trace: Trace) -> float:
    """Return how many steps of T are in a second; raises InkError where its units are none of time."""
    column = _column(trace, "T")
    steps, unit = 1.0, "ms" if column is None or _without_units(trace) else column[0].units
    if "T" in trace.context.source.resolutions:
        steps, per = trace.context.source.resolutions["T"]
        unit = per.removeprefix("1/")
    if unit not in _PARTS_OF_SECOND:
        raise InkError(
            said(
                "Its channel T counts in '{unit}', which is no unit of time. Export it in ms or s.", unit=shorten(unit)
            )
        )
    return steps * _PARTS_OF_SECOND[unit]


def _without_units(trace: Trace) -> bool:
    """Say whether nothing tells what T counts in."""
    column = _column(trace, "T")
    told = "T" in trace.context.source.resolutions or (column is not None and column[0].units not in ("", "dev"))
    return not told


def _looks_like_seconds(traces: tuple[Trace, ...]) -> bool:
    """Say whether T, where it has no units, can hardly be in milliseconds."""
    columns = [column for trace in traces if (column := _column(trace, "T")) is not None and _without_units(trace)]
    steps = np.abs(np.concatenate([np.diff(values) for _, values in columns])) if columns else np.empty(0)
    return bool(steps.size) and 0 < float(np.median(steps)) < _SHORTEST_STEP


def _optional(traces: tuple[Trace, ...], name: str, down: NDArray[np.bool_]) -> Floats | None:
    """Return a channel that all traces on the surface have and know, in our units; else None."""
    channel_name, own_units = _OPTIONAL[name]
    parts = []
    for trace in traces:
        column = _column(trace, channel_name)
        if column is None and (trace.down or name != "pressure"):
            return None
        if column is None:
            parts.append(np.zeros(len(trace.values)))
            continue
        channel, values = column
        if (own_units == "deg" and channel.units not in ("", "dev", "deg", "rad")) or (
            name == "pressure" and channel.reverse
        ):
            return None
        if own_units == "deg":
            steps, per = trace.context.source.resolutions.get(channel_name, (1.0, ""))
            values = values / steps if per in ("1/deg", "1/rad") and steps != 1.0 else values
            values = values * (180 / np.pi) if "rad" in (channel.units, per.removeprefix("1/")) else values
            values = -values if channel.reverse else values
        parts.append(np.asarray(values, dtype=np.float64))
    found = np.concatenate(parts)
    if np.isnan(found).any() or (name == "pressure" and np.any(found[down] < 0)):
        return None
    return np.where(found < 0, 0.0, found) if name == "pressure" else found


def _full_scale(trace: Trace) -> float | None:
    column = _column(trace, "F")
    if column is None:
        return None
    highest = column[0].highest
    if highest is not None:
        return highest if highest > 0 else None
    return 100.0 if column[0].units == "%" else None


def _date(stamp_s: float | None) -> str:
    if stamp_s is None:
        return ""
    try:
        return datetime.fromtimestamp(stamp_s, UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return ""
