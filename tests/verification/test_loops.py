"""Compiled loops are loaded once, and nobody is kept waiting for them against their will."""

import threading

import pytest

from sigverify.errors import Cancelled
from sigverify.progress import Progress, watched_by
from sigverify.verification import loops


@pytest.fixture(autouse=True)
def not_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loops, "_are_loaded", threading.Event())


def test_they_are_loaded_once() -> None:
    loops.await_loops()
    assert loops._are_loaded.is_set()
    loops.await_loops()


def test_whoever_waits_while_another_loads_them_can_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, goes_on, progress = threading.Event(), threading.Event(), Progress()

    def slow() -> None:
        begun.set()
        goes_on.wait()
        loops._are_loaded.set()

    monkeypatch.setattr(loops, "load_loops", slow)
    warming = threading.Thread(target=loops.await_loops)
    warming.start()
    begun.wait()
    progress.cancel()
    with pytest.raises(Cancelled), watched_by(progress):
        loops.await_loops()
    assert not loops._are_loaded.is_set()
    goes_on.set()
    warming.join()
    loops.await_loops()
    assert loops._are_loaded.is_set()
