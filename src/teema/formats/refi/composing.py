"""Elements as text: escaped, in the schema's order, with what is kept of them put back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from teema.formats.refi.markup import Node
from teema.formats.refi.schema import FORMS, ONCE

Part: TypeAlias = tuple[str, str]
"""A child's name and its markup."""

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile('[&<>"\r\n\t\x00-\x1f\ud800-\udfff\ufffe\uffff]')
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_IN_ATTRIBUTES = {**_ENTITIES, '"': "&quot;", "\n": "&#10;", "\t": "&#9;"}


def text(words: str) -> str:
    r"""Escape an element's text; characters that XML forbids are left out.

    >>> text('a < "b"\x01')
    'a &lt; "b"'
    """
    if _SPECIAL.search(words) is None:
        return words
    return _ILLEGAL.sub("", words).translate(_TABLE)


def attribute(words: str) -> str:
    r"""Escape an attribute's value; its line breaks are kept.

    >>> attribute('"a"\n')
    '&quot;a&quot;&#10;'
    """
    if _SPECIAL.search(words) is None:
        return words
    return _ILLEGAL.sub("", words).translate(_ATTRIBUTE_TABLE)


_TABLE = str.maketrans(_ENTITIES)
_ATTRIBUTE_TABLE = str.maketrans(_IN_ATTRIBUTES)


def element(name: str, attributes: Mapping[str, str], parts: Iterable[Part] = (), words: str = "") -> str:
    """Write an element; attributes that are empty are left out, save a name.

    >>> element("Code", {"guid": "A", "name": "", "color": ""}, [("Description", "<Description>x</Description>")])
    '<Code guid="A" name=""><Description>x</Description></Code>'
    """
    given = "".join([f' {key}="{attribute(value)}"' for key, value in attributes.items() if value or key == "name"])
    body = "".join([markup for _, markup in parts]) or text(words)
    return f"<{name}{given}>{body}</{name}>" if body else f"<{name}{given}/>"


def described(words: str) -> list[Part]:
    """Write a description; none where there are no words."""
    return [("Description", element("Description", {}, (), words))] if words else []


def references(name: str, identities: Iterable[str]) -> list[Part]:
    """Write references of one name."""
    return [(name, f'<{name} targetGUID="{identity}"/>') for identity in identities]


def ordered(name: str, parts: Iterable[Part]) -> list[Part]:
    """Put an element's children in the schema's order; of those that may stand once the first stays."""
    order = {child: place for place, child in enumerate(FORMS[name].children)}
    found: list[Part] = []
    for part in sorted(parts, key=lambda one: order[one[0]]):
        if not (part[0] in ONCE and found and found[-1][0] == part[0]):
            found.append(part)
    return found


def written(node: Node) -> str:
    """Write a node with everything below it."""
    return element(node.element, node.attributes, [(each.element, written(each)) for each in node.children], node.text)
