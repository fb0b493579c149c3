"""Tables 3–8 lose no coding, and say why a cell is empty."""

from __future__ import annotations

import pytest

from teema.analysis.whole import analyse
from teema.report.blocks import Table
from teema.report.compose import compose, telling_of
from teema.study import Asked, Code, Codebook, Coding, Customer, Design, Document, Group, Interview, Span, Study

THEMES = tuple(Code(key, key, children=(Code(f"{key}-palvelut", "palvelut"),)) for key in ("odotukset", "kokemukset"))


def study(codings: tuple[Coding, ...], asked: tuple[Asked, ...] = ()) -> Study:
    """Return a study of two customers in a group and one in another, with a document each."""
    customers = (Customer("A", group="kunta"), Customer("B", group="kunta"), Customer("C", group="yhteiso"))
    return Study(
        "s",
        "S",
        design=Design(groups=(Group("kunta", "Kunnat"), Group("yhteiso", "Yhteisöt"))),
        codebook=Codebook(THEMES),
        customers=customers,
        documents=tuple(Document(one.id, "no kyllä se toimii") for one in customers),
        interviews=tuple(Interview(one.id, one.id, customer=one.id) for one in customers),
        codings=codings,
        asked=asked,
    )


def table(made: Study, theme: str) -> Table:
    """Return the table of one theme."""
    report = compose(telling_of(analyse(made), "fi", "working", figures=False))
    return next(one for one in report.tables if one.key == f"table-{theme}")


def coding(key: str, document: str, code: str, reduced: str = "") -> Coding:
    """Return a coding of a document's first word."""
    return Coding(key, document, Span(0, 2), code, reduced=reduced)


def test_codings_without_a_sub_theme_are_counted_in_their_own_theme() -> None:
    """A row for them stands in the theme that they are coded to, and in no other."""
    made = study((coding("1", "A", "odotukset", "toimii"), coding("2", "B", "kokemukset", "toimii hyvin")))
    last = table(made, "odotukset").rows[-1]
    assert (last[0].text, last[1].text, last[1].count, last[1].segments) == ("ei alateemaa", "toimii", 1, ("1",))


def test_codings_without_a_reduced_expression_are_told_and_open() -> None:
    """The cell counts their customers too, so it leads to their words."""
    made = study((coding("1", "A", "odotukset-palvelut", "toimii"), coding("2", "B", "odotukset-palvelut")))
    cell = table(made, "odotukset").rows[0][1]
    assert (cell.text, cell.count, cell.segments) == ("toimii\n1 ilmaus pelkistämättä", 2, ("1", "2"))


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"A": "no", "B": "no"}, "ei kysytty"),
        ({"A": "no"}, "ei mainintaa"),
        ({"A": "not_applicable", "B": "not_applicable"}, "ei koske"),
        ({"A": "no", "B": "not_applicable"}, "ei kysytty"),
        ({}, "ei mainintaa"),
    ],
)
def test_an_empty_cell_says_why(answers: dict[str, str], words: str) -> None:
    """Not asked only where nobody of the group was; one silence is a silence."""
    asked = tuple(Asked(key, "odotukset", "odotukset-palvelut", answer) for key, answer in answers.items())  # type: ignore[arg-type]
    made = study((coding("1", "C", "odotukset-palvelut", "toimii"),), asked)
    assert table(made, "odotukset").rows[0][1].text == words
