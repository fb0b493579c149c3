"""The example study with people, e-mail addresses and telephone numbers planted in it. All of them are invented."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from teema.formats.folder import read_study, write_study
from teema.pseudonyms.anchors import moved
from teema.pseudonyms.positions import Edit, replaced
from teema.study import Document, Memo, Study

EXAMPLE = Path(__file__).parents[3] / "examples" / "palvelukeskus"
SAID = {
    "kunta-1": " Soitin Koivukorven kuntaan Matti Virtaselle. Virtasen numero on 040 123 4567, matti.virtanen@koivukorpi.example.",
    "kunta-2": " Lehtovaarassa on Liisa Korhonen, tunnus 131052-308T, ja korhosen liisa tuntee Koivukorven.",
    "yhteiso-1": " Tunturilan Vedestä soitettiin Virranmaan Palvelukeskukseen, ja Aino Mäkelälle tuli viesti Helsinkiin.",
}
NAMES = re.compile(
    r"\b(koivukor|lehtovaar|suvirann|hallasalme|siniv|harjul|tunturil|kallasma|virranma|virtanen|virtas|korho|mäkel|makela)"
    r"|\b(matti|matin|matille|liisa|liisan)\b|040.?123.?4567|131052|@koivu",
    re.IGNORECASE,
)
"""Whatever of the planted names and the study's own would be left, in any form."""


def planted(study: Study) -> Study:
    """Put names into everything that a study holds, the names of documents and speakers included."""
    study = _said(study)
    first, memo = study.codings[0], Memo("m1", "Matti Virtanen oli kiireinen.", f"document:{study.documents[0].name}")
    people = (replace(study.people[0], speaker="Matti Virtanen"), *study.people[1:])
    return replace(
        study,
        people=people,
        codings=(replace(first, reduced="Virtanen tunnettiin äänestä", memo="Koivukorvessa"), *study.codings[1:]),
        relevance=tuple(replace(one, reason="Liisa Korhosen asia") for one in study.relevance),
        findings=(replace(study.findings[0], known_internally="Matti Virtanen tiesi"), *study.findings[1:]),
        measures=(replace(study.measures[0], owner="Liisa Korhonen"), *study.measures[1:]),
        memos=(*study.memos, memo),
        interviews=tuple(replace(one, place="Koivukorven kunnantalo") for one in study.interviews),
        guide=f"{study.guide}\nKysy Matti Virtaselta.\n",
        extra={**study.extra, "yhteys": ["Liisa Korhonen", "040 123 4567"]},
    )


def _said(study: Study) -> Study:
    """Let people be named in the first long turns, and a document and a speaker be called by a name."""
    documents, maps, names = [], {}, {"kunta-1": "koivukorpi-virtanen"}
    for document in study.documents:
        turn = next((one for one in document.turns if one.end - one.speech > 200), document.turns[0])
        end = len(document.text[: turn.end].rstrip())
        edits = [Edit(end, end, SAID.get(document.name, ""))]
        if document.name == "kunta-1":
            labels = [Edit(m.start(), m.end(), "Matti Virtanen") for m in re.finditer("K1a(?=:)", document.text)]
            edits = sorted([*edits, *labels])
        text, maps[document.name] = replaced(document.text, edits)
        documents.append(replace(document, text=text))
    study = moved(replace(study, documents=tuple(documents)), maps)
    renamed = tuple(_renamed(one, names) for one in study.documents)
    swap = lambda one: replace(one, document=names.get(one.document, one.document))  # noqa: E731
    return replace(
        study,
        documents=renamed,
        codings=tuple(map(swap, study.codings)),
        relevance=tuple(map(swap, study.relevance)),
        interviews=tuple(map(swap, study.interviews)),
    )


def _renamed(document: Document, names: dict[str, str]) -> Document:
    turns = tuple(
        replace(one, speaker="Matti Virtanen") if document.name == "kunta-1" and one.speaker == "K1a" else one
        for one in document.turns
    )
    return replace(document, name=names.get(document.name, document.name), turns=turns)


@pytest.fixture
def study_folder(tmp_path: Path) -> Path:
    """Write the planted study as a folder, with a file as it was received and a register of real names."""
    folder = tmp_path / "tutkimus"
    write_study(planted(read_study(EXAMPLE).study), folder)
    (folder / "sources").mkdir()
    shutil.copyfile(folder / "documents" / "koivukorpi-virtanen.txt", folder / "sources" / "koivukorpi-virtanen.txt")
    (folder / "register").mkdir()
    (folder / "register" / "henkilot.csv").write_text("Nimi;id\nAino Mäkelä;Y1b\n", encoding="utf-8")
    return folder
