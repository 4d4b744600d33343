"""Which signatures meet in which batch: drawn by signer, in stated proportions, the same wherever it is worked out.

A group is one signer's: some genuine signatures are anchors, and each anchor is compared with all that follow it. One
anchor makes the pairs of a loss of pairs or triplets; several make a set, in which any of them may be a reference.

Nothing here runs on from draw to draw. All that is random about a group follows from the seed, the epoch and the
group's place in the epoch, so that a training that is resumed, or split over processes, sees what it would have seen.
"""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from sigverify.errors import ProtocolError, UsageError
from sigverify.learning.examples import SignerExamples, Variants
from sigverify.sentences import said

Drawn = TypeVar("Drawn")
Frames = NDArray[np.float32]
Change = Callable[[Frames, np.random.Generator], Frames]
"""Makes another signature by the same hand out of one: augmentation."""

_ORDER, _GROUP = 0, 1
"""Streams of random numbers within one seed and epoch."""

_LIKE_LENGTH = 0.3
"""Of two signatures' lengths, the log of the ratio below which they count as alike."""


@dataclass(frozen=True, kw_only=True)
class SamplerConfig:
    """What a batch is made of.

    signers: groups in a batch, of as many signers as there are.
    genuine, skilled, random: pairs of an anchor with others by the same hand, with skilled forgeries of it, and with
        signatures of other signers. Bromley et al. 1994 drew 50, 40 and 10 %, which is 5, 4 and 1.
    anchors: at most, of the genuine + 1 genuine signatures of a group. A pair of two anchors is worked out once.
    candidates: signatures drawn for each one of another signer; the first about as long as the group's first anchor is
        taken, or the nearest in length. What is half as long is told apart without learning anything.
    repeats: times at most that a signer comes in an epoch; those of small corpora come more often, so that corpora
        weigh alike as far as that reaches.

    Raises UsageError where a batch would hold no group, no genuine or no impostor pair, where there are not as many
    anchors, or where nobody would come.
    """

    signers: int = 4
    genuine: int = 4
    skilled: int = 4
    random: int = 2
    anchors: int = 1
    candidates: int = 1
    repeats: int = 1

    def __post_init__(self) -> None:
        impostors = (self.skilled, self.random)
        if min(self.signers, self.genuine) < 1 or min(impostors) < 0 or sum(impostors) < 1:
            raise UsageError(
                said("A batch needs at least one signer, genuine pair and impostor pair, found {found}.", found=self)
            )
        if not 1 <= self.anchors <= self.genuine + 1 or self.candidates < 1:
            raise UsageError(
                said(
                    "Of {genuine} genuine signatures one at least and all at most are anchors, and each "
                    "of another signer is drawn from one candidate at least, found {found}.",
                    genuine=self.genuine + 1,
                    found=self,
                )
            )
        if self.repeats < 1:
            raise UsageError(said("Each signer comes at least once in an epoch, found {found}.", found=self))

    @property
    def pairs(self) -> int:
        """Pairs of one anchor, those with other anchors among them."""
        return self.genuine + self.skilled + self.random


@dataclass(frozen=True, kw_only=True, eq=False)
class Group:
    """Signatures that are compared with one another: one signer's, and impostors of that signer.

    signer: place among the examples; anchors: places among the signer's genuine signatures.
    signatures: features (frames, functions), those of the anchors first, then the other genuine ones, the skilled and
        the random forgeries.
    genuine: how many of them are genuine.
    flipped: bool (pairs,), whether the second comes first in a pair; networks may tell the two orders apart.
    row: place in the batch of all processes.
    weight: 1; or 0 of a group that is there only to keep a process without a share in step.
    """

    signer: int
    anchors: tuple[int, ...]
    signatures: tuple[Frames, ...]
    genuine: int
    flipped: NDArray[np.bool_]
    row: int
    weight: float

    @property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """Places of each anchor with each signature after it: genuine pairs by rising anchor, then the impostors'."""
        return _pairs(len(self.anchors), self.genuine, len(self.signatures))


@dataclass(frozen=True, kw_only=True, eq=False)
class Batch:
    """One process's share of a batch.

    epoch: from 1; size: groups of all processes together; groups: at least one.
    """

    epoch: int
    size: int
    groups: tuple[Group, ...]


class Sampler:
    """Draws batches so that in each epoch every genuine signature is anchor once, or as often as its signer comes.

    Where a signer's genuine signatures do not fill the last of its groups, some of them are anchors a second time. A
    signer with fewer than a group asks for has fewer anchors, so that one is left to compare them with: only what
    follows the anchors is ever drawn twice in a group, for nothing compares copies with each other there.

    examples: at least two signers with two genuine signatures each; otherwise ProtocolError is raised.
    seed: at least 0; change: done to every signature drawn.
    """

    def __init__(
        self,
        examples: Sequence[SignerExamples],
        config: SamplerConfig,
        seed: int,
        change: Change = lambda values, _: values,
    ) -> None:
        if len(examples) < 2:
            raise ProtocolError(
                said(
                    "Training needs at least two signers, found {count}. Collect more signatures or add a corpus.",
                    count=len(examples),
                )
            )
        lonely = [known.signer for known in examples if len(known.genuine) < 2]
        if lonely:
            raise ProtocolError(
                said(
                    "'{lonely}' has no genuine pair to learn from. Leave out signers with fewer than two signatures.",
                    lonely=lonely[0],
                )
            )
        self.examples, self.config, self.seed, self._change = examples, config, seed, change
        self._groups = [math.ceil(len(known.genuine) / self._anchors_of(known)) for known in examples]
        self._repeats = _repeats([known.corpus for known in examples], config.repeats)
        self._counts = np.array(self._groups) * self._repeats
        self._epoch, self._batches = 0, list[list[tuple[int, list[int]]]]()

    @property
    def steps_per_epoch(self) -> int:
        """Batches of an epoch, the last of which may be smaller."""
        return math.ceil(int(self._counts.sum()) / self.config.signers)

    def batch(self, step: int, rank: int = 0, world: int = 1) -> Batch:
        """Return the share of process `rank` of `world` in the batch of `step`, counted from 1.

        Shares are disjoint, make up the batch and take about as long. A process whose
        share is empty gets the batch's first group with weight 0.
        """
        epoch, place = divmod(step - 1, self.steps_per_epoch)
        if epoch + 1 != self._epoch:
            self._epoch, self._batches = epoch + 1, self._order(epoch + 1)
        dealt = self._batches[place]
        first = place * self.config.signers
        rows = list(range(len(dealt)))
        if world > 1:
            rows = shares_of([self._frames(first + row, *dealt[row]) for row in rows], world)[rank]
        groups = [self._group(first + row, *dealt[row], row, 1.0) for row in rows]
        return Batch(
            epoch=self._epoch,
            size=len(dealt),
            groups=tuple(groups) or (self._group(first, *dealt[0], 0, 0.0),),
        )

    def _anchors_of(self, known: SignerExamples) -> int:
        """Return how many anchors each group of a signer has."""
        enough = len(known.genuine) > self.config.genuine
        return self.config.anchors if enough else min(self.config.anchors, len(known.genuine) - 1)

    def _order(self, epoch: int) -> list[list[tuple[int, list[int]]]]:
        """Return signer and anchors of each group of each batch of an epoch.

        No signer comes twice in a batch as far as that can be. Signers are dealt out by falling number of groups, each
        to the batches with most room. This fills a table of given row and column sums with ones wherever that is
        possible (Gale 1957, Ryser 1957); a signer with more groups than there are batches goes round again.
        """
        rng = np.random.default_rng((self.seed, epoch, _ORDER))
        counts = self._counts
        room = np.full(self.steps_per_epoch, self.config.signers)
        room[-1] -= room.sum() - counts.sum()
        batches: list[list[tuple[int, list[int]]]] = [[] for _ in room]
        shuffled = rng.permutation(len(counts))
        for signer in shuffled[np.argsort(-counts[shuffled], kind="stable")].tolist():
            known = self.examples[signer]
            shape = (self._groups[signer], self._anchors_of(known))
            rounds = [np.resize(rng.permutation(len(known.genuine)), shape) for _ in range(self._repeats[signer])]
            waiting = np.concatenate(rounds).tolist()
            while waiting:
                unfilled = np.flatnonzero(room)
                by_room = np.lexsort((rng.random(len(unfilled)), -room[unfilled]))
                chosen = unfilled[by_room[: len(waiting)]]
                room[chosen] -= 1
                for place in chosen.tolist():
                    batches[place].append((signer, waiting.pop()))
        return batches

    def _frames(self, place: int, signer: int, anchors: list[int]) -> int:
        """Return how many frames a group's signatures have before they are changed, which its work follows."""
        return sum(len(variants[0]) for variants in self._members(self._rng(place), signer, anchors)[1])

    def _rng(self, place: int) -> np.random.Generator:
        return np.random.default_rng((self.seed, self._epoch, _GROUP, place))

    def _members(self, rng: np.random.Generator, signer: int, anchors: list[int]) -> tuple[int, list[Variants]]:
        """Return how many of a group's signatures are genuine, and all of them."""
        own = self.examples[signer]
        genuine = self.config.genuine + 1
        others = [variants for k, variants in enumerate(own.genuine) if k not in anchors]
        fellows = _drawn(others, genuine - len(anchors), rng)
        skilled = _drawn(own.forgeries, self.config.skilled, rng)
        strangers = self._strangers(signer, anchors[0], self.config.skilled + self.config.random - len(skilled), rng)
        return genuine, [*(own.genuine[k] for k in anchors), *fellows, *skilled, *strangers]

    def _group(self, place: int, signer: int, anchors: list[int], row: int, weight: float) -> Group:
        rng = self._rng(place)
        genuine, members = self._members(rng, signer, anchors)
        return Group(
            signer=signer,
            anchors=tuple(anchors),
            signatures=tuple(self._change(variants[int(rng.integers(len(variants)))], rng) for variants in members),
            genuine=genuine,
            flipped=rng.random(len(_pairs(len(anchors), genuine, len(members)))) < 0.5,
            row=row,
            weight=weight,
        )

    def _strangers(self, signer: int, anchor: int, count: int, rng: np.random.Generator) -> list[Variants]:
        """Return one genuine signature each of `count` other signers, of several drawn one about as long as the anchor.

        Where there are not as many signers as candidates, a signer may come again before all the others came. The same
        person in another corpus is no stranger, unless there is nobody else.
        """
        others = [known for k, known in enumerate(self.examples) if k != signer]
        person = self.examples[signer].person
        others = [known for known in others if not person or known.person != person] or others
        drawn = _drawn(others, count * self.config.candidates, rng)
        found = [known.genuine[int(rng.integers(len(known.genuine)))] for known in drawn]
        length = len(self.examples[signer].genuine[anchor][0])
        unlike = [max(abs(math.log(len(variants[0]) / length)), _LIKE_LENGTH) for variants in found]
        tables = [range(k, len(found), count) for k in range(count)]
        return [found[min(table, key=unlike.__getitem__)] for table in tables]


def shares_of(sizes: Sequence[int], world: int) -> list[list[int]]:
    """Return the places of groups of these sizes that each of `world` processes works, as even as they get.

    Every step waits for the slowest process. They are dealt there and back by falling size; then the heaviest share
    hands a group to another one, or exchanges one, while that makes the heavier of both lighter.
    """
    falling = sorted(range(len(sizes)), key=lambda place: -sizes[place])
    turns = [*range(world), *reversed(range(world))]
    shares: list[list[int]] = [[] for _ in range(world)]
    for turn, place in enumerate(falling):
        shares[turns[turn % len(turns)]].append(place)
    while True:
        loads = [sum(sizes[place] for place in share) for share in shares]
        heaviest = loads.index(max(loads))
        changes = []
        for other in range(world):
            for a, b in product(shares[heaviest], (None, *shares[other])) if other != heaviest else ():
                less = sizes[a] - (sizes[b] if b is not None else 0)
                changes.append((max(loads[heaviest] - less, loads[other] + less), other, a, b))
        least, other, a, b = min(changes, key=lambda change: change[0], default=(loads[heaviest], heaviest, 0, None))
        if least >= loads[heaviest]:
            return [sorted(share) for share in shares]
        shares[heaviest].remove(a)
        shares[other].append(a)
        if b is not None:
            shares[other].remove(b)
            shares[heaviest].append(b)


def _repeats(corpora: Sequence[str], most: int) -> NDArray[np.int64]:
    """Return how often each signer comes, int64 (signers,): as often as makes its corpus weigh like the largest."""
    sizes = Counter(corpora)
    largest = max(sizes.values())
    return np.array([min(most, max(1, round(largest / sizes[corpus]))) for corpus in corpora])


def _pairs(anchors: int, genuine: int, signatures: int) -> tuple[tuple[int, int], ...]:
    """Return the places of each anchor with each signature after it, all genuine pairs first."""
    among = [(a, b) for a in range(anchors) for b in range(a + 1, genuine)]
    return (*among, *((a, b) for a in range(anchors) for b in range(genuine, signatures)))


def _drawn(given: Sequence[Drawn], count: int, rng: np.random.Generator) -> list[Drawn]:
    """Return `count` of what is given, none again before all were drawn; none where nothing is given."""
    if not given:
        return []
    return [given[k] for k in np.resize(rng.permutation(len(given)), count).tolist()]
