"""Files that hold no ink: whole or not at all, and readable by others, as the machine's own habit is."""

import errno
import sys
from pathlib import Path

import pytest

from sigverify.ink.formats.whole_file import write_shared


def test_a_file_is_written_and_replaced(tmp_path: Path) -> None:
    for content in (b"first", b"second"):
        write_shared(tmp_path / "figures.json", content)
        assert (tmp_path / "figures.json").read_bytes() == content
    (tmp_path / "mine").touch()
    assert (tmp_path / "figures.json").stat().st_mode == (tmp_path / "mine").stat().st_mode
    assert sorted(path.name for path in tmp_path.iterdir()) == ["figures.json", "mine"]


def test_a_disk_that_is_full_keeps_the_older_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`leaderboard` writes what it has after each model: hours of work must not go with the last one."""
    write_shared(tmp_path / "figures.json", b"hours of work")

    def full(path: Path, content: bytes) -> int:
        with path.open("wb") as file:
            file.write(content[:1])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        write_shared(tmp_path / "figures.json", b"more of it")
    monkeypatch.undo()
    assert (tmp_path / "figures.json").read_bytes() == b"hours of work"
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
def test_a_file_that_is_pointed_to_is_replaced_where_it_lies(tmp_path: Path) -> None:
    (tmp_path / "real.json").write_bytes(b"old")
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    write_shared(tmp_path / "link.json", b"new")
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real.json").read_bytes() == b"new"


@pytest.mark.skipif(sys.platform == "win32", reason="has no /dev/null")
def test_what_is_no_plain_file_is_written_as_it_is() -> None:
    write_shared(Path("/dev/null"), b"into nothing")
    assert not Path("/dev/null").is_file()


def test_a_file_in_a_folder_that_takes_no_new_ones_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "figures.json").write_bytes(b"old")
    monkeypatch.setattr("os.access", lambda *_: False)
    write_shared(tmp_path / "figures.json", b"new")
    assert (tmp_path / "figures.json").read_bytes() == b"new"
