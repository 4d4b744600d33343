"""The window's words for numbers: times, counts, rates. Short, plain, no blame."""

import math
from collections.abc import Sequence
from datetime import UTC, datetime

from sigverify.storage.rows import Label
from sigverify.verification.attempts import Attempt, AttemptStanding
from sigverify.verification.decision import Outcome
from sigverify.verification.likelihood_ratio import LikelihoodRatio, grouped
from sigverify.verification.lines import CarriedLines, LinesUsed, one_in

OUTCOME_WORDS: dict[Outcome, str] = {"accept": "Accepted", "refer": "Refer to a person", "reject": "Rejected"}
OUTCOME_SIGNS: dict[Outcome, str] = {"accept": "✔", "refer": "?", "reject": "✖"}

LABEL_SAID: dict[Label, str] = {"genuine": "genuine", "forgery": "forgery", "unknown": ""}
"""What a person said of a signature, '' for nothing."""

NOT_KEPT = "not kept"
"""Stands where an older program stored no such fact with a decision."""

_NAMED = 3
"""Names that stand in a sentence before the rest is counted."""

_THIN = "\N{NARROW NO-BREAK SPACE}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return '1 reference', '5 references'."""
    return f"{grouped(number)} {one if number == 1 else many or one + 's'}"


def carried_words(lines: CarriedLines | None, references: int) -> str:
    """Return which chosen error rates a calibration carries, for people."""
    if lines is None:
        return (
            "The model in use keeps no lines for chosen rates: it was calibrated before they were kept. Its own lines "
            "are used, whatever is chosen here."
        )
    told = [
        f"at most {one_in(carried[0][0])} {what}" if carried else f"only its own line for {what}"
        for carried, what in (
            (lines.false_matches, "forgeries accepted"),
            (lines.false_non_matches, "genuine signatures refused"),
        )
    ]
    return (
        f"The strictest that the model in use carries with {counted(references, 'reference')}: {told[0]}, {told[1]}. "
        "Where more is asked for, that line is used, and the verdict says so."
    )


def lines_used(lines: LinesUsed) -> str:
    """Return which lines a decision was made by, and what could not be kept; '' where nothing was asked for."""
    told = [
        f"at most {one_in(rate)} {what}"
        for rate, what in (
            (lines.false_matches, "forgeries accepted"),
            (lines.false_non_matches, "genuine signatures refused"),
        )
        if rate is not None
    ]
    sentence = f"Decided by lines for {' and '.join(told)}." if told else ""
    if lines.note and not told:
        sentence = "Decided by the model's own lines."
    return " ".join(part for part in (sentence, lines.note) if part)


def attempt_words(attempt: Attempt | None, strokes_undone: int) -> str:
    """Return which attempt a decision was, and how many strokes were taken back before it; '' for neither."""
    told = []
    if attempt is not None:
        of = f" of {attempt.of} within {attempt.minutes} minutes" if attempt.of is not None else ""
        told.append(f"Attempt {attempt.number}{of}.")
    if strokes_undone:
        were = "was" if strokes_undone == 1 else "were"
        told.append(f"{counted(strokes_undone, 'stroke')} {were} taken back while it was written.")
    return " ".join(told)


def used_words(standing: AttemptStanding) -> str:
    """Return how many attempts of a signer are used; '' where none is."""
    if not standing.used:
        return ""
    of = f" of {standing.limit.most}" if standing.limit.most else ""
    noun = "attempt is" if standing.used == 1 and not of else "attempts are"
    return f"{standing.used}{of} {noun} used within {standing.limit.minutes} minutes."


def left_out_words(left_out: Sequence[tuple[str, str]]) -> str:
    """Return who could not be compared, and why the first of them could not; '' where all could."""
    if not left_out:
        return ""
    names = [name for name, _ in left_out[:_NAMED]]
    more = len(left_out) - len(names)
    told = ", ".join(names) + (f" and {counted(more, 'other')}" if more else "")
    return f"Not compared, for what is stored of them cannot be read: {told}. {left_out[0][1]}"


def ratio_words(ratio: LikelihoodRatio, signer: str) -> str:
    """Return the verbal equivalent of a likelihood ratio as a sentence, and whether it stands at its cap."""
    words = ratio.support(signer)
    cap = " That is all that the calibration can carry." if ratio.at_cap else ""
    return f"{words[0].upper()}{words[1:]}.{cap}"


def made_words(template_version: int, in_force: bool, references_kept: bool) -> str:
    """Return which template a decision was made by, and what became of it."""
    state = "still in force" if in_force else "replaced or revoked since"
    lost = "" if references_kept else " Which references it was made of was not kept."
    return f"Template version {template_version}, {state}.{lost}"


def said_words(label: Label | None) -> str:
    """Return what a person said that a signature was, as a sentence."""
    if label is None:
        return "The signature was discarded, and what was said of it went with it."
    return {
        "genuine": "A person said: really genuine.",
        "forgery": "A person said: a forgery.",
        "unknown": "Nobody has said yet what it was.",
    }[label]


def ago(moment: datetime, now: datetime | None = None) -> str:
    """Return how long ago `moment` was: 'just now', '5 min', '3 h', '3 d', '2 w', '4 mo'."""
    seconds = ((now or datetime.now(UTC)) - _aware(moment)).total_seconds()
    for limit, size, unit in ((90, 0, "just now"), (5400, 60, "min"), (129_600, 3600, "h"), (1_209_600, 86_400, "d")):
        if seconds < limit:
            return f"{round(seconds / size)} {unit}" if size else unit
    weeks = seconds / 604_800
    return f"{round(weeks)} w" if weeks < 9 else f"{round(weeks / 4.35)} mo"


def moment_words(moment: datetime, *, short: bool = False) -> str:
    """Return a moment as local date and time: '23 November 2026, 18:10', or '23 Nov 2026, 18:10'."""
    local = _aware(moment).astimezone()
    return f"{local.day} {local:%b %Y, %H:%M}" if short else f"{local.day} {local:%B %Y, %H:%M}"


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


def points(difference: float) -> str:
    """Return a difference of two error rates in points of a per cent, with its sign: '−0.4'."""
    rounded = round(100 * difference, 1)
    return f"{'+' if rounded > 0 else '−' if rounded < 0 else ''}{abs(rounded):.1f}"


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
