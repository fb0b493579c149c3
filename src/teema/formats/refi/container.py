"""The zip around a project: its one ``.qde`` of any name, and the files that the project names."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from teema.errors import ReadFailed
from teema.formats.refi.findings import Findings
from teema.formats.refi.markup import without_namespaces
from teema.formats.safety import Archive, Limits, parse_plain, read_bytes

PROJECTS = Limits(file_bytes=2_000_000_000, members=50_000)
"""Projects carry recordings and PDFs, which stay where they are, and a file for each answer of a survey."""
_PARTS = 2_000_000
"""Elements and attributes that are taken into memory at most: 70,000 codings with a note each, some 400 MB."""
_CONTROLS = bytes({*range(32)} - {9, 10, 13})
_ILLEGAL = re.compile(rb"&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01])|x0*(?:[0-8bce-f]|1[0-9a-f]));", re.I)
_NAMESPACE = re.compile(rb"(<(?:Project|CodeBook)\b[^>]{0,2000}?)\sxmlns=\"urn:QDA-XML:[\w:.]{1,40}\"")
_LEFT_BEHIND = re.compile(r"(?:^|/)(?:\.[^/]*|Thumbs\.db|desktop\.ini)$|^__MACOSX/", re.IGNORECASE)


class Container:
    """A project's XML and the files beside it. A file is found whatever the letter case and folder it is stored under."""

    def __init__(self, path: Path, findings: Findings, limits: Limits) -> None:
        self.name, self.limits, self._findings = path.name, limits, findings
        head = _head(path, limits)
        self._archive = Archive(path, path.name, limits) if _is_zip(head) else None
        self._members: dict[str, str] = {}
        for member in sorted(self._archive.names) if self._archive else ():
            for key in _keys(member) if not (member.endswith("/") or _LEFT_BEHIND.search(member)) else ():
                self._members.setdefault(key, member)
        if self._archive is None and not _is_markup(head):
            raise ReadFailed("X100", path=self.name)
        self.project = self._project() if self._archive else read_bytes(path, limits)

    def __enter__(self) -> Container:
        return self

    def __exit__(self, *_: object) -> None:
        if self._archive:
            self._archive.close()

    def _project(self) -> bytes:
        found = sorted({name for name in self._members.values() if name.casefold().endswith(".qde")}, key=_depth)
        if not found:
            raise ReadFailed("X100", path=self.name)
        if len(found) > 1:
            self._findings.report("X102", count=len(found))
        return self.read(found[0])

    def find(self, path: str) -> str:
        """Return the member that a path names; empty where it lies outside the file or isn't there.

        ``relative:///`` and ``absolute:///`` lead to someone's disk and are never followed; a file of that name that lies in the
        project all the same is the one that was meant.
        """
        scheme, separator, rest = path.strip().partition("://")
        if separator and scheme.casefold() != "internal":
            rest = rest.replace("\\", "/").rpartition("/")[2]
        if path.strip() and not separator:
            self._findings.count("X111", "note")
        wanted = rest if separator else scheme
        keys = [*_keys(wanted), *_keys(unquote(wanted))] if wanted.strip("/") else []
        return next((self._members[key] for key in keys if key in self._members), "")

    def read(self, member: str) -> bytes:
        """Unpack a member. Errors: F106 damaged, F107 unsafe."""
        if self._archive is None:
            raise ReadFailed("F106", path=self.name)
        return self._archive.read(member)

    @property
    def others(self) -> frozenset[str]:
        """Name the files beside the project, less what zip programs and systems leave there."""
        return frozenset(name for name in self._members.values() if not name.casefold().endswith(".qde"))

    def size(self, member: str) -> int:
        """Return how large a member says that it is."""
        return self._archive.size(member) if self._archive else 0


def _bare(data: bytes) -> bytes:
    """Take the one namespace out of a project that has no other, so that its elements need not be renamed one by one."""
    bare = _NAMESPACE.sub(rb"\1", data, count=1)
    return bare if len(bare) < len(data) and b"xmlns" not in bare and b"]]>" not in bare else data


def parsed(data: bytes, name: str, findings: Findings) -> Element:
    """Parse a project's XML; characters that XML forbids are dropped, with a warning, where they alone are wrong.

    Errors: F107 too many elements, F108 damaged, F109 unsafe.
    """
    if data.count(b"<") + data.count(b"=") > _PARTS:
        raise ReadFailed("F107", path=name)
    data = _bare(data)
    try:
        return _named_locally(data, name)
    except ReadFailed as broken:
        clean = _ILLEGAL.sub(b"", data.translate(None, _CONTROLS))
        if broken.code != "F108" or clean == data or data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise
        root = _named_locally(clean, name)
        findings.report("X114")
        return root


def _named_locally(data: bytes, name: str) -> Element:
    root = parse_plain(data, name)
    return without_namespaces(root) if b"xmlns" in data else root


def _head(path: Path, limits: Limits) -> bytes:
    """Return a file's first bytes. Errors as of `read_bytes`; a large zip is not read into memory."""
    try:
        size = path.stat().st_size if path.is_file() else 0
        if size > limits.file_bytes:
            raise ReadFailed("F103", path=path.name, limit=limits.file_bytes // 1_000_000)
        with path.open("rb") as file:
            head = file.read(200)
    except (FileNotFoundError, NotADirectoryError, ValueError) as missing:
        raise ReadFailed("F101", path=path.name) from missing
    except OSError as refused:
        raise ReadFailed("F113", path=path.name) from refused
    if not head:
        raise ReadFailed("F102", path=path.name)
    return head


def _is_zip(data: bytes) -> bool:
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"))


def _is_markup(data: bytes) -> bool:
    """Tell whether bytes are bare XML: someone took the project out of its zip."""
    head = data.replace(b"\x00", b"").lstrip(codecs.BOM_UTF8 + codecs.BOM_UTF16_LE + codecs.BOM_UTF16_BE)
    return head.lstrip().startswith(b"<")


def _depth(member: str) -> tuple[int, str]:
    return member.replace("\\", "/").count("/"), member


def _keys(path: str) -> list[str]:
    """Return what a file may be looked up by: its path, and its bare name.

    >>> _keys("Sources/{AB}.TXT")
    ['sources/ab.txt', 'ab.txt']
    """
    plain = re.sub("[{}]", "", path.replace("\\", "/")).strip("/").casefold()
    return [plain, plain.rpartition("/")[2]]
