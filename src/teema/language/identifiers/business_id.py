"""Finnish business identity codes (Y-tunnus): seven digits, a hyphen, a check digit; also as a VAT number (FI and eight digits).

Rules: the Finnish Tax Administration. Codes given before 2002 may have six digits before the hyphen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from teema.language.identifiers.found import Found, Grade
from teema.language.identifiers.signs import ANY, DASHES, DIGIT, END, SPACES, START, one_off

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2)
_DASH = rf"[{SPACES}]?[{DASHES}][{SPACES}]?"
_FROM, _TO = rf"(?<!{DIGIT}[{DASHES}.]){START}", rf"{END}(?![{DASHES}.]{DIGIT})"
"""No part of a longer number, such as a book's."""
_ALNUM, _NO_DASH = r"[^\W_]", rf"[^\s{DASHES}]"
"""What may stand for a digit: within, anything but the dash of other numbers (7439-93-2 is a substance)."""
_WELL_FORMED = re.compile(rf"{_FROM}(?:FI[{SPACES}]?)?({DIGIT}{{7}}){_DASH}({DIGIT}){_TO}")
_VAT_NUMBER = re.compile(rf"{_FROM}[Ff][Ii][{SPACES}{DASHES}]?({DIGIT}{{7}})({DIGIT}){_TO}")
_ONE_OFF = re.compile(
    _FROM
    + one_off([*[DIGIT] * 7, f"[{DASHES}]", DIGIT], [_ALNUM, *[_NO_DASH] * 6, f"(?:[{SPACES}]|{ANY})", _ALNUM])
    + _TO
)
_MISCOUNTED = re.compile(rf"{_FROM}(?:{DIGIT}{{6}}[{DASHES}]{DIGIT}{_TO}|{DIGIT}{{7}}[{DASHES}](?=[^\w\s]))")


def found(text: str, start: int, end: int) -> Iterator[Found]:
    """Yield the codes between two places of a text, and what is one sign off a code."""
    for pattern in (_WELL_FORMED, _VAT_NUMBER):
        for match in pattern.finditer(text, start, end):
            grade = Grade.CHECKED if check_digit(match[1]) == match[2] else Grade.FAILED
            yield Found("business_id", *match.span(), grade)
    for match in _ONE_OFF.finditer(text, start, end):
        if _may_be_mended(match.group()):
            yield Found("business_id", *match.span(), Grade.NEAR)
    for match in _MISCOUNTED.finditer(text, start, end):
        yield Found("business_id", *match.span(), Grade.NEAR)


def check_digit(digits: str) -> str | None:
    """Return the check digit of a code's seven digits; None where no code has those digits.

    >>> check_digit("0112038"), check_digit("0000006")
    ('9', None)
    """
    rest = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True)) % 11
    return None if rest == 1 else str(-rest % 11)


def _may_be_mended(code: str) -> bool:
    """Tell whether some sign in place of the wrong one of nine makes a code."""
    digits, check = code[:7], code[8]
    wrong = next((place for place, sign in enumerate(digits) if not sign.isdecimal()), None)
    if wrong is None:
        return check_digit(digits) == check or (not check.isdecimal() and check_digit(digits) is not None)
    return any(check_digit(digits[:wrong] + sign + digits[wrong + 1 :]) == check for sign in "0123456789")
