"""The score while the pen moves is the one that a slow computation gives, and it ends where the verdict stands."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from sigverify.corpora.corpus import Corpus
from sigverify.ink.features import extract
from sigverify.ink.recording import Recording
from sigverify.ink.trajectory import total_seconds
from sigverify.verification.live import LiveScore
from sigverify.verification.scoring import Spread, combined, per_reference
from sigverify.verification.template import Template
from sigverify.verification.verifier import Verifier


@pytest.fixture
def dtw(dtw_model: Any) -> Verifier:
    return dtw_model.verifier


def first_points(ink: Recording, count: int) -> Recording:
    return Recording(
        **{name: values[:count] for name, values in ink.channels().items()},
        capture=ink.capture,
    )


def inks(corpus: Corpus, signer: int = 0) -> list[Recording]:
    return [sample.recording for sample in corpus.of(corpus.signers[signer], "genuine")]


def slow_open_end(reference: np.ndarray, written: np.ndarray) -> float:
    """Every prefix of the reference aligned with all that was written, cell by cell; the best of them."""
    table = np.full((len(reference) + 1, len(written) + 1), np.inf)
    table[0, 0] = 0.0
    for i, a in enumerate(reference, 1):
        for j, b in enumerate(written, 1):
            before = min(table[i - 1, j], table[i, j - 1], table[i - 1, j - 1])
            table[i, j] = np.abs(a - b).sum() + before
    return min(table[i, -1] / (i + len(written)) for i in range(1, len(reference) + 1))


def test_the_value_is_that_of_a_slow_computation(dtw: Verifier, other_signers: Corpus) -> None:
    references = inks(other_signers)[:2]
    template = dtw.enrol(references)
    so_far = first_points(inks(other_signers)[5], 70)
    point = dtw.live(template).update(so_far)
    assert point is not None
    (comparator,), (part,) = dtw.comparators, template.parts
    assert part.standard is not None
    own = extract(so_far, comparator.features).standard
    share = total_seconds(so_far) / template.duration_s.mean()
    assert 0 < share < 1
    written = extract(so_far, comparator.features, part.standard.towards(own, share)).values.astype(float)
    distances = np.array([slow_open_end(frames.astype(float), written) for frames in part.frames])
    spread, unit = Spread.of(part.distances), dtw.units[0]
    np.testing.assert_allclose(point.distances, per_reference(distances, spread, unit), rtol=1e-5)
    assert point.combined == pytest.approx(float(combined(distances, spread, unit)), rel=1e-5)
    assert point.time_s == pytest.approx(total_seconds(so_far), abs=0.011)


@pytest.mark.parametrize("model", ["dtw_model", "network_model"])
def test_the_curve_ends_near_the_verdict(model: str, other_signers: Corpus, request: pytest.FixtureRequest) -> None:
    """Genuine or forged, a signature about as long as the references ends within a hundredth of what decides."""
    verifier: Verifier = request.getfixturevalue(model).verifier
    for signer in (0, 2):
        template = verifier.enrol(inks(other_signers, signer)[:3])
        live = verifier.live(template)
        forged = [sample.recording for sample in other_signers.of(other_signers.signers[signer], "forgery")]
        for ink in [*inks(other_signers, signer)[3:], *forged]:
            point, decision = live.update(ink), verifier.verify(template, ink)
            assert point is not None
            assert total_seconds(ink) > 0.8 * template.duration_s.mean(), "synthetic hands keep their pace"
            assert point.combined == pytest.approx(decision.distance, rel=0.01)
            if total_seconds(ink) >= template.duration_s.mean():  # measured by its own standard: an open end is freer
                assert point.combined <= decision.distance * (1 + 1e-9)


def test_the_line_is_where_the_verdict_turns(dtw: Verifier, other_signers: Corpus) -> None:
    template = dtw.enrol(inks(other_signers)[:3])
    decision = dtw.verify(template, inks(other_signers)[4])
    assert dtw.live(template).decision_line == decision.decision_distance


@pytest.mark.parametrize("model", ["dtw_model", "network_model", "duration_model"])
def test_too_little_ink_has_no_score_and_then_every_point_has(
    model: str, other_signers: Corpus, request: pytest.FixtureRequest
) -> None:
    verifier: Verifier = request.getfixturevalue(model).verifier
    template = verifier.enrol(inks(other_signers)[:2])
    live, ink = verifier.live(template), inks(other_signers)[5]
    seen: list[float] = []
    for count in range(1, len(ink), 17):
        if not ink.pen_down[:count].any():
            continue
        point = live.update(first_points(ink, count))
        if point is None:
            assert not seen, "a curve does not stop once it has begun"
        else:
            assert len(point.distances) == 2
            assert np.isfinite([point.combined, point.time_s, *point.distances]).all()
            seen.append(point.time_s)
    assert len(seen) > 3
    assert seen == sorted(seen)


def test_a_pen_that_stands_on_one_spot_has_no_score(
    dtw: Verifier, other_signers: Corpus, make_ink: Callable[..., Recording]
) -> None:
    live: LiveScore = dtw.live(dtw.enrol(inks(other_signers)[:2]))
    still = make_ink(100.0, seconds=1.0, strokes=1)
    spot = Recording(time_s=still.time_s, x=np.full(len(still), 0.1), y=np.full(len(still), 0.2), stroke=still.stroke)
    assert live.update(spot) is None


@pytest.mark.parametrize(("count", "banded"), [(1, False), (2, False), (3, True), (5, True)])
def test_three_references_or_more_make_a_band(dtw: Verifier, other_signers: Corpus, count: int, banded: bool) -> None:
    band = dtw.enrol(inks(other_signers)[:count]).band
    assert (band is not None) is banded
    if band is not None:
        assert len(band.time_s) == len(band.low) == len(band.high)
        assert (np.diff(band.time_s) > 0).all()
        assert (band.low >= 0).all()
        assert (band.low <= band.high).all()


def test_the_band_is_where_references_run_among_the_others(dtw: Verifier, other_signers: Corpus) -> None:
    """At its end: each of three references against the other two, widened by a quarter of their range."""
    template: Template = dtw.enrol(inks(other_signers)[:3])
    assert template.band is not None
    ends = []
    (part,) = template.parts
    for left_out in range(3):
        keep = [k for k in range(3) if k != left_out]
        distances = np.array(
            [slow_open_end(part.frames[k].astype(float), part.frames[left_out].astype(float)) for k in keep]
        )
        spread = Spread.of(part.distances[np.ix_(keep, keep)])
        ends.append(float(combined(distances, spread, dtw.units[0])))
    room = (max(ends) - min(ends)) / 4
    assert template.band.high[-1] == pytest.approx(max(ends) + room, rel=1e-4)
    assert template.band.low[-1] == pytest.approx(max(min(ends) - room, 0), rel=1e-4)
    assert template.band.time_s[-1] >= template.duration_s.max() - 0.06
