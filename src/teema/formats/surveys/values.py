"""What cells hold: numbers, days, choices out of few, words of one's own; and what among them names a person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from teema.language.identifiers import identifiers

_NUMBER = re.compile(r"[+\-−]?\d{1,15}(?:[.,]\d{1,6})?\s?%?")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:\D.*)?", re.DOTALL)
_DAY = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?:\D.*)?", re.DOTALL)
_ADDRESS = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}|(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{1,4}", re.IGNORECASE)
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
SAMPLE = 200


def is_number(cell: str) -> bool:
    """Tell whether a cell holds a number alone."""
    return bool(_NUMBER.fullmatch(cell))


def is_day(cell: str) -> bool:
    """Tell whether a cell holds a day, with or without a time.

    >>> is_day("3.8.2016 klo 12.30"), is_day("2016-08-03 09:30:00"), is_day("3 päivää")
    (True, True, False)
    """
    return bool(_ISO.fullmatch(cell) or _DAY.fullmatch(cell))


def days(cells: Sequence[str]) -> list[date | None]:
    """Read the days of a column. Whether the day or the month stands first is told by the column as a whole.

    Where it can't be told (03/04/2016 alone), slashes are none, and points are the Finnish way.

    >>> days(["8/3/2016 9:30", "8/31/2016"]), days(["03/04/2016"]), days(["3.8.2016"])
    ([datetime.date(2016, 8, 3), datetime.date(2016, 8, 31)], [None], [datetime.date(2016, 8, 3)])
    """
    written = [match for cell in cells if (match := _DAY.fullmatch(cell))]
    month_first = any(int(one[3]) > 12 for one in written) and not any(int(one[1]) > 12 for one in written)
    unsure = not any(int(one[1]) > 12 or int(one[3]) > 12 for one in written) and any(one[2] == "/" for one in written)
    return [_day(cell, month_first, unsure) for cell in cells]


def _day(cell: str, month_first: bool, unsure: bool) -> date | None:
    iso, written = _ISO.fullmatch(cell), _DAY.fullmatch(cell)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if not written or (unsure and written[2] == "/"):
            return None
        day, month = (written[3], written[1]) if month_first else (written[1], written[3])
        return date(int(written[4]) + (2000 if len(written[4]) == 2 else 0), int(month), int(day))
    except ValueError:
        return None


def unlike(cell: str, below: Sequence[str]) -> bool | None:
    """Tell whether a cell is of another kind than those below it, as a header is; None where that can't be told.

    >>> unlike("Arvosana", ["4", "5"]), unlike("3", ["4", "5"]), unlike("Kerro", ["Hyvin", "Huonosti"])
    (True, False, None)
    """
    held = [one for one in below if one]
    if not held:
        return None
    for fits in (is_number, is_day, _is_link):
        if all(map(fits, held)):
            return bool(cell) and not fits(cell)
    counts = Counter(held)
    if len(counts) < len(held) and len(counts) <= max(2, len(held) // 2):
        return bool(cell) and cell not in counts
    return False if cell in counts else None


def _is_link(cell: str) -> bool:
    return bool(_LINK.fullmatch(cell) or _ADDRESS.fullmatch(cell))


def names_persons(cells: Sequence[str]) -> bool:
    """Tell whether a column's cells are mostly identifiers: addresses, telephone numbers, links.

    >>> names_persons(["a@b.example", "c.d@e.example"]), names_persons(["Soitin numeroon 040 123 4567, eikä kukaan vastannut."])
    (True, False)
    """
    held = [cell for cell in cells if cell][:SAMPLE]
    return bool(held) and 2 * sum(map(_is_identifier, held)) > len(held)


_LONGEST_IDENTIFIER, _LOOKED_AT = 300, 10_000
"""Characters of the longest cell that may be an identifier and nothing else, and of an answer that are looked through."""


def _is_identifier(cell: str) -> bool:
    if _is_link(cell):
        return True
    if len(cell) > _LONGEST_IDENTIFIER:
        return False
    covered = sum(one.end - one.start for one in identifiers(cell) if one.certain and one.kind != "business_id")
    return 3 * covered > 2 * len(cell)


def holds_identifier(cell: str) -> bool:
    """Tell whether an answer holds an identifier somewhere."""
    return any(one.certain for one in identifiers(cell[:_LOOKED_AT]))


def parts_of(cells: Sequence[str]) -> str:
    """Return what separates the choices within the cells of a question with several; nothing where none does.

    A separator shows itself by choices that come again: they are few against how often they are chosen. A comma alone is one where no
    cell has a comma and a space (Qualtrics), and numbers are no choices: 4,5.

    >>> parts_of(["puhelin;sähköposti;", "puhelin;", "sähköposti;"]), parts_of(["Hyvä, nopea", "Selkeä, mutta hidas"])
    (';', '')
    >>> parts_of(["Palkat,Laskut", "Laskut,Matkat", "Palkat"]), parts_of(["4,5", "3,5", "4,5"])
    (',', '')
    """
    held = [cell for cell in cells if cell]
    for separator in (";", ", ", ","):
        together = [cell for cell in held if separator in cell]
        if separator == "," and (all(map(is_number, held)) or any(", " in cell for cell in held)):
            continue
        chosen = Counter(part for cell in held for part in split(cell, separator))
        again = sum(times for times in chosen.values() if times > 1)
        ended = separator == ";" and len(together) == len(held) and all(cell.endswith(";") for cell in held)
        tight = separator != ", " and not any(f"{separator} " in cell for cell in held)
        enough = (2 if tight else 4) * again >= (1 if tight else 3) * chosen.total()
        few = len(chosen) <= 30 and enough and all(len(part) <= 120 for part in chosen)
        if together and (ended or (few and 4 * len(together) >= len(held))):
            return separator
    return ""


def split(cell: str, separator: str) -> list[str]:
    """Take a cell's choices apart."""
    return [part.strip() for part in cell.split(separator) if part.strip()]
