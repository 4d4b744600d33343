"""`convert`: signatures from one file format into another."""

from pathlib import Path

import click

from sigverify.cli.group import main
from sigverify.cli.output import fail, interrupted, progress
from sigverify.ink.formats import FORMATS, KINDS, WRITTEN_KINDS


@main.command()
@click.argument("source", required=False, metavar="IN")
@click.argument("target", required=False, type=click.Path(path_type=Path), metavar="OUT")
@click.option("--from", "reads", default=None, type=click.Choice(KINDS), help="Format of IN; recognised if left out.")
@click.option(
    "--to", "writes", default=None, type=click.Choice(WRITTEN_KINDS), help="Format of OUT; by its ending if left out."
)
@click.option("--skip-bad", is_flag=True, help="Leave bad files out; else nothing is written where one is bad.")
@click.option("--force", is_flag=True, help="Replace files that are there already.")
@click.option("--list", "list_formats", is_flag=True, help="List the formats, what each keeps and what it loses.")
def convert(
    source: str | None,
    target: Path | None,
    reads: str | None,
    writes: str | None,
    skip_bad: bool,
    force: bool,
    list_formats: bool,
) -> None:
    """Convert IN into OUT: a file, a folder of files, or a corpus as KIND:DIR into a file or a folder.

    A folder is converted file by file, with its folders, or into one file of JSON lines. OUT is a folder if there is
    one or its name has no ending, and then needs --to.
    """
    from sigverify.workflows.converting import ConvertPlan
    from sigverify.workflows.converting import convert as convert_files

    if list_formats:
        _print_formats()
        return
    if source is None or target is None:
        raise click.UsageError("Name IN and OUT, or ask for --list.")
    plan = ConvertPlan(source=source, target=target, reads=reads, writes=writes, overwrite=force, skip_bad=skip_bad)
    with progress() as show, interrupted() as stopped:
        done = convert_files(plan, advance=show, cancelled=stopped)
    for _, sentence in done.bad:
        click.echo(f"{'Skipped' if skip_bad else 'Bad'}: {sentence}", err=True)
    if done.passed_over:
        click.echo(f"{done.passed_over} file(s) of other kinds were left alone.", err=True)
    if not done.written:
        skip = "" if skip_bad else " Mend them, or leave them out with --skip-bad."
        fail(f"{len(done.bad)} file(s) cannot be converted; nothing was written.{skip}")
    if lost := done.told_losses():
        click.echo(f"{done.format.title} ({done.format.name}) did not keep: {lost}.", err=True)
    files = str(target) if len(done.written) == 1 and done.written[0] == target else f"{len(done.written)} file(s)"
    place = "" if files == str(target) else f" in {target}"
    click.echo(f"Wrote {done.signatures} signature(s) to {files}{place}")


def _print_formats() -> None:
    for format_ in FORMATS:
        use = "read, written" if format_.render is not None else "read"
        click.echo(f"{format_.name} ({', '.join(format_.suffixes)}): {format_.title}; {use}")
        if format_.render is not None:
            click.echo(f"    keeps: {format_.keeps}")
            click.echo(f"    loses: {format_.loses or 'nothing'}")
