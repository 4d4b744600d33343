"""`benchmark` prints what it measured, writes it, and refuses what it does not know."""

import json
from dataclasses import asdict
from pathlib import Path

from sigverify.benchmarks import alignment
from sigverify.benchmarks.rows import Row
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


def test_a_benchmark_goes_on_from_what_was_measured(run, refused, tmp_path: Path) -> None:
    figures = tmp_path / "b.json"
    words = ("benchmark", "--corpus", "synthetic:2@5", "--against", "nobody", "--only", "alignment", "--json", figures)
    first = run(*words)
    assert first.exit_code == 0, first.output
    assert "This takes about 1 min" in first.stderr
    assert "for a while" not in first.stderr, "it needs no disk"
    told = json.loads(figures.read_text(encoding="utf-8"))
    told["rows"][0]["note"] = "as it was"
    figures.write_text(json.dumps(told), encoding="utf-8")
    again = run(*words, "--resume")
    assert again.exit_code == 0, again.output
    assert "This takes" not in again.stderr, "nothing is left"
    assert json.loads(figures.read_text(encoding="utf-8"))["rows"] == told["rows"]
    assert not list(tmp_path.glob("*.part"))
    assert "in other sizes" in refused(*words, "--resume", "--signers", 2000)
    assert "--json" in refused("benchmark", "--only", "alignment", "--resume")


def test_a_benchmark_for_which_the_disk_is_too_small_does_not_begin(refused, monkeypatch, tmp_path: Path) -> None:
    def never(_setting: object) -> list[Row]:
        raise AssertionError("it was begun")

    monkeypatch.setattr(alignment, "rows", never)
    words = ("benchmark", "--corpus", "synthetic:2@5", "--only", "alignment", "--only", "store")
    assert "TMPDIR" in refused(*words, "--signers", 10**10)


def test_a_subject_that_does_not_exist_is_told_with_those_that_do(refused) -> None:
    said = refused("benchmark", "--only", "colour")
    assert all(name in said for name in NAMES)


def test_figures_of_earlier_are_joined_drawn_and_reckoned_from(run, refused, tmp_path: Path) -> None:
    first, second, joined = (tmp_path / name for name in ("a.json", "b.json", "all.json"))
    report = {"machine": "a box; one core", "date": "2026-01-01", "corpus": "made up"}
    points = [
        asdict(Row(subject="growth", what="a thing", who=f"{at} s", median=at, worked=at, at=at)) for at in (1.0, 2.0)
    ]
    first.write_text(json.dumps({**report, "rows": points}), encoding="utf-8")
    second.write_text(json.dumps({**report, "rows": [asdict(Row(subject="a", what="b", who="c"))]}), encoding="utf-8")
    plot = tmp_path / "growth.svg"
    done = run("benchmark", "--from", first, "--from", second, "--json", joined, "--plot", plot)
    assert done.exit_code == 0, done.output
    assert "a thing" in plot.read_text(encoding="utf-8")
    assert len(json.loads(joined.read_text(encoding="utf-8"))["rows"]) == 3
    assert "lack" in refused("benchmark", "--from", first, "--reckon", tmp_path / "cost.md")
    assert "no curves" in refused("benchmark", "--from", second, "--plot", plot)
    second.write_text("[1]", encoding="utf-8")
    assert "no figures" in refused("benchmark", "--from", second)
    first.write_text(json.dumps({**report, "machine": "another", "rows": []}), encoding="utf-8")
    assert "several machines" in refused("benchmark", "--from", joined, "--from", first)
