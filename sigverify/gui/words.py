"""The window's words for numbers: likelihood ratios, times, counts. Short, plain, no blame."""

import math
from datetime import UTC, datetime
from typing import Literal

Outcome = Literal["accept", "refer", "reject"]

OUTCOME_WORDS: dict[Outcome, str] = {"accept": "Accepted", "refer": "Refer to a person", "reject": "Rejected"}
OUTCOME_SIGNS: dict[Outcome, str] = {"accept": "✔", "refer": "?", "reject": "✖"}

_THIN = "\N{NARROW NO-BREAK SPACE}"
_SUPPORT = (
    (6.0, "extremely strong support"),
    (4.0, "very strong support"),
    (3.0, "strong support"),
    (2.0, "moderately strong support"),
    (1.0, "moderate support"),
    (math.log10(2.0), "weak support"),
)
"""ENFSI guideline for evaluative reporting (2015), six levels, each from this log10 likelihood ratio upwards."""


def grouped(number: int) -> str:
    """Return a whole number with its thousands apart: 2 100."""
    return f"{number:,}".replace(",", _THIN)


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return '1 reference', '5 references'."""
    return f"{grouped(number)} {one if number == 1 else many or one + 's'}"


def likelihood_ratio(score: float) -> str:
    """Return the ratio of a log10 likelihood ratio to two significant figures: 'LR 2 100 : 1', 'LR 1 : 350'."""
    if abs(score) > 9:
        return "LR over 10⁹ : 1" if score > 0 else "LR 1 : over 10⁹"
    ratio = 10 ** abs(score)
    digits = max(0, math.floor(math.log10(ratio)) - 1)
    rounded = round(ratio / 10**digits) * 10**digits
    text = grouped(int(rounded)) if ratio >= 9.95 else f"{ratio:.1f}"
    return f"LR {text} : 1" if score >= 0 else f"LR 1 : {text}"


def support(score: float, signer: str = "the signer") -> str:
    """Return the verbal equivalent of a log10 likelihood ratio, for or against the signer having written it."""
    for least, words in _SUPPORT:
        if abs(score) >= least:
            return f"{words} that {signer} wrote it" if score > 0 else f"{words} that another hand wrote it"
    return "no support for either side"


def ago(moment: datetime, now: datetime | None = None) -> str:
    """Return how long ago `moment` was: 'just now', '5 min', '3 h', '3 d', '2 w', '4 mo'."""
    seconds = ((now or datetime.now(UTC)) - _aware(moment)).total_seconds()
    for limit, size, unit in ((90, 0, "just now"), (5400, 60, "min"), (129_600, 3600, "h"), (1_209_600, 86_400, "d")):
        if seconds < limit:
            return f"{round(seconds / size)} {unit}" if size else unit
    weeks = seconds / 604_800
    return f"{round(weeks)} w" if weeks < 9 else f"{round(weeks / 4.35)} mo"


def moment_words(moment: datetime) -> str:
    """Return a moment as local date and time: '23 November 2026, 18:10'."""
    local = _aware(moment).astimezone()
    return f"{local.day} {local:%B %Y, %H:%M}"


def time_left(seconds: float | None) -> str:
    """Return 'about 3 min left', or '' where it cannot be told yet."""
    if seconds is None or not math.isfinite(seconds):
        return ""
    if seconds < 10:
        return "a few seconds left"
    if seconds < 90:
        return f"about {round(seconds / 5) * 5} s left"
    return f"about {round(seconds / 60)} min left" if seconds < 5400 else f"about {seconds / 3600:.1f} h left"


def percent(ratio: float) -> str:
    """Return an error rate as '3.2 %'."""
    return f"{100 * ratio:.1f}{_THIN}%"


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
