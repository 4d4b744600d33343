"""What `benchmark` writes in the real window: every point arrives, and in Verify its score is drawn meanwhile."""

import gc
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from sigverify.benchmarks import window
from sigverify.benchmarks.ink import Setting
from sigverify.benchmarks.rows import Row
from sigverify.corpora.synthetic import synthetic_corpus


@pytest.fixture
def found(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Row]]:
    """All rows, of a second of ink each, with nothing trained meanwhile."""
    monkeypatch.setenv("SIGVERIFY_DATA", str(tmp_path))
    monkeypatch.setenv("SIGVERIFY_PASSPHRASE", "put back by the fixture")
    monkeypatch.setattr(window, "_SECONDS", 1.0)
    monkeypatch.setattr(window, "_training", lambda *_args, **_kwargs: nullcontext())
    yield list(window.rows(Setting(corpus=synthetic_corpus(1, genuine=5, forgeries=0, seed=7))))
    gc.collect()


def test_points_are_painted_in_both_places_and_scored_in_one(found: list[Row]) -> None:
    written = [row for row in found if row.what.startswith("ink from event to paint")]
    assert [", its score drawn live" in row.what for row in written] == [False, False, True, True]
    for row in written:
        assert row.note.startswith("0 of 1,000 points lost")
        assert row.count == 999, "all but the lift, of which nothing is painted"
        assert row.median is not None
        assert row.median > 0
    assert all("scores drawn" not in row.note for row in written[:2])
    for row in written[2:]:
        assert int(row.note.split("; ")[1].split()[0]) > 0
