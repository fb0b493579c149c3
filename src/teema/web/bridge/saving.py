"""Rows → the study that they stand for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import UUID

from django.db.models import QuerySet

from teema.report.plan import TABLE
from teema.study import Code as PlainCode
from teema.study import Codebook, Design, Material, Organisation, Settings, Span
from teema.study import Document as PlainDocument
from teema.study import Study as PlainStudy
from teema.web.bridge import mirrors
from teema.web.bridge.materials import joined_material
from teema.web.bridge.mirrors import UNRESOLVED, WORKBENCH, Mirror
from teema.web.bridge.workbench import saved_workbench
from teema.web.material.models import Document
from teema.web.reporting.keeping import saved_plan
from teema.web.studies.models import Criterion, GuideVersion, InterviewPerson, Study
from teema.web.surveys.models import SurveyFile

Placed: TypeAlias = tuple[int, Any]
"""A record and the place at which the study holds it."""


def plain_study(study: Study) -> PlainStudy:
    """Return a study of the workspace as plain data, as it stands now. Read it in a transaction if others are writing."""
    return StudyReader(study).study()


@dataclass(frozen=True, slots=True)
class Held:
    """What takes long to read, by rows: texts, and codings with their places."""

    documents: dict[UUID, PlainDocument]
    codings: dict[UUID, Placed]

    def without(self, changed: Collection[UUID]) -> Held:
        """Return what still holds when some rows changed."""
        documents = {pk: one for pk, one in self.documents.items() if pk not in changed}
        return Held(documents, {pk: one for pk, one in self.codings.items() if pk not in changed})


class StudyReader:
    """Reads one study. What is held from an earlier reading isn't read again; ``changed`` are the rows that are new or different since."""

    def __init__(self, row: Study, held: Held | None = None, changed: Collection[UUID] = ()) -> None:
        self.row = row
        self.documents = list(Document.objects.filter(study=row).defer("text", "turns"))
        self.names: dict[str, dict[Any, str]] = {"documents": {one.pk: one.key for one in self.documents}}
        mirrored = {
            "rounds": mirrors.ROUND,
            "groups": mirrors.GROUP,
            "customers": mirrors.CUSTOMER,
            "people": mirrors.PERSON,
            "interviews": mirrors.INTERVIEW,
            "codes": mirrors.CODE,
            "topics": mirrors.TOPIC,
        }
        for name, mirror in mirrored.items():
            self.names[name] = dict(mirror.model._default_manager.filter(study=row).values_list("pk", "key"))
        self.held = self._read() if held is None else self._renewed(held.without(changed), changed)

    def _read(self) -> Held:
        """Read every text and coding."""
        documents = {one.pk: one.plain() for one in Document.objects.filter(study=self.row)}
        return Held(documents, self._placed(mirrors.CODING, _rows(mirrors.CODING, study=self.row), _span))

    def _renewed(self, still: Held, changed: Collection[UUID]) -> Held:
        """Read the texts and codings that changed."""
        wanted = list(changed)
        for start in range(0, len(wanted), _AT_A_TIME):
            some = wanted[start : start + _AT_A_TIME]
            still.documents.update(
                {one.pk: one.plain() for one in Document.objects.filter(study=self.row, pk__in=some)}
            )
            still.codings.update(
                self._placed(mirrors.CODING, _rows(mirrors.CODING, study=self.row, pk__in=some), _span)
            )
        return still

    def study(self) -> PlainStudy:
        row, workbench, plan = self.row, saved_workbench(self.row), saved_plan(self.row)
        return PlainStudy(
            id=row.key,
            title=row.title,
            language=row.language,
            organisation=self._organisation(),
            design=self._design(),
            codebook=Codebook(self._themes(), self._topics()),
            customers=self._all(mirrors.CUSTOMER),
            people=self._all(mirrors.PERSON),
            documents=tuple(self.held.documents[one.pk] for one in self.documents),
            interviews=self._interviews(),
            asked=self._all(mirrors.ASKED),
            material=joined_material(tuple(self._material(one) for one in self.documents if one.kind), row.extra),
            codings=self._in_order(mirrors.CODING, self.held.codings),
            relevance=self._all(mirrors.RELEVANCE, _span),
            judgements=self._all(mirrors.JUDGEMENT),
            findings=self._all(mirrors.FINDING),
            finding_links=self._all(mirrors.FINDING_LINK),
            measures=self._all(mirrors.MEASURE),
            memos=self._all(mirrors.MEMO),
            kept=self._all(mirrors.KEPT),
            guide=getattr(GuideVersion.objects.filter(study=row).first(), "text", ""),
            surveys={one.key: bytes(one.content) for one in SurveyFile.objects.filter(study=row)},
            extra={name: one for name, one in row.extra.items() if name != UNRESOLVED}
            | ({WORKBENCH: workbench} if workbench else {})
            | ({TABLE: plan} if plan else {}),
        )

    def _organisation(self) -> Organisation:
        row = self.row
        parts = (self._all(mirrors.SERVICE), self._all(mirrors.EVENT), self._all(mirrors.AIM))
        return Organisation(row.organisation, row.organisation_description, *parts, dict(row.organisation_extra))

    def _design(self) -> Design:
        row = self.row
        settings: dict[str, Any] = {
            name: tuple(one) if isinstance(one, list) else one for name, one in row.settings.items()
        }
        criteria = Criterion.objects.filter(study=row).values_list("text", flat=True)
        rounds, groups = self._all(mirrors.ROUND), self._all(mirrors.GROUP)
        return Design(tuple(row.aims), tuple(row.questions), rounds, groups, tuple(criteria), Settings(**settings))

    def _themes(self) -> tuple[PlainCode, ...]:
        children: dict[Any, list[Mapping[str, Any]]] = {}
        for code in _rows(mirrors.CODE, study=self.row):
            children.setdefault(code["parent_id"], []).append(code)
        return self._branches(None, children)

    def _branches(self, parent: Any, children: dict[Any, list[Mapping[str, Any]]]) -> tuple[PlainCode, ...]:
        return tuple(
            PlainCode(
                **mirrors.CODE.arguments(row, self.names),
                id=row["identity"],
                children=self._branches(row["pk"], children),
            )
            for row in children.get(parent, ())
        )

    def _topics(self) -> Any:
        return self._all(mirrors.TOPIC, lambda row: {"id": row["identity"]})

    def _interviews(self) -> Any:
        seats: dict[Any, list[str]] = {}
        for one in InterviewPerson.objects.filter(study=self.row):
            seats.setdefault(one.interview_id, []).append(self.names["people"][one.person_id])
        documents = {one.interview_id: one.key for one in self.documents if one.interview_id}

        def further(row: Mapping[str, Any]) -> dict[str, Any]:
            aside = row["extra"].get(UNRESOLVED, {})
            people = self._with_strangers(seats.get(row["pk"], []), aside.get("people", []))
            return {"people": tuple(people), "document": documents.get(row["pk"]) or aside.get("document", "")}

        return self._all(mirrors.INTERVIEW, further)

    def _with_strangers(self, seated: list[str], named: list[str]) -> list[str]:
        """Return an interview's people: those whom the study named, as long as the seats are the same, else the seats and who has none."""
        known = set(self.names["people"].values())
        if [key for key in dict.fromkeys(named) if key in known] == seated:
            return named or seated
        return [*seated, *(key for key in named if key not in known)]

    def _material(self, row: Document) -> Material:
        extra = dict(row.extra)
        aside = extra.pop(UNRESOLVED, {})
        customer, group, round_ = (
            self.names[target].get(getattr(row, f"{name}_id"), "") or aside.get(name, "")
            for name, target in (("customer", "customers"), ("group", "groups"), ("round", "rounds"))
        )
        return Material(
            document=row.key,
            kind=row.kind,  # type: ignore[arg-type]
            title=row.title,
            date=row.date,
            customer=customer,
            group=group,
            round=round_,
            source=row.material_source,
            notes=row.notes,
            extra=extra,
        )

    def _all(self, mirror: Mirror, further: Further | None = None) -> Any:
        """Return the records of every row of a mirror, in the study's order."""
        return self._in_order(mirror, self._placed(mirror, _rows(mirror, study=self.row), further))

    def _placed(
        self, mirror: Mirror, rows: Iterable[Mapping[str, Any]], further: Further | None = None
    ) -> dict[UUID, Placed]:
        arguments, names, record = mirror.arguments, self.names, mirror.record
        return {
            row["pk"]: (row["position"], record(**arguments(row, names), **(further(row) if further else {})))
            for row in rows
        }

    def _in_order(self, mirror: Mirror, rows: Mapping[UUID, Placed]) -> tuple[Any, ...]:
        """Return records in the study's order, with those that no row can hold."""
        placed = sorted(rows.items(), key=lambda one: (one[1][0], one[0].int))
        found = [one for _, one in placed]
        loose = self.row.extra.get(UNRESOLVED, {}).get("loose", {}).get(mirror.name, ())
        if loose:
            found += [(place, mirror.read(values)) for place, values in loose]
            found.sort(key=lambda one: one[0])
        return tuple(record for _, record in found)


Further: TypeAlias = Callable[[Mapping[str, Any]], dict[str, Any]]
_AT_A_TIME = 400


def _rows(mirror: Mirror, **which: Any) -> QuerySet[Any, dict[str, Any]]:
    """Return the columns of a mirror's rows, in the study's order."""
    rows = mirror.model._default_manager.filter(**which).order_by("position", "pk")
    return rows.values(*mirror.read_columns)


def _span(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"span": Span(row["start"], row["end"])}
