"""Places are made in slices, never while somebody writes; who comes too early sees where they will be."""

import sys
from types import ModuleType

import pytest

from sigverify.gui import importing
from sigverify.gui.panels.coming import ComingPlace
from sigverify.gui.place_making import PLACES
from sigverify.gui.slices import Slices


def test_places_are_made_once_the_window_can_decide_and_told_nothing_before_they_are_wanted(use, qtbot):
    qtbot.waitUntil(lambda: use.window.places.are_ready)
    assert [place.word for place in use.window.places] == ["Enrol"]
    use.choose("id-Anna", "Verify")
    assert [place.word for place in use.window.places] == ["Enrol", "Verify"]
    assert use.window.verify.verdict.isVisible()


def test_nothing_is_made_while_a_stroke_is_written(use, qtbot):
    places = use.window.places
    qtbot.waitUntil(lambda: places.are_ready)
    use.choose("id-Anna", "Enrol")
    use.pen.press(50, 80)
    taken = []
    places._slices.put("more", (taken.append(number) for number in range(3)))
    places._slices._go_on()
    assert taken == []
    with qtbot.waitSignal(places._slices.done):
        places.pad.clear()
    assert taken == [0, 1, 2]


def test_who_comes_before_a_place_is_made_sees_it_come(use, qtbot):
    window = use.window
    window.places._slices.close()
    for word in [word for word in PLACES if word not in ("Enrol", "Review")]:
        window.places._ready.pop(word, None)
    window.places._ready.pop("Review", None)
    with qtbot.waitSignal(window.places.arrived):
        window._rail._buttons["Review"].click()
        assert isinstance(window.place, ComingPlace)
        assert window.place.word == "Review"
        assert window.place.accessibleName() == "Review opens"
        assert window._rail._buttons["Review"].isChecked()
        assert window.place.grab().toImage().pixelColor(60, 300) == window.theme.colour("panel")
    assert window.place is window.review
    assert window.review.isVisible()


def test_who_turns_away_is_not_brought_back(use, qtbot):
    window = use.window
    window.places._slices.close()
    window.places._ready.clear()
    window.visit("Review")
    window.visit("Enrol")
    qtbot.waitUntil(lambda: "Review" in window.places._ready)
    assert window.place is window.enrol
    assert [place.word for place in window.places] == ["Enrol"]


def test_a_place_that_somebody_needs_at_once_is_made_at_once(use):
    window = use.window
    window.places._slices.close()
    window.places._ready.clear()
    window.visit("Help")
    assert window.help.page == "enrol", "the place that was there before"
    assert window.place is window.help


def test_what_raises_is_done_no_further(qtbot, use):
    def fails():
        yield
        raise ValueError("half a place")

    slices = Slices(lambda: False, use.window)
    slices.put("one", fails())
    with pytest.raises(ValueError, match="half a place"):
        slices.finish("one")
    assert slices.waiting == ()


def test_half_of_the_plotting_library_is_never_left_behind(monkeypatch):
    whole = sys.modules["pyqtgraph"]
    monkeypatch.delitem(sys.modules, "pyqtgraph")
    steps = importing._plotting()
    while "pyqtgraph" not in sys.modules:
        next(steps)
    half = sys.modules["pyqtgraph"]
    assert isinstance(half, ModuleType)
    assert not hasattr(half, "PlotWidget")
    steps.close()
    assert half.PlotWidget is whole.PlotWidget
    monkeypatch.setitem(sys.modules, "pyqtgraph", whole)


def test_a_place_that_is_wanted_meanwhile_goes_on_with_half_of_the_plotting_library(monkeypatch):
    whole = sys.modules["pyqtgraph"]
    monkeypatch.delitem(sys.modules, "pyqtgraph")
    steps = importing._plotting()
    while "pyqtgraph" not in sys.modules:
        next(steps)
    for _ in importing._plotting():
        pass
    assert sys.modules["pyqtgraph"].PlotWidget is whole.PlotWidget
    assert list(steps) == []
    monkeypatch.setitem(sys.modules, "pyqtgraph", whole)
