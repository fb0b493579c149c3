"""What was kept, on its way back: sorted by where it goes, and put there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from itertools import islice
from typing import Any

from teema.formats.refi.composing import Part, ordered, written
from teema.formats.refi.findings import Findings
from teema.formats.refi.fitting import Fitting
from teema.formats.refi.markup import Node, from_json, guid
from teema.formats.refi.schema import FORMS
from teema.study.kept import Kept

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
        """Leave out what doesn't fit the schema, or is about what is gone."""
        whole, added = list(self._whole.items()), list(self._added.items())
        nodes = [one for _, group in (*whole, *added) for one in group]
        fitting = Fitting(written_identities, users, self._findings)
        left = iter(fitting.settled(nodes, sum(len(group) for _, group in whole)))
        for _, group in (*whole, *added):
            group[:] = [one for one in islice(left, len(group)) if one is not None]

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
