"""How much memory the window takes beside its imports, and whether a training takes more the longer it runs."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from statistics import median

from sigverify.benchmarks.ink import Setting
from sigverify.benchmarks.rows import Row

SUBJECT = "memory"
_STEPS, _STEPS_LARGE = 100, 1000
_MB = 1e6
_FLAT = 1.02


def rows(setting: Setting) -> Iterator[Row]:
    """Yield what lies in memory, in fresh processes; nothing where the system does not tell."""
    imports, window = (told(what)[-1]["resident"] for what in ("imports", "window"))
    if not imports:
        return
    times = window / imports
    yield Row(
        subject=SUBJECT, what="memory of the idle window", who="sigverify", unit="MB", median=window / _MB, count=1,
        goal="≤ 1.2× its imports", met=times <= 1.2, note=f"{times:.2f} times what it imports alone",
    )  # fmt: skip
    yield Row(
        subject=SUBJECT, what="memory of the idle window", who="its imports alone", unit="MB", median=imports / _MB,
        count=1, ratio=1 / times,
    )  # fmt: skip
    steps = _STEPS_LARGE if setting.large else _STEPS
    found = [report["resident"] for report in told("training", str(steps))]
    quarter = len(found) // 4
    early, late = median(found[:quarter]), median(found[-quarter:])  # one batch of long signatures is no growth
    stretches = ", ".join(f"{value / _MB:,.0f}" for value in found)
    yield Row(
        subject=SUBJECT, what=f"memory of a training over {steps:,} steps", who="sigverify", unit="MB",
        median=late / _MB, count=len(found), goal="flat: ≤ 1.02× after a quarter", met=late <= _FLAT * early,
        note=f"{late / early:.3f} times what it was in the first quarter, by the medians of {quarter} stretches each; "
        f"MB at most in each of {len(found)}: {stretches}",
    )  # fmt: skip


def told(*words: str) -> list[dict[str, int]]:
    """Return what a fresh process tells of its memory, in order; see `fresh`."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    if not environment.get("DISPLAY") and not environment.get("WAYLAND_DISPLAY"):
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    done = subprocess.run(  # noqa: S603 # this program itself
        [sys.executable, "-m", "sigverify.benchmarks.fresh", *words],
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    )
    return [line for line in map(json.loads, done.stdout.splitlines()) if "resident" in line]
