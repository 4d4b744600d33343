"""The facts of a `Capture` as text: `true`, `200.0`, `Wacom One`, or in JSON quotes where it could be misread."""

import json
from dataclasses import fields
from typing import get_args

from sigverify.ink.formats.content import NamedFile
from sigverify.ink.formats.plain_text import shorten
from sigverify.ink.recording import CAPTURE_NUMBERS, Capture, LengthUnit, Source
from sigverify.sentences import said

Fact = str | float | bool

FACTS = tuple(field.name for field in fields(Capture))
"""Names of the facts, as `Capture` has them."""

FLAGS = ("records_in_air", "evenly_sampled", "has_clock")
CHOICES = {"source": get_args(Source), "length_unit": get_args(LengthUnit)}


def told_facts(capture: Capture) -> dict[str, Fact]:
    """Return the facts that differ from `Capture`'s defaults, by name; a number is a plain float."""
    default = Capture()
    told = {name: getattr(capture, name) for name in FACTS if getattr(capture, name) != getattr(default, name)}
    return {name: float(value) if name in CAPTURE_NUMBERS else value for name, value in told.items()}


def fact_text(value: Fact) -> str:
    """Return a fact as text on one line, printable, without space at its ends."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        plain = value.isprintable() and value == value.strip() and not value.startswith('"')
        return value if plain else json.dumps(value)
    return repr(float(value))


def parse_fact(file: NamedFile, line: int | None, name: str, text: str) -> Fact:
    """Return the fact that `fact_text` wrote; raises FormatError naming the line where it is none.

    line: None in a file that has no lines. name: one of FACTS, which tells the type.
    """
    if name in CAPTURE_NUMBERS:
        try:
            return float(text)
        except ValueError:
            raise file.fault(
                line,
                said("'{name}' is not a number: '{text}'.", name=name, text=shorten(text)),
                said("Mend that value."),
            ) from None
    if name in FLAGS:
        if text not in ("true", "false"):
            raise file.fault(
                line,
                said("'{name}' must be true or false, found '{text}'.", name=name, text=shorten(text)),
                said("Mend that value."),
            )
        return text == "true"
    text = parse_quoted(file, line, name, text)
    if name in CHOICES and text not in CHOICES[name]:
        raise file.fault(
            line,
            said(
                "'{name}' must be one of {known}, found '{text}'.",
                name=name,
                known=", ".join(CHOICES[name]),
                text=shorten(text),
            ),
            said("Mend that value."),
        )
    return text


def parse_quoted(file: NamedFile, line: int | None, name: str, text: str) -> str:
    """Return text that may stand in JSON quotes; raises FormatError where the quotes are broken."""
    if not text.startswith('"'):
        return text
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, str):
        raise file.fault(
            line, said("'{name}' is no quoted text: {text}", name=name, text=shorten(text)), said("Mend the quotes.")
        )
    return found
