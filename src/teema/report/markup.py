"""A small part of Markdown read into blocks: what a researcher writes in a guide, or between the parts of a report.

Headings, bullets, numbered lists, paragraphs, **strong** and *emphasised* words are known; everything else is text. Whoever shows
the blocks escapes every word, so that nothing that is written can bring markup of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["heading", "paragraph", "bullets", "numbers"]
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_ITEM = re.compile(r"\s*(?:([-*+])|\d{1,3}[.)])\s+(.*)")
_STYLED = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*|\*(?=\S)(.+?)(?<=\S)\*")


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style."""

    text: str
    style: Literal["plain", "strong", "emphasis"] = "plain"


@dataclass(slots=True)
class Block:
    """A block of what was written: ``items`` hold a list's items, a heading's or a paragraph's one."""

    kind: Kind
    items: list[list[Run]] = field(default_factory=list)
    level: int = 0

    @property
    def text(self) -> str:
        """Return the block's words without their styles."""
        return " ".join("".join(run.text for run in item) for item in self.items)


def blocks(text: str) -> list[Block]:
    """Read a text into blocks.

    >>> [(block.kind, block.text) for block in blocks("# Runko\\n\\n- **Mitä** odotatte?\\n- Entä\\n  nyt?\\n")]
    [('heading', 'Runko'), ('bullets', 'Mitä odotatte? Entä nyt?')]
    """
    found: list[Block] = []
    after_blank = True
    for line in text.splitlines():
        if not line.strip():
            after_blank = True
            continue
        _put(found, line, after_blank)
        after_blank = False
    return found


def _put(found: list[Block], line: str, after_blank: bool) -> None:
    last = found[-1] if found else None
    if heading := _HEADING.match(line):
        found.append(Block("heading", [runs(heading[2])], len(heading[1])))
    elif item := _ITEM.match(line):
        kind: Kind = "bullets" if item[1] else "numbers"
        if last is None or last.kind != kind:
            found.append(last := Block(kind))
        last.items.append(runs(item[2]))
    elif last is None or last.kind == "heading" or after_blank:
        found.append(Block("paragraph", [runs(line.strip())]))
    else:
        last.items[-1] += runs(" " + line.strip())


def runs(text: str) -> list[Run]:
    """Cut a line into runs of one style each.

    >>> runs("Kysy *aina* miksi")
    [Run(text='Kysy ', style='plain'), Run(text='aina', style='emphasis'), Run(text=' miksi', style='plain')]
    """
    cut: list[Run] = []
    end = 0
    for styled in _STYLED.finditer(text):
        cut.append(Run(text[end : styled.start()]))
        cut.append(Run(styled[1], "strong") if styled[1] else Run(styled[2], "emphasis"))
        end = styled.end()
    cut.append(Run(text[end:]))
    return [run for run in cut if run.text]
