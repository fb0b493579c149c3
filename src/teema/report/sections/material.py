"""Chapter: the material: Table 1, its measures, and what was set aside."""

from __future__ import annotations

from collections.abc import Iterator

from teema.analysis.material import InterviewMaterial, Material
from teema.report.blocks import Block, Cell, Column, Heading, Paragraph, Table, cell
from teema.report.telling import Telling


def material(telling: Telling) -> Iterator[Block]:
    """Tell what the material consists of."""
    found, words = telling.results.material, telling.words
    if not found.interviews:
        return
    yield Heading(words.say("material.heading"), 1, "material")
    extent = telling.run(
        "material.extent",
        interviews=words.counted("interviews", found.interviews),
        people=_who(telling, found),
        minutes=_minutes(telling, found),
        words=words.counted("words", found.words),
        pages=words.number(found.pages),
        characters=words.number(telling.study.design.settings.page_characters),
    )
    yield Paragraph((extent, *telling.pointing("material.table_seen", "interviews")))
    yield interviews_table(telling, found)
    if not _of_customers(found):
        yield speakers_table(telling, found)
    yield from _quotas(telling, found)
    if found.codings:
        yield telling.paragraph(
            "material.coded",
            codings=words.counted("segments", found.codings),
            coded=words.number(found.turns_coded),
            turns=words.number(found.turns_of_representatives),
            share=words.say("material.share", share=words.number(100 * found.share))
            if found.share and found.turns_of_representatives >= 10
            else "",
        )
    yield from _exclusions(telling, found)


def _who(telling: Telling, found: Material) -> str:
    """Say how many were interviewed or, where nobody is named, how many voices the transcripts tell apart."""
    if found.people:
        return telling.words.counted("people", found.people)
    return (
        telling.words.counted("speakers", found.speakers) if found.speakers else telling.words.say("material.unnamed")
    )


def _minutes(telling: Telling, found: Material) -> str:
    """Say how long the interviews last, and of how many the length is known where it isn't of all."""
    words = telling.words
    if not found.minutes:
        return ""
    key = "minutes" if found.timed == found.interviews else "minutes_of"
    shown = words.number(found.minutes)
    return words.say(f"material.{key}", minutes=shown, timed=found.timed, interviews=found.interviews)


def interviews_table(telling: Telling, found: Material) -> Table:
    """Table 1: the interviews. The public edition names no customer, no role and no exact day."""
    words, keys = telling.words, _interview_columns(telling, found)
    columns = tuple(
        Column(words.say(f"material.columns.{key}"), key in ("minutes", "words"), _WEIGHTS.get(key, 1.0))
        for key in keys
    )
    rows = []
    for place, one in enumerate(found.by_interview, 1):
        cells = _interview_cells(telling, place, one)
        rows.append(tuple(cells[key] for key in keys))
    total = tuple(_total(telling, found, key) for key in keys)
    title, sheet = words.say("material.table"), words.say("sheets.interviews")
    return Table("interviews", title, columns, (*rows, total), sheet=sheet)


_WEIGHTS = {"number": 0.5, "customer": 2.2, "document": 2.2, "people": 1.8, "speakers": 2.2, "date": 1.1}


def _interview_columns(telling: Telling, found: Material) -> tuple[str, ...]:
    """Choose the columns that the material has anything for."""
    of_customers = _of_customers(found)
    named = () if telling.disclosure.public else ("customer",)
    return (
        "number",
        *(("group",) if any(one.group for one in found.by_interview) else ()),
        *((*named, "people") if of_customers else ("document", "speakers")),
        *(("date",) if any(one.date for one in found.by_interview) else ()),
        *(("minutes",) if any(one.minutes for one in found.by_interview) else ()),
        "words",
    )


def _of_customers(found: Material) -> bool:
    """Tell whether the interviews are of known customers, or transcripts alone."""
    return any(one.customer and one.customer != one.document for one in found.by_interview)


def _interview_cells(telling: Telling, place: int, one: InterviewMaterial) -> dict[str, Cell]:
    words = telling.words
    customer = telling.study.customer_by_id.get(one.customer or "")
    month = words.say("material.month", month=one.date.month, year=one.date.year) if one.date else ""
    return {
        "number": cell(place, count=place),
        "group": cell(words.group(one.group)),
        "customer": cell(customer.name or customer.id if customer else one.customer or ""),
        "document": cell(_document(telling, place, one)),
        "people": cell(_people(telling, one), count=one.people),
        "speakers": _speakers(telling, one),
        "date": cell(month if telling.disclosure.public else words.day(one.date)),
        "minutes": cell(words.number(one.minutes), count=_whole(one.minutes)),
        "words": cell(words.number(one.words), count=one.words),
    }


def _whole(minutes: float | None) -> int | None:
    """Round minutes as they are shown: halves up."""
    return None if minutes is None else int(minutes + 0.5)


def _document(telling: Telling, place: int, one: InterviewMaterial) -> str:
    """Name a transcript; the public edition only numbers it, for files are named after those who speak."""
    return telling.words.number(place) if telling.disclosure.public else one.document or one.interview


def _people(telling: Telling, one: InterviewMaterial) -> str:
    """Say how many represent the customer, and in which areas."""
    words = telling.words
    areas = ", ".join(words.services.get(area, area) for area in one.areas)
    count = words.number(one.people)
    return f"{count} ({areas})" if areas else count


def _speakers(telling: Telling, one: InterviewMaterial) -> Cell:
    """Say who speaks in a transcript; the public edition says only how many."""
    names = [speaker.speaker for speaker in one.speakers if speaker.speaker]
    shown = telling.words.number(len(names)) if telling.disclosure.public else ", ".join(names)
    return cell(shown or telling.words.number(None), count=len(names))


def speakers_table(telling: Telling, found: Material) -> Table:
    """Show who speaks in each transcript and how much. The public edition numbers the speakers."""
    words, public = telling.words, telling.disclosure.public
    keys = ("document", "speaker", "turns", "words", "share")
    columns = tuple(
        Column(words.say(f"material.columns.{key}"), key in ("turns", "words", "share"), _WEIGHTS.get(key, 1.0))
        for key in keys
    )
    rows = tuple(
        (
            cell(_document(telling, number, one) if place == 1 else ""),
            cell(words.number(place) if public else speaker.speaker or words.say("material.nobody")),
            cell(words.number(speaker.turns), count=speaker.turns),
            cell(words.number(speaker.words), count=speaker.words),
            cell(
                words.say("material.percent", share=words.number(100 * speaker.words / one.words) if one.words else 0)
            ),
        )
        for number, one in enumerate(found.by_interview, 1)
        for place, speaker in enumerate(one.speakers, 1)
    )
    return Table("speakers", words.say("material.speakers_table"), columns, rows, sheet=words.say("sheets.speakers"))


def _total(telling: Telling, found: Material, key: str) -> Cell:
    words = telling.words
    totals = {
        "people": found.people,
        "speakers": found.speakers,
        "minutes": _whole(found.minutes),
        "words": found.words,
    }
    if key == "number":
        return cell(words.say("total"))
    value = totals.get(key)
    return cell() if value is None else cell(words.number(value), count=value)


def _quotas(telling: Telling, found: Material) -> Iterator[Block]:
    words = telling.words
    counts = [(words.group(quota.group), quota.interviews, quota.quota) for quota in found.quotas if quota.quota]
    if counts:
        shown = words.listed(f"{name} {done}/{wanted}" for name, done, wanted in counts)
        yield telling.paragraph("material.quotas", quotas=shown)


def _exclusions(telling: Telling, found: Material) -> Iterator[Block]:
    if not found.exclusions:
        return
    words = telling.words
    passages = sum(one.passages for one in found.exclusions)
    reasons = words.listed(
        f"{one.reason or words.say('not_told')} ({words.number(one.passages)})" for one in found.exclusions
    )
    yield telling.paragraph(
        "material.exclusions",
        passages=words.counted("passages", passages),
        words=words.counted("words", sum(one.words for one in found.exclusions)),
        reasons=telling.disclosure.clean(reasons),
    )
    if found.unsure:
        yield telling.paragraph(
            "material.unsure", passages=words.counted("passages", sum(one.passages for one in found.unsure))
        )
