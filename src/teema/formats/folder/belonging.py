"""Which files are a study folder's own: what comes in as material is never one of them."""

from __future__ import annotations

import os
from pathlib import Path

from teema.formats.folder import layout
from teema.formats.folder.design_toml import FILE

_SHEETS = (
    layout.CUSTOMERS, layout.PEOPLE, layout.INTERVIEWS, layout.ASKED, layout.CODINGS, layout.RELEVANCE, layout.TURNS, layout.JUDGEMENTS,
    layout.FINDINGS, layout.LINKS, layout.MEASURES, layout.MEMOS, layout.MATERIAL, layout.KEPT,
)  # fmt: skip
_OWN = frozenset({"guide.md", "documents", "surveys", "register", ".teema", *(sheet.file for sheet in _SHEETS)})
"""What stands at the top of a study folder and is its own; ``sources/`` and all else hold files as received."""


def belongs_to_study(path: Path) -> bool:
    """Tell whether a path is a study folder, or a file or folder of those that one is made of.

    >>> example = Path("examples/palvelukeskus")
    >>> [belongs_to_study(example / name) for name in ("", "study.toml", "documents/h1.txt", "README.md")]
    [True, True, True, False]
    """
    place = Path(os.path.abspath(path))
    if place.name.casefold() == FILE or (place / FILE).is_file():
        return True
    top = next((folder for folder in place.parents if (folder / FILE).is_file()), None)
    return top is not None and place.relative_to(top).parts[0] in _OWN
