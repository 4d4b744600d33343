"""Changes that keep a signature its signer's: what devices, postures and days do to it."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sigverify.ink.features import at_frames
from sigverify.ink.recording import Floats, Recording


@dataclass(frozen=True, kw_only=True)
class AugmentationConfig:
    """How far signatures are changed for training.

    rotation_deg: standard deviation of a turn of the whole signature.
    stretch: standard deviation of the log of height against width.
    tempo: standard deviation of the log of the speed of writing.
    pressure_dropout: share of variants whose pressure is removed, as a mouse has none.
    pressure_gamma: standard deviation of the log of the pressure curve's exponent (pens differ in their curve).
    warp: standard deviation of the local tempo, as a share, of a smooth time warp.
    noise: standard deviation of the noise on standardised features.
    """

    rotation_deg: float = 3.0
    stretch: float = 0.06
    tempo: float = 0.06
    pressure_dropout: float = 0.2
    pressure_gamma: float = 0.2
    warp: float = 0.1
    noise: float = 0.05


def varied(recording: Recording, config: AugmentationConfig, rng: np.random.Generator) -> Recording:
    """Return the recording turned, stretched, sped up or slowed down, its pressure bent or left out."""
    angle = np.deg2rad(rng.normal(0.0, config.rotation_deg))
    x, y = recording.x - recording.x.mean(), recording.y - recording.y.mean()
    y = y * np.exp(rng.normal(0.0, config.stretch))
    pressure: Floats | None = recording.pressure
    if pressure is not None:
        peak = float(pressure.max())
        if rng.random() < config.pressure_dropout or peak <= 0:
            pressure = None
        else:
            pressure = peak * (pressure / peak) ** np.exp(rng.normal(0.0, config.pressure_gamma))
    slower = float(np.exp(rng.normal(0.0, config.tempo)))
    capture = recording.capture
    if capture.evenly_sampled and capture.rate_hz is not None:  # its steps come from the rate, not from the stamps
        capture = replace(capture, rate_hz=capture.rate_hz / slower)
    return replace(
        recording,
        time_s=recording.time_s * slower,
        x=np.cos(angle) * x - np.sin(angle) * y,
        y=np.sin(angle) * x + np.cos(angle) * y,
        pressure=pressure,
        capture=capture,
    )


def warped(
    values: NDArray[np.float32], config: AugmentationConfig, rng: np.random.Generator, *, keep_length: bool = False
) -> NDArray[np.float32]:
    """Return features (frames, functions) with their time smoothly warped and noise added.

    keep_length: give as many frames as came, for networks of fixed input length.

    Deviation from physics, kept small on purpose: functions are moved in time as they are, so speed is not
    recomputed from the warped path.
    """
    frames = len(values)
    if config.warp > 0 and frames > 8:
        knots = max(4, frames // 25)
        tempo = np.exp(rng.normal(0.0, config.warp, knots))
        local = np.interp(np.linspace(0, knots - 1, frames - 1), np.arange(knots), tempo)
        moved = np.concatenate(([0.0], np.cumsum(local)))
        grid = np.linspace(0.0, moved[-1], frames if keep_length else max(8, round(moved[-1]) + 1))
        values = at_frames(values, np.interp(grid, moved, np.arange(frames))).astype(np.float32)
    if config.noise > 0:
        values = values + rng.normal(0.0, config.noise, values.shape).astype(np.float32)
    return values
