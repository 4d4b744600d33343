"""`Template`: what is kept of a signer's references to compare a questioned signature with."""

import hashlib
import json
import zlib
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load, save

from sigverify.errors import ModelError
from sigverify.ink.features import Standard
from sigverify.ink.recording import Floats
from sigverify.sentences import said
from sigverify.verification.captures import CaptureTraits
from sigverify.verification.comparators import Frames
from sigverify.verification.departures import Sides
from sigverify.verification.grid import from_codes, to_codes

_FORMAT = 3
_DIGEST = 32  # bytes of SHA-256 before the payload
_LEVEL, _STRATEGY = 4, zlib.Z_FILTERED
"""Of compression. The strategy is made for differences: it leaves a fourteenth less of them than the usual one.

Higher levels leave two thousandths less; lzma three hundredths less, and takes ten times longer to open.
"""
_LARGEST = 64 << 20
"""Bytes that a payload may unpack to: several times twelve references of a minute."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """The references as one comparator keeps them.

    frames: one (n, d) for each reference; distances: float64 (N, N) between references, 0 on the diagonal;
    standard: the references' mean standard, for live paths; None without features.
    compact: what a `scoring.Scorer` would need all frames for; b'' where there is nothing of the kind.
    """

    frames: tuple[Frames, ...]
    distances: Floats
    standard: Standard | None
    compact: bytes = b""


@dataclass(frozen=True, kw_only=True)
class Band:
    """Where genuine signatures run while they are written, found by leaving each reference out in turn.

    time_s, low, high: float64 (T,), seconds since the first touch and fused distances so far.
    """

    time_s: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True, kw_only=True)
class Template:
    """N references in the form that one model compares with.

    parts: one for each comparator of the model; sides and own_differences explain decisions; duration_s: float64
    (N,), first touch to last; band: None with fewer than three references; captures: how each was captured;
    model_sha256: the model it was made by.
    """

    parts: tuple[Part, ...]
    sides: tuple[Sides, ...]
    own_differences: Floats
    duration_s: Floats
    band: Band | None
    captures: tuple[CaptureTraits, ...]
    model_sha256: str

    @property
    def reference_count(self) -> int:
        """Number of references."""
        return len(self.sides)

    def to_bytes(self) -> bytes:
        """Return the template as one compressed safetensors payload behind its SHA-256.

        Frames on a grid are kept as integers, differenced in time; see `grid`.
        """
        arrays: dict[str, NDArray[np.generic]] = {"own": self.own_differences, "duration_s": self.duration_s}
        meta: dict[str, object] = {"format": _FORMAT, "model": self.model_sha256, "parts": [], "sides": []}
        parts, sides = [], []
        for k, part in enumerate(self.parts):
            arrays[f"part{k}.distances"] = part.distances
            for n, frames in enumerate(part.frames):
                _keep(arrays, f"part{k}.frames{n}", frames)
            if part.compact:
                arrays[f"part{k}.compact"] = np.frombuffer(part.compact, np.uint8)
            standard = part.standard
            if standard is not None:
                arrays[f"part{k}.mean"], arrays[f"part{k}.spread"] = standard.mean, standard.spread
            parts.append({"size": standard.size, "peak": standard.pressure_peak} if standard is not None else None)
        for n, side in enumerate(self.sides):
            _keep(arrays, f"sides{n}.values", side.values.astype(np.float32))
            _keep(arrays, f"sides{n}.elapsed", side.elapsed.astype(np.float32)[:, None])
            sides.append([side.duration_s, side.size, side.unit, side.has_pressure])
        if self.band is not None:
            arrays |= {"band.time_s": self.band.time_s, "band.low": self.band.low, "band.high": self.band.high}
        captures = [[part.source, part.has_pressure, part.rate_hz] for part in self.captures]
        meta |= {"parts": parts, "sides": sides, "captures": captures}
        tensors = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
        packer = zlib.compressobj(_LEVEL, memLevel=9, strategy=_STRATEGY)
        payload = packer.compress(bytes(save(tensors, {"template": json.dumps(meta)}))) + packer.flush()
        return hashlib.sha256(payload).digest() + payload

    @staticmethod
    def from_bytes(payload: bytes) -> "Template":
        """Return the template that `to_bytes` wrote; raises ModelError where the payload is damaged or newer."""
        digest, payload = payload[:_DIGEST], payload[_DIGEST:]
        if hashlib.sha256(payload).digest() != digest:
            raise ModelError(said("The stored template is damaged. Make it again from the references."))
        try:
            payload = _unpacked(payload)
            length = int.from_bytes(payload[:8], "little")
            meta = json.loads(json.loads(payload[8 : 8 + length])["__metadata__"]["template"])
            if meta["format"] != _FORMAT:
                raise ModelError(said("The template was made by another release of sigverify. Make it again."))
            arrays = load(payload)
            return _from_arrays(meta, arrays)
        except (
            zlib.error,
            SafetensorError,
            ValueError,
            LookupError,
            ArithmeticError,
            TypeError,
            RecursionError,
        ) as fault:
            raise ModelError(said("The stored template is damaged. Make it again from the references.")) from fault


def _unpacked(payload: bytes) -> bytes:
    """Return what was compressed; raises ValueError where it is cut short or unpacks to more than any template is."""
    decompressor = zlib.decompressobj()
    found = decompressor.decompress(payload, _LARGEST)
    if not decompressor.eof:
        raise ValueError(said("cut short, or larger than any template"))
    return found


def _keep(arrays: dict[str, NDArray[np.generic]], name: str, frames: Frames) -> None:
    """Add frames (n, d) to what is kept: as integers and their step, in two bytes or in four, never losing anything."""
    codes = to_codes(frames) if len(frames) > 1 else None
    if codes is not None:
        arrays[name], arrays[f"{name}.step"] = codes[0], np.array([codes[1]])
        return
    with np.errstate(over="ignore"):  # infinite then, and not the same
        half = frames.astype(np.float16)
    arrays[name] = half if bool((half.astype(np.float32) == frames).all()) else frames


def _frames(arrays: dict[str, NDArray[np.generic]], name: str) -> Frames:
    """Return what `_keep` was given; raises ValueError where it is no table."""
    kept, step = arrays[name], arrays.get(f"{name}.step")
    if kept.ndim != 2:
        raise ValueError(said("{name} should have two dimensions, has {ndim}", name=name, ndim=kept.ndim))
    return kept.astype(np.float32) if step is None else from_codes(kept, step.item())


def _from_arrays(meta: dict[str, Any], arrays: dict[str, NDArray[np.generic]]) -> Template:
    def floats(name: str) -> Floats:
        return arrays[name].astype(np.float64)

    count = len(meta["sides"])
    parts = []
    for k, facts in enumerate(meta["parts"]):
        standard = None
        if facts is not None:
            standard = Standard(
                size=float(facts["size"]),
                pressure_peak=facts["peak"],
                mean=floats(f"part{k}.mean"),
                spread=floats(f"part{k}.spread"),
            )
        frames = tuple(_frames(arrays, f"part{k}.frames{n}") for n in range(count))
        compact = arrays.get(f"part{k}.compact", np.empty(0)).tobytes()
        parts.append(Part(frames=frames, distances=floats(f"part{k}.distances"), standard=standard, compact=compact))
    sides = tuple(
        Sides(
            values=_frames(arrays, f"sides{n}.values").astype(np.float64),
            elapsed=_frames(arrays, f"sides{n}.elapsed")[:, 0].astype(np.float64),
            duration_s=float(duration),
            size=float(size),
            unit=str(unit),
            has_pressure=bool(has_pressure),
        )
        for n, (duration, size, unit, has_pressure) in enumerate(meta["sides"])
    )
    captures = tuple(
        CaptureTraits(source=source, has_pressure=bool(pressed), rate_hz=float(rate))
        for source, pressed, rate in meta["captures"]
    )
    band = None
    if "band.time_s" in arrays:
        band = Band(time_s=floats("band.time_s"), low=floats("band.low"), high=floats("band.high"))
    return Template(
        parts=tuple(parts),
        sides=sides,
        own_differences=floats("own"),
        duration_s=floats("duration_s"),
        band=band,
        captures=captures,
        model_sha256=str(meta["model"]),
    )
