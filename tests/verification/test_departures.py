"""Each side of a signature departs where it was changed, and nowhere else to speak of."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from sigverify.ink.recording import Capture, Recording
from sigverify.networks.alignment import best_paths
from sigverify.verification.decision import DEPARTURE_WORDS, reason_of
from sigverify.verification.departures import SIDES, Sides, departures, differences, own_differences, sides_of

MakeInk = Callable[..., Recording]
USUAL = np.array([0.4, 0.4, 0.4, 0.1, 0.1])


def difference(left: Sides, right: Sides) -> np.ndarray:
    return differences(left, [right])[0]


def test_a_signature_differs_in_nothing_from_itself(make_ink: MakeInk) -> None:
    sides = sides_of(make_ink())
    np.testing.assert_allclose(difference(sides, sides), 0.0, atol=1e-12)


def test_sides_are_those_that_sentences_name() -> None:
    assert tuple(DEPARTURE_WORDS) == SIDES


def test_twice_the_size_differs_in_size_alone(make_ink: MakeInk) -> None:
    ink = make_ink()
    large = replace(ink, x=2 * ink.x, y=2 * ink.y)
    found = dict(zip(SIDES, difference(sides_of(ink), sides_of(large)), strict=True))
    assert found["size"] == pytest.approx(np.log(2))
    assert all(found[side] < 1e-3 for side in SIDES if side != "size")


def test_twice_the_time_differs_in_rhythm_by_its_logarithm(make_ink: MakeInk) -> None:
    ink = make_ink()
    slow = replace(ink, time_s=2 * ink.time_s)
    found = dict(zip(SIDES, difference(sides_of(ink), sides_of(slow)), strict=True))
    assert found["rhythm"] == pytest.approx(np.log(2), abs=0.05)
    assert found["size"] == pytest.approx(0.0, abs=0.01)


def test_another_press_differs_in_pressure(make_ink: MakeInk) -> None:
    ink = make_ink()
    assert ink.pressure is not None
    other = replace(ink, pressure=ink.pressure.max() - ink.pressure + 1)
    found = dict(zip(SIDES, difference(sides_of(ink), sides_of(other)), strict=True))
    assert found["pressure"] > 0.5
    assert found["pressure"] > found["shape"]


def test_differences_are_symmetric(make_ink: MakeInk) -> None:
    left, right = sides_of(make_ink(seed=1)), sides_of(make_ink(seed=2, seconds=2.3))
    np.testing.assert_allclose(difference(left, right), difference(right, left), rtol=0.05)


def test_differences_are_those_of_a_slow_walk_along_the_path(make_ink: MakeInk) -> None:
    """Side by side, frame by frame: the functions of a side share its number, as `departures` groups them."""
    left, *others = [sides_of(make_ink(seed=seed, seconds=seconds)) for seed, seconds in ((1, 1.2), (2, 1.5), (3, 0.9))]
    for other, found in zip(others, differences(left, others), strict=True):
        paths = best_paths([left.values], [other.values], "l1")
        gaps, rhythm = [], []
        for i, j in zip(paths.left.tolist(), paths.right.tolist(), strict=True):
            gaps.append([abs(a - b) for a, b in zip(left.values[i].tolist(), other.values[j].tolist(), strict=True)])
            rhythm.append(abs(left.elapsed[i] - other.elapsed[j]))
        along = [sum(column) / len(gaps) for column in zip(*gaps, strict=True)]
        expected = [
            sum(along[0:3]) / 3,
            sum(along[3:6]) / 3,
            sum(along[6:8]) / 2,
            sum(rhythm) / len(rhythm) + abs(np.log(left.duration_s / other.duration_s)),
            abs(np.log(left.size / other.size)),
        ]
        np.testing.assert_allclose(found, expected, rtol=1e-9)


def test_many_differences_at_once_are_those_one_by_one(make_ink: MakeInk) -> None:
    one, *others = [sides_of(make_ink(seed=k, seconds=1.0 + 0.4 * k)) for k in range(4)]
    np.testing.assert_allclose(differences(one, others), [difference(one, other) for other in others])


def test_what_cannot_be_told_is_not_told(make_ink: MakeInk) -> None:
    ink = make_ink()
    dry = replace(ink, pressure=None)
    pixels = replace(ink, capture=Capture(length_unit="px", device="mouse"))
    assert np.isnan(difference(sides_of(ink), sides_of(dry))[SIDES.index("pressure")])
    assert np.isnan(difference(sides_of(ink), sides_of(pixels))[SIDES.index("size")])
    found = departures(sides_of(dry), [sides_of(ink), sides_of(pixels)], USUAL)
    assert set(found) == {"shape", "speed", "rhythm"}


def test_known_millimetres_make_sizes_of_two_devices_comparable(make_ink: MakeInk) -> None:
    ink = make_ink()
    fine = replace(ink, x=100 * ink.x, y=100 * ink.y, capture=Capture(mm_per_unit=0.01, device="other"))
    assert difference(sides_of(ink), sides_of(fine))[SIDES.index("size")] == pytest.approx(0.0, abs=1e-9)


def test_one_reference_has_the_usual_differences(make_ink: MakeInk) -> None:
    np.testing.assert_array_equal(own_differences([sides_of(make_ink())], USUAL), USUAL)


def test_own_differences_are_the_mean_over_pairs(make_ink: MakeInk) -> None:
    sides = [sides_of(make_ink(seed=k, seconds=2.0 + 0.2 * k)) for k in range(3)]
    pairs = [difference(sides[i], sides[j]) for i, j in ((0, 1), (0, 2), (1, 2))]
    tiny = np.full(5, 1e-9)
    np.testing.assert_allclose(own_differences(sides, tiny), np.maximum(np.mean(pairs, axis=0), 5e-10))


def test_copies_count_as_half_the_usual(make_ink: MakeInk) -> None:
    sides = sides_of(make_ink())
    np.testing.assert_allclose(own_differences([sides] * 3, USUAL), USUAL / 2)


def test_a_side_that_no_pair_tells_takes_the_usual(make_ink: MakeInk) -> None:
    dry = [sides_of(replace(make_ink(seed=k), pressure=None)) for k in range(2)]
    assert own_differences(dry, USUAL)[SIDES.index("pressure")] == 0.4


def test_departures_are_mean_differences_in_units_of_the_references_own(make_ink: MakeInk) -> None:
    references = [sides_of(make_ink(seed=k)) for k in range(2)]
    questioned = sides_of(make_ink(seed=5, seconds=3.0))
    mean = np.mean([difference(questioned, reference) for reference in references], axis=0)
    found = departures(questioned, references, USUAL)
    assert list(found.values()) == pytest.approx((mean / USUAL).tolist())


STILL = {"shape": 0.7, "speed": 0.9, "pressure": 0.4}
CALM = {"shape": 1.0, "speed": 1.1, "pressure": 0.4}
WILD = {"shape": 1.0, "speed": 4.2, "pressure": 0.4}


@pytest.mark.parametrize(
    ("outcome", "found", "words"),
    [
        ("accept", STILL, ["keeps within what the references differ by", "the speed of the pen comes nearest"]),
        ("accept", CALM, ["Close enough as a whole; the speed of the pen departs most: 1.1 times"]),
        ("accept", WILD, ["Close enough as a whole; the speed of the pen departs most: 4.2 times"]),
        ("reject", CALM, ["No single side stands out"]),
        ("reject", WILD, ["Too far from the references", "the speed of the pen departs most: 4.2 times"]),
        ("refer", CALM, ["No single side stands out"]),
        ("refer", WILD, ["Too close to call", "a person should look", "the speed of the pen departs most: 4.2 times"]),
        ("accept", {}, ["nothing to compare"]),
    ],
)
def test_the_reason_names_the_side_that_departs_most(outcome: str, found: dict[str, float], words: list[str]) -> None:
    reason = reason_of(outcome, found)
    for part in words:
        assert part in reason
    assert reason.endswith(".")
