"""A written plan as a digitiser records it: sampled, with pressure, jitter and noise."""

from dataclasses import dataclass

import numpy as np

from sigverify.ink.recording import Capture, Floats, Recording, number_strokes
from sigverify.ink.synthesis.plan import WritingPlan

FULL_SCALE = 1023
"""Device level of full pressure."""
_RESOLUTION_MM = 0.01


@dataclass(frozen=True, kw_only=True)
class Grip:
    """How a hand holds and presses the pen.

    level: mean pressure, 0 … 1 of full scale; contrast: how far efforts are told apart.
    attack_s, release_s: time constants of the rise after the touch and of the fall before the lift.
    flicker: standard deviation of slow pressure noise, as a part of the level.
    tremor_mm: amplitude of physiological tremor, 8 to 12 Hz.
    """

    level: float
    contrast: float
    attack_s: float
    release_s: float
    flicker: float
    tremor_mm: float


def draw_grip(rng: np.random.Generator) -> Grip:
    """Draw how a hand holds the pen."""
    return Grip(
        level=float(rng.uniform(0.35, 0.75)),
        contrast=float(rng.uniform(0.5, 1.3)),
        attack_s=float(rng.uniform(0.01, 0.035)),
        release_s=float(rng.uniform(0.008, 0.03)),
        flicker=float(rng.uniform(0.02, 0.05)),
        tremor_mm=float(rng.uniform(0.004, 0.015)),
    )


def write(plan: WritingPlan, grip: Grip, rng: np.random.Generator, *, rate_hz: float, in_air: bool) -> Recording:
    """Return the recording of a plan.

    rate_hz: points a second, stamped with a jitter of a twentieth of a step and monotone.
    in_air: whether points with the pen lifted are recorded, with pressure 0.
    """
    touches = plan.touches()
    begin, end = float(touches[0, 0]), float(touches[-1, 1])
    count = max(int((end - begin) * rate_hz) + 1, 2)
    # The jitter is cut at 0.4 steps, so that stamps never cross.
    jitter = np.clip(rng.normal(0.0, 0.05, count), -0.4, 0.4)
    times = begin + (np.arange(count) + jitter) / rate_hz
    component = np.searchsorted(touches[:, 0], times, side="right") - 1
    component = np.maximum(component, 0)
    down = times <= touches[component, 1]
    down[0] = True
    strokes = plan.strokes()
    place = strokes.positions(times)
    place = place + grip.tremor_mm * band_noise(rng, times, low_hz=8.0, high_hz=12.0, rows=2)
    place = np.round((place + rng.normal(0.0, 0.5 * _RESOLUTION_MM, place.shape)) / _RESOLUTION_MM) * _RESOLUTION_MM
    effort = strokes.blend(times, plan.effort)
    pressed = grip.level * (1.0 + grip.contrast * (effort - 0.6) / 0.6)
    pressed *= 1.0 + grip.flicker * band_noise(rng, times, low_hz=0.5, high_hz=6.0)[0]
    pressed *= -np.expm1(-(np.maximum(times - touches[component, 0], 0.0) + 0.004) / grip.attack_s)
    pressed *= -np.expm1(-(np.maximum(touches[component, 1] - times, 0.0) + 0.004) / grip.release_s)
    pressure = np.where(down, np.clip(np.round(pressed * FULL_SCALE), 1, FULL_SCALE), 0)
    # A landing shorter than a sample is lost, as with a device.
    stroke = number_strokes(down, np.diff(component, prepend=component[0]) != 0)
    kept = np.ones(count, dtype=bool) if in_air else down
    return Recording(
        time_s=times[kept] - times[0],
        x=place[0, kept],
        y=place[1, kept],
        stroke=stroke[kept],
        pressure=pressure[kept],
        capture=Capture(
            source="synthetic",
            length_unit="mm",
            mm_per_unit=1.0,
            pressure_full_scale=FULL_SCALE,
            records_in_air=in_air,
            rate_hz=rate_hz,
            device="sigma-lognormal model",
        ),
    )


def band_noise(
    rng: np.random.Generator, time_s: Floats, *, low_hz: float, high_hz: float, rows: int = 1, terms: int = 6
) -> Floats:
    """Return smooth noise of unit variance as a sum of sinusoids of random phase, float64 (rows, n)."""
    hertz = rng.uniform(low_hz, high_hz, (rows, terms, 1))
    phase = rng.uniform(0.0, 2 * np.pi, (rows, terms, 1))
    noise: Floats = np.sqrt(2.0 / terms) * np.sin(2 * np.pi * hertz * time_s + phase).sum(axis=1)
    return noise
