"""What commands at the desk share: the store they work on, the signer they name, the ink they are given."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sigverify.cli.output import fail, somebody_is_there
from sigverify.errors import StoreLockedError
from sigverify.ink.formats import KINDS
from sigverify.verification.lines import RATES

if TYPE_CHECKING:
    from sigverify.ink.recording import Recording
    from sigverify.storage.store import Store

_CHOICES = ", ".join(f"{rate:g}" for rate in RATES)

FORMAT = click.option("--format", "kind", default=None, help=f"{', '.join(KINDS)}; recognised if left out.")
NUMBER = click.IntRange(1, 2**63 - 1)
"""Of a row of the store: no database counts further."""

PROFILE = click.option(
    "--profile",
    default=None,
    metavar="NAME",
    help="Way of signing, such as 'initials'; the first that has references if left out.",
)
FALSE_MATCHES = click.option(
    "--false-matches",
    default=None,
    type=float,
    metavar="RATE",
    help=f"Accept at most this share of skilled forgeries, {_CHOICES}; the model's own line if left out.",
)
FALSE_NON_MATCHES = click.option(
    "--false-non-matches",
    default=None,
    type=float,
    metavar="RATE",
    help="Reject at most this share of genuine signatures, from the same list.",
)


@contextmanager
def open_store(url: str | None, *, make: bool = False) -> "Iterator[Store]":
    """Open the store of `--store`; one that is not there is refused, unless it is to be made.

    Where somebody sits at the terminal they are asked for a passphrase, or a name and password, that is needed.
    """
    with _opened(url, make) as store:
        yield store


def operator_of_command() -> str | None:
    """Return who signs in, by `--operator`."""
    name = click.get_current_context().find_root().params.get("operator")
    return str(name) if name else None


def _opened(url: str | None, make: bool) -> "Store":
    from sigverify.storage.store import Store

    operator = operator_of_command()
    try:
        return Store.open(url, make=make, operator=operator)
    except StoreLockedError as locked:
        if not somebody_is_there():
            raise
        click.echo(str(locked), err=True)
        if locked.operators and operator is None:
            operator = str(click.prompt("Operator", err=True))
        typed = str(click.prompt("Password" if locked.operators else "Passphrase", hide_input=True, err=True))
        return Store.open(url, make=make, operator=operator, passphrase=typed)


def read_ink(path: Path, kind: str | None) -> "Recording":
    """Return the signature in a file, or fail where it cannot be compared."""
    from sigverify.ink.formats import read_recording
    from sigverify.ink.quality import assess

    ink = read_recording(path, kind)
    if refusals := assess(ink).refusals:
        fail(f"{path}: {refusals[0]}")
    return ink
