"""The analyser's interface: languages, versions, English, other languages, stop words."""

from __future__ import annotations

import pytest

from teema.errors import UsageError
from teema.language import Analyser, analyser, lemmatised, stop_words
from teema.language.stop_words import _listed


@pytest.mark.parametrize("language", ["fi", "en", "sv"])
def test_every_language_has_an_analyser(language: str) -> None:
    """An analyser is made once a language, and names its language and version."""
    words: Analyser = analyser(language)
    assert words is analyser(language)
    assert words.language == language
    assert words.version.startswith(language)


@pytest.mark.parametrize("language", ["", "finnish", "f", "../fi", "åä"])
def test_what_is_no_language_is_said(language: str) -> None:
    """A string that can't be a language's code is a coded error."""
    with pytest.raises(UsageError, match="U101"):
        analyser(language)


@pytest.mark.parametrize(
    ("form", "initial", "lemma"),
    [
        ("children's", False, "child"),
        ("customers’", False, "customer"),
        ("The", True, "the"),
        ("went", False, "go"),
        ("better", False, "good"),
        ("Obama", False, "Obama"),
        ("Services", True, "service"),
        ("zzyzxq", False, "zzyzxq"),
    ],
)
def test_english(form: str, initial: bool, lemma: str) -> None:
    """The dictionary decides; possessives go; a capital of the sentence's beginning goes; the unknown stays."""
    assert analyser("en").lemma(form, initial) == lemma


def test_english_readings_and_parts() -> None:
    """A known form has one reading, an unknown none; hyphens part."""
    words = analyser("en")
    assert [one.lemma for one in words.readings("answers")] == ["answer"]
    assert words.readings("zzyzxq") == ()
    assert words.parts("decision-makers") == ("decision", "maker")


def test_another_language_is_read_plainly() -> None:
    """Swedish forms are their own lemmas, in small letters."""
    assert [lemma for _, lemma in lemmatised("Vi är nöjda", analyser("sv"))] == ["vi", "är", "nöjda"]


def test_tokens_come_with_lemmas_and_places() -> None:
    """Lemmas stand beside the tokens of the text, moved by the offset."""
    found = [(token.text, token.start, lemma) for token, lemma in lemmatised("Mä oon 😀 täällä", analyser("fi"), 10)]
    assert found == [("Mä", 10, "minä"), ("oon", 13, "olla"), ("täällä", 19, "täällä")]


def test_a_study_adds_and_takes_back_stop_words() -> None:
    """A study's own words join the list, one with a hyphen leaves it, and the list itself stays as it was."""
    before = stop_words("fi")
    changed = stop_words("fi", ["Palvelukeskus", "-yksi", " ", "-"])
    assert "palvelukeskus" in changed
    assert "yksi" in before - changed
    assert stop_words("fi") == before


@pytest.mark.parametrize("language", ["fi", "en"])
def test_stop_words_are_small_single_words(language: str) -> None:
    """The lists hold lemmas in small letters, no phrases and no markup."""
    assert len(_listed(language)) > 100
    assert all(word == word.lower() and "#" not in word and ":" not in word for word in _listed(language))
