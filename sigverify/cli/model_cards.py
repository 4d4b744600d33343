"""A model's card in a terminal: what `train` and `models show` print."""

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import click
from rich.table import Table

from sigverify.cli.output import print_table
from sigverify.errors import ModelError

if TYPE_CHECKING:
    from sigverify.verification.card import ModelCard

_COUNTS = ("signers", "genuine", "forgeries", "synthetic forgeries")
"""Of each corpus, as a card calls them."""

_POINT = ("step", "seconds", "loss", "genuine_distance", "impostor_distance", "minimum_cllr", "equal_error_rate")


def print_card(card: "ModelCard", sha256: str) -> None:
    """Print what a model compares by, what it learnt from, and its error rates on signers it never saw."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold")
    table.add_column(max_width=100)
    table.add_row("name", card.name)
    table.add_row("SHA-256", sha256)
    table.add_row("made", f"{card.made_at} by {card.program}" + (f", commit {card.commit}" if card.commit else ""))
    table.add_row("compares by", " + ".join(part.architecture or part.kind for part in card.comparators))
    told = card.training
    for network in told.get("networks", ()):
        kept = network["steps of the network that is kept"]
        table.add_row(network["architecture"], f"learnt by {network['loss']['name']} for {kept} steps")
    for name in ("split", "seed", "calibration draws", "calibrated across sessions", "CPU minutes", "terms"):
        if name in told:
            value = told[name]
            table.add_row(name, ", ".join(map(str, value)) if isinstance(value, list) else str(value))
    print_table(table)
    corpora = Table("learnt from", *_COUNTS, box=None)
    for name, counts in told.get("corpora", {}).items():
        corpora.add_row(name, *(str(counts.get(count, "–")) for count in _COUNTS))
    print_table(corpora)
    print_held_out(card.figures)


def print_held_out(figures: dict[str, Any]) -> None:
    """Print the error rates by number of references that a card tells, none where it tells none."""
    from sigverify.verification.card_facts import HELD_OUT

    table = Table("references", "held-out signers", "skilled EER %, common", "signer's", "Cllr", box=None)
    for count, part in figures.get(HELD_OUT, {}).items():
        common, own = part["skilled common EER %"], part["skilled signer EER %"]
        table.add_row(count, str(part["signers"]), f"{common['mean']:.2f}", f"{own['mean']:.2f}", f"{part['Cllr']:.3f}")
    print_table(table)


def print_history(text: str) -> None:
    """Print how each network learnt, in each of its trainings, as CSV; '' is a model that did not learn.

    Raises ModelError where the text is no history.
    """
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(("network", "training", *_POINT))
    try:
        for network in json.loads(text) if text else []:
            for training, found in network["trainings"].items():
                for point in found["points"]:
                    writer.writerow((network["architecture"], training, *(point[name] for name in _POINT)))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as fault:
        raise ModelError("The history of this model is damaged. Install or train it again.") from fault
    click.echo(lines.getvalue(), nl=False)
