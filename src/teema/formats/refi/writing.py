"""`Project` → a project (``.qdpx``) that is valid by the schema, in code points over texts with line feeds, the same bytes each time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from teema.errors import Problem, WriteFailed
from teema.formats.exchange.project import Case, CodeNode, Note, Project, Variable
from teema.formats.exchange.transfer import Loss
from teema.formats.refi.composing import Part, described, element, references, text, written
from teema.formats.refi.conventions import OWN
from teema.formats.refi.findings import Findings
from teema.formats.refi.markup import Node, from_json, guid
from teema.formats.refi.returning import Returning
from teema.formats.refi.schema import fits
from teema.formats.refi.writing_sources import SourceWriter
from teema.formats.refi.written_values import Values

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_PROJECT, _CODEBOOK = "urn:QDA-XML:project:1.0", "urn:QDA-XML:codebook:1.0"
_EFFORT = 2
"""How hard the bytes are packed: beyond this, a tenth less space costs twice the time."""
_TIME, _UNIX = (1980, 1, 1, 0, 0, 0), 3


@dataclass(frozen=True, slots=True)
class Written:
    """A project's bytes, and what went less than well."""

    data: bytes
    problems: tuple[Problem, ...] = ()
    lost: tuple[Loss, ...] = ()


def project_bytes(project: Project, originals: Mapping[str, bytes] | None = None) -> bytes:
    """Write a project (``.qdpx``). See `write_project`, which also tells what went less than well."""
    return write_project(project, originals).data


def write_project(project: Project, originals: Mapping[str, bytes] | None = None) -> Written:
    """Write a project (``.qdpx``).

    ``originals`` are files as received, by the source's identity or by their name; a file that a source itself carries is
    written too. Warnings: X118 values that don't fit their variable's type.
    """
    findings = Findings("")
    writer = _Writer(project, originals or {}, findings)
    data = _packed(writer.markup(), writer.files)
    return Written(data, findings.problems, findings.losses)


def codebook_bytes(project: Project) -> bytes:
    """Write a project's codes and their sets as a codebook (``.qdc``). Errors: X123 there are no codes."""
    if not project.codes:
        raise WriteFailed("X123")
    known = {guid(code.guid) for root in project.codes for code in root.walk()}
    codes = element("Codes", {}, [("Code", _code(root, _bare)) for root in project.codes])
    sets = [markup for kept in project.kept if kept.kind == "Set" and (markup := _set_of_codes(kept.content, known))]
    parts = [("Codes", codes), *([("Sets", element("Sets", {}, [("Set", one) for one in sets]))] if sets else [])]
    return (_HEAD + element("CodeBook", {"xmlns": _CODEBOOK, "origin": OWN}, parts) + "\n").encode()


def _set_of_codes(content: str, known: set[str]) -> str:
    """Write a set of codes as a codebook holds it; empty where it holds no codes."""
    read = from_json(content)
    whole = read[0] if read else Node("Set", {})
    members = [guid(each.attributes.get("targetGUID")) for each in whole.children if each.element == "MemberCode"]
    members = [member for member in members if member in known]
    words = next((each.text for each in whole.children if each.element == "Description"), "")
    parts = [*described(words), *(("MemberCode", element("MemberCode", {"guid": member})) for member in members)]
    attributes = {"guid": guid(whole.attributes.get("guid")), "name": whole.attributes.get("name", "")}
    return element("Set", attributes, parts) if members and attributes["guid"] else ""


def _bare(_: CodeNode) -> list[Part]:
    return []


def _code(code: CodeNode, notes: Callable[[CodeNode], list[Part]]) -> str:
    attributes = {
        "guid": guid(code.guid),
        "name": code.name,
        "isCodable": "true" if code.codable else "false",
        "color": code.color if fits(code.color, "rgb") else "",
    }
    below = [("Code", _code(child, notes)) for child in code.children]
    return element("Code", attributes, [*described(code.description), *notes(code), *below])


class _Writer:
    """Writes one project."""

    def __init__(self, project: Project, originals: Mapping[str, bytes], findings: Findings) -> None:
        self._project, self._findings = project, findings
        self._users = {guid(user.guid) for user in project.users}
        self._notes = {guid(note.guid) for note in project.notes}
        self._codes = {guid(code.guid) for root in project.codes for code in root.walk()}
        lengths = {guid(each.guid): len(each.text) for each in project.sources}
        lengths |= {guid(each.guid): len(each.text) for each in project.notes}
        self._returning = Returning(project.kept, lengths, findings)
        if project.kept:  # what the project writes itself matters only to what goes back beside it
            self._returning.settle(frozenset(_identities(project)), self._users)
        self._values = Values(project, findings)
        self._known = {guid(each.guid) for each in project.sources}
        self._selections = {guid(each.guid) for source in project.sources for each in source.selections}
        self.sources = SourceWriter(
            self._returning, self._values, originals, findings, self._users, self._notes, self._codes
        )
        self.files = self.sources.files

    def markup(self) -> str:
        """Write the project's XML."""
        project, wrapped = self._project, self._wrapped
        parts = [
            *wrapped(
                "Users",
                (("User", element("User", {"guid": guid(each.guid), "name": each.name})) for each in project.users),
            ),
            *self._codebook(),
            *wrapped("Variables", (("Variable", self._variable(each)) for each in project.variables)),
            *wrapped("Cases", (("Case", self._case(each)) for each in project.cases)),
            *wrapped("Sources", self._all_sources()),
            *wrapped("Notes", (("Note", self._note(each)) for each in project.notes)),
            *(part for name in ("Links", "Sets", "Graphs") for part in wrapped(name, self._kept(name))),
            *described(project.description),
            *self.sources.note_references(project.project_notes),
        ]
        attributes = {
            "xmlns": _PROJECT,
            "name": project.name,
            "origin": OWN,
            "creationDateTime": self.sources.moment(project.created),
            "modifiedDateTime": self.sources.moment(project.modified),
        }
        attributes, parts = self._returning.completed("Project", attributes, parts)
        self._returning.left()
        return _HEAD + element("Project", attributes, parts) + "\n"

    def _wrapped(self, name: str, inner: Iterable[Part]) -> list[Part]:
        """Write a wrapper; none around nothing."""
        parts = list(inner)
        return [(name, element(name, {}, parts))] if parts else []

    def _codebook(self) -> list[Part]:
        codes = self._wrapped("Codes", (("Code", _code(each, self._notes_of)) for each in self._project.codes))
        return self._wrapped("CodeBook", codes)

    def _notes_of(self, code: CodeNode) -> list[Part]:
        return self.sources.note_references(code.notes)

    def _all_sources(self) -> Iterator[Part]:
        for each in self._project.sources:
            yield self.sources.source(each)
        for node in self._returning.whole("Sources"):
            if node.attributes["guid"] not in self._known:
                yield node.element, written(node)

    def _kept(self, place: str) -> Iterator[Part]:
        return ((node.element, written(node)) for node in self._returning.whole(place))

    def _variable(self, variable: Variable) -> str:
        attributes = {
            "guid": guid(variable.guid),
            "name": variable.name,
            "typeOfVariable": self._values.type_of(variable),
        }
        return element("Variable", attributes, described(variable.description))

    def _case(self, case: Case) -> str:
        sources = [one for each in case.sources if (one := guid(each)) in self._known]
        selections = [one for each in case.selections if (one := guid(each)) in self._selections]
        lost = len(case.sources) - len(sources) + len(case.selections) - len(selections)
        self._findings.lose("references", "leads_nowhere", times=lost)
        parts = [
            *described(case.description),
            *references("CodeRef", (one for each in case.codes if (one := guid(each)) in self._codes)),
            *self._values.parts(case.values),
            *references("SourceRef", sources),
            *references("SelectionRef", selections),
        ]
        return element("Case", *self._returning.completed("Case", {"guid": guid(case.guid), "name": case.name}, parts))

    def _note(self, note: Note) -> str:
        attributes = {
            "guid": guid(note.guid),
            "name": note.name,
            "creatingUser": self.sources.user(note.user),
            "creationDateTime": self.sources.moment(note.created),
        }
        parts = [("PlainTextContent", f"<PlainTextContent>{text(note.text)}</PlainTextContent>")]
        return element("Note", *self._returning.completed("Note", attributes, parts))


def _identities(project: Project) -> Iterator[str]:
    """Yield the identities of everything that is written of a project itself."""
    for group in (project.users, project.variables, project.cases, project.notes):
        yield from (guid(each.guid) for each in group)
    yield from (guid(code.guid) for root in project.codes for code in root.walk())
    for source in project.sources:
        yield guid(source.guid)
        yield from (guid(coding.guid) for coding in source.codings)
        for selection in source.selections:
            yield guid(selection.guid)
            yield from (guid(coding.guid) for coding in selection.codings)


def _packed(markup: str, files: Mapping[str, bytes]) -> bytes:
    """Pack a project, with fixed times and modes and in a fixed order: the same content gives the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in [("project.qde", markup.encode()), *sorted(files.items())]:
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, _UNIX, 0o644 << 16
            archive.writestr(entry, data, compresslevel=_EFFORT)
    return packed.getvalue()
