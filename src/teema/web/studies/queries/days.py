"""Days as a calendar shows them: weeks that begin on Monday, Finnish holidays, what is on each day."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from teema.web.studies.models import Interview
from teema.wording import Language

if TYPE_CHECKING:
    from holidays import HolidayBase

_LANGUAGES: dict[Language, str] = {"fi": "fi", "en": "en_US"}


@cache
def _holidays(language: Language) -> HolidayBase:
    from holidays import country_holidays  # takes a fifth of a second: only when a calendar is looked at

    return country_holidays("FI", language=_LANGUAGES[language])


def holiday(day: date, language: Language = "fi") -> str:
    """Return the name of a Finnish public holiday; empty on other days.

    >>> holiday(date(2026, 12, 6)), holiday(date(2026, 12, 7))
    ('Itsenäisyyspäivä', '')
    """
    return str(_holidays(language).get(day) or "")


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month's page. ``outside`` belongs to the month before or after."""

    date: date
    outside: bool
    holiday: str
    today: bool
    interviews: tuple[Interview, ...]

    @property
    def free(self) -> bool:
        """Whether it is neither a weekend nor a holiday."""
        return self.date.weekday() < 5 and not self.holiday


@dataclass(frozen=True, slots=True)
class Week:
    """A week of a month's page, by its ISO number."""

    number: int
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month's page, and the first days of the months beside it."""

    first: date
    weeks: tuple[Week, ...]
    before: date
    after: date


def month_of(first: date, interviews: Iterable[Interview], language: Language, today: date) -> Month:
    """Lay out a month.

    >>> page = month_of(date(2026, 8, 1), (), "fi", date(2026, 8, 3))
    >>> page.weeks[0].number, page.weeks[0].days[0].date, page.before, page.after
    (31, datetime.date(2026, 7, 27), datetime.date(2026, 7, 1), datetime.date(2026, 9, 1))
    """
    on: dict[date, list[Interview]] = {}
    for one in interviews:
        if one.date:
            on.setdefault(one.date, []).append(one)

    def shown(day: date) -> Day:
        return Day(day, day.month != first.month, holiday(day, language), day == today, tuple(on.get(day, ())))

    weeks = Calendar(firstweekday=0).monthdatescalendar(first.year, first.month)
    laid = tuple(Week(week[0].isocalendar().week, tuple(shown(day) for day in week)) for week in weeks)
    return Month(first, laid, _first(first, -1), _first(first, 1))


def _first(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)
