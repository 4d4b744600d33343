"""Smoothing is what the library of signal processing makes of the same filter, which takes a second to import."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.signal import butter, filtfilt, lfilter_zi

from sigverify.ink.path_functions import REACH, low_pass, smoothed


@pytest.mark.parametrize(("cutoff_hz", "rate_hz"), [(15.0, 100.0), (15.0, 50.0), (1.0, 4.0), (0.1, 1000.0)])
def test_the_low_pass_is_butterworths(cutoff_hz: float, rate_hz: float) -> None:
    found = low_pass(cutoff_hz, rate_hz)
    numerator, denominator = butter(3, cutoff_hz / (rate_hz / 2))
    np.testing.assert_allclose(found.numerator, numerator, rtol=1e-9)
    np.testing.assert_allclose(found.denominator, denominator, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(found.settled, lfilter_zi(numerator, denominator), atol=1e-5)


@given(st.integers(0, 2**32 - 1), st.integers(REACH + 1, 80), st.sampled_from([15.0, 3.0]))
def test_smoothing_is_the_zero_phase_filter(seed: int, frames: int, cutoff_hz: float) -> None:
    values = np.random.default_rng(seed).normal(size=frames).cumsum()
    expected = filtfilt(*butter(3, cutoff_hz / 50), values)
    np.testing.assert_allclose(smoothed(values, *low_pass(cutoff_hz, 100.0)), expected, atol=1e-9)


def test_a_constant_stays_what_it_is() -> None:
    np.testing.assert_allclose(smoothed(np.full(40, 7.0), *low_pass(15.0, 100.0)), 7.0, rtol=1e-12)
