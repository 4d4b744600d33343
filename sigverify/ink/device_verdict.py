"""What a device is good for, in one sentence, and each fact with what can be done about it."""

from dataclasses import dataclass, replace
from typing import Any, Literal

from sigverify.ink.device_report import AngleUse, Clock, DeviceReport, PressureUse, Spread
from sigverify.ink.quality import LOWEST_RATE_HZ
from sigverify.sentences import Sentence, joined, lowercase, said

State = Literal["good", "mind", "bad", "plain"]

STATE_WORDS: dict[State, str] = {
    "good": said("Good"),
    "mind": said("Mind"),
    "bad": said("Poor"),
    "plain": said("Note", meaning="state of a fact"),
}
STATE_SIGNS: dict[State, str] = {"good": "✔", "mind": "!", "bad": "✖", "plain": "·"}
"""Each state by sign and word, never by colour alone."""

FEWEST_POINTS = 60
SHORTEST_S = 0.5
"""Less is told nothing of: a second of scribbling holds more."""

GOOD_RATE_HZ = 95.0
"""What pen tablets of the corpora give, 100 to 200, less what a clock of whole milliseconds may hide."""

_FEW_LEVELS = 256
_NARROW_RANGE = 0.2
_FEW_SHARED, _MANY_SHARED = 0.02, 0.3
_MANY_LOST = 0.01
_MANY_REPEATED = 0.02
_MANY_TOGETHER = 0.3
_SLOW_PAINT_MS = 50.0

_SOURCES = {
    "pen": said("pen"),
    "mouse": said("mouse"),
    "touch": said("finger"),
    "file": said("file"),
    "synthetic": said("synthetic ink"),
}
_UNITS = {"px": said("pixel"), "mm": said("millimetre"), "device": said("unit")}
_REFERRED = said("Signatures are referred to a person at most. Use a pen that tells pressure.")


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
            sentence=said(
                "Too little to tell: {points} points, {seconds:.1f} s of writing. At least "
                "{fewest_points} points and {shortest_s} s are needed.",
                points=report.points,
                seconds=report.seconds,
                fewest_points=FEWEST_POINTS,
                shortest_s=SHORTEST_S,
            ),
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
        _angles(said("Tilt"), report.tilt_x, report.tilt_y),
        _angles(said("Rotation"), report.rotation),
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
        if report.source == "mouse":
            return said("This is a mouse: no pressure; signatures are referred at most.")
        return said("This is a finger: no pressure; signatures are referred at most.")
    name = device_name(report)
    pressure = report.pressure
    told = [said("{rate_hz:.0f} points a second", rate_hz=report.rate_hz)] if report.rate_hz else [said("no times")]
    if pressure is None or pressure.constant:
        told.append(said("no pressure") if pressure is None else said("a pressure that never changes"))
    elif pressure.levels is not None:
        told.append(said("pressure in {levels:,} levels", levels=pressure.levels))
    else:
        told.append(said("{distinct:,} levels of pressure seen", distinct=pressure.distinct))
    if report.rate_hz:
        told.append(said("{n} gap", "{n} gaps", n=report.gaps) if report.gaps else said("no gaps"))
    worst = _listed([lowercase(fact.name) for fact in facts if fact.state == state])
    use = {
        "good": said("good for signatures"),
        "mind": said("usable for signatures; mind the {facts}", facts=worst),
        "bad": said("poor for signatures; see the {facts}", facts=worst),
    }[state]
    known = name if isinstance(name, Sentence) else f"{name[0].upper()}{name[1:]}"
    return said(
        "{device}: {told}: {use}.", meaning="verdict on a device", device=known, told=joined(told, ", "), use=use
    )


def _listed(names: list[str]) -> str:
    if len(names) == 1:
        return names[0]
    return said("{first} and {second}", first=joined(names[:-1], ", "), second=names[-1])


def _tool(report: DeviceReport) -> Fact:
    if report.source in ("mouse", "touch"):
        return Fact(
            name=said("Tool"),
            words=said("A {device}, not a pen", device=_SOURCES[report.source]),
            state="bad",
            remedy=_REFERRED,
        )
    return Fact(name=said("Tool"), words=report.device or _SOURCES[report.source], state="good")


def _rate(report: DeviceReport) -> Fact:
    rate = report.rate_hz
    if not rate and _laid_out(report):
        words = (
            said("The file keeps no times: {rate_hz:g} points a second by what it says", rate_hz=report.promised_hz)
            if report.promised_hz
            else said("The file keeps no times")
        )
        return Fact(name=said("Rate"), words=words, state="plain")
    if not rate:
        return Fact(
            name=said("Rate"),
            words=said("Cannot be told without time stamps"),
            state="bad",
            remedy=said("Use the maker's driver."),
        )
    words = said("{rate:.0f} points a second", rate=rate)
    if rate >= GOOD_RATE_HZ:
        return Fact(name=said("Rate"), words=words, state="good")
    remedy = said("Close what keeps the computer busy, use the maker's driver, and plug the tablet in without a hub.")
    return Fact(name=said("Rate"), words=words, state="mind" if rate >= LOWEST_RATE_HZ else "bad", remedy=remedy)


def _laid_out(report: DeviceReport) -> bool:
    """Whether neither the device's clock nor the program's is in the recording, so that no time can be judged."""
    return report.clock is None and report.arrivals is None


def _gaps(report: DeviceReport) -> Fact:
    if not report.rate_hz:
        return Fact(name=said("Gaps"), words=said("Cannot be told without times"), state="plain")
    rests = said("{rests:,} silent while the pen rested", rests=report.rests) if report.rests else ""
    if not report.gaps:
        words = joined([said("None while the pen moved"), rests], "; ")
        return Fact(name=said("Gaps"), words=words, state="good")
    lost = said(
        "{gaps:,}, the longest {longest_ms:.0f} ms: about {n} point dropped",
        "{gaps:,}, the longest {longest_ms:.0f} ms: about {n} points dropped",
        gaps=report.gaps,
        longest_ms=report.longest_gap_ms,
        n=report.lost,
    )
    words = joined([lost, rests], "; ")
    bad = report.lost > _MANY_LOST * report.points
    remedy = {
        "cocoa": said("macOS drops events while a program is slow: close what keeps the computer busy."),
        "wayland": said("Close what keeps the computer busy; an X11 session shows whether the desktop drops them."),
    }.get(_family(report), said("Close what keeps the computer busy; a wireless tablet may be too far away."))
    return Fact(name=said("Gaps"), words=words, state="bad" if bad else "mind", remedy=remedy)


def _stamps(report: DeviceReport) -> Fact:
    clock = report.clock
    if clock is None:
        if _laid_out(report):
            words = said("None in this recording: the times were laid out by a rate")
            return Fact(name=said("Time stamps"), words=words, state="plain")
        words = said("The device tells no time; the program's clock stands in")
        return Fact(name=said("Time stamps"), words=words, state="mind", remedy=said("Use the maker's driver."))
    if clock.stands_still:
        return Fact(
            name=said("Time stamps"),
            words=said("All points bear one time"),
            state="bad",
            remedy=said("Use the maker's driver."),
        )
    if clock.backward:
        words = said("{backward:,} run backwards", backward=clock.backward)
        return Fact(
            name=said("Time stamps"),
            words=words,
            state="mind",
            remedy=said("They are repaired. A new driver may help."),
        )
    shared = clock.repeated / max(clock.steps_ms.size, 1)
    if shared <= _FEW_SHARED:
        return Fact(
            name=said("Time stamps"), words=said("Each point its own, {every}", every=_every(clock)), state="good"
        )
    why = said("The maker's driver may stamp each point.")
    if _family(report) == "windows":
        why = said("Windows hands over a pen's history at once: close what keeps the computer busy.")
    remedy = joined([said("Points that share a time are spread evenly."), why])
    state: State = "bad" if shared > _MANY_SHARED else "mind"
    return Fact(
        name=said("Time stamps"),
        words=said("{percent:.0f}\N{NARROW NO-BREAK SPACE}% of points share one time", percent=100 * shared),
        state=state,
        remedy=remedy,
    )


def _every(clock: Clock) -> str:
    return said("every {milliseconds} ms", milliseconds=f"{clock.usual_ms:.1f}".removesuffix(".0"))


def _together(report: DeviceReport) -> tuple[Fact, ...]:
    if report.arrivals is None:
        return ()
    if report.together < _MANY_TOGETHER:
        return (Fact(name=said("Bursts"), words=said("Points arrive one by one"), state="good"),)
    words = said("{burst_size:.1f} points arrive at once", burst_size=report.burst_size)
    if report.clock is None or report.clock.stands_still:
        return (
            Fact(
                name=said("Bursts"),
                words=words,
                state="bad",
                remedy=said("Their times are lost. Use the maker's driver."),
            ),
        )
    return (
        Fact(
            name=said("Bursts"),
            words=words,
            state="plain",
            remedy=said("Each has a time of its own, so nothing is lost; the live curve moves in jumps."),
        ),
    )


def _duplicates(report: DeviceReport) -> Fact:
    if not report.duplicates:
        return Fact(name=said("Duplicates"), words=said("No point came twice"), state="good")
    words = said("{n} point came twice", "{n} points came twice", n=report.duplicates)
    many = report.duplicates > _MANY_REPEATED * report.points
    remedy = said("They do no harm to the path, but make the rate look higher than it is.") if many else ""
    return Fact(name=said("Duplicates"), words=words, state="mind" if many else "good", remedy=remedy)


def _pressure(report: DeviceReport) -> Fact:
    pressure = report.pressure
    if pressure is None:
        return Fact(name=said("Pressure"), words=said("None"), state="bad", remedy=_REFERRED)
    if pressure.constant:
        windows = said("Switch Windows Ink on in the tablet's settings.") if _family(report) == "windows" else ""
        none = said("The driver passes none on, and signatures are referred at most. Install the maker's.")
        return Fact(
            name=said("Pressure"),
            words=said("Never changes: always {highest:g}", highest=pressure.highest),
            state="bad",
            remedy=joined([none, windows]),
        )
    if pressure.levels is None:
        return Fact(
            name=said("Pressure"),
            words=said("{pressed}; {distinct:,} levels seen", pressed=_pressed(pressure), distinct=pressure.distinct),
            state="good",
        )
    words = said(
        "{pressed}; at least {levels:,} levels, {distinct:,} seen",
        pressed=_pressed(pressure),
        levels=pressure.levels,
        distinct=pressure.distinct,
    )
    if pressure.levels < _FEW_LEVELS:
        return Fact(
            name=said("Pressure"), words=words, state="mind", remedy=said("The maker's driver may pass on more levels.")
        )
    if pressure.highest - pressure.lowest < _NARROW_RANGE:
        remedy = said("Press harder and softer to test it; or make the tip softer in the tablet's settings.")
        return Fact(name=said("Pressure"), words=words, state="mind", remedy=remedy)
    return Fact(name=said("Pressure"), words=words, state="good")


def _pressed(pressure: PressureUse) -> str:
    if pressure.highest <= 1.0:
        return said(
            "{lowest:.0f} to {highest:.0f}\N{NARROW NO-BREAK SPACE}% used",
            lowest=100 * pressure.lowest,
            highest=100 * pressure.highest,
        )
    return said("levels {lowest:g} to {highest:g} used", lowest=pressure.lowest, highest=pressure.highest)


def _angles(name: str, *used: AngleUse | None) -> Fact:
    told = [angle for angle in used if angle is not None]
    if not told:
        return Fact(name=name, words=said("Not told by the device"), state="plain")
    if all(angle.lowest == angle.highest for angle in told):
        return Fact(name=name, words=said("Told, but it never changed"), state="plain")
    spans = [
        said(
            "{lowest}° to {highest}°",
            lowest=f"{angle.lowest:.0f}".replace("-", "−"),
            highest=f"{angle.highest:.0f}".replace("-", "−"),
        )
        for angle in told
    ]
    words = spans[0] if len(spans) == 1 else said("{first} and {second}", first=spans[0], second=spans[1])
    return Fact(name=name, words=words, state="good")


def _places(report: DeviceReport) -> tuple[Fact, ...]:
    if report.unit != "px":
        return ()
    if report.grid is None:
        return (Fact(name=said("Coordinates"), words=said("Finer than a pixel"), state="good"),)
    words = (
        said("Whole pixels")
        if report.grid == 1
        else said("Steps of {grid:.2f} pixel, the screen's own", grid=report.grid)
    )
    why: str = ""
    if _family(report) == "xcb" and report.source == "pen":
        why = said("Take QT_XCB_TABLET_LEGACY_COORDINATES out of the environment if it is set.")
    elif report.source == "pen":
        why = said("The driver passes the pen off as a mouse: install the maker's, or switch its pen mode on.")
    return (
        Fact(
            name=said("Coordinates"),
            words=words,
            state="mind",
            remedy=joined([said("Small movements become stairs."), why]),
        ),
    )


def _in_air(report: DeviceReport) -> Fact:
    words = said("Points in the air are seen") if report.in_air else said("No point in the air was seen")
    return Fact(name=said("In the air"), words=words, state="good" if report.in_air else "plain")


def _delays(report: DeviceReport) -> tuple[Fact, ...]:
    told = []
    if report.arrival_delay is not None:
        late = _milliseconds(report.arrival_delay)
        words = (
            said("A point comes {late} after its stamp", late=late)
            if report.delay_known
            else said("A point comes {late} later than the quickest one", late=late)
        )
        told.append(Fact(name=said("Arrival"), words=words, state="plain"))
    if report.paint_delay is not None:
        slow = report.paint_delay.high_ms > _SLOW_PAINT_MS
        remedy = (
            said("Ink lags behind the pen, and nothing is lost. Close what keeps the computer busy.") if slow else ""
        )
        words = said("A point is painted {late} after its arrival", late=_milliseconds(report.paint_delay))
        told.append(Fact(name=said("Painting"), words=words, state="mind" if slow else "good", remedy=remedy))
    return tuple(told)


def _milliseconds(delay: Spread) -> str:
    median = said("{median_ms:.0f} ms", median_ms=delay.median_ms) if delay.median_ms >= 1 else said("less than 1 ms")
    return said(
        "{median} (95\N{NARROW NO-BREAK SPACE}% within {high_ms:.0f} ms)", median=median, high_ms=max(delay.high_ms, 1)
    )


def _scale(report: DeviceReport) -> Fact:
    if report.mm_per_unit is None:
        return Fact(
            name=said("Scale"), words=said("Not measured: sizes of two devices cannot be compared"), state="plain"
        )
    across, down = report.mm_per_unit
    words = said("{across:.3f} mm a {unit} across, {down:.3f} down", across=across, unit=_UNITS[report.unit], down=down)
    return Fact(name=said("Scale"), words=said("Millimetres") if report.unit == "mm" else words, state="good")


def _family(report: DeviceReport) -> str:
    """Return the window system: xcb, wayland, windows, cocoa or another; '' where unknown."""
    return report.platform.split("-")[0].split(" ")[-1].lower()
