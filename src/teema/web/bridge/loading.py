"""A study → rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import Model

from teema.errors import Conflict
from teema.report.plan import TABLE
from teema.study import Code as PlainCode
from teema.study import Document as PlainDocument
from teema.study import Interview as PlainInterview
from teema.study import Material, Settings
from teema.study import Study as PlainStudy
from teema.study.documents import count_words
from teema.study.identity import slug
from teema.web.accounts.models import User
from teema.web.bridge import mirrors
from teema.web.bridge.materials import described, material_aside
from teema.web.bridge.mirrors import WORKBENCH, Mirror
from teema.web.bridge.workbench import load_workbench
from teema.web.coding.models import Code
from teema.web.material.models import Document, row_of
from teema.web.reporting.keeping import is_plan, put_plan
from teema.web.studies.models import Criterion, GuideVersion, Interview, InterviewPerson, Membership, Study
from teema.web.studies.proposed_rules import proposed_rule
from teema.web.surveys.models import SurveyFile


@transaction.atomic
def load(given: PlainStudy, owner: User) -> Study:
    """Put a study into the workspace as a new one, its owner the lead. Conflict (B601): two of its parts share a key."""
    return _Loading(given, owner).load()


class _Loading:
    def __init__(self, given: PlainStudy, owner: User) -> None:
        self.given, self.owner = given, owner
        self.study = _study_row(given)
        self.known: dict[str, dict[str, Any]] = {}
        self.loose: dict[str, list[Any]] = {}
        self.names = {one.name for one in given.documents}

    def load(self) -> Study:
        self.study.save(force_insert=True)
        Membership.objects.create(
            study=self.study, user=self.owner, role="lead", coder=self.owner.name, sees_names=True
        )
        self._design()
        self._people()
        self._documents()
        self._codes()
        self._codings()
        self._conclusions()
        self._leave_loose()
        if is_plan(plan := self.given.extra.get(TABLE)):
            put_plan(self.study, plan)
        load_workbench(self.study, self.given.extra.get(WORKBENCH), self.known)
        return self.study

    def _design(self) -> None:
        design, organisation = self.given.design, self.given.organisation
        self.known["rounds"] = self._put(mirrors.ROUND, design.rounds)
        self.known["groups"] = self._put(mirrors.GROUP, design.groups)
        self._put(mirrors.SERVICE, organisation.services)
        self._put(mirrors.EVENT, organisation.events)
        self._put(mirrors.AIM, organisation.aims)
        Criterion.objects.bulk_create(
            _criterion_row(self.study, text, place) for place, text in enumerate(design.criteria)
        )
        if self.given.guide:
            GuideVersion.objects.create(study=self.study, number=1, text=self.given.guide)

    def _people(self) -> None:
        self.known["customers"] = self._put(mirrors.CUSTOMER, self.given.customers)
        self.known["people"] = self._put(mirrors.PERSON, self.given.people)
        self.known["interviews"] = self._put(mirrors.INTERVIEW, self.given.interviews)
        self._seats()
        self._put(mirrors.ASKED, self.given.asked)

    def _seats(self) -> None:
        """Seat the people of each interview; a pseudonym that nobody has, or a document that isn't there, stays with the interview."""
        seats, changed = [], []
        for one in self.given.interviews:
            row, people = self.known["interviews"][one.id], self.known["people"]
            if aside := self._left_with(one):
                row.extra = row.extra | {mirrors.UNRESOLVED: row.extra.get(mirrors.UNRESOLVED, {}) | aside}
                changed.append(row)
            seats += [
                InterviewPerson(study=self.study, interview=row, person=people[key], position=place)
                for place, key in enumerate(key for key in dict.fromkeys(one.people) if key in people)
            ]
        InterviewPerson.objects.bulk_create(seats)
        Interview.objects.bulk_update(changed, ["extra"])

    def _left_with(self, one: PlainInterview) -> dict[str, Any]:
        """Return what an interview names and the database can't refer to: one document belongs to one interview."""
        seated = [key for key in dict.fromkeys(one.people) if key in self.known["people"]]
        aside: dict[str, Any] = {} if seated == list(one.people) else {"people": list(one.people)}
        has = one.document in self.names and self.given.interview_of[one.document].id == one.id
        return aside if has or not one.document else aside | {"document": one.document}

    def _documents(self) -> None:
        interview_of, material_of = self.given.interview_of, described(self.given)
        rows = []
        for position, document in enumerate(self.given.documents):
            interview = interview_of.get(document.name)
            row = _document_row(self.study, document, position)
            row.interview = self.known["interviews"][interview.id] if interview else None
            if document.name in material_of:
                self._describe(row, material_of[document.name])
            rows.append(row)
        _all_different("documents", [row.key for row in rows])
        Document.objects.bulk_create(rows)
        self.known["documents"] = {row.key: row for row in rows}

    def _describe(self, row: Document, material: Material) -> None:
        row.kind, row.title, row.date, row.notes = material.kind, material.title, material.date, material.notes
        row.material_source, aside = material.source, {}
        for name, target in (("customer", "customers"), ("group", "groups"), ("round", "rounds")):
            key = getattr(material, name)
            found = self.known[target].get(key)
            setattr(row, name, found)
            if key and found is None:
                aside[name] = key
        row.extra = dict(material.extra) | ({mirrors.UNRESOLVED: aside} if aside else {})

    def _codes(self) -> None:
        rows: list[Code] = []
        for theme in self.given.codebook.themes:
            self._branch(theme, None, rows)
        _all_different("themes", [row.key for row in rows])
        Code.objects.bulk_create(rows)
        self.known["codes"] = {row.key: row for row in rows}
        self.known["topics"] = self._put(
            mirrors.TOPIC, self.given.codebook.topics, lambda topic: {"identity": topic.id}
        )

    def _branch(self, code: PlainCode, parent: Code | None, rows: list[Code]) -> None:
        values = mirrors.CODE.values(code, self.known)
        row = Code(study=self.study, parent=parent, identity=code.id, position=len(rows), **values)
        rows.append(row)
        for child in code.children:
            self._branch(child, row, rows)

    def _codings(self) -> None:
        def spanned(record: Any) -> dict[str, Any]:
            return {"start": record.span.start, "end": record.span.end}

        self._put(mirrors.CODING, self.given.codings, spanned)
        self._put(mirrors.RELEVANCE, self.given.relevance, spanned)
        self._put(mirrors.MEMO, self.given.memos)

    def _conclusions(self) -> None:
        self._put(mirrors.JUDGEMENT, self.given.judgements)
        self._put(mirrors.FINDING, self.given.findings)
        self._put(mirrors.FINDING_LINK, self.given.finding_links)
        self._put(mirrors.MEASURE, self.given.measures)
        self._put(mirrors.KEPT, self.given.kept)
        SurveyFile.objects.bulk_create(
            SurveyFile(study=self.study, key=name, content=content, position=place)
            for place, (name, content) in enumerate(self.given.surveys.items())
        )

    def _put(self, mirror: Mirror, records: Sequence[Any], further: Any = None) -> dict[str, Any]:
        """Add a row for each record in order; return them by key. A record that can't be a row is left with the study."""
        rows: list[Any] = []
        for place, record in enumerate(records):
            values = mirror.values(record, self.known)
            if mirror.lacks(values):
                self.loose.setdefault(mirror.name, []).append([place, mirror.written(record)])
                continue
            values |= further(record) if further else {}
            rows.append(mirror.model(study=self.study, position=place, **values))
        if mirror.key:
            _all_different(mirror.model._meta.model_name or "", [row.key for row in rows])
        _add(mirror.model, rows)
        return {row.key: row for row in rows} if mirror.key else {}

    def _leave_loose(self) -> None:
        """Keep with the study the records that refer to what it doesn't hold and would be nothing without it."""
        if self.loose:
            aside = self.study.extra.get(mirrors.UNRESOLVED, {}) | {"loose": self.loose}
            self.study.extra = self.study.extra | {mirrors.UNRESOLVED: aside}
            self.study.save(update_fields=["extra"])


def _add(model: type[Model], rows: list[Any]) -> None:
    model._default_manager.bulk_create(rows, batch_size=1000)


def _all_different(kind: str, keys: Iterable[str]) -> None:
    repeated = [key for key, times in Counter(keys).items() if times > 1]
    if repeated:
        raise Conflict("B601", kind=kind, key=repeated[0])


def _study_row(given: PlainStudy) -> Study:
    design = given.design
    settings = {one.name: getattr(design.settings, one.name) for one in fields(Settings)}
    return Study(
        key=given.id,
        slug=free_slug(given.title),
        title=given.title,
        language=given.language,
        aims=list(design.aims),
        questions=list(design.questions),
        settings={name: list(one) if isinstance(one, tuple) else one for name, one in settings.items()},
        organisation=given.organisation.name,
        organisation_description=given.organisation.description,
        organisation_extra=dict(given.organisation.extra),
        extra={
            name: one for name, one in given.extra.items() if name != WORKBENCH and not (name == TABLE and is_plan(one))
        }
        | material_aside(given),
    )


def _criterion_row(study: Study, text: str, position: int) -> Criterion:
    """Make a criterion with the rule that its sentence plainly says."""
    rule, value = proposed_rule(text)
    return Criterion(study=study, text=text, rule=rule, value=value, position=position)


def free_slug(title: str) -> str:
    """Return an address for a study that no other study has."""
    plain = re.sub(r"[^a-z0-9-]", "", slug(title))[:60].strip("-") or "tutkimus"
    taken = set(Study.objects.filter(slug__startswith=plain).values_list("slug", flat=True))
    return next((one for one in [plain, *(f"{plain}-{n}" for n in range(2, 1000))] if one not in taken), str(uuid4()))


def _document_row(study: Study, document: PlainDocument, position: int) -> Document:
    return Document(
        study=study,
        key=document.name,
        position=position,
        text=document.text,
        turns=[row_of(turn) for turn in document.turns],
        words=sum(count_words(document.said(turn)) for turn in document.turns) or count_words(document.text),
        source=document.source,
    )
