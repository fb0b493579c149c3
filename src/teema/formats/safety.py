"""Files from strangers: limits on size, checked archives, XML without entities. Everything ends in a coded error."""

from __future__ import annotations

import io
import lzma
import os
import zipfile
import zlib
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder

from lxml import etree

from teema.errors import ReadFailed

_CHUNK = 1 << 16
_HARMLESS = 10_000_000
"""Unpacked bytes below which the ratio says nothing: ten megabytes hurt nobody, and repetitive text packs very well."""
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    OverflowError,
)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may hold: bytes as it is, bytes unpacked, unpacked ÷ packed, members or pages, characters and lines of text, bytes
    that its XML or HTML takes as a tree, and bytes that a library asks for in all, however often the same ones."""

    file_bytes: int = 50_000_000
    unpacked_bytes: int = 200_000_000
    ratio: int = 200
    members: int = 5_000
    characters: int = 2_000_000
    lines: int = 100_000
    tree_bytes: int = 300_000_000
    asked_bytes: int = 300_000_000


DEFAULT = Limits()


def read_bytes(path: Path, limits: Limits = DEFAULT) -> bytes:
    """Read a whole file, never more than the limit.

    Errors: F101 no such file, F102 empty, F103 too large, F113 cannot be opened.
    """
    name = path.name
    try:
        with path.open("rb") as file:
            size = os.fstat(
                file.fileno()
            ).st_size  # a buffer of what may be asked is made at once: ask for what there is
            data = file.read(min(size, limits.file_bytes) + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError) as missing:
        raise ReadFailed("F101", path=name) from missing
    except OSError as refused:
        raise ReadFailed("F113", path=name) from refused
    if not data:
        raise ReadFailed("F102", path=name)
    if len(data) > limits.file_bytes:
        raise ReadFailed("F103", path=name, limit=limits.file_bytes // 1_000_000)
    return data


class Archive:
    """A zip archive whose names are checked at once and whose bytes are counted as they come out.

    Given a path instead of bytes, only the members that are read come into memory; close it then. What the archive's own
    directory says about sizes is never trusted. Errors: F105 encrypted, F106 damaged, F107 unsafe (paths that lead out, too
    many members, too much when unpacked).
    """

    def __init__(self, data: bytes | Path, name: str, limits: Limits = DEFAULT) -> None:
        self._name, self._limits, self._unpacked = name, limits, 0
        try:
            self._packed = data.stat().st_size if isinstance(data, Path) else len(data)
            self._zip = zipfile.ZipFile(data if isinstance(data, Path) else io.BytesIO(data))
        except _BROKEN as broken:
            raise ReadFailed("F106", path=name) from broken
        self._check_members()

    def _check_members(self) -> None:
        members = self._zip.infolist()
        if len(members) > self._limits.members or any(_leads_out(member.filename) for member in members):
            raise ReadFailed("F107", path=self._name)
        if any(member.flag_bits & 1 for member in members):
            raise ReadFailed("F105", path=self._name)

    @property
    def names(self) -> frozenset[str]:
        """Name the members."""
        return frozenset(self._zip.namelist())

    def size(self, member: str) -> int:
        """Return how many bytes a member claims to hold: never more come out, perhaps fewer."""
        return self._zip.getinfo(member).file_size

    def close(self) -> None:
        """Let go of the file."""
        self._zip.close()

    def read(self, member: str) -> bytes:
        """Unpack one member; a missing one means that the archive is damaged (F106)."""
        chunks: list[bytes] = []
        try:
            with self._zip.open(member) as file:
                while chunk := file.read(_CHUNK):
                    self._count(len(chunk))
                    chunks.append(chunk)
        except (*_BROKEN, KeyError, RuntimeError) as broken:
            raise ReadFailed("F106", path=self._name) from broken
        return b"".join(chunks)

    def _count(self, more: int) -> None:
        self._unpacked += more
        packs_too_well = self._unpacked > max(_HARMLESS, self._limits.ratio * self._packed)
        if self._unpacked > self._limits.unpacked_bytes or packs_too_well:
            raise ReadFailed("F107", path=self._name)


def _leads_out(member: str) -> bool:
    """Tell whether a member's name points outside the archive.

    A colon leads out after a drive's letter only: on a Mac a slash in a file's name becomes one.

    >>> [_leads_out(one) for one in ("word/document.xml", "Osa 1:2.qde", "../x", "C:\\\\x", "/etc/x")]
    [False, False, True, True, True]
    """
    path = member.replace("\\", "/")
    return path.startswith("/") or path[1:2] == ":" or ".." in path.split("/")


def parse_xml(data: bytes, name: str, limits: Limits = DEFAULT) -> etree._Element:
    """Parse XML that may come from anyone: no entities, no DTD, no network, no huge trees; comments are dropped.

    Errors: F108 damaged, F109 declares a document type (office formats never do; entity attacks do), F135 too large a tree.
    """
    root: etree._Element = _parsed(data, name, limits)
    if root.getroottree().docinfo.internalDTD is not None:
        raise ReadFailed("F109", path=name)
    return root


def parse_plain(data: bytes, name: str, limits: Limits = DEFAULT) -> Element:
    """Parse XML as `parse_xml` does, into Python's own elements: slower to make and far quicker to read than lxml's.

    Errors as of `parse_xml`.

    >>> parse_plain(b"<a b='c &amp; d'><e/></a>", "a.xml").attrib
    {'b': 'c & d'}
    """
    # as plain text, ``&amp;`` in an attribute is an entity to be resolved; others are declared by a document type only
    root: Element = _parsed(data, name, limits, target=_Elements(name), resolve_entities="internal")
    if any(len(text) > _TEXT for text in root.itertext()):
        raise ReadFailed("F108", path=name)
    return root


_TEXT = 10_000_000
"""The longest text that lxml takes for one, unless it makes no elements itself."""
_SAFE = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


def _parsed(data: bytes, name: str, limits: Limits, **special: Any) -> Any:
    check_tree(data, name, limits)
    parser = etree.XMLParser(**_SAFE | special)
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as broken:
        raise ReadFailed("F109" if b"<!ENTITY" in data else "F108", path=name) from broken
    # a prefix without a namespace: lxml refuses it by itself only where it makes the elements
    if parser.error_log.filter_from_errors().filter_domains(etree.ErrorDomains.NAMESPACE):
        raise ReadFailed("F108", path=name)
    return root


class _Elements:
    """Makes Python's elements of what lxml parses."""

    def __init__(self, name: str) -> None:
        self._name, self._builder = name, TreeBuilder()
        self._start, self.end, self.data = self._builder.start, self._builder.end, self._builder.data

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._start(tag, attributes or {})  # where there are none, lxml's mapping is no dict

    def doctype(self, *_: object) -> None:
        raise ReadFailed("F109", path=self._name)

    def close(self) -> Element | None:
        """Hand the root over; lxml's parser, which refers to itself and so stays for long, shall not keep the tree."""
        whole: Element | None = self._builder.close()
        root = copy(whole)
        if whole is not None:
            whole.clear()
        return root


_NODE_BYTES, _ATTRIBUTE_BYTES = 125, 220
"""What libxml2 takes for an element or a piece of text, and for an attribute with its value; measured. Python's elements take less."""


def check_tree(data: bytes, name: str, limits: Limits = DEFAULT) -> None:
    """Refuse (F135) XML or HTML whose tree would fill the memory: four bytes of text may become hundreds.

    >>> check_tree(b"<a><b/></a>", "a.xml")
    """
    tags = data.count(b"<")
    elements = tags - data.count(b"</")
    if _NODE_BYTES * (tags + elements) + _ATTRIBUTE_BYTES * data.count(b"=") > limits.tree_bytes:
        raise ReadFailed("F135", path=name, limit=limits.tree_bytes // 1_000_000)
