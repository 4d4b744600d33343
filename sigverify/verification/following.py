"""`Follower`: what one comparator makes of ink that is still being written, at the same cost however much there is.

A verdict measures ink by its own mean and spread, which move with each point, and all frames with them. Here they are
held while an alignment goes on frame by frame, and beside it a younger one, by what is known since, is made some frames
at a time: first the ink is measured, then it is aligned. When it has caught up it takes over, and the next is begun, as
an incremental garbage collector copies (Baker 1978). So what is held is older by a small share of what was written, and
no update has more to do than its last frames and one portion of the younger one, however much was written.
"""

from dataclasses import replace

import numpy as np

from sigverify.ink.features import Features, Standard, extract
from sigverify.ink.growing import GrowingFeatures, GrowingStandard
from sigverify.ink.growing_rows import GrowingRows
from sigverify.ink.recording import Floats, Recording
from sigverify.ink.trajectory import Pace, total_seconds
from sigverify.ink.written_ink import WrittenInk
from sigverify.networks.open_end import OpenEnd, References
from sigverify.verification.comparators import AlignedComparator, Frames, Looks
from sigverify.verification.grid import GrowingGrid, rounded, step_of_grid
from sigverify.verification.template import Part

AFRESH = 128
"""Frames of ink that is worked anew each time, since what is known of it still changes fast."""

PORTION = 128
"""Frames of features of which a younger alignment is worked at once.

The smaller, the less an update takes; and the older is what is held."""

_LEAST_SHARE = 1 / 4
"""Of a portion that must be left to begin with something else: less would take longer than what it does."""

_MEASURED = 12
"""Points that are measured in the time in which one frame is aligned."""

_READ = 2
"""Points that a younger alignment reads for a frame that it works: more than a tablet gives meanwhile."""


class Following:
    """One signature by a standard and a pace that are held.

    step: of the grid that its frames lie on; None takes that of the frames that are worked first.
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
        self.features = GrowingFeatures(comparator.features, standard, pace)
        self._looks = comparator.looks or Looks(around=0, pooling=1)
        self._embed = comparator.embed
        self._alignment = OpenEnd(references)
        self._frames: GrowingRows | None = None
        self._grid = GrowingGrid()

    @property
    def frames(self) -> Frames:
        """Return the frames of the ink that was taken last, as far as it was worked."""
        return np.empty((0, 0), np.float32) if self._frames is None else self._frames.values

    @property
    def worked(self) -> int:
        """Return how many these are."""
        return 0 if self._frames is None else len(self._frames)

    @property
    def pooling(self) -> int:
        """Return of how many frames of features one of them is made."""
        return self._looks.pooling

    @property
    def count(self) -> int:
        """Return how many frames the ink makes that was taken last."""
        return -(-len(self.features) // self._looks.pooling)

    @property
    def missing(self) -> int:
        """Return how many of them are not worked."""
        return self.count - self.worked

    @property
    def settled(self) -> int:
        """Return how many of them stay as they are, whatever is written next."""
        around, pooling = self._looks
        return min(max(0, (self.features.functions.settled - around) // pooling), self.count)

    @property
    def next_step(self) -> np.float32:
        """Return the step of the grid that the frames so far would lie on."""
        return self._grid.step(self.frames[self._alignment.settled :])

    def take(self, ink: WrittenInk, most: int | None = None) -> bool:
        """Take the ink so far, at most so many points more; return whether what is settled stands: else it is useless.

        Raises InkError where there is too little ink.
        """
        around, pooling = self._looks
        stands = max(0, (self.features.functions.take(ink, most) - around) // pooling)
        if self._frames is not None:
            self._frames.cut(stands)
        return stands >= self._alignment.settled

    def work(self, most: int) -> Floats:
        """Embed and align at most so many frames more, one at least; return the value of each reference by then."""
        begin, until = self.worked, min(self.worked + most, self.count)
        new = self._embedded(begin, until)
        if self.step is None:
            self.step = step_of_grid(new)
        if self._frames is None:
            self._frames = GrowingRows(new.shape[1], np.float32)
        self._frames.add(rounded(new, self.step))
        before, settled = self._alignment.settled, min(self.settled, until)
        found = self._alignment.values(self.frames[before:], settled - before)
        self._grid.add(self.frames[before:settled])
        return found

    def _embedded(self, begin: int, until: int) -> Frames:
        """Return frames from `begin` until `until`, from the features that they look at."""
        around, pooling = self._looks
        if self._embed is None:
            return self.features.between(begin, until)
        before = min(begin, -(-around // pooling))
        window = self.features.between((begin - before) * pooling, until * pooling + around)
        at = np.arange(len(window))
        seen = Features(
            values=window, elapsed_s=at / self.features.config.rate_hz, pen_down=at >= 0, standard=self.standard,
            pace=self.pace,
        )  # fmt: skip
        return self._embed([seen])[0][before : before + until - begin]


class Follower:
    """Follows one signature after another against the references of one template.

    duration_s: how long the references took, on the mean. ink: which all who follow it take it from.
    current: what the last value came from.
    """

    def __init__(
        self, comparator: AlignedComparator, part: Part, duration_s: float, ink: WrittenInk | None = None
    ) -> None:
        self._comparator, self._part, self._duration_s = comparator, part, duration_s
        self._references = References(part.frames, comparator.metric)
        self._ink = WrittenInk() if ink is None else ink
        self._measuring: GrowingStandard | None = None
        self._younger: Following | None = None
        self._ready: Following | None = None
        self.current: Following | None = None

    @property
    def frames(self) -> Frames:
        """Return the frames of the ink that was given last."""
        assert self.current is not None
        return self.current.frames

    @property
    def seconds(self) -> float:
        """Return how long the ink took that was given last, from the first touch on."""
        assert self.current is not None
        return self.current.features.functions.path.seconds

    def forget(self) -> None:
        """Hold nothing of the ink so far."""
        self.current = self._younger = self._ready = self._measuring = None

    def update(self, so_far: Recording) -> Floats:
        """Return the distance of the ink so far to each reference, float64 (references,).

        What does not go on from the ink before is worked anew, and so is what makes no more than AFRESH frames, or
        makes more than twice that at once. Behind all other ink goes a younger alignment, of which a portion is worked.

        Raises InkError where there is too little ink.
        """
        self._ink.take(so_far)
        if self._ready is not None:
            self.current, self._ready = self._ready, None
        current = self.current
        if current is None or not current.take(self._ink) or current.count <= AFRESH or current.missing > 2 * AFRESH:
            self.forget()
            self.current = self._begun(so_far)
            return self.current.work(self.current.missing)
        found = current.work(current.missing)
        self._renew(current)
        return found

    def _begun(self, so_far: Recording) -> Following:
        """Return an alignment by what is known now, with nothing worked yet."""
        own = extract(so_far, self._comparator.features)
        begun = self._following(own.standard, own.pace, total_seconds(so_far))
        begun.take(self._ink)
        return begun

    def _following(self, own: Standard, pace: Pace, seconds: float, step: np.float32 | None = None) -> Following:
        """Return an alignment of ink that has a standard of its own and took so long, with nothing taken yet."""
        standard = own
        if self._part.standard is not None:
            standard = self._part.standard.towards(own, min(1.0, seconds / self._duration_s))
            if standard.pressure_peak is None:  # the references have none, and the ink's own moves
                standard = replace(standard, pressure_peak=own.pressure_peak)
        return Following(self._comparator, self._references, standard, pace, step)

    def _renew(self, current: Following) -> None:
        """Work a portion of what is to take the place of the current alignment, and let it do so once it can.

        Each time it is as much, whatever it is, so that what an update takes does not hang on how often one is begun.
        """
        left = PORTION
        while left >= _LEAST_SHARE * PORTION and self._ready is None:
            if self._younger is None:
                left -= self._measure(current)
            else:
                left -= self._work_on(self._younger, left)

    def _measure(self, current: Following) -> int:
        """Measure some points more, and begin a younger alignment after the last; return what it took of PORTION."""
        if self._measuring is None:
            size, frame_length = current.features.functions.path.extent
            pace = Pace(usual_step_s=self._ink.usual_step_s, frame_length=frame_length)
            self._measuring = GrowingStandard(self._comparator.features, size, self._ink.pressure_peak, pace)
        path = self._measuring.functions.path
        before = path.taken
        if (own := self._measuring.take(self._ink, PORTION * _MEASURED)) is not None:
            self._younger = self._following(own, path.pace, self.seconds, current.next_step)
            self._measuring = None
        return (path.taken - before) // _MEASURED + 1

    def _work_on(self, younger: Following, most: int) -> int:
        """Take and work a portion of the ink, and return how much; what is not settled waits until it is all taken."""
        most //= younger.pooling
        if younger.settled - younger.worked < most and not younger.take(self._ink, _READ * PORTION):
            self._younger = None
            return PORTION
        worked = min(most, younger.settled - younger.worked)
        if worked > 0:
            younger.work(worked)
        if younger.worked >= younger.settled and younger.features.functions.path.taken == len(self._ink):
            self._ready, self._younger = younger, None
        return worked * younger.pooling + 1
