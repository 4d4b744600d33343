"""What so many signers and so many decisions a second would cost, reckoned from what was measured here.

Nothing is measured anew: every figure is a row of a report, and every line shows how it follows.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sigverify.errors import UsageError

SIGNERS, DECISIONS_A_SECOND = 1_000_000, 1_000
_BUSY = 0.6
"""Of a core that is kept for decisions: more, and queues grow faster than work does."""


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What a reckoning stands on.

    All times are those that a processor worked, but `worst_ms` by the clock.

    decision_ms, worst_ms: median of a decision and 99th percentile. search_ms, searched: a look at so many sketches.
    index_bytes: in memory a signer; store_bytes: on the disk a signer; unlock_s, unlocked: opening so many.
    identify_ms: identification as a whole among `unlocked` signers. window_bytes: of a process that decides.
    """

    machine: str
    date: str
    decision_ms: float
    worst_ms: float
    search_ms: float
    searched: int
    index_bytes: float
    store_bytes: float
    unlock_s: float
    unlocked: int
    identify_ms: float
    window_bytes: float


def measured_in(report: Mapping[str, Any]) -> Measured:
    """Return what `Report.to_json` holds of it; raises UsageError where a subject is missing."""
    rows = report["rows"]
    decision = _row(rows, "decision", "decision", "sigverify")
    search = _row(rows, "identification", "the nearest of", "sigverify")
    unlocking = _row(rows, "store", "unlocking", "sigverify")
    identifying = _row(rows, "store", "identification among", "sigverify")
    memory = _row(rows, "memory", "memory of the idle window", "sigverify")
    unlocked = _first_number(unlocking["what"])
    size_gb = float(unlocking["note"].split(" GB")[0].split()[-1])
    return Measured(
        machine=report["machine"],
        date=report["date"],
        decision_ms=decision["worked"],
        worst_ms=decision["worst"],
        search_ms=search["worked"],
        searched=_first_number(search["what"]),
        index_bytes=float(_first_number(identifying["note"].split(";")[-1])),
        store_bytes=1e9 * size_gb / unlocked,
        unlock_s=unlocking["worked"],
        unlocked=unlocked,
        identify_ms=identifying["worked"],
        window_bytes=1e6 * memory["median"],
    )


def reckoned(measured: Measured, signers: int = SIGNERS, decisions_a_second: int = DECISIONS_A_SECOND) -> str:
    """Return a page of Markdown that reckons cores, memory and disk, each line with its formula."""
    one = measured
    cores = math.ceil(decisions_a_second * one.decision_ms / 1e3 / _BUSY)
    search = one.search_ms * signers / one.searched
    weighed = max(one.identify_ms - one.search_ms * one.unlocked / one.searched, 0.0)
    index_gb, store_tb = one.index_bytes * signers / 1e9, one.store_bytes * signers / 1e12
    unlock = one.unlock_s * signers / one.unlocked
    written_mb = decisions_a_second * one.store_bytes / 6 / 1e6
    return f"""# What {signers:,} signers and {decisions_a_second:,} decisions a second would cost

Reckoned by `sigverify benchmark --reckon` from what was measured on {one.date}: {one.machine}. A reckoning is no
measurement: it holds as far as time grows in proportion, which the curves show up to 100,000 signers, and as far as one
machine is like another.

| what | formula | comes to |
| --- | --- | ---: |
| cores for decisions | {decisions_a_second:,}/s × {one.decision_ms:.2f} ms ÷ {_BUSY:g} of a core busy | {cores:,} |
| time of a decision | as measured, 99 of 100; it does not hang on the number of signers | {one.worst_ms:.1f} ms |
| look at all sketches | {one.search_ms:.1f} ms × {signers:,} ÷ {one.searched:,} | {search:,.0f} ms |
| identification | that look + {weighed:.0f} ms to weigh the nearest | {search + weighed:,.0f} ms |
| memory of the sketches | {one.index_bytes:,.0f} bytes × {signers:,} | {index_gb:.2f} GB |
| memory of processes | {cores:,} × {one.window_bytes / 1e6:,.0f} MB; the sketches only where whose it is, is asked | \
{cores * one.window_bytes / 1e9:.0f} GB |
| disk | {one.store_bytes / 1e3:,.0f} KB × {signers:,} | {store_tb:.2f} TB |
| disk written, if each signature is kept | {decisions_a_second:,}/s × {one.store_bytes / 6 / 1e3:,.0f} KB | \
{written_mb:,.0f} MB/s |
| opening the store, sketches read | {one.unlock_s:.1f} s × {signers:,} ÷ {one.unlocked:,} | {unlock:,.0f} s |

What this means for hardware: {_machines(cores)}. Decisions on different signers do not wait for each other, and signers
can be parted among processes by their id; but all that is stored goes into one audit chain, an entry after the other,
and the store's own limit of writers comes long before {decisions_a_second:,} a second: `sigverify store load` measures
it. Beyond it the signers have to be parted into several stores, each with a chain of its own.
Identification among {signers:,} by one core is for a person who waits; parted among cores it takes a share each.
"""


def _machines(cores: int) -> str:
    sized = math.ceil(cores / 32)
    return f"{cores:,} cores like these, {'one machine' if sized == 1 else f'{sized} machines'} of 32"


def _row(rows: Sequence[Mapping[str, Any]], subject: str, what: str, who: str) -> Mapping[str, Any]:
    for row in rows:
        if row["subject"] == subject and row["what"].startswith(what) and row["who"].startswith(who):
            return row
    raise UsageError(f"The figures lack '{what}' of the subject '{subject}'. Measure it too, without --only.")


def _first_number(words: str) -> int:
    return next(int(word.replace(",", "")) for word in words.split() if word.replace(",", "").isdecimal())
