"""A project → a QualCoder folder, whole or not at all."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from teema.errors import WriteFailed
from teema.formats.exchange.project import Project
from teema.formats.exchange.transfer import Loss
from teema.formats.qualcoder.case_rows import CaseRows, write_attributes
from teema.formats.qualcoder.code_rows import CodeRows
from teema.formats.qualcoder.filling import Filling
from teema.formats.qualcoder.returning import Returning
from teema.formats.qualcoder.source_rows import SourceRows
from teema.formats.qualcoder.tables import ABOUT, FILE, FOLDERS, GRAPH_ITEMS, OF_A_CODER, TABLES, VERSION

_SUFFIX = ".qda"


def write_project(project: Project, folder: Path) -> tuple[Loss, ...]:
    """Write a project as a folder that QualCoder opens, and return what could not go along.

    WriteFailed: the folder's name doesn't end in ``.qda`` (X185), it exists (X186), or the disk refuses (X187); nothing is left then.
    """
    if folder.suffix != _SUFFIX:
        raise WriteFailed("X185", path=folder.name)
    if os.path.lexists(folder):
        raise WriteFailed("X186", path=folder.name)
    filling = filled(project)
    try:
        made = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".teema-"))
        try:
            _write(filling, made)
            made.chmod(0o755)
            made.rename(folder)
        finally:
            shutil.rmtree(made, ignore_errors=True)
    except (OSError, sqlite3.Error) as reason:
        raise WriteFailed("X187", path=folder.name, reason=getattr(reason, "strerror", None) or str(reason)) from reason
    return filling.lost


def filled(project: Project) -> Filling:
    """Lay a project out as QualCoder's tables."""
    filling = Filling(project)
    codes = CodeRows(filling)
    sources = SourceRows(filling, codes)
    cases = CaseRows(filling, sources)
    media = Returning(filling, codes, sources, cases)
    files = {number: source.values for number, source in sources.by_guid.values()}
    write_attributes(filling, cases.values, files | media.values)
    filling.lose("source_names", "names_once", *sources.names.changed, count=len(sources.names.changed))
    filling.write_journals()
    filling.write_about(VERSION, ABOUT)
    return filling


def _write(filling: Filling, folder: Path) -> None:
    for name in FOLDERS:
        (folder / name).mkdir()
    for name, data in filling.documents.items():
        (folder / "documents" / name).write_bytes(data)
    (folder / FILE).write_bytes(_database(filling))


def _database(filling: Filling) -> bytes:
    """Make the database in memory, where it takes no waiting for the disk."""
    with closing(sqlite3.connect(":memory:")) as database:
        for statement in _statements():
            database.execute(statement)
        for table, rows in filling.tables.items():
            for row in rows:
                marks = ", ".join("?" * len(row))
                names = ", ".join(row)
                database.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))  # noqa: S608 our own names
        database.commit()
        return database.serialize()


def _statements() -> Iterator[str]:
    """Yield what makes the tables, and the views of what coders have made who aren't hidden."""
    for table, columns in (TABLES | GRAPH_ITEMS).items():
        yield f"CREATE TABLE {table} ({', '.join(columns)})"
    for table in OF_A_CODER:
        yield (
            f"CREATE VIEW {table}_visible AS SELECT made.* FROM {table} made WHERE NOT EXISTS "  # noqa: S608
            "(SELECT 1 FROM coder_names WHERE coder_names.name = made.owner AND coder_names.visibility = 0)"
        )
