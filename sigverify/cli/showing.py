"""`demo` and `compare`: what the program does, in the window and on files."""

import hashlib
import re
from pathlib import Path
from typing import Literal

import click
from rich.table import Table

from sigverify.cli.desk import FALSE_MATCHES, FALSE_NON_MATCHES, FORMAT, read_ink
from sigverify.cli.group import main
from sigverify.cli.output import print_json, print_table, progress
from sigverify.cli.screen import check_screen
from sigverify.cli.verdicts import print_decision, status_of
from sigverify.errors import InkError, UsageError
from sigverify.shipped import VERSION
from sigverify.verification.lines import AskedRates


@main.command()
@click.option("--corpus", default=None, metavar="KIND:DIR", help="Real signatures; synthetic:N@7 if left out.")
@click.option("--signers", default=6, show_default=True, type=click.IntRange(1, 100), help="Signers to replay.")
@click.option("--model", default="default", show_default=True, help="Model to verify with.")
@click.option("--pictures", default=None, type=click.Path(path_type=Path), help="Folder for the pictures.")
@click.option("--retrain-steps", default=60, show_default=True, type=click.IntRange(0, 5000), help="0 leaves it out.")
@click.option(
    "--size",
    "sizes",
    default=["1280x800"],
    show_default=True,
    multiple=True,
    metavar="WxH",
    callback=lambda _ctx, _parameter, given: tuple(_size(words) for words in given),
    help="Size of the pictures in pixels. May be repeated.",
)
@click.option("--hand", default="right", show_default=True, type=click.Choice(["right", "left"]), help="Who writes.")
@click.option("--language", default="en", show_default=True, help="Code of the window's language, as zh_CN.")
def demo(
    corpus: str | None,
    signers: int,
    model: str,
    pictures: Path | None,
    retrain_steps: int,
    sizes: tuple[tuple[int, int], ...],
    hand: Literal["right", "left"],
    language: str,
) -> None:
    """Replay enrolment, verification and retraining through the real window, pen event by pen event."""
    check_screen()
    from sigverify.gui.demo import DemoLook, run_demo
    from sigverify.gui.language import languages
    from sigverify.workflows.collected import open_corpus

    if language not in languages():
        raise UsageError(f"There is no language '{language}'. Choose one of {', '.join(languages())}.")
    loaded = open_corpus(corpus or f"synthetic:{signers}@7")
    look = DemoLook(sizes=sizes, hand=hand, language=language)
    with progress(lines=True) as show:
        result = run_demo(
            loaded,
            signers=signers,
            model=model,
            pictures=pictures,
            retrain_steps=retrain_steps,
            look=look,
            tell=show,
        )
    _print_demo(result.rows, result.summary, result.pictures)


@main.command()
@click.argument("references", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--questioned", required=True, type=click.Path(path_type=Path), help="The signature in question.")
@click.option("--model", default="default", show_default=True, help="Name or path of a model; dtw and duration too.")
@FORMAT
@FALSE_MATCHES
@FALSE_NON_MATCHES
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def compare(
    ctx: click.Context,
    references: tuple[Path, ...],
    questioned: Path,
    model: str,
    kind: str | None,
    false_matches: float | None,
    false_non_matches: float | None,
    as_json: bool,
) -> None:
    """Decide on a questioned signature by REFERENCE files.

    Exit status 0 accepts, 1 refers or rejects.

    Ink that was captured unlike the ink that the model was calibrated on (with a mouse or a finger, without pressure,
    with few points a second) is referred to a person at most.
    """
    from sigverify.ink.trace import trace
    from sigverify.verification.captures import devices_apart
    from sigverify.workflows.models import load_verifier

    rates = AskedRates(false_matches=false_matches, false_non_matches=false_non_matches)
    *inks, in_question = [read_ink(path, kind) for path in (*references, questioned)]
    verifier = load_verifier(model)
    template = verifier.enrol(inks)
    known: dict[bytes, Path] = {}
    for path, ink in zip(references, inks, strict=True):
        if (first := known.setdefault(trace(ink), path)) is not path:
            raise InkError(
                f"The references {first} and {path} equal each other to the sample: one is a copy, and by it the hand "
                "would seem never to vary. Leave one out."
            )
    decision = verifier.verify(template, in_question, rates)
    decision.lines.require_kept()
    devices = devices_apart(in_question.capture, [ink.capture for ink in inks])
    same = known.get(trace(in_question))
    if as_json:
        print_json(
            {
                **decision.to_json(),
                "devices_apart": devices,
                "copy_of": "" if same is None else str(same),
                "program": f"sigverify {VERSION}",
                "files": {"references": [_file(path) for path in references], "questioned": _file(questioned)},
            }
        )
    else:
        print_decision(decision)
        if same is not None:
            click.echo(f"It equals, to the sample, {same}: it is that file, or a copy, and nobody wrote it anew.")
        if devices:
            click.echo(devices)
    ctx.exit(status_of(decision.outcome))


def _file(path: Path) -> dict[str, str]:
    """Return which bytes were compared, for whoever has to show it later."""
    return {"path": str(path), "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}


def _size(words: str) -> tuple[int, int]:
    """Return '1280x800' as numbers; a window is never smaller than 1024 × 700, and no screen larger than 8K."""
    found = re.fullmatch(r"(\d{4})x(\d{3,4})", words)
    size = (int(found[1]), int(found[2])) if found else (0, 0)
    if not (1024 <= size[0] <= 7680 and 700 <= size[1] <= 4320):
        raise UsageError(f"'{words}' is no size. Give one as 1280x800, from 1024x700 to 7680x4320.")
    return size


def _print_demo(rows: list[tuple[str, str, str, str]], summary: str, pictures: Path | None) -> None:
    table = Table("signer", "signature", "decision", "score", box=None, header_style="bold")
    for row in rows:
        table.add_row(*row)
    print_table(table)
    click.echo(summary)
    if pictures is not None:
        click.echo(f"Pictures lie in {pictures}")
