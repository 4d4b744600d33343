"""Draws references and tests from a corpus, as the published figures do: seeded, per signer, random forgeries too."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from sigverify.corpora.corpus import Corpus, Sample
from sigverify.errors import ProtocolError, UsageError
from sigverify.sentences import said

DrawKind = Literal["any", "first-session"]

DRAW_KINDS: tuple[DrawKind, ...] = ("any", "first-session")

RANDOM_FORGERIES = 20
"""Random forgeries a signer."""

_REFERENCES, _RANDOM = 1, 2  # apart, so that the random forgeries do not hang on how many references are drawn


@dataclass(frozen=True, kw_only=True)
class Draw:
    """What one signer's test consists of in one draw.

    references: genuine, enrolled.
    genuine: genuine, tested; none of them a reference.
    skilled: forgeries of this signer; empty where the corpus has none.
    random: genuine signatures of other signers.
    """

    signer: str
    references: tuple[Sample, ...]
    genuine: tuple[Sample, ...]
    skilled: tuple[Sample, ...]
    random: tuple[Sample, ...]


def draws(
    corpus: Corpus, *, references: int, draw: DrawKind, seed: int, alone: bool = False
) -> tuple[list[Draw], list[str]]:
    """Make one draw over all signers; return the draws by signer, and the signers that were skipped.

    references: how many a signer, at least 1.
    draw: 'any' draws them from all genuine signatures and tests the rest; 'first-session' draws them from the first
        session and tests the later ones.
    seed: from 0. The same seed gives the same references of a signer whatever other signers the corpus has.
    alone: whether a single writer is enough, who then meets no random forgeries.

    Skipped are signers with fewer than `references` + 1 genuine signatures ('first-session': fewer than `references`
    in the first session or none later). Random forgeries are RANDOM_FORGERIES genuine signatures of as many different
    other signers, skipped ones among them; with fewer signers each gives a second one only after all gave one, and no
    signature is taken twice.

    Raises ProtocolError where the corpus does not tell sessions apart and 'first-session' is asked for, where fewer
    than two signers have genuine signatures, or none has `alone`, or where all are skipped; UsageError for arguments
    out of range.
    """
    if references < 1:
        raise UsageError(said("At least one reference is needed, {references} were asked for.", references=references))
    if seed < 0:
        raise UsageError(said("A seed is a whole number from 0, found {seed}.", seed=seed))
    if draw not in DRAW_KINDS:
        raise UsageError(
            said("Unknown way of drawing '{draw}'. Choose one of {known}.", draw=draw, known=", ".join(DRAW_KINDS))
        )
    if draw == "first-session" and not corpus.sessions_apart:
        raise ProtocolError(
            said(
                "Corpus '{corpus}' does not tell sessions apart, so references cannot come from the "
                "first session alone. Use the draw 'any'.",
                corpus=corpus.name,
            )
        )
    genuine = {signer: corpus.of(signer, "genuine") for signer in corpus.signers}
    writers = [signer for signer, samples in genuine.items() if samples]
    if len(writers) < (1 if alone else 2):
        raise ProtocolError(
            said(
                "Corpus '{corpus}' has genuine signatures of {count} signer(s); random forgeries "
                "need another signer. Use a corpus of two signers or more.",
                corpus=corpus.name,
                count=len(writers),
            )
        )
    made: list[Draw] = []
    skipped: list[str] = []
    for signer in corpus.signers:
        parts = _pools(genuine[signer], draw, references)
        if parts is None:
            skipped.append(signer)
            continue
        pool, later = parts
        chosen = set(_generator(seed, _REFERENCES, signer).permutation(len(pool))[:references].tolist())
        rest = tuple(sample for index, sample in enumerate(pool) if index not in chosen)
        made.append(
            Draw(
                signer=signer,
                references=tuple(pool[index] for index in sorted(chosen)),
                genuine=rest if later is None else later,
                skilled=corpus.of(signer, "forgery"),
                random=random_forgeries(
                    [genuine[other] for other in writers if other != signer], _generator(seed, _RANDOM, signer)
                ),
            )
        )
    if not made:
        raise ProtocolError(
            said(
                "No signer of corpus '{corpus}' has enough genuine signatures for {references} "
                "reference(s) and a test with the draw '{draw}'. Ask for fewer references.",
                corpus=corpus.name,
                references=references,
                draw=draw,
            )
        )
    return made, skipped


def _pools(
    genuine: tuple[Sample, ...], draw: DrawKind, references: int
) -> tuple[tuple[Sample, ...], tuple[Sample, ...] | None] | None:
    """Return what references come from, and what is tested (None: the rest of it); None where that is too little."""
    if draw == "any":
        return (genuine, None) if len(genuine) > references else None
    earliest = min((sample.session for sample in genuine if sample.session is not None), default=None)
    first = tuple(sample for sample in genuine if sample.session == earliest)
    later = tuple(sample for sample in genuine if sample.session != earliest)
    return (first, later) if len(first) >= references and later else None


def random_forgeries(others: Sequence[tuple[Sample, ...]], generator: np.random.Generator) -> tuple[Sample, ...]:
    """Take one signature from each of the others in turn, in random order, until there are RANDOM_FORGERIES."""
    left = [generator.permutation(len(samples)).tolist() for samples in others]
    taken: list[Sample] = []
    while len(taken) < RANDOM_FORGERIES and any(left):
        for other in generator.permutation(len(others)).tolist():
            if left[other] and len(taken) < RANDOM_FORGERIES:
                taken.append(others[other][left[other].pop()])
    return tuple(taken)


def _generator(seed: int, purpose: int, signer: str) -> np.random.Generator:
    # a stream of its own for each signer: adding a signer to a corpus moves no other signer's references
    return np.random.default_rng(np.random.SeedSequence([seed, purpose, *signer.encode()]))
