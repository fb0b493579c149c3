"""Queries: what they mean, and where they go wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teema.errors import UsageError
from teema.search.query import Both, Either, Near, Phrase, Query, Without, Word, parse

A, B, C = Word("a"), Word("b"), Word("c")


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("a", A),
        ("  a  ", A),
        ("puhel*", Word("puhel", "beginning")),
        ("=Puhelimeen", Word("Puhelimeen", "form")),
        ('"a b"', Phrase((A, B))),
        ("”a b”", Phrase((A, B))),
        ("»a b»", Phrase((A, B))),
        ('="a b"', Phrase((Word("a", "form"), Word("b", "form")))),
        ('"puhel* b"', Phrase((Word("puhel", "beginning"), B))),
        ('"a"', A),
        ("a b", Both(A, B)),
        ("a AND b", Both(A, B)),
        ("a JA b", Both(A, B)),
        ("a OR b", Either(A, B)),
        ("a TAI b", Either(A, B)),
        ("a b OR c", Either(Both(A, B), C)),
        ("a (b OR c)", Both(A, Either(B, C))),
        ("a NOT b", Both(A, Without(B))),
        ("a EI b", Both(A, Without(B))),
        ("NOT NOT a", Without(Without(A))),
        ("NEAR(a b)", Near((A, B), 10)),
        ("NEAR(a b, 3)", Near((A, B), 3)),
        ('LÄHELLÄ("a b" c,0)', Near((Phrase((A, B)), C), 0)),
        ("near", Word("near")),
        ("ei and or", Both(Both(Word("ei"), Word("and")), Word("or"))),
        ("a, b".replace(",", ""), Both(A, B)),
        (
            "vaa'alla etä-työ NBC:n 3,5".replace(" 3,5", ""),
            Both(Both(Word("vaa'alla"), Word("etä-työ")), Word("NBC:n")),
        ),
        ("puhelin?", Word("puhelin")),
    ],
)
def test_a_query_means(asked: str, meant: Query) -> None:
    """Words, phrases and operators bind as the grammar says; operators are capitals only, in Finnish too."""
    assert parse(asked) == meant


@pytest.mark.parametrize(
    ("asked", "code", "position"),
    [
        ('a "b c', "W102", 3),
        ("(a OR b", "W103", 1),
        ("NEAR(a b", "W103", 5),
        ("a OR", "W104", 3),
        ("OR a", "W104", 1),
        ("a AND OR b", "W104", 3),
        ("a (b AND)", "W104", 6),
        ("NOT", "W104", 1),
        ("a )", "W105", 3),
        ("()", "W105", 1),
        ("a , b", "W105", 3),
        ("pu*helin", "W106", 1),
        ("a *", "W106", 3),
        ("=a*", "W106", 1),
        ("NEAR(a)", "W107", 1),
        ("NEAR(a b, x)", "W107", 11),
        ("NEAR(a b, -1)", "W107", 11),
        ("a --", "W109", 3),
        ('a ""', "W109", 3),
    ],
)
def test_a_broken_query_tells_where(asked: str, code: str, position: int) -> None:
    """What can't be understood is refused with its code and its place, counted from 1."""
    with pytest.raises(UsageError) as refused:
        parse(asked)
    assert (refused.value.code, refused.value.params["position"]) == (code, position)


@pytest.mark.parametrize(
    ("asked", "code"), [("", "W101"), ("  \n", "W101"), ("a " * 2_000, "W108"), ("(" * 400, "W108")]
)
def test_nothing_and_too_much_are_refused(asked: str, code: str) -> None:
    """An empty query, a too long one and one of too many brackets are refused."""
    with pytest.raises(UsageError, match=code):
        parse(asked)


@given(st.text('ab* "=(),NEARORNTJ”»-\n', max_size=40) | st.text(max_size=40))
def test_any_text_is_a_query_or_a_coded_error(asked: str) -> None:
    """Whatever is typed is understood or refused with a code; nothing else happens."""
    try:
        parse(asked)
        refused = UsageError("W101")
    except UsageError as error:
        refused = error
    assert refused.code.startswith("W10")
    assert 1 <= int(refused.params.get("position", 1)) <= len(asked) + 1
