"""What rests on codings."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Model

from teema.web.coding.models import Memo


def memos_about(codings: Collection[Any]) -> list[Model]:
    """Return the memos about codings."""
    about = [f"coding:{one.key}" for one in codings]
    study = next((one.study_id for one in codings), None)
    return list(Memo.objects.filter(study=study, about__in=about))
