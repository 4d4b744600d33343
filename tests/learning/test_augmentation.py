"""Augmentation keeps a signature a signature, and its signer's."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sigverify.ink.features import FeatureConfig, extract
from sigverify.ink.quality import assess
from sigverify.ink.recording import Capture, Recording
from sigverify.ink.trajectory import total_seconds
from sigverify.learning.augmentation import AugmentationConfig, varied, warped
from sigverify.networks.alignment import dtw_distances

MakeInk = Callable[..., Recording]

NOTHING = AugmentationConfig(rotation_deg=0, stretch=0, tempo=0, pressure_dropout=0, pressure_gamma=0, warp=0, noise=0)
seeds = st.integers(0, 10_000)


@given(seeds, st.booleans(), st.booleans())
@settings(max_examples=50)
def test_varied_ink_is_ink_of_the_same_strokes(make_ink: MakeInk, seed: int, in_air: bool, pressure: bool) -> None:
    ink = make_ink(strokes=3, in_air=in_air, pressure=pressure)
    other = varied(ink, AugmentationConfig(), np.random.default_rng(seed))
    np.testing.assert_array_equal(other.stroke, ink.stroke)
    assert assess(other).usable
    assert len(extract(other, FeatureConfig())) > 50
    assert other.capture == ink.capture
    assert np.exp(-0.4) < total_seconds(other) / total_seconds(ink) < np.exp(0.4)
    if other.pressure is not None:
        assert (other.pressure[~other.pen_down] == 0).all()
        assert other.pressure.max() == pytest.approx(ink.pressure.max())


def test_no_variation_changes_only_the_place(make_ink: MakeInk) -> None:
    ink = make_ink()
    same = varied(ink, NOTHING, np.random.default_rng(0))
    np.testing.assert_allclose(same.x, ink.x - ink.x.mean())
    np.testing.assert_allclose(same.y, ink.y - ink.y.mean())
    np.testing.assert_array_equal(same.time_s, ink.time_s)
    np.testing.assert_allclose(same.pressure, ink.pressure)


def test_the_tempo_of_evenly_sampled_ink_changes_too(make_ink: MakeInk) -> None:
    ink = replace(make_ink(), capture=Capture(rate_hz=100.0, evenly_sampled=True))
    other = varied(ink, replace(NOTHING, tempo=0.2), np.random.default_rng(1))
    slower = other.time_s[-1] / ink.time_s[-1]
    assert abs(slower - 1) > 0.02
    assert other.capture.rate_hz == pytest.approx(100.0 / slower)
    assert total_seconds(other) == pytest.approx(slower * total_seconds(ink))


def test_a_turn_keeps_all_lengths(make_ink: MakeInk) -> None:
    ink = make_ink()
    turned = varied(ink, replace(NOTHING, rotation_deg=30), np.random.default_rng(3))
    np.testing.assert_allclose(np.hypot(np.diff(turned.x), np.diff(turned.y)), np.hypot(np.diff(ink.x), np.diff(ink.y)))
    assert not np.allclose(turned.y, ink.y - ink.y.mean())


def test_pressure_is_dropped_as_often_as_asked(make_ink: MakeInk) -> None:
    ink, config = make_ink(seconds=0.5, strokes=1), AugmentationConfig(pressure_dropout=0.3)
    rng = np.random.default_rng(1)
    dropped = sum(varied(ink, config, rng).pressure is None for _ in range(1000))
    assert 250 < dropped < 350


def test_pressure_of_zero_counts_as_none(make_ink: MakeInk) -> None:
    ink = replace(make_ink(), pressure=np.zeros(len(make_ink())))
    assert varied(ink, NOTHING, np.random.default_rng(0)).pressure is None


@given(seeds, st.integers(1, 300))
@settings(max_examples=60)
def test_warped_features_are_finite_and_about_as_long(seed: int, frames: int) -> None:
    rng = np.random.default_rng(seed)
    values = rng.normal(size=(frames, 3)).astype(np.float32)
    other = warped(values, AugmentationConfig(), rng)
    assert other.dtype == np.float32
    assert other.shape[1] == 3
    assert np.isfinite(other).all()
    assert 0.5 * frames <= len(other) <= 1.6 * frames + 8


@given(seeds)
@settings(max_examples=30)
def test_a_warp_moves_values_in_time_and_invents_none(seed: int) -> None:
    values = np.stack((np.linspace(0, 1, 120), np.linspace(5, 3, 120)), axis=1).astype(np.float32)
    other = warped(values, AugmentationConfig(warp=0.2, noise=0.0), np.random.default_rng(seed))
    assert (np.diff(other[:, 0]) >= -1e-6).all()  # time never runs back
    assert other[0, 0] == pytest.approx(0.0, abs=1e-6)
    assert other[-1, 0] == pytest.approx(1.0, abs=0.02)
    np.testing.assert_allclose(other[:, 1], 5 - 2 * other[:, 0], atol=1e-4)


def test_without_warp_and_noise_nothing_changes() -> None:
    values = np.random.default_rng(0).normal(size=(50, 3)).astype(np.float32)
    np.testing.assert_array_equal(warped(values, NOTHING, np.random.default_rng(0)), values)
    short = values[:8]  # too short to warp
    np.testing.assert_array_equal(warped(short, replace(NOTHING, warp=0.5), np.random.default_rng(0)), short)


def test_noise_is_as_strong_as_asked() -> None:
    values = np.zeros((4000, 3), dtype=np.float32)
    noisy = warped(values, replace(NOTHING, noise=0.05), np.random.default_rng(0))
    assert noisy.std() == pytest.approx(0.05, rel=0.05)


def test_a_variant_stays_nearer_than_another_hand(make_ink: MakeInk) -> None:
    """What augmentation does is less than what makes two people."""
    config = FeatureConfig()
    one, other = extract(make_ink(seed=1), config).values, extract(make_ink(seed=2, seconds=2.4), config).values
    rng = np.random.default_rng(5)
    for _ in range(10):
        own = warped(
            extract(varied(make_ink(seed=1), replace(AugmentationConfig(), pressure_dropout=0.0), rng), config).values,
            AugmentationConfig(),
            rng,
        )
        near, far = dtw_distances([one, one], [own, other], "l1")
        assert near < 0.6 * far
