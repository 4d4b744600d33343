"""`compare`: the decision for files, in words or as JSON, and by exit status."""

import json
import shutil
from pathlib import Path

import pytest

CARD = "card.json"


def test_a_genuine_signature_is_accepted_with_status_0(run, ink_files, dtw_model) -> None:
    result = run("compare", *ink_files.references, "--questioned", ink_files.genuine, "--model", dtw_model.folder)
    assert result.exit_code == 0
    assert result.stdout.startswith("✔ Accepted\n")
    assert result.stderr == ""


def test_another_persons_signature_is_rejected_with_status_1(run, ink_files, dtw_model) -> None:
    result = run("compare", *ink_files.references, "--questioned", ink_files.foreign, "--model", dtw_model.folder)
    assert result.exit_code == 1
    assert result.stdout.startswith("✖ Rejected\n")
    assert "5 reference(s)" in result.stdout


def test_a_score_between_the_thresholds_is_referred_with_status_1(run, ink_files, dtw_model, tmp_path: Path) -> None:
    """The same foreign signature, by a model that rejects nothing outright."""
    lenient = tmp_path / "lenient"
    shutil.copytree(dtw_model.folder, lenient)
    card = json.loads((lenient / CARD).read_text(encoding="utf-8"))
    for calibration in card["calibrations"].values():
        calibration["reject_below"] = -1e6
    (lenient / CARD).write_text(json.dumps(card), encoding="utf-8")
    result = run("compare", *ink_files.references, "--questioned", ink_files.foreign, "--model", lenient)
    assert result.exit_code == 1
    assert result.stdout.startswith("? Refer to a person\n")


def test_json_holds_what_a_program_asks_for(run, ink_files, dtw_model) -> None:
    words = ["compare", *ink_files.references, "--model", dtw_model.folder, "--json", "--questioned"]
    genuine, foreign = (json.loads(run(*words, file).stdout) for file in (ink_files.genuine, ink_files.foreign))
    assert (genuine["decision"], foreign["decision"]) == ("accept", "reject")
    assert genuine["score"] >= genuine["threshold"] == foreign["threshold"] > foreign["reject_below"] > foreign["score"]
    assert 0 < genuine["distance"] < foreign["distance"]
    assert len(genuine["distances"]) == genuine["reference_count"] == 5
    assert genuine["model"] == dtw_model.verifier.name
    assert genuine["model_sha256"] == dtw_model.verifier.sha256


def test_the_same_question_gets_the_same_answer(run, ink_files, dtw_model) -> None:
    words = ("compare", *ink_files.references, "--questioned", ink_files.genuine, "--model", dtw_model.folder, "--json")
    assert run(*words).stdout == run(*words).stdout


@pytest.mark.parametrize("count", [1, 2, 5])
def test_any_number_of_references_serves(run, ink_files, dtw_model, count: int) -> None:
    references = ink_files.references[:count]
    result = run("compare", *references, "--questioned", ink_files.foreign, "--model", dtw_model.folder, "--json")
    assert result.exit_code == 1
    assert len(json.loads(result.stdout)["distances"]) == count


def test_the_duration_alone_is_a_model_like_any_other(run, ink_files, duration_model) -> None:
    words = ("--questioned", ink_files.genuine, "--model", duration_model.folder, "--json")
    result = run("compare", *ink_files.references, *words)
    assert result.exit_code in (0, 1)
    assert json.loads(result.stdout)["model"] == duration_model.verifier.name


def test_a_network_decides_too(run, ink_files, network_model) -> None:
    words = ("--questioned", ink_files.foreign, "--model", network_model.folder, "--json")
    result = run("compare", *ink_files.references, *words)
    assert result.exit_code == 1
    assert json.loads(result.stdout)["decision"] != "accept"


def test_the_format_can_be_named(run, ink_files, dtw_model) -> None:
    words = ("--questioned", ink_files.genuine, "--model", dtw_model.folder)
    assert run("compare", *ink_files.references, *words, "--format", "csv").exit_code == 0
