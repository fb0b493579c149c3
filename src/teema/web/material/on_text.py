"""What lies on a document's words: rows with a document, a start and an end, which follow their words and go with them; and what
is about a document by its name.

An app whose rows lie on texts registers them when it starts (``AppConfig.ready``), with what rests on each of its rows in turn. So a
corrected text moves them and an erased one takes them away, and this room needn't know what they mean.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.db.models import Model, QuerySet

from teema.web.material.models import Document
from teema.web.studies.models import Study

Rows: TypeAlias = Collection[Any]


def _nothing(rows: Rows) -> list[Model]:
    return []


@dataclass(frozen=True, slots=True)
class OnText:
    """A kind of row that lies on texts. ``name`` is its kind in counts; ``coded`` gives those of a study that make a turn a coded one."""

    name: str
    model: type[Any]
    resting: Callable[[Rows], list[Model]] = _nothing
    coded: Callable[[Study], QuerySet[Any]] | None = None

    def on(self, document: Document) -> list[Any]:
        """Return the rows on a document."""
        return list(self.model._default_manager.filter(document=document))


_KINDS: dict[str, OnText] = {}


def lies_on_text(kind: OnText) -> None:
    """Have a kind of row follow its words."""
    _KINDS[kind.name] = kind


def kinds_on_text() -> Iterator[OnText]:
    """Yield the kinds that lie on texts, those that rest on others' rows first."""
    yield from reversed(_KINDS.values())


Notes: TypeAlias = Callable[[Document], list[Any]]
_NOTES: list[Notes] = []


def notes_by_name(find: Notes) -> None:
    """Have rows that are about a document (``about`` is ``document:NAME``) renamed and removed with it."""
    if find not in _NOTES:
        _NOTES.append(find)


def notes_about(document: Document) -> list[Any]:
    """Return the rows that are about a document by its name."""
    return [row for find in _NOTES for row in find(document)]
