"""A small study to search in: two customers of two groups, an interviewer, codings and words set aside."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from teema.search import Index, index_of
from teema.study import (
    Code,
    Codebook,
    Coding,
    Customer,
    Design,
    Document,
    Group,
    Interview,
    Person,
    Relevance,
    Span,
    Study,
    Topic,
    Turn,
)
from teema.study.documents import turn_over

FIRST = "Haastattelija: Miten puhelinpalvelu toimii?\nH1: Puhelimeen ei vastata. Soitan puhelimella, mut ei."
SECOND = "Alkusanat.\nA2: Jonotin. Sitten puhelimessa sanottiin: soitelkaa uudestaan.\nHaastattelija: Selvä."


def document(name: str, text: str) -> Document:
    """Make a document whose lines are turns where they begin with a label."""
    turns: list[Turn] = []
    start = 0
    for line in text.splitlines(keepends=True):
        label, colon, _ = line.partition(":")
        if colon:
            turns.append(turn_over(text, start, start + len(line), label))
        start += len(line)
    return Document(name, text, tuple(turns))


def coding(key: str, where: Document, words: str, code: str, topic: str = "") -> Coding:
    """Code some words of a document where they first stand."""
    start = where.text.index(words)
    return Coding(key, where.name, Span(start, start + len(words)), code, "tutkija", topic)


@pytest.fixture
def study() -> Study:
    """Return the study."""
    first, second = document("eka", FIRST), document("toka", SECOND)
    aside = second.text.index("Jonotin")
    return Study(
        "s",
        "Tutkimus",
        design=Design(groups=(Group("kunta", "Kunnat"), Group("yhteiso", "Yhteisöt"))),
        codebook=Codebook(
            (
                Code("odotukset", "Odotukset", children=(Code("odotukset-palvelut", "palvelut"),)),
                Code("kokemukset", "Kokemukset", children=(Code("kokemukset-palvelut", "palvelut"),)),
            ),
            (Topic("tavoitettavuus", "Tavoitettavuus"),),
        ),
        customers=(Customer("A", "A", "kunta"), Customer("B", "B", "yhteiso")),
        people=(Person("A1", "A", speaker="H1"), Person("B2", "B", speaker="A2")),
        documents=(first, second),
        interviews=(
            Interview("1", "eka", "2025", "A", ("A1",)),
            Interview("2", "toka", "2025", "B", ("B2",)),
        ),
        codings=(
            coding("k1", first, "Puhelimeen ei vastata", "kokemukset-palvelut", "tavoitettavuus"),
            coding("k2", second, "puhelimessa sanottiin", "odotukset-palvelut"),
        ),
        relevance=(Relevance("r", "toka", Span(aside, aside + len("Jonotin")), "out", "turha"),),
    )


@pytest.fixture
def index(study: Study) -> Iterator[Index]:
    """Return the study's index, in memory."""
    made = index_of(study)
    yield made
    made.close()
