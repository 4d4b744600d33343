"""What compares: represented in the ink's order, measured the same both ways."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from sigverify.corpora.corpus import Corpus
from sigverify.ink.recording import Recording
from sigverify.networks.alignment import dtw_distances
from sigverify.verification.comparators import AlignedComparator, Comparator, DurationComparator
from sigverify.verification.grid import to_codes
from sigverify.verification.model_files import dtw_comparator

MakeInk = Callable[..., Recording]


@pytest.fixture
def comparators(network_model: Any) -> list[Comparator]:
    return [*network_model.verifier.comparators, DurationComparator()]


def test_each_recording_is_represented_as_it_is_alone(comparators: list[Comparator], make_ink: MakeInk) -> None:
    inks = [make_ink(seconds=seconds, seed=k) for k, seconds in enumerate((1.0, 2.51, 1.7))]
    for comparator in comparators:
        for ink, shown in zip(inks, comparator.represent(inks), strict=True):
            alone = comparator.represent([ink])[0]
            # a number that lies in the middle of two of the grid may fall to either side
            assert np.abs(shown.frames - alone.frames).mean() < 1e-4
            assert shown.frames.dtype == np.float32
            assert shown.frames.ndim == 2


def test_what_is_represented_is_what_a_template_keeps(comparators: list[Comparator], make_ink: MakeInk) -> None:
    """Frames lie on a grid at once, so that enrolled and fresh ink are treated alike."""
    for comparator in comparators[:2]:
        frames = comparator.represent([make_ink()])[0].frames
        codes = to_codes(frames)
        assert codes is not None
        assert np.abs(codes[0].cumsum(axis=0, dtype=int)).max() < 1000


def test_distances_are_symmetric(comparators: list[Comparator], signers: Corpus) -> None:
    inks = [sample.recording for sample in signers.samples[:4]]
    for comparator in comparators:
        frames = [shown.frames for shown in comparator.represent(inks)]
        there = comparator.distances(frames[:-1], frames[1:])
        back = comparator.distances(frames[1:], frames[:-1])
        np.testing.assert_allclose(there, back, rtol=1e-9)
        assert (there >= 0).all()


def test_the_floor_is_twelve_functions_under_l1() -> None:
    floor = dtw_comparator()
    assert (floor.kind, floor.metric, len(floor.features.functions)) == ("dtw", "l1", 12)
    assert floor.features.rate_hz == 100.0


def test_unfinished_ink_is_compared_with_the_best_matching_part(make_ink: MakeInk) -> None:
    comparator: AlignedComparator = dtw_comparator()
    written, *references = [
        shown.frames for shown in comparator.represent([make_ink(seconds=0.8, strokes=1, seed=k) for k in range(3)])
    ]
    for t in (1, 2, 40, len(written)):
        so_far = comparator.distances_so_far(written[:t], references)
        assert so_far.shape == (2,)
        for place, reference in enumerate(references):
            ends = [dtw_distances([reference[:j]], [written[:t]], "l1")[0] for j in range(1, len(reference) + 1)]
            assert so_far[place] == pytest.approx(min(ends), rel=1e-9)


def test_duration_knows_only_how_long_it_took(make_ink: MakeInk) -> None:
    duration = DurationComparator()
    short, long = (shown.frames for shown in duration.represent([make_ink(seconds=1.0), make_ink(seconds=2.0)]))
    assert duration.distances([short], [long])[0] == pytest.approx(np.log(2), abs=1e-6)
    assert duration.standard_of(make_ink()) is None
    # while less time than the reference's has passed nothing speaks against it
    assert duration.distances_so_far(short, [long]).tolist() == [0.0]
    assert duration.distances_so_far(long, [short])[0] == pytest.approx(np.log(2), abs=1e-6)
