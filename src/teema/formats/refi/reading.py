"""A project (``.qdpx``) → `Project`: everything that has a place in it, the rest kept or counted as lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from copy import copy
from pathlib import Path
from xml.etree.ElementTree import Element

from teema.errors import ReadFailed
from teema.formats.exchange.positions import Canonical
from teema.formats.exchange.project import Case, Note, Project, SourceText
from teema.formats.refi.codebook import kept_set, read_codes
from teema.formats.refi.container import PROJECTS, Container, parsed
from teema.formats.refi.conventions import Convention, Counted, Decision, RawText, decide
from teema.formats.refi.drafts import Draft
from teema.formats.refi.findings import Findings
from teema.formats.refi.identities import Identities
from teema.formats.refi.keeping import Keeping
from teema.formats.refi.markup import Node, child, children, described, guid, named, node, words
from teema.formats.refi.placing import Placing, moved
from teema.formats.refi.scanning import scan
from teema.formats.refi.schema import USERS
from teema.formats.refi.sources import Sources
from teema.formats.refi.texts import Texts
from teema.formats.refi.values import read_users, read_values, read_variables
from teema.formats.safety import Limits
from teema.formats.source import canonical

_OF_PROJECT = ("creatingUserGUID", "modifyingUserGUID", "basePath")
_OF_NOTES = ("Description", "Coding", "NoteRef", "VariableValue")


def read_project(path: Path, limits: Limits = PROJECTS) -> Project:
    """Read a project (``.qdpx``, or its bare ``.qde``).

    What the format allows and `Project` has no place for is in ``kept``; what can't be kept is in ``lost``; what was wrong,
    guessed or repaired is in ``problems``. Errors: F101–F103 and F113 as of any file, F105 encrypted, F106 or F108 damaged,
    F107 or F109 unsafe, X100 no project inside, X101 something else inside.
    """
    findings = Findings(path.name)
    with Container(path, findings, limits) as container:
        root = parsed(container.project, path.name, findings)
        if root.tag != "Project":
            raise ReadFailed("X101", path=path.name)
        return _Reader(root, container, findings).project(path.stem)


class _Reader:
    """Reads one project, what is referred to before what refers."""

    def __init__(self, root: Element, container: Container, findings: Findings) -> None:
        self._root, self._findings = root, findings
        self._texts = Texts(container, findings)
        self._identities, self._keeping = Identities(findings), Keeping()
        self._placing = Placing(self._identities, self._keeping, findings, scan(root, findings))

    def project(self, name: str) -> Project:
        """Read everything, in the order in which things refer to each other."""
        root, identities, findings = self._root, self._identities, self._findings
        users = read_users(root, identities)
        held = [(each, identities.own(each, "note")) for each in children(child(root, "Notes"), "Note")]
        codes = read_codes(child(root, "CodeBook"), identities, findings)
        variables = read_variables(root, identities, findings)
        drafts = list(Sources(self._texts, identities, self._keeping, findings).drafts(child(root, "Sources")))
        decision = self._decide(drafts)
        sources = tuple(self._placing.source(draft, decision.of(order)) for order, draft in enumerate(drafts))
        self._look_over(drafts, sources)
        notes = tuple(self._note(element, identity, decision.convention) for element, identity in held)
        cases = tuple(self._case(each) for each in children(child(root, "Cases"), "Case"))
        self._keep_others()
        self._texts.unused()
        if not root.get("name"):
            findings.report("X112")
        return Project(
            named(root) or name,
            origin=root.get("origin") or "",
            description=described(root),
            created=root.get("creationDateTime") or "",
            modified=root.get("modifiedDateTime") or "",
            users=users,
            codes=codes,
            variables=variables,
            cases=cases,
            sources=sources,
            notes=notes,
            project_notes=identities.targets(root, "NoteRef", "note"),
            kept=self._keeping.everything(),
            lost=findings.losses,
            problems=findings.problems,
            convention=self._named(decision, drafts),
            verified=self._placing.verified,
            repaired=self._placing.repaired,
        )

    def _decide(self, drafts: Sequence[Draft]) -> Decision:
        decision = decide([(draft.raw, draft.marks) for draft in drafts], self._root.get("origin") or "")
        if decision.close:
            breaks = any(draft.raw.has_breaks for draft in drafts)
            names = {"convention": decision.convention.named(breaks), "other": decision.close.named(breaks)}
            self._findings.report("X106", convention=names["convention"], other=names["other"])
        self._findings.count("X107", "note", len(decision.exceptions))
        return decision

    def _named(self, decision: Decision, drafts: Sequence[Draft]) -> str:
        """Name the convention; where all count alike it is the format's own, and without selections there is none."""
        counted = [draft for draft in drafts if draft.marks]
        if all(draft.raw.is_plain for draft in counted) and not decision.convention.end_in:
            return Convention().named(False) if counted else ""
        return decision.convention.named(any(draft.raw.has_breaks for draft in counted))

    def _look_over(self, drafts: Sequence[Draft], sources: Sequence[SourceText]) -> None:
        """Warn of names that several sources have, and of a text that two of them show."""
        names = Counter(source.name for source in sources)
        self._findings.count("X110", times=sum(count for count in names.values() if count > 1))
        paths = Counter(draft.holder.get("plainTextPath") for draft in drafts if draft.holder.get("plainTextPath"))
        self._findings.count("X119", times=sum(count > 1 for count in paths.values()))

    def _note(self, element: Element, identity: str, way: Convention) -> Note:
        """Read a note; what it holds beyond its text, codings of it too, is kept."""
        raw = self._texts.of(element) or RawText("")
        if any(each.tag != "PlainTextContent" for each in element):
            self._keep_of_note(element, identity, raw, way)
        if element.get("richTextPath") and self._texts.original(element, "richTextPath"):
            self._findings.lose("originals", "of_a_note", element.get("name") or "")
        return Note(
            identity,
            canonical(raw.text),
            named(element),
            self._identities.user(element),
            element.get("creationDateTime") or "",
        )

    def _keep_of_note(self, element: Element, identity: str, raw: RawText, way: Convention) -> None:
        """Keep what a note holds beyond its text: its description, and codings at places in the text as it is here."""
        counted = Counted(raw, way)
        mapped = Canonical.of(counted.base)
        chosen = [moved(each, counted, mapped) for each in children(element, "PlainTextSelection")]
        other = [
            node(each) for each in children(element, *_OF_NOTES) if len(each) or words(each).strip() or each.attrib
        ]
        if chosen or other:
            whole = Node("Note", {"guid": identity}, "", (*other, *chosen))
            self._keeping.addition(whole, characters=len(mapped.text))

    def _case(self, element: Element) -> Case:
        """Read a case; references to sources and selections that are only kept are kept with it."""
        identity = self._identities.own(element, "case")
        aside = [each for each in children(element, "SourceRef", "SelectionRef") if self._is_aside(each)]
        if aside:
            self._keeping.addition(Node("Case", {"guid": identity}, "", tuple(map(node, aside))))
            element = copy(element)
            for each in [each for each in element if self._is_aside(each)]:
                element.remove(each)
        return Case(
            identity,
            named(element),
            described(element),
            read_values(element, self._identities, self._findings),
            self._identities.targets(element, "CodeRef", "code"),
            self._identities.targets(element, "SourceRef", "placed"),
            self._identities.targets(element, "SelectionRef", "selection"),
        )

    def _is_aside(self, reference: Element) -> bool:
        """Tell whether a reference leads to a source or selection that is only kept."""
        kind = {"SourceRef": "placed", "SelectionRef": "selection"}.get(reference.tag, "")
        identity = guid(reference.get("targetGUID"))
        return bool(kind) and not self._identities.knows(kind, identity) and identity in self._keeping.identities

    def _keep_others(self) -> None:
        """Keep links, sets, graphs, and what the project says of itself beyond its name and dates."""
        for wrapper, name in (("Links", "Link"), ("Graphs", "Graph")):
            for each in children(child(self._root, wrapper), name):
                self._keeping.whole(each)
        for each in children(child(self._root, "Sets"), "Set"):
            self._keeping.take(kept_set(each))
        attributes = {
            key: guid(value) if key in USERS else value for key in _OF_PROJECT if (value := self._root.get(key))
        }
        if attributes:
            self._keeping.addition(Node("Project", attributes))
