"""A model's folder: `card.json`, weights and history, read with every check and written whole or not at all."""

import hashlib
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sigverify.errors import ModelError, ResourceFault
from sigverify.ink.features import FLOOR_FUNCTIONS, FeatureConfig
from sigverify.networks.frame_major import FrameMajor
from sigverify.networks.tdnn_sizes import FRAME_WISE, sizes_of
from sigverify.networks.weights import load_weights, read_weights, weights_that_do_not_fit
from sigverify.sentences import said
from sigverify.verification.card import ComparatorCard, ModelCard
from sigverify.verification.comparators import AlignedComparator, Comparator, DurationComparator, frame_wise
from sigverify.verification.directed_comparator import DirectedComparator, DirectedMetric
from sigverify.verification.fitting import check_vector, takes_no_functions
from sigverify.verification.global_comparator import GlobalComparator, GlobalMetric
from sigverify.verification.model_signature import signing_key_of
from sigverify.verification.supervector_comparator import SupervectorComparator
from sigverify.verification.verifier import Verifier

if TYPE_CHECKING:
    from sigverify.networks.pair_network import PairNetwork

CARD = "card.json"

_LARGEST_CARD = 1_000_000


def read_card(folder: Path) -> tuple[ModelCard, str]:
    """Return the card in a model's folder and its SHA-256; raises ModelError where it cannot be read."""
    path = folder / CARD
    try:
        if path.stat().st_size > _LARGEST_CARD:
            raise ModelError(
                said("'{path}' is too large to be a model's card. Install or train the model again.", path=path)
            )
        payload = path.read_bytes()
        return ModelCard.from_json(payload.decode("utf-8")), hashlib.sha256(payload).hexdigest()
    except OSError as fault:
        raise ModelError(
            said("'{folder}' is no model: it has no readable {card}. Name a model's folder.", folder=folder, card=CARD)
        ) from fault
    except UnicodeDecodeError as fault:
        raise ModelError(said("'{path}' is not text. Install or train the model again.", path=path)) from fault


def read_model(folder: Path) -> Verifier:
    """Return the verifier kept in a folder; raises ModelError where card and weights, or a signature, do not match."""
    card, sha256 = read_card(folder)
    signing_key_of(folder, (folder / CARD).read_bytes())
    comparators = tuple(_comparator(part, folder) for part in card.comparators)
    return Verifier(card=card, sha256=sha256, comparators=comparators)


def read_history(folder: Path) -> str:
    """Return the text that tells how a model's training went, '' where its card names none.

    Raises ModelError where it cannot be read.
    """
    card, _ = read_card(folder)
    try:
        return _beside(folder, card.history).read_text("utf-8") if card.history else ""
    except (OSError, UnicodeDecodeError) as fault:
        raise ModelError(
            said("The history of the model in '{folder}' cannot be read. Install or train it again.", folder=folder)
        ) from fault


def write_model(folder: Path, card: ModelCard, payloads: Mapping[str, bytes]) -> None:
    """Write a model's folder as one step: a reader sees the old one or the new one, never half of either.

    payloads: weights and history by file name, as named in the card. In the place of another model, files that would
        stand in for its own get a name from their SHA-256 too, and the card's change of names makes it the new model.

    Raises ResourceFault where the disk is full or may not be written.
    """
    card, payloads = _apart_from(folder, card, payloads)
    write_files(folder, {**payloads, CARD: card.to_json().encode("utf-8")})


def read_files(folder: Path) -> dict[str, bytes]:
    """Return the files that make a model, by name, as they are; raises ModelError where one cannot be read."""
    card, _ = read_card(folder)
    names = [CARD, *(part.weights for part in card.comparators if part.weights)]
    if card.history and (folder / card.history).is_file():
        names.append(card.history)
    try:
        return {name: _beside(folder, name).read_bytes() for name in names}
    except OSError as fault:
        raise ModelError(
            said("A file of the model in '{folder}' cannot be read. Install or train it again.", folder=folder)
        ) from fault


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files of a model, by name, as `write_model` does.

    Raises ModelError where a name is none of a file in the folder, ResourceFault as `write_model` does.
    """
    for name in files:
        _beside(folder, name)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        if folder.is_dir():
            _replace_files(folder, files)
        else:
            _write_folder(folder, files)
    except OSError as fault:
        raise ResourceFault(
            said(
                "The model cannot be written to '{folder}': {strerror}. Free some room or choose another folder.",
                folder=folder,
                strerror=fault.strerror,
            )
        ) from fault


def _write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    fresh = folder.with_name(f".writing-{folder.name}")  # always the same: what a killed program left there goes now
    try:
        if fresh.exists():
            shutil.rmtree(fresh)
        fresh.mkdir()
        for name, payload in files.items():
            _write_synchronised(fresh / name, payload)
        fresh.rename(folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _replace_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put a model's files beside those of the old one, then the card in the place of the old card, then tidy up."""
    there = {path.name for path in folder.iterdir()}
    part = folder / ".writing"
    try:
        for name in sorted(files, key=lambda name: name == CARD):  # the card last
            _write_synchronised(part, files[name])
            part.replace(folder / name)
    except OSError:
        part.unlink(missing_ok=True)
        for name in files.keys() - there:
            (folder / name).unlink(missing_ok=True)
        raise
    for path in folder.iterdir():
        if path.name not in files:
            with suppress(OSError):  # the new model is whole all the same
                shutil.rmtree(path) if path.is_dir() else path.unlink()


def _apart_from(folder: Path, card: ModelCard, payloads: Mapping[str, bytes]) -> tuple[ModelCard, dict[str, bytes]]:
    """Return a model under names of files that stand for nothing else in a folder."""
    names = {
        name: _named_apart(name, payload)
        for name, payload in payloads.items()
        if (folder / name).is_file() and not _holds(folder / name, payload)
    }
    card = replace(
        card,
        comparators=tuple(replace(part, weights=names.get(part.weights, part.weights)) for part in card.comparators),
        history=names.get(card.history, card.history),
    )
    return card, {names.get(name, name): payload for name, payload in payloads.items()}


def _holds(path: Path, payload: bytes) -> bool:
    with suppress(OSError):
        return path.read_bytes() == payload
    return False


def _named_apart(name: str, payload: bytes) -> str:
    path = Path(name)
    return f"{path.stem}-{hashlib.sha256(payload).hexdigest()[:12]}{path.suffix}"


def _write_synchronised(path: Path, payload: bytes) -> None:
    with path.open("wb") as file:
        file.write(payload)
        file.flush()
        os.fsync(file.fileno())


def dtw_comparator() -> AlignedComparator:
    """Return the plain DTW floor: twelve functions, L1 local cost, nothing learnt."""
    return AlignedComparator(kind="dtw", features=FeatureConfig(functions=FLOOR_FUNCTIONS), metric="l1")


def _comparator(part: ComparatorCard, folder: Path) -> Comparator:
    if part.kind == "duration":
        return DurationComparator()
    if part.kind == "global-features":
        return GlobalComparator(metric=_metric(part))
    if part.kind == "directed-features":
        return DirectedComparator(metric=_directed(part))
    if part.kind == "supervector":
        return SupervectorComparator.of(read_weights(_beside(folder, part.weights), part.weights_sha256))
    if part.kind == "dtw" and part.features is not None:
        return AlignedComparator(kind="dtw", features=part.features, metric=part.metric)
    if part.kind == "network" and part.features is not None:
        return _network_comparator(part, part.features, folder)
    raise ModelError(
        said(
            "The model in '{folder}' compares by '{kind}', which this program does not know. Update it.",
            folder=folder,
            kind=part.kind,
        )
    )


def _metric(part: ComparatorCard) -> GlobalMetric:
    try:
        return GlobalMetric(**{name: tuple(values) for name, values in part.config.items()})
    except TypeError as fault:
        raise ModelError(
            said("The metric of global features in the model's card is damaged. Train or install it again.")
        ) from fault


def _directed(part: ComparatorCard) -> DirectedMetric:
    try:
        return DirectedMetric(**{name: tuple(values) for name, values in part.config.items()})
    except TypeError as fault:
        raise ModelError(
            said("The weights of directed features in the model's card are damaged. Train or install it again.")
        ) from fault


def read_networks(folder: Path) -> "list[PairNetwork]":
    """Return the networks of a model, none where it compares without one; raises ModelError as `read_model` does."""
    card, _ = read_card(folder)
    return [
        _network(part, part.features, folder)
        for part in card.comparators
        if part.kind == "network" and part.features is not None
    ]


def _network_comparator(part: ComparatorCard, features: FeatureConfig, folder: Path) -> Comparator:
    if part.architecture in FRAME_WISE:
        return frame_wise(_frame_major(part, features, folder), features)
    # torch is imported here, not above: what compares without it must not wait for it
    import torch

    from sigverify.verification.network_comparator import network_comparator

    # One thread a network is fastest at this size, and leaves the other cores to the pen.
    torch.set_num_threads(1)
    return network_comparator(_network(part, features, folder), features)


def _frame_major(part: ComparatorCard, features: FeatureConfig, folder: Path) -> FrameMajor:
    path = _beside(folder, part.weights)
    try:
        sizes = sizes_of(part.architecture, part.config)
        if sizes.inputs != len(features.functions):
            raise takes_no_functions(features)
        check_vector((0, sizes.embedding), len(part.variances))
    except ModelError as fault:
        raise _unusable(folder, fault) from fault
    weights = read_weights(path, part.weights_sha256)
    try:
        return FrameMajor.of(sizes, weights)
    except ValueError as fault:
        raise weights_that_do_not_fit(path) from fault


def _network(part: ComparatorCard, features: FeatureConfig, folder: Path) -> "PairNetwork":
    from sigverify.networks.catalogue import build_network
    from sigverify.verification.network_comparator import check_fits

    weights = _beside(folder, part.weights)
    try:
        network = build_network(part.architecture, part.config).eval()
        check_fits(network, features, vector_size=len(part.variances))
    except ModelError as fault:
        raise _unusable(folder, fault) from fault
    load_weights(network, weights, part.weights_sha256)
    return network


def _unusable(folder: Path, fault: ModelError) -> ModelError:
    return ModelError(said("The model in '{folder}' cannot be used. {fault}", folder=folder, fault=fault))


def _beside(folder: Path, name: str) -> Path:
    """Return the path of a file that the card names; raises ModelError where it lies elsewhere."""
    if Path(name).name != name or not name:
        raise ModelError(
            said("The card in '{folder}' names a file outside its folder; it is not trusted.", folder=folder)
        )
    return folder / name
