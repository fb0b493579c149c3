"""The interviewee's papers: what they say, what they lack, and the facts that they tell."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from teema.formats.folder import read_study, write_study
from teema.web.accounts.models import User
from teema.web.bridge import load, plain_study
from teema.web.studies.actions.papers import change_facts
from teema.web.studies.models import Study
from teema.web.studies.papers import PAPERS, Paper, compose, draw, facts_of
from teema.web.studies.papers.notice import BASES
from teema.wording import LANGUAGES

FACTS: dict[str, Any] = {
    "researcher": "Aino Tutkija",
    "contact": "aino@esimerkki.fi",
    "controller_kind": "organisation",
    "controller": "Esimerkki Oy",
    "controller_contact": "Katu 1, Lahti",
    "no_dpo": True,
    "purpose": "Tutkimuksessa selvitetään odotuksia.",
    "basis": "consent",
    "recordings_until": date(2026, 12, 31),
    "texts_until": date(2027, 6, 30),
    "minutes": 60,
    "place": "teidän tiloissanne",
    "reply_by": date(2026, 8, 7),
}


def words(paper: Paper) -> str:
    """Return all that a paper says."""
    return "\n".join(line for part in paper.parts for line in (*part.lines, *part.values))


def composed(study: Study, key: str, language: Any = "fi", **facts: Any) -> Paper:
    """Compose a paper of a study with the facts given."""
    study.extra = {**study.extra, "papers": facts}
    return compose(key, facts_of(study), language)


@pytest.mark.parametrize(("key", "language"), list(product(PAPERS, LANGUAGES)))
def test_a_paper_lacks_nothing_once_its_facts_are_known(key: str, language: str, study: Study) -> None:
    """Every blank is filled from the form or the design, in both languages."""
    paper = composed(study, key, language, **FACTS)
    assert not paper.missing
    assert "[" not in words(paper)


@pytest.mark.parametrize(("key", "language"), list(product(PAPERS, LANGUAGES)))
def test_a_paper_fits_a_page(key: str, language: str, study: Study) -> None:
    """With or without its facts."""
    for facts in ({}, FACTS, FACTS | {"controller_kind": "thesis", "school": "AMK", "basis": "public_interest"}):
        document = pypdfium2.PdfDocument(draw(composed(study, key, language, **facts)))
        assert len(document) == 1


def test_a_missing_fact_is_a_marked_blank(study: Study) -> None:
    """The paper says what to fill in, and the page lists it."""
    paper = composed(study, "notice")
    assert "[täydennä: rekisterinpitäjän nimi]" in words(paper)
    assert {"controller", "basis", "recordings_until"} <= set(paper.missing)


@pytest.mark.parametrize("basis", BASES)
def test_rights_follow_from_the_legal_basis(basis: str, study: Study) -> None:
    """Consent can be withdrawn and gives portable data; the other bases can be objected to."""
    said = words(composed(study, "notice", **FACTS | {"basis": basis}))
    assert ("peruuttaa suostumuksesi" in said, "vastustaa" in said) == (basis == "consent", basis != "consent")
    assert "Tietosuojavaltuutetun toimisto" in said


def test_the_controller_of_a_thesis_is_its_writer(study: Study) -> None:
    """The text differs, and a school is asked for."""
    paper = composed(study, "notice", **FACTS | {"controller_kind": "thesis"})
    assert "opinnäytetyö" in words(paper)
    assert list(paper.missing) == ["school"]


def test_archiving_is_asked_only_where_there_is_an_archive(study: Study) -> None:
    """Nobody is asked for permission to what isn't done."""
    assert "arkistoida" not in words(composed(study, "consent", **FACTS))
    assert "Tietoarkisto" in words(composed(study, "consent", **FACTS | {"archive": "Tietoarkisto"}))


def test_topics_come_from_the_guide_unless_others_are_written(study: Study) -> None:
    """The guide's headings are the topics."""
    assert "Tiedottaminen" in words(composed(study, "topics", **FACTS))
    said = words(composed(study, "topics", **FACTS | {"topics": ["Palvelut"]}))
    assert ("Palvelut" in said, "Tiedottaminen" in said) == (True, False)


def test_the_same_paper_has_the_same_bytes(study: Study) -> None:
    """No clock is read."""
    assert draw(composed(study, "consent", **FACTS)) == draw(composed(study, "consent", **FACTS))


def test_facts_are_never_read_as_markup(study: Study) -> None:
    """What looks like Typst is text."""
    text = pypdfium2.PdfDocument(draw(composed(study, "notice", **FACTS | {"researcher": "#panic() $x$ *A*"})))
    assert "#panic() $x$ *A*" in text[0].get_textpage().get_text_range()


def test_facts_go_with_the_study_to_its_folder(study: Study, lead: User, tmp_path: Path) -> None:
    """Dates, numbers and yes or no come back as they were; empty ones aren't there."""
    change_facts(lead, study, FACTS | {"archive": "", "transfers": None, "topics": ["Yksi"]})
    write_study(plain_study(study), tmp_path / "tutkimus")
    back = load(read_study(tmp_path / "tutkimus").study, lead)
    assert back.extra["papers"] == FACTS | {"topics": ["Yksi"]}


def test_the_form_writes_the_facts_and_leaves_the_topics_to_the_guide(
    study: Study, as_persona: Callable[[str], Client]
) -> None:
    """Topics that are still the guide's aren't copied: the guide may change."""
    client, place = as_persona("lead"), reverse("studies:papers", kwargs={"study": study.slug})
    listed = "\r\n".join(facts_of(study).topics)
    given = {"researcher": "Aino", "controller_kind": "thesis", "dated": "2026-06-15", "topics": listed}
    assert client.post(place, given).status_code == 302
    kept = Study.objects.get(pk=study.pk).extra["papers"]
    assert kept == {"researcher": "Aino", "controller_kind": "thesis", "dated": date(2026, 6, 15)}


def test_a_paper_opens_in_the_browser(study: Study, as_persona: Callable[[str], Client]) -> None:
    """As PDF, under a name in its language; another language or paper isn't there."""
    client = as_persona("reader")
    place = reverse("studies:paper", kwargs={"study": study.slug, "paper": "notice", "language": "en"})
    answer = client.get(place)
    assert answer["Content-Type"] == "application/pdf"
    assert "Information notice.pdf" in answer["Content-Disposition"]
    assert client.get(place.replace(".en.", ".sv.")).status_code == 404
    assert json.dumps(answer["Content-Disposition"]).startswith('"inline')
