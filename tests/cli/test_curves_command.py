"""`curves` prints a table for each question and draw, writes the figures, and draws them."""

import json
from pathlib import Path

import pytest

WORDS = ("curves", "--corpus", "synthetic:4@5", "--draws", "2", "--references", "1", "--references", "3")


def test_curves_are_printed_written_and_drawn(run, duration_model, tmp_path: Path) -> None:
    figures, references, capture = (tmp_path / name for name in ("c.json", "references.svg", "capture.svg"))
    words = ("--model", duration_model.folder, "--ink-references", "2", "--json", figures)
    result = run(*WORDS, *words, "--plot-references", references, "--plot-capture", capture)
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert [line for line in lines if line.startswith("By ")] == [
        "By number of references, ink as recorded, references of any session",
        "By what captured the ink, 2 reference(s), references of any session",
        "By number of references, ink as recorded, references of the first session",
        "By what captured the ink, 2 reference(s), references of the first session",
    ]
    assert "without pressure" in result.stdout
    assert sum("skilled, common" in line and "±" in line for line in lines) == 4
    assert not any("random" in line for line in lines)
    assert "Measured tiny duration" in result.stderr
    (found,) = json.loads(figures.read_text(encoding="utf-8"))
    assert [part["references"] for part in found["by_references"]] == [1, 1, 3, 3]
    assert len(found["by_ink"]) == 8
    assert "tiny duration" in references.read_text(encoding="utf-8")
    assert "60 Hz" in capture.read_text(encoding="utf-8")


def test_random_forgeries_and_some_inks_alone(run, duration_model) -> None:
    words = ("--model", duration_model.folder, "--ink", "mouse", "--random")
    result = run(*WORDS, *words)
    assert result.exit_code == 0, result.output
    assert "mouse" in result.stdout
    assert "60 Hz" not in result.stdout
    assert "random, common" in result.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--plot-references", "curves.txt"), ".svg, .pdf, .png"),
        (("--plot-capture", "nowhere/curves.svg"), "does not exist"),
        (("--json", "."), "is a folder"),
        (("--model", "nobodys"), "no model 'nobodys'"),
        (("--corpus", "synthetic:1"), "random forgeries need another signer"),
        (("--corpus", "scans:here"), "names no corpus"),
    ],
)
def test_bad_input_is_told_before_anything_is_measured(refused, duration_model, words, said: str) -> None:
    assert said in refused(*WORDS, "--model", duration_model.folder, *words)


def test_ink_that_is_not_known_is_misuse(run) -> None:
    result = run(*WORDS, "--ink", "quill")
    assert result.exit_code == 2
    assert "'mouse'" in result.stderr
