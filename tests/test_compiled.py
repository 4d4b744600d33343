"""How loops that are compiled come to be there."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numba import njit

from sigverify import compiled
from sigverify.verification.loops import load_loops

_LATE = (
    "scipy.linalg",
    "torch",
    "numba.np.linalg",
    "numba.np.arrayobj",
    "numba.cpython.unicode",
    "numba.typed.typeddict",
)

_MODULE = """
import numpy as np
from sigverify.compiled import compiled

@compiled
def apart(one, other):
    return abs(one - other)

@compiled
def spread(values):
    if len(values) == 0:
        raise ValueError("nothing to measure")
    lengths = np.zeros(len(values), np.float32)
    for place in range(len(values)):
        lengths[place] = apart(float(values[place]), values.mean())
    return np.sort(lengths)[-1] + np.max(np.array([float(values.min())]))
"""

_CALLS = """
import sys
import numpy as np
import loops

print(float(loops.spread(np.array([1.0, 2.0, 6.0]))), loops.apart(1.0, 3.0))
try:
    loops.spread(np.zeros(0))
except ValueError as error:
    print(error)
print(sum(loops.spread.stats.cache_hits.values()), [name for name in sys.argv[1:] if name in sys.modules])
assert loops.spread(np.array([1, 2, 6])) == 4.0  # of other numbers, and takes in a loop that was read
print(sum(loops.spread.stats.cache_misses.values()))
"""


def _told(code: str, *words: str, folder: Path | None = None) -> list[str]:
    found = {} if folder is None else {"PYTHONPATH": os.pathsep.join((str(folder), os.environ.get("PYTHONPATH", "")))}
    done = subprocess.run(
        [sys.executable, "-c", code, *words], check=True, capture_output=True, text=True, env={**os.environ, **found}
    )
    return done.stdout.splitlines()


def test_the_loops_of_a_verdict_load_without_the_compilers_parts() -> None:
    """What is compiled is read as it is; scipy's linear algebra is one of the parts that numba looks for."""
    load_loops()  # they are on the disk from now on
    told = _told(
        "import sys\n"
        "from sigverify.verification.loops import load_loops\n"
        "load_loops()\n"
        "print([name for name in sys.argv[1:] if name in sys.modules])",
        *_LATE,
    )
    assert told == ["[]"]


def test_a_loop_that_was_kept_does_what_it_did(tmp_path: Path) -> None:
    """Arrays that it makes, a sentence that it raises, numba's own functions in it; then other types are compiled."""
    (tmp_path / "loops.py").write_text(_MODULE, encoding="utf-8")
    first = _told(_CALLS, *_LATE, folder=tmp_path)
    again = _told(_CALLS, *_LATE, folder=tmp_path)
    assert first[:2] == again[:2] == ["4.0 2.0", "nothing to measure"]
    assert first[2].startswith("0 ")
    assert again[2:] == ["1 []", "0"], "all of it was read, then those of other numbers too"


def test_a_loop_is_compiled_beside_those_that_were_read(tmp_path: Path) -> None:
    """The compiler makes itself ready where it is wanted after all."""
    (tmp_path / "loops.py").write_text(_MODULE, encoding="utf-8")
    _told("import loops, numpy\nloops.spread(numpy.array([1.0, 2.0, 6.0]))\nloops.apart(1.0, 3.0)", folder=tmp_path)
    told = _told(_CALLS, *_LATE, folder=tmp_path)
    assert told[2:] == ["1 []", "1"]


def test_linear_algebra_can_be_compiled_all_the_same() -> None:
    """A peer of the benchmark, or another library in the same process, may want what was left for later."""
    load_loops()
    product = njit(lambda a, b: np.dot(a, b))
    a = np.arange(6.0).reshape(2, 3)
    np.testing.assert_allclose(product(a, a.T.copy()), a @ a.T)


def test_a_loop_runs_where_there_is_no_folder_to_keep_it_in(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise RuntimeError("no locator available")

    monkeypatch.setattr(compiled, "_Kept", refuse)
    assert compiled.compiled(lambda a: a + 1)(2) == 3
