"""The cards of all shipped models, as a person reads them."""

import pytest

from sigverify.gui import desk_models
from sigverify.networks.losses import LOSSES
from sigverify.shipped import shipped_folder
from sigverify.storage.store import Store

SHIPPED = sorted(folder.name for folder in shipped_folder("models").iterdir() if folder.is_dir())


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("SIGVERIFY_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SIGVERIFY_PASSPHRASE", "only for this test")
    with Store.open(f"sqlite:///{tmp_path / 'store.sqlite'}") as opened:
        yield opened


def test_every_shipped_model_is_in_the_list_with_its_error_rate(store):
    rows = {row.name: row for row in desk_models.rows(store)}
    assert set(SHIPPED) <= rows.keys()
    assert all(row.figures.endswith("%") for row in rows.values())
    assert all(row.made_at.startswith("20") for row in rows.values())
    assert rows["default"].in_use
    assert all(row.model_id is None for row in rows.values()), "none was in use before"


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_model_s_card_tells_all_that_it_should(store, name):
    key = next(row.key for row in desk_models.rows(store) if row.name == name)
    card = desk_models.card_of(store, key)
    sections = {section.heading: section for section in card.sections}
    assert card.title == name
    assert len(sections["What it was trained on"].table) > 1
    told = " ".join(sections["What it was trained on"].sentences)
    assert not any(f" {kind.__name__} " in told for kind in LOSSES.values()), "losses have names for people"
    head, *lines = sections["How well it does"].table
    assert head[0] == "references"
    assert len(lines) >= 5
    assert {row[0] for row in sections["Beside models without a network"].table} >= {"dtw", "duration"}
    assert sections["Limits"].sentences
    assert "MIT" in sections["Terms"].sentences[0]
    if name != "synthetic":
        assert "svc2004-task1" in " ".join(sections["Terms"].sentences)
