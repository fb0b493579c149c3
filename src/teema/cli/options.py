"""What may follow a command: argparse with the words of both languages and coded errors."""

from __future__ import annotations

from argparse import ArgumentError, ArgumentParser, HelpFormatter, Namespace
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any, NoReturn

from teema.errors import UsageError
from teema.wording import Language, say

LANGUAGE = "--language"


def taken_language(given: Sequence[str]) -> tuple[str, list[str]]:
    """Take ``--language`` out of the arguments, wherever it stands: the words of every error depend on it.

    >>> taken_language(["check", "--language", "en", "a"]), taken_language(["check", "--language=fi"])
    (('en', ['check', 'a']), ('fi', ['check']))
    """
    wanted, rest, coming = "", [], iter(given)
    for one in coming:
        if one == LANGUAGE or one.startswith(f"{LANGUAGE}="):
            wanted = one.partition("=")[2] or ("" if "=" in one else next(coming, ""))
            if not wanted:
                raise UsageError("U105", option=LANGUAGE)
        else:
            rest.append(one)
    return wanted, rest


class Parser(ArgumentParser):
    """The parser of one command. Its words are ``cli.COMMAND.…``; whatever it doesn't understand is a UsageError."""

    def __init__(self, command: str, language: Language) -> None:
        self.command, self.language = command, language
        super().__init__(
            prog=f"teema {command}",
            add_help=False,
            exit_on_error=False,
            allow_abbrev=False,
            description=self._words(f"{command}.description"),
            epilog=self._words(f"{command}.epilog"),
            formatter_class=_formatter(say(language, "cli.usage")),
        )
        self._given = self.add_argument_group(self._words("given"))
        self._chosen = self.add_argument_group(self._words("chosen"))

    def _words(self, key: str) -> str:
        return say(self.language, f"cli.{key}")

    def _help(self, name: str) -> str:
        return self._words(f"{self.command}.options.{name}")

    def place(self, name: str, default: str | None = None) -> None:
        """Declare what is given in its place; it may be left out where there is a default."""
        count = None if default is None else "?"
        self._given.add_argument(
            name, nargs=count, default=default, metavar=self._words(f"metavars.{name}"), help=self._help(name)
        )

    def option(self, name: str, metavar: str = "", kind: Callable[[str], Any] = str, default: Any = None) -> None:
        """Declare an option with a value; ``metavar`` names the values where they are few."""
        shown = metavar or self._words(f"metavars.{name}")
        self._chosen.add_argument(f"--{name}", metavar=shown, type=kind, default=default, help=self._help(name))

    def flag(self, name: str) -> None:
        """Declare an option without a value."""
        self._chosen.add_argument(f"--{name}", action="store_true", help=self._help(name))

    def always(self) -> None:
        """Declare the options that every command has. They are taken before parsing, and stand here to be seen."""
        self._chosen.add_argument(LANGUAGE, metavar="fi|en", help=self._help("language"))
        self._chosen.add_argument("-h", "--help", action="store_true", help=self._words("help_option"))

    def parse(self, given: Sequence[str]) -> Namespace:
        """Return what was asked for.

        UsageError: an unknown option (U103), something missing (U104), a value missing or too many (U105), a word too many (U109).
        """
        try:
            asked, unknown = self.parse_known_args(list(given))
        except ArgumentError as reason:
            if reason.argument_name:
                raise UsageError("U105", option=reason.argument_name) from reason
            missing = reason.message.rpartition(": ")[2]
            raise UsageError("U104", missing=missing, command=self.command) from reason
        if unknown:
            raise UsageError("U103" if unknown[0].startswith("-") else "U109", given=unknown[0], command=self.command)
        return asked

    def error(self, message: str) -> NoReturn:
        """Raise instead of leaving: Python 3.11 comes here for what later versions raise themselves."""
        raise ArgumentError(None, message)


def _formatter(usage: str) -> type[HelpFormatter]:
    """Make a formatter whose usage line begins in the user's language."""

    class Formatter(HelpFormatter):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **{**kwargs, "max_help_position": 32})

        def _fill_text(self, text: str, width: int, indent: str) -> str:
            """Wrap a text, but leave indented lines as they are: they show what to type."""
            parts = [list(lines) for _, lines in groupby(text.splitlines(), lambda line: line.startswith(" "))]
            fill = super()._fill_text
            shown = ("\n".join(one) if one[0].startswith(" ") else fill(" ".join(one), width, indent) for one in parts)
            return "\n\n".join(shown)

        def add_usage(self, usage_: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
            super().add_usage(usage_, actions, groups, f"{usage} ")

    return Formatter


def one_of(option: str, known: Sequence[str]) -> Callable[[str], str]:
    """Make the reader of an option that has few values (UsageError U106 for any other)."""

    def read(value: str) -> str:
        if value not in known:
            raise UsageError("U106", option=option, value=value, known=", ".join(known))
        return value

    return read


def whole_number(option: str) -> Callable[[str], int]:
    """Make the reader of an option that counts: a whole number from 1 (UsageError U110 for anything else)."""

    def read(value: str) -> int:
        if not (value.isascii() and value.isdigit() and len(value) < 10 and int(value)):
            raise UsageError("U110", option=option, value=value)
        return int(value)

    return read


def some_of(option: str, known: Sequence[str]) -> Callable[[str], tuple[str, ...]]:
    """Make the reader of an option that takes several of few values, separated by commas.

    >>> some_of("--format", ("docx", "pdf"))("pdf, docx")
    ('pdf', 'docx')
    """
    read_one = one_of(option, known)

    def read(value: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(read_one(part.strip()) for part in value.split(",")))

    return read
