"""`train` writes a model, `evaluate` measures one, `models` lists them."""

import csv
import json
import shutil
from pathlib import Path

import pytest

import sigverify
from sigverify.shipped import shipped_folder

QUICK = ("--references", "3", "--draws", "2")


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model made by the command."""
    from click.testing import CliRunner

    from sigverify.cli import main

    folder = tmp_path_factory.mktemp("trained") / "models" / "mine"
    words = ["train", "--corpus", "synthetic:8", "--architecture", "dtw", "--output", str(folder)]
    result = CliRunner().invoke(main, words, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    assert f"Written to {folder}" in result.stdout
    return folder


def test_training_writes_a_model_that_tells_where_it_comes_from(trained: Path) -> None:
    card = json.loads((trained / "card.json").read_text(encoding="utf-8"))
    assert card["name"] == "mine"
    assert [part["kind"] for part in card["comparators"]] == ["dtw"]
    assert "synthetic-8@0" in json.dumps(card)
    assert sorted(path.name for path in trained.parent.iterdir()) == ["mine"], "nothing half-written is left"


def test_the_trained_model_can_be_evaluated_and_the_figures_kept(run, trained: Path, tmp_path: Path) -> None:
    figures, scores = tmp_path / "figures.json", tmp_path / "scores.csv"
    words = ("--model", trained, *QUICK, "--json", figures, "--scores", scores)
    result = run("evaluate", "--corpus", "synthetic:4@5", *words)
    assert result.exit_code == 0
    assert "mine" in result.stdout
    assert "2 draws, seed 1 on" in result.stdout
    found = json.loads(figures.read_text(encoding="utf-8"))
    for kind in ("skilled", "random"):
        for rate in ("common_eer_percent", "signer_eer_percent"):
            assert 0 <= found[kind][rate] <= 50
            assert found[kind][f"{rate}_sd"] >= 0
    assert found["seconds"] > 0
    assert found["program"] == f"sigverify {sigverify.__version__}"
    assert (found["skilled"]["genuine_trials"], found["skilled"]["forgery_trials"]) == (2 * 4 * 7, 2 * 4 * 10)
    assert (found["model"], found["references"], found["draws"], found["draw"]) == ("mine", 3, 2, "any")
    with scores.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["kind"] for row in rows} == {"genuine", "skilled", "random"}
    assert sum(row["kind"] == "genuine" for row in rows) == 2 * 4 * (10 - 3)


def test_the_same_draws_give_the_same_figures(run, trained: Path, tmp_path: Path) -> None:
    found = []
    for name in ("first", "second"):
        run("evaluate", "--corpus", "synthetic:4@5", "--model", trained, *QUICK, "--json", tmp_path / name)
        found.append(json.loads((tmp_path / name).read_text(encoding="utf-8")))
        del found[-1]["seconds"]
    assert found[0] == found[1]


def test_another_seed_draws_other_references(run, trained: Path, tmp_path: Path) -> None:
    found = {}
    for seed in (1, 2, 9):
        words = ("--model", trained, *QUICK, "--seed", seed, "--scores", tmp_path / f"{seed}.csv")
        assert run("evaluate", "--corpus", "synthetic:4@5", *words).exit_code == 0
        with (tmp_path / f"{seed}.csv").open(encoding="utf-8", newline="") as file:
            found[seed] = {(row["draw"], row["signer"], row["references"]) for row in csv.DictReader(file)}
    assert not {row[1:] for row in found[1]} & {row[1:] for row in found[9]}
    second = {row[1:] for row in found[1] if row[0] == "2"}
    assert second == {row[1:] for row in found[2] if row[0] == "1"}, "the second draw of seed 1 is the first of seed 2"


def test_scores_of_models_and_of_other_systems_are_measured_alike(run, trained: Path, duration_model, tmp_path) -> None:
    """What `evaluate` wrote gives its own figures again, beside those of a system that scored the same trials."""
    words = ("--model", trained, "--model", duration_model.folder, *QUICK, "--scores", tmp_path / "ours.csv")
    shown = run("evaluate", "--corpus", "synthetic:4@5", *words).stdout
    rows = list(csv.DictReader((tmp_path / "ours.csv").read_text(encoding="utf-8").splitlines()))
    theirs = [
        (row["draw"], row["signer"], row["kind"], row["kind"] != "genuine") for row in rows if row["model"] == "mine"
    ]
    lines = ["draw,signer,kind,score", *(",".join(map(str, (*row[:-1], -int(row[-1])))) for row in theirs)]
    (tmp_path / "oracle.csv").write_text("\n".join(lines), encoding="utf-8")
    result = run("scores", tmp_path / "ours.csv", tmp_path / "oracle.csv", "--json", tmp_path / "all.json")
    assert result.exit_code == 0
    figures = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    assert [part["system"] for part in figures] == ["mine", duration_model.verifier.name, "oracle"]
    assert figures[2]["skilled"]["common_eer_percent"] == 0
    paired = [line for line in shown.splitlines() if " less mine: " in line]
    assert len(paired) == 2
    assert [line for line in result.stdout.splitlines() if " less mine: " in line and "oracle" not in line] == paired
    assert sum("oracle less mine" in line for line in result.stdout.splitlines()) == 2


def test_scores_that_are_no_table_are_refused(refused, ink_files) -> None:
    assert "expected a first line with the columns" in refused("scores", ink_files.genuine)


def test_several_models_are_measured_beside_each_other(run, trained: Path, duration_model, tmp_path: Path) -> None:
    words = ("--model", trained, "--model", duration_model.folder, *QUICK, "--json", tmp_path / "both.json")
    result = run("evaluate", "--corpus", "synthetic:4@5", *words)
    assert result.exit_code == 0
    found = json.loads((tmp_path / "both.json").read_text(encoding="utf-8"))
    assert [part["model"] for part in found] == ["mine", duration_model.verifier.name]


def test_trials_of_two_models_share_a_file_and_are_told_apart(run, trained: Path, duration_model, tmp_path) -> None:
    words = ("--model", trained, "--model", duration_model.folder, *QUICK, "--scores", tmp_path / "scores.csv")
    assert run("evaluate", "--corpus", "synthetic:4@5", *words).exit_code == 0
    with (tmp_path / "scores.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    trials: dict[str, list[tuple[str, ...]]] = {}
    for row in rows:
        trials.setdefault(row["model"], []).append(tuple(row.values())[1:-1])
    assert set(trials) == {"mine", duration_model.verifier.name}
    assert trials["mine"] == trials[duration_model.verifier.name], "the same trials, with other scores"


def test_sessions_can_be_held_apart(run, trained: Path, tmp_path: Path) -> None:
    words = ("--model", trained, *QUICK, "--draw", "first-session", "--json", tmp_path / "figures.json")
    assert run("evaluate", "--corpus", "synthetic:4@5", *words).exit_code == 0
    assert json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))["draw"] == "first-session"


def test_ink_can_be_that_of_worse_equipment(run, trained: Path, tmp_path: Path) -> None:
    """And the table, the figures and the report say so."""
    figures, report = tmp_path / "figures.json", tmp_path / "report.html"
    words = ("--corpus", "synthetic:4@5", "--model", trained, *QUICK, "--json", figures)
    plain = run("evaluate", *words)
    assert "ink as recorded" in plain.stdout
    told = json.loads(figures.read_text(encoding="utf-8"))
    assert told["ink"] == "as-recorded"
    worse = run("evaluate", *words, "--ink", "mouse", "--report", report)
    assert worse.exit_code == 0
    assert "ink as a mouse would give it" in worse.stdout
    found = json.loads(figures.read_text(encoding="utf-8"))
    assert found["ink"] == "mouse"
    assert found["skilled"]["cllr"] != told["skilled"]["cllr"]
    page = report.read_text(encoding="utf-8")
    assert "ink as a mouse would give it" in page
    assert "How a hand moves another tool is not imitated" in " ".join(page.split())


def test_unknown_ink_is_misuse_that_names_the_known_ones(run, trained: Path) -> None:
    from sigverify.ink.degraded import INKS

    result = run("evaluate", "--corpus", "synthetic:4@5", "--model", trained, "--ink", "quill")
    assert result.exit_code == 2
    for ink in INKS:
        assert repr(ink) in result.stderr


def test_a_corpus_without_forgeries_has_no_skilled_figures(run, trained: Path, tmp_path: Path) -> None:
    """Null, rather than a number that nothing stands behind."""
    from sigverify.corpora.synthetic import synthetic_corpus
    from sigverify.storage.store import Store

    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    with Store.open(url) as store:
        for name in (corpus := synthetic_corpus(2, genuine=5, forgeries=0, seed=9)).signers:
            signer = store.add_signer(name)
            for sample in corpus:
                if sample.signer == name:
                    store.add_recording(signer.id, sample.recording, role="reference", label="genuine", session="1")
    words = ("--model", trained, *QUICK, "--json", tmp_path / "figures.json")
    result = run("evaluate", "--corpus", f"store:{url}", *words)
    assert result.exit_code == 0, result.output
    found = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))
    assert found["skilled"]["common_eer_percent"] is None
    assert found["skilled"]["signer_eer_percent_sd"] is None
    assert found["random"]["common_eer_percent"] is not None


def test_training_again_replaces_the_model_whole(run, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    for corpus in ("synthetic:4", "synthetic:5"):
        words = ("--architecture", "duration", "--folds", "2", "--output", folder)
        assert run("train", "--corpus", corpus, *words).exit_code == 0
    assert "synthetic-5@0" in (folder / "card.json").read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir() if path.name != "data"] == ["mine"]


def test_a_card_is_told_in_words_and_as_it_lies(run, trained: Path) -> None:
    told = run("models", "show", trained)
    assert told.exit_code == 0
    for words in ("mine", "compares by", "dtw", "synthetic-8@0", "folds of signers", "seed", "held-out signers"):
        assert words in told.stdout
    card = json.loads((trained / "card.json").read_text(encoding="utf-8"))
    assert json.loads(run("models", "show", trained, "--json").stdout) == card
    assert run("models", "show", trained, "--history").stdout.count("\n") == 1, "nothing was learnt"


def test_how_networks_learnt_is_told_check_by_check(run) -> None:
    rows = list(csv.DictReader(run("models", "show", "bromley-1994", "--history").stdout.splitlines()))
    assert {row["network"] for row in rows} == {"bromley-1994"}
    assert {row["training"] for row in rows} == {"fold 1", "fold 2", "fold 3", "all signers"}
    steps = [int(row["step"]) for row in rows if row["training"] == "fold 1"]
    assert steps == sorted(steps)
    assert all(0 < float(row["loss"]) < 10 for row in rows)


def test_a_history_that_is_none_is_refused(refused, tmp_path: Path) -> None:
    shutil.copytree(shipped_folder("models") / "bromley-1994", tmp_path / "theirs")
    (tmp_path / "theirs" / "history.json").write_text('[{"trainings": []}]', encoding="utf-8")
    assert "history of this model is damaged" in refused("models", "show", tmp_path / "theirs", "--history")


def test_a_model_in_the_data_folder_has_a_name(run, ink_files, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "models" / "desk"
    words = ("--architecture", "duration", "--folds", "2", "--output", folder)
    assert run("train", "--corpus", "synthetic:4", *words).exit_code == 0
    listed = run("models").stdout
    assert "desk" in listed
    assert "yours" in listed
    words = ("--questioned", ink_files.genuine, "--model", "desk", "--json")
    assert json.loads(run("compare", *ink_files.references, *words).stdout)["model"] == "desk"


def test_the_shipped_models_are_listed(run) -> None:
    lines = run("models").stdout.splitlines()
    assert {"default", "dtw", "duration"} <= {line.split()[0] for line in lines[1:]}


@pytest.mark.parametrize("name", ["default", "dtw", "duration"])
def test_the_shipped_models_decide(run, ink_files, name: str) -> None:
    result = run("compare", *ink_files.references, "--questioned", ink_files.references[1], "--model", name, "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["decision"] == "accept"


def test_a_corpus_named_as_genuine_only_must_be_there(run, tmp_path: Path) -> None:
    """A slip of the pen would teach exactly the forgeries that were to be left out."""
    words = ("--corpus", "synthetic:4", "--architecture", "dtw", "--output", tmp_path / "m")
    result = run("train", *words, "--genuine-only", "synthetic")
    assert result.exit_code == 2
    assert "synthetic-4@0" in result.stderr
    assert not (tmp_path / "m").exists()
