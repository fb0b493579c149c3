"""What was kept, on its way back: made to fit the schema, and left out where what it is about is gone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from typing import Any

from teema.formats.refi.composing import Part, ordered, written
from teema.formats.refi.findings import Findings
from teema.formats.refi.markup import Node, from_json, guid
from teema.formats.refi.schema import FORMS, ONCE, REFERENCES, USERS, VALUES, fits
from teema.study.kept import Kept

_MAY_GO = frozenset({"representedGUID", "fromSyncPoint", "toSyncPoint"})
"""References without which what refers still makes sense."""
_ONE_OF = {"Coding": ("CodeRef",)}
_AT_A_PLACE = ("SyncPoint", "PlainTextSelection")
_PLACES = {
    "Link": "Links",
    "Set": "Sets",
    "Graph": "Graphs",
    **dict.fromkeys(("TextSource", "PDFSource", "PictureSource", "AudioSource", "VideoSource"), "Sources"),
}


class Returning:
    """Things kept from an earlier import, by where they go."""

    def __init__(self, kept: Iterable[Kept], lengths: Mapping[str, int], findings: Findings) -> None:
        self._findings, self._lengths = findings, lengths
        self._whole: dict[tuple[str, str], list[Node]] = {}
        self._added: dict[tuple[str, str], list[Node]] = {}
        for each in kept:
            if each.origin == "refi":
                self._sort(each)
        self._known: Set[str] = frozenset()
        self._users: Set[str] = frozenset()

    def _sort(self, kept: Kept) -> None:
        """Sort one kept thing: a whole element goes into a wrapper or source, an addition to an element of an identity."""
        read = from_json(kept.content)
        if read is None or read[0].element not in FORMS:
            self._findings.lose("kept", "unreadable", kept.kind)
            return
        one, facts = read
        within = guid(str(facts.get("within", "")))
        if not facts.get("addition"):
            place = _PLACES.get(one.element)
            self._whole.setdefault((place, "") if place else (one.element, within), []).append(one)
            return
        one = self._fresh(one, facts, within)
        own = guid(one.attributes.get("guid"))
        key = within if one.element in ("Representation", "Transcript") else "" if one.element == "Project" else own
        self._added.setdefault((one.element, key), []).append(one)

    def _fresh(self, one: Node, facts: Mapping[str, Any], within: str) -> Node:
        """Leave out what stands at positions of a text that has since become longer or shorter."""
        of_text = within or guid(one.attributes.get("guid"))
        if facts.get("characters") in (None, self._lengths.get(of_text)):
            return one
        still = tuple(each for each in one.children if each.element not in _AT_A_PLACE)
        self._findings.lose("kept", "text_changed", one.element, len(one.children) - len(still))
        return Node(one.element, one.attributes, one.text, still)

    def settle(self, written_identities: Set[str], users: Set[str]) -> None:
        """Leave out what refers to what is gone, and what refers to that, until all that is left holds together."""
        self._users = users
        while True:
            self._known = written_identities | self._identities()
            before = sum(map(len, self._whole.values())), len(self._known)
            self._whole = {key: self._fitting(nodes) for key, nodes in self._whole.items()}
            self._added = {key: self._fitting(nodes, added=True) for key, nodes in self._added.items()}
            if before == (sum(map(len, self._whole.values())), len(written_identities | self._identities())):
                return

    def _identities(self) -> frozenset[str]:
        """Return the identities of everything kept."""
        groups = (*self._whole.values(), *self._added.values())
        return frozenset(
            guid(one.attributes.get("guid")) for nodes in groups for node in nodes for one in node.walk()
        ) - {""}

    def _fitting(self, nodes: Iterable[Node], *, added: bool = False) -> list[Node]:
        return [one for node in nodes if (one := self._fit(node, added=added)) is not None]

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
            if key in REFERENCES and value not in self._known:
                if key in _MAY_GO:
                    continue
                self._findings.lose("kept", "what_it_is_about_is_gone", node.element)
                return None
            fitting[key] = value
        return {key: fitting[key] for key in kinds if key in fitting}

    def whole(self, place: str, within: str = "") -> list[Node]:
        """Return the whole elements that go to a place: a wrapper, or an element's name within a source."""
        return self._whole.pop((place, within), [])

    def parts(self, element: str, within: str) -> list[Part]:
        """Write the whole elements of a name that go into a source."""
        return [(node.element, written(node)) for node in self.whole(element, within)]

    def completed(
        self, name: str, attributes: dict[str, str], parts: list[Part], key: str = ""
    ) -> tuple[dict[str, str], list[Part]]:
        """Add to an element what was kept of it: a label of a selection, a note's own codings, a transcript's identity."""
        added = self._added.pop((name, key or attributes.get("guid", "")), None)
        if not added:
            return attributes, parts
        for one in added:
            attributes = attributes | one.attributes
            parts = [*parts, *((each.element, written(each)) for each in one.children)]
        return attributes, ordered(name, parts)

    def left(self) -> None:
        """Count what found no place: the source or selection that it belonged to is gone."""
        for (name, _), nodes in (*self._whole.items(), *self._added.items()):
            self._findings.lose("kept", "what_it_is_about_is_gone", name, len(nodes))


def _single(node: Node, below: Iterable[Node]) -> Iterable[Node]:
    """Yield children, of those that may stand once only the first."""
    met: set[str] = set()
    for one in below:
        once = ONCE | {*VALUES, *_ONE_OF.get(node.element, ())}
        key = "value" if one.element in VALUES else one.element
        if not (one.element in once and key in met):
            yield one
        met.add(key)
