"""What a researcher writes between the parts of a report, turned into its blocks.

Beyond the markup of ``teema.report.markup``: a paragraph that begins with ``>`` is a quote, and ``[taulukossa](#interviews)`` is a reference to
the table or figure of that key, numbered wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from teema.report import blocks as report
from teema.report.markup import Block, Run, blocks

_REFERENCE = re.compile(r"\[([^\]]*)\]\(#([^)\s]+)\)")
_DEEPEST = 3


def written_blocks(text: str, clean: Callable[[str], str] = str) -> Iterator[report.Block]:
    """Yield the blocks of a text that somebody wrote; ``clean`` masks what an edition doesn't tell.

    >>> [type(one).__name__ for one in written_blocks("# Johdanto\\n\\nTarkoitus *on* tämä.\\n\\n> Sanat.\\n\\n- a\\n- b")]
    ['Heading', 'Paragraph', 'Quote', 'Bullets']
    """
    for block in blocks(clean(text)):
        match block.kind:
            case "heading":
                yield report.Heading(block.text, min(block.level, _DEEPEST))
            case "paragraph":
                yield _paragraph(block)
            case "bullets":
                yield report.Bullets(tuple(report.Paragraph(_runs(item)) for item in block.items))
            case "numbers":
                yield from (_numbered(place, item) for place, item in enumerate(block.items, 1))


def _paragraph(block: Block) -> report.Block:
    text = block.text
    return report.Quote(text[1:].strip()) if text.startswith(">") else report.Paragraph(_runs(block.items[0]))


def _numbered(place: int, item: list[Run]) -> report.Paragraph:
    return report.Paragraph((report.Run(f"{place}. "), *_runs(item)))


def _runs(item: list[Run]) -> tuple[report.Run, ...]:
    return tuple(part for run in item for part in _referring(run))


def _referring(run: Run) -> Iterator[report.Run]:
    """Cut a run at its references."""
    end = 0
    for found in _REFERENCE.finditer(run.text):
        if found.start() > end:
            yield report.Run(run.text[end : found.start()], run.style)
        yield report.Run(found[1], run.style, ref=found[2])
        end = found.end()
    if end < len(run.text):
        yield report.Run(run.text[end:], run.style)
