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

from sigverify.errors import StoreError, UsageError
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
        self.profiles: dict[int, tuple[str, str]] = {}
        self.ink: dict[int, tuple[int, str, str, Recording]] = {}
        self.open: dict[int, tuple[int, list[Recording]]] = {}
        self.templates: dict[int, tuple[int, bytes, tuple[int, ...]]] = {}
        self.versions: dict[str, int] = {}
        self.decisions: dict[int, tuple[int, int | None, dict[str, float]]] = {}

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
        self.profiles |= {profile.id: (signer.id, profile.name) for profile in signer.profiles}
        return signer.id

    @rule(signer=signers, name=names)
    def add_profile(self, signer: str, name: str) -> None:
        known = [called.casefold() for owner, called in self.profiles.values() if owner == signer]
        if name.strip().casefold() in known:
            with pytest.raises(UsageError):
                self.store.add_profile(signer, name)
            return
        profile = self.store.add_profile(signer, name)
        assert profile.id not in self.profiles
        self.profiles[profile.id] = (signer, name.strip())

    @rule(signer=signers, last=st.booleans())
    def erase_profile(self, signer: str, last: bool) -> None:
        mine = [profile for profile, (owner, _) in self.profiles.items() if owner == signer]
        profile = mine[-1] if last else mine[0]
        if len(mine) == 1:
            with pytest.raises(UsageError):
                self.store.erase_profile(profile)
            return
        self.store.erase_profile(profile)
        del self.profiles[profile]
        self.templates.pop(profile, None)
        gone = {key for key, (of, *_) in self.ink.items() if of == profile}
        self.ink = {key: value for key, value in self.ink.items() if key not in gone}
        self.open = {key: value for key, value in self.open.items() if value[0] != profile}
        self.decisions = {key: value for key, value in self.decisions.items() if value[0] != profile}

    @rule(signer=signers, name=names)
    def rename(self, signer: str, name: str) -> None:
        self.store.rename_signer(signer, name)
        self.names[signer] = name.strip()

    @rule(signer=consumes(signers))
    def erase(self, signer: str) -> None:
        self.store.erase_signer(signer)
        del self.names[signer]
        gone = {profile for profile, (owner, _) in self.profiles.items() if owner == signer}
        self.profiles = {profile: value for profile, value in self.profiles.items() if profile not in gone}
        self.templates = {profile: value for profile, value in self.templates.items() if profile not in gone}
        self.versions.pop(signer, None)
        self.ink = {key: value for key, value in self.ink.items() if value[0] not in gone}
        self.open = {key: value for key, value in self.open.items() if value[0] not in gone}
        self.decisions = {key: value for key, value in self.decisions.items() if value[0] not in gone}
        with pytest.raises(StoreError):
            self.store.erase_signer(signer)

    @rule(target=recordings, signer=signers, ink=inks, role=roles, label=labels, last=st.booleans())
    def record(self, signer: str, ink: Recording, role: str, label: str, last: bool) -> object:
        profile = self._mine(signer)[-1 if last else 0]
        if (role, label) == ("reference", "forgery"):
            with pytest.raises(UsageError, match="cannot be a reference"):
                self.store.add_recording(signer, ink, role=role, label=label)
            return multiple()
        recording_id = self.store.add_recording(
            signer, ink, role=role, label=label, profile_id=profile if last else None
        )
        assert recording_id not in self.ink
        self.ink[recording_id] = (profile, role, label, ink)
        return recording_id

    @rule(recording_id=recordings)
    def retire(self, recording_id: int) -> None:
        if recording_id not in self.ink or self.ink[recording_id][1] != "reference":
            with pytest.raises(StoreError):
                self.store.retire_reference(recording_id)
            return
        self.store.retire_reference(recording_id)
        profile, _, _, ink = self.ink[recording_id]
        self.ink[recording_id] = (profile, "collected", "genuine", ink)
        self._revoke(recording_id)

    @rule(recording_id=recordings, label=labels, role=st.none() | roles)
    def relabel(self, recording_id: int, label: str, role: str | None) -> None:
        if recording_id not in self.ink:
            with pytest.raises(StoreError):
                self.store.set_label(recording_id, label, role)
            return
        self.store.set_label(recording_id, label, role)
        profile, old_role, _, ink = self.ink[recording_id]
        new_role = role or old_role
        if label == "forgery" and new_role == "reference":
            new_role = "collected"
        self.ink[recording_id] = (profile, new_role, label, ink)
        if new_role != "reference":
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
        for key, (profile, about, decision) in self.decisions.items():
            if about == recording_id:
                self.decisions[key] = (profile, None, decision)

    @rule(target=captures, signer=signers)
    def pen_down(self, signer: str) -> int:
        profile = self._mine(signer)[-1]
        capture = self.store.begin_capture(signer, "enrol", profile)
        self.open[capture] = (profile, [])
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

    @rule(signer=signers, payload=st.binary(max_size=20), last=st.booleans())
    def enrol(self, signer: str, payload: bytes, last: bool) -> None:
        profile = self._mine(signer)[-1 if last else 0]
        references = [key for key, (of, role, _, _) in self.ink.items() if (of, role) == (profile, "reference")]
        if references:
            version = self.store.save_template(signer, "model", references, payload)
            if self.versions.get(signer):  # of a profile that is gone, its version may come again
                assert version <= self.versions[signer] + 1
            self.versions[signer] = version
            self.templates[profile] = (version, payload, tuple(references))

    @rule(signer=signers)
    def revoke(self, signer: str) -> None:
        self.store.drop_templates(signer)
        for profile in self._mine(signer):
            self.templates.pop(profile, None)

    @rule(recording_id=recordings, score=st.floats(allow_nan=False))
    def decide(self, recording_id: int, score: float) -> None:
        if recording_id in self.ink:
            profile = self.ink[recording_id][0]
            decision_id = self.store.add_decision(self.profiles[profile][0], recording_id, 1, {"score": score})
            self.decisions[decision_id] = (profile, recording_id, {"score": score})

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
            assert {profile.id: profile.name for profile in signer.profiles} == {
                profile: name for profile, (owner, name) in self.profiles.items() if owner == signer.id
            }
            for profile in signer.profiles:
                owned = [role for of, role, _, _ in self.ink.values() if of == profile.id]
                assert profile.reference_count == owned.count("reference")
                assert (profile.oldest_reference is None) == ("reference" not in owned)
                assert (profile.last_used is None) == (not owned)
                stored = self.store.template(signer.id, "model", profile.id)
                held = stored and (stored.version, stored.payload, stored.reference_ids)
                assert held == self.templates.get(profile.id)
        stored_ink = {one.id: (one.profile_id, one.role, one.label, one.recording) for one in self.store.recordings()}
        assert stored_ink == self.ink
        journal = {one.id: (one.profile_id, list(one.parts)) for one in self.store.unfinished_captures()}
        assert journal == self.open
        decisions = {one.id: (one.profile_id, one.recording_id, one.decision) for one in self.store.decisions()}
        assert decisions == self.decisions
        assert self.store.verify_audit().faults == ()

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            self.clear_place()

    def _mine(self, signer: str) -> list[int]:
        return [profile for profile, (owner, _) in self.profiles.items() if owner == signer]

    def _revoke(self, recording_id: int) -> None:
        self.templates = {
            profile: template for profile, template in self.templates.items() if recording_id not in template[2]
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
