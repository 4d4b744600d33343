"""What a report says in words and numbers: the table of figures, the protocol, the limits."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sigverify.corpora.protocol import RANDOM_FORGERIES
from sigverify.errors import UsageError
from sigverify.ink.degraded import INK_WORDS, Ink
from sigverify.reports.look import signed
from sigverify.verification.likelihood_ratio import propositions
from sigverify.workflows.evaluating import Evaluation

TABLE_CAPTION = "± is the standard deviation over draws; the small line below is the 95 % interval over signers."
MODELS_CAPTION = "SHA-256 of each model's card, which holds the hashes of its weights."

FEW_SIGNERS = 20
"""Below this many signers the report says that they are few."""

_OWN, _IMITATED = propositions("skilled")

_NOTHING = "–"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One figure of every model; `notes` are the intervals, '' where there is none."""

    label: str
    values: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Section:
    """Rows under one heading."""

    title: str
    rows: tuple[Row, ...]


def check_comparable(evaluations: Sequence[Evaluation]) -> None:
    """Raise UsageError unless there are evaluations, all of one corpus and one setting."""
    settings = {
        tuple(evaluation.figures[name] for name in ("corpus", "ink", "references", "draw", "draws", "first_seed"))
        for evaluation in evaluations
    }
    if len(settings) != 1:
        raise UsageError(
            f"A report sets models side by side on one corpus in one setting, found {len(settings)} of them. Write a "
            "report for each."
        )


def title_of(evaluations: Sequence[Evaluation]) -> str:
    """Return the report's title."""
    return f"Signature verification on {evaluations[0].figures['corpus']}"


def subtitle_of(evaluations: Sequence[Evaluation]) -> str:
    """Return the setting in one line."""
    figures = evaluations[0].figures
    ink: Ink = figures["ink"]
    drawn = "all genuine signatures" if figures["draw"] == "any" else "the first session"
    return (
        f"{_counted(figures['signers'], 'signer')}, {_counted(figures['references'], 'reference')} each, drawn from "
        f"{drawn}, {_counted(figures['draws'], 'draw')}" + ("" if ink == "as-recorded" else f", {INK_WORDS[ink]}")
    )


def table_of(evaluations: Sequence[Evaluation]) -> tuple[Section, ...]:
    """Return all figures, a value of each model in each row."""
    found = [evaluation.figures for evaluation in evaluations]
    genuine = [part["skilled"] if part["skilled"]["signers"] else part["random"] for part in found]
    return (
        _impostors("Skilled forgeries", [part["skilled"] for part in found]),
        _impostors("Random forgeries", [part["random"] for part in found]),
        Section(
            title="Genuine signatures",
            rows=(
                _plain("Accepted / referred / rejected, in %", [_outcomes(part, "genuine") for part in genuine]),
                _plain(
                    "Likelihood ratio below 1, in %", [_one(part["genuine_misleading_percent"]) for part in genuine]
                ),
            ),
        ),
        Section(
            title="Enrolment",
            rows=(
                _plain(
                    "Signers tested with skilled / random forgeries",
                    [f"{part['skilled']['signers']} / {part['random']['signers']}" for part in found],
                ),
                _plain(
                    "Trials of genuine / skilled / random, in all draws",
                    [
                        f"{part['random']['genuine_trials'] or part['skilled']['genuine_trials']:,} / "
                        f"{part['skilled']['forgery_trials']:,} / {part['random']['forgery_trials']:,}"
                        for part in found
                    ],
                ),
                _plain("Signers left out for too few signatures", [str(part["skipped_signers"]) for part in found]),
                _plain(
                    "Enrolments that failed",
                    [f"{part['failed_enrolments']} of {part['enrolments']}" for part in found],
                ),
                _plain("Failure to enrol, in %", [_one(part["failure_to_enrol_percent"]) for part in found]),
                _plain(
                    "Signatures that could not be compared",
                    [f"{part['unusable_recordings']} of {part['recordings']}" for part in found],
                ),
            ),
        ),
        Section(
            title="The model's own lines, in log₁₀ likelihood ratio",
            rows=(
                _plain("Accepts from", [signed(part["thresholds"]["accept_at"]) for part in found]),
                _plain("Rejects below", [signed(part["thresholds"]["reject_below"]) for part in found]),
            ),
        ),
    )


def models_of(evaluations: Sequence[Evaluation]) -> tuple[tuple[str, str], ...]:
    """Return name and SHA-256 of the card of each model; the card holds the hash of the weights."""
    return tuple((e.figures["model"], e.figures["model_sha256"]) for e in evaluations)


def protocol_of(evaluations: Sequence[Evaluation]) -> tuple[str, ...]:
    """Return how the figures came about, a paragraph each."""
    figures = evaluations[0].figures
    references = f"{_counted(figures['references'], 'reference')} {'is' if figures['references'] == 1 else 'are'} drawn"
    drawn = (
        f"From each signer's genuine signatures {references}; all the others are tested."
        if figures["draw"] == "any"
        else f"From each signer's first session {references}; the genuine signatures of later sessions are tested."
    )
    interval = figures["intervals"]
    return (
        f"{drawn} Skilled forgeries are all that the corpus holds of the signer. Random forgeries are "
        f"{RANDOM_FORGERIES} genuine signatures of other signers, or as many as there are, drawn anew each time. The "
        "two kinds are never mixed.",
        f"This is done in {_counted(figures['draws'], 'draw')}, with seeds from {figures['first_seed']} to "
        f"{figures['first_seed'] + figures['draws'] - 1}. A figure with ± is the mean over draws with their standard "
        "deviation; the other figures and the plots pool the trials of all draws.",
        f"A score is a calibrated log₁₀ likelihood ratio of two propositions: {_OWN}, or {_IMITATED}. Random forgeries "
        "are scored by the same ratio, since decisions are made by it. FMR and FNMR are as in ISO/IEC 19795-1: the "
        "share of forgeries at or above a threshold, and that of genuine signatures below it, among the comparisons "
        "that could be made. Enrolments that failed are counted apart.",
        "The equal error rate (EER) joins successive points (FMR, FNMR) by straight lines and is read where "
        "FMR = FNMR: with one threshold for all signers, and as the mean over signers of each one's own.",
        "The error at 95 % recall is the FMR at the highest threshold that accepts at least 95 % of the genuine "
        "signatures (Zagoruyko and Komodakis 2015); the FNMR at 1 % FMR is that at the lowest threshold that accepts "
        "at most 1 % of the forgeries. Nothing is interpolated. Cllr is the cost of the likelihood ratios in bits, 0 "
        "at best and 1 where they say nothing; its minimum is what the best calibration after the fact "
        "would reach (Brümmer and du Preez 2006).",
        f"Intervals are {interval['confidence_percent']:g} % percentile bootstrap intervals over signers, from "
        f"{interval['resamples']} resamples. Signers are drawn again, not signatures: those of one signer hang "
        "together.",
    )


def limits_of(evaluations: Sequence[Evaluation]) -> tuple[str, ...]:
    """Return what the figures do not say, a paragraph each."""
    figures = evaluations[0].figures
    limits = []
    if figures["corpus"].startswith("synthetic-"):
        limits.append("The signers of this corpus do not exist. Its figures say nothing about people.")
    if figures["ink"] != "as-recorded":
        limits.append(
            "The ink was made worse as that equipment would have captured it, references and tests alike. How a hand "
            "moves another tool is not imitated."
        )
    limits.append(
        "The intervals cover which signers were met; the standard deviation covers which references were drawn. "
        "Neither covers other devices, other days or other forgers."
    )
    if figures["signers"] < FEW_SIGNERS:
        limits.append(f"{_counted(figures['signers'], 'signer')} are few: intervals from so few are rough themselves.")
    spotless = [e.figures[kind] for e in evaluations for kind in ("skilled", "random")]
    clean = [part["signers"] for part in spotless if part["common_eer_percent"] == 0]
    if clean:
        limits.append(
            "Where no error was seen, an interval of 0 to 0 says too little: with "
            f"{_counted(min(clean), 'signer')} the rate may still be as large as {min(100.0, 300 / min(clean)):.0f} % "
            "(the rule of three of ISO/IEC 19795-1, each signer counted as one trial)."
        )
    limits += [
        "Equal error rates, the errors at 95 % recall and at 1 % FMR, and the minimum of Cllr are read off these very "
        "trials. What the model's own lines do, set beforehand on other signers, stands in the rows accepted / "
        "referred / rejected.",
        "The draws share signatures, so the pooled curves look surer than they are. Random forgeries were written by "
        "signers of the same corpus; the intervals count them as the claimed signer's.",
        "What a model has learnt from stands in its card. Nobody of this corpus may be among its signers: this report "
        "cannot check that.",
        "A likelihood ratio weighs two propositions against each other. It is not the probability that a signature is "
        "genuine.",
    ]
    return tuple(limits)


def _impostors(title: str, parts: Sequence[dict[str, Any]]) -> Section:
    return Section(
        title=title,
        rows=(
            _with_spread("EER in %, one threshold for all signers", parts, "common_eer_percent"),
            _with_spread("EER in %, each signer's own threshold", parts, "signer_eer_percent"),
            _with_spread("FMR in % at 95 % recall", parts, "fmr_at_95_recall_percent"),
            _with_spread("FNMR in % at 1 % FMR", parts, "fnmr_at_1_fmr_percent"),
            _plain(
                "Cllr / its minimum, in bits",
                [f"{_three(part['cllr'])} / {_three(part['minimum_cllr'])}" for part in parts],
            ),
            _plain("Accepted / referred / rejected, in %", [_outcomes(part, "forgeries") for part in parts]),
            _plain(
                "Likelihood ratio of 1 or more, in %", [_one(part["forgeries_misleading_percent"]) for part in parts]
            ),
        ),
    )


def _plain(label: str, values: Sequence[str]) -> Row:
    return Row(label=label, values=tuple(values), notes=("",) * len(values))


def _with_spread(label: str, parts: Sequence[dict[str, Any]], name: str) -> Row:
    values, notes = [], []
    for part in parts:
        mean, sd, interval = part[name], part[f"{name}_sd"], part.get(f"{name}_interval")
        spread = "" if sd is None else f" ± {sd:.2f}"
        values.append(_NOTHING if mean is None else f"{mean:.2f}{spread}")
        notes.append("" if interval is None else f"{interval[0]:.2f} to {interval[1]:.2f}")
    return Row(label=label, values=tuple(values), notes=tuple(notes))


def _outcomes(part: dict[str, Any], whose: str) -> str:
    return " / ".join(_one(part[f"{whose}_{outcome}_percent"]) for outcome in ("accepted", "referred", "rejected"))


def _one(value: float | None) -> str:
    return _NOTHING if value is None else f"{value:.1f}"


def _three(value: float | None) -> str:
    return _NOTHING if value is None else f"{value:.3f}"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
