"""`scores`: the error rates of any system, from the scores that it gave."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click
from rich.table import Table

from sigverify.cli.error_tables import ERROR_COLUMNS, error_cells, print_differences
from sigverify.cli.group import main
from sigverify.cli.output import check_writable, print_table, write_text

if TYPE_CHECKING:
    from sigverify.workflows.evaluating import ImpostorKind
    from sigverify.workflows.filed_scores import Scale


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--scale",
    default="similarity",
    show_default=True,
    type=click.Choice(["similarity", "distance", "log10-lr"]),
    help="Larger is more genuine, smaller is, or it is a log10 likelihood ratio, whose cost is told then.",
)
@click.option("--json", "json_file", default=None, type=click.Path(path_type=Path), help="Write the figures here.")
def scores(files: tuple[Path, ...], scale: str, json_file: Path | None) -> None:
    """Measure any system by its scores in FILES, as `evaluate` measures models.

    A file is a table (CSV) as `evaluate --scores` writes it, with a trial a line: signer, kind (genuine, skilled,
    random), score; model and draw where there are several. So that another program is measured on the same trials,
    have it score those that `evaluate --scores` names. Differences are paired where systems were given the same trials.
    """
    from sigverify.workflows.filed_scores import read_scores

    check_writable(json_file)
    found = read_scores(files, cast("Scale", scale))
    table = Table("system", *ERROR_COLUMNS, box=None, header_style="bold", pad_edge=False)
    told = [filed.to_json() for filed in found]
    kinds: tuple[ImpostorKind, ...] = ("skilled", "random")
    for figures in told:
        table.add_row(figures["system"])
        genuine = max(figures[kind]["genuine_trials"] for kind in kinds)
        table.add_row("  genuine", f"{genuine:,}", "", "", "", "")
        for kind in kinds:
            table.add_row(f"  {kind}", *error_cells(figures[kind]))
    click.echo(
        "In %: equal error rate at a common threshold and at each signer's own, FMR at 95 % recall; mean ± sd over "
        "draws."
    )
    print_table(table)
    for kind in kinds:
        print_differences(kind, {filed.system: filed.trials[kind] for filed in found})
    if json_file is not None:
        write_text(json_file, json.dumps(told, indent=1) + "\n")
