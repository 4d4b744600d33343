"""A decision on paper: fit for a file, whoever reads it there."""

import hashlib
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from fake_review import decided_view
from fake_services import draw_signature
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPicture

import sigverify.storage.passphrase as passphrases
from sigverify.gui.desk_reviewing import decided
from sigverify.gui.plots.bars import ScoreScale, place_of_score, zones_of_score
from sigverify.gui.plots.decision_report import DecisionReport
from sigverify.gui.plots.report_items import COLUMNS, item_names, item_rows
from sigverify.gui.plots.report_model import rates_row
from sigverify.gui.reviews import DecidedView
from sigverify.gui.theme import Theme
from sigverify.ink.formats.filed import FiledRecording
from sigverify.ink.formats.inkml import format_inkml
from sigverify.ink.recording import Capture, Recording
from sigverify.storage.rows import StoredNote
from sigverify.storage.store import Store
from sigverify.verification.captures import CalibrationCapture
from sigverify.verification.comparison import compare
from sigverify.verification.likelihood_ratio import LikelihoodRatio
from sigverify.verification.model_record import ErrorRates, LearntCorpus, ModelRecord, Percentage

WRITTEN_AT = datetime(2026, 3, 5, 8, 0, tzinfo=UTC)
THIN = "\N{NARROW NO-BREAK SPACE}"


def rates(references: int, signers: int, accepted: float, rejected: float) -> ErrorRates:
    return ErrorRates(
        references=references,
        signers=signers,
        equal_error=Percentage(mean=3.376, sd=0.207),
        own_equal_error=Percentage(mean=0.732, sd=0.064),
        forgeries_accepted=Percentage(mean=accepted, sd=0.179),
        genuine_rejected=Percentage(mean=rejected, sd=0.32),
        cllr=0.1321,
        random_cllr=0.0164,
    )


RECORD = ModelRecord(
    name="aligned-tdnn",
    sha256="3f9a1c7e" * 8,
    made_at="2026-02-03T05:24:09+00:00",
    program="sigverify 0.1.0",
    commit="6d7c404637c2263029cf01ad400e1929c6050b4d",
    parts=("aligned-tdnn", "dtw"),
    corpora=(
        LearntCorpus(name="desk", signers=40, invented=False, invented_forgeries=False),
        LearntCorpus(name="street", signers=12, invented=False, invented_forgeries=True),
    ),
    across_sessions=("desk",),
    capture=CalibrationCapture(signatures=7976, sources={"file": 1.0}, with_pressure=0.8, rate_hz=(100.0, 200.0)),
    rates=(rates(1, 52, 0.649, 1.339), rates(5, 50, 0.804, 1.695)),
)


def written(ink: Recording, **facts: object) -> Recording:
    return replace(ink, capture=replace(ink.capture, **facts))


@pytest.fixture
def view(qapp) -> DecidedView:
    ink = written(draw_signature(1, 9), source="pen", device="Wacom One (position, pressure)", length_unit="mm")
    references = [(one, draw_signature(1, one)) for one in range(1, 6)]
    return decided_view(3, "id-Anna", "Anna", -1.7, recording_id=77, ink=ink, references=references)


def report(view: DecidedView, record: ModelRecord | None = None) -> DecisionReport:
    closest = view.closest
    comparison = None
    if view.ink is not None and closest is not None and closest.recording is not None:
        comparison = compare(view.ink, closest.recording)
    return DecisionReport(theme=Theme("light"), view=view, comparison=comparison, record=record, written_at=WRITTEN_AT)


def words_of(made: DecisionReport) -> str:
    """Return all that is written on the pages; what is cut into lines comes line by line."""
    picture = QPicture()
    painter = QPainter(picture)
    made._paint(painter, lambda: None, made._attached(), 1)
    painter.end()
    found = re.findall(rb"(?:\x00[\x20-\xff]|[\x20-\x22]\x00|\x20[\x10-\x3a]){3,}", bytes(picture.data()))
    return "\n".join(part.decode("utf-16-be", "replace") for part in found)


def test_what_was_examined_is_told_item_by_item(view):
    rows = item_rows(view)
    assert {len(row) for row in rows} == {len(item_names()), len(COLUMNS)}
    questioned, first = rows[0], rows[1]
    assert questioned[:4] == ("Questioned", "77", "not told", "Wacom One")
    assert questioned[-1].endswith(" mm")
    assert first[:4] == ("Reference 1", "1", "not told", "Made up")
    assert first[-1].endswith("of the device"), "its scale is not known"


def test_moment_and_size_are_those_of_the_capture(view):
    ink = written(
        draw_signature(1, 9),
        captured_at="2026-03-04T12:00:07+02:00",
        length_unit="px",
        mm_per_unit=0.2,
        mm_per_unit_y=0.4,
    )
    told = item_rows(replace(view, ink=ink))[0]
    down = ink.pen_down
    assert told[2] == "2026-03-04 10:00"
    width, height = (float(part) for part in told[-1].removesuffix(" mm").split(" × "))
    assert width == pytest.approx(0.2 * (ink.x[down].max() - ink.x[down].min()), abs=0.06)
    assert height == pytest.approx(0.4 * (ink.y[down].max() - ink.y[down].min()), abs=0.06)


def test_of_what_is_gone_only_the_number_is_told(view):
    gone = replace(view.references[1], recording=None)
    told = item_rows(replace(view, references=(view.references[0], gone), ink=None))
    assert told[0][1:3] == ("77", "removed")
    assert told[2][1:] == ("2", "removed", *["–"] * 5)


def test_an_ordinary_report_fills_two_pages_and_one_about_the_model(view):
    content = report(view, RECORD).to_pdf()
    assert len(re.findall(rb"/Type\s*/Page\b", content)) == 3


def test_a_report_states_which_model_it_was_and_how_often_it_errs(view):
    words = words_of(report(view, RECORD))
    for part in (
        view.row.model,
        view.row.model_sha256,
        "2026-02-03 by sigverify 0.1.0, commit 6d7c404637c2",
        "aligned-tdnn + dtw",
        "52 signers: desk (40 signers), street (12 signers)",
        f"3.4 ± 0.2{THIN}%",
        f"1.7 ± 0.3{THIN}%",
        "0.132",
        "for as many references as were compared with here",
        "on other tablets",
        "were set on these same trials",
        "Calibrated across sessions with desk",
        f"Measured on 7{THIN}976 signatures of 100–200 points a second",
        "Forgeries of street were made by a program",
        "at most 1 in 100 forgeries accepted, not by the model's own",
    ):
        assert part in words, part
    assert f"accepted 0.8{THIN}% of skilled forgeries and rejected 1.7{THIN}%" in words.replace("\n", " ")


def test_rates_are_those_of_as_many_references_as_the_decision_had(view):
    few = replace(view, references=view.references[:3], distances=view.distances[:3])
    words = words_of(report(few, RECORD)).replace("\n", " ")
    assert f"with 1 reference, by its own lines, it accepted 0.6{THIN}% of skilled" in words
    assert "3 references were compared with here; the line that stands out is for the largest number below" in words
    unknown = words_of(report(replace(view, references=None, distances=None), RECORD))
    assert "How often the model errs is told below" in unknown
    assert "stands out" not in unknown


def test_where_no_error_rates_are_known_a_report_says_so(view):
    assert words_of(report(view)).count("how often it errs is not known here") == 2
    bare = replace(RECORD, rates=())
    assert words_of(report(view, bare)).count("The model's card tells no measured error rates") == 2


def test_of_signers_who_do_not_exist_a_report_says_so(view):
    invented = tuple(replace(corpus, invented=True) for corpus in RECORD.corpora)
    words = words_of(report(view, replace(RECORD, corpora=invented, across_sessions=(), capture=None)))
    assert words.count("These signers do not exist") == 2, "the first page does not hide it"
    assert "Not calibrated across sessions" in words


def test_what_a_card_does_not_tell_is_a_dash(view):
    gaps = replace(RECORD.rates[0], signers=None, own_equal_error=None, cllr=None, random_cllr=None)
    told = replace(gaps, genuine_rejected=Percentage(mean=1.5, sd=None))
    row = rates_row(told)
    assert row == ("1", "–", f"3.4 ± 0.2{THIN}%", "–", f"0.6 ± 0.2{THIN}%", f"1.5{THIN}%", "–", "–")
    words = words_of(report(view, ModelRecord(name="old", sha256="", made_at="", rates=(told,))))
    assert "Compares by" not in words
    assert "Learnt from" not in words


def test_a_report_leaves_room_for_who_examined_and_tells_who_was_signed_in(view):
    words = words_of(report(view))
    for part in ("nobody was signed in", "Case reference", "Examined by", "Place and date"):
        assert part in words
    note = StoredNote(id=8, decision_id=3, written_at=WRITTEN_AT, text="The nib was worn.", ruling=None)
    words = words_of(report(replace(view, notes=(note,), decided_by="Clara", writers={8: "Doro"})))
    assert "nobody was signed in" not in words
    assert "Clara" in words
    assert "Doro" in words


def test_the_attached_ink_is_named_with_its_hash(view):
    content = format_inkml(FiledRecording(recording=view.ink, name="questioned-77"))
    words = words_of(report(view))
    assert "questioned-77.inkml" in words
    assert hashlib.sha256(content).hexdigest() in words


@pytest.mark.parametrize(
    ("log10", "level"), [(0.1, None), (0.5, 0), (1.0, 1), (-2.4, 2), (3.0, 3), (-5.0, 4), (6.5, 5)]
)
def test_the_verbal_scale_is_shown_with_its_ratios(view, log10, level):
    ratio = LikelihoodRatio(against="skilled", log10=log10, cap=None)
    words = words_of(report(replace(view, against_skilled=ratio, against_random=None)))
    levels = ["weak", "moderate", "moderately strong", "strong", "very strong", "extremely strong"]
    for one in levels:
        assert f"{one} support" in words
    assert "2 – 10\n" in words
    if level is not None:
        assert ratio.strength == f"{levels[level]} support"


def test_zones_meet_at_the_lines_of_decision():
    scale, room = ScoreScale(outcome="refer", score=0.1, threshold=0.7, reject_below=-0.4), QRectF(10, 0, 300, 12)
    zones = zones_of_score(scale, room)
    assert list(zones) == ["reject", "refer", "accept"]
    assert zones["reject"][0] == room.left()
    assert zones["accept"][1] == pytest.approx(room.right())
    assert zones["reject"][1] == zones["refer"][0] == place_of_score(-0.4, room)
    assert zones["refer"][1] == zones["accept"][0] == place_of_score(0.7, room)


def test_operators_are_named_and_those_who_left_by_their_number(tmp_path, monkeypatch):
    monkeypatch.setattr(passphrases, "_ARGON2ID", {"function": "argon2id", "memory_kib": 64, "passes": 1, "lanes": 1})
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    with Store.open(url, passphrase="open sesame") as store:
        store.add_operator("boss", "the boss's own", ["administrator"])
    with Store.open(url, operator="boss", passphrase="the boss's own") as store:
        store.add_operator("Doro", "doro's own one", ["examiner", "clerk"])
    with Store.open(url, operator="Doro", passphrase="doro's own one") as store:
        signer = store.add_signer("Anna")
        reference = store.add_recording(signer.id, draw_signature(1, 1), role="reference", label="genuine")
        questioned = store.add_recording(signer.id, draw_signature(1, 2), role="questioned")
        store.save_template(signer.id, "m", [reference], b"template")
        decision = store.add_decision(signer.id, questioned, 1, {"decision": "accept"})
        note = store.add_note(decision, "Looked at.", None)
        found = decided(store, decision)
        assert found.decided_by == "Doro"
        assert list(found.writers.values()) == ["Doro"]
        doro = store.operator()
    assert note is not None
    with Store.open(url, operator="boss", passphrase="the boss's own") as store:
        store.remove_operator(doro.id)
        assert decided(store, decision).decided_by == f"a former operator ({doro.id[:8]})"


def test_without_operators_nobody_is_named(tmp_path):
    with Store.open(f"sqlite:///{tmp_path / 'store.sqlite'}", passphrase="open sesame") as store:
        signer = store.add_signer("Anna")
        questioned = store.add_recording(signer.id, draw_signature(1, 2), role="questioned")
        decision = store.add_decision(signer.id, questioned, 1, {"decision": "accept"})
        assert decided(store, decision).decided_by == ""


def test_a_capture_without_a_zone_is_told_as_it_stands(view):
    ink = replace(draw_signature(1, 9), capture=Capture(captured_at="2026-03-04T12:00:07"))
    assert item_rows(replace(view, ink=ink))[0][2] == "2026-03-04 12:00"
