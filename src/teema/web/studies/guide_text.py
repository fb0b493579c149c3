"""The interview guide's text: its blocks, its topics, and what differs between two versions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import unified_diff
from typing import Literal, TypeAlias

from teema.report.markup import blocks

__all__ = ["blocks", "differences", "topics"]
Change: TypeAlias = Literal["same", "added", "removed", "gap"]
_TIME = re.compile(r"\s*[(\[][^()\[\]]*\d+\s*(?:min|h|t)[^()\[\]]*[)\]]\s*$")


def topics(text: str) -> list[str]:
    """Return the guide's topics: its second-level headings under which questions stand, without the minutes planned for them.

    >>> topics("# Runko\\n## Aluksi (5 min)\\nKiitos.\\n## Odotukset (10 min)\\n- Mitä odotatte?\\n")
    ['Odotukset']
    """
    found: list[str] = []
    heading = ""
    for block in blocks(text):
        if block.kind == "heading":
            heading = _TIME.sub("", block.text) if block.level == 2 else heading if block.level > 2 else ""
        elif heading and block.kind in ("bullets", "numbers"):
            found.append(heading)
            heading = ""
    return found


def differences(before: str, after: str) -> Iterator[tuple[Change, str]]:
    """Yield the lines that differ between two versions, with two lines around them; ``gap`` stands for lines left out.

    >>> list(differences("a\\nb", "a\\nc"))
    [('same', 'a'), ('removed', 'b'), ('added', 'c')]
    """
    kinds: dict[str, Change] = {" ": "same", "+": "added", "-": "removed"}
    lines = list(unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=2))[2:]
    for place, line in enumerate(lines):
        if not line.startswith("@@"):
            yield kinds[line[0]], line[1:]
        elif place:
            yield "gap", ""
