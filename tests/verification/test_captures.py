"""Which ink is unlike that of a calibration, and what a person is told of it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sigverify.errors import ModelError
from sigverify.ink.recording import Capture, Recording
from sigverify.verification.captures import (
    PEN_WITH_PRESSURE,
    CalibrationCapture,
    CaptureTraits,
    devices_apart,
    traits_of,
    why_referred,
)


def traits(**changes: Any) -> CaptureTraits:
    given: dict[str, Any] = {"source": "pen", "has_pressure": True, "rate_hz": 200.0}
    return CaptureTraits(**(given | changes))


def test_traits_are_read_off_the_ink(make_ink: Callable[..., Recording]) -> None:
    ink = make_ink(100.0)
    found = traits_of(ink)
    assert (found.source, found.has_pressure) == ("synthetic", True)
    assert found.rate_hz == pytest.approx(100.0, rel=0.02)
    assert not traits_of(make_ink(pressure=False)).has_pressure
    constant = replace(ink, pressure=np.where(ink.pen_down, 512.0, 0.0))
    assert not traits_of(constant).has_pressure, "a pressure that never changes was not measured"
    assert traits_of(replace(ink, capture=replace(ink.capture, source="mouse"))).source == "mouse"


def test_an_older_card_stands_for_a_pen_with_pressure() -> None:
    for alike in (traits(), traits(source="file"), traits(source="synthetic"), traits(rate_hz=60.0)):
        assert PEN_WITH_PRESSURE.why_unlike(alike) == ""
    assert PEN_WITH_PRESSURE.why_unlike(traits(source="mouse", has_pressure=False)) == "was written with a mouse"
    assert PEN_WITH_PRESSURE.why_unlike(traits(source="touch")) == "was written with a finger"
    assert PEN_WITH_PRESSURE.why_unlike(traits(has_pressure=False)) == "tells no pressure"
    assert PEN_WITH_PRESSURE.why_unlike(traits(rate_hz=25.4)) == "has only 25 points a second"


def test_what_the_calibration_had_is_its_own(make_ink: Callable[..., Recording]) -> None:
    """A fifth of mice, of ink without pressure, or of slow ink makes it usual."""

    def inks(mice: int, slow: int = 0) -> list[Recording]:
        pen, mouse, crawl = make_ink(), make_ink(pressure=False), make_ink(30.0)
        mouse = replace(mouse, capture=replace(mouse.capture, source="mouse"))
        return [mouse] * mice + [crawl] * slow + [pen] * (20 - mice - slow)

    mouse = traits(source="mouse", has_pressure=False)
    assert CalibrationCapture.of(inks(3)).why_unlike(mouse) == "was written with a mouse"
    assert CalibrationCapture.of(inks(4)).why_unlike(mouse) == ""
    assert CalibrationCapture.of(inks(4)).why_unlike(traits()) == ""
    assert CalibrationCapture.of(inks(0, 1)).why_unlike(traits(rate_hz=31.0)) != ""
    assert CalibrationCapture.of(inks(0, 4)).why_unlike(traits(rate_hz=31.0)) == ""


def test_facts_of_a_calibration_come_back(make_ink: Callable[..., Recording]) -> None:
    found = CalibrationCapture.of([make_ink(100.0), make_ink(200.0), make_ink(pressure=False)])
    assert (found.signatures, found.sources) == (3, {"synthetic": 1.0})
    assert found.with_pressure == pytest.approx(2 / 3)
    again = CalibrationCapture.from_json(found.to_json())
    assert again.sources == found.sources
    assert again.with_pressure == pytest.approx(found.with_pressure, abs=1e-4)
    assert again.rate_hz == pytest.approx(found.rate_hz, abs=0.01)


@pytest.mark.parametrize("values", [3, [], {}, {"signatures": 1}, "pen"])
def test_damaged_facts_are_refused(values: Any) -> None:
    with pytest.raises(ModelError, match="how its ink was captured"):
        CalibrationCapture.from_json(values)


MOUSE = traits(source="mouse", has_pressure=False)
FLAT = traits(has_pressure=False)
SLOW = traits(rate_hz=30.0)


@pytest.mark.parametrize(
    ("questioned", "references", "beginning", "remedy"),
    [
        (
            MOUSE,
            [traits()] * 3,
            "This signature was written with a mouse, unlike",
            "Sign with a pen that tells pressure.",
        ),
        (
            traits(),
            [MOUSE] * 3,
            "The references were written with a mouse, unlike",
            "Enrol with a pen that tells pressure.",
        ),
        (traits(), [FLAT], "The reference tells no pressure, unlike", "Enrol with a pen that tells pressure."),
        (
            FLAT,
            [traits(), FLAT, FLAT],
            "This signature tells no pressure and 2 of the 3 references tell no pressure, unlike",
            "Enrol and sign with a pen that tells pressure.",
        ),
        (
            SLOW,
            [traits()],
            "This signature has only 30 points a second, unlike",
            "Sign with a pen and driver that give 40 points a second or more.",
        ),
        (traits(), [SLOW, SLOW], "The references have only 30 points a second, unlike", "Enrol with a pen and driver"),
    ],
)
def test_a_person_is_told_why_and_what_to_do(
    questioned: CaptureTraits, references: list[CaptureTraits], beginning: str, remedy: str
) -> None:
    words = why_referred(PEN_WITH_PRESSURE, questioned, references)
    assert words.startswith(beginning)
    assert "so a person should look" in words
    assert remedy in words
    assert words.endswith(".")


def test_ink_with_pressure_and_ink_without_are_not_like_each_other() -> None:
    """Although the calibration had both: no signer of it had both."""
    half = CalibrationCapture(signatures=90, sources={"file": 1.0}, with_pressure=0.5, rate_hz=(100.0, 200.0))
    assert why_referred(half, FLAT, [FLAT, FLAT]) == ""
    assert why_referred(half, traits(), [traits(), traits()]) == ""
    assert why_referred(half, FLAT, [traits()]).startswith("This signature tells no pressure, unlike")
    assert why_referred(half, traits(), [FLAT, FLAT]).startswith("The references tell no pressure, unlike")
    assert why_referred(half, traits(), [FLAT, traits()]).startswith("1 of the 2 references tells no pressure, unlike")


def test_ink_like_the_calibrations_needs_no_words() -> None:
    assert why_referred(PEN_WITH_PRESSURE, traits(), [traits(), traits(source="file")]) == ""


def test_devices_that_differ_are_told_by_name_and_count() -> None:
    one = Capture(source="pen", device="Wacom One (position, pressure)")
    other = Capture(source="pen", device="STU-540")
    mouse = Capture(source="mouse", device="Virtual core pointer")
    assert devices_apart(one, [one, replace(one, device="Wacom One")]) == "", "abilities are not its name"
    assert devices_apart(one, [other] * 3).startswith(
        "This signature was written with Wacom One, the references with STU-540: what differs"
    )
    assert "2 of the 3 references with STU-540 and a mouse:" in devices_apart(one, [one, other, mouse])
    assert "written with a mouse, the reference with STU-540:" in devices_apart(mouse, [other])


def test_of_devices_without_a_name_nothing_is_said() -> None:
    named, nameless = Capture(source="pen", device="Wacom One"), Capture(source="file")
    assert devices_apart(nameless, [named]) == devices_apart(named, [nameless, named]) == ""
