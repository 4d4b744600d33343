"""Recorded signatures of every corpus through every format that is written."""

from pathlib import Path

import pytest

from sigverify.ink.formats import FORMATS, read_recordings, render
from sigverify.ink.formats.content import FileContent
from sigverify.ink.formats.losses import losses

pytestmark = pytest.mark.corpus

A_PART = 12
"""Files of each corpus: even steps through all, since neighbours are alike."""


@pytest.mark.parametrize(
    ("kind", "pattern"),
    [
        ("svc2004", "svc2004-task1/*.TXT"),
        ("svc2004", "svc2004-task2/*.TXT"),
        ("susig", "susig/visual/**/*.sig"),
        ("susig", "susig/blind/**/*.sig"),
        ("sigcomp2009", "sigcomp2009/nfi/**/*.hwr"),
        ("sigcomp2009", "sigcomp2009/nisdcc/**/*.hwr"),
    ],
)
def test_nothing_is_lost_but_what_the_table_says(corpora_folder: Path, kind: str, pattern: str) -> None:
    files = sorted(corpora_folder.glob(pattern))
    if not files:
        pytest.skip(f"{corpora_folder} holds no {pattern}")
    for path in files[:: max(1, len(files) // A_PART)]:
        (filed,) = read_recordings(path, kind)
        for format_ in FORMATS:
            if format_.render is None:
                continue
            (again,) = format_.parse(FileContent(path, render([filed], format_)))
            assert losses(filed, again) <= format_.lost.keys(), (path.name, format_.name)
            if not format_.loses:
                assert again.recording == filed.recording, (path.name, format_.name)
            if format_.name == kind:
                assert losses(filed, again) == frozenset(), path.name
