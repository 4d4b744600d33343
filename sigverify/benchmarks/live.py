"""The live score of each new frame of the screen, and how its cost grows with what was written."""

from collections.abc import Iterator, Sequence
from functools import partial

import numpy as np

from sigverify.benchmarks.ink import Case, Setting, cases_of
from sigverify.benchmarks.rows import Row
from sigverify.benchmarks.timing import Taken, timed
from sigverify.ink.recording import Floats, Recording
from sigverify.verification.verifier import Verifier
from sigverify.workflows.models import load_verifier

SUBJECT = "live"
_FRAME_S = 1 / 60
_USUAL_S = 4.0
_LONG_S = 60.0
_FLAT_FROM_S = 2.0
"""Less ink is worked anew in each frame."""

_BLOCK_S = 1.0
"""Frames of so much ink are one look at what they take: what disturbs one of them disturbs its neighbours."""

_STEADY = 0.05
"""Share of a frame's time by which it may grow over all that a signature may be long."""

_SIGNERS = 3


def rows(setting: Setting) -> Iterator[Row]:
    """Yield what each frame of the screen takes while a signature is written: frame-wise network, then the model."""
    for name in dict.fromkeys(("aligned-tdnn", setting.model)):
        verifier = load_verifier(name)
        cases = cases_of(verifier, setting.corpus, _SIGNERS)
        taken = _taken([_each_frame(verifier, case, _USUAL_S) for case in cases])
        first_of_each = list({id(case.template): case for case in reversed(cases)}.values())
        written, worked_ms = _blocks([_each_frame(verifier, case, _LONG_S) for case in first_of_each])
        slope_us, sure_us = (1e3 * ms for ms in slope_of(written, worked_ms))
        most_us = 1e3 * _STEADY * float(np.median(worked_ms)) / (_LONG_S - _FLAT_FROM_S)
        flat = abs(slope_us) <= max(sure_us, most_us)
        yield Row(
            subject=SUBJECT, what=f"live score of each new frame, 5 references, up to {_USUAL_S:g} s of ink",
            who=f"sigverify, model {name}", median=taken.median_ms, worst=taken.worst_ms,
            best=taken.best_ms, worked=taken.worked_ms, count=taken.seconds.size, goal="99 of 100 ≤ 2 ms, flat",
            met=taken.worst_ms <= 2 and flat, note=f"{slope_us:+.1f} µs more for each second written, "
            f"give or take {sure_us:.1f}, from {_FLAT_FROM_S:g} to {_LONG_S:g} s",
        )  # fmt: skip
        gaps = np.array([_gap(verifier, case) for case in cases])
        yield Row(
            subject=SUBJECT, what="live value at pen-lift, off the verdict's distance", who=f"sigverify, model {name}",
            unit="%", median=100 * float(np.median(gaps)), worst=100 * float(np.quantile(gaps, 0.99)),
            best=100 * float(np.quantile(gaps, 0.1)), count=gaps.size,
        )  # fmt: skip


def slope_of(x: Floats, y: Floats) -> tuple[float, float]:
    """Return the slope of the least-squares line through points, and twice its standard error."""
    apart = x - x.mean()
    slope = float(apart @ y / (apart @ apart))
    left = y - y.mean() - slope * apart
    return slope, 2 * float(np.sqrt(left @ left / (x.size - 2) / (apart @ apart)))


def _each_frame(verifier: Verifier, case: Case, seconds: float) -> list[tuple[float, float, float]]:
    """Return seconds written, by the clock and worked, of each update while the ink is written in so long a time."""
    live, found = verifier.live(case.template), []
    for so_far in _as_asked(lasting(case.questioned, seconds)):
        times = timed(partial(live.update, so_far))
        found.append((float(so_far.time_s[-1] - so_far.time_s[0]), *times))
    return found


def _taken(inks: Sequence[list[tuple[float, float, float]]]) -> Taken:
    """Return the times of all updates of these inks, up to _USUAL_S."""
    written, seconds, worked_s = np.concatenate([np.array(found) for found in inks]).T
    return Taken(seconds[written <= _USUAL_S], worked_s[written <= _USUAL_S])


def _blocks(inks: Sequence[list[tuple[float, float, float]]]) -> tuple[Floats, Floats]:
    """Return the seconds written by each block of each ink, from _FLAT_FROM_S on, and the mean ms worked on a frame."""
    found = []
    for ink in inks:
        written, _, worked_s = np.array(ink).T
        blocks = (written // _BLOCK_S).astype(int)
        for block in range(int(_FLAT_FROM_S / _BLOCK_S), int(blocks.max())):
            found.append((written[blocks == block].mean(), 1e3 * worked_s[blocks == block].mean()))
    return np.array(found).T[0], np.array(found).T[1]


def _gap(verifier: Verifier, case: Case) -> float:
    """Return by what share the live value is off the verdict's distance when the signature is finished."""
    live, last = verifier.live(case.template), None
    for so_far in _as_asked(case.questioned):
        last = live.update(so_far)
    assert last is not None  # a whole signature has a score
    return abs(last.combined / verifier.verify(case.template, case.questioned).distance - 1)


def _as_asked(ink: Recording) -> Iterator[Recording]:
    """Yield the ink so far as the screen asks for its score, from half a second on; the whole last."""
    times = ink.time_s - ink.time_s[0]
    ends = np.searchsorted(times, np.arange(0.5, times[-1], _FRAME_S))
    for end in np.unique([*ends, len(ink)]):
        yield ink.beginning(int(end))


def lasting(ink: Recording, seconds: float) -> Recording:
    """Return the ink written slowly enough to take that long, at the rate that it has; longer ink as it is."""
    times = ink.time_s - ink.time_s[0]
    if times[-1] >= seconds:
        return ink
    at = np.arange(0.0, seconds, times[-1] / (len(ink) - 1))
    before = at * times[-1] / seconds
    stroke = ink.stroke[np.clip(np.searchsorted(times, before), 0, len(ink) - 1)]
    pressure = None if ink.pressure is None else np.where(stroke < 0, 0.0, np.interp(before, times, ink.pressure))
    x, y = (np.interp(before, times, values) for values in (ink.x, ink.y))
    return Recording(time_s=at, x=x, y=y, stroke=stroke, pressure=pressure, capture=ink.capture)
