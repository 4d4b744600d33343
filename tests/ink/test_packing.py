"""A recording survives packing to the bit, and damage never passes for ink."""

import json
from dataclasses import replace

import numpy as np
import pytest
from any_ink import half_a_letter, recordings
from hypothesis import given
from hypothesis import strategies as st
from safetensors.numpy import save

from sigverify.errors import FormatError
from sigverify.ink.packing import pack, unpack
from sigverify.ink.recording import Capture, Recording


def signature() -> Recording:
    return Recording(
        time_s=np.arange(5) / 100,
        x=[0.0, -0.0, 1.5, 2.5, 1e-310],
        y=[1.0, 2.0, 3.0, 4.0, 5.0],
        stroke=[0, 0, -1, 1, 1],
        pressure=[1.0, 2.0, 0.0, 3.0, 4.0],
        capture=Capture(source="pen", length_unit="mm", rate_hz=200, device="Tablet 'A' — é"),
    )


@given(recordings(texts=half_a_letter))
def test_a_recording_comes_back_to_the_bit(recording: Recording) -> None:
    back = unpack(pack(recording))
    assert back == recording
    for name, values in recording.channels().items():
        assert back.channels()[name].tobytes() == values.tobytes(), name


@given(st.data())
def test_any_flipped_bit_is_refused_or_changes_nothing(data: st.DataObject) -> None:
    recording = signature()
    payload = bytearray(pack(recording))
    place = data.draw(st.integers(0, len(payload) - 1))
    payload[place] ^= 1 << data.draw(st.integers(0, 7))
    try:
        back = unpack(bytes(payload))
    except FormatError:
        return
    assert back == recording  # a blank of the header's padding


@given(st.integers(0, 700))
def test_a_payload_cut_short_is_refused(length: int) -> None:
    payload = pack(signature())
    with pytest.raises(FormatError):
        unpack(payload[: min(length, len(payload) - 1)])


@given(st.binary(max_size=200))
def test_other_bytes_are_refused(payload: bytes) -> None:
    with pytest.raises(FormatError):
        unpack(payload)


def test_a_payload_without_metadata_is_refused() -> None:
    with pytest.raises(FormatError, match="names no format"):
        unpack(save({"x": np.zeros(3)}))


def test_a_payload_of_another_format_says_what_to_do() -> None:
    payload = save({"x": np.zeros(3)}, metadata={"format": "sigverify recording 4"})
    with pytest.raises(FormatError, match="update this program"):
        unpack(payload)


@pytest.mark.parametrize(("number", "untold"), [(1, ["evenly_sampled", "mm_per_unit_y"]), (2, ["mm_per_unit_y"])])
def test_a_recording_of_an_older_format_lacks_the_facts_that_nobody_told(number: int, untold: list[str]) -> None:
    import sigverify.ink.packing as packing

    channels = dict(signature().channels())
    facts = packing._facts(signature().capture)
    for name in untold:
        del facts[name]
    capture = json.dumps(facts)
    digest = packing._digest(capture, channels)
    older = {"format": f"sigverify recording {number}", "capture": capture, "sha256": digest}
    assert unpack(save(channels, metadata=older)) == signature()
    with pytest.raises(FormatError, match="not the ones expected"):
        unpack(save(channels, metadata={**older, "format": packing.FORMAT}))


def test_a_checksum_that_covers_nonsense_does_not_make_it_ink() -> None:
    """Whoever can compute the checksum still cannot smuggle in foreign channels, facts or points."""
    import sigverify.ink.packing as packing

    def sealed(channels: dict[str, np.ndarray], capture: str) -> bytes:
        digest = packing._digest(capture, channels)
        return save(channels, metadata={"format": packing.FORMAT, "capture": capture, "sha256": digest})

    good = dict(signature().channels())
    facts = packing._facts(Capture())
    with pytest.raises(FormatError, match="unknown"):
        unpack(sealed({**good, "extra": np.zeros(5)}, json.dumps(facts)))
    with pytest.raises(FormatError, match="missing"):
        unpack(sealed({"x": np.zeros(5)}, json.dumps(facts)))
    with pytest.raises(FormatError, match="not a number"):
        unpack(sealed({**good, "x": np.full(5, np.nan)}, json.dumps(facts)))
    with pytest.raises(FormatError, match="no JSON"):
        unpack(sealed(good, "{"))
    with pytest.raises(FormatError, match="not the ones expected"):
        unpack(sealed(good, "{}"))
    for name, value in (("source", "crayon"), ("length_unit", 3), ("rate_hz", "fast"), ("has_clock", 1), ("device", 7)):
        with pytest.raises(FormatError, match="wrong kind"):
            unpack(sealed(good, json.dumps({**facts, name: value})))
    with pytest.raises(FormatError, match="positive"):
        unpack(sealed(good, json.dumps({**facts, "rate_hz": -1.0})))


def test_numpy_scalars_in_the_capture_facts_are_packed_as_numbers() -> None:
    recording = replace(signature(), capture=Capture(rate_hz=np.float32(100), dots_per_inch=np.int64(96)))
    assert unpack(pack(recording)).capture == Capture(rate_hz=100.0, dots_per_inch=96.0)
