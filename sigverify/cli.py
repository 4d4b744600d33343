"""The commands. Torch and the window are imported only by those that need them.

Exit status: 0 done, or accepted; 1 referred or rejected; 2 misuse or a fault, with one sentence on stderr.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, cast

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from sigverify.errors import SigverifyError
from sigverify.shipped import VERSION

if TYPE_CHECKING:
    from sigverify.corpora.protocol import DrawKind

_CORPUS = "KIND:DIR: svc2004, susig, sigcomp2009-nfi, sigcomp2009-nisdcc, mcyt, csv, store:URL or synthetic:N[@SEED]"


class _Commands(click.Group):
    """Turns every deliberate error into one sentence and exit status 2."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except SigverifyError as error:
            _fail(str(error))
        except KeyboardInterrupt:
            _fail("Stopped; nothing was changed.")
        except MemoryError:
            _fail("The memory is exhausted. Close other programs, or use fewer signatures.")


@click.group(cls=_Commands, invoke_without_command=True)
@click.version_option(VERSION, prog_name="sigverify")
@click.option("--store", default=None, metavar="URL", help="Database of signers; by default in your data folder.")
@click.pass_context
def main(ctx: click.Context, store: str | None) -> None:
    """Tell whether a signature written on a pen tablet is its owner's.

    Without a command the window opens.
    """
    if ctx.invoked_subcommand is None:
        from sigverify.gui.application import run

        ctx.exit(run(sys.argv[:1], store))


@main.command()
@click.option("--corpus", default=None, metavar="KIND:DIR", help="Real signatures; synthetic:N@7 if left out.")
@click.option("--signers", default=6, show_default=True, type=click.IntRange(1, 100), help="Signers to replay.")
@click.option("--model", default="default", show_default=True, help="Model to verify with.")
@click.option("--pictures", default=None, type=click.Path(path_type=Path), help="Folder for the pictures.")
@click.option("--retrain-steps", default=60, show_default=True, type=click.IntRange(0, 5000), help="0 leaves it out.")
def demo(corpus: str | None, signers: int, model: str, pictures: Path | None, retrain_steps: int) -> None:
    """Replay enrolment, verification and retraining through the real window, pen event by pen event."""
    from sigverify.gui.demo import run_demo
    from sigverify.workflows.collected import open_corpus

    loaded = open_corpus(corpus or f"synthetic:{signers}@7")
    result = run_demo(loaded, signers=signers, model=model, pictures=pictures, retrain_steps=retrain_steps)
    _print_demo(result.rows, result.summary, result.pictures)


@main.command()
@click.argument("references", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--questioned", required=True, type=click.Path(path_type=Path), help="The signature in question.")
@click.option("--model", default="default", show_default=True, help="Name or path of a model; dtw and duration too.")
@click.option(
    "--format", "kind", default=None, help="svc2004, susig, sigcomp2009, mcyt or csv; recognised if left out."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def compare(
    ctx: click.Context, references: tuple[Path, ...], questioned: Path, model: str, kind: str | None, as_json: bool
) -> None:
    """Compare a questioned signature with REFERENCE files; exit status 0 accepts, 1 refers or rejects."""
    from sigverify.ink.formats import read_recording
    from sigverify.ink.quality import assess
    from sigverify.workflows.models import load_verifier

    *inks, in_question = [read_recording(path, kind) for path in (*references, questioned)]
    for path, ink in zip((*references, questioned), (*inks, in_question), strict=True):
        if refusals := assess(ink).refusals:
            _fail(f"{path}: {refusals[0]}")
    verifier = load_verifier(model)
    decision = verifier.verify(verifier.enrol(inks), in_question)
    if as_json:
        click.echo(json.dumps(decision.to_json(), indent=1))
    else:
        words = {"accept": "✔ Accepted", "refer": "? Refer to a person", "reject": "✖ Rejected"}
        click.echo(words[decision.outcome])
        click.echo(
            f"score {decision.score:.2f} (accepted from {decision.threshold:.2f}, rejected below "
            f"{decision.reject_below:.2f}; log10 likelihood ratio)"
        )
        click.echo(
            f"distance {decision.distance:.2f}; by reference {', '.join(f'{d:.2f}' for d in decision.distances)}"
        )
        click.echo(f"model {decision.model}, {decision.reference_count} reference(s)")
        click.echo(decision.reason)
    ctx.exit(0 if decision.outcome == "accept" else 1)


@main.command()
@click.option("--corpus", "corpora", multiple=True, required=True, metavar="KIND:DIR", help=_CORPUS)
@click.option("--output", required=True, type=click.Path(path_type=Path), help="Folder of the new model.")
@click.option(
    "--architecture",
    default="aligned-tdnn+dtw",
    show_default=True,
    help="Names that `sigverify networks` lists; '+' joins several.",
)
@click.option("--steps", default=None, type=click.IntRange(1), help="Batches a network; its recipe's if left out.")
@click.option("--folds", default=4, show_default=True, type=click.IntRange(2), help="Folds of held-out signers.")
@click.option("--seed", default=1, show_default=True, type=click.IntRange(0), help="Of everything drawn.")
@click.option(
    "--genuine-only",
    multiple=True,
    metavar="NAME",
    help="Name of a corpus, as svc2004-task1, whose forgeries must not be used.",
)
def train(
    corpora: tuple[str, ...],
    output: Path,
    architecture: str,
    steps: int | None,
    folds: int,
    seed: int,
    genuine_only: tuple[str, ...],
) -> None:
    """Train a model, calibrate it on held-out signers, and write it to a folder.

    While it trains, checkpoints lie in OUTPUT.training, beside the folder: stopped, the same command goes on from
    there. `torchrun --nproc-per-node 2 -m sigverify train ...` trains with several processes or machines.
    """
    from sigverify.learning.processes import processes_of_environment
    from sigverify.verification.model_files import write_model
    from sigverify.workflows.collected import genuine_part, open_corpus
    from sigverify.workflows.training import TrainedModel, TrainPlan, train_model

    output = output.resolve()
    _check_takes_model(output)
    plan = TrainPlan(name=output.name, architecture=architecture, folds=folds, seed=seed, steps=steps)
    loaded = [open_corpus(spec) for spec in corpora]
    unknown = set(genuine_only) - {corpus.name for corpus in loaded}
    if unknown:
        known = ", ".join(corpus.name for corpus in loaded)
        raise click.UsageError(f"--genuine-only {', '.join(sorted(unknown))}: no such corpus. Named here: {known}.")
    loaded = [genuine_part(corpus) if corpus.name in genuine_only else corpus for corpus in loaded]
    checkpoints = output.with_name(f"{output.name}.training")
    _one_thread()
    done: TrainedModel | None = None
    with processes_of_environment() as processes, _progress(quiet=not processes.first) as show:
        if processes.first and checkpoints.is_dir():
            click.echo(f"Going on from the checkpoints in {checkpoints}; remove that folder to begin anew.", err=True)
        for item in train_model(loaded, plan, checkpoints=checkpoints, processes=processes, commit=_commit()):
            if isinstance(item, TrainedModel):
                done = item
            elif item.notice and processes.first:
                click.echo(item.notice, err=True)
            else:
                loss = "" if item.report is None else f" · loss {item.report.loss:.3f}"
                show(item.phase + loss, item.done)
        if done is not None:
            write_model(output, done.card, done.payloads)
            shutil.rmtree(checkpoints, ignore_errors=True)
    if done is not None:
        _print_figures(done.card.figures)
        click.echo(f"Written to {output}")


@main.command()
@click.option("--corpus", required=True, metavar="KIND:DIR", help=_CORPUS)
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
    json_file: Path | None,
    scores: Path | None,
    reports: tuple[Path, ...],
) -> None:
    """Measure models on a corpus: error rates for skilled and random forgeries, as ISO/IEC 19795-1 has them."""
    from sigverify.workflows.collected import open_corpus
    from sigverify.workflows.evaluating import evaluate as measure
    from sigverify.workflows.models import load_verifier

    if len(models) > 1 and scores is not None:
        raise click.UsageError("--scores takes one model.")
    for report in reports:
        from sigverify.reports.evaluation_report import check_ending, write_report

        check_ending(report)
    for file in (json_file, scores, *reports):
        if file is not None:
            _check_writable(file)
    verifiers = [load_verifier(name) for name in models]
    loaded = open_corpus(corpus)
    _one_thread()
    found = []
    for verifier in verifiers:
        click.echo(f"Measuring {verifier.name}", err=True)
        with _progress() as show:
            kind = cast("DrawKind", draw)
            found.append(measure(verifier, loaded, references=references, draw=kind, count=draws, advance=show))
    _print_evaluations([result.figures for result in found])
    if json_file is not None:
        figures = [result.to_json() for result in found]
        _write_text(json_file, json.dumps(figures[0] if len(figures) == 1 else figures, indent=1) + "\n")
    if scores is not None:
        found[0].write_scores(scores)
    for report in reports:
        write_report(found, report)


@main.command()
def models() -> None:
    """List the models that can be named."""
    from sigverify.workflows.models import DEFAULT_MODEL, known_models

    table = Table("name", "from", "compares by", "made", "hash", box=None, header_style="bold")
    for summary in known_models():
        name = f"{summary.name} (default)" if summary.name == DEFAULT_MODEL else summary.name
        kinds = " + ".join(part.architecture or part.kind for part in summary.card.comparators)
        table.add_row(name, summary.origin, kinds, summary.card.made_at[:10], summary.sha256[:12])
    _print_table(table)


def _one_thread() -> None:
    """One torch thread: networks of this size are slower with more."""
    import torch

    torch.set_num_threads(1)


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


@contextmanager
def _progress(*, quiet: bool = False) -> Iterator[Callable[[str, float], None]]:
    """Show a bar with the time left on stderr, unless quiet; yields what moves it."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=quiet) as progress:
        task = progress.add_task("Starting", total=1.0)
        yield lambda phase, done: progress.update(task, description=phase, completed=done)


def _print_demo(rows: list[tuple[str, str, str, str]], summary: str, pictures: Path | None) -> None:
    table = Table("signer", "signature", "decision", "score", box=None, header_style="bold")
    for row in rows:
        table.add_row(*row)
    _print_table(table)
    click.echo(summary)
    if pictures is not None:
        click.echo(f"Pictures lie in {pictures}")


def _print_evaluations(found: list[dict[str, Any]]) -> None:
    first = found[0]
    click.echo(
        f"{first['corpus']}: {first['signers']} signers, {first['references']} reference(s), draw {first['draw']}, "
        f"{first['draws']} draws. In %: equal error rate at a common\nthreshold and at each signer's own, FMR at 95 % "
        "recall, and what the model decides; mean ± sd over draws."
    )
    columns = ("model", "EER, common", "signer's", "95 % rec.", "Cllr (min)", "accepted", "referred", "rejected")
    table = Table(*columns, box=None, header_style="bold", pad_edge=False)
    for figures in found:
        genuine = figures["skilled"] if figures["skilled"]["signers"] else figures["random"]
        table.add_row(figures["model"])
        table.add_row("  genuine", "", "", "", "", *_outcomes(genuine, "genuine"))
        for kind in ("skilled", "random"):
            rates = figures[kind]
            own = [_spread(rates, name) for name in ("common_eer_percent", "signer_eer_percent")]
            cost = "–" if rates["cllr"] is None else f"{rates['cllr']:.2f} ({rates['minimum_cllr']:.2f})"
            error = _share(rates["fmr_at_95_recall_percent"])
            table.add_row(f"  {kind}", *own, error, cost, *_outcomes(rates, "forgeries"))
    _print_table(table)


def _print_table(table: Table) -> None:
    """Print a table; in a file or a pipe, whose width nobody knows, no cell is broken into lines."""
    console = Console()
    (console if console.is_terminal else Console(width=200)).print(table)


def _outcomes(rates: dict[str, Any], whose: str) -> list[str]:
    return [_share(rates[f"{whose}_{outcome}_percent"]) for outcome in ("accepted", "referred", "rejected")]


def _spread(rates: dict[str, Any], name: str) -> str:
    mean, sd = rates[name], rates[f"{name}_sd"]
    return "–" if mean is None else f"{mean:.2f}" + (f" ± {sd:.2f}" if sd is not None else "")


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def _print_figures(figures: dict[str, Any]) -> None:
    table = Table("references", "held-out signers", "skilled EER %, common", "signer's", "Cllr", box=None)
    for count, part in figures["held out, by number of references"].items():
        common, own = part["skilled common EER %"], part["skilled signer EER %"]
        table.add_row(count, str(part["signers"]), f"{common['mean']:.2f}", f"{own['mean']:.2f}", f"{part['Cllr']:.3f}")
    _print_table(table)


def _check_writable(file: Path) -> None:
    """Fail before hours of work rather than after them."""
    if file.is_dir():
        _fail(f"'{file}' is a folder. Name a file.")
    if not file.absolute().parent.is_dir():
        _fail(f"'{file}' cannot be written: its folder does not exist. Make the folder, or name another file.")
    if not os.access(file if file.exists() else file.absolute().parent, os.W_OK):
        _fail(f"'{file}' may not be written by you. Name another file.")


def _check_takes_model(folder: Path) -> None:
    """Fail where a model would replace something that is none; the model before it may be replaced."""
    if folder.exists() and not (folder / "card.json").is_file() and (not folder.is_dir() or any(folder.iterdir())):
        _fail(f"'{folder}' exists and is no model: it would be replaced. Name a new folder, such as models/NAME.")


def _write_text(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as fault:
        _fail(f"'{path}' cannot be written: {fault.strerror}. Name another file.")


def _fail(sentence: str) -> NoReturn:
    click.echo(f"sigverify: {sentence}", err=True)
    sys.exit(2)
