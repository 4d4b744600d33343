"""Every file of the recorded corpora parses, and the counts are those that their makers tell."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from sigverify.corpora.corpus import Corpus
from sigverify.corpora.folders import load_corpus
from sigverify.corpora.protocol import draws
from sigverify.ink.trajectory import surface_times

pytestmark = pytest.mark.corpus


def folder_of(corpora: Path, part: str) -> Path:
    if not (corpora / part).is_dir():
        pytest.skip(f"{corpora} holds no {part}")
    return corpora / part


def counts(corpus: Corpus) -> tuple[int, int, int]:
    labels = Counter(sample.label for sample in corpus)
    return len(corpus.signers), labels["genuine"], labels["forgery"]


@pytest.mark.parametrize(
    ("kind", "part", "name", "signers", "genuine", "forged", "sessions_apart"),
    [
        ("svc2004", "svc2004-task1", "svc2004-task1", 40, 800, 800, True),
        ("svc2004", "svc2004-task2", "svc2004-task2", 20, 400, 400, True),
        ("susig", "susig/visual", "susig-visual", 104, 1980, 1040, True),
        ("susig", "susig/blind", "susig-blind", 90, 840, 900, False),
        ("sigcomp2009-nfi", "sigcomp2009/nfi", "sigcomp2009-nfi", 79, 932, 620, False),
        ("sigcomp2009-nisdcc", "sigcomp2009/nisdcc", "sigcomp2009-nisdcc", 12, 60, 710, False),
    ],
)
def test_every_file_parses(
    corpora_folder: Path,
    kind: str,
    part: str,
    name: str,
    signers: int,
    genuine: int,
    forged: int,
    sessions_apart: bool,
) -> None:
    corpus = load_corpus(f"{kind}:{folder_of(corpora_folder, part)}")
    assert corpus.name == name
    assert counts(corpus) == (signers, genuine, forged)
    assert corpus.sessions_apart is sessions_apart
    for sample in corpus:
        pressure, full_scale = sample.recording.pressure, sample.recording.capture.pressure_full_scale
        assert (pressure is None) == (full_scale is None), sample.source
        if pressure is not None and full_scale is not None:
            assert float(pressure.max()) <= full_scale, sample.source
        for angle, most in (("azimuth_deg", 360), ("altitude_deg", 90)):
            values = sample.recording.channels().get(angle)
            assert values is None or (values.min() >= 0 and values.max() <= most), sample.source


def test_susig_visual_leaves_94_signers_for_a_draw_over_sessions(corpora_folder: Path) -> None:
    corpus = load_corpus(f"susig:{folder_of(corpora_folder, 'susig/visual')}")
    made, skipped = draws(corpus, references=5, draw="first-session", seed=0)
    assert (len(made), len(skipped)) == (94, 10)
    assert all({s.session for s in d.references} == {1} and {s.session for s in d.genuine} == {2} for d in made)


def test_times_are_left_as_they_were_recorded(corpora_folder: Path) -> None:
    """The timer of four blind recordings wraps round; repairing that is not a reader's work."""
    corpus = load_corpus(f"susig:{folder_of(corpora_folder, 'susig/blind')}")
    wrapped = {
        Path(sample.source).stem for sample in corpus if np.abs(np.diff(sample.recording.time_s)).max(initial=0) > 4e3
    }
    assert wrapped == {"045_g_4", "045_g_7", "045_g_8", "088_f_5"}


@pytest.mark.parametrize(("part", "tick_s", "least"), [("visual", 0.02, 0.97), ("blind", 0.0, 0.995)])
def test_susig_samples_evenly_whatever_its_stamps_say(
    corpora_folder: Path, part: str, tick_s: float, least: float
) -> None:
    """By the stamps too, n points of a stroke last n − 1 times 10 ms; no run of points is missing."""
    corpus = load_corpus(f"susig:{folder_of(corpora_folder, f'susig/{part}')}")
    agree = []
    for sample in corpus:
        stamps, stroke = sample.recording.time_s, sample.recording.stroke
        steps = np.diff(stamps)[np.diff(stroke) == 0]
        assert steps[np.abs(steps) < 4e3].max(initial=0) < 0.025, sample.source
        for points in sample.recording.strokes():
            lasts = stamps[points][-1] - stamps[points][0]
            agree.append(abs(lasts - 0.01 * (points.stop - points.start - 1)) <= tick_s + 1e-6)
    assert np.mean(agree) > least


@pytest.mark.parametrize("part", ["visual", "blind"])
def test_no_clock_of_susig_tells_forgeries(corpora_folder: Path, part: str) -> None:
    """All its times are whole samples: by its stamps, visual's steps and blind's lifts tell forgeries apart."""
    corpus = load_corpus(f"susig:{folder_of(corpora_folder, f'susig/{part}')}")
    for sample in corpus:
        samples = 100 * np.diff(surface_times(sample.recording))
        np.testing.assert_allclose(samples, np.round(samples), atol=1e-6)
        np.testing.assert_allclose(samples[np.diff(sample.recording.stroke) == 0], 1.0, atol=1e-6)
