"""The score while the pen moves is the one that a slow computation gives, and it ends where the verdict stands."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from sigverify.corpora.corpus import Corpus
from sigverify.ink.features import extract
from sigverify.ink.recording import Recording
from sigverify.ink.trajectory import total_seconds
from sigverify.verification.grid import on_grid
from sigverify.verification.live import LiveScore
from sigverify.verification.scoring import Spread, combined, per_reference
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
    point = dtw.live(template).anew(so_far)
    assert point is not None
    (comparator,), (part,) = dtw.comparators, template.parts
    assert part.standard is not None
    own = extract(so_far, comparator.features).standard
    share = total_seconds(so_far) / template.duration_s.mean()
    assert 0 < share < 1
    written = on_grid(extract(so_far, comparator.features, part.standard.towards(own, share)).values).astype(float)
    distances = np.array([slow_open_end(frames.astype(float), written) for frames in part.frames])
    spread, unit = Spread.of(part.distances), dtw.rules[0].unit
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
            point, decision = live.anew(ink), verifier.verify(template, ink)
            assert point is not None
            assert total_seconds(ink) > 0.8 * template.duration_s.mean(), "synthetic hands keep their pace"
            assert point.combined == pytest.approx(decision.distance, rel=0.01)
            if total_seconds(ink) >= template.duration_s.mean():  # measured by its own standard: an open end is freer
                assert point.combined <= decision.distance * (1 + 1e-6)  # sums of singles


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


@pytest.mark.parametrize("name", ["aligned-tdnn", "bromley-1994", "siam", "2ch"])
def test_the_band_is_the_live_score_of_beginnings(
    name: str, catalogue_model: Callable[..., Any], other_signers: Corpus
) -> None:
    """Each of four references is written anew, at fifteen moments, against a template of the other three."""
    verifier: Verifier = catalogue_model(name).verifier
    references = inks(other_signers)[:4]
    band = verifier.enrol(references).band
    assert band is not None
    curves = []
    for left_out, reference in enumerate(references):
        live = verifier.live(verifier.enrol([ink for k, ink in enumerate(references) if k != left_out]))
        moments = [live.anew(first_points(reference, round(len(reference) * m / 15))) for m in range(1, 16)]
        seen = [point for point in moments if point is not None]
        assert len(seen) > 9
        curves.append(np.interp(band.time_s, [p.time_s for p in seen], [p.combined for p in seen]))
    low, high = np.min(curves, axis=0), np.max(curves, axis=0)
    np.testing.assert_allclose(band.high, high + (high - low) / 4, rtol=1e-4)
    np.testing.assert_allclose(band.low, np.maximum(low - (high - low) / 4, 0), rtol=1e-3, atol=1e-3)


@pytest.mark.parametrize("name", ["aligned-tdnn", "bromley-1994", "chopra-2005", "pooled-tdnn"])
def test_the_band_holds_beginnings_of_genuine_signatures(
    name: str, catalogue_model: Callable[..., Any], other_signers: Corpus
) -> None:
    """Of the references themselves, each against the others: at moments other than the band's own to within a tenth."""
    verifier: Verifier = catalogue_model(name).verifier
    references = inks(other_signers)[:4]
    band = verifier.enrol(references).band
    assert band is not None
    held = []
    for left_out, reference in enumerate(references):
        live = verifier.live(verifier.enrol([ink for k, ink in enumerate(references) if k != left_out]))
        for share in np.arange(0.3, 1.0, 0.0317):
            point = live.anew(first_points(reference, round(share * len(reference))))
            assert point is not None
            low, high = (np.interp(point.time_s, band.time_s, side) for side in (band.low, band.high))
            held.append(0.9 * low <= point.combined <= 1.1 * high)
    assert np.mean(held) > 0.95


def test_unlike_comparators_share_one_band(
    catalogue_model: Callable[..., Any], dtw_model: Any, other_signers: Corpus
) -> None:
    """A network of pairs beside plain DTW: at the end, what verifying each reference against the others says."""
    (dtw_card,) = dtw_model.verifier.card.comparators
    verifier: Verifier = catalogue_model("2ch", dtw_card).verifier
    references = inks(other_signers)[:4]
    template = verifier.enrol(references)
    assert template.band is not None
    ends = []
    for left_out, reference in enumerate(references):
        others = verifier.enrol([ink for k, ink in enumerate(references) if k != left_out])
        ends.append(verifier.verify(others, reference).distance)
    room = (max(ends) - min(ends)) / 4
    assert template.band.high[-1] == pytest.approx(max(ends) + room, rel=0.02)
    assert template.band.low[-1] == pytest.approx(min(ends) - room, rel=0.02)
    assert np.isfinite([template.band.low, template.band.high]).all()
    assert verifier.live(template).update(inks(other_signers)[5]) is not None


def test_a_longer_enrolment_looks_at_fewer_moments(
    catalogue_model: Callable[..., Any], other_signers: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twelve references: five beginnings of each, not fifteen."""
    verifier: Verifier = catalogue_model("chopra-2005").verifier
    asked: list[int] = []
    represent = type(verifier.comparators[0]).represent

    def counting(self: Any, recordings: Any, standards: Any = None) -> Any:
        if standards is not None:
            asked.append(len(recordings))
        return represent(self, recordings, standards)

    monkeypatch.setattr(type(verifier.comparators[0]), "represent", counting)
    verifier.enrol((inks(other_signers) * 2)[:12])
    assert len(asked) == 12 * 5


def test_duration_alone_says_nothing_until_the_references_are_outlasted(
    duration_model: Any, other_signers: Corpus
) -> None:
    """So its band lies at nothing for most of the way, as its curve does."""
    verifier: Verifier = duration_model.verifier
    band = verifier.enrol(inks(other_signers)[:4]).band
    assert band is not None
    assert band.high[len(band.high) // 2] == pytest.approx(0.05)  # no less counts in a fusion
    assert band.high[-1] > 0.06


def test_what_takes_ink_for_the_whole_looks_again_when_there_is_a_little_more(
    catalogue_model: Callable[..., Any], other_signers: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And at once where strokes were taken back or another signature was begun."""
    verifier: Verifier = catalogue_model("chopra-2005").verifier
    live, ink = verifier.live(verifier.enrol(inks(other_signers)[:2])), inks(other_signers)[5]
    looked_at: list[int] = []
    represent = type(verifier.comparators[0]).represent

    def counting(self: Any, recordings: Any, standards: Any = None) -> Any:
        looked_at.append(len(recordings[0]))
        return represent(self, recordings, standards)

    monkeypatch.setattr(type(verifier.comparators[0]), "represent", counting)
    whole = len(ink) // 64 * 64
    step = whole // 64
    points = [live.update(first_points(ink, count)) for count in range(whole - 2 * step, whole + 1)]
    assert all(point is not None for point in points)
    gaps = np.diff(looked_at)
    assert len(gaps) == 2
    assert (gaps <= step).all()
    looked_at.clear()
    live.update(first_points(ink, whole // 2))
    live.update(first_points(inks(other_signers)[6], whole // 2 + 1))
    assert looked_at == [whole // 2, whole // 2 + 1]
