"""What is written in a cell's XML → the value that it means: texts, numbers, days and times, places."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import Final

Moment = datetime | time
"""What a cell with a date's look holds: a day with its time, or a time alone."""

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DATES: Final = frozenset({*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)})
_DURATION: Final = 46
_UNSHOWN = re.compile(r'"[^"]*"|[\\_*].')
_BRACKETS = re.compile(r"\[[^\]]*\]")
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]")
_DAY: Final = 86_400
_FIRST_DAYS: Final = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}
_EXACT: Final = 1e15
"""Up to here a spreadsheet program shows a whole number digit by digit."""


def unescaped(text: str) -> str:
    """Return the text that a cell's XML text means.

    >>> unescaped("a_x000A_b _x005F_x000D_")
    'a\\nb _x000D_'
    """
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def whole(written: str | None) -> int | None:
    """Return a number of a row, a look or a shared text; None where there is none, or none that can be.

    >>> whole("12"), whole("-1"), whole("4294967295"), whole(None)
    (12, None, None, None)
    """
    return int(written) if written and written.isascii() and written.isdigit() and len(written) < 10 else None


@lru_cache(maxsize=20_000)
def column(letters: str, following: int) -> int:
    """Return the column that letters name, from 0; the following one where they name none.

    >>> column("AB", 5), column("", 5), column("ÄÄKKÖSET", 5)
    (27, 5, 5)
    """
    if not (0 < len(letters) < 4 and letters.isascii() and letters.isalpha()):
        return following
    number = 0
    for letter in letters.upper():
        number = 26 * number + ord(letter) - 64
    return number - 1


def column_letters() -> Iterator[str]:
    """Yield the names that spreadsheets give their columns.

    >>> from itertools import islice
    >>> list(islice(column_letters(), 24, 28))
    ['Y', 'Z', 'AA', 'AB']
    """
    number = 0
    while True:
        number, rest, letters = number + 1, number + 1, ""
        while rest:
            rest, letter = divmod(rest - 1, 26)
            letters = chr(65 + letter) + letters
        yield letters


def plain(written: str) -> str:
    """Return a number as a person reads it: whole without decimals, and the fifteen digits that programs show.

    >>> plain("2016.0"), plain("0.30000000000000004"), plain("1E3"), plain("12345678901234567"), plain("x")
    ('2016', '0.3', '1000', '1.23456789012346e+16', 'x')
    """
    try:
        value = float(written)
    except ValueError:
        return written
    if not math.isfinite(value):
        return written
    return str(int(value)) if value.is_integer() and abs(value) < _EXACT else f"{value:.15g}"


def moment(written: str, since_1904: bool) -> Moment | None:
    """Return the day and time that a number of days means, to the second; None where it means none.

    >>> moment("42401.39583333334", False), moment("0.5", False), moment("40939", True), moment("1e9", False)
    (datetime.datetime(2016, 2, 1, 9, 30), datetime.time(12, 0), datetime.datetime(2016, 2, 1, 0, 0), None)
    """
    try:
        seconds = round(float(written) * _DAY)
        found = _FIRST_DAYS[since_1904] + timedelta(seconds=seconds)
    except (ValueError, OverflowError):
        return None
    if seconds < 0:
        return None
    return found.time() if seconds < _DAY else found


def elapsed(written: str) -> str:
    """Return the hours, minutes and seconds that a number of days lasts.

    >>> elapsed("1.5"), elapsed("x")
    ('36:00:00', 'x')
    """
    try:
        seconds = round(float(written) * _DAY)
    except (ValueError, OverflowError):
        return written
    minutes, rest = divmod(abs(seconds), 60)
    return f"{'-' if seconds < 0 else ''}{minutes // 60}:{minutes % 60:02}:{rest:02}"


def moment_of_iso(written: str) -> Moment | None:
    """Return the day or time of a cell that holds it as text, as strict files may.

    >>> moment_of_iso("2016-02-01T09:30:00Z"), moment_of_iso("09:30:00"), moment_of_iso("huomenna")
    (datetime.datetime(2016, 2, 1, 9, 30), datetime.time(9, 30), None)
    """
    readers: tuple[Callable[[str], Moment], ...] = (datetime.fromisoformat, time.fromisoformat)
    for read in readers:
        with suppress(ValueError):
            return read(written).replace(tzinfo=None)
    return None


def iso(value: Moment) -> str:
    """Return a day as 2016-08-03, with its time where it has one.

    >>> iso(datetime(2016, 8, 3)), iso(datetime(2016, 8, 3, 9, 30)), iso(time(9, 30))
    ('2016-08-03', '2016-08-03 09:30:00', '09:30:00')
    """
    if isinstance(value, time):
        return value.isoformat("seconds")
    return value.isoformat(" ", "seconds").removesuffix(" 00:00:00")


def shows_date(number: str, code: str) -> bool:
    """Tell whether a number's format shows a date or a time.

    >>> shows_date("14", ""), shows_date("164", "d.m.yyyy"), shows_date("165", '0.0" days"'), shows_date("49", "@")
    (True, True, False, False)
    >>> shows_date("164", "[h]:mm"), shows_date("164", "[Red]0.00")
    (False, False)
    """
    if not code:
        return whole(number) in _DATES
    shown = _UNSHOWN.sub("", code.casefold())
    return not _ELAPSED.search(shown) and bool(re.search("[dmyhs]", _BRACKETS.sub("", shown).replace("general", "")))


def shows_duration(number: str, code: str) -> bool:
    """Tell whether a number's format shows how long something lasts: hours that go on beyond a day.

    >>> shows_duration("46", ""), shows_duration("164", "[h]:mm"), shows_duration("164", "hh:mm")
    (True, True, False)
    """
    if not code:
        return whole(number) == _DURATION
    return bool(_ELAPSED.search(_UNSHOWN.sub("", code.casefold())))
