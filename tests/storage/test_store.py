"""What goes into the store comes out of it; what is unknown, closed or someone else's is refused in words."""

import os
import sqlite3
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from outside import outside

from sigverify.errors import SigverifyError, StoreError, UsageError
from sigverify.ink.recording import Recording
from sigverify.storage import recordings
from sigverify.storage.cipher import Cipher, Place
from sigverify.storage.store import Store, data_folder, default_url

Ink = Callable[[int], Recording]


def test_the_data_folder_can_be_chosen(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("SIGVERIFY_DATA", str(tmp_path / "elsewhere"))
    assert data_folder() == tmp_path / "elsewhere"
    assert default_url() == f"sqlite:///{tmp_path / 'elsewhere' / 'store.sqlite'}"
    with Store.open() as store:
        assert store.url == default_url()
    assert (tmp_path / "elsewhere" / "store.sqlite").stat().st_mode & 0o077 == 0
    assert (tmp_path / "elsewhere").stat().st_mode & 0o077 == 0


def test_without_a_choice_the_systems_data_folder_is_taken(monkeypatch) -> None:
    monkeypatch.delenv("SIGVERIFY_DATA")
    assert "sigverify" in data_folder().name
    assert data_folder().is_absolute()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "sqlite:///file:x?uri=true", "a file", ""])
def test_a_url_that_names_no_file_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match="for example sqlite:"):
        Store.open(url)


@pytest.mark.skipif(os.name == "nt", reason="Windows takes no such name")
def test_a_place_that_no_url_can_tell_is_refused_before_anything_lies_elsewhere(tmp_path: Path, monkeypatch) -> None:
    """What stands behind a question mark is no part of the path: the store lay in the file '…/what'."""
    monkeypatch.setenv("SIGVERIFY_DATA", str(tmp_path / "what?now"))
    with pytest.raises(UsageError, match=r"holds a '\?', which the path of a store cannot hold.*SIGVERIFY_DATA"):
        Store.open(make=True)
    assert not list(tmp_path.glob("what*"))


@pytest.mark.parametrize("url", ["fantasydb://host/store", "mssql+pymssql://host/store"])
def test_a_database_of_another_kind_is_refused_in_words(url: str) -> None:
    with pytest.raises(UsageError, match="in a SQLite file or in a PostgreSQL database"):
        Store.open(url)


# Signers


def test_signers_come_back_by_name_with_their_counts(store: Store, ink: Recording) -> None:
    before = datetime.now(UTC)
    beate = store.add_signer("beate")
    anna = store.add_signer("  Anna ")
    carl = store.add_signer("Carl")
    for role in ("reference", "reference", "questioned"):
        store.add_recording(beate.id, ink, role=role, label="genuine")
    store.add_recording(carl.id, ink, role="collected")
    found = store.signers()
    assert [(signer.name, signer.reference_count) for signer in found] == [("Anna", 0), ("beate", 2), ("Carl", 0)]
    assert found[0] == anna
    assert anna.last_used is None
    assert found[1].last_used == store.recordings(beate.id)[-1].taken_at
    assert before <= beate.created_at <= found[1].last_used <= datetime.now(UTC)
    assert beate.created_at.utcoffset() == timedelta(0)
    assert store.signer(carl.id) == found[2]


def test_two_signers_may_bear_one_name(store: Store) -> None:
    first, second = store.add_signer("Anna"), store.add_signer("Anna")
    assert first.id != second.id
    assert [signer.id for signer in store.signers()] == [first.id, second.id]


def test_composed_and_decomposed_names_are_the_same(store: Store) -> None:
    signer = store.add_signer("Zoe\u0308")
    assert signer.name == "Zo\u00eb" == store.signer(signer.id).name


@pytest.mark.parametrize("name", ["", "   ", "two\nlines", "null\0", "half \ud800", "x" * 201, "\x1b[31m"])
def test_a_name_that_is_none_is_refused(store: Store, name: str) -> None:
    with pytest.raises(UsageError, match="signer's name"):
        store.add_signer(name)
    signer = store.add_signer("Anna")
    with pytest.raises(UsageError):
        store.rename_signer(signer.id, name)
    assert [signer.name for signer in store.signers()] == ["Anna"]


def test_a_renamed_signer_keeps_id_and_ink(store: Store, ink: Recording) -> None:
    signer = store.add_signer("Anna")
    store.add_recording(signer.id, ink, role="reference")
    store.rename_signer(signer.id, "Anne")
    assert store.signer(signer.id).name == "Anne"
    assert store.signer(signer.id).reference_count == 1


# Recordings


def test_the_newest_reference_of_each_profile_is_read_alone(
    store: Store, make_ink: Ink, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, carl, dora = (store.add_signer(name) for name in ("Anna", "Carl", "Dora"))
    for seed in (1, 2):
        store.add_recording(anna.id, make_ink(seed), role="reference")
    store.add_recording(carl.id, make_ink(3), role="reference")
    for signer in (anna, dora):
        store.add_recording(signer.id, make_ink(4), role="questioned")
    opened: list[str] = []
    open_ink = recordings.open_ink

    def counted(cipher: Cipher, sealed: bytes, place: Place) -> Recording:
        opened.append(place.table)
        return open_ink(cipher, sealed, place)

    monkeypatch.setattr(recordings, "open_ink", counted)
    asked = [signer.profiles[0].id for signer in (anna, carl, dora)]
    assert store.newest_references(asked) == {
        anna.profiles[0].id: make_ink(2),
        carl.profiles[0].id: make_ink(3),
    }
    assert len(opened) == 2
    assert set(store.newest_references(asked[:1])) == {anna.profiles[0].id}


def test_recordings_come_back_to_the_bit_and_by_what_they_are(store: Store, make_ink: Ink) -> None:
    anna, carl = store.add_signer("Anna"), store.add_signer("Carl")
    first = store.add_recording(anna.id, make_ink(1), role="reference", label="genuine", session="monday ☀")
    second = store.add_recording(anna.id, make_ink(2), role="questioned", label="forgery")
    third = store.add_recording(carl.id, make_ink(3), role="reference")
    one = store.recording(first)
    assert (one.id, one.signer_id, one.role, one.label) == (first, anna.id, "reference", "genuine")
    assert one.session == "monday ☀"
    assert one.recording == make_ink(1)

    def ids(*arguments: str, **what: str) -> list[int]:
        return [stored.id for stored in store.recordings(*arguments, **what)]

    assert ids() == [first, second, third]
    assert ids(anna.id) == [first, second]
    assert ids(role="reference") == [first, third]
    assert ids(label="forgery") == [second]
    assert ids(anna.id, role="reference", label="unknown") == []
    assert store.recording(third).label == "unknown"


def test_an_id_is_never_given_twice(store: Store, ink: Recording) -> None:
    signer = store.add_signer("Anna")
    first = store.add_recording(signer.id, ink, role="collected")
    store.discard_recording(first)
    assert store.add_recording(signer.id, ink, role="collected") > first


def test_words_that_are_no_role_or_label_are_refused(store: Store, ink: Recording) -> None:
    signer = store.add_signer("Anna")
    recording_id = store.add_recording(signer.id, ink, role="collected")
    with pytest.raises(UsageError, match="role is one of reference"):
        store.add_recording(signer.id, ink, role="enrolment")
    with pytest.raises(UsageError, match="label is one of genuine"):
        store.add_recording(signer.id, ink, role="collected", label="skilled")
    with pytest.raises(UsageError):
        store.recordings(role="x")
    with pytest.raises(UsageError):
        store.set_label(recording_id, "skilled")
    with pytest.raises(UsageError, match="session"):
        store.add_recording(signer.id, ink, role="collected", session="x" * 201)
    assert len(store.recordings()) == 1


def test_a_label_can_be_changed_alone_or_with_the_role(store: Store, ink: Recording) -> None:
    signer = store.add_signer("Anna")
    recording_id = store.add_recording(signer.id, ink, role="questioned")
    store.set_label(recording_id, "genuine")
    assert (store.recording(recording_id).label, store.recording(recording_id).role) == ("genuine", "questioned")
    store.set_label(recording_id, "genuine", "reference")
    assert store.recording(recording_id).role == "reference"
    assert store.signer(signer.id).reference_count == 1
    assert store.recording(recording_id).recording == ink


# Templates


def test_templates_are_versioned_for_each_signer_and_model(store: Store, ink: Recording) -> None:
    anna, carl = store.add_signer("Anna"), store.add_signer("Carl")
    ids = [store.add_recording(anna.id, ink, role="reference") for _ in range(3)]
    assert store.template(anna.id, "m1") is None
    assert store.save_template(anna.id, "m1", [ids[2], ids[0]], b"first") == 1
    assert store.save_template(anna.id, "m1", ids, b"second") == 2
    assert store.save_template(anna.id, "m2", ids, b"other") == 1
    stored = store.template(anna.id, "m1")
    assert stored is not None
    assert (stored.version, stored.payload, stored.reference_ids) == (2, b"second", tuple(ids))
    assert (stored.signer_id, stored.model_sha256) == (anna.id, "m1")
    assert store.template(carl.id, "m1") is None


def test_the_order_of_references_is_kept(store: Store, ink: Recording) -> None:
    signer = store.add_signer("Anna")
    ids = [store.add_recording(signer.id, ink, role="reference") for _ in range(4)]
    order = [ids[2], ids[0], ids[3], ids[1]]
    store.save_template(signer.id, "m", order, b"")
    stored = store.template(signer.id, "m")
    assert stored is not None
    assert list(stored.reference_ids) == order
    assert stored.payload == b""


def test_a_replaced_template_leaves_no_payload(store: Store, url: str, ink: Recording) -> None:
    signer = store.add_signer("Anna")
    recording_id = store.add_recording(signer.id, ink, role="reference")
    for payload in (b"one", b"two", b"three"):
        store.save_template(signer.id, "m", [recording_id], payload)
    with outside(url) as raw:
        rows = raw.execute("SELECT version, payload_sealed IS NULL FROM templates ORDER BY version").fetchall()
    assert rows == [(1, 1), (2, 1), (3, 0)]


def test_dropped_templates_are_gone_and_their_versions_are_not_given_again(store: Store, ink: Recording) -> None:
    signer = store.add_signer("Anna")
    recording_id = store.add_recording(signer.id, ink, role="reference")
    store.save_template(signer.id, "m", [recording_id], b"one")
    store.drop_templates(signer.id)
    assert store.template(signer.id, "m") is None
    assert store.save_template(signer.id, "m", [recording_id], b"two") == 2


def test_more_signers_are_asked_for_than_a_statement_takes_values(store: Store) -> None:
    """Whom another desk's promotion changed: everybody. SQLite takes 32,766 where nobody built it otherwise."""
    there = [store.add_signer(name) for name in ("Anna", "Carl")]
    asked = {str(number) for number in range(40_000)} | {there[0].id}
    with store.together():
        assert store._work is not None
        connection = store._work.connection.connection.driver_connection
        if isinstance(connection, sqlite3.Connection):
            connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 32_766)
        assert store.signers(asked) == there[:1]


@pytest.mark.parametrize("change", ["discard", "forgery", "no reference"])
def test_a_template_goes_when_a_reference_does(store: Store, ink: Recording, change: str) -> None:
    signer = store.add_signer("Anna")
    ids = [store.add_recording(signer.id, ink, role="reference", label="genuine") for _ in range(3)]
    store.save_template(signer.id, "all", ids, b"all")
    store.save_template(signer.id, "rest", ids[1:], b"rest")
    if change == "discard":
        store.discard_recording(ids[0])
    elif change == "forgery":
        store.set_label(ids[0], "forgery")
    else:
        store.set_label(ids[0], "genuine", "collected")
    assert store.template(signer.id, "all") is None
    assert store.template(signer.id, "rest") is not None


def test_a_template_stays_when_a_reference_is_confirmed(store: Store, ink: Recording) -> None:
    signer = store.add_signer("Anna")
    recording_id = store.add_recording(signer.id, ink, role="reference")
    store.save_template(signer.id, "m", [recording_id], b"one")
    store.set_label(recording_id, "genuine")
    assert store.template(signer.id, "m") is not None


def test_a_template_of_nothing_or_of_anothers_ink_is_refused(store: Store, ink: Recording) -> None:
    anna, carl = store.add_signer("Anna"), store.add_signer("Carl")
    mine, his = (store.add_recording(signer.id, ink, role="reference") for signer in (anna, carl))
    with pytest.raises(UsageError, match="at least one reference"):
        store.save_template(anna.id, "m", [], b"")
    with pytest.raises(UsageError, match="named once"):
        store.save_template(anna.id, "m", [mine, mine], b"")
    with pytest.raises(UsageError, match="SHA-256"):
        store.save_template(anna.id, "", [mine], b"")
    with pytest.raises(StoreError, match="another signer"):
        store.save_template(anna.id, "m", [mine, his], b"")
    assert store.template(anna.id, "m") is None


# Decisions


def test_decisions_come_back_as_they_were_made(store: Store, ink: Recording) -> None:
    anna, carl = store.add_signer("Anna"), store.add_signer("Carl")
    mine, his = (store.add_recording(signer.id, ink, role="questioned") for signer in (anna, carl))
    decision = {
        "outcome": "accept",
        "score": 1.25e-17,
        "distances": [1.0, 2.5],
        "departures": {"speed": 3.0},
        "n": None,
    }
    decision_id = store.add_decision(anna.id, mine, 3, decision)
    store.add_decision(carl.id, his, 1, {"outcome": "reject"})
    (stored,) = store.decisions(anna.id)
    assert stored.decision == decision
    assert (stored.id, stored.signer_id, stored.recording_id) == (decision_id, anna.id, mine)
    assert stored.template_version == 3
    assert len(store.decisions()) == 2


def test_a_decision_outlives_its_ink(store: Store, ink: Recording) -> None:
    signer = store.add_signer("Anna")
    recording_id = store.add_recording(signer.id, ink, role="questioned")
    store.add_decision(signer.id, recording_id, 1, {"outcome": "accept"})
    store.discard_recording(recording_id)
    (stored,) = store.decisions(signer.id)
    assert stored.recording_id is None
    assert stored.decision == {"outcome": "accept"}


def test_a_decision_about_anothers_ink_or_without_json_is_refused(store: Store, ink: Recording) -> None:
    anna, carl = store.add_signer("Anna"), store.add_signer("Carl")
    recording_id = store.add_recording(carl.id, ink, role="questioned")
    with pytest.raises(StoreError, match="another signer"):
        store.add_decision(anna.id, recording_id, 1, {})
    with pytest.raises(UsageError, match="JSON"):
        store.add_decision(carl.id, recording_id, 1, {"ink": ink})
    with pytest.raises(UsageError, match="count from 1"):
        store.add_decision(carl.id, recording_id, 0, {})
    assert store.decisions() == []


# Models and settings


def test_the_model_in_use_and_the_one_before(store: Store) -> None:
    assert store.model_in_use() is None
    assert store.previous_model() is None
    first = store.add_model("default", "/models/default", "aa", None, {"frames_hz": 50})
    second = store.add_model("retrained", Path("/models/new"), "bb", "aa", {})
    assert store.model_in_use() is None
    store.use_model(first)
    assert store.previous_model() is None
    store.use_model(second)
    store.use_model(second)
    in_use, previous = store.model_in_use(), store.previous_model()
    assert in_use is not None
    assert previous is not None
    assert (in_use.id, in_use.name, in_use.path, in_use.sha256) == (second, "retrained", Path("/models/new"), "bb")
    assert in_use.parent_sha256 == "aa" == previous.sha256
    assert previous.card == {"frames_hz": 50}
    store.use_model(previous.id)
    assert [model and model.id for model in (store.model_in_use(), store.previous_model())] == [first, second]
    assert [model.id for model in store.models()] == [first, second]


def test_a_model_known_already_keeps_its_id(store: Store) -> None:
    first = store.add_model("default", "/old/place", "aa", None, {})
    assert store.add_model("default", "/new/place", "aa", None, {"note": "moved"}) == first
    (model,) = store.models()
    assert model.path == Path("/new/place")
    assert model.card == {"note": "moved"}
    with pytest.raises(UsageError, match="a name and its SHA-256"):
        store.add_model("", "/x", "cc", None, {})


def test_settings_are_kept_replaced_and_forgotten(store: Store) -> None:
    assert store.setting("policy") is None
    store.set_setting("policy", "strict")
    store.set_setting("policy", "lenient ☂")
    store.set_setting("empty", "")
    assert store.setting("policy") == "lenient ☂"
    assert store.setting("empty") == ""
    store.set_setting("policy", None)
    assert store.setting("policy") is None
    with pytest.raises(UsageError, match="needs a name"):
        store.set_setting("", "x")


# What is refused everywhere


def test_unknown_ids_are_refused_in_words(store: Store, ink: Recording) -> None:
    signer = store.add_signer("Anna")
    nobody = "00000000-0000-0000-0000-000000000000"
    calls: list[Callable[[], object]] = [
        lambda: store.signer(nobody),
        lambda: store.rename_signer(nobody, "X"),
        lambda: store.erase_signer(nobody),
        lambda: store.add_recording(nobody, ink, role="reference"),
        lambda: store.recordings(nobody),
        lambda: store.recording(99),
        lambda: store.set_label(99, "genuine"),
        lambda: store.discard_recording(99),
        lambda: store.begin_capture(nobody, "enrol"),
        lambda: store.append_stroke(99, ink),
        lambda: store.finish_capture(99, ink, "reference"),
        lambda: store.abandon_capture(99),
        lambda: store.save_template(nobody, "m", [1], b""),
        lambda: store.save_template(signer.id, "m", [99], b""),
        lambda: store.template(nobody, "m"),
        lambda: store.drop_templates(nobody),
        lambda: store.add_decision(nobody, 1, 1, {}),
        lambda: store.add_decision(signer.id, 99, 1, {}),
        lambda: store.decisions(nobody),
        lambda: store.use_model(99),
    ]
    for call in calls:
        with pytest.raises(StoreError, match=r"[Tt]here is no"):
            call()
    assert store.signers() == [signer]


def test_a_closed_store_says_so(url: str) -> None:
    store = Store.open(url)
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.signers()


def test_a_store_belongs_to_the_thread_that_opened_it(store: Store, url: str) -> None:
    caught: list[SigverifyError] = []
    seen: list[str] = []

    def elsewhere() -> None:
        for call in (store.signers, lambda: store.add_signer("X"), store.close):
            try:
                call()
            except StoreError as error:
                caught.append(error)
        with Store.open(url) as own:
            own.add_signer("Anna")
            seen.extend(signer.name for signer in own.signers())

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert len(caught) == 3
    assert all("another thread" in str(error) for error in caught)
    assert seen == ["Anna"] == [signer.name for signer in store.signers()]


def test_who_waits_for_a_word_is_known_without_opening_anything(store: Store, ink: Recording, make_ink: Ink) -> None:
    anna = store.add_signer("Anna")
    store.add_recording(anna.id, ink, role="reference")
    first, second = (store.add_recording(anna.id, make_ink(number), role="questioned") for number in (1, 2))
    store.add_recording(anna.id, make_ink(3), role="collected")
    assert [store.next_waiting(after) for after in (0, first, second)] == [(first, 2), (second, 2), (None, 2)]
    store.set_label(first, "genuine")
    assert store.next_waiting() == (second, 1)


def test_what_there_is_of_each_signer_is_told_by_indexes_alone(store: Store, ink: Recording, make_ink: Ink) -> None:
    """Rows are long with ink, and a profile stands behind it: who reads it there reads all of the ink."""
    anna, bob = store.add_signer("Anna"), store.add_signer("Bob")
    store.add_recording(anna.id, ink, role="reference", session="first")
    store.add_recording(bob.id, make_ink(1), role="collected", label="forgery")
    found = {one.signer_id: one for one in store.counted_recordings()}
    assert found[anna.id][1:] == (1, 0, 0, 0, None)
    assert found[bob.id][1:5] == (0, 1, 0, 0)
    assert found[bob.id].last_at is not None
    assert store.counted_recordings([bob.id]) == [found[bob.id]]
    whose = [(one.session, one.profile_id) for one in store.recording_facts([anna.id])]
    assert whose == [("first", anna.profiles[0].id)]
    with store._reading() as work:
        if work.connection.dialect.name == "sqlite":
            for query in (
                "SELECT signer_id, role, label, max(taken_at) FROM recordings GROUP BY signer_id, role, label",
                "SELECT id, profile_id FROM recordings",
                "SELECT id FROM recordings WHERE role = 'questioned' AND label = 'unknown' AND id > 1 ORDER BY id",
            ):
                told = work.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}").all()
                assert len(told) == 1
                assert "INDEX ix_recordings_" in told[0][3]
