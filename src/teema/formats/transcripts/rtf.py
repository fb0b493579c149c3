"""Rich Text Format: words, bold, tables; hidden text and tracked deletions are left out."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from teema.errors import Problem, ReadFailed
from teema.formats.source import Reading, Source
from teema.formats.transcripts.styled import Block, Paragraph, Run, Table, reading_of
from teema.formats.transcripts.word_lists import listed_words

_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
_ASIDE = listed_words(
    """fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf
    footnote annotation fldinst listtable listoverridetable revtbl rsidtbl themedata datastore xmlnstbl generator
    pntext nonesttables bkmkstart bkmkend atnid atnauthor atrfstart atrfend latentstyles colorschememapping mmathPr
    filetbl pgptbl"""
)
_CHARACTERS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "emspace": "\u2003", "enspace": "\u2002",
}  # fmt: skip
_SYMBOLS = {"~": "\u00a0", "_": "-", "\\": "\\", "{": "{", "}": "}"}
_CODE_PAGES = {77: "mac_roman", 128: "cp932", 161: "cp1253", 162: "cp1254", 177: "cp1255", 178: "cp1256", 186: "cp1257",
               204: "cp1251", 238: "cp1250"}  # fmt: skip
_DEEPEST = 2_000


@dataclass(frozen=True, slots=True)
class _State:
    """What holds within a group."""

    shown: bool = True
    bold: bool = False
    hidden: bool = False
    in_table: bool = False
    fallback: int = 1
    encoding: str = "cp1252"
    destination: str = ""
    font: int = 0


def read(source: Source) -> Reading:
    """Read RTF. Warnings: F128 the file ends in the middle. Errors: F114 it is damaged."""
    parser = _Parser(source)
    reading = reading_of(parser.blocks(), source)
    cut = (Problem("warning", "F128", source.name),) if parser.is_cut else ()
    return replace(reading, problems=cut)


@dataclass(slots=True)
class _Parser:
    source: Source
    state: _State = _State()
    groups: list[_State] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    cell: list[str] = field(default_factory=list)
    row: list[str] = field(default_factory=list)
    rows: list[tuple[str, ...]] = field(default_factory=list)
    fonts: dict[int, str] = field(default_factory=dict)
    skip: int = 0
    page: str = "cp1252"
    bytes_: bytearray = field(default_factory=bytearray)
    starred: bool = False

    @property
    def is_cut(self) -> bool:
        """Tell whether groups were still open at the end."""
        return bool(self.groups)

    def blocks(self) -> Iterator[Block]:
        """Yield the paragraphs and tables."""
        text, position, most = self.source.data.decode("latin-1"), 0, self.source.limits.characters // 2
        while match := _TOKEN.match(text, position):
            position, most = match.end(), most - 1
            if most < 0:
                raise ReadFailed("F116", path=self.source.name, limit=self.source.limits.characters)
            if match[1] == "bin":
                position += max(0, int(match[2] or 0))
            else:
                yield from self._token(match)
            if match[5] == "}" and not self.groups:
                break
        yield from self._paragraph(at_end=True)

    def _token(self, match: re.Match[str]) -> Iterator[Block]:
        word, number, code, symbol, brace, words = match.groups()
        if code:
            self._byte(int(code, 16))
            return
        self._flush()
        if brace:
            self._brace(brace)
        elif word:
            yield from self._word(word, int(number) if number else None)
        elif symbol:
            self._symbol(symbol)
        elif words:
            skipped, self.skip = min(self.skip, len(words)), max(0, self.skip - len(words))
            self._show(
                words[skipped:]
                if words.isascii()
                else words[skipped:].encode("latin-1").decode(self._encoding, "replace")
            )

    def _brace(self, brace: str) -> None:
        self.skip, self.starred = 0, False
        if brace == "{":
            if len(self.groups) >= _DEEPEST:
                raise ReadFailed("F114", path=self.source.name)
            self.groups.append(self.state)
        elif self.groups:
            self.state = self.groups.pop()

    def _byte(self, value: int) -> None:
        if self.skip:
            self.skip -= 1
        else:
            self.bytes_.append(value)

    def _flush(self) -> None:
        if self.bytes_:
            self._show(bytes(self.bytes_).decode(self._encoding, "replace"))
            self.bytes_.clear()

    @property
    def _encoding(self) -> str:
        return self.fonts.get(self.state.font, self.page)

    def _symbol(self, symbol: str) -> None:
        self.starred = symbol == "*"
        if symbol in "\r\n":
            self._show("\n")
        self._show(_SYMBOLS.get(symbol, ""))

    def _show(self, words: str) -> None:
        if words and self.state.shown and not self.state.hidden:
            self.runs.append(Run(words, self.state.bold))

    def _word(self, word: str, number: int | None) -> Iterator[Block]:
        if word in _ASIDE or self.starred:
            self.state = replace(self.state, shown=False, destination=word)
        self.starred = False
        if word in _CHARACTERS:
            self._show(_CHARACTERS[word])
        elif word == "u" and number is not None:
            self._show(chr(number % 0x10000))
            self.skip = self.state.fallback
        elif word in ("par", "sect", "page", "cell", "row", "nestcell", "nestrow"):
            yield from self._end(word)
        else:
            self._style(word, number)

    def _style(self, word: str, number: int | None) -> None:
        on = number != 0
        match word:
            case "b":
                self.state = replace(self.state, bold=on)
            case "v" | "deleted":
                self.state = replace(self.state, hidden=on)
            case "plain":
                self.state = replace(self.state, bold=False, hidden=False)
            case "intbl" | "pard":
                self.state = replace(self.state, in_table=word == "intbl")
            case "uc":
                self.state = replace(self.state, fallback=max(0, number or 0))
            case "f":
                self.state = replace(self.state, font=number or 0)
            case "fcharset" if self.state.destination == "fonttbl" and number in _CODE_PAGES:
                self.fonts[self.state.font] = _CODE_PAGES[number]
            case "ansicpg" if number:
                self.page = _known(f"cp{number}")
            case "mac":
                self.page = "mac_roman"

    def _end(self, word: str) -> Iterator[Block]:
        if not self.state.shown:
            return
        if word in ("cell", "nestcell"):
            self.row.append("\n".join([*self.cell, self._gathered()]))
            self.cell = []
        elif word in ("row", "nestrow"):
            self.rows.append(tuple(self.row))
            self.row = []
        elif self.state.in_table:
            self.cell.append(self._gathered())
        else:
            yield from self._paragraph()

    def _gathered(self) -> str:
        words = _paired("".join(run.words for run in self.runs))
        self.runs = []
        return words

    def _paragraph(self, at_end: bool = False) -> Iterator[Block]:
        """Yield the table that ended before it, if one did, and the paragraph."""
        self._flush()
        if self.rows or (at_end and self.row):
            yield Table((*self.rows, *([tuple(self.row)] if self.row else [])))
            self.rows, self.row = [], []
        if self.runs or not at_end:
            yield Paragraph(tuple(Run(_paired(run.words), run.bold) for run in _merged(self.runs)))
        self.runs = []


def _merged(runs: list[Run]) -> Iterator[Run]:
    """Put neighbouring runs of one style together, so that characters written in halves meet."""
    words: list[str] = []
    for index, run in enumerate(runs):
        words.append(run.words)
        if index + 1 == len(runs) or runs[index + 1].bold != run.bold:
            yield Run("".join(words), run.bold)
            words = []


def _paired(words: str) -> str:
    """Join surrogate pairs: RTF writes characters beyond the first plane in two halves."""
    return words.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _known(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return "cp1252"
