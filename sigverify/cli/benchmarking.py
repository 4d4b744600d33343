"""`benchmark`: how fast it is on this machine, beside what people would use instead."""

import json
from pathlib import Path

import click
from rich.table import Table

from sigverify.cli.group import CORPUS, main
from sigverify.cli.output import check_writable, one_thread, print_table, progress, write_text


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
@click.option(
    "--large", is_flag=True, help="Take the sizes that the goals name: an hour, and 20 GB of disk for a while."
)
@click.option("--json", "json_file", default=None, type=click.Path(path_type=Path), help="Write all figures here.")
@click.option("--markdown", default=None, type=click.Path(path_type=Path), help="Write the table here, as Markdown.")
def benchmark(
    corpus: str,
    model: str,
    only: tuple[str, ...],
    against: str,
    large: bool,
    json_file: Path | None,
    markdown: Path | None,
) -> None:
    """Measure how fast sigverify is on this machine, beside what people would use instead.

    Everything is timed in turn, on one core, on the same recordings. Peers come with the extra 'bench'. Close other
    programs first: they make medians worse, the best tenth hardly.
    """
    from sigverify.benchmarks.ink import Setting
    from sigverify.benchmarks.rows import HEADINGS
    from sigverify.benchmarks.suite import chosen, measure
    from sigverify.corpora.folders import load_corpus

    for target in (json_file, markdown):
        if target is not None:
            check_writable(target)
    chosen(only)
    one_thread()
    setting = Setting(corpus=load_corpus(corpus), model=model, peers=against == "all", large=large)
    with progress() as advance:
        report = measure(setting, only, advance)
    table = Table(caption=report.caption)
    for place, heading in enumerate(HEADINGS):
        table.add_column(heading, justify="left" if place < 2 else "right")
    for row in report.rows:
        table.add_row(*row.cells())
    print_table(table)
    if json_file is not None:
        write_text(json_file, json.dumps(report.to_json(), indent=1, ensure_ascii=False) + "\n")
    if markdown is not None:
        write_text(markdown, report.to_markdown())
