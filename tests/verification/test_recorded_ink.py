"""Every recorded signature can be compared, whatever its device's clock did."""

from pathlib import Path

import numpy as np
import pytest

from sigverify.corpora.folders import load_corpus
from sigverify.errors import InkError
from sigverify.ink.features import FeatureConfig, extract
from sigverify.ink.quality import assess
from sigverify.ink.trajectory import total_seconds

pytestmark = [pytest.mark.corpus, pytest.mark.slow]


@pytest.mark.parametrize(
    ("kind", "part"),
    [
        ("svc2004", "svc2004-task1"),
        ("svc2004", "svc2004-task2"),
        ("susig", "susig/visual"),
        ("susig", "susig/blind"),
        ("sigcomp2009-nfi", "sigcomp2009/nfi"),
        ("sigcomp2009-nisdcc", "sigcomp2009/nisdcc"),
    ],
)
def test_recorded_signatures_become_features(corpora_folder: Path, kind: str, part: str) -> None:
    if not (corpora_folder / part).is_dir():
        pytest.skip(f"{corpora_folder} holds no {part}")
    corpus = load_corpus(f"{kind}:{corpora_folder / part}")
    refused = []
    for sample in corpus:
        try:
            features = extract(sample.recording, FeatureConfig())
        except InkError as why:
            refused.append((Path(sample.source).name, str(why)))
            continue
        assert np.isfinite(features.values).all(), sample.source
        assert (np.diff(features.elapsed_s) > 0).all(), sample.source
        assert np.abs(features.values).max() < 100, sample.source
        assert total_seconds(sample.recording) < 90, sample.source  # timers that wrap round included
        assert assess(sample.recording).usable, sample.source
    assert len(refused) <= 0.002 * len(corpus), refused
