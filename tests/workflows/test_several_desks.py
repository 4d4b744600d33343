"""Several desks at work on one store: nothing is lost, no decision rests on half a change, the chain is whole."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sigverify.corpora.corpus import Corpus
from sigverify.errors import StoreError, UsageError
from sigverify.ink.recording import Recording
from sigverify.storage.rows import Erased
from sigverify.storage.store import Store
from sigverify.verification.model_files import write_model
from sigverify.verification.verifier import Verifier
from sigverify.workflows.desk_load import load_desks
from sigverify.workflows.enrolment import enrol, enrol_recordings, template_for
from sigverify.workflows.models import put_into_use, user_models, verifier_in_use
from sigverify.workflows.verifying import verify_capture, verify_ink

Work = Callable[[Store], object]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.server)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgresql":
        return request.getfixturevalue("server_url")
    return f"sqlite:///{tmp_path / 'store.sqlite'}"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with Store.open(url) as opened:
        yield opened


def at_once(url: str, *works: Work) -> list[object]:
    """Do each work at a desk of its own, all begun at the same moment; returns what came of each, faults too."""
    start = threading.Barrier(len(works))
    found: list[object] = [None] * len(works)

    def sit_down(place: int, work: Work) -> None:
        with Store.open(url, patience_s=60.0) as desk:
            start.wait()
            try:
                found[place] = work(desk)
            except (StoreError, UsageError) as error:
                found[place] = error

    threads = [threading.Thread(target=sit_down, args=one) for one in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def genuine(corpus: Corpus, place: int = 0) -> list[Recording]:
    return [sample.recording for sample in corpus.of(corpus.signers[place], "genuine")]


def test_two_desks_that_enrol_one_signer_make_one_template_of_all(
    store: Store, url: str, other_signers: Corpus, dtw_model: Any
) -> None:
    verifier: Verifier = dtw_model.verifier
    signer = store.add_signer("Anna")
    inks = genuine(other_signers)

    def desk(mine: list[Recording]) -> Work:
        def work(at: Store) -> None:
            for ink in mine:
                at.add_recording(signer.id, ink, role="reference", label="genuine")
                enrol(at, verifier, signer.id)

        return work

    assert at_once(url, desk(inks[:3]), desk(inks[3:6])) == [None, None]
    template = store.template(signer.id, verifier.sha256)
    assert template is not None
    assert sorted(template.reference_ids) == store.reference_ids(signer.id)
    assert len(template.reference_ids) == 6
    made = [entry.event.facts["version"] for entry in store.audit_entries(kind="template-made")]
    assert made == list(range(1, len(made) + 1))
    assert store.verify_audit().faults == ()


def test_decisions_made_at_once_are_all_there_and_each_by_a_template_of_its_time(
    store: Store, url: str, other_signers: Corpus, dtw_model: Any
) -> None:
    """While four desks verify, a fifth takes references away and adds them."""
    verifier: Verifier = dtw_model.verifier
    names = other_signers.signers[:2]
    ids = {}
    for place, name in enumerate(names):
        enrolment = enrol_recordings(store, verifier, name, genuine(other_signers, place)[:4], keep_odd=True)
        assert enrolment.signer is not None
        ids[name] = enrolment.signer.id

    def verifying(name: str, inks: list[Recording]) -> Work:
        return lambda at: [verify_ink(at, verifier, ids[name], ink).stored.template_version for ink in inks]

    def changing(at: Store) -> None:
        for ink in genuine(other_signers)[6:]:
            at.discard_recording(at.reference_ids(ids[names[0]])[0])
            at.add_recording(ids[names[0]], ink, role="reference", label="genuine")
            enrol(at, verifier, ids[names[0]])

    forged = [[sample.recording for sample in other_signers.of(name, "forgery")] for name in names]
    found = at_once(
        url,
        verifying(names[0], forged[0][:2]),
        verifying(names[0], forged[0][2:4]),
        verifying(names[1], forged[1][:2]),
        verifying(names[1], forged[1][2:4]),
        changing,
    )
    assert all(isinstance(versions, list) and len(versions) == 2 for versions in found[:4]), found
    assert found[4] is None
    assert len(store.decisions()) == 8
    versions = {entry.event.facts["version"] for entry in store.audit_entries(ids[names[0]], "template-made")}
    assert {decision.template_version for decision in store.decisions(ids[names[0]])} <= versions
    template = store.template(ids[names[0]], verifier.sha256)
    assert template is not None
    assert sorted(template.reference_ids) == store.reference_ids(ids[names[0]])
    assert store.verify_audit().faults == ()


def test_a_file_that_two_desks_verify_at_once_is_decided_once(
    store: Store, url: str, other_signers: Corpus, dtw_model: Any
) -> None:
    verifier: Verifier = dtw_model.verifier
    inks = genuine(other_signers)
    enrolment = enrol_recordings(store, verifier, "Anna", inks[:4], keep_odd=True)
    assert enrolment.signer is not None
    signer_id = enrolment.signer.id
    found: list[Any] = at_once(url, *[lambda at: verify_ink(at, verifier, signer_id, inks[5])] * 3)
    assert sorted(one.repeated for one in found) == [False, True, True]
    assert len({one.stored.id for one in found}) == 1
    assert len(store.decisions()) == 1
    assert len(store.recordings(signer_id, role="questioned")) == 1
    assert store.verify_audit().faults == ()


def test_a_signer_who_is_erased_while_others_verify_is_gone(
    store: Store, url: str, other_signers: Corpus, dtw_model: Any
) -> None:
    verifier: Verifier = dtw_model.verifier
    inks = genuine(other_signers)
    forged = [sample.recording for sample in other_signers.of(other_signers.signers[0], "forgery")]
    enrolment = enrol_recordings(store, verifier, "Anna", inks[:4], keep_odd=True)
    assert enrolment.signer is not None
    signer_id = enrolment.signer.id

    def through_the_window(at: Store) -> object:
        for ink in inks[4:6]:
            capture = at.begin_capture(signer_id, "verify")
            at.append_stroke(capture, ink)
            verify_capture(at, verifier, signer_id, capture, ink)
        return None

    def from_files(at: Store) -> object:
        for ink in forged:
            verify_ink(at, verifier, signer_id, ink)
        return None

    found = at_once(url, through_the_window, from_files, lambda at: at.erase_signer(signer_id))
    assert found[2] == Erased(forgeries=0, unnamed=0, training=False)
    for one in found[:2]:
        assert one is None or "erased" in str(one)
    assert (store.signers(), store.recordings(), store.decisions()) == ([], [], [])
    assert store.info().rows["templates"] == store.info().rows["template_references"] == 0
    assert store.unfinished_captures() == []
    assert store.verify_audit().faults == ()


def test_two_desks_that_promote_at_once_leave_one_in_use_and_one_before_it(
    store: Store, url: str, dtw_model: Any, duration_model: Any
) -> None:
    put_into_use(store, dtw_model.folder)
    found = at_once(url, *[lambda at: put_into_use(at, duration_model.folder).sha256] * 2)
    assert found == [duration_model.verifier.sha256] * 2
    in_use, before = store.model_in_use(), store.previous_model()
    assert in_use is not None
    assert before is not None
    assert (in_use.sha256, before.sha256) == (duration_model.verifier.sha256, dtw_model.verifier.sha256)
    assert verifier_in_use(store).sha256 == in_use.sha256
    assert len(store.audit_entries(kind="promotion")) == 2


@pytest.mark.server
@pytest.mark.slow
def test_desks_in_processes_of_their_own_verify_without_an_error(server_url: str, dtw_model: Any) -> None:
    from sigverify.shipped import DEFAULT_MODEL

    write_model(user_models() / DEFAULT_MODEL, dtw_model.verifier.card, {})
    found = load_desks(server_url, desks=3, seconds=3.0, signers=4)
    assert found.errors == ()
    assert found.verifications == len(found.times_s) > 0
    with Store.open(server_url) as store:
        assert len(store.decisions()) == len(store.recordings(role="questioned")) == found.verifications
        assert store.verify_audit().faults == ()
        for signer in store.signers():
            assert template_for(store, dtw_model.verifier, signer.id).reference_count == 5
