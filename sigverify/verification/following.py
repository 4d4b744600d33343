"""`Follower`: what one comparator makes of ink that is still being written, at the same cost however much there is.

A verdict measures ink by its own mean and spread, which move with each point, and all frames with them. Here they are
held while an alignment goes on frame by frame, and beside it a younger one, begun by what is known since, is worked
some frames at a time. When it has caught up it takes over, and the next one is begun: as an incremental garbage
collector copies (Baker 1978). So what is held is older by a small share of what was written, and no update has more to
do than its last frames and one portion of the younger alignment.
"""

from dataclasses import replace

import numpy as np

from sigverify.ink.features import Features, Standard, extract
from sigverify.ink.growing import GrowingFeatures
from sigverify.ink.recording import Floats, Recording
from sigverify.ink.trajectory import Pace, total_seconds
from sigverify.networks.open_end import OpenEnd, References
from sigverify.verification.comparators import AlignedComparator, Frames, Looks
from sigverify.verification.grid import rounded, step_of_grid
from sigverify.verification.template import Part

AFRESH = 128
"""Frames of ink that is worked anew each time, since what is known of it still changes fast."""

PORTION = 64
"""Frames of a younger alignment that are worked at once.

The smaller, the less an update takes and the sooner that grows no more with the ink; and the older is what is held."""


class Following:
    """One signature by a standard and a pace that are held.

    step: of the grid that its frames lie on; None takes that of the frames that are worked first.
    frames: of the ink that was taken last, as far as it was worked.
    """

    def __init__(
        self,
        comparator: AlignedComparator,
        references: References,
        standard: Standard,
        pace: Pace,
        step: np.float32 | None = None,
    ) -> None:
        self.standard, self.pace, self.step = standard, pace, step
        self.frames: Frames = np.empty((0, 0), np.float32)
        self._looks = comparator.looks or Looks(around=0, pooling=1)
        self._embed = comparator.embed
        self._features = GrowingFeatures(comparator.features, standard, pace)
        self._alignment = OpenEnd(references)

    @property
    def count(self) -> int:
        """Return how many frames the ink makes that was taken last."""
        return -(-len(self._features.values) // self._looks.pooling)

    @property
    def missing(self) -> int:
        """Return how many of them are not worked."""
        return self.count - len(self.frames)

    def take(self, so_far: Recording) -> bool:
        """Take the ink so far; return whether all that is settled stands: if not, it is of no more use.

        Raises InkError where there is too little ink.
        """
        around, pooling = self._looks
        stands = max(0, (self._features.take(so_far) - around) // pooling)
        self.frames = self.frames[:stands]
        return stands >= self._alignment.settled

    def work(self, most: int) -> Floats:
        """Embed and align at most so many frames more, one at least; return the value of each reference by then."""
        begin, until = len(self.frames), min(len(self.frames) + most, self.count)
        new = self._embedded(begin, until)
        if self.step is None:
            self.step = step_of_grid(new)
        new = rounded(new, self.step)
        self.frames = np.concatenate((self.frames, new)) if begin else new
        around, pooling = self._looks
        settled = min(max(0, (self._features.settled - around) // pooling), until)
        return self._alignment.values(self.frames[self._alignment.settled :], settled - self._alignment.settled)

    def _embedded(self, begin: int, until: int) -> Frames:
        """Return frames from `begin` until `until`, from the features that they look at."""
        values = self._features.values
        around, pooling = self._looks
        if self._embed is None:
            return values[begin:until]
        before = min(begin, -(-around // pooling))
        window = values[(begin - before) * pooling : until * pooling + around]
        at = np.arange(len(window))
        seen = Features(
            values=window, elapsed_s=at / self._features.config.rate_hz, pen_down=at >= 0, standard=self.standard,
            pace=self.pace,
        )  # fmt: skip
        return self._embed([seen])[0][before : before + until - begin]


class Follower:
    """Follows one signature after another against the references of one template.

    duration_s: how long the references took, on the mean.
    current: what the last value came from.
    """

    def __init__(self, comparator: AlignedComparator, part: Part, duration_s: float) -> None:
        self._comparator, self._part, self._duration_s = comparator, part, duration_s
        self._references = References(part.frames, comparator.metric)
        self._younger: Following | None = None
        self.current: Following | None = None

    @property
    def frames(self) -> Frames:
        """Return the frames of the ink that was given last."""
        assert self.current is not None
        return self.current.frames

    def forget(self) -> None:
        """Hold nothing of the ink so far."""
        self.current = self._younger = None

    def update(self, so_far: Recording) -> Floats:
        """Return the distance of the ink so far to each reference, float64 (references,).

        What does not go on from the ink before is worked anew, and so is what makes no more than AFRESH frames, or
        makes more than twice that at once. Behind all other ink goes a younger alignment, of which a portion is worked.

        Raises InkError where there is too little ink.
        """
        if self._younger is not None and not self._younger.missing:
            self.current, self._younger = self._younger, None
        current = self.current
        if current is None or not current.take(so_far) or current.count <= AFRESH or current.missing > 2 * AFRESH:
            self.current, self._younger = self._begun(so_far), None
            return self.current.work(self.current.missing)
        found = current.work(current.missing)
        if self._younger is None:
            self._younger = self._begun(so_far, step_of_grid(current.frames))
        else:
            self._younger.work(PORTION)
        return found

    def _begun(self, so_far: Recording, step: np.float32 | None = None) -> Following:
        """Return an alignment by what is known now, with nothing worked yet."""
        own = extract(so_far, self._comparator.features)
        standard = own.standard
        if self._part.standard is not None:
            share = min(1.0, total_seconds(so_far) / self._duration_s)
            standard = self._part.standard.towards(own.standard, share)
            if standard.pressure_peak is None:  # the references have none, and the ink's own moves
                standard = replace(standard, pressure_peak=own.standard.pressure_peak)
        begun = Following(self._comparator, self._references, standard, own.pace, step)
        begun.take(so_far)
        return begun
