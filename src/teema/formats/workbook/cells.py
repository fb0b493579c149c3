"""What a cell holds: text as Excel takes it, cut where it is longer than a cell, and the same text recognised again."""

from __future__ import annotations

import re
from datetime import time
from typing import Final
from unicodedata import is_normalized

from teema.formats.source import canonical
from teema.formats.spreadsheets import Moment

MOST_UNITS: Final = 32_767
"""The UTF-16 units that a cell of Excel holds."""
_ELLIPSIS: Final = "…"
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def shown(text: str) -> str:
    """Return what a cell shows of a text: without control characters, and cut with … where it is too long.

    >>> shown("a\\x00b\\r\\nc"), len(shown("x" * 40_000))
    ('ab\\nc', 32767)
    """
    whole = clean(text)
    return f"{_cut(whole)}{_ELLIPSIS}" if is_cut(whole) else whole


def clean(text: str) -> str:
    """Return a text as the study keeps texts: composed, without control characters, with one kind of line break.

    >>> clean("a\\u0308\\r\\n\\x00b")
    'ä\\nb'
    """
    plain = text.isprintable() and (text.isascii() or is_normalized("NFC", text))
    return text if plain else canonical(text)


def is_cut(text: str) -> bool:
    """Tell whether a text is longer than a cell holds.

    >>> is_cut("😀" * 20_000), is_cut("ä" * 32_767)
    (True, False)
    """
    return 2 * len(text) > MOST_UNITS and len(text.encode("utf-16-le", "replace")) // 2 > MOST_UNITS


def _cut(text: str) -> str:
    return text.encode("utf-16-le")[: 2 * (MOST_UNITS - 1)].decode("utf-16-le", "ignore")


def same(one: str, other: str) -> bool:
    """Tell whether two cells show the same: spaces at either end, which nobody sees, don't matter.

    >>> same(" hyvä", "hyvä"), same("hyvä", "Hyvä")
    (True, False)
    """
    return one == other or clean(one).strip() == clean(other).strip()


def folded(text: str) -> str:
    """Return a name as names are compared: neither capitals nor the width of spaces matter.

    >>> folded(" Odotukset  palveluista\\n")
    'odotukset palveluista'
    """
    return " ".join(canonical(text).casefold().split())


def escaped(text: str) -> str:
    """Return a text as a sheet's XML holds it: control characters as Excel writes them, and what looks so already set apart.

    >>> escaped("a<b & _x000D_\\x01")
    'a&lt;b &amp; _x005F_x000D__x0001_'
    """
    if "&" in text or "<" in text or ">" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if "_x" in text:
        text = _ESCAPED.sub(r"_x005F_x\1_", text)
    return text if text.isprintable() else _CONTROLS.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def dated(moment: Moment) -> str:
    """Return a day as it is written in Finnish and most of Europe, with its time where it has one.

    >>> from datetime import datetime
    >>> dated(datetime(2016, 2, 1)), dated(datetime(2016, 2, 1, 12)), dated(time(9, 30))
    ('1.2.2016', '1.2.2016 12:00', '9:30')
    """
    clock = f"{moment.hour}:{moment:%M}"
    if isinstance(moment, time):
        return clock
    day = f"{moment.day}.{moment.month}.{moment.year}"
    return f"{day} {clock}" if (moment.hour, moment.minute) != (0, 0) else day
