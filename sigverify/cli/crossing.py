"""`cross-corpus`: what networks reach on a corpus that they never saw, for each corpus in turn."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.table import Table

from sigverify.cli.group import CORPUS, main
from sigverify.cli.output import check_writable, interrupted, one_thread, print_table, progress, without_bar, write_text
from sigverify.shipped import DEFAULT_ARCHITECTURE

if TYPE_CHECKING:
    from sigverify.corpora.protocol import DrawKind
    from sigverify.workflows.crossing import Crossed, CrossPlan
    from sigverify.workflows.evaluating import ImpostorKind

_SECTIONS: "tuple[tuple[str, int, DrawKind, ImpostorKind], ...]" = (
    ("5 references, any session, skilled forgeries", 5, "any", "skilled"),
    ("1 reference, any session, skilled forgeries", 1, "any", "skilled"),
    ("5 references, first session, skilled forgeries", 5, "first-session", "skilled"),
    ("1 reference, first session, skilled forgeries", 1, "first-session", "skilled"),
    ("5 references, any session, random forgeries", 5, "any", "random"),
    ("1 reference, any session, random forgeries", 1, "any", "random"),
)


@main.command("cross-corpus")
@click.option(
    "--corpus", "corpora", multiple=True, required=True, metavar="KIND:DIR", help=f"{CORPUS} Give two or more."
)
@click.option(
    "--architecture",
    "architectures",
    multiple=True,
    default=(DEFAULT_ARCHITECTURE,),
    show_default=True,
    help="As for `train`. May be repeated; the floors dtw and duration are measured beside it.",
)
@click.option("--output", required=True, type=click.Path(path_type=Path), help="Folder of all models and figures.")
@click.option("--steps", default=None, type=click.IntRange(1), help="Batches a network; its recipe's if left out.")
@click.option("--folds", default=2, show_default=True, type=click.IntRange(2), help="Folds of held-out signers.")
@click.option("--seed", default=1, show_default=True, type=click.IntRange(0), help="Of everything drawn in training.")
@click.option("--draws", default=10, show_default=True, type=click.IntRange(1, 1000), help="Seeded draws a setting.")
@click.option("--json", "json_file", default=None, type=click.Path(path_type=Path), help="Write all figures here.")
@click.option("--markdown", default=None, type=click.Path(path_type=Path), help="Write the tables here, as Markdown.")
def cross_corpus(
    corpora: tuple[str, ...],
    architectures: tuple[str, ...],
    output: Path,
    steps: int | None,
    folds: int,
    seed: int,
    draws: int,
    json_file: Path | None,
    markdown: Path | None,
) -> None:
    """Leave each corpus out in turn: train on all the others, measure on it.

    What is done lies in the output folder: stopped or killed, the same command goes on from there.
    """
    from sigverify.workflows.collected import open_corpus
    from sigverify.workflows.crossing import CrossPlan
    from sigverify.workflows.crossing import cross_corpus as cross
    from sigverify.workflows.learning_from_stores import LearningFromStores

    check_writable(json_file, markdown)
    plan = CrossPlan(architectures=architectures, folds=folds, seed=seed, steps=steps, count=draws)
    stores = LearningFromStores(corpora, output.resolve())
    stores.note()
    loaded = [open_corpus(spec) for spec in corpora]
    one_thread()
    parts: list[Crossed] = []

    def advance(phase: str, done: float) -> None:
        stores.look()
        show(phase, done)

    with progress() as show, interrupted() as stopped:
        making = cross(
            loaded,
            plan,
            output.resolve(),
            advance=advance,
            notice=lambda sentence: click.echo(sentence, err=True),
            cancelled=stopped,
        )
        for part in making:
            parts.append(part)
            if without_bar():
                click.echo(f"Measured {part.architecture} on {part.corpus}", err=True)
            if json_file is not None:
                write_text(json_file, json.dumps(_as_json(parts, plan), indent=1) + "\n")
            if markdown is not None:
                write_text(markdown, _as_markdown(parts, plan))
    stores.forget()
    click.echo(_caption(parts, plan))
    for title, rows in _tables(parts, plan):
        click.echo(f"\n{title}")
        table = Table(box=None, header_style="bold", pad_edge=False)
        for place, column in enumerate(rows[0]):
            table.add_column(column, justify="right" if place else "left", no_wrap=True)
        for row in rows[1:]:
            table.add_row(*row)
        print_table(table)


def _tables(parts: "list[Crossed]", plan: "CrossPlan") -> list[tuple[str, list[tuple[str, ...]]]]:
    """Return a title and rows for each setting that was possible on any corpus, columns named in the first row."""
    from sigverify.workflows.crossing import mean_rates

    tables = []
    models = [model for model in plan.models if any(part.architecture == model for part in parts)]
    for title, references, draw, kind in _SECTIONS:
        found = {(part.architecture, part.corpus): part.rates(references, draw, kind) for part in parts}
        names = [name for name in dict.fromkeys(part.corpus for part in parts) if any(_on(found, name))]
        if names:
            rows = [("model", *names, "mean")]
            for model in models:
                cells = [found.get((model, name)) for name in names]
                mean = mean_rates(parts, model, references, draw, kind)
                rows.append((model, *map(_cell, [*cells, mean])))
            tables.append((title, rows))
    return tables


def _on(found: dict[tuple[str, str], tuple[float, float] | None], name: str) -> list[bool]:
    return [rates is not None for (_, corpus), rates in found.items() if corpus == name]


def _cell(rates: tuple[float, float] | None) -> str:
    return "–" if rates is None else f"{rates[0]:.1f} / {rates[1]:.1f}"


def _caption(parts: "list[Crossed]", plan: "CrossPlan") -> str:
    names = ", ".join(dict.fromkeys(part.corpus for part in parts))
    return (
        f"Each corpus ({names}) was measured by models that learnt from the others alone. Equal error rate in %, at a "
        f"common threshold / at each signer's own, mean over {plan.count} seeded draws; mean: over these corpora, each "
        f"counted once. Seed {plan.seed}, {plan.folds} folds, {plan.steps or 'recipe’s'} steps."
    )


def _as_markdown(parts: "list[Crossed]", plan: "CrossPlan") -> str:
    lines = [_caption(parts, plan)]
    for title, rows in _tables(parts, plan):
        ruler = ("---", *["---:"] * (len(rows[0]) - 1))
        body = [rows[0], ruler, *((f"`{row[0]}`", *row[1:]) for row in rows[1:])]
        lines += ["", f"**{title}**", "", *("| " + " | ".join(row) + " |" for row in body)]
    return "\n".join(lines) + "\n"


def _as_json(parts: "list[Crossed]", plan: "CrossPlan") -> dict[str, object]:
    from sigverify.workflows.crossing import mean_rates

    means = []
    for _, references, draw, kind in _SECTIONS:
        for model in plan.models:
            mean = mean_rates(parts, model, references, draw, kind)
            if mean is not None:
                setting = {"architecture": model, "references": references, "draw": draw, "impostors": kind}
                means.append({**setting, "common_eer_percent": mean[0], "signer_eer_percent": mean[1]})
    return {
        "architectures": list(plan.models),
        "folds": plan.folds,
        "seed": plan.seed,
        "steps": plan.steps,
        "draws": plan.count,
        "left_out": [part.to_json() for part in parts],
        "means": means,
    }
