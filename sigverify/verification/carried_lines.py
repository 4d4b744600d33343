"""Which lines for chosen error rates the held-out trials of a calibration carry.

A line for a rate is only as good as the trials beyond it. The rule of three (ISO/IEC 19795-1) says that a rate r needs
3 / r trials; those of one signer hang together, so three signers must have one beyond the line besides.
"""

from collections.abc import Sequence

import numpy as np

from sigverify.ink.recording import Floats
from sigverify.verification.lines import RATES, CarriedLines, Lines

RULE_OF_THREE = 3

_HAIR = 1e-9  # 0.29 · 100 is not to be 28


def carried_lines(genuine: Sequence[Floats], forged: Sequence[Floats], *, draws: int) -> CarriedLines:
    """Return the lines that held-out scores carry.

    genuine, forged: scores by signer, one array of all draws each; larger is more genuine. draws: how many times each
    forgery was tried: trials that repeat carry no more.
    """
    mirrored = _highest([-scores for scores in forged], draws)
    return CarriedLines(
        # a score on the line is accepted, so the line lies just above the forgery that must stay below it
        false_matches=tuple((rate, float(np.nextafter(-line, np.inf))) for rate, line in mirrored),
        false_non_matches=_highest(genuine, draws),
    )


def _highest(scores: Sequence[Floats], draws: int) -> Lines:
    """Return, for each rate that is carried, the highest line below which at most that share of the scores lies."""
    sizes = [len(part) for part in scores]
    values = np.concatenate([np.asarray(part, np.float64) for part in scores]) if sizes else np.empty(0)
    order = np.argsort(values, kind="stable")
    values, signer = values[order], np.repeat(np.arange(len(sizes)), sizes)[order]
    found = []
    for rate in RATES:
        beyond = int(rate * values.size + _HAIR)
        if rate * values.size / draws + _HAIR < RULE_OF_THREE:
            continue
        line = float(values[beyond])
        if len(set(signer[values < line].tolist())) >= RULE_OF_THREE:
            found.append((rate, line))
    return tuple(found)
