"""All subjects in order, and how they are run."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from types import ModuleType

from sigverify.benchmarks import (
    alignment,
    crowded_store,
    decision,
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
from sigverify.benchmarks.rows import Report, Row
from sigverify.errors import UsageError

_SUBJECTS: tuple[ModuleType, ...] = (
    *(decision, live, alignment, training, window, starting, identification, crowded_store, memory, growth),
)

NAMES = tuple(subject.SUBJECT for subject in _SUBJECTS)


def chosen(names: Sequence[str]) -> list[ModuleType]:
    """Return the subjects of these names, all of them for none; raises UsageError for one that does not exist."""
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        raise UsageError(f"There is no subject '{unknown[0]}'. Known are {', '.join(NAMES)}.")
    return [subject for subject in _SUBJECTS if not names or subject.SUBJECT in names]


def measure(
    setting: Setting, names: Sequence[str], advance: Callable[[str, float], None] = lambda _phase, _done: None
) -> Iterator[Report]:
    """Yield what was measured so far after each of these subjects, or of all, so that hours of work are never lost.

    advance: told the subject and the share done of all.
    """
    subjects, rows, machine = chosen(names), list[Row](), described()
    for place, subject in enumerate(subjects):
        advance(subject.SUBJECT, place / len(subjects))
        rows += subject.rows(setting)
        today = datetime.now(UTC).date().isoformat()
        yield Report(machine=machine, date=today, corpus=setting.corpus.name, rows=tuple(rows))
