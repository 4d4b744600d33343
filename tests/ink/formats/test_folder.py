"""Files of signatures in folders: which are taken, in which order, and what is told where there is none."""

from pathlib import Path

import pytest

from sigverify.errors import UsageError
from sigverify.ink.formats import format_named
from sigverify.ink.formats.folder import files_in_place_of_folders, signature_files


def laid(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    return folder


def test_endings_tell_whatever_their_capitals_and_hidden_files_are_none(tmp_path: Path) -> None:
    folder = laid(tmp_path, "b.csv", "a/c.INKML", "a/notes.md", ".hidden/d.csv", "a/.e.csv", "z.svg")
    files, others = signature_files(folder)
    assert [str(file.relative_to(folder)) for file in files] == ["a/c.INKML", "b.csv"]
    assert others == 2
    assert signature_files(folder, format_named("csv")) == ([folder / "b.csv"], 3)


def test_files_named_are_taken_whatever_their_ending_and_folders_give_theirs(tmp_path: Path) -> None:
    folder = laid(tmp_path / "in", "b.csv", "a.csv")
    named = [str(tmp_path / "x.md"), str(folder), str(tmp_path / "y.csv")]
    assert files_in_place_of_folders(named) == (named[0], str(folder / "a.csv"), str(folder / "b.csv"), named[2])


def test_a_folder_without_signatures_and_one_that_may_not_be_seen_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = laid(tmp_path / "in", "notes.md")
    with pytest.raises(UsageError, match=r"The folder in holds no file of a signature\."):
        files_in_place_of_folders([str(folder)])

    def withheld(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rglob", withheld)
    with pytest.raises(UsageError, match=r"The folder in cannot be listed: Permission denied\."):
        files_in_place_of_folders([str(folder)])
