"""Identification in a store: whose signature is it, of all signers who have references."""

from dataclasses import dataclass
from functools import partial

from sigverify.errors import UsageError
from sigverify.ink.recording import Recording
from sigverify.storage import events
from sigverify.storage.rows import Signer
from sigverify.storage.store import Store
from sigverify.verification.comparators import Frames
from sigverify.verification.identification import SHORTLIST, Enrolled, identify, vectors_of
from sigverify.verification.template import Template
from sigverify.verification.verifier import Verifier, Weighed
from sigverify.workflows.enrolment import KeptTemplate, kept_for


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A signer who may have written it."""

    signer: Signer
    weighed: Weighed


@dataclass(frozen=True, kw_only=True)
class _Known:
    """What is kept in memory of every signer: of which template, of how many references, and their vectors."""

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
        self._known: dict[str, _Known] = {}
        self._templates: dict[str, tuple[int, Template]] = {}

    @property
    def signer_count(self) -> int:
        """How many signers the last signature was compared with."""
        return len(self._known)

    def identify(self, questioned: Recording) -> list[Candidate]:
        """Return whose a signature may be, the likeliest first.

        Raises UsageError where nobody has references, InkError where there is too little ink.
        """
        signers = [signer for signer in self._store.signers() if signer.reference_count]
        if not signers:
            raise UsageError("Nobody has references yet. Enrol signers first.")
        versions = self._store.template_versions(self.verifier.sha256)
        self._known = {signer.id: self._look_at(signer, versions.get(signer.id)) for signer in signers}
        self._templates = {owner: kept for owner, kept in self._templates.items() if owner in self._known}
        self._store.record(events.identified(self.verifier.sha256, len(signers)))
        enrolled = [
            Enrolled(vectors=self._known[signer.id].vectors, template=partial(self._template, signer))
            for signer in signers
        ]
        matches = identify(self.verifier, enrolled, questioned)
        return [Candidate(signer=signers[match.place], weighed=match.weighed) for match in matches]

    def _look_at(self, signer: Signer, version: int | None) -> _Known:
        known = self._known.get(signer.id)
        if known is not None and (known.version, known.reference_count) == (version, signer.reference_count):
            return known
        kept = self._read(signer)
        return _Known(version=kept.version, reference_count=signer.reference_count, vectors=vectors_of(kept.template))

    def _template(self, signer: Signer) -> Template:
        version, template = self._templates.get(signer.id, (0, None))
        if template is None or version != self._known[signer.id].version:
            template = self._read(signer).template
        return template

    def _read(self, signer: Signer) -> KeptTemplate:
        """Return the signer's template, made where none fits the references or can be read."""
        kept = kept_for(self._store, self.verifier, signer.id)
        self._templates[signer.id] = kept.version, kept.template
        if len(self._templates) > SHORTLIST:
            del self._templates[next(iter(self._templates))]
        return kept
