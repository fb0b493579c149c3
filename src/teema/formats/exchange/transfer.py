"""The transfer report: what came in, what was kept, and what was left out and why."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Loss:
    """Things that did not come along: what they are, why, how many, and the names of some where they have names.

    ``what`` and ``why`` are keys of ``wording``: ``exchange.what.…`` and ``exchange.why.…``.
    """

    what: str
    why: str
    count: int = 1
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many documents, codes and codings."""

    documents: int = 0
    codes: int = 0
    codings: int = 0


@dataclass(frozen=True, slots=True)
class Transfer:
    """What one import or export carried.

    ``found`` counts what the source held, ``carried`` what arrived. ``verified`` counts the spans whose words are those that the
    source quotes, ``repaired`` those that were moved to them. ``aside`` is kept in the study's ``kept.csv`` and goes back on export;
    ``dropped`` is gone. ``convention`` names how the source counted positions, empty where there is no choice.
    """

    format: str
    found: Counts
    carried: Counts
    verified: int = 0
    repaired: int = 0
    aside: tuple[Loss, ...] = ()
    dropped: tuple[Loss, ...] = ()
    convention: str = ""
