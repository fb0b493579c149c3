"""Telephone numbers: Finnish ones as people write them, foreign ones with their country's code.

Numbering: the Finnish Transport and Communications Agency (Traficom), regulation 32. A number has no check character, so whatever has the right beginning and
length is one. Possible is what would be one with a sign changed, left out or added, or with an unusual beginning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from teema.language.identifiers.found import Found, Grade
from teema.language.identifiers.signs import DASHES, DIGIT, END, SPACES, START

_STRANGE = rf"[^\s0-9()+/.{DASHES}]"
_LETTER = r"[^\W0-9_]"
_GROUP = re.compile(rf"{START}(?:{DIGIT}+{_STRANGE}{DIGIT}+|{_LETTER}{DIGIT}+|{DIGIT}+{_LETTER}?|(?<=\()O(?=\))){END}")
"""Digits written together, among them at most one strange sign."""
_GAP = re.compile(rf"\)?[{SPACES}]?[{DASHES}/.][{SPACES}]?|\)?[{SPACES}]?\(|\)[{SPACES}]?|[{SPACES}]")
_FEWEST, _MOST = 7, 18
"""Signs of the shortest and the longest number, its country's code included."""
_FEWEST_AFTER_SLASH = 5
_LAST_BRACKET = 2
"""The last of a number's groups that a bracket may stand before: +358 (0)9."""

_NATIONAL = re.compile(r"(?:4\d|50)\d{6,8}|(?!50)[235-9]\d{6,9}|1[03-9]\d{5,8}")
"""A number after its zero: mobile; an area or a company's number of one digit; one of two digits."""
_SHORT = re.compile(r"0[235-9]\d{5}")
"""A number so short that only the space after its area makes it one."""
_UNUSUAL = re.compile(r"0(?!00)(?:\d{8,10}|[2-9]\d{5})")
_MOBILE = re.compile(r"0(?:4\d|50)\d{7}")
_MOBILE_ONE_OFF = re.compile(r"[1-9](?:4\d|50)\d{7}|[1-9]457\d{7}|000\d{7}")
_LANDLINE_ONE_OFF = re.compile(r"[1-9][235-9]\d{6,7}")
_ZERO_LOST = re.compile(r"(?:4\d|50)\d{7}")
_FINLAND = re.compile(r"(?:\+|00)3580?")
_FINLAND_ONE_OFF = re.compile(
    r"(?:\w0|0\w|\w?)3580?|(?:\+|00)(?:[^\W\d]58|3[^\W\d]8|35[^\W\d])0?|00(?:\d58|3\d8|35\d)0?"
)
_COUNTRY = re.compile(r"(?:\w58|3\w8|35\w)$")
_ABROAD = re.compile(r"\+[1-9]\d{7,14}|00[1-9]\d{8,14}")
_LIKE_ZERO = "OoQD"
_TIME = re.compile(r"(?:[01]\d|2[0-4])[0-5]\d")


@dataclass(frozen=True, slots=True)
class _Group:
    """Digits written together, and the signs between them and the group before: None where something else stands there."""

    text: str
    start: int
    end: int
    gap: str | None

    @property
    def tight(self) -> bool:
        """Tell whether a sign without a space joins the group to the one before, as within a longer number."""
        return self.gap is not None and not self.gap.isspace() and len(self.gap) == 1


def found(text: str, start: int, end: int) -> Iterator[Found]:
    """Yield the numbers between two places of a text, and what may be one."""
    groups = list(_groups(text, start, end))
    place = 0
    while place < len(groups):
        length, grade = _best(text, groups, place)
        if grade is not None:
            end_of_run = groups[place + length - 1].end
            yield Found("phone", _beginning(text, groups[place].start, end_of_run), end_of_run, grade)
        place += length


def _groups(text: str, start: int, end: int) -> Iterator[_Group]:
    last = -1
    for match in _GROUP.finditer(text, start, end):
        gap = text[last : match.start()] if last >= 0 else ""
        yield _Group(match.group(), *match.span(), gap if _GAP.fullmatch(gap) else None)
        last = match.end()


def _beginning(text: str, start: int, end: int) -> int:
    """Take in the plus before the first digit, and the bracket where it is closed within the number."""
    if start and text[start - 1] == "+":
        start -= 1
    opened = text.count(")", start, end) > text.count("(", start, end)
    return start - (opened and text.endswith("(", 0, start))


def _best(text: str, groups: Sequence[_Group], place: int) -> tuple[int, Grade | None]:
    """Return how many groups from a place make a number, and how well; one and None where they make none.

    Of several, a mobile number of the usual length is taken, else the longest: what follows may be a number of something else.
    """
    plus = "+" if text.endswith("+", 0, groups[place].start) else ""
    made: list[tuple[Grade, bool, int]] = []
    for run in _runs(groups, place):
        signs = plus + "".join(group.text for group in run)
        if len(signs) < _FEWEST or _goes_on(groups, place + len(run)):
            continue
        grade = _grade(signs, run)
        if grade is not None and not (place and _is_of_larger_number(groups[place - 1], run)):
            made.append((grade, not _MOBILE.fullmatch(signs), -len(run)))
    grade, _, length = min(made, default=(None, False, -1))
    return -length, grade


def _runs(groups: Sequence[_Group], place: int) -> Iterator[Sequence[_Group]]:
    """Yield the groups from a place on, one, two and so on, as far as they may belong to one number."""
    if groups[place].gap == ".":
        return
    signs = 0
    for last in range(place, len(groups)):
        signs += len(groups[last].text)
        if signs > _MOST or (last > place and not _may_follow(groups[last - 1], groups[last], last - place)):
            return
        yield groups[place : last + 1]


def _may_follow(before: _Group, group: _Group, place: int) -> bool:
    """Tell whether a group may go on with a number, at a place among its groups.

    Of one digit is only an area after the country or a bracket; beside a point stand three digits or more; after a slash, which else parts two
    numbers, the whole number of an area.
    """
    if group.gap is None or (
        "/" in group.gap and (group.text.startswith("0") or len(group.text) < _FEWEST_AFTER_SLASH)
    ):
        return False
    bracket, after_country = bool(set(group.gap) & set("()")), place == 1 and _COUNTRY.search(before.text)
    if (bracket and place > _LAST_BRACKET) or (len(group.text) < 2 and not after_country and not bracket):
        return False
    return "." not in group.gap or min(len(before.text), len(group.text)) >= 3


def _goes_on(groups: Sequence[_Group], place: int) -> bool:
    """Tell whether the next group belongs to what stands before it, as in 123-45-6."""
    return place < len(groups) and groups[place].tight and groups[place].gap != "/" and groups[place].text[0] != "0"


def _is_of_larger_number(before: _Group, run: Sequence[_Group]) -> bool:
    """Tell whether groups of three go on a number that begins before them: 1 050 000 000."""
    in_threes = all(len(group.text) == 3 and group.gap is not None and group.gap.isspace() for group in run)
    return in_threes and len(before.text) <= 3


def _grade(signs: str, run: Sequence[_Group]) -> Grade | None:
    """Tell whether signs are a number, written in groups."""
    if _counts(run):
        return None
    if is_number(signs) or (len(run) == 2 and _SHORT.fullmatch(signs)):
        return Grade.CHECKED if signs.startswith(("+", "00358")) else Grade.SHAPED
    if _has_wrong_country(signs):
        return Grade.FAILED
    return Grade.NEAR if _is_near(signs, [len(group.text) for group in run]) else None


def is_number(signs: str) -> bool:
    """Tell whether signs without spaces are a telephone number.

    >>> [is_number(signs) for signs in ("0401234567", "+358401234567", "093101691", "+4687654321", "112")]
    [True, True, True, True, False]
    """
    finland = _FINLAND.match(signs)
    if finland:
        return bool(_NATIONAL.fullmatch(signs, finland.end()))
    if signs.startswith("0") and _NATIONAL.fullmatch(signs, 1):
        return True
    return bool(_ABROAD.fullmatch(signs))


def _counts(run: Sequence[_Group]) -> bool:
    """Tell 02-03-2015, 0900-1700 and the years 08 09 10 11, which have as many digits as a number."""
    groups = [group.text for group in run]
    lengths = [len(group) for group in groups]
    if len(run) >= 3 and max(lengths[:2]) <= 2 and lengths[2] == 4:
        return run[1].tight and run[1].gap == run[2].gap
    if lengths == [2] * len(run) and "".join(groups).isdecimal():
        return len(run) > 2 and all(int(b) - int(a) == 1 for a, b in pairwise(groups))
    return lengths == [4, 4] and all(map(_TIME.fullmatch, groups))


def _has_wrong_country(signs: str) -> bool:
    """Tell whether signs are a number but for one sign of +358 or 00358."""
    finland = _FINLAND_ONE_OFF.match(signs)
    return bool(finland and _NATIONAL.fullmatch(signs, finland.end()))


def _is_near(signs: str, groups: Sequence[int]) -> bool:
    """Tell whether signs, in groups of so many, would be a number if one of them were another, or one more stood among them."""
    strange = [place for place, sign in enumerate(signs) if sign != "+" and not sign.isdecimal()]
    if strange:
        return len(strange) == 1 and _strange_sign(signs, strange[0], grouped=len(groups) > 1 and groups[0] <= 4)
    if _UNUSUAL.fullmatch(signs) or (_MOBILE_ONE_OFF.fullmatch(signs) and groups[0] in (3, 4, 10)):
        return True
    if _LANDLINE_ONE_OFF.fullmatch(signs) and groups[0] == 2:
        return groups[-1] == 4 or len(groups) == 2
    return bool(_ZERO_LOST.fullmatch(signs)) and groups[0] == 2


def _strange_sign(signs: str, place: int, *, grouped: bool) -> bool:
    """Tell whether a digit instead of a strange sign, or nothing, makes a number; for the first, groups tell a number from a code."""
    before, sign, after = signs[:place], signs[place], signs[place + 1 :]
    if not sign.isalpha() and min(len(before), len(after)) >= 3 and is_number(before + after):
        return True
    if sign in ",:":
        return False
    if not before:
        return bool(_MOBILE.fullmatch(f"0{after}")) or ((grouped or sign in _LIKE_ZERO) and is_number(f"0{after}"))
    return any(is_number(f"{before}{digit}{after}") for digit in "0123456789")
