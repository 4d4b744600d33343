"""What was collected leaves the store as a corpus folder: whole or not at all, and the audit chain tells of it."""

from pathlib import Path
from typing import Any

import pytest

from sigverify.corpora.folders import load_corpus
from sigverify.errors import ResourceFault, UsageError
from sigverify.storage import events
from sigverify.storage.store import Store
from sigverify.workflows.collected import collected_corpus
from sigverify.workflows.corpus_folder import CorpusFolder


def exported(store: Store, folder: Path, *signers: str) -> int:
    leaving = CorpusFolder(folder)
    for signer in signers:
        leaving.add(store, signer)
    return leaving.finish(store)


def test_what_was_exported_reads_as_what_the_store_gives(store: Store, person: Any, tmp_path: Path) -> None:
    store.add_recording(person.id, person.genuine[0], role="collected", label="genuine", session="day two")
    store.add_recording(person.id, person.forged[0], role="collected", label="forgery", session="day two")
    store.add_recording(person.id, person.forged[1], role="collected", label="unknown", session="day two")
    nobody = store.add_signer("Nobody")
    folder = tmp_path / "corpus"
    assert exported(store, folder, person.id, nobody.id) == 5
    there, here = load_corpus(f"csv:{folder}"), collected_corpus(store)
    assert there.sessions_apart
    assert [(s.signer, s.label, s.session, s.number) for s in there] == [
        (s.signer, s.label, s.session, s.number) for s in here
    ]
    assert [s.recording.x.tolist() for s in there] == [s.recording.x.tolist() for s in here]
    assert store.audit_entries()[-1].event == events.exported("corpus-folder", 5, person.id)
    assert sorted(path.name for path in (folder / person.id).iterdir()) == [
        "forgery_2_1.csv",
        "genuine_1_1.csv",
        "genuine_1_2.csv",
        "genuine_1_3.csv",
        "genuine_2_1.csv",
    ]
    assert folder.stat().st_mode & 0o077 == 0


def test_a_folder_that_holds_something_is_left_alone(store: Store, person: Any, tmp_path: Path) -> None:
    folder = tmp_path / "full"
    folder.mkdir()
    (folder / "letter.txt").write_text("Dear Anna")
    with pytest.raises(UsageError, match="holds something already"):
        CorpusFolder(folder)
    assert [path.name for path in folder.iterdir()] == ["letter.txt"]


def test_an_empty_folder_may_be_named(store: Store, person: Any, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert exported(store, tmp_path / "empty", person.id) == 3


def test_what_is_abandoned_or_holds_nothing_leaves_nothing_behind(store: Store, person: Any, tmp_path: Path) -> None:
    before, entries = sorted(tmp_path.iterdir()), len(store.audit_entries())
    leaving = CorpusFolder(tmp_path / "corpus")
    leaving.add(store, person.id)
    leaving.abandon()
    nobody = store.add_signer("Nobody")
    with pytest.raises(UsageError, match="labelled signature"):
        exported(store, tmp_path / "corpus", nobody.id)
    assert sorted(tmp_path.iterdir()) == before
    assert len(store.audit_entries()) == entries + 1  # the signer's


def test_a_folder_that_cannot_be_made_is_said_and_not_told_to_the_chain(
    store: Store, person: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leaving = CorpusFolder(tmp_path / "corpus")
    leaving.add(store, person.id)

    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", full)
    entries = len(store.audit_entries())
    with pytest.raises(ResourceFault, match="No space left"):
        leaving.finish(store)
    assert len(store.audit_entries()) == entries
    assert not list(tmp_path.glob("*corpus*"))
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(ResourceFault, match="could not be written"):
        CorpusFolder(tmp_path / "file" / "deeper")
