"""What a machine remembers beside a store is sealed, and stays with that store."""

from pathlib import Path

import pytest

from sigverify.errors import StoreDamagedError
from sigverify.gui.desk_training import material
from sigverify.gui.training_folders import keep_folders
from sigverify.storage.folders import data_folder
from sigverify.storage.store import Store
from sigverify.workflows.collected import real_recordings


def test_a_note_is_found_again_and_nothing_of_it_in_the_clear(store: Store) -> None:
    assert store.note("where") == ""
    store.keep_note("where", "/cases/anna")
    assert store.note("where") == "/cases/anna"
    (file,) = (data_folder() / "notes").iterdir()
    assert b"anna" not in file.read_bytes()
    assert b"/cases/anna".hex().encode() not in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0
    store.keep_note("where", "")
    assert store.note("where") == ""
    assert list(file.parent.iterdir()) == []


def test_a_note_of_another_name_or_store_opens_nowhere(store: Store, tmp_path: Path) -> None:
    sealed = store.seal_note("where", "/cases/anna")
    assert store.open_note("where", sealed) == "/cases/anna"
    with Store.open(f"sqlite:///{tmp_path / 'another.sqlite'}") as other:
        assert other.note("where") == ""
        for opener, name in ((store, "what"), (other, "where")):
            with pytest.raises(StoreDamagedError):
                opener.open_note(name, sealed)
    with pytest.raises(StoreDamagedError, match="cannot be read"):
        store.open_note("where", "no hexadecimal")


@pytest.mark.parametrize("written", ["", "5", '[1, "nonsense"]', "{"])
def test_folders_to_learn_from_are_remembered_and_nonsense_is_none(store: Store, written: str) -> None:
    keep_folders(store, ("csv:/cases/anna",))
    assert material(real_recordings(store), None, store).folders == ("csv:/cases/anna",)
    store.keep_note("training-folders", written)
    assert material(real_recordings(store), None, store).folders == ()
