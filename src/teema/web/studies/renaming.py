"""Who refers to customers by key, so that a change of a customer's key takes them along.

A room above registers what it holds in its ``AppConfig.ready``; the register's actions ask all of them and know none.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from teema.web.history.recording import Recorder
from teema.web.studies.models import Study

Following: TypeAlias = Callable[[Recorder, Study, str, str], None]
_FOLLOWING: list[Following] = []


def follows_customers(following: Following) -> None:
    """Register how rows follow a customer's key from what it was to what it is."""
    _FOLLOWING.append(following)


def rename_customer(changes: Recorder, study: Study, was: str, now: str) -> None:
    """Have all follow, within the act that changes the key."""
    for following in _FOLLOWING:
        following(changes, study, was, now)
