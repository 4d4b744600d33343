"""Garbage is looked for between two events of the window, on its thread, in small portions, and not under a pen."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer

from sigverify.gui import application as application_module
from sigverify.gui.application import run
from sigverify.gui.idle_collector import _MOST_LOOKED_AT, IdleCollector


@pytest.fixture(autouse=True)
def usual_thresholds(no_collector_meanwhile: None) -> Iterator[None]:
    """What other tests left is of no interest here, and nothing stays frozen after."""
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(700, 10, 10)
    yield
    gc.set_threshold(*before)
    gc.unfreeze()
    gc.disable()


class _Circle(QObject):
    """An object of Qt's that only a collector lets go."""

    def __init__(self) -> None:
        super().__init__()
        self.myself = self
        self.timer = QTimer(self)


def circle(seen: list[int]) -> None:
    """Make one, and note on which thread it goes."""
    made = _Circle()
    weakref.finalize(made, lambda: seen.append(threading.get_ident()))


def work_elsewhere(objects: int) -> None:
    """Make objects on a thread of its own, as the desk does, that stay until it ends."""

    def work() -> None:
        assert len([[number] for number in range(objects)]) == objects

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def test_pythons_own_collector_destroys_widgets_on_whatever_thread(qtbot) -> None:
    """Why it may not: a plain object stands for the widget here, whose end on that thread Qt would not forgive."""
    seen: list[int] = []

    class Plain:
        def __init__(self) -> None:
            self.myself = self

    weakref.finalize(Plain(), lambda: seen.append(threading.get_ident()))
    gc.enable()
    work_elsewhere(5000)
    assert seen
    assert seen[0] != threading.get_ident()


def test_while_the_window_is_open_garbage_goes_on_its_thread_alone(qtbot) -> None:
    seen: list[int] = []
    gc.enable()
    collector = IdleCollector(lambda: False)
    collector.start()
    assert not gc.isenabled()
    circle(seen)
    work_elsewhere(5000)
    assert seen == [], "however much others make"
    kept = [[number] for number in range(2000)]
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [threading.get_ident()]
    assert len(kept) == 2000
    collector.stop()
    assert gc.isenabled()


def test_what_grew_old_is_found_too(qtbot) -> None:
    """A circle that outlived young collections goes with one of the oldest generation."""
    seen: list[int] = []
    collector = IdleCollector(lambda: False)
    made = _Circle()
    weakref.finalize(made, lambda: seen.append(threading.get_ident()))
    gc.collect(1)
    del made
    for _ in range(200):
        kept = [[number] for number in range(800)]
        collector.look()
        del kept
        if seen:
            break
    assert seen == [threading.get_ident()]


def test_nothing_is_collected_under_a_pen(qtbot) -> None:
    seen: list[int] = []
    signing = True
    collector = IdleCollector(lambda: signing)
    circle(seen)
    kept = [[number] for number in range(2000)]
    collector.look()
    assert seen == []
    signing = False
    collector.look()
    assert len(seen) == 1
    assert kept


def test_what_is_made_in_masses_stays_without_a_look(qtbot) -> None:
    """So that no collection takes longer than a frame."""
    collector = IdleCollector(lambda: False)
    frozen = gc.get_freeze_count()
    kept = [[number] for number in range(_MOST_LOOKED_AT + 5000)]
    collector.look()
    assert gc.get_freeze_count() > frozen + _MOST_LOOKED_AT
    assert gc.get_count()[0] < 700
    del kept  # it goes at once all the same: it is in no circle
    assert gc.get_freeze_count() < frozen + _MOST_LOOKED_AT


def test_young_ones_that_add_up_are_not_looked_at_all_at_once(qtbot) -> None:
    collector = IdleCollector(lambda: False)
    frozen, kept = gc.get_freeze_count(), []
    looked_at: list[int] = []

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            looked_at.append(sum(len(gc.get_objects(generation=one)) for one in range(info["generation"] + 1)))

    gc.callbacks.append(note)
    for _ in range(60):
        kept.append([[number] for number in range(4000)])
        collector.look()
    gc.callbacks.remove(note)
    assert looked_at
    assert max(looked_at) <= _MOST_LOOKED_AT
    assert gc.get_freeze_count() > frozen + _MOST_LOOKED_AT
    assert len(kept) == 60


def test_while_the_program_starts_nothing_is_frozen_or_collected(qtbot) -> None:
    gc.set_threshold(200_000, 10, 10)
    collector = IdleCollector(lambda: False)
    frozen = gc.get_freeze_count()
    kept = [[number] for number in range(_MOST_LOOKED_AT + 5000)]
    collector.look()
    assert gc.get_freeze_count() <= frozen
    assert kept


def test_the_program_works_with_it(qapp, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the window's first moment to its last, and no longer."""
    gc.enable()
    enabled: list[bool] = []

    class Window(QObject):
        opens_again = False

        def __init__(self, *_: object) -> None:
            super().__init__()
            self.live = self.places = self
            self.ready = self.imported = QTimer(self).timeout

        def is_signing(self) -> bool:
            return False

        def show(self) -> None:
            enabled.append(gc.isenabled())

    class Application:
        @staticmethod
        def exec() -> int:
            enabled.append(gc.isenabled())
            return 0

    monkeypatch.setattr(application_module, "MainWindow", Window)
    monkeypatch.setattr(application_module, "create_application", lambda _: Application())
    assert run() == 0
    assert enabled == [False, False]
    assert gc.isenabled()
