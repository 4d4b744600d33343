"""`Row` and `Report`: what a benchmark found, as plain values and as Markdown."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

HEADINGS = ("what", "who", "median", "99 of 100", "best tenth", "worked", "times ours", "goal", "limit here")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line: what was measured, of whom.

    subject: short name of its file; what: in words; who: 'sigverify', a peer with its version, or how it was done.
    unit: of the numbers, 'ms', 'million cells/s' and the like; larger_is_better: whether it is a rate.
    median, worst, best: over all times it was measured: the middle, the 99th percentile of the bad end, and the tenth
        of the good one; None where a row only tells why there is none. Other programs on the machine make the first
        two larger, hardly the last. worked: the median of the time that the processor worked on it; None as these.
    count: how many times. ratio: by how much sigverify is better, by the medians of what was worked where that is
        known; None for sigverify's own.
    goal: in words, '' for none; met: whether it was, None where there is none.
    at: where along a curve of `growth` it was measured; None for all others.
    limit: what the arithmetic alone would take here; None where nobody reckoned it. note: a sentence, or ''.
    """

    subject: str
    what: str
    who: str
    unit: str = "ms"
    larger_is_better: bool = False
    median: float | None = None
    worst: float | None = None
    best: float | None = None
    worked: float | None = None
    count: int = 0
    ratio: float | None = None
    goal: str = ""
    met: bool | None = None
    at: float | None = None
    limit: float | None = None
    note: str = ""

    def cells(self) -> tuple[str, ...]:
        """Return the row as words, one for each of HEADINGS."""
        goal = self.goal
        if self.met is not None:
            goal += " ✓" if self.met else " ✗ missed"
        numbers = (self.median, self.worst, self.best, self.worked)
        ratio = "" if self.ratio is None else f"{_number(self.ratio)}×"
        told = [f"{_number(n)} {self.unit}" if n is not None else "–" for n in numbers]
        who = f"{self.who}: {self.note}" if self.note else self.who
        limit = "" if self.limit is None else f"{_number(self.limit)} {self.unit}"
        return (self.what, who, *told, ratio, goal, limit)


@dataclass(frozen=True, kw_only=True)
class Report:
    """All rows, with the machine, the date and the ink: numbers without them say nothing.

    setting: `Setting.to_json`; empty in figures of a program that did not keep it.
    """

    machine: str
    date: str
    corpus: str
    rows: Sequence[Row]
    setting: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return all as plain values."""
        return {
            "machine": self.machine,
            "date": self.date,
            "corpus": self.corpus,
            "setting": dict(self.setting),
            "rows": [asdict(row) for row in self.rows],
        }

    @staticmethod
    def from_json(values: dict[str, Any]) -> "Report":
        """Return the report that `to_json` gave; raises LookupError or TypeError for anything else."""
        return Report(
            machine=values["machine"],
            date=values["date"],
            corpus=values["corpus"],
            rows=[Row(**row) for row in values["rows"]],
            setting=values.get("setting", {}),
        )

    def to_markdown(self) -> str:
        """Return a table, with the caption above."""
        ruler = ["---", "---", *["---:"] * (len(HEADINGS) - 2)]
        lines = [HEADINGS, ruler, *(row.cells() for row in self.rows)]
        return self.caption + "\n\n" + "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"

    @property
    def caption(self) -> str:
        """Return what the numbers hold for."""
        return f"{self.date}, {self.machine}; ink: {self.corpus}."


def _number(value: float) -> str:
    """Return three digits of it."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
