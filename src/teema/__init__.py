"""Teema carries out thematic-interview studies: from transcripts to tables, findings and improvement measures.

In a notebook:

>>> import teema
>>> study = teema.read("examples/palvelukeskus")
>>> teema.crosstab(study, rows="subtheme", columns="group").cell("kokemukset-palvelut", "kunta").n
4
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from teema.notebook import analyse as analyse
    from teema.notebook import crosstab as crosstab
    from teema.notebook import find as find
    from teema.notebook import frames as frames
    from teema.notebook import gap as gap
    from teema.notebook import kwic as kwic
    from teema.notebook import occurrence as occurrence
    from teema.notebook import read as read
    from teema.notebook import write as write
    from teema.notebook_words import collocations as collocations
    from teema.notebook_words import keyness as keyness
    from teema.notebook_words import word_clouds as word_clouds
    from teema.notebook_words import word_network as word_network
    from teema.notebook_words import words as words

__all__ = [
    "analyse",
    "collocations",
    "crosstab",
    "find",
    "frames",
    "gap",
    "keyness",
    "kwic",
    "occurrence",
    "read",
    "word_clouds",
    "word_network",
    "words",
    "write",
]
_OF_WORDS = frozenset({"collocations", "keyness", "word_clouds", "word_network", "words"})


def __getattr__(name: str) -> Any:
    """Load the notebook's functions when one is first asked for: ``import teema`` itself stays quick."""
    if name in __all__:
        return getattr(import_module("teema.notebook_words" if name in _OF_WORDS else "teema.notebook"), name)
    raise AttributeError(f"module 'teema' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
