"""What codes and topics are called where they are known by their keys alone: in history."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db.models import Q

from teema.web.coding.actions.codebook import IN_VIVO
from teema.web.coding.models import Code, Topic
from teema.web.coding.queries.tree import path_of
from teema.web.history.models import RowChange


def codes_called(study: UUID, keys: Collection[str]) -> Mapping[str, str]:
    """Return codes' names, each below those above it, by key."""
    codes = Code.objects.filter(study=study, key__in=keys).select_related("parent__parent__parent")
    found = {code.key: " › ".join(one.name for one in path_of(code)) for code in codes}
    return _gone(study, "coding.code", set(keys) - set(found)) | found


def topics_called(study: UUID, keys: Collection[str]) -> Mapping[str, str]:
    """Return topics' names by key."""
    found = {topic.key: topic.name for topic in Topic.objects.filter(study=study, key__in=keys)}
    return _gone(study, "coding.topic", set(keys) - set(found)) | found


def _gone(study: UUID, model: str, keys: set[str]) -> dict[str, str]:
    """Return what was called something before it was taken away. An interviewee's own words go with the code that had them for its name."""
    wanted = [key for key in keys if IN_VIVO not in key]
    if not wanted:
        return {}
    last = RowChange.objects.filter(Q(before__key__in=wanted) | Q(after__key__in=wanted), act__study=study, model=model)
    rows = [row for change in last for row in (change.after, change.before) if row]
    return {row["key"]: row["name"] for row in rows if "name" in row and row.get("key") in wanted}
