"""How loops that are compiled come to be there."""

import subprocess
import sys

import numpy as np
import pytest
from numba import njit
from numba.np import linalg

from sigverify import compiled


def test_the_loops_of_a_verdict_load_without_scipys_linear_algebra() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys\n"
            "from sigverify.verification.loops import load_loops\n"
            "load_loops()\n"
            "print([name for name in ('scipy.linalg', 'torch') if name in sys.modules])",
        ],
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == "[]"


def test_linear_algebra_can_be_compiled_all_the_same() -> None:
    """A peer of the benchmark, or another library in the same process, may want what was left for later."""
    product = njit(lambda a, b: np.dot(a, b))
    a = np.arange(6.0).reshape(2, 3)
    np.testing.assert_allclose(product(a, a.T.copy()), a @ a.T)
    assert linalg.ensure_blas.__module__ == linalg.__name__, "numba's own is back"


def test_a_numba_that_looks_for_scipy_otherwise_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(linalg, "ensure_blas")
    compiled._spare_scipy()
    assert not hasattr(linalg, "ensure_blas")
