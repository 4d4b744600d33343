"""`tablet`: what a file tells of the device that wrote it."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from click.testing import Result

from sigverify.ink.formats import read_recording, write_csv
from sigverify.ink.recording import Capture, Recording

Run = Callable[..., Result]


def test_a_good_file_is_told_in_a_sentence_and_facts_with_words_and_signs(run: Run, ink_files) -> None:
    result = run("tablet", ink_files.genuine)
    assert result.exit_code == 0
    sentence, *facts = result.stdout.splitlines()
    assert "points a second" in sentence
    assert sentence.endswith(".")
    assert any(line.startswith("✔ Good") and " Rate " in line for line in facts)
    assert result.stderr == ""


def test_trouble_is_told_with_what_to_do(run: Run, ink_files, tmp_path: Path) -> None:
    ink = read_recording(Path(ink_files.genuine))
    flat = tmp_path / "flat.csv"
    capture = replace(ink.capture, source="pen", device="Cheap One", pressure_full_scale=1.0, platform="windows")
    bursts = np.ceil(ink.time_s * 25) / 25
    write_csv(replace(ink, pressure=np.where(ink.pen_down, 0.5, 0.0), time_s=bursts, capture=capture), flat)
    told = run("tablet", flat).stdout
    assert told.startswith("Cheap One: ")
    assert "poor for signatures; see the time stamps and pressure" in told
    assert "✖ Poor" in told
    assert "Windows Ink" in told


def test_json_holds_verdict_and_measures_and_nothing_of_the_writing(run: Run, ink_files) -> None:
    result = run("tablet", ink_files.genuine, "--format", "csv", "--json")
    told = json.loads(result.stdout)
    assert told["state"] in ("good", "mind", "bad")
    assert told["measured"]["points"] == int(read_recording(Path(ink_files.genuine)).pen_down.sum())
    assert {fact["name"] for fact in told["facts"]} >= {"Rate", "Gaps", "Pressure"}
    assert len(result.stdout) < 6000


def test_a_dot_is_told_to_be_too_little(run: Run, tmp_path: Path) -> None:
    dot = tmp_path / "dot.csv"
    write_csv(Recording(time_s=[0.0], x=[1.0], y=[1.0], stroke=[0], capture=Capture()), dot)
    result = run("tablet", dot)
    assert result.exit_code == 0
    assert result.stdout == "Too little to tell: 1 points, 0.0 s of writing. At least 60 points and 0.5 s are needed.\n"


def test_a_file_that_is_none_is_refused_in_one_sentence(refused: Callable[..., str], tmp_path: Path) -> None:
    missing = tmp_path / "missing.csv"
    assert "missing.csv" in refused("tablet", missing)
    broken = tmp_path / "broken.csv"
    broken.write_text("t_s,x,y,stroke\n0,1,nan,0\n", encoding="utf-8")
    assert "broken.csv" in refused("tablet", broken)
