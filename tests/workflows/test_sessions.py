"""A sitting is one session, wherever on earth the desk stands."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from sigverify.corpora.corpus import Corpus
from sigverify.storage.store import Store
from sigverify.workflows.enrolment import enrol_recordings
from sigverify.workflows.sessions import today
from sigverify.workflows.verifying import verify_capture, verify_ink

pytestmark = pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows sets no time zone for a program alone")


@pytest.fixture
def desk_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    def move(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield move
    monkeypatch.undo()
    time.tzset()


def test_the_day_is_that_of_the_desk(desk_in: Callable[[str], None]) -> None:
    """26 hours apart, so that one of the two is always at another day than UTC."""
    days = []
    for zone, hours in (("WEST+12", -12), ("EAST-14", 14)):
        desk_in(zone)
        before = datetime.fromtimestamp(time.time() + 3600 * hours, UTC).date().isoformat()
        days.append(today())
        after = datetime.fromtimestamp(time.time() + 3600 * hours, UTC).date().isoformat()
        assert before <= days[-1] <= after
    assert days[0] < days[1]


@pytest.mark.parametrize("zone", ["WEST+12", "EAST-14"])
def test_all_that_is_written_in_one_sitting_is_of_one_session(
    desk_in: Callable[[str], None], store: Store, dtw_model: Any, other_signers: Corpus, zone: str
) -> None:
    """Enrolled from files, verified from a file and at the pad: each is called as Collect calls its sessions."""
    desk_in(zone)
    inks = [sample.recording for sample in other_signers.of(other_signers.signers[0], "genuine")]
    before = today()
    enrolled = enrol_recordings(store, dtw_model.verifier, "Anna", inks[:3])
    assert enrolled.signer is not None
    verify_ink(store, dtw_model.verifier, enrolled.signer.id, inks[3])
    page = store.begin_capture(enrolled.signer.id, "questioned")
    store.append_stroke(page, inks[4])
    verify_capture(store, dtw_model.verifier, enrolled.signer.id, page, inks[4])
    assert {entry.session for entry in store.recordings(enrolled.signer.id)} <= {before, today()}
