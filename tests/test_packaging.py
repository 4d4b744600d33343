"""The wheel holds all that the program needs, and nothing of the corpora: tried in an environment of its own."""

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

CHECKOUT = Path(__file__).parents[1]


def run(*words: object, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        list(map(str, words)),
        cwd=cwd,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built with the build backend at hand, since no test may need the network."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, CHECKOUT, cwd=folder)
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Programs of a new environment that holds the wheel; its dependencies are those of this one."""
    place = tmp_path_factory.mktemp("installed") / "venv"
    run(sys.executable, "-m", "venv", "--without-pip", place, cwd=place.parent)
    scripts = place / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", wheel, cwd=place.parent)
    site = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=place.parent).stdout.strip()
    # A path in a .pth file is searched, but the .pth files in it are not read: the checkout stays out of sight.
    (Path(site) / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return scripts


def tracked(folder: str) -> set[str]:
    listed = run("git", "-C", CHECKOUT, "ls-files", folder, cwd=CHECKOUT).stdout
    return {line for line in listed.splitlines() if (CHECKOUT / line).is_file()}


def test_models_resources_and_migrations_travel_in_the_wheel(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    shipped = {f"sigverify/{path}" for path in tracked("models") | tracked("resources")}
    assert shipped
    assert shipped <= names
    assert tracked("sigverify") <= names
    assert any(name.startswith("sigverify/storage/migrations/versions/") for name in names)
    assert "sigverify/py.typed" in names


def test_nothing_else_travels(wheel: Path) -> None:
    """No recorded signature, no test, no database."""
    names = [name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name]
    assert {name.split("/")[0] for name in names} == {"sigverify"}
    assert not [name for name in names if name.lower().endswith((".txt", ".sig", ".hwr", ".csv", ".sqlite", ".key"))]


def test_the_wheel_names_the_licence_and_the_command(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    information = next(name.split("/")[0] for name in archive.namelist() if ".dist-info/" in name)
    assert f"{information}/licenses/LICENSE" in archive.namelist()
    assert "sigverify = sigverify.cli:main" in archive.read(f"{information}/entry_points.txt").decode()
    metadata = archive.read(f"{information}/METADATA").decode()
    assert "License-Expression: MIT" in metadata
    assert "Requires-Python: >=3.11" in metadata


@pytest.mark.parametrize("name", ["models", "resources"])
def test_the_installed_program_finds_its_own_folders(scripts: Path, tmp_path: Path, name: str) -> None:
    script = f"from sigverify.shipped import shipped_folder; print(shipped_folder({name!r}))"
    found = Path(run(scripts / "python", "-c", script, cwd=tmp_path).stdout.strip())
    assert found.is_relative_to(scripts.parent)
    assert {path.split("/")[1] for path in tracked(name)} <= {path.name for path in found.iterdir()}


def test_the_installed_command_lists_the_shipped_models(scripts: Path, tmp_path: Path) -> None:
    listed = run(scripts / "sigverify", "models", cwd=tmp_path, SIGVERIFY_DATA=str(tmp_path / "data")).stdout
    for name in {path.split("/")[1] for path in tracked("models")}:
        assert name in listed
    assert "shipped" in listed
    assert list(tmp_path.iterdir()) == [], "listing writes nothing"


def test_the_installed_program_opens_a_store(scripts: Path, tmp_path: Path) -> None:
    """Alembic reads its migrations as files: they must lie where the package lies."""
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    script = f"from sigverify.storage.store import Store\nwith Store.open({url!r}) as s: print(s.signers())"
    assert run(scripts / "python", "-c", script, cwd=tmp_path).stdout.strip() == "[]"


def test_the_installed_program_speaks_its_languages(scripts: Path, tmp_path: Path) -> None:
    script = (
        "from sigverify.gui.application import create_application\n"
        "from sigverify.gui.language import languages, speak, tr\n"
        "application = create_application()\n"
        "print(*languages(), speak('zh_CN'), tr('Settings'))\n"
    )
    variables = {"QT_QPA_PLATFORM": "offscreen", "PYTHONIOENCODING": "utf-8", "HOME": str(tmp_path)}
    assert run(scripts / "python", "-c", script, cwd=tmp_path, **variables).stdout.split() == [
        "en",
        "zh_CN",
        "zh_CN",
        "设置",
    ]


def test_the_installed_window_finds_its_icons_style_and_help(scripts: Path, tmp_path: Path) -> None:
    script = (
        "from sigverify.gui.application import create_application, MainWindow\n"
        "from sigverify.gui.desk_services import DeskServices\n"
        "application = create_application()\n"
        "window = MainWindow(DeskServices())\n"
        "window.show()\n"
        "window.go_to('Help')\n"
        "assert window.styleSheet() or application.styleSheet()\n"
        "window.close()\n"
        "print('shown')\n"
    )
    variables = {"QT_QPA_PLATFORM": "offscreen", "SIGVERIFY_DATA": str(tmp_path / "data"), "HOME": str(tmp_path)}
    assert run(scripts / "python", "-c", script, cwd=tmp_path, **variables).stdout.strip() == "shown"
