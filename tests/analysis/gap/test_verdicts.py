"""The verdict of a group: over its pairs, proposed by rule, confirmed or overruled by the analyst."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Compare = Callable[..., Any]

TOLD = {"met": "1", "unmet": "-1", "partly": "0"}


def _said(states: dict[str, str]) -> str:
    """Write codings that make each customer's cell the given state; other states say nothing."""
    lines = ["who sub_theme topic valence"]
    for who, state in states.items():
        if state in TOLD:
            lines += [f"{who} odotukset-palvelut puhelin .", f"{who} kokemukset-palvelut puhelin {TOLD[state]}"]
    return "\n".join(lines)


def _asked(states: dict[str, str]) -> str:
    answers = {"not_asked": "no", "not_applicable": "not_applicable", "silent": "yes"}
    rows = [
        f"{who},{theme},{answers[state]}\n"
        for who, state in states.items()
        if state in answers
        for theme in ("odotukset", "kokemukset")
    ]
    return "interview,theme,asked\n" + "".join(rows)


def _group(compare: Compare, states: str) -> Any:
    """Compare a group whose customers A, B, C … are in the given states."""
    named = dict(zip("ABCDEFGH", states.split(), strict=False))
    said = _said(named) + "\nA riskit-henkilosto puhelin ."
    return compare(
        said + "\nY odotukset-palvelut puhelin .",
        kunta=" ".join(named),
        yhteiso="Y",
        files={"asked.csv": _asked(named)},
    )


@pytest.mark.parametrize(
    ("states", "verdict"),
    [
        ("met met", "no_difference"),
        ("unmet unmet", "differ"),
        ("met unmet", "partly"),
        ("partly partly", "partly"),
        ("met met met unmet", "partly"),
        ("met", "not_comparable"),
        ("met silent", "not_comparable"),
        ("met met silent silent", "no_difference"),
        ("met met silent silent silent", "not_comparable"),
        ("met met not_asked not_asked not_asked", "not_comparable"),
        ("met met silent silent not_applicable", "no_difference"),
        ("unmet unmet not_applicable not_applicable not_applicable", "differ"),
        ("silent silent", "not_comparable"),
        ("not_applicable not_applicable", "not_comparable"),
    ],
)
def test_verdicts_follow_from_pairs_and_their_reach(compare_by_hand: Compare, states: str, verdict: str) -> None:
    """All met, all unmet, otherwise; can't be told from fewer than two customers or under half of those applicable."""
    assert _group(compare_by_hand, states).row().proposed == verdict


def test_the_denominator_leaves_out_those_it_does_not_apply_to(compare_by_hand: Compare) -> None:
    """n counts the group's interviewed customers less not_applicable; asked those of them who were asked or spoke; states all."""
    row = _group(compare_by_hand, "met unmet silent not_asked not_applicable").row()
    assert (row.n, row.asked) == (4, 3)
    assert {state: count for state, count in row.states.items() if count} == {
        "met": 1,
        "unmet": 1,
        "silent": 1,
        "not_asked": 1,
        "not_applicable": 1,
    }


def test_verdicts_are_over_pairs_not_cells(compare_by_hand: Compare) -> None:
    """Two customers, each with one met pair and no other, agree; an unpaired leftover of one does not undo it."""
    found = compare_by_hand(
        _said({"A": "met", "B": "met"}) + "\nB odotukset-palvelut raportti .\nB kokemukset-palvelut hinta -1",
        kunta="A B",
    )
    assert found.row().proposed == "no_difference"


def test_many_pairs_of_one_customer_are_one_customer(compare_by_hand: Compare) -> None:
    """Two pairs of one customer are not two customers."""
    found = compare_by_hand(
        _said({"A": "met"}) + "\nA odotukset-palvelut raportti .\nA kokemukset-palvelut raportti 1", kunta="A B"
    )
    assert (len(found.pairs("A")), found.row().proposed) == (2, "not_comparable")


def test_groups_have_rows_of_their_own(compare_by_hand: Compare) -> None:
    """Each group's verdict is over its own customers."""
    found = compare_by_hand(_said({"A": "met", "B": "met", "C": "unmet", "D": "unmet"}), kunta="A B", yhteiso="C D")
    assert [found.row(group).proposed for group in ("kunta", "yhteiso")] == ["no_difference", "differ"]


def test_evidence_agrees_with_the_verdict_and_the_rest_is_counter_evidence(compare_by_hand: Compare) -> None:
    """Every coding of a pair stands on one side: with the verdict or against it."""
    row = _group(compare_by_hand, "met met met").row()
    assert (set(row.evidence), set(row.counter_evidence)) == ({"c1", "c2", "c3", "c4", "c5", "c6"}, set())
    found = _group(compare_by_hand, "partly partly met")
    row = found.row()
    assert row.proposed == "partly"
    assert {"c1", "c2", "c3", "c4"} <= set(row.evidence)
    assert not set(row.evidence) & set(row.counter_evidence)


@pytest.mark.parametrize(
    ("states", "fragile"),
    [
        ("met met unmet", ("C",)),
        ("met met", ("A", "B")),
        ("met met met", ()),
        ("met unmet partly", ()),
        ("met met silent silent silent", ("C", "D", "E")),
        ("silent silent", ()),
    ],
)
def test_a_verdict_is_fragile_when_one_customer_decides_it(
    compare_by_hand: Compare, states: str, fragile: tuple[str, ...]
) -> None:
    """Leave one customer out: those without whom the verdict would be another are named."""
    assert _group(compare_by_hand, states).row().fragile == fragile


@pytest.mark.parametrize(
    ("finding", "kunta", "yhteiso"),
    [
        ("odotukset-palvelut,kunta,differ,", "differ", None),
        ("palvelut,kunta,differ,", "differ", None),
        ("kokemukset-palvelut,,partly,", "partly", "partly"),
        ("kokemukset-palvelut,kunta;yhteiso,no_difference,valmis", "no_difference", "no_difference"),
        ("odotukset-palvelut,kunta,,", None, None),
        ("odotukset-asiakkuus,kunta,differ,", None, None),
        ("odotukset-palvelut,kunta,differ,luonnos", None, None),
    ],
)
def test_findings_confirm_or_overrule(
    compare_by_hand: Compare, finding: str, kunta: str | None, yhteiso: str | None
) -> None:
    """A finding's verdict stands beside the proposed one for its groups, or all where it names none; a draft confirms nothing."""
    found = compare_by_hand(
        _said({"A": "met", "B": "met", "C": "met"}),
        kunta="A B",
        yhteiso="C",
        files={"findings.csv": f"id,statement,sub_theme,groups,verdict,status\nP1,Päätelmä.,{finding}\n"},
    )
    assert (found.row().confirmed, found.row("yhteiso").confirmed) == (kunta, yhteiso)
    assert (found.row().proposed, found.row("yhteiso").proposed) == ("no_difference", "not_comparable")


def test_customers_without_a_group_are_compared_too(compare_by_hand: Compare) -> None:
    """A customer whom no group holds has a cell, and a row of its own stands for those without a group."""
    found = compare_by_hand(_said({"A": "met", "B": "met"}), files={"customers.csv": "id,name\nA,Aaltola\nB,Bergby\n"})
    assert (found.state("A"), found.row("").proposed, found.row("").n) == ("met", "no_difference", 2)


def test_a_study_without_a_customer_list(compare_by_hand: Compare) -> None:
    """The interviews name the customers; nothing but their groups is unknown."""
    found = compare_by_hand(_said({"A": "unmet", "B": "unmet"}), files={"customers.csv": None})
    assert (found.state("B"), found.row("").proposed) == ("unmet", "differ")


def test_a_study_without_interviews_takes_each_document_for_a_customer(compare_by_hand: Compare) -> None:
    """Documents alone are customers of the same names."""
    found = compare_by_hand(_said({"A": "unmet", "B": "unmet"}), files={"customers.csv": None, "interviews.csv": None})
    assert (found.state("haastattelu-B"), found.row("").proposed) == ("unmet", "differ")


def test_customers_never_interviewed_are_not_counted(compare_by_hand: Compare) -> None:
    """A customer on the list whom nobody interviewed is in no denominator."""
    found = compare_by_hand(
        _said({"A": "met", "B": "met"}),
        files={"customers.csv": "id,group\nA,kunta\nB,kunta\nC,kunta\nD,kunta\nE,kunta\n"},
    )
    assert (found.row().n, found.row().proposed) == (2, "no_difference")


ROUNDS = {
    "customers.csv": "id,group\nA,kunta\nB,kunta\nC,kunta\n",
    "interviews.csv": "id,document,customer,round\n1,haastattelu-A16,A,2016\n2,haastattelu-B16,B,2016\n"
    "3,haastattelu-C16,C,2016\n4,haastattelu-A17,A,2017\n5,haastattelu-B17,B,2017\n",
}
BOTH = """
    who sub_theme           topic   valence
    A16 odotukset-palvelut  puhelin .
    A16 kokemukset-palvelut puhelin -1
    B16 odotukset-palvelut  puhelin .
    A17 odotukset-palvelut  puhelin .
    A17 kokemukset-palvelut puhelin 1
    B17 kokemukset-palvelut puhelin 1
    C16 odotukset-asiakkuus .       .
    """


@pytest.mark.parametrize(
    ("round_", "states", "n"),
    [
        (None, {"A": "unmet", "B": "expectation_only", "C": "silent"}, 3),
        ("2016", {"A": "unmet", "B": "expectation_only", "C": "silent"}, 3),
        ("2017", {"A": "met", "B": "experience_only"}, 2),
    ],
)
def test_rounds_are_compared_apart(
    compare_by_hand: Compare, round_: str | None, states: dict[str, str], n: int
) -> None:
    """A round's results are of its own interviews and customers; unless told otherwise, of the round with most interviews."""
    found = compare_by_hand(BOTH, files=dict(ROUNDS), round_=round_)
    assert {cell.customer: cell.state for cell in found.results.gap.cells if cell.sub_theme == "palvelut"} == states
    assert found.row().n == n


@pytest.mark.parametrize(
    ("states", "doubt", "paired"),
    [
        ("silent silent", "no_one", 0),
        ("met silent", "too_few", 1),
        ("met met silent silent silent", "under_half", 2),
        ("met met silent silent", None, 2),
        ("met unmet not_applicable", None, 2),
    ],
)
def test_a_row_tells_why_nothing_is_proposed(
    compare_by_hand: Compare, states: str, doubt: str | None, paired: int
) -> None:
    """Nobody with a pair, one alone, or under half of those to whom it applies; nothing where a verdict is proposed."""
    row = _group(compare_by_hand, states).row()
    assert (row.doubt, row.paired) == (doubt, paired)
    assert (row.proposed == "not_comparable") == (doubt is not None)


def test_a_row_tells_what_would_be_proposed_without_a_customer(compare_by_hand: Compare) -> None:
    """Each customer whose absence changes the proposal is named with what it would be."""
    assert _group(compare_by_hand, "met met unmet").row().without == {"C": "no_difference"}
    assert _group(compare_by_hand, "met met").row().without == {"A": "not_comparable", "B": "not_comparable"}


def test_a_finding_without_groups_speaks_of_those_without_a_group_too(compare_by_hand: Compare) -> None:
    """Where nobody has a group, a finding that names none confirms the one verdict that there is."""
    found = compare_by_hand(
        _said({"A": "met", "B": "met"}),
        files={
            "customers.csv": "id\nA\nB\n",
            "findings.csv": "id,statement,sub_theme,verdict\nP1,Päätelmä.,palvelut,differ\n",
        },
    )
    assert (found.row("").proposed, found.row("").confirmed) == ("no_difference", "differ")
    assert found.results.confirming["", "palvelut"].id == "P1"


@pytest.mark.parametrize(("named", "of_2016", "of_2017"), [("", "differ", None), ("2017", None, "differ")])
def test_a_finding_without_evidence_may_name_its_round(
    compare_by_hand: Compare, named: str, of_2016: str | None, of_2017: str | None
) -> None:
    """Where no evidence tells the round, a column of its own does; else it is the study's own round."""
    findings = f"id,statement,sub_theme,verdict,round\nP1,Päätelmä.,palvelut,differ,{named}\n"
    found = {
        round_: compare_by_hand(BOTH, files=ROUNDS | {"findings.csv": findings}, round_=round_).row().confirmed
        for round_ in ("2016", "2017")
    }
    assert found == {"2016": of_2016, "2017": of_2017}
