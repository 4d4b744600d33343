"""What a report says of the model: which one, how often it erred where it was measured, and what that leaves open."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sigverify.gui.language import tr, tr_all
from sigverify.gui.plots.report_flow import Flow
from sigverify.gui.words import NOT_KEPT, counted, fact, lines_chosen, percent
from sigverify.sentences import said
from sigverify.verification.lines import LinesUsed

if TYPE_CHECKING:
    from sigverify.verification.model_record import ErrorRates, ModelRecord, Percentage

RATES_UNKNOWN = said("The model's card tells no measured error rates: how often it errs is not known.")
CARD_UNKNOWN = said("The model's card is not at hand: how often it errs is not known here.")

_COLUMNS = (92.0, 86.0, 122.0, 122.0, 142.0, 142.0, 98.0, 100.0)
"""Their widths, in units of which a page is 1000 wide."""

_USUAL = (1, 5)
"""Numbers of references whose rates are told beside those of the decision."""

_WHOLE, _UNKNOWN = 520.0, 110.0
"""Room that the heading asks for, so that rates stay on a page with what they leave open; and where there are none."""

_READING = (
    said(
        "Equal error: where as many skilled forgeries would be accepted as genuine signatures rejected, by one line "
        "for all signers, or by each signer's own, which nobody knows beforehand. Forgeries accepted, genuine "
        "rejected: by the model's own two lines; what lies between them is referred to a person. Cllr: what the "
        "likelihood ratios cost, 0 were they perfect, 1 did they tell nothing. ± is the standard deviation over draws "
        "of references."
    ),
    said(
        "No signature was judged by a network that had learnt from its signer, but the calibration and its lines were "
        "set on these same trials: on other signers errors may be more frequent."
    ),
)

_OPEN = said(
    "What these rates do not tell: how often the model errs on other tablets, with other forgers, or on signers of "
    "other ages, scripts and habits than those of these corpora; and how probable an error is in this case."
)


def write_model(
    flow: Flow,
    record: "ModelRecord | None",
    name: str | None,
    sha256: str | None,
    references: int,
    lines: LinesUsed | None = None,
) -> None:
    """Write which model it was, its error rates, and what they leave open.

    record: None where its card is not at hand. name, sha256: as the decision tells them, None where it does not.
    references: how many the decision had, 0 where that was not kept. lines: which it was made by.
    """
    flow.heading(
        tr("The model, and how often it errs"), least=_WHOLE if record is not None and record.rates else _UNKNOWN
    )
    flow.facts([(tr("Model"), name or tr(NOT_KEPT)), (tr("Its SHA-256"), sha256 or tr(NOT_KEPT))])
    if record is None:
        flow.paragraph(tr(CARD_UNKNOWN))
        return
    flow.facts(_facts(record))
    if not record.rates:
        flow.paragraph(tr(RATES_UNKNOWN))
        return
    here = record.rates_for(references)
    shown = [rates for rates in record.rates if rates.references in _USUAL or rates is here]
    marked = shown.index(here) if here in shown else None
    flow.table(_COLUMNS, _head(), [rates_row(rates) for rates in shown], marked=marked)
    if here is not None:
        flow.paragraph(_which_row(here, references), role="muted")
    for sentence in _READING:
        flow.paragraph(tr(sentence), role="muted")
    flow.paragraph(_measured_on(record))
    flow.paragraph(tr(_OPEN))
    if lines is not None and (chosen := lines_chosen(lines)):
        flow.paragraph(
            tr(
                "This decision was made by lines for {lines}, not by the model's own, of which the table tells.",
                lines=chosen,
            )
        )


def rates_in_short(record: "ModelRecord | None", references: int) -> str:
    """Return in a sentence how often the model errs with so many references, for the first page."""
    if record is None:
        return tr(CARD_UNKNOWN)
    rates = record.rates_for(references)
    if rates is None or rates.forgeries_accepted is None or rates.genuine_rejected is None:
        return tr(RATES_UNKNOWN) if not record.rates else tr("How often the model errs is told below.")
    told = tr(
        "Where this model was measured, with {references}, by its own lines, it accepted {accepted} of skilled "
        "forgeries and rejected {rejected} of genuine signatures. What that tells, and what it does not, stands below.",
        references=counted(rates.references, "reference"),
        accepted=percent(rates.forgeries_accepted.mean / 100),
        rejected=percent(rates.genuine_rejected.mean / 100),
    )
    return tr_all((told, _invented_words(record)))


def _facts(record: "ModelRecord") -> list[tuple[str, str]]:
    made = record.made_at[:10] or tr(NOT_KEPT)
    if record.program:
        made = tr("{day} by {program}", day=made, program=record.program)
    if record.commit:
        made = tr("{made}, commit {commit}", made=made, commit=record.commit[:12])
    rows = [(tr("Made"), made)]
    if record.parts:
        rows.append((tr("Compares by"), " + ".join(record.parts)))
    if record.corpora:
        named = tr_all((_corpus_words(corpus.name, corpus.signers) for corpus in record.corpora), ", ")
        total = [corpus.signers for corpus in record.corpora]
        if len(total) > 1 and None not in total:
            named = fact(counted(sum(filter(None, total)), "signer"), named)
        rows.append((tr("Learnt from"), named))
    return rows


def _corpus_words(name: str, signers: int | None) -> str:
    return name if signers is None else tr("{corpus} ({signers})", corpus=name, signers=counted(signers, "signer"))


def _invented_words(record: "ModelRecord") -> str:
    """Return that none of the signers exists, '' where people are among them or the card does not tell."""
    if not record.corpora or not all(corpus.invented for corpus in record.corpora):
        return ""
    return tr("These signers do not exist: a program made them up. Of people these rates tell nothing.")


def _measured_on(record: "ModelRecord") -> str:
    """Return what signers and ink the rates were measured on, as far as the card tells."""
    told = [_invented_words(record)]
    forged = [corpus.name for corpus in record.corpora if corpus.invented_forgeries]
    if forged:
        told.append(
            tr(
                "Forgeries of {corpora} were made by a program: how often people's would be accepted they do not tell.",
                corpora=tr_all(forged, ", "),
            )
        )
    told.append(
        tr("Calibrated across sessions with {corpora}.", corpora=tr_all(record.across_sessions, ", "))
        if record.across_sessions
        else tr("Not calibrated across sessions: hands differ more from day to day than it was shown.")
    )
    if (capture := record.capture) is not None and capture.signatures:
        low, high = capture.rate_hz
        told.append(
            tr(
                "Measured on {signatures} of {rate} points a second, {share:.0f}\N{NARROW NO-BREAK SPACE}% of them "
                "with pressure.",
                signatures=counted(capture.signatures, "signature"),
                rate=f"{low:.0f}" if round(low) == round(high) else f"{low:.0f}–{high:.0f}",
                share=100 * capture.with_pressure,
            )
        )
    return tr_all(told)


def _head() -> Sequence[str]:
    return (
        tr("References"),
        tr("Signers"),
        tr("Equal error"),
        tr("Signer's own"),
        tr("Forgeries accepted"),
        tr("Genuine rejected"),
        tr("Cllr, skilled"),
        tr("Cllr, random"),
    )


def rates_row(rates: "ErrorRates") -> Sequence[str]:
    """Return a line of the table; what the card does not tell is a dash."""
    return (
        str(rates.references),
        str(rates.signers) if rates.signers is not None else "–",
        _told(rates.equal_error),
        _told(rates.own_equal_error),
        _told(rates.forgeries_accepted),
        _told(rates.genuine_rejected),
        _cost(rates.cllr),
        _cost(rates.random_cllr),
    )


def _which_row(here: "ErrorRates", references: int) -> str:
    if here.references == references:
        return tr("The line that stands out is for as many references as were compared with here.")
    return tr(
        "{references} were compared with here; the line that stands out is for the largest number below that was "
        "measured.",
        references=counted(references, "reference"),
    )


def _told(rate: "Percentage | None") -> str:
    if rate is None:
        return "–"
    if rate.sd is None:
        return percent(rate.mean / 100)
    return tr("{mean:.1f} ± {sd:.1f}\N{NARROW NO-BREAK SPACE}%", mean=rate.mean, sd=rate.sd)


def _cost(value: float | None) -> str:
    return "–" if value is None else tr("{cost:.3f}", cost=value)
