"""What an InkML document holds: its traces, each with the channels, clock and device that its context gives it.

The document is read by expat in one pass and no tree is built. A document type is refused, so that there are no
entities to expand; elements and attributes are counted, and no tag may be long.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TypeVar
from xml.parsers import expat

from sigverify.errors import FormatError
from sigverify.ink.formats.annotations import Annotation
from sigverify.ink.formats.content import FileContent, decoded
from sigverify.ink.formats.inkml_context import Channel, Context, Document, InkSource, Trace
from sigverify.ink.formats.inkml_trace import parse_trace
from sigverify.ink.formats.plain_text import MOST_RUNS, shorten
from sigverify.sentences import said

Kind = TypeVar("Kind")

MOST_ELEMENTS = 50_000
MOST_ATTRIBUTES = 200_000
MOST_CHANNELS = 40
DEEPEST = 50
LONGEST_ANNOTATION = 10_000
"""Characters, and of an annotation that is kept."""

_LONG_TAG = re.compile(rb"<[^<>]{20000}")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read_document(file: FileContent) -> Document:
    """Return what the document holds.

    Raises FormatError naming the line where it is no XML, has a document type, is not InkML, is larger or deeper than
    any signature's, refers to what is not there, or has a trace that cannot be read.
    """
    content = file.content
    if content.startswith(_UTF16):
        try:
            content = content.decode("utf-16").encode()
        except UnicodeError:
            raise file.fault(None, said("undecodable text."), said("Save the file as UTF-8.")) from None
    else:
        decoded(file)
    if (long := _LONG_TAG.search(content)) is not None:
        line = content.count(b"\n", 0, long.start()) + 1
        raise file.fault(line, said("more than 20,000 characters in one tag."), said("Check that this is ink."))
    return _Reader(file).read(content)


@dataclass
class _Open:
    """An element whose end has not come yet."""

    name: str
    attributes: dict[str, str]
    line: int
    text: list[str] | None = None


class _Reader:
    """Follows the elements of one document."""

    def __init__(self, file: FileContent) -> None:
        self._file = file
        self._parser = expat.ParserCreate("utf-8")  # whatever the document declares: its bytes were checked
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.StartDoctypeDeclHandler = self._refuse_doctype
        self._open: list[_Open] = []
        self._skipping = 0
        self._elements = self._attributes = self._count = 0
        self._contexts: dict[str, Context] = {}
        self._sources: dict[str, InkSource] = {}
        self._formats: dict[str, tuple[Channel, ...]] = {}
        self._stamps: dict[str, float] = {}
        self._current = [Context()]
        self._context = Context()  # the one that is being declared
        self._own_format = False  # of that one, which goes before the device's
        self._source = InkSource()
        self._channels: list[Channel] = []
        self._strokes: list[list[Trace]] = []  # each with the traces that go on with it
        self._stroke_of: dict[str, list[Trace]] = {}
        self._defined: dict[str, list[Trace]] = {}  # what views may show: traces and groups of definitions
        self._groups: list[tuple[str, list[Trace]]] = []
        self._annotations: dict[str, Annotation] = {}
        self._ended: dict[str, Callable[[_Open], None]] = {
            "annotation": self._end_annotation,
            "context": self._end_context,
            "inkSource": self._end_source,
            "trace": self._end_trace,
            "traceFormat": self._end_format,
            "traceGroup": self._end_group,
        }
        self._started: dict[str, Callable[[_Open], None]] = {
            "channel": self._start_channel,
            "channelProperty": self._start_property,
            "context": self._start_context,
            "inkSource": self._start_source,
            "sampleRate": self._start_rate,
            "timestamp": self._start_timestamp,
            "traceFormat": self._start_format,
            "traceGroup": self._start_group,
            "traceView": self._start_view,
        }

    def read(self, content: bytes) -> Document:
        try:
            self._parser.Parse(content, True)
        except expat.ExpatError as error:
            why = expat.ErrorString(error.code)
            raise self._file.fault(
                error.lineno, said("no well-formed XML ({why}).", why=why), said("Export the ink again.")
            ) from None
        return Document(tuple(trace for stroke in self._strokes for trace in stroke), self._annotations)

    # --- what expat calls -------------------------------------------------------------------------------------------

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        self._attributes += len(attributes)
        if self._elements > MOST_ELEMENTS or self._attributes > MOST_ATTRIBUTES or len(self._open) >= DEEPEST:
            raise self._fault(
                said("more or deeper elements than any signature has."), said("Export one signature alone.")
            )
        element = _Open(_local(name), {_local(key): value for key, value in attributes.items()}, self._line)
        if not self._open and element.name != "ink":
            raise self._fault(
                said("expected the element 'ink', found '{name}'.", name=shorten(name)),
                said("Name the file's own format."),
            )
        self._open.append(element)
        if self._skipping or element.name == "annotationXML":  # foreign elements, whatever their names
            self._skipping += 1
            return
        if element.name in ("trace", "annotation"):
            element.text = []
        if element.name in self._started:
            self._started[element.name](element)

    def _end(self, _name: str) -> None:
        element = self._open.pop()
        if self._skipping:
            self._skipping -= 1
        elif element.name in self._ended:
            self._ended[element.name](element)

    def _characters(self, text: str) -> None:
        element = self._open[-1]
        if element.text is not None and not self._skipping:
            element.text.append(text)

    def _refuse_doctype(self, *_: object) -> None:
        raise self._fault(
            said("it has a document type, which ink does not need."), said("Remove the line that begins <!DOCTYPE.")
        )

    # --- devices, formats and clocks --------------------------------------------------------------------------------

    def _start_context(self, element: _Open) -> None:
        base = self._referred(element, "contextRef", self._contexts) or self._current[-1]
        source = self._referred(element, "inkSourceRef", self._sources)
        if source is not None:
            base = replace(base, source=source, channels=source.channels or base.channels)
        channels = self._referred(element, "traceFormatRef", self._formats)
        self._own_format = channels is not None
        stamp = self._referred(element, "timestampRef", self._stamps)
        self._context = replace(
            base,
            channels=base.channels if channels is None else channels,
            stamp_s=base.stamp_s if stamp is None else stamp,
        )

    def _end_context(self, element: _Open) -> None:
        self._remember(element, self._contexts, self._context)
        if not self._within("definitions"):
            self._current[-1] = self._context

    def _start_source(self, element: _Open) -> None:
        names = (element.attributes.get(key, "").strip() for key in ("manufacturer", "model"))
        self._source = InkSource(device=" ".join(name for name in names if name)[:200])

    def _end_source(self, element: _Open) -> None:
        self._remember(element, self._sources, self._source)
        if self._within("context"):
            channels = (None if self._own_format else self._source.channels) or self._context.channels
            self._context = replace(self._context, source=self._source, channels=channels)

    def _start_rate(self, element: _Open) -> None:
        rate = self._number(element, "value")
        if rate is not None and rate > 0:
            self._source = replace(self._source, rate_hz=rate)

    def _start_property(self, element: _Open) -> None:
        value, units = self._number(element, "value"), element.attributes.get("units", "")
        if element.attributes.get("name") == "resolution" and value is not None and value > 0:
            if len(self._source.resolutions) >= MOST_CHANNELS:
                raise self._fault(said("more properties than a device has channels."), said("Check that this is ink."))
            found = {**self._source.resolutions, element.attributes.get("channel", ""): (value, units)}
            self._source = replace(self._source, resolutions=found)

    def _start_channel(self, element: _Open) -> None:
        if not self._within("traceFormat"):
            return
        name = element.attributes.get("name", "")
        if len(self._channels) >= MOST_CHANNELS or any(channel.name == name for channel in self._channels):
            raise self._fault(
                said("the channel '{name}' stands twice, or is one of too many.", name=shorten(name)),
                said("Mend the format."),
            )
        self._channels.append(
            Channel(
                name=name,
                units=element.attributes.get("units", ""),
                reverse=element.attributes.get("orientation") == "-ve",
                highest=self._number(element, "max"),
                respect_to=element.attributes.get("respectTo", ""),
                intermittent=self._within("intermittentChannels"),
                before=self._default(element),
            )
        )

    def _start_format(self, _element: _Open) -> None:
        self._channels = []

    def _end_format(self, element: _Open) -> None:
        # intermittent channels come last in a point wherever they are declared
        channels = tuple(sorted(self._channels, key=lambda channel: channel.intermittent))
        self._remember(element, self._formats, channels)
        if self._within("canvas"):
            return  # of the page that ink is shown on, not of the traces
        if self._within("inkSource"):
            self._source = replace(self._source, channels=channels)
        elif self._within("context"):
            self._context, self._own_format = replace(self._context, channels=channels), True
        elif not self._within("definitions"):  # of drafts: a format of the document itself
            self._current[-1] = replace(self._current[-1], channels=channels)

    def _start_timestamp(self, element: _Open) -> None:
        stamp = self._referred(element, "timestampRef", self._stamps)
        time_ms, text = self._number(element, "time"), element.attributes.get("timeString", "")
        if time_ms is not None:
            stamp = time_ms / 1000.0
        elif text:
            try:
                told = datetime.fromisoformat(text)
                stamp = (told if told.tzinfo else told.replace(tzinfo=UTC)).timestamp()
            except (ValueError, OverflowError, OSError):
                raise self._fault(
                    said("'{text}' is no date and time.", text=shorten(text)), said("Mend it, or remove it.")
                ) from None
        stamp = (stamp or 0.0) + (self._number(element, "timeOffset") or 0.0) / 1000.0
        self._remember(element, self._stamps, stamp)
        if self._within("context"):
            self._context = replace(self._context, stamp_s=stamp)

    # --- ink --------------------------------------------------------------------------------------------------------

    def _start_group(self, element: _Open) -> None:
        context = self._referred(element, "contextRef", self._contexts)
        self._current.append(self._current[-1] if context is None else context)
        self._groups.append((element.attributes.get("id", ""), []))

    def _end_group(self, _element: _Open) -> None:
        self._current.pop()
        name, traces = self._groups.pop()
        if self._within("definitions"):
            self._define(name, traces)

    def _define(self, name: str, traces: list[Trace]) -> None:
        """Keep traces of definitions for views, under their own name and in the group around them."""
        if name:
            self._defined[name] = traces
        if self._groups:
            self._groups[-1][1].extend(traces)

    def _start_view(self, element: _Open) -> None:
        reference = element.attributes.get("traceDataRef")
        if reference is None or self._within("definitions"):
            return
        file, _, name = reference.rpartition("#")
        if file:
            raise self._fault(
                said("its ink lies in another file, '{file}'.", file=shorten(file)), said("Export it into one.")
            )
        if name in self._defined:
            if {"from", "to"} & element.attributes.keys():
                raise self._fault(
                    said("a view shows a part of a trace."), said("Export the ink itself, without definitions.")
                )
            for trace in self._defined.pop(name):
                self._add(trace, "")

    def _add(self, trace: Trace, name: str, prior: str | None = None) -> None:
        if prior is not None and prior not in self._stroke_of:
            raise self._fault(
                said("priorRef refers to '{prior}', which is not before it.", prior=shorten(prior)),
                said("Export the ink again."),
            )
        if not trace.continues or not self._strokes:
            self._strokes.append([])
        stroke = self._strokes[-1] if prior is None else self._stroke_of[prior]
        stroke.append(trace)
        if name:
            self._stroke_of[name] = stroke

    def _end_trace(self, element: _Open) -> None:
        context = self._referred(element, "contextRef", self._contexts) or self._current[-1]
        text = "".join(element.text or ())
        regular = sum(not channel.intermittent for channel in context.channels)
        before = tuple(channel.before for channel in context.channels[regular:])
        values = parse_trace(self._file, element.line, text, regular, before)
        offset, duration = self._number(element, "timeOffset"), self._number(element, "duration")
        time = next((channel for channel in context.channels if channel.name == "T"), None)
        respect_to = (time.respect_to if time else "").removeprefix("#")
        if respect_to and respect_to not in self._stamps:
            raise self._fault(
                said("there is no timestamp '{respect_to}'.", respect_to=shorten(respect_to)),
                said("Export the ink again."),
            )
        if not len(values):
            return
        self._count += 1  # each takes some fifty times the room that the shortest has in the file
        if self._count > MOST_RUNS:
            raise self._fault(
                said("more than {most_runs:,} traces; no signature has.", most_runs=MOST_RUNS),
                said("Export one signature alone."),
            )
        trace = Trace(
            values=values,
            context=context,
            down=element.attributes.get("type") != "penUp",
            continues=element.attributes.get("continuation") in ("middle", "end"),
            offset_s=None if offset is None else offset / 1000.0,
            duration_s=None if duration is None else duration / 1000.0,
            base_s=self._stamps[respect_to] if respect_to else context.stamp_s,
        )
        name = element.attributes.get("id", "")
        if self._within("definitions"):
            self._define(name, [trace])
        else:
            prior = element.attributes.get("priorRef") if trace.continues else None
            self._add(trace, name, None if prior is None else prior.removeprefix("#"))

    def _end_annotation(self, element: _Open) -> None:
        text = "".join(element.text or ())
        if len(self._open) == 1 and len(text) <= LONGEST_ANNOTATION:
            self._annotations.setdefault(element.attributes.get("type", ""), Annotation(text.strip(), element.line))

    # --- attributes -------------------------------------------------------------------------------------------------

    @property
    def _line(self) -> int:
        return self._parser.CurrentLineNumber

    def _fault(self, found: str, remedy: str) -> FormatError:
        return self._file.fault(self._line, found, remedy)

    def _within(self, name: str) -> bool:
        return any(element.name == name for element in self._open)

    def _remember(self, element: _Open, known: dict[str, Kind], value: Kind) -> None:
        if "id" in element.attributes:
            known[element.attributes["id"]] = value

    def _referred(self, element: _Open, key: str, known: dict[str, Kind]) -> Kind | None:
        """Return what an attribute such as contextRef='#c1' refers to, None where it is not there."""
        reference = element.attributes.get(key)
        if reference is None:
            return None
        if reference.removeprefix("#") not in known:
            raise self._fault(
                said("{key} refers to '{reference}', which is not there.", key=key, reference=shorten(reference)),
                said("Export the ink again."),
            )
        return known[reference.removeprefix("#")]

    def _default(self, element: _Open) -> float:
        word = element.attributes.get("default", "").strip()
        if word.casefold() in ("t", "true", "f", "false"):
            return float(word.casefold() in ("t", "true"))
        return self._number(element, "default") or 0.0 if word else 0.0

    def _number(self, element: _Open, key: str) -> float | None:
        text = element.attributes.get(key)
        if text is None:
            return None
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if not abs(value) < 1e18:  # 'not <' catches nan, which no comparison holds for
            raise self._fault(
                said("'{key}' is no number of a reasonable size: '{text}'.", key=key, text=shorten(text)),
                said("Mend that value."),
            )
        return value


def _local(name: str) -> str:
    """Return a name without its namespace's prefix: 'id' for 'xml:id'."""
    return name.rpartition(":")[2]
