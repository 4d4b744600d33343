"""Identification in a store: whose signature is it, of all signers who have references.

Every profile of a signer is compared, and the best one speaks for the signer. Samples are left out unless nobody else
is enrolled, or it is asked for: they are nobody.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from sigverify.errors import InkError, ModelError, StoreDamagedError, StoreError, UsageError
from sigverify.ink.recording import Recording
from sigverify.progress import phase, steps, tell
from sigverify.sentences import said
from sigverify.storage import events
from sigverify.storage.rows import Profile, Signer, StoredTemplate
from sigverify.storage.store import Store
from sigverify.verification.identification import SHORTLIST, identify
from sigverify.verification.lines import MOST_REFERENCES
from sigverify.verification.sketch import SketchIndex, sketch_of, sketch_of_seen, whole_numbers
from sigverify.verification.template import Template
from sigverify.verification.verifier import Verifier, Weighed
from sigverify.workflows.enrolment import kept_for

_SKETCHES_AT_ONCE = 2000


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A signer who may have written it, and in which way of signing."""

    signer: Signer
    profile: Profile
    weighed: Weighed


@dataclass(frozen=True, kw_only=True)
class Identification:
    """Whose a signature may be, the likeliest first.

    compared: with how many signers, all but SHORTLIST of them by their sketches alone. left_out: those of whom the
    references or the template of a profile could not be read, each with why.
    """

    candidates: tuple[Candidate, ...]
    compared: int
    left_out: tuple[tuple[Signer, str], ...]


class Gallery:
    """All signers for one model: what finds the nearest is kept in memory, and read anew where it has changed.

    What a store tells of changes is all that is looked at for a signature, so that it costs the same among many signers
    as among few. Of whole templates only the last that were read are kept: those of a hundred thousand signers fill
    gigabytes. Used on the thread that opened the store.
    """

    def __init__(self, store: Store, verifier: Verifier) -> None:
        self._store = store
        self.verifier = verifier
        self._templates: dict[int, Template] = {}
        self._begin()

    def _begin(self) -> None:
        whole = whole_numbers(self.verifier)
        self._signers, self._samples = SketchIndex(whole), SketchIndex(whole)
        self._owners: dict[int, str] = {}
        """By profile, for all that are known."""
        self._counts: dict[int, int] = {}
        """Signers by how many indices are looked at, as far as they were counted."""
        self._sample_ids: frozenset[str] = frozenset()
        """As they were when the first sketches were read."""
        self._left_out: dict[int, str] = {}
        """Why a profile could not be compared."""
        self._unread: dict[int, str] = {}
        """By profile, whose templates have to be looked at."""
        self._seen = 0
        """Entry of the audit chain up to which all changes are known; 0 before anything is."""
        self._last: int | None = 0
        """Number of the last sketch that was read, None where all are."""
        self._templates.clear()

    def identify(self, questioned: Recording, *, samples: bool = False) -> Identification:
        """Return whose a signature may be; samples: whether they are compared too.

        A profile whose template cannot be read is left out and its signer named: one damaged row must not stand in the
        way of all.

        Raises UsageError where nobody has references, InkError where there is too little ink, StoreDamagedError where
        nobody's can be read.
        """
        self._catch_up()
        among = [self._signers, self._samples] if samples or not self._signers else [self._signers]
        left_out = self._who_is_left_out()
        if not any(among) and not left_out:
            raise UsageError(said("Nobody has references yet. Enrol signers first."))
        found = self._matches(among, questioned)
        left_out = self._who_is_left_out()  # those too who turned out so just now
        if not samples and len(among) == 1:
            left_out = {profile: signer for profile, signer in left_out.items() if not signer.sample}
        if not found:
            raise StoreDamagedError(next(iter(self._left_out.values())))
        compared = self._count(among)
        self._store.record(events.identified(self.verifier.sha256, compared))
        told = {signer.id: (signer, self._left_out[profile]) for profile, signer in left_out.items()}
        return Identification(candidates=tuple(found), compared=compared, left_out=tuple(told.values()))

    def like(self, written: Recording, signer_id: str) -> Candidate | None:
        """Return another signer by whose lines a signature of this one would be accepted, None where there is none.

        Samples are like nobody. Raises InkError where there is too little ink.
        """
        self._catch_up()
        own = self._profiles_of({signer_id})
        if any(profile in self._samples for profile in own):
            return None
        close = [
            match
            for match in self._matches([self._signers], written, but=own)
            if match.weighed.score >= match.weighed.calibration.accept_at
        ]
        return close[0] if close else None

    def read_ahead(self, most: int) -> bool:
        """Read what is not known yet: some sketches, or at most so many templates; return whether there is more."""
        self.take_changes()
        if self._last is not None:
            self._read_sketches(self._last)
        else:
            for profile in list(self._unread)[:most]:
                self._look_at(profile)
        return self._last is not None or bool(self._unread)

    def _catch_up(self) -> None:
        """Know everybody; those who could not be read are tried once more."""
        self.take_changes()
        with phase(0.0, 0.1):
            while self._last is not None:
                self._read_sketches(self._last)
                tell(0.0)
        self.take_changes()  # what another desk did meanwhile
        self._unread.update({profile: self._owners[profile] for profile in self._left_out})
        with phase(0.1, 0.6):
            for profile in steps(list(self._unread)):
                self._look_at(profile)

    def take_changes(self) -> None:
        """Forget who was changed, and have those of them looked at who have references."""
        changes = self._store.signers_changed(self._seen)
        if changes.signer_ids or self._unread or self._left_out or self._last is not None:
            self._counts.clear()
        if changes.signer_ids is None:
            self._begin()
        elif changes.signer_ids:
            for profile in self._profiles_of(changes.signer_ids):
                self._forget(profile)
            for signer in self._store.signers(changes.signer_ids):
                self._unread.update({one.id: signer.id for one in signer.profiles if one.reference_count})
        self._seen = changes.head

    def _profiles_of(self, signer_ids: frozenset[str] | set[str]) -> list[int]:
        return [profile for profile, owner in self._owners.items() if owner in signer_ids]

    def _forget(self, profile: int) -> None:
        for index in (self._signers, self._samples):
            index.drop(profile)
        for kept in (self._owners, self._left_out, self._unread, self._templates):
            kept.pop(profile, None)

    def _read_sketches(self, after: int) -> None:
        """Read the next sketches; after the last of them it is known who has none."""
        if not after:
            self._sample_ids = self._store.sample_ids()  # of who is added from here on the store tells as changed
        stored = self._store.sketches(self.verifier.sha256, after, _SKETCHES_AT_ONCE)
        signers, samples = dict[int, bytes](), dict[int, bytes]()
        for one in stored:
            if one.profile_id in self._unread:
                continue
            self._owners[one.profile_id] = one.signer_id
            sample = one.signer_id in self._sample_ids
            index, ready = (self._samples, samples) if sample else (self._signers, signers)
            if one.sketch is not None and index.fits(one.sketch):
                ready[one.profile_id] = one.sketch
            else:  # damaged, or another release's
                self._unread[one.profile_id] = one.signer_id
        self._signers.put(signers)
        self._samples.put(samples)
        self._last = stored[-1].number if len(stored) == _SKETCHES_AT_ONCE else None
        if self._last is None:
            without = self._store.without_sketch(self.verifier.sha256)
            self._unread.update({profile: owner for owner, profile in without})

    def _look_at(self, profile: int) -> None:
        """Know the sketch of a profile's template, which is made where none fits the references, or why not."""
        owner = self._unread[profile]
        self._left_out.pop(profile, None)
        try:
            kept = kept_for(self._store, self.verifier, owner, profile)
            sample = self._store.signer(owner).sample
        except (StoreDamagedError, ModelError, InkError) as fault:
            self._owners[profile], self._left_out[profile] = owner, str(fault)
            self._unread.pop(profile)
            return
        except (StoreError, UsageError):  # erased, or the last reference taken away, since the store told
            self._forget(profile)
            return
        sketch = sketch_of(self.verifier, kept.template)
        self._store.keep_sketch(profile, self.verifier.sha256, kept.version, sketch)
        (self._samples if sample else self._signers).put({profile: sketch})
        self._owners[profile] = owner
        self._unread.pop(profile)
        self._keep(profile, kept.template)

    def _matches(self, among: Sequence[SketchIndex], questioned: Recording, but: Sequence[int] = ()) -> list[Candidate]:
        seen = self.verifier.seen(questioned)
        sketch = sketch_of_seen(self.verifier, seen)
        nearest = [profile for index in among for profile in index.nearest(sketch, SHORTLIST + len(but))]
        signers = {one.id: one for one in self._store.signers({self._owners[profile] for profile in nearest})}
        there = [
            (signers[self._owners[profile]], way)
            for profile in nearest
            if profile not in but and self._owners[profile] in signers
            for way in signers[self._owners[profile]].profiles
            if way.id == profile
        ]
        unread = [way.id for _, way in there if way.id not in self._templates]
        stored = {one.profile_id: one for one in self._store.templates_of(self.verifier.sha256, unread)}
        with phase(0.6, 1.0):
            read = [partial(self._template, way, stored.get(way.id)) for _, way in there]
            found = identify(self.verifier, read, seen)
        best: dict[str, Candidate] = {}
        for match in found:
            signer, way = there[match.place]
            best.setdefault(signer.id, Candidate(signer=signer, profile=way, weighed=match.weighed))
        return list(best.values())

    def _template(self, profile: Profile, stored: StoredTemplate | None) -> Template | None:
        """Return the template of a profile, which is made anew where none fits the references; None where none can."""
        if profile.id in self._templates:
            return self._templates[profile.id]
        try:
            template = self._fitting(profile, stored)
        except (StoreError, ModelError, InkError, UsageError) as fault:
            self._left_out[profile.id] = str(fault)
            return None
        self._keep(profile.id, template)
        return template

    def _fitting(self, profile: Profile, stored: StoredTemplate | None) -> Template:
        if stored is not None and len(stored.reference_ids) == min(profile.reference_count, MOST_REFERENCES):
            with suppress(ModelError):  # another release of the program may have kept it in another form
                return Template.from_bytes(stored.payload)
        return kept_for(self._store, self.verifier, profile.signer_id, profile.id).template

    def _keep(self, profile: int, template: Template) -> None:
        self._templates[profile] = template
        if len(self._templates) > SHORTLIST:
            del self._templates[next(iter(self._templates))]

    def _count(self, among: Sequence[SketchIndex]) -> int:
        """Return how many signers these hold, those who are left out not; counted once, till somebody comes or goes."""
        known = self._counts.get(len(among))
        if known is None or self._left_out:
            profiles = (profile for profile in self._owners if profile not in self._left_out)
            known = len({self._owners[one] for one in profiles if any(one in index for index in among)})
            self._counts[len(among)] = known
        return known

    def _who_is_left_out(self) -> dict[int, Signer]:
        found = {signer.id: signer for signer in self._store.signers({self._owners[one] for one in self._left_out})}
        return {one: found[self._owners[one]] for one in self._left_out if self._owners[one] in found}
