"""The program as a process: what it prints where, how it ends, and what it does without a display."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import sigverify
from sigverify.cli import main
from sigverify.cli.output import progress


def test_the_module_is_the_command(run_program) -> None:
    done = run_program("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"sigverify, version {sigverify.__version__}\n", "")


def test_phases_are_told_once_where_nobody_watches_a_bar(capsys) -> None:
    for lines, told in ((True, "Enrolling\nVerifying\n"), (False, "")):
        with progress(lines=lines) as show:
            for phase, done in (("Enrolling", 0.0), ("Enrolling", 0.4), ("Verifying", 0.8)):
                show(phase, done)
        assert capsys.readouterr().err == told


def test_status_and_output_reach_the_shell(run_program, ink_files, dtw_model) -> None:
    words = ("--model", dtw_model.folder, "--json", "--questioned")
    genuine, foreign, missing = (
        run_program("compare", *ink_files.references, *words, file)
        for file in (ink_files.genuine, ink_files.foreign, "missing.csv")
    )
    assert [done.returncode for done in (genuine, foreign, missing)] == [0, 1, 2]
    assert json.loads(genuine.stdout)["decision"] == "accept"
    assert json.loads(foreign.stdout)["decision"] == "reject"
    assert missing.stdout == ""
    assert missing.stderr == "sigverify: missing.csv does not exist. Check the name and the folder.\n"


def test_without_a_display_the_window_says_so(run_program) -> None:
    done = run_program(DISPLAY=None, WAYLAND_DISPLAY=None, QT_QPA_PLATFORM=None)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("sigverify: There is no display")
    assert done.stderr.count("\n") == 1


def test_words_are_printed_in_a_terminal_that_knows_no_unicode(run_program, ink_files, dtw_model) -> None:
    """A tick that cannot be shown must not turn an accepted signature into a traceback."""
    words = ("--model", dtw_model.folder, "--questioned", ink_files.genuine)
    done = run_program("compare", *ink_files.references, *words, PYTHONUTF8="0", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert done.returncode == 0, done.stderr
    assert "Accepted" in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("encoding", ["cp1252", "gbk"])
def test_words_are_printed_in_the_code_page_of_a_file_on_windows(run_program, ink_files, dtw_model, encoding) -> None:
    """What is redirected there has no tick; a status of 1 would tell scripts that it was rejected."""
    words = ("--model", dtw_model.folder, "--questioned", ink_files.genuine)
    done = run_program("compare", *ink_files.references, *words, PYTHONUTF8="0", PYTHONIOENCODING=encoding)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("? Accepted")


def test_json_in_a_code_page_keeps_names_of_any_script(run_program, ink_files, tmp_path: Path) -> None:
    store = ("--store", f"sqlite:///{tmp_path / 'store.sqlite'}")
    assert run_program(*store, "enrol", "王 Zoë 😀", ink_files.genuine).returncode == 0
    for encoding in ("cp1252", "utf-8"):
        done = run_program(*store, "signers", "--json", PYTHONUTF8="0", PYTHONIOENCODING=encoding)
        assert json.loads(done.stdout)[0]["name"] == "王 Zoë 😀", done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a file's name be any bytes")
def test_a_file_whose_name_is_no_text_is_named(run_program, ink_files, tmp_path: Path) -> None:
    file = os.fsdecode(os.fsencode(tmp_path) + b"/Zo\xeb.csv")
    shutil.copy(ink_files.genuine, file)
    done = run_program("--store", f"sqlite:///{tmp_path / 'store.sqlite'}", "enrol", "Anna", file)
    assert done.returncode == 0, done.stderr
    assert "Zo?.csv: fits" in done.stdout


def test_a_fault_of_our_own_is_no_rejection(monkeypatch: pytest.MonkeyPatch, ink_files) -> None:
    """Python would end with 1, which says that the signature was referred or rejected."""

    def stumble(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("sigverify.ink.quality.assess", stumble)
    done = CliRunner().invoke(main, ["compare", ink_files.genuine, "--questioned", ink_files.genuine])
    assert done.exit_code == 2
    assert "ZeroDivisionError" in done.stderr, "whoever mends it needs to know where"
    assert done.stderr.splitlines()[-1].startswith("sigverify: This is a fault of sigverify's own")


def test_verifying_by_the_models_of_most_waits_for_no_torch(ink_files) -> None:
    """A second of a person's time at each start: only training, and networks that align no frames, take it."""
    script = (
        "import sys; from pathlib import Path; import sigverify; from sigverify.verification.loops import load_loops;"
        "import sigverify.workflows.identifying, sigverify.workflows.verifying, sigverify.workflows.enrolment;"
        "load_loops(); *references, questioned = [sigverify.read_recording(Path(p)) for p in sys.argv[1:]];"
        "models = [sigverify.load_model(n) for n in ('default', 'synthetic', 'aligned-tdnn', 'soft-aligned-tdnn')];"
        "found = [m.verify(m.enrol(references), questioned).outcome for m in models];"
        "print(found, 'torch' in sys.modules)"
    )
    words = [sys.executable, "-c", script, *map(str, ink_files.references), str(ink_files.genuine)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("] False\n"), done.stdout


def test_comparing_by_plain_alignment_waits_for_neither_torch_nor_the_window(run_program) -> None:
    """A shell loop over many files starts the program anew for each."""
    modules = "sigverify.cli, sigverify.workflows.models, sigverify.ink.formats"
    script = f"import sys, {modules}; print([m for m in ('torch', 'PySide6', 'pyqtgraph') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.strip() == "[]", done.stderr


def test_the_python_api_does_what_compare_does(run_program, ink_files, dtw_model) -> None:
    """README.md's example."""
    verifier = sigverify.load_model(str(dtw_model.folder))
    template = verifier.enrol([sigverify.read_recording(Path(file)) for file in ink_files.references])
    decision = verifier.verify(template, sigverify.read_recording(Path(ink_files.genuine)))
    words = ("--model", dtw_model.folder, "--questioned", ink_files.genuine, "--json")
    printed = json.loads(run_program("compare", *ink_files.references, *words).stdout)
    assert json.loads(json.dumps(decision.to_json())).items() <= printed.items()
