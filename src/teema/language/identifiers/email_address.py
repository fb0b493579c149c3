"""E-mail addresses, and what mistyping, hiding or speaking makes of them: a comma for a point, a space, (at), ät and piste."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from teema.language.identifiers.found import Found, Grade
from teema.language.identifiers.signs import END, SPACES, START

_WORD = r"[\w+%&'~-]"
_LOCAL = rf"{_WORD}+(?:\.{_WORD}+)*"
_DOMAIN = r"[^\W_][\w-]*(?:\.[\w-]+)*\.[A-Za-z]{2,24}"
_ADDRESS = re.compile(rf"{_LOCAL}@{_DOMAIN}")
_LONGEST = 64
"""Signs looked at on each side of the @, which RFC 5321 allows before it."""
_AT = re.compile(r"@")
_BEFORE = re.compile(r"[^\s@<>()\[\]{}\"“”„«»|]+\Z")
_AFTER = re.compile(r"[^\s@<>()\[\]{}\"“”„«»|]+")
_LABEL = re.compile(
    r"^(?:mailto|e-?mail|[^\W\d_]*posti[^\W\d_]*|meili|mail|osoite|[^\W\d_]{1,3}):|^[^\W\d_]{1,64}:(?=[^.:]+\.)",
    re.IGNORECASE,
)
"""A word before a colon: what is told to be an address, a speaker's letter, any word before an address with a point of its own."""
_ENDING = re.compile(r":[a-zåäö]{1,8}\Z")
_LISTED = re.compile("[,;/]")
_BEGINNING, _END = re.compile(r"^\W+"), re.compile(r"\W+\Z")

_ALONE = r"(?<![\w.+-])"
_NAME, _LABEL_OF_DOMAIN = r"[^\W_][\w.+-]{0,63}", r"[^\W_][\w-]{0,63}"
_POINT = rf"(?:[{SPACES}](?:piste|dot)[{SPACES}]|[{SPACES}]?[(\[](?:piste|dot)[)\]][{SPACES}]?)"
_SPACED_NAME = rf"{_ALONE}{_NAME}(?:{_POINT}{_NAME}){{0,3}}"
_TOP = "(?:fi|com|net|org|eu|info|io|nu|se|ee|no|dk|de|uk)"
_SITE = rf"{_LABEL_OF_DOMAIN}(?:\.[\w-]{{1,63}}){{0,3}}\.{_TOP}"
_HIDDEN_SIGN = rf"[{SPACES}]?[(\[{{<](?:at|ät|a|ät-merkki|miukumauku|@)[)\]}}>][{SPACES}]?"
_SPOKEN_SIGN = rf"[{SPACES}](?:ät|at|ät-merkki|miukumauku)[{SPACES}]"
_SPACED_SIGN = rf"(?:[{SPACES}]@[{SPACES}]?|@[{SPACES}])"
_KEY = "#*§$£€~^¤"
"""What the key of the @ or one beside it gives when it slips."""
_NEAR = (
    # matti (at) esimerkki.fi
    rf"{_SPACED_NAME}{_HIDDEN_SIGN}{_LABEL_OF_DOMAIN}(?:(?:\.|{_POINT})[\w-]{{1,63}}){{0,4}}{END}",
    # matti ät esimerkki piste fi; matti at esimerkki piste fi
    rf"{_SPACED_NAME}{_SPOKEN_SIGN}{_LABEL_OF_DOMAIN}(?:{_POINT}[\w-]{{1,63}}){{1,4}}{END}",
    # matti ät esimerkki.fi; matti.virtanen at esimerkki.fi, but not "look at esimerkki.fi"
    rf"{_ALONE}{_NAME}[{SPACES}]ät[{SPACES}]{_SITE}{END}",
    rf"{START}[^\W_]{{1,64}}[._][^\W_]{{1,64}}[{SPACES}]at[{SPACES}]{_SITE}{END}",
    # matti @esimerkki.fi, matti@ esimerkki.fi
    rf"{_ALONE}{_NAME}{_SPACED_SIGN}{_LABEL_OF_DOMAIN}(?:[.,][\w-]{{1,63}}){{1,4}}{END}",
    # matti.virtanen2esimerkki.fi, matti#esimerkki.fi
    rf"(?<![\w.@/:-])(?!www)[^\W\d_]{{2,64}}[._-][^\W_]{{2,64}}[{_KEY}2&!][^\W\d_]{{2,64}}\.{_TOP}(?![\w/])",
    rf"(?<![\w.@/:-])[^\W_]{{2,64}}[{_KEY}][^\W\d_]{{2,64}}\.{_TOP}(?![\w/])",
)
"""Patterns of what is one slip off an address; compiled when a text first holds one of its signs."""
_MAY_BE_NEAR = re.compile(rf"@|\b(?:ät|at|piste|dot|miukumauku)\b|[{_KEY}2&!][^\W\d_]{{2,64}}\.{_TOP}", re.IGNORECASE)


def found(text: str) -> Iterator[Found]:
    """Yield the addresses of a text, and what may be one."""
    for sign in _AT.finditer(text):
        yield from _around(text, sign.start())
    if _MAY_BE_NEAR.search(text):
        for pattern in _near():
            for match in pattern.finditer(text):
                yield Found("email", *match.span(), Grade.NEAR)


@cache
def _near() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in _NEAR)


def _around(text: str, at: int) -> Iterator[Found]:
    """Yield the address around an @ that has signs on both sides: what stands between spaces, brackets and quotation marks."""
    before = _BEFORE.search(text[max(0, at - _LONGEST) : at])
    after = _AFTER.match(text, at + 1, at + 1 + 4 * _LONGEST)
    if not before or not after:
        return
    local, joined = _local(before.group(), text[at - len(before.group()) - 1 : at - len(before.group())] == "@")
    domain, right = _domain(after.group())
    if local and domain:
        grade = Grade.CHECKED if right and not joined and _ADDRESS.fullmatch(f"{local}@{domain}") else Grade.FAILED
        yield Found("email", at - len(local), at + 1 + len(domain), grade)


def _local(before: str, another: bool) -> tuple[str, bool]:
    """Return what stands before the @, and whether a comma joins it: matti,virtanen. After ``another`` address a comma parts."""
    whole = _LABEL.sub("", _BEGINNING.sub("", before))
    last = _LISTED.split(whole)[-1]
    if another or last == whole or "/" in whole:
        return _BEGINNING.sub("", last), False
    return whole, True


def _domain(after: str) -> tuple[str, bool]:
    """Return what stands after the @, and whether it is a domain: up to a list's sign or a case ending where that is one, else all."""
    whole = _END.sub("", after)
    for one in (whole, _LISTED.split(whole)[0], _ENDING.sub("", whole), _ENDING.sub("", _LISTED.split(whole)[0])):
        bare = _END.sub("", one)
        if re.fullmatch(_DOMAIN, bare):
            return bare, True
    return whole, False
