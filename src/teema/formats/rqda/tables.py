"""RQDA's tables, as QualCoder's: what each is called there, and its columns."""

from __future__ import annotations

import re

NEEDED = {
    "source": ("id", "name", "file"),
    "freecode": ("id", "name"),
    "coding": ("cid", "fid", "selfirst", "selend"),
}
_MADE = ("owner", "date", "datem", "memo", "status")
COLUMNS = {
    "project": ("databaseversion", "date", "datem", "memo", "about", "imagedir"),
    "source": ("id", "name", "file", *_MADE),
    "freecode": ("id", "name", "color", *_MADE),
    "codecat": ("catid", "cid", "name", *_MADE),
    "treecode": ("cid", "catid", *_MADE),
    "coding": ("cid", "fid", "seltext", "selfirst", "selend", *_MADE),
    "annotation": ("fid", "position", "annotation", *_MADE),
    "cases": ("id", "name", *_MADE),
    "caselinkage": ("caseid", "fid", "selfirst", "selend", *_MADE),
    "attributes": ("name", "class", *_MADE),
    "caseattr": ("variable", "value", "caseid", *_MADE),
    "fileattr": ("variable", "value", "fileid", *_MADE),
    "journal": ("name", "journal", *_MADE),
    "filecat": ("catid", "fid", "name", *_MADE),
    "treefile": ("fid", "catid", *_MADE),
}
PASSED_OVER = frozenset({"coding2", "image", "imagecoding"})
_SPAN = {"selfirst": "pos0", "selend": "pos1"}
AS_QUALCODER: dict[str, tuple[str, dict[str, str]]] = {
    "project": ("project", {}),
    "source": ("source", {"file": "fulltext"}),
    "code_cat": ("codecat", {}),
    "code_name": ("freecode", {"id": "cid"}),
    "code_text": ("coding", _SPAN),
    "annotation": ("annotation", {"position": "pos0", "annotation": "memo"}),
    "attribute_type": ("attributes", {"class": "valuetype"}),
    "cases": ("cases", {"id": "caseid"}),
    "case_text": ("caselinkage", _SPAN),
    "journal": ("journal", {"journal": "jentry"}),
}
"""For each of QualCoder's tables RQDA's own, and which of its columns have another name there."""
VALUES = {
    "case": ("caseattr", {"variable": "name", "caseid": "id"}),
    "file": ("fileattr", {"variable": "name", "fileid": "id"}),
}
"""RQDA's tables of values for what QualCoder keeps in one."""
_MOMENT = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d{1,2}) (\d\d:\d\d:\d\d) (\d{4})")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def moment(text: str) -> str:
    """Write a moment, which R gives in English, as QualCoder does; what isn't one stays.

    >>> moment("Mon Nov 12 10:00:00 2012"), moment("eilen")
    ('2012-11-12 10:00:00', 'eilen')
    """
    match = _MOMENT.fullmatch(text)
    if not match or match[1] not in _MONTHS:
        return text
    return f"{match[4]}-{_MONTHS.index(match[1]) + 1:02}-{int(match[2]):02} {match[3]}"
