"""Memos about those whose words are erased."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db.models import QuerySet

from teema.web.coding.models import Memo
from teema.web.coding.queries.sheet import forget
from teema.web.history.erasing import recorded
from teema.web.studies.erasing import Concerned


class NotesEraser:
    """Erases memos about people, and about a customer that goes with its interviews; memos on words go with the words."""

    def held(self, concerned: Concerned) -> Mapping[str, int]:
        """Count the memos."""
        count = _memos(concerned).count()
        return {"memos": count} if count else {}

    def erase(self, concerned: Concerned) -> Collection[UUID]:
        """Erase them, and return them with those long gone. The grid's lines, which hold the words, are read anew."""
        forget(concerned.study)
        rows = _memos(concerned)
        gone = set(rows.values_list("pk", flat=True))
        rows.delete()
        return gone | recorded(concerned.study.pk, Memo._meta.label_lower, about=_about(concerned))


def _memos(concerned: Concerned) -> QuerySet[Memo]:
    return Memo.objects.filter(study=concerned.study, about__in=_about(concerned))


def _about(concerned: Concerned) -> list[str]:
    about = [f"person:{one.key}" for one in concerned.people]
    if concerned.customer is not None:
        about += [f"customer:{concerned.customer.key}", *(f"interview:{one.key}" for one in concerned.interviews)]
    return about
