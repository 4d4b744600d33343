"""Sketches find whose signature it may be, and an index of them forgets whom it was told to forget."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sigverify.corpora.corpus import Corpus
from sigverify.corpora.synthetic import synthetic_corpus
from sigverify.shipped import shipped_folder
from sigverify.verification import sketch as sketches
from sigverify.verification.loops import load_loops
from sigverify.verification.model_files import read_model
from sigverify.verification.sketch import SketchIndex, sketch_of, sketch_of_seen, whole_numbers

VECTORS = st.lists(st.lists(st.floats(-9, 9, width=32), min_size=4, max_size=4), min_size=1, max_size=12)


@pytest.fixture(scope="module")
def crowd() -> Corpus:
    return synthetic_corpus(12, genuine=5, forgeries=0, seed=77)


def packed(vector: list[float]) -> bytes:
    return sketches._packed(np.array(vector))


def unpacked(sketch: bytes) -> np.ndarray:
    _, scale = sketches._HEAD.unpack_from(sketch)
    return scale * np.frombuffer(sketch, np.int8, offset=sketches.HEAD_BYTES).astype(np.float64)


@pytest.mark.parametrize(
    "model",
    ["synthetic", "dtw", "duration", "2ch", "pooled-tdnn", "global-features", "directed-features", "supervector"],
)
def test_the_writer_is_near_by_every_kind_of_model(crowd: Corpus, model: str) -> None:
    verifier = read_model(shipped_folder("models") / model)
    index, near = SketchIndex(whole_numbers(verifier)), 0
    for place, name in enumerate(crowd.signers):
        template = verifier.enrol([one.recording for one in crowd.of(name, "genuine")[:4]], band=False)
        made = sketch_of(verifier, template)
        assert index.fits(made)
        assert len(made) <= 640
        index.put({place: made})
    for place, name in enumerate(crowd.signers):
        seen = verifier.seen(crowd.of(name, "genuine")[4].recording)
        near += place in index.nearest(sketch_of_seen(verifier, seen), 4)
    assert near >= (9 if model == "duration" else 10)


@given(VECTORS, st.lists(st.floats(-9, 9, width=32), min_size=4, max_size=4), st.integers(1, 12), st.integers(0, 4))
def test_the_nearest_are_those_of_plain_arithmetic(
    vectors: list[list[float]], other: list[float], count: int, whole: int
) -> None:
    index = SketchIndex(whole)
    kept = {10 * place: packed(vector) for place, vector in enumerate(vectors)}
    index.put(kept)
    found = index.nearest(packed(other), count)
    squares = {key: float(((unpacked(one) - unpacked(packed(other))) ** 2).sum()) for key, one in kept.items()}
    assert len(found) == len(set(found)) == min(count, len(vectors))
    expected = sorted(squares.values())[: len(found)]
    np.testing.assert_allclose([squares[key] for key in found], expected, atol=1e-3)


def test_of_many_those_are_left_out_whose_whole_lies_far_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sketches, "_FEWEST_KEPT", 3)
    index = SketchIndex(whole=1)
    index.put({key: packed([0.0, 9.0, float(key)]) for key in range(20)} | {99: packed([9.0, 0.0, 9.0])})
    asked = packed([9.0, 0.0, 0.0])
    assert index.nearest(asked, 2) != [99, 0], "its whole is not among the three nearest"
    assert set(index.nearest(asked, 3)) == {0, 1, 2}
    every = SketchIndex()
    every.put({key: packed([0.0, 9.0, float(key)]) for key in range(20)} | {99: packed([9.0, 0.0, 9.0])})
    assert every.nearest(asked, 1) == [99]


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 9), st.integers(1, 120)), max_size=40))
def test_an_index_holds_what_was_put_last_and_nothing_that_was_dropped(steps: list[tuple[bool, int, int]]) -> None:
    index, expected = SketchIndex(), {}
    for put, key, value in steps:
        if put:
            expected[key] = packed([float(value), 1.0])
            index.put({key: expected[key]})
        else:
            expected.pop(key, None)
            index.drop(key)
    assert len(index) == len(expected)
    assert all((key in index) == (key in expected) for key in range(10))
    for key, one in expected.items():
        alike = {other for other, its in expected.items() if its == one}
        assert index.nearest(one, 1)[0] in alike, key
    assert not any(part[len(expected) :].any() for part in index._parts), "nothing of who was dropped is left"


def test_a_sketch_of_another_kind_does_not_fit() -> None:
    index = SketchIndex()
    index.put({1: packed([1.0, 2.0])})
    assert index.fits(packed([0.0, 0.0]))
    assert not index.fits(packed([1.0, 2.0, 3.0]))
    assert not index.fits(b"")
    assert not index.fits(b"\x02" + packed([1.0, 2.0])[1:]), "another release's"


def test_a_search_compiles_nothing_that_was_not_made_ready() -> None:
    load_loops()
    ready = list(sketches._products.signatures)
    assert ready
    index = SketchIndex(2)
    index.put({key: packed([1.0, 2.0, key, 3.0]) for key in range(3)})
    assert index.nearest(packed([1.0, 2.0, 1.0, 3.0]), 1) == [1]
    assert list(sketches._products.signatures) == ready
