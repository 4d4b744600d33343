"""What every comparison looks at: time functions of the path, one row a frame.

Each function is named in `FUNCTIONS` with its formula. Derivatives are central differences per frame at the
trajectory's fixed rate, ends copied, so their unit is 'per frame'; standardising removes the unit.

Sources: the set follows Fierrez, Ortega-Garcia, Ramos & Gonzalez-Rodriguez, 'HMM-based on-line signature
verification' (Pattern Recognition Letters, 2007, section 2.2: path tangent, velocity, log curvature radius and total
acceleration, and their differences); sine and cosine of the direction, the pressure difference and the pen
state are of the kind that Bromley et al. (1994) used.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from sigverify.errors import InkError
from sigverify.ink.recording import Floats, Integers, Recording
from sigverify.ink.remembered import remembered
from sigverify.ink.trajectory import Pace, Trajectory, trajectory_of
from sigverify.sentences import said

_Real = TypeVar("_Real", np.float32, np.float64)

FUNCTIONS = {
    "dx": "x'",
    "dy": "y'",
    "speed": "v = √(x'² + y'²)",
    "cos_direction": "x' / v, 1 where v = 0",
    "sin_direction": "y' / v, 0 where v = 0",
    "direction": "θ = atan2(y', x')",
    "log_curvature_radius": "log((v + 0.05) / (|θ'| + 0.05)), θ' wrapped to ±π",
    "acceleration": "√(v'² + (v·θ')²)",
    "dspeed": "v', tangential acceleration",
    "centripetal": "|v·θ'|",
    "turning": "|θ'|",
    "pressure": "p, the share of the highest pressure; pen state where there is no pressure",
    "dpressure": "p'",
    "pen_down": "1 on the surface, 0 while lifted",
    "x_residual": "x less its straight line in time, fitted by least squares",
    "y_residual": "y less its straight line in time: how far the pen is from the baseline",
    "cos_curvature": "cos θ'",
    "sin_curvature": "sin θ'",
}
"""Name and formula of each function, in the order of `functions_along`; x and y are centred and divided by the larger
of width and height.
"""

FLOOR_FUNCTIONS = (
    "dx",
    "dy",
    "speed",
    "cos_direction",
    "sin_direction",
    "direction",
    "log_curvature_radius",
    "acceleration",
    "dspeed",
    "centripetal",
    "turning",
    "pressure",
)
"""The twelve functions of the plain DTW verifier."""

NETWORK_FUNCTIONS = (*(name for name in FLOOR_FUNCTIONS if name != "direction"), "dpressure", "pen_down")
"""The thirteen functions of the networks: θ left out for its jump at ±π, pressure difference and pen state added."""

MOVEMENT_FUNCTIONS = tuple(name for name in NETWORK_FUNCTIONS if name not in ("pressure", "dpressure"))
"""Eleven of them, which every device captures alike."""

MOST_FRAMES_A_SECOND = 1000.0
"""Far more than any hand needs; a higher rate in a damaged card would only fill the memory."""

MOST_FRAMES = 4096
"""The largest fixed number of frames."""

SMALLEST_SPREAD = 1e-6


@dataclass(frozen=True, kw_only=True)
class FeatureConfig:
    """Which functions are computed and how.

    functions: names out of FUNCTIONS, the columns in order.
    rate_hz: frames a second.
    cutoff_hz: −3 dB point of the zero-phase third-order Butterworth low pass on x and y.
    frames: None keeps one frame for each 1 / rate_hz; else the functions are read, by linear interpolation, at so many
        times from the first to the last, as networks of fixed input length want them: how long it took is lost.
    """

    functions: tuple[str, ...] = NETWORK_FUNCTIONS
    rate_hz: float = 100.0
    cutoff_hz: float = 15.0
    frames: int | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "functions", tuple(self.functions))
        unknown = [name for name in self.functions if name not in FUNCTIONS]
        if unknown or not self.functions:
            raise InkError(
                said(
                    "Unknown feature functions {unknown}; known are {known}.",
                    unknown=unknown,
                    known=", ".join(FUNCTIONS),
                )
            )
        if self.rate_hz > MOST_FRAMES_A_SECOND:
            raise InkError(
                said(
                    "rate_hz must be at most {most_frames_a_second:g}, found {rate_hz:g}.",
                    most_frames_a_second=MOST_FRAMES_A_SECOND,
                    rate_hz=self.rate_hz,
                )
            )
        if not 0 < self.cutoff_hz < self.rate_hz / 2:
            raise InkError(
                said(
                    "cutoff_hz must lie between 0 and {rate_hz:g}, found {cutoff_hz:g}.",
                    rate_hz=self.rate_hz / 2,
                    cutoff_hz=self.cutoff_hz,
                )
            )
        if self.frames is not None and not 2 <= self.frames <= MOST_FRAMES:
            raise InkError(
                said(
                    "A fixed number of frames must lie between 2 and {most_frames}, found {frames}.",
                    most_frames=MOST_FRAMES,
                    frames=self.frames,
                )
            )


@dataclass(frozen=True, kw_only=True)
class Standard:
    """What one signature's functions are measured against: its size, its peak pressure, mean and spread.

    size: the larger of width and height, in the recording's length unit.
    pressure_peak: highest pressure level, or None.
    mean, spread: float64 (functions,), mean and standard deviation over the frames.
    """

    size: float
    pressure_peak: float | None
    mean: Floats
    spread: Floats

    @staticmethod
    def average(standards: "list[Standard]") -> "Standard":
        """Return the mean of several standards, for a live path whose own is not known yet."""
        peaks = [s.pressure_peak for s in standards if s.pressure_peak is not None]
        return Standard(
            size=float(np.mean([s.size for s in standards])),
            pressure_peak=float(np.mean(peaks)) if peaks else None,
            mean=np.mean([s.mean for s in standards], axis=0),
            spread=np.mean([s.spread for s in standards], axis=0),
        )

    def towards(self, other: "Standard", share: float) -> "Standard":
        """Return the standard that lies `share`, 0 … 1, of the way to another."""
        peak = self.pressure_peak
        if peak is not None and other.pressure_peak is not None:
            peak += share * (other.pressure_peak - peak)
        return Standard(
            size=self.size + share * (other.size - self.size),
            pressure_peak=peak,
            mean=self.mean + share * (other.mean - self.mean),
            spread=self.spread + share * (other.spread - self.spread),
        )


@dataclass(frozen=True, kw_only=True)
class Features:
    """Standardised functions of one signature.

    values: float32 (frames, functions), read-only.
    elapsed_s: float64 (frames,), the repaired clock.
    pen_down: bool (frames,).
    standard: what `values` were standardised by.
    pace: what the path was laid out by.
    """

    values: NDArray[np.float32]
    elapsed_s: Floats
    pen_down: NDArray[np.bool_]
    standard: Standard
    pace: Pace

    def __len__(self) -> int:
        return int(self.values.shape[0])


def extract(
    recording: Recording, config: FeatureConfig, standard: Standard | None = None, pace: Pace | None = None
) -> Features:
    """Return the functions of a recording, each with mean 0 and standard deviation 1 over the signature.

    standard: given, the functions are measured against it instead of the signature's own (live paths).
    pace: as of `trajectory_of`.

    Raises InkError where there is too little ink or all of it lies on one spot.
    """
    from sigverify.ink.path_functions import mean_and_spread, standardised  # slow to import

    peak, size = (standard.pressure_peak, standard.size) if standard else (None, None)
    path, columns, size = _laid_out(recording, config.rate_hz, config.cutoff_hz, peak, size, pace)
    places = places_of(config.functions)
    if standard is None:
        mean, spread = mean_and_spread(columns, places)
        standard = Standard(
            size=size, pressure_peak=path.pressure_peak, mean=mean, spread=np.maximum(spread, SMALLEST_SPREAD)
        )
    full = standardised(columns, places, standard.mean, standard.spread)
    elapsed_s, pen_down = path.elapsed_s, path.pen_down
    if config.frames is not None:
        at = np.linspace(0.0, len(full) - 1, config.frames)
        full, elapsed_s, pen_down = at_frames(full, at), elapsed_s[at.astype(int)], pen_down[at.astype(int)]
    values = full.astype(np.float32)
    values.setflags(write=False)
    return Features(values=values, elapsed_s=elapsed_s, pen_down=pen_down, standard=standard, pace=path.pace)


def at_frames(values: NDArray[_Real], at: Floats) -> NDArray[_Real]:
    """Return rows of values (frames, functions) at fractional places, (places, functions), between two rows linearly.

    at: float64 (places,), 0 … frames − 1.
    """
    low = np.clip(at.astype(np.int64), 0, max(0, len(values) - 2))
    share = (at - low)[:, None].astype(values.dtype)
    return values[low] * (1 - share) + values[np.minimum(low + 1, len(values) - 1)] * share


def time_functions(recording: Recording, config: FeatureConfig) -> tuple[Trajectory, Floats, float]:
    """Return the path, its functions before standardising, float64 (frames, functions), and the size divided by.

    Raises InkError as `extract`.
    """
    path, columns, size = _laid_out(recording, config.rate_hz, config.cutoff_hz, None, None, None)
    return path, columns[places_of(config.functions)].T, size


@remembered
def _laid_out(
    recording: Recording,
    rate_hz: float,
    cutoff_hz: float,
    peak: float | None,
    size: float | None,
    pace: Pace | None,
) -> tuple[Trajectory, Floats, float]:
    """Return the path, all its functions, float64 (functions, frames), and the size divided by; read-only."""
    from sigverify.ink.path_functions import functions_along  # slow to import

    path, x, y, own = _smoothed(recording, rate_hz, cutoff_hz, pace)
    if peak is not None and path.pressure_peak is not None:
        path = _pressed(recording, path, peak)
    scale = size if size is not None else own
    columns = functions_along(x / scale, y / scale, path.pressure_ratio, path.pen_down)
    columns.setflags(write=False)
    return path, columns, scale


def _pressed(recording: Recording, path: Trajectory, peak: float) -> Trajectory:
    """Return the path with its pressure over another peak; what exceeds that is cut off before frames are averaged."""
    assert path.pressure_peak is not None
    if peak >= path.pressure_peak:
        ratio = path.pressure_ratio * (path.pressure_peak / peak)
    else:
        again = trajectory_of(recording, rate_hz=path.rate_hz, pressure_peak=peak, pace=path.pace)
        ratio = again.pressure_ratio
    ratio.setflags(write=False)
    return replace(path, pressure_ratio=ratio, pressure_peak=peak)


@remembered
def _smoothed(
    recording: Recording, rate_hz: float, cutoff_hz: float, pace: Pace | None
) -> tuple[Trajectory, Floats, Floats, float]:
    """Return the path, its smoothed x and y about the middle, and its size, read-only.

    A live score asks for its functions by two standards.
    """
    from sigverify.ink.path_functions import REACH, low_pass, smoothed  # slow to import

    path = trajectory_of(recording, rate_hz=rate_hz, pace=pace)
    size = max(float(np.ptp(path.x)), float(np.ptp(path.y)))
    if size <= 0.0:
        raise InkError(said("All points lie on one spot. Sign once more."))
    x, y = (values - (values.max() + values.min()) / 2 for values in (path.x, path.y))
    if x.size > REACH:
        low = low_pass(cutoff_hz, rate_hz)
        x, y = smoothed(x, *low), smoothed(y, *low)
    for values in (path.x, path.y, path.pressure_ratio, path.pen_down, path.elapsed_s, x, y):
        values.setflags(write=False)
    return path, x, y, size


@lru_cache(maxsize=64)
def places_of(functions: tuple[str, ...]) -> Integers:
    """Return the rows of these functions among all, int64 (functions,)."""
    return np.array([list(FUNCTIONS).index(name) for name in functions])
