"""A comparator that follows the pen: at each moment what the same calculation gives of all the ink at once."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sigverify.corpora.corpus import Corpus
from sigverify.ink.features import Features, extract
from sigverify.ink.recording import Recording
from sigverify.ink.trajectory import total_seconds
from sigverify.networks.alignment import open_ended_distances
from sigverify.verification import following
from sigverify.verification.comparators import AlignedComparator
from sigverify.verification.following import Follower
from sigverify.verification.grid import rounded
from sigverify.verification.template import Template
from sigverify.verification.verifier import Verifier
from tests.verification.test_live import first_points, inks


@pytest.fixture
def verifier(network_model: Any) -> Verifier:
    """A network that is aligned, beside plain DTW."""
    return network_model.verifier


@pytest.fixture
def small_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Short ink goes on from frame to frame as long ink does."""
    monkeypatch.setattr(following, "AFRESH", 16)
    monkeypatch.setattr(following, "PORTION", 16)


def follower(verifier: Verifier, template: Template, place: int) -> Follower:
    comparator = verifier.comparators[place]
    assert isinstance(comparator, AlignedComparator)
    return Follower(comparator, template.parts[place], float(template.duration_s.mean()))


def offline(follows: Follower, verifier: Verifier, template: Template, place: int, so_far: Recording) -> np.ndarray:
    """All of the ink at once, by what is held of it."""
    held, comparator = follows.current, verifier.comparators[place]
    assert held is not None
    assert held.step is not None
    assert isinstance(comparator, AlignedComparator)
    features = extract(so_far, comparator.features, held.standard, held.pace)
    frames = features.values if comparator.embed is None else comparator.embed([features])[0]
    return open_ended_distances(rounded(frames, held.step), template.parts[place].frames, comparator.metric)


@pytest.mark.usefixtures("small_portions")
@pytest.mark.parametrize("place", [0, 1])
def test_each_value_is_that_of_all_the_ink_at_once(verifier: Verifier, other_signers: Corpus, place: int) -> None:
    template = verifier.enrol(inks(other_signers)[:3], band=False)
    follows, held = follower(verifier, template, place), []
    ink = inks(other_signers)[5]
    for count in range(90, len(ink), 5):
        so_far = first_points(ink, count)
        found = follows.update(so_far)
        assert follows.current is not None
        assert follows.current.step is not None
        # A number midway between two steps of the grid may fall to either, and moves the path's cost by one step.
        one_step = float(follows.current.step) / len(follows.frames)
        at_once = offline(follows, verifier, template, place, so_far)
        np.testing.assert_allclose(found, at_once, rtol=1e-4, atol=one_step)
        held.append(follows.current)  # kept, so that no other one gets its number
    taken_over = len(set(map(id, held)))
    assert 3 < taken_over < len(held) / 2, "each is held for a while, and another one takes over"


def test_a_curve_that_went_on_ends_near_the_verdict(verifier: Verifier, other_signers: Corpus) -> None:
    """Asked as the screen asks, sixty times a second: what is held is not old."""
    template = verifier.enrol(inks(other_signers)[:3], band=False)
    forged = [sample.recording for sample in other_signers.of(other_signers.signers[0], "forgery")]
    for ink in (inks(other_signers)[5], forged[0]):
        live, times = verifier.live(template), ink.time_s - ink.time_s[0]
        for end in np.unique(np.searchsorted(times, np.arange(0.5, times[-1] + 1 / 60, 1 / 60))):
            point = live.update(first_points(ink, int(end)))
        assert point is not None
        assert point.combined == pytest.approx(verifier.verify(template, ink).distance, rel=0.05)


@pytest.mark.usefixtures("small_portions")
def test_strokes_taken_back_and_another_signature(verifier: Verifier, other_signers: Corpus) -> None:
    """Nobody needs to say so: what does not go on from the ink before is worked anew."""
    template = verifier.enrol(inks(other_signers)[:3], band=False)
    follows, ink = follower(verifier, template, 0), inks(other_signers)[5]
    whole = len(ink)
    for so_far in (
        *(first_points(ink, count) for count in range(100, whole, 11)),
        first_points(ink, whole // 2),
        ink,
        inks(other_signers)[6],
        first_points(ink, 120),
    ):
        np.testing.assert_allclose(follows.update(so_far), offline(follows, verifier, template, 0, so_far), rtol=1e-4)


def test_short_ink_is_measured_as_of_now(verifier: Verifier, other_signers: Corpus) -> None:
    template = verifier.enrol(inks(other_signers)[:3], band=False)
    follows, ink = follower(verifier, template, 0), inks(other_signers)[5]
    for count in range(90, len(ink), 13):
        so_far = first_points(ink, count)
        follows.update(so_far)
        assert follows.current is not None
        if follows.current.count <= following.AFRESH:
            own = extract(so_far, verifier.comparators[0].features).standard
            share = min(1.0, total_seconds(so_far) / template.duration_s.mean())
            expected = template.parts[0].standard.towards(own, share)
            np.testing.assert_array_equal(follows.current.standard.mean, expected.mean)


def test_a_minute_of_ink(verifier: Verifier, other_signers: Corpus, make_ink: Callable[..., Recording]) -> None:
    """No update looks at more frames than the last ones and a portion, whatever was written before."""
    template = verifier.enrol(inks(other_signers)[:3], band=False)
    ink = make_ink(100.0, seconds=40.0, strokes=20)
    comparator, seen = verifier.comparators[0], []
    assert isinstance(comparator, AlignedComparator)

    def counted(features: Sequence[Features]) -> list[np.ndarray]:
        assert comparator.embed is not None
        seen.append(len(features[0].values))
        return comparator.embed(features)

    follows = Follower(replace(comparator, embed=counted), template.parts[0], 2.0)
    follows.update(first_points(ink, 3000))
    seen.clear()
    for count in range(3002, len(ink), 2):
        follows.update(first_points(ink, count))
    assert max(seen) < 2 * following.PORTION + 50
