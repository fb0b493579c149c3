"""Paragraphs and tables with bold words, as word processors and web pages have them → running text with labels.

What plain text cannot show is written out: a bold name at the start of a paragraph gets the colon that the bold stands
for, and a table of speakers and words becomes lines of ``Name: words``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from teema.errors import ReadFailed
from teema.formats.source import Reading, Source, canonical, within
from teema.formats.transcripts.labels import folded, shape
from teema.formats.transcripts.turns import find_turns
from teema.formats.transcripts.word_lists import listed_words
from teema.study.documents import STAMP


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style."""

    words: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of runs; line breaks inside it are part of the words."""

    runs: tuple[Run, ...]

    @property
    def words(self) -> str:
        """Return the words without their style."""
        return "".join(run.words for run in self.runs)

    @property
    def bold_start(self) -> str:
        """Return the bold words with which the paragraph begins, if other words follow them."""
        count = next((n for n, run in enumerate(self.runs) if run.words.strip() and not run.bold), len(self.runs))
        return "".join(run.words for run in self.runs[:count]) if count < len(self.runs) else ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; a cell holds the words of its paragraphs, a line each."""

    rows: tuple[tuple[str, ...], ...]


Block: TypeAlias = Paragraph | Table


def words_of(blocks: Iterable[Block]) -> str:
    """Return the words of blocks without their style, as the content of one cell."""
    return "\n".join(filter(None, map(_plain, blocks)))


def _plain(block: Block) -> str:
    return block.words if isinstance(block, Paragraph) else "\n".join("\t".join(row) for row in block.rows)


def reading_of(blocks: Iterable[Block], source: Source) -> Reading:
    """Make the text of blocks, one line a paragraph, and find its turns."""
    text = within(canonical(shown(listed(blocks, source))), source)
    return Reading(text, find_turns(text))


def listed(blocks: Iterable[Block], source: Source) -> list[Block]:
    """Gather blocks until they are more lines than a text may have: an error (F136) before they fill the memory."""
    gathered, lines = [], 0
    for block in blocks:
        lines += len(block.rows) if isinstance(block, Table) else 1
        if lines > 2 * source.limits.lines:
            raise ReadFailed("F136", path=source.name, limit=source.limits.lines)
        gathered.append(block)
    return gathered


def shown(blocks: Sequence[Block]) -> str:
    """Write blocks as a reader sees them, a line each; more than one blank line shrinks to one."""
    names = _bold_names(blocks)
    lines = [_table_text(block) if isinstance(block, Table) else _paragraph_text(block, names) for block in blocks]
    text = "\n".join(line.rstrip() for paragraph in lines for line in paragraph.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n")


def _paragraph_text(paragraph: Paragraph, names: frozenset[str]) -> str:
    start, words = paragraph.bold_start, paragraph.words
    label = start.strip()
    if not label or folded(label) not in names or re.match(rf"\s*(?:[:\n]|{STAMP})", words[len(start.rstrip()) :]):
        return words.strip(" ")
    return f"{label}: {words[len(start) :].lstrip()}"


def _bold_names(blocks: Iterable[Block]) -> frozenset[str]:
    """Return the labels that stand in bold at the start of paragraphs and are speakers: roles, codes, names that recur."""
    starts = [block.bold_start.strip().rstrip(":") for block in blocks if isinstance(block, Paragraph)]
    counts = Counter(folded(start) for start in starts if start)
    shapes = {folded(start): shape(start) for start in starts if start and not start.endswith((".", "!", "?"))}
    return frozenset(
        key for key, kind in shapes.items() if kind == "role" or (kind in ("code", "name") and counts[key] > 1)
    )


def _table_text(table: Table) -> str:
    places = _transcript_columns(table)
    return "\n".join(_row_text(row, places) for row in table.rows if any(cell.strip() for cell in row))


@dataclass(frozen=True, slots=True)
class _Columns:
    speaker: int
    words: int
    time: int | None


def _row_text(row: tuple[str, ...], places: _Columns | None) -> str:
    cells = [cell.strip() for cell in row]
    if places is None or len(cells) <= max(places.speaker, places.words) or _is_heading(cells, places):
        return "\t".join(cell for cell in cells if cell)
    time = cells[places.time] if places.time is not None and places.time < len(cells) else ""
    label, words = cells[places.speaker].rstrip(":").strip(), cells[places.words]
    stamp = f"[{time.strip('[]()#')}] " if time and re.fullmatch(STAMP, time) else ""
    return f"{stamp}{label}: {words}" if label else f"{stamp}{words}"


def _is_heading(cells: list[str], places: _Columns) -> bool:
    """Tell whether a row only says what the columns hold: no words long enough to be speech, no label that is a name."""
    return cells[places.words].rstrip(":").casefold() in _HEADINGS


_HEADINGS = listed_words("teksti puhe sisältö puheenvuoro litteraatti text speech content words utterance transcript")


def _transcript_columns(table: Table) -> _Columns | None:
    """Find the columns of speakers, words and times in a table that is a transcript; None for other tables."""
    width = max((len(row) for row in table.rows), default=0)
    if not 2 <= width <= 5:
        return None
    columns = [[row[index].strip() for row in table.rows if index < len(row)] for index in range(width)]
    words = max(range(width), key=lambda index: sum(map(len, columns[index])))
    speakers = [index for index in range(width) if index != words and _names_speakers(columns[index])]
    times = [index for index in range(width) if index != words and _holds_times(columns[index])]
    return _Columns(speakers[0], words, times[0] if times else None) if speakers else None


def _names_speakers(cells: list[str]) -> bool:
    """Tell whether a column holds labels that recur or are roles or codes."""
    labels = [cell.rstrip(":").strip() for cell in cells if cell]
    kinds = [shape(label) for label in labels]
    if len(labels) < 2 or sum(kind is None for kind in kinds) > 1 or any(len(label) > 40 for label in labels):
        return False
    recurring = len({folded(label) for label in labels}) < len(labels)
    return recurring or sum(kind in ("role", "code") for kind in kinds) >= 2


def _holds_times(cells: list[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and 2 * sum(re.fullmatch(STAMP, cell) is not None for cell in filled) > len(filled)
