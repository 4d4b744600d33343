"""On Windows torch can be imported after Qt: told by what would be loaded there, on whatever system this runs."""

import subprocess
import sys
from collections.abc import Container
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from sigverify.gui import before_qt
from sigverify.gui.before_qt import make_way_for_torch


@pytest.fixture
def torch_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where torch lies, with the library that Windows has there."""
    folder = tmp_path / "torch"
    (folder / "lib").mkdir(parents=True)
    (folder / "lib" / "c10.dll").touch()
    monkeypatch.setattr(before_qt, "find_spec", lambda name: ModuleSpec(name, None, origin=str(folder / "__init__.py")))
    return folder


class Process:
    """What is loaded and imported into a process of another system."""

    def __init__(self, *, refuses: bool = False, broken: bool = False) -> None:
        self.refuses, self.broken = refuses, broken
        self.loaded: list[Path] = []
        self.torch = 0

    def start(self, platform: str = "win32", imported: Container[str] = ()) -> None:
        make_way_for_torch(platform, imported, self._load, self._import_torch)

    def _load(self, library: Path) -> None:
        if self.refuses:
            raise OSError("[WinError 1114]")
        self.loaded.append(library)

    def _import_torch(self) -> None:
        self.torch += 1
        if self.broken:
            raise OSError("[WinError 126]")


def test_on_windows_the_first_library_is_loaded_and_torch_is_not(torch_folder: Path) -> None:
    process = Process()
    process.start()
    assert process.loaded == [torch_folder / "lib" / "c10.dll"]
    assert process.torch == 0


@pytest.mark.parametrize("platform", ["linux", "darwin"])
def test_elsewhere_nothing_is_loaded(torch_folder: Path, platform: str) -> None:
    process = Process()
    process.start(platform)
    assert (process.loaded, process.torch) == ([], 0)


def test_a_torch_that_is_there_already_is_left_alone(torch_folder: Path) -> None:
    process = Process()
    process.start(imported={"torch"})
    assert (process.loaded, process.torch) == ([], 0)


@pytest.mark.parametrize("is_there", [True, False])
def test_where_the_library_does_not_load_torch_is_imported_first(torch_folder: Path, is_there: bool) -> None:
    if not is_there:
        (torch_folder / "lib" / "c10.dll").unlink()
    process = Process(refuses=True)
    process.start()
    assert process.torch == 1


def test_a_torch_that_is_broken_or_missing_does_not_keep_the_window_shut(
    torch_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    process = Process(refuses=True, broken=True)
    process.start()
    assert process.torch == 1
    monkeypatch.setattr(before_qt, "find_spec", lambda _name: None)
    process.start()
    assert process.torch == 1


def test_it_is_done_before_qt_is_imported_and_by_whatever_imports_the_window() -> None:
    code = (
        "import sys, sigverify.gui\n"
        "print([name for name in sys.modules if name.startswith(('PySide6', 'shiboken6', 'torch'))])\n"
        "print('sigverify.gui.before_qt' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.split("\n")[:2] == ["[]", "True"]
