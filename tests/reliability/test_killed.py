"""Whatever is killed, and whenever: the store opens, nothing finished is lost, and the same work can be done again."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from postgresql_server import MISSING, programs

KILLS = 200
ON_A_SERVER = 100
ON_THE_WINDOW = 10
MOST_WAITED_S = 1500
"""Five minutes on two cores that have nothing else to do; a busy machine takes longer."""

PROGRAM = Path(__file__).with_name("killing.py")

FAKE = """
import json, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from killing import Job, run, table

def write(folder, tell):
    for number in range(300):
        with (folder / "log").open("a") as file:
            file.write(f"{number}\\n")
        tell(f"wrote {number}")

def look(folder, told):
    lines = (folder / "log").read_text().split() if (folder / "log").exists() else []
    assert len(lines) >= len(told) + MISSING, f"{len(lines)} lines of {len(told)}"
    return {"lines": len(lines)}

MISSING = int(sys.argv[2])
job = Job(name="writing", prepare=lambda folder: None, work=write, look=look)
counts = run([job], 6, 1, at_once=2)
print(json.dumps(vars(counts["writing"])))
print(table(counts), file=sys.stderr)
"""


def forked(program: Sequence[str], **kwargs: int) -> subprocess.CompletedProcess[str]:
    """Run a program that forks: one thread, and nothing of this process in it."""
    surroundings = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONWARNINGS": "error"}
    return subprocess.run(program, capture_output=True, text=True, check=False, env=surroundings, **kwargs)


pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork: there is no SIGKILL either")


def test_a_process_is_killed_inside_its_work_and_what_it_answered_for_is_looked_for() -> None:
    found = forked([sys.executable, "-c", FAKE, str(PROGRAM.parent), "0"])
    assert found.returncode == 0, found.stderr
    count = json.loads(found.stdout)
    assert (count["kills"], count["failures"]) == (6, [])
    assert 1 <= count["inside"] == count["recovered"]
    assert 1 <= count["by_step"] < 6
    assert 0 < count["facts"]["lines"] < 6 * 300
    assert f"| writing | 6 | {count['inside']} |" in found.stderr


def test_what_is_missing_is_told_with_what_repeats_it() -> None:
    found = forked([sys.executable, "-c", FAKE, str(PROGRAM.parent), "1000"])
    assert found.returncode == 1
    assert "is not well unkilled" in found.stderr


@pytest.mark.slow
@pytest.mark.timeout(MOST_WAITED_S)
def test_nothing_is_lost_by_a_kill(tmp_path: Path) -> None:
    """Also: nearly all kills fall inside the work, and every job is among them."""
    counts = tmp_path / "counts.json"
    done = forked([sys.executable, str(PROGRAM), "--number", str(KILLS), "--json", str(counts)], timeout=MOST_WAITED_S)
    assert done.returncode == 0, done.stderr
    found = json.loads(counts.read_text(encoding="utf-8"))
    assert sum(count["kills"] for count in found.values()) == KILLS
    assert sum(count["inside"] for count in found.values()) >= 0.8 * KILLS
    assert len(found) >= 12
    for name, count in found.items():
        assert count["recovered"] == count["inside"] > 0, name
    assert found["capture"]["facts"]["strokes lost"] <= found["capture"]["kills"]


@pytest.mark.slow
@pytest.mark.timeout(MOST_WAITED_S)
def test_what_a_pen_wrote_on_the_window_is_there_after_a_kill_or_offered(tmp_path: Path) -> None:
    counts = tmp_path / "counts.json"
    words = [sys.executable, str(PROGRAM), "--window", "--number", str(ON_THE_WINDOW), "--json", str(counts)]
    done = forked(words, timeout=MOST_WAITED_S)
    assert done.returncode == 0, done.stderr
    (count,) = json.loads(counts.read_text(encoding="utf-8")).values()
    assert count["kills"] == ON_THE_WINDOW
    assert count["recovered"] == count["inside"] > 0


@pytest.mark.slow
@pytest.mark.server
@pytest.mark.timeout(MOST_WAITED_S)
def test_nothing_is_lost_where_the_store_is_on_a_server(tmp_path: Path) -> None:
    """Also: all three are killed, and where the program goes on it is told of it in words, at least sometimes."""
    if programs() is None:
        pytest.skip(MISSING)
    counts = tmp_path / "counts.json"
    words = [sys.executable, str(PROGRAM), "--server", "--number", str(ON_A_SERVER), "--json", str(counts)]
    done = forked(words, timeout=MOST_WAITED_S)
    assert done.returncode == 0, done.stderr
    found = json.loads(counts.read_text(encoding="utf-8"))
    assert sum(count["kills"] for count in found.values()) == ON_A_SERVER
    assert all(count["recovered"] == count["inside"] for count in found.values())
    for what in ("connection", "server"):
        struck = [count for name, count in found.items() if name.endswith(f", {what}")]
        assert sum(count["inside"] for count in struck) > 0
        assert sum(count["facts"]["refused"] for count in struck) > 0
    assert "| all |" in done.stdout
