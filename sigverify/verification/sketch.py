"""Sketches: a template in half a kilobyte, by which its signer is found among a hundred thousand.

A sketch is one vector, the closer to that of a questioned signature the likelier it is of the same hand. Its parts are
what the first comparator of several frames keeps, as the means of eight equal stretches of time, and what the first
comparator of single vectors keeps, both as the mean over references, each over its usual genuine distance. Squared
distances of the two are added, that of the single vector twice: frames that are cut by the clock lie farther apart than
aligned ones.

It only says who is worth a look: whoever is found is weighed as in a verification. What is lost by that is measured by
`benchmark`.
"""

import struct
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sigverify.compiled import compiled
from sigverify.ink.recording import Floats, Integers
from sigverify.verification.comparators import AlignedComparator, Frames
from sigverify.verification.global_comparator import GlobalComparator
from sigverify.verification.supervector_comparator import SupervectorComparator
from sigverify.verification.template import Template
from sigverify.verification.verifier import Seen, Verifier

STRETCHES = 8

_WHOLES = (GlobalComparator, SupervectorComparator)

_WHOLE_WEIGHT = 2.0
"""Of the squared distance of single vectors: found on the training corpora, where 1 to 3 do about as well."""

_HEAD = struct.Struct("<Bf")
HEAD_BYTES = _HEAD.size
"""Before the numbers, a byte each: version and scale."""

_VERSION = 1
_LEVELS = 127
_FIRST_ROWS = 1024

_FEWEST_KEPT = 1000
"""Of those of whom all numbers are looked at, however few there are: it takes no time."""


def sketch_of(verifier: Verifier, template: Template) -> bytes:
    """Return the sketch of a template that this verifier made."""
    return _packed(_vector(verifier, [part.frames for part in template.parts]))


def sketch_of_seen(verifier: Verifier, seen: Seen) -> bytes:
    """Return the sketch of a questioned signature."""
    return _packed(_vector(verifier, [(frames,) for frames in seen.frames]))


class SketchIndex:
    """The sketches of one model in memory, each under a number that the caller chose; one row a sketch.

    whole: how many numbers at the end are of the single vector, see `whole_numbers`. Among many, only these are looked
    at of everybody, and all numbers of the nearest tenth: memory is what a look waits for.
    """

    def __init__(self, whole: int = 0) -> None:
        self._whole = whole
        self._row_of: dict[int, int] = {}
        self._clear(whole)

    def _clear(self, size: int) -> None:
        """Make room for nobody yet, in sketches of so many numbers."""
        self._parts = [np.zeros((0, numbers), dtype=np.int8) for numbers in (size - self._whole, self._whole)]
        self._norms = [np.zeros(0, dtype=np.float32) for _ in self._parts]
        self._scales = np.zeros(0, dtype=np.float32)
        self._keys = np.zeros(0, dtype=np.int64)

    def __len__(self) -> int:
        return len(self._row_of)

    def __contains__(self, key: int) -> bool:
        return key in self._row_of

    def put(self, sketches: Mapping[int, bytes]) -> None:
        """Keep sketches, each in the place of the one before of its number; all must be `fit`."""
        if not sketches:
            return
        size = len(next(iter(sketches.values()))) - HEAD_BYTES
        if not self._row_of:
            self._clear(size)
        kind = np.dtype([("version", "u1"), ("scale", "<f4"), ("codes", "i1", size)])
        read = np.frombuffer(b"".join(sketches.values()), kind)
        self._make_room(len(self._row_of) + len(sketches))
        rows = np.array([self._row_of.setdefault(key, len(self._row_of)) for key in sketches])
        self._scales[rows], self._keys[rows] = read["scale"], list(sketches)
        for part, norms, codes in zip(self._parts, self._norms, self._split(read["codes"]), strict=True):
            part[rows] = codes
            norms[rows] = read["scale"] ** 2 * np.square(codes, dtype=np.int32).sum(axis=1)

    def fits(self, sketch: bytes) -> bool:
        """Return whether this is a sketch like the others; another release of the program may make them otherwise."""
        size, known = len(sketch) - HEAD_BYTES, sum(part.shape[1] for part in self._parts)
        return size > 0 and sketch[0] == _VERSION and (size == known or (not self._row_of and size >= self._whole))

    def drop(self, key: int) -> None:
        """Forget a sketch, and leave nothing of it in memory; one that is not there is forgotten already."""
        row = self._row_of.pop(key, None)
        if row is None:
            return
        last = len(self._row_of)
        if row != last:
            every: tuple[NDArray[Any], ...] = (*self._parts, *self._norms, self._scales, self._keys)
            for values in every:
                values[row] = values[last]
            self._row_of[int(self._keys[row])] = row
        for part in self._parts:
            part[last] = 0

    def nearest(self, sketch: bytes, count: int) -> list[int]:
        """Return the numbers of the sketches closest to one of a questioned signature, the closest first."""
        rows = np.arange(len(self._row_of))
        if not rows.size:
            return []
        _, scale = _HEAD.unpack_from(sketch)
        codes = [part[0] for part in self._split(np.frombuffer(sketch, np.int8, offset=HEAD_BYTES)[None])]
        kept = max(_FEWEST_KEPT, count, rows.size // 10)
        if self._whole and rows.size > kept:
            rows = np.sort(np.argpartition(self._squared(1, rows, codes[1], scale), kept - 1)[:kept])
        distances = self._squared(0, rows, codes[0], scale) + self._squared(1, rows, codes[1], scale)
        found = np.argpartition(distances, count - 1)[:count] if count < rows.size else np.arange(rows.size)
        return [int(key) for key in self._keys[rows[found[np.argsort(distances[found], kind="stable")]]]]

    def _squared(self, place: int, rows: Integers, codes: NDArray[np.int8], scale: float) -> Floats:
        """Return the squared distances of a part, less the other's own square, which is one for all."""
        products = np.empty(rows.size, dtype=np.int32)
        _products(self._parts[place], rows, np.ascontiguousarray(codes), products)
        return self._norms[place][rows] - 2.0 * scale * self._scales[rows].astype(np.float64) * products

    def _split(self, codes: NDArray[np.int8]) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
        at = codes.shape[1] - self._whole
        return codes[:, :at], codes[:, at:]

    def _make_room(self, rows: int) -> None:
        if rows > len(self._keys):
            room = max(_FIRST_ROWS, rows, 2 * len(self._keys))  # rows that nobody wrote to take no memory yet
            self._parts = [_longer(part, room) for part in self._parts]
            self._norms = [_longer(norms, room) for norms in self._norms]
            self._scales, self._keys = _longer(self._scales, room), _longer(self._keys, room)


def whole_numbers(verifier: Verifier) -> int:
    """Return how many numbers at the end of a sketch say enough by themselves to leave most signers out.

    They are those of what compares whole signatures, beside frames; 0 where the model has not both.
    """
    wholes = [one.weights for one in verifier.comparators if isinstance(one, _WHOLES)]
    return len(wholes[0]) if wholes and len(verifier.comparators) > 1 else 0


def load_search() -> None:
    """Load what a search compiles, or compile it; a part of `loops.load_loops`."""
    index = SketchIndex()
    index.put({0: _packed(np.ones(2))})
    index.nearest(_packed(np.ones(2)), 1)


def _longer(values: NDArray[Any], rows: int) -> NDArray[Any]:
    grown = np.zeros((rows, *values.shape[1:]), dtype=values.dtype)
    grown[: len(values)] = values
    return grown


def _vector(verifier: Verifier, references: Sequence[Sequence[Frames]]) -> NDArray[np.float64]:
    """Return the vector of signatures as each comparator represents them, float64 (d,)."""
    kept = [
        isinstance(comparator, AlignedComparator) or len(frames[0]) > 1
        for comparator, frames in zip(verifier.comparators, references, strict=True)
    ]
    several = kept.index(True) if True in kept else None
    single = kept.index(False) if False in kept else None
    parts = []
    if several is not None:
        stretched = np.mean([_stretched(frames) for frames in references[several]], axis=0)
        parts.append(stretched.ravel() / (verifier.rules[several].unit * np.sqrt(STRETCHES)))
    if single is not None:
        whole = np.concatenate(references[single]).astype(np.float64).mean(axis=0)
        comparator = verifier.comparators[single]
        if isinstance(comparator, _WHOLES):
            whole *= np.sqrt(comparator.weights)
        parts.append(whole * (np.sqrt(_WHOLE_WEIGHT) / verifier.rules[single].unit))
    return np.concatenate(parts)


def _stretched(frames: Frames) -> NDArray[np.float64]:
    """Return the means of equal stretches of time, float64 (STRETCHES, d); a frame on a border counts on both sides."""
    edges = np.linspace(0, len(frames), STRETCHES + 1)
    summed = np.concatenate((np.zeros((1, frames.shape[1])), np.cumsum(frames, axis=0, dtype=np.float64)))
    below = np.minimum(edges.astype(np.int64), len(frames) - 1)
    at_edges = summed[below] + (edges - below)[:, None] * frames[below]
    return np.diff(at_edges, axis=0) / np.diff(edges)[:, None]


def _packed(vector: NDArray[np.float64]) -> bytes:
    scale = float(np.abs(vector).max()) / _LEVELS
    codes = np.round(vector / scale) if scale > 0 else np.zeros(len(vector))
    return _HEAD.pack(_VERSION, scale) + codes.astype(np.int8).tobytes()


@compiled
def _products(codes: NDArray[np.int8], rows: Integers, other: NDArray[np.int8], out: NDArray[np.int32]) -> None:
    """Write the inner product of each of these rows with another vector."""
    for place in range(len(out)):
        row = rows[place]
        total = np.int32(0)  # cast at each step: by numba's rules it would become 64 bits wide, four times slower
        for k in range(len(other)):
            total = np.int32(total + np.int32(np.int16(codes[row, k]) * np.int16(other[k])))
        out[place] = total
