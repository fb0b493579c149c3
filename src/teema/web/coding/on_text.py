"""What rests on codings and documents: memos."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Model

from teema.web.coding.models import Memo
from teema.web.material.models import Document


def memos_about(codings: Collection[Any]) -> list[Model]:
    """Return the memos about codings."""
    about = [f"coding:{one.key}" for one in codings]
    study = next((one.study_id for one in codings), None)
    return list(Memo.objects.filter(study=study, about__in=about))


def memos_about_document(document: Document) -> list[Model]:
    """Return the memos about a document."""
    return list(Memo.objects.filter(study=document.study_id, about=f"document:{document.key}"))
