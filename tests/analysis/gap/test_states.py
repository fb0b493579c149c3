"""The state of a customer's cell: what was expected, what was experienced, what was asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Compare = Callable[..., Any]


@pytest.mark.parametrize(
    ("valences", "state", "flagged"),
    [
        ("+1", "met", False),
        ("+", "met", False),
        ("1 1", "met", False),
        ("-1", "unmet", False),
        ("− -1", "unmet", False),
        ("0", "partly", False),
        ("1 -1", "partly", False),
        ("1 0", "partly", False),
        ("-1 0", "partly", False),
        (".", "partly", True),
        (". .", "partly", True),
        (". 1", "met", False),
        (". -1", "unmet", False),
    ],
)
def test_a_pair_is_as_its_experiences_valences(
    compare_by_hand: Compare, valences: str, state: str, flagged: bool
) -> None:
    """All + is met, all − unmet, anything else partly; without any valence it is partly and flagged."""
    lines = "".join(f"A kokemukset-palvelut puhelin {valence}\n" for valence in valences.split())
    found = compare_by_hand(f"who sub_theme topic valence\nA odotukset-palvelut puhelin .\n{lines}", kunta="A")
    assert found.state("A") == found.cell("A").derived == state
    assert {topic: (pair.state, pair.flagged) for topic, pair in found.pairs("A").items()} == {
        "puhelin": (state, flagged)
    }


def test_the_expectations_valence_does_not_matter(compare_by_hand: Compare) -> None:
    """Only the experience's valence is read: an expectation voiced with − may have been met."""
    found = compare_by_hand(
        """
        who sub_theme topic valence
        A odotukset-palvelut puhelin -1
        A kokemukset-palvelut puhelin 1
        """,
        kunta="A",
    )
    assert found.state("A") == "met"


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("A odotukset-palvelut puhelin 1", "expectation_only"),
        ("A kokemukset-palvelut puhelin 1", "experience_only"),
        ("A odotukset-palvelut puhelin .\nA kokemukset-palvelut raportti 1", "unpaired"),
        ("A odotukset-asiakkuus puhelin .", "silent"),
    ],
)
def test_one_side_other_topics_and_silence(compare_by_hand: Compare, said: str, state: str) -> None:
    """One side alone, both sides about different topics, and nothing at all are states of their own, without pairs."""
    found = compare_by_hand(f"who sub_theme topic valence\n{said}", kunta="A")
    assert (found.state("A"), found.pairs("A")) == (state, {})


ASKED = [
    ("kokemukset,kokemukset-palvelut,yes\nodotukset,odotukset-palvelut,yes", "silent"),
    ("kokemukset,kokemukset-palvelut,no\nodotukset,odotukset-palvelut,no", "not_asked"),
    ("kokemukset,kokemukset-palvelut,no\nodotukset,odotukset-palvelut,yes", "silent"),
    ("kokemukset,kokemukset-palvelut,not_applicable\nodotukset,odotukset-palvelut,not_applicable", "not_applicable"),
    ("kokemukset,,no\nodotukset,,no", "not_asked"),
    ("kokemukset,,not_applicable\nodotukset,,not_applicable", "not_applicable"),
    ("kokemukset,,no\nodotukset,,no\nkokemukset,kokemukset-palvelut,yes", "silent"),
    ("kokemukset,kokemukset-palvelut,yes\nkokemukset,,no\nodotukset,,no", "silent"),
    ("odotukset,odotukset-asiakkuus,no\nkokemukset,kokemukset-asiakkuus,no", "silent"),
    ("riskit,,no", "silent"),
]


@pytest.mark.parametrize(("asked", "state"), ASKED)
def test_silence_is_told_from_what_was_never_asked(compare_by_hand: Compare, asked: str, state: str) -> None:
    """asked.csv tells silence from not asked and not applicable, a theme's row for all of its sub-themes; the exact row wins."""
    rows = "".join(f"A,{row}\n" for row in asked.splitlines())
    found = compare_by_hand(
        "who sub_theme topic valence\nB odotukset-palvelut puhelin .",
        kunta="A B",
        files={"asked.csv": f"interview,theme,sub_theme,asked\n{rows}"},
    )
    assert found.read.problems == ()
    assert found.state("A") == state


@pytest.mark.parametrize("asked", ["no", "not_applicable"])
@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("A odotukset-palvelut puhelin .", "expectation_only"),
        ("A kokemukset-palvelut puhelin -1", "experience_only"),
        ("A odotukset-palvelut puhelin .\nA kokemukset-palvelut puhelin -1", "unmet"),
    ],
)
def test_what_was_said_outweighs_what_was_asked(compare_by_hand: Compare, said: str, state: str, asked: str) -> None:
    """A customer who spoke of it counts among those to whom it applies, whatever asked.csv says."""
    found = compare_by_hand(
        f"who sub_theme topic valence\n{said}",
        kunta="A",
        files={"asked.csv": f"interview,theme,asked\nA,odotukset,{asked}\nA,kokemukset,{asked}\n"},
    )
    assert found.state("A") == state
    assert (found.row().n, found.row().asked) == (1, 1)


def test_one_interview_that_asked_is_enough(compare_by_hand: Compare) -> None:
    """Of two interviews of a customer, the one that took the matter up makes the silence a silence."""
    found = compare_by_hand(
        "who sub_theme\nB odotukset-palvelut",
        files={
            "documents/toinen.txt": "H1: Ei mitään lisättävää.\n",
            "customers.csv": "id,group\nA,kunta\nB,kunta\n",
            "interviews.csv": "id,document,customer\n1,haastattelu-B,B\n2,toinen,A\n3,,A\n",
            "asked.csv": "interview,theme,asked\n2,odotukset,no\n2,kokemukset,no\n3,odotukset,yes\n",
        },
    )
    assert found.state("A") == "silent"


def test_a_cell_is_made_of_all_its_pairs(compare_by_hand: Compare) -> None:
    """A sub-theme's cell is met when all its pairs are, unmet when all are, otherwise partly."""
    found = compare_by_hand(
        """
        who sub_theme            topic    valence
        A   odotukset-palvelut   puhelin  .
        A   odotukset-palvelut   raportti .
        A   kokemukset-palvelut  puhelin  1
        A   kokemukset-palvelut  raportti -1
        B   odotukset-palvelut   puhelin  .
        B   odotukset-palvelut   raportti .
        B   kokemukset-palvelut  puhelin  -1
        B   kokemukset-palvelut  raportti -1
        C   odotukset-palvelut   puhelin  .
        C   odotukset-palvelut   raportti .
        C   kokemukset-palvelut  puhelin  1
        C   kokemukset-palvelut  hinta    -1
        """,
        kunta="A B C",
    )
    assert [found.state(name) for name in "ABC"] == ["partly", "unmet", "met"]
    assert {topic: pair.state for topic, pair in found.pairs("A").items()} == {"puhelin": "met", "raportti": "unmet"}
    assert set(found.pairs("C")) == {"puhelin"}


def test_a_customers_interviews_of_a_round_are_one_customer(compare_by_hand: Compare) -> None:
    """Pairs are made within a customer, not within an interview; the customer counts once."""
    found = compare_by_hand(
        """
        who sub_theme topic valence
        johtaja odotukset-palvelut puhelin .
        sihteeri kokemukset-palvelut puhelin -1
        """,
        files={
            "customers.csv": "id,group\nA,kunta\n",
            "interviews.csv": "id,document,customer\n1,haastattelu-johtaja,A\n2,haastattelu-sihteeri,A\n",
        },
    )
    assert (found.state("A"), found.row().n) == ("unmet", 1)


def test_pairs_are_never_made_between_customers(compare_by_hand: Compare) -> None:
    """One customer's expectation is not met by another's experience."""
    found = compare_by_hand(
        "who sub_theme topic valence\nA odotukset-palvelut puhelin .\nB kokemukset-palvelut puhelin 1", kunta="A B"
    )
    assert (found.state("A"), found.state("B")) == ("expectation_only", "experience_only")


def test_aspect_is_read_in_whatever_theme(compare_by_hand: Compare) -> None:
    """A coding's own aspect overrides its theme's, and makes a theme without aspect part of the comparison."""
    found = compare_by_hand(
        """
        who sub_theme            topic    valence aspect
        A   riskit-henkilosto    vaihtuu  .       expectation
        A   riskit-henkilosto    vaihtuu  -1      experience
        A   riskit-henkilosto    vaihtuu  1       .
        B   kokemukset-palvelut  puhelin  .       expectation
        B   kokemukset-palvelut  puhelin  1       .
        """,
        kunta="A B",
    )
    assert (found.state("A", "henkilöstö"), found.state("B")) == ("unmet", "met")
    assert found.cell("A", "henkilöstö").experiences == ("c2",)
    assert (found.cell("B").expectations, found.cell("B").experiences) == (("c4",), ("c5",))


def test_codings_deeper_than_a_sub_theme_count_with_it(compare_by_hand: Compare) -> None:
    """A node below a sub-theme takes its theme's aspect and counts under its sub-theme's label."""
    found = compare_by_hand(
        """
        who sub_theme topic valence
        A odotus-puhelin . .
        A kokemus . 1
        """,
        kunta="A",
        files={
            "study.toml": """
            title = "Syvä"
            [[groups]]
            key = "kunta"
            name = "Kunnat"
            [[themes]]
            key = "o"
            name = "Odotukset"
            aspect = "expectation"
            [[themes.sub_themes]]
            key = "odotus"
            name = "palvelut"
            [[themes.sub_themes.sub_themes]]
            key = "odotus-puhelin"
            name = "puhelin"
            [[themes]]
            key = "k"
            name = "Kokemukset"
            aspect = "experience"
            [[themes.sub_themes]]
            key = "kokemus"
            name = "palvelut"
            """
        },
    )
    assert found.state("A") == "met"


def test_labels_without_expectations_or_experiences_are_not_compared(compare_by_hand: Compare) -> None:
    """A sub-theme without an aspect, in which nothing was coded with one, has no row."""
    found = compare_by_hand("who sub_theme valence\nA odotukset-palvelut .\nA riskit-henkilosto 1", kunta="A")
    assert {row.sub_theme for row in found.results.gap.rows} == {"asiakkuus", "palvelut"}
