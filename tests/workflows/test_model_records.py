"""What is known of the model behind a decision, also when its files are gone."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from sigverify.storage.store import Store
from sigverify.verification.model_files import CARD
from sigverify.verification.model_record import record_of
from sigverify.workflows import models
from sigverify.workflows.model_records import model_record
from sigverify.workflows.models import put_into_use, user_models


@pytest.fixture(autouse=True)
def nothing_shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "shipped_folder", lambda name: tmp_path / "shipped" / name)


def test_a_model_of_this_machine_is_found_by_its_card(store: Store, dtw_model: Any) -> None:
    shutil.copytree(dtw_model.folder, user_models() / "mine")
    sha256 = dtw_model.verifier.sha256
    assert model_record(store, sha256) == record_of(dtw_model.verifier.card, sha256)
    assert model_record(store, "0" * 64) is None


def test_one_whose_folder_is_gone_is_read_from_the_store(store: Store, dtw_model: Any, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(dtw_model.folder, tmp_path / "promoted"))
    verifier = put_into_use(store, folder)
    shutil.rmtree(folder)
    assert model_record(store, verifier.sha256) == record_of(verifier.card, verifier.sha256)
    assert not (user_models() / "promoted").exists(), "it is looked at, not installed"


@pytest.mark.parametrize("files", [{}, {CARD: b"another card"}])
def test_of_one_without_its_card_the_store_still_knows_the_errors(
    store: Store, dtw_model: Any, tmp_path: Path, files: dict[str, bytes]
) -> None:
    card = dtw_model.verifier.card
    told = {"made_at": card.made_at, "figures": card.figures}
    store.add_model("old", tmp_path / "gone", "7" * 64, None, told, files)
    store.add_model(
        "bare", tmp_path / "gone", "6" * 64, None, {"figures": {"held out, by number of references": 3}}, {}
    )
    record = model_record(store, "7" * 64)
    assert record is not None
    assert record.rates == record_of(card, "").rates
    assert (record.name, record.made_at, record.corpora) == ("old", card.made_at, ())
    bare = model_record(store, "6" * 64)
    assert bare is not None
    assert bare.rates == ()
