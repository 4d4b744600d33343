"""A model's folder is written whole, read with every check, and trusted no further than its card goes."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from sigverify.errors import ModelError, ResourceFault
from sigverify.networks.catalogue import build_network
from sigverify.networks.weights import sha256_of, weights_bytes
from sigverify.verification.card import ComparatorCard, ModelCard
from sigverify.verification.model_files import CARD, read_card, read_history, read_model, read_networks, write_model


@pytest.fixture
def folder(network_model: Any, tmp_path: Path) -> Path:
    """A copy of the tiny network's folder, to be damaged."""
    return Path(shutil.copytree(network_model.folder, tmp_path / "model"))


def change_card(folder: Path, place: int, **changes: Any) -> None:
    values = json.loads((folder / CARD).read_text("utf-8"))
    values["comparators"][place].update(changes)
    (folder / CARD).write_text(json.dumps(values), "utf-8")


def test_a_model_is_read_as_it_was_written(network_model: Any, folder: Path) -> None:
    again = read_model(folder)
    assert again.card.to_json() == network_model.verifier.card.to_json()
    assert again.sha256 == network_model.verifier.sha256
    assert [comparator.kind for comparator in again.comparators] == ["network", "dtw"]
    assert read_card(folder)[1] == again.sha256


def test_networks_are_read_alone(network_model: Any, dtw_model: Any, folder: Path) -> None:
    (network,) = read_networks(folder)
    assert sha256_of(weights_bytes(network)) == network_model.verifier.card.comparators[0].weights_sha256
    assert not network.training
    assert read_networks(dtw_model.folder) == []
    change_card(folder, 0, weights_sha256="0" * 64)
    with pytest.raises(ModelError, match="do not match"):
        read_networks(folder)


def test_two_networks_are_read_in_the_cards_order(network_model: Any, tmp_path: Path) -> None:
    """Each with its own weights."""
    card = network_model.verifier.card
    part = card.comparators[0]
    payloads = {}
    for seed, name in enumerate(("b.safetensors", "a.safetensors")):
        torch.manual_seed(seed)
        payloads[name] = weights_bytes(build_network(part.architecture, part.config))
    parts = [replace(part, weights=name, weights_sha256=sha256_of(made)) for name, made in payloads.items()]
    write_model(tmp_path / "two", replace(card, comparators=tuple(parts)), payloads)
    assert [weights_bytes(network) for network in read_networks(tmp_path / "two")] == list(payloads.values())
    assert [comparator.kind for comparator in read_model(tmp_path / "two").comparators] == ["network", "network"]


def test_a_first_write_that_cannot_be_finished_leaves_nothing(
    dtw_model: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, _target: Path) -> Path:
        raise OSError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(ResourceFault, match="Permission denied"):
        write_model(tmp_path / "models" / "new", dtw_model.verifier.card, {})
    assert list((tmp_path / "models").iterdir()) == []


def test_any_change_of_the_card_is_another_model(folder: Path) -> None:
    before = read_model(folder).sha256
    change_card(folder, 1, unit=0.5)
    assert read_model(folder).sha256 != before


def test_changed_weights_are_refused(folder: Path) -> None:
    path = folder / "weights.safetensors"
    payload = bytearray(path.read_bytes())
    payload[-1] ^= 1
    path.write_bytes(bytes(payload))
    with pytest.raises(ModelError, match="do not match the model's card"):
        read_model(folder)


def test_missing_weights_are_refused(folder: Path) -> None:
    (folder / "weights.safetensors").unlink()
    with pytest.raises(ModelError, match="cannot be read"):
        read_model(folder)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"kind": "oracle"}, "compares by 'oracle'"),
        ({"kind": "dtw", "features": None}, "compares by 'dtw'"),
        ({"architecture": "aligned-gru"}, "no architecture 'aligned-gru'"),
        ({"architecture": "pooled-tdnn"}, "do not fit the architecture"),
        ({"weights": "../weights.safetensors"}, "outside its folder"),
        ({"weights": "/etc/passwd"}, "outside its folder"),
        ({"weights": ""}, "outside its folder"),
        ({"config": {"layers": 3}}, "describe no 'aligned-tdnn'"),
        ({"config": {"inputs": 11, "width": "wide"}}, "describe no 'aligned-tdnn'"),
        ({"config": {"inputs": 11, "width": 8.5}}, "describe no 'aligned-tdnn'"),
        ({"config": {"inputs": 11, "width": 2**62}}, "describe no 'aligned-tdnn'"),
        ({"config": {"inputs": 12}}, "takes no 11 functions a frame"),
        ({"config": {"inputs": 11}}, "do not fit the architecture"),
        ({"config": {"inputs": 11, "kernel": 2}}, "kernels odd"),
        ({"references": "density", "variances": [1.0] * 8}, "of one vector of 8 features"),
    ],
)
def test_foreign_or_damaged_parts_are_refused(folder: Path, changes: dict[str, Any], message: str) -> None:
    change_card(folder, 0, **changes)
    with pytest.raises(ModelError, match=message):
        read_model(folder)


@pytest.mark.parametrize("payload", [b"", b"{", b"\xff\xfe", b"[1]", b" " * 1_000_001])
def test_a_damaged_card_is_refused(folder: Path, payload: bytes) -> None:
    (folder / CARD).write_bytes(payload)
    with pytest.raises(ModelError):
        read_card(folder)


def test_a_folder_without_a_card_is_no_model(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(ModelError, match="is no model"):
            read_model(place)


def test_writing_again_replaces_the_whole_model(network_model: Any, dtw_model: Any, folder: Path) -> None:
    write_model(folder, dtw_model.verifier.card, {})
    assert sorted(path.name for path in folder.iterdir()) == [CARD]
    assert read_model(folder).sha256 == dtw_model.verifier.sha256
    assert [path.name for path in folder.parent.iterdir() if path.name.startswith(".writing")] == []


def test_a_write_that_fails_leaves_the_old_model(
    dtw_model: Any, network_model: Any, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(ResourceFault, match="No space left on device"):
        write_model(folder, dtw_model.verifier.card, {})
    assert read_model(folder).sha256 == network_model.verifier.sha256
    assert sorted(path.name for path in folder.parent.iterdir() if path.name != "data") == ["model"]


@pytest.mark.parametrize("fails_at", ["weights", "card"])
def test_a_move_that_fails_leaves_the_old_model(
    network_model: Any, folder: Path, monkeypatch: pytest.MonkeyPatch, fails_at: str
) -> None:
    move = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if (target.name == CARD) == (fails_at == "card"):
            raise OSError(13, "Permission denied")
        return move(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    before = sorted(path.name for path in folder.iterdir())
    with pytest.raises(ResourceFault, match="Permission denied"):
        write_model(folder, *another(network_model))
    assert read_model(folder).sha256 == network_model.verifier.sha256
    assert sorted(path.name for path in folder.iterdir()) == before


def another(network_model: Any) -> tuple[ModelCard, dict[str, bytes]]:
    """A model whose files bear the names of another one's, and hold something else."""
    card = network_model.verifier.card
    (network,) = read_networks(network_model.folder)
    with torch.no_grad():
        next(network.parameters()).add_(1.0)
    payload = weights_bytes(network)
    parts = [
        replace(part, weights_sha256=sha256_of(payload)) if part.kind == "network" else part
        for part in card.comparators
    ]
    weights = next(part.weights for part in parts if part.kind == "network")
    return replace(card, name="another", comparators=tuple(parts), history=""), {weights: payload}


def test_a_model_is_replaced_by_its_card_whatever_its_files_are_called(network_model: Any, folder: Path) -> None:
    """Until the card changes, all files of the old model are as they were."""
    card, payloads = another(network_model)
    for _ in range(2):  # in its own place too
        write_model(folder, card, payloads)
        assert read_model(folder).name == "another"
        assert [weights_bytes(network) for network in read_networks(folder)] == list(payloads.values())
        assert len(list(folder.iterdir())) == 2


def test_what_a_killed_program_left_half_written_is_cleared(dtw_model: Any, network_model: Any, folder: Path) -> None:
    (folder / ".writing").write_bytes(b"half of some weights")
    (folder / "weights-0123456789ab.safetensors").write_bytes(b"of a model that never came to be")
    write_model(folder, dtw_model.verifier.card, {})
    assert sorted(path.name for path in folder.iterdir()) == [CARD]
    half = folder.with_name(".writing-new")
    half.mkdir()
    (half / CARD).write_bytes(b"{")
    write_model(folder.with_name("new"), dtw_model.verifier.card, {})
    assert not half.exists()
    assert read_model(folder.with_name("new")).sha256 == dtw_model.verifier.sha256


def test_a_card_of_two_kinds_of_metric_is_honoured(dtw_model: Any, tmp_path: Path) -> None:
    (part,) = dtw_model.verifier.card.comparators
    write_model(tmp_path / "l2", replace(dtw_model.verifier.card, comparators=(replace(part, metric="l2"),)), {})
    assert [c.metric for c in read_model(tmp_path / "l2").comparators] == ["l2"]
    assert isinstance(part, ComparatorCard)


def test_a_history_lies_beside_the_card_that_names_it(dtw_model: Any, tmp_path: Path) -> None:
    card, text = replace(dtw_model.verifier.card, history="history.json"), '{"loss": "ünd so weiter"}'
    write_model(tmp_path / "kept", card, {"history.json": text.encode()})
    assert read_history(tmp_path / "kept") == text
    assert read_history(dtw_model.folder) == ""
    (tmp_path / "kept" / "history.json").unlink()
    with pytest.raises(ModelError, match="history of the model"):
        read_history(tmp_path / "kept")
    write_model(tmp_path / "astray", replace(card, history="../history.json"), {})
    with pytest.raises(ModelError, match="outside its folder"):
        read_history(tmp_path / "astray")


def test_features_that_a_network_cannot_take_are_refused(catalogue_model: Callable[..., Any], tmp_path: Path) -> None:
    """A network of a fixed length, in a card that says features come as long as the signature."""
    folder = Path(shutil.copytree(catalogue_model("chopra-2005").folder, tmp_path / "model"))
    features = json.loads((folder / CARD).read_text("utf-8"))["comparators"][0]["features"]
    assert features["frames"] == 200
    for frames in (None, 100):
        change_card(folder, 0, features={**features, "frames": frames})
        with pytest.raises(ModelError, match="200"):
            read_model(folder)


def test_plain_comparators_do_not_wait_for_torch(dtw_model: Any, duration_model: Any) -> None:
    script = (
        "import sys; from pathlib import Path; from sigverify.verification.model_files import read_model\n"
        "for folder in sys.argv[1:]: read_model(Path(folder))\n"
        "print('torch' in sys.modules)"
    )
    folders = [str(model.folder) for model in (dtw_model, duration_model)]
    shown = subprocess.run([sys.executable, "-c", script, *folders], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "False"
