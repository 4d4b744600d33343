"""One plot as a file of its own."""

from collections.abc import Callable
from pathlib import Path

from matplotlib.figure import Figure

from sigverify.errors import ResourceFault, UsageError
from sigverify.reports.look import house_look

_ENDINGS = (".svg", ".pdf", ".png")


def check_plot_ending(path: Path) -> None:
    """Raise UsageError where the file's ending names no kind of picture."""
    if path.suffix.lower() not in _ENDINGS:
        raise UsageError(
            f"A plot is a file in {', '.join(_ENDINGS)}, found '{path.name}'. Give it one of these endings."
        )


def write_plot(draw: Callable[[Figure], None], inches: tuple[float, float], path: Path, salt: str) -> None:
    """Draw on a figure of so many inches in the house's look, and write it as .svg, .pdf or .png.

    salt: makes the marks inside an SVG file its own.

    Raises UsageError for another ending, ResourceFault where the file cannot be written.
    """
    check_plot_ending(path)
    with house_look(salt):
        figure = Figure(figsize=inches, layout="constrained")
        draw(figure)
        try:
            figure.savefig(path, dpi=150)
        except OSError as fault:
            raise ResourceFault(
                f"The plot cannot be written to '{path}': {fault.strerror}. Name another file."
            ) from fault
