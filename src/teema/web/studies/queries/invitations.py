"""Interviews as calendar entries (iCalendar, RFC 5545) that any calendar program takes in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.timezone import now
from icalendar import Calendar, Event

from teema.web.studies.models import Interview
from teema.web.studies.queries.interviews import slot
from teema.wording import Language, say


def calendar_of(interviews: Iterable[Interview], language: Language) -> bytes:
    """Return interviews that have a day as a calendar: by customers' pseudonyms, without a person's name.

    One without an hour is an entry for the whole day; a cancelled one says so, so that the calendar takes it away.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Teema//teema//FI")
    calendar.add("version", "2.0")
    for one in interviews:
        if one.date is not None:
            calendar.add_component(_entry(one, language))
    return bytes(calendar.to_ical())


def _entry(interview: Interview, language: Language) -> Event:
    entry = Event()
    entry.add("uid", f"{interview.pk}@teema")
    entry.add("dtstamp", now())
    customer = str(interview.customer) if interview.customer else interview.key
    entry.add("summary", say(language, "web_interviews.ics.summary", customer=customer))
    if interview.place:
        entry.add("location", interview.place)
    entry.add("status", "CANCELLED" if interview.status == Interview.Status.CANCELLED else "CONFIRMED")
    planned = slot(interview)
    if planned is None:
        assert interview.date is not None
        entry.add("dtstart", interview.date)
        entry.add("dtend", interview.date + timedelta(days=1))
        return entry
    zone = ZoneInfo(settings.TIME_ZONE)
    for name, moment in zip(("dtstart", "dtend"), planned, strict=True):
        entry.add(name, moment.replace(tzinfo=zone).astimezone(ZoneInfo("UTC")))
    return entry
