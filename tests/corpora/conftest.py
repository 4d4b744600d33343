"""Where recorded signatures lie, for the tests that are marked `corpus`."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def corpora_folder() -> Path:
    """Return the folder of the recorded corpora; skips where there is none."""
    beside = Path(__file__).resolve().parents[2].parent / "shared" / "corpora"
    folder = Path(os.environ.get("SIGVERIFY_CORPORA", beside))
    if not folder.is_dir():
        pytest.skip(f"no recorded signatures in {folder}: set SIGVERIFY_CORPORA to the folder that holds them")
    return folder
