"""`networks`, `leaderboard` and `energies`: what they print and write, and what they refuse before any work."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import Result

from sigverify.networks.catalogue import CATALOGUE
from sigverify.workflows.architectures import FLOORS


def test_all_networks_and_floors_are_listed(run: Callable[..., Result]) -> None:
    result = run("networks")
    assert result.exit_code == 0
    for entry in (*CATALOGUE.values(), *FLOORS.values()):
        assert any(entry.name in line and entry.paper in line for line in result.stdout.splitlines())
    bromley = next(line for line in result.stdout.splitlines() if line.startswith("bromley-1994"))
    assert "634" in bromley
    assert " 152 " in bromley  # a mean and a variance of each of 76 features


def test_one_network_is_told_in_full(run: Callable[..., Result]) -> None:
    for name, entry in CATALOGUE.items():
        told = " ".join(run("networks", name).stdout.split())
        for line in (entry.title, entry.source, *entry.carried_over):
            assert " ".join(line.split()) in told
    assert "depends on the order" in run("networks", "pseudo-siam").stdout
    assert "same both ways" in run("networks", "bromley-1994").stdout
    assert "Sakoe" in run("networks", "dtw").stdout


def test_an_unknown_network_is_refused_with_those_that_are_known(refused: Callable[..., str]) -> None:
    said = refused("networks", "oracle")
    assert "'oracle'" in said
    assert all(name in said for name in CATALOGUE)


def test_the_leaderboard_has_a_row_for_each_model_best_first(
    run: Callable[..., Result], tmp_path: Path, dtw_model: Any, duration_model: Any
) -> None:
    figures, table, report = tmp_path / "rows.json", tmp_path / "table.md", tmp_path / "report.html"
    models = ("--model", duration_model.folder, "--model", dtw_model.folder)
    files = ("--json", figures, "--markdown", table, "--report", report)
    result = run("leaderboard", "--corpus", "synthetic:3@5", *models, "--draws", 1, *files)
    assert result.exit_code == 0, result.output
    rows = json.loads(figures.read_text())
    assert [row["architecture"] for row in rows] == ["duration", "dtw"]
    best = min(rows, key=lambda row: row["evaluations"][0]["skilled"]["common_eer_percent"])
    lines = table.read_text().splitlines()
    assert lines[2].startswith("| model |")
    assert lines[4].startswith(f"| `{best['model']}` |")
    shown = best["evaluations"][0]["skilled"]
    assert f"| {shown['common_eer_percent']:.1f} / {shown['signer_eer_percent']:.1f} |" in lines[4]
    assert best["model"] in result.stdout
    assert "<svg" in report.read_text()


def test_files_that_cannot_be_written_are_refused_before_any_work(refused: Callable[..., str], tmp_path: Path) -> None:
    board = ("leaderboard", "--corpus", "synthetic:3@5")
    assert "endings" in refused(*board, "--report", tmp_path / "report.doc")
    assert "folder does not exist" in refused(*board, "--json", tmp_path / "nowhere" / "rows.json")
    energies = ("energies", "--corpus", "synthetic:3@5", "--model", "dtw")
    assert "endings" in refused(*energies, "--plot", tmp_path / "plot.gif")


def test_energies_of_a_model_that_has_none_are_refused(refused: Callable[..., str], dtw_model: Any) -> None:
    said = refused("energies", "--corpus", "synthetic:3@5", "--model", dtw_model.folder)
    assert "chopra-2005" in said


def test_joined_names_tell_of_each_part(run: Callable[..., Result]) -> None:
    told = run("networks", "aligned-tdnn+dtw").stdout
    assert told.count("parameters") == 2
    assert "Plain dynamic time warping" in told
