"""Nothing of a benchmark stays on the disk: finished, told to end, or killed."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from sigverify.benchmarks.passing_folder import leaving_nothing, passing_folder, remove_left_over
from sigverify.errors import ResourceFault

HOLDS = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # what runs in the background may have it ignored
from sigverify.benchmarks.passing_folder import leaving_nothing, passing_folder
with leaving_nothing(), passing_folder() as folder:
    (folder / "store").write_bytes(bytes(1000))
    print(folder, flush=True)
    time.sleep(600)
"""


@pytest.fixture(autouse=True)
def own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path


def test_a_folder_is_there_for_a_while(own_place: Path) -> None:
    with leaving_nothing(), passing_folder() as folder:
        (folder / "store").write_text("x")
        remove_left_over()
        assert (folder / "store").exists(), "its process is at work"
    assert list(own_place.iterdir()) == []


def test_a_disk_that_is_too_small_is_said_before_hours_of_work(own_place: Path) -> None:
    size = shutil.disk_usage(own_place).free
    with pytest.raises(ResourceFault, match="TMPDIR"), passing_folder(size):
        pass
    assert list(own_place.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows tells no process to end")
@pytest.mark.parametrize("told", ["SIGTERM", "SIGHUP", "SIGINT", "SIGKILL"])
def test_nothing_is_left_of_one_that_is_told_to_end_or_killed(own_place: Path, told: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        folder = Path(process.stdout.readline().strip())
        assert (folder / "store").exists()
        process.send_signal(getattr(signal, told))
        assert process.wait(timeout=60) != 0
    assert folder.exists() == (told == "SIGKILL")
    with leaving_nothing():
        pass
    assert list(own_place.iterdir()) == []
