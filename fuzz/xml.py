"""Hostile XML: entities that multiply, entities from outside, trees that are too deep or too wide."""

from __future__ import annotations

import re
from random import Random

SECRET_FILE = "/tmp/teema-fuzz-secret"
SECRET = "Salaisuus, jota kukaan ei saa lukea"
_BEGINNING = re.compile(rb"\s*(?:\xef\xbb\xbf)?(?:<\?xml[^>]*\?>)?")
_FIRST_TAG = re.compile(rb"<[A-Za-z][^<>]*[^/<>]>")
_MOST = 12_000_000


def is_xml(data: bytes) -> bool:
    """Tell whether bytes look like XML or HTML."""
    return data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"


def attacked(data: bytes, chance: Random) -> bytes:
    """Make an attack of a whole file, which stays otherwise as it is."""
    return chance.choice(
        (_with_entities, _with_entities, _with_wide_tree, _with_deep_tree, _with_attributes, _with_namespaces)
    )(data, chance)


def _with_entities(data: bytes, chance: Random) -> bytes:
    """Declare entities and use one inside the first element and in the first words."""
    declared = chance.choice((_laughs, _quadratic, _outside, _outside_parameter, _recursive))()
    start = _BEGINNING.match(data)
    at = start.end() if start else 0
    used = _FIRST_TAG.sub(lambda tag: tag[0] + b"&a;", data[at:], count=chance.choice((1, 3, 0)))
    return data[:at] + b"<!DOCTYPE x [" + declared + b"]>" + used


def _laughs() -> bytes:
    """Each entity holds ten of the one before: a billion at the end."""
    names = [b"l%d" % number for number in range(10)]
    steps = [b'<!ENTITY %b "%b">' % (name, b"&%b;" % names[n - 1] * 10 if n else b"ha") for n, name in enumerate(names)]
    return b"".join(steps) + b'<!ENTITY a "&l9;">'


def _quadratic() -> bytes:
    return b'<!ENTITY b "%b"><!ENTITY a "%b">' % (b"x" * 100_000, b"&b;" * 10_000)


def _outside() -> bytes:
    return b'<!ENTITY a SYSTEM "file://%b">' % SECRET_FILE.encode()


def _outside_parameter() -> bytes:
    return b'<!ENTITY %% p SYSTEM "file://%b"> %%p; <!ENTITY a SYSTEM "http://127.0.0.1:9/x">' % SECRET_FILE.encode()


def _recursive() -> bytes:
    return b'<!ENTITY a "&b;"><!ENTITY b "&a;">'


def _inside_first_tag(data: bytes, more: bytes) -> bytes:
    tag = _FIRST_TAG.search(data)
    return data[: tag.end()] + more + data[tag.end() :] if tag else data + more


def _with_wide_tree(data: bytes, chance: Random) -> bytes:
    """Repeat an element of the file, or a tiny one, a great many times."""
    elements = re.findall(rb"<([\w:]+)(?:\s[^<>]*)?>[^<>]*</\1>|<[\w:]+(?:\s[^<>]*)?/>", data[:500_000])
    whole = [match[0] for match in re.finditer(rb"<([\w:]+)(?:\s[^<>]*)?>[^<>]*</\1>", data[:500_000])]
    element = chance.choice(whole) if elements and whole and chance.random() < 0.6 else b"<a/>b"
    return _inside_first_tag(data, element * min(chance.choice((1000, 100_000, 3_000_000)), _MOST // len(element)))


def _with_deep_tree(data: bytes, chance: Random) -> bytes:
    names = re.findall(rb"<([\w:]+)[\s>]", data[:500_000]) or [b"a"]
    name, depth = chance.choice(names), chance.choice((200, 250, 1000, 50_000))
    return _inside_first_tag(data, b"<%b>" % name * depth + b"x" + b"</%b>" % name * depth)


def _with_attributes(data: bytes, chance: Random) -> bytes:
    """Give one element a great many attributes, or one that is a great deal too long."""
    if chance.random() < 0.5:
        return _inside_first_tag(data, b'<a b="%b"/>' % (b"x" * _MOST))
    return _inside_first_tag(data, b"<a %b/>" % b" ".join(b'a%d=""' % number for number in range(200_000)))


def _with_namespaces(data: bytes, chance: Random) -> bytes:
    count = chance.choice((10, 20_000))
    return _inside_first_tag(data, b"<a %b/>" % b" ".join(b'xmlns:n%d="u:%d"' % (n, n) for n in range(count)))
