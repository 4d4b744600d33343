"""Identification in a store: whose signature is it, of all signers who have references."""

from dataclasses import dataclass

from sigverify.errors import ModelError, UsageError
from sigverify.ink.recording import Recording
from sigverify.storage import events
from sigverify.storage.rows import Signer
from sigverify.storage.store import Store
from sigverify.verification.identification import identify
from sigverify.verification.template import Template
from sigverify.verification.verifier import Verifier, Weighed
from sigverify.workflows.enrolment import enrol


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A signer who may have written it."""

    signer: Signer
    weighed: Weighed


class Gallery:
    """The templates of all signers for one model, kept in memory and read anew where their version has changed.

    Used on the thread that opened the store.
    """

    def __init__(self, store: Store, verifier: Verifier) -> None:
        self._store = store
        self.verifier = verifier
        self._known: dict[str, tuple[int, Template]] = {}

    def identify(self, questioned: Recording) -> list[Candidate]:
        """Return whose a signature may be, the likeliest first.

        Raises UsageError where nobody has references, InkError where there is too little ink.
        """
        signers = [signer for signer in self._store.signers() if signer.reference_count]
        if not signers:
            raise UsageError("Nobody has references yet. Enrol signers first.")
        versions = self._store.template_versions(self.verifier.sha256)
        self._known = {signer.id: self._template(signer.id, versions.get(signer.id)) for signer in signers}
        self._store.record(events.identified(self.verifier.sha256, len(signers)))
        matches = identify(self.verifier, [self._known[signer.id][1] for signer in signers], questioned)
        return [Candidate(signer=signers[match.place], weighed=match.weighed) for match in matches]

    def _template(self, signer_id: str, version: int | None) -> tuple[int, Template]:
        """Return the signer's template and its version, made where there is none or it cannot be read."""
        known = self._known.get(signer_id)
        if known is not None and known[0] == version:
            return known
        kept = self._store.template(signer_id, self.verifier.sha256) if version is not None else None
        if kept is not None:
            try:
                return kept.version, Template.from_bytes(kept.payload)
            except ModelError:  # kept by another release of the program in another form
                pass
        template = enrol(self._store, self.verifier, signer_id)
        made = self._store.template(signer_id, self.verifier.sha256)
        assert made is not None, "enrol saves what it makes"
        return made.version, template
