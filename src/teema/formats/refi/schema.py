"""What REFI-QDA 1.0 allows: each element's children in their order, its attributes and their kinds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

_TRACE: Final = {
    "creatingUser": "guid",
    "creationDateTime": "dateTime",
    "modifyingUser": "guid",
    "modifiedDateTime": "dateTime",
}
_FILE: Final = {"guid": "guid", "name": "string", "path": "string", "currentPath": "string", **_TRACE}
_TEXT_FILE: Final = {"guid": "guid", "name": "string", "richTextPath": "string", "plainTextPath": "string", **_TRACE}
_SELECTION: Final = {"guid": "guid", "name": "string", **_TRACE}
_CORNERS: Final = {"firstX": "integer", "firstY": "integer", "secondX": "integer", "secondY": "integer"}
_TARGET: Final = {"targetGUID": "guid"}
_NAMED: Final = {"guid": "guid", "name": "string"}
_CODED: Final = ("Description", "Coding", "NoteRef")


@dataclass(frozen=True, slots=True)
class Form:
    """What an element may hold. ``value`` is the kind of its own text; empty where it has none."""

    children: tuple[str, ...] = ()
    attributes: dict[str, str] | None = None
    required: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    value: str = ""


def _source(*own: str) -> Form:
    return Form(("Description", *own, "Coding", "NoteRef", "VariableValue"), _FILE, ("guid",))


_TEXT = Form(
    ("Description", "PlainTextContent", "PlainTextSelection", "Coding", "NoteRef", "VariableValue"),
    _TEXT_FILE,
    ("guid",),
)
_WITHIN_TIME = Form(_CODED, {**_SELECTION, "begin": "integer", "end": "integer"}, ("guid", "begin", "end"))
_REFERENCE = Form((), _TARGET, ("targetGUID",))
VALUES: Final = {
    "TextValue": "string",
    "BooleanValue": "boolean",
    "IntegerValue": "integer",
    "FloatValue": "decimal",
    "DateValue": "date",
    "DateTimeValue": "dateTime",
}
WRAPPERS: Final = ("Users", "Codes", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs")
"""Elements that may not be empty."""
FORMS: Final[dict[str, Form]] = {
    "Project": Form(
        (
            "Users",
            "CodeBook",
            "Variables",
            "Cases",
            "Sources",
            "Notes",
            "Links",
            "Sets",
            "Graphs",
            "Description",
            "NoteRef",
        ),
        {
            "name": "string",
            "origin": "string",
            "creatingUserGUID": "guid",
            "creationDateTime": "dateTime",
            "modifyingUserGUID": "guid",
            "modifiedDateTime": "dateTime",
            "basePath": "string",
        },
        ("name",),
    ),
    "Users": Form(("User",)),
    "User": Form((), {**_NAMED, "id": "string"}, ("guid",)),
    "CodeBook": Form(("Codes", "Sets"), {"origin": "string"}),
    "Codes": Form(("Code",)),
    "Code": Form(
        ("Description", "NoteRef", "Code"),
        {**_NAMED, "isCodable": "boolean", "color": "rgb"},
        ("guid", "name", "isCodable"),
    ),
    "Variables": Form(("Variable",)),
    "Variable": Form(("Description",), {**_NAMED, "typeOfVariable": "variable"}, ("guid", "name", "typeOfVariable")),
    "Cases": Form(("Case",)),
    "Case": Form(("Description", "CodeRef", "VariableValue", "SourceRef", "SelectionRef"), _NAMED, ("guid",)),
    "VariableValue": Form(("VariableRef", *VALUES), needed=("VariableRef",)),
    "Sources": Form(("TextSource", "PictureSource", "PDFSource", "AudioSource", "VideoSource")),
    "TextSource": _TEXT,
    "Note": _TEXT,
    "Representation": _TEXT,
    "TextDescription": _TEXT,
    "PlainTextSelection": Form(
        _CODED,
        {**_SELECTION, "startPosition": "integer", "endPosition": "integer"},
        ("guid", "startPosition", "endPosition"),
    ),
    "PictureSource": _source("TextDescription", "PictureSelection"),
    "PictureSelection": Form(_CODED, {**_SELECTION, **_CORNERS}, ("guid", *_CORNERS)),
    "PDFSource": _source("PDFSelection", "Representation"),
    "PDFSelection": Form(
        ("Description", "Representation", "Coding", "NoteRef"),
        {**_SELECTION, **_CORNERS, "page": "integer"},
        ("guid", "page", *_CORNERS),
    ),
    "AudioSource": _source("Transcript", "AudioSelection"),
    "VideoSource": _source("Transcript", "VideoSelection"),
    "AudioSelection": _WITHIN_TIME,
    "VideoSelection": _WITHIN_TIME,
    "Transcript": Form(
        ("Description", "PlainTextContent", "SyncPoint", "TranscriptSelection", "NoteRef"), _TEXT_FILE, ("guid",)
    ),
    "SyncPoint": Form((), {"guid": "guid", "timeStamp": "integer", "position": "integer"}, ("guid",)),
    "TranscriptSelection": Form(_CODED, {**_SELECTION, "fromSyncPoint": "guid", "toSyncPoint": "guid"}, ("guid",)),
    "Coding": Form(
        ("CodeRef", "NoteRef"),
        {"guid": "guid", "creatingUser": "guid", "creationDateTime": "dateTime"},
        ("guid",),
        ("CodeRef",),
    ),
    "Notes": Form(("Note",)),
    "Links": Form(("Link",)),
    "Link": Form(
        ("NoteRef",),
        {**_NAMED, "direction": "direction", "color": "rgb", "originGUID": "guid", "targetGUID": "guid"},
        ("guid",),
    ),
    "Sets": Form(("Set",)),
    "Set": Form(("Description", "MemberCode", "MemberSource", "MemberNote"), _NAMED, ("guid", "name")),
    "Graphs": Form(("Graph",)),
    "Graph": Form(("Vertex", "Edge"), _NAMED, ("guid",)),
    "Vertex": Form(
        (),
        {**_NAMED, "representedGUID": "guid", **_CORNERS, "shape": "shape", "color": "rgb"},
        ("guid", "firstX", "firstY"),
    ),
    "Edge": Form(
        (),
        {
            **_NAMED,
            "representedGUID": "guid",
            "sourceVertex": "guid",
            "targetVertex": "guid",
            "color": "rgb",
            "direction": "direction",
            "lineStyle": "line",
        },
        ("guid", "sourceVertex", "targetVertex"),
    ),
    **dict.fromkeys(
        ("NoteRef", "CodeRef", "SourceRef", "SelectionRef", "VariableRef", "MemberCode", "MemberSource", "MemberNote"),
        _REFERENCE,
    ),
    "Description": Form(value="string"),
    "PlainTextContent": Form(value="string"),
    **{name: Form(value=kind) for name, kind in VALUES.items()},
}
ONCE: Final = frozenset({"Description", "PlainTextContent", "Representation", "TextDescription", "VariableRef"})
"""Children that stand at most once wherever they stand."""
REFERENCES: Final = frozenset(
    {"targetGUID", "originGUID", "representedGUID", "sourceVertex", "targetVertex", "fromSyncPoint", "toSyncPoint"}
)
"""Attributes that point at something else; a user is pointed at too, but may be left out."""
USERS: Final = frozenset({"creatingUser", "modifyingUser", "creatingUserGUID", "modifyingUserGUID"})

_CHOICES = {
    "direction": ("Associative", "OneWay", "Bidirectional"),
    "line": ("dotted", "dashed", "solid"),
    "variable": ("Text", "Boolean", "Integer", "Float", "Date", "DateTime"),
    "shape": (
        *("Person", "Oval", "Rectangle", "RoundedRectangle", "Star"),
        *("LeftTriangle", "RightTriangle", "UpTriangle", "DownTriangle", "Note"),
    ),
    "boolean": ("true", "false", "1", "0"),
}
_PATTERNS = {
    "guid": re.compile("[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"),
    "integer": re.compile("[+-]?[0-9]+"),
    "decimal": re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"),
    "rgb": re.compile("#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})"),
    "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    "dateTime": re.compile(
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9])?"
    ),
}


def fits(value: str, kind: str) -> bool:
    """Tell whether a value is of a kind, as the schema writes it.

    >>> fits("#FF8800", "rgb"), fits("1e3", "decimal"), fits("2025-02-30T00:00:00", "dateTime")
    (True, False, False)
    """
    if kind == "string":
        return True
    if kind in _CHOICES:
        return value in _CHOICES[kind]
    return _PATTERNS[kind].fullmatch(value) is not None and (kind not in ("date", "dateTime") or _exists(value))


def _exists(moment: str) -> bool:
    """Tell whether the calendar and the clock have a moment."""
    try:
        day = date.fromisoformat(moment[:10])
        clock = datetime.fromisoformat(f"2000-01-01T{moment[11:19] or '00:00:00'}")
    except ValueError:
        return False
    return day.year > 0 and clock.year == 2000
