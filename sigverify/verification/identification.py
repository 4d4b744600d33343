"""Whose signature is it: one questioned signature against the templates of many signers.

Each signer is weighed as in a verification. Where there are many, those whose global features lie farthest off are left
out first: one vector a reference costs next to nothing. Nobody needs to be the writer (open-set identification): the
best of many is the best by chance alone more often the more there are, so that a rank says nothing without its ratio.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sigverify.ink.recording import Recording
from sigverify.verification.template import Template
from sigverify.verification.verifier import Seen, Verifier, Weighed

SHORTLIST = 50
"""Signers that are compared frame by frame."""


@dataclass(frozen=True, kw_only=True)
class Match:
    """How one signer fares: `place` among the templates, and what was weighed."""

    place: int
    weighed: Weighed


def identify(
    verifier: Verifier, templates: Sequence[Template], questioned: Recording, shortlist: int = SHORTLIST
) -> list[Match]:
    """Return the signers that a questioned signature may be of, the likeliest first, at most `shortlist` of them.

    Raises UsageError where another model made a template, InkError where there is too little ink.
    """
    seen = verifier.seen(questioned)
    matches = [
        Match(place=place, weighed=verifier.weigh(templates[place], seen))
        for place in _nearest(verifier, templates, seen, shortlist)
    ]
    return sorted(matches, key=lambda match: -match.weighed.score)


def _nearest(verifier: Verifier, templates: Sequence[Template], seen: Seen, count: int) -> list[int]:
    """Return the places of the templates that are nearest by a comparator of single vectors, if the model has one."""
    vectors = [k for k, frames in enumerate(seen.frames) if len(frames) == 1]
    if len(templates) <= count or not vectors:
        return list(range(len(templates)))
    k = vectors[0]
    references = [frames for template in templates for frames in template.parts[k].frames]
    distances = verifier.comparators[k].distances([seen.frames[k]] * len(references), references)
    starts = np.cumsum([0, *(template.reference_count for template in templates[:-1])])
    closest = np.minimum.reduceat(distances, starts)
    return [int(place) for place in np.argsort(closest, kind="stable")[:count]]
