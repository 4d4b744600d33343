"""Calibration on held-out signers: each number of references, pooled over folds, honest about its errors."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest

from sigverify.corpora.corpus import Corpus, Sample
from sigverify.errors import Cancelled, ProtocolError
from sigverify.evaluation.error_rates import cllr
from sigverify.ink.quality import assess
from sigverify.ink.recording import Recording
from sigverify.verification.calibration import Calibration, OperatingPoint, calibrate
from sigverify.verification.comparators import DurationComparator
from sigverify.verification.departures import SIDES, differences, sides_of
from sigverify.verification.scoring import SpreadRule
from sigverify.verification.trials import SignerTrials
from sigverify.workflows.calibrating import (
    REFERENCE_COUNTS,
    HeldOut,
    calibrations_of,
    held_out_figures,
    held_out_trials,
    reaches_across_sessions,
    usual_differences,
    with_forgeries,
)


def nothing() -> None:
    """Advance, and go on."""


def trials(
    signer: str, genuine: Sequence[float], forged: Sequence[float], random: Sequence[float] = ()
) -> SignerTrials:
    return SignerTrials(
        signer=signer,
        genuine=np.array(genuine).reshape(-1, 1),
        skilled=np.array(forged).reshape(-1, 1),
        random=np.array(random, float).reshape(-1, 1),
    )


def fold(seed: int, *, references: Sequence[int] = (1,), draws: int = 2, count: int = 15) -> HeldOut:
    """A fold of two signers: genuine near 2, forged near 3."""
    rng = np.random.default_rng(seed)
    made = {
        n: tuple(
            tuple(trials(f"{seed}/{k}", rng.normal(2, 0.5, count), rng.normal(3, 0.5, count)) for k in range(2))
            for _ in range(draws)
        )
        for n in references
    }
    return HeldOut(rules=(SpreadRule(unit=1.0),), trials=made)


def test_every_number_of_references_is_measured_as_far_as_signatures_reach(signers: Corpus) -> None:
    part = replace(signers.only(set(signers.signers[:3])), sessions_apart=False)
    held = held_out_trials([DurationComparator()], ["spread"], part, 2, 1, nothing)
    assert sorted(held.trials) == [1, 2, 3, 4, 5, 6, 7]  # of eight genuine signatures one must be left to test
    for references, by_draw in held.trials.items():
        assert len(by_draw) == 2
        for made in by_draw:
            assert [t.signer for t in made] == list(part.signers)
            for t in made:
                assert len(t.genuine) == 8 - references
                assert len(t.skilled) == 5
                assert len(t.random) == 8  # the sixteen signatures of the two others, shared between both draws


def test_references_come_from_the_first_session_and_tests_from_later_ones_where_these_are_told_apart(
    signers: Corpus,
) -> None:
    """Who has one session is drawn from all signatures, beside those who have two."""
    one, *_ = signers.signers
    both = replace(signers, samples=tuple(replace(s, session=None) if s.signer == one else s for s in signers))
    assert both.sessions_apart
    held = held_out_trials([DurationComparator()], ["spread"], both, 2, 1, nothing)
    for references in (1, 4):
        for part in held.trials[references][0]:
            tested = part.tested[: len(part.genuine)]
            assert len(tested) == (8 - references if part.signer == one else 4)
            assert part.signer == one or {sample.session for sample in tested} == {2}
    for part in held.trials[5][0]:  # more than the first session holds
        assert len(part.genuine) == 3


def test_sessions_are_told_apart_only_where_later_ones_hold_enough_to_calibrate_with(signers: Corpus) -> None:
    """Eight signers with four signatures each of a second session are too few, twice as many are not."""
    twice = [signers, replace(signers, name="others")]
    assert not reaches_across_sessions([signers])
    assert reaches_across_sessions(twice)
    assert not reaches_across_sessions([replace(corpus, sessions_apart=False) for corpus in twice])
    genuine = tuple(sample for sample in signers if sample.label == "genuine")
    assert not reaches_across_sessions([replace(corpus, samples=genuine) for corpus in twice])


def test_random_forgeries_are_few_and_no_signature_is_tried_twice(signers: Corpus) -> None:
    """However many draws there are, the cost is that of twenty signatures a signer."""
    for count in (1, 2, 5):
        held = held_out_trials([DurationComparator()], ["spread"], signers, count, 1, nothing)
        for by_draw in held.trials.values():
            for signer in signers.signers:
                tried = [
                    id(sample)
                    for made in by_draw
                    for t in made
                    if t.signer == signer
                    for sample in t.tested[len(t.genuine) + len(t.skilled) :]
                ]
                assert len(tried) == len(set(tried)) == 20
        for part in held.trials[3][0]:
            strangers = part.tested[len(part.genuine) + len(part.skilled) :]
            assert all(sample.label == "genuine" and sample.signer != part.signer for sample in strangers)


def test_random_forgeries_come_from_the_signers_own_corpus(signers: Corpus) -> None:
    """Between corpora the tablets would be told apart; who is alone in a corpus meets the others all the same."""
    homes = dict(zip(signers.signers, ["a", "a", "a", "b", "b", "b", "b", "c"], strict=True))
    merged = replace(signers, samples=tuple(replace(s, signer=f"{homes[s.signer]}/{s.signer}") for s in signers))
    held = held_out_trials([DurationComparator()], ["spread"], merged, 2, 1, nothing)
    for part in held.trials[1][0]:
        from_homes = {s.signer[0] for s in part.tested[len(part.genuine) + len(part.skilled) :]}
        assert from_homes == ({"a", "b"} if part.signer.startswith("c") else {part.signer[0]})


def test_random_forgeries_do_not_move_what_is_decided_by(signers: Corpus) -> None:
    """References, genuine and skilled trials are those that they were without them."""
    held = held_out_trials([DurationComparator()], ["spread"], signers, 2, 1, nothing)
    found, _ = calibrations_of([held], OperatingPoint())
    bare = HeldOut(
        rules=held.rules,
        trials={
            n: tuple(tuple(replace(t, random=t.random[:0]) for t in made) for made in by_draw)
            for n, by_draw in held.trials.items()
        },
    )
    without, figures = calibrations_of([bare], OperatingPoint())
    assert all(one.random is None for one in without.values())
    assert {n: replace(one, random=None) for n, one in found.items()} == without
    assert all(told["random Cllr"] is None for told in figures["held out, by number of references"].values())


def test_both_alternatives_are_calibrated_with_their_costs() -> None:
    rng = np.random.default_rng(8)
    made = tuple(
        trials(str(k), rng.normal(2, 0.2, 20), rng.normal(3, 0.5, 20), rng.normal(6, 0.5, 10)) for k in range(6)
    )
    found, figures = calibrations_of(
        [HeldOut(rules=(SpreadRule(unit=1.0),), trials={1: (made, made)})], OperatingPoint()
    )
    assert found[1].random is not None
    assert (found[1].random.genuine, found[1].random.random) == (120, 120)
    assert found[1].random.cap == pytest.approx(np.log10(120))
    genuine, random = (np.concatenate([getattr(t, kind) for t in made]) for kind in ("genuine", "random"))
    told = figures["held out, by number of references"]["1"]
    expected = cllr(found[1].random.ratio(genuine), found[1].random.ratio(random))
    assert told["random Cllr"] == pytest.approx(expected, abs=1e-4)
    assert 0 < told["random Cllr"] < told["Cllr"] < 1


def test_lines_are_kept_as_far_as_the_folds_carry_them() -> None:
    found, _ = calibrations_of([fold(1, count=400), fold(2, count=400)], OperatingPoint())
    lines = found[1].lines
    assert lines is not None
    assert [rate for rate, _ in lines.false_matches] == [0.002, 0.005, 0.01, 0.02, 0.05, 0.1]


def test_draws_differ_and_a_seed_fixes_them(signers: Corpus) -> None:
    part = signers.only(set(signers.signers[:2]))
    first, again, other = (held_out_trials([DurationComparator()], ["spread"], part, 2, s, nothing) for s in (1, 1, 5))

    def table(held: HeldOut, draw: int) -> np.ndarray:
        return np.concatenate([t.genuine for t in held.trials[3][draw]])

    np.testing.assert_array_equal(table(first, 0), table(again, 0))
    assert not np.array_equal(table(first, 0), table(first, 1))
    assert not np.array_equal(table(first, 0), table(other, 0))


def test_the_unit_is_the_median_signer_s_mean_genuine_distance(signers: Corpus) -> None:
    comparator = DurationComparator()
    means = []
    for signer in signers.signers:
        frames = [r.frames for r in comparator.represent([s.recording for s in signers.of(signer, "genuine")])]
        pairs = [(i, j) for i in range(8) for j in range(i)]
        means.append(comparator.distances([frames[i] for i, _ in pairs], [frames[j] for _, j in pairs]).mean())
    held = held_out_trials([comparator], ["spread"], signers, 1, 1, nothing)
    assert held.rules[0].unit == pytest.approx(np.median(means))


def test_a_density_is_measured_on_the_held_out_signers(signers: Corpus) -> None:
    """Log durations as vectors of one feature: the variance within signers is the mean of theirs."""
    comparator = DurationComparator()
    logs = [
        [float(ink.frames[0, 0]) for ink in comparator.represent([s.recording for s in signers.of(signer, "genuine")])]
        for signer in signers.signers
    ]
    held = held_out_trials([comparator], ["density"], signers, 1, 1, nothing)
    expected = np.mean([np.var(values, ddof=1) for values in logs])
    assert held.rules[0].variances == pytest.approx((expected,), rel=1e-6)
    assert np.isfinite([t.genuine for t in held.trials[5][0]]).all()


def test_signers_without_forgeries_give_no_trial(signers: Corpus) -> None:
    first, second = signers.signers[:2]
    part = replace(
        signers, samples=tuple(s for s in signers.only({first, second}) if s.signer == first or s.label == "genuine")
    )
    held = held_out_trials([DurationComparator()], ["spread"], part, 1, 1, nothing)
    assert [t.signer for t in held.trials[1][0]] == [first]


def test_one_signature_each_cannot_be_measured(signers: Corpus) -> None:
    lonely = replace(
        signers, samples=tuple(s for s in signers if s.label == "forgery" or (s.session, s.number) == (1, 1))
    )
    with pytest.raises(ProtocolError, match="two genuine signatures"):
        held_out_trials([DurationComparator()], ["spread"], lonely, 1, 1, nothing)


def test_measuring_can_be_stopped(signers: Corpus) -> None:
    def stop() -> None:
        raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        held_out_trials([DurationComparator()], ["spread"], signers, 1, 1, stop)


def test_folds_are_pooled() -> None:
    """Two folds of two signers: the calibration is that of all four."""
    folds = [fold(1), fold(2)]
    point = OperatingPoint(false_matches=0.1, false_non_matches=0.1)
    found, figures = calibrations_of(folds, point)
    genuine = np.concatenate([t.genuine for n in range(2) for f in folds for t in f.trials[1][n]])
    forged = np.concatenate([t.skilled for n in range(2) for f in folds for t in f.trials[1][n]])
    assert {n: replace(one, lines=None) for n, one in found.items()} == {1: calibrate(genuine, forged, point, draws=2)}
    assert found[1].genuine == found[1].forged == 60
    told = figures["held out, by number of references"]["1"]
    assert told["signers"] == 4
    assert told["forgeries accepted %"]["mean"] == pytest.approx(10.0, abs=1.0)
    assert told["genuine rejected %"]["mean"] == pytest.approx(10.0, abs=1.0)


def test_numbers_of_references_with_too_few_trials_are_left_out() -> None:
    """Repeating the same few trials over draws does not make them enough."""
    scarce = fold(3, references=(5,), draws=9, count=9)
    found, figures = calibrations_of(
        [fold(1), HeldOut(rules=(SpreadRule(unit=1.0),), trials={**fold(2).trials, **scarce.trials})], OperatingPoint()
    )
    assert list(found) == [1]
    assert list(figures["held out, by number of references"]) == ["1"]


def test_without_one_reference_there_is_no_calibration() -> None:
    with pytest.raises(ProtocolError, match="too few genuine signatures or forgeries"):
        calibrations_of([fold(1, references=(3,))], OperatingPoint())
    with pytest.raises(ProtocolError, match="too few"):
        calibrations_of([HeldOut(rules=(SpreadRule(unit=1.0),), trials={})], OperatingPoint())


def test_a_draw_that_lost_its_references_costs_nothing_but_itself() -> None:
    """No signer's references could be compared in the second draw."""
    whole = fold(1, count=40)
    holed = HeldOut(rules=whole.rules, trials={1: (whole.trials[1][0], ())})
    found, figures = calibrations_of([holed], OperatingPoint())
    first = whole.trials[1][0]
    expected = calibrate(
        np.concatenate([t.genuine for t in first]), np.concatenate([t.skilled for t in first]), OperatingPoint()
    )
    assert replace(found[1], lines=None) == expected
    assert figures["held out, by number of references"]["1"]["skilled common EER %"]["sd"] is None


def test_held_out_figures_by_hand() -> None:
    """Weight 1 and bias 0: scores are minus logs of distances; accepted below distance 1.5, rejected above 2.5."""
    calibration = replace(
        calibrate(np.linspace(1, 3, 30)[:, None], np.linspace(2, 4, 30)[:, None], OperatingPoint()),
        weights=(1.0,),
        bias=0.0,
        accept_at=-np.log(1.5),
        reject_below=-np.log(2.5),
    )
    a = trials("a", [1.0, 1.0, 1.0], [1.0, 2.0, 3.0, 4.0])
    b = trials("b", [1.0, 1.0, 3.0], [2.0, 5.0, 5.0, 5.0])
    told = held_out_figures([(a, b)], calibration)
    assert told["forgeries accepted %"]["mean"] == pytest.approx(12.5)
    assert told["genuine rejected %"]["mean"] == pytest.approx(100 / 6, abs=1e-3)
    # a: (¼, 0) to (0, 1) meets at 1/5. b: (¼, ⅓) to (0, ⅓) and before it (¼, 0): at FNMR ⅓ > ¼ … the line crosses at ¼
    assert told["skilled signer EER %"]["mean"] == pytest.approx(100 * (0.2 + 0.25) / 2, abs=1e-3)
    assert told["signers"] == 2


def test_usual_differences_are_medians_over_genuine_pairs(signers: Corpus) -> None:
    part = signers.only(set(signers.signers[:3]))
    rows = []
    for signer in part.signers:
        sides = [sides_of(s.recording) for s in part.of(signer, "genuine")[:4]]
        rows += [differences(sides[0], [other])[0] for other in sides[1:]]
    np.testing.assert_allclose(usual_differences([part], nothing), np.median(rows, axis=0))


def test_a_side_that_nobody_shows_counts_as_one(make_ink: Callable[..., Recording]) -> None:
    samples = [
        Sample(signer=s, label="genuine", number=k, session=None, recording=make_ink(seed=k, pressure=False))
        for s in "ab"
        for k in (1, 2)
    ]
    found = usual_differences([Corpus(name="mice", samples=tuple(samples))], nothing)
    assert found[SIDES.index("pressure")] == 1.0


def test_usual_differences_of_copies_stay_above_zero(make_ink: Callable[..., Recording]) -> None:
    samples = [Sample(signer="a", label="genuine", number=k, session=None, recording=make_ink(seed=1)) for k in (1, 2)]
    assert usual_differences([Corpus(name="copies", samples=tuple(samples))], nothing) == (1e-3,) * 5


def test_usual_differences_need_a_pair(make_ink: Callable[..., Recording]) -> None:
    inks = [make_ink(), make_ink(seconds=0.1, strokes=1)]
    samples = [
        Sample(signer="a", label="genuine", number=k, session=None, recording=ink) for k, ink in enumerate(inks, 1)
    ]
    with pytest.raises(ProtocolError, match="two genuine signatures"):
        usual_differences([Corpus(name="lonely", samples=tuple(samples))], nothing)


class TestSyntheticForgeries:
    def test_signers_without_any_get_their_share(self, signers: Corpus) -> None:
        first, second = signers.signers[:2]
        part = replace(
            signers,
            samples=tuple(s for s in signers.only({first, second}) if s.signer == first or s.label == "genuine"),
        )
        made = with_forgeries(part, 3, 7)
        assert made.of(first, "forgery") == part.of(first, "forgery")
        added = made.of(second, "forgery")
        assert [s.number for s in added] == [1, 2, 3]
        assert made.of(second, "genuine") == part.of(second, "genuine")
        assert (made.name, made.sessions_apart) == (part.name, part.sessions_apart)
        for sample in added:
            assert assess(sample.recording).usable
            assert all(sample.recording != own.recording for own in part.of(second, "genuine"))

    def test_a_seed_fixes_them(self, signers: Corpus) -> None:
        genuine = replace(signers, samples=tuple(s for s in signers if s.label == "genuine" and s.number < 3))
        first, again, other = (with_forgeries(genuine, 1, seed) for seed in (1, 1, 2))
        assert first.samples == again.samples
        assert first.samples != other.samples

    def test_nobody_is_forged_whose_hand_is_unknown(self, signers: Corpus) -> None:
        victim = signers.signers[0]
        part = replace(signers, samples=tuple(s for s in signers if s.signer != victim or s.label == "forgery"))
        assert with_forgeries(part, 2, 1).samples == part.samples

    def test_none_are_made_where_none_are_wanted(self, signers: Corpus) -> None:
        genuine = replace(signers, samples=tuple(s for s in signers if s.label == "genuine"))
        assert with_forgeries(genuine, 0, 1).samples == genuine.samples


def test_reference_counts_begin_at_one() -> None:
    assert REFERENCE_COUNTS[0] == 1
    assert max(REFERENCE_COUNTS) <= 12


def test_lines_keep_their_rates_on_each_corpus() -> None:
    """Ten signers who are easily told and four whose forgeries come near: the lines heed the four."""
    rng = np.random.default_rng(5)

    def of(corpus: str, signers: int, far: float) -> tuple[SignerTrials, ...]:
        return tuple(
            trials(f"{corpus}/{k}", rng.normal(2, 0.4, 200), rng.normal(far, 0.4, 200)) for k in range(signers)
        )

    easy, hard = of("easy", 10, 5.0), of("hard", 4, 2.1)
    point = OperatingPoint(false_matches=0.1, false_non_matches=0.1)
    rules = (SpreadRule(unit=1.0),)
    found, _ = calibrations_of([HeldOut(rules=rules, trials={1: ((*easy, *hard),)})], point)
    renamed = tuple(replace(part, signer=part.signer.replace("easy/", "hard/easy ")) for part in easy)
    alike, _ = calibrations_of([HeldOut(rules=rules, trials={1: ((*renamed, *hard),)})], point)

    def shares(one: Calibration, parts: Sequence[SignerTrials]) -> tuple[float, float]:
        """Accepted of the forgeries, refused of the genuine signatures."""
        accepted = np.concatenate([one.score(part.skilled) for part in parts]) >= one.accept_at
        refused = np.concatenate([one.score(part.genuine) for part in parts]) < one.reject_below
        return float(accepted.mean()), float(refused.mean())

    assert shares(found[1], hard)[0] == pytest.approx(0.1, abs=0.01)
    assert shares(alike[1], hard)[0] == pytest.approx(0.35, abs=0.02), "a tenth of all are a third of theirs"
    assert max(*shares(found[1], hard), *shares(found[1], easy)) <= 0.1 + 1e-9
    lines = found[1].lines
    assert lines is not None
    for rate, line in lines.false_matches:
        for parts in (easy, hard):
            assert np.mean(np.concatenate([found[1].score(part.skilled) for part in parts]) >= line) <= rate + 1e-9
    assert found[1].cap < alike[1].cap, "weighted trials carry less"
