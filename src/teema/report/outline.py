"""The parts that a report can have, by name, for whoever chooses among them: without composing a report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from teema.analysis.whole import Results
from teema.report.sections import CHAPTERS, COREQ
from teema.study.study import Study
from teema.wording import Language, say


@dataclass(frozen=True, slots=True)
class Outlined:
    """A chapter with its sections, or a section. ``there`` tells whether the study as it is has anything to tell in it."""

    key: str
    title: str
    there: bool = True
    sections: tuple[Outlined, ...] = ()


def outline(results: Results, language: Language) -> dict[str, Outlined]:
    """Return every chapter by its key, in the usual order, the checklist last."""
    study = results.study
    return {
        key: Outlined(key, _title(key, language), _there(key, results), tuple(_sections(key, study, language)))
        for key in (*CHAPTERS, COREQ)
    }


def _title(key: str, language: Language) -> str:
    words = key.replace("-", "_")
    return say(language, "coreq.heading" if key == COREQ else f"report.{words}.heading")


def _there(key: str, results: Results) -> bool:
    return key not in _NEEDS or bool(_NEEDS[key](results))


_NEEDS: Final[Mapping[str, Callable[[Results], object]]] = {
    "material": lambda results: results.study.interviews or results.study.documents,
    "frame": lambda results: results.study.codebook.themes,
    "themes": lambda results: results.study.codings,
    "comparison": lambda results: results.gap.rows,
    "experience": lambda results: results.factors,
    "other-material": lambda results: results.study.material,
    "words": lambda results: results.study.documents,
    "findings": lambda results: results.study.findings,
    "measures": lambda results: results.study.measures,
    "appendix": lambda results: results.study.codings or results.study.codebook.themes,
}
_SECTIONS: Final[Mapping[str, Mapping[str, str]]] = {
    "study": {"organisation": "study.organisation", "structure": "study.structure"},
    "comparison": {"doubts": "comparison.doubts"},
    "words": {"keywords": "words.keyness_heading", "collocations": "words.company_heading"},
    "findings": {"finding-doubts": "findings.doubts", "finding-links": "findings.links", "aims": "findings.aims"},
    "measures": {"effects": "measures.effects"},
    "appendix": {
        "labels": "appendix.labels",
        **{f"by-{one}": f"appendix.by.{one}" for one in ("group", "service", "length", "time", "whose")},
        "topics": "appendix.topics",
        "reduction": "appendix.reduction",
        "codebook": "appendix.codebook",
    },
}
"""The sections of each chapter whose names the words of the report know."""


def _sections(chapter: str, study: Study, language: Language) -> Iterator[Outlined]:
    if chapter == "themes":
        yield from (Outlined(f"themes/theme-{theme.key}", theme.name) for theme in study.codebook.themes)
    for key, words in _SECTIONS.get(chapter, {}).items():
        yield Outlined(f"{chapter}/{key}", say(language, f"report.{words}"))
