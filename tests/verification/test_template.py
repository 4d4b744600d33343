"""A template keeps all that a decision needs, and damage never passes for one."""

import hashlib
import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safetensors.numpy import load, save

from sigverify.corpora.corpus import Corpus
from sigverify.errors import ModelError
from sigverify.verification.template import Template
from sigverify.verification.verifier import Verifier


@pytest.fixture(params=["dtw_model", "network_model", "duration_model"])
def verifier(request: pytest.FixtureRequest) -> Verifier:
    return request.getfixturevalue(request.param).verifier


def enrolled(verifier: Verifier, corpus: Corpus, count: int) -> Template:
    genuine = corpus.of(corpus.signers[0], "genuine")
    return verifier.enrol([sample.recording for sample in genuine[:count]])


@pytest.mark.parametrize("count", [1, 2, 4])
def test_a_template_read_back_decides_the_same(verifier: Verifier, other_signers: Corpus, count: int) -> None:
    template = enrolled(verifier, other_signers, count)
    back = Template.from_bytes(template.to_bytes())
    assert back.reference_count == count
    assert back.model_sha256 == verifier.sha256
    assert (back.band is None) is (count < 3)
    signer = other_signers.signers[0]
    for sample in (other_signers.of(signer, "genuine")[5], other_signers.of(signer, "forgery")[0]):
        assert verifier.verify(back, sample.recording) == verifier.verify(template, sample.recording)
        live = verifier.live(template).update(sample.recording)
        assert verifier.live(back).update(sample.recording) == live
    assert back.to_bytes() == template.to_bytes()
    np.testing.assert_array_equal(back.duration_s, template.duration_s)
    if template.band is not None and back.band is not None:
        np.testing.assert_array_equal(back.band.high, template.band.high)


def test_frames_are_kept_as_integers(network_model: Any, other_signers: Corpus) -> None:
    template = enrolled(network_model.verifier, other_signers, 2)
    arrays = load(zlib.decompress(template.to_bytes()[32:]))
    for name in ("part0.frames0", "part1.frames1", "sides0.values", "sides1.elapsed"):
        assert arrays[name].dtype in (np.int8, np.int16)
        assert np.log2(arrays[f"{name}.step"]) % 1 == 0
    assert len(template.to_bytes()) < sum(frames.nbytes for part in template.parts for frames in part.frames) / 3


def test_vectors_are_kept_in_two_bytes_a_number(catalogue_model: Callable[..., Any], other_signers: Corpus) -> None:
    arrays = load(zlib.decompress(enrolled(catalogue_model("chopra-2005").verifier, other_signers, 1).to_bytes()[32:]))
    assert arrays["part0.frames0"].dtype == np.float16


@pytest.mark.parametrize("odd", [0.1, 1e5, 2.0**-20], ids=["not halves", "beyond halves", "too fine for integers"])
def test_frames_off_the_grid_are_kept_as_they_are(dtw_model: Any, other_signers: Corpus, odd: float) -> None:
    """Whatever a comparator gives comes back without a change, if need be in four bytes a number."""
    template = enrolled(dtw_model.verifier, other_signers, 1)
    part = template.parts[0]
    for length in (1, 3):
        frames = np.full((length, 12), odd, np.float32)
        frames[-1, 0] = 1.0
        given = replace(template, parts=(replace(part, frames=(frames,)),))
        (kept,) = Template.from_bytes(given.to_bytes()).parts[0].frames
        np.testing.assert_array_equal(kept, frames)
        assert kept.dtype == np.float32


def test_a_density_is_kept_in_two_bytes_a_feature_and_decides(
    catalogue_model: Callable[..., Any], other_signers: Corpus
) -> None:
    """Eight more for two scales. Another's density in its place decides otherwise, though the vectors stay."""
    verifier: Verifier = catalogue_model("bromley-1994").verifier
    template = enrolled(verifier, other_signers, 4)
    back = Template.from_bytes(template.to_bytes())
    assert len(template.parts[0].compact) == 76 + 76 + 8
    assert back.parts[0].compact == template.parts[0].compact
    stranger = other_signers.of(other_signers.signers[1], "genuine")[0].recording
    anothers = verifier.enrol([stranger]).parts[0].compact
    swapped = replace(back, parts=(replace(back.parts[0], compact=anothers),))
    assert verifier.verify(swapped, stranger).distance < 1 < verifier.verify(back, stranger).distance
    assert verifier.verify(swapped, stranger).distances == verifier.verify(back, stranger).distances


@pytest.fixture(scope="module")
def payload(dtw_model: Any, other_signers: Corpus) -> bytes:
    return enrolled(dtw_model.verifier, other_signers, 1).to_bytes()


@given(st.data())
def test_any_flipped_bit_is_refused(payload: bytes, data: st.DataObject) -> None:
    damaged = bytearray(payload)
    damaged[data.draw(st.integers(0, len(payload) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(ModelError, match="damaged"):
        Template.from_bytes(bytes(damaged))


@given(st.floats(0, 0.999))
def test_a_template_cut_short_is_refused(payload: bytes, share: float) -> None:
    with pytest.raises(ModelError, match="damaged"):
        Template.from_bytes(payload[: int(share * len(payload))])


@given(st.binary(max_size=100))
def test_other_bytes_are_refused(other: bytes) -> None:
    for candidate in (other, hashlib.sha256(other).digest() + other):
        with pytest.raises(ModelError):
            Template.from_bytes(candidate)


def packed(body: bytes) -> bytes:
    """Compress what a template says and put a digest on it that fits."""
    made = zlib.compress(body)
    return hashlib.sha256(made).digest() + made


def resealed(payload: bytes, *, drop: str = "", put: Mapping[str, np.ndarray] | None = None, **changes: Any) -> bytes:
    """Change what a template says and put a digest on it that fits."""
    body = zlib.decompress(payload[32:])
    length = int.from_bytes(body[:8], "little")
    meta = json.loads(json.loads(body[8 : 8 + length])["__metadata__"]["template"])
    meta.update(changes)
    arrays = {name: array for name, array in load(body).items() if name != drop} | dict(put or {})
    return packed(save(arrays, {"template": json.dumps(meta)}))


def test_a_template_of_another_release_says_what_to_do(payload: bytes) -> None:
    assert Template.from_bytes(resealed(payload)).reference_count == 1
    with pytest.raises(ModelError, match="another release"):
        Template.from_bytes(resealed(payload, format=99))


@pytest.mark.parametrize(
    "changes",
    [
        {"sides": [[1.0, 2.0, "mm"]]},
        {"sides": [["long", 2.0, "mm", True]]},
        {"sides": 3},
        {"parts": [3]},
        {"parts": [{"size": "large", "peak": None}]},
        {"drop": "part0.frames0"},
        {"drop": "own"},
        {"drop": "part0.mean"},
        {"sides": [[10**400, 2.0, "mm", True]]},
        {"put": {"part0.frames0": np.zeros(3, np.int8)}},
        {"put": {"part0.frames0.step": np.ones(2)}},
        {"put": {"sides0.elapsed": np.zeros((3, 0), np.int16)}},
        {"put": {"sides0.elapsed": np.zeros(3, np.int16)}},
    ],
)
def test_a_template_that_contradicts_itself_is_refused(payload: bytes, changes: dict[str, Any]) -> None:
    with pytest.raises(ModelError, match="damaged"):
        Template.from_bytes(resealed(payload, **changes))


def test_other_metadata_is_no_template() -> None:
    made = save({"x": np.zeros(2)}, {"template": "[]"})
    with pytest.raises(ModelError, match="damaged"):
        Template.from_bytes(packed(made))
    bare = save({"x": np.zeros(2)})
    with pytest.raises(ModelError, match="damaged"):
        Template.from_bytes(packed(bare))


def test_what_unpacks_to_more_than_any_template_is_refused_unread() -> None:
    packer = zlib.compressobj(9)
    zeros = bytes(1 << 20)
    bomb = b"".join(packer.compress(zeros) for _ in range(80)) + packer.flush()
    with pytest.raises(ModelError, match="damaged"):
        Template.from_bytes(hashlib.sha256(bomb).digest() + bomb)


def test_surrogates_in_a_device_name_survive(dtw_model: Any, other_signers: Corpus) -> None:
    template = enrolled(dtw_model.verifier, other_signers, 1)
    side = replace(template.sides[0], unit="px of \ud800")
    odd = replace(template, sides=(side,))
    assert Template.from_bytes(odd.to_bytes()).sides[0].unit == side.unit
