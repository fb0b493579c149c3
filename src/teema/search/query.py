"""What a user asks → a tree. The grammar, loosest first: ``OR`` · ``AND`` (or nothing between) · ``NOT`` · words, phrases, ``NEAR``, brackets.

tavoitettavuus                 a word in any form, by its lemma
puhel*                         whatever begins so, in its form or its lemma
=puhelimeen                    the form itself
"huono tavoitettavuus"         words one after the other, each by its lemma; ="…" the forms themselves
NEAR(puhelin vastata, 5)       words with at most five others between
a AND b · a b · a OR b · NOT a · (a OR b) c
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from teema.errors import UsageError

Way: TypeAlias = Literal["lemma", "form", "beginning"]
NEAR = 10
"""Words between, at most, where a query doesn't say."""
_LONGEST = 2_000
"""Characters of a query: more is a mistake, and deep brackets would exhaust the reader."""
_DEEPEST = 50


@dataclass(frozen=True, slots=True)
class Word:
    """One word: found by its lemma, as the form itself, or by how it begins."""

    text: str
    way: Way = "lemma"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words one after the other."""

    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """Words or phrases close together in any order: at most ``apart`` other words between the first and each of the others."""

    items: tuple[Word | Phrase, ...]
    apart: int = NEAR


@dataclass(frozen=True, slots=True)
class Both:
    """Turns that both sides are found in."""

    left: Query
    right: Query


@dataclass(frozen=True, slots=True)
class Either:
    """Turns that any side is found in."""

    left: Query
    right: Query


@dataclass(frozen=True, slots=True)
class Without:
    """Turns that something is not found in."""

    what: Query


Query: TypeAlias = Word | Phrase | Near | Both | Either | Without

_AND, _OR, _NOT, _NEAR = {"AND", "JA"}, {"OR", "TAI"}, {"NOT", "EI"}, {"NEAR", "LÄHELLÄ"}
_PIECE = re.compile(r"""\s*(?:(?P<quote>=?["“”„»])|(?P<mark>[(),])|(?P<word>[^\s(),"“”„»]+))""")
_QUOTE_END = re.compile(r"[\"“”»]")
_LETTER = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    at: int


def parse(asked: str) -> Query:
    """Return the tree of a query.

    UsageError with ``position``, counted from 1: nothing to look for (W101), a quotation mark (W102) or bracket (W103) left open,
    something missing after an operator (W104), a bracket or comma too many (W105), a star within a word or alone (W106), NEAR with
    fewer than two words or a number that is none (W107), too long or deep (W108), a word without letters (W109).

    >>> parse('puhelin OR "huono palvelu"')
    Either(left=Word(text='puhelin', way='lemma'), right=Phrase(words=(Word(text='huono', way='lemma'), Word(text='palvelu', way='lemma'))))
    >>> parse("(a")
    Traceback (most recent call last):
        ...
    teema.errors.UsageError: W103
    """
    if not asked.strip():
        raise UsageError("W101")
    if len(asked) > _LONGEST:
        raise UsageError("W108", most=_LONGEST)
    return _Parser(asked).whole()


def words_in(query: Query) -> Iterator[Word]:
    """Yield every word that a query asks for.

    >>> [word.text for word in words_in(parse('puhelin OR NEAR(huono "hyvä palvelu")'))]
    ['puhelin', 'huono', 'hyvä', 'palvelu']
    """
    match query:
        case Word():
            yield query
        case Phrase():
            yield from query.words
        case Near():
            yield from (word for item in query.items for word in words_in(item))
        case Both() | Either():
            yield from words_in(query.left)
            yield from words_in(query.right)
        case Without():
            yield from words_in(query.what)


class _Parser:
    """Reads a query from left to right."""

    def __init__(self, asked: str) -> None:
        self._asked, self._at, self._depth = asked, 0, 0

    def whole(self) -> Query:
        found = self._either()
        left = self._next()
        if left:
            raise self._wrong("W105", left)
        return found

    def _wrong(self, code: str, piece: _Piece | None = None, operator: str = "") -> UsageError:
        place = piece.at if piece else len(self._asked.rstrip())
        return UsageError(code, query=self._asked, position=place + 1, operator=operator, most=_LONGEST)

    def _next(self) -> _Piece | None:
        """Look at the next piece: a word, a mark, or a quotation mark."""
        match = _PIECE.match(self._asked, self._at)
        if not match:
            return None
        kind = match.lastgroup or ""
        return _Piece(match[kind], match.start(kind))

    def _take(self, piece: _Piece) -> None:
        self._at = piece.at + len(piece.text)

    def _takes(self, words: set[str]) -> _Piece | None:
        """Take the next piece if it is one of some words."""
        piece = self._next()
        if piece is None or piece.text not in words:
            return None
        self._take(piece)
        return piece

    def _either(self) -> Query:
        found = self._both()
        while operator := self._takes(_OR):
            found = Either(found, self._operand(operator))
        return found

    def _operand(self, operator: _Piece) -> Query:
        if not self._begins_operand():
            raise self._wrong("W104", operator, operator.text)
        return self._both()

    def _begins_operand(self) -> bool:
        piece = self._next()
        return piece is not None and piece.text not in {")", ","} | _AND | _OR

    def _both(self) -> Query:
        found = self._without()
        while True:
            operator = self._takes(_AND)
            if operator and not self._begins_operand():
                raise self._wrong("W104", operator, operator.text)
            if not self._begins_operand():
                return found
            found = Both(found, self._without())

    def _without(self) -> Query:
        operator = self._takes(_NOT)
        if not operator:
            return self._single()
        if not self._begins_operand():
            raise self._wrong("W104", operator, operator.text)
        self._deeper(operator)
        found = Without(self._without())
        self._depth -= 1
        return found

    def _deeper(self, piece: _Piece) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self._wrong("W108", piece)

    def _single(self) -> Query:
        piece = self._next()
        if piece is None or piece.text in {")", ","}:
            raise self._wrong("W105" if piece else "W104", piece, self._asked.split()[-1])
        if piece.text in _AND | _OR:
            raise self._wrong("W104", piece, piece.text)
        self._take(piece)
        if piece.text == "(":
            return self._bracketed(piece)
        if piece.text in _NEAR and self._asked[self._at : self._at + 1] == "(":
            return self._near(piece)
        return self._item(piece)

    def _bracketed(self, opening: _Piece) -> Query:
        self._deeper(opening)
        found = self._either() if self._begins_operand() else None
        if not self._takes({")"}):
            raise self._wrong("W103", self._next() or opening)
        if found is None:
            raise self._wrong("W105", opening)
        self._depth -= 1
        return found

    def _near(self, name: _Piece) -> Near:
        opening = self._takes({"("})
        items: list[Word | Phrase] = []
        while (piece := self._next()) and piece.text not in {"(", ")", ","}:
            self._take(piece)
            items.append(self._item(piece))
        apart = self._apart(name)
        if not self._takes({")"}):
            raise self._wrong("W103", self._next() or opening)
        if len(items) < 2:
            raise self._wrong("W107", name)
        return Near(tuple(items), apart)

    def _apart(self, name: _Piece) -> int:
        """Read the number after NEAR's comma; a comma alone is forgiven between words of other languages, not here."""
        if not self._takes({","}):
            return NEAR
        number = self._next()
        if number is None or not (number.text.isascii() and number.text.isdigit() and len(number.text) <= 4):
            raise self._wrong("W107", number or name)
        self._take(number)
        return int(number.text)

    def _item(self, piece: _Piece) -> Word | Phrase:
        if piece.text[-1] in '"“”„»':
            return self._phrase(piece)
        return self._word(piece.text, piece.at, "lemma")

    def _phrase(self, opening: _Piece) -> Word | Phrase:
        """Read up to the closing quotation mark; one word in quotation marks is that word."""
        closing = _QUOTE_END.search(self._asked, self._at)
        if not closing:
            raise self._wrong("W102", opening)
        way: Way = "form" if opening.text.startswith("=") else "lemma"
        inside = re.finditer(r"\S+", self._asked[self._at : closing.start()])
        words = tuple(self._word(one.group(), self._at + one.start(), way) for one in inside)
        self._at = closing.end()
        if not words:
            raise self._wrong("W109", opening)
        return words[0] if len(words) == 1 else Phrase(words)

    def _word(self, text: str, at: int, way: Way) -> Word:
        piece = _Piece(text, at)
        bare = text.removeprefix("=")
        way = "form" if bare != text else way
        if "*" in bare:
            start = bare.rstrip("*")
            if "*" in start or not _LETTER.search(start) or way == "form":
                raise self._wrong("W106", piece)
            return Word(start, "beginning")
        word = bare.strip(".,;:!?…()[]'’")
        if not _LETTER.search(word):
            raise self._wrong("W109", piece)
        return Word(word, way)
