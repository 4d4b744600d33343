"""The report as one HTML page with its plots drawn in, for light and dark screens and for print."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from io import StringIO

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from matplotlib.figure import Figure

from sigverify.reports import wording
from sigverify.reports.look import CSS_NAMES, house_look
from sigverify.reports.plots import PLOTS, Plot
from sigverify.shipped import VERSION, shipped_folder
from sigverify.workflows.evaluating import Evaluation

_WIDTH = 7.4  # inches


def html_report(evaluations: Sequence[Evaluation]) -> bytes:
    """Return the page as UTF-8."""
    environment = Environment(
        loader=FileSystemLoader(shipped_folder("resources") / "reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = environment.get_template("evaluation.html").render(
        title=wording.title_of(evaluations),
        subtitle=wording.subtitle_of(evaluations),
        made=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        version=VERSION,
        models=wording.models_of(evaluations),
        table_caption=wording.TABLE_CAPTION,
        models_caption=wording.MODELS_CAPTION,
        sections=wording.table_of(evaluations),
        plots=[(plot, inline_svg(plot, evaluations)) for plot in PLOTS],
        protocol=wording.protocol_of(evaluations),
        limits=wording.limits_of(evaluations),
    )
    return page.encode()


def inline_svg(plot: Plot, evaluations: Sequence[Evaluation]) -> Markup:
    """Return the plot as an <svg> whose colours are the page's own and whose marks no other plot on the page uses."""
    text = StringIO()
    with house_look(plot.name):
        figure = Figure(figsize=(_WIDTH, plot.inches(len(evaluations))), layout="constrained")
        plot.draw(figure, evaluations)
        figure.savefig(text, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    svg = text.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{plot.name}-", svg)
    for colour, name in CSS_NAMES.items():
        svg = svg.replace(colour, f"var(--{name})")
    words = Markup.escape(f"{plot.title}. {plot.caption}")
    # matplotlib escapes the names that it writes; what is added here is escaped or our own
    return Markup(svg.replace("<svg", f'<svg role="img" aria-label="{words}"', 1))  # noqa: S704
