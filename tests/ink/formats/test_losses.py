"""What the table says a format keeps is kept, whatever the ink; and all that it says is lost can be lost."""

from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest
from any_ink import captures, pen_recordings, words
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sigverify.ink.formats import FORMATS, FiledRecording, Format, render
from sigverify.ink.formats.content import FileContent
from sigverify.ink.formats.losses import AIR, DIGITS, LOSSES, ORIGIN, STROKES, losses
from sigverify.ink.formats.table import format_table
from sigverify.ink.recording import OPTIONAL_CHANNELS, Capture, Recording

WRITTEN = [format_ for format_ in FORMATS if format_.render is not None]
EVERY_FORMAT = pytest.mark.parametrize("format_", WRITTEN, ids=lambda format_: format_.name)

EVERYTHING = Recording(
    time_s=[5.0005, 5.0102, 5.0207, 5.031],
    x=[1.23456, 2.0, 3.0, 4.0],
    y=[1.0, 2.0, 3.0, 4.0],
    stroke=[0, 0, -1, 1],
    pressure=[100.4, 200.0, 0.0, 300.0],
    **{name: [1.0, 2.0, 3.0, 4.0] for name in OPTIONAL_CHANNELS if name != "pressure"},
    capture=Capture(
        source="pen",
        length_unit="px",
        mm_per_unit=0.25,
        mm_per_unit_y=0.26,
        pressure_full_scale=8191.0,
        records_in_air=True,
        rate_hz=200.0,
        evenly_sampled=True,
        has_clock=False,
        device="Wacom One",
        platform="linux xcb",
        toolkit="Qt 6.11.3",
        dots_per_inch=96.0,
        captured_at="2026-11-26T19:00:00+00:00",
    ),
)
SAID = {"signer": "anna", "label": "genuine", "session": "2", "number": 3}


def through(format_: Format, filed: FiledRecording) -> FiledRecording:
    (again,) = format_.parse(FileContent(Path("ink"), render([filed], format_)))
    return again


@st.composite
def pen_ink(draw: st.DrawFn) -> FiledRecording:
    """Draw what a pen writes, with any facts beside those of its units, and any words on whose it is."""
    ink, told = draw(pen_recordings()), draw(captures())
    units = ("length_unit", "mm_per_unit", "mm_per_unit_y", "pressure_full_scale")
    capture = replace(told, **{name: getattr(ink.capture, name) for name in units})
    return FiledRecording(
        recording=replace(ink, capture=capture),
        name="ink",
        signer=draw(words),
        label=draw(st.sampled_from([None, "genuine", "forgery"])),
        session=draw(words),
        number=draw(st.none() | st.integers(1, 9)),
    )


@EVERY_FORMAT
@settings(
    suppress_health_check=[HealthCheck.differing_executors, HealthCheck.too_slow], deadline=None, max_examples=100
)
@given(filed=pen_ink())
@example(filed=FiledRecording(recording=EVERYTHING, name="ink", **SAID))
def test_nothing_is_lost_that_the_table_says_is_kept(format_: Format, filed: FiledRecording) -> None:
    assert losses(filed, through(format_, filed)) <= format_.lost.keys()


@EVERY_FORMAT
def test_all_that_the_table_says_is_lost_is_lost_of_ink_that_has_it_all(format_: Format) -> None:
    found = [losses(filed, through(format_, filed)) for filed in having_everything()]
    assert frozenset().union(*found) == format_.lost.keys()


def having_everything() -> list[FiledRecording]:
    """Return ink with all there is; and with neither pressure nor lifts, without which some formats hold less."""
    less = replace(EVERYTHING, pressure=None, stroke=[0, 0, 0, 0])
    return [FiledRecording(recording=ink, name="ink", **SAID) for ink in (EVERYTHING, less)]


def test_each_loss_is_found_alone() -> None:
    whole = FiledRecording(recording=EVERYTHING, name="ink", **SAID)
    ink = whole.recording
    assert losses(whole, whole) == frozenset()
    cases = {
        STROKES: {"stroke": np.array([0, 1, -1, 2])},
        ORIGIN: {"time_s": ink.time_s - ink.time_s[0]},
        DIGITS: {"x": ink.x.round(3)},
        **{name: {name: None} for name in OPTIONAL_CHANNELS},
    }
    for name, change in cases.items():
        assert losses(whole, replace(whole, recording=replace(ink, **change))) == {name}, name
    assert losses(whole, replace(whole, recording=replace(ink, stroke=[0, 0, 0, 1]))) >= {AIR, STROKES}
    for name in SAID:
        assert losses(whole, replace(whole, **{name: None if name in ("label", "number") else ""})) == {name}
    for field in fields(Capture):
        if field.name in ("mm_per_unit", "mm_per_unit_y", "pressure_full_scale", "rate_hz", "evenly_sampled"):
            continue  # numbers are told by them, or they hang together
        capture = replace(ink.capture, **{field.name: field.default})
        assert losses(whole, replace(whole, recording=replace(ink, capture=capture))) == {field.name}


def test_another_unit_is_no_loss_while_the_millimetres_can_be_told() -> None:
    whole = FiledRecording(recording=EVERYTHING, name="ink")
    capture = replace(EVERYTHING.capture, mm_per_unit=0.5, mm_per_unit_y=0.52, pressure_full_scale=16382.0)
    other = replace(
        EVERYTHING, x=EVERYTHING.x / 2, y=EVERYTHING.y / 2, pressure=EVERYTHING.pressure * 2, capture=capture
    )
    assert losses(whole, replace(whole, recording=other)) == frozenset()


def test_every_loss_has_words_and_the_table_a_row_for_each_format() -> None:
    assert all(LOSSES[name] for format_ in FORMATS for name in format_.lost)
    assert format_table().count("\n") == len(FORMATS) + 2
