"""`DeskEnrolling`: what `DeskServices` answers about enrolment: references, who signs alike, samples.

It imports what is slow to import when it is asked.
"""

from collections.abc import Callable, Generator
from typing import TYPE_CHECKING

from sigverify.gui.desk_signers import DeskSigners
from sigverify.gui.enrolling import AlikeView, EnrolmentView, ReferenceOffer, ReferenceView, SamplesProgress
from sigverify.gui.given_names import name_of
from sigverify.ink.complexity import complexity_of
from sigverify.ink.quality import assess
from sigverify.ink.recording import Recording
from sigverify.progress import phase
from sigverify.workflows.sessions import today

if TYPE_CHECKING:
    from sigverify.storage.rows import Profile
    from sigverify.verification.standings import Standing
    from sigverify.workflows.identifying import Gallery

_READ_AT_ONCE = 50
"""Templates that are read before the desk looks for other work."""


class DeskEnrolling(DeskSigners):
    """The part of `DeskServices` that enrols."""

    def __init__(self, store_url: str | None, *, retrain_steps: int | None = None) -> None:
        super().__init__(store_url, retrain_steps=retrain_steps)
        self._gallery: Gallery | None = None
        self._alike: dict[int, str] = {}
        """By recording, the signer whose signature it might be."""

    # --- references -----------------------------------------------------------------------------------------------

    def enrolment(self, signer_id: str) -> EnrolmentView:
        """Return the references of the profile that is meant, with their distances to each other."""
        from sigverify.workflows.ageing import old_words, reminder_of

        signer = self._store.signer(signer_id)
        profile = self._profile(signer)
        stored = self._store.recordings(signer_id, profile_id=profile.id)
        references = [entry for entry in stored if entry.role == "reference"]
        standings, limit = self._standings(profile, [entry.id for entry in references])
        return EnrolmentView(
            signer=self._view(signer),
            references=tuple(
                ReferenceView(
                    recording_id=entry.id,
                    recording=entry.recording,
                    taken_at=entry.taken_at,
                    distances=standings[entry.id].distances if entry.id in standings else (),
                    odd=entry.id in standings and standings[entry.id].odd,
                    quality=assess(entry.recording),
                    complexity=complexity_of(entry.recording),
                )
                for entry in references
            ),
            limit=limit,
            earlier=sum(entry.reference_until is not None for entry in stored),
            old_words=old_words(profile, reminder_of(self._store)),
        )

    def _references(self, profile: "Profile"):  # type: ignore[no-untyped-def]  # list[StoredRecording]
        return self._store.recordings(profile.signer_id, profile_id=profile.id, role="reference")

    def _standings(self, profile: "Profile", ids: list[int]) -> "tuple[dict[int, Standing], float | None]":
        """Return how each reference stands to the others; nothing while the model is still being loaded."""
        if self._loaded is None or len(ids) < 2:
            return {}, None
        from sigverify.verification.standings import standings_of
        from sigverify.workflows.enrolment import kept_for

        kept = kept_for(self._store, self._loaded, profile.signer_id, profile.id)
        found, limit = standings_of(self._loaded.card, kept.template)
        return dict(zip(kept.reference_ids, found, strict=True)), limit

    def offer_reference(
        self, capture_id: int, signer_id: str, recording: Recording, *, renew: bool = False
    ) -> ReferenceOffer:
        """Check a new reference and keep it where it agrees with the others."""
        from sigverify.verification.loops import await_loops
        from sigverify.workflows.enrolment import check_reference

        await_loops()
        references = self._references(self._profile_of(signer_id))
        compared = references[1:] if renew and len(references) > 1 else references  # whose place it takes goes
        with phase(0.0, 0.5):
            check = check_reference(self._verifier, [entry.recording for entry in compared], recording)
        enrolment = None
        if check.accepted:
            with phase(0.5, 1.0):
                enrolment = self.keep_reference(capture_id, signer_id, recording, odd=False, renew=renew)
        return ReferenceOffer(
            accepted=check.accepted,
            keepable=check.usable,
            reason=check.reason,
            distances=check.distances,
            limit=check.limit,
            enrolment=enrolment,
        )

    def keep_reference(
        self, capture_id: int, signer_id: str, recording: Recording, *, odd: bool = True, renew: bool = False
    ) -> EnrolmentView:
        """Keep a reference: the person at the pad says whose it is, so it is genuine; odd ones are told of."""
        from sigverify.storage import events
        from sigverify.verification.loops import await_loops
        from sigverify.workflows.enrolment import enrol

        await_loops()
        with self._store.together():
            kept = self._store.finish_capture(capture_id, recording, role="reference", label="genuine", session=today())
            profile = next(
                one
                for one in self._store.signer(signer_id).profiles
                if one.id == self._store.recording(kept).profile_id
            )
            if odd:
                self._store.record(events.reference_kept(signer_id, kept, "odd"))
            if renew and profile.reference_count > 1:
                self._store.retire_reference(self._references(profile)[0].id)
            enrol(self._store, self._verifier, signer_id, profile.id)
        return self.enrolment(signer_id)

    def remove_reference(self, signer_id: str, recording_id: int) -> EnrolmentView:
        """Remove a reference and make the template anew from the others."""
        from sigverify.verification.loops import await_loops
        from sigverify.workflows.enrolment import enrol

        await_loops()
        profile_id = self._store.recording(recording_id).profile_id
        with self._store.together():  # stopped in its middle, it is there still
            self._store.discard_recording(recording_id)
            if self._store.recordings(signer_id, profile_id=profile_id, role="reference"):
                enrol(self._store, self._verifier, signer_id, profile_id)
        return self.enrolment(signer_id)

    def erase_earlier(self, signer_id: str) -> EnrolmentView:
        """Erase the references whose place others took."""
        profile = self._profile_of(signer_id)
        for entry in self._store.recordings(signer_id, profile_id=profile.id):
            if entry.reference_until is not None:
                self._store.discard_recording(entry.id)
        return self.enrolment(signer_id)

    # --- others who sign alike ------------------------------------------------------------------------------------

    def _everybody(self) -> "Gallery":
        from sigverify.workflows.identifying import Gallery

        if self._gallery is None or self._gallery.verifier is not self._verifier:
            self._gallery = Gallery(self._store, self._verifier)
        return self._gallery

    def prepare_alike(self) -> bool:
        """Read some of everybody's templates; return whether there are more."""
        return self._everybody().read_ahead(_READ_AT_ONCE)

    def alike(self, signer_id: str, recording_id: int, recording: Recording) -> AlikeView | None:
        """Look whether a reference would be accepted as another signer's."""
        found = self._everybody().like(recording, signer_id)
        if found is None:
            return None
        self._alike[recording_id] = found.signer.id
        return AlikeView(recording_id=recording_id, name=name_of(found.signer))

    def keep_alike(self, signer_id: str, recording_id: int) -> None:
        """Note a person's word."""
        from sigverify.storage import events

        other = self._alike.pop(recording_id, "")
        self._store.record(events.reference_kept(signer_id, recording_id, "alike", other))

    def _forget_signer(self, signer_id: str) -> None:
        super()._forget_signer(signer_id)
        if self._gallery is not None:
            self._gallery.take_changes()

    def _forget(self) -> None:
        super()._forget()
        self._alike.clear()
        self._gallery = None

    # --- the desk's own -------------------------------------------------------------------------------------------

    def reminder(self) -> int:
        """Return after how many months references count as old."""
        from sigverify.workflows.ageing import reminder_of

        return reminder_of(self._store)

    def set_reminder(self, months: int) -> None:
        """Choose after how many months references count as old."""
        from sigverify.workflows.ageing import set_reminder

        set_reminder(self._store, months)

    def make_samples(self, cancelled: Callable[[], bool]) -> Generator[SamplesProgress, None, int]:
        """Make sample signers in a store connection of its own, on the thread that asks."""
        from sigverify.workflows.sampling import make_samples

        count = 0
        for report in make_samples(self._url, passphrase=self._way_in, cancelled=cancelled):
            count = report.signers
            yield SamplesProgress(done=report.done, phase=report.phase)
        return count

    def remove_samples(self) -> int:
        """Erase all sample signers."""
        from sigverify.workflows.sampling import remove_samples

        gone = remove_samples(self._store)
        for signer_id in gone:
            self._forget_signer(signer_id)
        return len(gone)
