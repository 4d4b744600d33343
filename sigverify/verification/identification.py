"""Whose signature is it: one questioned signature against the templates of many signers.

Each signer is weighed as in a verification. Where there are many, those whose global features lie farthest off are left
out first: one vector a reference costs next to nothing. Nobody needs to be the writer (open-set identification): the
best of many is the best by chance alone more often the more there are, so that a rank says nothing without its ratio.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from sigverify.ink.recording import Recording
from sigverify.progress import steps
from sigverify.verification.comparators import Frames
from sigverify.verification.template import Template
from sigverify.verification.verifier import Seen, Verifier, Weighed

SHORTLIST = 50
"""Signers that are compared frame by frame."""


@dataclass(frozen=True, kw_only=True)
class Enrolled:
    """A signer to compare with.

    vectors: float32 (1, d), what a comparator of single vectors keeps of each reference, () where the model has none;
    template: gives the rest, of which ten thousand signers fill gigabytes, when it is wanted; None where it cannot be
    had, which must not spoil the comparison with all the others.
    """

    vectors: tuple[Frames, ...]
    template: Callable[[], Template | None]


@dataclass(frozen=True, kw_only=True)
class Match:
    """How one signer fares: `place` among those enrolled, and what was weighed."""

    place: int
    weighed: Weighed


def identify(
    verifier: Verifier, enrolled: Sequence[Enrolled], questioned: Recording, shortlist: int = SHORTLIST
) -> list[Match]:
    """Return the signers that a questioned signature may be of, the likeliest first.

    At most `shortlist` of them, but all where the model has no comparator of single vectors.

    Raises UsageError where another model made a template, InkError where there is too little ink.
    """
    seen = verifier.seen(questioned)
    matches = []
    for place in steps(_nearest(verifier, enrolled, seen, shortlist)):
        template = enrolled[place].template()
        if template is not None:
            matches.append(Match(place=place, weighed=verifier.weigh(template, seen)))
    return sorted(matches, key=lambda match: -match.weighed.score)


def vectors_of(template: Template) -> tuple[Frames, ...]:
    """Return the references as the first comparator of single vectors keeps them, () where there is none."""
    return next((part.frames for part in template.parts if all(len(frames) == 1 for frames in part.frames)), ())


def _nearest(verifier: Verifier, enrolled: Sequence[Enrolled], seen: Seen, count: int) -> list[int]:
    """Return the places of the signers who are nearest by a comparator of single vectors, if the model has one."""
    k = next((k for k, frames in enumerate(seen.frames) if len(frames) == 1), None)
    if k is None or len(enrolled) <= count or not all(signer.vectors for signer in enrolled):
        return list(range(len(enrolled)))
    references = [vector for signer in enrolled for vector in signer.vectors]
    distances = verifier.comparators[k].distances([seen.frames[k]] * len(references), references)
    starts = np.cumsum([0, *(len(signer.vectors) for signer in enrolled[:-1])])
    closest = np.minimum.reduceat(distances, starts)
    return [int(place) for place in np.argsort(closest, kind="stable")[:count]]
