"""A corpus: recordings of many signers, each labelled, the same whatever folder or format it came from."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from sigverify.errors import ProtocolError
from sigverify.ink.degraded import Ink
from sigverify.ink.recording import Recording
from sigverify.sentences import said

Label = Literal["genuine", "forgery"]


@dataclass(frozen=True, kw_only=True)
class Sample:
    """One labelled signature of a corpus.

    signer: whose signature it is or claims to be, unique within the corpus.
    label: 'genuine', or 'forgery' for a skilled one.
    number: its place among the signer's samples of that label and session, from 1.
    session: 1, 2 … where the corpus tells sessions apart, else None.
    recording: the ink.
    source: where it came from, for messages; '' where there is nothing to say.
    """

    signer: str
    label: Label
    number: int
    session: int | None
    recording: Recording
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Corpus:
    """Labelled signatures by signer.

    name: short name for reports, for example 'svc2004-task2'.
    samples: every sample, ordered by signer, label, session, number.
    sessions_apart: whether `session` separates recordings of different days for 'first-session' draws.
    ink: as what equipment captured it; other than 'as-recorded' only where `recaptured` made it.
    """

    name: str
    samples: tuple[Sample, ...]
    sessions_apart: bool = False
    ink: Ink = "as-recorded"

    def __post_init__(self) -> None:
        if not self.samples:
            raise ProtocolError(
                said(
                    "Corpus '{name}' holds no signature. Name another one, or collect signatures first.", name=self.name
                )
            )

    @property
    def signers(self) -> tuple[str, ...]:
        """Names of all signers, sorted."""
        return tuple(sorted({signer for signer, _ in self._samples_of}))

    def of(self, signer: str, label: Label) -> tuple[Sample, ...]:
        """Return the samples of one signer with one label, in order."""
        return self._samples_of.get((signer, label), ())

    def only(self, signers: set[str] | frozenset[str]) -> "Corpus":
        """Return the part of the corpus that these signers wrote or were forged in."""
        return replace(self, samples=tuple(sample for sample in self.samples if sample.signer in signers))

    @cached_property
    def _samples_of(self) -> dict[tuple[str, Label], tuple[Sample, ...]]:
        found: dict[tuple[str, Label], list[Sample]] = {}
        for sample in self.samples:
            found.setdefault((sample.signer, sample.label), []).append(sample)
        return {key: tuple(samples) for key, samples in found.items()}

    def __iter__(self) -> Iterator[Sample]:
        return iter(self.samples)

    def __len__(self) -> int:
        return len(self.samples)
