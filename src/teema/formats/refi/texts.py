"""The texts of sources and notes: inside the XML, or as files beside it."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from teema.errors import ReadFailed
from teema.formats.refi.container import Container
from teema.formats.refi.conventions import RawText
from teema.formats.refi.findings import Findings
from teema.formats.refi.markup import child
from teema.formats.source import Source, characters, within

_MARK = "\ufeff"


class Texts:
    """Reads the texts that elements hold or name, and the files as received beside them."""

    def __init__(self, container: Container, findings: Findings) -> None:
        self._container, self._findings = container, findings
        self._room = container.limits.unpacked_bytes // 2
        self.used: set[str] = set()

    def of(self, element: Element) -> RawText | None:
        """Return an element's text as it came; None, with a warning, where its file is missing or unreadable.

        ``None`` is how some programs write that there is no text.
        """
        inline = child(element, "PlainTextContent")
        text = RawText(inline.text) if inline is not None and inline.text else self._beside(element)
        if text is not None and text.text.strip() in ("", "None"):
            self._findings.count("X113")
            return RawText("")
        if text is not None and text.text.startswith(_MARK):
            return RawText(text.text.lstrip(_MARK), True)
        return text

    def _beside(self, element: Element) -> RawText | None:
        path = element.get("plainTextPath") or ""
        member = self._container.find(path)
        if not path:
            return RawText("")
        if not member:
            self._findings.count("X103")
            return None
        self.used.add(member)
        try:
            data = self._container.read(member)
            source = Source(member.rpartition("/")[2], data, self._container.limits)
            text, problems = characters(source)
            within(text, source)
        except ReadFailed as refused:
            if refused.code == "F107":
                raise
            self._findings.take([refused.as_problem()])
            return None
        self._findings.take(problems)
        return RawText(text, data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")))

    def original(self, element: Element, attribute: str) -> tuple[str, bytes] | None:
        """Return the file as received that an element names, by the name that it had; None where there is none."""
        path = element.get(attribute) or ""
        member = self._container.find(path)
        if not member:
            self._findings.count("X103", times=bool(path))
            return None
        self.used.add(member)
        name = _file_name(element.get("name") or "", member)
        if self._container.size(member) > self._room:
            self._findings.lose("originals", "too_large", name)
            return None
        try:
            data = self._container.read(member)
        except ReadFailed as refused:
            if refused.code == "F107":
                raise
            self._findings.take([refused.as_problem()])
            return None
        self._room -= len(data)
        return name, data

    def leave(self, element: Element, what: str) -> None:
        """Leave a picture or recording where it is: a study holds none."""
        path = element.get("path") or ""
        member = self._container.find(path)
        if member:
            self.used.add(member)
            self._findings.lose(what, "stays_in_the_file", element.get("name") or "")
        elif path:
            self._findings.count("X103")

    def unused(self) -> None:
        """Count the files that nothing refers to."""
        for member in sorted(self._container.others - self.used):
            self._findings.lose("files", "nothing_refers", member.rpartition("/")[2])


def _file_name(name: str, member: str) -> str:
    """Return a source's name as that of a file, with the ending of the file itself.

    >>> _file_name("Anna/haastattelu", "sources/AB.docx")
    'Anna-haastattelu.docx'
    """
    plain = name.replace("/", "-").replace("\\", "-").replace("\x00", "").strip(" .") or member.rpartition("/")[2]
    ending = "." + member.rpartition(".")[2] if "." in member.rpartition("/")[2] else ""
    return plain if plain.casefold().endswith(ending.casefold()) else plain + ending
