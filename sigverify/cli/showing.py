"""`demo` and `compare`: what the program does, in the window and on files."""

import json
from pathlib import Path

import click
from rich.table import Table

from sigverify.cli.group import main
from sigverify.cli.output import fail, print_table


@main.command()
@click.option("--corpus", default=None, metavar="KIND:DIR", help="Real signatures; synthetic:N@7 if left out.")
@click.option("--signers", default=6, show_default=True, type=click.IntRange(1, 100), help="Signers to replay.")
@click.option("--model", default="default", show_default=True, help="Model to verify with.")
@click.option("--pictures", default=None, type=click.Path(path_type=Path), help="Folder for the pictures.")
@click.option("--retrain-steps", default=60, show_default=True, type=click.IntRange(0, 5000), help="0 leaves it out.")
def demo(corpus: str | None, signers: int, model: str, pictures: Path | None, retrain_steps: int) -> None:
    """Replay enrolment, verification and retraining through the real window, pen event by pen event."""
    from sigverify.gui.demo import run_demo
    from sigverify.workflows.collected import open_corpus

    loaded = open_corpus(corpus or f"synthetic:{signers}@7")
    result = run_demo(loaded, signers=signers, model=model, pictures=pictures, retrain_steps=retrain_steps)
    _print_demo(result.rows, result.summary, result.pictures)


@main.command()
@click.argument("references", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--questioned", required=True, type=click.Path(path_type=Path), help="The signature in question.")
@click.option("--model", default="default", show_default=True, help="Name or path of a model; dtw and duration too.")
@click.option(
    "--format", "kind", default=None, help="svc2004, susig, sigcomp2009, mcyt or csv; recognised if left out."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def compare(
    ctx: click.Context, references: tuple[Path, ...], questioned: Path, model: str, kind: str | None, as_json: bool
) -> None:
    """Compare a questioned signature with REFERENCE files; exit status 0 accepts, 1 refers or rejects."""
    from sigverify.ink.formats import read_recording
    from sigverify.ink.quality import assess
    from sigverify.workflows.models import load_verifier

    *inks, in_question = [read_recording(path, kind) for path in (*references, questioned)]
    for path, ink in zip((*references, questioned), (*inks, in_question), strict=True):
        if refusals := assess(ink).refusals:
            fail(f"{path}: {refusals[0]}")
    verifier = load_verifier(model)
    decision = verifier.verify(verifier.enrol(inks), in_question)
    if as_json:
        click.echo(json.dumps(decision.to_json(), indent=1))
    else:
        words = {"accept": "✔ Accepted", "refer": "? Refer to a person", "reject": "✖ Rejected"}
        click.echo(words[decision.outcome])
        click.echo(
            f"score {decision.score:.2f} (accepted from {decision.threshold:.2f}, rejected below "
            f"{decision.reject_below:.2f}; log10 likelihood ratio)"
        )
        click.echo(
            f"distance {decision.distance:.2f}; by reference {', '.join(f'{d:.2f}' for d in decision.distances)}"
        )
        click.echo(f"model {decision.model}, {decision.reference_count} reference(s)")
        click.echo(decision.reason)
    ctx.exit(0 if decision.outcome == "accept" else 1)


def _print_demo(rows: list[tuple[str, str, str, str]], summary: str, pictures: Path | None) -> None:
    table = Table("signer", "signature", "decision", "score", box=None, header_style="bold")
    for row in rows:
        table.add_row(*row)
    print_table(table)
    click.echo(summary)
    if pictures is not None:
        click.echo(f"Pictures lie in {pictures}")
