"""The analyst's judgements: any cell may be overridden, with a reason, and what the rule said stays visible."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Compare = Callable[..., Any]

SAID = """
    who sub_theme            topic    valence
    A   odotukset-palvelut   puhelin  .
    A   odotukset-palvelut   raportti .
    A   kokemukset-palvelut  puhelin  1
    A   kokemukset-palvelut  raportti -1
    B   odotukset-palvelut   puhelin  .
    B   kokemukset-palvelut  puhelin  1
    """


def _judged(compare: Compare, *rows: str, said: str = SAID, kunta: str = "A B") -> Any:
    content = "customer,sub_theme,topic,state,reason\n" + "".join(f"{row}\n" for row in rows)
    return compare(said, kunta=kunta, files={"judgements.csv": content})


@pytest.mark.parametrize("place", ["palvelut", "odotukset-palvelut", "kokemukset-palvelut"])
def test_a_cell_is_judged_by_label_or_key(compare_by_hand: Compare, place: str) -> None:
    """The cell of a label is named by the label or by the key of any sub-theme that bears it."""
    found = _judged(compare_by_hand, f"A,{place},,met,korjaantui haastattelun jälkeen")
    cell = found.cell("A")
    assert (cell.state, cell.derived, cell.reason) == ("met", "partly", "korjaantui haastattelun jälkeen")
    assert found.row().proposed == "no_difference"
    assert found.state("B") == "met"


@pytest.mark.parametrize("place", ["palvelut", "kokemukset-palvelut", ""])
def test_a_topics_pair_is_judged(compare_by_hand: Compare, place: str) -> None:
    """A judgement on a topic overrides its pair, and the cell follows from its pairs; without a sub-theme it holds in any."""
    found = _judged(compare_by_hand, f"A,{place},raportti,met,väärin ymmärretty")
    pair = found.pairs("A")["raportti"]
    assert (pair.state, pair.derived, pair.reason) == ("met", "unmet", "väärin ymmärretty")
    assert (found.state("A"), found.cell("A").derived) == ("met", "partly")
    assert found.row().proposed == "no_difference"


def test_a_cells_judgement_outweighs_its_pairs(compare_by_hand: Compare) -> None:
    """Where both the cell and one of its topics are judged, the cell is as judged, and so counts."""
    found = _judged(
        compare_by_hand, "A,palvelut,,unmet,kokonaisuus", "A,palvelut,raportti,met,osa", "B,palvelut,,unmet,x"
    )
    assert (found.state("A"), found.pairs("A")["raportti"].state) == ("unmet", "met")
    assert found.row().proposed == "differ"


def test_judged_not_applicable_leaves_the_denominator(compare_by_hand: Compare) -> None:
    """A customer to whom the analyst says it doesn't apply is not counted in n."""
    found = _judged(compare_by_hand, "A,palvelut,,not_applicable,ei käytä palvelua")
    assert (found.row().n, found.row().proposed) == (1, "not_comparable")


def test_a_judgement_makes_a_silent_cell_comparable(compare_by_hand: Compare) -> None:
    """A cell without pairs that the analyst judged met counts as a customer with a pair."""
    said = "who sub_theme topic valence\nB odotukset-palvelut puhelin .\nB kokemukset-palvelut puhelin 1"
    found = _judged(compare_by_hand, "A,palvelut,,met,tauolla kertoi", said=said)
    assert (found.state("A"), found.cell("A").derived) == ("met", "silent")
    assert found.row().proposed == "no_difference"


def test_a_cell_judged_silent_has_no_say(compare_by_hand: Compare) -> None:
    """A judgement may also take a cell's pairs out of the verdict."""
    found = _judged(compare_by_hand, "A,palvelut,,silent,puhui toisesta talosta")
    assert (found.row().n, found.row().proposed) == (2, "not_comparable")


def test_a_topic_without_a_pair_can_be_judged(compare_by_hand: Compare) -> None:
    """Any cell may be judged: a topic that the rule left unmatched counts as the analyst says."""
    said = """
        who sub_theme            topic    valence
        A   odotukset-palvelut   puhelin  .
        A   kokemukset-palvelut  hinta    -1
        """
    found = _judged(compare_by_hand, "A,palvelut,puhelin,unmet,hinta kertoo samasta", said=said, kunta="A")
    pair = found.pairs("A")["puhelin"]
    assert (pair.state, pair.derived, pair.expectations) == ("unmet", "expectation_only", ("c1",))
    assert (found.state("A"), found.cell("A").derived) == ("unmet", "unpaired")


def test_a_topics_judgement_holds_for_its_pair_by_label(compare_by_hand: Compare) -> None:
    """Where the pair was made by label, and one topic alone is named in it, judging the topic judges the pair."""
    said = """
        who sub_theme            topic    valence
        A   odotukset-palvelut   puhelin  .
        A   kokemukset-palvelut  .        -1
        """
    found = _judged(compare_by_hand, "A,palvelut,puhelin,met,kertoi muusta", said=said, kunta="A")
    assert {topic: (pair.state, pair.derived) for topic, pair in found.pairs("A").items()} == {None: ("met", "unmet")}
    assert found.state("A") == "met"


def test_the_last_judgement_of_a_cell_counts(compare_by_hand: Compare) -> None:
    """An analyst who changes their mind adds a row; the later one holds."""
    assert _judged(compare_by_hand, "A,palvelut,,met,ensin", "A,palvelut,,unmet,sitten").state("A") == "unmet"


def test_judgements_on_what_does_not_exist_are_reported(compare_by_hand: Compare) -> None:
    """An unknown customer, sub-theme or state is told with its file and row, and changes nothing."""
    found = _judged(compare_by_hand, "Q,palvelut,,met,x", "A,puuttuu,,met,x", "A,palvelut,,hyvä,x")
    assert {(one.code, one.row) for one in found.read.problems if one.path == "judgements.csv"} >= {
        ("S323", 2),
        ("S323", 3),
        ("S303", 4),
    }
    assert found.state("A") == "partly"
