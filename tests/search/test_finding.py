"""Finding: lemmas, phrases, nearness and operators, compared with looking at every word."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teema.search import Index, index_of, kwic, search
from teema.study import Document, Study, Turn


def found(index: Index, asked: str, **ways: bool) -> list[str]:
    """Return the words of every hit."""
    texts = {document.name: document.text for document in index.documents}
    return [span.of(texts[match.document]) for match in search(index, asked, **ways).matches for span in match.spans]


@pytest.mark.parametrize(
    ("asked", "hits"),
    [
        ("puhelin", ["Puhelimeen", "puhelimella", "puhelimessa"]),
        ("puhelimella", ["Puhelimeen", "puhelimella", "puhelimessa"]),
        ("PUHELIN", ["Puhelimeen", "puhelimella", "puhelimessa"]),
        ("=puhelimella", ["puhelimella"]),
        ("puhel*", ["puhelinpalvelu", "Puhelimeen", "puhelimella", "puhelimessa"]),
        ('"puhelin ei"', ["Puhelimeen ei"]),
        ('"ei puhelin"', []),
        ('="ei vastata"', ["ei vastata"]),
        ("NEAR(vastata soittaa, 0)", ["vastata. Soitan"]),
        ("NEAR(soittaa puhelin, 0)", ["Soitan puhelimella"]),
        ("NEAR(puhelin vastata, 0)", []),
        ("NEAR(puhelin vastata, 1)", ["Puhelimeen ei vastata", "vastata. Soitan puhelimella"]),
        ("puhelin AND jonottaa", ["Jonotin", "puhelimessa"]),
        ("puhelin NOT jonottaa", ["Puhelimeen", "puhelimella"]),
        ("jonottaa OR vastata", ["vastata", "Jonotin"]),
        ("alkusana", ["Alkusanat"]),
        ("haastattelija", []),
        ("xyzzy", []),
    ],
)
def test_finds(index: Index, asked: str, hits: list[str]) -> None:
    """Words are found in every form, in the order of the texts; speakers' labels are not words."""
    assert found(index, asked) == hits


def test_a_phrase_and_nearness_stay_within_a_turn(index: Index) -> None:
    """Words of two turns are neither a phrase nor near."""
    assert found(index, '"toimii puhelin"') == []
    assert found(index, "NEAR(toimia puhelin, 50)") == []


def test_parts_of_compounds_are_found_when_asked_for(index: Index) -> None:
    """``parts`` finds a compound by any of its words."""
    assert found(index, "palvelu") == []
    assert found(index, "palvelu", parts=True) == ["puhelinpalvelu"]


def test_all_readings_find_what_the_likeliest_lemma_misses(index: Index) -> None:
    """*soitelkaa* is *soitella*; a form with two readings is found by both when asked for."""
    study = Study("s", "S", documents=(Document("d", "Näin kuusta."),))
    made = index_of(study)
    likeliest = {lemma for lemma in ("kuu", "kuusi") if found(made, lemma)}
    assert len(likeliest) == 1
    assert found(made, "kuu", all_readings=True) == found(made, "kuusi", all_readings=True) == ["kuusta"]


def test_only_leaving_out_matches_turns_without_hits(index: Index) -> None:
    """A query that only leaves something out matches the other turns, which then have no hits."""
    answer = search(index, "NOT puhelin")
    assert answer.hits == 0
    assert [(match.document, match.turn) for match in answer.matches] == [("eka", 0), ("toka", None), ("toka", 1)]


def test_an_answer_comes_in_pages(index: Index) -> None:
    """``most`` and ``skip`` choose some of the turns; the counts are of all."""
    whole = search(index, "puhelin OR selvä")
    pages = [search(index, "puhelin OR selvä", most=1, skip=skip) for skip in range(whole.turns + 1)]
    assert tuple(match for page in pages for match in page.matches) == whole.matches
    assert {(page.hits, page.turns) for page in pages} == {(whole.hits, whole.turns)}


@pytest.mark.parametrize("asked", ["a", "a*", '"a b"', "NEAR(a b)", "NOT a", "a OR b"])
def test_nothing_is_found_in_nothing(asked: str) -> None:
    """A study without documents, and one without words, is searched without a fault."""
    for documents in ((), (Document("d", "…"),)):
        index = index_of(Study("s", "S", documents=documents))
        assert search(index, asked).hits == 0
        assert kwic(index, asked).lines == ()


# Against looking at every word, in a language that is read plainly.

WORDS = st.sampled_from("abcd")
TURNS = st.lists(st.lists(WORDS, min_size=1, max_size=8), max_size=6)


def studied(turns: list[list[str]]) -> Study:
    """Make a study of two documents that share the turns out."""
    half = len(turns) // 2
    return Study(
        "s",
        "S",
        "xx",
        documents=tuple(_document(name, said) for name, said in (("e", turns[:half]), ("t", turns[half:])) if said),
    )


def _document(name: str, turns: list[list[str]]) -> Document:
    texts = [f"X: {' '.join(words)}\n" for words in turns]
    bounds = [sum(map(len, texts[:place])) for place in range(len(texts) + 1)]
    return Document(
        name, "".join(texts), tuple(Turn(start, end, "X", speech=start + 3) for start, end in pairwise(bounds))
    )


def hits(study: Study, asked: str) -> list[tuple[str, int, str]]:
    """Return document, turn and words of each hit."""
    texts = study.document_by_name
    return [
        (match.document, match.turn or 0, span.of(texts[match.document].text))
        for match in search(index_of(study), asked).matches
        for span in match.spans
    ]


def said(study: Study) -> Iterator[tuple[str, int, list[str]]]:
    """Yield the words of each turn."""
    for document in study.documents:
        for place, turn in enumerate(document.turns):
            yield document.name, place, document.said(turn).split()


@settings(deadline=None)
@given(TURNS, st.lists(WORDS, min_size=2, max_size=3))
def test_phrases_are_all_found(turns: list[list[str]], phrase: list[str]) -> None:
    """Every place where the words follow each other in a turn is found, and no other."""
    study = studied(turns)
    expected = [
        (name, place, " ".join(phrase))
        for name, place, words in said(study)
        for at in range(len(words))
        if words[at : at + len(phrase)] == phrase
    ]
    assert hits(study, f'"{" ".join(phrase)}"') == expected


@settings(deadline=None)
@given(TURNS, WORDS, WORDS, st.integers(0, 4))
def test_near_words_are_all_found(turns: list[list[str]], one: str, other: str, apart: int) -> None:
    """The turns found are those where the words stand with at most so many between, and each hit begins and ends with them."""
    study = studied(turns)
    expected = {
        (name, place)
        for name, place, words in said(study)
        for i, first in enumerate(words)
        for j, second in enumerate(words)
        if i != j and first == one and second == other and abs(i - j) - 1 <= apart
    }
    got = hits(study, f"NEAR({one} {other}, {apart})")
    assert {(name, place) for name, place, _ in got} == expected
    assert all({words.split()[0], words.split()[-1]} == {one, other} for _, _, words in got)


@settings(deadline=None)
@given(TURNS, WORDS, WORDS, WORDS)
def test_operators_choose_turns_as_sets(turns: list[list[str]], one: str, two: str, three: str) -> None:
    """AND, OR and NOT choose turns as intersections, unions and complements do."""
    study = studied(turns)
    index = index_of(study)
    holds = {word: {(name, place) for name, place, words in said(study) if word in words} for word in "abcd"}
    every = {(name, place) for name, place, _ in said(study)}

    def chosen(asked: str) -> set[tuple[str, int | None]]:
        return {(match.document, match.turn) for match in search(index, asked).matches}

    assert chosen(f"{one} {two}") == holds[one] & holds[two]
    assert chosen(f"{one} OR {two} {three}") == holds[one] | (holds[two] & holds[three])
    assert chosen(f"({one} OR {two}) NOT {three}") == (holds[one] | holds[two]) - holds[three]
    assert chosen(f"NOT ({one} OR {two})") == every - holds[one] - holds[two]
