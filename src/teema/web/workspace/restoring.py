"""A workspace put back as a backup has it."""

from __future__ import annotations

from pathlib import Path
from shutil import rmtree

from teema.errors import WriteFailed
from teema.web.workspace.files import (
    ADDITIONS,
    check_workspace,
    copy_database,
    free_name,
    holds_something,
    words_beside,
)
from teema.web.workspace.holding import held


def restore(backup: Path, workspace: Path) -> Path | None:
    """Put a backup in a workspace's place; return where the old one is kept, None when there was none.

    The backup is checked before anything is touched. ReadFailed: it is no workspace (B602) or damaged (B603). Conflict (B605): the
    workspace is being served. WriteFailed: the disk refuses (S402).
    """
    check_workspace(backup)
    workspace.parent.mkdir(parents=True, exist_ok=True)
    with held(workspace):
        kept = _put_aside(workspace) if holds_something(workspace) else None
        workspace.unlink(missing_ok=True)
        rmtree(words_beside(workspace), ignore_errors=True)
        copy_database(backup, workspace)
    return kept


def _put_aside(workspace: Path) -> Path:
    """Rename a workspace with the parts that SQLite keeps beside it: even a damaged one is kept as it is."""
    kept = free_name(workspace, "restore")
    try:
        for addition in ("", *ADDITIONS):
            part = workspace.with_name(workspace.name + addition)
            if part.exists():
                part.rename(kept.with_name(kept.name + addition))
    except OSError as reason:
        raise WriteFailed("S402", path=str(workspace), reason=reason.strerror or "") from reason
    return kept
