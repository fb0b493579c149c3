"""Who may do what in the workspace as a whole; in a study the role of each counts."""

from __future__ import annotations

from typing import Any

from teema.errors import Forbidden


def require_keeper(user: Any) -> None:
    """Forbidden (B105): only those who keep the workspace make studies, users and copies of it."""
    if not (user.is_authenticated and user.keeper):
        raise Forbidden("B105")
