"""A job's page stands within what the job is about: the room that keeps studies says how one is entered."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias
from uuid import UUID

from django.http import HttpRequest

Enter: TypeAlias = Callable[[HttpRequest, UUID], None]
_ENTERING: list[Enter] = []


def tell_entering(enter: Enter) -> None:
    """Register how a request enters a study, if whoever asks may."""
    _ENTERING.append(enter)


def enter(request: HttpRequest, study: UUID | None) -> None:
    """Have a request stand within a study; within none where the job is about none."""
    for one in _ENTERING if study else ():
        one(request, study)  # type: ignore[arg-type]
