"""`curves`: how accuracy depends on the number of references and on what captured the ink."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click
from rich.table import Table

from sigverify.cli.group import CORPUS, main
from sigverify.cli.measuring import INK_CHOICES
from sigverify.cli.output import check_writable, one_thread, print_table, progress, without_bar, write_text

if TYPE_CHECKING:
    from sigverify.ink.degraded import Ink
    from sigverify.workflows.curves import ModelCurves

_ROWS = (
    ("skilled, common", "skilled", "common_eer_percent"),
    ("skilled, signer's", "skilled", "signer_eer_percent"),
    ("random, common", "random", "common_eer_percent"),
)


@main.command()
@click.option("--corpus", required=True, metavar="KIND:DIR", help=CORPUS)
@click.option(
    "--model",
    "models",
    multiple=True,
    default=("default", "dtw", "duration"),
    show_default=True,
    help="May be repeated.",
)
@click.option(
    "--references",
    multiple=True,
    default=(1, 2, 3, 5, 10),
    show_default=True,
    type=click.IntRange(1, 12),
    help="Numbers of references on ink as recorded. May be repeated.",
)
@click.option(
    "--ink",
    "inks",
    multiple=True,
    default=INK_CHOICES,
    show_default=True,
    type=click.Choice(INK_CHOICES),
    help="What captured the ink. May be repeated.",
)
@click.option(
    "--ink-references",
    default=5,
    show_default=True,
    type=click.IntRange(1, 12),
    help="References a signer where kinds of ink are compared.",
)
@click.option("--draws", default=10, show_default=True, type=click.IntRange(1, 1000), help="Seeded draws a setting.")
@click.option(
    "--random",
    is_flag=True,
    help="Test random forgeries too, which takes most of the time; always without skilled ones.",
)
@click.option("--json", "json_file", default=None, type=click.Path(path_type=Path), help="Write all figures here.")
@click.option(
    "--plot-references",
    default=None,
    type=click.Path(path_type=Path),
    help="Draw rates by number of references here: .svg, .pdf or .png.",
)
@click.option(
    "--plot-capture", default=None, type=click.Path(path_type=Path), help="Draw rates by kind of ink here, likewise."
)
def curves(
    corpus: str,
    models: tuple[str, ...],
    references: tuple[int, ...],
    inks: tuple[str, ...],
    ink_references: int,
    draws: int,
    random: bool,
    json_file: Path | None,
    plot_references: Path | None,
    plot_capture: Path | None,
) -> None:
    """Measure how accuracy depends on the number of references and on what captured the ink."""
    from sigverify.reports.curve_plots import write_capture_plot, write_reference_plot
    from sigverify.reports.plot_files import check_plot_ending
    from sigverify.workflows.collected import open_corpus
    from sigverify.workflows.curves import CurvePlan
    from sigverify.workflows.curves import curves as measure
    from sigverify.workflows.models import load_verifier

    for plot in (plot_references, plot_capture):
        if plot is not None:
            check_plot_ending(plot)
    check_writable(json_file, plot_references, plot_capture)
    plan = CurvePlan(
        references=references,
        inks=cast("tuple[Ink, ...]", inks),
        ink_references=ink_references,
        count=draws,
        random=random,
    )
    verifiers = [load_verifier(name) for name in dict.fromkeys(models)]
    loaded = open_corpus(corpus)
    one_thread()
    found: list[ModelCurves] = []
    with progress() as show:
        for part in measure(verifiers, loaded, plan, advance=show):
            found.append(part)
            if without_bar():
                click.echo(f"Measured {part.name}", err=True)
            if json_file is not None:  # after each model, so that what is done survives what stops the rest
                write_text(json_file, json.dumps([done.to_json() for done in found], indent=1) + "\n")
    _print_curves(found)
    if plot_references is not None:
        write_reference_plot(found, plot_references)
    if plot_capture is not None:
        write_capture_plot(found, plot_capture)


def _print_curves(found: "list[ModelCurves]") -> None:
    from sigverify.reports.curve_plots import DRAW_WORDS, INK_LABELS

    plan = found[0].plan
    click.echo(
        f"{found[0].corpus}, {plan.count} draws. Equal error rate in %, mean ± sd over draws, at a common threshold "
        "and at each signer's own;\n– where the corpus has too few signatures, ± 0.0 where a draw has no choice."
    )
    for draw in found[0].draws:
        click.echo(f"\nBy number of references, ink as recorded, {DRAW_WORDS[draw]}")
        counts = {(count, draw): str(count) for count in plan.references}
        _print_rates([(curves.name, curves.by_references) for curves in found], counts)
        click.echo(f"\nBy what captured the ink, {plan.ink_references} reference(s), {DRAW_WORDS[draw]}")
        inks = {(ink, draw): INK_LABELS[ink].replace("\n", " ") for ink in plan.inks}
        _print_rates([(curves.name, curves.by_ink) for curves in found], inks)


def _print_rates(found: list[tuple[str, dict[Any, dict[str, Any]]]], columns: dict[Any, str]) -> None:
    table = Table("model", box=None, header_style="bold", pad_edge=False)
    for label in columns.values():
        table.add_column(label, justify="right", no_wrap=True)
    first = found[0][1]
    table.add_row("signers, skipped", *(_signers(first.get(key)) for key in columns))
    rows = [row for row in _ROWS if any(part[row[1]]["signers"] for _, figures in found for part in figures.values())]
    for name, figures in found:
        table.add_row(name)
        for label, kind, rate in rows:
            table.add_row(f"  {label}", *(_rate(figures.get(key), kind, rate) for key in columns))
    print_table(table)


def _signers(figures: dict[str, Any] | None) -> str:
    return "–" if figures is None else f"{figures['signers']}, {figures['skipped_signers']}"


def _rate(figures: dict[str, Any] | None, kind: str, rate: str) -> str:
    mean = None if figures is None else figures[kind][rate]
    if figures is None or mean is None:
        return "–"
    sd = figures[kind][f"{rate}_sd"]
    return f"{mean:.1f}" + ("" if sd is None else f" ± {sd:.1f}")
