"""What every test stands on: no keyring, no data folder of a person, one thread of arithmetic; and made-up signers.

The signers of `signers` do not exist. Models made from them are tiny; they are made once a session and only
when a test asks for one.
"""

import os
import sys
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

# Before keyring, torch or OpenBLAS are imported: no test may reach a person's keyring, and on a busy machine more
# threads than cores cost far more than they bring.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).parent / "plugins"))

import numpy as np
import pytest
from hypothesis import settings
from postgresql_server import MISSING, PostgresqlServer, running

from sigverify.corpora.corpus import Corpus
from sigverify.corpora.synthetic import synthetic_corpus
from sigverify.ink.recording import Capture, Recording
from sigverify.verification.verifier import Verifier

settings.register_profile("sigverify", deadline=None)  # a busy machine is no failure
settings.load_profile("sigverify")


@pytest.fixture(autouse=True)
def own_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Every test has a data folder of its own."""
    monkeypatch.setenv("SIGVERIFY_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("SIGVERIFY_PASSPHRASE", raising=False)


@pytest.fixture(scope="session")
def server() -> Iterator[PostgresqlServer]:
    """Run one PostgreSQL server for the whole session; skips where none is installed."""
    with running() as started:
        if started is None:
            pytest.skip(MISSING)
        yield started


@pytest.fixture
def server_url(server: PostgresqlServer) -> Iterator[str]:
    """Return the URL of a store on the server that is not there yet: every test has a schema of its own."""
    with server.schema(f"store_{uuid.uuid4().hex[:12]}") as url:
        yield url


@pytest.fixture(scope="session")
def corpora_folder() -> Path:
    """Return the folder of the recorded corpora; skips where there is none."""
    beside = Path(__file__).resolve().parents[1].parent / "shared" / "corpora"
    folder = Path(os.environ.get("SIGVERIFY_CORPORA", beside))
    if not folder.is_dir():
        pytest.skip(f"no recorded signatures in {folder}: set SIGVERIFY_CORPORA to the folder that holds them")
    return folder


def smooth_ink(
    rate_hz: float = 100.0,
    *,
    seconds: float = 2.0,
    strokes: int = 2,
    seed: int = 0,
    pressure: bool = True,
    in_air: bool = False,
) -> Recording:
    """Return made-up ink whose path, pressure and lifts are functions of time alone, whatever it is sampled at.

    A drift to the right under two waves of at most 4 Hz, far below any low pass; equal strokes with lifts of 0.1 s
    between them; pressure swings at 1.5 Hz.
    """
    rng = np.random.default_rng(seed)
    phase = rng.uniform(0.0, 2 * np.pi, 3)
    span = (seconds - 0.1 * (strokes - 1)) / strokes
    count = round(seconds * rate_hz) + 1
    time_s = np.arange(count) / rate_hz
    place = np.floor((time_s + 1e-9) / (span + 0.1)).astype(int)
    down = (time_s - place * (span + 0.1) <= span + 1e-9) & (place < strokes)
    stroke = np.where(down, np.minimum(place, strokes - 1), -1)
    levels = np.round(600 + 300 * np.sin(2 * np.pi * 1.5 * time_s + phase[2]))
    kept = np.ones(count, dtype=bool) if in_air else down
    return Recording(
        time_s=time_s[kept],
        x=(12 * time_s + 3 * np.sin(2 * np.pi * 2.1 * time_s + phase[0]))[kept],
        y=(5 * np.sin(2 * np.pi * 3.7 * time_s + phase[1]))[kept],
        stroke=stroke[kept],
        pressure=np.where(down, levels, 0.0)[kept] if pressure else None,
        capture=Capture(source="synthetic", length_unit="mm", mm_per_unit=1.0, records_in_air=in_air),
    )


@pytest.fixture(scope="session")
def make_ink() -> Callable[..., Recording]:
    """Return `smooth_ink`: made-up ink at any rate."""
    return smooth_ink


@pytest.fixture(scope="session")
def signers() -> Corpus:
    """Eight people who do not exist, eight signatures and five skilled forgeries each."""
    return synthetic_corpus(8, genuine=8, forgeries=5, seed=3)


@pytest.fixture(scope="session")
def other_signers() -> Corpus:
    """Four further people who do not exist: nothing was trained or calibrated on them."""
    return synthetic_corpus(4, genuine=8, forgeries=5, seed=41)


@dataclass(frozen=True)
class MadeModel:
    """A model made for the tests, as it lies on the disk."""

    folder: Path
    verifier: Verifier


@pytest.fixture(scope="session")
def dtw_model(signers: Corpus, tmp_path_factory: pytest.TempPathFactory) -> MadeModel:
    """Plain DTW, calibrated on `signers`."""
    return _made(signers, "dtw", tmp_path_factory)


@pytest.fixture(scope="session")
def duration_model(signers: Corpus, tmp_path_factory: pytest.TempPathFactory) -> MadeModel:
    """Duration alone, calibrated on `signers`."""
    return _made(signers, "duration", tmp_path_factory)


@pytest.fixture(scope="session")
def network_model(signers: Corpus, tmp_path_factory: pytest.TempPathFactory) -> MadeModel:
    """A tiny network beside plain DTW, hardly trained, calibrated on `signers`."""
    return _made(signers, "aligned-tdnn+dtw", tmp_path_factory)


def _made(corpus: Corpus, architecture: str, paths: pytest.TempPathFactory) -> MadeModel:
    # torch is imported here, so that tests of ink and storage do not wait for it
    from sigverify.ink.features import MOVEMENT_FUNCTIONS, FeatureConfig
    from sigverify.learning.examples import ExamplesConfig
    from sigverify.learning.sampler import SamplerConfig
    from sigverify.learning.training_config import TrainingConfig
    from sigverify.verification.model_files import read_model, write_model
    from sigverify.workflows.train_plan import NetworkVariant, TrainPlan
    from sigverify.workflows.training import TrainedModel, train_model

    tiny = NetworkVariant(
        sizes={"width": 8, "embedding": 8, "dilations": (1, 2)},
        features=FeatureConfig(functions=MOVEMENT_FUNCTIONS, rate_hz=50.0),
    )
    plan = TrainPlan(
        name=f"tiny {architecture}",
        architecture=architecture,
        folds=2,
        draws=2,
        variants=(tiny,) if "aligned-tdnn" in architecture else (),
        training=TrainingConfig(steps=12, sampler=SamplerConfig(signers=2, genuine=2, skilled=2, random=1)),
        examples=ExamplesConfig(variants=1),
    )
    *_, made = train_model([corpus], plan)
    assert isinstance(made, TrainedModel)
    folder = paths.mktemp("models") / architecture
    write_model(folder, made.card, made.payloads)
    return MadeModel(folder=folder, verifier=read_model(folder))
