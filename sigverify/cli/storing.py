"""`store`: what the database of signers is, and how it is kept safe, copied and put back."""

import os
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sigverify.cli.desk import open_store, operator_of_command
from sigverify.cli.group import main
from sigverify.cli.output import day_of, fail, print_json, progress, sure, told_erased, told_forged, told_mixed_up

if TYPE_CHECKING:
    from sigverify.storage.rows import WaysIn


@main.group("store")
def keeping() -> None:
    """Tell about the store, back it up, restore it, or copy it to another database."""


@keeping.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def info(url: str | None, as_json: bool) -> None:
    """Tell where the store lies, how its key is kept and how much it holds."""
    with open_store(url) as store:
        found, ways = store.info(), store.ways_in()
    if as_json:
        values = {**asdict(found), "made_at": found.made_at.isoformat(), "ways_in": asdict(ways)}
        print_json(values)
        return
    click.echo(
        f"{found.name}, schema {found.schema}, since {found.made_at.astimezone():%Y-%m-%d}, {found.size:,} bytes"
    )
    if found.server is not None:
        click.echo(found.server)
    if found.warning:
        click.echo(found.warning)
    click.echo(found.key)
    click.echo(_ways(ways))
    click.echo(_held(found.rows))
    if found.head is not None:
        click.echo(f"audit chain: {found.head.sequence} entries, the last {found.head.hash} of {found.head.at}")


@keeping.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_context
def backup(ctx: click.Context, file: Path) -> None:
    """Write a backup to a new FILE, encrypted as the store is, while other programs may go on working.

    It is a SQLite file, of a store on a server too, and can be restored on either.

    Its key is not in it. Exit status 1 where the backup was written, but the store does not check out.
    """
    with open_store(ctx.obj) as store, progress() as report:
        checked, key = store.back_up(file, _bar(report, "Writing the backup")), store.key_description
    click.echo(f"{file} holds {_held(checked.rows)}")
    click.echo(f"It opens only by what opens the store now. {key}")
    for fault in checked.faults:
        click.echo(fault)
    ctx.exit(1 if checked.faults else 0)


@keeping.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def restore(url: str | None, file: Path) -> None:
    """Put the backup FILE in the place of the store, after checking it.

    Nobody may have the store open, unless it is on a server. Signers who were erased since the backup are erased again.
    The store that was there is kept under another name. A backup from before the passphrase was changed opens by the
    old one: set SIGVERIFY_BACKUP_PASSPHRASE.
    """
    from sigverify.storage.restoring import BACKUP_PASSPHRASE_VARIABLE
    from sigverify.storage.store import Store

    restored = Store.restore(
        url, file, operator=operator_of_command(), backup_passphrase=os.environ.get(BACKUP_PASSPHRASE_VARIABLE)
    )
    click.echo(f"Restored: {_held(restored.check.rows)}")
    if restored.erased:
        click.echo(f"{restored.erased} signer(s) in it had been erased since, and were erased again.")
    if restored.put_aside is not None:
        click.echo(
            f"The store that was there is now {restored.put_aside}, till something is erased. Copy it if it is to stay."
        )


@keeping.command()
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
def copy(source: str, target: str) -> None:
    """Copy the store at the database URL FROM to TO, where no store may be yet, and check the copy.

    From a file to a server, back, or between two of a kind; all of it, or nothing is left at TO.
    """
    from sigverify.storage.database import url_in_the_open

    url_in_the_open(target)
    with open_store(url_in_the_open(source)) as store, progress() as report:
        checked = store.copy_to(target, _bar(report, "Copying"))
    click.echo(f"Copied: {_held(checked.rows)}")
    if checked.head is not None:
        click.echo(f"Its audit chain is sound: {checked.head.sequence} entries, the last {checked.head.hash}")


@keeping.command()
@click.option("--desks", default=8, show_default=True, type=click.IntRange(1, 64), help="Programs at work at once.")
@click.option("--seconds", default=60.0, show_default=True, type=click.FloatRange(1, 3600), help="For how long.")
@click.option("--signers", default=16, show_default=True, type=click.IntRange(1, 1000), help="Made-up signers.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def load(ctx: click.Context, desks: int, seconds: float, signers: int, as_json: bool) -> None:
    """Have several desks verify at once in an empty store, and tell how many verifications a second it bears.

    Made-up signers are enrolled for it and stay there: name a database that you drop afterwards. Exit status 1 where a
    verification failed or the audit chain is not sound.
    """
    from sigverify.workflows.desk_load import load_desks

    if ctx.obj is None:
        fail("Name an empty database by --store: made-up signers are enrolled there.")
    found = load_desks(ctx.obj, desks=desks, seconds=seconds, signers=signers)
    with open_store(ctx.obj) as store:
        faults = store.verify_audit().faults
    if as_json:
        print_json({**found.to_json(), "faults": faults})
    else:
        click.echo(
            f"{found.desks} desks, {found.seconds:g} s: {found.verifications} verifications, {found.rate:.1f} a "
            f"second, median {1000 * found.time_s(50):.0f} ms, 99 of 100 below {1000 * found.time_s(99):.0f} ms"
        )
        click.echo(f"{len(found.errors)} error(s); the audit chain is {'not ' if faults else ''}sound")
        for sentence in (*found.errors[:5], *faults[:5]):
            click.echo(sentence)
    ctx.exit(1 if found.errors or faults else 0)


def _bar(report: Callable[[str, float], None], phase: str) -> Callable[[int, int], None]:
    return lambda done, whole: report(phase, done / max(whole, 1))


@keeping.command()
@click.option("--on", default=None, metavar="DATE", help="YYYY-MM-DD: as of that day; today if left out.")
@click.option("--erase", is_flag=True, help="Erase those who are due, after asking for each.")
@click.option("--forgeries", is_flag=True, help="With --erase: what they forged of others' signatures goes too.")
@click.option("--yes", is_flag=True, help="With --erase: do not ask.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def due(url: str | None, on: str | None, erase: bool, forgeries: bool, yes: bool, as_json: bool) -> None:
    """List the signers whose day to be erased has come, by what 'retain' noted; nobody is erased without a word."""
    if (yes or forgeries) and not erase:
        raise click.UsageError("--yes answers what --erase asks, --forgeries says what it erases. Give --erase too.")
    day = day_of(on) if on is not None else date.today()
    with open_store(url) as store:
        found = store.due(day)
        if as_json:
            rows = [
                {
                    "signer_id": one.id,
                    "name": one.name,
                    "keep_until": one.keep_until.isoformat() if one.keep_until else None,
                    "purpose": one.purpose,
                }
                for one in found
            ]
            print_json(rows)
        for one in found:
            if not as_json:
                click.echo(f"{one.keep_until}  {one.name}  {one.purpose or '–'}  {one.id}")
            if not erase:
                continue
            mixed_up = told_mixed_up(one.name, store.mixed_up(one.id))
            if mixed_up and forgeries:
                said = f"{mixed_up} {one.name} was not erased: do it by 'sigverify erase {one.id} --forgery NUMBER'."
                click.echo(said, err=True)
                continue
            forged = mixed_up or told_forged(len(store.forgeries_by(one.name, one.id)), forgeries)
            asked = f"{forged} Erase {one.name} and all that is held?".lstrip()
            if yes or sure(asked, f"{one.name} was not erased"):
                told = told_erased(store.erase_signer(one.id, forgeries=forgeries))
                click.echo(f"{one.name} was erased.{told}", err=as_json)
    if not as_json:
        click.echo(f"{len(found)} due")


def _ways(ways: "WaysIn") -> str:
    by = [
        *(["its passphrase"] if ways.passphrase else []),
        *([f"{ways.operators} operator(s)"] if ways.operators else []),
        *([f"{ways.machines} keyring(s) or key file(s)"] if ways.machines else []),
        *(["its recovery key"] if ways.recovery else []),
    ]
    lost = "" if ways.recovery else " There is no recovery key: run 'sigverify store recovery-key'."
    return f"It opens by {', '.join(by)}.{lost}"


def _held(rows: Mapping[str, int]) -> str:
    return ", ".join(f"{rows[name]} {name}" for name in ("signers", "recordings", "templates", "decisions", "models"))
