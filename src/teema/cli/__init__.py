"""The command ``teema``: one thin module a command; this one chooses the language, the command and the exit status.

Exit statuses: 0 it went well, 1 it failed or the study has errors, 2 it was asked for in a way that Teema doesn't
understand, 130 it was interrupted. Nothing heavy is imported before a command runs, so that ``--help`` answers at once.
"""

from __future__ import annotations

import gc
import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Protocol

from teema.cli import (
    add,
    apply,
    backup,
    check,
    convert,
    demo,
    destroy,
    export,
    kwic,
    lemmas,
    load,
    new,
    pseudonymise,
    report,
    restore,
    save,
    search,
    serve,
)
from teema.cli.console import Console
from teema.cli.options import Parser, taken_language
from teema.cli.trouble import FAILED, INTERRUPTED, WRONG_USE, fault_of_ours
from teema.errors import TeemaError, UsageError
from teema.wording import Language, checked_language

HELP = ("-h", "--help")


class Command(Protocol):
    """What a command's module holds."""

    def options(self, parser: Parser) -> None:
        """Declare what may follow the command."""

    def run(self, asked: Namespace, console: Console) -> int:
        """Do the work and return the exit status."""


COMMANDS: dict[str, Command] = {
    "serve": serve,
    "load": load,
    "save": save,
    "backup": backup,
    "restore": restore,
    "new": new,
    "check": check,
    "add": add,
    "convert": convert,
    "export": export,
    "apply": apply,
    "report": report,
    "search": search,
    "kwic": kwic,
    "pseudonymise": pseudonymise,
    "destroy": destroy,
    "lemmas": lemmas,
    "demo": demo,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; whatever goes wrong is explained on standard error."""
    console = Console.of(os.environ, sys.stdout, sys.stderr)
    try:
        wanted, rest = taken_language(sys.argv[1:] if argv is None else argv)
        language = checked_language(wanted) if wanted else None
        console = replace(console, language=language or console.language)
        return _run(rest, language, console)
    except TeemaError as trouble:
        console.explain(trouble)
        return WRONG_USE if isinstance(trouble, UsageError) else FAILED
    except KeyboardInterrupt:
        console.complain("interrupted")
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output left: nothing to tell, nobody to tell it to
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - stays open until the interpreter ends
        return FAILED
    except Exception as fault:  # noqa: BLE001 - the command's edge: no traceback, and nothing of the material, is shown
        console.explain(fault_of_ours(fault, os.environ))
        return FAILED


def _run(given: list[str], language: Language | None, console: Console) -> int:
    if not given:
        console.complain("help", commands=_listed(console))
        return WRONG_USE
    name, *rest = given
    if name in HELP:
        console.tell("help", commands=_listed(console))
        return 0
    if name == "--version":
        return _version(console)
    if name not in COMMANDS:
        raise UsageError("U102", command=name, known=", ".join(COMMANDS))
    parser = command_parser(name, console.language)
    if any(one in HELP for one in rest):
        console.line(parser.format_help().rstrip())
        return 0
    asked = parser.parse(rest)
    asked.language = language
    with _undisturbed():
        return COMMANDS[name].run(asked, console)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold the garbage collector back while a command runs.

    It would walk the libraries loaded and the records of a large study again and again, and they make no cycles.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def command_parser(name: str, language: Language) -> Parser:
    """Return the parser of one command, with its help in a language."""
    parser = Parser(name, language)
    COMMANDS[name].options(parser)
    parser.always()
    return parser


def _listed(console: Console) -> str:
    width = max(map(len, COMMANDS))
    return "\n".join(f"  {name:<{width}}  {console.words(f'{name}.summary')}" for name in COMMANDS)


def _version(console: Console) -> int:
    from importlib.metadata import version

    console.line(f"teema {version('teema')}")
    return 0
