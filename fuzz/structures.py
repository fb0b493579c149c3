"""Damage that leaves the grammar whole: other values, elements lost, repeated or moved, in JSON and XML that still parses."""

from __future__ import annotations

import json
from random import Random
from typing import Any

from lxml import etree

from fuzz import damage

_VALUES: tuple[Any, ...] = (
    None, True, -1, 0, 10**30, 1e308, float("nan"), float("inf"), "", " ", "\x00", "x" * 100_000, [], {}, [[]], {"a": {}}, "../../outside",
    "9" * 5000, "\ud83d", "e\u0301" * 50, "<p>" * 500,
)  # fmt: skip
_WORDS = (
    "",
    " ",
    "x" * 100_000,
    "../../outside",
    "9" * 5000,
    "e\u0301" * 50,
    "-1",
    "0",
    "1e999",
    "NaN",
    "\u202e",
    "ts1",
    "a" * 40,
)


def changed(data: bytes, chance: Random) -> bytes:
    """Change JSON or XML within its grammar; anything else is damaged as bytes."""
    try:
        return _xml(data, chance) if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" else _json(data, chance)
    except (ValueError, RecursionError, etree.LxmlError):
        return chance.choice(damage.ALL)(data, chance)


def _json(data: bytes, chance: Random) -> bytes:
    holder = [json.loads(data)]
    for _ in range(chance.choice((1, 1, 3, 10))):
        places = list(_places(holder))
        inside, key = chance.choice(places)
        match chance.randrange(4):
            case 0:
                del inside[key]
            case 1 if isinstance(inside, list):
                copies = chance.choice((1, 1000)) if not isinstance(inside[key], dict | list) else 1
                inside[key:key] = json.loads(json.dumps([inside[key]])) * copies
            case 2:
                other, there = chance.choice(places)
                inside[key] = json.loads(json.dumps(other[there])) if _is_there(other, there) else None
            case _:
                inside[key] = chance.choice(_VALUES)
        if not holder:
            break
    return json.dumps(holder[0] if holder else None, ensure_ascii=chance.random() < 0.5).encode(
        "utf-8", "surrogatepass"
    )


def _is_there(inside: Any, key: Any) -> bool:
    return key in inside if isinstance(inside, dict) else key < len(inside)


def _places(inside: Any) -> Any:
    """Yield every place of a value within another, to a depth and number that suffice."""
    waiting, count = [inside], 0
    while waiting and count < 5000:
        each = waiting.pop()
        for key in list(each) if isinstance(each, dict) else range(len(each)):
            yield each, key
            count += 1
            if isinstance(each[key], dict | list):
                waiting.append(each[key])


_LONG = 10_000
"""Characters and elements beyond which nothing is made more of: cases are to be made quickly."""


def _xml(data: bytes, chance: Random) -> bytes:
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    for _ in range(chance.choice((1, 1, 3, 10))):
        elements = [each for each in root.iter() if isinstance(each.tag, str)]
        _change(chance.choice(elements), elements, chance)
    encoding = chance.choice(("UTF-8", "UTF-8", "UTF-16", "ASCII", "ISO-8859-1"))
    written: bytes = etree.tostring(root.getroottree(), xml_declaration=True, encoding=encoding)  # type: ignore[assignment]
    return written


def _change(element: etree._Element, elements: list[etree._Element], chance: Random) -> None:
    """Change an element's attributes or words, or its place among the others."""
    parent, other = element.getparent(), chance.choice(elements)
    match chance.randrange(7):
        case 0 | 1 if element.attrib:
            name = chance.choice(sorted(map(str, element.attrib)))
            like = chance.choice(elements).attrib
            values = [str(like[key])[:_LONG] for key in sorted(map(str, like))] or [""]
            element.attrib[name] = chance.choice(values) if chance.random() < 0.5 else chance.choice(_WORDS)
        case 2 if element.attrib:
            del element.attrib[chance.choice(sorted(map(str, element.attrib)))]
        case 3 if parent is not None:
            parent.remove(element)
        case 4 if parent is not None:
            copy = etree.tostring(element, with_tail=False)
            for _ in range(chance.choice((1, 3, 500)) if len(copy) < _LONG and len(elements) < _LONG else 1):
                parent.append(etree.fromstring(copy))
        case 5 if parent is not None and element not in other.iterancestors() and element is not other:
            other.append(element)
        case _:
            element.text = chance.choice(_WORDS)
