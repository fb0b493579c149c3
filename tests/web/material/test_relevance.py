"""Which words belong to the study: one judgement a word in a layer, nothing lost, everything undone."""

from collections.abc import Callable

import pytest

from teema.errors import Conflict, Forbidden, NotFound
from teema.web.accounts.models import User
from teema.web.history.undoing import undo
from teema.web.material.actions.relevance import change_relevance, clear_relevance, set_relevance
from teema.web.material.models import Document, Relevance
from teema.web.studies.models import Study

TEXT = "Yksi kaksi kolme neljä viisi."


@pytest.fixture
def document(study: Study) -> Document:
    """A document of five words."""
    return Document.objects.create(study=study, key="viisi", text=TEXT, turns=[[0, 29, 0, "", None, None]], words=5)


def _judged(document: Document) -> list[tuple[str, str, str]]:
    rows = Relevance.objects.filter(document=document).order_by("start")
    return [(TEXT[row.start : row.end], row.status, row.coder) for row in rows]


def test_words_are_judged_in_ones_own_layer(document: Document, lead: User) -> None:
    """The coder of a judgement is the layer of whoever makes it."""
    set_relevance(lead, document, start=0, end=4, reason=" jutustelua ")
    assert _judged(document) == [("Yksi", "out", lead.name)]
    assert Relevance.objects.get(document=document).reason == "jutustelua"


def test_a_new_judgement_takes_the_place_of_what_lies_under_it(document: Document, lead: User) -> None:
    """What reaches beyond it stays: words in the middle of an exclusion split it."""
    set_relevance(lead, document, start=0, end=29)
    set_relevance(lead, document, start=11, end=16, status="in")
    assert _judged(document) == [
        ("Yksi kaksi", "out", lead.name),
        ("kolme", "in", lead.name),
        ("neljä viisi.", "out", lead.name),
    ]
    undo(lead, document.study_id)
    assert _judged(document) == [(TEXT, "out", lead.name)]


def test_the_same_words_judged_again_are_one_judgement(document: Document, lead: User) -> None:
    """Judging the same words again changes the judgement that stands."""
    first = set_relevance(lead, document, start=0, end=4)
    again = set_relevance(lead, document, start=0, end=4, status="unsure")
    assert (again.pk, _judged(document)) == (first.pk, [("Yksi", "unsure", lead.name)])


def test_layers_do_not_disturb_each_other(document: Document, lead: User, persona: Callable[[str], User]) -> None:
    """Two coders may judge the same words differently; neither changes the other's judgement, the lead may."""
    own = set_relevance(lead, document, start=0, end=10)
    coder = persona("coder")
    theirs = set_relevance(coder, document, start=5, end=16, status="in")
    assert _judged(document) == [("Yksi kaksi", "out", lead.name), ("kaksi kolme", "in", coder.name)]
    with pytest.raises(Forbidden) as refused:
        clear_relevance(coder, own)
    assert refused.value.code == "B305"
    clear_relevance(lead, theirs)
    assert _judged(document) == [("Yksi kaksi", "out", lead.name)]


def test_a_judgement_is_changed_and_taken_back(document: Document, lead: User) -> None:
    """Both are acts of their own, undone one at a time."""
    row = set_relevance(lead, document, start=0, end=4)
    change_relevance(lead, row, end=10, status="unsure", reason="ehkä")
    assert _judged(document) == [("Yksi kaksi", "unsure", lead.name)]
    clear_relevance(lead, row)
    assert _judged(document) == []
    undo(lead, document.study_id)
    undo(lead, document.study_id)
    assert _judged(document) == [("Yksi", "out", lead.name)]


def test_sent_twice_is_made_once(document: Document, lead: User) -> None:
    """A key makes repeating harmless; the same key for other words is refused."""
    first = set_relevance(lead, document, start=0, end=4, key="a")
    assert set_relevance(lead, document, start=0, end=4, key="a").pk == first.pk
    with pytest.raises(Conflict, match="B303"):
        set_relevance(lead, document, start=5, end=10, key="a")


@pytest.mark.parametrize(
    ("start", "end", "revision", "code"), [(0, 30, 0, "B301"), (4, 4, 0, "B301"), (-1, 3, 0, "B301"), (0, 4, 1, "B302")]
)
def test_words_that_are_not_there_are_refused(
    document: Document, lead: User, start: int, end: int, revision: int, code: str
) -> None:
    """Positions are checked against the text, and against the revision that the sender saw."""
    with pytest.raises(Conflict, match=code):
        set_relevance(lead, document, start=start, end=end, revision=revision)


def test_only_known_judgements_by_those_who_may(document: Document, lead: User, persona: Callable[[str], User]) -> None:
    """There are three judgements; readers and commenters make none."""
    with pytest.raises(NotFound, match="B304"):
        set_relevance(lead, document, start=0, end=4, status="maybe")
    with pytest.raises(Forbidden, match="B102"):
        set_relevance(persona("commenter"), document, start=0, end=4)
