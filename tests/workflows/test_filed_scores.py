"""Scores of any system from a file: the figures of our own come out as `evaluate` has them, bad files are refused."""

from pathlib import Path

import numpy as np
import pytest

from sigverify.corpora.synthetic import synthetic_corpus
from sigverify.errors import FormatError
from sigverify.workflows.evaluating import evaluate, write_scores
from sigverify.workflows.filed_scores import read_scores
from sigverify.workflows.models import load_verifier
from sigverify.workflows.rates import difference_between

HEADER = "signer,kind,score\n"


@pytest.fixture
def written(tmp_path: Path):
    def write(content: str, name: str = "theirs.csv") -> list[Path]:
        (tmp_path / name).write_text(content, encoding="utf-8")
        return [tmp_path / name]

    return write


def test_the_figures_are_those_of_evaluate(tmp_path: Path) -> None:
    """To the nine digits that are written: one definition, whoever gave the scores."""
    corpus = synthetic_corpus(4, seed=3)
    measured = [
        evaluate(load_verifier(name), corpus, references=4, draw="any", count=2, seed=5) for name in ("dtw", "duration")
    ]
    write_scores(measured, tmp_path / "scores.csv")
    found = read_scores([tmp_path / "scores.csv"], "log10-lr")
    assert [filed.system for filed in found] == ["dtw", "duration"]
    for filed, evaluation in zip(found, measured, strict=True):
        for kind in ("skilled", "random"):
            figures = {name: value for name, value in filed.to_json()[kind].items() if value is not None}
            assert {"common_eer_percent", "signer_eer_percent_interval", "cllr", "forgery_trials"} <= figures.keys()
            for name, value in figures.items():
                assert value == pytest.approx(evaluation.figures[kind][name], abs=1e-6), name


def test_scores_by_hand_without_model_and_draw(written) -> None:
    """A: 3, 2 against 0, 1: no error. B: 1 against 1: half. Together, 3, 2, 1 against 0, 1, 1: a third at most."""
    lines = "A,genuine,3\nA,genuine,2\nA,skilled,0\nA,skilled,1\nB,genuine,1\nB,skilled,1\n"
    (found,) = read_scores(written(HEADER + lines, "ours.csv"))
    figures = found.to_json()
    assert (figures["system"], figures["draws"]) == ("ours", 1)
    assert figures["skilled"]["signer_eer_percent"] == pytest.approx(25.0)
    assert (figures["skilled"]["genuine_trials"], figures["skilled"]["forgery_trials"]) == (3, 3)
    assert figures["skilled"]["cllr"] is None, "no likelihood ratios"
    assert figures["skilled"]["common_eer_percent_sd"] is None, "one draw"
    assert figures["random"]["signers"] == 0


def test_distances_are_turned_round(written) -> None:
    lines = "A,genuine,0.1\nA,skilled,0.9\nB,genuine,0.2\nB,skilled,0.8\n"
    (found,) = read_scores(written(HEADER + lines), "distance")
    np.testing.assert_array_equal(found.trials["skilled"][0]["A"], ([-0.1], [-0.9]))
    assert found.to_json()["skilled"]["common_eer_percent"] == 0


def test_systems_are_compared_on_the_same_trials_alone(written) -> None:
    """Paired: whatever makes a signer hard makes him so for both."""
    ours = "".join(f"{s},genuine,{g}\n{s},skilled,{f}\n" for s, g, f in (("A", 2, 1), ("B", 2, 1), ("C", 2, 3)))
    theirs = ours.replace("C,skilled,3", "C,skilled,1")
    (one,) = read_scores(written(HEADER + ours, "ours.csv"))
    (other,) = read_scores(written(HEADER + theirs, "theirs.csv"))
    found = difference_between(one.trials["skilled"], other.trials["skilled"])
    assert found is not None
    mine, better = (part.to_json()["skilled"]["common_eer_percent"] for part in (one, other))
    assert 100 * found.mean == pytest.approx(mine - better)
    assert found.low == 0 < found.high
    (fewer,) = read_scores(written(HEADER + ours.split("C")[0], "fewer.csv"))
    assert difference_between(one.trials["skilled"], fewer.trials["skilled"]) is None
    (more,) = read_scores(written(HEADER + ours + "A,skilled,0\n", "more.csv"))
    assert difference_between(one.trials["skilled"], more.trials["skilled"]) is None


def test_a_signer_alone_has_no_interval(written) -> None:
    (found,) = read_scores(written(HEADER + "A,genuine,1\nA,skilled,0\n"))
    assert found.to_json()["skilled"]["common_eer_percent_interval"] is None
    assert difference_between(found.trials["skilled"], found.trials["skilled"]) is None


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "found no signer and no kind and no score"),
        ("signer;kind;score\nA;genuine;1\n", "found no signer"),
        (HEADER, "no signer with both|holds no trial"),
        (HEADER + "A,genuine,1\n", "no signer with both genuine trials and forgeries"),
        (HEADER + "A,genuine,nan\n", "line 2: expected .* found 'A', 'genuine' and 'nan'. Mend that line"),
        (HEADER + "A,genuine,1\nA,forged,1\n", "line 3: .* 'forged'"),
        (HEADER + "A,genuine\n", "line 2: .* and ''"),
        (HEADER + ",genuine,1\n", "line 2: .* found ''"),
        (HEADER + "A,genuine,\0\n", "Mend that line|no table"),
        (HEADER + f"A,genuine,{'1' * 200_000}\n", "no table in UTF-8 .field larger"),
    ],
)
def test_bad_files_are_refused_with_the_line(written, content: str, why: str) -> None:
    with pytest.raises(FormatError, match=why):
        read_scores(written(content))


def test_no_table_and_no_file(tmp_path: Path) -> None:
    (tmp_path / "binary.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FormatError, match="no table in UTF-8"):
        read_scores([tmp_path / "binary.csv"])
    with pytest.raises(FormatError, match="cannot be read: No such file"):
        read_scores([tmp_path / "nowhere.csv"])
