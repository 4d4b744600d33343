"""What is said where the machine lacks what the window needs, which Qt would tell by a core dump."""

import re
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from sigverify.cli import main, screen
from sigverify.errors import ResourceFault

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems bring what Qt needs")


@pytest.fixture
def on_x11(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Let Qt choose X11, on a screen that nobody serves."""
    for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", "127.0.0.1:9999.no-screen")
    return monkeypatch


def test_a_screen_that_does_not_answer_is_told(on_x11) -> None:
    with pytest.raises(ResourceFault, match=r"'127.0.0.1:9999.no-screen'.* does not answer. Start sigverify from"):
        screen.check_screen()


def test_the_window_and_the_demo_tell_it_before_qt_ends_them(on_x11) -> None:
    for words in ([], ["demo", "--signers", "1"]):
        done = CliRunner().invoke(main, words)
        assert done.exit_code == 2
        assert done.stderr.startswith("sigverify: The display '127.0.0.1:9999.no-screen'"), done.stderr


def test_a_report_is_written_where_the_screen_does_not_answer(run_program, ink_files, tmp_path: Path) -> None:
    """Over a connection that names a screen of long ago."""
    store = ("--store", f"sqlite:///{tmp_path / 'store.sqlite'}")
    run_program(*store, "enrol", "Anna", *ink_files.references)
    run_program(*store, "verify", "Anna", ink_files.genuine)
    away = {"DISPLAY": "127.0.0.1:9999.no-screen", "WAYLAND_DISPLAY": None, "QT_QPA_PLATFORM": None}
    done = run_program(*store, "report", 1, "decision.pdf", **away)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "decision.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("platform", "wayland"), [("offscreen", None), ("", "wayland-0"), ("wayland", None), ("minimal:size=1", None)]
)
def test_nothing_is_asked_of_x11_where_qt_draws_elsewhere(on_x11, platform: str, wayland: str | None) -> None:
    on_x11.setenv("QT_QPA_PLATFORM", platform)
    if wayland:
        on_x11.setenv("WAYLAND_DISPLAY", wayland)
    screen.check_screen()


def test_a_missing_library_is_named_with_what_brings_it(on_x11, tmp_path: Path) -> None:
    """What Debian's own installation lacks most often: Qt's plugin does not load, and Qt ends the process."""
    plugin = tmp_path / "PySide6" / screen._X11
    plugin.parent.mkdir(parents=True)
    plugin.write_bytes(b"")
    on_x11.setattr(screen, "find_spec", lambda _: type("Spec", (), {"origin": str(tmp_path / "PySide6" / "a.py")}))
    with pytest.raises(ResourceFault, match=r"for want of libqxcb.so .*apt-get install libegl1 .*libxcb-cursor0"):
        screen.check_screen()


def test_an_import_of_qt_that_fails_for_a_library_is_no_fault_of_ours(monkeypatch: pytest.MonkeyPatch, run) -> None:
    def import_qt() -> None:
        path = "/venv/lib/python3.11/site-packages/PySide6/QtGui.abi3.so"
        why = "libEGL.so.1: cannot open shared object file: No such file or directory"
        raise ImportError(why, name="QtGui", path=path)

    monkeypatch.setattr("sigverify.cli.showing.check_screen", import_qt)
    done = run("demo")
    assert done.exit_code == 2
    assert "could not be loaded, for want of libEGL.so.1 (libEGL" in done.stderr
    assert screen.DEBIAN_PACKAGES in done.stderr


def test_another_import_that_fails_is_told_as_a_fault() -> None:
    for error in (ImportError("No module named 'x'", name="x"), ImportError("no", path="/PySide6/QtGui.abi3.so")):
        assert screen.without_library(error) is None


def test_the_readme_and_the_packages_of_the_tests_name_the_same() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"apt-get install ([^\n]+)\n", readme)
    assert found is not None
    assert set(screen.DEBIAN_PACKAGES.split()) <= set(found[1].split())
    tests = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert not [name for name in found[1].split() if not re.search(rf"\s{re.escape(name)}\s", tests)]
