"""The rooms below, played by plain Python: a store in memory and a model that compares shapes."""

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from fake_auditing import FakeAuditing
from fake_collecting import FakeCollecting
from fake_enrolling import FakeEnrolling
from fake_keeping import FakeKeeping
from fake_review import FakeReview, decided_view
from fake_training import FakeTraining

from sigverify.errors import SigverifyError, StoreError
from sigverify.gui.capture.gathering import join_parts
from sigverify.gui.enrolling import ForgedView
from sigverify.gui.retraining import StoppedTraining, TrainingChoice
from sigverify.gui.services import (
    BandView,
    CandidateView,
    ComparisonView,
    EnrolmentView,
    IdentificationView,
    LiveView,
    ModelView,
    NewsView,
    ReferenceOffer,
    ReferenceView,
    SignatureView,
    SignersView,
    SignerView,
    UnfinishedView,
    VerdictView,
)
from sigverify.gui.signer_rows import SignerRows
from sigverify.ink.complexity import complexity_of
from sigverify.ink.formats import read_recording
from sigverify.ink.formats.folder import files_in_place_of_folders
from sigverify.ink.quality import assess
from sigverify.ink.recording import Capture, Recording, number_strokes
from sigverify.ink.trajectory import total_seconds
from sigverify.progress import tell
from sigverify.storage.rows import Erased, Forger
from sigverify.verification.attempts import AttemptLimit, AttemptStanding, standing_of
from sigverify.verification.captures import devices_apart
from sigverify.verification.comparison import compare
from sigverify.verification.decision import DEPARTURE_WORDS, Decision
from sigverify.verification.likelihood_ratio import Alternative, LikelihoodRatio
from sigverify.verification.lines import AskedRates, LinesUsed
from sigverify.verification.local_departure import departing_points, local_departure_of

LIMIT = 0.22
NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


def draw_signature(seed: int = 1, variation: int = 0, amount: float = 0.02, duration_s: float = 2.4) -> Recording:
    """A smooth made-up signature of three strokes at 200 Hz: `seed` is the hand, `variation` the attempt."""
    hand, attempt = np.random.default_rng(seed), np.random.default_rng(1000 * seed + variation)
    count = round(duration_s * 200)
    t = np.linspace(0, 1, count)
    x, y = 1.9 * t, np.zeros(count)
    for harmonic in range(2, 9):
        x = x + (0.10 + amount * attempt.normal()) * np.sin(2 * np.pi * (harmonic * t + hand.random())) / harmonic**0.4
        size = hand.normal() * 0.32 + amount * attempt.normal()
        y = y + size * np.sin(2 * np.pi * (harmonic * t + hand.random())) / harmonic**0.5
    y *= np.interp(t, [0, 0.12, 0.5, 1], [1.5, 0.8, 0.6, 0.35])
    cuts = np.sort(hand.uniform(0.25, 0.85, 2))
    gaps = [(cut, cut + 0.035) for cut in cuts]
    down = np.all([(t < low) | (t > high) for low, high in gaps], axis=0)
    pressure = np.clip(0.55 + 0.35 * np.sin(2 * np.pi * (3 * t + hand.random())), 0.05, 1.0)
    return Recording(
        time_s=t * duration_s,
        x=220 * x,
        y=120 * y,
        stroke=number_strokes(down),
        pressure=np.where(down, pressure, 0.0),
        capture=Capture(source="synthetic", pressure_full_scale=1.0, records_in_air=True, device="Made up"),
    )


def ratio(against: Alternative, log10: float, cap: float) -> LikelihoodRatio:
    return LikelihoodRatio(against=against, log10=float(np.clip(log10, -cap, cap)), cap=cap)


def decision(score: float, cap: float, model: str, references: int) -> Decision:
    return Decision(
        outcome="accept" if score >= 1.0 else "reject",
        score=score,
        against_skilled=ratio("skilled", score, cap),
        against_random=ratio("random", 2 * score + 1, cap),
        threshold=1.0,
        reject_below=-0.5,
        distance=1.0,
        decision_distance=1.2,
        distances=(1.0,) * references,
        departures={},
        reference_count=references,
        model=model,
        model_sha256="3f9a1c7e" * 8,
        reason="As it is.",
    )


def shape_of(recording: Recording) -> np.ndarray:
    grid = np.linspace(0, len(recording) - 1, 64)
    points = np.stack([np.interp(grid, np.arange(len(recording)), v) for v in (recording.x, recording.y)])
    points = points - points.mean(axis=1, keepdims=True)
    return points / max(float(np.ptp(points[0])), 1e-9)


def distance(left: Recording, right: Recording) -> float:
    return float(np.abs(shape_of(left) - shape_of(right)).mean() * 4)


@dataclass
class Kept:
    id: int
    signer_id: str
    role: str
    label: str
    recording: Recording
    session: str = "first"
    forger: Forger | None = None
    profile_id: int = 0
    retired: bool = False


@dataclass(frozen=True)
class Point:
    time_s: float
    distances: tuple[float, ...]
    combined: float


@dataclass(frozen=True)
class Scorer:
    references: tuple[Recording, ...]
    delay_s: float = 0.0

    def update(self, so_far: Recording) -> Point | None:
        if len(so_far) < 8:
            return None
        if self.delay_s:
            time.sleep(self.delay_s)
        elapsed = float(so_far.time_s[-1] - so_far.time_s[0])
        found = []
        for reference in self.references:
            upto = int(np.searchsorted(reference.time_s - reference.time_s[0], elapsed)) + 1
            upto = min(max(upto, 8), len(reference))
            a = np.stack([so_far.x - so_far.x[0], so_far.y - so_far.y[0]]) / max(np.ptp(so_far.x), 1e-9)
            part = slice(0, upto)
            b = np.stack([reference.x[part] - reference.x[0], reference.y[part] - reference.y[0]])
            b = b / max(np.ptp(reference.x[part]), 1e-9)
            grid = np.linspace(0, 1, 32)
            c, d = (np.stack([np.interp(grid, np.linspace(0, 1, v.shape[1]), row) for row in v]) for v in (a, b))
            found.append(float(np.abs(c - d).mean() * 3))
        return Point(total_seconds(so_far), tuple(found), float(np.mean(found)) * 0.8 + 0.2 * min(found))


@dataclass
class FakeServices(FakeAuditing, FakeCollecting, FakeEnrolling, FakeTraining, FakeReview, FakeKeeping):
    """Notes the thread of every call, so that a test can tell that the desk did it."""

    names: dict[str, str] = field(default_factory=dict)
    kept: list[Kept] = field(default_factory=list)
    journal: dict[int, tuple[str, str, list[Recording]]] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    threads: set[int] = field(default_factory=set)
    fail_on: dict[str, SigverifyError] = field(default_factory=dict)
    opened: bool = False
    closed: bool = False
    model_name: str = "aligned-tdnn"
    previous: str = ""
    training_steps: int = 30
    promotable: bool = True
    step_s: float = 0.0
    live_delay_s: float = 0.0
    cap: float = 2.87
    knows_random: bool = True
    lines_note: str = ""
    lines_words: str = "The model in use carries what it carries."
    asked: list[AskedRates] = field(default_factory=list)
    marked: dict[int, set[int]] = field(default_factory=dict)
    tries: dict[str, list[tuple[datetime, str]]] = field(default_factory=dict)
    lifts: list[tuple[str, str]] = field(default_factory=list)
    limit: AttemptLimit = field(default_factory=AttemptLimit)
    verify_gate: threading.Event | None = None
    enrol_gate: threading.Event | None = None
    compare_gate: threading.Event | None = None
    identify_gate: threading.Event | None = None
    collection_gate: threading.Event | None = None
    collection_since: list[int] = field(default_factory=list)
    sittings_of: list[str] = field(default_factory=list)
    sittings_on: set[threading.Thread] = field(default_factory=set)
    unreadable: tuple[tuple[str, str], ...] = ()
    share: float = 0.0
    training_ended: str = ""
    set_apart: bool = True
    stopped: StoppedTraining | None = None
    gone: str = ""
    choices: list[TrainingChoice] = field(default_factory=list)
    splits: list[TrainingChoice] = field(default_factory=list)
    split_waits: bool = False
    split_caution: str = ""
    seen: set[str] = field(default_factory=set)
    used: list[str] = field(default_factory=list)
    templates: int = 3
    templates_fail_at: int | None = None
    _next: int = 1

    def _call(self, name: str) -> None:
        self.calls.append(name)
        self.threads.add(threading.get_ident())
        if name in self.fail_on:
            raise self.fail_on[name]

    def _number(self) -> int:
        self._next += 1
        return self._next

    def _require_open(self, capture_id: int) -> None:
        if capture_id not in self.journal:
            raise StoreError(f"There is no open capture {capture_id} in this store. Its signer was erased.")

    def _hold(self, gate: threading.Event | None) -> None:
        """Take long, and tell how far it is, until the gate opens or somebody stops it."""
        while gate is not None and not gate.wait(0.005):
            tell(self.share)

    def _require(self, signer_id: str) -> None:
        if signer_id not in self.names:
            raise StoreError(f"There is no signer {signer_id} in this store. The signer was erased.")

    # -- for tests

    def with_signer(self, name: str, references: int = 0, seed: int = 1) -> str:
        signer_id = f"id-{name}"
        self.names[signer_id] = name
        for n in range(references):
            self.kept.append(Kept(self._number(), signer_id, "reference", "genuine", draw_signature(seed, n)))
        return signer_id

    def with_decision(self, signer_id: str, score: float, seed: int = 1, *, ink: bool = True) -> int:
        """A questioned signature that was decided on, with its ink or after that was discarded; returns the id."""
        decision_id = len(self.made) + 1
        recording = draw_signature(seed, 100 + decision_id) if ink else None
        if recording is not None:
            self.kept.append(Kept(self._number(), signer_id, "questioned", "unknown", recording))
        self.made[decision_id] = decided_view(
            decision_id,
            signer_id,
            self.names[signer_id],
            score,
            recording_id=self.kept[-1].id if recording is not None else None,
            ink=recording,
            references=[(k.id, k.recording) for k in self.references_of(signer_id)],
            label="unknown" if ink else None,
        )
        return decision_id

    def references_of(self, signer_id: str) -> list[Kept]:
        meant = self.meant(signer_id)
        return [k for k in self.kept if k.role == "reference" and (k.signer_id, k.profile_id) == (signer_id, meant)]

    # -- Services

    def warm_up(self) -> None:
        self.calls.append("warm_up")

    def close(self) -> None:
        self.calls.append("close")
        self.closed = True

    def model(self) -> ModelView:
        self._call("model")
        return ModelView(
            name=self.model_name, sha256="3f9a1c7e" * 8, previous=self.previous, lines_words=self.lines_words
        )

    def news(self, since: int) -> NewsView:
        self._call("news")
        return NewsView(signers=None, model=None)

    def take_model(self) -> ModelView:
        self._call("take_model")
        return self.model()

    def signers(self, since: int = 0) -> SignersView:
        """Tell all anew whenever it is asked; the real one tells what is new."""
        self._call("signers")
        return SignersView(at=since + 1, rows=SignerRows(self._view(signer_id) for signer_id in self.names))

    def pictured(self, signer_ids: Sequence[str]) -> list[SignerView]:
        self._call("pictured")
        return [self._view(signer_id) for signer_id in signer_ids if signer_id in self.names]

    def _view(self, signer_id: str) -> SignerView:
        references = self.references_of(signer_id)
        return SignerView(
            signer_id=signer_id,
            name=self.names[signer_id],
            reference_count=len(references),
            thumbnail=references[-1].recording if references else None,
            last_at=NOON if references else None,
            **self.told_of(signer_id),
            **self.retained.get(signer_id, {}),
        )

    def add_signer(self, name: str) -> SignerView:
        self._call("add_signer")
        return self._view(self.with_signer(name))

    def forged_by(self, signer_id: str) -> ForgedView:
        self._call("forged_by")
        names = list(self.names.values())
        return ForgedView(len(self._forged_by(signer_id)), names.count(self.names[signer_id]) > 1)

    def _forged_by(self, signer_id: str) -> list[Kept]:
        name = self.names[signer_id]
        return [k for k in self.kept if k.signer_id != signer_id and k.forger is not None and k.forger.name == name]

    def erase_signer(self, signer_id: str, *, forgeries: bool = False) -> Erased:
        self._call("erase_signer")
        found = self._forged_by(signer_id)
        for forged in found:
            if forgeries:
                self.kept.remove(forged)
            else:
                forged.forger = Forger(replays=forged.forger.replays, practised=forged.forger.practised)
        del self.names[signer_id]
        self.kept = [k for k in self.kept if k.signer_id != signer_id]
        self.made = {one: view for one, view in self.made.items() if view.row.signer_id != signer_id}
        self.journal = {k: v for k, v in self.journal.items() if v[0] != signer_id}
        return Erased(forgeries=len(found) if forgeries else 0, unnamed=0 if forgeries else len(found))

    def begin_capture(self, signer_id: str, purpose: str) -> int:
        self._call("begin_capture")
        if signer_id:
            self._require(signer_id)
        capture_id = self._number()
        self.journal[capture_id] = (signer_id, purpose, [])
        return capture_id

    def append_stroke(self, capture_id: int, part: Recording) -> None:
        self._call("append_stroke")
        self._require_open(capture_id)
        self.journal[capture_id][2].append(part)

    def capture_is_open(self, capture_id: int) -> bool:
        return capture_id in self.journal

    def mark_stroke(self, capture_id: int, number: int, *, undone: bool) -> None:
        self._call("mark_stroke")
        self._require_open(capture_id)
        marked = self.marked.setdefault(capture_id, set())
        assert (number in marked) is not undone
        (marked.add if undone else marked.remove)(number)

    def on_paper(self, capture_id: int) -> list[Recording]:
        """The strokes of a page that were not taken back."""
        marked = self.marked.get(capture_id, set())
        return [part for number, part in enumerate(self.journal[capture_id][2], start=1) if number not in marked]

    def unfinished(self) -> list[UnfinishedView]:
        self._call("unfinished")
        return [
            UnfinishedView(
                capture_id=k, signer_name=self.names.get(v[0], ""), started_at=NOON, stroke_count=len(self.on_paper(k))
            )
            for k, v in self.journal.items()
        ]

    def abandon_capture(self, capture_id: int) -> None:
        self._call("abandon_capture")
        del self.journal[capture_id]

    def keep_unfinished(self, capture_id: int, signer_id: str) -> None:
        self._call("keep_unfinished")
        owner, _, parts = self.journal.pop(capture_id)
        self.kept.append(Kept(self._number(), owner or signer_id, "collected", "unknown", join_parts(parts)))

    def enrolment(self, signer_id: str) -> EnrolmentView:
        self._call("enrolment")
        kept = self.references_of(signer_id)
        references = []
        for k in kept:
            found = tuple(distance(k.recording, other.recording) for other in kept if other is not k)
            odd = len(found) > 1 and min(found) > LIMIT
            references.append(
                ReferenceView(
                    recording_id=k.id,
                    recording=k.recording,
                    taken_at=NOON,
                    distances=found,
                    odd=odd,
                    quality=assess(k.recording),
                    complexity=complexity_of(k.recording),
                )
            )
        limit = LIMIT if len(kept) > 1 else None
        return EnrolmentView(
            signer=self._view(signer_id),
            references=tuple(references),
            limit=limit,
            earlier=len(self.earlier_of(signer_id)),
            old_words=self.old_words if signer_id in self.aged else "",
        )

    def offer_reference(
        self, capture_id: int, signer_id: str, recording: Recording, *, renew: bool = False
    ) -> ReferenceOffer:
        self._call("offer_reference")
        self._hold(self.enrol_gate)
        known = self.references_of(signer_id)
        length = float(recording.time_s[-1] - recording.time_s[0])
        found = tuple(distance(recording, k.recording) for k in known)
        reason = ""
        if length < 0.5:
            reason = f"Too short to compare: {length:.1f} s. Sign once more."
        elif found and min(found) > LIMIT:
            reason = f"This one differs from the other {len(known)} ({min(found):.2f}, they keep below {LIMIT})."
        if reason:
            keepable = length >= 0.5
            return ReferenceOffer(
                accepted=False, keepable=keepable, reason=reason, distances=found, limit=LIMIT, enrolment=None
            )
        enrolment = self.keep_reference(capture_id, signer_id, recording, renew=renew)
        return ReferenceOffer(
            accepted=True, keepable=True, reason="", distances=found, limit=LIMIT, enrolment=enrolment
        )

    def keep_reference(
        self, capture_id: int, signer_id: str, recording: Recording, *, renew: bool = False
    ) -> EnrolmentView:
        self._call("keep_reference")
        del self.journal[capture_id]
        if renew:
            self.retire(self.references_of(signer_id)[0])
        self.kept.append(
            Kept(self._number(), signer_id, "reference", "genuine", recording, profile_id=self.meant(signer_id))
        )
        return self.enrolment(signer_id)

    def remove_reference(self, signer_id: str, recording_id: int) -> EnrolmentView:
        self._call("remove_reference")
        self.kept = [k for k in self.kept if k.id != recording_id]
        return self.enrolment(signer_id)

    def live(self, signer_id: str, rates: AskedRates) -> LiveView | None:
        self._call("live")
        self.asked.append(rates)
        references = tuple(k.recording for k in self.references_of(signer_id))
        if not references:
            return None
        grid = np.linspace(0, 2.4, 48)
        rng = np.random.default_rng(2)
        wobble = 0.02 * np.cumsum(rng.normal(size=grid.size)) / 3
        high = 0.20 + 0.05 * np.exp(-2 * grid) + wobble
        return LiveView(
            scorer=Scorer(references, self.live_delay_s),
            band=BandView(time_s=grid, low=np.full_like(grid, 0.04), high=high) if len(references) > 2 else None,
            duration_s=2.4,
            reference_count=len(references),
            decision_line=0.42,
            departing=local_departure_of(references),
        )

    def identify(self, capture_id: int, recording: Recording) -> IdentificationView:
        assert self.journal[capture_id][2], "whose ink it is was asked before it was safe"
        self._call("identify")
        self._hold(self.identify_gate)
        found = []
        for signer_id in self.names:
            references = self.references_of(signer_id)
            if references:
                score = 4.0 - 18 * float(np.mean([distance(recording, k.recording) for k in references]))
                found.append((score, signer_id))
        found.sort(reverse=True)
        return IdentificationView(
            capture_id=capture_id,
            candidates=tuple(
                CandidateView(
                    signer_id=signer_id,
                    name=self.names[signer_id],
                    thumbnail=self.references_of(signer_id)[-1].recording,
                    outcome="accept" if score >= 1.0 else "reject",
                    figure=ratio("random", score, self.cap).figure,
                    sentence=ratio("random", score, self.cap).sentence(self.names[signer_id]),
                )
                for score, signer_id in found[:5]
            ),
            compared=len(found),
            left_out=self.unreadable,
        )

    def attempts(self, signer_id: str) -> AttemptStanding:
        self._call("attempts")
        self._require(signer_id)
        return standing_of(self.tries.get(signer_id, []), self.limit, datetime.now(UTC))

    def note_cleared(self, signer_id: str) -> AttemptStanding:
        self._call("note_cleared")
        self.tries.setdefault(signer_id, []).append((datetime.now(UTC), "cleared"))
        return self.attempts(signer_id)

    def lift_attempts(self, signer_id: str, reason: str) -> AttemptStanding:
        self._call("lift_attempts")
        self.lifts.append((signer_id, reason))
        self.tries.setdefault(signer_id, []).append((datetime.now(UTC), "lifted"))
        return self.attempts(signer_id)

    def attempt_limit(self) -> AttemptLimit:
        self._call("attempt_limit")
        return self.limit

    def set_attempt_limit(self, limit: AttemptLimit) -> None:
        self._call("set_attempt_limit")
        self.limit = limit

    def verify(
        self, capture_id: int, signer_id: str, recording: Recording, rates: AskedRates, strokes_undone: int
    ) -> VerdictView:
        self._require(signer_id)
        assert self.journal[capture_id][2], "a decision was asked for ink that is not safe"
        self._call("verify")
        self._hold(self.verify_gate)
        self._require_open(capture_id)
        attempt = self.attempts(signer_id).next
        del self.journal[capture_id]
        kept = Kept(self._number(), signer_id, "questioned", "unknown", recording)
        self.kept.append(kept)
        references = tuple(k.recording for k in self.references_of(signer_id))
        found = tuple(distance(recording, reference) for reference in references)
        score = 4.0 - 18 * float(np.mean(found))
        outcome = "accept" if score >= 1.0 else "reject" if score < -0.5 else "refer"
        self.tries.setdefault(signer_id, []).append((datetime.now(UTC), outcome))
        reason = {
            "accept": "It keeps within what the references allow; the rhythm differs most (0.9 times theirs).",
            "refer": "Too close to call: a person should look. The rhythm departs most: 1.7 times what they differ.",
            "reject": "Too far from the references; the shape of the line departs most: 3.4 times what they differ.",
        }[outcome]
        base = max(0.3, float(np.mean(found)) * 5)
        return VerdictView(
            recording_id=kept.id,
            signer_name=self.names[signer_id],
            outcome=outcome,
            score=score,
            against_skilled=ratio("skilled", score, self.cap),
            against_random=ratio("random", 2 * score + 1, self.cap) if self.knows_random else None,
            threshold=1.0,
            reject_below=-0.5,
            distance=float(np.mean(found)),
            decision_distance=0.21,
            distances=found,
            references=references,
            model=self.model_name,
            model_sha256="3f9a1c7e" * 8,
            reason=reason,
            departures=(
                ("shape", base * 1.2),
                ("speed", base * 0.7),
                ("pressure", base * 0.5),
                ("rhythm", base),
                ("size", 0.4),
            ),
            lines=LinesUsed(false_matches=rates.false_matches, note=self.lines_note),
            capture_note=devices_apart(recording.capture, [reference.capture for reference in references]),
            attempt=attempt,
            strokes_undone=strokes_undone,
            departure=departing_points(recording, references[int(np.argmin(found))]),
        )

    def signatures(self, signer_id: str) -> list[SignatureView]:
        self._call("signatures")
        return [
            SignatureView(
                recording_id=k.id,
                role=k.role,
                label=k.label,
                taken_at=NOON,
                recording=k.recording,
                session=k.session,
                forger=k.forger,
            )
            for k in self.kept
            if k.signer_id == signer_id
        ]

    def read_signature(self, path: str) -> Recording:
        self._call("read_signature")
        return read_recording(Path(path))

    def signature_files(self, paths):
        return files_in_place_of_folders(paths)

    def compare(
        self, questioned: Recording, reference: Recording, signer_id: str, questioned_id: int | None
    ) -> ComparisonView:
        """The comparison is the real one; what the model says of it is made up."""
        self._call("compare")
        self._hold(self.compare_gate)
        comparison = compare(questioned, reference)
        others = [k for k in self.references_of(signer_id) if k.id != questioned_id]
        left_out = len(others) < len(self.references_of(signer_id))
        score = 3.0 - 2 * comparison.distance
        return ComparisonView(
            comparison=comparison,
            departures=tuple((side, 0.6 + 0.4 * n * comparison.distance) for n, side in enumerate(DEPARTURE_WORDS)),
            own=len(others) > 1,
            decision=decision(score, self.cap, self.model_name, len(others)) if others else None,
            references_used=len(others),
            left_out=left_out,
        )

    def label_signature(self, recording_id: int, label: str) -> None:
        self._call("label_signature")
        kept = next((k for k in self.kept if k.id == recording_id), None)
        if kept is None:
            raise StoreError(f"There is no recording {recording_id} in this store. It may have been erased.")
        kept.label = label

    def discard_signature(self, recording_id: int) -> None:
        self._call("discard_signature")
        self.kept = [k for k in self.kept if k.id != recording_id]


def shifted(recording: Recording, seconds: float) -> Recording:
    return replace(recording, time_s=recording.time_s + seconds)
