"""The window's words for numbers: times, counts, rates. Short, plain, no blame."""

import math
from collections.abc import Sequence
from datetime import UTC, datetime

from sigverify.gui.language import shown_moment, tr, tr_all, tr_stored
from sigverify.sentences import said
from sigverify.storage.rows import Erased, Label, Ruling
from sigverify.verification.attempts import Attempt, AttemptStanding
from sigverify.verification.decision import Outcome, decimals_of
from sigverify.verification.likelihood_ratio import LikelihoodRatio
from sigverify.verification.lines import CarriedLines, LinesUsed, one_in

OUTCOME_WORDS: dict[Outcome, str] = {
    "accept": said("Accepted"),
    "refer": said("Refer to a person"),
    "reject": said("Rejected"),
}
OUTCOME_SIGNS: dict[Outcome, str] = {"accept": "✔", "refer": "?", "reject": "✖"}

RULE_WORDS: dict[Ruling, str] = {"accept": said("Override: accept"), "reject": said("Override: reject")}
"""What a person who decides otherwise presses."""

LABEL_SAID: dict[Label, str] = {"genuine": said("genuine"), "forgery": said("forgery"), "unknown": ""}
"""What a person said of a signature, '' for nothing."""

SIDE_WORDS: dict[str, str] = {
    "shape": said("shape"),
    "speed": said("speed"),
    "pressure": said("pressure"),
    "rhythm": said("rhythm"),
    "size": said("size"),
}
"""The sides of a signature that are looked at one by one."""

_NAMED = 3
"""Names that stand in a sentence before the rest is counted."""

NOT_KEPT: str = said("not kept")
"""Stands where an older program stored no such fact with a decision."""


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return '1 reference', '5 references'."""
    return tr(f"{{n}} {one}", f"{{n}} {many or one + 's'}", n=number)


def carried_words(lines: CarriedLines | None, references: int) -> str:
    """Return which chosen error rates a calibration carries, for people."""
    if lines is None:
        return tr(
            "The model in use keeps no lines for chosen rates: it was calibrated before they were kept. Its own lines "
            "are used, whatever is chosen here."
        )
    return tr(
        "The strictest that the model in use carries with {references}: {false_matches}, {false_non_matches}. "
        "Where more is asked for, that line is used, and the verdict says so.",
        references=counted(references, "reference"),
        false_matches=(
            tr("at most {share} forgeries accepted", share=tr(one_in(lines.false_matches[0][0])))
            if lines.false_matches
            else tr("only its own line for forgeries accepted")
        ),
        false_non_matches=(
            tr("at most {share} genuine signatures refused", share=tr(one_in(lines.false_non_matches[0][0])))
            if lines.false_non_matches
            else tr("only its own line for genuine signatures refused")
        ),
    )


def lines_used(lines: LinesUsed) -> str:
    """Return which lines a decision was made by, and what could not be kept; '' where nothing was asked for."""
    sentence = ""
    if chosen := lines_chosen(lines):
        sentence = tr("Decided by lines for {lines}.", lines=chosen)
    elif lines.note:
        sentence = tr("Decided by the model's own lines.")
    return tr_all((sentence, tr_stored(lines.note)))


def lines_chosen(lines: LinesUsed) -> str:
    """Return for which rates lines were chosen; '' where the model's own were used."""
    told = []
    if lines.false_matches is not None:
        told.append(tr("at most {share} forgeries accepted", share=tr(one_in(lines.false_matches))))
    if lines.false_non_matches is not None:
        told.append(tr("at most {share} genuine signatures refused", share=tr(one_in(lines.false_non_matches))))
    return tr("{first} and {second}", first=told[0], second=told[1]) if len(told) == 2 else "".join(told)


def attempt_words(attempt: Attempt | None, strokes_undone: int) -> str:
    """Return which attempt a decision was, and how many strokes were taken back before it; '' for neither."""
    told = []
    if attempt is not None:
        told.append(
            tr(
                "Attempt {number} of {most} that may be made for this signer within {minutes} minutes.",
                number=attempt.number,
                most=attempt.of,
                minutes=attempt.minutes,
            )
            if attempt.of is not None
            else tr(
                "Attempt {number} for this signer within {minutes} minutes; no number of attempts is set.",
                number=attempt.number,
                minutes=attempt.minutes,
            )
        )
    if strokes_undone:
        told.append(
            tr(
                "{n} stroke was taken back while it was written.",
                "{n} strokes were taken back while it was written.",
                n=strokes_undone,
            )
        )
    return tr_all(told)


def erased_words(name: str, erased: Erased) -> str:
    """Return that somebody was erased, and what went with them or lost their name."""
    told = [tr("{name} was erased.", name=name)]
    if erased.forgeries:
        told.append(
            tr(
                "With the signer went {n} forgery of others' signatures.",
                "With the signer went {n} forgeries of others' signatures.",
                n=erased.forgeries,
            )
        )
    if erased.unnamed:
        told.append(
            tr(
                "{n} forgery of others' signatures stays, without the name.",
                "{n} forgeries of others' signatures stay, without the name.",
                n=erased.unnamed,
            )
        )
    if erased.training:
        told.append(tr("What a training had half learnt from it went too."))
    told.append(tr("Backups that were made before still hold what is gone; delete them."))
    return tr_all(told)


def used_words(standing: AttemptStanding) -> str:
    """Return how many attempts of a signer are used; '' where none is."""
    if not standing.used:
        return ""
    minutes = standing.limit.minutes
    if standing.limit.most:
        return tr(
            "{used} of {most} attempts are used within {minutes} minutes.",
            used=standing.used,
            most=standing.limit.most,
            minutes=minutes,
        )
    return tr(
        "{n} attempt is used within {minutes} minutes.",
        "{n} attempts are used within {minutes} minutes.",
        n=standing.used,
        minutes=minutes,
    )


def left_out_words(left_out: Sequence[tuple[str, str]]) -> str:
    """Return who could not be compared, and why the first of them could not; '' where all could."""
    if not left_out:
        return ""
    names = [name for name, _ in left_out[:_NAMED]]
    more = len(left_out) - len(names)
    told = ", ".join(names)
    if more:
        told = tr("{first} and {second}", first=told, second=counted(more, "other"))
    return tr_all(
        (tr("Not compared, for what is stored of them cannot be read: {names}.", names=told), tr_stored(left_out[0][1]))
    )


def ratio_words(ratio: LikelihoodRatio, signer: str) -> str:
    """Return the verbal equivalent of a likelihood ratio as a sentence, and whether it stands at its cap."""
    cap = tr("That is all that the calibration can carry.") if ratio.at_cap else ""
    return tr_all((sentence_of(tr(ratio.support(signer))), cap))


def score_figures(score: float, threshold: float, reject_below: float) -> tuple[str, str, str]:
    """Return a score and both lines, told so exactly that the score stands on its side of them."""
    decimals = decimals_of(score, threshold, reject_below)
    return _figure(score, decimals), _figure(threshold, decimals), _figure(reject_below, decimals)


def _figure(value: float, decimals: int) -> str:
    shown = (
        tr("{figure:.2f}", figure=value)
        if decimals == 2
        else tr("{figure:.3f}", figure=value)
        if decimals == 3
        else tr("{figure:.4f}", figure=value)
        if decimals == 4
        else tr("{figure:.6f}", figure=value)
    )
    return shown.replace("-", "−")


def sentence_of(words: str) -> str:
    """Return words as a sentence: with a capital and an end."""
    return tr("{words}.", meaning="a sentence", words=f"{words[0].upper()}{words[1:]}")


def made_words(template_version: int, in_force: bool, references_kept: bool) -> str:
    """Return which template a decision was made by, and what became of it."""
    made = (
        tr("Template version {version}, still in force.", version=template_version)
        if in_force
        else tr("Template version {version}, replaced or revoked since.", version=template_version)
    )
    lost = "" if references_kept else tr("Which references it was made of was not kept.")
    return tr_all((made, lost))


def said_words(label: Label | None) -> str:
    """Return what a person said that a signature was, as a sentence."""
    if label is None:
        return tr("The signature was discarded, and what was said of it went with it.")
    return {
        "genuine": tr("A person said: really genuine."),
        "forgery": tr("A person said: a forgery."),
        "unknown": tr("Nobody has said yet what it was."),
    }[label]


def ago(moment: datetime, now: datetime | None = None) -> str:
    """Return how long ago `moment` was: 'just now', '5 min', '3 h', '3 d', '2 w', '4 mo'."""
    seconds = ((now or datetime.now(UTC)) - _aware(moment)).total_seconds()
    if seconds < 90:
        return tr("just now")
    if seconds < 5400:
        return tr("{minutes} min", minutes=round(seconds / 60))
    if seconds < 129_600:
        return tr("{hours} h", hours=round(seconds / 3600))
    if seconds < 1_209_600:
        return tr("{days} d", days=round(seconds / 86_400))
    weeks = seconds / 604_800
    return tr("{weeks} w", weeks=round(weeks)) if weeks < 9 else tr("{months} mo", months=round(weeks / 4.35))


def moment_words(moment: datetime, *, short: bool = False) -> str:
    """Return a moment as local date and time: '23 November 2026, 18:10', or '23 Nov 2026, 18:10'."""
    local = _aware(moment).astimezone()
    return shown_moment(local, tr("d MMM yyyy, HH:mm") if short else tr("d MMMM yyyy, HH:mm"))


def time_left(seconds: float | None) -> str:
    """Return 'about 3 min left', or '' where it cannot be told yet."""
    if seconds is None or not math.isfinite(seconds):
        return ""
    if seconds < 10:
        return tr("a few seconds left")
    if seconds < 90:
        return tr("about {seconds} s left", seconds=round(seconds / 5) * 5)
    if seconds < 5400:
        return tr("about {minutes} min left", minutes=round(seconds / 60))
    return tr("about {hours:.1f} h left", hours=seconds / 3600)


def fact(name: str, value: str) -> str:
    """Return 'name: value' with the colon of the language in force."""
    return tr("{name}: {value}", meaning="a fact", name=name, value=value)


def percent(ratio: float) -> str:
    """Return an error rate as '3.2 %'."""
    return tr("{percent:.1f}\N{NARROW NO-BREAK SPACE}%", percent=100 * ratio)


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
