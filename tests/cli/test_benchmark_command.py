"""`benchmark` prints what it measured, writes it, and refuses what it does not know."""

import json
from pathlib import Path

from sigverify.benchmarks.suite import NAMES


def test_the_command_prints_and_writes_what_it_found(run, tmp_path: Path) -> None:
    figures, table = tmp_path / "b.json", tmp_path / "b.md"
    words = ("benchmark", "--corpus", "synthetic:2@5", "--only", "alignment", "--against", "nobody")
    result = run(*words, "--json", figures, "--markdown", table)
    assert result.exit_code == 0, result.output
    assert "M cells/s" in result.stdout
    found = json.loads(figures.read_text(encoding="utf-8"))
    assert found["corpus"] == "synthetic-2@5"
    assert "GFLOP/s" in found["machine"]
    assert {row["subject"] for row in found["rows"]} == {"alignment"}
    assert table.read_text(encoding="utf-8").startswith(found["date"])


def test_a_subject_that_does_not_exist_is_told_with_those_that_do(refused) -> None:
    said = refused("benchmark", "--only", "colour")
    assert all(name in said for name in NAMES)
