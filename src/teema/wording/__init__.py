"""Every word that a user reads, by key, in Finnish and English; and how numbers, dates and lists are written.

The texts live in ``fi/*.toml`` and ``en/*.toml``; the file's stem is the first part of the key: ``report.title`` is the
key ``title`` in ``report.toml``. Tables nest with further dots. A test checks that both languages hold the same keys with
the same placeholders.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeAlias

from teema.errors import Problem, TeemaError, UsageError

Language: TypeAlias = Literal["fi", "en"]
LANGUAGES: tuple[Language, ...] = ("fi", "en")


@cache
def _texts(language: Language, area: str) -> dict[str, Any]:
    source = files("teema.wording").joinpath(language, f"{area}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def has(key: str, language: Language) -> bool:
    """Tell whether a key has words."""
    try:
        return isinstance(_found(key, language), str)
    except KeyError:
        return False


def _found(key: str, language: Language) -> Any:
    area, *path = key.split(".")
    found: Any = _texts(language, area)
    for part in path:
        found = found[part]
    return found


def say(language: Language, key: str, /, **parts: object) -> str:
    """Return the words for a key, with the named parts filled in.

    >>> say("fi", "terms.states.met"), say("en", "terms.states.met")
    ('täyttyi', 'met')
    """
    words: str = _found(key, language)
    return words.format(**parts) if parts else words


def table(language: Language, key: str) -> dict[str, Any]:
    """Return all the words under a key, for what fills them in elsewhere.

    >>> table("en", "terms.states")["met"]
    'met'
    """
    found: dict[str, Any] = _found(key, language)
    return found


def checked_language(language: str) -> Language:
    """Return the language if Teema speaks it; a UsageError (U101) otherwise."""
    for known in LANGUAGES:
        if language == known:
            return known
    raise UsageError("U101", language=language, known=", ".join(LANGUAGES))


def explain(trouble: TeemaError | Problem, language: Language) -> tuple[str, str]:
    """Return what is wrong and what to do, as two sentences."""
    place = {"path": trouble.path, "row": trouble.row or 0}
    parts = {**place, **trouble.params}
    return say(language, f"errors.{trouble.code}.what", **parts), say(language, f"errors.{trouble.code}.hint", **parts)


def number(value: float, language: Language, decimals: int = 0, signed: bool = False) -> str:
    """Write a number, halves rounded up: in Finnish with a decimal comma and a narrow no-break space between thousands.

    >>> number(12345.5, "fi", 1), number(12345.5, "en", 1), number(-0.5, "fi", 1, signed=True)
    ('12\\u202f345,5', '12,345.5', '−0,5')
    """
    exact = Decimal(repr(float(abs(value)))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    written = f"{exact:,}"
    if language == "fi":
        written = written.replace(",", "\u202f").replace(".", ",")
    sign = "" if not exact else "−" if value < 0 else "+" if signed else ""
    return sign + written


def day(value: date | None, language: Language) -> str:
    """Write a date: 3.8.2016 in Finnish, 3 August 2016 in English; nothing for None.

    >>> day(date(2016, 8, 3), "fi"), day(date(2016, 8, 3), "en")
    ('3.8.2016', '3 August 2016')
    """
    if value is None:
        return ""
    if language == "fi":
        return f"{value.day}.{value.month}.{value.year}"
    return f"{value.day} {say('en', f'terms.months.{value.month}')} {value.year}"


def clock(milliseconds: int | None) -> str:
    """Write a time in a recording as 00:12:05; nothing for None.

    >>> clock(725_000), clock(None)
    ('00:12:05', '')
    """
    if milliseconds is None:
        return ""
    seconds = milliseconds // 1000
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def listed(words: Iterable[str], language: Language) -> str:
    """Join words as a sentence does.

    >>> listed(["kunnat", "kuntayhtymät", "yhteisöt"], "fi")
    'kunnat, kuntayhtymät ja yhteisöt'
    """
    *first, last = list(words) or [""]
    return f"{', '.join(first)} {say(language, 'terms.and')} {last}" if first else last
