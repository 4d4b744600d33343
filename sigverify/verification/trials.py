"""Many comparisons under a protocol: every pair of signatures is measured once, whatever the draws."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from sigverify.corpora.corpus import Corpus, Sample
from sigverify.corpora.protocol import Draw
from sigverify.errors import InkError, ProtocolError
from sigverify.ink.recording import Floats
from sigverify.sentences import said
from sigverify.verification.comparators import Comparator, Frames
from sigverify.verification.directed_comparator import DirectedComparator
from sigverify.verification.scoring import Rule, measured_rule, together

_PAIRS_AT_ONCE = 256
"""Pairs between two calls of `advance`: large enough for full batches, small enough to stop within a moment."""

_SMALLEST_UNIT = 1e-9
"""Where all genuine signatures are copies of each other."""


@dataclass(frozen=True, kw_only=True)
class SignerTrials:
    """Combined distances of one signer in one draw, float64 (trials, comparators) each, smaller is closer.

    tested: the signatures behind them, genuine, then skilled, then random.
    """

    signer: str
    genuine: Floats
    skilled: Floats
    random: Floats
    tested: tuple[Sample, ...] = ()


class DistanceTable:
    """Distances between signatures of a corpus, worked out when first asked for and kept."""

    def __init__(
        self, comparators: Sequence[Comparator], corpus: Corpus, *, advance: Callable[[], None] = lambda: None
    ) -> None:
        """Represent all signatures.

        advance: called before each signature and after each batch of pairs; it may raise Cancelled.

        Signatures that cannot be compared are left out of every trial and listed in `unusable`.
        """
        self.comparators = tuple(comparators)
        self.unusable: list[Sample] = []
        self._advance = advance
        self.corpus = corpus  # kept alive, for samples are known by their identity
        self._places: dict[int, int] = {}  # by id of the sample
        self._frames: list[tuple[Frames, ...]] = []
        self._known: list[dict[tuple[int, int], float]] = [{} for _ in self.comparators]
        for signer in corpus.signers:
            self._represent([*corpus.of(signer, "genuine"), *corpus.of(signer, "forgery")])

    def distances(self, pairs: Sequence[tuple[Sample, Sample]]) -> Floats:
        """Return float64 (pairs, comparators), of the first of each pair from the second where that matters."""
        # in the corpus' order, not that of addresses: the same run gives the same figures to the last digit
        places = [(self._places[id(a)], self._places[id(b)]) for a, b in pairs]
        either_way = [(min(pair), max(pair)) for pair in places]
        found_by = []
        for place, (comparator, known) in enumerate(zip(self.comparators, self._known, strict=True)):
            keys = places if isinstance(comparator, DirectedComparator) else either_way
            missing = sorted({key for key in keys if key not in known})
            for start in range(0, len(missing), _PAIRS_AT_ONCE):
                part = missing[start : start + _PAIRS_AT_ONCE]
                found = comparator.distances(
                    [self._frames[a][place] for a, _ in part], [self._frames[b][place] for _, b in part]
                )
                known.update(zip(part, (float(d) for d in found), strict=True))
                self._advance()
            found_by.append([known[key] for key in keys])
        return np.array(found_by).T.reshape(len(places), len(self._known))

    def rules(self, references: Sequence[str]) -> tuple[Rule, ...]:
        """Return each comparator's rule with all that it needs to know of the genuine signatures of this corpus.

        references: 'spread' or 'density', by comparator. The unit is the median over signers of the mean distance
        between their signatures.

        Raises ProtocolError where no signer has two signatures that can be compared.
        """
        signers = [
            [sample for sample in self.corpus.of(signer, "genuine") if id(sample) in self._places]
            for signer in self.corpus.signers
        ]
        signers = [samples for samples in signers if len(samples) > 1]
        if not signers:
            raise ProtocolError(said("No signer has two genuine signatures that can be compared. Add signers."))
        means = [self.distances(list(combinations(samples, 2))).mean(axis=0) for samples in signers]
        units = np.maximum(np.median(means, axis=0), _SMALLEST_UNIT)
        return tuple(
            measured_rule(kind, unit, [self._frames_of(samples, place) for samples in signers])
            for place, (kind, unit) in enumerate(zip(references, units.tolist(), strict=True))
        )

    def trials(self, draw: Draw, rules: Sequence[Rule]) -> SignerTrials | None:
        """Return the trials of one signer's draw by each comparator's rule; None where a reference is unusable."""
        references = draw.references
        if any(id(sample) not in self._places for sample in references):
            return None
        own = self.distances([(a, b) for a in references for b in references]).reshape(
            len(references), len(references), -1
        )
        scorers = [
            rule.scorer(self._frames_of(references, place), own[:, :, place]) for place, rule in enumerate(rules)
        ]

        def usable(samples: Iterable[Sample]) -> tuple[Sample, ...]:
            return tuple(sample for sample in samples if id(sample) in self._places)

        def scored(samples: Sequence[Sample]) -> Floats:
            if not samples:
                return np.empty((0, len(self.comparators)))
            found = self.distances([(sample, reference) for sample in samples for reference in references])
            table = found.reshape(len(samples), len(references), -1)
            frames = [self._frames_of(samples, place) for place in range(len(self.comparators))]
            return together(scorers, frames, list(np.moveaxis(table, -1, 0)))

        genuine, skilled, random = usable(draw.genuine), usable(draw.skilled), usable(draw.random)
        return SignerTrials(
            signer=draw.signer,
            genuine=scored(genuine),
            skilled=scored(skilled),
            random=scored(random),
            tested=(*genuine, *skilled, *random),
        )

    def prepare(self, draws: Sequence[Draw]) -> None:
        """Measure everything that these draws need in few large batches."""
        pairs = [
            (sample, reference)
            for draw in draws
            for reference in draw.references
            for sample in (*draw.references, *draw.genuine, *draw.skilled, *draw.random)
            if id(sample) in self._places and id(reference) in self._places
        ]
        self.distances(pairs)

    def _frames_of(self, samples: Sequence[Sample], place: int) -> list[Frames]:
        """Return what the comparator at `place` keeps of each sample."""
        return [self._frames[self._places[id(sample)]][place] for sample in samples]

    def _represent(self, samples: Sequence[Sample]) -> None:
        for sample in samples:
            self._advance()
            try:
                frames = tuple(c.represent([sample.recording])[0].frames for c in self.comparators)
            except InkError:
                self.unusable.append(sample)
                continue
            self._places[id(sample)] = len(self._frames)
            self._frames.append(frames)


def usable_frames(comparator: Comparator, samples: Iterable[Sample]) -> list[Frames]:
    """Return what a comparator keeps of each signature, those left out that cannot be compared."""
    frames = []
    for sample in samples:
        try:
            frames.append(comparator.represent([sample.recording])[0].frames)
        except InkError:
            continue
    return frames
