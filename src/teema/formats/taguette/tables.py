"""The tables of a Taguette file, as far as they are read."""

from __future__ import annotations

from collections.abc import Iterable

from teema.formats.databases import Row
from teema.formats.source import canonical

APPLICATION = 0x54677474
"""The number by which a Taguette file says what it is; older ones say nothing."""
NEEDED = {
    "projects": ("id", "name"),
    "documents": ("id", "project_id", "name", "contents"),
    "tags": ("id", "project_id", "path"),
    "highlights": ("id", "document_id", "start_offset", "end_offset"),
    "highlight_tags": ("highlight_id", "tag_id"),
}
COLUMNS = {
    "projects": ("id", "name", "description", "created"),
    "documents": ("id", "name", "description", "filename", "created", "project_id", "text_direction", "contents"),
    "tags": ("id", "project_id", "path", "description", "parent_id"),
    "highlights": ("id", "document_id", "start_offset", "end_offset", "snippet"),
    "highlight_tags": ("highlight_id", "tag_id"),
    "commands": ("id", "date", "user_login", "project_id", "document_id", "payload"),
    "project_members": ("project_id", "user_login", "privileges"),
}
PASSED_OVER = frozenset({"users", "alembic_version"})
"""Accounts, and the number of the file's own layout."""


def named(row: Row) -> str:
    """Return a row's name as Teema writes it."""
    return " ".join(canonical(row.text("name")).split())


def by_number(rows: Iterable[Row]) -> dict[int, Row]:
    """Order rows by their numbers; one that repeats a number or has none can't be referred to and is left out."""
    numbered: dict[int, Row] = {}
    for row in rows:
        number = row.number("id")
        if number is not None:
            numbered.setdefault(number, row)
    return dict(sorted(numbered.items()))
