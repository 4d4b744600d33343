"""All subjects in order, and how they are run."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import ModuleType

from sigverify.benchmarks import (
    alignment,
    crowded_store,
    decision,
    frames,
    growth,
    identification,
    live,
    memory,
    starting,
    training,
    window,
)
from sigverify.benchmarks.ink import Setting
from sigverify.benchmarks.machine import described
from sigverify.benchmarks.rows import Report
from sigverify.errors import UsageError

_SUBJECTS: tuple[ModuleType, ...] = (
    *(decision, live, alignment, training, window, frames, starting, identification, crowded_store, memory, growth),
)

_TAKES_S = {
    decision.SUBJECT: (25, 25),
    live.SUBJECT: (70, 70),
    alignment.SUBJECT: (45, 45),
    training.SUBJECT: (110, 110),
    window.SUBJECT: (90, 340),
    frames.SUBJECT: (60, 120),
    starting.SUBJECT: (20, 55),
    identification.SUBJECT: (20, 310),
    crowded_store.SUBJECT: (25, 25),
    memory.SUBJECT: (35, 200),
    growth.SUBJECT: (60, 60),
}
"""By subject, seconds on two idle cores, in the usual sizes and in those that the goals name."""

_SECONDS_A_SIGNER = 0.0012
"""Of the crowded store, beside those."""

NAMES = tuple(subject.SUBJECT for subject in _SUBJECTS)


def chosen(names: Sequence[str]) -> list[ModuleType]:
    """Return the subjects of these names, all of them for none; raises UsageError for one that does not exist."""
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        raise UsageError(f"There is no subject '{unknown[0]}'. Known are {', '.join(NAMES)}.")
    return [subject for subject in _SUBJECTS if not names or subject.SUBJECT in names]


@dataclass(frozen=True, kw_only=True)
class Expected:
    """What subjects take: seconds on two cores that do nothing else, and bytes of disk for a while."""

    seconds: float
    disk_bytes: int


def expected(setting: Setting, names: Sequence[str]) -> Expected:
    """Return about what these subjects take; a busy machine takes several times as long."""
    subjects = chosen(names)
    disk = crowded_store.disk_bytes(setting) if crowded_store in subjects else 0
    return Expected(seconds=sum(_seconds(subject.SUBJECT, setting) for subject in subjects), disk_bytes=disk)


def _seconds(name: str, setting: Setting) -> float:
    seconds = float(_TAKES_S[name][setting.large])
    if name == crowded_store.SUBJECT:
        seconds += _SECONDS_A_SIGNER * crowded_store.signers_of(setting)
    return seconds


def left_of(names: Sequence[str], before: Report) -> list[str]:
    """Return which of these subjects, of all for none, a report has no rows of."""
    known = {row.subject for row in before.rows}
    return [subject.SUBJECT for subject in chosen(names) if subject.SUBJECT not in known]


def measure(
    setting: Setting,
    names: Sequence[str],
    advance: Callable[[str, float], None] = lambda _phase, _done: None,
    before: Report | None = None,
) -> Iterator[Report]:
    """Yield what was measured so far after each of these subjects, or of all, so that hours of work are never lost.

    advance: told the subject and the share done of all, by what each takes. before: rows of other subjects, measured
    earlier, that stand in front of these.
    """
    subjects, machine = chosen(names), described()
    rows = list(before.rows) if before is not None else []
    seconds = [_seconds(subject.SUBJECT, setting) for subject in subjects]
    for place, subject in enumerate(subjects):
        advance(subject.SUBJECT, sum(seconds[:place]) / sum(seconds))
        rows += subject.rows(setting)
        today = datetime.now(UTC).date().isoformat()
        yield Report(
            machine=machine, date=today, corpus=setting.corpus.name, rows=tuple(rows), setting=setting.to_json()
        )
