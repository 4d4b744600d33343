"""`OpenEnd`: open-ended alignment of ink that is still being written; it goes on from the frames that are settled.

Open-end DTW (Tormene et al. 2009) is symmetric in what is written first: D of the frames so far needs no more of those
before than its last row. So a value costs the frames that are new, whatever was written before them.
"""

from collections.abc import Sequence

import numpy as np

from sigverify.ink.recording import Floats
from sigverify.networks.alignment import Frames
from sigverify.networks.warping_tables import GAPS, SQUARES, laid_backwards, open_ended_rows


class References:
    """Frames of all references of a template, laid out once; metric: as of `dtw_distances`."""

    def __init__(self, references: Sequence[Frames], metric: str) -> None:
        counts = np.array([len(frames) for frames in references])
        self.spans = np.stack((np.cumsum(counts) - counts, counts), axis=1)
        frames = np.concatenate(references).astype(np.float32)
        self.size, self.cost = len(frames), SQUARES if metric == "l2" else GAPS
        self.backwards, self.firsts = laid_backwards(frames, self.spans)


class OpenEnd:
    """The alignment of one signature with all references, up to its settled frames.

    settled: how many frames it holds.
    """

    def __init__(self, references: References) -> None:
        self._references = references
        self._rows = np.empty(references.size, np.float32)
        self.settled = 0

    def values(self, behind: Frames, settle: int = 0) -> Floats:
        """Return what `open_ended_distances` gives of the frames settled and those behind them, float64 (references,).

        behind: float32 (n, d), n ≥ 1; settle: how many of them are settled from now on.
        """
        references = self._references
        found = open_ended_rows(
            np.ascontiguousarray(behind), settle, references.backwards, references.firsts, references.spans,
            references.cost, self._rows, self.settled,
        )  # fmt: skip
        self.settled += settle
        return found
