"""What is proposed, for whom, and how decisions are kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from teema.language import analyser
from teema.pseudonyms.kinds import KINDS
from teema.pseudonyms.own import Registered
from teema.pseudonyms.replacer import Pseudonym
from teema.pseudonyms.review import Row, review, shared, unreviewed
from teema.study import (
    Coding,
    Customer,
    Design,
    Document,
    Group,
    Interview,
    Organisation,
    Person,
    Settings,
    Span,
    Study,
    Turn,
)

FINNISH = analyser("fi")
NOUNS = {
    **dict.fromkeys(KINDS, "nimi"),
    "customer": "asiakas",
    "organisation": "organisaatio",
    "person": "henkilö",
    "place": "paikka",
    "phone": "puhelinnumero",
    "email": "sähköposti",
    "interviewer": "haastattelija",
}


def study_of(*texts: str, **more: object) -> Study:
    """Make a study of documents a, b, c …; each line ``Label: words`` is a turn."""
    documents = []
    for name, text in zip("abcdef", texts, strict=False):
        turns, start = [], 0
        for line in text.split("\n"):
            label, colon, _ = line.partition(":")
            if colon:
                turns.append(Turn(start, start + len(line), label))
            start += len(line) + 1
        documents.append(Document(name, text, tuple(turns)))
    return Study("s", "T", documents=tuple(documents), **more)  # type: ignore[arg-type]


def rows_of(study: Study, **more: object) -> dict[str, Row]:
    """Return the review's rows by name."""
    return {row.name: row for row in review(study, FINNISH, NOUNS, **more)}  # type: ignore[arg-type]


def proposed(study: Study, **more: object) -> dict[str, str]:
    """Return what is proposed to be replaced, and by what."""
    return {name: row.replacement for name, row in rows_of(study, **more).items() if row.replace}


def test_forms_of_a_name_are_one_row_with_counts_documents_and_contexts() -> None:
    """A name is grouped by its lemma; the three first places are shown with words around them."""
    study = study_of("H: Käytiin Helsingissä ja Helsingistä.", "H: Helsinki on kaukana. Taas Helsinkiin mentiin.")
    row = rows_of(study)["Helsinki"]
    assert (row.kind, row.found, row.count) == ("place", "mask", 4)
    assert row.documents == ("a", "b")
    assert set(row.forms) == {"Helsingissä", "Helsingistä", "Helsinki", "Helsinkiin"}
    assert len(row.contexts) == 3
    assert "Käytiin Helsingissä ja" in row.contexts[0]


def test_customers_are_called_by_the_singular_of_their_group() -> None:
    """Letters run over all customers in the order in which they are first spoken of; a part of a name is the same customer."""
    customers = (
        Customer("1", "Lehtovaaran kaupunki", "k"),
        Customer("2", "Harjulan yhtymä", "y"),
        Customer("3", "Sammatti Oy"),
    )
    study = study_of(
        "H: Harjulan yhtymästä soitettiin Lehtovaaraan.",
        customers=customers,
        design=Design(groups=(Group("k", "Kunnat"), Group("y", "Pienet kuntayhtymät (2)"))),
    )
    found = proposed(study)
    assert found["Harjulan yhtymä"] == "[kuntayhtymä A]"
    assert found["Lehtovaara"] == found["Lehtovaaran kaupunki"] == "[kunta B]"
    assert found["Sammatti Oy"] == "[asiakas C]"


def test_a_surname_alone_is_the_only_person_who_bears_it() -> None:
    """Where two bear it, nobody can tell who is meant: it is an identity of its own."""
    one = proposed(study_of("H: Matti Virtanen tuli. Kysyin Virtaselta."))
    assert one["Matti Virtanen"] == one["Virtanen"] == "[henkilö A]"
    two = proposed(study_of("H: Matti Virtanen tuli, Liisa Virtanen lähti. Kysyin Virtaselta."))
    assert len({two["Matti Virtanen"], two["Liisa Virtanen"], two["Virtanen"]}) == 3


def test_people_go_by_their_pseudonyms() -> None:
    """A name in the register or a speaker's label is the person's own, also in another order; an id that names is no pseudonym."""
    people = (
        Person("K1a", "k", speaker="Virtanen Matti"),
        Person("K1b", "k"),
        Person("korhonen2", "k", speaker="Liisa Korhonen"),
    )
    study = study_of(
        "Virtanen Matti: Joo.\nH: Aino Mäkelälle ja Matti Virtaselle sanoi Liisa Korhonen.",
        people=people,
        customers=(Customer("k"),),
    )
    found = proposed(study, registered=[Registered("Aino Mäkelä", "K1b")])
    assert found["Virtanen Matti"] == found["Matti Virtanen"] == "[K1a]"
    assert found["Aino Mäkelä"] == "[K1b]"
    assert found["Liisa Korhonen"] == "[henkilö A]"


def test_usual_labels_pseudonyms_and_coders_initials_are_passed_over() -> None:
    """H, K1a, Haastateltava 1 and AK name nobody; a role as a label is shown and proposed to be left."""
    study = study_of(
        "Haastattelija: Hei.\nK1a: Moi.\nHaastateltava 1: No.\nTalousjohtaja: Joo.",
        people=(Person("K1a"),),
        codings=(Coding("c", "a", Span(0, 3), "t", coder="AK"),),
    )
    found = rows_of(study)
    assert not {"Haastattelija", "K1a", "Haastateltava 1", "AK", "H"} & found.keys()
    assert not found["Talousjohtaja"].replace


def test_interviewers_are_called_so() -> None:
    """An interviewer named in the settings or in an interview is an interviewer, not somebody asked."""
    study = study_of(
        "Anna Koskinen: Hei.\nK: Moi.\nJuha Lahti: Entä?",
        design=Design(settings=Settings(interviewers=("Juha Lahti",))),
        interviews=(Interview("1", "a", interviewer="Anna Koskinen"),),
    )
    found = proposed(study)
    assert found["Anna Koskinen"] == "[haastattelija A]"
    assert found["Juha Lahti"] == "[haastattelija B]"


def test_a_word_that_may_be_common_is_a_row_of_its_own() -> None:
    """Toivo is a person; what begins a sentence as a verb would is proposed to be left."""
    study = study_of(
        "Toivo: Joo.\nH: Kysyin Toivolta. Meillä on toivo. Toivon, että käy.", people=(Person("K1a", speaker="Toivo"),)
    )
    found = rows_of(study)
    assert found["Toivo"].replace
    assert not found["toivo"].replace
    assert found["toivo"].forms == ("Toivon",)


def test_ways_of_writing_a_number_are_one_row() -> None:
    """A telephone number is the same with and without spaces and the country's code."""
    row = rows_of(study_of("H: Numero on 040 123 4567 eli +358401234567."))["040-1234567"]
    assert row.count == 2
    assert row.replacement == "[puhelinnumero A]"


@pytest.mark.parametrize(
    ("text", "first"),
    [("H: (naurua) Soita Helsinkiin.", "[paikka A]"), ("H: [naurua] Soita Helsinkiin.", "[[paikka A]]")],
)
def test_double_brackets_where_single_ones_are_marks(text: str, first: str) -> None:
    """A transcript's own marks and replacements are told apart."""
    assert proposed(study_of(text))["Helsinki"] == first


def test_decisions_are_kept_and_letters_go_on() -> None:
    """What was decided stands; a new name gets the next letter, also after one that somebody typed."""
    study = study_of("H: Helsingissä, Turussa ja Oulussa.")
    rows = [Row("Turku", replace=True, replacement="[paikka A]", kind="place"), Row("Oulu", replace=False)]
    assert proposed(study, rows=rows) == {"Turku": "[paikka A]", "Helsinki": "[paikka B]"}


def test_names_of_the_key_keep_their_pseudonyms() -> None:
    """In a later round a known name is proposed its own pseudonym, and what stands already isn't looked at."""
    study = study_of("H: [paikka A]:ssa ja Turussa, taas Helsingissä.")
    key = [Pseudonym("Helsinki", "[paikka A]", "place")]
    assert proposed(study, key=key) == {"Helsinki": "[paikka A]", "Turku": "[paikka B]"}


def test_a_part_of_a_name_in_the_key_has_its_pseudonym() -> None:
    """In a later round a customer or a person is known by a part of the name too."""
    study = study_of("H: Koivukorvessa kävi Korhonen.", customers=(Customer("k", "[kunta A]"),))
    key = [
        Pseudonym("Koivukorven kunta", "[kunta A]", "customer"),
        Pseudonym("Liisa Korhonen", "[henkilö C]", "person"),
    ]
    assert proposed(study, key=key) == {"Koivukorpi": "[kunta A]", "Korhonen": "[henkilö C]"}


def test_a_row_written_by_hand_is_looked_for_and_stays() -> None:
    """A name that no rule finds is found once it is in the review; one that stands nowhere stays for later."""
    study = study_of("H: Siellä Luotaimessa ja luotaimessakin.")
    rows = [Row("Luotain", replace=True), Row("Eikukaan", replace=True, replacement="[x]")]
    found = rows_of(study, rows=rows)
    assert found["Luotain"].replacement
    assert found["Eikukaan"].count == 0


def test_the_study_itself_is_looked_through() -> None:
    """The organisation, and names in any corner of the study, are found."""
    study = replace(
        study_of("H: Joo."),
        organisation=Organisation("Virranmaan Palvelukeskus Oy", "Toimii Rovaniemellä."),
        guide="Kysy Kemistä.",
        extra={"huom": ["Oulussa"]},
    )
    assert proposed(study).keys() == {"Virranmaan Palvelukeskus Oy", "Rovaniemi", "Kemi", "Oulu"}


def test_different_names_with_one_replacement_are_told() -> None:
    """It is allowed, and counted; a person's name and its part are no different names."""
    study = study_of("H: Helsingissä ja Turussa kävi Matti Virtanen. Virtanen palasi.")
    rows = [Row(name, replace=True, replacement="[kaupunki]", kind="place") for name in ("Helsinki", "Turku")]
    made = review(study, FINNISH, NOUNS, rows=rows)
    assert shared(made) == {"[kaupunki]": 2}


def test_what_nobody_has_decided_on() -> None:
    """Names that came after the review are told; common words that look like a name are not."""
    made = review(study_of("H: Helsingissä ja Turussa."), FINNISH, NOUNS)
    assert [row.name for row in unreviewed(made, [Row("Turku")], ())] == ["Helsinki"]


@pytest.mark.parametrize("text", ["", "H: no niin joo"])
def test_a_study_without_names_has_no_rows(text: str) -> None:
    """Nothing is found where nothing is."""
    assert review(Study("s", "", documents=(Document("a", text),)), FINNISH, NOUNS) == ()
