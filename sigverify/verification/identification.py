"""Whose signature is it: one questioned signature against the templates of many signers.

Each signer is weighed as in a verification. Where there are many, those whose sketches lie farthest off are left out
first, see `sketch`. Nobody needs to be the writer (open-set identification): the best of many is the best by chance
alone more often the more there are, so that a rank says nothing without its ratio.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sigverify.progress import steps
from sigverify.verification.template import Template
from sigverify.verification.verifier import Seen, Verifier, Weighed

SHORTLIST = 8
"""Signers that are compared frame by frame, be it the best of a hundred thousand."""


@dataclass(frozen=True, kw_only=True)
class Match:
    """How one signer fares: `place` among those who were compared, and what was weighed."""

    place: int
    weighed: Weighed


def identify(verifier: Verifier, templates: Sequence[Callable[[], Template | None]], seen: Seen) -> list[Match]:
    """Return the signers that a questioned signature may be of, the likeliest first.

    templates: each read when it is wanted; one that cannot be had gives None, which must not spoil the comparison with
    all the others. Raises UsageError where another model made one.
    """
    matches = []
    for place, read in enumerate(steps(templates)):
        template = read()
        if template is not None:
            matches.append(Match(place=place, weighed=verifier.weigh(template, seen)))
    return sorted(matches, key=lambda match: -match.weighed.score)
