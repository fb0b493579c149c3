"""What stands beside the interviews: open answers, complaints, messages, notes; and which sub-themes they speak of.

They are never counted with the interviews: who answers a survey is seldom known, and nobody asked them the interviews' questions. They stand
beside them for triangulation (Denzin 1978): what does other material say of the same sub-theme?
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from narwhals.typing import IntoDataFrame

from teema.analysis.crosstab import Crosstab, Key
from teema.analysis.rows import grouped, rows
from teema.study.materials import MATERIAL_KINDS


@dataclass(frozen=True, slots=True)
class OtherDocument:
    """A document that is no interview: its turns (a survey's answers), words, and codings by their ids."""

    document: str
    kind: str
    title: str | None
    date: date | None
    turns: int
    words: int
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mentions:
    """A sub-theme in interviews and beside them: ``customers`` of ``n`` interviewed spoke of it; codings by their ids.

    ``by_kind`` holds the codings of each kind of material that has any.
    """

    sub_theme: Key
    customers: int
    n: int
    interviews: tuple[str, ...]
    by_kind: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class OtherMaterial:
    """The material beside the interviews, and the sub-themes that it speaks of in the order of the codebook."""

    documents: tuple[OtherDocument, ...]
    mentions: tuple[Mentions, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """Name the kinds that there are documents of."""
        present = {one.kind for one in self.documents}
        return tuple(kind for kind in MATERIAL_KINDS if kind in present)


def beside_interviews(material: IntoDataFrame, codings: IntoDataFrame, by_group: Crosstab) -> OtherMaterial:
    """Count the documents that are no interviews and, by kind, their codings in each sub-theme.

    ``material`` and ``codings`` are the frames of a study's `Frames.material` and `Frames.material_codings`; codings of other documents
    are left out. ``by_group`` counts the interviews' sub-themes by group. Without documents there are no mentions either.
    """
    listed = rows(material, "document", "kind", "title", "date", "turns", "words")
    kind_of = {row[0]: row[1] for row in listed}
    coded = [row for row in rows(codings, "coding_id", "document", "sub_theme") if row[1] in kind_of]
    by_document = grouped((document, coding) for coding, document, _ in coded)
    documents = [
        OtherDocument(name, kind, title, _day(day), turns, words, tuple(by_document.get(name, ())))
        for name, kind, title, day, turns, words in listed
    ]
    order = {kind: place for place, kind in enumerate(MATERIAL_KINDS)}
    ranked = sorted(documents, key=lambda one: (order[one.kind], one.document))  # type: ignore[index]
    places = grouped(((sub_theme, kind_of[document]), coding) for coding, document, sub_theme in coded)
    spoken = {sub_theme for sub_theme, _ in places}
    keys = (*by_group.rows, *sorted(one for one in spoken if one and one not in by_group.rows))
    keys += (None,) if None in spoken and None not in keys else ()
    return OtherMaterial(tuple(ranked), tuple(_mentions(key, places, by_group) for key in keys if key in spoken))


def _day(value: date | None) -> date | None:
    return value.date() if isinstance(value, datetime) else value


def _mentions(key: Key, places: Mapping[tuple[Key, str], list[str]], by_group: Crosstab) -> Mentions:
    """Count a sub-theme. A customer is of one group, so that the groups' customers add up."""
    cells = [(by_group.cell(key, group), by_group.segments_of(key, group)) for group in by_group.columns]
    return Mentions(
        key,
        sum(cell.customers for cell, _ in cells),
        sum(cell.n for cell, _ in cells),
        tuple(coding for _, segments in cells for coding in segments),
        {kind: tuple(places[key, kind]) for kind in MATERIAL_KINDS if (key, kind) in places},
    )
