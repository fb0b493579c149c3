"""Study → project → study is the identity: what other programs have no field for travels beside."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.studies import studies

from teema.formats.exchange.from_study import project_of
from teema.formats.exchange.to_study import study_of
from teema.study import Coding, Relevance, Span, Study
from teema.wording import LANGUAGES, Language

EXAMPLE = Path(__file__).parents[3] / "examples" / "palvelukeskus"


def carried(study: Study) -> Study:
    """Return what of a study leaves it: everything but surveys, codings in the order of documents and positions."""
    order = {document.name: place for place, document in enumerate(study.documents)}

    def place(one: Coding | Relevance) -> tuple[int, Span, str]:
        return order[one.document], one.span, one.id

    return replace(
        study,
        surveys={},
        codings=tuple(sorted(study.codings, key=place)),
        relevance=tuple(sorted(study.relevance, key=place)),
    )


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(studies(), st.sampled_from(LANGUAGES))
def test_a_study_comes_back_whole(study: Study, language: Language) -> None:
    """Whatever a study holds but surveys is there after it went out and came back, in either language."""
    exported = project_of(study, language)
    imported = study_of(exported.project, "refi")
    assert carried(imported.study) == carried(study)
    assert imported.problems == ()
    assert imported.transfer.dropped == ()
    assert imported.transfer.found == imported.transfer.carried
