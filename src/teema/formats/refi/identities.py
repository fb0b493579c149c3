"""The identities of one file: unique within a kind, and the references to them, checked."""

from __future__ import annotations

from collections import defaultdict
from xml.etree.ElementTree import Element

from teema.formats.refi.findings import Findings
from teema.formats.refi.markup import children, derived, guid, is_guid


class Identities:
    """What has been met of each kind: users, codes, notes, sources, selections …"""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._taken: dict[str, set[str]] = defaultdict(set)

    def own(self, element: Element, kind: str) -> str:
        """Return an element's identity, a new one where it has none or another of its kind has the same."""
        written = element.get("guid")
        identity, taken = guid(written), self._taken[kind]
        if identity in taken or (identity != written and not is_guid(written)):
            self._findings.count("X104")
        if not identity or identity in taken:
            identity = derived(kind, identity, len(taken))
        taken.add(identity)
        return identity

    def add(self, kind: str, identity: str) -> None:
        """Note an identity that was given elsewhere."""
        self._taken[kind].add(identity)

    def knows(self, kind: str, identity: str) -> bool:
        """Tell whether something of a kind has an identity."""
        return identity in self._taken.get(kind, ())

    def target(self, reference: Element | None, kind: str) -> str:
        """Return what a reference leads to; empty, with a warning, where that doesn't exist."""
        identity = guid(reference.get("targetGUID")) if reference is not None else ""
        if self.knows(kind, identity):
            return identity
        self._findings.count("X105")
        return ""

    def targets(self, element: Element, reference: str, kind: str) -> tuple[str, ...]:
        """Return what an element's references of a name lead to, each once."""
        return self.all_targets(list(children(element, reference)), kind)

    def all_targets(self, references: list[Element], kind: str) -> tuple[str, ...]:
        """Return what references lead to, each once."""
        if not references:
            return ()
        found = [self.target(each, kind) for each in references]
        return tuple(dict.fromkeys([identity for identity in found if identity]))

    def user(self, element: Element, attribute: str = "creatingUser") -> str:
        """Return who made an element; empty where that isn't told."""
        identity = guid(element.get(attribute))
        if not identity or self.knows("user", identity):
            return identity
        self._findings.count("X105")
        return ""
