"""What a model may be made of: names joined by '+', and what each of them costs."""

import re
from collections.abc import Callable

import numpy as np
import pytest

from sigverify.errors import UsageError
from sigverify.ink.recording import Recording
from sigverify.networks.architecture import Architecture
from sigverify.networks.catalogue import CATALOGUE, build_network
from sigverify.networks.cost import cost_of
from sigverify.verification.comparators import AlignedComparator, Comparator, DurationComparator
from sigverify.verification.model_files import dtw_comparator
from sigverify.verification.network_comparator import network_comparator
from sigverify.verification.scoring import DensityRule
from sigverify.workflows.architectures import FLOORS, cost, entry_named, kind_of, parts_of, template_numbers


@pytest.mark.parametrize(
    ("architecture", "parts"),
    [
        ("dtw", ("dtw",)),
        ("aligned-tdnn+dtw", ("aligned-tdnn", "dtw")),
        (" dtw + 2ch-2stream ", ("dtw", "2ch-2stream")),
        ("aligned-tdnn+bromley-1994+dtw+duration", ("aligned-tdnn", "bromley-1994", "dtw", "duration")),
        ("aligned-tdnn+aligned-tdnn", ("aligned-tdnn", "aligned-tdnn")),
    ],
)
def test_an_architecture_is_names_joined_by_plus(architecture: str, parts: tuple[str, ...]) -> None:
    assert parts_of(architecture) == parts


@pytest.mark.parametrize("name", [*CATALOGUE, *FLOORS])
def test_every_name_stands_alone(name: str) -> None:
    assert parts_of(name) == (name,)
    assert entry_named(name).name == name
    assert kind_of(name) == (name if name in FLOORS else "network")


@pytest.mark.parametrize(
    "architecture", ["oracle", "dtw+oracle", "", "aligned-tdnn+", "+dtw", "Aligned-TDNN", "dtw dtw"]
)
def test_an_unknown_name_is_refused_with_all_that_are_known(architecture: str) -> None:
    with pytest.raises(UsageError, match="Unknown architecture") as refused:
        parts_of(architecture)
    assert all(name in str(refused.value) for name in (*CATALOGUE, *FLOORS))


def test_an_unknown_entry_is_refused() -> None:
    with pytest.raises(UsageError, match=re.escape("'dtw+duration'")):
        entry_named("dtw+duration")


@pytest.mark.parametrize("floor", list(FLOORS))
def test_a_floor_stands_once(floor: str) -> None:
    """It would be the same comparator again, and its weight no one's."""
    with pytest.raises(UsageError, match="stands twice"):
        parts_of(f"{floor}+aligned-tdnn+{floor}")


def test_names_of_floors_and_networks_are_apart() -> None:
    assert not set(FLOORS) & set(CATALOGUE)
    assert not any("+" in name for name in (*FLOORS, *CATALOGUE))


def test_a_network_costs_what_its_run_counts() -> None:
    assert cost(CATALOGUE["siam"]) == cost_of(CATALOGUE["siam"])


@pytest.mark.parametrize(("name", "comparator"), [("dtw", dtw_comparator()), ("duration", DurationComparator())])
def test_a_floor_costs_what_it_does(name: str, comparator: Comparator, make_ink: Callable[..., Recording]) -> None:
    """Counted on a signature of about 3 s."""
    told = FLOORS[name].cost
    (frames,) = (ink.frames for ink in comparator.represent([make_ink(seconds=3.0)]))
    assert told.parameters == told.encoding == 0
    assert told.reference_numbers == pytest.approx(frames.size, rel=0.02)
    aligned = isinstance(comparator, AlignedComparator)
    assert told.comparison == pytest.approx(len(frames) ** 2 * frames.shape[1] if aligned else 1, rel=0.04)


@pytest.mark.parametrize("name", ["dtw", "duration", "aligned-tdnn", "chopra-2005", "bromley-1994", "2ch"])
@pytest.mark.parametrize("references", [1, 5])
def test_a_template_keeps_as_many_numbers_as_told(
    name: str, references: int, make_ink: Callable[..., Recording]
) -> None:
    """Of references of about 3 s."""
    entry = entry_named(name)
    comparator: Comparator = dtw_comparator() if name == "dtw" else DurationComparator()
    if isinstance(entry, Architecture):
        comparator = network_comparator(build_network(name, {}).eval(), entry.features)
    inks = comparator.represent([make_ink(seconds=3.0, seed=seed) for seed in range(references)])
    frames = tuple(ink.frames for ink in inks)
    told = template_numbers(entry, references)
    if isinstance(entry, Architecture) and entry.references == "density":
        rule = DensityRule(unit=1.0, variances=(1.0,) * frames[0].shape[1])
        compact = rule.scorer(frames, np.zeros((references, references))).compact
        assert len(compact) == told + 8, "a byte each, and two scales"
    else:
        assert sum(kept.size for kept in frames) == pytest.approx(told, rel=0.02)
