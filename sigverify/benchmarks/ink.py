"""What is measured: whose signatures, by which model, templates of five references and what is compared with them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sigverify.corpora.corpus import Corpus
from sigverify.errors import InkError, ProtocolError
from sigverify.ink.recording import Recording
from sigverify.verification.template import Template
from sigverify.verification.verifier import Verifier

REFERENCES = 5
_SIGNERS = 8
_QUESTIONED = 6


@dataclass(frozen=True, kw_only=True)
class Setting:
    """corpus: whose ink; model: by its name, for decision and live score; peers: whether others are timed too.

    large: whether everything has the size that its goal names; see `suite.expected` for what that takes.
    signers: of the crowded store, None for as many as go with that.
    """

    corpus: Corpus
    model: str = "default"
    peers: bool = True
    large: bool = False
    signers: int | None = None

    def to_json(self) -> dict[str, Any]:
        """Return what figures have to agree in to stand in one table."""
        return {"model": self.model, "peers": self.peers, "large": self.large, "signers": self.signers}


@dataclass(frozen=True, kw_only=True)
class Case:
    """One questioned signature and its template; references: the ink that made it."""

    template: Template
    references: Sequence[Recording]
    questioned: Recording


def cases_of(verifier: Verifier, corpus: Corpus, signers: int = _SIGNERS) -> list[Case]:
    """Return questioned signatures, genuine and forged, of the first signers who have more than five.

    Raises ProtocolError where nobody has.
    """
    found: list[Case] = []
    for signer in corpus.signers:
        inks = [sample.recording for sample in corpus.of(signer, "genuine")]
        if len(inks) <= REFERENCES or len({id(case.template) for case in found}) == signers:
            continue
        try:
            template = verifier.enrol(inks[:REFERENCES])
        except InkError:
            continue
        forged = [sample.recording for sample in corpus.of(signer, "forgery")]
        for ink in [*inks[REFERENCES:][: _QUESTIONED // 2], *forged[: _QUESTIONED // 2]]:
            found.append(Case(template=template, references=inks[:REFERENCES], questioned=ink))
    if not found:
        raise ProtocolError(
            f"Corpus '{corpus.name}' has no signer with more than {REFERENCES} genuine signatures. Choose another one."
        )
    return found


def afresh(recording: Recording) -> Recording:
    """Return the same ink as if it had just come from the tablet: nothing is known of it."""
    return replace(recording)
