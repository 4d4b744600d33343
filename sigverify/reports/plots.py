"""The plots of an evaluation, each drawn on a matplotlib figure or on part of one.

DET and ROC curves set models side by side; the other plots have a panel for each model. All draws' trials are pooled.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure
from matplotlib.ticker import FuncFormatter

from sigverify.evaluation.error_rates import (
    det_points,
    equal_error_rate,
    error_curve,
    fmr_at_recall,
    normal_deviate,
    roc_points,
    tippett_curves,
)
from sigverify.evaluation.repeated_draws import (
    Floats,
    Pair,
    joined,
    signer_equal_error_rates,
    signer_errors_at_common,
    signers_of,
)
from sigverify.reports.look import BLUE, KINDS, LINE, MUTED, ORANGE, model_line, signed
from sigverify.workflows.evaluating import Evaluation, ImpostorKind
from sigverify.workflows.rates import RECALL

Canvas = Figure | SubFigure
Evaluations = Sequence[Evaluation]

MOST_BARS = 60
"""Signers in a panel of bars; of more, those with the largest errors are drawn."""

_KINDS: tuple[tuple[ImpostorKind, str], ...] = (("skilled", "skilled forgeries"), ("random", "random forgeries"))
_DET_TICKS = (0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.95)
_BINS = 40
_LONG = 40  # letters that fit below half a plot
_PERCENT = FuncFormatter(lambda share, _place: f"{100 * share:g} %")


@dataclass(frozen=True, kw_only=True)
class Plot:
    """One plot of a report.

    name: short, for file names and marks; title, caption: for a person.
    draw: draws it on a figure; inches: its height at a width of about 7 inches, for so many models.
    """

    name: str
    title: str
    caption: str
    draw: Callable[[Canvas, Evaluations], None]
    inches: Callable[[int], float]


def draw_det(canvas: Canvas, evaluations: Evaluations) -> None:
    """Draw FNMR against FMR on axes of normal deviates, skilled and random forgeries apart."""
    handles: dict[str, Artist] = {}
    for axes, (kind, words) in zip(_panels(canvas, 2), _KINDS, strict=True):
        axes.set_title(words.capitalize())
        pairs = _pooled_pairs(evaluations, kind)
        if not pairs:
            _say_nothing(axes, f"No {words} were tested.")
            continue
        rates = [equal_error_rate(*pair)[0] for _, _, pair in pairs]
        low, high = _det_window(rates)
        for (place, name, pair), rate in zip(pairs, rates, strict=True):
            fmr, fnmr = det_points(*pair)
            line = model_line(place)
            handles[name] = axes.plot(fmr, fnmr, **line)[0]
            if fmr.size:
                axes.plot(*normal_deviate([rate, rate]), marker="o", markersize=4.5, color=line["color"])
        ends = normal_deviate([low, high])
        axes.plot(ends, ends, color=MUTED, linewidth=0.7)
        ticks = [tick for tick in _DET_TICKS if low <= tick <= high]
        axes.set_xticks(normal_deviate(ticks), [f"{100 * tick:g}" for tick in ticks])
        axes.set_yticks(normal_deviate(ticks), [f"{100 * tick:g}" for tick in ticks])
        clean = [name for (_, name, _), rate in zip(pairs, rates, strict=True) if rate == 0]
        names = ", ".join(clean)
        below = f"\nno error seen: {names if len(names) < _LONG else f'{len(clean)} models'}" if clean else ""
        axes.set(xlim=ends, ylim=ends, xlabel=f"FMR in %{below}", ylabel="FNMR in %", aspect="equal")
    _legend(canvas, handles)


def draw_roc(canvas: Canvas, evaluations: Evaluations) -> None:
    """Draw recall against FMR, skilled and random forgeries apart, with the error at 95 % recall marked."""
    handles: dict[str, Artist] = {}
    for axes, (kind, words) in zip(_panels(canvas, 2), _KINDS, strict=True):
        axes.set_title(words.capitalize())
        pairs = _pooled_pairs(evaluations, kind)
        if not pairs:
            _say_nothing(axes, f"No {words} were tested.")
            continue
        errors = [fmr_at_recall(*pair, recall=RECALL) for _, _, pair in pairs]
        for (place, name, pair), error in zip(pairs, errors, strict=True):
            line = model_line(place)
            handles[name] = axes.plot(*roc_points(*pair), **line)[0]
            axes.plot(error, RECALL, marker="o", markersize=4.5, color=line["color"], clip_on=False)
        # only the corner that tells models apart, with room on the far side of every mark
        side = next(size for size in (0.1, 0.2, 0.5, 1.0) if size == 1.0 or size >= 1.5 * max(errors))
        axes.axhline(RECALL, color=MUTED, linewidth=0.7)
        axes.set(xlim=(0, side), ylim=(1 - side, 1 + side / 60), xlabel="FMR", ylabel="Recall (1 − FNMR)")
        axes.xaxis.set_major_formatter(_PERCENT)
        axes.yaxis.set_major_formatter(_PERCENT)
    _legend(canvas, handles)


def draw_rates(canvas: Canvas, evaluations: Evaluations) -> None:
    """Draw FMR and FNMR against the threshold, with the model's own two lines."""
    panels = _panels(canvas, len(evaluations))
    for axes, evaluation in zip(panels, evaluations, strict=True):
        axes.set_title(evaluation.figures["model"])
        _draw_zone(axes, evaluation)
        own = False
        for kind, words in _KINDS:
            pair = _pooled(evaluation, kind)
            if pair is None:
                continue
            curve = error_curve(*pair)
            if not own:
                _step(axes, curve.threshold, curve.fnmr, "FNMR, genuine", "genuine")
                own = True
            _step(axes, curve.threshold, curve.fmr, f"FMR, {words}", kind)
        _score_axis(axes, evaluation, f"Threshold (log₁₀ likelihood ratio)\n{_lines_in_words(evaluation)}")
        _share_axis(axes, "Share in error", 1.02)
    _legend(canvas, _labelled(panels))


def draw_tippett(canvas: Canvas, evaluations: Evaluations) -> None:
    """Draw the shares of trials whose likelihood ratio is at least so large."""
    panels = _panels(canvas, len(evaluations))
    for axes, evaluation in zip(panels, evaluations, strict=True):
        axes.set_title(evaluation.figures["model"])
        axes.axvline(0.0, color=MUTED, linewidth=0.8)
        own = False
        for kind, words in _KINDS:
            pair = _pooled(evaluation, kind)
            if pair is None:
                continue
            curves = tippett_curves(*pair)
            if not own:
                _step(axes, curves.log10_ratio, curves.genuine, "genuine", "genuine")
                own = True
            _step(axes, curves.log10_ratio, curves.impostor, words, kind)
        _score_axis(axes, evaluation, "log₁₀ likelihood ratio")
        _share_axis(axes, "Share at or above", 1.02)
    _legend(canvas, _labelled(panels))


def draw_histogram(canvas: Canvas, evaluations: Evaluations) -> None:
    """Draw how scores are spread; the outermost bins hold all that lies beyond."""
    panels = _panels(canvas, len(evaluations))
    for axes, evaluation in zip(panels, evaluations, strict=True):
        axes.set_title(evaluation.figures["model"])
        _draw_zone(axes, evaluation)
        low, high = _score_range(evaluation)
        most = 0.0
        edges = np.linspace(low, high, _BINS + 1)
        for kind, scores in _all_scores(evaluation).items():
            if scores.size:
                counts, _ = np.histogram(np.clip(scores, low, high), edges)
                share = counts / scores.size
                words = "genuine" if kind == "genuine" else f"{kind} forgeries"
                axes.stairs(share, edges, label=words, linewidth=1.4, **KINDS[kind])
                axes.stairs(share, edges, fill=True, color=KINDS[kind]["color"], alpha=0.12)
                most = max(most, float(share.max()))
        _score_axis(axes, evaluation, f"Score (log₁₀ likelihood ratio)\n{_lines_in_words(evaluation)}")
        _share_axis(axes, "Share of trials", 1.08 * most)
    _legend(canvas, _labelled(panels))


def draw_signers(canvas: Canvas, evaluations: Evaluations) -> None:
    """Draw the errors of each signer, skilled forgeries or else random ones, the first model's worst signers first."""
    panels = list(np.ravel(canvas.subplots(len(evaluations), 1, sharex=True, squeeze=False)))
    kind: ImpostorKind = "skilled" if any(signers_of(e.trials("skilled")) for e in evaluations) else "random"
    tested = [evaluation.trials(kind) for evaluation in evaluations]
    names = sorted({name for draws in tested for name in signers_of(draws)})
    own = np.array([_aligned(signer_equal_error_rates(draws), signers_of(draws), names) for draws in tested])
    common = np.array([_aligned(signer_errors_at_common(draws), signers_of(draws), names) for draws in tested])
    if not names:
        for axes in panels:
            _say_nothing(axes, "No forgeries were tested.")
        return
    top = 1.08 * max(0.05, float(np.nanmax(own)), float(np.nanmax(common)))
    order = np.lexsort((-common[0], -own[0]))[:MOST_BARS]
    for axes, evaluation, rates, errors in zip(panels, evaluations, own, common, strict=True):
        places = np.arange(order.size)
        axes.set_title(f"{evaluation.figures['model']}, {kind} forgeries")
        axes.bar(places, rates[order], color=BLUE, alpha=0.75, width=0.7, label="EER at the signer's own threshold")
        axes.plot(
            places,
            errors[order],
            color=ORANGE,
            linestyle="none",
            marker="D",
            markersize=4,
            label="mean of FMR and FNMR at one threshold for all",
        )
        axes.set(xlim=(-0.6, order.size - 0.4))
        axes.grid(visible=False, axis="x")
        _share_axis(axes, "Error", top)
    _legend(canvas, _labelled(panels))
    panels[-1].set_xticks(np.arange(order.size), [_short(names[place]) for place in order], rotation=90, fontsize=6.5)
    panels[-1].set_xlabel("Signer")


def _two_columns(models: int) -> float:
    return 0.5 + 2.0 * ceil(models / 2)


PLOTS = (
    Plot(
        name="det",
        title="Detection error trade-off",
        caption="FNMR against FMR on axes of normal deviates, where normally distributed scores give straight lines. "
        "Nearer to the lower left is better; a dot marks the equal error rate, on the line FMR = FNMR.",
        draw=draw_det,
        inches=lambda _models: 4.2,
    ),
    Plot(
        name="roc",
        title="Receiver operating characteristic",
        caption="Recall against FMR. Nearer to the upper left is better; the axes may show only that corner, as far as "
        "it holds every mark. A dot marks the error at 95 % recall.",
        draw=draw_roc,
        inches=lambda _models: 3.6,
    ),
    Plot(
        name="rates",
        title="Error rates against the threshold",
        caption="The grey zone lies between the model's own two lines: below it signatures are rejected, above it "
        "accepted, within it referred to a person.",
        draw=draw_rates,
        inches=_two_columns,
    ),
    Plot(
        name="tippett",
        title="Tippett plot",
        caption="Share of trials whose log₁₀ likelihood ratio is at least the value below. Where a forgery's ratio "
        "lies above 0, or a genuine signature's below, the ratio misleads.",
        draw=draw_tippett,
        inches=_two_columns,
    ),
    Plot(
        name="scores",
        title="Scores",
        caption="How scores are spread. The outermost bins hold all that lies beyond; the grey zone lies between the "
        "model's own two lines.",
        draw=draw_histogram,
        inches=_two_columns,
    ),
    Plot(
        name="signers",
        title="Errors by signer",
        caption="Means over the draws, the signers that the first model does worst on first, in that order for all "
        f"models; at most {MOST_BARS} are shown. A diamond far above its bar is a signer whom a common threshold does "
        "not fit.",
        draw=draw_signers,
        inches=lambda models: 0.9 + 1.7 * models,
    ),
)


def _panels(canvas: Canvas, count: int) -> list[Axes]:
    """Return `count` axes in rows of two; a single one spans the row."""
    columns = min(count, 2)
    grid = np.ravel(canvas.subplots(ceil(count / columns), columns, squeeze=False))
    for axes in grid[count:]:
        axes.remove()
    return list(grid[:count])


def _pooled(evaluation: Evaluation, kind: ImpostorKind) -> Pair | None:
    """Return genuine and impostor scores of all draws and of all signers with both; None where there are none."""
    pairs = [joined(draw) for draw in evaluation.trials(kind) if draw]
    if not pairs:
        return None
    genuine, impostor = zip(*pairs, strict=True)
    return np.concatenate(genuine), np.concatenate(impostor)


def _pooled_pairs(evaluations: Evaluations, kind: ImpostorKind) -> list[tuple[int, str, Pair]]:
    """Return place, name and scores of each model that met this kind of impostor."""
    pooled = [(place, e.figures["model"], _pooled(e, kind)) for place, e in enumerate(evaluations)]
    return [(place, name, pair) for place, name, pair in pooled if pair is not None]


def _all_scores(evaluation: Evaluation) -> dict[str, Floats]:
    return {
        kind: np.concatenate([getattr(part, kind) for part in evaluation.scores])
        for kind in ("genuine", "skilled", "random")
    }


def _score_range(evaluation: Evaluation) -> tuple[float, float]:
    """Return the scores that a plot shows: nearly all of each kind, the model's own lines, and some room."""
    thresholds = evaluation.figures["thresholds"]
    shown = [thresholds["accept_at"], thresholds["reject_below"], 0.0]
    for scores in _all_scores(evaluation).values():
        if scores.size:
            shown += np.quantile(scores, [0.02, 0.98]).tolist()
    room = 0.05 * (max(shown) - min(shown)) + 1e-6
    return min(shown) - room, max(shown) + room


def _draw_zone(axes: Axes, evaluation: Evaluation) -> None:
    thresholds = evaluation.figures["thresholds"]
    reject, accept = thresholds["reject_below"], thresholds["accept_at"]
    axes.axvspan(reject, accept, color=LINE, alpha=0.55, linewidth=0, label="referred to a person")
    axes.axvline(reject, color=MUTED, linewidth=0.8)
    axes.axvline(accept, color=MUTED, linewidth=0.8)


def _lines_in_words(evaluation: Evaluation) -> str:
    thresholds = evaluation.figures["thresholds"]
    return f"rejected below {signed(thresholds['reject_below'])}, accepted from {signed(thresholds['accept_at'])}"


def _step(axes: Axes, scores: Floats, shares: Floats, label: str, kind: str) -> None:
    """Draw shares that hold from the score before, excluded, to their own; they go on flat on both sides."""
    end = 0.0 if shares[0] == 1 else 1.0
    finite = np.isfinite(scores)
    far = 1e3
    x = np.concatenate(([scores[0] - far], scores[finite], [scores[finite][-1] + far]))
    y = np.concatenate(([shares[0]], shares[finite], [end]))
    axes.plot(x, y, drawstyle="steps-pre", label=label, **KINDS[kind])


def _score_axis(axes: Axes, evaluation: Evaluation, words: str) -> None:
    axes.set(xlim=_score_range(evaluation), xlabel=words)


def _share_axis(axes: Axes, words: str, top: float) -> None:
    """Name the axis of shares, in per cent from 0 to `top`."""
    axes.set(ylim=(0, top), ylabel=words)
    axes.yaxis.set_major_formatter(_PERCENT)


def _legend(canvas: Canvas, handles: dict[str, Artist]) -> None:
    """Set one legend for all panels below them, where it covers no curve."""
    if handles:
        canvas.legend(
            list(handles.values()),
            list(handles),
            loc="outside lower center",
            ncols=min(len(handles), 4),
            handlelength=3.2,
        )


def _labelled(panels: Sequence[Axes]) -> dict[str, Artist]:
    """Return what carries a label, one of each."""
    found: dict[str, Artist] = {}
    for axes in panels:
        handles, labels = axes.get_legend_handles_labels()
        found = {**dict(zip(labels, handles, strict=True)), **found}
    return found


def _det_window(rates: Sequence[float]) -> tuple[float, float]:
    """Return from which to which rate the axes go, so that each equal error rate lies well inside."""
    seen = [rate for rate in rates if rate > 0]
    least = min([*seen, 0.04])
    low = max(tick for tick in _DET_TICKS if tick <= max(least / 4, _DET_TICKS[0]))
    high = min(tick for tick in _DET_TICKS if tick >= min(max([*seen, 0.2]) * 1.8, _DET_TICKS[-1]))
    return low, high


def _aligned(rates: Floats, signers: Sequence[str], names: Sequence[str]) -> Floats:
    """Return the means over draws, float64 (names,); nan where a signer was not tested."""
    means = dict(zip(signers, _mean(rates), strict=True))
    return np.array([means.get(name, np.nan) for name in names])


def _mean(rates: Floats) -> Floats:
    """Return the mean over rows without nan; each column holds a number."""
    counted = np.isfinite(rates)
    return np.nan_to_num(rates).sum(axis=0) / np.maximum(counted.sum(axis=0), 1)


def _say_nothing(axes: Axes, words: str) -> None:
    axes.set_axis_off()
    axes.text(0.5, 0.5, words, ha="center", va="center", color=MUTED, transform=axes.transAxes)


def _short(name: str, most: int = 16) -> str:
    return name if len(name) <= most else f"{name[: most - 1]}…"
