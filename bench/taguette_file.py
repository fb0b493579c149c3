"""A Taguette file made of a study: the peer's own tables, so that importing can be measured at any size."""

from __future__ import annotations

import html
import sqlite3
from itertools import accumulate
from pathlib import Path

from teema.study import Document, Study

_SCHEMA = """
    pragma application_id = 1416066164;
    create table users (login varchar primary key, created datetime, hashed_password varchar);
    create table projects (id integer primary key, name varchar, description varchar, created datetime);
    create table project_members (project_id integer, user_login varchar, privileges varchar);
    create table documents (id integer primary key, name varchar, description varchar, filename varchar, created datetime,
        project_id integer, text_direction varchar, contents text);
    create table tags (id integer primary key, project_id integer, path varchar, description varchar);
    create table highlights (id integer primary key, document_id integer, start_offset integer, end_offset integer, snippet text);
    create table highlight_tags (highlight_id integer, tag_id integer);
    create table commands (id integer primary key, date datetime, user_login varchar, project_id integer, document_id integer,
        payload text);
"""


def write_taguette(study: Study, path: Path) -> int:
    """Write a study's documents, sub-themes and codings as a Taguette project; return how many highlights it holds."""
    database = sqlite3.connect(path)
    database.executescript(_SCHEMA)
    database.execute("insert into projects values (1, ?, '', '2026-01-01')", (study.title,))
    tags = {key: number for number, key in enumerate(study.codebook.codes, 1)}
    database.executemany("insert into tags values (?, 1, ?, '')", ((number, key) for key, number in tags.items()))
    numbers = {document.name: number for number, document in enumerate(study.documents, 1)}
    database.executemany(
        "insert into documents values (?, ?, '', ?, '2026-01-01', 1, 'LEFT_TO_RIGHT', ?)",
        ((numbers[one.name], one.name, f"{one.name}.txt", _page(one.text)) for one in study.documents),
    )
    offsets = {document.name: _bytes(document) for document in study.documents}
    for number, coding in enumerate(study.codings, 1):
        at = offsets[coding.document]
        words = html.escape(coding.span.of(study.document_by_name[coding.document].text))
        place = (number, numbers[coding.document], at[coding.span.start], at[coding.span.end], words)
        database.execute("insert into highlights values (?, ?, ?, ?, ?)", place)
        database.execute("insert into highlight_tags values (?, ?)", (number, tags[coding.code]))
    database.commit()
    database.close()
    return len(study.codings)


def _page(text: str) -> str:
    return "\n".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n"))


def _bytes(document: Document) -> list[int]:
    """Return where each character begins in UTF-8."""
    return list(accumulate((len(letter.encode()) for letter in document.text), initial=0))
