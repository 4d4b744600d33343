"""Any recording there can be, for what must hold for all of them."""

import numpy as np
from hypothesis import strategies as st

from sigverify.ink.formats import FiledRecording
from sigverify.ink.recording import EVEN_RATES_HZ, OPTIONAL_CHANNELS, Capture, Recording, number_strokes

finite = st.floats(allow_nan=False, allow_infinity=False)
positive = st.none() | st.floats(min_value=5e-324, allow_nan=False, allow_infinity=False)
words = st.text("aZ 0é漢:#\n\r\t\0\\\"'\u2028\ufeff", max_size=8)
half_a_letter = st.text("aZ 0é漢🖊\n\0\\\"'\ud800", max_size=8)
"""Text that no file holds, but a driver's name might."""

scales = st.floats(1e-6, 1e6)


def captures(texts: st.SearchStrategy[str] = words) -> st.SearchStrategy[Capture]:
    """Return facts of a capture, any that there can be; texts: names of devices and the like."""
    told = st.builds(
        Capture,
        source=st.sampled_from(["pen", "mouse", "touch", "file", "synthetic"]),
        length_unit=st.sampled_from(["mm", "px", "device"]),
        mm_per_unit=positive,
        pressure_full_scale=positive,
        records_in_air=st.booleans(),
        rate_hz=positive,
        has_clock=st.booleans(),
        device=texts,
        platform=texts,
        toolkit=texts,
        dots_per_inch=positive,
        captured_at=texts,
    )
    even = st.builds(Capture, rate_hz=st.floats(*EVEN_RATES_HZ), evenly_sampled=st.just(True))
    return told | even | st.builds(Capture, mm_per_unit=scales, mm_per_unit_y=scales)


@st.composite
def recordings(
    draw: st.DrawFn, texts: st.SearchStrategy[str] = words, numbers: st.SearchStrategy[float] = finite
) -> Recording:
    """Draw any ink: any of `numbers` in any channel, any mix of channels, any strokes; texts: as for captures."""
    count = draw(st.integers(1, 12))

    def channel(values: st.SearchStrategy[float]) -> np.ndarray:
        return np.array(draw(st.lists(values, min_size=count, max_size=count)))

    down, starts = (channel(st.booleans()).astype(bool) for _ in range(2))
    down[draw(st.integers(0, count - 1))] = True
    optional = {name: channel(numbers) for name in OPTIONAL_CHANNELS if draw(st.booleans())}
    if "pressure" in optional:
        optional["pressure"] = np.abs(optional["pressure"])
    return Recording(
        time_s=channel(numbers),
        x=channel(numbers),
        y=channel(numbers),
        stroke=number_strokes(down, starts),
        capture=draw(captures(texts)),
        **optional,
    )


def filed(numbers: st.SearchStrategy[float] = finite) -> st.SearchStrategy[FiledRecording]:
    """Return any ink of these numbers, and whose it is."""
    return st.builds(
        FiledRecording,
        recording=recordings(numbers=numbers),
        name=words,
        signer=words,
        label=st.sampled_from([None, "genuine", "forgery"]),
        session=words,
        number=st.none() | st.integers(1, 2**53 - 1),
    )


filed_recordings = filed()


@st.composite
def pen_recordings(draw: st.DrawFn) -> Recording:
    """Draw what a pen on a tablet can write: within a metre, some minutes, and a pen's angles."""
    drawn = draw(recordings())
    count = len(drawn)

    def channel(least: float, most: float) -> np.ndarray:
        return np.array(draw(st.lists(st.floats(least, most), min_size=count, max_size=count)))

    ranges = {"azimuth_deg": (-360, 720), "altitude_deg": (0, 90), "tilt_x_deg": (-90, 90), "tilt_y_deg": (-90, 90)}
    ranges |= {"rotation_deg": (-180, 360)}
    unit = draw(st.sampled_from([("mm", 1.0), ("px", 0.2645), ("device", 0.005), ("device", None), ("px", None)]))
    full_scale = draw(st.sampled_from([None, 1.0, 1023.0, 8191.0, 100_000.0]))
    pressure = channel(0, full_scale or 1000.0)
    if draw(st.booleans()):
        pressure = np.rint(pressure)
    optional = {name: channel(*ends) for name, ends in ranges.items() if draw(st.booleans())}
    if draw(st.booleans()):
        optional["pressure"] = np.where(drawn.pen_down, pressure, 0.0)
    reach = 400.0 / (unit[1] or 0.01)
    return Recording(
        time_s=channel(0, draw(st.sampled_from([0.5, 5.0, 300.0]))) + draw(st.sampled_from([0.0, 1.7e9])),
        x=channel(-reach, reach),
        y=channel(-reach, reach),
        stroke=drawn.stroke,
        capture=Capture(
            source="pen",
            length_unit=unit[0],
            mm_per_unit=unit[1],
            mm_per_unit_y=draw(st.sampled_from([None, 0.9 * unit[1]])) if unit[1] else None,
            pressure_full_scale=full_scale,
        ),
        **optional,
    )
