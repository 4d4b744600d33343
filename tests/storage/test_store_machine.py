"""A person at work with the store, played by Hypothesis: in any order of steps it holds what a plain model holds."""

import os
import shutil
import tempfile
import uuid
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)
from postgresql_server import PostgresqlServer

from sigverify.errors import StoreError
from sigverify.ink.recording import Recording
from sigverify.storage.store import Store

names = st.text("aZé漢🖊' ", min_size=1, max_size=8).filter(lambda name: name.strip())
roles = st.sampled_from(["reference", "questioned", "collected"])
labels = st.sampled_from(["genuine", "forgery", "unknown"])
inks = st.builds(
    lambda seed, count: Recording(
        time_s=np.arange(count) / 100,
        x=np.random.default_rng(seed).normal(size=count),
        y=np.random.default_rng(seed + 1).normal(size=count),
        stroke=np.zeros(count),
    ),
    st.integers(0, 1000),
    st.integers(1, 20),
)


class Desk(RuleBasedStateMachine):
    """Signers come and go, sign, are judged and forgotten; now and then the program is closed and opened."""

    signers = Bundle("signers")
    recordings = Bundle("recordings")
    captures = Bundle("captures")

    @initialize()
    def sit_down(self) -> None:
        self.url = self.make_place()
        self.store = Store.open(self.url)
        self.names: dict[str, str] = {}
        self.ink: dict[int, tuple[str, str, str, Recording]] = {}
        self.open: dict[int, tuple[str, list[Recording]]] = {}
        self.templates: dict[str, tuple[int, bytes, tuple[int, ...]]] = {}
        self.versions: dict[str, int] = {}
        self.decisions: dict[int, tuple[str, int | None, dict[str, float]]] = {}

    def make_place(self) -> str:
        self.folder = Path(tempfile.mkdtemp(prefix="desk", dir=os.environ["SIGVERIFY_DATA"]))
        return f"sqlite:///{self.folder / 'store.sqlite'}"

    def clear_place(self) -> None:
        shutil.rmtree(self.folder)

    @rule(target=signers, name=names)
    def add_signer(self, name: str) -> str:
        signer = self.store.add_signer(name)
        assert signer.id not in self.names
        self.names[signer.id] = name.strip()
        return signer.id

    @rule(signer=signers, name=names)
    def rename(self, signer: str, name: str) -> None:
        self.store.rename_signer(signer, name)
        self.names[signer] = name.strip()

    @rule(signer=consumes(signers))
    def erase(self, signer: str) -> None:
        self.store.erase_signer(signer)
        del self.names[signer]
        self.templates.pop(signer, None)
        self.ink = {key: value for key, value in self.ink.items() if value[0] != signer}
        self.open = {key: value for key, value in self.open.items() if value[0] != signer}
        self.decisions = {key: value for key, value in self.decisions.items() if value[0] != signer}
        with pytest.raises(StoreError):
            self.store.erase_signer(signer)

    @rule(target=recordings, signer=signers, ink=inks, role=roles, label=labels)
    def record(self, signer: str, ink: Recording, role: str, label: str) -> int:
        recording_id = self.store.add_recording(signer, ink, role=role, label=label)
        assert recording_id not in self.ink
        self.ink[recording_id] = (signer, role, label, ink)
        return recording_id

    @rule(recording_id=recordings, label=labels, role=st.none() | roles)
    def relabel(self, recording_id: int, label: str, role: str | None) -> None:
        if recording_id not in self.ink:
            with pytest.raises(StoreError):
                self.store.set_label(recording_id, label, role)
            return
        self.store.set_label(recording_id, label, role)
        signer, old_role, _, ink = self.ink[recording_id]
        self.ink[recording_id] = (signer, role or old_role, label, ink)
        if label == "forgery" or (role or old_role) != "reference":
            self._revoke(recording_id)

    @rule(recording_id=consumes(recordings))
    def discard(self, recording_id: int) -> None:
        if recording_id not in self.ink:
            with pytest.raises(StoreError):
                self.store.discard_recording(recording_id)
            return
        self.store.discard_recording(recording_id)
        del self.ink[recording_id]
        self._revoke(recording_id)
        for key, (signer, about, decision) in self.decisions.items():
            if about == recording_id:
                self.decisions[key] = (signer, None, decision)

    @rule(target=captures, signer=signers)
    def pen_down(self, signer: str) -> int:
        capture = self.store.begin_capture(signer, "enrol")
        self.open[capture] = (signer, [])
        return capture

    @rule(capture=captures, part=inks)
    def pen_up(self, capture: int, part: Recording) -> None:
        if capture not in self.open:
            with pytest.raises(StoreError):
                self.store.append_stroke(capture, part)
            return
        self.store.append_stroke(capture, part)
        self.open[capture][1].append(part)

    @rule(target=recordings, capture=consumes(captures), ink=inks, role=roles)
    def finish(self, capture: int, ink: Recording, role: str) -> object:
        if capture not in self.open:
            with pytest.raises(StoreError):
                self.store.finish_capture(capture, ink, role)
            return multiple()
        recording_id = self.store.finish_capture(capture, ink, role)
        self.ink[recording_id] = (self.open.pop(capture)[0], role, "unknown", ink)
        return recording_id

    @rule(capture=consumes(captures))
    def give_up(self, capture: int) -> None:
        if capture in self.open:
            self.store.abandon_capture(capture)
            del self.open[capture]

    @rule(signer=signers, payload=st.binary(max_size=20))
    def enrol(self, signer: str, payload: bytes) -> None:
        references = [key for key, (owner, role, _, _) in self.ink.items() if (owner, role) == (signer, "reference")]
        if references:
            version = self.store.save_template(signer, "model", references, payload)
            self.versions[signer] = self.versions.get(signer, 0) + 1
            assert version == self.versions[signer]
            self.templates[signer] = (version, payload, tuple(references))

    @rule(signer=signers)
    def revoke(self, signer: str) -> None:
        self.store.drop_templates(signer)
        self.templates.pop(signer, None)

    @rule(recording_id=recordings, score=st.floats(allow_nan=False))
    def decide(self, recording_id: int, score: float) -> None:
        if recording_id in self.ink:
            signer = self.ink[recording_id][0]
            decision_id = self.store.add_decision(signer, recording_id, 1, {"score": score})
            self.decisions[decision_id] = (signer, recording_id, {"score": score})

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = Store.open(self.url)

    @invariant()
    def holds_what_was_put_in(self) -> None:
        if not hasattr(self, "store"):
            return
        found = self.store.signers()
        assert {signer.id: signer.name for signer in found} == self.names
        for signer in found:
            owned = [role for owner, role, _, _ in self.ink.values() if owner == signer.id]
            assert signer.reference_count == owned.count("reference")
            assert (signer.last_used is None) == (not owned)
            stored = self.store.template(signer.id, "model")
            held = stored and (stored.version, stored.payload, stored.reference_ids)
            assert held == self.templates.get(signer.id)
        stored_ink = {one.id: (one.signer_id, one.role, one.label, one.recording) for one in self.store.recordings()}
        assert stored_ink == self.ink
        journal = {one.id: (one.signer_id, list(one.parts)) for one in self.store.unfinished_captures()}
        assert journal == self.open
        decisions = {one.id: (one.signer_id, one.recording_id, one.decision) for one in self.store.decisions()}
        assert decisions == self.decisions
        assert self.store.verify_audit().faults == ()

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            self.clear_place()

    def _revoke(self, recording_id: int) -> None:
        self.templates = {
            signer: template for signer, template in self.templates.items() if recording_id not in template[2]
        }


@pytest.mark.parametrize("place", ["sqlite", pytest.param("postgresql", marks=pytest.mark.server)])
def test_a_day_at_the_desk(tmp_path: Path, place: str, request: pytest.FixtureRequest) -> None:
    (tmp_path / "data").mkdir()
    machine = Desk
    if place == "postgresql":
        server: PostgresqlServer = request.getfixturevalue("server")

        class DeskOnServer(Desk):
            def make_place(self) -> str:
                self.schema = f"desk_{uuid.uuid4().hex[:12]}"
                server.sql(f"CREATE SCHEMA {self.schema}")
                return server.url(self.schema)

            def clear_place(self) -> None:
                server.sql(f"DROP SCHEMA {self.schema} CASCADE")

        machine = DeskOnServer
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=10, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
        ),
    )
