"""A project's sources → documents with names that may be files' names, and their turns."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePath

from teema.formats.exchange.carried_files import Carried
from teema.formats.exchange.free_names import FreeNames
from teema.formats.exchange.identities import StudyGuids
from teema.formats.exchange.kept_parts import SOURCE, kept_part
from teema.formats.exchange.project import Project, SourceText
from teema.formats.exchange.transfer import Loss
from teema.formats.source import canonical
from teema.formats.transcripts.turns import find_turns
from teema.study.documents import Document, Turn
from teema.study.kept import Kept

_FORBIDDEN = re.compile(r'[/\\:*?"<>|\x00-\x1f\x7f]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_ENDING = re.compile(r"\.(txt|docx?|odt|rtf|pdf|md|html?|vtt|srt|json|tsv|csv|mp3|mp4|wav|m4a|mov|avi)$", re.IGNORECASE)
_LONGEST = 180  # bytes: file systems take 255, and an ending follows


@dataclass
class DocumentsRead:
    """The documents, each source's by its identity, the names that changed, the files as received, what is kept and lost."""

    documents: dict[str, Document] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)
    originals: dict[str, bytes] = field(default_factory=dict)
    kept: list[Kept] = field(default_factory=list)
    without_text: list[SourceText] = field(default_factory=list)

    def losses(self) -> tuple[Loss, ...]:
        """Return the sources that have no text."""
        names = tuple(one.name for one in self.without_text)
        return (Loss("documents", "no_text", len(names), names[:10]),) if names else ()


class DocumentReader:
    """Reads the sources of one project; a source of the study that the project was made of keeps its name."""

    def __init__(self, project: Project, format: str, base: Carried | None, guids: StudyGuids | None) -> None:
        self._format, self._base = format, base
        self._by_guid = {guid: name for name, guid in guids.documents.items()} if guids else {}
        self._present = {one.guid for one in project.sources}
        self._names = FreeNames()
        self.found = DocumentsRead()
        bases = {one.guid: self._known(one) for one in project.sources}
        unchanged = [one for one in project.sources if bases[one.guid] == one.name]
        self._names.take(*(one.name for one in unchanged))
        for source in project.sources:
            self._read(source, bases[source.guid])

    def _known(self, source: SourceText) -> str:
        """Name the study's own document that a source is: by its identity, else by its name."""
        if source.guid in self._by_guid:
            return self._by_guid[source.guid]
        known = self._base is not None and source.name in self._base.documents
        return source.name if known and self._guid_is_gone(source.name) else ""

    def _guid_is_gone(self, name: str) -> bool:
        return next((guid not in self._present for guid, own in self._by_guid.items() if own == name), True)

    def _read(self, source: SourceText, base: str) -> None:
        text = canonical(source.text)
        if not text.strip():
            self.found.without_text.append(source)
            return
        name = base if base == source.name else self._names.free(safe_name(source.name))
        told = self._base.documents.get(base) if self._base else None
        file = source.original[0] if source.original else told.source if told else ""
        self.found.documents[source.guid] = Document(name, text, self._turns(source, text, base), file)
        if source.original:
            self.found.originals[name + PurePath(source.original[0]).suffix.lower()] = source.original[1]
        if base:
            self.found.known[base] = name
        if name != (base or source.name):
            self.found.renamed[base or source.name] = name
        if not base:
            self._keep(source, name)

    def _turns(self, source: SourceText, text: str, base: str) -> tuple[Turn, ...]:
        told = self._base.turns(base, text) if self._base and base else None
        if told is not None:
            return told
        return source.turns if source.turns and source.turns[-1].end <= len(text) else find_turns(text)

    def _keep(self, source: SourceText, name: str) -> None:
        """Keep what a document has no place for."""
        self.found.kept.append(
            kept_part(
                self._format,
                SOURCE,
                f"document:{name}",
                source.guid,
                name=source.name if source.name != name else "",
                form=source.kind if source.kind != "text" else "",
                created=source.created,
                modified=source.modified,
            )
        )


def safe_name(name: str) -> str:
    """Return a name that every file system takes, without the ending of a file.

    >>> [safe_name(one) for one in ("Kunta 1/2.docx", "..", "con", "a: b?", " ")]
    ['Kunta 1-2', 'document', 'con-', 'a- b-', 'document']
    """
    bare = _ENDING.sub("", _FORBIDDEN.sub("-", canonical(name))).strip().strip(".").strip()
    while len(bare.encode()) > _LONGEST:
        bare = bare[:-1].rstrip()
    return f"{bare}-" if _RESERVED.fullmatch(bare) else bare or "document"
