"""What has no place in a project of ours, kept so that it goes back: whole elements, and additions to those that are written."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from teema.formats.refi.markup import Node, derived, guid, node, to_json
from teema.study.kept import Kept


class Keeping:
    """Gathers what is kept of one project."""

    def __init__(self) -> None:
        self._kept: dict[str, Kept] = {}
        self._sources: set[str] = set()
        self.identities: set[str] = set()

    def read(self, source: str) -> None:
        """Note that a source has a text: what is kept of it is about its document."""
        self._sources.add(source)

    def whole(self, element: Element, within: str = "", *, without: tuple[str, ...] = (), **changed: str) -> None:
        """Keep an element as it is, less children of some names; ``within`` is the source that it belongs to."""
        one = node(element, without=without, **changed)
        codings = sum(each.element == "Coding" for each in one.walk())
        self._keep(one, one.attributes.get("guid", ""), within, {"within": within} if within else {}, codings)

    def addition(self, one: Node, within: str = "", **beside: int) -> None:
        """Keep what else an element holds that is written anyway; ``within`` is the source of one that has no identity here."""
        facts = {"addition": True, **({"within": within} if within else {}), **beside}
        self._keep(one, "", within, facts, sum(each.element == "Coding" for each in one.walk()))

    def _keep(self, one: Node, identity: str, within: str, facts: dict[str, object], codings: int) -> None:
        content = to_json(one, **facts)
        self.identities.update(each.attributes.get("guid", "") for each in one.walk())
        if not identity or identity in self._kept:
            identity = derived("kept", one.element, content, len(self._kept))
        about = f"source:{within}" if within in self._sources else ""
        self._kept[identity] = Kept(
            identity, "refi", one.element, about, content, {"codings": codings} if codings else {}
        )

    def take(self, kept: Kept) -> None:
        """Keep what was made ready elsewhere."""
        self._kept.setdefault(kept.id, kept)
        self.identities.add(kept.id)

    def everything(self) -> tuple[Kept, ...]:
        """Return what is kept, in order."""
        return tuple(self._kept.values())


def rest_of(element: Element, names: tuple[str, ...], attributes: tuple[str, ...] = ()) -> Node:
    """Return of an element only its identity, the children of some names and some attributes."""
    whole = node(element)
    kept = {key: value for key, value in whole.attributes.items() if key in attributes and value}
    below = tuple(each for each in whole.children if each.element in names)
    return Node(whole.element, {"guid": guid(element.get("guid"))} | kept, "", below)
