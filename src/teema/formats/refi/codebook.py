"""Codes: the tree of a project or of a codebook, in and out of a ``.qdc``."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

from teema.errors import ReadFailed
from teema.formats.exchange.project import CodeNode, Project
from teema.formats.refi.container import parsed
from teema.formats.refi.findings import Findings
from teema.formats.refi.identities import Identities
from teema.formats.refi.markup import Node, child, children, derived, described, guid, named, node, to_json
from teema.formats.refi.scanning import scan
from teema.formats.refi.schema import fits
from teema.formats.safety import DEFAULT, Limits, read_bytes
from teema.study.kept import Kept


def read_codebook(path: Path, limits: Limits = DEFAULT) -> Project:
    """Read a codebook (``.qdc``): its codes, and its sets, which are kept.

    Errors: F101–F103 and F113 as of any file, F107 or F109 unsafe, F108 damaged, X101 no codebook.
    """
    findings = Findings(path.name)
    root = parsed(read_bytes(path, limits), path.name, findings)
    if root.tag not in ("CodeBook", "Project"):
        raise ReadFailed("X101", path=path.name)
    book = root if root.tag == "CodeBook" else child(root, "CodeBook")
    identities = Identities(findings)
    scan(root, findings)
    codes = read_codes(book, identities, findings)
    kept = tuple(kept_set(each) for each in children(child(book, "Sets"), "Set"))
    origin = root.get("origin", "")
    return Project(path.stem, origin=origin, codes=codes, kept=kept, lost=findings.losses, problems=findings.problems)


def read_codes(book: Element | None, identities: Identities, findings: Findings) -> tuple[CodeNode, ...]:
    """Read the tree of codes; parents that may be coded stay codes."""
    return tuple(_code(each, identities, findings) for each in children(child(book, "Codes"), "Code"))


def _code(element: Element, identities: Identities, findings: Findings) -> CodeNode:
    identity = identities.own(element, "code")
    color = (element.get("color") or "").strip()
    if color and not fits(color, "rgb"):
        findings.lose("colours", "not_in_the_format", color)
        color = ""
    return CodeNode(
        identity,
        named(element),
        described(element),
        color,
        (element.get("isCodable") or "true").strip().casefold() not in ("false", "0"),
        identities.targets(element, "NoteRef", "note"),
        tuple(_code(each, identities, findings) for each in children(element, "Code")),
    )


def kept_set(element: Element) -> Kept:
    """Keep a set; a codebook's points at its members with another attribute than a project's."""
    whole = node(element)
    members = tuple(
        Node(each.element, {"targetGUID": guid(each.attributes.get("targetGUID") or each.attributes.get("guid"))})
        if each.element.startswith("Member")
        else each
        for each in whole.children
    )
    whole = Node(whole.element, whole.attributes, "", members)
    identity = whole.attributes.get("guid") or derived("Set", whole.attributes.get("name", ""))
    return Kept(identity, "refi", "Set", "", to_json(whole))
