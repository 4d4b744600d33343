"""`DeskSigners`: what `DeskServices` answers about who there is: names, profiles, what for and until when.

It imports what is slow to import when it is asked.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING

from sigverify.errors import StoreDamagedError
from sigverify.gui.collector import at_rest
from sigverify.gui.desk_learning import DeskLearning
from sigverify.gui.enrolling import ForgedView, ProfileView, SignersView, SignerView
from sigverify.gui.given_names import name_of, name_of_profile, purpose_of
from sigverify.gui.signer_rows import SignerRows
from sigverify.ink.recording import Recording

if TYPE_CHECKING:
    from sigverify.storage.rows import Erased, Profile, Signer

_PICTURED_AT_ONCE = 200
"""Signers whose newest reference is read before the window asks for it: ink of all would fill gigabytes."""

_FEW_CHANGES = 500
"""That are told one by one, and by which what is searched may lag behind."""


class DeskSigners(DeskLearning):
    """The part of `DeskServices` that knows the signers, and which profile of each is meant."""

    def __init__(self, store_url: str | None, *, retrain_steps: int | None = None) -> None:
        super().__init__(store_url, retrain_steps=retrain_steps)
        self._meant: dict[str, int] = {}
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

    # --- signers --------------------------------------------------------------------------------------------------

    def signers(self, since: int = 0) -> SignersView:
        """Return all signers, or what is new of them; only who was changed is read anew.

        Where there are many, the ink of most is left out until `pictured` is asked for it.
        """
        self._look_again()
        return self._new_since(since)

    def _look_again(self) -> None:
        """Have the views of all signers as they are now."""
        from sigverify.workflows.ageing import reminder_of

        changes, told_by = self._store.signers_changed(self._seen), (reminder_of(self._store), date.today())
        if changes.signer_ids is None or told_by != self._told_by:
            with at_rest():
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
            with at_rest():
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
        ways: dict[str, str] = {}  # nearly all bear the name that the program gives
        found = []
        for signer in signers:
            profile = self._profile(signer)
            known = self._inked(profile)
            shown = []
            for one in signer.profiles:
                name = ways.get(one.name)
                if name is None:
                    name = ways[one.name] = name_of_profile(one)
                shown.append(ProfileView(one.id, name, one.reference_count, is_older(one, limit)))
            found.append(
                SignerView(
                    signer_id=signer.id,
                    name=name_of(signer),
                    reference_count=profile.reference_count,
                    thumbnail=known[2] if known is not None else None,
                    last_at=profile.last_used,
                    profile_id=profile.id,
                    profiles=tuple(shown),
                    purpose=purpose_of(signer),
                    keep_until=signer.keep_until,
                    sample=signer.sample,
                    grown_old=is_older(profile, limit),
                )
            )
        return found

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

    def forged_by(self, signer_id: str) -> ForgedView:
        """Return how many forgeries name a signer; a name that cannot be read is found nowhere."""
        with suppress(StoreDamagedError):
            count = len(self._store.forgeries_by(self._store.signer(signer_id).name, signer_id))
            return ForgedView(count, mixed_up=bool(count and self._store.mixed_up(signer_id)))
        return ForgedView(0)

    def erase_signer(self, signer_id: str, *, forgeries: bool = False) -> "Erased":
        """Erase all that is held about a signer, here in memory too."""
        erased = self._store.erase_signer(signer_id, forgeries=forgeries)
        self._forget_signer(signer_id)
        return erased

    def _forget_signer(self, signer_id: str) -> None:
        self._meant.pop(signer_id, None)
        self._thumbnails.clear()

    def _forget(self) -> None:
        for kept in (self._meant, self._thumbnails, self._views):
            while kept:  # one by one: to clear so many in one keeps Python's lock from the window
                kept.popitem()
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
