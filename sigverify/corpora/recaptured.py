"""A corpus as worse equipment would have captured it."""

from dataclasses import replace

import numpy as np

from sigverify.corpora.corpus import Corpus, Sample
from sigverify.errors import ProtocolError, UsageError
from sigverify.ink.degraded import Ink, degraded
from sigverify.sentences import said

SEED = 1
"""Of all that equipment adds by chance, so that anyone measures the same ink."""


def recaptured(corpus: Corpus, ink: Ink, *, seed: int = SEED) -> Corpus:
    """Return the corpus with every recording as that equipment would have captured it.

    seed: from 0. The same seed gives a signature the same ink whatever other signatures the corpus has.

    Raises UsageError for an unknown kind of ink or a seed below 0, ProtocolError where that was done already.
    """
    if seed < 0:
        raise UsageError(said("A seed is a whole number from 0, found {seed}.", seed=seed))
    if corpus.ink != "as-recorded":
        raise ProtocolError(
            said(
                "Corpus '{corpus}' is {ink} already. Begin with the ink as recorded.",
                corpus=corpus.name,
                ink=corpus.ink,
            )
        )
    if ink == "as-recorded":
        return corpus
    samples = tuple(
        replace(sample, recording=degraded(sample.recording, ink, _generator(seed, sample))) for sample in corpus
    )
    return replace(corpus, samples=samples, ink=ink)


def _generator(seed: int, sample: Sample) -> np.random.Generator:
    session = 0 if sample.session is None else sample.session + 1
    signature = (sample.label == "forgery", session, sample.number)
    return np.random.default_rng([seed, *signature, *sample.signer.encode()])
