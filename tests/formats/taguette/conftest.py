"""Taguette files made by the tests: pages, tags and highlights counted in bytes, as Taguette counts them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

TABLES = """
CREATE TABLE users (login VARCHAR(30) PRIMARY KEY, created DATETIME, hashed_password VARCHAR(192), email VARCHAR(256));
CREATE TABLE projects (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(200), description TEXT, created DATETIME);
CREATE TABLE project_members (project_id INTEGER, user_login VARCHAR(30), privileges VARCHAR(11));
CREATE TABLE documents (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(200), description TEXT, filename VARCHAR(200),
    created DATETIME, project_id INTEGER, text_direction VARCHAR(13), contents TEXT);
CREATE TABLE tags (id INTEGER NOT NULL PRIMARY KEY, project_id INTEGER, path VARCHAR(200), description TEXT);
CREATE TABLE highlights (id INTEGER NOT NULL PRIMARY KEY, document_id INTEGER, start_offset INTEGER, end_offset INTEGER, snippet TEXT);
CREATE TABLE highlight_tags (highlight_id INTEGER, tag_id INTEGER);
CREATE TABLE commands (id INTEGER NOT NULL PRIMARY KEY, date DATETIME, user_login VARCHAR(30), project_id INTEGER,
    document_id INTEGER, payload TEXT);
CREATE TABLE alembic_version (version_num VARCHAR(32));
PRAGMA application_id = 0x54677474;
INSERT INTO users VALUES ('anna', '2026-01-01', 'scrypt:salainen', 'anna@example.org');
"""


@dataclass(frozen=True)
class Marked:
    """A highlight: the bytes that it covers, its snippet, its tags by number, and who made it."""

    start: int
    end: int
    snippet: str
    tags: tuple[int, ...] = (1,)
    login: str = ""


@dataclass(frozen=True)
class Project:
    """What a project holds: pages by name, tags in order, highlights by the page's name."""

    name: str = "Palvelut"
    pages: tuple[tuple[str, str], ...] = (("H1", "<p>Hinta on kova.</p>"),)
    tags: tuple[str, ...] = ("hinta",)
    marked: tuple[tuple[str, Marked], ...] = ()


Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Return what writes a file of projects, and then does what SQL says."""
    return lambda *projects, then="": write(tmp_path / "taguette.sqlite3", projects or (Project(),), then)


def write(path: Path, projects: Iterable[Project], then: str = "") -> Path:
    """Write a file of projects; tags are numbered through all of them."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(TABLES)
        for number, project in enumerate(projects, start=1):
            _add(database, number, project)
        database.commit()
        database.executescript(then)
        path.write_bytes(database.serialize())
    return path


def _add(database: sqlite3.Connection, number: int, project: Project) -> None:
    database.execute("INSERT INTO projects VALUES (?, ?, 'kuvaus', '2026-01-01 10:00:00.5')", (number, project.name))
    for tag in project.tags:
        database.execute(
            "INSERT INTO tags (project_id, path, description) VALUES (?, ?, ?)", (number, tag, f"on {tag}")
        )
    for name, page in project.pages:
        row = (name, f"{name}.docx", number, page)
        columns = "name, description, filename, created, project_id, text_direction, contents"
        values = "?, 'haastattelu', ?, '2026-01-02 10:00:00', ?, 'LEFT_TO_RIGHT', ?"
        document = database.execute(f"INSERT INTO documents ({columns}) VALUES ({values})", row).lastrowid
        for one in (marked for page_name, marked in project.marked if page_name == name):
            _mark(database, number, document, one)


def _mark(database: sqlite3.Connection, project: int, document: int | None, one: Marked) -> None:
    values = (document, one.start, one.end, one.snippet)
    columns = "document_id, start_offset, end_offset, snippet"
    highlight = database.execute(f"INSERT INTO highlights ({columns}) VALUES (?, ?, ?, ?)", values).lastrowid
    for tag in one.tags:
        database.execute("INSERT INTO highlight_tags VALUES (?, ?)", (highlight, tag))
    if one.login:
        payload = {"type": "highlight_add", "highlight_id": highlight, "tags": list(one.tags)}
        command = ("2026-02-03 04:05:06.789", one.login, project, document, json.dumps(payload))
        columns = "date, user_login, project_id, document_id, payload"
        database.execute(f"INSERT INTO commands ({columns}) VALUES (?, ?, ?, ?, ?)", command)
