"""What the pages of the report show: its parts in order, what is written at each, the checklist, and the latest preview."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from teema.analysis.coreq import DOMAINS, prefilled
from teema.analysis.whole import Results
from teema.errors import NotFound
from teema.report.outline import Outlined, outline
from teema.report.parts import BY_TABLE, chapters_of
from teema.report.plan import Plan
from teema.report.sections.coreq import said
from teema.report.words import Words
from teema.web.accounts.models import User
from teema.web.jobs.models import Job, JobFile
from teema.web.reporting.actions.checklist import answer_seen
from teema.web.reporting.models import ChecklistAnswer
from teema.web.results.report_tasks import PREVIEW, REPORT
from teema.web.speaking import spoken
from teema.web.studies.models import Study
from teema.wording import say


@dataclass(frozen=True, slots=True)
class Shown:
    """A part of the report on its page: whether it is chosen, and how many texts are written at it."""

    part: Outlined
    chosen: bool
    written: int
    sections: tuple[Shown, ...] = ()

    @property
    def left_out(self) -> int:
        """Count the sections that are left out."""
        return sum(not one.chosen for one in self.sections)


def shown_parts(results: Results, plan: Plan) -> list[Shown]:
    """Return every chapter, those of the plan first and in its order, with their sections."""
    known, chosen = outline(results, spoken()), chapters_of(plan)
    written = Counter(one.part for one in plan.written)
    order = [*chosen, *(key for key in known if key not in chosen)]
    return [_shown(known[key], key in chosen, plan, written) for key in order]


def _shown(part: Outlined, chosen: bool, plan: Plan, written: Counter[str]) -> Shown:
    sections = (Shown(one, one.key not in plan.without, written[one.key]) for one in part.sections)
    return Shown(part, chosen, written[part.key], tuple(sections))


def homeless(results: Results, plan: Plan) -> list[str]:
    """Return the parts at which something is written and which the study hasn't any more: their texts wait there."""
    known = outline(results, spoken())
    there = {one.key for part in known.values() for one in (part, *part.sections)}
    return sorted({one.part for one in plan.written} - there)


def part_named(results: Results, plan: Plan, key: str) -> Outlined:
    """Return a part by its key, also one that only holds a text. NotFound (B854): there is none."""
    for part in outline(results, spoken()).values():
        for one in (part, *part.sections):
            if one.key == key:
                return one
    if any(one.part == key for one in plan.written):
        return Outlined(key, key, there=False)
    raise NotFound("B854", part=key)


def places_at(part: Outlined) -> tuple[str, ...]:
    """Return where one can write at a part: a table that is a section has no heading under which to write."""
    chapter, _, section = part.key.partition("/")
    return ("before", "after") if section and chapter in BY_TABLE else ("before", "opening", "after")


def preview_of(user: User, study: Study) -> tuple[Job, JobFile] | None:
    """Return the latest preview that someone made of a study, without its content."""
    jobs = Job.objects.filter(owner=user, study=study.pk, kind=REPORT, params__form=PREVIEW, state=Job.State.DONE)
    job = jobs.first()
    made = JobFile.objects.filter(job=job, made=True).defer("content").first() if job else None
    return (job, made) if job and made else None


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the checklist: what data tells, what the researcher answered, and the page where the matter is kept."""

    number: int
    name: str
    question: str
    facts: tuple[str, ...]
    answer: ChecklistAnswer
    seen: str
    url: str

    @property
    def answered(self) -> bool:
        """Tell whether anybody or anything answers it."""
        return bool(self.facts or self.answer.answer)


_PAGES = {
    1: "studies:interviews",
    10: "studies:design",
    12: "studies:interviews",
    13: "studies:customers",
    14: "studies:interviews",
    16: "studies:customers",
    17: "studies:guide",
    18: "studies:interviews",
    19: "material:documents",
    20: "studies:interviews",
    21: "studies:interviews",
    24: "studies:members",
    25: "coding:codebook",
    26: "coding:expressions",
    29: "coding:expressions",
    30: "results:findings",
    31: "comparison:tables",
    32: "coding:codebook",
}
"""The page on which what an item counts is kept."""


def checklist(study: Study, results: Results) -> list[tuple[str, list[Item]]]:
    """Return the items of each domain."""
    facts, words = prefilled(results), Words(results.study, spoken())
    told = {item: tuple(said(words, fact) for fact in found) for item, found in facts.items()}
    rows = {row.item: row for row in ChecklistAnswer.objects.filter(study=study)}

    def item(number: int) -> Item:
        return _item(study, rows.get(number) or ChecklistAnswer(study=study, item=number), told.get(number, ()))

    return [(say(spoken(), f"coreq.domains.{domain}"), list(map(item, numbers))) for domain, numbers in DOMAINS.items()]


def _item(study: Study, row: ChecklistAnswer, facts: tuple[str, ...]) -> Item:
    number = row.item
    name, question = (say(spoken(), f"coreq.items.{number}.{part}") for part in ("name", "question"))
    return Item(number, name, question, facts, row, answer_seen(row), _page(study, number))


def _page(study: Study, number: int) -> str:
    try:
        return reverse(_PAGES[number], kwargs={"study": study.slug}) if number in _PAGES else ""
    except NoReverseMatch:
        return ""


def answered(domains: Collection[tuple[str, list[Item]]]) -> tuple[int, int]:
    """Count the items that are answered, and all."""
    items: Iterator[Item] = (item for _, found in domains for item in found)
    told = [item.answered for item in items]
    return sum(told), len(told)
