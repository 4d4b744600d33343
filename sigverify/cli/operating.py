"""`operators`: who signs in at this store, in what roles."""

from typing import TYPE_CHECKING

import click
from rich.table import Table

from sigverify.cli.desk import open_store
from sigverify.cli.group import main
from sigverify.cli.output import fail, print_json, print_table
from sigverify.cli.unlocking import ask_new

if TYPE_CHECKING:
    from sigverify.storage.rows import Operator
    from sigverify.storage.store import Store

_ROLES = ("clerk", "examiner", "trainer", "custodian", "administrator")

ROLE = click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    type=click.Choice(_ROLES),
    help="May be given several times: clerk (enrol, verify), examiner (verify, override, export), trainer (enrol, "
    "label, train), custodian (export, erase), administrator (everything).",
)


@main.group()
def operators() -> None:
    """Have several people sign in, each with a password and with what their roles may do. Off until one is added."""


@operators.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def list_them(url: str | None, as_json: bool) -> None:
    """List who signs in here."""
    with open_store(url) as store:
        found, signed_in = store.operators(), store.operator()
    if as_json:
        rows = [
            {"operator_id": one.id, "name": one.name, "roles": one.roles, "added_at": one.added_at.isoformat()}
            for one in found
        ]
        print_json(rows)
        return
    if not found:
        click.echo("Nobody signs in: whoever opens the store may do everything.")
        return
    table = Table("name", "roles", "since", "id", box=None, header_style="bold")
    for one in found:
        name = f"{one.name} (you)" if signed_in is not None and one.id == signed_in.id else one.name
        table.add_row(name, ", ".join(one.roles), f"{one.added_at.astimezone():%Y-%m-%d}", one.id)
    print_table(table)


@operators.command()
@click.argument("name")
@ROLE
@click.pass_obj
def add(url: str | None, name: str, roles: tuple[str, ...]) -> None:
    """Add NAME, who signs in by it and by the password that is typed now or given in SIGVERIFY_NEW_PASSPHRASE.

    NAME lies in the store in clear, so it need not be a person's own. The first operator must be an administrator; from
    then on passphrase, keyring and key file open the store no more, only passwords and the recovery key do.
    """
    with open_store(url) as store:
        added = store.add_operator(name, ask_new(f"Password of {name}"), roles)  # type: ignore[arg-type]  # of the choice
        recovery = store.ways_in().recovery
    click.echo(f"{added.name} signs in as {', '.join(added.roles)}. Id {added.id}")
    if not recovery:
        click.echo(
            "There is no recovery key: with all passwords forgotten the store is lost. See 'store recovery-key'."
        )


@operators.command()
@click.argument("name")
@ROLE
@click.pass_obj
def roles(url: str | None, name: str, roles: tuple[str, ...]) -> None:
    """Give the operator NAME these roles, in the place of those before."""
    with open_store(url) as store:
        store.set_operator_roles(_named(store, name).id, roles)  # type: ignore[arg-type]  # of the choice
    click.echo(f"{name} is {', '.join(roles)} now.")


@operators.command()
@click.argument("name")
@click.pass_obj
def password(url: str | None, name: str) -> None:
    """Give the operator NAME another password: everybody their own, an administrator anybody's."""
    with open_store(url) as store:
        store.set_operator_password(_named(store, name).id, ask_new(f"New password of {name}"))
    click.echo(f"{name} signs in by the new password.")


@operators.command()
@click.argument("name")
@click.pass_obj
def remove(url: str | None, name: str) -> None:
    """Let the operator NAME sign in no more. What NAME did stays in the audit chain, by the id."""
    with open_store(url) as store:
        store.remove_operator(_named(store, name).id)
    click.echo(f"{name} signs in no more.")


@operators.command()
@click.pass_obj
def end(url: str | None) -> None:
    """Have nobody sign in any more: a passphrase opens the store, and whoever knows it may do everything."""
    with open_store(url) as store:
        store.end_operators(ask_new("Passphrase of the store"))
    click.echo("The passphrase opens the store from now on.")


def _named(store: "Store", name: str) -> "Operator":
    known = [one for one in store.operators() if one.name.casefold() == name.casefold() or one.id == name]
    if not known:
        fail(f"There is no operator '{name}' in this store. Run 'sigverify operators list'.")
    return known[0]
