"""What InkML says about a trace: its channels, the device and the clock that its context gives it."""

from dataclasses import dataclass, field

from sigverify.ink.formats.annotations import Annotation
from sigverify.ink.recording import Floats


@dataclass(frozen=True)
class Channel:
    """A channel of a trace, as its trace format declares it.

    reverse: whether its orientation is '-ve'. before: its value until a point tells one, where points may leave it out.
    """

    name: str
    units: str = ""
    reverse: bool = False
    highest: float | None = None
    respect_to: str = ""
    intermittent: bool = False
    before: float = 0.0


@dataclass(frozen=True)
class InkSource:
    """The device: its name, rate, channels, and steps in a unit by channel, such as (1000.0, '1/cm')."""

    device: str = ""
    rate_hz: float | None = None
    channels: tuple[Channel, ...] | None = None
    resolutions: dict[str, tuple[float, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Context:
    """What holds for a trace. stamp_s: the timestamp, seconds since 1970, None where there is none."""

    channels: tuple[Channel, ...] = (Channel("X"), Channel("Y"))
    source: InkSource = InkSource()
    stamp_s: float | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """One trace. values: float64 (points, channels); offset_s, duration_s: None where not told."""

    values: Floats
    context: Context
    down: bool
    continues: bool
    offset_s: float | None
    duration_s: float | None
    base_s: float | None


@dataclass(frozen=True)
class Document:
    """traces: in their order; annotations: of the document itself, by type."""

    traces: tuple[Trace, ...]
    annotations: dict[str, Annotation]
