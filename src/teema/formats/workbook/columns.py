"""The columns of a sheet of codings and of the codebook: what they are called, and which few values some of them take."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from teema.study.codes import ASPECTS
from teema.study.codings import TIMES, WHOSE
from teema.wording import LANGUAGES, Language, say

CODING_COLUMNS: Final = (
    *("document", "customer", "speaker", "words", "reduced", "topic", "sub_theme", "theme"),
    *("aspect", "valence", "time", "whose", "service", "quote", "memo", "coder", "id", "place"),
)
"""The columns in their order. ``id`` and ``place`` are hidden; ``coder`` stands only where there are several."""
GIVEN: Final = ("document", "customer", "speaker", "coder")
"""What tells where the words come from; like the words, it isn't changed in a workbook."""
CODE_COLUMNS: Final = ("kind", "name", "under", "label", "definition", "aspect", "count", "key")
CODE_KINDS: Final = ("theme", "sub_theme", "topic")
CHOSEN: Final = ("aspect", "valence", "time", "whose", "quote")
"""The columns that take one of a few values."""

_VALENCES: Final[Mapping[str, tuple[str, ...]]] = {
    "1": ("+", "1", "+1"),
    "0": ("±", "0", "+-", "+/-", "-+"),
    "-1": ("−", "-", "–", "-1", "−1"),
}
_NO: Final = frozenset({"no", "ei", "false", "0", "epätosi"})
_YES: Final = frozenset({"yes", "kyllä", "true", "1", "x", "tosi"})


@cache
def choices(column: str, language: Language) -> dict[str, str]:
    """Return the values that a column takes, each with the words that show it.

    >>> choices("valence", "fi"), choices("aspect", "fi")["expectation"]
    ({'1': '+', '0': '±', '-1': '−'}, 'odotus')
    """
    if column == "valence":
        return {value: written[0] for value, written in _VALENCES.items()}
    if column == "quote":
        return {"yes": say(language, "workbook.yes")}
    values = {"aspect": ASPECTS, "time": TIMES, "whose": WHOSE}[column]
    table = {"aspect": "aspects", "time": "time", "whose": "whose"}[column]
    return {value: say(language, f"terms.{table}.{value}") for value in values}


@cache
def _read_as(column: str) -> dict[str, str]:
    """Return what every way of writing a value means, in any language."""
    known = {word.casefold(): value for one in LANGUAGES for value, word in choices(column, one).items()}
    if column == "valence":
        known |= {sign: value for value, written in _VALENCES.items() for sign in written}
    if column == "quote":
        known |= dict.fromkeys(_YES, "yes") | dict.fromkeys(_NO, "")
    return known | {value: value for value in choices(column, LANGUAGES[0])} | {"": ""}


def chosen(column: str, written: str) -> str | None:
    """Return the value that a cell means, as the study keeps it; None where it means none of the column's.

    >>> chosen("aspect", "Kokemus"), chosen("valence", "-1"), chosen("quote", "ei"), chosen("time", "huomenna")
    ('experience', '-1', '', None)
    """
    return _read_as(column).get(" ".join(written.split()).casefold())


def header(table: str, column: str, language: Language) -> str:
    """Return what a column is called; ``table`` is ``columns`` for codings and ``code_columns`` for the codebook."""
    return say(language, f"workbook.{table}.{column}")


@cache
def headers(table: str) -> dict[str, str]:
    """Return the columns by every name that they have in any language, folded."""
    columns = CODING_COLUMNS if table == "columns" else CODE_COLUMNS
    named = {header(table, column, one).casefold(): column for one in LANGUAGES for column in columns}
    return {column: column for column in columns} | named


@cache
def kind_of(written: str) -> str | None:
    """Return the kind of a codebook's row; empty where none is written, None where it is no kind.

    >>> kind_of("Alateema"), kind_of(""), kind_of("luku")
    ('sub_theme', '', None)
    """
    known = {say(one, f"workbook.kinds.{kind}").casefold(): kind for one in LANGUAGES for kind in CODE_KINDS}
    return {**known, **{kind: kind for kind in CODE_KINDS}, "": ""}.get(written.strip().casefold())
