"""Spreadsheets of their own XML, as programs write them and as nobody should."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
STRICT = {
    SPACE: "http://purl.oclc.org/ooxml/spreadsheetml/main",
    RELATIONS: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}


def book(sheet: str, strings: str = "", more: Mapping[str, bytes] | None = None, **how: Any) -> bytes:
    """Make a spreadsheet of the sheet's own XML; the rest is as `parts` takes it."""
    return zip_of(parts(sheet, strings, more, **how))


def parts(
    sheet: str,
    strings: str = "",
    more: Mapping[str, bytes] | None = None,
    *,
    sheets: tuple[str, ...] = (),
    styles: str = "",
    properties: str = "",
    before: str = "",
) -> dict[str, bytes]:
    """Make the parts of a spreadsheet, with more sheets after the first one; ``before`` stands in that before the rows."""
    numbers = range(1, len(sheets) + 2)
    named = "".join(f"<sheet name='a{'' if one == 1 else one}' sheetId='{one}' r:id='r{one}'/>" for one in numbers)
    related = "".join(
        _relation(f"r{one}", "worksheet", f"worksheets/s{'' if one == 1 else one}.xml") for one in numbers
    )
    related += _relation("rs", "sharedStrings", "sharedStrings.xml") + _relation("ry", "styles", "styles.xml")
    made = {
        "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
        "_rels/.rels": _relations(_relation("r", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f"<workbook xmlns='{SPACE}' xmlns:r='{RELATIONS}'>{properties}<sheets>{named}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _relations(related),
        "xl/sharedStrings.xml": f"<sst xmlns='{SPACE}'>{strings}</sst>",
        "xl/styles.xml": f"<styleSheet xmlns='{SPACE}'>{styles}</styleSheet>",
        "xl/worksheets/s.xml": f"<worksheet xmlns='{SPACE}'>{before}<sheetData>{sheet}</sheetData></worksheet>",
    }
    made |= {
        f"xl/worksheets/s{place}.xml": f"<worksheet xmlns='{SPACE}'><sheetData>{one}</sheetData></worksheet>"
        for place, one in enumerate(sheets, 2)
    }
    return {name: content.encode() for name, content in made.items()} | dict(more or {})


def _relations(inner: str) -> str:
    return f"<Relationships xmlns='{PACKAGE}'>{inner}</Relationships>"


def _relation(id_: str, kind: str, target: str) -> str:
    return f"<Relationship Id='{id_}' Type='{RELATIONS}/{kind}' Target='{target}'/>"


def zip_of(members: Mapping[str, bytes]) -> bytes:
    """Make an archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()
