"""Which expectation meets which experience: by topic where both have one, else by the sub-theme's label."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Compare = Callable[..., Any]


@pytest.mark.parametrize(
    ("expected", "experienced"),
    [("puhelin", "."), (".", "puhelin"), (".", ".")],
    ids=["experience", "expectation", "both"],
)
def test_a_missing_topic_pairs_by_label(compare_by_hand: Compare, expected: str, experienced: str) -> None:
    """Where either side has no topic, the two pair under their common label, and the pair has no topic."""
    found = compare_by_hand(
        f"""
        who sub_theme topic valence
        A odotukset-palvelut {expected} .
        A kokemukset-palvelut {experienced} -1
        """,
        kunta="A",
    )
    assert found.state("A") == "unmet"
    pair = found.pairs("A")[None]
    assert (pair.expectations, pair.experiences) == (("c1",), ("c2",))


def test_the_label_joins_sub_themes_of_other_names(compare_by_hand: Compare) -> None:
    """``asiakkuus`` and ``Asiakkaana oleminen`` bear one label, which is what pairs them."""
    found = compare_by_hand("who sub_theme valence\nA odotukset-asiakkuus .\nA kokemukset-asiakkuus 1", kunta="A")
    assert found.state("A", "asiakkuus") == "met"


def test_without_topics_other_labels_do_not_pair(compare_by_hand: Compare) -> None:
    """Without topics, an expectation of one label is not answered under another."""
    found = compare_by_hand("who sub_theme valence\nA odotukset-asiakkuus .\nA kokemukset-palvelut 1", kunta="A")
    assert (found.state("A", "asiakkuus"), found.state("A", "palvelut")) == ("expectation_only", "experience_only")


def test_a_topic_is_met_under_another_label(compare_by_hand: Compare) -> None:
    """A topic runs through sub-themes: the pair stands in the expectation's cell, the experience's own stays experience_only."""
    found = compare_by_hand(
        """
        who sub_theme            topic    valence
        A   odotukset-palvelut   puhelin  .
        A   kokemukset-asiakkuus puhelin  -1
        """,
        kunta="A",
    )
    assert (found.state("A", "palvelut"), found.state("A", "asiakkuus")) == ("unmet", "experience_only")
    assert found.pairs("A", "palvelut")["puhelin"].experiences == ("c2",)
    assert found.pairs("A", "asiakkuus") == {}


def test_the_own_label_comes_first(compare_by_hand: Compare) -> None:
    """Where the topic was experienced under the expectation's own label, the other labels' experiences of it don't count."""
    found = compare_by_hand(
        """
        who sub_theme            topic    valence
        A   odotukset-palvelut   puhelin  .
        A   kokemukset-palvelut  puhelin  1
        A   kokemukset-asiakkuus puhelin  -1
        """,
        kunta="A",
    )
    assert (found.state("A", "palvelut"), found.state("A", "asiakkuus")) == ("met", "experience_only")


def test_an_experience_in_a_theme_without_aspect_answers_an_expectation(compare_by_hand: Compare) -> None:
    """Aspect alone is read: an experience told among the risks answers an expectation of its topic."""
    found = compare_by_hand(
        """
        who sub_theme           topic    valence aspect
        A   odotukset-palvelut  puhelin  .       .
        A   riskit-henkilosto   puhelin  -1      experience
        """,
        kunta="A",
    )
    assert (found.state("A", "palvelut"), found.state("A", "henkilöstö")) == ("unmet", "experience_only")


def test_other_topics_stay_unpaired_beside_a_topicless_pair(compare_by_hand: Compare) -> None:
    """What found its pair by topic is used; what is left pairs by label only where either side lacks a topic."""
    found = compare_by_hand(
        """
        who sub_theme            topic    valence
        A   odotukset-palvelut   puhelin  .
        A   odotukset-palvelut   .        .
        A   kokemukset-palvelut  puhelin  1
        A   kokemukset-palvelut  .        -1
        B   odotukset-palvelut   puhelin  .
        B   odotukset-palvelut   raportti .
        B   kokemukset-palvelut  puhelin  1
        B   kokemukset-palvelut  hinta    -1
        """,
        kunta="A B",
    )
    assert {topic: pair.state for topic, pair in found.pairs("A").items()} == {"puhelin": "met", None: "unmet"}
    assert {topic: pair.state for topic, pair in found.pairs("B").items()} == {"puhelin": "met"}
    assert (found.state("A"), found.state("B")) == ("partly", "met")


def test_several_codings_of_a_topic_are_one_pair(compare_by_hand: Compare) -> None:
    """All expectations and all experiences of a topic make one pair; a customer's contradiction is partly."""
    found = compare_by_hand(
        """
        who sub_theme            topic    valence
        A   odotukset-palvelut   puhelin  .
        A   odotukset-palvelut   puhelin  .
        A   kokemukset-palvelut  puhelin  1
        A   kokemukset-palvelut  puhelin  -1
        """,
        kunta="A",
    )
    pair = found.pairs("A")["puhelin"]
    assert (pair.state, pair.expectations, pair.experiences) == ("partly", ("c1", "c2"), ("c3", "c4"))


def test_a_coding_under_a_theme_alone_has_no_cell_but_its_topic_counts(compare_by_hand: Compare) -> None:
    """An experience coded under a theme only stands in no sub-theme; by its topic it still answers an expectation."""
    found = compare_by_hand(
        """
        who theme      sub_theme          topic    valence
        A   odotukset  odotukset-palvelut puhelin  .
        A   kokemukset .                  puhelin  1
        """,
        kunta="A",
    )
    assert found.read.problems == ()
    assert (found.state("A", "palvelut"), found.state("A", "asiakkuus")) == ("met", "silent")


def test_codings_know_their_sub_theme_by_its_label(compare_by_hand: Compare) -> None:
    """A coding may name a sub-theme by its label within the theme."""
    found = compare_by_hand(
        """
        who theme      sub_theme  topic    valence
        A   odotukset  asiakkuus  puhelin  .
        A   kokemukset asiakkuus  puhelin  1
        """,
        kunta="A",
    )
    assert found.read.problems == ()
    assert found.state("A", "asiakkuus") == "met"


def test_only_the_coder_of_records_layer_counts(compare_by_hand: Compare) -> None:
    """interviews.coder names the layer; where nobody is named, the layer with most codings of the document counts."""
    said = """
        who sub_theme            topic    valence coder
        A   odotukset-palvelut   puhelin  .       minna
        A   kokemukset-palvelut  puhelin  1       minna
        A   odotukset-palvelut   puhelin  .       pekka
        A   kokemukset-palvelut  puhelin  -1      pekka
        A   kokemukset-palvelut  puhelin  -1      pekka
        """
    named = "id,document,customer,coder\n1,haastattelu-A,A,minna\n"
    assert compare_by_hand(said, kunta="A", files={"interviews.csv": named}).state("A") == "met"
    assert compare_by_hand(said, kunta="A").state("A") == "unmet"
