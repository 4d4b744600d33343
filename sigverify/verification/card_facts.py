"""What a model's card tells of its training and its figures, as far as anything reads it: of which kind each part is.

A card may tell more. What it tells under these names must be of these kinds: JSON holds whatever somebody wrote.
"""

from collections.abc import Mapping
from typing import Any

from sigverify.errors import ModelError
from sigverify.sentences import said

HELD_OUT = "held out, by number of references"
"""Under this name `ModelCard.figures` tells error rates, a table for each number of references."""

_NUMBER, _WHOLE, _TEXT, _WORD = "number", "whole number", "text", "yes or no"
_EACH = "…"
"""Stands for every name of a table that is not told apart."""

_RATE = {"mean": _NUMBER, "sd": _NUMBER}

_TRAINING: dict[str, Any] = {
    "corpora": {
        _EACH: {
            "signers": _WHOLE,
            "genuine": _WHOLE,
            "forgeries": _WHOLE,
            "synthetic forgeries": _WHOLE,
            "forgeries used": _WORD,
        }
    },
    "networks": [
        {"architecture": _TEXT, "loss": {"name": _TEXT}, "steps of the network that is kept": _WHOLE},
    ],
    "split": _TEXT,
    "terms": _TEXT,
    "seed": _WHOLE,
    "CPU minutes": _NUMBER,
    "collected signers": [_TEXT],
    "calibrated across sessions": [_TEXT],
    "cross-corpus": {},
}

_FIGURES: dict[str, Any] = {
    HELD_OUT: {
        _EACH: {
            "signers": _WHOLE,
            "skilled common EER %": _RATE,
            "skilled signer EER %": _RATE,
            "forgeries accepted %": _RATE,
            "genuine rejected %": _RATE,
            "Cllr": _NUMBER,
            "random Cllr": _NUMBER,
        }
    }
}

_NEEDED = {"architecture", "loss", "name", "steps of the network that is kept"}
"""Of a network; all else may be left out, or be null where it could not be measured."""


def check_facts(training: Mapping[str, Any], figures: Mapping[str, Any]) -> None:
    """Raise ModelError where a part of a card's `training` or `figures` is of another kind than its readers expect."""
    _check(training, _TRAINING, "training")
    _check(figures, _FIGURES, "figures")
    counts = figures.get(HELD_OUT) or {}
    if odd := [count for count in counts if not (count.isascii() and count.isdigit())]:
        raise _wrong(f"figures, {HELD_OUT}", odd[0], said("a number of references"))


def _check(found: Any, expected: Any, place: str) -> None:
    if isinstance(expected, dict):
        if not isinstance(found, dict):
            raise _wrong(place, found, said("a table"))
        for name in found if _EACH in expected else expected:
            kind = expected.get(name, expected.get(_EACH))
            if name in _NEEDED and found.get(name) is None:
                raise _wrong(f"{place}, {name}", None, said("something"))
            if found.get(name) is not None:
                _check(found[name], kind, f"{place}, {name}")
    elif isinstance(expected, list):
        if not isinstance(found, list | tuple):
            raise _wrong(place, found, said("a list"))
        for one in found:
            _check(one, expected[0], place)
    elif not _is(found, expected):
        raise _wrong(place, found, _WORDS[expected])


def _is(value: object, kind: str) -> bool:
    if kind == _TEXT:
        return isinstance(value, str)
    if kind == _WORD:
        return isinstance(value, bool)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    if kind == _WHOLE:
        return isinstance(value, int) and abs(value) < 2**63
    return isinstance(value, float) or abs(value) < 2**63


_WORDS = {
    _NUMBER: said("a number"),
    _WHOLE: said("a whole number"),
    _TEXT: said("a text"),
    _WORD: said("true or false"),
}


def _wrong(place: str, found: object, expected: str) -> ModelError:
    shown = repr(found)
    return ModelError(
        said(
            "The model's card holds {found} under '{place}', where {expected} is expected. Install or train the model "
            "again.",
            found=shown if len(shown) <= 40 else f"{shown[:39]}…",
            place=place,
            expected=expected,
        )
    )
