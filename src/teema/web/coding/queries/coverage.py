"""What an interview took up, beside what was coded of it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from teema.errors import NotFound
from teema.study import Code as PlainCode
from teema.web.coding.actions.coverage import covered
from teema.web.coding.models import Coding
from teema.web.coding.queries.tree import looks_of, nodes_of, tree_of
from teema.web.studies.models import Asked, Interview, Study


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A sub-theme, or a theme without any: what is written of it, and how many expressions of the interview are coded there."""

    key: str
    name: str
    value: str
    coded: int

    @property
    def is_spoken_unasked(self) -> bool:
        """Tell whether words are coded there although it is said not to have been taken up."""
        return bool(self.coded) and self.value in ("no", "not_applicable")


@dataclass(frozen=True, slots=True)
class ThemeRows:
    """A theme with the units below it."""

    key: str
    name: str
    colour: str
    units: tuple[UnitRow, ...]


def coverage_of(interview: Interview) -> list[ThemeRows]:
    """Return the themes of the codebook with what an interview took up of them."""
    book = tree_of(interview.study)
    said = covered(book, Asked.objects.filter(interview=interview))
    coded = _coded(interview)
    nodes = nodes_of(interview.study)
    looks = looks_of(nodes)
    colours = {node.code.key: looks[node.code.pk].colour for node in nodes}

    def unit(code: PlainCode) -> UnitRow:
        return UnitRow(code.key, code.name, said.get(code.key, ""), sum(coded.get(one.key, 0) for one in code.walk()))

    return [
        ThemeRows(theme.key, theme.shown, colours[theme.key], tuple(map(unit, theme.children or (theme,))))
        for theme in book.themes
    ]


def _coded(interview: Interview) -> dict[str, int]:
    counts: dict[str, int] = {}
    for key in Coding.objects.filter(document__interview=interview).values_list("code__key", flat=True):
        counts[key] = counts.get(key, 0) + 1
    return counts


def interview_of(study: Study, interview: UUID) -> Interview:
    """Return an interview of a study. NotFound (B230): there is none."""
    found = Interview.objects.select_related("study", "customer").filter(study=study, pk=interview).first()
    if found is None:
        raise NotFound("B230")
    return found
