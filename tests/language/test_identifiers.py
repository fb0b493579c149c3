"""Identifiers: what is found, what is only possible, and what is left alone."""

from __future__ import annotations

import pytest
from bench import lemmas
from bench.made_identifiers import MAKERS, made, near_misses
from bench.names import false_hits, texts_of, true_identifiers
from hypothesis import given
from hypothesis import strategies as st

from teema.language.identifiers import identifiers
from teema.language.identifiers.found import Grade
from teema.language.identifiers.iban import _accounts, is_checked
from teema.language.identifiers.personal_identity_code import is_code

SURROUNDED = (
    "{}",
    "Tunnus on {}.",
    "Se ({}) ja",
    "tunnus: {}, niin",
    "oli {}:n kanssa",
    "{}, {}",
    '"{}"',
    "{}/{}",
    "2 {} 3",
    "{}\n{}",
    "{}–",
    "😀{}",
)


def found(text: str) -> list[tuple[str, str, bool]]:
    """Return kind, text and certainty of what is found."""
    return [(one.kind, one.text, one.certain) for one in identifiers(text)]


@pytest.mark.parametrize("kind", MAKERS)
def test_every_identifier_is_found(kind: str) -> None:
    """Each of a thousand valid ones is found whole and certain, whatever stands around it, as often as it stands there."""
    for number, identifier in enumerate(made(kind, 1000)):
        around = SURROUNDED[number % len(SURROUNDED)]
        text = around.format(*[identifier] * around.count("{}"))
        assert found(text) == [(kind, identifier, True)] * around.count("{}"), text


@pytest.mark.parametrize("kind", MAKERS)
def test_near_misses_are_possible(kind: str) -> None:
    """A thousand with one wrong sign are found; they are possible, unless the slip happens to make another valid one."""
    checked = {"personal_identity_code": is_code, "iban": lambda one: is_checked(one.replace(" ", ""))}.get(kind)
    for identifier in near_misses(kind, 1000):
        hits = found(f"Se on {identifier} niin")
        assert hits, identifier
        assert hits[0][1] == identifier
        if not (checked and checked(identifier)):
            assert hits == [(kind, identifier, False)]


@pytest.mark.parametrize(
    ("text", "kind", "certain"),
    [
        ("131052-308T", "personal_identity_code", True),
        ("131052-308t", "personal_identity_code", True),
        ("131052–308T", "personal_identity_code", True),
        ("131052 - 308T", "personal_identity_code", True),
        ("010594Y9032", "personal_identity_code", True),
        ("010203A900P", "personal_identity_code", False),
        ("131052-308U", "personal_identity_code", False),
        ("311352-308T", "personal_identity_code", False),
        ("131052-3O8T", "personal_identity_code", False),
        ("13I052-308T", "personal_identity_code", False),
        ("131052/308T", "personal_identity_code", False),
        ("131052 308T", "personal_identity_code", False),
        ("131052G308T", "personal_identity_code", False),
        ("1310523308T", "personal_identity_code", False),
        ("131052308T", "personal_identity_code", False),
        ("131052-308", "personal_identity_code", False),
        ("131052-38T", "personal_identity_code", False),
        ("0112038-9", "business_id", True),
        ("0112038–9", "business_id", True),
        ("FI01120389", "business_id", True),
        ("FI01120388", "business_id", False),
        ("0112038-8", "business_id", False),
        ("O112038-9", "business_id", False),
        ("0112038_9", "business_id", False),
        ("0112038 9", "business_id", False),
        ("112038-9", "business_id", False),
        ("FI21 1234 5600 0007 85", "iban", True),
        ("FI2112345600000785", "iban", True),
        ("fi21 1234 5600 0007 85", "iban", True),
        ("FI21 1234 5600 0007 86", "iban", False),
        ("F121 1234 5600 0007 85", "iban", False),
        ("PI21 1234 5600 0007 85", "iban", False),
        ("FI21 1234 56OO 0007 85", "iban", None),
        ("FI21 1234 56O0 0007 85", "iban", False),
        ("FI21 1234 5600 0007 8", "iban", False),
        ("21 1234 5600 0007 85", "iban", False),
        ("SE45 5000 0000 0583 9825 7466", "iban", True),
        ("GB29 NWBK 6016 1331 9268 19", "iban", True),
        ("GB29 NWBK 6016 1331 9268 18", "iban", False),
        ("GB29 NWBK 6016 I331 9268 19", "iban", False),
        ("040 123 4567", "phone", True),
        ("040-1234567", "phone", True),
        ("040.123.4567", "phone", True),
        ("(09) 310 1691", "phone", True),
        ("+358 (0)40 123 4567", "phone", True),
        ("+358 9 310 1691", "phone", True),
        ("00358 40 1234567", "phone", True),
        ("+46 70 123 45 67", "phone", True),
        ("0800 12345", "phone", True),
        ("010 123 4567", "phone", True),
        ("0295 016 500", "phone", True),
        ("O40 1234567", "phone", False),
        ("04O 123 4567", "phone", False),
        ("740 123 4567", "phone", False),
        ("000 123 4567", "phone", False),
        ("19 310 1691", "phone", False),
        ("I9 310 1691", "phone", False),
        ("0358 40 123 4567", "phone", False),
        ("O358 9 310 1691", "phone", False),
        ("+458 9 310 1691", "phone", True),
        ("358 40 1234567", "phone", False),
        ("40 1234567", "phone", False),
        ("+358 (O)40 123 4567", "phone", False),
        ("matti.virtanen@esimerkki.fi", "email", True),
        ("m+v_1@posti.esimerkki.co.uk", "email", True),
        ("matti.virtanen@esimerkki,fi", "email", False),
        ("matti,virtanen@esimerkki.fi", "email", False),
        ("matti.virtanen@esimerkki", "email", False),
        ("matti.virtanen@esimerkki:fi", "email", False),
        ("matti.virtanen @esimerkki.fi", "email", False),
        ("matti.virtanen@ esimerkki.fi", "email", False),
        ("matti.virtanen (at) esimerkki.fi", "email", False),
        ("matti.virtanen[ät]esimerkki[piste]fi", "email", False),
        ("matti piste virtanen ät esimerkki piste fi", "email", False),
        ("matti.virtanen2esimerkki.fi", "email", False),
        ("matti#esimerkki.fi", "email", False),
    ],
)
def test_ways_of_writing(text: str, kind: str, certain: bool | None) -> None:
    """What is written as its kind is written is certain; one slip makes it possible; two are too many (None)."""
    hits = found(f"Se oli {text}, joo")
    if certain is None:
        assert (kind, text, True) not in hits
    else:
        assert hits == [(kind, text, certain)]


@pytest.mark.parametrize(
    "text",
    [
        "vuosina 2013-2014 ja 1999/468/EY, N:o 1255/97",
        "15 001-19 999 puntaa, 1 050 000 000 euroa, 0,123456789",
        "klo 08.00-16.00, 0900-1700, 02-03-2015, 1.2.2015–3.4.2016",
        "CN-koodi 28492000, ISBN 951-0-12345-6, CAS 7439-93-2",
        "soita 112, 116117 tai 118",
        "@digikim kysyi, katso www.esimerkki.fi/sivu ja look at esimerkki.fi",
        "versio 1.12.3.40, 192.168.10.20, 12:30:45",
        "Matti piste, ät-merkki puuttuu",
        "",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    """Years, amounts, times, dates, codes of goods and books, short numbers, sites and names of accounts are no identifiers."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("131052-308T:n", "131052-308T"),
        ("0112038-9:lle", "0112038-9"),
        ("FI2112345600000785:stä", "FI2112345600000785"),
        ("0401234567:ään", "0401234567"),
        ("matti.virtanen@esimerkki.fi:hin", "matti.virtanen@esimerkki.fi"),
        ("<mailto:matti@esimerkki.fi>", "matti@esimerkki.fi"),
        ("sähköposti:matti@esimerkki.fi.", "matti@esimerkki.fi"),
        ("'matti@esimerkki.fi'", "matti@esimerkki.fi"),
    ],
)
def test_endings_and_labels_stay_outside(text: str, expected: str) -> None:
    """A case ending after a colon, a label before one and quotation marks don't belong to an identifier."""
    assert [(one.text, one.certain) for one in identifiers(text)] == [(expected, True)]


def test_the_more_specific_kind_wins() -> None:
    """A sign belongs to one identifier: a code in an address to the address, a telephone number's digits in an account to it."""
    assert found("131052-308T@esimerkki.fi") == [("email", "131052-308T@esimerkki.fi", True)]
    assert found("FI48 0401 2345 6700 11")[0][0] == "iban"
    assert found("010203-1234")[0][0] == "personal_identity_code"


def test_numbers_beside_each_other_are_two() -> None:
    """Two telephone numbers with a space or a slash between are two, and a number of pieces after one isn't of it."""
    assert [one.text for one in identifiers("0401234567 0507654321/050 1112223, 040 1234567 12 kpl")] == [
        "0401234567",
        "0507654321",
        "050 1112223",
        "040 1234567",
    ]


def test_offset_moves_places() -> None:
    """A turn's identifiers can be placed in its document; an emoji is one place."""
    (one,) = identifiers("😀 131052-308T", 100)
    assert (one.start, one.end, one.text) == (102, 113, "131052-308T")


@given(st.text(alphabet=st.sampled_from("0123456789-+ .@()/:AFIOT,\n\u00a0–aä😀"), max_size=80))
def test_every_identifier_stands_where_it_says(text: str) -> None:
    """The text between start and end is the identifier's, in order, and none overlaps another."""
    last = 0
    for one in identifiers(text):
        assert last <= one.start < one.end
        assert text[one.start : one.end] == one.text
        last = one.end


@pytest.mark.parametrize(
    "text",
    [
        "1" * 50_000,
        "1 " * 20_000,
        "040 " * 10_000,
        "FI21 " * 5_000,
        "a" * 50_000,
        "a." * 20_000 + "@",
        "@" * 20_000,
        "a.a2a" * 5_000 + ".fi",
        "aa ät " * 10_000,
        "(" * 50_000,
        "131052-308" * 5_000,
        "x, " * 20_000 + "1234567",
    ],
    ids=lambda text: text[:8],
)
def test_hostile_text_ends(text: str) -> None:
    """A long run of what nearly is an identifier is read in a time that grows with its length, not with its square."""
    assert len(list(identifiers(text))) <= len(text)


@pytest.mark.skipif(not lemmas._BESIDE.is_dir(), reason="the treebanks don't come along")
def test_texts_without_identifiers_hold_none() -> None:
    """In two treebanks nothing is found but what ``true_identifiers.tsv`` lists with its reason."""
    for path in sorted(lemmas._BESIDE.glob("fi_*-ud-*.conllu")):
        assert false_hits(texts_of(path), true_identifiers()) == []


def test_the_list_of_accounts() -> None:
    """A country stands once, in capitals, and no number is longer than the standard allows (34 signs)."""
    assert len(_accounts()) > 80
    assert all(len(country) == 2 and country.isupper() and len(signs) <= 34 for country, signs in _accounts().items())
    assert len(_accounts()["FI"]) == 18


def test_grades_go_from_the_best_to_the_least() -> None:
    """Where two overlap the lower grade wins."""
    assert Grade.CHECKED < Grade.FAILED < Grade.SHAPED < Grade.NEAR
