"""Known names: found in every form, with and without capitals, and told from common words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teema.language import Analyser, KnownNames, analyser, own_parts
from teema.language.finnish import find_voikko
from teema.language.finnish.reader import Finnish
from teema.language.organisation_kinds import organisation_kinds

needs_voikko = pytest.mark.skipif(find_voikko() is None, reason="Voikko isn't installed")
ALONE = Finnish(None, "")
NAMES = (
    "Koivukorven kunta",
    "Koivukorpi",
    "Matti Virtanen",
    "Matti",
    "Kontaktio Oy",
    "Kontaktio",
    "Lahti",
    "Etä-Lappi",
    "Nordnet",
    "KVTES",
    "Toivo",
)
BOTH = [pytest.param("with", marks=needs_voikko, id="with Voikko"), pytest.param("without", id="without Voikko")]


@pytest.fixture
def words(request: pytest.FixtureRequest) -> Analyser:
    """Return the analyser that a test asks for by name."""
    return analyser("fi") if request.param == "with" else ALONE


def found(text: str, words: Analyser, names: tuple[str, ...] = NAMES) -> list[tuple[str, str]]:
    """Return the forms found with their names."""
    return [(one.text, one.name) for one in KnownNames(names, words).mentions(text)]


@pytest.mark.parametrize("words", BOTH, indirect=True)
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("niin koivukorvessa oli", [("koivukorvessa", "Koivukorpi")]),
        ("niin Koivukorpeen meni", [("Koivukorpeen", "Koivukorpi")]),
        ("koivukorvessaanko koivukorvest", [("koivukorvessaanko", "Koivukorpi"), ("koivukorvest", "Koivukorpi")]),
        ("koivukorven kunnassakin", [("koivukorven kunnassakin", "Koivukorven kunta")]),
        ("Koivukorven kunnanjohtaja", [("Koivukorven", "Koivukorpi")]),
        ("sano matille ja mattille", [("matille", "Matti"), ("mattille", "Matti")]),
        (
            "Matti Virtasen ja Matin Virtasenkaan",
            [("Matti Virtasen", "Matti Virtanen"), ("Matin Virtasenkaan", "Matti Virtanen")],
        ),
        ("matti virtaselle", [("matti virtaselle", "Matti Virtanen")]),
        ("Kontaktio Oy:n ja kontaktion", [("Kontaktio Oy:n", "Kontaktio Oy"), ("kontaktion", "Kontaktio")]),
        ("Koivukorpi-hanke ja Kontaktio-palvelu", [("Koivukorpi", "Koivukorpi"), ("Kontaktio", "Kontaktio")]),
        ("Etä-Lapissa ja etä lapissa", [("Etä-Lapissa", "Etä-Lappi"), ("etä lapissa", "Etä-Lappi")]),
        ("KVTES:n ja kvtesin", [("KVTES:n", "KVTES"), ("kvtesin", "KVTES")]),
        ("Nordnetin ja nordnetistäkin", [("Nordnetin", "Nordnet"), ("nordnetistäkin", "Nordnet")]),
        ("NORDNETISTÄ", [("NORDNETISTÄ", "Nordnet")]),
        ("koivukorpelaiset", [("koivukorpelaiset", "Koivukorpi")]),
        ("Matti. Virtanen", [("Matti", "Matti")]),
    ],
)
def test_every_form_is_found(words: Analyser, text: str, expected: list[tuple[str, str]]) -> None:
    """Cases, clitics, suffixes, spoken endings, hyphens, colons and transcripts without capitals; the longest name wins."""
    assert found(text, words) == expected


@pytest.mark.parametrize("words", BOTH, indirect=True)
@pytest.mark.parametrize(
    "text",
    [
        "Lahjat ja lahjaksi, lahna, lahjoitus",
        "Palvelukeskus hoitaa kunnan asiat. Kontakti asiakkaaseen, kontaktit ja kontaktoitu",
        "Matto ja matot, korpi ja koivu, Koivula",
        "He toivoivat ja toivovat parempaa",
        "Kunnassa kunnan kunta. Oy Ab",
    ],
)
def test_common_words_are_left_alone(words: Analyser, text: str) -> None:
    """Words that only begin as a name does, and words that are a part of one, are no finds."""
    assert found(text, words) == []


@needs_voikko
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mentiin Lahteen", [("Lahteen", True)]),
        ("Lahden ranta", [("Lahden", True)]),
        ("Siellä on lahden ranta", [("lahden", False)]),
        ("siellä lahdessa", [("lahdessa", True)]),
        ("Sanoin Toivolle", [("Toivolle", True)]),
        ("Toivon parempaa", [("Toivon", False)]),
        ("Minä toivon parempaa", []),
        ("mä toivon parempaa", [("toivon", False)]),
    ],
)
def test_what_may_be_a_common_word(text: str, expected: list[tuple[str, bool]]) -> None:
    """A capital within a sentence is a name's; among capitals a small letter is a common word's; without capitals only another word is doubtful."""
    known = KnownNames(("Lahti", "Toivo"), analyser("fi"))
    assert [(one.text, one.sure) for one in known.mentions(text)] == expected


@needs_voikko
def test_a_label_of_a_speaker_is_no_sentence() -> None:
    """A transcript in small letters stays one under labels in capitals."""
    known = KnownNames(("Lahti",), analyser("fi"))
    assert [one.sure for one in known.mentions("H1: joo lahdessa\nHaastattelija: niin lahdessa")] == [True, True]


def test_english_and_other_languages() -> None:
    """Without inflection a name is found in its own form, with capitals or not, and with a possessive."""
    known = KnownNames(("Northgate Ltd", "Northgate", "O'Brien"), analyser("en"))
    assert [(one.text, one.name) for one in known.mentions("Northgate's people, northgate ltd and O'Brien")] == [
        ("Northgate's", "Northgate"),
        ("northgate ltd", "Northgate Ltd"),
        ("O'Brien", "O'Brien"),
    ]


def test_no_names_find_nothing() -> None:
    """An empty list, an empty name and an empty text are allowed."""
    assert list(KnownNames((), ALONE).mentions("Matti")) == []
    assert list(KnownNames(("", "-"), ALONE).mentions("Matti -")) == []
    assert list(KnownNames(("Matti",), ALONE).mentions("")) == []


@given(
    st.lists(
        st.sampled_from(
            [
                "Matti",
                "virtaselle",
                "Koivukorpi-hanke",
                "koivukorven kunta",
                "😀",
                "KVTES:n",
                "etä",
                "lapissa",
                ".",
                "\n",
            ]
        ),
        max_size=8,
    )
)
def test_every_find_stands_where_it_says(pieces: list[str]) -> None:
    """The text between start and end is the find's, moved by the offset; finds stand in order and don't overlap."""
    text, last = " ".join(pieces), 5
    for one in KNOWN.mentions(text, 5):
        assert last <= one.start < one.end
        assert text[one.start - 5 : one.end - 5] == one.text
        last = one.end


KNOWN = KnownNames(NAMES, ALONE)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Kontaktio Oy", ("Kontaktio",)),
        ("Sarastia Oy", ("Sarastia",)),
        ("Matti Virtanen", ("Matti", "Virtanen")),
        ("Lassila & Tikanoja Oyj", ("Lassila", "Tikanoja")),
        ("Helsingin kaupunki", ("Helsinki",)),
        ("kontaktio oy", ("kontaktio",)),
        ("Kunnan palvelut Oy", ()),
        ("", ()),
    ],
)
def test_own_parts(name: str, parts: tuple[str, ...]) -> None:
    """Kinds of organisations and small words go; a genitive becomes its base form, a base form stays."""
    assert own_parts(name, ALONE) == parts


@needs_voikko
def test_own_parts_by_voikko() -> None:
    """A genitive of an invented place becomes its base form; hyphens stay."""
    words = analyser("fi")
    assert own_parts("Koivukorven kunta", words) == ("Koivukorpi",)
    assert own_parts("Etä-Lapin hyvinvointialue", words) == ("Etä-Lappi",)
    assert own_parts("Uudenkaupungin kaupunki", words) == ("Uusikaupunki",)


def test_the_list_of_kinds() -> None:
    """Kinds stand in small letters."""
    assert {"kunta", "kunnan", "oy", "palvelukeskus"} <= organisation_kinds()
    assert all(word == word.casefold() for word in organisation_kinds())
