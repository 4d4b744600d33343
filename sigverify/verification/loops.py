"""The compiled loops of a verdict, of a live score and of a search, made ready beforehand."""

from threading import Event, Lock

import numpy as np

from sigverify.ink.features import FeatureConfig, extract
from sigverify.ink.global_features import global_features
from sigverify.ink.growing import GrowingFeatures
from sigverify.ink.recording import Recording
from sigverify.ink.written_ink import WrittenInk
from sigverify.networks.alignment import dtw_distances, open_ended_distances, open_ended_path
from sigverify.networks.convolving import PLAIN
from sigverify.networks.frame_major import Layer
from sigverify.networks.open_end import OpenEnd, References
from sigverify.progress import aside
from sigverify.verification.departures import differences, sides_of
from sigverify.verification.grid import GrowingGrid, on_grid, rounded
from sigverify.verification.sketch import load_search

_one_loads = Lock()
_are_loaded = Event()


def await_loops() -> None:
    """Have the loops loaded, once; whoever waits for them can stop waiting, which a loop that loads would not let."""
    if not _are_loaded.is_set():
        aside(_load_once)


def _load_once() -> None:
    with _one_loads:
        if not _are_loaded.is_set():
            load_loops()


def load_loops() -> None:
    """Compile what is compiled, or read it from the disk, so that no first signature waits for it."""
    time = np.linspace(0.0, 1.0, 200)
    ink = Recording(time_s=time, x=np.sin(9 * time), y=np.cos(9 * time), stroke=np.repeat([0, 1], 100), pressure=time)
    global_features(ink)
    sides = sides_of(ink)
    differences(sides, [sides])
    config = FeatureConfig(rate_hz=50.0)
    own = extract(ink, config)
    values = own.values
    embeddings = values.copy()  # these can be written to, which makes them another type to the compiler
    frames = on_grid(values)
    for metric in ("l1", "l2"):
        dtw_distances([frames], [on_grid(embeddings)], metric)
    open_ended_distances(frames, [frames], "l1")
    open_ended_path(frames, frames, "l1")
    Layer.of(np.zeros((1, 1, 1)), np.zeros(1), dilation=1, finish=PLAIN).whole(np.zeros((1, 1), np.float32))
    growing, written, grid = GrowingFeatures(config, own.standard, own.pace), WrittenInk(), GrowingGrid()
    written.take(ink)
    growing.functions.take(written)
    growing.functions.path.extent  # noqa: B018 # it is compiled
    grown = rounded(growing.between(0, len(growing)), grid.step(values))
    grid.add(grown)
    OpenEnd(References([frames], "l1")).values(grown)
    load_search()
    _are_loaded.set()
