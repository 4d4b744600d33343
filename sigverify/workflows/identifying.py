"""Identification in a store: whose signature is it, of all signers who have references.

Every profile of a signer is compared, and the best one speaks for the signer. Samples are left out unless nobody else
is enrolled, or it is asked for: they are nobody.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from sigverify.errors import InkError, ModelError, StoreDamagedError, UsageError
from sigverify.ink.recording import Recording
from sigverify.progress import phase, steps
from sigverify.sentences import said
from sigverify.storage import events
from sigverify.storage.rows import Profile, Signer
from sigverify.storage.store import Store
from sigverify.verification.comparators import Frames
from sigverify.verification.identification import SHORTLIST, Enrolled, identify, vectors_of
from sigverify.verification.template import Template
from sigverify.verification.verifier import Verifier, Weighed
from sigverify.workflows.enrolment import KeptTemplate, kept_for


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A signer who may have written it, and in which way of signing."""

    signer: Signer
    profile: Profile
    weighed: Weighed


@dataclass(frozen=True, kw_only=True)
class Identification:
    """Whose a signature may be, the likeliest first.

    compared: with how many signers. left_out: those of whom the references or the template of a profile
    could not be read, each with why.
    """

    candidates: tuple[Candidate, ...]
    compared: int
    left_out: tuple[tuple[Signer, str], ...]


@dataclass(frozen=True, kw_only=True)
class _Known:
    """What is kept in memory of every profile: of which template, of how many references, and their vectors."""

    version: int
    reference_count: int
    vectors: tuple[Frames, ...]


class Gallery:
    """All signers for one model: what finds the nearest is kept in memory, and read anew where it has changed.

    Of whole templates only the last SHORTLIST that were read are kept: those of ten thousand signers fill gigabytes.
    Used on the thread that opened the store.
    """

    def __init__(self, store: Store, verifier: Verifier) -> None:
        self._store = store
        self.verifier = verifier
        self._known: dict[int, _Known] = {}
        self._templates: dict[int, tuple[int, Template]] = {}
        self._left_out: dict[int, str] = {}
        """Why a profile could not be compared."""

    def identify(self, questioned: Recording, *, samples: bool = False) -> Identification:
        """Return whose a signature may be; samples: whether they are compared too.

        A profile whose template cannot be read is left out and its signer named: one damaged row must not stand in the
        way of all.

        Raises UsageError where nobody has references, InkError where there is too little ink, StoreDamagedError where
        nobody's can be read.
        """
        signers = self._store.signers()
        among = _enrolled(signer for signer in signers if samples or not signer.sample) or _enrolled(signers)
        if not among:
            raise UsageError(said("Nobody has references yet. Enrol signers first."))
        found = self._matches(among, questioned)
        left_out = {signer.id: (signer, self._left_out[one.id]) for signer, one in among if one.id in self._left_out}
        if not found:
            raise StoreDamagedError(next(why for _, why in left_out.values()))
        compared = len({signer.id for signer, profile in among if profile.id not in self._left_out})
        self._store.record(events.identified(self.verifier.sha256, compared))
        return Identification(candidates=tuple(found), compared=compared, left_out=tuple(left_out.values()))

    def like(self, written: Recording, signer_id: str) -> Candidate | None:
        """Return another signer by whose lines a signature of this one would be accepted, None where there is none.

        Samples are like nobody. Raises InkError where there is too little ink.
        """
        signers = self._store.signers()
        if any(signer.sample for signer in signers if signer.id == signer_id):
            return None
        among = _enrolled(signer for signer in signers if not signer.sample and signer.id != signer_id)
        found = self._matches(among, written) if among else []
        close = [match for match in found if match.weighed.score >= match.weighed.calibration.accept_at]
        return close[0] if close else None

    def read_ahead(self, most: int) -> bool:
        """Read templates that are not known yet, at most so many; return whether there are more to read."""
        enrolled = _enrolled(self._store.signers())
        seen = self._known.keys() | self._left_out.keys()
        unknown = [profile for _, profile in enrolled if profile.id not in seen]
        versions = self._store.template_versions(self.verifier.sha256) if unknown else {}
        for profile in unknown[:most]:
            self._look_at(profile, versions.get(profile.id))
        return len(unknown) > most

    def _matches(self, among: Sequence[tuple[Signer, Profile]], questioned: Recording) -> list[Candidate]:
        versions = self._store.template_versions(self.verifier.sha256)
        self._forget(set(versions) | {profile.id for _, profile in among})
        self._left_out = {}
        with phase(0.0, 0.6):
            for _, profile in steps(among):
                self._look_at(profile, versions.get(profile.id))
        there = [(signer, profile) for signer, profile in among if profile.id in self._known]
        if not there:
            return []
        enrolled = [
            Enrolled(vectors=self._known[profile.id].vectors, template=partial(self._template, profile))
            for _, profile in there
        ]
        best: dict[str, Candidate] = {}
        with phase(0.6, 1.0):
            for match in identify(self.verifier, enrolled, questioned):
                signer, profile = there[match.place]
                best.setdefault(signer.id, Candidate(signer=signer, profile=profile, weighed=match.weighed))
        return list(best.values())

    def _forget(self, there: set[int]) -> None:
        self._known = {profile: known for profile, known in self._known.items() if profile in there}
        self._templates = {profile: kept for profile, kept in self._templates.items() if profile in there}

    def _look_at(self, profile: Profile, version: int | None) -> None:
        """Know the profile's template, or why it cannot be had."""
        known = self._known.get(profile.id)
        if known is not None and (known.version, known.reference_count) == (version, profile.reference_count):
            return
        self._known.pop(profile.id, None)
        try:
            kept = self._read(profile)
        except (StoreDamagedError, ModelError, InkError) as fault:
            self._left_out[profile.id] = str(fault)
            return
        self._known[profile.id] = _Known(
            version=kept.version, reference_count=profile.reference_count, vectors=vectors_of(kept.template)
        )

    def _template(self, profile: Profile) -> Template | None:
        version, template = self._templates.get(profile.id, (0, None))
        if template is None or version != self._known[profile.id].version:
            try:
                template = self._read(profile).template
            except (StoreDamagedError, ModelError, InkError) as fault:
                self._left_out[profile.id] = str(fault)
                return None
        return template

    def _read(self, profile: Profile) -> KeptTemplate:
        """Return the profile's template, made where none fits the references or can be read."""
        kept = kept_for(self._store, self.verifier, profile.signer_id, profile.id)
        self._templates[profile.id] = kept.version, kept.template
        if len(self._templates) > SHORTLIST:
            del self._templates[next(iter(self._templates))]
        return kept


def _enrolled(signers: Iterable[Signer]) -> list[tuple[Signer, Profile]]:
    return [(signer, profile) for signer in signers for profile in signer.profiles if profile.reference_count]
