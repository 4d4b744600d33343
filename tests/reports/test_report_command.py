"""`evaluate --report` writes what it promises, and refuses before the work what it cannot write."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sigverify.cli import main
from sigverify.workflows import evaluating

QUICK = ("evaluate", "--corpus", "synthetic:2", "--references", "3", "--draws", "2", "--model", "duration")


@pytest.fixture
def run() -> Callable[..., Result]:
    def run_command(*words: object) -> Result:
        return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)

    return run_command


def test_reports_of_both_kinds_come_from_one_run(run: Callable[..., Result], tmp_path: Path) -> None:
    result = run(*QUICK, "--report", tmp_path / "a.html", "--report", tmp_path / "b.PDF")
    assert result.exit_code == 0, result.output
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "Signature verification on synthetic-2@0" in page
    assert "duration" in page
    assert (tmp_path / "b.PDF").read_bytes().startswith(b"%PDF-")


def test_the_table_fits_a_terminal_of_100_columns(run: Callable[..., Result]) -> None:
    result = run(*QUICK, "--model", "duration")
    lines = result.stdout.splitlines()
    assert max(len(line.rstrip()) for line in lines[2:]) <= 100
    kinds = [line.split()[0] for line in lines[3:]]
    assert kinds == ["duration", "genuine", "skilled", "random"] * 2


@pytest.mark.parametrize(
    ("name", "words"), [("report.docx", ".html or .pdf"), ("report", ".html or .pdf"), ("nowhere/r.pdf", "folder")]
)
def test_what_cannot_be_written_is_refused_before_the_work(
    run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, words: str
) -> None:
    def never(*_: object, **__: object) -> None:
        pytest.fail("hours of work before the refusal")

    monkeypatch.setattr(evaluating, "evaluate", never)
    result = run(*QUICK, "--report", tmp_path / name)
    assert result.exit_code == 2
    assert words in result.stderr
    assert not list(tmp_path.glob("report*"))


def test_the_program_starts_without_what_only_reports_need() -> None:
    script = "import sys, sigverify, sigverify.cli; print(sorted({'matplotlib', 'jinja2'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"
