"""What a training by command has learnt from a store goes with whom it has learnt it from, wherever it lies."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from sigverify.cli import main
from sigverify.corpora.corpus import Corpus
from sigverify.errors import ResourceFault, UsageError
from sigverify.storage.folders import data_folder
from sigverify.storage.rows import Erased
from sigverify.storage.store import Store
from sigverify.workflows import learning_from_stores
from sigverify.workflows.learning_from_stores import LearningFromStores
from tests.workflows.conftest import enrolled


@pytest.fixture
def desk(store: Store, duration_model: Any, signers: Corpus) -> Store:
    return enrolled(store, duration_model, signers, people=4)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Checkpoints of a training by command, beside what is none."""
    made = tmp_path / "about-anna" / "mine.training"
    made.mkdir(parents=True)
    (made / "fold 1.safetensors").write_bytes(b"weights")
    (made / "steps.json").write_bytes(b"[3]")
    (made.parent / "mine.safetensors").write_bytes(b"somebody else's")
    return made


def noted(desk: Store, folder: Path) -> LearningFromStores:
    stores = LearningFromStores(("synthetic:4", f"store:{desk.url}"), folder)
    stores.note()
    return stores


def test_checkpoints_go_with_whom_they_have_learnt_from(desk: Store, folder: Path) -> None:
    noted(desk, folder)
    assert desk.erase_signer(desk.signers()[0].id) == Erased(training=True)
    assert not folder.exists()
    assert [path.name for path in folder.parent.iterdir()] == ["mine.safetensors"]


def test_folders_of_checkpoints_below_go_too_and_nothing_else(desk: Store, tmp_path: Path) -> None:
    kept = tmp_path / "crossed" / "without-svc" / "model"
    passing = tmp_path / "crossed" / "without-svc" / "model.training"
    for made in (kept, passing):
        made.mkdir(parents=True)
        (made / "weights.safetensors").write_bytes(b"weights")
    noted(desk, tmp_path / "crossed")
    desk.discard_recording(desk.recordings(desk.signers()[0].id)[0].id)
    assert not passing.exists()
    assert (kept / "weights.safetensors").exists()


def test_they_stay_where_nothing_of_it_is_erased(desk: Store, folder: Path, tmp_path: Path) -> None:
    stores = noted(desk, folder)
    desk.rename_signer(desk.signers()[0].id, "Anna")
    with Store.open(f"sqlite:///{tmp_path / 'another.sqlite'}") as other:
        assert other.erase_signer(other.add_signer("Anna").id) == Erased()
    stores.make_sure()
    assert len(list(folder.iterdir())) == 2
    stores.forget()
    assert desk.erase_signer(desk.signers()[0].id) == Erased()
    assert folder.exists(), "the training came to its end"


def test_a_training_that_runs_ends_at_its_next_look_and_leaves_nothing(
    desk: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learning_from_stores, "_LOOKS_EVERY_S", 0.0)
    stores = noted(desk, folder)
    stores.look()
    desk.erase_signer(desk.signers()[0].id)
    folder.mkdir()
    (folder / "fold 2.safetensors").write_bytes(b"what was written meanwhile")
    with pytest.raises(UsageError, match="begin anew"):
        stores.look()
    assert not folder.exists()
    again = noted(desk, folder)
    again.look()  # of who is left


def test_what_another_desk_erased_goes_when_the_store_is_next_opened(
    desk: Store, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted(desk, folder)
    here = desk.url
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("SIGVERIFY_DATA", str(tmp_path / "another desk"))
        with Store.open(here) as other:
            other.erase_signer(other.signers()[0].id)
    assert folder.exists()
    Store.open(here).close()
    assert not folder.exists()


def test_nobody_is_erased_while_their_checkpoints_stay(
    desk: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted(desk, folder)

    def refuse(path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    with monkeypatch.context() as locked:
        locked.setattr(Path, "unlink", refuse)
        with pytest.raises(ResourceFault, match="Nothing was erased"):
            desk.erase_signer(desk.signers()[0].id)
    assert len(desk.signers()) == 4
    assert desk.erase_signer(desk.signers()[0].id).training


def test_a_disk_that_is_away_is_looked_at_when_it_is_back(desk: Store, folder: Path) -> None:
    noted(desk, folder)
    away = folder.parent.rename(folder.parent.with_name("away"))
    assert desk.erase_signer(desk.signers()[0].id) == Erased()
    away.rename(folder.parent)
    Store.open(desk.url).close()
    assert not folder.exists()


def test_nothing_of_a_path_stands_in_the_clear(desk: Store, folder: Path) -> None:
    noted(desk, folder)
    (note,) = (data_folder() / "trainings").iterdir()
    assert b"anna" not in note.read_bytes()
    assert "anna" not in note.name
    note.write_bytes(b"no note of ours")
    assert desk.erase_signer(desk.signers()[0].id) == Erased(), "what does not open is passed over"


def test_the_command_stops_when_somebody_is_erased_from_whom_it_learns(
    desk: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learning_from_stores, "_LOOKS_EVERY_S", 0.0)
    look, looks = LearningFromStores.look, []

    def erase_then_look(stores: LearningFromStores) -> None:
        looks.append(sorted((tmp_path / "mine.training").glob("*.safetensors")))
        if looks[-1]:
            desk.erase_signer(desk.signers()[0].id)
        look(stores)

    monkeypatch.setattr(LearningFromStores, "look", erase_then_look)
    words = ["train", "--corpus", f"store:{desk.url}", "--corpus", "synthetic:6", "--output", str(tmp_path / "mine")]
    result = CliRunner().invoke(main, [*words, "--architecture", "chopra-2005", "--steps", "2", "--folds", "2"])
    assert result.exit_code == 2
    assert "was erased, and what it had learnt with it" in result.stderr
    assert not (tmp_path / "mine").exists()
    assert not (tmp_path / "mine.training").exists()
