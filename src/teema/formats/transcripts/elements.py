"""Elements of office XML by their local names: producers differ in the namespaces, not in the names."""

from __future__ import annotations

from lxml import etree


def local(element: etree._Element | None) -> str:
    """Return an element's name without its namespace; empty for None.

    >>> local(etree.fromstring('<w:p xmlns:w="urn:x"/>'))
    'p'
    """
    return "" if element is None else element.tag[element.tag.rfind("}") + 1 :]


def attribute(element: etree._Element, name: str) -> str:
    """Return an attribute by its local name; empty where it is absent."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """Return the first child of a name; None where there is none."""
    return None if element is None else next((each for each in element if local(each) == name), None)
