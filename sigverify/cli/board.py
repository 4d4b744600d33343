"""The leaderboard as a table, in the terminal and as Markdown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.table import Table

if TYPE_CHECKING:
    from sigverify.corpora.protocol import DrawKind
    from sigverify.workflows.leaderboard import Row

_COLUMNS = (
    "model",
    "5 refs, any",
    "5, first session",
    "1, any",
    "1, first session",
    "random",
    "ms",
    "bytes of 5",
    "parameters",
    "CPU min",
)
_SETTINGS: tuple[tuple[int, "DrawKind"], ...] = ((5, "any"), (5, "first-session"), (1, "any"), (1, "first-session"))


@dataclass(frozen=True, kw_only=True)
class Board:
    """caption: what the columns are; cells: text, one row a model."""

    caption: str
    cells: tuple[tuple[str, ...], ...]

    def for_terminal(self) -> Table:
        """Return it for rich."""
        table = Table(box=None, header_style="bold", pad_edge=False)
        for place, column in enumerate(_COLUMNS):
            table.add_column(column, justify="right" if place else "left")
        for row in self.cells:
            table.add_row(*row)
        return table

    def as_markdown(self) -> str:
        """Return it as a Markdown table with the caption above."""
        ruler = ["---", *["---:"] * (len(_COLUMNS) - 1)]
        lines = [_COLUMNS, ruler, *(("`" + row[0] + "`", *row[1:]) for row in self.cells)]
        return self.caption + "\n\n" + "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def board_of(rows: "Sequence[Row]") -> Board:
    """Return the board of rows measured on one corpus."""
    cells = []
    for row in rows:
        found = {key: evaluation.figures for key, evaluation in row.evaluations.items()}
        first = next(iter(found.values()))
        cells.append(
            (
                row.name,
                *(_rates(found.get(setting, {}).get("skilled")) for setting in _SETTINGS),
                _rates(first["random"]),
                f"{row.milliseconds:.1f}",
                f"{row.template_bytes:,}",
                f"{row.parameters:,}",
                "–" if row.cpu_minutes is None else f"{row.cpu_minutes:.0f}",
            )
        )
    figures = next(iter(rows[0].evaluations.values())).figures
    caption = (
        f"{figures['corpus']}, {figures['signers']} signers, {figures['draws']} seeded draws. Equal error rate in %, "
        "at a common threshold / at each signer's own, skilled forgeries by references and draw; random forgeries in "
        "the first of these settings. ms: raw ink to the distance to one reference, one core. CPU min: training and "
        "calibration."
    )
    return Board(caption=caption, cells=tuple(cells))


def _rates(rates: dict[str, Any] | None) -> str:
    if rates is None or rates["common_eer_percent"] is None:
        return "–"
    return f"{rates['common_eer_percent']:.1f} / {rates['signer_eer_percent']:.1f}"
