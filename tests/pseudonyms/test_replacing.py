"""Names replaced in running text and in keys, by what a language knows of their forms."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teema.language import analyser
from teema.pseudonyms.applying import pseudonymised
from teema.pseudonyms.finding import hider, replacer_for
from teema.pseudonyms.replacer import Pseudonym, Replacer
from teema.pseudonyms.undoing import undone
from teema.study import Coding, Customer, Document, Interview, Judgement, Memo, Person, Relevance, Span, Study

FINNISH, ENGLISH = analyser("fi"), analyser("en")
GIVEN = (
    Pseudonym("Koivukorven kunta", "[kunta A]", "customer"),
    Pseudonym("Koivukorpi", "[kunta A]", "customer"),
    Pseudonym("Matti Virtanen", "[K1a]", "person"),
    Pseudonym("Virtanen", "[K1a]", "person"),
    Pseudonym("040-1234567", "[puhelinnumero B]", "phone", ("040 123 4567",), as_written=True),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Soitin Koivukorven kuntaan Matti Virtaselle.", "Soitin [kunta A]:han [K1a]:lle."),
        ("Virtanen on Koivukorvesta, koivukorvessa syntynyt.", "[K1a] on [kunta A]:sta, [kunta A]:ssa syntynyt."),
        ("Numero 040 123 4567:stä ei vastattu.", "Numero [puhelinnumero B]:stä ei vastattu."),
        ("KOIVUKORVEN KUNTA", "[kunta A]"),
        ("[K1a]:lle ja [kunta A]:ssa", "[K1a]:lle ja [kunta A]:ssa"),
        ("1040 123 45678 koivukorpinen", "1040 123 45678 koivukorpinen"),
    ],
)
def test_forms_keep_their_case(text: str, expected: str) -> None:
    """An inflected form leaves its ending; what is replaced already, and longer words, stay."""
    assert replacer_for(GIVEN, FINNISH).text(text) == expected


def test_english_keeps_the_possessive() -> None:
    """English has no other endings to keep."""
    replacer = replacer_for([Pseudonym("Hillford", "[customer A]")], ENGLISH)
    assert replacer.text("Hillford's people in Hillford") == "[customer A]'s people in [customer A]"


def test_a_name_that_is_kept_protects_the_words_in_it() -> None:
    """Within a name that somebody decided to leave, a shorter one isn't replaced."""
    kept = (*GIVEN, Pseudonym("Virtanen Oy", ""))
    assert replacer_for(kept, FINNISH).text("Virtanen Oy:stä soitti Virtanen") == "Virtanen Oy:stä soitti [K1a]"


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("koivukorpi-virtanen", "kunta-a-k1a"),
        ("Haastattelu_MattiVirtanen2.docx", "Haastattelu_k1a-2.docx"),
        ("Koivukorven kunta", "kunta-a"),
        ("hr-palvelut", "hr-palvelut"),
        ("kunta-a", "kunta-a"),
        ("0b1d2c33-dead-5eef-abba-0123456789ab", "0b1d2c33-dead-5eef-abba-0123456789ab"),
    ],
)
def test_keys_take_a_form_for_file_names(key: str, expected: str) -> None:
    """The words of a key are found however it joins them; identities that Teema made are left."""
    assert replacer_for(GIVEN, FINNISH).key(key) == expected


def test_accents_are_often_missing_in_keys() -> None:
    """A name is found in a key that writes it without its accents."""
    assert replacer_for([Pseudonym("Hämeenlinna", "[kunta Ä]")], FINNISH).key("hameenlinna_1") == "kunta-a_1"


def test_two_keys_never_become_one() -> None:
    """Where two names become the same key, the later gets a number; all that refers to them follows."""
    study = Study(
        "s",
        "T",
        customers=(Customer("koivukorpi"), Customer("Koivukorven kunta"), Customer("kunta-a-2")),
        documents=(Document("koivukorpi", "x"),),
        interviews=(Interview("1", "koivukorpi", customer="Koivukorven kunta"),),
        codings=(Coding("c", "koivukorpi", Span(0, 1), "t"),),
        judgements=(Judgement("Koivukorven kunta", "met", sub_theme="Virtasen asia"),),
        memos=(Memo("m", "x", "document:koivukorpi"),),
    )
    new, record = pseudonymised(study, replacer_for(GIVEN, FINNISH))
    assert [one.id for one in new.customers] == ["kunta-a", "kunta-a-3", "kunta-a-2"]
    assert (new.documents[0].name, new.codings[0].document, new.memos[0].about) == (
        "kunta-a",
        "kunta-a",
        "document:kunta-a",
    )
    assert (new.interviews[0].customer, new.judgements[0].customer) == ("kunta-a-3", "kunta-a-3")
    assert new.judgements[0].sub_theme == "[K1a]:n asia"
    assert undone(new, record).study == study


def test_what_holds_a_name_is_seen() -> None:
    """A name, a part of one and one inside a key are seen; a pseudonym isn't."""
    hiding = hider(GIVEN, FINNISH)
    shown = [one for one in ("[Virtasen]", "[matti]", "[kunta A]", "[K1a]") if hiding.text(one) != one]
    assert shown == ["[Virtasen]", "[matti]"]
    assert hiding.key("virtanen2") != "virtanen2"


WORDS = ["no", "siis", "mä", "soitin", "😀", "e\u0301", "[naurua]", "että", "–", "...", "\n", "tota:", "5:n"]
FORMS = [
    "Koivukorvessa",
    "Koivukorven kunnalle",
    "koivukorpeen",
    "Matti Virtasen",
    "Virtaselta",
    "Virtanen",
    "040 123 4567",
]


@st.composite
def coded(draw: st.DrawFn) -> Study:
    """Draw spoken Finnish with names in it, and codings and relevance anywhere over it, nested and overlapping."""
    text = " ".join(draw(st.lists(st.sampled_from([*WORDS, *FORMS]), min_size=1, max_size=25)))
    spans = st.integers(0, len(text) - 1).flatmap(
        lambda start: st.integers(start + 1, len(text)).map(lambda end: Span(start, end))
    )
    drawn = draw(st.lists(spans, max_size=8))
    return Study(
        "s",
        "T",
        documents=(Document("virtanen", text),),
        people=(Person("K1a", speaker="Virtanen"),),
        codings=tuple(Coding(str(n), "virtanen", span, "t", reduced=span.of(text)) for n, span in enumerate(drawn)),
        relevance=tuple(Relevance(str(n), "virtanen", span) for n, span in enumerate(drawn)),
    )


@settings(max_examples=150, deadline=None)
@given(coded())
def test_codings_keep_their_words_in_random_speech(study: Study) -> None:
    """No known name is left, every coding covers its words with the names replaced, and all of it goes back."""
    replacer = replacer_for(GIVEN, FINNISH)
    new, record = pseudonymised(study, replacer)
    text = new.documents[0].text
    assert not re.search("koivuk|virta|matti|040", text, re.IGNORECASE)
    for old, one in zip(study.codings, new.codings, strict=True):
        gaps = re.split(r"\[(?:kunta A|K1a|puhelinnumero B)\](?::\w+)?", one.span.of(text))
        whole = study.documents[0].text
        assert re.search(".*?".join(map(re.escape, gaps)), whole, re.DOTALL)
        assert gaps[0] == "" or whole.startswith(gaps[0], old.span.start)
    assert undone(new, record).study == study


def test_a_form_that_only_the_mask_knew_is_found_as_it_was_met() -> None:
    """Where the language wouldn't find a form by the name, the review's own forms do."""
    odd = Pseudonym("Kakskytluvu", "[nimi A]", forms=("Kakskytluvulla",))
    assert replacer_for([odd], FINNISH).text("Kakskytluvulla oltiin").startswith("[nimi A]")
    assert Replacer([odd]).text("kakskytluvulla Kakskytluvullakin") == "kakskytluvulla Kakskytluvullakin"
