"""`benchmark`: how fast it is on this machine, beside what people would use instead."""

import json
from dataclasses import replace
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING

import click
from rich.table import Table

from sigverify.cli.group import CORPUS, main
from sigverify.cli.output import check_writable, one_thread, print_table, progress, write_text
from sigverify.errors import UsageError

if TYPE_CHECKING:
    from sigverify.benchmarks.ink import Setting
    from sigverify.benchmarks.rows import Report, Row
    from sigverify.reports.growth_plot import GrowthCurve


@main.command()
@click.option("--corpus", default="synthetic:20@7", show_default=True, metavar="KIND:DIR", help=CORPUS)
@click.option("--model", default="default", show_default=True, help="Whose decision and live score are timed.")
@click.option("--only", multiple=True, metavar="NAME", help="Only this subject. May be repeated.")
@click.option(
    "--against",
    default="all",
    show_default=True,
    type=click.Choice(["all", "nobody"]),
    help="Time the peers that are installed beside it, or nobody.",
)
@click.option("--large", is_flag=True, help="Take the sizes that the goals name; how long that takes is said first.")
@click.option(
    "--signers",
    default=None,
    type=click.IntRange(min=2000),
    help="Signers of the crowded store: 5000, and 100000 with --large. 20000 take a fifth of the disk.",
)
@click.option(
    "--resume", is_flag=True, help="Go on from what --json holds already: subjects measured there are not again."
)
@click.option("--json", "json_file", default=None, type=click.Path(path_type=Path), help="Write all figures here.")
@click.option("--markdown", default=None, type=click.Path(path_type=Path), help="Write the table here, as Markdown.")
@click.option(
    "--plot", default=None, type=click.Path(path_type=Path), help="Draw how time grows here: .svg, .pdf, .png."
)
@click.option(
    "--reckon",
    default=None,
    type=click.Path(path_type=Path),
    help="Write here, as Markdown, what a million signers and a thousand decisions a second would cost.",
)
@click.option(
    "--from",
    "measured",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Take figures that --json wrote earlier and measure nothing. May be repeated, and joins them.",
)
def benchmark(
    corpus: str,
    model: str,
    only: tuple[str, ...],
    against: str,
    large: bool,
    signers: int | None,
    resume: bool,
    json_file: Path | None,
    markdown: Path | None,
    plot: Path | None,
    reckon: Path | None,
    measured: tuple[Path, ...],
) -> None:
    """Measure how fast sigverify is on this machine, beside what people would use instead.

    Everything is timed in turn, on one core, on the same recordings. Peers come with the extra 'bench'. Close other
    programs first: they make medians worse, the best tenth hardly. Stopped by Ctrl-C it keeps the subjects that are
    done, if --json was given, and leaves nothing else on the disk.
    """
    from sigverify.benchmarks.ink import Setting
    from sigverify.benchmarks.reckoning import measured_in, reckoned
    from sigverify.benchmarks.rows import HEADINGS
    from sigverify.benchmarks.suite import chosen
    from sigverify.corpora.folders import load_corpus
    from sigverify.reports.growth_plot import write_growth_plot
    from sigverify.reports.plot_files import check_plot_ending

    check_writable(json_file, markdown, plot, reckon)
    if plot is not None:
        check_plot_ending(plot)
    chosen(only)
    if measured:
        report = _joined([_read(path) for path in measured])
    else:
        one_thread()
        setting = Setting(corpus=load_corpus(corpus), model=model, peers=against == "all", large=large, signers=signers)
        report = _measured(setting, only, json_file, resume=resume)
    page = reckoned(measured_in(report.to_json())) if reckon is not None else ""
    curves = _curves(report) if plot is not None else []
    table = Table(caption=report.caption)
    for place, heading in enumerate(HEADINGS):
        table.add_column(heading, justify="left" if place < 2 else "right")
    for row in report.rows:
        table.add_row(*row.cells())
    print_table(table)
    if json_file is not None:
        _write_json(report, json_file)
    if markdown is not None:
        write_text(markdown, report.to_markdown())
    if plot is not None:
        write_growth_plot(curves, plot)
    if reckon is not None:
        write_text(reckon, page)


def _measured(setting: "Setting", only: tuple[str, ...], json_file: Path | None, *, resume: bool) -> "Report":
    """Measure what is still to be measured, after it was said what that takes; each subject is kept once it is done."""
    from sigverify.benchmarks.machine import described
    from sigverify.benchmarks.passing_folder import leaving_nothing, require_room
    from sigverify.benchmarks.suite import expected, left_of, measure

    before = None
    names = list(only)
    if resume:
        if json_file is None:
            raise UsageError("Nothing says where to go on from. Name by --json the file that was begun.")
        if json_file.exists():
            before = _read(json_file)
            _check_same(before, setting, described())
            names = left_of(only, before)
            if not names:
                return before
    with leaving_nothing(), progress() as advance:
        takes = expected(setting, names)
        words = f"This takes about {max(1, round(takes.seconds / 60))} min where nothing else is at work"
        if takes.disk_bytes:
            free = require_room(takes.disk_bytes)
            words += (
                f", and {takes.disk_bytes / 1e9:.1f} GB for a while in '{gettempdir()}', which has {free / 1e9:.1f}"
            )
        click.echo(f"{words}.", err=True)
        report = before
        for report in measure(setting, names, advance, before):
            if json_file is not None:  # kept, whatever becomes of the next subject
                _write_json(report, json_file)
    assert report is not None, "there is one subject at least"
    return report


def _check_same(before: "Report", setting: "Setting", machine: str) -> None:
    """Raise UsageError where figures were not measured as these would be."""
    same = before.setting == setting.to_json() and before.corpus == setting.corpus.name
    if not same or before.machine.split(";")[0] != machine.split(";")[0]:
        raise UsageError(
            "What --json holds was measured of another corpus or model, in other sizes, or on another machine. Use the "
            "options that it was begun with, or name another file."
        )


def _write_json(report: "Report", path: Path) -> None:
    """Write figures in the place of those before: whoever is killed meanwhile keeps the latter."""
    passing = path.with_name(f"{path.name}.part")
    write_text(passing, json.dumps(report.to_json(), indent=1, ensure_ascii=False) + "\n")
    passing.replace(path)


def _read(path: Path) -> "Report":
    from sigverify.benchmarks.rows import Report

    try:
        return Report.from_json(json.loads(path.read_text(encoding="utf-8")))
    except OSError as fault:
        raise UsageError(f"'{path}' cannot be read: {fault.strerror}. Name a file that --json wrote.") from fault
    except (ValueError, LookupError, TypeError) as fault:
        raise UsageError(f"'{path}' holds no figures of this command. Name a file that --json wrote.") from fault


def _joined(reports: "list[Report]") -> "Report":
    """Return one report of all rows; those of other machines would stand under a wrong caption."""
    first = reports[0]
    if any(report.machine.split(";")[0] != first.machine.split(";")[0] for report in reports):
        raise UsageError("These figures are of several machines. Join only those of one.")
    return replace(first, rows=[row for report in reports for row in report.rows])


def _curves(report: "Report") -> "list[GrowthCurve]":
    from sigverify.reports.growth_plot import GrowthCurve

    curves: dict[str, list[Row]] = {}
    for row in report.rows:
        if row.at is not None:
            curves.setdefault(row.what, []).append(row)
    if not curves:
        raise UsageError("There are no curves to draw. Measure the subject 'growth' too.")
    return [
        GrowthCurve(
            what=what,
            along=points[0].who.split(" ", 1)[1],
            at=[point.at or 0.0 for point in points],
            median_ms=[point.median or 0.0 for point in points],
            worked_ms=[point.worked or 0.0 for point in points],
        )
        for what, points in curves.items()
    ]
