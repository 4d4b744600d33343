"""Error rates in a terminal: what `evaluate` and `scores` print."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click
from rich.table import Table

from sigverify.cli.output import print_table

if TYPE_CHECKING:
    from sigverify.evaluation.repeated_draws import Draws

ERROR_COLUMNS = ("trials", "EER, common", "signer's", "95 % rec.", "Cllr (min)")
"""What `error_cells` tells."""


def print_evaluations(found: list[dict[str, Any]]) -> None:
    """Print what models did on one corpus in one setting."""
    from sigverify.ink.degraded import INK_WORDS

    first = found[0]
    click.echo(
        f"{first['corpus']}: {first['signers']} signers, {first['references']} reference(s), draw {first['draw']}, "
        f"{first['draws']} draws, seed {first['first_seed']} on, {INK_WORDS[first['ink']]}. In %:\nequal error rate at "
        "a common threshold and at each signer's own, FMR at 95 % recall, and decisions; mean ± sd over draws."
    )
    columns = (
        "model",
        "trials",
        "EER, common",
        "signer's",
        "95 % rec.",
        "Cllr (min)",
        "accepted",
        "referred",
        "rejected",
    )
    table = Table(*columns, box=None, header_style="bold", pad_edge=False)
    for figures in found:
        genuine = figures["skilled"] if figures["skilled"]["signers"] else figures["random"]
        table.add_row(figures["model"])
        table.add_row("  genuine", f"{genuine['genuine_trials']:,}", "", "", "", "", *_outcomes(genuine, "genuine"))
        for kind in ("skilled", "random"):
            rates = figures[kind]
            table.add_row(f"  {kind}", *error_cells(rates), *_outcomes(rates, "forgeries"))
    print_table(table)


def _outcomes(rates: dict[str, Any], whose: str) -> list[str]:
    return [_share(rates[f"{whose}_{outcome}_percent"]) for outcome in ("accepted", "referred", "rejected")]


def error_cells(rates: dict[str, Any]) -> list[str]:
    """Return what is told of one kind of impostor: trials, both equal error rates, FMR at 95 % recall, cost."""
    own = [_spread(rates, name) for name in ("common_eer_percent", "signer_eer_percent")]
    least = "–" if rates["minimum_cllr"] is None else f"({rates['minimum_cllr']:.2f})"
    cost = least if rates["cllr"] is None else f"{rates['cllr']:.2f} {least}"
    return [f"{rates['forgery_trials']:,}", *own, _share(rates["fmr_at_95_recall_percent"]), cost]


def print_differences(kind: str, trials: "Mapping[str, Draws]") -> None:
    """Print how far each system's common equal error rate lies from the first one's, paired by signer."""
    from sigverify.workflows.rates import difference_between

    (first, theirs), *others = trials.items()
    for name, ours in others:
        found = difference_between(ours, theirs)
        if found is not None:
            mean, low, high = (f"{100 * value:+.2f}" for value in (found.mean, found.low, found.high))
            click.echo(
                f"{kind}, {name} less {first}: {mean} points of common EER, 95 % interval over signers {low} to {high}"
            )


def _spread(rates: dict[str, Any], name: str) -> str:
    mean, sd = rates[name], rates[f"{name}_sd"]
    return "–" if mean is None else f"{mean:.2f}" + (f" ± {sd:.2f}" if sd is not None else "")


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"
