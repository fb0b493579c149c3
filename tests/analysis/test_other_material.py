"""Material beside the interviews: shown beside them, and never counted among them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from teema.analysis.whole import Results, analyse
from teema.figures.structure import overview
from teema.report.make import make_report
from teema.report.sections.other_material import LISTED
from teema.study import Study
from teema.study.codings import Coding
from teema.study.conclusions import Finding
from teema.study.design import Group
from teema.study.documents import Document, Turn
from teema.study.materials import Material
from teema.study.spans import Span

StudyOf = Callable[..., Study]
TABLE = """
customer group code               topic  aspect      valence
A        kunta odotukset-palvelut puhelu -           -
A        kunta kokemukset-palvelut puhelu -          -1
B        muu   kokemukset-palvelut puhelu -          1
"""
ANSWERS = "V1: Ei vastata.\n\nV2: Hyvin toimii.\n"


def with_answers(study: Study, rounds: str = "") -> Study:
    """Add a survey's answers, a complaint, and codings of them that would change every result if they counted."""
    survey = Document("kysely", ANSWERS, (Turn(0, 15, "V1"), Turn(17, 34, "V2")))
    complaint = Document("palaute", "Odotin kauan.\n", (Turn(0, 13),))
    codings = (
        Coding("m1", "kysely", Span(4, 14), "kokemukset-palvelut", valence=1, topic="puhelu", reduced="aivan oma"),
        Coding("m2", "kysely", Span(21, 33), "kokemukset-palvelut", valence=1, topic="oma-aihe"),
        Coding("m3", "palaute", Span(0, 12), "odotukset-palvelut", topic="puhelu"),
    )
    material = (
        Material("kysely", "survey", "Kerro", round=rounds, group="kunta"),
        Material("palaute", "complaint", "Jono", customer="A"),
    )
    return replace(
        study,
        documents=(*study.documents, survey, complaint),
        codings=(*study.codings, *codings),
        material=material,
    )


def counted(results: Results) -> dict[str, object]:
    """Return everything that is counted of interviews."""
    frames = results.frames
    return {
        "material": results.material,
        "themes": results.themes,
        "labels": results.labels,
        "topics": results.topics,
        "traces": results.traces,
        "together": results.together,
        "by_group": results.by_group.cells,
        "gap": results.gap,
        "factors": results.factors,
        "reduction": results.reduction,
        "words": results.words.frequencies.words,
        "customers": frames.customers.rows(),
        "turns": frames.turns.rows(),
        "codings": frames.codings.rows(),
        "relevance": frames.relevance.rows(),
    }


@pytest.mark.parametrize("with_interviews", [True, False])
def test_no_result_of_the_interviews_changes(study_of: StudyOf, with_interviews: bool) -> None:
    """With or without a table of interviews, every count is the same with material beside them as without."""
    study = study_of(TABLE)
    study = study if with_interviews else replace(study, interviews=(), customers=())
    before, after = analyse(study), analyse(with_answers(study))
    assert counted(after) == counted(before)
    assert overview(with_answers(study), "fi").steps == overview(study, "fi").steps


def test_quotas_count_interviews(study_of: StudyOf) -> None:
    """A survey of a group fills no quota."""
    study = study_of(TABLE)
    study = replace(study, design=replace(study.design, groups=(Group("kunta", "Kunnat", quota=2),)))
    quotas = analyse(with_answers(study)).material.quotas
    assert [(one.group, one.interviews, one.quota) for one in quotas] == [("kunta", 1, 2), ("muu", 1, None)]


def test_what_stands_beside(study_of: StudyOf) -> None:
    """Documents by kind with their turns, words and codings; sub-themes with the interviews' k/n and the codings of each kind."""
    found = analyse(with_answers(study_of(TABLE))).other_material
    assert [(one.document, one.kind, one.turns, one.words, one.ids) for one in found.documents] == [
        ("kysely", "survey", 2, 6, ("m1", "m2")),
        ("palaute", "complaint", 1, 2, ("m3",)),
    ]
    assert found.kinds == ("survey", "complaint")
    assert [(one.sub_theme, one.customers, one.n, one.interviews, dict(one.by_kind)) for one in found.mentions] == [
        ("odotukset-palvelut", 1, 2, ("c1",), {"complaint": ("m3",)}),
        ("kokemukset-palvelut", 2, 2, ("c2", "c3"), {"survey": ("m1", "m2")}),
    ]


def test_material_of_another_round_stays_out(study_of: StudyOf) -> None:
    """A round's results show its own material, and that of no round."""
    study = with_answers(study_of(TABLE), "2015")
    assert [one.document for one in analyse(study).other_material.documents] == ["palaute"]


def test_a_study_without_material_has_none(study_of: StudyOf) -> None:
    """There are neither documents nor mentions."""
    found = analyse(study_of(TABLE)).other_material
    assert (found.documents, found.mentions, found.kinds) == ((), (), ())


def test_what_an_interview_names_is_an_interview(study_of: StudyOf) -> None:
    """A row of material doesn't take an interview away."""
    study = study_of(TABLE)
    assert counted(analyse(replace(study, material=(Material("A"),)))) == counted(analyse(study))


def test_findings_may_rest_on_material(study_of: StudyOf) -> None:
    """Its codings are evidence that exists, and add no customer to k or n."""
    finding = Finding("f", "Puhelimeen ei vastata.", evidence=("c2", "m1"), counter_evidence=("m2", "puuttuu"))
    (checked,) = analyse(replace(with_answers(study_of(TABLE)), findings=(finding,))).findings
    assert (checked.evidence, checked.counter, checked.missing) == (("c2", "m1"), ("m2",), ("puuttuu",))
    assert (checked.customers, checked.n) == (1, 2)


@pytest.mark.parametrize("edition", ["working", "public"])
def test_the_report_shows_it(study_of: StudyOf, tmp_path: Path, edition: str) -> None:
    """A chapter of its own, its rows headed by their questions; the public edition names no document and no contact's subject."""
    make_report(with_answers(study_of(TABLE)), tmp_path, language="fi", edition=edition, formats=("html",))  # type: ignore[arg-type]
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "Muu aineisto" in page
    assert "<th scope=row>Kerro</th>" in page
    assert ("Jono" in page) == (edition == "working")
    make_report(study_of(TABLE), tmp_path / "ilman", language="fi", formats=("html",))
    assert "Muu aineisto" not in (tmp_path / "ilman" / "report.html").read_text(encoding="utf-8")


def test_many_contacts_are_one_row(study_of: StudyOf, tmp_path: Path) -> None:
    """A report isn't a register of letters: of more than a page's worth of a kind, their number is told; a question asked again has its year."""
    study = with_answers(study_of(TABLE))
    letters = tuple(Document(f"kirje-{number}", "Odotin kauan.\n", (Turn(0, 13),)) for number in range(LISTED + 1))
    again = Document("kysely-2", ANSWERS, (Turn(0, 15, "V1"), Turn(17, 34, "V2")))
    kept = tuple(replace(one, date=date(2026, 3, 1)) for one in study.material)
    more = (
        Material("kysely-2", "survey", "Kerro", date=date(2027, 3, 1)),
        *(Material(one.name, "email", f"Asia {one.name}") for one in letters),
    )
    study = replace(study, documents=(*study.documents, again, *letters), material=(*kept, *more))
    make_report(study, tmp_path, formats=("html",))
    shown = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert f"{LISTED + 1} asiakirjaa" in shown
    assert "Asia kirje-" not in shown
    assert "Kerro (2026)" in shown
    assert "Kerro (2027)" in shown
    assert "Jono (1.3.2026)" in shown
