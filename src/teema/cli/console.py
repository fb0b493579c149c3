"""Where a command writes, and in which language and colours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import TextIOWrapper
from typing import Literal, TextIO, TypeAlias

from teema.errors import Problem, TeemaError
from teema.wording import Language, explain, say

Tint: TypeAlias = Literal["error", "warning", "note", "good", "quiet"]
_ESCAPES: dict[Tint, str] = {"error": "31;1", "warning": "33;1", "note": "36", "good": "32", "quiet": "2"}


def user_language(environment: Mapping[str, str]) -> Language:
    """Return the language of the user's surroundings: Finnish unless they ask for English.

    >>> user_language({"LANG": "en_GB.UTF-8"}), user_language({"LANG": "C.UTF-8"})
    ('en', 'fi')
    >>> user_language({"TEEMA_LANGUAGE": "fi", "LC_ALL": "en_US"})
    'fi'
    """
    names = ("TEEMA_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    given = next((environment[name] for name in names if environment.get(name)), "")
    return "en" if given.lower().startswith("en") else "fi"


@dataclass(frozen=True, slots=True)
class Console:
    """Standard output and error, the user's language, and whether each of the two shows colours."""

    language: Language
    out: TextIO
    err: TextIO
    colours: bool = False
    error_colours: bool = False

    @classmethod
    def of(cls, environment: Mapping[str, str], out: TextIO, err: TextIO) -> Console:
        """Make the console of a run: colours only where a person looks and didn't ask for none (NO_COLOR)."""
        for stream in (out, err):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="replace")  # a console of few characters shows "?", never stops the work
        wanted = not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"
        return cls(user_language(environment), out, err, wanted and out.isatty(), wanted and err.isatty())

    def words(self, key: str, /, **parts: object) -> str:
        """Return the command line's words for a key."""
        return say(self.language, f"cli.{key}", **parts)

    def line(self, text: str = "") -> None:
        """Write a line to standard output."""
        print(text, file=self.out)

    def tell(self, key: str, /, **parts: object) -> None:
        """Write words to standard output."""
        self.line(self.words(key, **parts))

    def complain(self, key: str, /, **parts: object) -> None:
        """Write words to standard error."""
        print(self.words(key, **parts), file=self.err)

    def explain(self, trouble: TeemaError | Problem) -> None:
        """Write to standard error what went wrong or what is to be known, with its code and place, and what to do about it."""
        what, hint = explain(trouble, self.language)
        place = "" if trouble.row is None and trouble.path and trouble.path in what else place_of(trouble)
        severity = trouble.severity if isinstance(trouble, Problem) else "error"
        head = " ".join(part for part in (self.words(f"severities.{severity}"), trouble.code, place) if part)
        print(f"{tinted(head, severity, self.error_colours)}: {what}\n  {hint}", file=self.err)

    def tint(self, text: str, tint: Tint) -> str:
        """Colour some text for standard output, where colours are shown."""
        return tinted(text, tint, self.colours)


def tinted(text: str, tint: Tint, colours: bool) -> str:
    """Colour a text if colours are shown.

    >>> tinted("a", "note", False)
    'a'
    """
    return f"\x1b[{_ESCAPES[tint]}m{text}\x1b[0m" if colours else text


def place_of(trouble: TeemaError | Problem) -> str:
    """Name the file and row of a trouble.

    >>> place_of(Problem("error", "S303", "codings.csv", 12)), place_of(Problem("error", "S313", "study.toml"))
    ('codings.csv:12', 'study.toml')
    """
    return trouble.path if trouble.row is None else f"{trouble.path}:{trouble.row}"
