"""What of a QualCoder project has no place in a study: kept so that it can go back, or told to be left out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from teema.formats.databases import Row
from teema.formats.exchange.project import Variable
from teema.formats.exchange.transfer import Loss
from teema.formats.qualcoder.cases import Variables
from teema.formats.qualcoder.coded import Coded
from teema.formats.qualcoder.codes import Codes
from teema.formats.qualcoder.rows import Rows, name_of
from teema.formats.qualcoder.sources import Sources
from teema.formats.source import canonical
from teema.study.kept import Kept

_PSEUDONYMS = "pseudonyms.json"
_MADE = ("code_cat", "code_name", "cases", "attribute_type")
"""Tables that tell who made a thing and when, which a project has no place for."""
_PICTURE = ("x1", "y1", "width", "height", "pdf_page", "important")
_RECORDING = ("pos0", "pos1", "important")


def kept_aside(rows: Rows, sources: Sources, codes: Codes, variables: Variables) -> Iterator[Kept]:
    """Yield recordings and pictures with what is coded in them. Names stand for numbers, so that it can go back anywhere."""
    named = {variable.guid: variable for variable in variables.all}
    cases = _cases_of_media(rows, sources)
    for number, row in sources.media.items():
        values = variables.of_sources.get(number, {}) if number not in sources.texts else {}
        content = _source(sources, number, row) | {"attributes": _named(values, named), "cases": cases.get(number, [])}
        yield _kept(rows, "source", content, sources.names[number])
    for kind, key, numbers in (("code_av", "avid", _RECORDING), ("code_image", "imid", _PICTURE)):
        for number, row in rows.numbered(kind, key).items():
            source, code = row.number("id"), codes.by_number.get(row.number("cid") or -1)
            if source not in sources.names or code is None:
                rows.astray[kind] += 1
                continue
            content = {"source": sources.names[source], "code": code.name, **_words(row, "memo", "owner", "date")}
            content |= {column: row.number(column) for column in numbers if row.number(column) is not None}
            yield _kept(rows, kind, content, number)


def _source(sources: Sources, number: int, row: Row) -> dict[str, Any]:
    transcript = sources.names.get(row.number("av_text_id") or -1, "")
    content = {"name": sources.names[number], "transcript": transcript}
    return content | _words(row, "mediapath", "memo", "owner", "date")


def _words(row: Row, *columns: str) -> dict[str, str]:
    return {column: canonical(row.text(column)) for column in columns}


def _named(values: dict[str, str], variables: dict[str, Variable]) -> dict[str, str]:
    return {variables[guid].name: value for guid, value in values.items()}


def _cases_of_media(rows: Rows, sources: Sources) -> dict[int, list[str]]:
    names = {row.number("caseid"): name_of(row) for row in rows.all("cases")}
    found: dict[int, list[str]] = {}
    for row in rows.all("case_text"):
        source, case = row.number("fid"), names.get(row.number("caseid"))
        if case and source in sources.media and source not in sources.texts:
            found.setdefault(source, []).append(case)
    return found


def _kept(rows: Rows, kind: str, content: dict[str, Any], *key: object) -> Kept:
    transcript = content.get("transcript")
    about = f"document:{transcript}" if transcript else ""
    return Kept(rows.id("kept", kind, *key).lower(), "qualcoder", kind, about, json.dumps(content, ensure_ascii=False))


def losses(rows: Rows, folder: Path, sources: Sources, variables: Variables, coded: Coded) -> Iterator[Loss]:
    """Tell what doesn't come along: graphs, searches, references, files of recordings, and the key to pseudonyms."""
    graphs = tuple(name_of(row) for row in rows.all("graph"))
    queries = tuple(canonical(row.text("title")) for row in rows.all("stored_sql"))
    references = len({row.number("risid") for row in rows.all("ris")})
    views = sum(1 for table in ("manage_files_display", "files_filter") for _ in rows.all(table))
    files = tuple(sources.names[number] for number, row in sources.media.items() if row.text("mediapath"))
    makers = sum(1 for table in _MADE for _ in rows.all(table))
    memos = sum(bool(row.text("memo").strip()) for row in rows.all("case_text"))
    told = (
        Loss("graphs", "no_place", len(graphs), graphs),
        Loss("queries", "no_place", len(queries), queries),
        Loss("references", "no_place", references),
        Loss("views", "no_place", views),
        Loss("recordings", "files_stay", len(files), files),
        Loss("makers", "no_place", makers),
        Loss("case_part_memos", "no_place", memos),
        Loss("journal_attributes", "no_place", variables.others),
        Loss("recording_links", "no_place", coded.recordings),
        Loss("pseudonym_keys", "reidentifies", int((folder / _PSEUDONYMS).exists()), (_PSEUDONYMS,)),
    )
    yield from (loss for loss in told if loss.count)
