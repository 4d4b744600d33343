"""`DeskEnrolling`: what `DeskServices` answers about enrolment: signers, their profiles, references, samples.

It imports what is slow to import when it is asked.
"""

import gc
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
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
    SignersView,
    SignerView,
)
from sigverify.gui.given_names import name_of, name_of_profile, purpose_of
from sigverify.gui.signer_rows import SignerRows
from sigverify.ink.complexity import complexity_of
from sigverify.ink.quality import assess
from sigverify.ink.recording import Recording
from sigverify.progress import phase

if TYPE_CHECKING:
    from sigverify.storage.rows import Profile, Signer
    from sigverify.verification.standings import Standing
    from sigverify.workflows.identifying import Gallery

_READ_AT_ONCE = 50
"""Templates that are read before the desk looks for other work."""

_PICTURED_AT_ONCE = 200
"""Signers whose newest reference is read before the window asks for it: ink of all would fill gigabytes."""


_FEW_CHANGES = 500
"""That are told one by one, and by which what is searched may lag behind."""

_MANY_OBJECTS = 50_000


class DeskEnrolling(DeskLearning):
    """The part of `DeskServices` that enrols; it knows which profile of a signer is meant."""

    def __init__(self, store_url: str | None, *, retrain_steps: int | None = None) -> None:
        super().__init__(store_url, retrain_steps=retrain_steps)
        self._meant: dict[str, int] = {}
        self._gallery: Gallery | None = None
        self._thumbnails: dict[int, tuple[int, datetime | None, Recording | None]] = {}
        self._views: dict[str, SignerView] = {}
        self._changed: list[str] = []
        """Of whom views changed, in order, since the window was last given all."""
        self._told_before = 1
        """How many changes there were before those; 0 is who knows nobody."""
        self._renamed = 0
        """How many of those have another name, came or went: these a search finds one by one."""
        self._seen = 0
        """Entry of the audit chain up to which `_views` are so."""
        self._told_by: tuple[int, date] | None = None
        """After how many months references are old, and on which day that was looked at."""
        self._alike: dict[int, str] = {}
        """By recording, the signer whose signature it might be."""

    # --- signers --------------------------------------------------------------------------------------------------

    def signers(self, since: int = 0) -> SignersView:
        """Return all signers, or what is new of them; only who was changed is read anew.

        Where there are many, the ink of most is left out until `pictured` is asked for it.
        """
        from sigverify.workflows.ageing import reminder_of

        changes, told_by = self._store.signers_changed(self._seen), (reminder_of(self._store), date.today())
        if changes.signer_ids is None or told_by != self._told_by:
            with _collector_at_rest():
                found = self._store.signers()
                self._picture([self._profile(signer) for signer in found[:_PICTURED_AT_ONCE]])
                views = self._views_of(found, told_by[0])
                for signer_id in self._views.keys() - {view.signer_id for view in views}:
                    self._drop_view(signer_id)
                known = self._views
                self._note([view for view in views if known.get(view.signer_id) != view] if known else views)
        elif changes.signer_ids:
            found = self._store.signers(changes.signer_ids)
            for signer_id in changes.signer_ids - {signer.id for signer in found}:
                self._drop_view(signer_id)
            self._note([self._view(signer, told_by[0], read=len(found) <= _PICTURED_AT_ONCE) for signer in found])
        self._seen, self._told_by = changes.head, told_by
        return self._new_since(since)

    def pictured(self, signer_ids: Sequence[str]) -> list[SignerView]:
        """Return signers as `signers` does, with their ink."""
        return self._note([self._view(signer) for signer in self._store.signers(signer_ids)])

    def _note(self, views: list[SignerView]) -> list[SignerView]:
        """Keep views in the place of those before, and return them."""
        if not self._views and len(views) > _FEW_CHANGES:  # all there are, and told of as such
            self._views = {view.signer_id: view for view in views}
            self._told_before += 1
            return views
        for view in views:
            before = self._views.get(view.signer_id)
            self._renamed += before is None or before.name != view.name
            self._views[view.signer_id] = view
            self._changed.append(view.signer_id)
        return views

    def _drop_view(self, signer_id: str) -> None:
        if self._views.pop(signer_id, None) is not None:
            self._renamed += 1
            self._changed.append(signer_id)

    def _new_since(self, since: int) -> SignersView:
        """Return what is new since an answer: a few changes, or all signers, sorted here while the window lives on."""
        at = self._told_before + len(self._changed)
        missed = at - since
        if since < self._told_before or missed > _FEW_CHANGES or self._renamed > _FEW_CHANGES:
            self._told_before, self._renamed = at, 0
            self._changed.clear()
            with _collector_at_rest():
                return SignersView(at=at, rows=SignerRows(self._views.values()))
        told = set(self._changed[len(self._changed) - missed :])
        return SignersView(
            at=at,
            changed=tuple(self._views[one] for one in told if one in self._views),
            gone=frozenset(one for one in told if one not in self._views),
        )

    def _picture(self, profiles: "Sequence[Profile]") -> None:
        """Read the newest reference of those profiles of which it is not known, all at once."""
        unread = [one for one in profiles if one.reference_count and self._inked(one) is None]
        newest = self._store.newest_references([one.id for one in unread]) if unread else {}
        for one in unread:
            self._thumbnails[one.id] = (one.reference_count, one.last_used, newest.get(one.id))

    def _inked(self, profile: "Profile") -> "tuple[int, datetime | None, Recording | None] | None":
        """Return what is known of a profile's newest reference, None where it may be another by now."""
        known = self._thumbnails.get(profile.id)
        return known if known is not None and known[:2] == (profile.reference_count, profile.last_used) else None

    def _view(self, signer: "Signer", reminder: int | None = None, *, read: bool = True) -> SignerView:
        """Return a signer as the window shows them; read: whether ink that is not known is read."""
        from sigverify.workflows.ageing import reminder_of

        if read:
            self._picture([self._profile(signer)])
        (view,) = self._views_of([signer], reminder_of(self._store) if reminder is None else reminder)
        return view

    def _views_of(self, signers: "Sequence[Signer]", reminder: int) -> list[SignerView]:
        """Return signers as the window shows them, with the ink that is known."""
        from sigverify.workflows.ageing import is_older, old_before

        limit = old_before(reminder)
        return [
            SignerView(
                signer_id=signer.id,
                name=name_of(signer),
                reference_count=profile.reference_count,
                thumbnail=known[2] if known is not None else None,
                last_at=profile.last_used,
                profile_id=profile.id,
                profiles=tuple(
                    [
                        ProfileView(
                            profile_id=one.id,
                            name=name_of_profile(one),
                            reference_count=one.reference_count,
                            grown_old=is_older(one, limit),
                        )
                        for one in signer.profiles
                    ]
                ),
                purpose=purpose_of(signer),
                keep_until=signer.keep_until,
                sample=signer.sample,
                grown_old=is_older(profile, limit),
            )
            for signer in signers
            for profile in [self._profile(signer)]
            for known in [self._inked(profile)]
        ]

    def _profile(self, signer: "Signer") -> "Profile":
        """Return the profile that is meant: the chosen one, or the first that has references."""
        meant = self._meant.get(signer.id)
        if meant is None:
            return signer.first_enrolled
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
        if self._gallery is not None:
            self._gallery.take_changes()

    def _forget(self) -> None:
        for kept in (self._meant, self._thumbnails, self._views, self._alike):
            kept.clear()
        self._gallery = None
        self._seen, self._told_by = 0, None
        self._told_before += len(self._changed) + 1  # whoever asks next knows nobody any more
        self._changed.clear()

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
        (view,) = self._note([self._view(self._store.signer(signer_id))])
        return view

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


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Let Python's collector rest while objects by the hundred thousand are made, all of which stay.

    It would walk them again and again, and take as long as all the rest; later too, with the window waiting.
    """
    enabled, before = gc.isenabled(), gc.get_count()[0]
    gc.disable()
    try:
        yield
    finally:
        if gc.get_count()[0] - before > _MANY_OBJECTS:
            gc.freeze()
        if enabled:
            gc.enable()
