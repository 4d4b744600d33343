"""Ink is on the disk at pen-up: a program that is killed loses none of it."""

import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from sigverify.errors import StoreError, UsageError
from sigverify.ink.packing import pack, unpack
from sigverify.ink.recording import Recording
from sigverify.storage.store import Store

Ink = Callable[[int], Recording]

WRITER = """
import sys
from sigverify.ink.packing import unpack
from sigverify.storage.store import Store

url, signer_id, *parts = sys.argv[1:]
store = Store.open(url)
capture = store.begin_capture(signer_id, "enrol")
for part in parts:
    store.append_stroke(capture, unpack(bytes.fromhex(part)))
print(capture, flush=True)
sys.stdin.read()  # the pen hovers until the program dies
"""


def test_a_capture_is_held_stroke_by_stroke_until_it_is_finished(store: Store, make_ink: Ink) -> None:
    signer = store.add_signer("Anna")
    before = datetime.now(UTC)
    capture = store.begin_capture(signer.id, "enrol")
    (open_one,) = store.unfinished_captures()
    assert (open_one.id, open_one.signer_id, open_one.purpose, open_one.parts) == (capture, signer.id, "enrol", ())
    assert before <= open_one.started_at <= datetime.now(UTC)
    parts = [make_ink(seed) for seed in range(12)]
    for part in parts:
        store.append_stroke(capture, part)
    assert list(store.unfinished_captures()[0].parts) == parts
    recording_id = store.finish_capture(capture, make_ink(99), "reference", "genuine", "first")
    stored = store.recording(recording_id)
    assert stored.recording == make_ink(99)
    assert (stored.signer_id, stored.role, stored.label, stored.session) == (signer.id, "reference", "genuine", "first")
    assert store.unfinished_captures() == []


def test_a_stroke_that_was_taken_back_is_marked_and_kept_until_the_end(store: Store, make_ink: Ink) -> None:
    capture = store.begin_capture(store.add_signer("Anna").id, "enrol")
    for seed in range(3):
        store.append_stroke(capture, make_ink(seed))
    for number in (3, 2):
        store.mark_stroke(capture, number, undone=True)
    store.mark_stroke(capture, 2, undone=False)
    (open_one,) = store.unfinished_captures()
    assert open_one.parts == open_one.last_seen == (make_ink(0), make_ink(1))
    assert open_one.undone == (make_ink(2),)
    for number in (2, 1):
        store.mark_stroke(capture, number, undone=True)
    assert store.unfinished_captures()[0].last_seen == (make_ink(0), make_ink(1), make_ink(2))
    with pytest.raises(StoreError, match="has no stroke 4"):
        store.mark_stroke(capture, 4, undone=True)
    store.abandon_capture(capture)
    with pytest.raises(StoreError, match="no open capture"):
        store.mark_stroke(capture, 1, undone=True)


def test_several_captures_do_not_mix(store: Store, make_ink: Ink) -> None:
    signer = store.add_signer("Anna")
    first, second = store.begin_capture(signer.id, "enrol"), store.begin_capture(None, "verify")
    store.append_stroke(second, make_ink(2))
    store.append_stroke(first, make_ink(1))
    store.append_stroke(second, make_ink(3))
    open_ones = store.unfinished_captures()
    assert [(one.id, one.signer_id, one.parts) for one in open_ones] == [
        (first, signer.id, (make_ink(1),)),
        (second, None, (make_ink(2), make_ink(3))),
    ]
    store.abandon_capture(first)
    assert [one.id for one in store.unfinished_captures()] == [second]


def test_a_capture_ends_once(store: Store, ink: Recording) -> None:
    signer = store.add_signer("Anna")
    capture = store.begin_capture(signer.id, "enrol")
    store.finish_capture(capture, ink, "reference")
    for again in (
        lambda: store.finish_capture(capture, ink, "reference"),
        lambda: store.append_stroke(capture, ink),
        lambda: store.abandon_capture(capture),
    ):
        with pytest.raises(StoreError, match="no open capture"):
            again()
    assert len(store.recordings()) == 1


def test_whose_a_capture_is_can_be_said_at_its_end_but_not_changed(store: Store, ink: Recording) -> None:
    anna, carl = store.add_signer("Anna"), store.add_signer("Carl")
    capture = store.begin_capture(None, "verify")
    store.append_stroke(capture, ink)
    with pytest.raises(StoreError, match="Say whose signature"):
        store.finish_capture(capture, ink, "questioned")
    recording_id = store.finish_capture(capture, ink, "questioned", signer_id=anna.id)
    assert store.recording(recording_id).signer_id == anna.id
    capture = store.begin_capture(anna.id, "verify")
    with pytest.raises(StoreError, match="another signer"):
        store.finish_capture(capture, ink, "questioned", signer_id=carl.id)
    store.finish_capture(capture, ink, "questioned", signer_id=anna.id)


def test_a_finish_that_is_refused_keeps_the_journal(store: Store, ink: Recording) -> None:
    signer = store.add_signer("Anna")
    capture = store.begin_capture(signer.id, "enrol")
    store.append_stroke(capture, ink)
    with pytest.raises(UsageError):
        store.finish_capture(capture, ink, "no role")
    assert store.unfinished_captures()[0].parts == (ink,)
    assert store.recordings() == []


def test_a_capture_needs_a_short_purpose(store: Store) -> None:
    for purpose in ("", "x" * 41):
        with pytest.raises(UsageError, match="purpose"):
            store.begin_capture(None, purpose)


def test_the_strokes_of_a_killed_program_are_offered_by_the_next(store: Store, url: str, make_ink: Ink) -> None:
    signer = store.add_signer("Anna")
    parts = [unpack(pack(make_ink(seed))) for seed in (1, 2, 3)]
    arguments = [sys.executable, "-c", WRITER, url, signer.id, *(pack(part).hex() for part in parts)]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        capture = int(program.stdout.readline())
        program.kill()
    if sys.platform != "win32":
        assert program.returncode == -signal.SIGKILL
    store.close()
    with Store.open(url) as after:
        (open_one,) = after.unfinished_captures()
        assert (open_one.id, open_one.signer_id) == (capture, signer.id)
        assert list(open_one.parts) == parts
        recording_id = after.finish_capture(capture, make_ink(4), "reference", "genuine")
        assert after.recording(recording_id).recording == make_ink(4)
