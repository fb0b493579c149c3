"""What changed on a document that is being read: codings, judgements and memos on it, and the study's codes and topics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db.models import Model

from teema.web.coding.models import Code, Coding, Memo, Topic
from teema.web.history.models import RowChange
from teema.web.history.rows import values_of
from teema.web.history.since import Moment, acts_since
from teema.web.material.models import Document, Relevance

_SHOWN: dict[str, type[Model]] = {one._meta.label_lower: one for one in (Code, Topic, Coding, Relevance, Memo)}
_AT_A_TIME = 400


def news_on(document: Document, then: Moment) -> dict[str, Any]:
    """Return the rows that changed on a document since a moment, as they are now; ``row`` is None where one is gone.

    ``keys`` gives the identity of each coding that a memo among them names by its key, ``by`` who it was that changed something.
    """
    acts = acts_since(document.study_id, then)
    changed = RowChange.objects.filter(act__in=acts, model__in=_SHOWN).values_list("model", "row").distinct()
    wanted: dict[str, list[UUID]] = {model: [] for model in _SHOWN}
    for model, row in changed:
        wanted[model].append(row)
    changes = [one for model, ids in wanted.items() for one in _rows(document, model, ids)]
    memos = [one["row"]["about"] for one in changes if one["model"] == "coding.memo" and one["row"]]
    return {
        "changes": changes,
        "keys": dict(_keys(document, memos)),
        "by": sorted({str(act.actor) for act in acts.select_related("actor")}),
    }


def _rows(document: Document, model: str, ids: list[UUID]) -> Iterator[dict[str, Any]]:
    """Give rows as they are; of what lies on another document nothing is told, and of what is gone that it is."""
    for start in range(0, len(ids), _AT_A_TIME):
        some = ids[start : start + _AT_A_TIME]
        there = _SHOWN[model]._default_manager.in_bulk(some)
        for one in some:
            row = there.get(one)
            if row is None or _is_on(row, document):
                yield {"model": model, "id": str(one), "row": values_of(row) if row is not None else None}


def _is_on(row: Model, document: Document) -> bool:
    if isinstance(row, Memo):
        return row.about == f"document:{document.key}" or row.about.startswith("coding:")
    return getattr(row, "document_id", document.pk) == document.pk


def _keys(document: Document, about: Iterable[str]) -> Iterator[tuple[str, str]]:
    keys = [one.removeprefix("coding:") for one in about if one.startswith("coding:")]
    rows = Coding.objects.filter(document=document, key__in=keys).values_list("key", "pk")
    return ((key, str(pk)) for key, pk in rows)
