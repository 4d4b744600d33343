"""Scores from a file, of whatever system they are: what `write_scores` writes, and the figures of it.

So a system that is no model of ours is measured by the same definitions on the same trials: write them by `evaluate
--scores`, put its own scores in their place, and read them here.
"""

import csv
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np

from sigverify.errors import FormatError
from sigverify.evaluation.repeated_draws import Pair
from sigverify.workflows.evaluating import ImpostorKind
from sigverify.workflows.rates import rates_over_draws

Scale = Literal["similarity", "distance", "log10-lr"]
"""What a score says: larger is more genuine, smaller is, or it is a log10 likelihood ratio."""

_KINDS = ("genuine", "skilled", "random")
_NEEDED = ("signer", "kind", "score")

_Scores = dict[str, dict[str, dict[str, list[float]]]]  # by draw, signer and kind


@dataclass(frozen=True, kw_only=True)
class FiledScores:
    """A system's scores, larger = more genuine.

    trials: for each kind of impostor and each draw, the genuine and the impostor scores of each signer who has both.
    ratios: whether they are log10 likelihood ratios.
    """

    system: str
    trials: dict[ImpostorKind, list[dict[str, Pair]]]
    ratios: bool

    def to_json(self) -> dict[str, Any]:
        """Return the figures as plain values, as `evaluate` does; what cannot be told without a model is None."""
        figures: dict[str, Any] = {"system": self.system, "draws": len(self.trials["skilled"])}
        for kind, by_draw in self.trials.items():
            figures[kind] = rates_over_draws(by_draw, None, ratios=self.ratios)
        return figures


def read_scores(paths: Sequence[Path], scale: Scale = "similarity") -> list[FiledScores]:
    """Return the scores of every system in these files, in the order in which they come.

    A line is a trial. Columns `signer`, `kind` (genuine, skilled, random) and `score` are needed; `model` names the
    system, else the file does, and `draw` the draw of references, else there is one. Others are passed over.

    Raises FormatError where a file is no such table, a value is none of these, or a system has no signer with both
    genuine and forged trials.
    """
    systems: dict[str, _Scores] = {}
    for path in paths:
        for system, draw, signer, kind, score in _lines(path):
            signers = systems.setdefault(system, {}).setdefault(draw, {})
            signers.setdefault(signer, {}).setdefault(kind, []).append(-score if scale == "distance" else score)
    if not systems:
        raise FormatError(f"{', '.join(map(str, paths))} holds no trial. Write it as `evaluate --scores` does.")
    found = [_filed(system, by_draw, scale) for system, by_draw in systems.items()]
    for filed in found:
        if not any(pairs for by_draw in filed.trials.values() for pairs in by_draw):
            raise FormatError(
                f"The scores of '{filed.system}' have no signer with both genuine trials and forgeries in one draw. "
                "Name files that hold them."
            )
    return found


def _filed(system: str, by_draw: _Scores, scale: Scale) -> FiledScores:
    kinds: tuple[ImpostorKind, ...] = ("skilled", "random")
    trials = {
        kind: [
            {
                signer: (np.array(scores["genuine"]), np.array(scores[kind]))
                for signer, scores in signers.items()
                if "genuine" in scores and kind in scores
            }
            for signers in by_draw.values()
        ]
        for kind in kinds
    }
    return FiledScores(system=system, trials=trials, ratios=scale == "log10-lr")


def _lines(path: Path) -> Iterator[tuple[str, str, str, str, float]]:
    """Yield system, draw, signer, kind and score of each line."""
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            reader = csv.DictReader(file)
            lacking = [name for name in _NEEDED if name not in (reader.fieldnames or ())]
            if lacking:
                raise FormatError(
                    f"{path}: expected a first line with the columns signer, kind and score, found no "
                    f"{' and no '.join(lacking)}. Write it as `evaluate --scores` does."
                )
            for row in reader:
                kind, score = row["kind"], _number(row["score"])
                if kind not in _KINDS or score is None or not row["signer"]:
                    raise FormatError(
                        f"{path}, line {reader.line_num}: expected a signer, one of genuine, skilled and random, and a "
                        f"finite number, found '{row['signer'] or ''}', '{kind or ''}' and '{row['score'] or ''}'. "
                        "Mend that line."
                    )
                yield row.get("model") or path.stem, row.get("draw") or "1", row["signer"], kind, score
    except OSError as fault:
        raise FormatError(f"{path} cannot be read: {fault.strerror}. Name another file.") from fault
    except (UnicodeDecodeError, csv.Error) as fault:
        raise FormatError(f"{path} is no table in UTF-8 ({fault}). Write it as `evaluate --scores` does.") from fault


def _number(words: str | None) -> float | None:
    try:
        value = float(words or "")
    except ValueError:
        return None
    return value if math.isfinite(value) else None
