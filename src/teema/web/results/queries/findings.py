"""The findings as a list: what each rests on, and what it still lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

import polars as pl

from teema.analysis.candidates import candidates
from teema.analysis.findings import CheckedFinding
from teema.analysis.whole import Results
from teema.report.words import Words
from teema.study.conclusions import KINDS, Finding
from teema.web.coding.models import Memo
from teema.web.insight import models
from teema.web.insight.actions.notes import is_remark
from teema.web.results.words import CONFIRMED, group_words, place_words, status_words, theme_of
from teema.web.speaking import spoken
from teema.web.studies.models import Study
from teema.wording import Language

SIGNS: Final = (
    "no_evidence", "missing_evidence", "quantifier", "counter_evidence_unweighed", "evidence_elsewhere", "thin",
)  # fmt: skip
"""What a finding may lack, the gravest first."""
ORDERS: Final = ("lacking", "number", "kind", "theme")


@dataclass(frozen=True, slots=True)
class Line:
    """A finding of the list: its row, what the check of its evidence found, and its parts in words; ``status`` only where it isn't confirmed."""

    pk: UUID
    checked: CheckedFinding
    signs: tuple[str, ...]
    theme: str
    place: str
    groups: str
    status: str
    remarks: int

    @property
    def finding(self) -> Finding:
        """Return the finding itself."""
        return self.checked.finding


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the list is asked for, and in which order."""

    theme: str = ""
    kind: str = ""
    status: str = ""
    sign: str = ""
    group: str = ""
    words: str = ""
    order: str = ""

    @property
    def narrows(self) -> bool:
        """Tell whether anything is left out."""
        return any((self.theme, self.kind, self.status, self.sign, self.group, self.words))


@dataclass(frozen=True, slots=True)
class Offered:
    """What the list can be narrowed by: keys with their words."""

    themes: Mapping[str, str]
    groups: Mapping[str, str]
    statuses: tuple[tuple[str, str], ...]
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A finding that codings might be evidence of: ``is_near`` where one stands at its place, ``weight`` what one is to it already."""

    line: Line
    is_near: bool
    weight: str


def lines_of(study: Study, results: Results, language: Language) -> list[Line]:
    """Return every finding of a study in the order of their numbers."""
    rows: Mapping[str, UUID] = dict(models.Finding.objects.filter(study=study).values_list("key", "pk"))
    remarks = _remarks(study)
    words = Words(results.study, language)
    return [
        Line(
            rows[one.finding.id],
            one,
            signs_of(one),
            theme_of(words, one.finding),
            place_words(words, one.finding),
            group_words(words, one.finding),
            "" if one.finding.status == CONFIRMED else status_words(one.finding.status),
            remarks[f"finding:{one.finding.id}"],
        )
        for one in results.findings
        if one.finding.id in rows
    ]


def _remarks(study: Study) -> Counter[str]:
    memos = Memo.objects.filter(study=study, about__startswith="finding:")
    return Counter(memo.about for memo in memos if is_remark(memo))


def signs_of(checked: CheckedFinding) -> tuple[str, ...]:
    """Return what a finding lacks, the gravest first."""
    found = {*checked.flags, *(("thin",) if checked.is_thin else ())}
    return tuple(sign for sign in SIGNS if sign in found)


def narrowed(lines: Sequence[Line], wanted: Wanted) -> list[Line]:
    """Return the findings asked for, in the order asked for: by default those that lack most first."""
    asked = wanted.words.casefold().strip()
    found = [
        one
        for one in lines
        if wanted.theme in ("", one.theme)
        and wanted.kind in ("", one.finding.kind)
        and wanted.status in ("", one.finding.status)
        and (not wanted.group or not one.finding.groups or wanted.group in one.finding.groups)
        and (not wanted.sign or wanted.sign in one.signs or (wanted.sign == "any" and one.signs))
        and asked in f"{one.finding.id} {one.finding.statement}".casefold()
    ]
    return _ordered(found, wanted.order)


def _ordered(lines: list[Line], order: str) -> list[Line]:
    if order == "number":
        return lines
    if order == "kind":
        return sorted(lines, key=lambda one: KINDS.index(one.finding.kind))
    if order == "theme":
        return sorted(lines, key=lambda one: (not one.place, one.place.casefold()))
    return sorted(lines, key=lambda one: (SIGNS.index(one.signs[0]) if one.signs else len(SIGNS), -len(one.signs)))


def offered(results: Results, lines: Sequence[Line]) -> Offered:
    """Return what some findings can be narrowed by."""
    words, themes = Words(results.study, spoken()), {line.theme for line in lines}
    return Offered(
        {theme.key: theme.name for theme in results.study.codebook.themes if theme.key in themes},
        words.groups,
        tuple((one, status_words(one)) for one in sorted({line.finding.status for line in lines} - {""})),
        tuple(sign for sign in SIGNS if any(sign in line.signs for line in lines)),
    )


def nearest(results: Results, lines: Sequence[Line], codings: Sequence[str]) -> list[Choice]:
    """Return findings for codings to be evidence of, those first at whose place one of them stands."""
    frame = results.frames.codings.filter(pl.col("coding_id").is_in(codings))
    choices = [_choice(line, bool(candidates(_unweighed(line.finding), frame)), codings) for line in lines]
    return sorted(choices, key=lambda one: not one.is_near)


def _unweighed(finding: Finding) -> Finding:
    return replace(finding, evidence=(), counter_evidence=())


def _choice(line: Line, is_near: bool, codings: Sequence[str]) -> Choice:
    weighed = {"evidence": line.finding.evidence, "counter": line.finding.counter_evidence}
    return Choice(line, is_near, next((name for name, held in weighed.items() if {*codings} & {*held}), ""))
