"""Weights on disk: only the file that the card names, only for its architecture, only numbers."""

from pathlib import Path

import pytest
import torch
from safetensors.torch import save

from sigverify.errors import ModelError
from sigverify.networks.aligned_tdnn import AlignedTdnn, AlignedTdnnConfig
from sigverify.networks.weights import load_weights, sha256_of, weights_bytes

CONFIG = AlignedTdnnConfig(inputs=3, width=4, embedding=4, dilations=(1,))


def network(seed: int, config: AlignedTdnnConfig = CONFIG) -> AlignedTdnn:
    torch.manual_seed(seed)
    return AlignedTdnn(config)


def written(path: Path, payload: bytes) -> str:
    path.write_bytes(payload)
    return sha256_of(payload)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "weights.safetensors"


def test_weights_come_back_to_the_bit(path: Path) -> None:
    kept, other = network(1), network(2)
    load_weights(other, path, written(path, weights_bytes(kept)))
    for name, value in kept.state_dict().items():
        assert torch.equal(other.state_dict()[name], value)


def test_the_same_weights_have_the_same_bytes() -> None:
    assert weights_bytes(network(1)) == weights_bytes(network(1))
    assert sha256_of(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_another_hash_is_refused(path: Path) -> None:
    written(path, weights_bytes(network(1)))
    with pytest.raises(ModelError, match="do not match the model's card"):
        load_weights(network(2), path, sha256_of(b"other"))


def test_a_missing_file_is_refused(path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        load_weights(network(1), path, "")


@pytest.mark.parametrize(
    "config",
    [
        AlignedTdnnConfig(inputs=3, width=5, embedding=4, dilations=(1,)),
        AlignedTdnnConfig(inputs=3, width=4, embedding=4, dilations=(1, 2)),
        AlignedTdnnConfig(inputs=3, width=4, embedding=4, dilations=(1,), kernel=3),
    ],
)
def test_weights_of_another_architecture_are_refused(path: Path, config: AlignedTdnnConfig) -> None:
    sha256 = written(path, weights_bytes(network(1, config)))
    with pytest.raises(ModelError, match="do not fit the architecture"):
        load_weights(network(2), path, sha256)


@pytest.mark.parametrize("payload", [b"", b"\x00" * 40, b"garbage" * 20, b"\xff" * 8 + b"{}", b"\x02\0\0\0\0\0\0\0{}"])
def test_garbage_is_refused(path: Path, payload: bytes) -> None:
    sha256 = written(path, payload)
    with pytest.raises(ModelError, match="do not fit the architecture"):
        load_weights(network(1), path, sha256)


def test_foreign_tensors_are_refused(path: Path) -> None:
    sha256 = written(path, save({"x": torch.zeros(3)}))
    with pytest.raises(ModelError, match="do not fit"):
        load_weights(network(1), path, sha256)


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_weights_that_are_not_numbers_are_refused(path: Path, bad: float) -> None:
    damaged = network(1)
    with torch.no_grad():
        damaged.first.weight[0, 0, 0] = bad
    sha256 = written(path, weights_bytes(damaged))
    with pytest.raises(ModelError, match="not numbers"):
        load_weights(network(2), path, sha256)
