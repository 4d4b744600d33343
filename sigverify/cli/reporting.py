"""`report`: a decision on paper, for the file, as the window writes it."""

from pathlib import Path

import click

from sigverify.cli.desk import NUMBER, open_store
from sigverify.cli.group import main
from sigverify.cli.output import check_writable
from sigverify.errors import UsageError


@main.command()
@click.argument("decision", type=NUMBER)
@click.argument("output", type=click.Path(path_type=Path))
@click.option("--language", default="en", show_default=True, help="Code of the report's language, as zh_CN.")
@click.pass_obj
def report(url: str | None, decision: int, output: Path, language: str) -> None:
    """Write the report of DECISION, by the number that `decisions` lists, to OUTPUT as PDF.

    It holds pictures of the signature and its references, both propositions with their likelihood ratios in figures and
    words, what departs, notes, aligned curves, the model with its hash and measured error rates, and limits; the ink is
    attached as InkML. All of that is in the clear.
    """
    from sigverify.gui.language import languages

    if output.suffix.lower() != ".pdf":
        raise UsageError(f"A report is a file in .pdf, found '{output.name}'. Give it this ending.")
    if language not in languages():
        raise UsageError(f"There is no language '{language}'. Choose one of {', '.join(languages())}.")
    check_writable(output)
    with open_store(url) as store:
        from sigverify.gui.reporting import write_decision_report

        write_decision_report(store, decision, output, language)
    click.echo(f"Decision {decision} is written to {output}, in the clear: keep it as you keep the case file.")
