"""Which lines for chosen error rates the held-out trials of a calibration carry.

A line for a rate is only as good as the trials beyond it. The rule of three (ISO/IEC 19795-1) says that a rate r needs
3 / r trials; those of one signer hang together, so three signers must have one beyond the line besides.
"""

from collections.abc import Sequence

import numpy as np

from sigverify.ink.recording import Floats
from sigverify.verification.calibration import carried
from sigverify.verification.lines import RATES, CarriedLines, Lines

RULE_OF_THREE = 3

_HAIR = 1e-9  # 0.29 · 100 is not to be 28


def carried_lines(
    genuine: Sequence[Floats],
    forged: Sequence[Floats],
    *,
    draws: int,
    weights: tuple[Sequence[float], Sequence[float]] | None = None,
    rates: tuple[Sequence[float], Sequence[float]] = (RATES, RATES),
) -> CarriedLines:
    """Return the lines that held-out scores carry.

    genuine, forged: scores by signer, one array of all draws each; larger is more genuine. draws: how many times each
    forgery was tried: trials that repeat carry no more. weights: > 0, of each signer's trials; alike if left out.
    rates: of forgeries accepted and of genuine signatures refused, rising.
    """
    own, other = weights if weights is not None else ([1.0] * len(genuine), [1.0] * len(forged))
    mirrored = _highest([-scores for scores in forged], draws, other, rates[0])
    return CarriedLines(
        # a score on the line is accepted, so the line lies just above the forgery that must stay below it
        false_matches=tuple((rate, float(np.nextafter(-line, np.inf))) for rate, line in mirrored),
        false_non_matches=_highest(genuine, draws, own, rates[1]),
    )


def kept_everywhere(pooled: CarriedLines, parts: Sequence[CarriedLines]) -> CarriedLines:
    """Return the pooled lines moved so that their rates are kept in each part that carries them too.

    pooled: of the trials of all corpora; parts: of one corpus each. A stricter line never lies within a laxer one.
    """
    mirrored = [tuple((rate, -line) for rate, line in part.false_matches) for part in (pooled, *parts)]
    return CarriedLines(
        false_matches=tuple((rate, -line) for rate, line in _lowest(mirrored[0], mirrored[1:])),
        false_non_matches=_lowest(pooled.false_non_matches, [part.false_non_matches for part in parts]),
    )


def _lowest(pooled: Lines, parts: Sequence[Lines]) -> Lines:
    known = [dict(part) for part in parts]
    found: list[tuple[float, float]] = []
    for rate, line in reversed(pooled):
        laxer = [found[-1][1]] if found else []
        found.append((rate, min([line, *laxer, *(part[rate] for part in known if rate in part)])))
    return tuple(reversed(found))


def _highest(scores: Sequence[Floats], draws: int, weights: Sequence[float], rates: Sequence[float]) -> Lines:
    """Return, for each rate that is carried, the highest line below which at most that share of the scores lies."""
    sizes = [len(part) for part in scores]
    if not sum(sizes):
        return ()
    values = np.concatenate([np.asarray(part, np.float64) for part in scores])
    order = np.argsort(values, kind="stable")
    values, signer = values[order], np.repeat(np.arange(len(sizes)), sizes)[order]
    weight = np.asarray(weights, np.float64)[signer]
    upto = np.cumsum(weight) / weight.sum()
    enough = carried(weight) / draws
    found = []
    for rate in rates:
        if rate * enough + _HAIR < RULE_OF_THREE:
            continue
        line = float(values[np.searchsorted(upto, rate + _HAIR, side="right")])
        if len(set(signer[values < line].tolist())) >= RULE_OF_THREE:
            found.append((rate, line))
    return tuple(found)
