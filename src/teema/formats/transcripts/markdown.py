"""Markdown: what a reader sees once the marks are gone. Line breaks stay, as transcripts rely on them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from teema.formats.source import Reading, Source, decoded, within
from teema.formats.transcripts.styled import Block, Paragraph, Run, Table, shown
from teema.formats.transcripts.turns import find_turns
from teema.formats.transcripts.wrapping import unwrapped

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?:[^\n]*\n){0,200}?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]+|$)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})")
_QUOTE = re.compile(r"(?: {0,3}>[ ]?)+")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_TABLE_ROW = re.compile(r"[ \t]*\|.*\|[ \t]*")
_TABLE_RULE = re.compile(r"[ \t|:-]+")
_BAR = re.compile(r"(?<!\\)\|")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_IMAGE_OR_LINK = re.compile(r"!?\[((?:[^\[\]\\\n]|\\.){0,500})\]\((?:[^()\n]|\([^()\n]*\)){0,2000}\)")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2000})>")
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]{0,20}(?:\s[^<>\n]{0,500})?/?>")
_BREAK = re.compile(r"<br\s{0,5}/?>", re.IGNORECASE)
_STRONG = re.compile(r"(\*\*\*|\*\*|\*)(?=[^\s*])([^*\n]{0,2000}?[^\s*])\1")
_UNDER = re.compile(r"(?<!\w)(___|__|_)(?=[^\s_])((?:[^_\n]|(?<=\w)_(?=\w)){0,2000}?[^\s_])\1(?!\w)")
_BOLD_START = re.compile(r"[ \t]*(\*\*|__)(?=[^\s*_])([^*_\n]{1,60})\1(?=[\s:])")
_STRUCK = re.compile(r"~~(?=\S)([^~\n]{0,2000}?\S)~~")
_CODE = re.compile(r"(`{1,2})(?!`)([^`\n]{1,2000}?)\1(?!`)")
_KEPT_FIRST, _KEPT = 0xF0000, re.compile("[\U000f0000-\U000f00ff]")


def read(source: Source) -> Reading:
    """Read Markdown."""
    text, problems = decoded(source)
    words = within(unwrapped(without_marks(text)), source)
    return Reading(words, find_turns(words), problems)


def without_marks(text: str) -> str:
    """Return what a reader sees of a Markdown text.

    >>> without_marks("# Otsikko\\n\\n**H1:** [00:12] *joo*, [linkki](https://example.org) 5 * 3_000")
    'Otsikko\\n\\nH1: [00:12] joo, linkki 5 * 3_000'
    """
    body = _COMMENT.sub("", _FRONT_MATTER.sub("", text))
    return shown(list(_blocks(_lines(body))))


def _lines(text: str) -> Iterator[str]:
    """Yield the lines without the marks of headings, quotes, rules and code blocks."""
    before, in_code = "", False
    for line in text.split("\n"):
        if _FENCE.match(line):
            in_code = not in_code
            continue
        is_mark = _RULE.fullmatch(line) or (before.strip() and _UNDERLINE.fullmatch(line))
        before = line if in_code else "" if is_mark else _HEADING.sub("", _QUOTE.sub("", line, count=1), count=1)
        yield before


def _blocks(lines: Iterable[str]) -> Iterator[Block]:
    for is_table, group in groupby(lines, key=lambda line: _TABLE_ROW.fullmatch(line) is not None):
        if is_table:
            yield Table(tuple(_cells(row) for row in group if not _TABLE_RULE.fullmatch(row)))
        else:
            yield from map(_paragraph, group)


def _cells(row: str) -> tuple[str, ...]:
    """Divide a row at its bars; an escaped one is a character of the cell, and an empty cell keeps its place."""
    inside = row.strip().removeprefix("|").removesuffix("|")
    return tuple(_inline(cell.strip()) for cell in _BAR.split(inside))


def _paragraph(line: str) -> Paragraph:
    start = _BOLD_START.match(line)
    if not start:
        return Paragraph((Run(_inline(line).rstrip()),))
    return Paragraph((Run(_inline(start[2]), bold=True), Run(_inline(line[start.end() :]).rstrip())))


def _inline(line: str) -> str:
    """Take the marks of emphasis, links, tags and escapes away; escaped characters are set aside meanwhile."""
    if not _MARKS.search(line):
        return line
    words = _ESCAPE.sub(lambda match: chr(_KEPT_FIRST + ord(match[1])), line)
    words = _CODE.sub(r"\2", _BREAK.sub("\n", words))
    words = _TAG.sub("", _AUTOLINK.sub(r"\1", _IMAGE_OR_LINK.sub(r"\1", words)))
    for _ in range(2):
        words = _STRUCK.sub(r"\1", _UNDER.sub(r"\2", _STRONG.sub(r"\2", words)))
    words = html.unescape(words)
    return _KEPT.sub(lambda match: chr(ord(match[0]) - _KEPT_FIRST), words)


_MARKS = re.compile(r"[*_`\[<&\\~]")
