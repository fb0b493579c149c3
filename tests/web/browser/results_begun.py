"""A study half done, with what one expects to count in it: the example, less what is done in the browser."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from teema.analysis.measures import is_overdue
from teema.formats.folder import read_study, write_study
from teema.study import Study
from teema.study.codings import Coding
from teema.study.people import Customer

EXAMPLE = Path(__file__).parents[3] / "examples" / "palvelukeskus"


@dataclass(frozen=True)
class Begun:
    """A study as it is loaded: the sub-theme and the interview whose expressions are yet to be grouped and reduced."""

    study: Study
    sub_theme: str
    document: str
    group: str

    @property
    def left(self) -> list[Coding]:
        """Return the codings that are yet to be reduced and grouped."""
        return [one for one in self.study.codings if not one.reduced]

    def customers(self, codings: list[Coding]) -> set[str]:
        """Return the customers who speak in codings."""
        return {self.study.interview_of[one.document].customer for one in codings}

    def counted(self, **marks: Any) -> list[Coding]:
        """Return the codings that count in results: of the round, in the coder of record's layer, with some marks."""
        return [one for one in self.study.codings if self._counts(one) and _has(one, marks)]

    def of_group(self, codings: list[Coding]) -> list[Coding]:
        """Return the codings of the group's customers."""
        members = {one.id for one in self.study.customers if one.group == self.group}
        return [one for one in codings if self.customers([one]) & members]

    @property
    def members(self) -> set[str]:
        """Return the group's customers who were interviewed in the round."""
        return {one.id for one in self.study.customers if one.group == self.group} & self.interviewed

    @property
    def late(self) -> int:
        """Count the measures that are late today."""
        return sum(is_overdue(one.status, one.due, date.today()) for one in self.study.measures)

    def customer(self, name: str) -> Customer:
        """Return a customer by name."""
        return next(one for one in self.study.customers if one.name == name)

    def not_of(self, name: str) -> list[str]:
        """Return what is said of other groups than a customer's, the other customers' names, and every word that was spoken."""
        group = self.customer(name).group
        statements = [one.statement for one in self.study.findings if one.groups and group not in one.groups]
        names = [one.name for one in self.study.customers if one.name != name]
        return [*statements, *names, *(self.words(one) for one in self.study.codings)]

    def told_to(self, name: str) -> set[str]:
        """Return the titles of the measures that a customer is told of."""
        customer = self.customer(name)
        seers = {customer.id, customer.group}
        return {one.title for one in self.study.measures if seers & {*one.visible_to}}

    @property
    def interviewed(self) -> set[str]:
        """Return the customers who were interviewed in the round."""
        return {one.customer for one in self.study.interviews if one.round == self.round}

    @property
    def round(self) -> str:
        """Return the round that the results are of."""
        return self.study.design.settings.round

    def words(self, coding: Coding) -> str:
        """Return what was said."""
        return self.study.document_by_name[coding.document].text[coding.span.start : coding.span.end]

    def _counts(self, coding: Coding) -> bool:
        interview = self.study.interview_of.get(coding.document)
        return bool(interview and interview.round == self.round and interview.coder == coding.coder)


def _has(coding: Coding, marks: dict[str, Any]) -> bool:
    return all(getattr(coding, name) == value for name, value in marks.items())


def begun_study(folder: Path, *, sub_theme: str, document: str, without: str) -> Begun:
    """Write the example with something left to do: one interview's expressions of a sub-theme neither reduced nor grouped, a finding not drawn."""
    study = read_study(EXAMPLE).study
    theme = next(one for one in study.codebook.themes if any(sub.key == sub_theme for sub in one.children))
    interview = study.interview_of[document]
    group = study.customer_by_id[interview.customer].group

    def left(one: Coding) -> Coding:
        is_left = (one.document, one.code, one.coder) == (document, sub_theme, interview.coder)
        return replace(one, code=theme.key, reduced="") if is_left else one

    codings = tuple(left(one) for one in study.codings)
    findings = tuple(one for one in study.findings if one.id != without)
    changed = replace(study, codings=codings, findings=findings)
    write_study(changed, folder)
    return Begun(changed, sub_theme, document, group)
