"""Models by name: a path, then one's own, then the shipped ones; and the one that verdicts come from."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from sigverify.corpora.corpus import Corpus
from sigverify.errors import ModelError
from sigverify.shipped import DEFAULT_MODEL, shipped_folder
from sigverify.storage import models as stored_models
from sigverify.storage.store import Store
from sigverify.verification.model_files import CARD, read_files
from sigverify.workflows import models
from sigverify.workflows.models import (
    find_model,
    folder_in_use,
    known_models,
    load_verifier,
    put_into_use,
    user_models,
    verifier_in_use,
)


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dtw_model: Any) -> Path:
    """A folder of shipped models that holds the default one."""
    folder = tmp_path / "shipped"
    shutil.copytree(dtw_model.folder, folder / DEFAULT_MODEL)
    monkeypatch.setattr(models, "shipped_folder", lambda name: {"models": folder}[name])
    return folder


def own(model: Any, name: str) -> Path:
    return Path(shutil.copytree(model.folder, user_models() / name))


def test_a_model_is_found_by_its_path(dtw_model: Any, shipped: Path) -> None:
    assert find_model(str(dtw_model.folder)) == dtw_model.folder
    assert load_verifier(str(dtw_model.folder)).sha256 == dtw_model.verifier.sha256


def test_one_s_own_model_goes_before_a_shipped_one_of_the_same_name(duration_model: Any, shipped: Path) -> None:
    assert find_model("default") == shipped / DEFAULT_MODEL
    mine = own(duration_model, DEFAULT_MODEL)
    assert find_model("default") == mine
    assert [(m.name, m.origin) for m in known_models()] == [
        (DEFAULT_MODEL, "yours"),
        (DEFAULT_MODEL, "shipped"),
    ]


def test_no_folder_that_a_desk_is_started_in_brings_its_own_default(
    store: Store, shipped: Path, duration_model: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever can lay a file there would choose by what is decided; a person who asks for a folder means it."""
    shutil.copytree(duration_model.folder, tmp_path / "here" / DEFAULT_MODEL)
    monkeypatch.chdir(tmp_path / "here")
    assert folder_in_use(store) == shipped / DEFAULT_MODEL
    assert find_model(DEFAULT_MODEL) == Path(DEFAULT_MODEL)


def test_an_unknown_name_lists_what_there_is(duration_model: Any, shipped: Path) -> None:
    own(duration_model, "mine")
    with pytest.raises(ModelError, match=r"no model 'yours'.*Known are mine, default; or"):
        find_model("yours")


def test_damaged_models_and_other_folders_are_left_out(duration_model: Any, shipped: Path) -> None:
    (own(duration_model, "broken") / CARD).write_text("{")
    (user_models() / "empty").mkdir()
    (user_models() / "note.txt").write_text("mine")
    assert [m.name for m in known_models()] == [DEFAULT_MODEL]


def test_without_a_promoted_model_the_default_is_in_use(store: Store, shipped: Path, dtw_model: Any) -> None:
    assert folder_in_use(store) == shipped / DEFAULT_MODEL
    assert verifier_in_use(store).sha256 == dtw_model.verifier.sha256


def test_a_model_put_into_use_is_in_use(store: Store, shipped: Path, duration_model: Any) -> None:
    mine = own(duration_model, "mine")
    assert put_into_use(store, mine).sha256 == duration_model.verifier.sha256
    assert verifier_in_use(store).sha256 == duration_model.verifier.sha256
    # promoted models outlive a move: the same card is looked for by its hash
    mine.rename(user_models() / "moved")
    assert folder_in_use(store) == user_models() / "moved"


def test_a_model_that_was_changed_or_lost_is_not_trusted(store: Store, shipped: Path, duration_model: Any) -> None:
    mine = own(duration_model, "mine")
    put_into_use(store, mine)
    card = mine / CARD
    card.write_text(card.read_text("utf-8").replace("tiny", "tidy"), "utf-8")
    without_files(store)
    with pytest.raises(ModelError, match="gone or was changed"):
        verifier_in_use(store)
    shutil.rmtree(mine)
    with pytest.raises(ModelError, match="gone or was changed"):
        verifier_in_use(store)


def without_files(store: Store, files: dict[str, bytes] | None = None) -> None:
    """Leave the store's models without their files, as a program before left them, or with others."""
    with store._writing() as work:
        for model in stored_models.find(work):
            stored_models.keep_files(work, model.id, files or {})


def test_a_model_that_another_desk_promoted_is_fetched_from_the_store(
    store: Store, shipped: Path, network_model: Any
) -> None:
    """To a machine that never had it, with its weights, and whole."""
    mine = user_models().parent / "elsewhere"
    shutil.copytree(network_model.folder, mine)
    promoted = put_into_use(store, mine)
    shutil.rmtree(mine)
    folder = folder_in_use(store)
    assert folder == user_models() / f"{promoted.name}-{promoted.sha256[:8]}"
    assert read_files(folder) == read_files(network_model.folder)
    assert verifier_in_use(store).sha256 == promoted.sha256
    shutil.rmtree(folder)
    files = read_files(network_model.folder)
    without_files(store, {**files, CARD: files[CARD] + b" "})
    with pytest.raises(ModelError, match="were changed in the store"):
        verifier_in_use(store)
    without_files(store, {CARD: files[CARD], "../weights": b""})
    with pytest.raises(ModelError):
        verifier_in_use(store)
    assert not folder.exists()


def test_a_model_in_use_whose_card_broke_is_found_elsewhere(store: Store, shipped: Path, duration_model: Any) -> None:
    mine = own(duration_model, "mine")
    copy = own(duration_model, "copy")
    put_into_use(store, mine)
    (mine / CARD).write_text("{")
    assert folder_in_use(store) == copy


def test_the_floors_are_shipped() -> None:
    for name in ("dtw", "duration"):
        assert (shipped_folder("models") / name / CARD).is_file()
        assert [c.kind for c in load_verifier(name).comparators] == [name]


def test_the_shipped_floor_knows_strangers_from_signers(other_signers: Corpus) -> None:
    """A card whose calibration was made for another kind of score would accept anybody, or nobody."""
    verifier = load_verifier("dtw")
    first, *others = other_signers.signers
    genuine = [sample.recording for sample in other_signers.of(first, "genuine")]
    template = verifier.enrol(genuine[:5])
    assert all(verifier.verify(template, ink).outcome != "reject" for ink in genuine[5:])
    for other in others:
        stranger = other_signers.of(other, "genuine")[0].recording
        assert verifier.verify(template, stranger).outcome == "reject"
