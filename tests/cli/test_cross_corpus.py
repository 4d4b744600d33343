"""`cross-corpus` leaves each corpus out in turn, keeps what is done, and sets the floors beside each network."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from sigverify.cli.crossing import cross_corpus
from sigverify.workflows import crossing

WORDS = ("cross-corpus", "--corpus", "synthetic:4@1", "--corpus", "synthetic:4@2", "--draws", "1")
NETWORK = ("--architecture", "bromley-1994", "--steps", "1", "--folds", "2", "--seed", "3")


def test_tables_and_figures_of_a_run_that_was_stopped_and_gone_on_with(
    run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    figures, markdown, output = tmp_path / "cross.json", tmp_path / "cross.md", tmp_path / "cross"
    words = (*WORDS, *NETWORK, "--output", output, "--json", figures, "--markdown", markdown)
    real, made = crossing.train_model, []

    def train(*given: Any, **named: Any) -> Any:
        made.append(given[1].name)
        if len(made) == 3:
            raise KeyboardInterrupt
        return real(*given, **named)

    with monkeypatch.context() as patched:
        patched.setattr(crossing, "train_model", train)
        stopped = run(*words)
        assert stopped.exit_code == 2
        assert stopped.stderr.endswith("sigverify: Stopped.\n")
        half = json.loads(figures.read_text(encoding="utf-8"))
        assert [part["architecture"] for part in half["left_out"]] == ["bromley-1994", "global-features"]
        result = run(*words)
    assert result.exit_code == 0, result.output
    names = ["bromley-1994", "global-features", "directed-features", "supervector", "dtw", "duration"]
    assert made == [
        *(f"{name} without synthetic-4@1" for name in (*names[:3], *names[2:])),
        *(f"{name} without synthetic-4@2" for name in names),
    ]
    lines = result.stdout.splitlines()
    assert lines[0].startswith("Each corpus (synthetic-4@1, synthetic-4@2) was measured by models")
    rows = [line.split()[0] for line in lines if line.split(" ")[0] in names]
    assert rows == names * 6
    assert "5 references, first session, skilled forgeries" in lines
    told = json.loads(figures.read_text(encoding="utf-8"))
    assert len(told["left_out"]) == 12
    assert len(told["means"]) == 36
    assert (told["seed"], told["folds"], told["steps"], told["draws"]) == (3, 2, 1, 1)
    text = markdown.read_text(encoding="utf-8")
    assert text.count("| `bromley-1994` |") == 6
    assert "| model | synthetic-4@1 | synthetic-4@2 | mean |" in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("cross-corpus", "--corpus", "synthetic:4@1"), "only 'synthetic-4@1' was named"),
        (("cross-corpus", "--corpus", "synthetic:4@1", "--corpus", "synthetic:5@1"), "share people"),
        ((*WORDS, "--corpus", "synthetic:4@1"), "same name"),
        ((*WORDS, "--architecture", "rnn"), "Unknown architecture 'rnn'"),
        ((*WORDS, "--json", "nowhere/cross.json"), "does not exist"),
        ((*WORDS, "--folds", "9"), "Too little is left without synthetic-4@1"),
        ((*WORDS, "--corpus", "scans:here"), "names no corpus"),
    ],
)
def test_bad_input_is_told_before_anything_is_trained(refused, tmp_path: Path, words: Any, said: str) -> None:
    assert said in refused(*words, "--output", tmp_path / "cross")
    assert not (tmp_path / "cross").exists()


def test_a_corpus_without_forgeries_has_dashes(monkeypatch: pytest.MonkeyPatch, run, tmp_path: Path) -> None:
    """Means are then of the other corpora alone; the command says so before it begins."""
    from sigverify.corpora.synthetic import synthetic_corpus
    from sigverify.workflows import collected

    def opened(spec: str) -> Any:
        seed = int(spec[-1])
        return synthetic_corpus(4, genuine=6, forgeries=0 if seed == 2 else 5, seed=seed)

    monkeypatch.setattr(collected, "open_corpus", opened)
    monkeypatch.setattr(crossing, "FLOORS", {"duration": crossing.FLOORS["duration"]})
    result = run(*WORDS, "--architecture", "duration", "--output", tmp_path / "cross")
    assert result.exit_code == 0, result.output
    assert "synthetic-4@2 holds no forgeries" in result.stderr
    tables = result.stdout.split("\n\n")
    assert "synthetic-4@2" not in tables[1]
    assert "synthetic-4@2" in next(part for part in tables if "random" in part)


def test_the_command_says_where_what_is_done_lies() -> None:
    assert "the same command goes on from there" in " ".join((cross_corpus.help or "").split())
