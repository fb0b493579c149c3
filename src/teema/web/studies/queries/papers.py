"""The papers of a study, and which facts they lack."""

from __future__ import annotations

from dataclasses import dataclass

from teema.errors import NotFound
from teema.web.studies.models import Study
from teema.web.studies.papers import PAPERS, Paper, compose, facts_of
from teema.wording import LANGUAGES, checked_language


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper in the list of papers: ``missing`` names the facts that it lacks, as the form knows them."""

    key: str
    missing: tuple[str, ...]


def sheets_of(study: Study) -> list[Sheet]:
    """Return every paper with what it lacks; the same in each language."""
    facts = facts_of(study)
    return [Sheet(key, tuple(compose(key, facts, "fi").missing)) for key in PAPERS]


def paper_of(study: Study, key: str, language: str) -> Paper:
    """Return a paper. NotFound (B250): there is none of that name or in that language."""
    if key not in PAPERS or language not in LANGUAGES:
        raise NotFound("B250")
    return compose(key, facts_of(study), checked_language(language))
