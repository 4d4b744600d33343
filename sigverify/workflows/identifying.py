"""Identification in a store: whose signature is it, of all signers who have references."""

from dataclasses import dataclass
from functools import partial

from sigverify.errors import InkError, ModelError, StoreDamagedError, UsageError
from sigverify.ink.recording import Recording
from sigverify.networks.progress import phase, steps
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
class Identification:
    """Whose a signature may be, the likeliest first.

    compared: with how many signers. left_out: those whose references or template could not be read, each with why.
    """

    candidates: tuple[Candidate, ...]
    compared: int
    left_out: tuple[tuple[Signer, str], ...]


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
        self._left_out: dict[str, str] = {}

    def identify(self, questioned: Recording) -> Identification:
        """Return whose a signature may be.

        A signer whose template cannot be read is left out and named: one damaged row must not stand in the way of all.

        Raises UsageError where nobody has references, InkError where there is too little ink, StoreDamagedError where
        nobody's can be read.
        """
        signers = [signer for signer in self._store.signers() if signer.reference_count]
        if not signers:
            raise UsageError("Nobody has references yet. Enrol signers first.")
        versions = self._store.template_versions(self.verifier.sha256)
        enrolled = {signer.id for signer in signers}
        for forgotten in self._known.keys() - enrolled:
            del self._known[forgotten]
        self._left_out = {}
        with phase(0.0, 0.6):
            for signer in steps(signers):
                self._look_at(signer, versions.get(signer.id))
        there = [signer for signer in signers if signer.id in self._known]
        if not there:
            raise StoreDamagedError(next(iter(self._left_out.values())))
        self._templates = {owner: kept for owner, kept in self._templates.items() if owner in self._known}
        with phase(0.6, 1.0):
            matches = identify(
                self.verifier,
                [
                    Enrolled(vectors=self._known[signer.id].vectors, template=partial(self._template, signer))
                    for signer in there
                ],
                questioned,
            )
        if not matches:
            raise StoreDamagedError(next(iter(self._left_out.values())))
        left_out = tuple((signer, self._left_out[signer.id]) for signer in signers if signer.id in self._left_out)
        compared = len(signers) - len(left_out)
        self._store.record(events.identified(self.verifier.sha256, compared))
        return Identification(
            candidates=tuple(Candidate(signer=there[match.place], weighed=match.weighed) for match in matches),
            compared=compared,
            left_out=left_out,
        )

    def _look_at(self, signer: Signer, version: int | None) -> None:
        """Know the signer's template, or why it cannot be had."""
        known = self._known.get(signer.id)
        if known is not None and (known.version, known.reference_count) == (version, signer.reference_count):
            return
        self._known.pop(signer.id, None)
        try:
            kept = self._read(signer)
        except (StoreDamagedError, ModelError, InkError) as fault:
            self._left_out[signer.id] = str(fault)
            return
        self._known[signer.id] = _Known(
            version=kept.version, reference_count=signer.reference_count, vectors=vectors_of(kept.template)
        )

    def _template(self, signer: Signer) -> Template | None:
        version, template = self._templates.get(signer.id, (0, None))
        if template is None or version != self._known[signer.id].version:
            try:
                template = self._read(signer).template
            except (StoreDamagedError, ModelError, InkError) as fault:
                self._left_out[signer.id] = str(fault)
                return None
        return template

    def _read(self, signer: Signer) -> KeptTemplate:
        """Return the signer's template, made where none fits the references or can be read."""
        kept = kept_for(self._store, self.verifier, signer.id)
        self._templates[signer.id] = kept.version, kept.template
        if len(self._templates) > SHORTLIST:
            del self._templates[next(iter(self._templates))]
        return kept
