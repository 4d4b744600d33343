"""The desk without a window: signers are enrolled, verified, identified, and their decisions listed and reported."""

import csv
import io
import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result

from sigverify.corpora.corpus import Corpus
from sigverify.ink.formats import read_recording, write_csv
from sigverify.storage.store import Store

Desk = Callable[..., Result]


def test_a_signer_is_enrolled_and_listed(desk: Desk, ink_files) -> None:
    result = desk("enrol", "Anna", *ink_files.references[:3], "--keep-odd")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1].startswith("Anna has 3 reference(s). Id ")
    assert desk("enrol", "ANNA", *ink_files.references[3:], "--keep-odd").exit_code == 0
    (signer,) = json.loads(desk("signers", "--json").stdout)
    assert (signer["name"], signer["reference_count"]) == ("Anna", 5)
    assert signer["last_used"] > signer["created_at"]
    listed = desk("signers").stdout
    assert "Anna" in listed
    assert signer["signer_id"] in listed


def test_what_stands_apart_is_refused_with_all_the_rest_unless_kept(desk: Desk, ink_files, url: str) -> None:
    words = ("enrol", "Anna", *ink_files.references[:2], ink_files.foreign)
    result = desk(*words)
    assert result.exit_code == 1
    assert f"{ink_files.foreign}: This one differs from the other 2 (distance " in result.stdout
    assert "Keep it anyway?" not in result.stdout
    assert json.loads(desk("signers", "--json").stdout) == []
    assert desk(*words, "--keep-odd").exit_code == 0
    with Store.open(url) as store:
        assert {entry.label for entry in store.recordings(role="reference")} == {"genuine"}
        assert len(store.recordings()) == 3
        assert store.verify_audit().sound


def test_more_references_than_a_template_takes_are_refused(
    desk: Desk, anna: str, other_signers: Corpus, tmp_path: Path
) -> None:
    files = [tmp_path / f"more-{number}.csv" for number in range(8)]
    for file, sample in zip(files, other_signers.of(other_signers.signers[2], "genuine"), strict=True):
        write_csv(sample.recording, file)
    result = desk("enrol", "Anna", *files, "--keep-odd")
    assert result.exit_code == 1
    assert "There are 12 references already" in result.stdout
    assert json.loads(desk("signers", "--json").stdout)[0]["reference_count"] == 5


def test_a_genuine_signature_is_accepted_and_another_hand_is_not(desk: Desk, ink_files, anna: str, url: str) -> None:
    told = desk("verify", "anna", ink_files.genuine)
    assert (told.exit_code, told.stdout.splitlines()[0]) == (0, "✔ Accepted")
    result = desk("verify", anna[:8], ink_files.foreign, "--json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert (found["decision"], found["signer_id"], found["template_version"]) == ("reject", anna, 1)
    with Store.open(url) as store:
        assert len(store.recordings(anna, role="questioned")) == 2
        entry = store.audit_entries()[-1]
        assert entry.event.facts["decision"] == found["decision_id"]
        assert store.verify_audit().sound


def test_json_has_the_words_of_compare(desk: Desk, run, ink_files, anna: str, dtw_model) -> None:
    found = json.loads(desk("verify", "Anna", ink_files.genuine, "--json").stdout)
    words = ("--questioned", ink_files.genuine, "--model", dtw_model.folder, "--json")
    compared = json.loads(run("compare", *ink_files.references, *words).stdout)
    of_files = {"copy_of", "program", "files"}
    assert {name: value for name, value in compared.items() if name not in of_files}.items() <= found.items()


def test_rates_that_the_model_cannot_carry_are_refused_and_nothing_is_stored(
    refused_at, desk: Desk, ink_files, anna: str
) -> None:
    for option in ("--false-matches", "--false-non-matches"):
        said = refused_at("verify", "Anna", ink_files.genuine, option, "0.001")
        assert "is stricter than the calibration can carry" in said
    assert json.loads(desk("decisions", "--json").stdout) == []
    assert desk("verify", "Anna", ink_files.genuine).exit_code == 0


def test_the_same_file_again_gets_its_first_decision_back(desk: Desk, ink_files, anna: str, url: str) -> None:
    for file, status in ((ink_files.genuine, 0), (ink_files.foreign, 1)):
        first, again = (desk("verify", "Anna", file, "--json") for _ in range(2))
        assert (first.exit_code, again.exit_code) == (status, status)
        assert json.loads(again.stdout) == {**json.loads(first.stdout), "repeated": True}
    desk("enrol", "Anna", ink_files.folder / "7.csv", "--keep-odd")  # another template now: the decision stands
    assert json.loads(desk("verify", "Anna", ink_files.genuine, "--json").stdout)["reference_count"] == 5
    told = desk("verify", "Anna", ink_files.genuine).stdout.splitlines()
    assert told[0].startswith("This very signature was verified on ")
    assert told[1] == "✔ Accepted"
    assert len(json.loads(desk("decisions", "--json").stdout)) == 2
    with Store.open(url) as store:
        assert store.verify_audit().sound


def test_a_copy_of_a_stored_signature_is_refused(refused_at, desk: Desk, ink_files, anna: str, tmp_path: Path) -> None:
    """A reference, a moved reference without pressure, and what was verified as another signer's."""
    reference = read_recording(Path(ink_files.references[0]))
    moved = tmp_path / "moved.csv"
    write_csv(replace(reference, time_s=reference.time_s + 100, x=reference.x + 3, pressure=None), moved)
    for file in (ink_files.references[0], moved):
        assert "This is a copy: it equals, to the sample," in refused_at("verify", "Anna", file)
    desk("enrol", "Carl", ink_files.foreign)
    desk("verify", "Anna", ink_files.genuine)
    assert "This is a copy" in refused_at("verify", "Carl", ink_files.genuine)
    assert len(json.loads(desk("decisions", "--json").stdout)) == 1
    kinds = [json.loads(line)["kind"] for line in desk("audit", "export").stdout.splitlines()]
    assert kinds.count("copy-refused") == 3


def test_a_file_that_was_enrolled_is_not_enrolled_again(desk: Desk, ink_files, anna: str) -> None:
    result = desk("enrol", "Anna", ink_files.genuine, ink_files.references[2], "--keep-odd")
    assert result.exit_code == 1
    assert "This is a copy of another reference" in result.stdout
    result = desk("enrol", "Anna", ink_files.genuine, ink_files.genuine, "--keep-odd")
    assert result.stdout.splitlines()[1].endswith("equal to the sample: it adds nothing.")
    assert json.loads(desk("signers", "--json").stdout)[0]["reference_count"] == 5


def test_another_device_is_told_as_compare_tells_it(desk: Desk, run, ink_files, dtw_model, tmp_path: Path) -> None:
    files = {}
    for file, device in ((ink_files.references[0], "STU-540"), (ink_files.genuine, "Wacom One")):
        ink = read_recording(Path(file))
        files[device] = tmp_path / f"{device}.csv"
        write_csv(replace(ink, capture=replace(ink.capture, source="pen", device=device)), files[device])
    desk("enrol", "Anna", files["STU-540"])
    found = json.loads(desk("verify", "Anna", files["Wacom One"], "--json").stdout)
    words = ("--questioned", files["Wacom One"], "--model", dtw_model.folder, "--json")
    assert "STU-540" in found["devices_apart"]
    assert found["devices_apart"] == json.loads(run("compare", files["STU-540"], *words).stdout)["devices_apart"]
    assert found["devices_apart"] in desk("verify", "Anna", files["Wacom One"]).stdout


def test_a_signature_is_identified_and_not_stored(desk: Desk, ink_files, anna: str, url: str) -> None:
    desk("enrol", "Carl", ink_files.foreign)
    result = desk("identify", ink_files.genuine, "--json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert [one["name"] for one in found["candidates"]] == ["Anna", "Carl"]
    assert found["candidates"][0]["score"] >= found["candidates"][0]["threshold"]
    assert found["copies"] == []
    listed = desk("identify", ink_files.genuine).stdout
    assert "Anna" in listed.splitlines()[1]
    assert "to the sample" not in listed
    with Store.open(url) as store:
        assert len(store.recordings()) == 6


def test_identifying_says_where_a_signature_is_a_stored_one(desk: Desk, ink_files, anna: str) -> None:
    found = json.loads(desk("identify", ink_files.references[0], "--json").stdout)
    assert [copy["signer_id"] for copy in found["copies"]] == [anna]
    assert "equals, to the sample" in desk("identify", ink_files.references[0]).stdout


def test_nobody_is_identified_with_status_1(desk: Desk, ink_files, anna: str) -> None:
    assert desk("identify", ink_files.foreign).exit_code == 1


def test_decisions_are_listed_as_table_json_and_csv(desk: Desk, ink_files, anna: str, url: str) -> None:
    desk("enrol", "Carl, the second", ink_files.foreign)
    desk("verify", "Anna", ink_files.genuine)
    desk("verify", "Carl, the second", ink_files.folder / "7.csv")
    rows = json.loads(desk("decisions", "--json").stdout)
    assert [row["signer"] for row in rows] == ["Anna", "Carl, the second"]
    table = list(csv.DictReader(io.StringIO(desk("decisions", "--csv").stdout)))
    assert [row["signer"] for row in table] == ["Anna", "Carl, the second"]
    assert float(table[0]["score"]) == rows[0]["score"]
    assert len(json.loads(desk("decisions", "--signer", anna, "--json").stdout)) == 1
    listed = desk("decisions").stdout
    assert "✔ Accepted" in listed
    assert "✖ Rejected" not in listed.splitlines()[1]
    assert desk("decisions", "--json", "--csv").exit_code == 2
    with Store.open(url) as store:
        store.add_note(rows[0]["decision_id"], "The original is a tracing.", "reject")
    overridden, other = json.loads(desk("decisions", "--json").stdout)
    assert (overridden["decision"], overridden["ruling"]) == ("accept", "reject")
    assert [note["text"] for note in overridden["notes"]] == ["The original is a tracing."]
    assert (other["ruling"], other["notes"]) == (None, [])
    assert [row["ruling"] for row in csv.DictReader(io.StringIO(desk("decisions", "--csv").stdout))] == ["reject", ""]
    assert "✖ Rejected" in desk("decisions").stdout.splitlines()[1]


@pytest.mark.parametrize("name", ["Anna [/red]", "Anna [bold]", "Anna :wave:"])
def test_names_are_shown_as_they_were_typed(desk: Desk, ink_files, name: str) -> None:
    """What lays tables out has marks of its own, and stumbled over a name that looks like one."""
    assert desk("enrol", name, *ink_files.references, "--keep-odd").exit_code == 0
    desk("verify", name, ink_files.genuine)
    for words in (("signers",), ("decisions",), ("identify", ink_files.foreign)):
        assert name in desk(*words).stdout


def test_a_spreadsheet_takes_no_name_for_a_formula(desk: Desk, ink_files) -> None:
    desk("enrol", '=HYPERLINK("http://somewhere")', *ink_files.references, "--keep-odd")
    desk("verify", '=HYPERLINK("http://somewhere")', ink_files.genuine)
    (row,) = csv.DictReader(io.StringIO(desk("decisions", "--csv").stdout))
    assert row["signer"] == '\'=HYPERLINK("http://somewhere")'
    (row,) = json.loads(desk("decisions", "--json").stdout)
    assert row["signer"] == '=HYPERLINK("http://somewhere")'


def test_a_decision_is_written_as_a_report_and_the_chain_tells(
    desk: Desk, run_program, refused_at, ink_files, anna: str, url: str, tmp_path: Path
) -> None:
    """`verify` tells the number, `report` writes that decision as PDF which only its owner may read."""
    told = desk("verify", "Anna", ink_files.genuine).stdout
    assert "decision 1; `sigverify report 1 " in told
    assert desk("decisions").stdout.splitlines()[1].split()[0] == "1"
    paper = tmp_path / "decision-1.pdf"
    for words in ((), ("--language", "zh_CN")):
        result = run_program("--store", url, "report", "1", paper, *words)
        assert result.returncode == 0, result.stderr
        content = paper.read_bytes()
        assert content.startswith(b"%PDF-")
        assert b"questioned-6.inkml" in content or "questioned-6.inkml".encode("utf-16-be") in content
        if os.name == "posix":
            assert paper.stat().st_mode & 0o077 == 0
    assert [entry["kind"] for entry in map(json.loads, desk("audit", "export").stdout.splitlines())].count(
        "export"
    ) == 2
    assert "There is no decision 9 in this store." in refused_at("report", 9, tmp_path / "9.pdf")
    assert "Give it this ending." in refused_at("report", 1, tmp_path / "1.png")
    assert "There is no language 'xx'." in refused_at("report", 1, paper, "--language", "xx")
    assert not (tmp_path / "9.pdf").exists()


@pytest.mark.parametrize(
    "command", ["signers", "verify A 1.csv", "identify 1.csv", "decisions", "hold A", "erase A", "audit verify"]
)
def test_a_store_that_is_not_there_is_not_made(refused_at, ink_files, command: str, tmp_path: Path) -> None:
    words = [str(ink_files.folder / word) if word.endswith(".csv") else word for word in command.split()]
    assert "There is no store" in refused_at(*words)
    assert not (tmp_path / "store.sqlite").exists()


def test_who_is_not_there_or_not_alone_is_told(refused_at, anna: str, url: str, ink_files) -> None:
    assert "There is no signer 'Carl'" in refused_at("verify", "Carl", ink_files.genuine)
    with Store.open(url) as store:
        store.add_signer("anna")
    assert anna in refused_at("verify", "Anna", ink_files.genuine)
    assert "names 2 signers" in refused_at("enrol", "Anna", ink_files.genuine)


def test_a_signer_without_references_cannot_be_verified(refused_at, anna: str, url: str, ink_files) -> None:
    with Store.open(url) as store:
        carl = store.add_signer("Carl")
    assert "Enrol first" in refused_at("verify", "Carl", ink_files.genuine)
    with Store.open(url) as store:
        assert store.recordings(carl.id) == []


def test_a_file_that_is_no_signature_is_refused_before_a_store_is_made(refused_at, ink_files, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("t_s,x,y,stroke\n0,0,0,0\n", encoding="utf-8")
    assert str(bad) in refused_at("enrol", "Anna", *ink_files.references, bad)
    assert not (tmp_path / "store.sqlite").exists()


# The audit chain


def test_a_desk_works_in_processes_of_its_own(run_program, url: str, ink_files, tmp_path: Path) -> None:
    """As scripts use it: a passphrase in the environment, without which there is nothing to be seen."""
    words = ("--store", url)
    secret = {"SIGVERIFY_PASSPHRASE": "only for this test"}
    enrolled = run_program(*words, "enrol", "Zoë", *ink_files.references, "--keep-odd", **secret)
    assert (enrolled.returncode, enrolled.stderr) == (0, "")
    locked = run_program(*words, "signers", SIGVERIFY_PASSPHRASE=None)
    assert locked.returncode == 2
    assert "none was given" in locked.stderr


def test_initials_are_another_profile_and_verified_as_such(desk: Desk, anna: str, ink_files, other_signers, tmp_path):
    files = []
    for n, sample in enumerate(other_signers.of(other_signers.signers[2], "genuine")[:5]):
        files.append(tmp_path / f"initials-{n}.csv")
        write_csv(sample.recording, files[-1])
    result = desk("enrol", "Anna", *files[:4], "--profile", "initials", "--keep-odd")
    assert result.stdout.splitlines()[-1] == f"Anna has 4 reference(s) as 'initials'. Id {anna}"
    (signer,) = json.loads(desk("signers", "--json").stdout)
    assert [(way["name"], way["reference_count"], way["grown_old"]) for way in signer["profiles"]] == [
        ("signature", 5, False),
        ("initials", 4, False),
    ]
    assert "initials" in desk("signers").stdout
    told = json.loads(desk("verify", "Anna", files[4], "--profile", "Initials", "--json").stdout)
    assert (told["profile"], told["grown_old"]) == ("initials", "")
    (row,) = json.loads(desk("decisions", "--json").stdout)
    assert row["profile"] == "initials"
    found = json.loads(desk("identify", ink_files.genuine, "--json").stdout)["candidates"]
    assert len(found) == 1
    assert desk("erase", "Anna", "--profile", "initials", "--yes").exit_code == 0
    (signer,) = json.loads(desk("signers", "--json").stdout)
    assert [way["name"] for way in signer["profiles"]] == ["signature"]


def test_a_profile_that_is_not_there_is_named(refused_at, anna: str, ink_files) -> None:
    sentence = refused_at("verify", "Anna", ink_files.genuine, "--profile", "paraph")
    assert "Anna has no profile 'paraph'. There is: 'signature'." in sentence


def test_references_are_renewed_from_files(desk: Desk, anna: str, ink_files, other_signers, tmp_path, url: str) -> None:
    result = desk("enrol", "Anna", ink_files.genuine, "--renew", "--keep-odd")
    assert result.stdout.splitlines()[-1].startswith("Anna has 1 reference(s). Id ")
    with Store.open(url) as store:
        assert len([entry for entry in store.recordings(anna) if entry.reference_until]) == 5
    held = tmp_path / "held"
    assert desk("hold", "Anna", "--output", held).exit_code == 0
    told = json.loads((held / "held.json").read_text(encoding="utf-8"))
    assert [way["name"] for way in told["profiles"]] == ["signature"]
    assert len([entry for entry in told["recordings"] if entry["reference_until"]]) == 5
