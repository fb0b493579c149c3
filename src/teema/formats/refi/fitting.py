"""What was kept, made to fit the schema, and left out where what it is about is gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set

from teema.formats.refi.findings import Findings
from teema.formats.refi.markup import Node, guid
from teema.formats.refi.schema import FORMS, ONCE, REFERENCES, USERS, VALUES, fits

_MAY_GO = frozenset({"representedGUID", "fromSyncPoint", "toSyncPoint"})
"""References without which what refers still makes sense."""
_ONE_OF = {"Coding": ("CodeRef",)}


class Fitting:
    """Makes nodes fit the schema, what is written beside them, and each other."""

    def __init__(self, known: Set[str], users: Set[str], findings: Findings) -> None:
        self._known, self._users, self._findings = Counter(known), users, findings

    def settled(self, nodes: Sequence[Node], first_added: int) -> list[Node | None]:
        """Return the nodes as they fit, None where one can't; from ``first_added`` on they are additions to other elements.

        When one goes, what refers to it is looked at again, until all that is left holds together.
        """
        left: list[Node | None] = list(nodes)
        referring: dict[str, list[int]] = {}
        for order, node in enumerate(nodes):
            self._known.update(_identities(node))
            for identity in _references(node):
                referring.setdefault(identity, []).append(order)
        waiting = list(range(len(nodes)))
        while waiting:
            order = waiting.pop()
            before = left[order]
            left[order] = None if before is None else self._fit(before, added=order >= first_added)
            gone = _identities(before) - _identities(left[order])
            self._known.subtract(gone)
            waiting.extend(one for identity in gone for one in referring.get(identity, ()))
        return left

    def _fit(self, node: Node, *, added: bool = False) -> Node | None:
        """Make a node fit the schema; None, counted, where it can't, or where what it is about is gone.

        An addition needn't have what the element that it is added to has.
        """
        form = FORMS[node.element]
        attributes = self._attributes(node)
        if attributes is None:
            return None
        below = [one for each in self._allowed(node) if (one := self._fit(each)) is not None]
        lacks = any(key not in attributes for key in form.required if key != "name")
        lacks = lacks or any(name not in {one.element for one in below} for name in form.needed)
        if (lacks and not added) or (form.value and not fits(node.text, form.value)):
            self._findings.lose("kept", "not_in_the_format", node.element)
            return None
        order = {name: place for place, name in enumerate(form.children)}
        below.sort(key=lambda one: order[one.element])
        named = {"name": ""} if "name" in form.required and not added else {}
        return Node(node.element, named | attributes, node.text if form.value else "", tuple(_single(node, below)))

    def _allowed(self, node: Node) -> list[Node]:
        """Return a node's children less those that the schema doesn't know, which are counted."""
        known = FORMS[node.element].children
        for each in node.children:
            if each.element not in known:
                self._findings.lose("kept", "not_in_the_format", each.element)
        return [each for each in node.children if each.element in known]

    def _attributes(self, node: Node) -> dict[str, str] | None:
        """Return the attributes that fit; None where one that is needed leads nowhere."""
        kinds, fitting = FORMS[node.element].attributes or {}, dict[str, str]()
        for key, written_value in node.attributes.items():
            kind = kinds.get(key, "")
            value = guid(written_value) if kind == "guid" else written_value
            if not kind or not fits(value, kind) or (key in USERS and value not in self._users):
                continue
            if key in REFERENCES and self._known[value] <= 0:
                if key in _MAY_GO:
                    continue
                self._findings.lose("kept", "what_it_is_about_is_gone", node.element)
                return None
            fitting[key] = value
        return {key: fitting[key] for key in kinds if key in fitting}


def _identities(node: Node | None) -> Counter[str]:
    """Count the identities of a node and of what stands below it."""
    return Counter(guid(one.attributes["guid"]) for one in (node.walk() if node else ()) if one.attributes.get("guid"))


def _references(node: Node) -> set[str]:
    """Return what a node, and what stands below it, refers to."""
    return {guid(value) for one in node.walk() for key, value in one.attributes.items() if key in REFERENCES}


def _single(node: Node, below: Iterable[Node]) -> Iterable[Node]:
    """Yield children, of those that may stand once only the first."""
    met: set[str] = set()
    for one in below:
        once = ONCE | {*VALUES, *_ONE_OF.get(node.element, ())}
        key = "value" if one.element in VALUES else one.element
        if not (one.element in once and key in met):
            yield one
        met.add(key)
