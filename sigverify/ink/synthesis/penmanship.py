"""How one hand writes: from a name and a style to a plan of strokes."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from sigverify.ink.recording import Floats
from sigverify.ink.synthesis.letters import CAPITALS, CROSSED, DOTTED, SMALL, WAVES, Run, Target
from sigverify.ink.synthesis.plan import AIR, WritingPlan
from sigverify.ink.synthesis.unspelled import characters, scrawl

Flourish = Literal["none", "tail", "underline", "return", "paraph", "strike"]
Script = Literal["letters", "scrawl", "characters"]
Form = Literal["first", "last", "initial-last", "first-last", "initials"]

_FLOURISHES: tuple[Flourish, ...] = ("none", "tail", "underline", "return", "paraph", "strike")
_SCRIPTS: tuple[Script, ...] = ("letters", "scrawl", "characters")
_FORMS: tuple[Form, ...] = ("first", "last", "initial-last", "first-last", "initials")
_FLOURISHED: dict[Script, tuple[float, ...]] = {
    "letters": (0.2, 0.2, 0.2, 0.17, 0.15, 0.08),
    "scrawl": (0.25, 0.2, 0.15, 0.2, 0.15, 0.05),
    "characters": (0.75, 0.1, 0.1, 0.05, 0.0, 0.0),
}
_LONGEST = 32
"""Strokes after which a hand stops spelling: at about ten a second, more would take longer than signatures do."""


@dataclass(frozen=True, kw_only=True)
class Style:
    """Habits of one hand.

    script: what is written: letters of the name, a scrawl, or characters that nobody can read.
    form: which parts of the name are written.
    capital: height of capitals in x-heights; initial: further size of the first one.
    reach: length of ascenders and descenders, 1 = as the letter forms have it.
    width: breadth of letters, 1 = as the forms have it; slant: shear, tangent of the angle to the right.
    roundness: factor on the turns of strokes, below 1 angular, above 1 looped.
    climb: rise of the base line, tangent; decay: loss of height along a word, 0 … 1.
    legible: letters of a word that are spelled; scrawl: width of the waves that stand for the rest.
    joined: whether a capital runs on into the small letters where it can; dots: whether i and t get their marks.
    flourish: what ends the signature.
    quirk: standard deviation of this hand's own deviations from the forms, in x-heights.
    width_mm: breadth aimed for.
    pace_s: duration of a stroke of 5 mm; isochrony: exponent with which longer strokes take longer.
    overlap: part of a stroke's duration after which the next begins, smaller is more fluent.
    sigma: σ of the lognormals.
    """

    script: Script
    form: Form
    capital: float
    initial: float
    reach: float
    width: float
    slant: float
    roundness: float
    climb: float
    decay: float
    legible: int
    scrawl: float
    joined: bool
    dots: bool
    flourish: Flourish
    quirk: float
    width_mm: float
    pace_s: float
    isochrony: float
    overlap: float
    sigma: float


def draw_style(rng: np.random.Generator) -> Style:
    """Draw the habits of a hand; wide enough that no two look the same."""
    form = _FORMS[int(rng.choice(len(_FORMS), p=[0.2, 0.25, 0.3, 0.2, 0.05]))]
    script = _SCRIPTS[int(rng.choice(len(_SCRIPTS), p=[0.6, 0.25, 0.15]))]
    return Style(
        script=script,
        form=form,
        capital=float(rng.uniform(1.5, 3.0)),
        initial=float(rng.uniform(1.0, 1.5)),
        reach=float(rng.uniform(0.8, 1.8)),
        width=float(rng.uniform(0.4, 1.1)),
        slant=float(np.clip(rng.normal(0.3, 0.25), -0.35, 0.9)),
        roundness=float(rng.uniform(0.6, 1.3)),
        climb=float(rng.normal(0.13, 0.12)),
        decay=float(rng.uniform(-0.3, 0.5)),
        legible=int(rng.integers(1, 6) if form == "last" else rng.integers(1, 5)),
        scrawl=float(rng.uniform(0.5, 1.5)),
        joined=bool(rng.random() < 0.7),
        dots=bool(rng.random() < 0.6),
        flourish=_FLOURISHES[int(rng.choice(len(_FLOURISHES), p=_FLOURISHED[script]))],
        quirk=float(rng.uniform(0.06, 0.2)),
        width_mm=float(rng.uniform(24.0, 38.0) if form in ("first", "initials") else rng.uniform(32.0, 70.0)),
        pace_s=float(rng.uniform(0.1, 0.2)),
        isochrony=float(rng.uniform(0.25, 0.5)),
        overlap=float(rng.uniform(0.4, 0.66)),
        sigma=float(rng.uniform(0.06, 0.18)),
    )


def lay_out(name: str, style: Style, rng: np.random.Generator) -> list[Run]:
    """Return the pen-down runs of a signature in x-heights, slanted, this hand's quirks included.

    name: words of letters; what is no letter from A to Z is passed over. An empty name gives a scribble.
    """
    sheet = _Sheet(style, rng)
    if style.script == "letters":
        for word in _written_words(name, style.form):
            sheet.write_word(word)
    else:
        sheet.write_unspelled()
    if style.flourish in ("underline", "strike"):
        sheet.add_marks()
        sheet.add_flourish()
    else:  # it runs on from the last letter, so dots and bars come after it
        sheet.add_flourish()
        sheet.add_marks()
    return [_slanted(run, style) for run in sheet.runs]


class _Sheet:
    """Collects runs while a signature is laid out, left to right."""

    def __init__(self, style: Style, rng: np.random.Generator) -> None:
        self.runs: list[Run] = []
        self._style = style
        self._rng = rng
        self._marks: list[Run] = []
        self._pen = (0.0, 0.0)
        self._count = 0

    def write_word(self, word: str) -> None:
        style = self._style
        origin = max((t[0] for run in self.runs for t in run.targets), default=-0.4) + 0.4
        height = style.capital * (style.initial if not self.runs else 1.0)
        capital = CAPITALS[word[0]]
        for run in capital:
            scaled = [(origin + height * 0.8 * x * style.width**0.5, height * y, turn) for x, y, turn in run.targets]
            begin = (origin + height * 0.8 * run.start[0] * style.width**0.5, height * run.start[1])
            self._add(begin, scaled)
        x, y = self._pen
        rest = word[1:]
        if not rest:
            return
        right = max(t[0] for run in self.runs[-len(capital) :] for t in run.targets)
        if style.joined and y < 0.5 * height and x > right - 0.3 * height:
            self._add(None, self._small_letters(rest, x))
        else:
            self._add((right + 0.15, 0.1), self._small_letters(rest, right + 0.15))

    def write_unspelled(self) -> None:
        style, rng = self._style, self._rng
        if style.script == "scrawl":
            runs = scrawl(
                rng,
                peaks=int(rng.integers(4, 13)),
                breadth=0.7 * style.width,
                looped=float(rng.uniform(0.0, 0.9)),
                lifting=float(rng.uniform(0.0, 0.2)),
            )
        else:
            runs = characters(
                rng, count=int(rng.integers(2, 4)), strokes=int(rng.integers(4, 8)), linked=float(rng.uniform(0.2, 0.9))
            )
        for run in runs:
            self._add(run.start, list(run.targets))

    def _small_letters(self, letters: str, x: float) -> list[Target]:
        style, rng = self._style, self._rng
        targets: list[Target] = []
        spelled = letters[: style.legible]
        for place, letter in enumerate(spelled):
            if self._count + len(targets) > _LONGEST:
                break
            height = (1.0 - style.decay * place / max(len(spelled), 1)) * float(np.exp(rng.normal(0.0, 0.18)))
            for dx, y, turn in SMALL[letter]:
                tall = y * (style.reach if y > 1.3 or y < -0.5 else 1.0)
                targets.append((x + dx * style.width, tall * height, turn))
            if style.dots and letter in DOTTED:
                dot = DOTTED[letter]
                at = (x + dot[0] * style.width, dot[1] * height)
                self._marks.append(Run(at, ((at[0] + 0.14, at[1] - 0.05, 0.0),)))
            if style.dots and letter in CROSSED:
                left, right = CROSSED[letter]
                self._marks.append(
                    Run(
                        (x + left[0] * style.width - 0.2, left[1] * height),
                        ((x + right[0] * style.width + 0.2, right[1] * height, 0.0),),
                    )
                )
            x = targets[-1][0]
        for _ in range(min(len(letters) - len(spelled), 3)):
            if self._count + len(targets) > _LONGEST:
                break
            wave = WAVES[int(rng.integers(len(WAVES)))]
            height = (1.0 - style.decay) * rng.uniform(0.6, 1.0)
            targets += [(x + dx * style.scrawl, y * height, turn) for dx, y, turn in wave]
            x = targets[-1][0]
        return targets

    def _add(self, begin: tuple[float, float] | None, targets: list[Target]) -> None:
        """Add a run that starts at `begin`, or go on with the last one where that is None."""
        quirk = self._style.quirk
        moved = [
            (
                x + quirk * self._rng.normal(),
                y + quirk * self._rng.normal(),
                turn * self._style.roundness + 60.0 * quirk * self._rng.normal(),
            )
            for x, y, turn in targets
        ]
        if begin is None:
            last = self.runs.pop()
            self.runs.append(Run(last.start, (*last.targets, *moved)))
        else:
            self.runs.append(Run(begin, tuple(moved)))
        self._pen = moved[-1][:2]
        self._count += len(moved)

    def add_marks(self) -> None:
        self.runs += self._marks[:3]

    def add_flourish(self) -> None:
        style, rng = self._style, self._rng
        xs = [t[0] for run in self.runs for t in run.targets]
        left, right = min(xs), max(xs)
        span = right - left
        x, y = self._pen
        below = -rng.uniform(1.0, 2.2)
        if style.flourish == "tail":
            rise = rng.uniform(-0.6, 1.4)
            self._add(None, [(x + rng.uniform(0.2, 0.45) * span + 1.0, y + rise, rng.uniform(-60, 60))])
        elif style.flourish == "underline":
            begin = (left + rng.uniform(-0.1, 0.3) * span, below)
            end = left + rng.uniform(0.75, 1.15) * span
            self._add(begin, [(end, below + rng.uniform(-0.2, 0.6), rng.uniform(-25, 25))])
        elif style.flourish == "return":
            end = left + rng.uniform(0.0, 0.4) * span
            sweep: list[Target] = [(x + 0.8, y - 0.6, -80), (end, below, -50)]
            if rng.random() < 0.6:
                sweep.append((right + rng.uniform(-0.2, 0.3) * span, below - rng.uniform(-0.5, 0.4), 40))
            self._add(None, sweep)
        elif style.flourish == "paraph":
            loops: list[Target] = []
            for turn in range(int(rng.integers(1, 3))):
                drop, near = below - 0.9 * turn, left + rng.uniform(0.05, 0.3) * span
                loops += [(near, drop, -30), (near - 0.5, drop - 0.5, 130)]
                loops += [(right - rng.uniform(0.0, 0.2) * span, drop - 0.4, 25), (right, drop + 0.1, 150)]
            loops.pop()
            self._add(None, loops)
        elif style.flourish == "strike":
            begin = (left + rng.uniform(0.2, 0.5) * span, rng.uniform(0.2, 0.8))
            self._add(begin, [(right + rng.uniform(0.0, 0.3) * span, rng.uniform(0.3, 1.5), rng.uniform(-30, 30))])


def plan_strokes(runs: list[Run], style: Style, rng: np.random.Generator) -> WritingPlan:
    """Return the plan for runs laid out in mm: one lognormal stroke to each target, one in the air between runs.

    Many runs begin, and some end, with a small hook that nobody means to write: the pen moves as it lands and lifts.
    The duration of a stroke follows its length d as pace · (d / 5 mm)^isochrony with this hand's own rhythm on top.
    """
    runs = [_hooked(run, rng) for run in runs]
    points: list[tuple[float, float]] = [runs[0].start]
    turns: list[float] = []
    component: list[int] = []
    for number, run in enumerate(runs):
        if number:
            points.append(run.start)
            turns.append(float(rng.normal(0.0, 40.0)))
            component.append(AIR)
        for x, y, turn in run.targets:
            points.append((x, y))
            turns.append(turn)
            component.append(number)
    places = np.array(points).T
    chord = np.diff(places, axis=1)
    distance = np.maximum(np.hypot(*chord), 0.2)
    turn_rad = np.deg2rad(np.clip(turns, -215.0, 215.0))
    direction = np.arctan2(chord[1], chord[0])
    count = direction.size
    in_air = np.array(component) == AIR
    length = distance / np.sinc(turn_rad / (2 * np.pi))
    duration = (
        style.pace_s * np.clip(length / 5.0, 0.05, 20.0) ** style.isochrony * np.exp(rng.normal(0.0, 0.12, count))
    )
    # Short hops are left out now and then; a stroke within a word is lifted now and then instead of drawn.
    wavering = np.where(in_air, (rng.random(count) < 0.35) * rng.uniform(0.03, 0.4, count), 0.0)
    wavering = np.where(~in_air & (rng.random(count) < 0.05), rng.uniform(0.03, 0.4, count), wavering)
    # Hands press harder on the way down and where they are quick, and each stroke has a habit of its own.
    quick = np.log(length / duration)
    effort = 0.6 - 0.15 * np.sin(direction) + 0.1 * (quick - quick.mean()) + rng.normal(0.0, 0.13, count)
    begins_after = style.overlap * np.exp(rng.normal(0.0, 0.08, count))
    begins_after[in_air] = rng.uniform(0.75, 1.0, int(in_air.sum()))
    begins_after[:-1][in_air[1:]] = 0.75  # before it lifts, the pen nearly arrives
    lag = np.concatenate(([0.0], (duration * begins_after)[:-1]))
    return WritingPlan(
        lag_s=lag,
        duration_s=duration,
        sigma=np.clip(style.sigma * np.exp(rng.normal(0.0, 0.15, count)), 0.08, 0.45),
        length_mm=length,
        start_rad=direction - 0.5 * turn_rad,
        end_rad=direction + 0.5 * turn_rad,
        effort=np.clip(effort, 0.12, 1.0),
        component=np.array(component, dtype=np.int64),
        wavering=wavering,
    )


def _hooked(run: Run, rng: np.random.Generator) -> Run:
    """Return a run in mm with a hook of a millimetre or so before it, after it, both or none."""
    start, targets = run.start, run.targets
    length = rng.uniform(0.4, 1.8, 2)
    away = rng.uniform(-np.pi, np.pi, 2)
    if rng.random() < 0.6:
        targets = ((*start, float(rng.normal(0.0, 50.0))), *targets)
        start = (start[0] + float(length[0] * np.cos(away[0])), start[1] + float(length[0] * np.sin(away[0])))
    if rng.random() < 0.3:
        x, y, _ = targets[-1]
        end = (x + float(length[1] * np.cos(away[1])), y + float(length[1] * np.sin(away[1])))
        targets = (*targets, (*end, float(rng.normal(0.0, 50.0))))
    return Run(start, targets)


def in_millimetres(runs: list[Run], mm_per_unit: float) -> list[Run]:
    """Return runs in mm."""
    return [
        Run(
            (run.start[0] * mm_per_unit, run.start[1] * mm_per_unit),
            tuple((x * mm_per_unit, y * mm_per_unit, turn) for x, y, turn in run.targets),
        )
        for run in runs
    ]


def extent(runs: list[Run]) -> Floats:
    """Return breadth and height of the targets, (2,)."""
    points = np.array([p for run in runs for p in (run.start, *(t[:2] for t in run.targets))])
    spread: Floats = points.max(axis=0) - points.min(axis=0)
    return spread


def _written_words(name: str, form: Form) -> list[str]:
    words = ["".join(c for c in word.lower() if c in SMALL).capitalize() for word in name.split()]
    words = [word for word in words if word] or ["Emilen"]
    first, last = words[0], words[-1]
    if len(words) == 1:
        return [first]
    return {
        "first": [first],
        "last": [last],
        "initial-last": [first[0], last],
        "first-last": [first, last],
        "initials": [word[0] for word in words],
    }[form]


def _slanted(run: Run, style: Style) -> Run:
    def place(x: float, y: float) -> tuple[float, float]:
        return x + style.slant * y, y + style.climb * x

    return Run(place(*run.start), tuple((*place(x, y), turn) for x, y, turn in run.targets))
