"""Names for documents and files: what a sender calls a file is never trusted, only made into a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from itertools import count
from pathlib import PurePath
from typing import Final

_LONGEST: Final = 120
_UNFIT: Final = re.compile(r'[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069"*/:<>?\\|]+')
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def file_name(sent: str) -> str:
    r"""Return a harmless name for a file that a browser sent: no path, no controls, not too long, its suffix kept.

    >>> file_name("C:\\tmp\\Haastattelu 1.docx"), file_name("../../etc/passwd"), file_name("\u202e.txt")
    ('Haastattelu 1.docx', 'passwd', 'aineisto.txt')
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", sent))[-1]
    bare = _UNFIT.sub(" ", last).strip()
    stem, suffix = PurePath(f"x{bare}").stem[1:], PurePath(f"x{bare}").suffix
    if not stem.strip(" ."):
        stem = "aineisto"
    return f"{' '.join(stem.split())[: _LONGEST - len(suffix[:20])].strip(' .')}{suffix[:20]}"


def document_name(file: str) -> str:
    """Return the name of the document that a file becomes: the folder of a study can hold a file of it.

    >>> document_name("Kunta 1.docx"), document_name("con.txt")
    ('Kunta 1', 'con-1')
    """
    stem = PurePath(file).stem.strip(" .") or "aineisto"
    return f"{stem}-1" if _RESERVED.fullmatch(stem) else stem


def free_name(name: str, taken: Collection[str]) -> str:
    """Return a name that nothing has yet, letter case aside; ``taken`` holds folded names.

    >>> free_name("Kunta 1.docx", {"kunta 1.docx"})
    'Kunta 1-2.docx'
    """
    suffix = PurePath(name).suffix
    stem = name.removesuffix(suffix)
    names = (name if number == 1 else f"{stem}-{number}{suffix}" for number in count(1))
    return next(one for one in names if one.casefold() not in taken)
