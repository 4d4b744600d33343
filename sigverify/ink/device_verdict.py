"""What a device is good for, in one sentence, and each fact with what can be done about it."""

from dataclasses import dataclass, replace
from typing import Any, Literal

from sigverify.ink.device_report import AngleUse, Clock, DeviceReport, PressureUse, Spread
from sigverify.ink.quality import LOWEST_RATE_HZ

State = Literal["good", "mind", "bad", "plain"]

STATE_WORDS: dict[State, str] = {"good": "Good", "mind": "Mind", "bad": "Poor", "plain": "Note"}
STATE_SIGNS: dict[State, str] = {"good": "✔", "mind": "!", "bad": "✖", "plain": "·"}
"""Each state by sign and word, never by colour alone."""

FEWEST_POINTS = 60
SHORTEST_S = 0.5
"""Less is told nothing of: a second of scribbling holds more."""

GOOD_RATE_HZ = 95.0
"""What pen tablets of the corpora give, 100 to 200, less what a clock of whole milliseconds may hide."""

_THIN = "\N{NARROW NO-BREAK SPACE}"
_FEW_LEVELS = 256
_NARROW_RANGE = 0.2
_FEW_SHARED, _MANY_SHARED = 0.02, 0.3
_MANY_LOST = 0.01
_MANY_REPEATED = 0.02
_MANY_TOGETHER = 0.3
_SLOW_PAINT_MS = 50.0

_SOURCES = {"pen": "pen", "mouse": "mouse", "touch": "finger", "file": "file", "synthetic": "synthetic ink"}
_UNITS = {"px": "pixel", "mm": "millimetre", "device": "unit"}
_REFERRED = "Signatures are referred to a person at most. Use a pen that tells pressure."


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One measured fact: its name, what was found, how good that is, and what to do ('' where nothing)."""

    name: str
    words: str
    state: State
    remedy: str = ""


@dataclass(frozen=True, kw_only=True)
class DeviceVerdict:
    """What a device is good for. state: the worst of the facts', 'plain' while too little was written to tell."""

    state: State
    sentence: str
    facts: tuple[Fact, ...]

    def to_text(self) -> str:
        """Return the sentence and a line for each fact, for a terminal or a message to who looks after the tablet."""
        width = max((len(fact.name) for fact in self.facts), default=0)
        lines = [
            f"{STATE_SIGNS[fact.state]} {STATE_WORDS[fact.state]}  {fact.name:<{width}}  "
            + " · ".join(part for part in (fact.words, fact.remedy) if part)
            for fact in self.facts
        ]
        return "\n".join([self.sentence, *lines])

    def to_json(self) -> dict[str, Any]:
        """Return plain values."""
        return {
            "state": self.state,
            "sentence": self.sentence,
            "facts": [vars(fact) for fact in self.facts],
        }


def judge(report: DeviceReport) -> DeviceVerdict:
    """Return what a device is good for, by what was measured of it."""
    if report.points < FEWEST_POINTS or (report.seconds < SHORTEST_S and report.rate_hz > 0):
        return DeviceVerdict(
            state="plain",
            sentence=f"Too little to tell: {report.points} points, {report.seconds:.1f} s of writing. "
            f"At least {FEWEST_POINTS} points and {SHORTEST_S} s are needed.",
            facts=(),
        )
    facts = (
        _tool(report),
        _rate(report),
        _gaps(report),
        _stamps(report),
        *_together(report),
        _duplicates(report),
        _pressure(report),
        _angles("Tilt", report.tilt_x, report.tilt_y),
        _angles("Rotation", report.rotation),
        *_places(report),
        _in_air(report),
        *_delays(report),
        _scale(report),
    )
    if report.source in ("mouse", "touch"):  # no driver makes a pen of it
        facts = (facts[0], *(replace(fact, remedy="") for fact in facts[1:]))
    states = {fact.state for fact in facts}
    state: State = "bad" if "bad" in states else "mind" if "mind" in states else "good"
    return DeviceVerdict(state=state, sentence=_sentence(report, state, facts), facts=facts)


def device_name(report: DeviceReport) -> str:
    """Return what a person calls the device: its name without its abilities, or what kind of thing it is."""
    name = report.device.split(" (")[0].strip()
    return name if name and report.source not in ("mouse", "touch") else _SOURCES[report.source]


def _sentence(report: DeviceReport, state: State, facts: tuple[Fact, ...]) -> str:
    if report.source in ("mouse", "touch"):
        article = "a mouse" if report.source == "mouse" else "a finger"
        return f"This is {article}: no pressure; signatures are referred at most."
    name = device_name(report)
    pressure = report.pressure
    told = [f"{report.rate_hz:.0f} points a second"] if report.rate_hz else ["no times"]
    if pressure is None or pressure.constant:
        told.append("no pressure" if pressure is None else "a pressure that never changes")
    elif pressure.levels is not None:
        told.append(f"pressure in {pressure.levels:,} levels")
    else:
        told.append(f"{pressure.distinct:,} levels of pressure seen")
    if report.rate_hz:
        told.append(f"{report.gaps:,} gap{'s' if report.gaps > 1 else ''}" if report.gaps else "no gaps")
    worst = [fact.name.lower() for fact in facts if fact.state == state]
    use = {
        "good": "good for signatures",
        "mind": f"usable for signatures; mind the {_listed(worst)}",
        "bad": f"poor for signatures; see the {_listed(worst)}",
    }[state]
    return f"{name[0].upper()}{name[1:]}: {', '.join(told)}: {use}."


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _tool(report: DeviceReport) -> Fact:
    if report.source in ("mouse", "touch"):
        return Fact(name="Tool", words=f"A {_SOURCES[report.source]}, not a pen", state="bad", remedy=_REFERRED)
    return Fact(name="Tool", words=report.device or _SOURCES[report.source], state="good")


def _rate(report: DeviceReport) -> Fact:
    rate = report.rate_hz
    if not rate and _laid_out(report):
        promised = f": {report.promised_hz:g} points a second by what it says" if report.promised_hz else ""
        return Fact(name="Rate", words=f"The file keeps no times{promised}", state="plain")
    if not rate:
        return Fact(
            name="Rate", words="Cannot be told without time stamps", state="bad", remedy="Use the maker's driver."
        )
    words = f"{rate:.0f} points a second"
    if rate >= GOOD_RATE_HZ:
        return Fact(name="Rate", words=words, state="good")
    remedy = "Close what keeps the computer busy, use the maker's driver, and plug the tablet in without a hub."
    return Fact(name="Rate", words=words, state="mind" if rate >= LOWEST_RATE_HZ else "bad", remedy=remedy)


def _laid_out(report: DeviceReport) -> bool:
    """Whether neither the device's clock nor the program's is in the recording, so that no time can be judged."""
    return report.clock is None and report.arrivals is None


def _gaps(report: DeviceReport) -> Fact:
    if not report.rate_hz:
        return Fact(name="Gaps", words="Cannot be told without times", state="plain")
    rests = f"; {report.rests:,} silent while the pen rested" if report.rests else ""
    if not report.gaps:
        return Fact(name="Gaps", words=f"None while the pen moved{rests}", state="good")
    words = (
        f"{report.gaps:,}, the longest {report.longest_gap_ms:.0f} ms: about {report.lost:,} "
        f"point{'s' if report.lost > 1 else ''} dropped{rests}"
    )
    bad = report.lost > _MANY_LOST * report.points
    remedy = {
        "cocoa": "macOS drops events while a program is slow: close what keeps the computer busy.",
        "wayland": "Close what keeps the computer busy; an X11 session shows whether the desktop drops them.",
    }.get(_family(report), "Close what keeps the computer busy; a wireless tablet may be too far away.")
    return Fact(name="Gaps", words=words, state="bad" if bad else "mind", remedy=remedy)


def _stamps(report: DeviceReport) -> Fact:
    clock = report.clock
    if clock is None:
        if _laid_out(report):
            words = "None in this recording: the times were laid out by a rate"
            return Fact(name="Time stamps", words=words, state="plain")
        words = "The device tells no time; the program's clock stands in"
        return Fact(name="Time stamps", words=words, state="mind", remedy="Use the maker's driver.")
    if clock.stands_still:
        return Fact(name="Time stamps", words="All points bear one time", state="bad", remedy="Use the maker's driver.")
    if clock.backward:
        words = f"{clock.backward:,} run backwards"
        return Fact(name="Time stamps", words=words, state="mind", remedy="They are repaired. A new driver may help.")
    shared = clock.repeated / max(clock.steps_ms.size, 1)
    if shared <= _FEW_SHARED:
        return Fact(name="Time stamps", words=f"Each point its own, {_every(clock)}", state="good")
    remedy = "Points that share a time are spread evenly."
    if _family(report) == "windows":
        remedy += " Windows hands over a pen's history at once: close what keeps the computer busy."
    else:
        remedy += " The maker's driver may stamp each point."
    state: State = "bad" if shared > _MANY_SHARED else "mind"
    return Fact(
        name="Time stamps", words=f"{100 * shared:.0f}{_THIN}% of points share one time", state=state, remedy=remedy
    )


def _every(clock: Clock) -> str:
    return f"every {clock.usual_ms:.1f} ms".replace(".0 ms", " ms")


def _together(report: DeviceReport) -> tuple[Fact, ...]:
    if report.arrivals is None:
        return ()
    if report.together < _MANY_TOGETHER:
        return (Fact(name="Bursts", words="Points arrive one by one", state="good"),)
    words = f"{report.burst_size:.1f} points arrive at once"
    if report.clock is None or report.clock.stands_still:
        return (Fact(name="Bursts", words=words, state="bad", remedy="Their times are lost. Use the maker's driver."),)
    return (
        Fact(
            name="Bursts",
            words=words,
            state="plain",
            remedy="Each has a time of its own, so nothing is lost; the live curve moves in jumps.",
        ),
    )


def _duplicates(report: DeviceReport) -> Fact:
    if not report.duplicates:
        return Fact(name="Duplicates", words="No point came twice", state="good")
    words = f"{report.duplicates:,} point{'s' if report.duplicates > 1 else ''} came twice"
    many = report.duplicates > _MANY_REPEATED * report.points
    remedy = "They do no harm to the path, but make the rate look higher than it is." if many else ""
    return Fact(name="Duplicates", words=words, state="mind" if many else "good", remedy=remedy)


def _pressure(report: DeviceReport) -> Fact:
    pressure = report.pressure
    if pressure is None:
        return Fact(name="Pressure", words="None", state="bad", remedy=_REFERRED)
    if pressure.constant:
        windows = " Switch Windows Ink on in the tablet's settings." if _family(report) == "windows" else ""
        return Fact(
            name="Pressure",
            words=f"Never changes: always {pressure.highest:g}",
            state="bad",
            remedy=f"The driver passes none on, and signatures are referred at most. Install the maker's.{windows}",
        )
    if pressure.levels is None:
        return Fact(name="Pressure", words=f"{_pressed(pressure)}; {pressure.distinct:,} levels seen", state="good")
    words = f"{_pressed(pressure)}; at least {pressure.levels:,} levels, {pressure.distinct:,} seen"
    if pressure.levels < _FEW_LEVELS:
        return Fact(name="Pressure", words=words, state="mind", remedy="The maker's driver may pass on more levels.")
    if pressure.highest - pressure.lowest < _NARROW_RANGE:
        remedy = "Press harder and softer to test it; or make the tip softer in the tablet's settings."
        return Fact(name="Pressure", words=words, state="mind", remedy=remedy)
    return Fact(name="Pressure", words=words, state="good")


def _pressed(pressure: PressureUse) -> str:
    if pressure.highest <= 1.0:
        return f"{100 * pressure.lowest:.0f} to {100 * pressure.highest:.0f}{_THIN}% used"
    return f"levels {pressure.lowest:g} to {pressure.highest:g} used"


def _angles(name: str, *used: AngleUse | None) -> Fact:
    told = [angle for angle in used if angle is not None]
    if not told:
        return Fact(name=name, words="Not told by the device", state="plain")
    if all(angle.lowest == angle.highest for angle in told):
        return Fact(name=name, words="Told, but it never changed", state="plain")
    spans = " and ".join(f"{angle.lowest:.0f}° to {angle.highest:.0f}°" for angle in told).replace("-", "−")
    return Fact(name=name, words=spans, state="good")


def _places(report: DeviceReport) -> tuple[Fact, ...]:
    if report.unit != "px":
        return ()
    if report.grid is None:
        return (Fact(name="Coordinates", words="Finer than a pixel", state="good"),)
    words = "Whole pixels" if report.grid == 1 else f"Steps of {report.grid:.2f} pixel, the screen's own"
    remedy = "Small movements become stairs."
    if _family(report) == "xcb" and report.source == "pen":
        remedy += " Take QT_XCB_TABLET_LEGACY_COORDINATES out of the environment if it is set."
    elif report.source == "pen":
        remedy += " The driver passes the pen off as a mouse: install the maker's, or switch its pen mode on."
    return (Fact(name="Coordinates", words=words, state="mind", remedy=remedy),)


def _in_air(report: DeviceReport) -> Fact:
    words = "Points in the air are seen" if report.in_air else "No point in the air was seen"
    return Fact(name="In the air", words=words, state="good" if report.in_air else "plain")


def _delays(report: DeviceReport) -> tuple[Fact, ...]:
    told = []
    if report.arrival_delay is not None:
        than = "after its stamp" if report.delay_known else "later than the quickest one"
        words = f"A point comes {_milliseconds(report.arrival_delay)} {than}"
        told.append(Fact(name="Arrival", words=words, state="plain"))
    if report.paint_delay is not None:
        slow = report.paint_delay.high_ms > _SLOW_PAINT_MS
        remedy = "Ink lags behind the pen, and nothing is lost. Close what keeps the computer busy." if slow else ""
        words = f"A point is painted {_milliseconds(report.paint_delay)} after its arrival"
        told.append(Fact(name="Painting", words=words, state="mind" if slow else "good", remedy=remedy))
    return tuple(told)


def _milliseconds(delay: Spread) -> str:
    median = f"{delay.median_ms:.0f} ms" if delay.median_ms >= 1 else "less than 1 ms"
    return f"{median} (95{_THIN}% within {max(delay.high_ms, 1):.0f} ms)"


def _scale(report: DeviceReport) -> Fact:
    if report.mm_per_unit is None:
        return Fact(name="Scale", words="Not measured: sizes of two devices cannot be compared", state="plain")
    across, down = report.mm_per_unit
    words = f"{across:.3f} mm a {_UNITS[report.unit]} across, {down:.3f} down"
    return Fact(name="Scale", words="Millimetres" if report.unit == "mm" else words, state="good")


def _family(report: DeviceReport) -> str:
    """Return the window system: xcb, wayland, windows, cocoa or another; '' where unknown."""
    return report.platform.split("-")[0].split(" ")[-1].lower()
