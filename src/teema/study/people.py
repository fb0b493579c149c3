"""Customers and the people who speak for them, by pseudonym."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer of the organisation; the unit of analysis. ``since`` may be known to the year or month only."""

    id: str
    name: str = ""
    group: str = ""
    since: str = ""
    services: tuple[str, ...] = ()
    shareholder: str = ""
    notes: str = ""
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def since_date(self) -> date | None:
        """Return the first day that ``since`` may mean; None where it is absent or not a date.

        >>> Customer("k", since="2016-03").since_date
        datetime.date(2016, 3, 1)
        """
        return first_day(self.since)


def first_day(written: str) -> date | None:
    """Read ``2016``, ``2016-03``, ``2016-03-31`` or ``31.3.2016`` as the first day it may mean."""
    try:
        if "." in written:
            day, month, year = (int(part) for part in written.strip().strip(".").split("."))
        else:
            year, month, day = ([int(part) for part in written.strip().split("-")] + [1, 1])[:3]
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


@dataclass(frozen=True, slots=True)
class Person:
    """A representative of a customer: ``id`` is the pseudonym, ``speaker`` the label in the transcripts (default: the id)."""

    id: str
    customer: str = ""
    role: str = ""
    area: tuple[str, ...] = ()
    speaker: str = ""
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """Return the label under which the person speaks."""
        return self.speaker or self.id
