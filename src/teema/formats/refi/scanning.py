"""What a file holds that the format doesn't know, or that has no place: counted in one pass, so that nothing goes silently."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from teema.formats.refi.findings import Findings
from teema.formats.refi.markup import guid
from teema.formats.refi.schema import FORMS, REFERENCES, WRAPPERS

_WHOLE = frozenset(
    {"Project", "Link", "Set", "Graph", "PictureSource", "PDFSelection", "AudioSelection", "VideoSelection"}
)
"""What is kept as it is, with all that stands in it."""
_PLAIN = frozenset({"CodeRef", "NoteRef"})
"""Most elements by far; as a rule there is nothing to them but what they refer to."""
_USER = "modifyingUser"
_CHANGED = frozenset({_USER, "modifiedDateTime"})
"""Who changed something last and when. Of a source the date has a place."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """What an element's name and attributes alone tell: what is unknown, what refers, what is lost."""

    unknown: tuple[str, ...]
    references: tuple[str, ...]
    lost: tuple[tuple[str, str], ...]


def scan(root: Element, findings: Findings) -> frozenset[str]:
    """Count what is unknown or has no place below an element; return the identities that anything refers to."""
    targets: set[str] = set()
    shapes: dict[tuple[str | bytes, ...], _Shape] = {}
    waiting = [root]
    while waiting:
        element = waiting.pop()
        shape_key = (element.tag, *element.keys())
        shape = shapes.get(shape_key) or shapes.setdefault(shape_key, _shape(*map(str, shape_key)))
        if shape.references:
            targets.update([guid(element.get(key)) for key in shape.references])
        if shape.unknown or shape.lost:
            _lose(shape, findings)
        if len(element):
            for each in _known_children(element, findings):
                if (
                    each.tag in _PLAIN
                    and len(each.attrib) == 1
                    and not len(each)
                    and (target := each.get("targetGUID"))
                ):
                    targets.add(guid(target))
                else:
                    waiting.append(each)
        elif element.tag in WRAPPERS:
            findings.count("X120", "note")
    return frozenset(targets)


def _known_children(element: Element, findings: Findings) -> list[Element]:
    known, below = FORMS[element.tag].children, list(element)
    strange = [each.tag for each in below if each.tag not in known]
    if not strange:
        return below
    for name, times in Counter(strange).items():
        findings.lose("unknown_parts", "not_in_the_format", name, times)
    return [each for each in below if each.tag in known]


def _lose(shape: _Shape, findings: Findings) -> None:
    for name in shape.unknown:
        findings.lose("unknown_parts", "not_in_the_format", name)
    for what, why in shape.lost:
        findings.lose(what, why)


def _shape(name: str, *keys: str) -> _Shape:
    known = FORMS[name].attributes or {}
    unknown = [key for key in keys if key not in known and not key.startswith("{")]
    if name == "MemberCode":
        unknown = [key for key in unknown if key != "guid"]
    references = tuple(key for key in keys if key in REFERENCES)
    lost = [("file_places", "on_a_disk")] if "currentPath" in keys else []
    if name == "User" and "id" in keys:
        lost.append(("user_ids", "no_place"))
    if name not in _WHOLE and not _CHANGED.isdisjoint(keys) and not (name.endswith("Source") and _USER not in keys):
        lost.append(("changes", "no_place"))
    return _Shape(tuple(f"{name}@{key}" for key in unknown), references, tuple(lost))
