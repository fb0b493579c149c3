"""Cases of names, and the endings that give labels the same case."""

from __future__ import annotations

import pytest

from teema.language import Case, analyser, case_of, ending_after, possessive_of
from teema.language.finnish import find_voikko
from teema.language.finnish.reader import Finnish

needs_voikko = pytest.mark.skipif(find_voikko() is None, reason="Voikko isn't installed")
ALONE = Finnish(None, "")
ORDER = tuple(Case)


@pytest.mark.parametrize("words", [pytest.param(ALONE, id="without"), pytest.param(analyser("fi"), id="best")])
@pytest.mark.parametrize(
    ("form", "lemma", "case"),
    [
        ("Koivukorpi", "Koivukorpi", "nominative"),
        ("Koivukorven", "Koivukorpi", "genitive"),
        ("Koivukorpea", "Koivukorpi", "partitive"),
        ("Koivukorvessa", "", "inessive"),
        ("koivukorves", "Koivukorpi", "inessive"),
        ("Koivukorvesta", "", "elative"),
        ("Koivukorpeen", "", "illative"),
        ("Matilla", "Matti", "adessive"),
        ("Matillakin", "Matti", "adessive"),
        ("Matilta", "", "ablative"),
        ("mattille", "Matti", "allative"),
        ("Mattina", "Matti", "essive"),
        ("Matiksi", "Matti", "translative"),
        ("Matitta", "Matti", "abessive"),
        ("Koivukorvessaan", "", "inessive"),
        ("Virtasta", "Virtanen", "partitive"),
        ("Virtasenkaan", "Virtanen", "genitive"),
        ("Virtaset", "Virtanen", "nominative"),
        ("Kangasta", "Kangas", "partitive"),
        ("Ulla", "Ulla", "nominative"),
        ("Sarastia", "Sarastia", "nominative"),
        ("Lontoon", "Lontoo", "genitive"),
        ("Monetraa", "Monetra", "partitive"),
        ("Monetraan", "Monetra", "illative"),
        ("Espooseen", "Espoo", "illative"),
        ("Nordnetin", "Nordnet", "genitive"),
        ("Nordnetiin", "Nordnet", "illative"),
        ("KVTES:n", "", "genitive"),
        ("EU:hun", "", "illative"),
        ("EU:ta", "", "partitive"),
    ],
)
def test_the_case_of_a_form(words: Finnish, form: str, lemma: str, case: str) -> None:
    """The dictionary, the base form and the ending tell the case, with and without Voikko."""
    assert case_of(form, words, lemma) == case


def test_what_has_no_case() -> None:
    """A form that nothing tells has none."""
    assert case_of("Yersey", ALONE, "Jersey") is None


@needs_voikko
def test_a_name_goes_before_a_common_word() -> None:
    """The lemma chooses among readings, then a capital a name's."""
    words = analyser("fi")
    assert case_of("Annan", words) is Case.GENITIVE
    assert case_of("Toivon", words, "Toivo") is Case.GENITIVE


@pytest.mark.parametrize(
    ("label", "endings"),
    [
        ("A", ":n :ta :ssa :sta :han :lla :lta :lle :na :ksi :tta"),
        ("B", ":n :tä :ssä :stä :hen :llä :ltä :lle :nä :ksi :ttä"),
        ("F", ":n :ää :ssä :stä :ään :llä :ltä :lle :nä :ksi :ttä"),
        ("H", ":n :ta :ssa :sta :hon :lla :lta :lle :na :ksi :tta"),
        ("I", ":n :tä :ssä :stä :hin :llä :ltä :lle :nä :ksi :ttä"),
        ("K", ":n :ta :ssa :sta :hon :lla :lta :lle :na :ksi :tta"),
        ("L", ":n :ää :ssä :stä :ään :llä :ltä :lle :nä :ksi :ttä"),
        ("Q", ":n :ta :ssa :sta :hun :lla :lta :lle :na :ksi :tta"),
        ("W", ":n :tä :ssä :stä :hen :llä :ltä :lle :nä :ksi :ttä"),
        ("Y", ":n :tä :ssä :stä :hyn :llä :ltä :lle :nä :ksi :ttä"),
        ("Z", ":n :aa :ssa :sta :aan :lla :lta :lle :na :ksi :tta"),
        ("Å", ":n :ta :ssa :sta :hon :lla :lta :lle :na :ksi :tta"),
        ("Ä", ":n :tä :ssä :stä :hän :llä :ltä :lle :nä :ksi :ttä"),
        ("Ö", ":n :tä :ssä :stä :hön :llä :ltä :lle :nä :ksi :ttä"),
        ("1", ":n :tä :ssä :stä :een :llä :ltä :lle :nä :ksi :ttä"),
        ("3", ":n :a :ssa :sta :een :lla :lta :lle :na :ksi :tta"),
        ("8", ":n :aa :ssa :sta :aan :lla :lta :lle :na :ksi :tta"),
    ],
)
def test_endings_after_a_sign(label: str, endings: str) -> None:
    """The ending goes by the name of the sign: aa, bee, äf : äffän, hoo, ii, äl : ällän, kuu, yy, tset : tsetan; yhtä, kolmea, kahdeksaa."""
    assert [ending_after(label, case) for case in ORDER] == ["", *endings.split()]


@pytest.mark.parametrize(
    ("label", "partitive", "illative"),
    [
        ("[kunta A]", ":ta", ":han"),
        ("[kunta AB]", ":tä", ":hen"),
        ("”henkilö É”", ":tä", ":hen"),
        ("henkilö 2", ":ta", ":een"),
        ("henkilö 10", ":tä", ":een"),
        ("henkilö 12", ":ta", ":een"),
        ("henkilö 17", ":ää", ":ään"),
        ("henkilö 20", ":tä", ":een"),
        ("henkilö 100", ":aa", ":aan"),
        ("henkilö 125", ":tä", ":een"),
        ("henkilö 2000", ":ta", ":een"),
        ("henkilö 0", ":aa", ":aan"),
        ("henkilö 1000000", ":aa", ":aan"),
        ("[kunta]", ":a", ":an"),
        ("[henkilö]", ":ä", ":ön"),
        ("[museo]", ":ta", ":hon"),
        ("[Nordnet]", ":iä", ":iin"),
        ("A", ":ta", ":han"),
    ],
)
def test_the_last_sign_tells(label: str, partitive: str, illative: str) -> None:
    """Brackets don't count; of a number the last part that is inflected tells (kahtatoista, sataa); after a word its own end does."""
    assert ending_after(label, Case.PARTITIVE) == partitive
    assert ending_after(label, Case.ILLATIVE) == illative


def test_a_label_without_letters_has_endings() -> None:
    """Whatever the label, an ending is given."""
    assert ending_after("***", Case.GENITIVE).endswith("n")
    assert ending_after("", Case.NOMINATIVE) == ""


def test_english_keeps_the_possessive() -> None:
    """An apostrophe with its s, or alone after one, is kept by what replaces the form."""
    assert [possessive_of(form) for form in ("Smith's", "Smiths'", "Smith’s", "Smith")] == ["'s", "'", "’s", ""]
