"""`audit`: the chain of what was done in the store, checked and taken out of it."""

import json
from pathlib import Path

import click

from sigverify.cli.desk import open_store
from sigverify.cli.group import main
from sigverify.cli.output import check_writable, write_text

_MOST_TOLD = 20
"""Findings that are printed: a chain that was replaced gives one for each entry."""


@main.group()
def audit() -> None:
    """Check or export the chain of what was done in the store."""


@audit.command()
@click.option(
    "--head",
    default=None,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="What 'audit head' printed earlier: shows whether the end of the chain was cut off.",
)
@click.pass_context
def verify(ctx: click.Context, head: Path | None) -> None:
    """Check every entry: exit status 0 where the chain is sound, 1 where it was tampered with."""
    from sigverify.workflows.audit_heads import read_head

    known = read_head(head) if head is not None else None
    with open_store(ctx.obj) as store:
        report = store.verify_audit(known)
    for line in (*report.faults[:_MOST_TOLD], *report.remarks):
        click.echo(line)
    if len(report.faults) > _MOST_TOLD:
        click.echo(f"There are {len(report.faults) - _MOST_TOLD} more such findings.")
    if not report.sound:
        click.echo(f"The chain of {report.entries} entries is not sound: somebody changed the store from outside.")
        ctx.exit(1)
    click.echo(f"The chain of {report.entries} entries is sound.")
    if known is None:
        click.echo("Whether its end was cut off shows only against a head that was kept elsewhere: see --head.")


@audit.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.pass_obj
def export(url: str | None, file: Path | None) -> None:
    """Write every entry as a line of JSON to FILE, or print them; signers by their random ids."""
    from sigverify.storage import events

    check_writable(file)
    with open_store(url) as store:
        entries = store.audit_entries()
        store.record(events.exported("audit", len(entries)))
    lines = "".join(json.dumps(entry.to_json()) + "\n" for entry in entries)
    if file is None:
        click.echo(lines, nl=False)
    else:
        write_text(file, lines)
        click.echo(f"{len(entries)} entries are written to {file}")


@audit.command()
@click.pass_obj
def head(url: str | None) -> None:
    """Print the last entry's number, time and hash. Keep it elsewhere, for 'audit verify --head'."""
    from sigverify.workflows.audit_heads import head_text

    with open_store(url) as store:
        found = store.audit_head()
    click.echo(head_text(found))
