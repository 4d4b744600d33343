"""`DeskVerifying`: unfinished signatures in the journal, verdicts, and whose a signature may be, for `DeskServices`.

What is slow to import is imported when it is asked for, on the desk's thread.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sigverify.errors import InkError, StoreAwayError, StoreError, UsageError
from sigverify.gui.capture.gathering import join_parts
from sigverify.gui.desk_enrolling import DeskEnrolling
from sigverify.gui.given_names import name_of, named
from sigverify.gui.language import tr
from sigverify.gui.services import (
    BandView,
    CandidateView,
    IdentificationView,
    LiveView,
    Purpose,
    UnfinishedView,
    VerdictView,
)
from sigverify.ink.recording import Floats, Recording
from sigverify.progress import watched_by
from sigverify.sentences import joined
from sigverify.verification.attempts import AttemptLimit, AttemptStanding
from sigverify.verification.captures import devices_apart
from sigverify.verification.lines import AskedRates
from sigverify.workflows.sessions import today

if TYPE_CHECKING:
    from sigverify.storage.rows import Profile
    from sigverify.verification.local_departure import LocalDeparture
    from sigverify.workflows.identifying import Candidate

_CANDIDATES = 5
"""Signers shown as those whose signature it may be."""


class DeskVerifying(DeskEnrolling):
    """The part of `DeskServices` that verifies and identifies; see `services.Services` for what each call does."""

    def __init__(self, store_url: str | None, *, retrain_steps: int | None = None) -> None:
        super().__init__(store_url, retrain_steps=retrain_steps)
        self._found_as: dict[str, int] = {}
        """By signer, the profile by which the last identification found them."""

    def _forget(self) -> None:
        super()._forget()
        self._found_as.clear()

    # --- journal --------------------------------------------------------------------------------------------------

    def begin_capture(self, signer_id: str, purpose: Purpose) -> int:
        """Open a page of the journal."""
        if not signer_id:
            return self._store.begin_capture(None, purpose)
        try:
            profile_id: int | None = self._profile_of(signer_id).id
        except StoreAwayError:  # this machine keeps the page till its server is back
            profile_id = self._profile_seen(signer_id)
        return self._store.begin_capture(signer_id, purpose, profile_id)

    def append_stroke(self, capture_id: int, part: Recording) -> None:
        """Write one stroke into the journal."""
        self._store.append_stroke(capture_id, part)

    def capture_is_open(self, capture_id: int) -> bool:
        """Return whether a page of the journal is still there."""
        return self._store.capture_is_open(capture_id)

    def mark_stroke(self, capture_id: int, number: int, *, undone: bool) -> None:
        """Note in the journal that a stroke was taken back, or is there again."""
        self._store.mark_stroke(capture_id, number, undone=undone)

    def unfinished(self) -> list[UnfinishedView]:
        """Return the signatures that were begun but not finished; pages without a stroke are cleared away."""
        captures = self._store.unfinished_captures()
        whose = {capture.signer_id for capture in captures if capture.signer_id}
        names = {signer.id: name_of(signer) for signer in self._store.signers(whose)} if whose else {}
        views = []
        for capture in captures:
            if not capture.last_seen and not capture.fault:
                self._store.abandon_capture(capture.id)
                continue
            views.append(
                UnfinishedView(
                    capture_id=capture.id,
                    signer_name=names.get(capture.signer_id or "", ""),
                    started_at=capture.started_at,
                    stroke_count=sum(part.stroke_count for part in capture.last_seen),
                    damaged=bool(capture.fault),
                )
            )
        return views

    def abandon_capture(self, capture_id: int) -> None:
        """Throw a page of the journal away."""
        self._store.abandon_capture(capture_id)

    def keep_unfinished(self, capture_id: int, signer_id: str) -> None:
        """Keep an unfinished signature, unlabelled."""
        for capture in self._store.unfinished_captures():
            if capture.id == capture_id and capture.last_seen:
                owner = capture.signer_id or signer_id
                if not owner:
                    raise UsageError(tr("Choose in the list whose signature it is, then keep it."))
                self._store.finish_capture(
                    capture_id,
                    join_parts(capture.last_seen),
                    role="collected",
                    label="unknown",
                    session=today(),
                    signer_id=owner,
                )

    # --- verification ---------------------------------------------------------------------------------------------

    def live(self, signer_id: str, rates: AskedRates) -> LiveView | None:
        """Return a fresh live score; None without references."""
        from sigverify.workflows.enrolment import template_for

        profile = self._profile_of(signer_id)
        if profile.reference_count == 0:
            return None
        template = template_for(self._store, self._verifier, signer_id, profile.id)
        scorer = self._verifier.live(template, rates)
        band = template.band
        return LiveView(
            scorer=scorer,
            band=BandView(time_s=band.time_s, low=band.low, high=band.high) if band is not None else None,
            duration_s=float(template.duration_s.max()),
            reference_count=template.reference_count,
            decision_line=scorer.decision_line,
            departing=self._departing(profile, template.reference_count),
        )

    def _departing(self, profile: "Profile", count: int) -> "LocalDeparture | None":
        from sigverify.verification.local_departure import local_departure_of

        try:
            return local_departure_of([entry.recording for entry in self._references(profile)[-count:]])
        except (StoreError, InkError):  # the ink is in its own colour then
            return None

    def verify(
        self, capture_id: int, signer_id: str, recording: Recording, rates: AskedRates, strokes_undone: int
    ) -> VerdictView:
        """Decide on a signature in the journal, and store it with the decision."""
        from sigverify.verification.loops import await_loops
        from sigverify.workflows.ageing import old_words, reminder_of
        from sigverify.workflows.naming import profile_of
        from sigverify.workflows.verifying import verify_capture

        await_loops()
        decision, recording_id = verify_capture(
            self._store,
            self._verifier,
            signer_id,
            capture_id,
            recording,
            rates,
            profile_id=self._found_as.get(signer_id),
            strokes_undone=strokes_undone,
        )
        profile = profile_of(self._store, signer_id, self._store.recording(recording_id).profile_id)
        stored = self._references(profile)
        old = old_words(profile, reminder_of(self._store))
        references = tuple(entry.recording for entry in stored)[-decision.reference_count :]
        unlike = "" if decision.unlike_capture in decision.reason else decision.unlike_capture
        apart = devices_apart(recording.capture, [reference.capture for reference in references])
        return VerdictView(
            recording_id=recording_id,
            signer_name=named(self._store.signer(signer_id), profile.id),
            outcome=decision.outcome,
            score=decision.score,
            against_skilled=decision.against_skilled,
            against_random=decision.against_random,
            threshold=decision.threshold,
            reject_below=decision.reject_below,
            distance=decision.distance,
            decision_distance=decision.decision_distance,
            distances=decision.distances,
            references=references,
            model=decision.model,
            model_sha256=decision.model_sha256,
            reason=decision.reason,
            departures=tuple(decision.departures.items()),
            lines=decision.lines,
            capture_note=joined([unlike, apart, old]),
            attempt=decision.attempt,
            strokes_undone=decision.strokes_undone,
            departure=_departure(recording, references, decision.distances),
        )

    def attempts(self, signer_id: str) -> AttemptStanding:
        """Return how many attempts a signer has used."""
        from sigverify.workflows.attempts import standing

        return standing(self._store, signer_id)

    def note_cleared(self, signer_id: str) -> AttemptStanding:
        """Count ink that was thrown away though its curve had been seen."""
        from sigverify.workflows.attempts import note_cleared

        return note_cleared(self._store, signer_id)

    def lift_attempts(self, signer_id: str, reason: str) -> AttemptStanding:
        """Let a signer try anew because a person says so."""
        self._store.lift_attempts(signer_id, reason)
        return self.attempts(signer_id)

    def attempt_limit(self) -> AttemptLimit:
        """Return how many attempts are allowed."""
        from sigverify.workflows.attempts import limit_of

        return limit_of(self._store)

    def set_attempt_limit(self, limit: AttemptLimit) -> None:
        """Allow so many attempts from now on."""
        from sigverify.workflows.attempts import set_limit

        set_limit(self._store, limit)

    def identify(self, capture_id: int, recording: Recording) -> IdentificationView:
        """Compare with every signer who has references."""
        from sigverify.verification.loops import await_loops

        await_loops()
        found = self._everybody().identify(recording)
        self._found_as = {candidate.signer.id: candidate.profile.id for candidate in found.candidates}
        return IdentificationView(
            capture_id=capture_id,
            candidates=tuple(self._candidate(candidate) for candidate in found.candidates[:_CANDIDATES]),
            compared=found.compared,
            left_out=tuple((name_of(signer), why) for signer, why in found.left_out),
        )

    def _candidate(self, candidate: "Candidate") -> CandidateView:
        signer, weighed = candidate.signer, candidate.weighed
        ratio = weighed.against_random or weighed.against_skilled
        return CandidateView(
            signer_id=signer.id,
            name=name_of(signer),
            thumbnail=self._view(signer).thumbnail,
            outcome=weighed.outcome,
            figure=ratio.figure,
            sentence=joined([ratio.sentence(name_of(signer)), weighed.unlike_capture]),
        )


def _departure(recording: Recording, references: Sequence[Recording], distances: Sequence[float]) -> Floats | None:
    """Return where a signature departs from its closest reference; the decision stands, so this may not stop."""
    from sigverify.verification.local_departure import departing_points

    if len(references) != len(distances):  # one was removed by another desk meanwhile
        return None
    closest = min(range(len(references)), key=lambda place: distances[place])
    with watched_by(None):
        return departing_points(recording, references[closest])
