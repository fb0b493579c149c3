"""Nothing leaves in public that names someone or wasn't meant to: planted everywhere, looked for in everything that goes out.

Every string of a study, walked as ``pseudonyms.texts`` walks it, gets two things planted: an organisation's name in an inflected form, which must
be masked wherever the string is shown; and a mark of its field, which tells which fields go out at all. A field that isn't among those meant
for readers fails, so a new one is secret until somebody decides otherwise. Words of interviews and the register's real names are planted besides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from teema.pseudonyms.texts import Address, Role, mapped
from teema.report.make import make_report
from teema.study import Document, Material, Study
from teema.web.accounts.models import User
from teema.web.bridge import load
from teema.web.studies.models import Customer, Identity, Person
from teema.web.studies.models import Study as StudyRow

STEMS = re.compile(
    "Koivukor|Lehtovaar|Suvirann|Hallasalm|Sinivirr|Harjulan ymp|Tunturil|Kallasmaa|Virranma", re.IGNORECASE
)
"""What the names of the example's organisations begin with, in any case."""
PEOPLE = re.compile(r"(?<!\w)(?:K[1-4][ab]|KY[12][ab]|Y[12][ab])(?!\w)")
"""Pseudonyms of the example's people."""
NAME = "Koivukorvessa K1a"
MARK = re.compile(r"Qz[a-z]{3}x")
SPOKEN, QUOTED, REAL = "Wqhrrttk", "Wqpännty", "Wqmaija Wqmeikäläinen"
"""Words that an interviewee of a small group says, that a customer whom a quote may be of says, and a real name of the register."""
STAYS = frozenset(
    {
        "customers.name", "customers.shareholder", "organisation.name", "people.speaker", "documents.speaker", "findings.status",
        "findings.known_internally", "interviews.interviewer", "interviews.coder", "codings.coder", "relevance.coder",
    }
)  # fmt: skip
"""Names themselves, labels that tell who speaks or codes, and words that decide what is shown."""
FOR_READERS = frozenset(
    {
        "title", "design.aims", "design.questions", "design.criteria", "design.groups.name", "design.rounds.name",
        "organisation.description", "organisation.events.title", "organisation.services.name", "organisation.services.fields",
        "organisation.aims.name", "codebook.themes.name", "codebook.themes.definition", "codebook.topics.name",
        "codebook.label", "codings.reduced", "relevance.reason", "findings.statement", "measures.title",
    }
)  # fmt: skip
"""The fields whose words are written for the public edition's readers."""
FOR_CUSTOMERS = frozenset({"design.groups.name", "findings.statement", "measures.title"})
"""The fields whose words are written for customers."""


def mark_of(field: str) -> str:
    """Return the mark of a field: letters alone, which no renderer breaks and no analysis takes apart."""
    number = sum(ord(letter) * (place + 1) for place, letter in enumerate(field)) % 26**3
    return f"Qz{''.join(chr(97 + number // 26**place % 26) for place in range(3))}x"


def field_of(address: Address) -> str:
    """Return which field an address is in: a record's kind and the column, without identities and places."""
    parts = [part for part in address if not part.isdigit()]
    nested = parts[1:2] if parts[0] in ("design", "organisation", "codebook") and len(parts) > 2 else []
    last = parts[-1:] if len(parts) > 1 else []
    return "codebook.label" if last == ["label"] else ".".join([parts[0], *nested, *last])


def planted(study: Study) -> tuple[Study, dict[str, str]]:
    """Return the study with something planted in every string, and the fields by their marks."""
    labels = {code.label for code in study.codebook.codes.values()} - {""}
    fields: dict[str, str] = {}

    def plant(address: Address, role: Role, words: str) -> str:
        field = field_of(address)
        if role == "name" and words in labels:
            field = "codebook.label"
        elif role != "text" or field in STAYS or (field == "codebook.label" and not words):
            return words
        fields[mark_of(field)] = field
        return f"{words} {NAME} {mark_of(field)}".strip()

    return mapped(study, plant), fields


def with_speech(study: Study) -> Study:
    """Return the study with words planted in what is said, in place: in a small group's codings, and in all that a quote may be of."""
    groups = {customer.id: customer.group for customer in study.customers}
    of = {one.document: groups.get(one.customer, "") for one in study.interviews}
    texts = {one.name: one.text for one in study.documents}
    for coding in study.codings:
        words = QUOTED if of.get(coding.document) == "kunta" else SPOKEN
        said = coding.span.of(texts[coding.document])
        if len(said) >= len(words) + 14:
            put = f"Koivukorvessa {words}{said[len(words) + 14 :]}"
            texts[coding.document] = texts[coding.document].replace(said, put, 1)
    return replace(study, documents=tuple(replace(one, text=texts[one.name]) for one in study.documents))


def with_other_material(study: Study) -> Study:
    """Return the study with a complaint that names its sender in its name, its title and its notes."""
    complaint = Document("valitus Koivukorvi", f"{SPOKEN} ei vastattu.")
    about = Material(
        complaint.name, "complaint", title="Koivukorven valitus", customer="K1", notes="Soitettu takaisin."
    )
    return replace(study, documents=(*study.documents, complaint), material=(*study.material, about))


def with_a_named_topic(study: Study) -> Study:
    """Return the study with a topic whose key and name come from a customer's name, as the workbench makes keys of names."""
    book = study.codebook
    first, *rest = book.topics
    named = replace(first, key="koivukorven-asia", name="Koivukorven asia")
    codings = [replace(one, topic=named.key) if one.topic == first.key else one for one in study.codings]
    findings = [replace(one, topic=named.key) if one.topic == first.key else one for one in study.findings]
    topics = replace(book, topics=(named, *rest))
    return replace(study, codebook=topics, codings=tuple(codings), findings=tuple(findings))


@pytest.fixture(scope="module")
def seeded(example: Study) -> tuple[Study, dict[str, str]]:
    """Return the example with everything planted."""
    return planted(with_a_named_topic(with_other_material(with_speech(example))))


@pytest.fixture(scope="module")
def public(seeded: tuple[Study, dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Make the public edition in every format once, and return the words of each file."""
    folder = tmp_path_factory.mktemp("public")
    make_report(seeded[0], folder, edition="public")
    return {path.relative_to(folder).as_posix(): words_of(path) for path in folder.rglob("*") if path.suffix in READ}


def _of_docx(path: Path) -> str:
    import zipfile

    with zipfile.ZipFile(path) as archive:
        parts = [
            archive.read(name).decode("utf-8", "replace")
            for name in archive.namelist()
            if name.endswith((".xml", ".rels"))
        ]
    return re.sub(r"<[^>]+>", "", " ".join(parts)) + " ".join(
        re.findall(r'(?:descr|title|name)="([^"]*)"', " ".join(parts))
    )


def _of_xlsx(path: Path) -> str:
    book = CalamineWorkbook.from_path(str(path))
    rows = (row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python())
    return " ".join([*book.sheet_names, *(str(value) for row in rows for value in row)])


def _of_pdf(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    told = document.get_metadata_dict()
    return " ".join([*told.values(), *(page.get_textpage().get_text_bounded() for page in document)])


def _of_text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


READ: dict[str, Callable[[Path], str]] = {
    ".docx": _of_docx, ".xlsx": _of_xlsx, ".pdf": _of_pdf, ".html": _of_text, ".json": _of_text, ".csv": _of_text, ".svg": _of_text,
}  # fmt: skip


def words_of(path: Path) -> str:
    """Return everything that a file says."""
    return READ[path.suffix](path)


def leaks(files: Mapping[str, str], fields: Mapping[str, str], readers: frozenset[str]) -> dict[str, set[str]]:
    """Return what each file gives away: names, pseudonyms, interviewees' words, fields that aren't for its readers."""
    found = {}
    for name, words in files.items():
        wrong = {*STEMS.findall(words), *PEOPLE.findall(words), *re.findall(f"{SPOKEN}|{QUOTED}|Wqm", words)}
        wrong |= {fields.get(mark, mark) for mark in MARK.findall(words)} - readers
        if wrong:
            found[name] = wrong
    return found


def test_marks_tell_fields_apart(seeded: tuple[Study, dict[str, str]]) -> None:
    """No two fields share a mark, and those that are secret are among those planted."""
    fields = seeded[1]
    assert {mark_of(field) for field in fields.values()} == set(fields)
    assert {"memos.text", "customers.notes", "interviews.notes", "judgements.reason", "codings.memo"} < set(
        fields.values()
    )
    assert {"measures.owner", "measures.outcome", "measures.indicator", "material.title", "guide"} < set(
        fields.values()
    )
    assert set(fields.values()) >= FOR_READERS


def test_the_public_edition_gives_nothing_away(public: Mapping[str, str], seeded: tuple[Study, dict[str, str]]) -> None:
    """In every format, figure and frame of data: no name, no secret field, no quote that names someone or comes from a small group."""
    assert {name.rpartition(".")[2] for name in public} == {"docx", "html", "pdf", "xlsx", "json", "csv", "svg"}
    assert leaks(public, seeded[1], FOR_READERS) == {}


def test_what_is_for_readers_is_there(public: Mapping[str, str], seeded: tuple[Study, dict[str, str]]) -> None:
    """The search finds what is shown: each field meant for readers stands in the report, its names masked."""
    page = public["report.html"]
    assert {seeded[1][mark] for mark in MARK.findall(page)} == FOR_READERS
    assert "[nimi] [nimi] Qz" in page


def test_customers_pages_give_nothing_away(public: Mapping[str, str], seeded: tuple[Study, dict[str, str]]) -> None:
    """They tell statements, titles and the group's own name, and no more."""
    pages = {name: words for name, words in public.items() if name.startswith("customers/")}
    assert len(pages) == 8
    assert leaks(pages, seeded[1], FOR_CUSTOMERS) == {}


def test_the_workbenchs_previews_give_nothing_away(
    seeded: tuple[Study, dict[str, str]], lead: User, as_persona: Callable[[str], Client]
) -> None:
    """Nor do the same pages in the workbench, which holds real names too; beside them real names stand nowhere."""
    study = load(seeded[0], lead)
    for row in (*Customer.objects.filter(study=study), *Person.objects.filter(study=study)):
        Identity.objects.create(study=study, name=REAL, contact=REAL, **{row._meta.model_name or "": row})
    client, shown = as_persona("lead"), {}
    for customer in Customer.objects.filter(study=study):
        shown[customer.key] = _asked(client, study, "customers-page-itself", customer=customer.pk)
        assert "Wqm" not in _asked(client, study, "customers-page", customer=customer.pk)
    assert leaks(shown, seeded[1], FOR_CUSTOMERS) == {}
    assert len(shown) == 8
    for page in ("measures", "customers-pages"):
        assert "Wqm" not in _asked(client, study, page)


def _asked(client: Client, study: StudyRow, page: str, **where: Any) -> str:
    answer = client.get(reverse(f"results:{page}", kwargs={"study": study.slug, **where}))
    assert answer.status_code == 200
    return answer.content.decode()
