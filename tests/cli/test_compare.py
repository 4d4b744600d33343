"""`compare`: the decision for files, in words or as JSON, and by exit status."""

import hashlib
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

import sigverify
from sigverify.ink.formats import read_recording, write_csv

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
    assert genuine["score"] >= genuine["threshold"] == foreign["threshold"]
    assert foreign["threshold"] >= foreign["reject_below"] > foreign["score"]
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


def test_both_alternatives_are_told_in_words(run, ink_files, dtw_model) -> None:
    words = ("compare", *ink_files.references, "--model", dtw_model.folder, "--questioned")
    accepted, rejected = run(*words, ink_files.genuine).stdout, run(*words, ink_files.foreign).stdout
    for told in (accepted, rejected):
        assert "\nagainst a skilled forgery: LR " in told
        assert "\nagainst a random forgery: LR " in told
        assert "someone else wrote it as an imitation" in told
        assert "someone else wrote it as a signature of their own" in told
    assert "LR 1 : at least " in rejected
    assert "that is all that the calibration can carry" in rejected
    assert " support. The findings are " in accepted


def test_a_model_from_before_tells_nothing_about_random_forgeries(run, ink_files, dtw_model, tmp_path: Path) -> None:
    """Its card is read as it is, its decisions are the same, and other lines than its own are refused."""
    older = _older(dtw_model.folder, tmp_path)
    words = ("--questioned", ink_files.genuine, "--model")
    new = json.loads(run("compare", *ink_files.references, *words, dtw_model.folder, "--json").stdout)
    old = json.loads(run("compare", *ink_files.references, *words, older, "--json").stdout)
    assert old["against_random"] is None
    assert old["model_sha256"] == hashlib.sha256((older / CARD).read_bytes()).hexdigest()
    for name in new.keys() - {"against_random", "model_sha256"}:
        assert old[name] == new[name], name
    told = run("compare", *ink_files.references, *words, older).stdout
    assert "against a random forgery: This model tells nothing about random forgeries" in told


def test_lines_for_asked_rates_are_used_and_named(run, ink_files, dtw_model, tmp_path: Path) -> None:
    """By a model whose calibration carries some; the signature's own score lies between its own line and the other."""
    rich = tmp_path / "rich"
    shutil.copytree(dtw_model.folder, rich)
    card = json.loads((rich / CARD).read_text(encoding="utf-8"))
    card["calibrations"]["5"]["lines"] = {
        "false_matches": [[0.01, 9.0], [0.1, 8.0]],
        "false_non_matches": [[0.02, -9.0]],
    }
    (rich / CARD).write_text(json.dumps(card), encoding="utf-8")
    words = ("compare", *ink_files.references, "--questioned", ink_files.genuine, "--model", rich)
    assert run(*words).exit_code == 0
    asked = ("--false-matches", "0.05", "--false-non-matches", "0.02")
    told = json.loads(run(*words, *asked, "--json").stdout)
    assert (told["decision"], told["threshold"], told["reject_below"]) == ("refer", 9.0, -9.0)
    assert told["lines"] == {"false_matches": 0.01, "false_non_matches": 0.02, "note": ""}
    result = run(*words, *asked)
    assert result.exit_code == 1
    assert "\nline for at most 1 in 100 skilled forgeries accepted\n" in result.stdout
    assert "\nline for at most 1 in 50 genuine signatures rejected\n" in result.stdout


@pytest.mark.parametrize("option", ["--false-matches", "--false-non-matches"])
def test_rates_that_the_calibration_cannot_carry_are_refused(refused, ink_files, dtw_model, option: str) -> None:
    words = ("compare", *ink_files.references, "--questioned", ink_files.genuine, "--model", dtw_model.folder)
    assert "is stricter than the calibration can carry" in refused(*words, option, "0.001")
    assert "between 0 and 1" in refused(*words, option, "2")


def test_other_lines_of_an_older_model_are_refused(refused, ink_files, dtw_model, tmp_path: Path) -> None:
    older = _older(dtw_model.folder, tmp_path)
    words = ("compare", *ink_files.references, "--questioned", ink_files.genuine, "--model", older)
    assert "calibrated before they were kept" in refused(*words, "--false-matches", "0.1")


def test_ink_without_pressure_is_referred_with_its_reason(run, ink_files, dtw_model, tmp_path: Path) -> None:
    """The same signature that is accepted with its pressure."""
    flat = tmp_path / "flat.csv"
    recording = read_recording(Path(ink_files.references[0]))
    write_csv(replace(recording, pressure=None), flat)
    words = ("compare", *ink_files.references, "--model", dtw_model.folder, "--questioned")
    assert run(*words, ink_files.references[0]).exit_code == 0
    result = run(*words, flat)
    told = json.loads(run(*words, flat, "--json").stdout)
    assert result.exit_code == 1
    assert told["decision"] == ("refer" if told["score"] >= told["reject_below"] else "reject")
    assert told["unlike_capture"].startswith("This signature tells no pressure")
    if told["score"] >= told["threshold"]:
        assert "Sign with a pen that tells pressure." in result.stdout


def test_devices_that_differ_are_told(run, ink_files, dtw_model, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    recording = read_recording(Path(ink_files.genuine))
    write_csv(replace(recording, capture=replace(recording.capture, device="STU-540")), other)
    words = ("compare", *ink_files.references, "--model", dtw_model.folder, "--questioned")
    told = run(*words, other)
    assert "written with STU-540, the references with sigma-lognormal model:" in told.stdout
    assert "STU-540" in json.loads(run(*words, other, "--json").stdout)["devices_apart"]
    assert json.loads(run(*words, ink_files.genuine, "--json").stdout)["devices_apart"] == ""


def _older(folder: Path, where: Path) -> Path:
    """Return a copy of a model whose card lacks what older programs did not know."""
    older = where / "older"
    shutil.copytree(folder, older)
    card = json.loads((older / CARD).read_text(encoding="utf-8"))
    for calibration in card["calibrations"].values():
        del calibration["random"], calibration["lines"]
    del card["training"]["capture"]
    (older / CARD).write_text(json.dumps(card), encoding="utf-8")
    return older


def test_a_copy_of_a_reference_is_told(run, ink_files, dtw_model) -> None:
    """It fits better than any hand can write, and an examiner who took the wrong file is to see it."""
    words = ("--model", dtw_model.folder, "--questioned")
    told = run("compare", *ink_files.references, *words, ink_files.references[1]).stdout
    assert f"It equals, to the sample, {ink_files.references[1]}: it is that file, or a copy" in told
    assert "to the sample" not in run("compare", *ink_files.references, *words, ink_files.genuine).stdout


def test_references_that_are_copies_of_each_other_are_refused(refused, ink_files, dtw_model, tmp_path: Path) -> None:
    """Two that are one would say that the hand never varies, and every other signature would seem forged."""
    again = tmp_path / "again.csv"
    shutil.copy(ink_files.references[0], again)
    words = ("--questioned", ink_files.genuine, "--model", dtw_model.folder)
    said = refused("compare", *ink_files.references, again, *words)
    assert said.startswith(f"The references {ink_files.references[0]} and {again} equal each other to the sample")
    assert refused("compare", ink_files.references[0], ink_files.references[0], *words)


def test_json_tells_which_bytes_were_compared_by_what(run, ink_files, dtw_model) -> None:
    words = ("--model", dtw_model.folder, "--json", "--questioned")
    found = json.loads(run("compare", *ink_files.references, *words, ink_files.references[1]).stdout)
    assert found["copy_of"] == ink_files.references[1]
    assert found["program"] == f"sigverify {sigverify.__version__}"
    named = [*found["files"]["references"], found["files"]["questioned"]]
    assert [file["path"] for file in named] == [*ink_files.references, ink_files.references[1]]
    for file in named:
        assert file["sha256"] == hashlib.sha256(Path(file["path"]).read_bytes()).hexdigest()
    assert json.loads(run("compare", *ink_files.references, *words, ink_files.genuine).stdout)["copy_of"] == ""
