"""The same hand again, and another hand after it: who is close to whom, and in what."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sigverify.errors import UsageError
from sigverify.ink.recording import Floats, Recording
from sigverify.ink.synthesis.forgeries import draw_forger, forge, forge_again
from sigverify.ink.synthesis.plan import AIR
from sigverify.ink.synthesis.repetitions import REPETITION, another_day, repeat, vary_plan
from sigverify.ink.synthesis.signers import SyntheticSigner, draw_signer

SEEDS = st.integers(0, 2**32 - 1)


def shape(ink: Recording, points: int = 64) -> Floats:
    """The path at even steps of length, centred, in signature widths: blind to time."""
    length = np.concatenate(([0.0], np.cumsum(np.hypot(np.diff(ink.x), np.diff(ink.y)))))
    at = np.linspace(0, length[-1], points)
    path = np.stack([np.interp(at, length, ink.x), np.interp(at, length, ink.y)])
    path = path - path.mean(axis=1, keepdims=True)
    return np.asarray(path / np.ptp(path[0]))


def apart(left: Recording, right: Recording) -> float:
    return float(np.hypot(*(shape(left) - shape(right))).mean())


def rhythm(ink: Recording, points: int = 64) -> Floats:
    """How the path is spread over the time, 0 … 1: blind to size and pace."""
    length = np.concatenate(([0.0], np.cumsum(np.hypot(np.diff(ink.x), np.diff(ink.y)))))
    at = np.linspace(0, ink.time_s[-1], points)
    return np.asarray(np.interp(at, ink.time_s, length) / length[-1])


def cast(count: int, seed: int = 0) -> list[SyntheticSigner]:
    names = ("Clara Whitfield", "Emil Sorensen", "Ada Merrow", "Tomas Quillan", "Ines Halloran", "Gregor Jansen")
    return [draw_signer(np.random.default_rng([seed, i]), names[i % len(names)]) for i in range(count)]


def test_repetitions_are_closer_to_their_own_signer_than_to_others() -> None:
    signers = cast(12)
    rng = np.random.default_rng(1)
    references = [repeat(signer, rng) for signer in signers]
    right = 0
    for place, signer in enumerate(signers):
        for _ in range(3):
            again = repeat(signer, rng)
            right += int(np.argmin([apart(again, reference) for reference in references]) == place)
    assert right >= 34  # of 36


def test_no_two_signatures_of_a_signer_are_the_same() -> None:
    rng = np.random.default_rng(2)
    (signer,) = cast(1)
    first, second = repeat(signer, rng), repeat(signer, rng)
    assert first != second
    assert apart(first, second) > 0.002


def test_sessions_lie_further_apart_than_signatures_of_one_session() -> None:
    rng = np.random.default_rng(3)
    within, between = [], []
    for signer in cast(12):
        monday, friday = another_day(signer, rng), another_day(signer, rng)
        inks = [repeat(monday, rng) for _ in range(4)]
        later = [repeat(friday, rng) for _ in range(4)]
        within += [apart(a, b) for a, b in pairwise(inks)]
        between += [apart(a, b) for a, b in zip(inks, later, strict=True)]
    assert np.mean(between) > 1.1 * np.mean(within)


def test_unsteady_signers_vary_more() -> None:
    plan = cast(1)[0].plan
    steady, wild = (
        np.std([vary_plan(plan, REPETITION.scaled(f), np.random.default_rng(s)).chords for s in range(20)], axis=0)
        for f in (0.5, 2.0)
    )
    assert 2 < wild.mean() / steady.mean() < 8


def test_no_variation_at_all_leaves_the_plan_as_it_is() -> None:
    plan = cast(1)[0].plan
    same = vary_plan(plan, REPETITION.scaled(0.0), np.random.default_rng(0))
    for name in ("lag_s", "duration_s", "sigma", "length_mm", "start_rad", "end_rad", "effort"):
        np.testing.assert_allclose(getattr(same, name), getattr(plan, name), atol=1e-9)


def test_hand_lifts_now_and_then_where_it_wavers_and_nowhere_else() -> None:
    rng = np.random.default_rng(7)
    plan = next(signer.plan for signer in cast(12) if np.any(signer.plan.wavering > 0.1))
    steady = replace(plan, wavering=np.zeros(len(plan)))
    lifted = {tuple(vary_plan(plan, REPETITION, rng).component == AIR) for _ in range(40)}
    kept = {tuple(vary_plan(steady, REPETITION, rng).component == AIR) for _ in range(40)}
    assert len(lifted) > 1
    assert kept == {tuple(plan.component == AIR)}


def test_forgers_are_of_two_kinds() -> None:
    """Some have practised the movement and take little longer than the signer, others draw and take twice as long."""
    rng = np.random.default_rng(8)
    signers = cast(40)
    slower = [forge(signer, rng).time_s[-1] / repeat(signer, rng).time_s[-1] for signer in signers]
    assert np.quantile(slower, 0.2) < 1.3
    assert np.quantile(slower, 0.8) > 1.8


def test_forgery_has_the_shape_but_not_the_rhythm() -> None:
    rng = np.random.default_rng(4)
    signers = cast(12)
    references = [repeat(signer, rng) for signer in signers]
    shaped, rhythm_of_signer, rhythm_of_forger, shape_of_forger, shape_of_others = 0, [], [], [], []
    for place, signer in enumerate(signers):
        forgery, again = forge(signer, rng, skill=0.5), repeat(signer, rng)
        distances = [apart(forgery, reference) for reference in references]
        shaped += int(np.argmin(distances) == place)
        shape_of_forger.append(distances[place])
        shape_of_others.append(np.median(distances))
        rhythm_of_signer.append(np.abs(rhythm(again) - rhythm(references[place])).mean())
        rhythm_of_forger.append(np.abs(rhythm(forgery) - rhythm(references[place])).mean())
    assert shaped >= 9
    assert np.mean(shape_of_forger) < 0.5 * np.mean(shape_of_others)
    assert np.mean(rhythm_of_forger) > 1.5 * np.mean(rhythm_of_signer)


def test_practice_brings_shape_and_pace_closer() -> None:
    rng = np.random.default_rng(5)
    errors, paces = [], []
    for skill in (0.0, 1.0):
        error, pace = [], []
        for signer in cast(15):
            genuine = repeat(signer, rng)
            forgery = forge(signer, rng, skill=skill)
            error.append(apart(forgery, genuine))
            pace.append(forgery.time_s[-1] / genuine.time_s[-1])
        errors.append(np.mean(error))
        paces.append(np.median(pace))
    assert errors[1] < errors[0]
    assert 0.8 < paces[1] < 1.4 < paces[0]


def test_forger_keeps_his_own_way_from_try_to_try() -> None:
    rng = np.random.default_rng(6)
    (signer,) = cast(1)
    mine, his = draw_forger(signer, rng, 0.2), draw_forger(signer, rng, 0.2)
    tries = [forge_again(mine, rng) for _ in range(4)]
    others = [forge_again(his, rng) for _ in range(4)]
    own = np.mean([np.abs(rhythm(a) - rhythm(b)).mean() for a, b in pairwise(tries)])
    other = np.mean([np.abs(rhythm(a) - rhythm(b)).mean() for a, b in zip(tries, others, strict=True)])
    assert own < other


@settings(max_examples=40)
@given(seed=SEEDS, skill=st.floats(0.0, 1.0))
def test_any_forgery_is_a_recording_of_one_who_takes_his_time(seed: int, skill: float) -> None:
    rng = np.random.default_rng(seed)
    signer = draw_signer(rng, "Petra Oakes")
    ink = forge(signer, rng, skill=skill)
    assert 1 <= ink.stroke_count <= len(signer.plan)
    assert ink.time_s[-1] < 25
    assert np.all(np.diff(ink.time_s) > 0)


@settings(max_examples=40)
@given(seed=SEEDS)
def test_forgeries_and_repetitions_follow_the_seed_alone(seed: int) -> None:
    def both() -> tuple[Recording, Recording]:
        rng = np.random.default_rng(seed)
        signer = another_day(draw_signer(rng, "Ada Merrow"), rng)
        return repeat(signer, rng), forge(signer, rng)

    assert both() == both()


@pytest.mark.parametrize("skill", [-0.1, 1.1])
def test_skill_out_of_range_is_refused(skill: float) -> None:
    with pytest.raises(UsageError, match="skill"):
        draw_forger(cast(1)[0], np.random.default_rng(0), skill)
