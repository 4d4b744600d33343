"""`verify`, `identify` and `decisions`: the window's work with signers of the store, on files."""

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.table import Table

from sigverify.cli.desk import FALSE_MATCHES, FALSE_NON_MATCHES, FORMAT, PROFILE, open_store, read_ink
from sigverify.cli.group import main
from sigverify.cli.output import print_json, print_table
from sigverify.cli.verdicts import OUTCOME_WORDS, print_decision, status_of
from sigverify.verification.lines import AskedRates

if TYPE_CHECKING:
    from sigverify.storage.rows import ReviewedDecision
    from sigverify.storage.store import Store
    from sigverify.workflows.identifying import Candidate

_COLUMNS = (
    *("decision_id", "decided_at", "signer_id", "signer", "profile", "decision", "score", "threshold", "reject_below"),
    *("model", "model_sha256", "template_version", "recording_id", "label", "ruling"),
)


@main.command()
@click.argument("signer")
@click.argument("file", type=click.Path(path_type=Path))
@PROFILE
@FORMAT
@FALSE_MATCHES
@FALSE_NON_MATCHES
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def verify(
    ctx: click.Context,
    signer: str,
    file: Path,
    profile: str | None,
    kind: str | None,
    false_matches: float | None,
    false_non_matches: float | None,
    as_json: bool,
) -> None:
    """Decide whether the signature in FILE is SIGNER's, by the model in use, and store both.

    Exit status 0 accepts, 1 refers or rejects. The same signature again gets its first decision back; a copy of any
    other signature in the store is refused.
    """
    from sigverify.workflows.ageing import old_words, reminder_of
    from sigverify.workflows.models import verifier_in_use
    from sigverify.workflows.naming import profile_named, signer_named
    from sigverify.workflows.verifying import verify_ink

    rates = AskedRates(false_matches=false_matches, false_non_matches=false_non_matches)
    ink = read_ink(file, kind)
    with open_store(ctx.obj) as store:
        whose = signer_named(store, signer)
        way = profile_named(whose, profile)
        found = verify_ink(store, verifier_in_use(store), whose.id, ink, rates, way.id)
        old = old_words(way, reminder_of(store))
    if as_json:
        beside = {
            "profile": way.name,
            "grown_old": old,
            "devices_apart": found.devices_apart,
            "repeated": found.repeated,
        }
        print_json({**found.stored.to_json(), **beside})
    else:
        if found.repeated:
            click.echo(
                f"This very signature was verified on {found.stored.decided_at.astimezone():%Y-%m-%d %H:%M}. Again:"
            )
        print_decision(found.decision)
        if found.devices_apart:
            click.echo(found.devices_apart)
        if old:
            click.echo(old)
        number = found.stored.id
        click.echo(f"decision {number}; `sigverify report {number} decision-{number}.pdf` writes it for the file")
    ctx.exit(status_of(found.decision.outcome))


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@FORMAT
@click.option("--samples", is_flag=True, help="Compare with sample signers too; else only where nobody else is there.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def identify(ctx: click.Context, file: Path, kind: str | None, samples: bool, as_json: bool) -> None:
    """Compare the signature in FILE with all signers who have references, the likeliest first; nothing is stored.

    Of a signer with several profiles the best one counts.

    It says where the signature equals a stored one to the sample. Exit status 0 where the likeliest would be accepted,
    1 where nobody would.
    """
    from sigverify.workflows.identifying import Gallery
    from sigverify.workflows.models import verifier_in_use
    from sigverify.workflows.verifying import copies_of

    ink = read_ink(file, kind)
    with open_store(ctx.obj) as store:
        gallery = Gallery(store, verifier_in_use(store))
        found = gallery.identify(ink, samples=samples)
        candidates = found.candidates
        copies = copies_of(store, ink)
    if as_json:
        told = [_candidate(candidate) for candidate in candidates]
        verifier = gallery.verifier
        same = [{"recording_id": copy.id, "signer_id": copy.signer_id} for copy in copies]
        values = {"model": verifier.name, "model_sha256": verifier.sha256, "candidates": told, "copies": same}
        values["left_out"] = [{"signer_id": signer.id, "reason": reason} for signer, reason in found.left_out]
        print_json(values)
    else:
        table = Table(
            "name", "profile", "decision", "score", "against a random forgery", "id", box=None, header_style="bold"
        )
        for candidate in candidates:
            weighed, ratio = candidate.weighed, candidate.weighed.against_random
            figure = ratio.figure if ratio is not None else "–"
            name, outcome = candidate.signer.name, OUTCOME_WORDS[weighed.outcome]
            table.add_row(name, candidate.profile.name, outcome, f"{weighed.score:.2f}", figure, candidate.signer.id)
        print_table(table)
        if unlike := candidates[0].weighed.unlike_capture:
            click.echo(unlike)
        if copies:
            click.echo(
                f"It equals, to the sample, a signature stored on {copies[0].taken_at.astimezone():%Y-%m-%d}: it is "
                "that file, or a copy, and nobody wrote it anew."
            )
        for signer, reason in found.left_out:
            click.echo(f"{signer.name} was not compared: {reason}")
        click.echo("The best of many is the best by chance alone the more often the more there are: look at the ratio.")
    ctx.exit(status_of(candidates[0].weighed.outcome))


@main.command()
@click.option("--signer", default=None, metavar="SIGNER", help="Of one signer only, by name or id.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with all that is known of each.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@click.pass_obj
def decisions(url: str | None, signer: str | None, as_json: bool, as_csv: bool) -> None:
    """List the decisions that the store holds, oldest first, with what people said of them."""
    from sigverify.workflows.naming import signer_named
    from sigverify.workflows.spreadsheets import safe_cell

    if as_json and as_csv:
        raise click.UsageError("Choose one of --json and --csv.")
    with open_store(url) as store:
        people = store.signers()
        names = {one.id: one.name for one in people}
        ways = {profile.id: profile.name for one in people for profile in one.profiles}
        found = _reviewed(store, signer_named(store, signer).id if signer is not None else None)
    rows: list[dict[str, Any]] = [
        {
            **entry.to_json(),
            "signer": names.get(entry.stored.signer_id, ""),
            "profile": ways.get(entry.stored.profile_id, ""),
        }
        for entry in found
    ]
    if as_json:
        print_json(rows)
    elif as_csv:
        text = io.StringIO()
        writer = csv.DictWriter(text, _COLUMNS, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: safe_cell(value) for name, value in row.items()} for row in rows)
        click.echo(text.getvalue(), nl=False)
    else:
        heads = ("number", "decided", "signer", "profile", "decision", "score", "model", "overridden")
        table = Table(*heads, box=None, header_style="bold")
        for entry, row in zip(found, rows, strict=True):
            outcome, score = OUTCOME_WORDS.get(row.get("decision", ""), "–"), row.get("score")
            figure = f"{score:.2f}" if isinstance(score, float) else "–"
            ruling = OUTCOME_WORDS[entry.ruling] if entry.ruling is not None else ""
            decided = f"{entry.stored.decided_at.astimezone():%Y-%m-%d %H:%M}"
            number = str(entry.stored.id)
            table.add_row(
                number, decided, row["signer"], row["profile"], outcome, figure, row.get("model", "–"), ruling
            )
        print_table(table)


def _reviewed(store: "Store", signer_id: str | None) -> list["ReviewedDecision"]:
    """Return all decisions, or those about a signer, oldest first."""
    found: list[ReviewedDecision] = []
    while page := store.review(found[-1].stored.id if found else None):
        found += page
    return [entry for entry in reversed(found) if signer_id is None or entry.stored.signer_id == signer_id]


def _candidate(candidate: "Candidate") -> dict[str, Any]:
    weighed, random = candidate.weighed, candidate.weighed.against_random
    return {
        "signer_id": candidate.signer.id,
        "name": candidate.signer.name,
        "profile": candidate.profile.name,
        "decision": weighed.outcome,
        "score": weighed.score,
        "threshold": weighed.calibration.accept_at,
        "reject_below": weighed.calibration.reject_below,
        "against_skilled": weighed.against_skilled.to_json(),
        "against_random": random.to_json() if random is not None else None,
        "unlike_capture": weighed.unlike_capture,
    }
