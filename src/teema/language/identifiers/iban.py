"""International bank account numbers (IBAN, ISO 13616): a country, two check digits, and as many signs as the country has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from teema.language.identifiers.found import Found, Grade
from teema.language.identifiers.signs import DASHES, DIGIT, END, SPACES, START
from teema.language.word_lists import lines

_BEGINNING = re.compile(rf"{START}(?=([!-~]{{2}})[{SPACES}{DASHES}]?[^\s{DASHES}]{{2}})")
_GAP = re.compile(f"[{SPACES}{DASHES}]")
_KINDS = {"n": "0123456789", "a": "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "c": "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_FEWEST_DIGITS = 8
"""Digits of the shortest possible number less what may be wrong: words in capitals are no account."""
_MOST_SIGNS = 34
_FINNISH_MISCOUNTED = re.compile(rf"{START}[Ff][Ii](?:[{SPACES}{DASHES}]?{DIGIT}){{13,18}}{END}")
_WITHOUT_COUNTRY = re.compile(rf"{START}{DIGIT}{{2}}(?:[{SPACES}]?{DIGIT}){{14}}{END}")


def found(text: str, start: int, end: int) -> Iterator[Found]:
    """Yield the account numbers between two places of a text, and what is one sign off one."""
    for beginning in _BEGINNING.finditer(text, start, end):
        yield from _at(text, beginning.start(), beginning[1].upper())
    for match in _FINNISH_MISCOUNTED.finditer(text, start, end):
        yield Found("iban", *match.span(), Grade.FAILED)
    for match in _WITHOUT_COUNTRY.finditer(text, start, end):
        if is_checked("FI" + _GAP.sub("", match.group())):
            yield Found("iban", *match.span(), Grade.NEAR)


def _at(text: str, start: int, letters: str) -> Iterator[Found]:
    """Yield the number that begins at a place, for each country that its letters may mean."""
    signs = tuple(_signs(text, start))
    for country in _countries(letters):
        account = signs[: len(_accounts()[country])]
        number = "".join(sign for sign, _ in account)
        if len(number) < len(_accounts()[country]) or sum(map(str.isdecimal, number)) < _FEWEST_DIGITS:
            continue
        grade = _grade(number.upper(), letters, country) if _ends(text, account[-1][1]) else None
        if grade is not None:
            yield Found("iban", start, account[-1][1], grade)


def _signs(text: str, start: int) -> Iterator[tuple[str, int]]:
    """Yield up to as many signs as the longest number has, with the place after each; at most one space or dash may stand between two."""
    place = start
    for _ in range(_MOST_SIGNS):
        if place > start and _GAP.match(text, place):
            place += 1
        if place >= len(text) or text[place].isspace() or not text[place].isascii():
            return
        place += 1
        yield text[place - 1], place


def _ends(text: str, end: int) -> bool:
    """Tell whether no word or number goes on at a place, and one ends there."""
    return text[end - 1].isalnum() and not text[end : end + 1].isalnum()


def _grade(number: str, letters: str, country: str) -> Grade | None:
    """Tell how well a number agrees with a country's rules; None when more than a sign of it is wrong."""
    wrong = sum(sign not in kind for sign, kind in zip(number, _accounts()[country], strict=True))
    if wrong == 0:
        return Grade.CHECKED if is_checked(number) else Grade.FAILED
    if wrong == 1 and (letters == country or is_checked(country + number[2:])):
        return Grade.FAILED
    return None


def is_checked(number: str) -> bool:
    """Tell whether a number's check digits are right (ISO 7064, MOD 97-10).

    >>> is_checked("FI2112345600000785"), is_checked("FI2112345600000786")
    (True, False)
    """
    turned = number[4:] + number[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1


@cache
def _countries(letters: str) -> tuple[str, ...]:
    """Return the countries that two letters may mean: their own, and those that one of them differs from."""
    return tuple(code for code in _accounts() if code[0] == letters[0] or code[1] == letters[1])


@cache
def _accounts() -> dict[str, tuple[str, ...]]:
    """Return for each country the signs that may stand at each place of its numbers."""
    found: dict[str, tuple[str, ...]] = {}
    for line in lines("teema.language.identifiers", "accounts.txt"):
        country, structure = line.split()
        runs = re.findall(r"(\d+)([nac])", structure)
        account = "".join(kind * int(length) for length, kind in runs)
        found[country] = (*country, *(_KINDS[kind] for kind in f"nn{account}"))
    return found
