"""`train`, `models` and `networks`: what can be learnt, learning it, and what was learnt."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click
from rich.table import Table

from sigverify.cli.group import CORPUS, main
from sigverify.cli.model_cards import print_card, print_held_out, print_history
from sigverify.cli.output import (
    fail,
    interrupted,
    one_thread,
    print_json,
    print_table,
    progress,
    somebody_is_there,
    without_bar,
)
from sigverify.cli.unlocking import ask_new
from sigverify.shipped import DEFAULT_ARCHITECTURE

if TYPE_CHECKING:
    from sigverify.learning.selection import HeldOutError
    from sigverify.learning.training import TrainingReport


@main.command()
@click.option(
    "--corpus", "corpora", multiple=True, required=True, metavar="KIND:DIR", help=f"{CORPUS} May be repeated."
)
@click.option("--output", required=True, type=click.Path(path_type=Path), help="Folder of the new model.")
@click.option(
    "--architecture",
    default=DEFAULT_ARCHITECTURE,
    show_default=True,
    help="Names that `sigverify networks` lists; '+' joins several.",
)
@click.option("--steps", default=None, type=click.IntRange(1), help="Batches a network; its recipe's if left out.")
@click.option(
    "--minutes", type=click.FloatRange(0, min_open=True), help="That learning may take in all, in place of --steps."
)
@click.option("--loss", default="", metavar="NAME", help="By which networks learn; `networks NAME` lists which can be.")
@click.option("--folds", default=4, show_default=True, type=click.IntRange(2), help="Folds of held-out signers.")
@click.option("--seed", default=1, show_default=True, type=click.IntRange(0), help="Of everything drawn.")
@click.option(
    "--set-apart",
    default=0.15,
    show_default=True,
    type=click.FloatRange(0, 0.5, max_open=True),
    help="Share of a fold's signers who choose when to stop; with 0 all steps are taken.",
)
@click.option(
    "--genuine-only",
    multiple=True,
    metavar="NAME",
    help="Name of a corpus, as svc2004-task1, whose forgeries must not be used. May be repeated.",
)
def train(
    corpora: tuple[str, ...],
    output: Path,
    architecture: str,
    steps: int | None,
    minutes: float | None,
    loss: str,
    folds: int,
    seed: int,
    set_apart: float,
    genuine_only: tuple[str, ...],
) -> None:
    """Train a model, calibrate it on held-out signers, and write it to a folder.

    While it trains, checkpoints lie in OUTPUT.training, beside the folder: stopped, the same command goes on from
    there. `torchrun --nproc-per-node 2 -m sigverify train ...` trains with several processes or machines.
    """
    from sigverify.learning.processes import processes_of_environment
    from sigverify.verification.model_files import write_model
    from sigverify.workflows.collected import genuine_part, open_corpus
    from sigverify.workflows.learning_from_stores import LearningFromStores
    from sigverify.workflows.train_plan import TrainPlan
    from sigverify.workflows.training import TrainedModel, train_model

    output = output.resolve()
    _check_takes_model(output)
    plan = TrainPlan(
        name=output.name,
        architecture=architecture,
        folds=folds,
        seed=seed,
        held_out_share=set_apart,
        steps=steps,
        minutes=minutes,
        loss=loss,
    )
    checkpoints = output.with_name(f"{output.name}.training")
    stores = LearningFromStores(corpora, checkpoints)
    stores.note()
    loaded = [open_corpus(spec) for spec in corpora]
    unknown = set(genuine_only) - {corpus.name for corpus in loaded}
    if unknown:
        known = ", ".join(corpus.name for corpus in loaded)
        raise click.UsageError(f"--genuine-only {', '.join(sorted(unknown))}: no such corpus. Named here: {known}.")
    loaded = [genuine_part(corpus) if corpus.name in genuine_only else corpus for corpus in loaded]
    one_thread()
    done: TrainedModel | None = None
    with (
        processes_of_environment() as processes,
        progress(quiet=not processes.first) as show,
        interrupted() as stopped,
    ):
        if minutes is not None and processes.world > 1:
            fail("How many steps fit into --minutes is measured on one process. With several, name --steps.")
        logged = processes.first and without_bar()  # a line for each check then
        if processes.first and checkpoints.is_dir():
            click.echo(f"Going on from the checkpoints in {checkpoints}; remove that folder to begin anew.", err=True)
        making = train_model(
            loaded, plan, checkpoints=checkpoints, processes=processes, commit=_commit(), cancelled=stopped
        )
        for item in making:
            if processes.first:
                stores.look()
            if isinstance(item, TrainedModel):
                done = item
            elif item.notice and processes.first:
                click.echo(item.notice, err=True)
            else:
                told = "" if item.report is None else f" · loss {item.report.loss:.3f}"
                show(item.phase + told, item.done)
                if logged and item.report is not None and item.report.held_out is not None:
                    click.echo(_check_line(item.phase, item.report, item.report.held_out), err=True)
        if done is not None:
            stores.make_sure()
            write_model(output, done.card, done.payloads)
            shutil.rmtree(checkpoints, ignore_errors=True)
            stores.forget()
    if done is not None:
        print_held_out(done.card.figures)
        click.echo(f"Written to {output}")


@main.group(invoke_without_command=True)
@click.pass_context
def models(ctx: click.Context) -> None:
    """List the models that can be named; sign one, or see who signed it."""
    if ctx.invoked_subcommand is not None:
        return
    from sigverify.workflows.models import known_models

    table = Table("name", "from", "compares by", "made", "hash", box=None, header_style="bold")
    for summary in known_models():
        kinds = " + ".join(part.architecture or part.kind for part in summary.card.comparators)
        table.add_row(summary.name, summary.origin, kinds, summary.card.made_at[:10], summary.sha256[:12])
    print_table(table)


@models.command()
@click.argument("model")
@click.option("--history", is_flag=True, help="Print how its networks learnt instead, a check a line, as CSV.")
@click.option("--json", "as_json", is_flag=True, help="Print the card as it lies beside the weights.")
def show(model: str, history: bool, as_json: bool) -> None:
    """Tell what MODEL, a name or a folder, compares by, learnt from, and reaches on signers it never saw."""
    from sigverify.verification.model_files import read_card, read_history
    from sigverify.workflows.models import find_model

    folder = find_model(model)
    card, sha256 = read_card(folder)
    if history:
        print_history(read_history(folder))
    elif as_json:
        print_json(json.loads(card.to_json()))
    else:
        print_card(card, sha256)


@models.command()
@click.argument("file", type=click.Path(path_type=Path))
def key(file: Path) -> None:
    """Make a key to sign models by, in FILE under a passphrase, and its public half in FILE.pub.

    Whoever trusts it puts FILE.pub into the folder 'trusted' of their data folder.
    """
    from sigverify.workflows.vouching import make_signing_key

    public = make_signing_key(file, ask_new("Passphrase of the key"))
    click.echo(f"Sign by '{file}', and give '{public}' to those who are to trust it.")


@models.command()
@click.argument("model")
@click.option("--key", "key_file", required=True, type=click.Path(path_type=Path), help="What 'models key' made.")
def sign(model: str, key_file: Path) -> None:
    """Sign the card of MODEL, a name or a folder: you vouch for it and, through its hashes, for the weights.

    The key's passphrase is asked for, or taken from SIGVERIFY_PASSPHRASE.
    """
    from sigverify.storage.key_sources import PASSPHRASE_VARIABLE
    from sigverify.workflows.models import find_model
    from sigverify.workflows.vouching import sign_model

    passphrase = os.environ.get(PASSPHRASE_VARIABLE) or ""
    if not passphrase and somebody_is_there():
        passphrase = str(click.prompt("Passphrase of the key", hide_input=True, err=True))
    folder = find_model(model)
    sign_model(folder, key_file, passphrase)
    click.echo(f"The card of '{folder}' is signed.")


@models.command()
@click.argument("model")
@click.pass_context
def verify(ctx: click.Context, model: str) -> None:
    """Tell who signed MODEL, and whether all of it matches its card: 0 where a trusted key did, 1 where none did."""
    from sigverify.verification.model_files import read_model
    from sigverify.workflows.models import find_model
    from sigverify.workflows.vouching import trusted_keys, vouched

    folder = find_model(model)
    read_model(folder)
    found = vouched(folder)
    if found.by:
        click.echo(f"The model in '{folder}' matches its card, which {found.by} signed.")
        return
    how = "is signed by a key that nobody here trusts" if found.signed else "is not signed"
    click.echo(f"The model in '{folder}' matches its card, which {how}. Trusted keys lie in '{trusted_keys()}'.")
    ctx.exit(1)


@main.command()
@click.argument("name", required=False)
def networks(name: str | None) -> None:
    """List the networks that can be trained, and the floors; with NAME, tell all about one."""
    from sigverify.networks.catalogue import CATALOGUE
    from sigverify.workflows.architectures import FLOORS, Entry, cost, parts_of, template_numbers

    if name is not None:
        for part in parts_of(name):
            _print_network(part)
        return
    entries: list[Entry] = [*CATALOGUE.values(), *FLOORS.values()]
    rows = [("name", "parameters", "sees", "5 refs", "encoding", "comparison", "paper")]
    for entry in entries:
        spent = cost(entry)
        rows.append(
            (
                entry.name,
                f"{spent.parameters:,}",
                "all" if spent.receptive_field_ms is None else f"{spent.receptive_field_ms:.0f} ms",
                f"{template_numbers(entry, 5):,}",
                _millions(spent.encoding),
                _millions(spent.comparison),
                entry.paper,
            )
        )
    table = Table(box=None, header_style="bold", pad_edge=False)
    for place, column in enumerate(zip(*rows, strict=True)):
        last = place == len(rows[0]) - 1  # the one that a narrow terminal may cut
        width = None if last else max(map(len, column))
        justify: Literal["left", "right"] = "left" if last or place == 0 else "right"
        table.add_column(column[0], justify=justify, no_wrap=True, min_width=width)
    for row in rows[1:]:
        table.add_row(*row)
    print_table(table)
    click.echo(
        "\nFor signatures of 3 s. Sees: the time that one vector depends on. 5 refs: numbers kept of five references.\n"
        "Encoding, comparison: multiply-adds for a signature and for a pair.\n"
        "`sigverify networks NAME` tells all about one."
    )


def _print_network(name: str) -> None:
    from sigverify.learning.recipes import recipe_for
    from sigverify.networks.architecture import Architecture
    from sigverify.networks.losses import name_of
    from sigverify.workflows.architectures import cost, entry_named, template_numbers

    entry, spent = entry_named(name), cost(entry_named(name))
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold")
    table.add_column(max_width=100)
    table.add_row("name", f"{entry.name}: {entry.title}")
    table.add_row("paper", entry.paper)
    table.add_row("follows", entry.source)
    table.add_row("branch", entry.branch)
    table.add_row("join", entry.join)
    if isinstance(entry, Architecture):
        recipe = recipe_for(name)
        pairs = recipe.sampler
        network = entry.config.build()
        sizes = ", ".join(f"{key} {value}" for key, value in vars(entry.loss).items())
        table.add_row("loss", name_of(entry.loss) + (f": {sizes}" if sizes else ""))
        others = [name_of(loss) for loss in entry.losses if loss is not entry.loss]
        table.add_row("may learn by", ", ".join(others) or "no other")
        table.add_row("input", f"{', '.join(entry.features.functions)}; {entry.features.frames or 'all'} frames")
        order = (
            "is the same both ways" if network.symmetric else "depends on the order; a verdict takes the mean of both"
        )
        table.add_row("distance", order)
        template = "the features of each reference" if network.looks_at_pair else "the vectors of each reference"
        if entry.references == "density":
            template = "means and variances of the references' vectors, a byte each"
        table.add_row("template", f"{template}: {template_numbers(entry, 5):,} numbers for five references")
        table.add_row(
            "recipe",
            f"at most {recipe.steps} steps of {pairs.signers} signers, {pairs.anchors} anchor(s) of each with "
            f"{pairs.genuine} genuine, {pairs.skilled} skilled and {pairs.random} random pairs; "
            f"AdamW, rate {recipe.learning_rate:g}, decay {recipe.weight_decay:g}",
        )
    seen = "the whole signature" if spent.receptive_field_ms is None else f"{spent.receptive_field_ms:.0f} ms a vector"
    table.add_row("sees", seen)
    table.add_row("parameters", f"{spent.parameters:,}")
    table.add_row("multiply-adds", f"{spent.encoding:,} a signature of 3 s, {spent.comparison:,} a pair")
    for line in entry.carried_over:
        table.add_row("carried over", line)
    print_table(table)


def _millions(count: int) -> str:
    return f"{count / 1e6:.2f} M" if count >= 10_000 else f"{count}"


def _check_line(phase: str, report: "TrainingReport", found: "HeldOutError") -> str:
    return (
        f"{phase}: step {report.step} of {report.steps}, loss {report.loss:.3f}; signers set apart: "
        f"EER {100 * found.equal_error_rate:.1f} %, least Cllr {found.minimum_cllr:.3f}"
    )


def _commit() -> str:
    """Return the commit of the checkout that this program runs from, '' elsewhere."""
    git = shutil.which("git")
    if git is None:
        return ""
    here = Path(__file__).resolve().parent
    try:
        found = subprocess.run(  # noqa: S603 - fixed arguments
            [git, "-C", str(here), "rev-parse", "HEAD"], capture_output=True, text=True, check=False, timeout=10
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return found.stdout.strip() if found.returncode == 0 else ""


def _check_takes_model(folder: Path) -> None:
    """Fail where a model would replace something that is none; the model before it may be replaced."""
    if folder.exists() and not (folder / "card.json").is_file() and (not folder.is_dir() or any(folder.iterdir())):
        fail(f"'{folder}' exists and is no model: it would be replaced. Name a new folder, such as models/NAME.")
