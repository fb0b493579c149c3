"""The mask of names: what is in it, how sure it is, and where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teema.language import NameMention, analyser, name_mentions
from teema.language.finnish import find_voikko
from teema.language.finnish.names import _name_endings
from teema.language.finnish.reader import Finnish
from teema.language.name_readings import _listed_given_names, name_readings
from teema.language.plain import Plain

needs_voikko = pytest.mark.skipif(find_voikko() is None, reason="Voikko isn't installed")
ALONE = Finnish(None, "")


def mask(text: str, language: str = "fi") -> list[NameMention]:
    """Return the mentions of a text."""
    return list(name_mentions(text, analyser(language)))


@needs_voikko
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kun Matilla oli asiaa", [("Matilla", "Matti", "person", True)]),
        ("Käytiin Oulussa", [("Oulussa", "Oulu", "place", True)]),
        ("Siitä Monetran laskusta", [("Monetran", "Monetra", "unknown", True)]),
        ("Monetran laskusta", [("Monetran", "Monetra", "unknown", True)]),
        ("Toivon että riittää", [("Toivon", "Toivo", "person", False)]),
        ("Se HR hoitaa", [("HR", "HR", "unknown", False)]),
        ("Meidän Puheenjohtaja hoitaa", [("Puheenjohtaja", "Puheenjohtaja", "unknown", False)]),
        ("Koivukorvessa oli hyvä", [("Koivukorvessa", "Koivukorpi", "unknown", False)]),
        ("sano VIRTANEN", [("VIRTANEN", "Virtanen", "person", True)]),
        ("Siitä Asplund-ihastuksesta", [("Asplund", "Asplund", "person", True)]),
        ("Se ex-Nokian mies", [("Nokian", "Nokia", "place", True)]),
        ("Sit Matti-Pekka tuli", [("Matti-Pekka", "Matti-Pekka", "person", True)]),
        ("Sen KVTES:n mukaan", [("KVTES:n", "KVTES", "unknown", False)]),
        ("kysy M. Virtaselta", [("M", "M", "person", True), ("Virtaselta", "Virtanen", "person", True)]),
        ("kun Matti Peltola kävi", [("Matti", "Matti", "person", True), ("Peltola", "Peltola", "person", True)]),
        ("kun Matti Lintu kävi", [("Matti", "Matti", "person", True), ("Lintu", "Lintu", "person", True)]),
        ("Pilvi Virtanen", [("Pilvi", "Pilvi", "person", True), ("Virtanen", "Virtanen", "person", True)]),
        (
            "se Leena von Rosberg",
            [("Leena",) * 2 + ("person", True), ("von",) * 2 + ("person", True), ("Rosberg",) * 2 + ("person", True)],
        ),
    ],
)
def test_what_a_mention_tells(text: str, expected: list[tuple[str, str, str, bool]]) -> None:
    """A mention holds the words' own form, a lemma that is the same for all forms, what it names and whether that is likely."""
    assert [(one.text, one.lemma, one.kind, one.sure) for one in mask(text)] == expected


@pytest.mark.parametrize("words", [pytest.param(analyser("fi"), id="best"), pytest.param(ALONE, id="without Voikko")])
@pytest.mark.parametrize(
    "text",
    [
        "Palvelu oli hyvää. Asiakkaat ovat tyytyväisiä, mutta odottavat enemmän.",
        "H1: Mä oon ollu täällä. K: Niin. A: Joo\nKY1a: Hyvä. Huomenna taas",
        'H: (nauraa) Hyvä, kiitos teille. Se oli "Hyvä niin"',
        "Sano että ”Se on hyvä”, ja Te sanoitte jotain",
        "kaikki pienellä matti virtanen",
        "",
    ],
)
def test_what_is_no_name(words: Finnish, text: str) -> None:
    """Outside the mask are common words where a sentence begins, words of grammar, labels of speakers, what follows a remark or opens a quotation, and small letters."""
    assert list(name_mentions(text, words)) == []


def test_a_listed_word_that_reads_as_a_name_only_is_not_sure() -> None:
    """Where a sentence begins, *Millasta* (millaista) may be a form of Milla, but more likely isn't."""
    assert [(one.text, one.sure) for one in mask("Millasta se on, kun soitti Millalle?")] == [
        ("Millasta", False),
        ("Millalle", True),
    ]


@needs_voikko
def test_a_given_name_that_dictionaries_lack() -> None:
    """Where a sentence begins, a common word that is a given name too is masked in its base form alone; elsewhere in every form."""
    assert [one.sure for one in mask("Pilvi tuli")] == [False]
    assert mask("Pilvestä satoi") == []
    assert [(one.lemma, one.kind, one.sure) for one in mask("sanoin Pilvelle")] == [("Pilvi", "person", True)]


@needs_voikko
def test_a_name_told_once_is_a_name_where_a_sentence_begins() -> None:
    """A surname that reads as a common word is in the mask at the beginning too, unsure, once a sentence has it for a name."""
    assert mask("Lintu sanoi") == []
    found = mask("Sit tuli Matti Lintu. Lintu sanoi, että joo.")
    assert [(one.text, one.kind, one.sure) for one in found][1:] == [
        ("Lintu", "person", True),
        ("Lintu", "person", False),
    ]


def test_without_voikko_names_are_known_by_their_capital() -> None:
    """The dictionary knows no kinds: a name it holds is a name, another unknown, and both are masked, also where a sentence begins."""
    found = list(name_mentions("Matilla oli asiaa. Monetra vastasi. Virtanen meni Helsinkiin.", ALONE))
    assert [(one.text, one.lemma, one.kind) for one in found] == [
        ("Matilla", "Matti", "name"),
        ("Monetra", "Monetra", "unknown"),
        ("Virtanen", "Virtanen", "name"),
        ("Helsinkiin", "Helsinki", "name"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Services are fine, and I think so", []),
        ("I met John Smith in London", [("John", "name", True), ("Smith", "name", True), ("London", "name", True)]),
        ("Then Kontaktio's people came", [("Kontaktio's", "unknown", True)]),
        ("Will came", [("Will", "person", False)]),
        ("Then Will Brown came", [("Will", "person", True), ("Brown", "person", True)]),
        ("The HR people", [("HR", "name", False)]),
    ],
)
def test_english(text: str, expected: list[tuple[str, str, bool]]) -> None:
    """The same idea by capitals: a word of grammar and a common word where a sentence begins are left out."""
    assert [(one.text, one.kind, one.sure) for one in mask(text, "en")] == expected


def test_other_languages() -> None:
    """Where nothing is known of words, each capital within a sentence is masked, unsure."""
    found = list(name_mentions("Det var Anna som ringde", Plain("sv")))
    assert [(one.text, one.sure) for one in found] == [("Anna", False)]


@given(
    st.lists(
        st.sampled_from(["Matti", "on", "Nokia-puhelin", "M.", "von", "😀", "Oulu:ssa", "HR", ". ", "-", "ä"]),
        max_size=8,
    )
)
def test_every_mention_stands_where_it_says(pieces: list[str]) -> None:
    """The text between start and end is the mention's, moved by the offset; mentions stand in order and don't overlap."""
    text = " ".join(pieces)
    last = 7
    for one in name_mentions(text, ALONE, 7):
        assert last <= one.start < one.end
        assert text[one.start - 7 : one.end - 7] == one.text
        last = one.end


def test_a_long_run_of_capitals_ends() -> None:
    """Each word of a run looks at a few others only."""
    assert len(list(name_mentions("Matti M von " * 3000, ALONE))) > 3000


@needs_voikko
def test_readings_of_a_name() -> None:
    """A form's readings part into names' and common words'; a given name that is a common word too has both."""
    found = name_readings("Pilven", analyser("fi"))
    assert [one.lemma for one in found.proper] == ["Pilvi"]
    assert [one.lemma for one in found.common] == ["pilvi"]
    assert name_readings("Se", analyser("fi")).function
    assert name_readings("Koivukorvesta", analyser("fi")).doubtful


def test_lists_hold_names_as_they_are_written() -> None:
    """Given names have a capital, the last parts of names none."""
    assert all(word.istitle() for language in ("fi", "en") for word in _listed_given_names(language))
    assert len(_name_endings()) > 50
    assert all(word == word.lower() for word in _name_endings())
