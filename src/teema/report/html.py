"""Writes a report as one self-contained web page: nothing is fetched, and the public edition needs no script.

In the working edition everything that has evidence is a link that opens the words behind it; each segment has an address.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from html import escape, unescape
from importlib.resources import files
from pathlib import Path
from typing import Final
from urllib.parse import quote

from teema.report.blocks import Block, Bullets, Cell, Column, Figure, Heading, Paragraph, Quote, Report, Run, Table
from teema.report.html_evidence import Evidence
from teema.report.layout import (
    dense,
    has_contents,
    heading_numbers,
    more_rows,
    named,
    numbering,
    printable,
    said_lines,
    shown_rows,
    tally,
    words_fit,
)
from teema.wording import say

MOST_ROWS: Final = 2_000
_FONTS = {400: "SourceSans3-Regular.ttf", 600: "SourceSans3-Semibold.ttf"}
_STATED = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_SPACED = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)
_LETTERS: Final = 112
"""How many letters stand side by side in a table on a wide screen."""
_STACKED: Final = 5
"""The most columns that a narrow screen shows as cards; tables of more scroll in their region."""
_ELEMENTS = {"plain": "", "strong": "strong", "emphasis": "em"}
_DEEPEST = 5


def write_html(report: Report, path: Path) -> None:
    """Write the report as one HTML file. Raises KeyError when a reference leads nowhere, ValueError on a ragged table."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(_parts(report))


def html_page(report: Report) -> str:
    """Return the report as a whole HTML page."""
    return "".join(_parts(report))


def _parts(report: Report) -> Iterator[str]:
    """Yield the page from top to bottom: a large one is never held whole."""
    page = _Page(report)
    style = _packaged("html.css") + "".join(map(_narrow_rule, report.tables)) + (_faces() if report.figures else "")
    script = _packaged("html.js") if page.working else ""
    yield (
        f'<!doctype html>\n<html lang="{report.language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_text(report.title)}</title>\n<style>{style}</style>\n</head>\n"
        f'<body>\n<a class="skip" href="#content">{page.say("skip")}</a>\n'
        f'<div class="{"frame page" if report.kind == "page" else "frame"}">{page.contents()}<main id="content" tabindex="-1">{page.front()}'
    )
    yield from page.blocks()
    yield "</main></div>\n"
    yield from page.panel(script)
    yield "</body>\n</html>\n"


def policy_of(page: str) -> str:
    """Return the content-security policy that a page of ours states, for whoever sends it as a header too."""
    found = _STATED.search(page)
    return unescape(found[1]) if found else "default-src 'none'"


def _packaged(name: str) -> str:
    return files("teema.report").joinpath(name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Return a content-security policy that allows this page's own style and script, by their hashes, and nothing else."""
    allowed = f"; script-src {_hash(script)}" if script else ""
    return f"default-src 'none'; style-src {_hash(style)}{allowed}; font-src data:; base-uri 'none'; form-action 'none'"


def _faces() -> str:
    """Return the letters that figures are drawn with, so that these look and measure alike everywhere."""
    fonts = files("teema.figures").joinpath("fonts")
    return "".join(
        f'\n@font-face {{ font-family: "Source Sans 3"; font-weight: {weight}; '
        f"src: url(data:font/ttf;base64,{base64.b64encode(fonts.joinpath(name).read_bytes()).decode()}); }}"
        for weight, name in _FONTS.items()
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _text(text: str) -> str:
    return escape(printable(text))


def _address(kind: str, key: str) -> str:
    return f"{kind}-{quote(key, safe='')}"


class _Page:
    """Writes the blocks of one report, collecting the evidence that they refer to."""

    def __init__(self, report: Report) -> None:
        self.report, self.language = report, report.language
        self.numbering = numbering(report)
        self.working = report.edition == "working" and bool(report.segments)
        self.evidence = Evidence(report.segments if self.working else {})
        headings = [block for block in report.blocks if isinstance(block, Heading)]
        numbers = heading_numbers(headings)
        self.headings = [
            (heading, number, _address("h", heading.key or number))
            for heading, number in zip(headings, numbers, strict=True)
        ]

    def say(self, key: str) -> str:
        """Return the document's own words, escaped."""
        return escape(say(self.language, f"document.{key}"))

    def contents(self) -> str:
        """Return the navigation: chapters, and on wide screens what is under them."""
        entries = "".join(
            f'<li{" class=under" if heading.level > 1 else ""}><a href="#{at}"><span class="no">{number}</span> <span>{_text(heading.text)}</span></a></li>'
            for heading, number, at in self.headings
            if heading.level <= 2
        )
        if self.report.kind == "page":
            return ""
        if not has_contents(heading for heading, _, _ in self.headings):
            return "<div></div>"
        title = self.say("contents")
        return f'<nav class="toc" aria-label="{title}"><p aria-hidden="true">{title}</p><ol>{entries}</ol></nav>'

    def front(self) -> str:
        """Return the title and what is told about the report."""
        report = self.report
        subtitle = f'<p class="subtitle">{_text(report.subtitle)}</p>' if report.subtitle else ""
        lines = "".join(f"<dt>{_text(label)}</dt><dd>{_text(value)}</dd>" for label, value in report.about)
        about = f'<dl class="about">{lines}</dl>' if lines else ""
        guidance = f'<p class="help">{self.say("evidence_help")}</p>' if self.working else ""
        return f'<header class="front"><h1>{_text(report.title)}</h1>{subtitle}{about}{guidance}</header>\n'

    def blocks(self) -> Iterator[str]:
        """Yield the report's blocks as HTML."""
        headings = iter(self.headings)
        for block in self.report.blocks:
            yield f"{self._block(block, headings)}\n"

    def _block(self, block: Block, headings: Iterator[tuple[Heading, str, str]]) -> str:
        match block:
            case Heading():
                return self._heading(*next(headings))
            case Paragraph():
                return f"<p>{self._runs(block)}</p>"
            case Bullets():
                return f"<ul>{''.join(f'<li>{self._runs(item)}</li>' for item in block.items)}</ul>"
            case Quote():
                return self._quote(block)
            case Table():
                return self._table(block)
            case Figure():
                return self._figure(block)

    def _heading(self, heading: Heading, number: str, at: str) -> str:
        element = f"h{min(heading.level + 1, _DEEPEST)}"
        counted = f'<span class="no">{number}</span> ' if self.report.kind == "report" else ""
        return f'<{element} id="{at}">{counted}{_text(heading.text)}</{element}>'

    def _quote(self, block: Quote) -> str:
        source = f"<footer>{_text(block.source)}</footer>" if block.source else ""
        return f"<blockquote><p>{self._opening(block.text, block.segments)}</p>{source}</blockquote>"

    def _runs(self, block: Paragraph) -> str:
        return "".join(map(self._run, block.runs))

    def _run(self, run: Run) -> str:
        if run.ref:
            found = self.numbering.reference(run)
            written = f'<a href="#{_address(found.kind[0], run.ref)}">{escape(found.word)}&nbsp;{found.number}</a>'
        else:
            written = self._opening(run.text, run.segments, run.told)
        element = _ELEMENTS[run.style]
        return f"<{element}>{written}</{element}>" if element else written

    def _opening(self, text: str, segments: tuple[str, ...], told: str = "") -> str:
        """Return text that opens its segments; text alone where there are none to open. Spaces around it open nothing."""
        places = self.evidence.positions(segments) if segments and self.working else ""
        before, words, after = (_text(part).replace("\n", "<br>") for part in _spaced(text))
        if not places:
            return f"{before}{words}{after}"
        address = _address("segment", self.evidence.first(places))
        above = f' data-told="{_text(told)}"' if told else ""
        return (
            f'{before}<a class="e" aria-haspopup="dialog" href="#{address}" data-s="{places}"{above}>{words}</a>{after}'
        )

    def _caption(self, block: Table | Figure) -> str:
        if self.report.kind == "page":
            return _text(block.title)
        word, number, title = self.numbering.caption(block)
        return f"<b>{escape(word)} {number}</b>{escape(title)}"

    def _table(self, table: Table) -> str:
        rows, left = shown_rows(table, MOST_ROWS)
        at = _address("t", table.key)
        head = "".join(f'<th scope="col"{_class(column)}>{_text(column.text)}</th>' for column in table.columns)
        lines = "".join(self._row(row, table.columns) for row in rows)
        tight = dense(table.columns) or not words_fit(table, rows, _LETTERS)
        looks = {"dense": tight, "cards": _stacks(table), "sentences": not named(rows)}
        look = " ".join(name for name, holds in looks.items() if holds)
        return (
            f'<div class="captioned" id="{at}"><div class="scroll" role="region" tabindex="0" aria-labelledby="{at}-caption">'
            f'<table class="{look}"><caption id="{at}-caption"><span>{self._caption(table)}</span></caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table></div>"
            f"{_notes(more_rows(left, self.language), table.note)}</div>"
        )

    def _row(self, row: tuple[Cell, ...], columns: tuple[Column, ...]) -> str:
        cells = [
            f"<{'td' if place else 'th scope=row'}{_class(column, cell)}>{self._cell(cell)}</{'td' if place else 'th'}>"
            for place, (cell, column) in enumerate(zip(row, columns, strict=True))
        ]
        return f"<tr>{''.join(cells)}</tr>"

    def _cell(self, cell: Cell) -> str:
        lines = [self._opening(line.text, line.segments, line.told) for line in said_lines(cell)]
        written = f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>" if len(lines) > 1 else "".join(lines)
        counted = tally(cell)
        return f'{written}<span class="n">{self._opening(counted, cell.segments)}</span>' if counted else written

    def _figure(self, figure: Figure) -> str:
        svg = printable(figure.picture.svg)
        image = (
            f'<div class="drawing" role="img" aria-label="{_text(figure.picture.alt)}">{svg[svg.index("<svg") :]}</div>'
        )
        at = _address("f", figure.key)
        caption = f'<figcaption id="{at}-caption">{self._caption(figure)}</figcaption>'
        region = f'<div class="scroll" role="region" tabindex="0" aria-labelledby="{at}-caption">{image}</div>'
        return f'<figure class="captioned" id="{at}">{region}{caption}{_notes(figure.note)}</figure>'

    def panel(self, script: str) -> Iterator[str]:
        """Yield the panel that shows evidence, its data and its script; nothing where there is none to show."""
        if not self.working:
            return
        told = " ".join(
            f'data-{name}="{self.say(key)}"'
            for name, key in (
                ("title", "evidence"),
                ("count", "evidence_count"),
                ("one", "evidence_one"),
                ("more", "evidence_more"),
                ("address", "evidence_address"),
            )
        )
        yield (
            f'<aside id="panel" role="dialog" aria-labelledby="panel-title" hidden {told}><header><div>'
            '<h2 id="panel-title" tabindex="-1"></h2><p id="panel-count"></p></div>'
            f'<button type="button" id="panel-close" class="plain-button">{self.say("close")}</button></header>'
            '<div id="panel-list"></div></aside>\n<script type="application/json" id="evidence">'
        )
        yield from self.evidence.packed()
        yield f"</script>\n<script>{script}</script>\n"


def _class(column: Column, cell: Cell | None = None) -> str:
    names = [*(["num"] if column.numeric else []), *([cell.tone] if cell and cell.tone != "plain" else [])]
    return f' class="{" ".join(names)}"' if names else ""


def _notes(*notes: str) -> str:
    return "".join(f'<p class="note">{_text(note)}</p>' for note in notes if note)


def _spaced(text: str) -> tuple[str, str, str]:
    """Return the spaces before the words of a text, the words, and the spaces after them."""
    found = _SPACED.fullmatch(text)
    assert found is not None
    return found[1], found[2], found[3]


def _stacks(table: Table) -> bool:
    """Tell whether each row becomes a card on a narrow screen."""
    return 1 < len(table.columns) <= _STACKED


def _narrow_rule(table: Table) -> str:
    """Return the rules of one table on a narrow screen: few columns name themselves on cards, many keep their width."""
    name = _css_name(_address("t", table.key))
    if _stacks(table):
        labels = "".join(
            f"\n  #{name} tbody > tr > :nth-child({place}):not(:empty)::before {{ content: {_css_text(column.text)}; }}"
            for place, column in enumerate(table.columns[1:], 2)
        )
        return f"\n@media screen and (max-width: 640px) {{{labels}\n}}"
    narrow = dense(table.columns)
    least = sum((4.0 if narrow else 4.5) if column.numeric or narrow else 6.5 for column in table.columns)
    return f"\n#{name} table {{ min-width: {least:g}rem; }}" if least > 20 else ""


def _css_text(text: str) -> str:
    """Return text as a CSS string that can end neither itself nor the style element."""
    return (
        '"'
        + "".join(
            letter if letter.isalnum() or letter in " -–,." else f"\\{ord(letter):x} " for letter in printable(text)
        )
        + '"'
    )


def _css_name(name: str) -> str:
    """Return an id as it may stand in a selector."""
    return "".join(
        letter if letter.isascii() and (letter.isalnum() or letter in "-_") else f"\\{ord(letter):x} "
        for letter in name
    )
