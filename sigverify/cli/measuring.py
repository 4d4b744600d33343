"""`evaluate`, `leaderboard` and `energies`: what models do on a corpus."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from sigverify.cli.board import board_of
from sigverify.cli.error_tables import print_differences, print_evaluations
from sigverify.cli.group import CORPUS, main
from sigverify.cli.output import check_writable, one_thread, print_table, progress, without_bar, write_text

if TYPE_CHECKING:
    from sigverify.corpora.protocol import DrawKind
    from sigverify.ink.degraded import Ink
    from sigverify.workflows.evaluating import ImpostorKind

INK_CHOICES = ("as-recorded", "without-pressure", "60hz", "mouse")  # numpy would have to be imported for them


@main.command()
@click.option("--corpus", required=True, metavar="KIND:DIR", help=CORPUS)
@click.option("--model", "models", multiple=True, default=("default",), show_default=True, help="May be repeated.")
@click.option("--references", default=5, show_default=True, type=click.IntRange(1, 12), help="For each signer.")
@click.option(
    "--draw",
    default="any",
    show_default=True,
    type=click.Choice(["any", "first-session"]),
    help="References from all genuine signatures, or from the first session with tests from the others.",
)
@click.option(
    "--draws", default=10, show_default=True, type=click.IntRange(1, 1000), help="Seeded draws of references."
)
@click.option(
    "--seed",
    default=1,
    show_default=True,
    type=click.IntRange(0),
    help="Of the first draw; each next one's is one more.",
)
@click.option(
    "--ink",
    default="as-recorded",
    show_default=True,
    type=click.Choice(INK_CHOICES),
    help="As worse equipment would have captured it, references and tests alike.",
)
@click.option("--json", "json_file", default=None, type=click.Path(path_type=Path), help="Write the figures here.")
@click.option("--scores", default=None, type=click.Path(path_type=Path), help="Write every trial here, as CSV.")
@click.option(
    "--report",
    "reports",
    multiple=True,
    metavar="FILE.html|FILE.pdf",
    type=click.Path(path_type=Path),
    help="Write figures and plots here, as one page or as PDF. May be repeated.",
)
def evaluate(
    corpus: str,
    models: tuple[str, ...],
    references: int,
    draw: str,
    draws: int,
    seed: int,
    ink: str,
    json_file: Path | None,
    scores: Path | None,
    reports: tuple[Path, ...],
) -> None:
    """Measure models on a corpus: error rates for skilled and random forgeries, as ISO/IEC 19795-1 has them."""
    from sigverify.corpora.recaptured import recaptured
    from sigverify.workflows.collected import open_corpus
    from sigverify.workflows.evaluating import Evaluation, Setting, evaluate_settings, write_scores
    from sigverify.workflows.models import load_verifier

    for report in reports:
        from sigverify.reports.evaluation_report import check_ending, write_report

        check_ending(report)
    check_writable(json_file, scores, *reports)
    verifiers = [load_verifier(name) for name in models]
    loaded = recaptured(open_corpus(corpus), cast("Ink", ink))
    one_thread()
    found: list[Evaluation] = []
    for verifier in verifiers:
        click.echo(f"Measuring {verifier.name}", err=True)
        with progress() as show:
            setting = Setting(references=references, draw=cast("DrawKind", draw), count=draws, seed=seed)
            found += evaluate_settings(verifier, loaded, [setting], advance=show)
    print_evaluations([result.figures for result in found])
    kinds: tuple[ImpostorKind, ...] = ("skilled", "random")
    for kind in kinds:
        print_differences(kind, {result.figures["model"]: result.trials(kind) for result in found})
    if json_file is not None:
        figures = [result.to_json() for result in found]
        write_text(json_file, json.dumps(figures[0] if len(figures) == 1 else figures, indent=1) + "\n")
    if scores is not None:
        write_scores(found, scores)
    for report in reports:
        write_report(found, report)


@main.command()
@click.option("--corpus", required=True, metavar="KIND:DIR", help=CORPUS)
@click.option("--model", "models", multiple=True, help="May be repeated; all that are known if left out.")
@click.option("--draws", default=10, show_default=True, type=click.IntRange(1, 1000), help="Seeded draws a setting.")
@click.option("--json", "json_file", default=None, type=click.Path(path_type=Path), help="Write all figures here.")
@click.option("--markdown", default=None, type=click.Path(path_type=Path), help="Write the table here, as Markdown.")
@click.option(
    "--report",
    default=None,
    metavar="FILE.html|FILE.pdf",
    type=click.Path(path_type=Path),
    help="Write plots of all models with five references here, or with as many as the corpus allows.",
)
def leaderboard(
    corpus: str,
    models: tuple[str, ...],
    draws: int,
    json_file: Path | None,
    markdown: Path | None,
    report: Path | None,
) -> None:
    """Measure every model in every setting: 5 and 1 references, both draws, skilled and random forgeries, cost."""
    from sigverify.workflows.collected import open_corpus
    from sigverify.workflows.leaderboard import leaderboard as measure
    from sigverify.workflows.models import find_model, known_models

    if report is not None:
        from sigverify.reports.evaluation_report import check_ending, write_report

        check_ending(report)
    check_writable(json_file, markdown, report)
    folders = [find_model(name) for name in dict.fromkeys(models)] or [summary.folder for summary in known_models()]
    loaded = open_corpus(corpus)
    one_thread()
    rows = []
    with progress() as show:
        for row in measure(folders, loaded, count=draws, advance=show):
            rows.append(row)
            if without_bar():
                click.echo(f"Measured {row.name}", err=True)
            if json_file is not None:  # after each row, so that hours of work survive what stops them
                write_text(json_file, json.dumps([done.to_json() for done in rows], indent=1) + "\n")
    rows.sort(key=lambda row: row.order)
    table = board_of(rows)
    click.echo(table.caption)
    print_table(table.for_terminal())
    if markdown is not None:
        write_text(markdown, table.as_markdown())
    if report is not None:
        setting = next(iter(rows[0].evaluations))
        write_report([row.evaluations[setting] for row in rows if setting in row.evaluations], report)


@main.command()
@click.option("--corpus", required=True, metavar="KIND:DIR", help=CORPUS)
@click.option("--model", required=True, help="A model of chopra-2005 or hadsell-2006.")
@click.option(
    "--margin",
    default=None,
    type=click.FloatRange(0, min_open=True),
    help="m, in units of energy; left out, a tenth of Q for Chopra's loss and half of its margin for Hadsell's.",
)
@click.option("--plot", default=None, type=click.Path(path_type=Path), help="Draw them here: .svg, .pdf or .png.")
def energies(corpus: str, model: str, margin: float | None, plot: Path | None) -> None:
    """Check the three conditions of Chopra, Hadsell & LeCun 2005 for a contrastive model on a corpus.

    The first is measured on the corpus; the second and third follow from the loss and the margin alone.
    """
    from sigverify.workflows.collected import open_corpus
    from sigverify.workflows.energies import energies_of
    from sigverify.workflows.models import find_model

    if plot is not None:
        from sigverify.reports.energy_plot import write_energy_plot
        from sigverify.reports.plot_files import check_plot_ending

        check_plot_ending(plot)
        check_writable(plot)
    one_thread()
    folder, loaded = find_model(model), open_corpus(corpus)
    with progress() as show:
        found = energies_of(folder, loaded, margin=margin, advance=show)
    conditions, shares = found.conditions, found.signer_shares
    worst = min(shares, key=lambda signer: shares[signer])
    least = conditions.minimum
    click.echo(
        f"{found.model} on {found.corpus}, {len(shares)} signers, energies up to {conditions.bound:g}, "
        f"m = {conditions.margin:g}. The second and third follow from loss and margin alone."
    )
    click.echo(
        f"1. E_G + m < E_I holds for {100 * conditions.share:.1f} % of pairs, mean over signers; worst {worst}: "
        f"{100 * shares[worst]:.1f} %"
    )
    inside = "lie" if conditions.minima_inside else "do not all lie"
    click.echo(f"2. the minima of H {inside} inside the half plane: E_G = {least[0]:.3g}, E_I = {least[1]:.3g}")
    inward = "is" if conditions.gradient_inward else "is not"
    click.echo(f"3. −∇H · [−1, 1] {inward} positive all along the margin line")
    if plot is not None:
        write_energy_plot(conditions, found.pairs, plot)
