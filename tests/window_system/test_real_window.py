"""The program on a real X server, used by pointer and keyboard, judged by what is on the screen and in the store."""

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
import pytest
from numpy.typing import NDArray

pytestmark = [pytest.mark.window, pytest.mark.timeout(1200)]  # a busy machine is no failure

INK = (0x1B, 0x2A, 0x5A)
VERDICTS = {"accept": (0x00, 0x72, 0xB2), "refer": (0x8A, 0x6D, 0x00), "reject": (0xC4, 0x48, 0x0A)}
Strokes = list[NDArray[np.float64]]


def signature(seed: int = 0) -> Strokes:
    """Three strokes in parts of the paper: loops, a wave and a line; a little different for each seed."""
    rng = np.random.default_rng(seed)
    t = np.linspace(0, 1, 60)[:, None]
    loops = np.hstack([0.15 + 0.3 * t + 0.04 * np.cos(20 * t), 0.45 + 0.18 * np.sin(20 * t)])
    wave = np.hstack([0.52 + 0.25 * t, 0.45 + 0.12 * np.sin(13 * t) * (1 - 0.5 * t)])
    line = np.hstack([0.2 + 0.6 * t[::2], 0.66 - 0.05 * t[::2]])
    grow, move = rng.normal(1, 0.02, 2), rng.normal(0, 0.006, 2)
    return [stroke * grow + move for stroke in (loops, wave, line)]


def scribble() -> Strokes:
    """Something else altogether."""
    t = np.linspace(0, 1, 130)[:, None]
    return [np.hstack([0.3 + 0.4 * np.abs((9 * t) % 2 - 1), 0.2 + 0.5 * t])]


def ink_near(desk, strokes: Strokes) -> float:
    """Return the share of the strokes' points that have ink within two pixels."""
    inked = desk.coloured(INK, near=60)
    points = np.rint(np.vstack(strokes)).astype(int)
    return float(np.mean([inked[y - 2 : y + 3, x - 2 : x + 3].any() for x, y in points]))


def strokes_in_journal(desk) -> int:
    return sum(len(capture.parts) for capture in desk.store.unfinished_captures())


def sign(desk, strokes: Strokes) -> None:
    desk.hand.draw(desk.place_strokes(strokes))
    desk.hand.do("key", "Return")


def test_strokes_of_a_pointer_are_seen_and_kept(desk) -> None:
    desk.start()
    desk.add_signer("Anna Lindqvist")
    strokes = desk.place_strokes(signature())
    assert ink_near(desk, strokes) < 0.1, "the paper is empty but for its line"
    desk.hand.draw(strokes)
    desk.wait_for("the ink where the pointer went", lambda: ink_near(desk, strokes) > 0.98)
    (unfinished,) = desk.wait_for(
        "the journal", lambda: [c for c in desk.store.unfinished_captures() if len(c.parts) == 3]
    )
    assert unfinished.purpose == "reference"
    desk.hand.do("key", "Return")
    (kept,) = desk.wait_for("the signature in the store", lambda: desk.store.recordings(role="reference"))
    recording = kept.recording
    assert recording.stroke.max() == 2
    assert recording.capture.source == "mouse"
    drawn = np.vstack(strokes)
    assert (recording.stroke >= 0).sum() >= 0.9 * len(drawn), "no point of the pointer is dropped"
    across, up = np.ptp(drawn, axis=0)
    down = recording.stroke >= 0
    ratio = np.ptp(recording.x[down]) / np.ptp(recording.y[down])
    assert ratio == pytest.approx(across / up, rel=0.03), "the shape is that of the drawing"
    desk.wait_for("empty paper for the next one", lambda: ink_near(desk, strokes) < 0.1)


def test_strokes_outlive_a_killed_program_and_are_offered_by_the_next(desk) -> None:
    first = desk.start()
    desk.add_signer("Emil Merrow")
    quiet = desk.paper_at_rest()
    desk.hand.draw(desk.place_strokes(signature()[:2]))
    desk.wait_for("the journal", lambda: strokes_in_journal(desk) == 2)
    first.kill()
    assert first.said() == "", "nothing was complained about"
    desk.start()
    desk.wait_for("a question above the paper", lambda: (paper := desk.paper()) and paper[1] > quiet[1] + 20)
    (kept,) = desk.store.unfinished_captures()
    assert [int((part.stroke >= 0).sum()) > 40 for part in kept.parts] == [True, True]


def test_a_signer_is_enrolled_and_signatures_are_decided_on(desk) -> None:
    desk.start()
    desk.add_signer("Rosa Vasquez")
    for count in range(1, 6):
        sign(desk, signature(seed=count))
        desk.wait_for("a further reference", partial(holds, count, desk.store.recordings))
    enrolling = desk.paper_at_rest()
    desk.hand.do("key", "ctrl+2")
    desk.wait_for("the place for verifying", lambda: desk.paper() not in (None, enrolling))
    # the pointer is moved in real time: on a busy machine it may be held up amid a signature, as a hand is not
    own = (verdict(desk, signature(seed=seed)) for seed in (9, 10, 11))
    assert any(outcome != "reject" for outcome in own), "the signer's own"
    assert verdict(desk, scribble()) == "reject"


def test_a_pointer_is_told_for_a_mouse_and_nothing_of_it_is_kept(desk) -> None:
    desk.start()
    desk.hand.do("key", "ctrl+7")
    desk.wait_for("the test pad", lambda: (paper := desk.paper()) and paper[3] - paper[1] > 200)
    before = desk.coloured(VERDICTS["reject"]).sum()
    strokes = desk.place_strokes(scribble())
    desk.hand.draw(strokes)
    desk.wait_for("the verdict on the device", lambda: desk.coloured(VERDICTS["reject"]).sum() > before + 100)
    assert ink_near(desk, strokes) > 0.95
    assert not desk.store.unfinished_captures()


def holds(count: int, ask: Callable[[], Sequence[object]]) -> bool:
    return len(ask()) == count


def verdict(desk, strokes: Strokes) -> str:
    """Sign, and return what was decided once its colour is on the screen."""
    desk.paper_at_rest()
    count = len(desk.store.decisions()) + 1
    before = {outcome: desk.coloured(colour).sum() for outcome, colour in VERDICTS.items()}
    sign(desk, strokes)
    desk.wait_for("a decision", partial(holds, count, desk.store.decisions))
    outcome = str(max(desk.store.decisions(), key=lambda kept: kept.id).decision["decision"])
    desk.wait_for("the verdict", lambda: desk.coloured(VERDICTS[outcome]).sum() > before[outcome] + 100)
    return outcome
