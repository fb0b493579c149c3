"""XML ↔ nodes ↔ JSON: elements by their local names, identities in one spelling, what is kept in a form that can be read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element

from teema.formats.refi.schema import FORMS
from teema.formats.source import canonical
from teema.study.identity import derived_id

_DEPTH = 32
"""How deep what is kept may be nested: the format itself, codes aside, reaches seven."""
_SPELLED = re.compile("[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}")
_GUID = re.compile(r"\{?([0-9A-Fa-f]{8})-?([0-9A-Fa-f]{4})-?([0-9A-Fa-f]{4})-?([0-9A-Fa-f]{4})-?([0-9A-Fa-f]{12})\}?")


def without_namespaces(root: Element) -> Element:
    """Name all elements by their local names: producers differ in the namespaces, not in the names.

    >>> without_namespaces(Element("{urn:QDA-XML:codebook:0:4}Code")).tag
    'Code'
    """
    for element in root.iter():
        if element.tag.startswith("{"):
            element.tag = element.tag[element.tag.rfind("}") + 1 :]
    return root


@lru_cache(maxsize=1 << 15)  # codes and users are referred to again and again
def guid(written: str | None) -> str:
    """Return an identity in upper case without braces; of what is no GUID one derived from it, so that references hold.

    >>> guid("{117fa803-e893-52b7-bde8-6b8926a82055}"), guid(None)
    ('117FA803-E893-52B7-BDE8-6B8926A82055', '')
    """
    if written and _SPELLED.fullmatch(written):
        return written
    words = (written or "").strip()
    match = _GUID.fullmatch(words)
    if match:
        return "-".join(match.groups()).upper()
    return derived("written", words.casefold()) if words else ""


@lru_cache(maxsize=1 << 10)
def is_guid(written: str | None) -> bool:
    """Tell whether an identity is written as the format asks."""
    return written is not None and (_SPELLED.fullmatch(written) or _GUID.fullmatch(written.strip())) is not None


def derived(kind: str, *key: object) -> str:
    """Derive an identity for what has none of its own: the same input, the same identity."""
    return derived_id("refi", kind, *key).upper()


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """Yield the children of some names, in order."""
    return (each for each in element if each.tag in names) if element is not None else iter(())


def child(element: Element | None, name: str) -> Element | None:
    """Return the first child of a name; None where there is none."""
    return None if element is None else element.find(name)


def words(element: Element | None) -> str:
    """Return an element's own text; empty for None."""
    return "" if element is None else element.text or ""


def named(element: Element) -> str:
    """Return an element's name, canonical."""
    return _canonical(element.get("name"))


def described(element: Element) -> str:
    """Return an element's description, canonical; empty where it has none."""
    return _canonical(words(child(element, "Description")))


def _canonical(words: str | None) -> str:
    return canonical(words) if words else ""


@dataclass(frozen=True, slots=True)
class Node:
    """An element with its attributes, text and children, apart from any file."""

    element: str
    attributes: dict[str, str]
    text: str = ""
    children: tuple[Node, ...] = ()

    def walk(self) -> Iterator[Node]:
        """Yield the node and everything below it."""
        yield self
        for each in self.children:
            yield from each.walk()


def node(element: Element, *, without: tuple[str, ...] = (), **changed: str) -> Node:
    """Make a node of an element, with children of some names left out and attributes set anew."""
    name = element.tag
    kinds = FORMS[name].attributes or {} if name in FORMS else {}
    attributes = {str(key).rpartition("}")[2]: str(value) for key, value in element.attrib.items()}
    for key, value in attributes.items():
        if kinds.get(key) == "guid":
            attributes[key] = guid(value)
    attributes |= changed
    attributes = {key: attributes[key] for key in (*kinds, *attributes) if key in attributes}
    below = tuple(node(each) for each in element if each.tag not in without)
    text = words(element)
    return Node(name, attributes, text if text.strip() else "", below)


def to_json(kept: Node, **beside: Any) -> str:
    """Write a node as JSON, with what else there is to say about it.

    >>> to_json(Node("MemberCode", {"targetGUID": "A"}), within="B")
    '{"element": "MemberCode", "attributes": {"targetGUID": "A"}, "within": "B"}'
    """
    return json.dumps(_plain(kept) | beside, ensure_ascii=False)


def _plain(kept: Node) -> dict[str, Any]:
    plain: dict[str, Any] = {"element": kept.element}
    if kept.attributes:
        plain["attributes"] = kept.attributes
    if kept.text:
        plain["text"] = kept.text
    if kept.children:
        plain["children"] = [_plain(each) for each in kept.children]
    return plain


def from_json(content: str) -> tuple[Node, dict[str, Any]] | None:
    """Read a node, and what stands beside it, from JSON; None where it holds none (someone may have edited it)."""
    try:
        plain = json.loads(content)
        return (_node(plain), plain) if isinstance(plain, dict) else None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _node(plain: dict[str, Any], room: int = _DEPTH) -> Node:
    if not room:
        raise ValueError("too deep")
    attributes = {str(key): str(value) for key, value in plain.get("attributes", {}).items()}
    below = tuple(_node(each, room - 1) for each in plain.get("children", ()))
    return Node(str(plain["element"]), attributes, str(plain.get("text", "")), below)
