"""The live score of each new frame of the screen, and how its cost grows with what was written."""

from collections.abc import Iterator
from functools import partial

import numpy as np

from sigverify.benchmarks.ink import Setting, cases_of
from sigverify.benchmarks.rows import Row
from sigverify.benchmarks.timing import Taken, timed
from sigverify.ink.recording import Floats, Recording
from sigverify.verification.verifier import Verifier
from sigverify.workflows.models import load_verifier

SUBJECT = "live"
_FRAME_S = 1 / 60
_USUAL_S = 4.0
_LONG_S = 10.0
_FLAT_FROM_S = 3.0
"""Less ink is worked anew in each frame, and costs less."""

_SIGNERS = 3


def rows(setting: Setting) -> Iterator[Row]:
    """Yield what each frame of the screen takes while a signature is written: frame-wise network, then the model."""
    for name in dict.fromkeys(("aligned-tdnn", setting.model)):
        verifier = load_verifier(name)
        every, written, gaps = _measured(verifier, setting)
        usual, long = written <= _USUAL_S, written >= _FLAT_FROM_S
        taken = Taken(every.seconds[usual], every.worked_s[usual])
        slope_us = 1e6 * float(np.polyfit(written[long], every.worked_s[long], 1)[0])
        yield Row(
            subject=SUBJECT, what=f"live score of each new frame, 5 references, up to {_USUAL_S:g} s of ink",
            who=f"sigverify, model {name}", median=taken.median_ms, worst=taken.worst_ms,
            best=taken.best_ms, worked=taken.worked_ms, count=taken.seconds.size, goal="99 of 100 ≤ 2 ms, flat",
            met=taken.worst_ms <= 2 and slope_us * _USUAL_S < 1e3 * taken.worked_ms / 10,
            note=f"{slope_us:+.0f} µs more for each second written, from {_FLAT_FROM_S:g} to {_LONG_S:g} s",
        )  # fmt: skip
        yield Row(
            subject=SUBJECT, what="live value at pen-lift, off the verdict's distance", who=f"sigverify, model {name}",
            unit="%", median=100 * float(np.median(gaps)), worst=100 * float(np.quantile(gaps, 0.99)),
            best=100 * float(np.quantile(gaps, 0.1)), count=gaps.size,
        )  # fmt: skip


def _measured(verifier: Verifier, setting: Setting) -> tuple[Taken, Floats, Floats]:
    """Return the times of each update, seconds written by then, and by what share the last is off the verdict."""
    times_taken: list[tuple[float, float]] = []
    written: list[float] = []
    gaps: list[float] = []
    for case in cases_of(verifier, setting.corpus, _SIGNERS):
        live, slow = verifier.live(case.template), lasting(case.questioned, _LONG_S)
        for so_far in _as_asked(slow):
            times_taken.append(timed(partial(live.update, so_far)))
            written.append(float(so_far.time_s[-1] - so_far.time_s[0]))
        live, last = verifier.live(case.template), None
        for so_far in _as_asked(case.questioned):
            last = live.update(so_far)
        assert last is not None  # a whole signature has a score
        gaps.append(abs(last.combined / verifier.verify(case.template, case.questioned).distance - 1))
    return Taken(*np.array(times_taken).T), np.array(written), np.array(gaps)


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
