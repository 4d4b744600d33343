"""The commands as a person runs them, and signatures of people who do not exist as files."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sigverify.cli import main
from sigverify.corpora.corpus import Corpus
from sigverify.ink.formats import write_csv
from sigverify.shipped import DEFAULT_MODEL

REFERENCES = 5


@dataclass(frozen=True)
class InkFiles:
    """Files of one signer: five references, a genuine signature besides, and another signer's in its place."""

    folder: Path
    references: tuple[str, ...]
    genuine: str
    foreign: str


@pytest.fixture
def run() -> Callable[..., Result]:
    """Run a command in this process; a traceback fails the test."""

    def run_command(*words: object) -> Result:
        result = CliRunner().invoke(main, [str(word) for word in words])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert "Traceback" not in result.stderr, result.stderr
        return result

    return run_command


@pytest.fixture
def refused(run: Callable[..., Result]) -> Callable[..., str]:
    """Run a command that must fail as bad input does; return the one line that it says."""

    def run_and_fail(*words: object) -> str:
        result = run(*words)
        assert result.exit_code == 2, result.output
        assert result.stdout == ""
        return one_sentence(result.stderr)

    return run_and_fail


def one_sentence(stderr: str) -> str:
    """Return what a command said on stderr, which is a line that begins with the program's name."""
    assert "Traceback" not in stderr
    assert stderr.startswith("sigverify: "), stderr
    assert stderr.endswith(".\n"), stderr
    assert stderr.count("\n") == 1, stderr
    return stderr.removeprefix("sigverify: ").rstrip("\n")


@pytest.fixture
def run_program(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run a command in a process of its own, in an empty folder, with the variables given; None takes one away."""

    def run_it(*words: object, **variables: str | None) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONWARNINGS": "error", "PYTHONUTF8": "1"}
        for name, value in variables.items():
            environment.pop(name, None)
            if value is not None:
                environment[name] = value
        return subprocess.run(
            [sys.executable, "-m", "sigverify", *map(str, words)],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env=environment,
            timeout=120,
            check=False,
            stdin=subprocess.DEVNULL,
            encoding="utf-8",
        )

    return run_it


@pytest.fixture(scope="session")
def ink_files(other_signers: Corpus, tmp_path_factory: pytest.TempPathFactory) -> InkFiles:
    """Signatures of the first of `other_signers` and one of the second, written as CSV."""
    folder = tmp_path_factory.mktemp("ink")
    first, second = other_signers.signers[:2]
    genuine = [s.recording for s in other_signers if (s.signer, s.label) == (first, "genuine")]
    foreign = next(s.recording for s in other_signers if (s.signer, s.label) == (second, "genuine"))
    for number, recording in enumerate(genuine, start=1):
        write_csv(recording, folder / f"{number}.csv")
    write_csv(foreign, folder / "foreign.csv")
    return InkFiles(
        folder=folder,
        references=tuple(str(folder / f"{number}.csv") for number in range(1, REFERENCES + 1)),
        genuine=str(folder / f"{REFERENCES + 1}.csv"),
        foreign=str(folder / "foreign.csv"),
    )


@pytest.fixture
def url(dtw_model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A store that is not there yet; in its data folder the default model is plain DTW."""
    monkeypatch.setattr("sigverify.storage.store.PATIENCE_S", 0.0)
    shutil.copytree(dtw_model.folder, tmp_path / "data" / "models" / DEFAULT_MODEL)
    return f"sqlite:///{tmp_path / 'store.sqlite'}"


@pytest.fixture
def desk(run, url: str) -> Callable[..., Result]:
    return lambda *words: run("--store", url, *words)


@pytest.fixture
def refused_at(refused, url: str) -> Callable[..., str]:
    return lambda *words: refused("--store", url, *words)


@pytest.fixture
def anna(desk: Callable[..., Result], ink_files) -> str:
    """Anna is enrolled; returns her id."""
    assert desk("enrol", "Anna", *ink_files.references, "--keep-odd").exit_code == 0
    return json.loads(desk("signers", "--json").stdout)[0]["signer_id"]
