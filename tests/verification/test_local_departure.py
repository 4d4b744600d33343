"""Where ink departs, point by point, as Compare shows it frame by frame."""

import numpy as np
import pytest

from sigverify.corpora.corpus import Corpus
from sigverify.ink.recording import Recording
from sigverify.networks.alignment import dtw_distances, open_ended_distances, open_ended_path
from sigverify.verification import local_departure
from sigverify.verification.comparison import compare
from sigverify.verification.local_departure import departing_points, local_departure_of


@pytest.fixture
def inks(other_signers: Corpus) -> list[Recording]:
    return [sample.recording for sample in other_signers.of(other_signers.signers[0], "genuine")]


def beginning(ink: Recording, count: int) -> Recording:
    return Recording(**{name: values[:count] for name, values in ink.channels().items()}, capture=ink.capture)


def test_each_point_has_the_departure_that_compare_shows_at_its_time(inks: list[Recording]) -> None:
    found = departing_points(inks[0], inks[1])
    trace = compare(inks[0], inks[1]).questioned
    assert found is not None
    assert found.shape == (inks[0].pen_down.sum(),)
    assert set(np.round(found, 9)) <= set(np.round(trace.departure[trace.pen_down], 9))
    assert found[0] == pytest.approx(trace.departure[0])


def test_a_copy_departs_nowhere_and_a_forgery_more_than_the_hand_itself(inks: list[Recording], other_signers) -> None:
    assert np.all(departing_points(inks[0], inks[0]) == 0)
    forged = other_signers.of(other_signers.signers[0], "forgery")[0].recording
    own = np.mean([departing_points(ink, inks[0]).mean() for ink in inks[1:4]])
    assert departing_points(forged, inks[0]).mean() > own


def test_unfinished_ink_is_measured_as_far_as_it_goes_and_ends_where_the_whole_does(inks: list[Recording]) -> None:
    live = local_departure_of(inks[:3])
    assert live.so_far(beginning(inks[4], 3), 0) is None
    half = beginning(inks[4], len(inks[4]) // 2)
    found = live.so_far(half, 1)
    assert found is not None
    times = half.time_s[half.pen_down]
    assert found.size == pytest.approx((times < times[-1] - 0.15).sum(), abs=2)
    assert np.all(np.isfinite(found))
    whole = departing_points(inks[4], inks[1])
    assert np.corrcoef(found, whole[: found.size])[0, 1] > 0.5


def test_ink_too_long_to_keep_up_with_is_left_plain(inks: list[Recording], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local_departure, "_MOST_CELLS", 100)
    monkeypatch.setattr(local_departure, "_MOST_CELLS_LIVE", 100)
    assert departing_points(inks[0], inks[1]) is None
    assert local_departure_of(inks[:2]).so_far(inks[3], 0) is None


@pytest.mark.parametrize("metric", ["l1", "l2"])
def test_the_open_ended_path_costs_what_the_open_ended_distance_says(metric: str) -> None:
    rng = np.random.default_rng(5)
    written, reference = rng.normal(size=(9, 2)), rng.normal(size=(14, 2))
    here, there = open_ended_path(written, reference, metric)
    assert (here[0], there[0], here[-1]) == (0, 0, 8)
    assert np.all((np.diff(here) >= 0) & (np.diff(there) >= 0) & (np.diff(here) + np.diff(there) <= 2))
    gaps = written[here] - reference[there]
    cost = np.abs(gaps).sum() if metric == "l1" else np.linalg.norm(gaps, axis=1).sum()
    assert cost / (9 + there[-1] + 1) == pytest.approx(open_ended_distances(written, [reference], metric)[0])
    assert dtw_distances([written], [reference[: there[-1] + 1]], metric)[0] == pytest.approx(
        cost / (9 + there[-1] + 1)
    )
