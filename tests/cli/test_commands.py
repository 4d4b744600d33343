"""The commands explain themselves, and README.md with its manual explains each of them."""

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from sigverify import __version__
from sigverify.cli import main

CHECKOUT = Path(__file__).parents[2]
PAGES = [CHECKOUT / "README.md", *(CHECKOUT / "resources" / "manual").glob("*.md")]
MANUAL = "".join(page.read_text(encoding="utf-8") for page in PAGES)


def _commands(group: click.Group, before: str = "") -> dict[str, click.Command]:
    """All commands by their words, those of groups inside groups too."""
    found: dict[str, click.Command] = {}
    for name, command in group.commands.items():
        words = f"{before} {name}".strip()
        found |= _commands(command, words) if isinstance(command, click.Group) else {words: command}
    return found


COMMANDS = _commands(main)
OPTIONS = [
    (name, option.opts[0])
    for name, command in COMMANDS.items()
    for option in command.params
    if isinstance(option, click.Option)
]


def test_the_commands_are_these() -> None:
    making = {"networks", "train", "cross-corpus", "models key", "models show", "models sign", "models verify"}
    measuring = {"evaluate", "scores", "leaderboard", "energies", "curves", "benchmark"}
    desk = {"signers", "enrol", "verify", "identify", "decisions", "report", "label", "hold", "erase", "retain"}
    keeping = {"audit verify", "audit export", "audit head"}
    keeping |= {f"operators {name}" for name in ("add", "end", "list", "password", "remove", "roles")}
    keeping |= {f"store {name}" for name in ("info", "backup", "restore", "copy", "load", "due")}
    keeping |= {f"store {name}" for name in ("passphrase", "recovery-key", "remember", "forget")}
    assert set(COMMANDS) == {"demo", "compare", "convert", "tablet"} | making | measuring | desk | keeping


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_says_what_a_command_does_and_what_each_option_is_for(name: str) -> None:
    words = [*name.split(), "--help"]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage:")
    command = COMMANDS[name] if name else main
    assert command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.opts


def test_the_list_of_commands_names_each_once_with_a_whole_sentence() -> None:
    for words in ((), ("store",), ("operators",), ("audit",), ("models",)):
        shown = CliRunner().invoke(main, [*words, "--help"], terminal_width=80).stdout
        group = main
        for word in words:
            group = group.commands[word]
        named = [line.split()[0] for line in shown.splitlines() if line.startswith("  ") and line[2] not in " -"]
        assert sorted(name for name in named if name in group.commands) == sorted(group.commands), words
        for command in group.commands.values():
            sentence = command.get_short_help_str(limit=1000)
            assert sentence.endswith("."), sentence
            assert sentence in " ".join(shown.split()), sentence


def test_the_version_is_the_packages() -> None:
    result = CliRunner().invoke(main, ["--version"])
    assert result.exit_code == 0
    assert result.stdout == f"sigverify, version {__version__}\n"


@pytest.mark.parametrize("name", list(COMMANDS))
def test_the_manual_names_every_command(name: str) -> None:
    assert f"sigverify {name}" in MANUAL


@pytest.mark.parametrize(("name", "option"), OPTIONS)
def test_the_manual_names_every_option(name: str, option: str) -> None:
    assert option in MANUAL, f"{option} of {name}"


def test_an_unknown_command_is_misuse() -> None:
    result = CliRunner().invoke(main, ["forge"])
    assert result.exit_code == 2
    assert "forge" in result.stderr


@pytest.mark.parametrize("words", [["compare"], ["compare", "a.csv"], ["evaluate"], ["train", "--corpus", "csv:x"]])
def test_a_missing_argument_is_misuse(words: list[str]) -> None:
    assert CliRunner().invoke(main, words).exit_code == 2
