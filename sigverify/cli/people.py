"""`signers`, `enrol`, `hold` and `erase`: who is in the store, and what is held on them."""

from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.table import Table

from sigverify.cli.desk import FORMAT, NUMBER, PROFILE, open_store, read_ink
from sigverify.cli.group import main
from sigverify.cli.output import day_of, fail, print_json, print_table, sure, told_erased, told_forged, told_mixed_up

if TYPE_CHECKING:
    from sigverify.storage.rows import Label, Profile, Signer
    from sigverify.storage.store import Store


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def signers(url: str | None, as_json: bool) -> None:
    """List the signers of the store, with how many references each profile has and whether they grew old.

    Samples are nobody: they are there to look at.
    """
    from sigverify.workflows.ageing import grown_old, reminder_of

    with open_store(url) as store:
        found, reminder = store.signers(), reminder_of(store)
    if as_json:
        rows = [
            {
                "signer_id": signer.id,
                "name": signer.name,
                "sample": signer.sample,
                "reference_count": signer.reference_count,
                "profiles": [
                    {
                        "profile_id": profile.id,
                        "name": profile.name,
                        "reference_count": profile.reference_count,
                        "oldest_reference": profile.oldest_reference.isoformat() if profile.oldest_reference else None,
                        "grown_old": grown_old(profile, reminder),
                    }
                    for profile in signer.profiles
                ],
                "created_at": signer.created_at.isoformat(),
                "last_used": signer.last_used.isoformat() if signer.last_used else None,
                "purpose": signer.purpose,
                "keep_until": signer.keep_until.isoformat() if signer.keep_until else None,
            }
            for signer in found
        ]
        print_json(rows)
        return
    headings = ("name", "profile", "references", "last signature", "keep until", "id")
    table = Table(*headings, box=None, header_style="bold")
    for signer in found:
        until = signer.keep_until.isoformat() if signer.keep_until else "–"
        for profile in signer.profiles:
            last = f"{profile.last_used.astimezone():%Y-%m-%d}" if profile.last_used else "–"
            count = f"{profile.reference_count}{' (old)' if grown_old(profile, reminder) else ''}"
            name = f"{signer.name} (sample)" if signer.sample else signer.name
            table.add_row(name, profile.name, count, last, until, signer.id)
    print_table(table)
    if any(grown_old(profile, reminder) for signer in found for profile in signer.profiles):
        click.echo(f"old: a reference is older than {reminder} months. Signatures drift: renew it with enrol --renew.")


@main.command()
@click.argument("signer")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@PROFILE
@click.option("--renew", is_flag=True, help="They take the place of the profile's references, kept for the record.")
@click.option("--keep-odd", is_flag=True, help="Keep signatures that stand apart too: you say that they are genuine.")
@FORMAT
@click.pass_context
def enrol(
    ctx: click.Context,
    signer: str,
    files: tuple[Path, ...],
    profile: str | None,
    renew: bool,
    keep_odd: bool,
    kind: str | None,
) -> None:
    """Enrol the signatures in FILES as references of SIGNER, who is added if new; all of them, or none.

    Each is checked against those before it; exit status 1 where one stands apart. It is told where another signer is
    known whose signature one of them might be.
    """
    from sigverify.workflows.enrolment import enrol_recordings
    from sigverify.workflows.identifying import Gallery
    from sigverify.workflows.models import verifier_in_use

    inks = [read_ink(path, kind) for path in files]
    with open_store(ctx.obj, make=True) as store:
        verifier = verifier_in_use(store)
        enrolment = enrol_recordings(store, verifier, signer, inks, profile=profile, keep_odd=keep_odd, renew=renew)
        enrolled = enrolment.signer
        known = enrolled.id if enrolment.done and enrolled is not None else ""
        gallery = Gallery(store, verifier)
        alike = [gallery.like(ink, known) if known else None for ink in inks]
    for path, check in zip(files, enrolment.checks, strict=True):
        click.echo(f"{path}: {'fits' if check.accepted else check.reason.removesuffix(' Keep it anyway?')}")
    if not enrolment.done:
        click.echo("Nobody was enrolled. Leave out what does not fit, or keep it with --keep-odd.")
        ctx.exit(1)
    assert enrolled is not None, "an enrolment that is done is somebody's"
    assert enrolment.profile is not None, "and of one way of signing"
    for path, other in zip(files, alike, strict=True):
        if other is not None:
            click.echo(
                f"{path}: it would be accepted as {other.signer.name}'s too. Make sure that it is {enrolled.name}."
            )
    way = enrolment.profile
    as_profile = f" as '{way.name}'" if len(enrolled.profiles) > 1 else ""
    click.echo(f"{enrolled.name} has {way.reference_count} reference(s){as_profile}. Id {enrolled.id}")


@main.command()
@click.argument("signer")
@click.option(
    "--output",
    default=None,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="New folder for it; held-ID, by the first part of the signer's id, if left out.",
)
@click.pass_obj
def hold(url: str | None, signer: str, output: Path | None) -> None:
    """Write all that is held on SIGNER to a folder, unencrypted: JSON, the ink, templates, decisions, audit entries.

    It is what a person who asks what is held on them must be given. Forgeries that SIGNER wrote of others' signatures
    are among it, by the name that was given for their forger, who need be no signer.
    """
    from sigverify.workflows.holding import write_held
    from sigverify.workflows.naming import signer_or_forger

    with open_store(url) as store:
        found = signer_or_forger(store, signer)
        which = "forger" if isinstance(found, str) else found.id.split("-")[0]
        folder = output or Path(f"held-{which}")
        count = write_held(store, found, folder)
        mixed_up = told_mixed_up(found.name, store.mixed_up(found.id)) if not isinstance(found, str) else ""
    if mixed_up:
        click.echo(f"{mixed_up} They are left out: another's hand is not theirs to be given.", err=True)
    name = found if isinstance(found, str) else found.name
    click.echo(f"All that is held on {name}, {count} signature(s) among it, lies unencrypted in {folder}")


@main.command()
@click.argument("signer")
@click.option("--purpose", default=None, help="What the signatures are kept for; as it was if left out.")
@click.option("--until", default=None, metavar="DATE", help="YYYY-MM-DD: from that day they are due to be erased.")
@click.option("--no-end", is_flag=True, help="Let them be due on no day.")
@click.pass_obj
def retain(url: str | None, signer: str, purpose: str | None, until: str | None, no_end: bool) -> None:
    """Note what SIGNER's signatures are kept for, and until when; 'store due' lists whose day has come."""
    from sigverify.workflows.naming import signer_named

    if until is not None and no_end:
        raise click.UsageError("Choose one of --until and --no-end.")
    if until is None and not no_end and purpose is None:
        raise click.UsageError("Give --until with a date, or --no-end, or --purpose.")
    day = day_of(until) if until is not None else None
    with open_store(url) as store:
        found = signer_named(store, signer)
        kept = None if no_end else day or found.keep_until
        store.set_retention(found.id, found.purpose if purpose is None else purpose, kept)
        now = store.signer(found.id)
    ends = f"until {now.keep_until.isoformat()}" if now.keep_until else "with no end"
    click.echo(f"{now.name} is kept {ends}{f', for: {now.purpose}' if now.purpose else ''}")


@main.command()
@click.argument("recording", type=NUMBER)
@click.argument("label", type=click.Choice(["genuine", "forgery", "unknown"]))
@click.option("--session", default=None, help="Word for the sitting it was written in; as it was if left out.")
@click.pass_obj
def label(url: str | None, recording: int, label: "Label", session: str | None) -> None:
    """Say what the stored signature RECORDING, by the number that 'decisions --json' tells, really was.

    It is learnt from then. Contradicting a decision is told to the audit chain as overriding it.
    """
    with open_store(url) as store:
        with store.together():
            store.set_label(recording, label)
            if session is not None:
                store.set_session(recording, session)
        found = store.recording(recording)
    click.echo(f"Signature {found.id} is labelled {found.label}, session '{found.session}'.")


@main.command()
@click.argument("signer")
@click.option("--profile", default=None, metavar="NAME", help="Only this profile, with all that it holds.")
@click.option("--forgeries", is_flag=True, help="With what they forged of others; it loses their name alone otherwise.")
@click.option(
    "--forgery",
    "chosen",
    multiple=True,
    type=int,
    metavar="NUMBER",
    help="With this one of what they forged; for where another signer has the same name. May be repeated.",
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def erase(
    url: str | None, signer: str, profile: str | None, forgeries: bool, chosen: tuple[int, ...], yes: bool
) -> None:
    """Erase all that is held on SIGNER: name, ink, templates and decisions. It cannot be undone.

    Forgeries of others' signatures that name SIGNER as their forger, who need be no signer, stay without the name, or
    go too with --forgeries: the hand in them is SIGNER's. Where several signers bear the name, nothing tells which of
    them it was: say by --forgery which are to go.
    """
    from sigverify.workflows.naming import profile_named, signer_named, signer_or_forger

    if profile is not None and (forgeries or chosen):
        raise click.UsageError("Choose one of --profile and --forgeries: what somebody forged is of no profile.")
    if forgeries and chosen:
        raise click.UsageError("Choose one of --forgeries and --forgery: all, or those that are named.")
    discarded: bool | tuple[int, ...] = chosen or forgeries
    with open_store(url) as store:
        if profile is not None:
            owner = signer_named(store, signer)
            _erase_profile(store, profile_named(owner, profile), owner, yes)
            return
        found = signer_or_forger(store, signer)
        if isinstance(found, str):
            forged = told_forged(len(store.forgeries_by(found)), forgeries)
            if not yes and not sure(f"{found} is no signer here, but is named as a forger. {forged} Go on?"):
                fail("Nothing was erased.")
            told = told_erased(store.erase_forger(found, forgeries=discarded))
            click.echo(f"{found} is named no more.{told} Backups that were made before still hold it; delete them.")
            return
        whom = f"{found.name} ({found.id}) with {found.reference_count} reference(s)"
        mixed_up = told_mixed_up(found.name, store.mixed_up(found.id))
        if mixed_up and forgeries:
            fail(f"{mixed_up} Nothing was erased. Look at them, and name this one's by --forgery NUMBER.")
        forged = told_forged(len(store.forgeries_by(found.name, found.id)), forgeries)
        if mixed_up:
            forged = f"{mixed_up} All lose the name; --forgery NUMBER erases one that is this signer's."
        if not yes and not sure(f"{forged} Erase {whom} and all that is held?".lstrip()):
            fail("Nothing was erased.")
        told = told_erased(store.erase_signer(found.id, forgeries=discarded))
    click.echo(f"{found.name} was erased.{told} Backups that were made before still hold what is gone; delete them.")


def _erase_profile(store: "Store", way: "Profile", signer: "Signer", yes: bool) -> None:
    asked = f"Erase '{way.name}' of {signer.name} with {way.reference_count} reference(s) and all it holds?"
    if not yes and not sure(asked):
        fail("Nothing was erased.")
    store.erase_profile(way.id)
    click.echo(f"'{way.name}' of {signer.name} was erased. Backups that were made before still hold it.")
