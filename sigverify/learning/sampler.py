"""Which signatures meet in which batch: drawn by signer, in stated proportions, the same wherever it is worked out.

Nothing here runs on from draw to draw. All that is random about a group follows from the seed, the epoch and the
anchor's place in the epoch, so that a training that is resumed, or split over processes, sees what it would have seen.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from sigverify.errors import ProtocolError, UsageError
from sigverify.learning.examples import SignerExamples, Variants

Drawn = TypeVar("Drawn")
Frames = NDArray[np.float32]
Change = Callable[[Frames, np.random.Generator], Frames]
"""Makes another signature by the same hand out of one: augmentation."""

_ORDER, _GROUP = 0, 1
"""Streams of random numbers within one seed and epoch."""


@dataclass(frozen=True, kw_only=True)
class SamplerConfig:
    """What a batch is made of.

    signers: groups in a batch, each around one anchor, of as many signers as there are.
    genuine, skilled, random: pairs of an anchor with others by the same hand, with skilled forgeries of it, and with
        signatures of other signers. Bromley et al. 1994 drew 50, 40 and 10 %, which is 5, 4 and 1.

    Raises UsageError where a batch would hold no group, no genuine or no impostor pair.
    """

    signers: int = 4
    genuine: int = 4
    skilled: int = 4
    random: int = 2

    def __post_init__(self) -> None:
        impostors = (self.skilled, self.random)
        if min(self.signers, self.genuine) < 1 or min(impostors) < 0 or sum(impostors) < 1:
            raise UsageError(f"A batch needs at least one signer, genuine pair and impostor pair, found {self}.")

    @property
    def pairs(self) -> int:
        """Pairs of one anchor."""
        return self.genuine + self.skilled + self.random


@dataclass(frozen=True, kw_only=True, eq=False)
class Group:
    """One anchor and what it is compared with.

    anchor: places of its signer and of the signature among the signer's genuine ones.
    signatures: features (frames, functions), the anchor's first, then the genuine, skilled and random ones.
    flipped: bool (pairs,), whether the anchor comes second in a pair; networks may tell the two orders apart.
    row: place in the batch of all processes.
    weight: 1; or 0 of a group that is there only to keep a process without a share in step.
    """

    anchor: tuple[int, int]
    signatures: tuple[Frames, ...]
    flipped: NDArray[np.bool_]
    row: int
    weight: float


@dataclass(frozen=True, kw_only=True, eq=False)
class Batch:
    """One process's share of a batch.

    epoch: from 1; size: groups of all processes together; groups: at least one.
    """

    epoch: int
    size: int
    groups: tuple[Group, ...]


class Sampler:
    """Draws batches so that in each epoch every genuine signature is anchor exactly once.

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
                f"Training needs at least two signers, found {len(examples)}. Collect more signatures or add a corpus."
            )
        lonely = [known.signer for known in examples if len(known.genuine) < 2]
        if lonely:
            raise ProtocolError(
                f"'{lonely[0]}' has no genuine pair to learn from. Leave out signers with fewer than two signatures."
            )
        self.examples, self.config, self.seed, self._change = examples, config, seed, change
        self._anchors = sum(len(known.genuine) for known in examples)
        self._epoch, self._batches = 0, list[list[tuple[int, int]]]()

    @property
    def steps_per_epoch(self) -> int:
        """Batches of an epoch, the last of which may be smaller."""
        return math.ceil(self._anchors / self.config.signers)

    def batch(self, step: int, rank: int = 0, world: int = 1) -> Batch:
        """Return the share of process `rank` of `world` in the batch of `step`, counted from 1.

        Shares are disjoint, differ by one group at most and make up the batch. A process whose share is empty gets
        the batch's first group with weight 0.
        """
        epoch, place = divmod(step - 1, self.steps_per_epoch)
        if epoch + 1 != self._epoch:
            self._epoch, self._batches = epoch + 1, self._order(epoch + 1)
        anchors = self._batches[place]
        rows = range(rank, len(anchors), world)
        first = place * self.config.signers
        groups = [self._group(first + row, anchors[row], row, 1.0) for row in rows]
        return Batch(
            epoch=self._epoch,
            size=len(anchors),
            groups=tuple(groups) or (self._group(first, anchors[0], 0, 0.0),),
        )

    def _order(self, epoch: int) -> list[list[tuple[int, int]]]:
        """Return the anchors of each batch of an epoch, no signer twice in a batch as far as that can be.

        Signers are dealt out by falling number of signatures, each to the batches with most room. This fills a table
        of given row and column sums with ones wherever that is possible (Gale 1957, Ryser 1957); a signer with more
        signatures than there are batches goes round again.
        """
        rng = np.random.default_rng((self.seed, epoch, _ORDER))
        counts = np.array([len(known.genuine) for known in self.examples])
        room = np.full(self.steps_per_epoch, self.config.signers)
        room[-1] -= room.sum() - self._anchors
        batches: list[list[tuple[int, int]]] = [[] for _ in room]
        shuffled = rng.permutation(len(counts))
        for signer in shuffled[np.argsort(-counts[shuffled], kind="stable")].tolist():
            waiting = rng.permutation(counts[signer]).tolist()
            while waiting:
                unfilled = np.flatnonzero(room)
                by_room = np.lexsort((rng.random(len(unfilled)), -room[unfilled]))
                chosen = unfilled[by_room[: len(waiting)]]
                room[chosen] -= 1
                for place in chosen.tolist():
                    batches[place].append((signer, waiting.pop()))
        return batches

    def _group(self, place: int, anchor: tuple[int, int], row: int, weight: float) -> Group:
        rng = np.random.default_rng((self.seed, self._epoch, _GROUP, place))
        signer, signature = anchor
        own = self.examples[signer]
        fellows = _drawn([v for k, v in enumerate(own.genuine) if k != signature], self.config.genuine, rng)
        skilled = _drawn(own.forgeries, self.config.skilled, rng)
        strangers = self._strangers(signer, self.config.skilled + self.config.random - len(skilled), rng)
        members = (own.genuine[signature], *fellows, *skilled, *strangers)
        return Group(
            anchor=anchor,
            signatures=tuple(self._change(variants[int(rng.integers(len(variants)))], rng) for variants in members),
            flipped=rng.random(self.config.pairs) < 0.5,
            row=row,
            weight=weight,
        )

    def _strangers(self, signer: int, count: int, rng: np.random.Generator) -> list[Variants]:
        """Return one genuine signature each of `count` other signers."""
        others = _drawn([known for k, known in enumerate(self.examples) if k != signer], count, rng)
        return [known.genuine[int(rng.integers(len(known.genuine)))] for known in others]


def _drawn(given: Sequence[Drawn], count: int, rng: np.random.Generator) -> list[Drawn]:
    """Return `count` of what is given, none again before all were drawn; none where nothing is given."""
    if not given:
        return []
    return [given[k] for k in np.resize(rng.permutation(len(given)), count).tolist()]
