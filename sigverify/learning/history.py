"""`History`: how a training went, short enough to be kept with the model."""

import json
from dataclasses import asdict, dataclass, replace

from sigverify.errors import ModelError
from sigverify.sentences import said

_MOST_POINTS = 200
"""Even, for points are merged in pairs."""


@dataclass(frozen=True, kw_only=True)
class HistoryPoint:
    """One check.

    step: batches so far; seconds: of training so far.
    loss, genuine_distance, impostor_distance: of the batches since the point before, means of each batch's loss and
        median distances.
    minimum_cllr, equal_error_rate: of the held-out signers, 0 … 1; None where nobody was held out.
    """

    step: int
    seconds: float
    loss: float
    genuine_distance: float
    impostor_distance: float
    minimum_cllr: float | None = None
    equal_error_rate: float | None = None


@dataclass(frozen=True, kw_only=True)
class History:
    """Checks in rising order of their steps."""

    points: tuple[HistoryPoint, ...] = ()

    @property
    def best(self) -> HistoryPoint | None:
        """Return the first check of the lowest error on held-out signers; None where nobody was held out."""
        checked = [point for point in self.points if point.minimum_cllr is not None]
        return min(checked, key=_error, default=None)

    def after(self, point: HistoryPoint) -> "History":
        """Return the history with one more check.

        200 points become 100 first: of two neighbours the one of lower error stays, the earlier where they tie, with
        the mean of both losses. So the best check is never lost.
        """
        kept = self.points
        if len(kept) >= _MOST_POINTS:
            kept = tuple(_merged(*pair) for pair in zip(kept[::2], kept[1::2], strict=True))
        return History(points=(*kept, point))

    def to_json(self) -> str:
        """Return the history as JSON."""
        return json.dumps(asdict(self))

    @staticmethod
    def from_json(text: str) -> "History":
        """Return the history that `to_json` wrote; raises ModelError where it is none."""
        try:
            return History(points=tuple(HistoryPoint(**point) for point in json.loads(text)["points"]))
        except (ValueError, KeyError, TypeError, RecursionError) as fault:
            raise ModelError(said("The training's history cannot be read. Train the model again.")) from fault


def _error(point: HistoryPoint) -> float:
    return float("inf") if point.minimum_cllr is None else point.minimum_cllr


def _merged(first: HistoryPoint, second: HistoryPoint) -> HistoryPoint:
    kept = min(first, second, key=_error)
    return replace(kept, loss=(first.loss + second.loss) / 2)
