"""Two signatures are weighed with what the signer's references give, and nothing is stored."""

from pathlib import Path

import pytest

from sigverify.errors import StoreError
from sigverify.storage.store import Store
from sigverify.verification.departures import SIDES
from sigverify.workflows.comparing import weigh_pair
from sigverify.workflows.enrolment import enrol


@pytest.fixture
def store(tmp_path: Path):
    with Store.open(f"sqlite:///{tmp_path / 'store.sqlite'}", passphrase="only here") as opened:
        yield opened


@pytest.fixture
def anna(store, dtw_model, other_signers) -> tuple[str, list, list]:
    """Anna has four references; her other signatures, and forgeries of hers, are not in the store."""
    signer, name = store.add_signer("Anna").id, other_signers.signers[0]
    genuine = [sample.recording for sample in other_signers.of(name, "genuine")]
    for recording in genuine[:4]:
        store.add_recording(signer, recording, role="reference", label="genuine")
    enrol(store, dtw_model.verifier, signer)
    return signer, genuine, [sample.recording for sample in other_signers.of(name, "forgery")]


def test_the_evidence_is_the_verdicts_and_nothing_is_kept_of_it(store, dtw_model, anna) -> None:
    signer, genuine, _ = anna
    verifier = dtw_model.verifier
    found = weigh_pair(store, verifier, genuine[6], genuine[0], signer_id=signer)
    expected = verifier.verify(verifier.enrol(genuine[:4]), genuine[6])
    assert found.decision == expected
    assert (found.references_used, found.left_out, found.own) == (4, False, True)
    assert tuple(found.departures) == SIDES
    assert store.decisions() == []


def test_a_reference_is_not_weighed_against_itself(store, dtw_model, anna) -> None:
    signer, genuine, _ = anna
    stored = store.recordings(signer, role="reference")
    found = weigh_pair(store, dtw_model.verifier, genuine[0], genuine[1], signer_id=signer, questioned_id=stored[0].id)
    assert (found.references_used, found.left_out) == (3, True)
    assert found.decision == dtw_model.verifier.verify(dtw_model.verifier.enrol(genuine[1:4]), genuine[0])
    kept = store.template(signer, dtw_model.verifier.sha256)
    assert len(kept.reference_ids) == 4, "the template in force stays"


def test_the_only_reference_has_nothing_to_be_weighed_against(store, dtw_model, other_signers) -> None:
    signer = store.add_signer("Ben").id
    ink = other_signers.of(other_signers.signers[1], "genuine")[0].recording
    only = store.add_recording(signer, ink, role="reference", label="genuine")
    found = weigh_pair(store, dtw_model.verifier, ink, ink, signer_id=signer, questioned_id=only)
    assert found.decision is None
    assert (found.references_used, found.left_out, found.own) == (0, True, False)
    assert found.departures["shape"] == pytest.approx(0.0)


def test_without_a_signer_the_usual_differences_are_the_measure(store, dtw_model, anna) -> None:
    _, genuine, forged = anna
    close = weigh_pair(store, dtw_model.verifier, genuine[6], genuine[0])
    far = weigh_pair(store, dtw_model.verifier, forged[0], genuine[0])
    assert close.decision is far.decision is None
    assert not close.own
    assert sum(far.departures.values()) > sum(close.departures.values())


def test_a_signer_who_was_erased_is_said(store, dtw_model, anna) -> None:
    signer, genuine, _ = anna
    store.erase_signer(signer)
    with pytest.raises(StoreError, match="no signer"):
        weigh_pair(store, dtw_model.verifier, genuine[6], genuine[0], signer_id=signer)
