"""A register's cells → what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from teema.study.people import first_day

_MONTH_AND_YEAR: Final = re.compile(r"(1[0-2]|0?[1-9])\s*[./-]\s*((?:19|20)\d\d)")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_SEPARATORS: Final = re.compile(r"\s*[;,/|\n+&]\s*|\s+(?:ja|sekä|and)\s+", re.IGNORECASE)
_YES: Final = frozenset({"yes", "y", "kyllä", "k", "x", "1", "true", "tosi", "omistaja", "on", "owner", "shareholder"})
_NO: Final = frozenset({"no", "n", "ei", "e", "0", "false", "epätosi", "-", "–"})
_SHORTEST: Final = 3


def read_since(written: str) -> str | None:
    """Return since when, as a study writes it: a year, a month or a day; None where the cell doesn't say.

    >>> [read_since(one) for one in ("2016", "3/2016", "31.3.2016", "2016-03-31T00:00:00", "alkuvuosi 2016", "joskus")]
    ['2016', '2016-03', '2016-03-31', '2016-03-31', None, None]
    """
    words = written.strip().split("T")[0].split(" 00:00")[0]
    if found := _MONTH_AND_YEAR.fullmatch(words):
        return f"{found[2]}-{int(found[1]):02}"
    if _YEAR.fullmatch(words) or re.fullmatch(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])", words):
        return words
    day = first_day(words)
    return day.isoformat() if day and 1900 <= day.year < 2100 else None


def read_owner(written: str) -> str:
    """Return yes or no, or what else a register says of a shareholder: a share, for example.

    >>> read_owner("Kyllä"), read_owner("ei"), read_owner("12 %"), read_owner("")
    ('yes', 'no', '12 %', '')
    """
    plain = written.strip().casefold()
    return "yes" if plain in _YES else "no" if plain in _NO else written.strip()


def split_list(written: str, known: Mapping[str, str]) -> Iterator[str]:
    """Yield the parts of a cell that lists several; a cell that is a known name as a whole stays one.

    >>> list(split_list("HR ja talous", {})), list(split_list("Ohjaus ja neuvonta", {"neuvonta": "ohjaus ja neuvonta"}))
    (['HR', 'talous'], ['Ohjaus ja neuvonta'])
    """
    if matched(written, known):
        yield written.strip()
        return
    yield from dict.fromkeys(part for one in _SEPARATORS.split(written) if (part := one.strip(" .")))


def matched(written: str, known: Mapping[str, str]) -> str:
    """Return the key of what is meant, by key or name in any capitals; empty when none.

    >>> matched("Kunnat", {"kunta": "Kunnat", "ky": "Kuntayhtymät"}), matched("kunta", {"a": "Kuntayhtymät"})
    ('kunta', '')
    """
    words = written.strip().casefold()
    return next((key for key, name in known.items() if words in (key.casefold(), name.casefold())), "")


def begun(written: str, known: Mapping[str, str]) -> str:
    """Return the key of the only name that begins with what is written: services are called by halves, groups are not.

    >>> begun("talous", {"t": "taloushallinto", "h": "henkilöstöhallinto"}), begun("h", {"h": "henkilöstöhallinto"})
    ('t', '')
    """
    words = written.strip().casefold()
    found = [key for key, name in known.items() if name.casefold().startswith(words)]
    return found[0] if len(found) == 1 and len(words) >= _SHORTEST else ""
