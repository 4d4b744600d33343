"""A corpus of people who do not exist: for a first run, for tests, and beside real ink in training."""

import re

import numpy as np

from sigverify.corpora.corpus import Corpus, Sample
from sigverify.errors import ProtocolError
from sigverify.ink.synthesis.forgeries import draw_forger, forge_again
from sigverify.ink.synthesis.repetitions import another_day, repeat
from sigverify.ink.synthesis.signers import draw_signer
from sigverify.progress import steps
from sigverify.sentences import said

MOST_SIGNERS = 10_000
"""Bound of a specification; at 20 signatures each this already takes minutes and gigabytes."""

_TRIES = 3
"""Forgeries by one forger; then another has a go."""

_FIRST_NAMES = (
    "Clara", "Emil", "Ada", "Tomas", "Ines", "Gregor", "Yara", "Hugo", "Nora", "Kasimir",
    "Livia", "Bruno", "Petra", "Samuel", "Wanda", "Felix", "Rosa", "Magnus", "Dorothea", "Quentin",
    "Ursula", "Victor", "Josefine", "Zoltan", "Odile", "Anselm", "Xenia",
)  # fmt: skip
_LAST_NAMES = (
    "Whitfield", "Sorensen", "Merrow", "Quillan", "Halloran", "Lindqvist", "Beckett", "Pemberton",
    "Vasquez", "Dornbach", "Underhill", "Fairweather", "Jansen", "Oakes", "Ziegler", "Rousseau",
    "Iversen", "Tellerman", "Kowalczyk", "Nightingale", "Grover", "Castellan", "Yarwood",
)  # fmt: skip


def synthetic_name(index: int) -> str:
    """Return an invented name, another one for every index ≥ 0; names stay the same from release to release.

    Raises ProtocolError below 0.
    """
    if index < 0:
        raise ProtocolError(said("Invented names are counted from 0, found {index}.", index=index))
    # 27 and 23 have no common factor, so that stepping through both gives all 621 pairs before one comes back.
    name = f"{_FIRST_NAMES[index % len(_FIRST_NAMES)]} {_LAST_NAMES[index % len(_LAST_NAMES)]}"
    again = index // (len(_FIRST_NAMES) * len(_LAST_NAMES))
    return name if again == 0 else f"{name} {again + 1}"


def synthetic_corpus(signers: int, *, genuine: int = 10, forgeries: int = 10, seed: int, sessions: int = 2) -> Corpus:
    """Return synthetic signers with genuine signatures and skilled forgeries; the same for the same arguments.

    signers: how many; the first of them stay the same when more are asked for.
    genuine: signatures of each signer, spread evenly over `sessions` in order; forgeries: of each signer, by
        several forgers of different skill.
    seed: any integer ≥ 0.

    Raises ProtocolError where a number makes no sense.
    """
    if not 1 <= signers <= MOST_SIGNERS:
        raise ProtocolError(
            said(
                "A synthetic corpus has 1 to {most_signers} signers, {signers} were asked for.",
                most_signers=MOST_SIGNERS,
                signers=signers,
            )
        )
    if genuine < 1 or forgeries < 0:
        raise ProtocolError(
            said(
                "{genuine} genuine signatures and {forgeries} forgeries were asked for; at least 1 and 0 are needed.",
                genuine=genuine,
                forgeries=forgeries,
            )
        )
    if not 1 <= sessions <= genuine:
        raise ProtocolError(
            said(
                "{genuine} genuine signatures cannot be spread over {sessions} sessions.",
                genuine=genuine,
                sessions=sessions,
            )
        )
    if seed < 0:
        raise ProtocolError(said("A seed is 0 or more, found {seed}.", seed=seed))
    written = [
        sample
        for index in steps(range(signers))
        for sample in _signatures(index, genuine=genuine, forgeries=forgeries, seed=seed, sessions=sessions)
    ]
    written.sort(key=lambda sample: sample.signer)
    return Corpus(name=f"synthetic-{signers}@{seed}", samples=tuple(written), sessions_apart=sessions > 1)


def synthetic_corpus_from(text: str) -> Corpus:
    """Return the corpus that 'N' or 'N@SEED' asks for: N signers, seed 0 where none is given.

    Raises ProtocolError on anything else.
    """
    parts = re.fullmatch(r"(\d{1,9})(?:@(\d{1,18}))?", text.strip(), flags=re.ASCII)
    if parts is None:
        raise ProtocolError(
            said(
                "'{text}' does not describe a synthetic corpus. Write the number of signers, and a "
                "seed if you like: synthetic:40 or synthetic:40@7.",
                text=text,
            )
        )
    return synthetic_corpus(int(parts[1]), seed=int(parts[2] or 0))


def _signatures(index: int, *, genuine: int, forgeries: int, seed: int, sessions: int) -> list[Sample]:
    """Return the samples of one signer: genuine ones by session, then forgeries."""
    # A generator for each signer and purpose: asking for more of one thing leaves the others as they are.
    hand, days, forgers = (np.random.default_rng([seed, index, purpose]) for purpose in range(3))
    name = synthetic_name(index)
    signer = draw_signer(hand, name)
    samples: list[Sample] = []
    for session in range(sessions):
        today = another_day(signer, days)
        count = genuine * (session + 1) // sessions - genuine * session // sessions
        samples += [
            Sample(signer=name, label="genuine", number=number, session=session + 1, recording=repeat(today, days))
            for number in steps(range(1, count + 1))
        ]
    forger = draw_forger(signer, forgers)
    for place in steps(range(forgeries)):
        if place and place % _TRIES == 0:
            forger = draw_forger(signer, forgers)
        samples.append(
            Sample(
                signer=name,
                label="forgery",
                number=place + 1,
                session=None,
                recording=forge_again(forger, forgers),
            )
        )
    return samples
