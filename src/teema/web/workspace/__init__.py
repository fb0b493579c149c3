"""A workspace: one file that holds studies, accounts and history, and beside it the key that signs sessions."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

DEFAULT_NAME = "teema.db"


def workspace_path(environment: Mapping[str, str]) -> Path:
    """Return the workspace's file: the one named, else ``teema.db`` in the folder where Teema runs."""
    return Path(environment.get("TEEMA_WORKSPACE") or DEFAULT_NAME).absolute()


def kept_secret(workspace: Path, fresh: Callable[[], str]) -> str:
    """Return the workspace's secret, made on first use and readable by its owner only.

    Losing the file signs everyone out and costs nothing else.
    """
    place = workspace.with_name(workspace.name + ".secret")
    try:
        descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return place.read_text(encoding="ascii")
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secret := fresh())
    return secret
