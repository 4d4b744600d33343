"""Packs a recording into bytes and back without loss: a safetensors payload with the capture facts as JSON.

safetensors holds plain arrays behind a bounds-checked header, so a payload from elsewhere can run no code.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load, save

from sigverify.errors import FormatError, InkError
from sigverify.ink.recording import CAPTURE_NUMBERS, OPTIONAL_CHANNELS, Capture, LengthUnit, Recording, Source
from sigverify.sentences import said

FORMAT = "sigverify recording 3"
"""Written into each payload."""

_UNTOLD_FACTS: dict[str, dict[str, object]] = {
    FORMAT: {},
    "sigverify recording 2": {"mm_per_unit_y": None},
    "sigverify recording 1": {"mm_per_unit_y": None, "evenly_sampled": False},
}
"""Formats that are read, and the facts that each does not tell, as they were then."""

_REQUIRED_CHANNELS = ("time_s", "x", "y", "stroke")
_HEADER_LENGTH_BYTES = 8


def pack(recording: Recording) -> bytes:
    """Return the recording as bytes, every bit of every channel kept.

    The payload is a safetensors file: one tensor of shape (n,) for each channel that is present (float64,
    `stroke` int64), and in its metadata the format's name, the capture facts as JSON and a SHA-256 over facts
    and channels, which safetensors itself lacks.
    """
    channels = {name: np.ascontiguousarray(values) for name, values in recording.channels().items()}
    capture = json.dumps(_facts(recording.capture), sort_keys=True)
    metadata = {"format": FORMAT, "capture": capture, "sha256": _digest(capture, channels)}
    payload: bytes = save(channels, metadata=metadata)
    return payload


def unpack(payload: bytes) -> Recording:
    """Return the recording that `pack` was given.

    Raises FormatError where the payload is damaged, is something else, or was written by a newer program.
    """
    metadata = _metadata(payload)
    untold = _UNTOLD_FACTS.get(metadata.get("format", ""))
    if untold is None:
        raise FormatError(
            said(
                "A stored recording of the format '{format}' was expected, found {found!r}. If a "
                "newer sigverify wrote it, update this program.",
                format=FORMAT,
                found=metadata.get("format"),
            )
        )
    try:
        channels = load(payload)
    except (SafetensorError, KeyError, ValueError, TypeError) as error:
        raise _damaged(said("its channels cannot be read ({error})", error=error)) from error
    if metadata.get("sha256") != _digest(metadata.get("capture", ""), channels):
        raise _damaged(said("its checksum does not match"))
    missing = [name for name in _REQUIRED_CHANNELS if name not in channels]
    foreign = sorted(set(channels) - {*_REQUIRED_CHANNELS, *OPTIONAL_CHANNELS})
    if missing or foreign:
        raise _damaged(said("channels missing: {missing}, unknown: {foreign}", missing=missing, foreign=foreign))
    try:
        return Recording(**channels, capture=_capture(metadata.get("capture", ""), untold))
    except InkError as error:
        raise _damaged(error.sentence) from error


def _facts(capture: Capture) -> dict[str, object]:
    facts = asdict(capture)
    for name in CAPTURE_NUMBERS:
        if facts[name] is not None:
            facts[name] = float(facts[name])  # a numpy scalar is no JSON number
    return facts


def _capture(text: str, untold: Mapping[str, object]) -> Capture:
    try:
        facts = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _damaged(said("its capture facts are no JSON")) from error
    if not isinstance(facts, dict) or set(facts) != {field.name for field in fields(Capture)} - set(untold):
        raise _damaged(said("its capture facts are not the ones expected"))
    facts |= untold
    if not all(_fits(name, value) for name, value in facts.items()):
        raise _damaged(said("a capture fact is of the wrong kind"))
    return Capture(**facts)


def _fits(name: str, value: object) -> bool:
    if name in CAPTURE_NUMBERS:
        return value is None or isinstance(value, float)
    if name in ("records_in_air", "evenly_sampled", "has_clock"):
        return isinstance(value, bool)
    if name == "source":
        return value in get_args(Source)
    if name == "length_unit":
        return value in get_args(LengthUnit)
    return isinstance(value, str)


def _metadata(payload: bytes) -> Mapping[str, str]:
    """Return the metadata of a safetensors payload, which its numpy interface gives for files only."""
    length = int.from_bytes(payload[:_HEADER_LENGTH_BYTES], "little")
    try:
        header = json.loads(payload[_HEADER_LENGTH_BYTES : _HEADER_LENGTH_BYTES + length])
    except (ValueError, RecursionError) as error:
        raise _damaged(said("it has no readable header")) from error
    metadata = header.get("__metadata__") if isinstance(header, dict) else None
    if not isinstance(metadata, dict) or not all(isinstance(value, str) for value in metadata.values()):
        raise _damaged(said("its header names no format"))
    return metadata


def _digest(capture: str, channels: Mapping[str, NDArray[Any]]) -> str:
    digest = hashlib.sha256(capture.encode("utf-8", "surrogatepass"))
    for name in sorted(channels):
        values = channels[name]
        digest.update(f"\n{name} {values.dtype.str} {values.shape}\n".encode())
        digest.update(values.tobytes())
    return digest.hexdigest()


def _damaged(found: str) -> FormatError:
    """Return the error for a payload in which this was found, a clause without a full stop."""
    return FormatError(
        said("The stored recording is damaged: {found}. Restore it from a copy, or sign again.", found=found)
    )
