"""Long work tells how far it is, and stops when it is asked to."""

import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from hypothesis import given
from hypothesis import strategies as st

from sigverify import progress as told
from sigverify.corpora.folders import load_corpus
from sigverify.corpora.synthetic import synthetic_corpus
from sigverify.errors import Cancelled
from sigverify.ink.formats import write_csv
from sigverify.networks import alignment
from sigverify.networks.alignment import best_paths, dtw_distances
from sigverify.progress import Progress, aside, phase, steps, tell, watched_by
from sigverify.storage import passphrase
from sigverify.storage.store import Store


def test_nested_parts_fill_the_whole_in_order() -> None:
    progress, seen = Progress(), []
    with watched_by(progress):
        with phase(0.0, 0.5):
            for _ in steps("ab"):
                for _ in steps("xy"):
                    seen.append(progress.done)
        with phase(0.5, 1.0):
            tell(0.5)
            seen.append(progress.done)
            tell(1.0)
    assert seen == [0.0, 0.125, 0.25, 0.375, 0.75]
    assert progress.done == 1.0


@given(st.recursive(st.just(None), lambda inner: st.lists(inner, min_size=1, max_size=4), max_leaves=30))
def test_it_never_falls_and_ends_at_the_whole(work: object) -> None:
    progress, seen = Progress(), [0.0]

    def do(part: object) -> None:
        if isinstance(part, list):
            for inner in steps(part):
                do(inner)
        else:
            tell(0.3)
        seen.append(progress.done)

    with watched_by(progress):
        do(work)
        tell(1.0)
    assert seen == sorted(seen)
    assert progress.done == pytest.approx(1.0)


def test_unwatched_work_tells_nobody_and_other_threads_are_not_watched() -> None:
    progress, found = Progress(), []
    with watched_by(progress):
        progress.cancel()
        thread = threading.Thread(target=lambda: found.extend(steps([1, 2])))
        thread.start()
        thread.join()
    assert found == [1, 2]
    tell(1.0)
    assert progress.done == 0.0


def test_it_asks_at_each_look_whether_to_stop() -> None:
    seen: list[int] = []
    with pytest.raises(Cancelled), watched_by(Progress(lambda: len(seen) == 2)):
        seen.extend(steps(range(5)))
    assert seen == [0, 1]


def test_a_corpus_is_left_between_two_signatures(tmp_path: Path) -> None:
    """Reading one takes seconds, making one up too, and a training begins with it."""

    def stop_at_the_fifth() -> Callable[[], bool]:
        asked = iter(range(100))
        return lambda: next(asked) == 5

    with pytest.raises(Cancelled), watched_by(Progress(stop_at_the_fifth())):
        synthetic_corpus(1, genuine=8, forgeries=0, seed=1)
    signer = tmp_path / "anna"
    signer.mkdir()
    ink = synthetic_corpus(1, genuine=2, forgeries=0, seed=1).samples[0].recording
    for number in range(8):
        write_csv(ink, signer / f"genuine_1_{number}.csv")
    with pytest.raises(Cancelled), watched_by(Progress(stop_at_the_fifth())):
        load_corpus(f"csv:{tmp_path}")


def test_part_of_the_work_may_fail_and_the_rest_counts_as_before() -> None:
    progress = Progress()
    with watched_by(progress):
        for item in steps([0, 1]):
            try:
                with phase(0.0, 0.5):
                    if item == 0:
                        raise ValueError
                    tell(1.0)
            except ValueError:
                continue
            assert progress.done == 0.75


@pytest.mark.parametrize("metric", ["l1", "l2"])
@pytest.mark.parametrize("align", [dtw_distances, best_paths])
def test_long_alignments_stop_between_two(metric: str, align, monkeypatch: pytest.MonkeyPatch) -> None:
    """One of a minute takes a good part of a second; a verdict takes five for each comparator."""
    monkeypatch.setattr(alignment, "_CELLS_AT_ONCE", 300 * 280)
    rng = np.random.default_rng(1)
    left, right = (list(rng.normal(size=(5, count, 3)).astype(np.float32)) for count in (300, 280))
    progress, before = Progress(), Progress.tell

    def stop_halfway(self: Progress, share: float) -> None:
        before(self, share)
        if self.done > 0.3:
            self.cancel()

    monkeypatch.setattr(told.Progress, "tell", stop_halfway)
    with pytest.raises(Cancelled), watched_by(progress):
        align(left, right, metric)
    assert progress.done == pytest.approx(0.4)


@pytest.mark.parametrize("most", [1, 90, 10_000])
def test_what_is_found_is_the_same_in_whatever_portions(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(2)
    left, right = ([rng.normal(size=(n, 2)) for n in sizes] for sizes in ((9, 4, 11, 7), (5, 8, 3, 12)))
    distances, paths = dtw_distances(left, right, "l1"), best_paths(left, right, "l1")
    monkeypatch.setattr(alignment, "_CELLS_AT_ONCE", most)
    np.testing.assert_array_equal(dtw_distances(left, right, "l1"), distances)
    for found, expected in zip(best_paths(left, right, "l1"), paths, strict=True):
        np.testing.assert_array_equal(found, expected)
    assert dtw_distances([], [], "l1").size == best_paths([], [], "l1").pair.size == 0


def test_what_is_done_aside_gives_its_answer_or_its_fault() -> None:
    def fail() -> None:
        raise TimeoutError("of its own")

    assert aside(threading.get_ident) == threading.get_ident(), "nobody waits: it is done right here"
    with watched_by(Progress()):
        assert aside(threading.get_ident) != threading.get_ident()
        with pytest.raises(TimeoutError, match="of its own"):
            aside(fail)


def test_what_is_done_aside_is_left_as_soon_as_somebody_asks_and_ends_by_itself() -> None:
    progress, begun, goes_on, ended = Progress(), threading.Event(), threading.Event(), threading.Event()

    def cannot_look_up() -> None:
        begun.set()
        progress.cancel()
        goes_on.wait()
        ended.set()

    with pytest.raises(Cancelled), watched_by(progress):
        aside(cannot_look_up)
    assert begun.is_set()
    assert not ended.is_set(), "nobody waited for it"
    goes_on.set()
    assert ended.wait(60)


def test_a_store_that_is_being_opened_is_left_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The hash of a passphrase takes most of a second, on purpose."""
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    Store.open(url, passphrase="correct horse").close()
    progress, goes_on, derive = Progress(), threading.Event(), Argon2id.derive

    class Slow:
        def __init__(self, **costs: object) -> None:
            self._made = Argon2id(**costs)

        def derive(self, secret: bytes) -> bytes:
            progress.cancel()
            goes_on.wait()
            return derive(self._made, secret)

    monkeypatch.setattr(passphrase, "Argon2id", Slow)
    with pytest.raises(Cancelled), watched_by(progress):
        Store.open(url, passphrase="correct horse")
    goes_on.set()
    monkeypatch.undo()
    with watched_by(Progress()):
        Store.open(url, passphrase="correct horse").close()


def test_one_pair_of_minutes_is_left_in_its_middle(monkeypatch: pytest.MonkeyPatch) -> None:
    progress, goes_on = Progress(), threading.Event()

    def slow(*_: object) -> np.ndarray:
        progress.cancel()
        goes_on.wait()
        return np.zeros(1)

    monkeypatch.setattr(alignment, "_CELLS_AT_ONCE", 10)
    monkeypatch.setattr(alignment, "path_costs", slow)
    frames = np.zeros((5, 2))
    with pytest.raises(Cancelled), watched_by(progress):
        dtw_distances([frames], [frames], "l1")
    goes_on.set()
