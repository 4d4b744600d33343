"""The command group, and how every command ends.

Exit status: 0 done, accepted or sound; 1 referred, rejected or not sound; 2 misuse or a fault, with one sentence on
stderr.
"""

import errno
import sys
import traceback
from typing import Any

import click
from click.core import ParameterSource

from sigverify.cli.output import fail, show_what_can_be_shown
from sigverify.cli.screen import check_screen, without_library
from sigverify.errors import SigverifyError
from sigverify.shipped import VERSION

CORPUS = (
    "svc2004, susig, sigcomp2009-nfi, sigcomp2009-nisdcc, mcyt, csv, inkml, iso19794-7, uim, each with :DIR; "
    "jsonl:FILE, store:URL, or synthetic:N[@SEED], whose signers do not exist; the seed is 0 if left out."
)
"""What `--corpus` takes, in words."""


_SECTIONS = {
    "Files": ("compare", "convert", "tablet"),
    "The desk": ("enrol", "verify", "identify", "signers", "decisions", "label", "report"),
    "Safe-keeping": ("hold", "erase", "retain", "audit", "store", "operators"),
    "Models": ("networks", "train", "models"),
    "Measuring": ("evaluate", "scores", "leaderboard", "curves", "cross-corpus", "energies", "benchmark"),
    "The window": ("demo",),
}
"""The commands as a person looks for them."""


class _Listed(click.Group):
    """Lists its commands with their whole first sentence; click would cut it off at the line's end."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, by what they are for where there are many."""
        sections = _SECTIONS if ctx.parent is None else {"Commands": tuple(self.list_commands(ctx))}
        for title, names in sections.items():
            with formatter.section(title):
                formatter.write_dl([(name, self.commands[name].get_short_help_str(limit=200)) for name in names])


class _Commands(_Listed):
    """Turns every deliberate error into one sentence and exit status 2; a fault of our own ends with 2 as well."""

    group_class = _Listed

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        show_what_can_be_shown()
        try:
            return super().invoke(ctx)
        except SigverifyError as error:
            fail(str(error))
        except KeyboardInterrupt:
            fail("Stopped.")
        except MemoryError:
            fail("The memory is exhausted. Close other programs, or use fewer signatures.")
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except Exception as fault:
            if isinstance(fault, OSError) and fault.errno == errno.EPIPE:
                raise  # whoever read the output has seen enough; click ends quietly
            if isinstance(fault, ImportError) and (told := without_library(fault)):
                fail(told)
            # Python's own status is 1, and a script would take the fault for a signature that was rejected
            traceback.print_exc()
            fail("This is a fault of sigverify's own, told above. Please report it.")


@click.group(cls=_Commands, invoke_without_command=True)
@click.version_option(VERSION, prog_name="sigverify")
@click.option(
    "--store",
    default=None,
    metavar="URL",
    envvar="SIGVERIFY_STORE",
    help="Database of signers, sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME; by default in your data folder.",
)
@click.option("--operator", default=None, metavar="NAME", help="Who signs in, where the store has operators.")
@click.pass_context
def main(ctx: click.Context, store: str | None, operator: str | None) -> None:
    """Tell whether a signature written on a pen tablet is its owner's.

    Without a command the window opens.
    """
    del operator  # `desk.open_store` looks for it
    ctx.obj = store
    if store is not None and ctx.get_parameter_source("store") is ParameterSource.COMMANDLINE:
        from sigverify.storage.database import url_in_the_open

        url_in_the_open(store)
    if ctx.invoked_subcommand is None:
        from sigverify.gui.collector import look_seldom

        look_seldom()
        check_screen()
        from sigverify.gui.application import run

        ctx.exit(run(sys.argv[:1], store))
