"""`tablet`: what a recorded file tells of the device that wrote it."""

import json
from pathlib import Path

import click
from rich.table import Table

from sigverify.cli.group import main
from sigverify.cli.output import print_table
from sigverify.ink.device_verdict import DeviceVerdict, State

SIGNS: dict[State, str] = {"good": "✔ good", "mind": "! mind", "bad": "✖ poor", "plain": "· note"}
"""Each state by sign and word, never by colour alone."""


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--format", "kind", default=None, help="svc2004, susig, sigcomp2009, mcyt or csv; recognised if left out."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def tablet(file: Path, kind: str | None, as_json: bool) -> None:
    """Report on the device that wrote FILE: rate, gaps, bursts, pressure, resolution, and what it is good for.

    The report holds nothing of the writing itself.
    """
    from sigverify.ink.device_report import device_report
    from sigverify.ink.device_verdict import judge
    from sigverify.ink.formats import read_recording

    report = device_report(read_recording(file, kind))
    verdict = judge(report)
    if as_json:
        click.echo(json.dumps(verdict.to_json() | {"measured": report.to_json()}, indent=1, ensure_ascii=False))
    else:
        _print_verdict(verdict)


def _print_verdict(verdict: DeviceVerdict) -> None:
    click.echo(verdict.sentence)
    table = Table(box=None, show_header=False, pad_edge=False)
    for fact in verdict.facts:
        table.add_row(SIGNS[fact.state], fact.name, " · ".join(part for part in (fact.words, fact.remedy) if part))
    if verdict.facts:
        print_table(table)
