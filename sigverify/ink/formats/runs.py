"""A recording's points as they follow one another: a stroke, a way through the air, a stroke."""

from collections.abc import Sequence

import numpy as np

from sigverify.errors import InkError
from sigverify.ink.formats.plain_text import MOST_RUNS
from sigverify.ink.recording import Integers, Recording
from sigverify.sentences import said


def runs(recording: Recording) -> Sequence[Integers]:
    """Return the places of the points of each stroke and of each way through the air, int64 (points,) each.

    Raises InkError where there are more than MOST_RUNS.
    """
    ends = np.flatnonzero(np.diff(recording.stroke)) + 1
    if len(ends) >= MOST_RUNS:
        raise InkError(
            said(
                "The recording has {count:,} strokes and ways through the air; no signature has more "
                "than {most_runs:,}. Cut it.",
                count=len(ends) + 1,
                most_runs=MOST_RUNS,
            )
        )
    return np.split(np.arange(len(recording)), ends)
