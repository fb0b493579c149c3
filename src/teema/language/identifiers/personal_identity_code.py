"""Finnish personal identity codes (henkilötunnus): DDMMYY, a sign of the century, NNN and a check character.

Rules: the Digital and Population Data Services Agency (DVV), as they stand since the new signs of 2023. An individual number of 900–999 is
temporary, and the code is as personal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from teema.language.identifiers.found import Found, Grade
from teema.language.identifiers.signs import ANY, DASHES, DIGIT, END, SPACES, START, one_off

_CHECKS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_CENTURIES = {"+": 1800, **dict.fromkeys("-UVWXY", 1900), **dict.fromkeys("ABCDEF", 2000)}
_OF_EACH_CENTURY = "+-A"
_FIRST_NUMBER = 2
_SEPARATOR = rf"[{DASHES}+A-Fa-fU-Yu-y]"
_SPACED = rf"[{SPACES}]?[{DASHES}+][{SPACES}]?"
_LETTER = "[A-Za-z]"
_UNITS = (*[DIGIT] * 6, _SEPARATOR, *[DIGIT] * 3, "[0-9A-Za-z]")
_WELL_FORMED = re.compile(rf"{START}({DIGIT}{{6}})({_SEPARATOR}|{_SPACED})({DIGIT}{{3}})([0-9A-Za-z]){END}")
_ONE_OFF = re.compile(f"{START}{one_off(_UNITS, [*[ANY] * 6, f'(?:[{SPACES}]|{ANY})', *[ANY] * 3, ''])}{END}")
_UNSEPARATED = re.compile(f"{START}({DIGIT}{{6}})({DIGIT}{{3}})({_LETTER}){END}")
_UNCHECKED = re.compile(f"{START}({DIGIT}{{6}})([{DASHES}+A-FU-Y])({DIGIT}{{3}}){END}(?![{DASHES}])")
_MISCOUNTED = re.compile(
    f"{START}(?:(?:{DIGIT}{{5}}|{DIGIT}{{7}})[{DASHES}+]{DIGIT}{{3}}"
    f"|({DIGIT}{{6}})[{DASHES}+](?:{DIGIT}{{2}}|{DIGIT}{{4}})){_LETTER}{END}"
)
_TYPED_DASH = re.compile(f"[{DASHES}]")


def found(text: str, start: int, end: int) -> Iterator[Found]:
    """Yield the codes between two places of a text, and what is one sign off a code."""
    for match in _WELL_FORMED.finditer(text, start, end):
        yield Found("personal_identity_code", *match.span(), _grade(*match.groups()))
    for match in _near(text, start, end):
        yield Found("personal_identity_code", *match.span(), Grade.NEAR)


def _grade(day: str, separator: str, number: str, check: str) -> Grade:
    """Tell how well signs agree with the rules: more than a digit may be wrong, and then they may be a telephone number as well."""
    if is_code(day + separator + number + check):
        return Grade.CHECKED
    return Grade.FAILED if check.isalpha() or _is_day(day, separator) else Grade.NEAR


def _near(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield what is a code with one sign changed, left out or added, as far as the other signs can tell."""
    for match in _ONE_OFF.finditer(text, start, end):
        if any(map(is_code, _mended(match.group()))):
            yield match
    for match in _UNSEPARATED.finditer(text, start, end):
        if any(is_code(sign.join((match[1], match[2] + match[3]))) for sign in _OF_EACH_CENTURY):
            yield match
    for match in _UNCHECKED.finditer(text, start, end):
        if is_code(match.group() + check_character(match[1] + match[3])):
            yield match
    for match in _MISCOUNTED.finditer(text, start, end):
        if match[1] is None or any(_is_day(match[1], sign) for sign in _OF_EACH_CENTURY):
            yield match


def is_code(code: str) -> bool:
    """Tell whether a code's date exists, its number is one that is given, and its check character is right.

    >>> is_code("131052-308T"), is_code("131052-308U"), is_code("310252-308T")
    (True, False, False)
    """
    day, separator, number, check = code[:6], code[6:-4], code[-4:-1], code[-1:].upper()
    if not (day + number).isdecimal() or int(number) < _FIRST_NUMBER:
        return False
    return _is_day(day, separator) and check == check_character(day + number)


def check_character(digits: str) -> str:
    """Return the check character of a code's nine digits.

    >>> check_character("131052308")
    'T'
    """
    return _CHECKS[int(digits) % len(_CHECKS)]


def _is_day(day: str, separator: str) -> bool:
    """Tell whether the century of a separator has the day DDMMYY."""
    century = _CENTURIES.get(_TYPED_DASH.sub("-", separator).strip().upper())
    if century is None:
        return False
    try:
        date(century + int(day[4:]), int(day[2:4]), int(day[:2]))
    except ValueError:
        return False
    return True


def _mended(code: str) -> Iterator[str]:
    """Yield what a code of eleven signs may have been before one of them was changed."""
    wrong = next((place for place, sign in enumerate(code[:-1]) if place != 6 and not sign.isdecimal()), 6)
    for sign in _OF_EACH_CENTURY if wrong == 6 else "0123456789":
        yield code[:wrong] + sign + code[wrong + 1 :]
