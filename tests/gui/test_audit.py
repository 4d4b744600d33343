"""The audit chain as a person reads it: found, opened, checked, exported; with the keys alone; of half a million."""

import csv
import threading
from datetime import UTC, datetime, timedelta

import pytest
from fake_auditing import BEGAN, entry
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sigverify.errors import StoreError
from sigverify.gui.audit_rows import ACTION, ERASED, NUMBER, OPERATOR, SIGNER, TELLS, WHEN, AuditRows, WantedEntries
from sigverify.gui.audit_words import KIND_WORDS, kind_words, tells_words
from sigverify.gui.audits import AUDIT_PAGE
from sigverify.gui.desk_services import DeskServices
from sigverify.gui.panels.review import AUDIT, DECISIONS
from sigverify.gui.tables.audit_model import AuditModel
from sigverify.storage import events
from sigverify.storage.permissions import permissions_of
from sigverify.storage.rows import AuditEvent, AuditHead, AuditReport, Operator
from sigverify.storage.store import Store

LEFT = Qt.MouseButton.LeftButton
DECIDED = {"decision": "accept", "score": 2.345, "attempt": {"number": 1, "of": 3, "minutes": 10}}


def by(operator: str, event: AuditEvent) -> AuditEvent:
    return AuditEvent(kind=event.kind, signer_id=event.signer_id, facts={**event.facts, "operator": operator})


@pytest.fixture
def audited(use):
    """Seven entries about Anna, Ben and somebody who is erased; the audit chain is in front."""
    use.fake.told(
        events.begun(0, 0, 0),
        events.signer_added("id-Anna"),
        events.recording_added("id-Anna", 4, "reference", "genuine"),
        events.decided("id-Anna", 5, 1, 1, DECIDED),
        events.signer_added("id-gone-and-long"),
        events.signer_erased("id-gone-and-long", forgeries=True),
        events.exported("decisions", 12),
    )
    return go(use)


def go(use):
    use.window.go_to("Review")
    use.settle()
    use.window.review.turn_to(AUDIT)
    settled(use)
    return use


def page(use):
    return use.window.review.audit


def settled(use) -> None:
    """Wait for what is asked, and for what the table asks for once it is painted."""
    for _ in range(3):
        use.qtbot.waitUntil(lambda: use.window.desk.waiting == 0)
        use.window.grab()
        use.qtbot.waitUntil(lambda: not page(use).model._asking.isActive())
    use.qtbot.waitUntil(lambda: use.window.desk.waiting == 0)


def listed(use) -> list[int]:
    return [line.sequence for line in page(use).model.rows]


def cell(use, row: int, column: int) -> str:
    return page(use).model.index(row, column).data()


def row_words(use, row: int) -> list[str]:
    return [cell(use, row, column) for column in (NUMBER, ACTION, SIGNER, TELLS)]


# --- reading ----------------------------------------------------------------------------------------------------------


def test_all_that_was_done_stands_in_the_table_the_last_one_first(audited):
    assert listed(audited) == [7, 6, 5, 4, 3, 2, 1]
    assert page(audited).counts.text() == "7 entries"
    assert row_words(audited, 0) == ["7", "Exported", "", "12 × decisions"]
    assert row_words(audited, 1) == ["6", "Signer erased", "erased: id-gone-…", "forgeries that named the signer too"]
    assert row_words(audited, 3) == [
        "4",
        "Decision made",
        "Anna",
        "decision 1 · Accepted · score 2.35 · attempt 1 of 3",
    ]
    assert row_words(audited, 4) == ["3", "Signature stored", "Anna", "signature 4 · reference · genuine"]
    assert threading.get_ident() not in audited.fake.threads
    assert page(audited).table.isColumnHidden(OPERATOR), "nobody ever had to sign in"


def test_the_head_turns_the_chain_over_and_sorts_by_nothing_else(audited):
    table = page(audited).table
    heads = table.horizontalHeader()
    for section, first in ((NUMBER, 1), (WHEN, 7), (ACTION, 7)):
        where = heads.rect().center()
        where.setX(heads.sectionViewportPosition(section) + 10)
        QTest.mouseClick(heads.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, where)
        assert listed(audited)[0] == first
        assert heads.sortIndicatorSection() == NUMBER


def test_the_chain_narrows_by_action_signer_and_days(audited):
    filters = page(audited).filters
    filters.action.setCurrentIndex(filters.action.findText("Signers and signatures"))
    assert listed(audited) == [5, 3, 2]
    filters.signer.setCurrentIndex(filters.signer.findData("id-Anna"))
    assert listed(audited) == [3, 2]
    assert page(audited).counts.text() == "2 of 7 entries"
    filters.clear.click()
    assert listed(audited) == [7, 6, 5, 4, 3, 2, 1]
    filters.signer.setCurrentIndex(filters.signer.findData(ERASED))
    assert listed(audited) == [6, 5]
    filters.action.setCurrentIndex(filters.action.findText("\N{EM SPACE}Signer erased"))
    assert listed(audited) == [6]
    filters.clear.click()
    filters.days.choice.setCurrentIndex(1)  # today, which is none of the entries' days
    assert listed(audited) == []
    assert page(audited)._words.text() == "No entry fits what is asked for above."
    page(audited)._all.click()
    assert len(listed(audited)) == 7


def test_who_was_signed_in_is_told_and_found_by(use):
    use.fake.known = {
        "boss": (Operator(id="op-1", name="boss", roles=("administrator",), added_at=BEGAN), "long password")
    }
    use.fake.told(
        events.signer_added("id-Anna"),
        by("op-1", events.signer_renamed("id-Anna")),
        by("op-of-old-days", events.signer_renamed("id-Anna")),
    )
    go(use)
    assert [cell(use, row, OPERATOR) for row in range(3)] == ["removed: op-of-ol…", "boss", ""]
    assert not page(use).table.isColumnHidden(OPERATOR)
    operator = page(use).filters.operator
    assert [operator.itemText(number) for number in range(operator.count())] == [
        "Everybody",
        "boss",
        "removed: op-of-ol…",
    ]
    operator.setCurrentIndex(1)
    assert listed(use) == [2]


def test_an_entry_opens_beside_the_table_with_all_that_it_tells(audited):
    table = page(audited).table
    index = page(audited).model.index(3, WHEN)
    QTest.mouseClick(table.viewport(), LEFT, pos=table.visualRect(index).center())
    settled(audited)
    panel = page(audited).entry
    assert panel.isVisible()
    assert (panel._action.text(), panel._about.text(), panel._about_id.text()) == ("Decision made", "Anna", "id-Anna")
    assert panel._hash.text().replace(" ", "") == f"{4:064x}"
    assert panel._before.text().replace(" ", "") == f"{3:064x}"
    QTest.keyClick(table, Qt.Key.Key_Escape)
    assert panel.isHidden()
    assert panel._about.text() == ""


def test_the_entries_about_an_erased_signer_are_found_from_one_of_them(audited):
    page(audited).show_entry(6)
    settled(audited)
    page(audited).entry.only.click()
    assert listed(audited) == [6, 5]
    assert page(audited).filters._one_words.text() == "Only entries about erased: id-gone-…"
    page(audited).filters.clear.click()
    assert len(listed(audited)) == 7
    page(audited).show_entry(2)
    settled(audited)
    page(audited).entry.only.click()
    assert listed(audited) == [4, 3, 2]
    assert page(audited).filters.signer.currentText() == "Anna"


def test_a_decision_is_opened_from_its_entry(use):
    use.fake.with_decision("id-Anna", 2.4)
    use.fake.told(events.decided("id-Anna", 5, 1, 1, DECIDED), events.decided("id-gone", 6, 2, 1, DECIDED))
    go(use)
    page(use).show_entry(2)
    settled(use)
    assert page(use).entry.decision.isHidden(), "it was erased with its signer"
    page(use).show_entry(1)
    settled(use)
    page(use).entry.decision.click()
    use.settle()
    assert use.window.review._pages.currentIndex() == DECISIONS
    assert use.window.review.view.row.decision_id == 1


def test_the_keys_alone_find_open_and_close_an_entry(audited):
    place = page(audited)
    assert audited.window.focusWidget() is place.table
    QTest.keyClick(place.table, Qt.Key.Key_Down)
    QTest.keyClick(place.table, Qt.Key.Key_Return)
    settled(audited)
    first = place.entry.line.sequence
    QTest.keyClick(place.table, Qt.Key.Key_Down)
    audited.qtbot.waitUntil(lambda: place.entry.line is not None and place.entry.line.sequence == first - 1)
    place.go_to.setFocus()
    QTest.keyClicks(place.go_to, "3")
    QTest.keyClick(place.go_to, Qt.Key.Key_Return)
    settled(audited)
    assert place.entry.line.sequence == 3
    assert place.table.current.sequence == 3
    QTest.keyClick(place.table, Qt.Key.Key_Escape)
    assert place.entry.isHidden()


def test_an_entry_that_is_not_listed_is_told_so(audited):
    page(audited).go_to.setText("99")
    QTest.keyClick(page(audited).go_to, Qt.Key.Key_Return)
    assert audited.window.banners.sentences[0].startswith("Entry 99 is not among those")


def test_what_was_done_since_is_there_on_coming_back(audited):
    audited.fake.told(events.signer_renamed("id-Ben"))
    audited.fake.pages.clear()
    audited.window.go_to("Enrol")
    audited.window.go_to("Review")
    settled(audited)
    assert listed(audited) == [8, 7, 6, 5, 4, 3, 2, 1]
    assert audited.fake.pages == [(None, 6)], "what is known is not read again"


def test_another_chain_is_read_anew(audited):
    audited.fake.chain = [entry(1, events.begun(3, 0, 0)), entry(2, events.signer_added("id-Ben"))]
    audited.window.review.turn_to(DECISIONS)
    audited.window.review.turn_to(AUDIT)
    settled(audited)
    assert listed(audited) == [2, 1]
    assert audited.window.banners.sentences[0].startswith("The chain is another one than before")


def test_a_chain_longer_than_a_page_is_read_to_its_beginning(use):
    use.fake.told(*[events.signer_renamed("id-Anna")] * (2 * AUDIT_PAGE + 7))
    go(use)
    assert page(use).model.total == 2 * AUDIT_PAGE + 7
    assert listed(use) == list(range(2 * AUDIT_PAGE + 7, 0, -1))
    use.fake.told(*[events.signer_renamed("id-Ben")] * AUDIT_PAGE)
    page(use).load()
    settled(use)
    assert listed(use)[0] == 3 * AUDIT_PAGE + 7
    assert len(listed(use)) == 3 * AUDIT_PAGE + 7


def test_an_entry_that_cannot_be_read_is_listed_and_says_so(use):
    use.fake.told(events.signer_added("id-Anna"))
    use.fake.chain.append(entry(2, AuditEvent(kind="note"), readable=False))
    go(use)
    assert row_words(use, 0) == ["2", "Note written", "", "It cannot be read: it was changed from outside."]
    page(use).show_entry(2)
    settled(use)
    assert page(use).entry._tells.text() == "It cannot be read: it was changed from outside."
    assert page(use).entry._hash.text() == "–"


def test_a_fault_of_the_store_is_told_and_the_next_visit_tries_again(use):
    use.fake.told(events.signer_added("id-Anna"))
    use.fake.fail_on["audit_page"] = StoreError("The store is busy. Try again.")
    go(use)
    assert "The store is busy. Try again." in use.window.banners.sentences
    use.fake.fail_on.clear()
    page(use).load()
    settled(use)
    assert listed(use) == [1]


def test_a_locked_window_holds_nothing_of_the_chain(audited):
    page(audited).show_entry(4)
    settled(audited)
    place = page(audited)
    audited.window.places.drop()
    assert place.model.total == 0
    assert place.entry.isHidden()
    assert place.entry._about.text() == ""
    assert place.check.words == ""


# --- checking ---------------------------------------------------------------------------------------------------------


def check(use) -> str:
    page(use).check.check.click()
    use.qtbot.waitUntil(lambda: not page(use).check.is_at_work)
    settled(use)
    return page(use).check.words


def test_a_whole_chain_is_said_to_be_whole(audited):
    words = check(audited)
    assert words.startswith("The chain is whole: 6 entries, each bound to the one before.")
    assert "Whether its end was cut off" in words
    assert page(audited).check.show_entry.isHidden()
    assert audited.fake.calls.count("go_on") == 3, "in portions"
    page(audited).check.close_button.click()
    assert page(audited).check.words == ""


def test_a_broken_chain_is_said_where_and_what_to_do_and_shown(audited):
    faults = tuple(f"Entry {number} (note) was changed, moved or forged." for number in range(3, 9))
    audited.fake.report = AuditReport(entries=6, head=None, faults=faults, remarks=(), broken_at=3)
    words = check(audited)
    assert words.startswith("The chain is broken at entry 3.")
    assert "There are 2 more such findings." in words
    assert "Decide nothing more by it" in words
    page(audited).check.show_entry.click()
    settled(audited)
    assert page(audited).entry.line.sequence == 3


def test_the_place_of_a_missing_entry_is_shown_by_the_one_after_it(audited):
    del audited.fake.chain[3]
    page(audited).drop()
    page(audited).load()
    settled(audited)
    audited.fake.report = AuditReport(
        entries=6, head=None, faults=("Entry 4 is missing: removed.",), remarks=(), broken_at=4
    )
    check(audited)
    page(audited).check.show_entry.click()
    settled(audited)
    assert page(audited).entry.line.sequence == 5


def test_rows_without_entries_are_no_break_of_the_chain(audited):
    audited.fake.report = AuditReport(
        entries=6, head=None, faults=("There is no entry for decision 3.",), remarks=(), broken_at=None
    )
    words = check(audited)
    assert words.startswith("The chain is whole, but the store does not hold what it tells of.")
    assert page(audited).check.show_entry.isHidden()


def test_a_check_is_left_in_its_middle(audited):
    audited.fake.gate = threading.Event()
    place = page(audited)
    place.check.check.click()
    audited.qtbot.waitUntil(lambda: "go_on" in audited.fake.calls)
    assert not place.check.check.isEnabled()
    audited.qtbot.waitUntil(place.check.bar.isVisible)
    place.check.bar.cancel.click()
    audited.fake.gate.set()
    audited.qtbot.waitUntil(lambda: not place.check.is_at_work)
    assert place.check.words == ""
    assert place.check.check.isEnabled()
    assert audited.fake.calls.count("go_on") < 3


def test_the_desk_does_other_work_while_the_chain_is_checked(audited):
    audited.fake.gate = threading.Event()
    page(audited).check.check.click()
    answers = []
    audited.qtbot.waitUntil(lambda: "go_on" in audited.fake.calls)
    audited.window.desk.ask(lambda _: audited.fake.calls.count("go_on"), answers.append)
    audited.fake.gate.set()
    audited.qtbot.waitUntil(lambda: bool(answers))
    assert answers == [1], "between the first portion and the second"
    audited.qtbot.waitUntil(lambda: not page(audited).check.is_at_work)


def test_a_check_that_cannot_be_done_says_why(audited):
    audited.fake.fail_on["go_on"] = StoreError("The store is closed. Open it again.")
    assert check(audited) == ""
    assert "The store is closed. Open it again." in audited.window.banners.sentences


def test_the_end_is_kept_elsewhere_and_checked_against(audited, tmp_path):
    file = tmp_path / "end.json"
    place = page(audited)
    place.check.ask_new = place.check.ask_kept = lambda: str(file)
    place.check.keep_end()
    settled(audited)
    assert place.counts.text().startswith(f"Written: {file}. Keep it elsewhere")
    place.check.check_by_kept()
    audited.qtbot.waitUntil(lambda: bool(place.check.words))
    assert audited.fake.checked_by == [AuditHead(sequence=7, at="", hash=f"{7:064x}")]
    assert "It holds the end that was kept elsewhere, entry 7." in place.check.words


# --- a table of it ----------------------------------------------------------------------------------------------------


def test_what_is_listed_is_written_as_a_table(audited, tmp_path):
    place = page(audited)
    place.filters.signer.setCurrentIndex(place.filters.signer.findData("id-Anna"))
    place.export.ask_path = lambda: str(tmp_path / "chain")
    with audited.qtbot.waitSignal(place.export.written):
        place.export.button.click()
    assert (tmp_path / "chain.csv").read_text(encoding="utf-8").split() == ["4", "3", "2"]
    assert place.counts.text().startswith("Written: ")


def test_a_table_that_nobody_wants_any_more_leaves_nothing(audited, tmp_path):
    audited.fake.gate = threading.Event()
    place = page(audited)
    place.export.ask_path = lambda: str(tmp_path / "chain.csv")
    place.export.button.click()
    audited.qtbot.waitUntil(lambda: "add" in audited.fake.calls)
    with audited.qtbot.waitSignal(place.export.stopped):
        place.export.stop()
        audited.fake.gate.set()
    settled(audited)
    assert "abandon" in audited.fake.calls
    assert "finish" not in audited.fake.calls
    assert place.counts.text() == "Stopped; nothing was written."
    assert place.export.button.isEnabled()


def test_who_may_export_nothing_may_look_and_check(open_window, fake):
    fake.told(events.signer_added("id-Anna"))
    use = go(open_window(fake))
    clerk = Operator(id="op", name="front", roles=("clerk",), added_at=BEGAN)
    use.window.rights.give(clerk, permissions_of(clerk.roles))
    assert not page(use).export.button.isEnabled()
    assert "may not take anything out of the store" in page(use).export.button.toolTip()
    assert check(use).startswith("The chain is whole")


# --- words ------------------------------------------------------------------------------------------------------------


def every_event() -> list[AuditEvent]:
    """One of each kind that `events` makes."""
    head = AuditHead(sequence=4, at="", hash="ab" * 32)
    s = "id-Anna"
    return [
        events.begun(2, 0, 0),
        events.clock_set_back(3.4),
        events.signer_added(s),
        events.signer_renamed(s),
        events.retention_set(s, "2031-12-31"),
        events.retention_set(s, None),
        events.signer_erased(s),
        events.profile_added(s, 2),
        events.profile_renamed(s, 2),
        events.profile_erased(s, 2, [1, 2], [1], []),
        events.recording_added(s, 1, "questioned", "unknown"),
        events.recording_discarded(s, 1, "reference"),
        events.reference_kept(s, 1, "odd"),
        events.reference_kept(s, 1, "alike", "id-Ben"),
        events.reference_retired(s, 1),
        events.reference_ended(s, 1),
        events.forger_unnamed(s, 1),
        events.forger_erased(["ab"], forgeries=True),
        events.labelled(s, 1, "questioned", "forgery", "accept"),
        events.labelled(s, 1, "questioned", "unknown", None),
        events.session_changed(s, 1),
        events.template_made(s, "ab" * 32, 2, [1, 2]),
        events.templates_revoked(s),
        events.decided(s, 1, 1, 1, DECIDED),
        events.decided(s, 1, 1, 1, {}),
        events.attempts_limited(3, 10),
        events.attempts_limited(0, 10),
        events.attempt_cleared(s, 1),
        events.attempts_lifted(s, 1),
        events.noted(s, 1, 1, None, None),
        events.noted(s, 1, 1, "reject", "accept"),
        events.copy_refused(s, 1),
        events.identified("ab" * 32, 20),
        events.trained("ab" * 32, "cd" * 32, 5, 20),
        events.model_used("ab" * 32, None, rolled_back=False),
        events.model_used("ab" * 32, "cd" * 32, rolled_back=True),
        events.passphrase_changed(),
        events.machine_remembered(),
        events.machines_forgotten(2),
        events.recovery_key_made(),
        events.operator_added("op", ["clerk"]),
        events.operator_changed("op", ["clerk", "examiner"]),
        events.operator_changed("op", None),
        events.operator_removed("op"),
        events.operators_ended(),
        events.exported("decisions", 3),
        events.backed_up(head),
        events.restored(head, None),
        events.copied(300),
    ]


def test_every_kind_of_entry_has_words(qapp):
    made = every_event()
    assert {event.kind for event in made} == set(KIND_WORDS)
    for event in made:
        words = tells_words(entry(1, event), lambda one: f"<{one}>")
        assert kind_words(event.kind) != event.kind
        assert "{" not in words
        assert "None" not in words


def test_an_entry_of_another_program_tells_its_facts(qapp):
    strange = entry(1, AuditEvent(kind="teleported", facts={"where": "here", "operator": "op"}))
    assert kind_words("teleported") == "teleported"
    assert tells_words(strange, str) == ""
    assert tells_words(entry(1, AuditEvent(kind="decision", facts={"odd": 3, "operator": "op"})), str) == "odd 3"


def test_a_cell_tells_screen_readers_and_tips_what_it_is(audited):
    model = page(audited).model
    assert model.index(3, ACTION).data(Qt.ItemDataRole.AccessibleTextRole) == "Action: Decision made"
    assert model.index(1, SIGNER).data(Qt.ItemDataRole.ToolTipRole).endswith("id-gone-and-long")
    assert model.index(3, TELLS).data(Qt.ItemDataRole.ToolTipRole).startswith("Details: decision 1")


# --- many -------------------------------------------------------------------------------------------------------------


def test_half_a_million_entries_are_found_by_numbers_alone(qapp):
    """What is kept of each is small, what is told of each is asked for when it is seen."""
    model, asked = AuditModel(), []
    model.told_wanted.connect(asked.append)
    kinds = [events.signer_renamed("id-Anna"), events.signer_added("id-Ben"), events.exported("report", 1)]
    made = [entry(number, kinds[number % 3]) for number in range(1, 20_001)]
    for first in range(19_000, -1, -1000):
        model.take(made[first : first + 1000][::-1])
    assert model.rowCount() == 20_000
    assert model.sequences() == list(range(20_000, 0, -1))
    model.want(WantedEntries(kinds=("export",)))
    assert model.rowCount() == 6667
    assert model.index(0, TELLS).data() == "…"
    qapp.processEvents()
    assert asked == [[20_000]], "what is seen alone"
    model.take_told([made[-1]])
    assert model.index(0, TELLS).data() == "1 × report of a decision"
    model.turn(first_above=True)
    assert model.sequences()[:2] == [2, 5]


def test_what_is_selected_stays_so_while_the_chain_is_turned_over_and_narrowed(audited):
    table, model = page(audited).table, page(audited).model
    table.mark(4)
    model.turn(first_above=True)
    assert table.current.sequence == 4
    model.want(WantedEntries(kinds=("decision",)))
    assert table.current.sequence == 4
    model.want(WantedEntries(kinds=("export",)))
    assert table.current is None


def test_a_time_that_is_none_counts_as_the_first_of_all(qapp):
    rows = AuditRows()
    rows.put([entry(1, events.begun(0, 0, 0))])
    bad = entry(2, events.signer_added("id"))
    rows.put([type(bad)(**{**bad.__dict__, "at": "Tuesday"})])
    assert rows.line(1).at == datetime.fromtimestamp(0, UTC)
    since = (BEGAN - timedelta(days=2)).date()
    assert rows.fitting(WantedEntries(since=since), []).tolist() == [0]


# --- the real store ---------------------------------------------------------------------------------------------------


@pytest.fixture
def services(tmp_path, monkeypatch):
    monkeypatch.setenv("SIGVERIFY_PASSPHRASE", "only for this test")
    made = DeskServices(f"sqlite:///{tmp_path / 'store.sqlite'}")
    made.open()
    yield made
    made.close()


def test_the_desk_reads_checks_and_writes_out_a_real_chain(services, tmp_path):
    store: Store = services._store
    anna = store.add_signer("=Anna")
    store.rename_signer(anna.id, "Anne")
    assert [one.sequence for one in services.audit_page(None, 0)] == [3, 2, 1]
    head = services.keep_audit_head(str(tmp_path / "end.json"))
    assert services.read_audit_head(str(tmp_path / "end.json")) == head == store.audit_head()
    running = services.begin_audit_check(head)
    while (report := running.go_on()) is None:
        pass
    assert (report.sound, report.entries) == (True, 3)
    table = services.begin_audit_table(str(tmp_path / "chain.csv"))
    table.add([3, 1, 99])
    assert not (tmp_path / "chain.csv").exists()
    assert table.finish() == 3
    with (tmp_path / "chain.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["entry"] for row in rows] == ["3", "1", "99"]
    assert (rows[0]["action"], rows[0]["signer_id"], rows[2]["action"]) == ("signer-renamed", anna.id, "")
    assert "Ann" not in (tmp_path / "chain.csv").read_text(encoding="utf-8")
    assert store.audit_entries()[-1].event == events.exported("audit", 3)
    assert sorted(path.name for path in tmp_path.glob(".*.part")) == []
