"""`tablet`: what a recorded file tells of the device that wrote it."""

from pathlib import Path

import click

from sigverify.cli.desk import FORMAT
from sigverify.cli.group import main
from sigverify.cli.output import print_json


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@FORMAT
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
        print_json(verdict.to_json() | {"measured": report.to_json()})
    else:
        click.echo(verdict.to_text())
