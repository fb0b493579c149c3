"""What a survey's header rows say: how many they are, which tool wrote them, and each column's code, question and part."""

from __future__ import annotations

import html
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any

from teema.errors import ReadFailed
from teema.formats.spreadsheets import column_letters
from teema.formats.surveys.grids import Grid
from teema.formats.surveys.values import unlike

Rows = tuple[tuple[str, ...], ...]
LONGEST = 10_000
TOOLS = ("qualtrics", "surveymonkey", "limesurvey", "forms", "google", "webropol")
"""The tools that are recognised, the surest first; a table of any other is ``generic``."""


@cache
def known() -> dict[str, Any]:
    """Return the headers and answers that are recognised."""
    return tomllib.loads(files("teema.formats.surveys").joinpath("known.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Header:
    """A column's header: the question's code and text, and the row or choice of it that the column is of."""

    code: str = ""
    text: str = ""
    part: str = ""

    @property
    def shown(self) -> str:
        """Return the header as a reader knows it."""
        question = self.text or self.code
        return f"{question} [{self.part}]" if self.part else question

    @property
    def question(self) -> str:
        """Return what the columns of one question share."""
        return plain(self.text) or plain(self.code)

    @property
    def compared(self) -> str:
        """Return the wording by which a question is known from one year to the next."""
        return plain(self.shown)


@dataclass(frozen=True, slots=True)
class Headed:
    """A table whose headers are understood. ``guessed`` where its layout was taken from how it looks, not from a known tool."""

    name: str
    tool: str
    guessed: bool
    header_rows: int
    headers: tuple[Header, ...]
    rows: Rows

    def column(self, place: int) -> tuple[str, ...]:
        """Return a column's cells."""
        return tuple(row[place] for row in self.rows)


def plain(words: str) -> str:
    """Return a header for comparing: no markup, capitals, odd spaces, number before it, or marks at its ends.

    >>> plain("<b>Mitä\u00a0 mieltä</b> olet? *"), plain("E-mail:"), plain("12. Mitä mieltä?")
    ('mitä mieltä olet', 'e-mail', 'mitä mieltä')
    """
    words = " ".join(unicodedata.normalize("NFKC", unmarked(words)).casefold().split())
    return _NUMBERED.sub("", words).strip(" .:?!*…")


def unmarked(text: str) -> str:
    """Return a text without markup and odd spaces."""
    return " ".join(html.unescape(re.sub(r"<[^<>]{1,200}>", " ", text)).split())


_NUMBERED = re.compile(r"^\d{1,3}[.)]\s+")


def headed(grid: Grid) -> Headed:
    """Understand a table's headers. Where it has none, columns are called as a spreadsheet does: A, B, C.

    ReadFailed (X231): what should be a header is too long to be one, as after a quotation mark that nothing closes.
    """
    if max(map(len, grid.rows[0])) > LONGEST:
        raise ReadFailed("X231", path=grid.name)
    tool = _tool(grid.rows)
    count = _header_rows(grid.rows, tool)
    raw = (
        _made(grid.rows[:count], tool)
        if count
        else [Header(name) for name in islice(column_letters(), len(grid.rows[0]))]
    )
    guessed = tool == "generic" or bool(known()["tools"][tool].get("guessed"))
    return Headed(grid.name, tool, guessed, count, tuple(raw), grid.rows[count:])


def _tool(rows: Rows) -> str:
    """Recognise the tool by its own columns in the first row; two ways of exporting ids make Qualtrics sure."""
    if any(_import_ids(row) for row in rows[1:3]):
        return "qualtrics"
    whole = {plain(cell) for cell in rows[0]}
    coded = {plain(match[1]) for cell in rows[0] if (match := _CODED.fullmatch(cell))}
    for name in TOOLS:
        signs = known()["tools"][name]
        first = whole | coded if name == "limesurvey" else whole  # ``submitdate. Lähetyspäivä``: a code and its text
        if len(first.intersection(signs["columns"])) >= signs["signs"]:
            return name
    return "generic"


def _import_ids(row: tuple[str, ...]) -> bool:
    return sum(cell.replace(" ", "").startswith('{"ImportId"') for cell in row) * 2 > sum(map(bool, row))


def _header_rows(rows: Rows, tool: str) -> int:
    """Count the header rows. A row is one where what stands in it is unlike what stands below it."""
    if tool == "qualtrics":
        ids = next((place for place, row in enumerate(rows[:3]) if _import_ids(row)), None)
        if ids is not None:
            return ids + 1
    if tool == "surveymonkey":
        return min(2, len(rows))
    if tool == "generic" and len(rows) > 1 and not _heads(rows, 0, certain=False):
        return 0
    return 2 if len(rows) > 2 and (_is_merged(rows) or _heads(rows, 1, certain=True)) else 1


def _is_merged(rows: Rows) -> bool:
    """Tell whether the second row goes on where the first is empty after a question, as it does under merged cells.

    A column without a name may look the same: what stands under it must be unlike its answers, or nothing may stand under the other headers.
    """
    first, second = rows[0], rows[1]
    gaps = [place for place, cell in enumerate(first) if not cell and second[place] and any(first[:place])]
    alone = [place for place, cell in enumerate(first) if cell and place + 1 not in gaps]
    told = [unlike(second[place], [row[place] for row in rows[2:]]) for place in gaps]
    bare = bool(alone) and not any(second[place] for place in alone)
    return bool(gaps) and False not in told and (True in told or bare)


def _heads(rows: Rows, place: int, *, certain: bool) -> bool:
    """Tell whether a row heads those below it, by the columns of which that can be told.

    ``certain`` asks that all of them say so, and that they are several unless the row above is of codes: a first respondent who
    answers one question unlike the others is no header.
    """
    below = rows[place + 1 : place + 101]
    told = [unlike(cell, [row[column] for row in below]) for column, cell in enumerate(rows[place])]
    decided = [one for one in told if one is not None]
    if certain:
        coded = all(_QUESTION_CODE.fullmatch(cell) for cell in rows[place - 1])
        return len(decided) >= (1 if coded else 2) and all(decided)
    return not decided or 2 * sum(decided) > len(decided)


def _made(rows: Rows, tool: str) -> list[Header]:
    if tool == "qualtrics":
        made = [Header(code, unmarked(rows[1][place]) if len(rows) > 2 else "") for place, code in enumerate(rows[0])]
        return _with_parts(made, _DASH)
    if len(rows) == 2:
        return _of_two(rows)
    if tool == "limesurvey":
        return _with_parts([_lime(cell) for cell in rows[0]], _BRACKET)
    return _with_parts([Header(text=unmarked(cell)) for cell in rows[0]], _BRACKET)


_DASH = re.compile(r"(.+\S)\s+-\s+(.+)", re.DOTALL)
_BRACKET = re.compile(r"(.*\S)\s*\[([^\[\]]+)\]", re.DOTALL)
_CODED = re.compile(r"([A-Za-z]\w*)((?:\[[\w-]+\])*)(?:\s*[.:]\s+(.+)|\s*)", re.DOTALL)
_QUESTION_CODE = re.compile(r"[A-Za-z]{1,4}\d[\w.\-\[\]#]{0,20}")
_CODE = re.compile(r"[A-Za-z]{1,4}\d[\w.\-\[\]#]{0,20}|\w{1,12}")


def _lime(cell: str) -> Header:
    """Read LimeSurvey's header: a code, a text or both; subquestions stand in brackets.

    >>> _lime("Q1[SQ001]"), _lime("Q2. Miten menee?").text, _lime("Miten menee?").text
    (Header(code='Q1', text='', part='SQ001'), 'Miten menee?', 'Miten menee?')
    """
    coded = _CODED.fullmatch(cell)
    if not coded:
        return Header(text=unmarked(cell))
    part = " ".join(re.findall(r"[\w-]+", coded[2]))
    return Header(coded[1], unmarked(coded[3] or ""), part)


def _of_two(rows: Rows) -> list[Header]:
    """Join two rows: questions over their choices, or codes over questions."""
    if all(map(_CODE.fullmatch, filter(None, rows[0]))) and all(rows[0]):
        pairs = zip(rows[0], rows[1], strict=True)
        return _with_parts([Header(code, unmarked(text)) for code, text in pairs], _BRACKET)
    made, above = [], ""
    for first, second in zip(*rows, strict=True):
        above = first or above
        part = unmarked(second)
        made.append(
            Header(
                text=unmarked(above), part="" if plain(part) in (*known()["parts"]["nothing"], plain(above)) else part
            )
        )
    return made


def _with_parts(headers: Sequence[Header], form: re.Pattern[str]) -> list[Header]:
    """Take a question's row or choice out of the texts of headers that have the same question before it."""
    matches = [form.fullmatch(one.text) for one in headers]
    counts = Counter(match[1] for match in matches if match)
    return [
        replace(one, text=match[1], part=match[2].strip()) if match and counts[match[1]] > 1 else one
        for one, match in zip(headers, matches, strict=True)
    ]


def repeated(words: Iterable[str]) -> set[str]:
    """Return those that stand more than once."""
    return {one for one, times in Counter(words).items() if times > 1}
