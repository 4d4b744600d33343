"""`store passphrase`, `store recovery-key`, `store remember` and `store forget`: what opens the store."""

import os

import click

from sigverify.cli.desk import open_store
from sigverify.cli.output import fail, somebody_is_there
from sigverify.cli.storing import keeping

NEW_PASSPHRASE_VARIABLE = "SIGVERIFY_NEW_PASSPHRASE"  # noqa: S105 # the name of a variable


@keeping.command()
@click.pass_obj
def passphrase(url: str | None) -> None:
    """Protect the store by a new passphrase, typed twice, or taken from SIGVERIFY_NEW_PASSPHRASE.

    Keyrings and key files that opened the store do so no more; the recovery key does. No ink is touched. Backups that
    were made before stay readable with what opened the store then.
    """
    with open_store(url) as store:
        store.change_passphrase(ask_new("New passphrase"))
    click.echo("The store is protected by the new passphrase. Backups made before still open by the old one.")


@keeping.command("recovery-key")
@click.option("--unchecked", is_flag=True, help="Do not ask for a part of it: you keep what is printed.")
@click.pass_obj
def recovery_key(url: str | None, unchecked: bool) -> None:
    """Make a recovery key, which opens the store where passphrase, keyring or key file are lost. It is shown once.

    Write it down or print it, and keep it away from the store. It takes the place of any recovery key before. Type it
    where a passphrase is asked for, or give it in SIGVERIFY_PASSPHRASE.
    """
    from sigverify.storage.recovery import groups_to_ask, new_recovery_key, typed_right

    if not unchecked and not somebody_is_there():
        fail("Nobody is there to type a part of the key as a check. Say --unchecked, and keep what is printed.")
    text = new_recovery_key()
    groups = text.split("-")
    with open_store(url) as store:
        click.echo("  ".join(groups[:4]))
        click.echo("  ".join(groups[4:]))
        if not unchecked:
            for place in groups_to_ask():
                typed = click.prompt(f"Group {place + 1} from the paper", err=True)
                if not typed_right(text, place, typed):
                    fail("That is another group than the one shown, so no recovery key was set. Begin anew.")
        store.set_recovery_key(text)
    click.echo("This recovery key opens the store from now on. It is not shown again.")


@keeping.command()
@click.pass_obj
def remember(url: str | None) -> None:
    """Have this machine open the store with nothing typed: by the keyring of your login, or else by a key file."""
    with open_store(url) as store:
        store.remember()
    click.echo("Whoever is logged in here as you opens the store with nothing typed. 'store forget' takes it back.")


@keeping.command()
@click.pass_obj
def forget(url: str | None) -> None:
    """Have no machine open the store with nothing typed any more: keyrings and key files open it no longer."""
    with open_store(url) as store:
        gone = store.forget_machines()
    click.echo(f"{gone} keyring(s) and key file(s) open the store no more.")


def ask_new(what: str) -> str:
    """Return a new passphrase or password, typed twice, or from the variable for scripts."""
    known = os.environ.get(NEW_PASSPHRASE_VARIABLE)
    if known:
        return known
    if not somebody_is_there():
        fail(f"{what}: nobody is at the terminal to type it. Set {NEW_PASSPHRASE_VARIABLE} for a script.")
    return str(click.prompt(what, hide_input=True, confirmation_prompt="Once more", err=True))
