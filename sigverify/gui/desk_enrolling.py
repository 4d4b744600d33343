"""`DeskEnrolling`: what `DeskServices` answers about enrolment: signers, their profiles, references, samples.

It imports what is slow to import when it is asked.
"""

from collections.abc import Callable, Generator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from sigverify.gui.desk_learning import DeskLearning
from sigverify.gui.enrolling import (
    AlikeView,
    EnrolmentView,
    ProfileView,
    ReferenceOffer,
    ReferenceView,
    SamplesProgress,
    SignerView,
)
from sigverify.gui.given_names import name_of, name_of_profile, purpose_of
from sigverify.ink.complexity import complexity_of
from sigverify.ink.quality import assess
from sigverify.ink.recording import Recording

if TYPE_CHECKING:
    from sigverify.storage.rows import Profile, Signer
    from sigverify.verification.standings import Standing
    from sigverify.workflows.identifying import Gallery

_READ_AT_ONCE = 50
"""Templates that are read before the desk looks for other work."""


class DeskEnrolling(DeskLearning):
    """The part of `DeskServices` that enrols; it knows which profile of a signer is meant."""

    def __init__(self, store_url: str | None, *, retrain_steps: int | None = None) -> None:
        super().__init__(store_url, retrain_steps=retrain_steps)
        self._meant: dict[str, int] = {}
        self._gallery: Gallery | None = None
        self._thumbnails: dict[int, tuple[int, datetime | None, Recording | None]] = {}
        self._views: dict[str, SignerView] = {}
        self._alike: dict[int, str] = {}
        """By recording, the signer whose signature it might be."""

    # --- signers --------------------------------------------------------------------------------------------------

    def signers(self) -> list[SignerView]:
        """Return all signers with their newest reference."""
        from sigverify.workflows.ageing import reminder_of

        found, reminder = self._store.signers(), reminder_of(self._store)
        if not self._thumbnails:
            newest = self._store.newest_references()
            for signer in found:
                for profile in signer.profiles:
                    known = newest.get(profile.id)
                    self._thumbnails[profile.id] = (profile.reference_count, profile.last_used, known)
        views = [self._view(signer, reminder) for signer in found]
        # What is as it was is the same object, by which the window sees at a glance that nothing changed.
        same = [kept if (kept := self._views.get(view.signer_id)) == view else view for view in views]
        self._views = {view.signer_id: view for view in same}
        return same

    def _view(self, signer: "Signer", reminder: int | None = None) -> SignerView:
        from sigverify.workflows.ageing import grown_old, reminder_of

        months = reminder_of(self._store) if reminder is None else reminder
        profile = self._profile(signer)
        known = self._thumbnails.get(profile.id)
        if known is None or known[:2] != (profile.reference_count, profile.last_used):
            references = self._references(profile) if profile.reference_count else []
            newest = references[-1].recording if references else None
            known = self._thumbnails[profile.id] = (profile.reference_count, profile.last_used, newest)
        return SignerView(
            signer_id=signer.id,
            name=name_of(signer),
            reference_count=profile.reference_count,
            thumbnail=known[2],
            last_at=profile.last_used,
            profile_id=profile.id,
            profiles=tuple(
                ProfileView(
                    profile_id=one.id,
                    name=name_of_profile(one),
                    reference_count=one.reference_count,
                    grown_old=grown_old(one, months),
                )
                for one in signer.profiles
            ),
            purpose=purpose_of(signer),
            keep_until=signer.keep_until,
            sample=signer.sample,
            grown_old=grown_old(profile, months),
        )

    def _profile(self, signer: "Signer") -> "Profile":
        """Return the profile that is meant: the chosen one, or the first that has references."""
        meant = self._meant.get(signer.id)
        return next((profile for profile in signer.profiles if profile.id == meant), signer.first_enrolled)

    def _profile_of(self, signer_id: str) -> "Profile":
        return self._profile(self._store.signer(signer_id))

    def _profile_seen(self, signer_id: str) -> int | None:
        """Return the profile that was meant when the window last saw the signer, with no look into the store."""
        seen = self._views.get(signer_id)
        return self._meant.get(signer_id, seen.profile_id if seen is not None else None)

    def add_signer(self, name: str) -> SignerView:
        """Add a signer."""
        return self._view(self._store.add_signer(name))

    def rename_signer(self, signer_id: str, name: str) -> SignerView:
        """Give a signer another name."""
        self._store.rename_signer(signer_id, name)
        return self._view(self._store.signer(signer_id))

    def note_purpose(self, signer_id: str, purpose: str) -> SignerView:
        """Note for what a signer is enrolled."""
        self._store.set_retention(signer_id, purpose, self._store.signer(signer_id).keep_until)
        return self._view(self._store.signer(signer_id))

    def erase_signer(self, signer_id: str) -> None:
        """Erase all that is held about a signer, here in memory too."""
        self._store.erase_signer(signer_id)
        self._forget_signer(signer_id)

    def _forget_signer(self, signer_id: str) -> None:
        self._meant.pop(signer_id, None)
        self._thumbnails.clear()
        self._gallery = None

    def _forget(self) -> None:
        for kept in (self._meant, self._thumbnails, self._views, self._alike):
            kept.clear()
        self._gallery = None

    def due(self, on: date) -> list[SignerView]:
        """Return the signers whose day has come."""
        return [self._view(signer) for signer in self._store.due(on)]

    def set_retention(self, signer_id: str, purpose: str, keep_until: date | None) -> SignerView:
        """Note what a signer's signatures are kept for, and until when."""
        self._store.set_retention(signer_id, purpose, keep_until)
        return self._view(self._store.signer(signer_id))

    # --- profiles -------------------------------------------------------------------------------------------------

    def choose_profile(self, signer_id: str, profile_id: int) -> SignerView:
        """Have this profile meant from now on."""
        self._meant[signer_id] = profile_id
        return self._view(self._store.signer(signer_id))

    def choose_profile_of(self, recording_id: int) -> SignerView:
        """Have the profile meant that a signature is of."""
        entry = self._store.recording(recording_id)
        return self.choose_profile(entry.signer_id, entry.profile_id)

    def add_profile(self, signer_id: str, name: str) -> SignerView:
        """Add another profile and choose it."""
        return self.choose_profile(signer_id, self._store.add_profile(signer_id, name).id)

    def rename_profile(self, signer_id: str, profile_id: int, name: str) -> SignerView:
        """Give a profile another name."""
        self._store.rename_profile(profile_id, name)
        return self._view(self._store.signer(signer_id))

    def erase_profile(self, signer_id: str, profile_id: int) -> SignerView:
        """Erase a profile."""
        self._store.erase_profile(profile_id)
        self._forget_signer(signer_id)
        return self._view(self._store.signer(signer_id))

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
        from sigverify.workflows.enrolment import check_reference

        references = self._references(self._profile_of(signer_id))
        compared = references[1:] if renew and len(references) > 1 else references  # whose place it takes goes
        check = check_reference(self._verifier, [entry.recording for entry in compared], recording)
        enrolment = None
        if check.accepted:
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
        from sigverify.workflows.enrolment import enrol

        with self._store.together():
            kept = self._store.finish_capture(
                capture_id, recording, role="reference", label="genuine", session=datetime.now(UTC).date().isoformat()
            )
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
        from sigverify.workflows.enrolment import enrol

        profile_id = self._store.recording(recording_id).profile_id
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
