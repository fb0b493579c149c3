"""A small document with everything on it."""

import pytest

from teema.study.documents import turn_over
from teema.web.coding.models import Code, Coding, Memo
from teema.web.material.models import Document, row_of
from teema.web.studies.models import Customer, Interview, InterviewPerson, Person, Study

TEXT = "H: Miten on mennyt?\n\nX1a: Palkat tuli myöhässä taas.\n\nX1b: Meillä ihan hyvin. 👍"


@pytest.fixture
def talk(study: Study) -> Document:
    """An interview of two people: a question and two answers."""
    customer = Customer.objects.create(study=study, key="X1")
    interview = Interview.objects.create(study=study, key="puhe", customer=customer, interviewer="H")
    for key in ("X1a", "X1b"):
        person = Person.objects.create(study=study, key=key, customer=customer)
        InterviewPerson.objects.create(study=study, interview=interview, person=person)
    turns = [turn_over(TEXT, 0, 19, "H"), turn_over(TEXT, 21, 52, "X1a"), turn_over(TEXT, 54, len(TEXT), "X1b")]
    rows = [row_of(turn) for turn in turns]
    return Document.objects.create(study=study, key="puhe", text=TEXT, turns=rows, words=10, interview=interview)


def coded(document: Document, words: str) -> Coding:
    """Code words of a document, with a memo about them."""
    start = document.text.index(words)
    code = Code.objects.filter(study=document.study).first()
    row = Coding.objects.create(
        study=document.study, document=document, key=f"c-{start}", start=start, end=start + len(words), code=code
    )
    Memo.objects.create(study=document.study, key=f"m-{start}", about=f"coding:{row.key}", text="Huomio")
    return row


def words_of(row: Coding) -> str:
    """Return the words on which a row stands now."""
    row.refresh_from_db()
    return Document.objects.get(pk=row.document_id).text[row.start : row.end]
