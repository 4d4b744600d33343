"""Identification in a store: whose signature is it, of all signers who have references.

Every profile of a signer is compared, and the best one speaks for the signer. Samples are left out unless nobody else
is enrolled, or it is asked for: they are nobody.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from sigverify.errors import UsageError
from sigverify.ink.recording import Recording
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
        self.signer_count = 0
        """How many signers the last signature was compared with."""
        self._known: dict[int, _Known] = {}
        self._templates: dict[int, tuple[int, Template]] = {}

    def identify(self, questioned: Recording, *, samples: bool = False) -> list[Candidate]:
        """Return whose a signature may be, the likeliest first; samples: whether they are compared too.

        Raises UsageError where nobody has references, InkError where there is too little ink.
        """
        signers = self._store.signers()
        among = _enrolled(signer for signer in signers if samples or not signer.sample) or _enrolled(signers)
        if not among:
            raise UsageError("Nobody has references yet. Enrol signers first.")
        self.signer_count = len({profile.signer_id for _, profile in among})
        found = self._matches(among, questioned)
        self._store.record(events.identified(self.verifier.sha256, self.signer_count))
        return found

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
        unknown = [profile for _, profile in enrolled if profile.id not in self._known]
        versions = self._store.template_versions(self.verifier.sha256) if unknown else {}
        self._known |= {profile.id: self._look_at(profile, versions.get(profile.id)) for profile in unknown[:most]}
        return len(unknown) > most

    def _matches(self, among: Sequence[tuple[Signer, Profile]], questioned: Recording) -> list[Candidate]:
        versions = self._store.template_versions(self.verifier.sha256)
        self._known |= {profile.id: self._look_at(profile, versions.get(profile.id)) for _, profile in among}
        self._forget(set(versions) | {profile.id for _, profile in among})
        enrolled = [
            Enrolled(vectors=self._known[profile.id].vectors, template=partial(self._template, profile))
            for _, profile in among
        ]
        best: dict[str, Candidate] = {}
        for match in identify(self.verifier, enrolled, questioned):
            signer, profile = among[match.place]
            best.setdefault(signer.id, Candidate(signer=signer, profile=profile, weighed=match.weighed))
        return list(best.values())

    def _forget(self, there: set[int]) -> None:
        self._known = {profile: known for profile, known in self._known.items() if profile in there}
        self._templates = {profile: kept for profile, kept in self._templates.items() if profile in there}

    def _look_at(self, profile: Profile, version: int | None) -> _Known:
        known = self._known.get(profile.id)
        if known is not None and (known.version, known.reference_count) == (version, profile.reference_count):
            return known
        kept = self._read(profile)
        return _Known(version=kept.version, reference_count=profile.reference_count, vectors=vectors_of(kept.template))

    def _template(self, profile: Profile) -> Template:
        version, template = self._templates.get(profile.id, (0, None))
        if template is None or version != self._known[profile.id].version:
            template = self._read(profile).template
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
